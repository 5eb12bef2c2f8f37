//! The state of a run on disk: what it is, then a line for each point from which it can go on.
//!
//! `journal.jsonl` exists from the start of a run until its manifest is written. The first line tells
//! program and options, then follow the inputs, one a line, then checkpoints. A line that broke off
//! is as good as none.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::manifest::{Program, difference};
use super::summary::Summary;
use crate::error::{Error, ErrorKind};
use crate::input::{Inventory, Position, Stamp, readable};
use crate::options::RunOptions;
use crate::output::{OpenShard, OutputFile, Part, sync_directory};

const NAME: &str = "journal.jsonl";

/// What the first line tells.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    program: Program,
    options: Map<String, Value>,
    inputs: usize,
}

/// What the line of an input tells.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Input {
    path: String,
    #[serde(flatten)]
    stamp: Stamp,
}

/// A point from which a run can go on.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// Where the next chunk begins.
    pub(super) next: Position,
    /// The file of records that is open.
    pub(super) open: OpenShard,
    /// Files of records that were completed since the checkpoint before.
    pub(super) completed: Vec<OutputFile>,
    /// Bytes of the list of failures.
    pub(super) failed_bytes: u64,
    /// For files of which something was read since the checkpoint before: index, documents, failures.
    pub(super) files: Vec<(usize, u64, u64)>,
    /// All counts so far.
    pub(super) summary: Summary,
    /// Whether all is written, and only names and the manifest are missing.
    pub(super) done: bool,
}

/// The journal of a run that is under way.
pub(super) struct Journal {
    path: PathBuf,
    writer: BufWriter<File>,
    /// The checkpoints of the run that is gone on with.
    pub(super) checkpoints: Vec<Checkpoint>,
}

impl Journal {
    /// Whether `out` holds a run that broke off.
    pub(super) fn exists(out: &Path) -> bool {
        out.join(NAME).exists()
    }

    /// Begins a journal in `out`, or goes on with the one that is there.
    ///
    /// # Errors
    /// If there is one and it was not said what to do with it; if its options or the inputs it has
    /// read differ from those of now; if another program is at work on it; if it cannot be read or
    /// written.
    pub(super) fn open(
        out: &Path,
        options: &RunOptions,
        inventory: &Inventory,
        resume: bool,
        restart: bool,
    ) -> Result<Self, Error> {
        let path = out.join(NAME);
        let is_new = !path.exists();
        let file = lock(&path)?;
        if is_new || restart {
            return Self::begin(out, path, file, options, inventory);
        }
        if !resume {
            let reason = format!(
                "{} holds a run that broke off: --resume goes on with it, --restart begins anew",
                out.display()
            );
            return Err(ErrorKind::State(reason).into());
        }
        match read(&file).map_err(|e| Error::input(&path, e))? {
            Some(state) => Self::go_on(path, file, state, options, inventory),
            // It broke off before anything was done.
            None => Self::begin(out, path, file, options, inventory),
        }
    }

    fn begin(
        out: &Path,
        path: PathBuf,
        file: File,
        options: &RunOptions,
        inventory: &Inventory,
    ) -> Result<Self, Error> {
        remove_results(out, &file);
        let fault = |e| Error::output(&path, e);
        file.set_len(0).map_err(fault)?;
        let mut writer = BufWriter::new(file);
        let inputs = inventory.files.len();
        let program = Program::with(options);
        let header = Header { program, options: options.fingerprint(), inputs };
        write_line(&mut writer, &header).map_err(fault)?;
        for file in &inventory.files {
            let input = Input { path: readable(&file.path), stamp: file.stamp.clone() };
            write_line(&mut writer, &input).map_err(fault)?;
        }
        writer.flush().and_then(|()| writer.get_ref().sync_data()).map_err(fault)?;
        sync_directory(out);
        Ok(Self { path, writer, checkpoints: Vec::new() })
    }

    fn go_on(
        path: PathBuf,
        file: File,
        state: State,
        options: &RunOptions,
        inventory: &Inventory,
    ) -> Result<Self, Error> {
        state.check(options, inventory)?;
        file.set_len(state.bytes).map_err(|e| Error::output(&path, e))?;
        Ok(Self { path, writer: BufWriter::new(file), checkpoints: state.checkpoints })
    }

    /// Brings a point from which the run can go on to disk.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub(super) fn add(&mut self, checkpoint: &Checkpoint) -> Result<(), Error> {
        write_line(&mut self.writer, checkpoint)
            .and_then(|()| self.writer.flush())
            .and_then(|()| self.writer.get_ref().sync_data())
            .map_err(|e| Error::output(&self.path, e))
    }

    /// The run is complete.
    pub(super) fn remove(self) -> Result<(), Error> {
        fs::remove_file(&self.path).map_err(|e| Error::output(&self.path, e))
    }
}

