//! Source text in, [`View`](warraq_text::View) out: Arabic text normalization that knows the way
//! back to the source.
//!
//! [`Normalizer`] is built once from [`Options`], each of which names one class of characters, or
//! from a profile:
//!
//! | profile | what it does |
//! |---|---|
//! | `none` | nothing |
//! | `light` | what all stages read: canonical composition, presentation forms and digits folded; marks, tatweel and invisible controls left out; no letter loses its identity |
//! | `search` | `light`, and the letters, separators and spaces that searchers do not tell apart |
//!
//! [`fold_key`] is the lossy folding for look-ups in lexicons: the same function folds the keys of
//! a lexicon when it is compiled and the words that are looked up in it.
//!
//! ```
//! use warraq_normalize::Normalizer;
//! use warraq_text::Span;
//!
//! let source = "مُنتَجات ٣٠٠ بـ10%";
//! let view = Normalizer::light().normalize(source);
//! assert_eq!(view.text, "منتجات 300 ب10%");
//! // The first word of the view stands for the word with its marks.
//! assert_eq!(view.alignment.source_text(Span::new(0, 12), source), "مُنتَجات");
//! ```
//!
//! # How it works
//!
//! The options are compiled to one [action](Options) a character (a table for the two-byte
//! characters, where Arabic lives). The text is read once, by clusters: a character and the
//! combining marks after it. A cluster that is not in normalization form C (UAX #15) is composed
//! with `unicode-normalization` before the actions apply, so that a hamza or madda written as a
//! combining mark is treated like the letter. Stretches without an edit are copied whole.

mod classes;
mod key;
mod normalizer;
mod options;

pub use classes::{is_arabic_letter, is_mark};
pub use key::{fold_key, fold_key_into};
pub use normalizer::Normalizer;
pub use options::{Digits, Options, Profile, UnknownName};
