//! Which files are read, and their documents in chunks.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ignore::WalkBuilder;

use crate::Error;

/// A document longer than this many bytes fails: offsets into a text and its view are 32 bits.
const MAX_DOCUMENT: u64 = 1 << 30;

/// Text that one worker takes at a time. A chunk ends with the document that fills it.
const CHUNK_BYTES: usize = 256 << 10;

/// A file with documents.
#[derive(Debug, Clone)]
pub(crate) struct InputFile {
    /// Where it is; standard input if empty.
    pub(crate) path: PathBuf,
    /// Path relative to the input it was found in, with `/`.
    pub(crate) id: String,
    /// Size on disk in bytes, 0 for standard input.
    pub(crate) size: u64,
    layout: Layout,
    compression: Compression,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// One document.
    Text,
    /// A JSON object a line.
    Lines,
    /// Standard input: lines if it begins with a brace, else one document.
    Detect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compression {
    None,
    Gzip,
    Zstd,
}

/// What a file name says of the content.
fn format(path: &Path) -> Option<(Layout, Compression)> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let (name, compression) = match name.rsplit_once('.')? {
        (stem, "gz") => (stem, Compression::Gzip),
        (stem, "zst") => (stem, Compression::Zstd),
        _ => (name.as_str(), Compression::None),
    };
    match name.rsplit_once('.')?.1 {
        "txt" => Some((Layout::Text, compression)),
        "jsonl" => Some((Layout::Lines, compression)),
        _ => None,
    }
}

/// The files of `inputs`: directories are walked, their files sorted by path; `-` is standard input.
/// Files in the directory `output` are left out.
///
/// # Errors
/// If an input does not exist, or is a file of an unknown format.
pub(crate) fn discover(inputs: &[PathBuf], output: &Path) -> Result<Vec<InputFile>, Error> {
    let mut files = Vec::new();
    for input in inputs {
        if input.as_os_str() == "-" {
            let (layout, compression) = (Layout::Detect, Compression::None);
            let (path, id) = (PathBuf::new(), "-".to_owned());
            files.push(InputFile { path, id, size: 0, layout, compression });
            continue;
        }
        let metadata = input.metadata().map_err(|e| Error::input(input, e))?;
        if metadata.is_dir() {
            walk(input, output, &mut files)?;
        } else {
            let file = input_file(input.clone(), input.parent(), metadata.len())
                .ok_or_else(|| Error::input(input, unknown_format()))?;
            files.push(file);
        }
    }
    Ok(files)
}

fn unknown_format() -> io::Error {
    let expected = "unknown format, expected .txt or .jsonl, also with .gz or .zst";
    io::Error::new(io::ErrorKind::InvalidInput, expected)
}

fn walk(directory: &Path, output: &Path, files: &mut Vec<InputFile>) -> Result<(), Error> {
    let output = output.canonicalize().ok();
    let walker = WalkBuilder::new(directory)
        .standard_filters(false)
        .follow_links(true)
        .sort_by_file_path(Path::cmp)
        .filter_entry(move |entry| {
            let is_dir = entry.file_type().is_some_and(|kind| kind.is_dir());
            !(is_dir && output.is_some() && entry.path().canonicalize().ok() == output)
        })
        .build();
    for entry in walker {
        let entry = entry.map_err(|e| Error::input(directory, io::Error::other(e)))?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            // A file that vanishes or is locked fails when it is read.
            let size = entry.metadata().map_or(0, |metadata| metadata.len());
            files.extend(input_file(entry.into_path(), Some(directory), size));
        }
    }
    Ok(())
}

fn input_file(path: PathBuf, root: Option<&Path>, size: u64) -> Option<InputFile> {
    let (layout, compression) = format(&path)?;
    let relative = root.and_then(|root| path.strip_prefix(root).ok()).unwrap_or(&path);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    Some(InputFile { id: parts.join("/"), path, size, layout, compression })
}

/// Documents that one worker takes.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    bytes: Vec<u8>,
    items: Vec<Item>,
}

#[derive(Debug)]
struct Item {
    file: usize,
    /// Number of the line the document stands on, from 1; 0 if it is a whole file.
    line: u64,
    content: Result<Range<usize>, String>,
}

/// A document as it was read, or why it could not be.
#[derive(Debug)]
pub(crate) struct RawDocument<'c> {
    /// Index of its file.
    pub(crate) file: usize,
    /// Number of its line from 1, if it is a line of JSON.
    pub(crate) line: Option<u64>,
    pub(crate) content: Result<&'c [u8], &'c str>,
}

