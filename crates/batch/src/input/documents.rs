//! The documents of a chunk.

use std::borrow::Cow;
use std::sync::atomic::AtomicU64;

use super::InputFile;
use super::chunk::Work;
use super::format::Layout;
use super::lines::line_ends;
use super::source::read_whole;
use super::table::Header;
use crate::decode::{Encoding, begins_as_utf16, decode};
use crate::document::Document;
use crate::options::RunOptions;

/// Memory that was needed for a longer file is given back.
const KEPT_FILE: usize = 4 << 20;

/// A document as it lies in a chunk, and how it was encoded if it is not encoded so any more.
pub(crate) enum Raw<'d> {
    Text(&'d [u8], Option<Encoding>),
    Json(&'d [u8], Option<Encoding>),
    Row(&'d Header, &'d csv::ByteRecord),
}

/// Takes documents: their file, id and content, or why there is none.
pub(crate) type Take<'t> = dyn FnMut(usize, Cow<'_, str>, Result<Raw<'_>, String>) + 't;

impl<'d> Raw<'d> {
    /// The document that is read from it.
    ///
    /// # Errors
    /// If it is none, in words.
    pub(crate) fn document<'o>(
        self,
        id: &'o str,
        options: &RunOptions,
    ) -> Result<Document<'o>, String>
    where
        'd: 'o,
    {
        let (document, encoding) = match self {
            Self::Text(bytes, encoding) => (Document::from_text(id, bytes), encoding),
            Self::Json(line, encoding) => {
                let (text, own_id) = (&options.text_field, &options.id_field);
                (Document::from_json_fields(id, line, text, own_id), encoding)
            }
            Self::Row(header, row) => (header.document(id, row), None),
        };
        let mut document = document.map_err(|e| e.to_string())?;
        document.encoding = encoding.unwrap_or(document.encoding);
        document.prepare(options)?;
        Ok(document)
    }
}

/// What each line of a file is.
#[derive(Clone, Copy)]
struct LineKind {
    json: bool,
    encoding: Option<Encoding>,
}

impl LineKind {
    fn raw(self, line: &[u8]) -> Raw<'_> {
        let Self { json, encoding } = self;
        if json { Raw::Json(line, encoding) } else { Raw::Text(line.trim_ascii_end(), encoding) }
    }
}

/// Calls `take` for every document of a chunk; `buffer` is for the files that are read here.
pub(crate) fn for_each_document(
    files: &[InputFile],
    work: &Work,
    buffer: &mut Vec<u8>,
    read: &AtomicU64,
    take: &mut Take<'_>,
) {
    match work {
        Work::Files(range) => {
            for index in range.clone() {
                let file = &files[index];
                match read_whole(file, buffer, read) {
                    Err(error) => take(index, Cow::Borrowed(&file.id), Err(error.to_string())),
                    Ok(()) => for_each_in_file(index, file, buffer, take),
                }
                if buffer.capacity() > KEPT_FILE {
                    *buffer = Vec::new();
                }
            }
        }
        Work::Lines { file, member, first, json, encoding, bytes, ends } => {
            let name = &files[*file].id;
            let name = match member {
                Some(member) => Cow::Owned(format!("{name}/{member}")),
                None => Cow::Borrowed(name.as_str()),
            };
            let kind = LineKind { json: *json, encoding: *encoding };
            for_each_line(*file, &name, *first, kind, bytes, ends, take);
        }
        Work::Rows { file, first, header, rows } => {
            let name = &files[*file].id;
            for (row, number) in rows.iter().zip(*first..) {
                take(*file, format!("{name}#{number}").into(), Ok(Raw::Row(header, row)));
            }
        }
        Work::Texts { file, texts, bytes } => {
            for (id, range) in texts {
                take(*file, Cow::Borrowed(id), Ok(Raw::Text(&bytes[range.clone()], None)));
            }
        }
    }
}

fn for_each_in_file(index: usize, file: &InputFile, bytes: &[u8], take: &mut Take<'_>) {
    match file.layout {
        Layout::JsonLines | Layout::TextLines => {
            let json = file.layout == Layout::JsonLines;
            let decoded = begins_as_utf16(bytes).then(|| decode(bytes));
            let (bytes, encoding) = match &decoded {
                None => (bytes, None),
                Some(Ok((text, encoding))) => (text.as_bytes(), Some(*encoding)),
                Some(Err(error)) => {
                    return take(index, Cow::Borrowed(&file.id), Err(error.to_string()));
                }
            };
            let kind = LineKind { json, encoding };
            for_each_line(index, &file.id, 1, kind, bytes, &line_ends(bytes), take);
        }
        _ => take(index, Cow::Borrowed(&file.id), Ok(Raw::Text(bytes, None))),
    }
}

/// Calls `take` for the lines of `bytes` with these `ends`, of which the first has this number. Blank
/// lines are counted and passed over.
fn for_each_line(
    file: usize,
    name: &str,
    first: u64,
    kind: LineKind,
    bytes: &[u8],
    ends: &[usize],
    take: &mut Take<'_>,
) {
    let mut start = 0;
    for (&end, number) in ends.iter().zip(first..) {
        let line = &bytes[start..end];
        if !line.trim_ascii().is_empty() {
            take(file, format!("{name}#{number}").into(), Ok(kind.raw(line)));
        }
        start = end + 1;
    }
}
