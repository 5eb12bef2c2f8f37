//! The rows that leave the process: the only place that knows the names of columns, but for the rows
//! of tokens in `output/jsonl.rs`.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;
use warraq_entities::{Entity, LatinSource};
use warraq_quantities::{Currency, Quantity};
use warraq_text::{OffsetCursor, OffsetUnit, Span};

use crate::analysis::{Analysis, Word};
use crate::analyzer::Stages;
use crate::decode::Encoding;
use crate::document::Document;

/// An entity of which a document has more mentions links each of them to so many others, so that
/// the record of a document grows no faster than the document.
const MAX_LINKS: usize = 100;

/// How a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The unit of all offsets.
    pub offsets: OffsetUnit,
    /// Whether the text itself is part of the record.
    pub text: bool,
    /// Which columns are written.
    pub stages: Stages,
}

impl Default for Layout {
    fn default() -> Self {
        Self { offsets: OffsetUnit::Char, text: true, stages: Stages::ALL }
    }
}

/// The record of a document, to be serialized.
///
/// ```
/// use warraq_batch::{Analyzer, Document, Layout, Record};
///
/// let document = Document::new("1", "نشرت نتفليكس إعلاناً");
/// let analysis = Analyzer::default().analyze(&document.text);
/// let record = Record::new(&document, &analysis, Layout::default());
/// let json = serde_json::to_value(&record)?;
/// assert_eq!(json["sentences"], serde_json::json!([[0, 20]]));
/// assert_eq!(json["entities"][0]["surface"], "نتفليكس");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Record<'r> {
    document: &'r Document<'r>,
    found: Found<'r>,
    text: bool,
}

/// The findings alone, without the document: what the filters of the command line write.
#[derive(Debug, Clone, Copy)]
pub struct Found<'r> {
    source: &'r str,
    analysis: &'r Analysis,
    offsets: OffsetUnit,
    stages: Stages,
}

impl<'r> Record<'r> {
    /// The record of `document`, which was analyzed as `analysis`.
    #[must_use]
    pub fn new(document: &'r Document<'r>, analysis: &'r Analysis, layout: Layout) -> Self {
        let found = Found::new(&document.text, analysis, layout);
        Self { document, found, text: layout.text }
    }

    pub(crate) fn document(self) -> &'r Document<'r> {
        self.document
    }

    /// The record without its tokens, cut where they stand: two objects.
    pub(crate) fn around_tokens(self) -> [impl Serialize; 2] {
        [Half { record: self, is_first: true }, Half { record: self, is_first: false }]
    }

    pub(crate) fn found(self) -> Found<'r> {
        self.found
    }

    /// The text, if it is part of the record.
    #[cfg(feature = "arrow")]
    pub(crate) fn text(self) -> Option<&'r str> {
        self.text.then_some(&*self.document.text)
    }
}

impl<'r> Found<'r> {
    /// What was found in `source`.
    #[must_use]
    pub fn new(source: &'r str, analysis: &'r Analysis, layout: Layout) -> Self {
        Self { source, analysis, offsets: layout.offsets, stages: layout.stages }
    }

    #[cfg(feature = "arrow")]
    pub(crate) fn offsets(self) -> OffsetUnit {
        self.offsets
    }

    pub(crate) fn stages(self) -> Stages {
        self.stages
    }

    fn write_columns<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.write_sentences(map)?;
        if self.stages.tokens {
            map.serialize_entry(TOKENS, &Column(*self, tokens))?;
        }
        self.write_values(map)
    }

    fn write_sentences<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        if self.stages.sentences {
            map.serialize_entry("sentences", &Column(*self, sentences))?;
        }
        Ok(())
    }

    fn write_values<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        if self.stages.quantities {
            map.serialize_entry("quantities", &Column(*self, quantities))?;
        }
        if self.stages.entities {
            map.serialize_entry("entities", &Column(*self, entities))?;
        }
        Ok(())
    }

    fn places(&self) -> Places<'r> {
        Places {
            source: self.source,
            analysis: self.analysis,
            cursor: OffsetCursor::new(self.source, self.offsets),
        }
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write_document(&mut map)?;
        self.found.write_columns(&mut map)?;
        self.write_meta(&mut map)?;
        map.end()
    }
}

