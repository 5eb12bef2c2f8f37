//! Chunks to records.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use warraq_text::View;

use super::{Counts, Failure};
use crate::analysis::Analysis;
use crate::analyzer::Analyzer;
use crate::histogram::Histogram;
use crate::input::{Chunk, InputFile, Position, Raw, for_each_document};
use crate::options::RunOptions;
use crate::output::{Buffer, Encoded, Formatter};

/// Memory that was needed for a longer document is given back.
const KEPT_TEXT: usize = 4 << 20;

/// One thread's part of a run.
pub(super) struct Worker<'w> {
    files: &'w [InputFile],
    options: &'w RunOptions,
    formatter: &'w Formatter<'w>,
    analyzer: &'w Analyzer,
    read: &'w AtomicU64,
    analysis: Analysis,
    scratch: View,
    file: Vec<u8>,
}

/// What became of a chunk.
pub(super) struct Outcome {
    pub(super) records: Option<Encoded>,
    pub(super) failures: Vec<Failure>,
    /// Documents and failures by file.
    pub(super) files: Vec<(usize, FileCounts)>,
    pub(super) documents: u64,
    pub(super) text_bytes: u64,
    pub(super) counts: Counts,
    pub(super) speeds: Histogram,
    pub(super) weight: usize,
    pub(super) next: Position,
}

/// How many documents of a file were read.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileCounts {
    pub(super) documents: u64,
    pub(super) failed: u64,
}

impl<'w> Worker<'w> {
    pub(super) fn new(
        files: &'w [InputFile],
        options: &'w RunOptions,
        formatter: &'w Formatter<'w>,
        analyzer: &'w Analyzer,
        read: &'w AtomicU64,
    ) -> Self {
        Self {
            files,
            options,
            formatter,
            analyzer,
            read,
            analysis: Analysis::default(),
            scratch: View::default(),
            file: Vec::new(),
        }
    }

    /// The records of a chunk. A fault of the program costs one document, not the run: the chunk is
    /// done again without it.
    pub(super) fn process(&mut self, chunk: &Chunk) -> Outcome {
        let mut faulty = Vec::new();
        loop {
            let mut number = 0;
            let attempt = catch_unwind(AssertUnwindSafe(|| {
                self.process_without(chunk, &faulty, &mut number)
            }));
            match attempt {
                Ok(outcome) => return outcome,
                Err(_) if faulty.last() == Some(&number) => return Outcome::of_fault(chunk),
                Err(_) => faulty.push(number),
            }
        }
    }

    /// `number` is that of the document at work, so that the caller knows it after a panic.
    fn process_without(&mut self, chunk: &Chunk, faulty: &[u64], number: &mut u64) -> Outcome {
        let started = Instant::now();
        let mut outcome = Outcome::new(chunk);
        let mut buffer = self.formatter.buffer();
        let mut file = std::mem::take(&mut self.file);
        for_each_document(self.files, &chunk.work, &mut file, self.read, &mut |index, id, raw| {
            *number += 1;
            let result = match raw {
                _ if faulty.contains(number) => Err("internal error, please report it".to_owned()),
                Ok(raw) => self.process_document(&id, raw, &mut buffer, &mut outcome),
                Err(reason) => Err(reason),
            };
            outcome.count(index, id, result);
        });
        self.file = file;
        if let Some(broken) = &chunk.broken {
            let reason = Err(broken.reason.clone());
            outcome.count(broken.file, Cow::Borrowed(&broken.id), reason);
        }
        match self.formatter.finish(buffer) {
            Ok(records) => outcome.records = Some(records),
            Err(reason) => outcome.lose_records(chunk, &reason),
        }
        let seconds = started.elapsed().as_secs_f64().max(1e-9);
        outcome.speeds.add(outcome.text_bytes as f64 / 1e6 / seconds);
        outcome
    }

    fn process_document(
        &mut self,
        id: &str,
        raw: Raw<'_>,
        buffer: &mut Buffer,
        outcome: &mut Outcome,
    ) -> Result<(), String> {
        let document = raw.document(id, self.options)?;
        self.analyzer.analyze_into(&document.text, &mut self.analysis);
        self.formatter.add(buffer, &document, &self.analysis, &mut self.scratch)?;
        outcome.text_bytes += document.text.len() as u64;
        outcome.counts.add_analysis(&self.analysis);
        if document.text.len() > KEPT_TEXT {
            (self.analysis, self.scratch) = (Analysis::default(), View::default());
        }
        Ok(())
    }
}

impl Outcome {
    fn new(chunk: &Chunk) -> Self {
        Self {
            records: None,
            failures: Vec::new(),
            files: Vec::new(),
            documents: 0,
            text_bytes: 0,
            counts: Counts::default(),
            speeds: Histogram::default(),
            weight: chunk.weight,
            next: chunk.next,
        }
    }

    /// A chunk of which nothing can be done.
    fn of_fault(chunk: &Chunk) -> Self {
        let mut outcome = Self::new(chunk);
        outcome.lose_records(chunk, "internal error, please report it");
        outcome
    }

    fn lose_records(&mut self, chunk: &Chunk, reason: &str) {
        *self = Self::new(chunk);
        let id = Cow::Owned(format!("the documents before {:?}", chunk.next));
        self.count(chunk.next.file.saturating_sub(1), id, Err(reason.to_owned()));
    }

    fn count(&mut self, file: usize, id: Cow<'_, str>, result: Result<(), String>) {
        if self.files.last().is_none_or(|&(last, _)| last != file) {
            self.files.push((file, FileCounts::default()));
        }
        let last = self.files.len() - 1;
        let counts = &mut self.files[last].1;
        match result {
            Ok(()) => {
                counts.documents += 1;
                self.documents += 1;
            }
            Err(reason) => {
                counts.failed += 1;
                self.failures.push(Failure { id: id.into_owned(), reason });
            }
        }
    }
}
