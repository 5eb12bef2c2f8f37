//! Tables of text: a row a document.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder};
use serde_json::value::to_raw_value;

use super::chunk::{Position, Work};
use super::reader::{Parts, Stop};
use super::source::{self, Lines, check_length};
use crate::decode::{Encoding, decode};
use crate::document::{BadDocument, Document};
use crate::options::RunOptions;

/// The names of the columns.
#[derive(Debug)]
pub(crate) struct Header {
    names: Vec<String>,
    text: usize,
    id: Option<usize>,
    /// How the table was encoded, if that is known before its rows are read.
    encoding: Option<Encoding>,
}

impl Header {
    fn new(record: &ByteRecord, options: &RunOptions) -> Result<Self, String> {
        let names: Vec<String> = record.iter().map(lossy).collect();
        let find = |wanted: &str| names.iter().position(|name| name == wanted);
        match find(&options.text_field) {
            Some(text) => Ok(Self { text, id: find(&options.id_field), names, encoding: None }),
            None => Err(format!(
                "no column {:?} among {}: name it with --text-field",
                options.text_field,
                names.join(", ")
            )),
        }
    }

    /// The document in a row; without an id of its own it is called `id`. The other columns become
    /// strings of its `meta`.
    ///
    /// # Errors
    /// If the row has no such column or its text is in no known encoding.
    pub(crate) fn document<'d>(
        &'d self,
        id: &'d str,
        row: &'d ByteRecord,
    ) -> Result<Document<'d>, BadDocument> {
        let text = row.get(self.text).ok_or_else(|| {
            BadDocument::new(format!("only {} of {} columns", row.len(), self.names.len()))
        })?;
        let mut document = Document::from_text(id, text)?;
        document.encoding = self.encoding.unwrap_or(document.encoding);
        let own = self.id.and_then(|column| row.get(column)).filter(|own| !own.is_empty());
        if let Some(own) = own {
            document.id = decode(own)?.0;
        }
        for (column, (name, value)) in self.names.iter().zip(row.iter()).enumerate() {
            if column != self.text && Some(column) != self.id {
                let value =
                    to_raw_value(&decode(value)?.0).map_err(|e| BadDocument::new(e.to_string()))?;
                document.meta.push((name.into(), std::borrow::Cow::Owned(value)));
            }
        }
        Ok(document)
    }
}

fn lossy(bytes: &[u8]) -> String {
    decode(bytes).map_or_else(|_| String::from_utf8_lossy(bytes).into(), |(text, _)| text.into())
}

impl Parts<'_> {
    /// Sends the rows of a table after the first `start.items`.
    pub(super) fn send_table(&mut self, start: Position, separator: u8) -> Result<(), Stop> {
        let read = self.reader.read;
        let lines = source::open(self.input(), read).and_then(Lines::new);
        let Lines { source, encoding } = lines.map_err(|e| self.broken(e))?;
        let since_row = Rc::new(Cell::new(0));
        let source = RowLimit { inner: source, since_row: Rc::clone(&since_row) };
        let mut table =
            ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(source);
        let header = match table.byte_headers() {
            Ok(header) if header.is_empty() => return Ok(()),
            Ok(header) => header,
            Err(error) => return Err(self.broken(error)),
        };
        let header = Header::new(header, self.reader.options).map_err(|e| self.broken(e))?;
        let header = Arc::new(Header { encoding, ..header });
        let mut at = Position { items: 0, ..start };
        let mut batch = Batch::default();
        let mut row = ByteRecord::new();
        loop {
            since_row.set(0);
            match table.read_byte_record(&mut row) {
                Ok(true) if at.items < start.items => at.items += 1,
                Ok(true) => {
                    at.items += 1;
                    batch.bytes += row.as_slice().len();
                    batch.rows.push(std::mem::take(&mut row));
                    if batch.bytes >= self.reader.chunk_bytes {
                        self.send_rows(&header, std::mem::take(&mut batch), at)?;
                    }
                }
                Ok(false) => return self.send_rows(&header, batch, at),
                Err(error) => {
                    self.send_rows(&header, batch, at)?;
                    return Err(Stop::Broken(self.line_id(at.items), error.to_string()));
                }
            }
        }
    }

    fn send_rows(&mut self, header: &Arc<Header>, batch: Batch, at: Position) -> Result<(), Stop> {
        let Batch { rows, bytes } = batch;
        if rows.is_empty() {
            return Ok(());
        }
        let first = at.items - rows.len() as u64 + 1;
        let header = Arc::clone(header);
        self.send(Work::Rows { file: self.file, first, header, rows }, bytes, at)
    }
}

#[derive(Default)]
struct Batch {
    rows: Vec<ByteRecord>,
    bytes: usize,
}

/// Ends a source when one row takes more of it than a document may: a quote that is never closed
/// must not fill the memory.
struct RowLimit<R> {
    inner: R,
    since_row: Rc<Cell<usize>>,
}

impl<R: Read> Read for RowLimit<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.since_row.set(self.since_row.get() + n);
        check_length(self.since_row.get())?;
        Ok(n)
    }
}
