//! Cuts clitics off a word.

mod affixes;
mod context;
mod evaluation;
mod form;
mod gold;
mod ranker;
mod suffix;
mod training;
mod vowels;

pub use context::Neighbours;
pub use evaluation::SegmentationScore;
pub use form::Form;
pub use gold::TrainingWord;
pub(crate) use ranker::Ranking;
pub use training::train_weights;

use crate::Lexica;
use affixes::{Letters, Split};
use ranker::Ranker;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use vowels::Allowed;
use warraq_text::Span;

/// Which clitics are cut off.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// The conjunctions و ف and the interrogative أ.
    D1,
    /// The same, the prepositions ب ل ك and the future س.
    D2,
    /// The same and the pronouns at the end: the cuts of the Penn Arabic Treebank.
    #[default]
    Atb,
    /// The same and the article ال.
    D3,
    /// The same and the endings of nouns for gender and number: ة ات ون ين ان.
    Full,
}

impl Scheme {
    /// The name of the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::D1 => "d1",
            Self::D2 => "d2",
            Self::Atb => "atb",
            Self::D3 => "d3",
            Self::Full => "full",
        }
    }
}

impl FromStr for Scheme {
    type Err = UnknownScheme;

    fn from_str(name: &str) -> Result<Self, UnknownScheme> {
        let all = [Self::D1, Self::D2, Self::Atb, Self::D3, Self::Full];
        let found = all.into_iter().find(|scheme| scheme.name() == name);
        found.ok_or_else(|| UnknownScheme(name.to_owned()))
    }
}

/// A scheme was named that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownScheme(String);

impl fmt::Display for UnknownScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown scheme {:?}, expected one of d1, d2, atb, d3, full", self.0)
    }
}

impl std::error::Error for UnknownScheme {}

/// What a part of a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A clitic before the stem.
    Proclitic,
    /// What is left without clitics.
    Stem,
    /// An ending of gender or number, which [`Scheme::Full`] cuts off.
    Suffix,
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
            Self::Suffix => "suffix",
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

/// Where one word is cut: into at most two proclitics, the article, a stem, an ending, and two
/// enclitics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segmentation {
    /// Bytes of the word.
    len: u32,
    /// Letters, each a proclitic.
    proclitics: u8,
    /// Letters of the article, of which «ل» after «ل» has one.
    article: u8,
    /// Letters of the ending.
    suffix: u8,
    /// Letters of each enclitic.
    enclitics: [u8; 2],
    /// Spelling of the stem, or of the ending if there is one.
    form: Form,
}

impl Segmentation {
    /// A word without clitics, `len` bytes long.
    pub(crate) const fn whole(len: u32) -> Self {
        let form = Form::AsWritten;
        Self { len, proclitics: 0, article: 0, suffix: 0, enclitics: [0; 2], form }
    }

    /// `word` without clitics.
    pub(crate) fn whole_word(word: &str) -> Self {
        Self::whole(u32::try_from(word.len()).unwrap_or(u32::MAX))
    }

    /// Whether the word has no clitics.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.proclitics + self.article + self.suffix + self.enclitics[0] == 0
    }

    /// The parts; put together they are the word.
    #[must_use]
    pub fn parts(&self) -> Parts {
        Parts { segmentation: *self, next: 0, end: 0 }
    }
}

/// The parts of a word, from its first to its last.
#[derive(Debug, Clone)]
pub struct Parts {
    segmentation: Segmentation,
    /// Number of the next part if all that are possible are counted.
    next: u8,
    end: u32,
}

impl Parts {
    /// Bytes, role and spelling of a part, which may be empty; none after the last.
    fn part(&self, number: u8) -> Option<(u32, Role, Form)> {
        let Segmentation { len, proclitics, article, suffix, enclitics: [one, two], form } =
            self.segmentation;
        let bytes = |letters: u8| 2 * u32::from(letters);
        Some(match number {
            0 | 1 => (bytes(u8::from(number < proclitics)), Role::Proclitic, Form::AsWritten),
            2 if article == 1 => (bytes(1), Role::Proclitic, Form::Article),
            2 => (bytes(article), Role::Proclitic, Form::AsWritten),
            3 => {
                let around = proclitics + article + suffix + one + two;
                let form = if suffix == 0 { form } else { Form::AsWritten };
                (len - bytes(around), Role::Stem, form)
            }
            4 => (bytes(suffix), Role::Suffix, form),
            5 => (bytes(one), Role::Enclitic, Form::AsWritten),
            6 => (bytes(two), Role::Enclitic, Form::AsWritten),
            _ => return None,
        })
    }
}

impl Iterator for Parts {
    type Item = Part;

    fn next(&mut self) -> Option<Part> {
        loop {
            let (len, role, form) = self.part(self.next)?;
            self.next += 1;
            if len > 0 {
                let span = Span { start: self.end, end: self.end + len };
                self.end = span.end;
                return Some(Part { span, role, form });
            }
        }
    }
}

