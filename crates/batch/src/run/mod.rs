//! A corpus in, records out: all cores, bounded memory, the same bytes for any number of threads.
//!
//! One thread reads and cuts the inputs into chunks, workers analyze them and encode the records, the
//! caller's thread writes them in the order of the inputs. The chunks in flight are bounded by bytes:
//! who reads waits for who writes.

mod budget;
mod journal;
mod manifest;
mod results;
mod summary;
mod worker;

pub use manifest::{InputState, Manifest};
pub use summary::{Counts, Summary};

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::input::{Chunk, Inventory, Reader, discover};
use crate::options::{Format, RunOptions};
use crate::output::Formatter;

use budget::Budget;
use journal::Journal;
use results::Results;
use worker::{Outcome, Worker};

/// Text of one chunk: its records, twelve times as much, stay in the cache until they are written.
pub(crate) const CHUNK_BYTES: usize = 64 << 10;

/// The same where plain text comes out, no more than went in.
const TEXT_CHUNK_BYTES: usize = 512 << 10;

/// The same where a chunk becomes a row group of Parquet.
const ROW_GROUP_BYTES: usize = 1 << 20;

/// Chunks in flight for each thread: while one takes long, the other threads go on.
const CHUNKS_PER_THREAD: usize = 8;

/// The same of the larger chunks.
const LARGE_CHUNKS_PER_THREAD: usize = 3;

/// A document that has no record, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The inputs are known.
    Found {
        /// Number of files.
        files: usize,
        /// Their size on disk.
        bytes: u64,
        /// Files in directories that are of no format that is read.
        passed_over: u64,
    },
    /// The run goes on where an earlier one stopped, which had written so many documents.
    Resumed {
        /// Documents with a record.
        documents: u64,
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

/// A run over a corpus, to be started.
///
/// ```
/// use warraq_batch::{Run, RunOptions};
///
/// # let directory = tempfile::tempdir()?;
/// # std::fs::write(directory.path().join("a.txt"), "زار الوزير القاهرة")?;
/// let inputs = [directory.path().join("a.txt")];
/// let out = directory.path().join("out");
/// let summary = Run::new(&inputs, &out, &RunOptions::default()).start(|_| {})?;
/// assert_eq!(summary.documents, 1);
/// assert!(out.join("records.jsonl").exists());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Run<'r> {
    inputs: &'r [PathBuf],
    out: &'r Path,
    options: &'r RunOptions,
    resume: bool,
    restart: bool,
    stop: Option<&'r AtomicBool>,
}

impl<'r> Run<'r> {
    /// Analyzes the documents of `inputs` and writes their records, `failed.jsonl` and
    /// `manifest.json` into the directory `out`, which is made where it does not exist. The records
    /// stand in the order of the inputs.
    ///
    /// An input is a file, a directory, a glob, or `-` for standard input. Formats are known by the
    /// names of the files; files of directories whose format is unknown are passed over.
    #[must_use]
    pub fn new(inputs: &'r [PathBuf], out: &'r Path, options: &'r RunOptions) -> Self {
        Self { inputs, out, options, resume: false, restart: false, stop: None }
    }

    /// Whether to go on where an earlier run into the same directory broke off. Where there was none
    /// the run begins, where it was complete nothing is done.
    #[must_use]
    pub fn resume(self, resume: bool) -> Self {
        Self { resume, ..self }
    }

    /// Whether to begin anew even if `out` holds a run that broke off.
    #[must_use]
    pub fn restart(self, restart: bool) -> Self {
        Self { restart, ..self }
    }

    /// Stops, with all on disk to go on later, soon after `stop` became true.
    #[must_use]
    pub fn stop_when(self, stop: &'r AtomicBool) -> Self {
        Self { stop: Some(stop), ..self }
    }

