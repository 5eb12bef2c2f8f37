//! Words of Arabic text.

mod lexicon;
mod memo;
mod segment;
mod sentences;
mod stem;
mod words;

pub use lexicon::{Lexicon, LexiconError};
pub use memo::{WordAnalyzer, WordInfo, WordMemo};
pub use segment::{Form, Part, Role, Scheme, Segmentation, Segmenter, TrainingWord, train_weights};
pub use sentences::sentences_into;
pub use stem::Stemmer;
pub use words::words_into;
