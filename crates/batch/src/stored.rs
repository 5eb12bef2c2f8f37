//! Records that a run wrote, read back.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, ErrorKind};
use crate::options::{Compress, Format};
use crate::run::Manifest;

/// A record as far as a look at the result needs it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct StoredRecord<'r> {
    #[serde(borrow)]
    pub(crate) id: Cow<'r, str>,
    #[serde(borrow)]
    pub(crate) text: Option<Cow<'r, str>>,
    pub(crate) sentences: Vec<Place>,
    pub(crate) tokens: Vec<StoredToken<'r>>,
    pub(crate) quantities: Vec<StoredQuantity<'r>>,
    pub(crate) entities: Vec<StoredEntity<'r>>,
}

/// A pair in JSON, a struct in Parquet.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub(crate) enum Place {
    Pair(u32, u32),
    Named { start: u32, end: u32 },
}

impl Place {
    pub(crate) fn range(self) -> (u32, u32) {
        match self {
            Self::Pair(start, end) | Self::Named { start, end } => (start, end),
        }
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct StoredToken<'r> {
    pub(crate) start: u32,
    #[serde(borrow)]
    pub(crate) kind: Cow<'r, str>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct StoredQuantity<'r> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    #[serde(borrow)]
    pub(crate) kind: Cow<'r, str>,
    #[serde(borrow, default)]
    pub(crate) value: Option<Number<'r>>,
    #[serde(borrow, default)]
    pub(crate) min: Option<Number<'r>>,
    #[serde(borrow, default)]
    pub(crate) max: Option<Number<'r>>,
    #[serde(borrow, default)]
    pub(crate) currency: Option<Cow<'r, str>>,
    #[serde(borrow, default)]
    pub(crate) unit: Option<Cow<'r, str>>,
    #[serde(borrow, default)]
    pub(crate) iso: Option<Cow<'r, str>>,
}

/// A number in JSON, a string of digits in Parquet.
#[derive(Debug, Deserialize)]
pub(crate) struct Number<'r>(#[serde(borrow)] &'r serde_json::value::RawValue);

impl Number<'_> {
    pub(crate) fn digits(&self) -> &str {
        self.0.get().trim_matches('"')
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct StoredEntity<'r> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    #[serde(borrow)]
    pub(crate) surface: Cow<'r, str>,
    #[serde(rename = "type", borrow)]
    pub(crate) kind: Cow<'r, str>,
    #[serde(borrow, default)]
    pub(crate) latin: Option<Cow<'r, str>>,
}

/// Calls `take` for the records of the complete run in `out`, in order, until it wants no more.
///
/// # Errors
/// If the records are in a format that is not read back, or a file cannot be read.
pub(crate) fn for_each_record(
    out: &Path,
    manifest: &Manifest,
    take: &mut dyn FnMut(StoredRecord<'_>) -> ControlFlow<()>,
) -> Result<(), Error> {
    let mut take_line =
        |line: &[u8]| -> io::Result<ControlFlow<()>> { Ok(take(serde_json::from_slice(line)?)) };
    for output in &manifest.outputs {
        let path = out.join(&output.file);
        let flow = match manifest.options.format {
            Format::Jsonl => lines(&path, manifest.options.compress, &mut take_line),
            #[cfg(feature = "arrow")]
            Format::Parquet => rows(&path, &mut take_line),
            _ => {
                let reason = "only records in JSONL and Parquet are read back";
                return Err(ErrorKind::Options(reason.to_owned()).into());
            }
        };
        if flow.map_err(|e| Error::input(&path, e))?.is_break() {
            break;
        }
    }
    Ok(())
}

type TakeLine<'t> = dyn FnMut(&[u8]) -> io::Result<ControlFlow<()>> + 't;

fn lines(path: &Path, compress: Compress, take: &mut TakeLine<'_>) -> io::Result<ControlFlow<()>> {
    let file = File::open(path)?;
    let source: Box<dyn Read> = match compress {
        Compress::None => Box::new(file),
        Compress::Gzip => Box::new(flate2::read::MultiGzDecoder::new(file)),
        Compress::Zstd => Box::new(zstd::Decoder::new(file)?),
    };
    let mut source = BufReader::with_capacity(1 << 20, source);
    let mut line = Vec::new();
    while source.read_until(b'\n', &mut line)? > 0 {
        if take(&line)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        line.clear();
    }
    Ok(ControlFlow::Continue(()))
}

#[cfg(feature = "arrow")]
fn rows(path: &Path, take: &mut TakeLine<'_>) -> io::Result<ControlFlow<()>> {
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    /// Rows that are decoded at a time.
    const ROWS: usize = 64;
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)
        .and_then(|builder| builder.with_batch_size(ROWS).build())
        .map_err(io::Error::other)?;
    for batch in reader {
        let mut writer = arrow_json::LineDelimitedWriter::new(Vec::new());
        let batch = batch.map_err(io::Error::other)?;
        writer.write(&batch).and_then(|()| writer.finish()).map_err(io::Error::other)?;
        for line in writer.into_inner().split(|&byte| byte == b'\n').filter(|l| !l.is_empty()) {
            if take(line)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
    }
    Ok(ControlFlow::Continue(()))
}
