//! Words of Arabic text.

mod words;

pub use words::words_into;
