//! What a run did, in numbers.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
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
    /// How fast a thread was.
    pub speeds: Speeds,
    /// The files of records.
    pub outputs: Vec<OutputFile>,
    /// Whether the run was stopped before its end, and can be gone on with.
    pub interrupted: bool,
}

/// How fast one thread analyzed and encoded the chunks of a run, as a histogram: the number of chunks
/// for each speed in MB of text a second, rounded down to one of twelve a decade.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speeds(BTreeMap<i32, u64>);

/// Steps of the histogram for each factor of ten.
const STEPS: f64 = 12.0;

impl Speeds {
    pub(crate) fn add(&mut self, bytes: u64, time: Duration) {
        if bytes > 0 {
            let speed = bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9);
            // Speeds are far inside the range of the type.
            *self.0.entry((speed.log10() * STEPS).floor() as i32).or_default() += 1;
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        for (&step, &count) in &other.0 {
            *self.0.entry(step).or_default() += count;
        }
    }

    /// The steps in rising order: the least speed in MB/s, and how many chunks had it.
    pub fn steps(&self) -> impl Iterator<Item = (f64, u64)> {
        self.0.iter().map(|(&step, &count)| (10_f64.powf(f64::from(step) / STEPS), count))
    }

    /// The speed in MB/s that a share of the chunks, 0 to 1, does not exceed; nothing without chunks.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let total: u64 = self.0.values().sum();
        let mut seen = 0;
        let reached = |&(_, count): &(f64, u64)| {
            seen += count;
            seen as f64 >= total as f64 * share
        };
        self.steps().find(reached).map(|(speed, _)| speed)
    }
}
