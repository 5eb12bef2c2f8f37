//! Texts and lines in archives. Members of other formats are passed over.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::Ordering;

use super::MAX_DOCUMENT;
use super::chunk::{Position, Work};
use super::format::{Compression, Layout};
use super::reader::{Parts, Stop};
use super::source::{self, Lines, check_length};

/// Members that one chunk holds at most.
const CHUNK_MEMBERS: usize = 1024;

/// Members that wait to become a chunk.
#[derive(Default)]
struct Batch {
    texts: Vec<(String, Range<usize>)>,
    bytes: Vec<u8>,
}

impl Parts<'_> {
    /// Sends the members of a tar from `start` on.
    pub(super) fn send_tar(&mut self, start: Position) -> Result<(), Stop> {
        let read = self.reader.read;
        let source = source::open(self.input(), read).map_err(|e| self.broken(e))?;
        let mut archive = tar::Archive::new(source);
        let entries = archive.entries().map_err(|e| self.broken(e))?;
        let mut batch = Batch::default();
        let mut at = Position::of_file(self.file);
        for entry in entries {
            let mut entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.send_texts(&mut batch, at)?;
                    return Err(self.broken(error));
                }
            };
            if at.members >= start.members && entry.header().entry_type().is_file() {
                let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
                let from = if at.members == start.members { start } else { at };
                self.add_member(&name, &mut entry, &mut batch, from)?;
            }
            at.members += 1;
            self.send_if_full(&mut batch, at)?;
        }
        self.send_texts(&mut batch, at)
    }

    /// Sends the members of a zip from `start` on.
    pub(super) fn send_zip(&mut self, start: Position) -> Result<(), Stop> {
        let file = File::open(&self.input().path).map_err(|e| self.broken(e))?;
        let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|e| self.broken(e))?;
        let mut batch = Batch::default();
        let mut at = start;
        for index in usize::try_from(start.members).unwrap_or(usize::MAX)..archive.len() {
            match archive.by_index(index) {
                Ok(mut member) if member.is_file() => {
                    let name = member.name().map_or_else(
                        |_| String::from_utf8_lossy(member.name_raw()).into_owned(),
                        std::borrow::Cow::into_owned,
                    );
                    self.reader.read.fetch_add(member.compressed_size(), Ordering::Relaxed);
                    self.add_member(&name, &mut member, &mut batch, at)?;
                }
                Ok(_) => {}
                Err(error) => {
                    self.send_texts(&mut batch, at)?;
                    let name = format!("#{}", index + 1);
                    self.send_member_failure(&name, error.to_string(), at)?;
                }
            }
            at = Position { members: at.members + 1, ..Position::of_file(self.file) };
            self.send_if_full(&mut batch, at)?;
        }
        self.send_texts(&mut batch, at)
    }

    /// Takes in the member that stands at `at`.
    fn add_member(
        &mut self,
        name: &str,
        member: &mut dyn Read,
        batch: &mut Batch,
        at: Position,
    ) -> Result<(), Stop> {
        let json = match self.reading().format(Path::new(name)) {
            Some((Layout::Text, compression)) => {
                let id = self.member_id(name);
                let Err(error) = batch.add(id, member, compression) else { return Ok(()) };
                self.send_texts(batch, at)?;
                return self.send_member_failure(name, error.to_string(), at);
            }
            Some((Layout::JsonLines, _)) => true,
            Some((Layout::TextLines, _)) => false,
            _ => return Ok(()),
        };
        self.send_texts(batch, at)?;
        self.member = Some(name.to_owned());
        let sent = self.send_member_lines(name, member, json, at);
        self.member = None;
        match sent {
            Err(Stop::Broken(id, reason)) => self.send_failure(id, reason, after(at)),
            other => other,
        }
    }

    fn send_member_lines(
        &mut self,
        name: &str,
        member: &mut dyn Read,
        json: bool,
        at: Position,
    ) -> Result<(), Stop> {
        let compression =
            self.reading().format(Path::new(name)).map_or(Compression::None, |format| format.1);
        let broken = |e: io::Error| Stop::Broken(self.line_id(at.items), e.to_string());
        let lines = source::decompress(BufReader::new(member), compression)
            .and_then(Lines::new)
            .and_then(|lines| lines.after(at.bytes))
            .map_err(broken)?;
        self.send_lines(lines, at, json)
    }

    fn member_id(&self, name: &str) -> String {
        format!("{}/{name}", self.input().id)
    }

    fn send_member_failure(
        &mut self,
        name: &str,
        reason: String,
        at: Position,
    ) -> Result<(), Stop> {
        self.send_failure(self.member_id(name), reason, after(at))
    }

    fn send_if_full(&mut self, batch: &mut Batch, next: Position) -> Result<(), Stop> {
        if batch.bytes.len() < self.reader.chunk_bytes && batch.texts.len() < CHUNK_MEMBERS {
            return Ok(());
        }
        self.send_texts(batch, next)
    }

    fn send_texts(&mut self, batch: &mut Batch, next: Position) -> Result<(), Stop> {
        let Batch { texts, bytes } = std::mem::take(batch);
        if texts.is_empty() {
            return Ok(());
        }
        let weight = bytes.len();
        self.send(Work::Texts { file: self.file, texts, bytes }, weight, next)
    }
}

/// The start of the member after the one that holds `at`.
fn after(at: Position) -> Position {
    Position { members: at.members + 1, ..Position::of_file(at.file) }
}

impl Batch {
    fn add(
        &mut self,
        id: String,
        member: &mut dyn Read,
        compression: Compression,
    ) -> io::Result<()> {
        let start = self.bytes.len();
        let read = source::decompress(BufReader::new(member), compression)
            .and_then(|source| source.take(MAX_DOCUMENT + 1).read_to_end(&mut self.bytes))
            .and_then(check_length);
        if read.is_err() {
            self.bytes.truncate(start);
        }
        read.map(|()| self.texts.push((id, start..self.bytes.len())))
    }
}
