//! Cuts words down to stems for search.

mod light10;

use rust_stemmers::Algorithm;
use std::borrow::Cow;

/// A stemmer for search: rough, fast, and the same as others use.
///
/// ```
/// use warraq_tokenize::Stemmer;
///
/// assert_eq!(Stemmer::Snowball.stem("الكتاب"), "كتاب");
/// assert_eq!(Stemmer::Light10.stem("والمدرسة"), "مدرس");
/// ```
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Stemmer {
    /// The Arabic stemmer of [Snowball](https://snowballstem.org/algorithms/arabic/stemmer.html).
    #[default]
    Snowball,
    /// Light10 as Lucene's `ArabicStemmer` does it, its `ArabicNormalizer` before.
    Light10,
}

/// Longest word that is given to Snowball, in bytes: its time grows with the square of the length.
const MAX_SNOWBALL: usize = 128;

impl Stemmer {
    /// The stem of `word`. Words of over 128 bytes are left as they are by Snowball.
    #[must_use]
    pub fn stem(self, word: &str) -> Cow<'_, str> {
        match self {
            Self::Snowball if word.len() > MAX_SNOWBALL => Cow::Borrowed(word),
            Self::Snowball => rust_stemmers::Stemmer::create(Algorithm::Arabic).stem(word),
            Self::Light10 => Cow::Owned(light10::stem(word)),
        }
    }
}
