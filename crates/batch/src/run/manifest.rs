//! What a complete run tells of itself.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::journal::changed_list;
use super::summary::{Counts, Summary};
use super::worker::FileCounts;
use crate::error::{Error, ErrorKind};
use crate::histogram::Histogram;
use crate::input::{InputFile, Inventory, Stamp, readable};
use crate::options::RunOptions;
use crate::output::{OutputFile, Part, hash_file};

const NAME: &str = "manifest.json";

/// The program that wrote something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Program {
    program: String,
    version: String,
    /// A hash of the models it was built with.
    models: String,
    /// A hash of the user's file of names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    names: Option<String>,
}

impl Program {
    /// This program with the files that `options` tell it to read.
    pub(crate) fn with(options: &RunOptions) -> Self {
        let names = options.gazetteer.as_deref();
        Self {
            program: "warraq".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            models: models(),
            // A file that cannot be read is told of where it is read.
            names: names.and_then(|path| hash_file(path).ok()),
        }
    }

    /// What tells two programs apart, in words.
    pub(super) fn difference(&self, other: &Self) -> Option<String> {
        let pairs = [
            ("program", &self.program, &other.program),
            ("version", &self.version, &other.version),
            ("models", &self.models, &other.models),
        ];
        match pairs.into_iter().find(|(_, old, new)| old != new) {
            Some((name, old, new)) => {
                Some(format!("it was begun with {name} {old:?}, this is {new:?}"))
            }
            None if self.names != other.names => {
                Some("the file of names has changed since it was begun".to_owned())
            }
            None => None,
        }
    }
}

/// The first digits of the BLAKE3 hash of all models.
fn models() -> String {
    #[cfg(feature = "models")]
    {
        let mut hasher = blake3::Hasher::new();
        hasher.update(warraq_models::FREQUENCY_LEXICON);
        hasher.update(warraq_models::RARE_WORDS);
        hasher.update(warraq_models::SEGMENTER_WEIGHTS);
        hasher.update(warraq_models::TAGGER_WEIGHTS);
        hasher.finalize().to_hex()[..16].to_owned()
    }
    #[cfg(not(feature = "models"))]
    "none".to_owned()
}

/// The first option that differs, in words.
pub(super) fn difference(before: &Map<String, Value>, now: &Map<String, Value>) -> Option<String> {
    let value = |options: &Map<String, Value>, name: &str| {
        options.get(name).map_or_else(|| "not given".to_owned(), Value::to_string)
    };
    let name = before.keys().chain(now.keys()).find(|name| before.get(*name) != now.get(*name))?;
    Some(format!("option {name} was {}, now it is {}", value(before, name), value(now, name)))
}

/// What `manifest.json` says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    #[serde(flatten)]
    program: Program,
    /// All options of the run.
    pub options: RunOptions,
    /// Documents that have a record.
    pub documents: u64,
    /// Documents that failed.
    pub failed: u64,
    /// Bytes of text in the documents that have a record.
    pub bytes: u64,
    /// Wall time.
    pub seconds: f64,
    /// Files in directories that are of no format that is read.
    pub passed_over: u64,
    /// What was found.
    pub counts: Counts,
    /// Megabytes of text that a thread analyzed and wrote in a second, chunk by chunk.
    pub speeds: Histogram,
    /// The files of records.
    pub outputs: Vec<OutputFile>,
    /// The list of failures.
    pub failures: OutputFile,
    /// Each input, in order.
    pub inputs: Vec<InputState>,
}

/// What became of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputState {
    /// Its path as it was given or found; `-` is standard input.
    pub path: String,
    /// What documents are called that have no id.
    pub id: String,
    #[serde(flatten)]
    pub(crate) stamp: Stamp,
    /// Documents with a record.
    pub documents: u64,
    /// Documents that failed.
    pub failed: u64,
    /// `done`, or `failed` where something did.
    pub state: String,
}

