//! What there is to say about a word, remembered for the next time it comes.

use crate::{Part, Scheme, Segmenter, Stemmer};
use rustc_hash::FxHasher;
use std::hash::Hasher;
use warraq_text::TokenKind;

/// Describes the words of documents: search form, stem and clitics.
///
/// ```
/// use warraq_text::TokenKind;
/// use warraq_tokenize::{WordAnalyzer, WordMemo};
///
/// let analyzer = WordAnalyzer::default();
/// let mut memo = WordMemo::default();
/// let word = "مدرستهم";
/// let info = analyzer.describe(TokenKind::Word, word, word, &mut memo);
/// assert_eq!(info.norm(), "مدرستهم");
/// assert_eq!(info.stem(), "مدرس");
/// assert_eq!(info.parts()[0].spelled_alone(word), "مدرسة");
/// ```
#[derive(Debug, Default, Clone)]
pub struct WordAnalyzer {
    /// Finds the clitics.
    pub segmenter: Segmenter,
    /// Which clitics are found.
    pub scheme: Scheme,
    /// Finds the stem.
    pub stemmer: Stemmer,
}

/// A word's search form, stem and clitics.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
// One line of cache: the words of a text lie all over the memory.
#[repr(align(64))]
pub struct WordInfo {
    /// The word, its search form and its stem, one after the other.
    forms: String,
    norm: usize,
    stem: usize,
    parts: Vec<Part>,
}

impl WordInfo {
    /// The word in the search profile ([`warraq_normalize::fold_key`]).
    #[must_use]
    pub fn norm(&self) -> &str {
        self.forms.get(self.norm..self.stem).unwrap_or_default()
    }

    /// The stem.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.forms.get(self.stem..).unwrap_or_default()
    }

    /// The parts of a word with clitics; empty for one without.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    fn word(&self) -> &str {
        self.forms.get(..self.norm).unwrap_or_default()
    }

    fn fill(&mut self, analyzer: &WordAnalyzer, kind: TokenKind, word: &str, source: &str) {
        self.forms.clear();
        self.parts.clear();
        self.forms.push_str(word);
        self.norm = self.forms.len();
        warraq_normalize::fold_key_into(word, &mut self.forms);
        self.stem = self.forms.len();
        if kind != TokenKind::Word {
            self.forms.extend_from_within(self.norm..);
            return;
        }
        self.forms.push_str(&analyzer.stemmer.stem(word));
        let segmentation = analyzer.segmenter.segment(word, source, analyzer.scheme);
        if !segmentation.is_whole() {
            self.parts.extend_from_slice(segmentation.parts());
        }
    }
}

/// The words that one thread has met last with one [`WordAnalyzer`]: at most 65,536 of at most 64
/// bytes. What it holds changes how fast words are described and nothing else.
///
/// A word has four places where it can be; the one of the four that was not asked for the longest
/// makes way for a new word, whose memory it passes on.
#[derive(Debug, Default, Clone)]
pub struct WordMemo {
    /// [`WAYS`] places for each of [`SETS`] values of the hash, the last asked for first.
    places: Vec<[Place; WAYS]>,
    infos: Vec<WordInfo>,
    /// The last word that is not to be kept.
    passing: WordInfo,
}

#[derive(Debug, Default, Clone, Copy)]
struct Place {
    /// A part of the word's hash, never 0; 0 for an empty place.
    tag: u32,
    /// Index of the word.
    info: u32,
}

const WAYS: usize = 4;
const SETS: usize = 1 << 14;
const MAX_BYTES: usize = 64;

impl WordAnalyzer {
    /// Describes `word`, a token of a light view that is spelled `source` in its source. The stem
    /// of a token that is no word of Arabic is its search form.
    pub fn describe<'m>(
        &self,
        kind: TokenKind,
        word: &str,
        source: &str,
        memo: &'m mut WordMemo,
    ) -> &'m WordInfo {
        // Marks in the source decide about clitics, so only words without are kept.
        let keep = kind == TokenKind::Word && word.len() <= MAX_BYTES && word == source;
        let index = if keep { memo.find_or_learn(self, word) } else { None };
        match index {
            Some(index) => memo.infos.get(index).unwrap_or(&memo.passing),
            None => {
                memo.passing.fill(self, kind, word, source);
                &memo.passing
            }
        }
    }
}

impl WordMemo {
    /// Index of what is known about `word`.
    fn find_or_learn(&mut self, analyzer: &WordAnalyzer, word: &str) -> Option<usize> {
        if self.places.is_empty() {
            self.places.resize(SETS, [Place::default(); WAYS]);
        }
        let hash = hash(word);
        let tag = hash as u32 | 1;
        let places = self.places.get_mut((hash >> 32) as usize % SETS)?;
        let known = places.iter().position(|place| {
            let info = || self.infos.get(place.info as usize);
            place.tag == tag && info().is_some_and(|info| info.word() == word)
        });
        places.get_mut(..=known.unwrap_or(WAYS - 1))?.rotate_right(1);
        let place = places.first_mut()?;
        if known.is_none() {
            if place.tag == 0 {
                place.info = u32::try_from(self.infos.len()).ok()?;
                self.infos.push(WordInfo::default());
            }
            place.tag = tag;
            self.infos.get_mut(place.info as usize)?.fill(analyzer, TokenKind::Word, word, word);
        }
        Some(place.info as usize)
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
