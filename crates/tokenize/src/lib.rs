//! Words of Arabic text.

mod sentences;
mod words;

pub use sentences::sentences_into;
pub use words::words_into;
