//! Cuts words down to stems for search.

mod key;
mod light10;
mod memo;

pub use memo::StemMemo;

use rust_stemmers::Algorithm;
use std::borrow::Cow;

/// A stemmer for search: rough, fast, and the same as others use.
///
/// Stemmers cut names too: «باكستان» becomes «باكست». Who knows the names of a text leaves them out
/// and takes the name for its stem.
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
    /// Light10 as Lucene's `ArabicStemFilter` does it, its `ArabicNormalizationFilter` before.
    Light10,
}

/// Longest word that is given to Snowball, in bytes: its time grows with the square of the length.
const MAX_SNOWBALL: usize = 128;

impl Stemmer {
    /// The name the records use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Snowball => "snowball",
            Self::Light10 => "light10",
        }
    }

    /// The stem of `word`. Words of over 128 bytes without marks are left as they are by Snowball.
    #[must_use]
    pub fn stem(self, word: &str) -> Cow<'_, str> {
        match self {
            Self::Snowball => snowball(word),
            Self::Light10 => Cow::Owned(light10::stem(word)),
        }
    }
}

fn snowball(word: &str) -> Cow<'_, str> {
    if word.contains(is_dropped) {
        // Snowball drops these too, in time that grows with the square of their number.
        let bare: String = word.chars().filter(|c| !is_dropped(*c)).collect();
        return Cow::Owned(snowball(&bare).into_owned());
    }
    if word.len() > MAX_SNOWBALL {
        return Cow::Borrowed(word);
    }
    rust_stemmers::Stemmer::create(Algorithm::Arabic).stem(word)
}

/// Tatweel and the vowel marks.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{0640}' | '\u{064B}'..='\u{0652}')
}
