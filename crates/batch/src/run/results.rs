//! What a run writes, and the points from which it can go on.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::journal::{Checkpoint, Journal};
use super::manifest::{InputState, Manifest};
use super::summary::Summary;
use super::worker::{FileCounts, Outcome};
use super::{Event, Failure};
use crate::error::{Error, ErrorKind};
use crate::input::{Inventory, Position};
use crate::options::RunOptions;
use crate::output::{Formatter, OutputFile, Part, Shards, sync_directory};

const FAILED: &str = "failed.jsonl";

/// The files of a run that is under way.
pub(super) struct Results<'r> {
    out: PathBuf,
    options: &'r RunOptions,
    inventory: &'r Inventory,
    journal: Journal,
    /// Not there once the run is done.
    shards: Option<Shards<'r>>,
    failed: Option<Part>,
    files: Vec<FileCounts>,
    summary: Summary,
    /// Where the next chunk begins.
    next: Position,
    done: bool,
    since_checkpoint: SinceCheckpoint,
    started: Instant,
    seconds_before: f64,
}

/// What the next checkpoint has to tell.
struct SinceCheckpoint {
    at: Instant,
    files: Vec<(usize, u64, u64)>,
    completed: Vec<OutputFile>,
}

impl<'r> Results<'r> {
    /// Begins where the journal says.
    ///
    /// # Errors
    /// If a file cannot be written, or what the journal tells of is not there.
    pub(super) fn open(
        out: &Path,
        options: &'r RunOptions,
        formatter: &'r Formatter<'r>,
        inventory: &'r Inventory,
        mut journal: Journal,
        on_event: &mut dyn FnMut(Event<'_>),
    ) -> Result<Self, Error> {
        let checkpoints = std::mem::take(&mut journal.checkpoints);
        let is_new = checkpoints.is_empty();
        let mut files = vec![FileCounts::default(); inventory.files.len()];
        for (index, documents, failed) in checkpoints.iter().flat_map(|point| &point.files) {
            if let Some(counts) = files.get_mut(*index) {
                counts.documents += documents;
                counts.failed += failed;
            }
        }
        for output in checkpoints.iter().flat_map(|point| &point.completed) {
            Part::publish_late(&out.join(&output.file))?;
        }
        let last = checkpoints.last().cloned().unwrap_or_default();
        let mut results = Self {
            out: out.to_owned(),
            options,
            inventory,
            journal,
            shards: None,
            failed: None,
            files,
            seconds_before: last.summary.seconds,
            summary: last.summary,
            next: last.next,
            done: last.done,
            since_checkpoint: SinceCheckpoint {
                at: Instant::now(),
                files: Vec::new(),
                completed: Vec::new(),
            },
            started: Instant::now(),
        };
        if results.done {
            Part::publish_late(&out.join(FAILED))?;
            return Ok(results);
        }
        let failed = out.join(FAILED);
        results.shards = Some(Shards::open(out.to_owned(), options, formatter, last.open)?);
        results.failed = Some(if is_new {
            Part::create(failed)?
        } else {
            Part::resume(failed, last.failed_bytes)?
        });
        results.summary.interrupted = false;
        if is_new {
            results.summary.passed_over = inventory.passed_over;
            results.fail(&inventory.failures, on_event)?;
        } else {
            on_event(Event::Resumed { documents: results.summary.documents });
        }
        Ok(results)
    }

    pub(super) fn position(&self) -> Position {
        self.next
    }

    pub(super) fn documents(&self) -> u64 {
        self.summary.documents
    }

    /// Whether only the names of files and the manifest are missing.
    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    /// Writes what became of the next chunk.
    ///
    /// # Errors
    /// If the disk is full or fails, or more documents failed than are allowed. Then nothing of the
    /// chunk counts as written, and the run can go on with it.
    pub(super) fn write(
        &mut self,
        outcome: Outcome,
        on_event: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), Error> {
        self.check_failures(&outcome.failures, on_event)?;
        if let Some(records) = outcome.records {
            let full = self.shards.as_ref().is_some_and(|shards| shards.is_full_for(&records));
            if full {
                self.complete_shard()?;
            }
            if let Some(shards) = &mut self.shards {
                shards.write(records, outcome.documents)?;
            }
        }
        self.fail(&outcome.failures, on_event)?;
        for &(index, counts) in &outcome.files {
            if let Some(total) = self.files.get_mut(index) {
                total.documents += counts.documents;
                total.failed += counts.failed;
            }
            self.since_checkpoint.files.push((index, counts.documents, counts.failed));
        }
        self.summary.documents += outcome.documents;
        self.summary.text_bytes += outcome.text_bytes;
        self.summary.counts.add(&outcome.counts);
        self.summary.speeds.merge(&outcome.speeds);
        self.next = outcome.next;
        if self.since_checkpoint.at.elapsed() >= Duration::from_secs(self.options.checkpoint) {
            self.checkpoint()?;
        }
        Ok(())
    }

    fn check_failures(
        &mut self,
        failures: &[Failure],
        on_event: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), Error> {
        let allowed = if self.options.strict { Some(0) } else { self.options.max_failures };
        match allowed {
            Some(allowed) if self.summary.failed + failures.len() as u64 > allowed => {
                failures.iter().for_each(|failure| on_event(Event::Failed(failure)));
                self.checkpoint()?;
                Err(ErrorKind::TooManyFailures(allowed).into())
            }
            _ => Ok(()),
        }
    }

    fn fail(
        &mut self,
        failures: &[Failure],
        on_event: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), Error> {
        for failure in failures {
            let mut line = serde_json::to_vec(failure).expect("strings are JSON");
            line.push(b'\n');
            if let Some(failed) = &mut self.failed {
                failed.append(&line)?;
            }
            on_event(Event::Failed(failure));
        }
        self.summary.failed += failures.len() as u64;
        Ok(())
    }

    /// The open file of records is full: the next chunk goes into a new one.
    fn complete_shard(&mut self) -> Result<(), Error> {
        if let Some(shards) = &mut self.shards {
            let completed = shards.close()?;
            self.summary.outputs.push(completed.clone());
            self.since_checkpoint.completed.push(completed);
            self.checkpoint()?;
        }
        self.shards.as_mut().map_or(Ok(()), Shards::publish)
    }

    /// Brings what was written to disk, with a line in the journal. A format that cannot be gone on
    /// with inside a file has checkpoints between files only.
    fn checkpoint(&mut self) -> Result<(), Error> {
        self.since_checkpoint.at = Instant::now();
        let open = match &mut self.shards {
            Some(shards) => match shards.sync()? {
                Some(open) => open,
                None => return Ok(()),
            },
            None => return Ok(()),
        };
        let failed_bytes = match &mut self.failed {
            Some(failed) => {
                failed.sync()?;
                failed.bytes()
            }
            None => 0,
        };
        self.summary.seconds = self.seconds_before + self.started.elapsed().as_secs_f64();
        self.journal.add(&Checkpoint {
            next: self.next,
            open,
            completed: std::mem::take(&mut self.since_checkpoint.completed),
            failed_bytes,
            files: std::mem::take(&mut self.since_checkpoint.files),
            summary: self.summary.clone(),
            done: self.done,
        })
    }

    /// Completes the files, or leaves them so that the run can go on.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub(super) fn end_of_input(&mut self, interrupted: bool) -> Result<(), Error> {
        if interrupted {
            self.checkpoint()?;
            self.summary.interrupted = true;
            return Ok(());
        }
        self.done = true;
        self.complete_shard()?;
        if let Some(failed) = self.failed.take() {
            failed.publish()?;
        }
        Ok(())
    }

    /// Writes the manifest of a run that is done, and takes the journal away.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub(super) fn finish(self) -> Result<Summary, Error> {
        if !self.done {
            return Ok(self.summary);
        }
        let failures = self.list_of_failures()?;
        let inputs = self.inventory.files.iter().zip(&self.files);
        let inputs = inputs.map(|(file, &counts)| InputState::new(file, counts)).collect();
        Manifest::new(self.options, &self.summary, failures, inputs).write(&self.out)?;
        sync_directory(&self.out);
        self.journal.remove()?;
        Ok(self.summary)
    }

    fn list_of_failures(&self) -> Result<OutputFile, Error> {
        let path = self.out.join(FAILED);
        let describe = || {
            Ok(OutputFile {
                file: FAILED.to_owned(),
                bytes: path.metadata()?.len(),
                documents: self.summary.failed,
                blake3: crate::output::hash_file(&path)?,
            })
        };
        describe().map_err(|e| Error::input(&path, e))
    }
}
