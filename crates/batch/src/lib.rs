//! The stages of warraq put together: one document ([`Analyzer`]), one row ([`Record`]), a whole
//! corpus ([`run`]).
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
mod decode;
mod document;
mod error;
mod input;
mod manifest;
mod mojibake;
mod names;
mod record;
mod run;
mod settle;

pub use analysis::{Analysis, Clitic, Word, Words};
pub use analyzer::{Analyzer, Stages, UnknownStage, recognizer};
pub use decode::{Encoding, UnknownEncoding, decode};
pub use document::{BadDocument, Document};
pub use error::{Error, ErrorKind};
pub use manifest::{Counts, Summary};
pub use mojibake::Misread;
pub use names::read_names;
pub use record::{Found, Layout, Record};
pub use run::{Event, Failure, RunOptions, run};
