//! What a run did, in numbers.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use serde_json::json;

use crate::analysis::Analysis;
use crate::input::InputFile;
use crate::run::RunOptions;

/// What was found, in numbers.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Sentences.
    pub sentences: u64,
    /// Tokens.
    pub tokens: u64,
    /// Quantities by kind.
    pub quantities: BTreeMap<&'static str, u64>,
    /// Names by type.
    pub entities: BTreeMap<&'static str, u64>,
}

impl Counts {
    pub(crate) fn add_analysis(&mut self, analysis: &Analysis) {
        self.sentences += analysis.sentences.len() as u64;
        self.tokens += analysis.tokens.len() as u64;
        for quantity in &analysis.quantities {
            *self.quantities.entry(quantity.kind.name()).or_default() += 1;
        }
        for entity in &analysis.entities {
            *self.entities.entry(entity.kind.name()).or_default() += 1;
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.sentences += other.sentences;
        self.tokens += other.tokens;
        for (kind, count) in &other.quantities {
            *self.quantities.entry(kind).or_default() += count;
        }
        for (kind, count) in &other.entities {
            *self.entities.entry(kind).or_default() += count;
        }
    }
}

/// What a run did.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Summary {
    /// Documents that have a record.
    pub documents: u64,
    /// Documents that failed.
    pub failed: u64,
    /// Bytes of text in the documents that have a record.
    pub text_bytes: u64,
    /// Wall time.
    pub seconds: f64,
    /// What was found.
    pub counts: Counts,
}

/// How many documents of a file were read.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct FileCounts {
    pub(crate) documents: u64,
    pub(crate) failed: u64,
}

pub(crate) fn manifest(
    options: &RunOptions,
    summary: &Summary,
    files: &[InputFile],
    file_counts: &[FileCounts],
) -> serde_json::Value {
    let inputs: Vec<_> = files
        .iter()
        .zip(file_counts)
        .map(|(file, counts)| {
            json!({
                "path": display(&file.path),
                "id": file.id,
                "bytes": file.size,
                "documents": counts.documents,
                "failed": counts.failed,
                "state": if counts.failed == 0 { "done" } else { "failed" },
            })
        })
        .collect();
    json!({
        "program": "warraq",
        "version": env!("CARGO_PKG_VERSION"),
        "options": {
            "format": "jsonl",
            "offsets": options.layout.offsets.name(),
            "stages": options.layout.stages.to_string(),
            "text": options.layout.text,
            "text_field": options.text_field,
            "repair_mojibake": options.repair_mojibake,
        },
        "documents": summary.documents,
        "failed": summary.failed,
        "bytes": summary.text_bytes,
        "seconds": summary.seconds,
        "counts": summary.counts,
        "inputs": inputs,
    })
}

fn display(path: &Path) -> String {
    if path.as_os_str().is_empty() { "-".to_owned() } else { path.to_string_lossy().into_owned() }
}
