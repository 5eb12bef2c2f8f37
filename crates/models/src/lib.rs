//! Data of warraq that is under CC BY-SA 4.0: what it is, where it comes from and how to make it
//! anew stands in the `README.md` and `NOTICE` of this crate. There is no code here; the stages
//! that use the data read it.

/// Frequencies of 193,000 Arabic words, in the format of `warraq_tokenize::Lexicon`.
pub static FREQUENCY_LEXICON: &[u8] = include_bytes!("../data/frequency.lexicon");

/// 330,000 rarer words, in the format of `warraq_tokenize::RareWords`.
pub static RARE_WORDS: &[u8] = include_bytes!("../data/rare.words");

/// Weights of the tagger of names, for `warraq_entities::Recognizer` with this lexicon.
pub static TAGGER_WEIGHTS: &[u8] = include_bytes!("../data/tagger.weights");

/// Weights of the clitic segmenter, for `warraq_tokenize::Segmenter` with both.
pub static SEGMENTER_WEIGHTS: &[u8] = include_bytes!("../data/segmenter.weights");
