//! Records as Arrow arrays.
//!
//! Columns and names are those of the JSON records. Exact numbers are strings of digits: no decimal
//! type of Parquet holds all that occur. `meta` is a string of JSON.

use std::sync::Arc;

use arrow_array::builder::{StringBuilder, UInt32Builder};
use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::{NullBufferBuilder, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, Field, Fields, Schema};

use crate::decode::Encoding;
use crate::record::{
    CliticRows, EntityRow, Exact, Layout, Meta, QuantityRow, Record, TokenRow, entities,
    quantities, sentences, tokens,
};

/// The columns of the records of some documents.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    id: StringBuilder,
    offsets: StringBuilder,
    encoding: StringBuilder,
    text: StringBuilder,
    sentences: Sentences,
    tokens: Tokens,
    quantities: Quantities,
    entities: Entities,
    meta: StringBuilder,
}

impl Columns {
    /// Adds a row.
    pub(crate) fn add(&mut self, record: Record<'_>) {
        let (document, found) = (record.document(), record.found());
        self.id.append_value(&document.id);
        self.offsets.append_value(found.offsets().name());
        let encoding = document.encoding;
        self.encoding.append_option((encoding != Encoding::Utf8).then(|| encoding.name()));
        self.text.append_option(record.text());
        let stages = found.stages();
        if stages.sentences {
            self.sentences.add(sentences(found));
        }
        if stages.tokens {
            self.tokens.add(tokens(found));
        }
        if stages.quantities {
            self.quantities.add(quantities(found));
        }
        if stages.entities {
            self.entities.add(entities(found));
        }
        let meta = (!document.meta.is_empty()).then_some(Meta(&document.meta));
        self.meta.append_option(meta.and_then(|meta| serde_json::to_string(&meta).ok()));
    }

    /// The rows, with the columns that `layout` asks for.
    ///
    /// # Errors
    /// If Arrow cannot hold them.
    pub(crate) fn finish(self, layout: Layout) -> Result<RecordBatch, ArrowError> {
        let stages = layout.stages;
        let named = [
            Some(column("id", string(self.id), false)),
            Some(column("offsets", string(self.offsets), false)),
            Some(column("encoding", string(self.encoding), true)),
            layout.text.then(|| column("text", string(self.text), false)),
            stages.sentences.then(|| column("sentences", self.sentences.finish(), false)),
            stages.tokens.then(|| column("tokens", self.tokens.finish(), false)),
            stages.quantities.then(|| column("quantities", self.quantities.finish(), false)),
            stages.entities.then(|| column("entities", self.entities.finish(), false)),
            Some(column("meta", string(self.meta), true)),
        ];
        let (fields, arrays): (Vec<_>, Vec<_>) = named.into_iter().flatten().unzip();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
    }
}

fn column(name: &str, array: ArrayRef, nullable: bool) -> (Field, ArrayRef) {
    (Field::new(name, array.data_type().clone(), nullable), array)
}

fn string(mut builder: StringBuilder) -> ArrayRef {
    Arc::new(builder.finish())
}

fn number(mut builder: UInt32Builder) -> ArrayRef {
    Arc::new(builder.finish())
}

/// Where the lists of a column end.
#[derive(Debug)]
struct Ends(Vec<i32>);

impl Default for Ends {
    fn default() -> Self {
        Self(vec![0])
    }
}

impl Ends {
    /// Ends a list after so many rows more.
    fn add(&mut self, rows: usize) {
        let end = self.0.last().copied().unwrap_or_default();
        self.0.push(end + i32::try_from(rows).expect("a chunk has fewer than 2^31 rows"));
    }

    /// The lists of `items`.
    fn lists(self, items: ArrayRef, nulls: Option<NullBufferBuilder>) -> ArrayRef {
        let field = Arc::new(Field::new("item", items.data_type().clone(), false));
        let ends = OffsetBuffer::new(ScalarBuffer::from(self.0));
        Arc::new(ListArray::new(field, ends, items, nulls.and_then(|mut nulls| nulls.finish())))
    }

