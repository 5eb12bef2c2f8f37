//! Files of the inputs, in order.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use super::format::{Compression, Layout, READ, Reading};
use super::{InputFile, Stamp};
use crate::error::{Error, ErrorKind};
use crate::options::RunOptions;
use crate::output::hash_file;
use crate::run::Failure;

/// Files with patterns of what to pass over, as `.gitignore` has them.
const IGNORE_FILE: &str = ".warraqignore";

/// What the inputs hold.
#[derive(Debug, Default)]
pub(crate) struct Inventory {
    pub(crate) files: Vec<InputFile>,
    /// What could not be looked at.
    pub(crate) failures: Vec<Failure>,
    /// Number of files in directories that are of no format that is read.
    pub(crate) passed_over: u64,
}

/// The files of `inputs`: directories are walked, their files sorted by path; `-` is standard input;
/// what does not exist but has `*`, `?`, `[` or `{` in its name is a glob. Files in the directory
/// `output` are left out.
///
/// # Errors
/// If an input does not exist, is a file of an unknown format, or is the output itself.
pub(crate) fn discover(
    inputs: &[PathBuf],
    output: &Path,
    options: &RunOptions,
) -> Result<Inventory, Error> {
    let reading = Reading { html: options.html, lines: options.lines };
    let output = output.canonicalize().ok();
    let mut search = Search { reading, options, output, found: Inventory::default() };
    for input in inputs {
        search.add(input)?;
    }
    Ok(search.found)
}

impl Inventory {
    /// Puts the hash of each file beside its size. A file that cannot be read fails later.
    pub(crate) fn hash(&mut self) {
        for file in self.files.iter_mut().filter(|file| !file.is_stdin()) {
            file.stamp.blake3 = hash_file(&file.path).ok();
        }
    }
}

struct Search<'o> {
    reading: Reading,
    options: &'o RunOptions,
    output: Option<PathBuf>,
    found: Inventory,
}

impl Search<'_> {
    fn add(&mut self, input: &Path) -> Result<(), Error> {
        if input.as_os_str() == "-" {
            self.found.files.push(stdin());
            return Ok(());
        }
        let metadata = match input.metadata() {
            Ok(metadata) => metadata,
            Err(error) => match split_glob(input) {
                Some((directory, glob)) => return self.walk(&directory, Some(&glob)),
                None => return Err(Error::input(input, error)),
            },
        };
        self.refuse_output(input)?;
        if metadata.is_dir() {
            return self.walk(input, None);
        }
        let file =
            self.input_file(input.to_owned(), input.parent(), &metadata).ok_or_else(|| {
                let expected = format!("unknown format, expected {READ}");
                Error::input(input, io::Error::new(io::ErrorKind::InvalidInput, expected))
            })?;
        self.found.files.push(file);
        Ok(())
    }

    /// A run must not read what it writes.
    fn refuse_output(&self, input: &Path) -> Result<(), Error> {
        let Some((input_path, output)) = input.canonicalize().ok().zip(self.output.as_ref()) else {
            return Ok(());
        };
        if input_path.starts_with(output) && (input_path.is_file() || input_path == *output) {
            let input = input.display();
            let reason = format!("{input} lies where the result is written: give another --out");
            return Err(ErrorKind::State(reason).into());
        }
        Ok(())
    }

    fn walk(&mut self, directory: &Path, glob: Option<&str>) -> Result<(), Error> {
        let output = self.output.clone();
        let walker = WalkBuilder::new(directory)
            .standard_filters(false)
            .add_custom_ignore_filename(IGNORE_FILE)
            .overrides(self.patterns(directory, glob)?)
            .follow_links(true)
            .sort_by_file_path(Path::cmp)
            .filter_entry(move |entry| {
                let is_dir = entry.file_type().is_some_and(|kind| kind.is_dir());
                !(is_dir && output.is_some() && entry.path().canonicalize().ok() == output)
            })
            .build();
        let before = self.found.files.len();
        for entry in walker {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    // A file that vanishes or is locked fails when it is read.
                    let metadata = entry.metadata().ok();
                    self.add_found(entry.into_path(), directory, metadata.as_ref());
                }
                Ok(_) => {}
                Err(error) => self.fail(directory, &error),
            }
        }
        if glob.is_some() && self.found.files.len() == before {
            let pattern = directory.join(glob.unwrap_or_default());
            let none = io::Error::new(io::ErrorKind::NotFound, "no file matches");
            return Err(Error::input(&pattern, none));
        }
        Ok(())
    }

    fn add_found(&mut self, path: PathBuf, directory: &Path, metadata: Option<&Metadata>) {
        let file = match metadata {
            Some(metadata) => self.input_file(path, Some(directory), metadata),
            None => self.reading.format(&path).map(|(layout, compression)| {
                let id = relative_id(&path, Some(directory));
                InputFile { id, path, stamp: Stamp::default(), layout, compression }
            }),
        };
        match file {
            Some(file) => self.found.files.push(file),
            None => self.found.passed_over += 1,
        }
    }

    fn fail(&mut self, directory: &Path, error: &ignore::Error) {
        let (path, reason) = path_and_reason(error);
        let path = path.unwrap_or_else(|| directory.to_owned());
        self.found.failures.push(Failure { id: relative_id(&path, Some(directory)), reason });
    }

    fn patterns(&self, directory: &Path, glob: Option<&str>) -> Result<Override, Error> {
        let fault = |e: ignore::Error| Error::from(ErrorKind::Options(e.to_string()));
        let mut builder = OverrideBuilder::new(directory);
        for include in self.options.include.iter().map(String::as_str).chain(glob) {
            builder.add(include).map_err(fault)?;
        }
        for exclude in &self.options.exclude {
            builder.add(&format!("!{exclude}")).map_err(fault)?;
        }
        builder.build().map_err(fault)
    }

    fn input_file(
        &self,
        path: PathBuf,
        root: Option<&Path>,
        metadata: &Metadata,
    ) -> Option<InputFile> {
        let (layout, compression) = self.reading.format(&path)?;
        let id = relative_id(&path, root);
        Some(InputFile { id, stamp: stamp(metadata), path, layout, compression })
    }
}