/// Opens the journal at `path` to be added to, and keeps other runs from the directory as long as it
/// is open. Where files cannot be locked, as on some network disks, nothing does.
fn lock(path: &Path) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    let file = options.read(true).append(true).create(true).open(path);
    let file = file.map_err(|e| Error::output(path, e))?;
    match FileExt::try_lock(&file) {
        Err(TryLockError::WouldBlock) => {
            let out = path.parent().unwrap_or(path);
            let reason = format!("another run is writing into {}", out.display());
            Err(ErrorKind::State(reason).into())
        }
        _ => Ok(file),
    }
}

/// Removes what an earlier run wrote, so that no file of it stands beside those of a new one. The
/// manifest goes first: a directory without one is no result.
fn remove_results(out: &Path, journal: &File) {
    let outputs = super::manifest::outputs(out).unwrap_or_default();
    Part::remove(&out.join("manifest.json"));
    let unfinished = read(journal).ok().flatten();
    let checkpoints = unfinished.into_iter().flat_map(|state| state.checkpoints);
    let completed = checkpoints.flat_map(|checkpoint| checkpoint.completed);
    for output in outputs.into_iter().chain(completed) {
        if Path::new(&output.file).file_name().is_some_and(|name| name == &*output.file) {
            Part::remove(&out.join(&output.file));
        }
    }
    Part::remove(&out.join("failed.jsonl"));
}

fn write_line(writer: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *writer, value)?;
    writer.write_all(b"\n")
}

/// What a journal holds.
struct State {
    header: Header,
    inputs: Vec<Input>,
    checkpoints: Vec<Checkpoint>,
    /// Length of its whole lines.
    bytes: u64,
}

/// The whole lines of a journal, nothing if it has no whole list of inputs.
fn read(mut journal: &File) -> io::Result<Option<State>> {
    journal.rewind()?;
    let mut lines = Lines { source: BufReader::new(journal), bytes: 0 };
    let Some(header) = lines.next::<Header>()? else { return Ok(None) };
    let mut inputs = Vec::new();
    for _ in 0..header.inputs {
        let Some(input) = lines.next()? else { return Ok(None) };
        inputs.push(input);
    }
    let mut checkpoints = Vec::new();
    while let Some(checkpoint) = lines.next()? {
        checkpoints.push(checkpoint);
    }
    Ok(Some(State { header, inputs, checkpoints, bytes: lines.bytes }))
}

struct Lines<'f> {
    source: BufReader<&'f File>,
    bytes: u64,
}

impl Lines<'_> {
    /// The next line; nothing at the end and at a line that broke off.
    fn next<T: for<'de> Deserialize<'de>>(&mut self) -> io::Result<Option<T>> {
        let mut line = Vec::new();
        self.source.read_until(b'\n', &mut line)?;
        if line.last() != Some(&b'\n') {
            return Ok(None);
        }
        let value = serde_json::from_slice(&line).ok();
        if value.is_some() {
            self.bytes += line.len() as u64;
        }
        Ok(value)
    }
}

impl State {
    /// # Errors
    /// If the run cannot be gone on with: the error says what is not as it was.
    fn check(&self, options: &RunOptions, inventory: &Inventory) -> Result<(), Error> {
        let refuse = |reason: String| {
            let reason = format!("cannot go on with the run: {reason}; --restart begins anew");
            Err(ErrorKind::State(reason).into())
        };
        if let Some(fault) = self.header.program.difference(&Program::with(options)) {
            return refuse(fault);
        }
        if let Some(fault) = difference(&self.header.options, &options.fingerprint()) {
            return refuse(fault);
        }
        let now: Vec<_> = inventory.files.iter().map(|file| readable(&file.path)).collect();
        let before = self.inputs.iter().map(|input| input.path.as_str());
        if let Some(fault) = changed_list(before, now.iter().map(String::as_str)) {
            return refuse(fault);
        }
        let next = self.checkpoints.last().map(|last| last.next).unwrap_or_default();
        let begun = next.file + usize::from(next != Position::of_file(next.file));
        let pairs = self.inputs.iter().zip(&inventory.files).take(begun);
        match pairs.clone().find(|(input, file)| input.stamp != file.stamp) {
            Some((input, _)) => refuse(format!("{} has changed since it was read", input.path)),
            None => Ok(()),
        }
    }
}

/// What tells two lists of inputs apart, in words.
pub(super) fn changed_list<'p>(
    before: impl Iterator<Item = &'p str>,
    now: impl Iterator<Item = &'p str>,
) -> Option<String> {
    let (mut before, mut now) = (before, now);
    loop {
        match (before.next(), now.next()) {
            (None, None) => return None,
            (Some(old), Some(new)) if old == new => {}
            (Some(old), Some(new)) => {
                return Some(format!("the inputs differ: {new} stands where {old} was"));
            }
            (Some(old), None) => return Some(format!("the inputs differ: {old} is missing")),
            (None, Some(new)) => return Some(format!("the inputs differ: {new} is new")),
        }
    }
}
