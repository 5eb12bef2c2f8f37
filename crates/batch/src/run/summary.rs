//! What a run did, in numbers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::histogram::Histogram;
use crate::output::OutputFile;

/// What was found, in numbers.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Sentences.
    pub sentences: u64,
    /// Tokens.
    pub tokens: u64,
    /// Quantities by kind.
    pub quantities: BTreeMap<Cow<'static, str>, u64>,
    /// Names by type.
    pub entities: BTreeMap<Cow<'static, str>, u64>,
}

impl Counts {
    pub(crate) fn add_analysis(&mut self, analysis: &Analysis) {
        self.sentences += analysis.sentences.len() as u64;
        self.tokens += analysis.tokens.len() as u64;
        for quantity in &analysis.quantities {
            *self.quantities.entry(quantity.kind.name().into()).or_default() += 1;
        }
        for entity in &analysis.entities {
            *self.entities.entry(entity.kind.name().into()).or_default() += 1;
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.sentences += other.sentences;
        self.tokens += other.tokens;
        for (kind, count) in &other.quantities {
            *self.quantities.entry(kind.clone()).or_default() += count;
        }
        for (kind, count) in &other.entities {
            *self.entities.entry(kind.clone()).or_default() += count;
        }
    }
}

/// What a run did.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Documents that have a record.
    pub documents: u64,
    /// Documents that failed.
    pub failed: u64,
    /// Bytes of text in the documents that have a record.
    pub text_bytes: u64,
    /// Wall time, that of runs before it was gone on with included.
    pub seconds: f64,
    /// Files in directories that are of no format that is read.
    pub passed_over: u64,
    /// What was found.
    pub counts: Counts,
    /// Megabytes of text that a thread analyzed and wrote in a second, chunk by chunk.
    pub speeds: Histogram,
    /// The files of records.
    pub outputs: Vec<OutputFile>,
    /// Whether the run was stopped before its end, and can be gone on with.
    pub interrupted: bool,
}
