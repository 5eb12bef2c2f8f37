//! Chunks to records.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use warraq_text::View;

use super::{Counts, Failure};
use crate::analysis::Analysis;
use crate::analyzer::Analyzer;
use crate::document::{BadDocument, Document};
use crate::histogram::Histogram;
use crate::input::{Chunk, Header, InputFile, Layout, Position, Work, read_whole, text_of_html};
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

/// A document as it lies in a chunk.
enum Raw<'d> {
    Text(&'d [u8]),
    Json(&'d [u8]),
    Row(&'d Header, &'d csv::ByteRecord),
}

/// Takes documents: their file, id and content, or why there is none.
type Take<'t> = dyn FnMut(usize, Cow<'_, str>, Result<Raw<'_>, String>) + 't;

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
        let options = self.options;
        let mut document = match raw {
            Raw::Text(bytes) => Document::from_text(id, bytes),
            Raw::Json(line) => {
                Document::from_json_fields(id, line, &options.text_field, &options.id_field)
            }
            Raw::Row(header, row) => header.document(id, row),
        }
        .map_err(|e: BadDocument| e.to_string())?;
        if options.html {
            document.text = Cow::Owned(text_of_html(&document.text)?);
        }
        document.recognize_mojibake(options.repair_mojibake);
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

/// Calls `take` for every document of a chunk; `buffer` is for the files that are read here.
fn for_each_document(
    files: &[InputFile],
    work: &Work,
    buffer: &mut Vec<u8>,
    read: &AtomicU64,
    take: &mut Take<'_>,
) {
    match work {
        Work::Files(range) => {
            for index in range.clone() {
                let file = &files[index];
                match read_whole(file, buffer, read) {
                    Err(error) => take(index, Cow::Borrowed(&file.id), Err(error.to_string())),
                    Ok(()) => for_each_in_file(index, file, buffer, take),
                }
                if buffer.capacity() > KEPT_TEXT {
                    *buffer = Vec::new();
                }
            }
        }
        Work::Lines { file, member, first, json, bytes } => {
            let name = &files[*file].id;
            let name = match member {
                Some(member) => Cow::Owned(format!("{name}/{member}")),
                None => Cow::Borrowed(name.as_str()),
            };
            for_each_line(*file, &name, *first, *json, bytes, take);
        }
        Work::Rows { file, first, header, rows } => {
            let name = &files[*file].id;
            for (row, number) in rows.iter().zip(*first..) {
                take(*file, format!("{name}#{number}").into(), Ok(Raw::Row(header, row)));
            }
        }
        Work::Texts { file, texts, bytes } => {
            for (id, range) in texts {
                take(*file, Cow::Borrowed(id), Ok(Raw::Text(&bytes[range.clone()])));
            }
        }
    }
}

fn for_each_in_file(index: usize, file: &InputFile, bytes: &[u8], take: &mut Take<'_>) {
    match file.layout {
        Layout::JsonLines => for_each_line(index, &file.id, 1, true, bytes, take),
        Layout::TextLines => for_each_line(index, &file.id, 1, false, bytes, take),
        _ => take(index, Cow::Borrowed(&file.id), Ok(Raw::Text(bytes))),
    }
}

/// Blank lines are counted and passed over.
fn for_each_line(
    file: usize,
    name: &str,
    first: u64,
    json: bool,
    bytes: &[u8],
    take: &mut Take<'_>,
) {
    let mut start = 0;
    let mut number = first;
    while start < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |at| start + at);
        let line = &bytes[start..end];
        if !line.trim_ascii().is_empty() {
            let raw = if json { Raw::Json(line) } else { Raw::Text(line.trim_ascii_end()) };
            take(file, format!("{name}#{number}").into(), Ok(raw));
        }
        start = end + 1;
        number += 1;
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
