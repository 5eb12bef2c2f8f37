//! Parquet files: a row a document.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::atomic::Ordering;

use arrow_json::LineDelimitedWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::chunk::{Position, Work};
use super::format::Compression;
use super::lines::line_ends;
use super::reader::{Parts, Stop};
use super::source;

/// Rows that are decoded at a time, at most.
const MAX_ROWS: u64 = 8192;

impl Parts<'_> {
    /// Sends the rows of a Parquet file after the first `start.items`, as lines of JSON.
    pub(super) fn send_parquet(&mut self, start: Position) -> Result<(), Stop> {
        let file = self.seekable().map_err(|e| self.broken(e))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| self.broken(e))?;
        let text_field = &self.reader.options.text_field;
        if builder.schema().field_with_name(text_field).is_err() {
            let names: Vec<_> =
                builder.schema().fields().iter().map(|f| f.name().as_str()).collect();
            return Err(self.broken(format!(
                "no column {text_field:?} among {}: name it with --text-field",
                names.join(", ")
            )));
        }
        let rows = self.rows_of_a_chunk(builder.metadata());
        let batches = builder
            .with_batch_size(rows)
            .with_offset(usize::try_from(start.items).unwrap_or(usize::MAX))
            .build()
            .map_err(|e| self.broken(e))?;
        let mut at = start;
        for batch in batches {
            let broken = |e: &dyn ToString| Stop::Broken(self.line_id(at.items), e.to_string());
            let batch = batch.map_err(|e| broken(&e))?;
            let mut bytes = self.reader.buffers.lend();
            let mut writer = LineDelimitedWriter::new(&mut *bytes);
            writer.write(&batch).and_then(|()| writer.finish()).map_err(|e| broken(&e))?;
            let (first, ends, weight) = (at.items + 1, line_ends(&bytes), bytes.len());
            at.items += batch.num_rows() as u64;
            let (file, member) = (self.file, None);
            let (json, encoding) = (true, None);
            let work = Work::Lines { file, member, first, json, encoding, bytes, ends };
            self.send(work, weight, at)?;
        }
        Ok(())
    }

    /// The file itself, or a decompressed copy that goes away with it.
    fn seekable(&self) -> io::Result<File> {
        let input = self.input();
        if input.compression == Compression::None {
            self.reader.read.fetch_add(input.stamp.bytes, Ordering::Relaxed);
            return File::open(&input.path);
        }
        let mut copy = tempfile::tempfile()?;
        let mut source: Box<dyn Read + '_> = source::open(input, self.reader.read)?;
        io::copy(&mut source, &mut copy)?;
        copy.seek(SeekFrom::Start(0))?;
        Ok(copy)
    }

    /// As many rows as make a chunk on average.
    fn rows_of_a_chunk(&self, metadata: &parquet::file::metadata::ParquetMetaData) -> usize {
        let groups = metadata.row_groups();
        let bytes: u64 = groups.iter().map(|g| g.total_byte_size().unsigned_abs()).sum();
        let rows: u64 = groups.iter().map(|g| g.num_rows().unsigned_abs()).sum();
        let a_row = (bytes / rows.max(1)).max(1);
        let rows = (self.reader.chunk_bytes as u64 / a_row).clamp(1, MAX_ROWS);
        usize::try_from(rows).unwrap_or(1)
    }
}