impl Record<'_> {
    fn write_document<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("id", &self.document.id)?;
        map.serialize_entry("offsets", self.found.offsets.name())?;
        if self.document.encoding != Encoding::Utf8 {
            map.serialize_entry("encoding", self.document.encoding.name())?;
        }
        if self.text {
            map.serialize_entry("text", &self.document.text)?;
        }
        Ok(())
    }

    fn write_meta<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        if !self.document.meta.is_empty() {
            map.serialize_entry("meta", &Meta(&self.document.meta))?;
        }
        Ok(())
    }
}

/// What stands before the tokens of a record, or after them.
struct Half<'r> {
    record: Record<'r>,
    is_first: bool,
}

impl Serialize for Half<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if self.is_first {
            self.record.write_document(&mut map)?;
            self.record.found.write_sentences(&mut map)?;
        } else {
            self.record.found.write_values(&mut map)?;
            self.record.write_meta(&mut map)?;
        }
        map.end()
    }
}

impl Serialize for Found<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write_columns(&mut map)?;
        map.end()
    }
}

/// A column of a record: the findings and the function that writes its rows.
struct Column<'r, F>(Found<'r>, F);

impl<'r, F, I> Serialize for Column<'r, F>
where
    F: Fn(Found<'r>) -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.1)(self.0))
    }
}

/// Leads from spans of the view to offsets of the source in the wanted unit.
struct Places<'r> {
    source: &'r str,
    analysis: &'r Analysis,
    cursor: OffsetCursor<'r>,
}

impl<'r> Places<'r> {
    fn offsets(&mut self, view: Span) -> (u32, u32) {
        self.offsets_of(self.analysis.view.alignment.to_source(view))
    }

    fn offsets_of(&mut self, source: Span) -> (u32, u32) {
        (self.cursor.seek(source.start), self.cursor.seek(source.end))
    }

    fn surface(&self, view: Span) -> &'r str {
        self.analysis.view.alignment.source_text(view, self.source)
    }
}

pub(crate) fn sentences(found: Found<'_>) -> impl Iterator<Item = (u32, u32)> {
    let mut places = found.places();
    found.analysis.sentences.iter().map(move |&span| places.offsets(span))
}

/// Name of the column of tokens.
pub(crate) const TOKENS: &str = "tokens";

#[derive(serde::Serialize)]
pub(crate) struct TokenRow<'r> {
    /// Bytes of the source.
    #[serde(skip)]
    pub(crate) place: Span,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: &'static str,
    pub(crate) norm: &'r str,
    pub(crate) stem: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) clitics: Option<CliticRows<'r>>,
}

pub(crate) fn tokens(found: Found<'_>) -> impl Iterator<Item = TokenRow<'_>> {
    let mut places = found.places();
    let analysis = found.analysis;
    analysis.tokens.iter().enumerate().map(move |(index, token)| {
        let place = analysis.view.alignment.to_source(token.span);
        let (start, end) = places.offsets_of(place);
        let word = analysis.words.get(index);
        let clitics = word.filter(|word| word.clitics().len() > 0);
        TokenRow {
            place,
            start,
            end,
            kind: token.kind.name(),
            norm: word.map_or("", Word::norm),
            stem: word.and_then(Word::stem),
            clitics: clitics.map(|word| CliticRows { found, word, start: (token.span, start) }),
        }
    })
}

/// The parts of one word.
pub(crate) struct CliticRows<'r> {
    found: Found<'r>,
    word: Word<'r>,
    /// The word's place in the view, and its start in the wanted unit.
    start: (Span, u32),
}

#[derive(serde::Serialize)]
pub(crate) struct CliticRow<'r> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) role: &'static str,
    pub(crate) form: &'r str,
}

impl<'r> CliticRows<'r> {
    pub(crate) fn rows(&self) -> impl ExactSizeIterator<Item = CliticRow<'r>> {
        let Found { source, analysis, offsets, .. } = self.found;
        let (word, start) = self.start;
        // Counted from the word's own start: no need to count from the start of the document.
        let word_start = analysis.view.alignment.to_source(word).start;
        let offset = move |byte: u32| {
            let before = Span::new(word_start, byte.max(word_start));
            start + offsets.len(before.of(source))
        };
        self.word.clitics().map(move |clitic| {
            let span = analysis.view.alignment.to_source(clitic.span);
            CliticRow {
                start: offset(span.start),
                end: offset(span.end),
                role: clitic.role.name(),
                form: clitic.form,
            }
        })
    }
}

