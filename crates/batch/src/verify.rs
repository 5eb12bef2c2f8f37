//! Whether a result is what its manifest says.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::input::InputFile;
use crate::output::{OutputFile, hash_file};
use crate::run::{InputState, Manifest, is_unfinished};

/// Something in which a result differs from its manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, in words for people.
    pub file: String,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.reason)
    }
}

impl Fault {
    fn new(file: &str, reason: impl Into<String>) -> Self {
        Self { file: file.to_owned(), reason: reason.into() }
    }
}

/// Checks that the files in the directory `out` are those its manifest tells of, byte for byte, and
/// with `inputs` that the inputs still are as they were read. Nothing is found in a sound result.
///
/// # Errors
/// If there is no manifest or it cannot be read.
pub fn verify(out: &Path, inputs: bool) -> Result<Vec<Fault>, Error> {
    if is_unfinished(out) {
        let reason = "the run broke off; --resume goes on with it";
        return Ok(vec![Fault::new(&out.display().to_string(), reason)]);
    }
    let manifest = Manifest::read(out)?;
    let mut faults = Vec::new();
    let files = manifest.outputs.iter().chain([&manifest.failures]);
    faults.extend(files.filter_map(|output| check_output(out, output)));
    let documents: u64 = manifest.outputs.iter().map(|output| output.documents).sum();
    if documents != manifest.documents {
        let reason = format!("{} documents, its files have {documents}", manifest.documents);
        faults.push(Fault::new("manifest.json", reason));
    }
    faults.extend(strangers(out, &manifest));
    if inputs {
        faults.extend(manifest.inputs.iter().filter_map(check_input));
    }
    Ok(faults)
}

fn check_output(out: &Path, output: &OutputFile) -> Option<Fault> {
    let path = out.join(&output.file);
    let reason = match fs::metadata(&path) {
        Err(error) => error.to_string(),
        Ok(metadata) if metadata.len() != output.bytes => {
            format!("{} bytes, the manifest says {}", metadata.len(), output.bytes)
        }
        Ok(_) => match hash_file(&path) {
            Err(error) => error.to_string(),
            Ok(hash) if hash != output.blake3 => "its bytes are not those that were written".into(),
            Ok(_) => return None,
        },
    };
    Some(Fault::new(&output.file, reason))
}

/// Files that look like records but are not in the manifest.
fn strangers(out: &Path, manifest: &Manifest) -> Vec<Fault> {
    let known: BTreeSet<_> = manifest.outputs.iter().map(|output| output.file.as_str()).collect();
    let names = fs::read_dir(out).into_iter().flatten().flatten();
    names
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.starts_with("records") && !known.contains(name.as_str()))
        .map(|name| Fault::new(&name, "not in the manifest"))
        .collect()
}

fn check_input(input: &InputState) -> Option<Fault> {
    let now = InputFile::stamp_of(&input.path)?;
    let reason = match now {
        Err(error) => error.to_string(),
        Ok(now) if !now.is_same_file(&input.stamp) => "changed since it was read".to_owned(),
        Ok(_) => return None,
    };
    Some(Fault::new(&input.path, reason))
}
