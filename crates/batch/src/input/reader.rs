use std::io::{BufRead, Read};
use std::ops::ControlFlow;
use std::sync::atomic::AtomicU64;

use super::chunk::{Broken, Chunk, Position, Work};
use super::format::{Compression, Layout, Reading};
use super::source::{self, Lines};
use super::{InputFile, MAX_DOCUMENT};
use crate::buffers::Buffers;
use crate::options::RunOptions;

/// Files that one chunk holds at most.
const CHUNK_FILES: usize = 1024;

/// What opening a file costs, in bytes of text.
const FILE_COST: u64 = 1024;

/// How much larger compressed text may become, as a guess of its need of memory.
const EXPANSION: u64 = 6;

/// Reads files one after the other and cuts them into chunks.
#[derive(Clone)]
pub(crate) struct Reader<'r> {
    pub(super) files: &'r [InputFile],
    pub(super) options: &'r RunOptions,
    /// Text that one chunk holds. A chunk ends with the document that fills it.
    pub(super) chunk_bytes: usize,
    /// Bytes taken from disk so far.
    pub(super) read: &'r AtomicU64,
    pub(super) buffers: Buffers,
}

/// Takes chunks, and says whether it takes more.
pub(super) type Sender<'s> = dyn FnMut(Chunk) -> ControlFlow<()> + 's;

/// Why a file is read no further.
pub(super) enum Stop {
    /// Nobody wants more.
    Wanted,
    /// The file is broken: the document that could not be read, and the reason.
    Broken(String, String),
}

/// A file that is being read in parts.
pub(super) struct Parts<'p> {
    pub(super) reader: &'p Reader<'p>,
    pub(super) file: usize,
    /// The member of the archive whose lines are read.
    pub(super) member: Option<String>,
    pub(super) send: &'p mut Sender<'p>,
}

impl<'r> Reader<'r> {
    pub(crate) fn new(
        files: &'r [InputFile],
        options: &'r RunOptions,
        chunk_bytes: usize,
        read: &'r AtomicU64,
    ) -> Self {
        Self { files, options, chunk_bytes, read, buffers: Buffers::default() }
    }

