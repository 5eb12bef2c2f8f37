//! Subwords: vocabularies of pieces for language models, trained and applied.
//!
//! A tokenizer is a `tokenizer.json` as the library `tokenizers` writes it. [`Subwords`] reads any
//! of them and encodes with places in the source; [`SubwordTrainer`] makes new ones, which other
//! programs read. What warraq does to a text before ([`Preparation`]) stands beside the file, since
//! the format has no place for it.
//!
//! # Which `tokenizers`
//! Version 0.23, not 1.0.0-rc.3. The release candidate encodes 9 (Unigram, WordPiece) to 40 times
//! (BPE over bytes) as fast, but gives numbers without places, reads only files in its own
//! spelling, cannot build or write a tokenizer, and pins `unicode-normalization` to one patch
//! version. Most of the speed comes back here: a text is cut at spaces between letters, where the
//! usual tokenizers cut too, and what a piece between them gives is remembered ([`SubwordMemo`]).
//! Where a file's parts could look across such a space, its texts are encoded whole.

mod error;
mod fertility;
mod joints;
mod locality;
mod memo;
mod prepare;
mod readable;
mod tokenizer;
mod training;

pub use error::SubwordError;
pub use fertility::{Fertility, SplitWord};
pub use memo::SubwordMemo;
pub use prepare::Preparation;
pub use tokenizer::{Encoded, Subwords};
pub use training::{SubwordModel, SubwordOptions, SubwordTrainer};
