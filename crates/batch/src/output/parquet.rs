//! Parquet files, whose row groups are encoded by the workers.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;

use super::ZSTD_LEVEL;
use super::columns::Columns;
use super::files::Part;
use crate::error::Error;
use crate::record::Layout;

/// Makes row groups, and files that hold them.
pub(crate) struct ParquetFormat {
    layout: Layout,
    schema: SchemaRef,
    row_groups: ArrowRowGroupWriterFactory,
}

/// The records of a chunk, encoded and compressed.
pub(crate) struct RowGroup(Vec<ArrowColumnChunk>);

/// A file that is being written.
pub(crate) struct ParquetFile {
    path: PathBuf,
    writer: SerializedFileWriter<Part>,
}

fn properties() -> WriterProperties {
    let level = ZstdLevel::try_new(ZSTD_LEVEL).unwrap_or_default();
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_created_by(concat!("warraq ", env!("CARGO_PKG_VERSION")).to_owned())
        .build()
}

fn output(path: &Path, error: ParquetError) -> Error {
    Error::output(path, io::Error::other(error))
}

impl ParquetFormat {
    /// The format of records with this layout.
    pub(crate) fn new(layout: Layout) -> Result<Self, ParquetError> {
        let schema = Columns::default().finish(layout)?.schema();
        let writer = ArrowWriter::try_new(io::sink(), Arc::clone(&schema), Some(properties()))?;
        let (_, row_groups) = writer.into_serialized_writer()?;
        Ok(Self { layout, schema, row_groups })
    }

    /// The rows of `columns` as they go into a file.
    ///
    /// # Errors
    /// If Arrow or Parquet cannot hold them.
    pub(crate) fn encode(&self, columns: Columns) -> Result<RowGroup, ParquetError> {
        let batch = columns.finish(self.layout)?;
        let mut writers = self.row_groups.create_column_writers(0)?.into_iter();
        let mut chunks = Vec::new();
        for (field, column) in self.schema.fields().iter().zip(batch.columns()) {
            for leaf in compute_leaves(field, column)? {
                let mut writer = writers.next().ok_or_else(|| {
                    ParquetError::General("fewer writers than columns".to_owned())
                })?;
                writer.write(&leaf)?;
                chunks.push(writer.close()?);
            }
        }
        Ok(RowGroup(chunks))
    }

    /// Begins a file, which will be called `path`.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn file(&self, part: Part, path: PathBuf) -> Result<ParquetFile, Error> {
        ArrowWriter::try_new(part, Arc::clone(&self.schema), Some(properties()))
            .and_then(ArrowWriter::into_serialized_writer)
            .map(|(writer, _)| ParquetFile { writer, path: path.clone() })
            .map_err(|e| output(&path, e))
    }
}

impl RowGroup {
    /// Size in a file.
    pub(crate) fn bytes(&self) -> u64 {
        self.0.iter().map(|chunk| chunk.close().bytes_written).sum()
    }
}

impl ParquetFile {
    /// Bytes written so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.writer.bytes_written() as u64
    }

    /// Adds a row group.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub(crate) fn append(&mut self, group: RowGroup) -> Result<(), Error> {
        let append = || {
            let mut row_group = self.writer.next_row_group()?;
            for chunk in group.0 {
                chunk.append_to_row_group(&mut row_group)?;
            }
            row_group.close().map(|_| ())
        };
        append().map_err(|e| output(&self.path, e))
    }

    /// Writes the end of the file.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub(crate) fn finish(self) -> Result<Part, Error> {
        self.writer.into_inner().map_err(|e| output(&self.path, e))
    }
}
