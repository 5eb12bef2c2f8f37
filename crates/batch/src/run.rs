//! A corpus in, records out: all cores, bounded memory, the same bytes for any number of threads.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use rayon::prelude::*;
use serde::Serialize;
use warraq_quantities::Day;

use crate::analysis::Analysis;
use crate::analyzer::Analyzer;
use crate::document::{BadDocument, Document};
use crate::error::{Error, ErrorKind};
use crate::input::{Chunk, InputFile, RawDocument, Reader, discover};
use crate::manifest::{Counts, FileCounts, Summary, manifest};
use crate::record::{Layout, Record};

/// Chunks that are read ahead for each thread. More evens out the work, and holds more memory.
const CHUNKS_PER_THREAD: usize = 6;

/// How a run is carried out.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// How records are written.
    pub layout: Layout,
    /// The field of JSON lines that holds the text.
    pub text_field: String,
    /// Number of threads; 0 for one a core.
    pub threads: usize,
    /// The day from which relative dates are told; without it they are left out.
    pub reference: Option<Day>,
    /// Whether texts in UTF-8 that were read in another encoding before (`Ø§Ù„`) are repaired. They
    /// are told in the records in any case.
    pub repair_mojibake: bool,
    /// A file of names that are added to the lists; see [`crate::read_names`].
    pub names: Option<PathBuf>,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            layout: Layout::default(),
            text_field: "text".to_owned(),
            threads: 0,
            reference: None,
            repair_mojibake: false,
            names: None,
        }
    }
}

/// A document that has no record, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The document, or the file and line where it should have been.
    pub id: String,
    /// What was wrong, in words.
    pub reason: String,
}

/// What happens during a run.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'e> {
    /// The inputs are known; they hold so many bytes on disk.
    Found {
        /// Number of files.
        files: usize,
        /// Their size on disk.
        bytes: u64,
    },
    /// A document failed.
    Failed(&'e Failure),
    /// More of the inputs has been read and written.
    Progress {
        /// Documents that have a record so far.
        documents: u64,
        /// Bytes read from disk so far.
        bytes: u64,
    },
}

/// Analyzes the documents of `inputs` and writes `records.jsonl`, `failed.jsonl` and `manifest.json`
/// into the directory `out`, which is made where it does not exist. The records stand in the order
/// of the inputs. They are written to a temporary name first, so that a run that breaks off
/// leaves no file that looks whole.
///
/// An input is a file, a directory, or `-` for standard input. `.txt` holds one document, `.jsonl` one
/// a line; both may end in `.gz` or `.zst`. Other files of a directory are passed over.
///
/// Memory: six chunks a thread, each of 256 KiB of documents (or one larger document), with
/// their records, which take about ten times the text.
///
/// # Errors
/// If an input does not exist, a file cannot be written, or the threads cannot be started. A document
/// that cannot be read is no error but an [`Event::Failed`].
pub fn run(
    inputs: &[PathBuf],
    out: &Path,
    options: &RunOptions,
    mut on_event: impl FnMut(Event<'_>),
) -> Result<Summary, Error> {
    let started = Instant::now();
    fs::create_dir_all(out).map_err(|e| Error::output(out, e))?;
    let files = discover(inputs, out)?;
    on_event(Event::Found { files: files.len(), bytes: files.iter().map(|f| f.size).sum() });

    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads)
        .build()
        .map_err(|e| ErrorKind::Threads(e.to_string()))?;
    let threads = pool.current_num_threads();
    let workers: Vec<_> = (0..threads).map(|_| Mutex::new(Analysis::default())).collect();
    let analyzer = Analyzer::new(options.layout.stages).with_reference(options.reference);
    let analyzer = match &options.names {
        Some(path) => analyzer.with_names(path)?,
        None => analyzer,
    };
    let context = Context { files: &files, options, analyzer };
    let mut reader = Reader::new(&files);
    let mut results = Results::create(out, files.len())?;
    loop {
        let chunks: Vec<_> =
            std::iter::from_fn(|| reader.next_chunk()).take(threads * CHUNKS_PER_THREAD).collect();
        if chunks.is_empty() {
            break;
        }
        let outcomes: Vec<Outcome> = pool.install(|| {
            chunks.into_par_iter().map(|chunk| context.process(&chunk, &workers)).collect()
        });
        for outcome in &outcomes {
            results.write(outcome)?;
            outcome.failures.iter().for_each(|failure| on_event(Event::Failed(failure)));
        }
        let (documents, bytes) = (results.summary.documents, reader.bytes_read());
        on_event(Event::Progress { documents, bytes });
    }
    results.summary.seconds = started.elapsed().as_secs_f64();
    results.finish(options, &files)
}

/// What all threads share.
struct Context<'c> {
    files: &'c [InputFile],
    options: &'c RunOptions,
    analyzer: Analyzer,
}

/// What became of a chunk.
#[derive(Debug, Default)]
struct Outcome {
    records: Vec<u8>,
    failures: Vec<Failure>,
    files: Vec<(usize, FileCounts)>,
    documents: u64,
    text_bytes: u64,
    counts: Counts,
}

