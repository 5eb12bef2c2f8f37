//! Words, sentences, clitics and stems of Arabic text.
//!
//! The crate reads the text of a light view (`warraq_normalize`): marks, tatweel and invisible
//! controls are gone and digits are `0` to `9`, while the letters are those of the source. All
//! spans are byte offsets into that text.
//!
//! ```
//! use warraq_normalize::Normalizer;
//! use warraq_tokenize::{Neighbours, WordAnalyzer, WordMemo, sentences_into, words_into};
//!
//! let source = "زار الوزير مدرستهم بـ10 كتب. ثم عاد.";
//! let view = Normalizer::light().normalize(source);
//!
//! let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
//! words_into(&view.text, &mut tokens);
//! sentences_into(&view.text, &tokens, &mut sentences);
//! assert_eq!((tokens.len(), sentences.len()), (10, 2));
//!
//! let (analyzer, mut memo) = (WordAnalyzer::default(), WordMemo::default());
//! let school = tokens[2];
//! let word = view.slice(school.span);
//! let surface = view.alignment.source_text(school.span, source);
//! let neighbours = Neighbours::of(&view.text, &tokens, 2);
//! let info = analyzer.describe(school.kind, word, surface, neighbours, &mut memo);
//! let parts: Vec<_> = info.parts().map(|part| part.spelled_alone(word)).collect();
//! assert_eq!(parts, ["مدرسة", "هم"]);
//! ```
//!
//! # Words
//! [`words_into`] goes once from left to right. It follows Unicode Standard Annex 29 in that marks
//! and joiners never break a word, and departs from it where Arabic of the web asks for it:
//!
//! * A full stop never joins words («النص.ثم» is three tokens); single letters it does join, into
//!   an abbreviation that holds its last stop: «ص.ب.», «أ.د.», `U.S.`. So a sentence may end in a
//!   word that holds the full stop. Words listed in
//!   `data/abbreviations.tsv` hold theirs too: «مج.», `Inc.`. A letter glued
//!   to digits («2014م.») does not.
//! * Letters and digits break: «و900» is «و», «900». So do Arabic and Latin letters: «الـAPI».
//! * Hyphens join letters on both sides («كرباتري-أيرلند»), other dashes do not. Latin runs also
//!   hold digits, `&`, apostrophes, and a final `+`, `++` or `#`: `G20`, `AT&T`, `Disney+`.
//! * A number holds `.` `,` `٫` `٬` between digits and nothing else; `12:30`, `24/7` and `3-1` are
//!   three tokens.
//! * Runs of dots, and of exclamation and question marks, are one token. Every other mark of
//!   punctuation and every symbol stands alone.
//! * A URL ends before Arabic punctuation and quotes, and without closing punctuation. A domain
//!   without a scheme is a URL if it begins in a small letter; `Booking.com` is a name.
//!
//! # Sentences
//! [`sentences_into`] ends a sentence at a line break and at `.` `!` `؟` and their runs, with what
//! closes after them. Its exceptions are rules over neighbouring tokens, without statistics.
//!
//! [`wrapped_sentences_into`] does the same for hard-wrapped text.
//!
//! # Compounds
//! A clitic joined to a number, a Latin word or a quotation is a token, and so is what it is joined
//! to; [`compounds`] tells which tokens are one word to the eye.
//!
//! # Clitics
//! [`Segmenter`] lists the splits that the grammar of affixes allows: chains of و ف ب ل ك س أ, a
//! stem, one or two pronouns. More than half of all words have but one. The others are ranked by a
//! log-linear model whose features are how frequent the stem, the word and the words made from
//! stem and affixes are ([`Lexicon`]), whether it is known as a name ([`Lexica`]), and the letters at the edges of the
//! stem; a hash leads
//! from a feature to its weight, one byte. The weights are learned from `corpora/segmented`
//! ([`train_weights`]). What is known of a word is remembered ([`WordMemo`]); words with marks in
//! their source are decided one by one. Where the second split is nearly as good as the first, the
//! tokens beside the word decide between the two ([`Neighbours`]), by weights of their own. The
//! article and the endings are cut by rule ([`Scheme`]).
//!
//! # Stems
//! [`Stemmer`] is Snowball or Lucene's light10, for search; [`StemMemo`] remembers stems.
//!
//! # What it does not do
//! No lemmas, roots or parts of speech. Subject endings of verbs stay with the stem. Dialect clitics (ش,
//! ه for ال, ب and ح of verbs) are not cut.
//!
//! # Features
//! `models` (default): the lexicon and weights of `warraq-models`, under CC BY-SA 4.0. Without it
//! a small lexicon counted from warraq's own corpora is used, and fewer words are right.
//!
//! `subword`: tokenizers of language models, trained and applied (`Subwords`, `SubwordTrainer`).
//!
//! `tantivy`: a tokenizer for that search engine (`SearchTokenizer`).

mod abbreviations;
mod compounds;
mod fetch;
mod lexicon;
mod memo;
#[cfg(feature = "tantivy")]
mod search;
mod segment;
mod sentences;
mod stem;
#[cfg(feature = "subword")]
mod subword;
mod words;

pub use compounds::compounds;
pub use lexicon::{Lexica, Lexicon, LexiconError, RareWords};
pub use memo::{WordAnalyzer, WordInfo, WordMemo};
#[cfg(feature = "tantivy")]
pub use search::{SearchTokenizer, SearchTokens};
pub use segment::{
    Form, Neighbours, Part, Parts, Role, Scheme, Segmentation, SegmentationScore, Segmenter,
    TrainingWord, UnknownScheme, train_weights,
};
pub use sentences::{sentences_into, wrapped_sentences_into};
pub use stem::{StemMemo, Stemmer};
#[cfg(feature = "subword")]
pub use subword::{
    Encoded, Fertility, Preparation, SplitWord, SubwordError, SubwordMemo, SubwordModel,
    SubwordOptions, SubwordTrainer, Subwords,
};
pub use words::words_into;
