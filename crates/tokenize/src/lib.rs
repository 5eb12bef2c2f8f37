//! Words of Arabic text.

mod lexicon;
mod segment;
mod sentences;
mod words;

pub use lexicon::{Lexicon, LexiconError};
pub use segment::{Form, Part, Role, Scheme, Segmentation, Segmenter, TrainingWord, train_weights};
pub use sentences::sentences_into;
pub use words::words_into;