/// Finds the clitics of words: all splits that the grammar of affixes allows are ranked by a
/// log-linear model over the frequencies of the pieces and their letters.
///
/// ```
/// use warraq_tokenize::{Scheme, Segmenter};
///
/// let word = "وسيكتبونها";
/// let segmentation = Segmenter::default().segment(word, word, Scheme::Atb);
/// let parts: Vec<_> = segmentation.parts().map(|part| part.span.of(word)).collect();
/// assert_eq!(parts, ["و", "س", "يكتبون", "ها"]);
/// ```
#[derive(Debug, Clone)]
pub struct Segmenter {
    lexica: Lexica,
    ranker: Ranker,
}

impl Default for Segmenter {
    /// The lexica and weights this crate is built with: those of `warraq-models`, or without the
    /// feature `models` the small ones counted from warraq's own corpora.
    fn default() -> Self {
        Self::new(Lexica::default(), DEFAULT_WEIGHTS)
    }
}

#[cfg(feature = "models")]
const DEFAULT_WEIGHTS: &[u8] = warraq_models::SEGMENTER_WEIGHTS;
#[cfg(not(feature = "models"))]
const DEFAULT_WEIGHTS: &[u8] = include_bytes!("../data/segmenter.weights");

impl Segmenter {
    /// A segmenter that asks `lexica`, with weights that [`train_weights`] made with the same
    /// lexica.
    #[must_use]
    pub fn new(lexica: Lexica, weights: &'static [u8]) -> Self {
        Self { lexica, ranker: Ranker::new(weights) }
    }

    /// The parts of `word`, a word of a light view that is spelled `source` in its source. Marks
    /// in the source rule clitics out: a word that ends in tanwin has no pronoun.
    #[must_use]
    pub fn segment(&self, word: &str, source: &str, scheme: Scheme) -> Segmentation {
        self.decide(word, self.rank(word, source).alone(), Neighbours::default(), scheme)
    }

    /// The same for a word in a text: where two splits are nearly as good, the neighbours decide.
    #[must_use]
    pub fn segment_between(
        &self,
        word: &str,
        source: &str,
        neighbours: Neighbours,
        scheme: Scheme,
    ) -> Segmentation {
        self.decide(word, self.rank(word, source), neighbours, scheme)
    }

    /// The parts of `word` of which the bytes `stem`, a name, are the stem; nothing if what stands beside
    /// them can be no clitics.
    #[must_use]
    pub fn keep(&self, word: &str, stem: Span, scheme: Scheme) -> Option<Segmentation> {
        if stem == (Span { start: 0, end: u32::try_from(word.len()).ok()? }) {
            return Some(Segmentation::whole_word(word));
        }
        let letters = Letters::of(word)?;
        let letters = letters.as_slice();
        let count = |piece: Option<&str>| piece.map(|piece| piece.chars().count());
        let before = count(word.get(..stem.start as usize))?;
        let after = count(word.get(stem.end as usize..))?;
        let wanted = Split::new(before, after);
        let mut is_possible = false;
        affixes::for_each_split(letters, |split| is_possible |= split == wanted);
        is_possible.then(|| self.cut(letters, wanted, scheme))
    }

    /// How `word` can be cut.
    pub(crate) fn rank(&self, word: &str, source: &str) -> Ranking {
        let Some(letters) = Letters::of(word) else { return Ranking::default() };
        let letters = letters.as_slice();
        self.ranker.rank(&self.lexica, letters, Allowed::by(source, letters))
    }

    /// The parts of `word`, which can be cut as `ranking` says.
    pub(crate) fn decide(
        &self,
        word: &str,
        ranking: Ranking,
        neighbours: Neighbours,
        scheme: Scheme,
    ) -> Segmentation {
        let Some(letters) = Letters::of(word) else { return Segmentation::whole_word(word) };
        let letters = letters.as_slice();
        let split = self.ranker.decide(letters, ranking, neighbours);
        self.cut(letters, split, scheme)
    }

    fn cut(&self, letters: &[char], split: Split, scheme: Scheme) -> Segmentation {
        let mut cuts = Segmentation::whole(2 * letters.len() as u32);
        let lexicon = &self.lexica.words;
        cuts.proclitics = match scheme {
            Scheme::D1 => affixes::conjunctions(letters, split),
            _ => split.proclitics,
        };
        if matches!(scheme, Scheme::D3 | Scheme::Full)
            && let Some(article) = affixes::article(lexicon, letters, split)
        {
            cuts.article = article as u8;
        } else if scheme != Scheme::D1 && affixes::has_short_article(lexicon, letters, split) {
            cuts.form = Form::WithArticle;
        }
        if matches!(scheme, Scheme::Atb | Scheme::D3 | Scheme::Full) && split.enclitic > 0 {
            let [_, _, enclitic] = split.pieces(letters);
            let first = affixes::first_of_two(enclitic).unwrap_or(enclitic.len());
            cuts.enclitics = [first as u8, (enclitic.len() - first) as u8];
            cuts.form = form::before_enclitic(lexicon, letters, split);
        }
        if scheme == Scheme::Full {
            let [_, stem, _] = split.pieces(letters);
            let stem = stem.get(usize::from(cuts.article)..).unwrap_or_default();
            cuts.suffix = match cuts.form {
                Form::TehMarbuta => 1,
                _ if split.enclitic > 0 => 0,
                _ => suffix::len(lexicon, stem) as u8,
            };
        }
        cuts
    }
}
