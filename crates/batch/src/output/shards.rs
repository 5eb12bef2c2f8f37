//! The files of records: one, or several of a size.

use std::mem;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::files::{Part, sync_directory};
use super::{Encoded, Formatter, OutputFile, compress};
use crate::error::Error;
use crate::options::{Format, RunOptions};

/// Files of records, of which one is open.
pub(crate) struct Shards<'o> {
    directory: PathBuf,
    options: &'o RunOptions,
    #[cfg_attr(
        not(feature = "arrow"),
        expect(dead_code, reason = "only Parquet is more than bytes")
    )]
    formatter: &'o Formatter<'o>,
    index: usize,
    documents: u64,
    body: Body,
    /// Whole, but not yet named.
    unnamed: Vec<Part>,
}

/// What a state on disk says of the open file.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OpenShard {
    /// Its number.
    pub(crate) index: usize,
    /// Bytes of it that are on disk; none if it is begun anew when the run goes on.
    pub(crate) bytes: Option<u64>,
    /// Documents in these bytes.
    pub(crate) documents: u64,
}

enum Body {
    Closed,
    Bytes(Box<Part>),
    #[cfg(feature = "arrow")]
    Parquet(Box<super::parquet::ParquetFile>),
}

impl<'o> Shards<'o> {
    /// Begins with the file that `open` tells of.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn open(
        directory: PathBuf,
        options: &'o RunOptions,
        formatter: &'o Formatter<'o>,
        open: OpenShard,
    ) -> Result<Self, Error> {
        let mut shards = Self {
            directory,
            options,
            formatter,
            index: open.index,
            documents: open.documents,
            body: Body::Closed,
            unnamed: Vec::new(),
        };
        match open.bytes {
            Some(bytes) => shards.body = Body::Bytes(Box::new(Part::resume(shards.path(), bytes)?)),
            None => shards.begin()?,
        }
        Ok(shards)
    }

    fn begin(&mut self) -> Result<(), Error> {
        let part = Part::create(self.path())?;
        self.documents = 0;
        self.body = match self.options.format {
            #[cfg(feature = "arrow")]
            Format::Parquet => {
                Body::Parquet(Box::new(self.formatter.parquet().file(part, self.path())?))
            }
            _ => Body::Bytes(Box::new(part)),
        };
        Ok(())
    }

    fn path(&self) -> PathBuf {
        self.directory.join(self.name())
    }

    fn name(&self) -> String {
        let (format, suffix) = (self.options.format.extension(), self.options.compress.suffix());
        match self.options.shard_size {
            Some(_) => format!("records-{:05}.{format}{suffix}", self.index),
            None => format!("records.{format}{suffix}"),
        }
    }

    /// Whether `records` would make the open file too large.
    pub(crate) fn is_full_for(&self, records: &Encoded) -> bool {
        let held = self.bytes();
        self.documents > 0
            && self.options.shard_size.is_some_and(|limit| held + records.len() > limit.bytes())
    }

    fn bytes(&self) -> u64 {
        match &self.body {
            Body::Closed => 0,
            Body::Bytes(part) => part.bytes(),
            #[cfg(feature = "arrow")]
            Body::Parquet(file) => file.bytes(),
        }
    }

    /// Appends the records of so many documents.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub(crate) fn write(&mut self, records: Encoded, documents: u64) -> Result<(), Error> {
        if matches!(self.body, Body::Closed) {
            self.begin()?;
        }
        self.documents += documents;
        match (&mut self.body, records) {
            (Body::Bytes(part), Encoded::Bytes(bytes)) => part.append(&bytes),
            #[cfg(feature = "arrow")]
            (Body::Parquet(file), Encoded::RowGroup(group)) if documents > 0 => file.append(group),
            _ => Ok(()),
        }
    }

    /// Completes the open file on disk; it gets its name with [`Shards::publish`].
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub(crate) fn close(&mut self) -> Result<OutputFile, Error> {
        let mut part = match mem::replace(&mut self.body, Body::Closed) {
            Body::Closed => Part::create(self.path())?,
            Body::Bytes(part) => *part,
            #[cfg(feature = "arrow")]
            Body::Parquet(file) => file.finish()?,
        };
        if part.bytes() == 0 && self.options.format != Format::Parquet {
            let mut nothing = Vec::new();
            compress(&[], self.options.compress, &mut nothing)
                .map_err(|e| Error::output(&self.path(), e))?;
            part.append(&nothing)?;
        }
        part.sync()?;
        let (file, bytes, documents) = (self.name(), part.bytes(), self.documents);
        let closed = OutputFile { file, bytes, documents, blake3: part.hash() };
        self.unnamed.push(part);
        self.index += 1;
        self.documents = 0;
        Ok(closed)
    }

    /// Names the files that are complete.
    ///
    /// # Errors
    /// If one cannot be renamed.
    pub(crate) fn publish(&mut self) -> Result<(), Error> {
        self.unnamed.drain(..).try_for_each(Part::publish)?;
        sync_directory(&self.directory);
        Ok(())
    }

    /// Brings the open file to disk, where it can be gone on with.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub(crate) fn sync(&mut self) -> Result<Option<OpenShard>, Error> {
        let (index, documents) = (self.index, self.documents);
        match &mut self.body {
            Body::Closed => Ok(Some(OpenShard { index, bytes: None, documents: 0 })),
            Body::Bytes(part) => {
                part.sync()?;
                Ok(Some(OpenShard { index, bytes: Some(part.bytes()), documents }))
            }
            #[cfg(feature = "arrow")]
            Body::Parquet(_) => Ok(None),
        }
    }
}