impl Serialize for CliticRows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows())
    }
}

#[derive(serde::Serialize)]
pub(crate) struct QuantityRow<'r> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) surface: &'r str,
    pub(crate) kind: &'static str,
    pub(crate) value: Option<Exact>,
    pub(crate) min: Option<Exact>,
    pub(crate) max: Option<Exact>,
    pub(crate) currency: Option<&'r str>,
    pub(crate) currency_candidates: Option<Vec<&'r str>>,
    pub(crate) unit: Option<&'static str>,
    pub(crate) per: Option<&'static str>,
    pub(crate) approx: Option<&'static str>,
    pub(crate) iso: Option<String>,
    pub(crate) calendar: Option<&'static str>,
}

pub(crate) fn quantities(found: Found<'_>) -> impl Iterator<Item = QuantityRow<'_>> {
    let mut places = found.places();
    found.analysis.quantities.iter().map(move |quantity: &Quantity| {
        let (start, end) = places.offsets(quantity.span);
        let candidates = quantity.candidates;
        QuantityRow {
            start,
            end,
            surface: places.surface(quantity.span),
            kind: quantity.kind.name(),
            value: quantity.value.map(Exact),
            min: quantity.min.map(Exact),
            max: quantity.max.map(Exact),
            currency: quantity.currency.as_ref().map(Currency::code),
            currency_candidates: (!candidates.is_empty())
                .then(|| candidates.iter().map(Currency::code).collect()),
            unit: quantity.unit.map(|unit| unit.name()),
            per: quantity.per.map(|unit| unit.name()),
            approx: quantity.approx.map(|approx| approx.name()),
            iso: quantity.date.map(|date| date.to_string()),
            calendar: quantity.calendar.map(|calendar| calendar.name()),
        }
    })
}

/// A decimal as a JSON number with all its digits.
#[derive(Clone, Copy)]
pub(crate) struct Exact(Decimal);

impl Exact {
    /// All digits, without zeros at the end of the fraction.
    pub(crate) fn digits(self) -> String {
        self.0.normalize().to_string()
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.digits()).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

#[derive(serde::Serialize)]
pub(crate) struct EntityRow<'r> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) surface: &'r str,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    pub(crate) script: &'static str,
    pub(crate) latin: Option<&'r str>,
    pub(crate) latin_source: Option<&'static str>,
    pub(crate) links: Vec<u32>,
}

pub(crate) fn entities(found: Found<'_>) -> impl Iterator<Item = EntityRow<'_>> {
    let mut places = found.places();
    let mentions = Mentions::of(&found.analysis.entities);
    found.analysis.entities.iter().zip(0..).map(move |(entity, index)| {
        let (start, end) = places.offsets(entity.span);
        EntityRow {
            start,
            end,
            surface: places.surface(entity.span),
            kind: entity.kind.name(),
            script: entity.script.name(),
            latin: entity.latin.as_deref(),
            latin_source: entity.latin_source.map(LatinSource::name),
            links: mentions.others(entity.link, index),
        }
    })
}

/// The mentions of a document, sorted by what they name.
struct Mentions(Vec<(u32, u32)>);

impl Mentions {
    fn of(entities: &[Entity]) -> Self {
        let mut mentions: Vec<_> = entities.iter().map(|e| e.link).zip(0..).collect();
        mentions.sort_unstable();
        Self(mentions)
    }

    fn others(&self, link: u32, index: u32) -> Vec<u32> {
        let first = self.0.partition_point(|&(other, _)| other < link);
        self.0[first..]
            .iter()
            .take_while(|&&(other, _)| other == link)
            .map(|&(_, mention)| mention)
            .filter(|&mention| mention != index)
            .take(MAX_LINKS)
            .collect()
    }
}

pub(crate) struct Meta<'r>(pub(crate) &'r [(Cow<'r, str>, Cow<'r, RawValue>)]);

impl Serialize for Meta<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
