//! Files of lines, cut between lines.

use std::io::{self, Read};
use std::mem;

use memchr::{memchr_iter, memrchr};

use super::chunk::{Position, Work};
use super::reader::{Parts, Stop};
use super::source::{Lines, check_length};

impl Parts<'_> {
    /// Sends `lines`, which stand at `start`. Of those that break off, the whole
    /// lines before are sent.
    pub(super) fn send_lines(
        &mut self,
        lines: Lines<'_>,
        start: Position,
        json: bool,
    ) -> Result<(), Stop> {
        let Lines { mut source, encoding } = lines;
        let mut at = start;
        let mut rest = self.reader.buffers.lend();
        loop {
            let mut bytes = mem::replace(&mut rest, self.reader.buffers.lend());
            let filled = fill(&mut source, &mut bytes, self.reader.chunk_bytes);
            let end = match filled {
                Ok(Some(end)) => end,
                Ok(None) => bytes.len(),
                Err(_) => memrchr(b'\n', &bytes).map_or(0, |newline| newline + 1),
            };
            rest.extend_from_slice(&bytes[end..]);
            bytes.truncate(end);
            if !bytes.is_empty() {
                let (first, weight) = (at.items + 1, bytes.len());
                let ends = line_ends(&bytes);
                at.items += ends.len() as u64;
                at.bytes += weight as u64;
                let (file, member) = (self.file, self.member.clone());
                let work = Work::Lines { file, member, first, json, encoding, bytes, ends };
                self.send(work, weight, at)?;
            }
            match filled {
                Ok(Some(_)) => {}
                Ok(None) => return Ok(()),
                Err(error) => {
                    return Err(Stop::Broken(self.line_id(at.items), error.to_string()));
                }
            }
        }
    }
}

/// The ends of the lines of `bytes`, each without its newline.
pub(super) fn line_ends(bytes: &[u8]) -> Vec<usize> {
    let last = bytes.last().filter(|byte| **byte != b'\n').map(|_| bytes.len());
    memchr_iter(b'\n', bytes).chain(last).collect()
}

/// Reads on until there are `wanted` bytes with the end of a line among those that were read now, and
/// gives the last such end; nothing at the end of the source.
fn fill(source: &mut impl Read, bytes: &mut Vec<u8>, wanted: usize) -> io::Result<Option<usize>> {
    let mut target = wanted.max(bytes.len() + 1);
    loop {
        let before = bytes.len();
        bytes.reserve_exact(target - before);
        let missing = (target - before) as u64;
        if (source.take(missing).read_to_end(bytes)? as u64) < missing {
            return check_length(longest_line(bytes)).map(|()| None);
        }
        if let Some(newline) = memrchr(b'\n', &bytes[before..]) {
            return Ok(Some(before + newline + 1));
        }
        check_length(bytes.len())?;
        target *= 2;
    }
}

/// Only a line that fills nearly all of the bytes can be too long.
fn longest_line(bytes: &[u8]) -> usize {
    memchr::memchr(b'\n', bytes).map_or(bytes.len(), |first| (bytes.len() - first).max(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: usize, expected: &[&str]) {
        let mut source = text.as_bytes();
        let (mut rest, mut found) = (Vec::new(), Vec::new());
        loop {
            let mut bytes = mem::take(&mut rest);
            let end = fill(&mut source, &mut bytes, wanted).unwrap();
            rest = bytes.split_off(end.unwrap_or(bytes.len()));
            if !bytes.is_empty() {
                found.push(String::from_utf8(bytes).unwrap());
            }
            if end.is_none() {
                break;
            }
        }
        assert_eq!(found, expected, "{text:?} in pieces of {wanted}");
    }

    #[test]
    fn cut_between_lines() {
        check("", 4, &[]);
        check("a\nb\nc", 4, &["a\nb\n", "c"]);
        check("a\nb\nc\n", 100, &["a\nb\nc\n"]);
        check("long line\nb\n", 2, &["long line\nb\n"]);
        check("long line\nb\nc\n", 5, &["long line\n", "b\nc\n"]);
        check("\n\n\n", 2, &["\n\n", "\n"]);
        check("no end", 2, &["no end"]);
    }

    #[test]
    fn the_last_line_needs_no_newline() {
        assert_eq!(line_ends(b"a\n\nb"), [1, 2, 4]);
        assert_eq!([line_ends(b"a\n"), line_ends(b"a")], [[1], [1]]);
    }
}
