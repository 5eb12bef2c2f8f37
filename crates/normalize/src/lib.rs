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
//! | `lucene` | the bytes of Lucene's `ArabicNormalizer` |
//! | `camel` | the bytes of CAMeL Tools' `normalize_unicode`, `dediac_ar`, `normalize_alef_ar`, `normalize_alef_maksura_ar`, `normalize_teh_marbuta_ar` |
//!
//! Profiles have versions (`search@1`): a version never changes its bytes.
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
//! # What holds
//!
//! For every option alone and any of them together, but `by-character` and the two profiles made of
//! it: canonically equal sources have canonically equal views (UAX #15), and normalizing twice is
//! normalizing once. Always: the alignment rises and covers the whole source, what no option names
//! stays byte for byte and leads to itself, the time is linear, and filling a view again
//! allocates nothing.
//!
//! # How it works
//!
//! The options are compiled to one action a character. The careful reading goes by clusters: a
//! character and the combining marks after it. A cluster that is not in normalization form C
//! is composed with `unicode-normalization` before the actions apply, so that a hamza or madda
//! written as a combining mark is treated like the letter.
//!
//! The fast reading takes 64 bytes at a time (AVX-512 or AVX2 where the processor has it, else plain
//! code), finds the characters that are left out by two look-ups in registers, moves the others
//! together, and hands the few clusters that may have to be composed to the careful one. The
//! bits that tell which bytes stay are the alignment. Given bytes ([`Normalizer::normalize_bytes_into`]), it checks for
//! UTF-8 on the way.

mod changes;
mod classes;
mod kernel;
mod key;
mod marks;
mod normalizer;
mod options;
mod pass;
mod profile;
mod rules;
mod urls;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use changes::{Change, Changes, Report};
pub use classes::{is_arabic_letter, is_mark};
pub use key::{fold_key, fold_key_into};
pub use marks::Marks;
pub use normalizer::Normalizer;
pub use options::{
    Alef, Digits, Forms, Hamza, Invisibles, MarksOf, Options, TehMarbuta, UnknownName,
};
pub use profile::Profile;
