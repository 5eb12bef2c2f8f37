//! Which files are read, and their documents in chunks.

mod archive;
mod chunk;
mod discover;
mod documents;
mod format;
mod lines;
#[cfg(feature = "arrow")]
mod parquet;
mod reader;
mod source;
mod table;

pub(crate) use chunk::{Chunk, Position};
pub(crate) use discover::{Inventory, discover, readable};
pub(crate) use documents::{Raw, for_each_document};
pub(crate) use format::Layout;
pub(crate) use reader::Reader;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use format::Compression;

/// A document longer than this many bytes fails: offsets into a text and its view are 32 bits.
pub(crate) const MAX_DOCUMENT: u64 = 1 << 30;

/// A file with documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InputFile {
    /// Where it is; standard input if empty.
    pub(crate) path: PathBuf,
    /// Path relative to the input it was found in, with `/`.
    pub(crate) id: String,
    pub(crate) stamp: Stamp,
    pub(crate) layout: Layout,
    compression: Compression,
}

/// What tells whether a file is still the same.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    /// Size on disk in bytes, 0 for standard input.
    pub(crate) bytes: u64,
    /// Time of the last change, in nanoseconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified_ns: Option<u64>,
    /// BLAKE3 of the file, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) blake3: Option<String>,
}

impl Stamp {
    /// Whether size and time of the last change are the same.
    pub(crate) fn is_same_file(&self, other: &Self) -> bool {
        (self.bytes, self.modified_ns) == (other.bytes, other.modified_ns)
    }
}

impl InputFile {
    pub(crate) fn is_stdin(&self) -> bool {
        self.path.as_os_str().is_empty()
    }
}