    /// Carries the run out. `on_event` is called on this thread.
    ///
    /// Memory: eight chunks a thread, each of 64 KiB of text (three of 512 KiB for plain text, of 1 MiB for Parquet) with its records, or
    /// one larger document at a time: a document takes about thirty-five times its size.
    ///
    /// # Errors
    /// If an input does not exist, a file cannot be written, options contradict each other, or `out`
    /// holds a run that broke off and it was not said what to do with it. A document that cannot be
    /// read is no error but an [`Event::Failed`].
    pub fn start(self, mut on_event: impl FnMut(Event<'_>)) -> Result<Summary, Error> {
        let options = self.options;
        options.check()?;
        fs::create_dir_all(self.out).map_err(|e| Error::output(self.out, e))?;
        let formatter = Formatter::new(options)?;
        let mut inventory = discover(self.inputs, self.out, options)?;
        if options.hash_inputs {
            inventory.hash();
        }
        on_event(Event::Found {
            files: inventory.files.len(),
            bytes: inventory.files.iter().map(|file| file.stamp.bytes).sum(),
            passed_over: inventory.passed_over,
        });
        if self.resume
            && !Journal::exists(self.out)
            && let Some(manifest) = Manifest::of_complete_run(self.out)?
        {
            manifest.check_same(options, &inventory)?;
            return Ok(manifest.into_summary());
        }
        let journal = Journal::open(self.out, options, &inventory, self.resume, self.restart)?;
        let mut results =
            Results::open(self.out, options, &formatter, &inventory, journal, &mut on_event)?;
        if !results.is_done() {
            self.carry_out(&inventory, &formatter, &mut results, &mut on_event)?;
        }
        results.finish()
    }

    fn carry_out(
        self,
        inventory: &Inventory,
        formatter: &Formatter<'_>,
        results: &mut Results<'_>,
        on_event: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), Error> {
        let (read, abort) = (AtomicU64::new(0), AtomicBool::new(false));
        let (chunk_bytes, chunks_per_thread) = match self.options.format {
            Format::Parquet => (ROW_GROUP_BYTES, LARGE_CHUNKS_PER_THREAD),
            Format::Text => (TEXT_CHUNK_BYTES, LARGE_CHUNKS_PER_THREAD),
            Format::Jsonl | Format::Conllu => (CHUNK_BYTES, CHUNKS_PER_THREAD),
        };
        let threads = match self.options.threads {
            0 => thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        };
        let analyzer = self.options.analyzer(self.options.needed_stages())?;
        let budget = Budget::new(threads * chunks_per_thread * chunk_bytes);
        let reader = Reader::new(&inventory.files, self.options, chunk_bytes, &read);
        let start = results.position();
        let stopped = || {
            abort.load(Ordering::Relaxed) || self.stop.is_some_and(|s| s.load(Ordering::Relaxed))
        };
        let (chunk_sender, chunks) = mpsc::channel::<(u64, Chunk)>();
        let chunks = Mutex::new(chunks);
        let (outcome_sender, outcomes) = mpsc::channel::<(u64, Outcome)>();
        thread::scope(|scope| {
            scope.spawn(|| {
                let chunk_sender = chunk_sender;
                let mut number = 0;
                let _ = reader.send_all(start, &mut |mut chunk| {
                    if stopped() {
                        return ControlFlow::Break(());
                    }
                    chunk.weight = chunk.weight.max(chunk_bytes / 4);
                    budget.take(chunk.weight);
                    number += 1;
                    match chunk_sender.send((number - 1, chunk)) {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(_) => ControlFlow::Break(()),
                    }
                });
            });
            for _ in 0..threads {
                let outcome_sender = outcome_sender.clone();
                let (chunks, read, analyzer) = (&chunks, &read, &analyzer);
                scope.spawn(move || {
                    let files = &inventory.files;
                    let mut worker = Worker::new(files, self.options, formatter, analyzer, read);
                    loop {
                        let next = chunks.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        let Ok((number, chunk)) = next else { break };
                        if outcome_sender.send((number, worker.process(&chunk))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(outcome_sender);
            // After an error what is in flight is still taken in, so that no thread waits for ever.
            let mut result = Ok(());
            for outcome in in_order(&outcomes) {
                let weight = outcome.weight;
                if result.is_ok() {
                    result = results.write(outcome, on_event);
                    let bytes = read.load(Ordering::Relaxed);
                    on_event(Event::Progress { documents: results.documents(), bytes });
                }
                abort.fetch_or(result.is_err(), Ordering::Relaxed);
                budget.give_back(weight);
            }
            result.and_then(|()| {
                let interrupted = self.stop.is_some_and(|s| s.load(Ordering::Relaxed));
                results.end_of_input(interrupted)
            })
        })
    }
}

/// Whether `out` holds a run that broke off.
pub(crate) fn is_unfinished(out: &Path) -> bool {
    Journal::exists(out)
}

/// Outcomes by their numbers, from 0 on.
fn in_order(outcomes: &mpsc::Receiver<(u64, Outcome)>) -> impl Iterator<Item = Outcome> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            if let Some(outcome) = early.remove(&next) {
                next += 1;
                return Some(outcome);
            }
            let (number, outcome) = outcomes.recv().ok()?;
            early.insert(number, outcome);
        }
    })
}
