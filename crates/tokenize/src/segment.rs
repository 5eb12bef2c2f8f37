//! Cuts clitics off a word.

mod affixes;
mod form;
mod ranker;
mod training;
mod vowels;

pub use form::Form;
pub use training::{TrainingWord, train_weights};

use crate::Lexicon;
use affixes::{Letters, Split};
use ranker::Ranker;
use std::borrow::Cow;
use warraq_text::Span;

/// Which clitics are cut off.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// The conjunctions و ف, the prepositions ب ل ك, the future س, the interrogative أ, and the
    /// pronouns at the end: the cuts of the Penn Arabic Treebank.
    #[default]
    Atb,
    /// The same and the article ال.
    D3,
}

/// What a part of a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A clitic before the stem.
    Proclitic,
    /// What is left without clitics.
    Stem,
    /// A pronoun after the stem.
    Enclitic,
}

impl Role {
    /// The name the records use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Proclitic => "proclitic",
            Self::Stem => "stem",
            Self::Enclitic => "enclitic",
        }
    }
}

/// A part of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Place in the word, in bytes from its first.
    pub span: Span,
    /// What the part is.
    pub role: Role,
    /// How it is spelled when it stands alone.
    pub form: Form,
}

impl Part {
    /// The part of `word` as it is spelled when it stands alone: «مدرست» of «مدرستهم» is «مدرسة».
    #[must_use]
    pub fn spelled_alone<'w>(&self, word: &'w str) -> Cow<'w, str> {
        self.form
            .apply(word.get(self.span.start as usize..self.span.end as usize).unwrap_or_default())
    }
}

/// The parts of one word, from its first to its last: at most three proclitics, a stem, and two
/// enclitics.
#[derive(Debug, Clone, Copy)]
pub struct Segmentation {
    parts: [Part; Self::MAX],
    len: usize,
}

impl Segmentation {
    const MAX: usize = 6;

    /// A word without clitics, `len` bytes long.
    fn whole(len: usize) -> Self {
        let mut parts = Self { parts: [EMPTY; Self::MAX], len: 0 };
        parts.push(0, len, Role::Stem, Form::AsWritten);
        parts
    }

    /// The parts; put together they are the word.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        self.parts.get(..self.len).unwrap_or_default()
    }

    /// Whether the word has no clitics.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.len <= 1
    }

    fn push(&mut self, start: usize, end: usize, role: Role, form: Form) {
        if let Some(part) = self.parts.get_mut(self.len) {
            *part = Part { span: Span { start: start as u32, end: end as u32 }, role, form };
            self.len += 1;
        }
    }
}

const EMPTY: Part =
    Part { span: Span { start: 0, end: 0 }, role: Role::Stem, form: Form::AsWritten };

/// Finds the clitics of words: all splits that the grammar of affixes allows are ranked by a
/// log-linear model over the frequencies of the pieces and their letters.
///
/// ```
/// use warraq_tokenize::{Scheme, Segmenter};
///
/// let word = "وسيكتبونها";
/// let segmentation = Segmenter::default().segment(word, word, Scheme::Atb);
/// let parts: Vec<_> = segmentation.parts().iter().map(|part| part.span.of(word)).collect();
/// assert_eq!(parts, ["و", "س", "يكتبون", "ها"]);
/// ```
#[derive(Debug, Clone)]
pub struct Segmenter {
    lexicon: Lexicon,
    ranker: Ranker,
}

impl Default for Segmenter {
    /// The lexicon and weights this crate is built with: those of `warraq-models`, or without the
    /// feature `models` the small ones counted from warraq's own corpora.
    fn default() -> Self {
        Self::new(Lexicon::default(), DEFAULT_WEIGHTS)
    }
}

#[cfg(feature = "models")]
const DEFAULT_WEIGHTS: &[u8] = warraq_models::SEGMENTER_WEIGHTS;
#[cfg(not(feature = "models"))]
const DEFAULT_WEIGHTS: &[u8] = include_bytes!("../data/segmenter.weights");

impl Segmenter {
    /// A segmenter that asks `lexicon`, with weights that [`train_weights`] made with the same
    /// lexicon.
    #[must_use]
    pub fn new(lexicon: Lexicon, weights: &'static [u8]) -> Self {
        Self { lexicon, ranker: Ranker::new(weights) }
    }

    /// The parts of `word`, a word of a light view that is spelled `source` in its source. Marks
    /// in the source rule clitics out: a word that ends in tanwin has no pronoun.
    #[must_use]
    pub fn segment(&self, word: &str, source: &str, scheme: Scheme) -> Segmentation {
        let Some(letters) = Letters::of(word) else { return Segmentation::whole(word.len()) };
        let letters = letters.as_slice();
        let allowed = vowels::Allowed::by(source, letters);
        let split = self.ranker.best(&self.lexicon, letters, allowed);
        self.parts(letters, split, scheme)
    }

    fn parts(&self, letters: &[char], split: Split, scheme: Scheme) -> Segmentation {
        let mut parts = Segmentation::whole(0);
        parts.len = 0;
        for at in 0..split.proclitics {
            parts.push(2 * at, 2 * at + 2, Role::Proclitic, Form::AsWritten);
        }
        let (mut start, end) = (split.proclitics, letters.len() - split.enclitic);
        if scheme == Scheme::D3
            && let Some((len, form)) = affixes::article(&self.lexicon, letters, split)
        {
            parts.push(2 * start, 2 * (start + len), Role::Proclitic, form);
            start += len;
        }
        let form = match scheme {
            _ if split.enclitic > 0 => form::before_enclitic(&self.lexicon, letters, split),
            Scheme::Atb if affixes::has_short_article(&self.lexicon, letters, split) => {
                Form::WithArticle
            }
            _ => Form::AsWritten,
        };
        parts.push(2 * start, 2 * end, Role::Stem, form);
        let [_, _, enclitic] = split.pieces(letters);
        let second = end + affixes::first_of_two(enclitic).unwrap_or(0);
        for (start, end) in [(end, second), (second, letters.len())] {
            if start < end {
                parts.push(2 * start, 2 * end, Role::Enclitic, Form::AsWritten);
            }
        }
        parts
    }
}
