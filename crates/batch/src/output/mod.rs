//! Records to bytes, bytes to files.

#[cfg(feature = "arrow")]
mod columns;
mod conllu;
mod files;
mod jsonl;
#[cfg(feature = "arrow")]
mod parquet;
mod plain;
mod shards;

#[cfg(feature = "arrow")]
pub(crate) use columns::Columns;
pub(crate) use files::{Part, hash_file, sync_directory};
pub(crate) use shards::{OpenShard, Shards};

use std::io::{self, Write};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use warraq_normalize::{Normalizer, Profile};
use warraq_text::View;

use crate::analysis::Analysis;
use crate::buffers::{Buffers, Lent};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::options::{Compress, Format, RunOptions};
use crate::record::Record;

/// Level of zstd for records: its default.
const ZSTD_LEVEL: i32 = 3;

/// A file of records that is whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputFile {
    /// Its name in the directory of the result.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// How many documents have their record in it.
    pub documents: u64,
    /// BLAKE3 hash of its bytes, in hexadecimal digits.
    pub blake3: String,
}

/// Writes records in the format that was asked for.
pub(crate) struct Formatter<'o> {
    options: &'o RunOptions,
    /// Where plain text is wanted in another profile than that of the view.
    profile: Option<Normalizer>,
    buffers: Buffers,
    #[cfg(feature = "arrow")]
    parquet: parquet::ParquetFormat,
}

/// Records of one chunk that are being written.
pub(crate) enum Buffer {
    Bytes(Lent),
    #[cfg(feature = "arrow")]
    Columns(Box<Columns>),
}

/// Records of one chunk as they go into a file.
pub(crate) enum Encoded {
    Bytes(Lent),
    #[cfg(feature = "arrow")]
    RowGroup(parquet::RowGroup),
}

impl<'o> Formatter<'o> {
    /// # Errors
    /// If the profile of the options does not exist.
    pub(crate) fn new(options: &'o RunOptions) -> Result<Self, Error> {
        let profile =
            Profile::from_str(&options.profile).map_err(|e| ErrorKind::Options(e.to_string()))?;
        Ok(Self {
            options,
            profile: (profile != Profile::Light).then(|| Normalizer::from(profile)),
            buffers: Buffers::default(),
            #[cfg(feature = "arrow")]
            parquet: parquet::ParquetFormat::new(options.layout())
                .map_err(|e| ErrorKind::Options(e.to_string()))?,
        })
    }

    #[cfg(feature = "arrow")]
    fn parquet(&self) -> &parquet::ParquetFormat {
        &self.parquet
    }

    /// An empty buffer.
    pub(crate) fn buffer(&self) -> Buffer {
        match self.options.format {
            #[cfg(feature = "arrow")]
            Format::Parquet => Buffer::Columns(Box::default()),
            _ => Buffer::Bytes(self.buffers.lend()),
        }
    }

    /// Adds the record of `document`.
    pub(crate) fn add(
        &self,
        buffer: &mut Buffer,
        document: &Document<'_>,
        analysis: &Analysis,
        scratch: &mut View,
    ) -> Result<(), String> {
        let record = Record::new(document, analysis, self.options.layout());
        match buffer {
            #[cfg(feature = "arrow")]
            Buffer::Columns(columns) => columns.add(record),
            Buffer::Bytes(bytes) => match self.options.format {
                Format::Text => {
                    let profile = self.profile.as_ref();
                    let form = self.options.text_form;
                    plain::write(bytes, document, analysis, form, profile, scratch);
                }
                Format::Conllu => conllu::write(bytes, record),
                Format::Jsonl | Format::Parquet => {
                    jsonl::write(bytes, record).map_err(|error| error.to_string())?;
                }
            },
        }
        Ok(())
    }

    /// The records as they go into a file: each chunk is compressed by itself, which all
    /// decompressors read as one.
    pub(crate) fn finish(&self, buffer: Buffer) -> Result<Encoded, String> {
        match buffer {
            Buffer::Bytes(bytes) if bytes.is_empty() || self.options.compress == Compress::None => {
                Ok(Encoded::Bytes(bytes))
            }
            Buffer::Bytes(bytes) => {
                let mut compressed = self.buffers.lend();
                compress(&bytes, self.options.compress, &mut compressed)
                    .map_err(|e| e.to_string())?;
                Ok(Encoded::Bytes(compressed))
            }
            #[cfg(feature = "arrow")]
            Buffer::Columns(columns) => {
                let group = self.parquet.encode(*columns).map_err(|e| e.to_string())?;
                Ok(Encoded::RowGroup(group))
            }
        }
    }
}

/// Appends `bytes` to `out`, compressed.
fn compress(bytes: &[u8], compression: Compress, out: &mut Vec<u8>) -> io::Result<()> {
    match compression {
        Compress::None => out.extend_from_slice(bytes),
        Compress::Zstd => out.append(&mut zstd::bulk::compress(bytes, ZSTD_LEVEL)?),
        Compress::Gzip => {
            let mut encoder = flate2::write::GzEncoder::new(out, flate2::Compression::default());
            encoder.write_all(bytes)?;
            encoder.finish()?;
        }
    }
    Ok(())
}

impl Encoded {
    fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            #[cfg(feature = "arrow")]
            Self::RowGroup(group) => group.bytes(),
        }
    }
}
