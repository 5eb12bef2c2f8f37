//! The stages of warraq put together: one document ([`Analyzer`]), one row ([`Record`]), a whole
//! corpus ([`Run`]).
//!
//! This is the only crate that knows of files, threads and JSON. Text never fails: what is not
//! understood is not found. What fails is reading and writing: a document that cannot be read is
//! counted and listed, and the run goes on.
//!
//! ```
//! use warraq_batch::{Analyzer, Document, Layout, Record};
//!
//! let document = Document::new("1", "افتتحت نتفليكس مكتباً في القاهرة");
//! let analysis = Analyzer::default().analyze(&document.text);
//! let line = serde_json::to_string(&Record::new(&document, &analysis, Layout::default()))?;
//! assert!(line.starts_with(r#"{"id":"1","offsets":"char""#));
//! # Ok::<(), serde_json::Error>(())
//! ```

mod analysis;
mod analyzer;
mod buffers;
mod decode;
mod document;
mod error;
mod histogram;
mod html;
mod input;
mod kept;
mod mojibake;
mod names;
mod options;
mod output;
mod pipeline;
mod read;
mod record;
mod report;
mod run;
mod settle;
mod stats;
mod stored;
mod verify;

pub use analysis::{Analysis, Clitic, Word, Words};
pub use analyzer::{Analyzer, Stages, UnknownStage, recognizer};
pub use decode::{Encoding, UnknownEncoding, begins_as_utf16, decode};
pub use document::{BadDocument, Document};
pub use error::{Error, ErrorKind};
pub use histogram::Histogram;
pub use mojibake::Misread;
pub use names::read_names;
pub use options::{ByteSize, Compress, Format, InvalidSize, RunOptions, TextForm};
pub use output::OutputFile;
pub use pipeline::{Pipeline, PipelineBuilder, Processed};
pub use read::read;
pub use record::{Found, Layout, Record};
pub use report::report;
pub use run::{Counts, Event, Failure, InputState, Manifest, Run, Summary};
pub use stats::{NameCount, Stats};
pub use verify::{Fault, verify};
