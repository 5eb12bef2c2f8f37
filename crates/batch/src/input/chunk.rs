use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::table::Header;
use crate::buffers::Lent;
use crate::decode::Encoding;

/// Documents that one worker takes.
///
/// Where one chunk ends and the next begins depends on the inputs and the options alone, so that the
/// output does not depend on the machine and a run can go on where another stopped.
#[derive(Debug)]
pub(crate) struct Chunk {
    pub(crate) work: Work,
    /// What could not be read after the documents: file, id and reason.
    pub(crate) broken: Option<Broken>,
    /// Memory it may need for its text.
    pub(crate) weight: usize,
    /// Where the next chunk begins.
    pub(crate) next: Position,
}

/// A place in the inputs between two chunks.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Position {
    /// Index of the file.
    pub(crate) file: usize,
    /// Members of the archive that lie before.
    pub(crate) members: u64,
    /// Lines or rows of the file or member that lie before.
    pub(crate) items: u64,
    /// Bytes of the decompressed lines that lie before.
    pub(crate) bytes: u64,
}

/// Something that is no document, and why.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) file: usize,
    pub(crate) id: String,
    pub(crate) reason: String,
}

#[derive(Debug)]
pub(crate) enum Work {
    /// Whole files, which the worker reads itself.
    Files(Range<usize>),
    /// Lines of a file or of a member of an archive, each a document, and where they end.
    Lines {
        file: usize,
        member: Option<String>,
        first: u64,
        json: bool,
        encoding: Option<Encoding>,
        bytes: Lent,
        ends: Vec<usize>,
    },
    /// Rows of a table.
    Rows { file: usize, first: u64, header: Arc<Header>, rows: Vec<csv::ByteRecord> },
    /// Texts from an archive, with their ids.
    Texts { file: usize, texts: Vec<(String, Range<usize>)>, bytes: Vec<u8> },
}

impl Position {
    /// The start of the file with `index`.
    pub(crate) fn of_file(index: usize) -> Self {
        Self { file: index, ..Self::default() }
    }
}