impl Chunk {
    pub(crate) fn documents(&self) -> impl Iterator<Item = RawDocument<'_>> {
        self.items.iter().map(|item| RawDocument {
            file: item.file,
            line: (item.line > 0).then_some(item.line),
            content: item.content.as_ref().map(|at| &self.bytes[at.clone()]).map_err(|e| &**e),
        })
    }
}

/// Reads files one after the other into chunks.
pub(crate) struct Reader<'f> {
    files: std::iter::Enumerate<std::slice::Iter<'f, InputFile>>,
    lines: Option<Lines>,
    /// Bytes taken from disk so far.
    read: Rc<Cell<u64>>,
}

/// A file of lines that is being read.
struct Lines {
    file: usize,
    line: u64,
    source: Box<dyn BufRead>,
}

impl<'f> Reader<'f> {
    pub(crate) fn new(files: &'f [InputFile]) -> Self {
        Self { files: files.iter().enumerate(), lines: None, read: Rc::default() }
    }

    /// Bytes taken from disk so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.read.get()
    }

    /// The next documents, `None` at the end.
    pub(crate) fn next_chunk(&mut self) -> Option<Chunk> {
        let mut chunk = Chunk::default();
        while chunk.bytes.len() < CHUNK_BYTES {
            if let Some(lines) = &mut self.lines {
                if !lines.read_line(&mut chunk) {
                    self.lines = None;
                }
            } else if let Some((index, file)) = self.files.next() {
                self.open(index, file, &mut chunk);
            } else {
                break;
            }
        }
        (!chunk.items.is_empty()).then_some(chunk)
    }

    fn open(&mut self, index: usize, file: &InputFile, chunk: &mut Chunk) {
        let mut layout = file.layout;
        let content = self.source(file).and_then(|mut source| {
            if layout == Layout::Detect {
                let lines = source.fill_buf()?.trim_ascii_start().starts_with(b"{");
                layout = if lines { Layout::Lines } else { Layout::Text };
            }
            if layout == Layout::Lines {
                self.lines = Some(Lines { file: index, line: 0, source });
                return Ok(None);
            }
            let start = chunk.bytes.len();
            source.take(MAX_DOCUMENT + 1).read_to_end(&mut chunk.bytes)?;
            Ok(Some(start..chunk.bytes.len()))
        });
        let content = match content {
            Ok(None) => return,
            Ok(Some(range)) => check_length(range),
            Err(e) => Err(e.to_string()),
        };
        chunk.items.push(Item { file: index, line: 0, content });
    }

    fn source(&self, file: &InputFile) -> io::Result<Box<dyn BufRead>> {
        let raw: Box<dyn Read> = if file.path.as_os_str().is_empty() {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(&file.path)?)
        };
        let raw = Counted { inner: raw, read: Rc::clone(&self.read) };
        Ok(match file.compression {
            Compression::None => Box::new(BufReader::with_capacity(64 << 10, raw)),
            Compression::Gzip => Box::new(BufReader::new(flate2::read::MultiGzDecoder::new(raw))),
            Compression::Zstd => Box::new(BufReader::new(zstd::Decoder::new(raw)?)),
        })
    }
}

impl Lines {
    /// Appends the next line that is not blank; `false` at the end of the file.
    fn read_line(&mut self, chunk: &mut Chunk) -> bool {
        let start = chunk.bytes.len();
        let limit = MAX_DOCUMENT + 1;
        let read = (&mut self.source).take(limit).read_until(b'\n', &mut chunk.bytes);
        self.line += 1;
        let content = match read {
            Ok(0) => return false,
            Ok(_) if chunk.bytes[start..].trim_ascii().is_empty() => {
                chunk.bytes.truncate(start);
                return true;
            }
            Ok(_) => check_length(start..chunk.bytes.len()),
            Err(e) => Err(e.to_string()),
        };
        let failed = content.is_err();
        chunk.items.push(Item { file: self.file, line: self.line, content });
        // Nothing more can be trusted of a file that broke, and the rest of an endless line is none.
        !failed
    }
}

fn check_length(range: Range<usize>) -> Result<Range<usize>, String> {
    if range.len() as u64 > MAX_DOCUMENT {
        Err(format!("longer than {} MiB", MAX_DOCUMENT >> 20))
    } else {
        Ok(range)
    }
}

/// Counts the bytes that pass.
struct Counted {
    inner: Box<dyn Read>,
    read: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.read.set(self.read.get() + n as u64);
        Ok(n)
    }
}