    /// The lists of structs with these fields.
    fn lists_of_structs(
        self,
        fields: Vec<(Field, ArrayRef)>,
        nulls: Option<NullBufferBuilder>,
    ) -> ArrayRef {
        let (fields, arrays): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
        let items = StructArray::new(Fields::from(fields), arrays, None);
        self.lists(Arc::new(items), nulls)
    }
}

/// Lists that may be missing.
#[derive(Debug)]
struct Optional {
    ends: Ends,
    present: NullBufferBuilder,
}

impl Default for Optional {
    fn default() -> Self {
        Self { ends: Ends::default(), present: NullBufferBuilder::new(0) }
    }
}

impl Optional {
    fn add(&mut self, rows: Option<usize>) {
        self.ends.add(rows.unwrap_or_default());
        self.present.append(rows.is_some());
    }
}

#[derive(Debug, Default)]
struct Sentences {
    ends: Ends,
    start: UInt32Builder,
    end: UInt32Builder,
}

impl Sentences {
    fn add(&mut self, rows: impl Iterator<Item = (u32, u32)>) {
        let mut count = 0;
        for (start, end) in rows {
            self.start.append_value(start);
            self.end.append_value(end);
            count += 1;
        }
        self.ends.add(count);
    }

    fn finish(self) -> ArrayRef {
        let fields = vec![
            column("start", number(self.start), false),
            column("end", number(self.end), false),
        ];
        self.ends.lists_of_structs(fields, None)
    }
}

#[derive(Debug, Default)]
struct Tokens {
    ends: Ends,
    start: UInt32Builder,
    end: UInt32Builder,
    kind: StringBuilder,
    norm: StringBuilder,
    stem: StringBuilder,
    clitics: Clitics,
}

impl Tokens {
    fn add<'r>(&mut self, rows: impl Iterator<Item = TokenRow<'r>>) {
        let mut count = 0;
        for TokenRow { place: _, start, end, kind, norm, stem, clitics } in rows {
            self.start.append_value(start);
            self.end.append_value(end);
            self.kind.append_value(kind);
            self.norm.append_value(norm);
            self.stem.append_option(stem);
            self.clitics.add(clitics.as_ref());
            count += 1;
        }
        self.ends.add(count);
    }

    fn finish(self) -> ArrayRef {
        let fields = vec![
            column("start", number(self.start), false),
            column("end", number(self.end), false),
            column("kind", string(self.kind), false),
            column("norm", string(self.norm), false),
            column("stem", string(self.stem), true),
            column("clitics", self.clitics.finish(), true),
        ];
        self.ends.lists_of_structs(fields, None)
    }
}

#[derive(Debug, Default)]
struct Clitics {
    lists: Optional,
    start: UInt32Builder,
    end: UInt32Builder,
    role: StringBuilder,
    form: StringBuilder,
}

impl Clitics {
    fn add(&mut self, clitics: Option<&CliticRows<'_>>) {
        self.lists.add(clitics.map(|clitics| clitics.rows().len()));
        for row in clitics.iter().flat_map(|clitics| clitics.rows()) {
            self.start.append_value(row.start);
            self.end.append_value(row.end);
            self.role.append_value(row.role);
            self.form.append_value(row.form);
        }
    }

    fn finish(self) -> ArrayRef {
        let fields = vec![
            column("start", number(self.start), false),
            column("end", number(self.end), false),
            column("role", string(self.role), false),
            column("form", string(self.form), false),
        ];
        self.lists.ends.lists_of_structs(fields, Some(self.lists.present))
    }
}

#[derive(Debug, Default)]
struct Strings {
    lists: Optional,
    items: StringBuilder,
}

impl Strings {
    fn add(&mut self, strings: Option<&[&str]>) {
        self.lists.add(strings.map(<[_]>::len));
        strings.unwrap_or_default().iter().for_each(|string| self.items.append_value(string));
    }