    /// Sends everything from `start` on.
    pub(crate) fn send_all(
        &self,
        start: Position,
        send: &mut dyn FnMut(Chunk) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut start = start;
        while start.file < self.files.len() {
            let index = start.file;
            if self.is_read_whole(index) {
                let (work, weight) = self.group(index);
                let next = Position::of_file(work.end);
                let work = Work::Files(work);
                send(Chunk { work, broken: None, weight, next })?;
                start = next;
            } else {
                self.send_parts(start, send)?;
                start = Position::of_file(index + 1);
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether a worker reads the file by itself.
    fn is_read_whole(&self, index: usize) -> bool {
        let file = &self.files[index];
        match file.layout {
            Layout::Text => true,
            Layout::JsonLines | Layout::TextLines => {
                file.compression == Compression::None
                    && file.stamp.bytes <= self.chunk_bytes as u64 / 2
            }
            _ => false,
        }
    }

    /// The files from `first` on that make one chunk, and their weight.
    fn group(&self, first: usize) -> (std::ops::Range<usize>, usize) {
        let (mut weight, mut cost) = (0, 0);
        let mut end = first;
        while end < self.files.len() && end - first < CHUNK_FILES && self.is_read_whole(end) {
            let file = &self.files[end];
            let expansion = if file.compression == Compression::None { 1 } else { EXPANSION };
            let bytes = file.stamp.bytes.saturating_mul(expansion).min(MAX_DOCUMENT);
            if end > first && cost + bytes > self.chunk_bytes as u64 {
                break;
            }
            weight += bytes;
            cost += bytes + FILE_COST;
            end += 1;
        }
        (first..end, usize::try_from(weight).unwrap_or(usize::MAX))
    }

    fn send_parts(
        &self,
        start: Position,
        send: &mut dyn FnMut(Chunk) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let index = start.file;
        let mut parts = Parts { reader: self, file: index, member: None, send };
        match parts.send_from(start) {
            Ok(()) => ControlFlow::Continue(()),
            Err(Stop::Wanted) => ControlFlow::Break(()),
            Err(Stop::Broken(id, reason)) => {
                let next = Position::of_file(index + 1);
                match parts.send_failure(id, reason, next) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            }
        }
    }
}

impl Parts<'_> {
    fn send_from(&mut self, start: Position) -> Result<(), Stop> {
        match self.input().layout {
            Layout::Text => Ok(()),
            Layout::JsonLines => self.send_file_of_lines(start, true),
            Layout::TextLines => self.send_file_of_lines(start, false),
            Layout::Table(separator) => self.send_table(start, separator),
            Layout::Tar => self.send_tar(start),
            Layout::Zip => self.send_zip(start),
            #[cfg(feature = "arrow")]
            Layout::Parquet => self.send_parquet(start),
            #[cfg(not(feature = "arrow"))]
            Layout::Parquet => Ok(()),
            Layout::Detect => self.send_stdin(start),
        }
    }

    pub(super) fn input(&self) -> &InputFile {
        &self.reader.files[self.file]
    }

    pub(super) fn reading(&self) -> Reading {
        Reading { html: self.reader.options.html, lines: self.reader.options.lines }
    }

    /// The file is broken as a whole.
    pub(super) fn broken(&self, reason: impl ToString) -> Stop {
        Stop::Broken(self.input().id.clone(), reason.to_string())
    }

    pub(super) fn send(&mut self, work: Work, weight: usize, next: Position) -> Result<(), Stop> {
        match (self.send)(Chunk { work, broken: None, weight, next }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop::Wanted),
        }
    }

    /// Tells of a document that cannot be read.
    pub(super) fn send_failure(
        &mut self,
        id: String,
        reason: String,
        next: Position,
    ) -> Result<(), Stop> {
        let file = self.file;
        let broken = Some(Broken { file, id, reason });
        let work = Work::Files(file..file);
        match (self.send)(Chunk { work, broken, weight: 0, next }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop::Wanted),
        }
    }

    fn send_file_of_lines(&mut self, start: Position, json: bool) -> Result<(), Stop> {
        let read = self.reader.read;
        let lines = match Lines::open(self.input(), start.bytes, read) {
            Ok(lines) => lines,
            Err(error) => return Err(Stop::Broken(self.line_id(start.items), error.to_string())),
        };
        self.send_lines(lines, start, json)
    }

    /// The id of the line after `before` lines.
    pub(super) fn line_id(&self, before: u64) -> String {
        let file = &self.input().id;
        let number = before + 1;
        match &self.member {
            Some(member) => format!("{file}/{member}#{number}"),
            None => format!("{file}#{number}"),
        }
    }

    fn send_stdin(&mut self, start: Position) -> Result<(), Stop> {
        let read = self.reader.read;
        let mut source = source::open(self.input(), read).map_err(|e| self.broken(e))?;
        let json = begins_as_json(source.fill_buf().map_err(|e| self.broken(e))?);
        if json || self.reader.options.lines {
            let lines = Lines::new(source).and_then(|lines| lines.after(start.bytes));
            return self.send_lines(lines.map_err(|e| self.broken(e))?, start, json);
        }
        if start.items > 0 {
            return Ok(());
        }
        let mut bytes = Vec::new();
        source
            .take(MAX_DOCUMENT + 1)
            .read_to_end(&mut bytes)
            .and_then(source::check_length)
            .map_err(|e| self.broken(e))?;
        let texts = vec![(self.input().id.clone(), 0..bytes.len())];
        let weight = bytes.len();
        let next = Position { items: 1, ..start };
        self.send(Work::Texts { file: self.file, texts, bytes }, weight, next)
    }
}

/// Whether the first character is a brace, in UTF-8 or UTF-16, after a byte order mark and white space.
fn begins_as_json(beginning: &[u8]) -> bool {
    let is_passed = |byte: &u8| matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF);
    let mut bytes = beginning.iter().filter(|byte| !is_passed(byte) && !byte.is_ascii_whitespace());
    bytes.next() == Some(&b'{')
}
