//! Bytes of files, decompressed and counted.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs_io::DecodeReaderBytesBuilder;

use super::format::Compression;
use super::{InputFile, MAX_DOCUMENT};
use crate::decode::{Encoding, beginning_utf16, begins_as_utf16};

const BUFFER: usize = 128 << 10;

/// The decompressed bytes of `file`; what is taken from disk is added to `read`.
pub(super) fn open<'c>(file: &InputFile, read: &'c AtomicU64) -> io::Result<Box<dyn BufRead + 'c>> {
    let raw: Box<dyn Read> =
        if file.is_stdin() { Box::new(io::stdin()) } else { Box::new(File::open(&file.path)?) };
    let mut raw = BufReader::with_capacity(BUFFER, Counted { inner: raw, read });
    let compression = match file.compression {
        Compression::Detect => detect(raw.fill_buf()?),
        known => known,
    };
    decompress(raw, compression)
}

/// The decompressed bytes of `raw`.
pub(super) fn decompress<'c>(
    raw: impl BufRead + 'c,
    compression: Compression,
) -> io::Result<Box<dyn BufRead + 'c>> {
    Ok(match compression {
        Compression::None | Compression::Detect => Box::new(raw),
        Compression::Gzip => {
            let decoder = flate2::bufread::MultiGzDecoder::new(raw);
            Box::new(BufReader::with_capacity(BUFFER, decoder))
        }
        Compression::Zstd => {
            let decoder = zstd::Decoder::with_buffer(raw)?;
            Box::new(BufReader::with_capacity(BUFFER, decoder))
        }
    })
}

fn detect(start: &[u8]) -> Compression {
    match start {
        [0x1F, 0x8B, ..] => Compression::Gzip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Compression::Zstd,
        _ => Compression::None,
    }
}

/// Text that can be cut at newlines.
pub(super) struct Lines<'c> {
    pub(super) source: Box<dyn BufRead + 'c>,
    /// How they were encoded, if that is known before they are cut.
    pub(super) encoding: Option<Encoding>,
}

impl<'c> Lines<'c> {
    /// The lines of `source`: UTF-16, which has no bytes to cut at, becomes UTF-8.
    pub(super) fn new(mut source: Box<dyn BufRead + 'c>) -> io::Result<Self> {
        let Some(utf16) = beginning_utf16(source.fill_buf()?) else {
            return Ok(Self { source, encoding: None });
        };
        let utf8 =
            DecodeReaderBytesBuilder::new().encoding(Some(utf16)).strip_bom(true).build(source);
        let source = Box::new(BufReader::with_capacity(BUFFER, utf8));
        Ok(Self { source, encoding: Some(Encoding::Utf16) })
    }

    /// Those of `file` after `skip` bytes of text: a file that is neither compressed nor UTF-16 is not
    /// read up to there.
    pub(super) fn open(file: &InputFile, skip: u64, read: &'c AtomicU64) -> io::Result<Self> {
        if skip > 0 && file.compression == Compression::None {
            let mut beginning = Vec::new();
            let mut raw = File::open(&file.path)?;
            raw.by_ref().take(BUFFER as u64).read_to_end(&mut beginning)?;
            if !begins_as_utf16(&beginning) {
                raw.seek(SeekFrom::Start(skip))?;
                read.fetch_add(skip, Ordering::Relaxed);
                let source = BufReader::with_capacity(BUFFER, Counted { inner: raw, read });
                return Ok(Self { source: Box::new(source), encoding: None });
            }
        }
        Self::new(open(file, read)?)?.after(skip)
    }

    /// What follows `skip` bytes.
    pub(super) fn after(mut self, skip: u64) -> io::Result<Self> {
        io::copy(&mut self.source.by_ref().take(skip), &mut io::sink())?;
        Ok(self)
    }
}

/// Replaces `bytes` by the decompressed bytes of a whole file.
///
/// # Errors
/// If the file cannot be read or is longer than a document may be.
pub(crate) fn read_whole(
    file: &InputFile,
    bytes: &mut Vec<u8>,
    read: &AtomicU64,
) -> io::Result<()> {
    bytes.clear();
    if file.compression == Compression::None {
        let source = File::open(&file.path)?;
        bytes.reserve(usize::try_from(file.stamp.bytes.min(MAX_DOCUMENT)).unwrap_or_default() + 1);
        source.take(MAX_DOCUMENT + 1).read_to_end(bytes)?;
        read.fetch_add(bytes.len() as u64, Ordering::Relaxed);
    } else {
        open(file, read)?.take(MAX_DOCUMENT + 1).read_to_end(bytes)?;
    }
    check_length(bytes.len())
}

/// # Errors
/// If a document is too long.
pub(super) fn check_length(bytes: usize) -> io::Result<()> {
    if bytes as u64 <= MAX_DOCUMENT {
        return Ok(());
    }
    Err(io::Error::other(format!("a document longer than {} MiB", MAX_DOCUMENT >> 20)))
}

/// Counts the bytes that pass.
struct Counted<'c, R> {
    inner: R,
    read: &'c AtomicU64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}