    fn finish(self) -> ArrayRef {
        self.lists.ends.lists(string(self.items), Some(self.lists.present))
    }
}

#[derive(Debug, Default)]
struct Quantities {
    ends: Ends,
    start: UInt32Builder,
    end: UInt32Builder,
    surface: StringBuilder,
    kind: StringBuilder,
    value: StringBuilder,
    min: StringBuilder,
    max: StringBuilder,
    currency: StringBuilder,
    currency_candidates: Strings,
    unit: StringBuilder,
    per: StringBuilder,
    approx: StringBuilder,
    iso: StringBuilder,
    calendar: StringBuilder,
}

impl Quantities {
    fn add<'r>(&mut self, rows: impl Iterator<Item = QuantityRow<'r>>) {
        let mut count = 0;
        for row in rows {
            self.add_row(&row);
            count += 1;
        }
        self.ends.add(count);
    }

    fn add_row(&mut self, row: &QuantityRow<'_>) {
        let QuantityRow { start, end, surface, kind, value, min, max, currency, .. } = *row;
        let QuantityRow { unit, per, approx, calendar, .. } = *row;
        self.start.append_value(start);
        self.end.append_value(end);
        self.surface.append_value(surface);
        self.kind.append_value(kind);
        self.value.append_option(value.map(Exact::digits));
        self.min.append_option(min.map(Exact::digits));
        self.max.append_option(max.map(Exact::digits));
        self.currency.append_option(currency);
        self.currency_candidates.add(row.currency_candidates.as_deref());
        self.unit.append_option(unit);
        self.per.append_option(per);
        self.approx.append_option(approx);
        self.iso.append_option(row.iso.as_deref());
        self.calendar.append_option(calendar);
    }

    fn finish(self) -> ArrayRef {
        let fields = vec![
            column("start", number(self.start), false),
            column("end", number(self.end), false),
            column("surface", string(self.surface), false),
            column("kind", string(self.kind), false),
            column("value", string(self.value), true),
            column("min", string(self.min), true),
            column("max", string(self.max), true),
            column("currency", string(self.currency), true),
            column("currency_candidates", self.currency_candidates.finish(), true),
            column("unit", string(self.unit), true),
            column("per", string(self.per), true),
            column("approx", string(self.approx), true),
            column("iso", string(self.iso), true),
            column("calendar", string(self.calendar), true),
        ];
        self.ends.lists_of_structs(fields, None)
    }
}

#[derive(Debug, Default)]
struct Entities {
    ends: Ends,
    start: UInt32Builder,
    end: UInt32Builder,
    surface: StringBuilder,
    kind: StringBuilder,
    script: StringBuilder,
    latin: StringBuilder,
    latin_source: StringBuilder,
    links_ends: Ends,
    links: UInt32Builder,
}

impl Entities {
    fn add<'r>(&mut self, rows: impl Iterator<Item = EntityRow<'r>>) {
        let mut count = 0;
        for row in rows {
            let EntityRow { start, end, surface, kind, script, latin, latin_source, links } = row;
            self.start.append_value(start);
            self.end.append_value(end);
            self.surface.append_value(surface);
            self.kind.append_value(kind);
            self.script.append_value(script);
            self.latin.append_option(latin);
            self.latin_source.append_option(latin_source);
            self.links_ends.add(links.len());
            self.links.append_slice(&links);
            count += 1;
        }
        self.ends.add(count);
    }

    fn finish(self) -> ArrayRef {
        let fields = vec![
            column("start", number(self.start), false),
            column("end", number(self.end), false),
            column("surface", string(self.surface), false),
            column("type", string(self.kind), false),
            column("script", string(self.script), false),
            column("latin", string(self.latin), true),
            column("latin_source", string(self.latin_source), true),
            column("links", self.links_ends.lists(number(self.links), None), false),
        ];
        self.ends.lists_of_structs(fields, None)
    }
}
