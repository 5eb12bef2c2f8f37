//! What a result holds, in numbers.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::Path;

use serde::Serialize;

use crate::error::Error;
use crate::histogram::Histogram;
use crate::run::{Counts, Manifest};
use crate::stored::{StoredRecord, for_each_record};

/// Different names that are counted at a time. Beyond it the rarest are forgotten: the frequent ones,
/// which are asked for, are not among them.
const MAX_NAMES: usize = 200_000;

/// What a complete run found.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Stats {
    /// Documents that have a record.
    pub documents: u64,
    /// Documents that failed.
    pub failed: u64,
    /// Bytes of text.
    pub bytes: u64,
    /// Wall time of the run.
    pub seconds: f64,
    /// Sentences, tokens, quantities by kind, names by type.
    pub counts: Counts,
    /// Tokens by kind.
    pub tokens: BTreeMap<String, u64>,
    /// The most frequent names, the most frequent first.
    pub names: Vec<NameCount>,
    /// Amounts of money by code of currency, the most frequent first.
    pub currencies: Vec<(String, u64)>,
    /// Tokens of a document.
    pub document_tokens: Histogram,
    /// Tokens of a sentence.
    pub sentence_tokens: Histogram,
    /// Megabytes of text that a thread analyzed in a second, chunk by chunk.
    pub speeds: Histogram,
}

/// A name and how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameCount {
    /// As it is written.
    pub surface: String,
    /// PER, ORG …
    #[serde(rename = "type")]
    pub kind: String,
    /// Its Latin name where one was found.
    pub latin: Option<String>,
    /// How often it was found.
    pub count: u64,
}

impl Stats {
    /// Reads the records in `out` and counts; of the names, the `top` most frequent are told.
    ///
    /// # Errors
    /// If `out` holds no complete run, or its records cannot be read back.
    pub fn of(out: &Path, top: usize) -> Result<Self, Error> {
        let manifest = Manifest::read(out)?;
        let mut tally = Tally::default();
        for_each_record(out, &manifest, &mut |record| {
            tally.add(&record);
            ControlFlow::Continue(())
        })?;
        Ok(tally.finish(manifest, top))
    }
}

#[derive(Debug, Default)]
struct Tally {
    tokens: BTreeMap<String, u64>,
    names: HashMap<(String, String), Name>,
    currencies: BTreeMap<String, u64>,
    document_tokens: Histogram,
    sentence_tokens: Histogram,
}

#[derive(Debug, Default)]
struct Name {
    count: u64,
    latin: Option<String>,
}

impl Tally {
    fn add(&mut self, record: &StoredRecord<'_>) {
        self.document_tokens.add(record.tokens.len() as f64);
        self.add_sentences(record);
        for token in &record.tokens {
            count(&mut self.tokens, &token.kind);
        }
        for currency in record.quantities.iter().filter_map(|q| q.currency.as_deref()) {
            count(&mut self.currencies, currency);
        }
        for entity in &record.entities {
            let key = (entity.kind.to_string(), entity.surface.to_string());
            let name = self.names.entry(key).or_default();
            name.count += 1;
            if name.latin.is_none() {
                name.latin = entity.latin.as_deref().map(str::to_owned);
            }
        }
        let mut rare = 1;
        while self.names.len() > MAX_NAMES {
            self.names.retain(|_, name| name.count > rare);
            rare *= 2;
        }
    }

    fn add_sentences(&mut self, record: &StoredRecord<'_>) {
        let mut tokens = record.tokens.iter().peekable();
        for (_, end) in record.sentences.iter().map(|place| place.range()) {
            let length = std::iter::from_fn(|| tokens.next_if(|token| token.start < end)).count();
            self.sentence_tokens.add(length as f64);
        }
    }

    fn finish(self, manifest: Manifest, top: usize) -> Stats {
        let mut names: Vec<_> = self.names.into_iter().collect();
        names.sort_by(|(a, x), (b, y)| y.count.cmp(&x.count).then_with(|| a.cmp(b)));
        let names = names.into_iter().take(top).map(|((kind, surface), name)| NameCount {
            surface,
            kind,
            latin: name.latin,
            count: name.count,
        });
        let mut currencies: Vec<_> = self.currencies.into_iter().collect();
        currencies.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        Stats {
            documents: manifest.documents,
            failed: manifest.failed,
            bytes: manifest.bytes,
            seconds: manifest.seconds,
            counts: manifest.counts,
            tokens: self.tokens,
            names: names.collect(),
            currencies,
            document_tokens: self.document_tokens,
            sentence_tokens: self.sentence_tokens,
            speeds: manifest.speeds,
        }
    }
}

fn count(counts: &mut BTreeMap<String, u64>, name: &str) {
    match counts.get_mut(name) {
        Some(count) => *count += 1,
        None => {
            counts.insert(name.to_owned(), 1);
        }
    }
}