fn stdin() -> InputFile {
    InputFile {
        path: PathBuf::new(),
        id: "-".to_owned(),
        stamp: Stamp::default(),
        layout: Layout::Detect,
        compression: Compression::Detect,
    }
}

/// Size and time of the last change of a file.
fn stamp(metadata: &Metadata) -> Stamp {
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Stamp {
        bytes: metadata.len(),
        modified_ns: modified.and_then(|since| u64::try_from(since.as_nanos()).ok()),
        blake3: None,
    }
}

impl InputFile {
    /// Size and time of the last change, as they are now, of the input that a manifest calls `path`;
    /// nothing for standard input.
    pub(crate) fn stamp_of(path: &str) -> Option<io::Result<Stamp>> {
        (path != "-").then(|| fs::metadata(path).map(|metadata| stamp(&metadata)))
    }
}

/// The deepest directory of a path with wildcards that has none, and the rest.
fn split_glob(path: &Path) -> Option<(PathBuf, String)> {
    let is_wild =
        |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let parts: Vec<_> = path.components().collect();
    let first = parts.iter().position(is_wild)?;
    let directory: PathBuf = match first {
        0 => PathBuf::from("."),
        _ => parts[..first].iter().collect(),
    };
    let glob: Vec<_> = parts[first..].iter().map(|p| p.as_os_str().to_string_lossy()).collect();
    // With a slash in front it matches from the directory on, not at any depth.
    directory.is_dir().then(|| (directory, format!("/{}", glob.join("/"))))
}

/// The path below `root` with `/`. Bytes that are no UTF-8 are written as `%XX`.
fn relative_id(path: &Path, root: Option<&Path>) -> String {
    let relative = root.and_then(|root| path.strip_prefix(root).ok()).unwrap_or(path);
    let relative = if relative.as_os_str().is_empty() { path } else { relative };
    let parts: Vec<_> = relative.iter().map(|part| readable(Path::new(part))).collect();
    parts.join("/")
}

/// A path as text; bytes that are no UTF-8 are written as `%XX`, so that two paths stay two.
pub(crate) fn readable(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let mut text = String::with_capacity(bytes.len());
    for piece in bytes.utf8_chunks() {
        text.push_str(piece.valid());
        text.extend(piece.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    text
}

fn path_and_reason(error: &ignore::Error) -> (Option<PathBuf>, String) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path.clone()), path_and_reason(err).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_and_reason(err)
        }
        ignore::Error::Loop { ancestor, child } => {
            let reason = format!("a link back to {}", ancestor.display());
            (Some(child.clone()), reason)
        }
        other => (None, other.to_string()),
    }
}