impl Context<'_> {
    fn process(&self, chunk: &Chunk, workers: &[Mutex<Analysis>]) -> Outcome {
        let analysis = &workers[rayon::current_thread_index().unwrap_or_default()];
        // It is filled anew for each document: as good after a panic as before.
        let mut analysis = analysis.lock().unwrap_or_else(PoisonError::into_inner);
        let mut outcome = Outcome::default();
        for raw in chunk.documents() {
            let written = outcome.records.len();
            // A fault of the program costs one document, not the run.
            let result = catch_unwind(AssertUnwindSafe(|| {
                self.process_document(&raw, &mut analysis, &mut outcome)
            }))
            .unwrap_or_else(|_| Err("internal error, please report it".to_owned()));
            if result.is_err() {
                outcome.records.truncate(written);
            }
            let counts = outcome.file(raw.file);
            match result {
                Ok(()) => counts.documents += 1,
                Err(reason) => {
                    counts.failed += 1;
                    outcome.failures.push(Failure { id: self.id(&raw), reason });
                }
            }
        }
        outcome
    }

    fn process_document(
        &self,
        raw: &RawDocument<'_>,
        analysis: &mut Analysis,
        outcome: &mut Outcome,
    ) -> Result<(), String> {
        let bytes = raw.content?;
        let id = self.id(raw);
        let mut document = match raw.line {
            Some(_) => Document::from_json(&id, bytes, &self.options.text_field),
            None => Document::from_text(&id, bytes),
        }
        .map_err(|e: BadDocument| e.to_string())?;
        document.recognize_mojibake(self.options.repair_mojibake);
        self.analyzer.analyze_into(&document.text, analysis);
        let record = Record::new(&document, analysis, self.options.layout);
        serde_json::to_writer(&mut outcome.records, &record).map_err(|e| e.to_string())?;
        outcome.records.push(b'\n');
        outcome.documents += 1;
        outcome.text_bytes += document.text.len() as u64;
        outcome.counts.add_analysis(analysis);
        Ok(())
    }

    /// The id of a document that does not say one.
    fn id(&self, raw: &RawDocument<'_>) -> String {
        let file = &self.files[raw.file].id;
        raw.line.map_or_else(|| file.clone(), |line| format!("{file}#{line}"))
    }
}

impl Outcome {
    fn file(&mut self, index: usize) -> &mut FileCounts {
        if self.files.last().is_none_or(|&(last, _)| last != index) {
            self.files.push((index, FileCounts::default()));
        }
        let last = self.files.len() - 1;
        &mut self.files[last].1
    }
}

/// The files of the result.
struct Results {
    out: PathBuf,
    records: Output,
    failed: Output,
    files: Vec<FileCounts>,
    summary: Summary,
}

impl Results {
    fn create(out: &Path, files: usize) -> Result<Self, Error> {
        Ok(Self {
            out: out.to_owned(),
            records: Output::create(out.join("records.jsonl"))?,
            failed: Output::create(out.join("failed.jsonl"))?,
            files: vec![FileCounts::default(); files],
            summary: Summary::default(),
        })
    }

    fn write(&mut self, outcome: &Outcome) -> Result<(), Error> {
        self.records.write(&outcome.records)?;
        for failure in &outcome.failures {
            let mut line = serde_json::to_vec(failure).expect("strings are JSON");
            line.push(b'\n');
            self.failed.write(&line)?;
        }
        for &(index, counts) in &outcome.files {
            self.files[index].documents += counts.documents;
            self.files[index].failed += counts.failed;
        }
        self.summary.documents += outcome.documents;
        self.summary.failed += outcome.failures.len() as u64;
        self.summary.text_bytes += outcome.text_bytes;
        self.summary.counts.add(&outcome.counts);
        Ok(())
    }

    fn finish(self, options: &RunOptions, files: &[InputFile]) -> Result<Summary, Error> {
        let manifest = manifest(options, &self.summary, files, &self.files);
        let mut output = Output::create(self.out.join("manifest.json"))?;
        output.write(format!("{manifest:#}\n").as_bytes())?;
        self.records.finish()?;
        self.failed.finish()?;
        output.finish()?;
        Ok(self.summary)
    }
}

/// A file that gets its name when it is whole.
struct Output {
    path: PathBuf,
    part: PathBuf,
    writer: BufWriter<File>,
}

impl Output {
    fn create(path: PathBuf) -> Result<Self, Error> {
        let mut part = path.clone().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        let writer = BufWriter::new(File::create(&part).map_err(|e| Error::output(&part, e))?);
        Ok(Self { path, part, writer })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.writer.write_all(bytes).map_err(|e| Error::output(&self.part, e))
    }

    fn finish(mut self) -> Result<(), Error> {
        self.writer.flush().map_err(|e| Error::output(&self.part, e))?;
        fs::rename(&self.part, &self.path).map_err(|e| Error::output(&self.path, e))
    }
}