impl InputState {
    pub(super) fn new(file: &InputFile, counts: FileCounts) -> Self {
        let state = if counts.failed == 0 { "done" } else { "failed" };
        Self {
            path: if file.is_stdin() { "-".to_owned() } else { readable(&file.path) },
            id: file.id.clone(),
            stamp: file.stamp.clone(),
            documents: counts.documents,
            failed: counts.failed,
            state: state.to_owned(),
        }
    }
}

impl Manifest {
    pub(super) fn new(
        options: &RunOptions,
        summary: &Summary,
        failures: OutputFile,
        inputs: Vec<InputState>,
    ) -> Self {
        Self {
            program: Program::with(options),
            options: options.clone(),
            documents: summary.documents,
            failed: summary.failed,
            bytes: summary.text_bytes,
            seconds: summary.seconds,
            passed_over: summary.passed_over,
            counts: summary.counts.clone(),
            speeds: summary.speeds.clone(),
            outputs: summary.outputs.clone(),
            failures,
            inputs,
        }
    }

    /// The manifest in the directory `out`.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub fn read(out: &Path) -> Result<Self, Error> {
        let path = out.join(NAME);
        let read = || -> io::Result<Self> {
            Ok(serde_json::from_reader(BufReader::new(File::open(&path)?))?)
        };
        read().map_err(|e| Error::input(&path, e))
    }

    /// The manifest in `out`, if there is one.
    pub(super) fn of_complete_run(out: &Path) -> Result<Option<Self>, Error> {
        if out.join(NAME).exists() { Self::read(out).map(Some) } else { Ok(None) }
    }

    /// # Errors
    /// If the run was another than is asked for now.
    pub(super) fn check_same(
        &self,
        options: &RunOptions,
        inventory: &Inventory,
    ) -> Result<(), Error> {
        let now: Vec<_> =
            inventory.files.iter().map(|f| InputState::new(f, FileCounts::default())).collect();
        let changed = || {
            let pairs = self.inputs.iter().zip(&now);
            pairs
                .into_iter()
                .find(|(before, now)| before.stamp != now.stamp)
                .map(|(input, _)| format!("{} has changed since it was read", input.path))
        };
        let paths = |inputs| -> Vec<_> {
            let inputs: &[InputState] = inputs;
            inputs.iter().map(|input| input.path.clone()).collect()
        };
        let (before, after) = (paths(&self.inputs), paths(&now));
        let fault = self
            .program
            .difference(&Program::with(options))
            .or_else(|| difference(&self.options.fingerprint(), &options.fingerprint()))
            .or_else(|| {
                changed_list(before.iter().map(String::as_str), after.iter().map(String::as_str))
            })
            .or_else(changed);
        match fault {
            None => Ok(()),
            Some(fault) => {
                let reason = format!("the complete run is another: {fault}; leave --resume out");
                Err(ErrorKind::State(reason).into())
            }
        }
    }

    pub(super) fn into_summary(self) -> Summary {
        Summary {
            documents: self.documents,
            failed: self.failed,
            text_bytes: self.bytes,
            seconds: self.seconds,
            passed_over: self.passed_over,
            counts: self.counts,
            speeds: self.speeds,
            outputs: self.outputs,
            interrupted: false,
        }
    }

    /// # Errors
    /// If it cannot be written.
    pub(super) fn write(&self, out: &Path) -> Result<(), Error> {
        let path = out.join(NAME);
        let mut part = Part::create(path.clone())?;
        let mut writer = BufWriter::new(&mut part);
        serde_json::to_writer_pretty(&mut writer, self)
            .map_err(io::Error::from)
            .and_then(|()| writer.write_all(b"\n"))
            .and_then(|()| writer.flush())
            .map_err(|e| Error::output(&path, e))?;
        drop(writer);
        part.sync()?;
        part.publish()
    }
}

/// The files of records that the manifest in `out` names, whatever else it says.
pub(super) fn outputs(out: &Path) -> Option<Vec<OutputFile>> {
    let manifest: Value = serde_json::from_slice(&fs::read(out.join(NAME)).ok()?).ok()?;
    serde_json::from_value(manifest.get("outputs")?.clone()).ok()
}
