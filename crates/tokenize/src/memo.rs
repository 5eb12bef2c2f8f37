//! What there is to say about a word, remembered for the next time it comes.

mod table;

use crate::segment::Ranking;
use crate::{Neighbours, Part, Scheme, Segmentation, Segmenter, Stemmer};
use table::Table;
use warraq_text::TokenKind;

/// Describes the words of documents: search form, stem and clitics.
///
/// ```
/// use warraq_text::TokenKind;
/// use warraq_tokenize::{Neighbours, WordAnalyzer, WordMemo};
///
/// let analyzer = WordAnalyzer::default();
/// let mut memo = WordMemo::default();
/// let word = "مدرستهم";
/// let neighbours = Neighbours { previous: "زاروا", next: "." };
/// let info = analyzer.describe(TokenKind::Word, word, word, neighbours, &mut memo);
/// assert_eq!(info.norm(), "مدرستهم");
/// assert_eq!(info.stem(), "مدرس");
/// let parts: Vec<_> = info.parts().map(|part| part.spelled_alone(word)).collect();
/// assert_eq!(parts, ["مدرسة", "هم"]);
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordInfo<'m> {
    norm: &'m str,
    stem: &'m str,
    segmentation: Segmentation,
}

impl<'m> WordInfo<'m> {
    /// The word in the search profile ([`warraq_normalize::fold_key`]).
    #[must_use]
    pub fn norm(&self) -> &'m str {
        self.norm
    }

    /// The stem.
    #[must_use]
    pub fn stem(&self) -> &'m str {
        self.stem
    }

    /// How the word is cut.
    #[must_use]
    pub fn segmentation(&self) -> Segmentation {
        self.segmentation
    }

    /// The parts of a word with clitics; none for one without.
    pub fn parts(&self) -> impl Iterator<Item = Part> + use<> {
        let cut = (!self.segmentation.is_whole()).then(|| self.segmentation.parts());
        cut.into_iter().flatten()
    }
}

/// The words that one thread has met last with one [`WordAnalyzer`], at most 131,072. What it
/// holds changes how fast words are described and nothing else.
#[derive(Debug, Default, Clone)]
pub struct WordMemo {
    table: Table,
    /// Search form and stem of the last word that was not found in the table.
    forms: String,
    hashes: Vec<u64>,
    slots: Vec<usize>,
}

impl WordMemo {
    /// Reads what is known of `words`, some tens that will be described next: looked up together
    /// they do not wait for the memory one after the other.
    pub fn fetch<'t>(&mut self, words: impl IntoIterator<Item = &'t str>) {
        let Self { table, hashes, slots, .. } = self;
        hashes.clear();
        hashes.extend(words.into_iter().map(table::hash));
        table.fetch(hashes, slots);
    }
}

impl WordAnalyzer {
    /// Describes `word`, a token of a light view that is spelled `source` in its source and stands
    /// between `neighbours`. The stem of a token that is no word of Arabic is its search form.
    pub fn describe<'m>(
        &self,
        kind: TokenKind,
        word: &str,
        source: &str,
        neighbours: Neighbours,
        memo: &'m mut WordMemo,
    ) -> WordInfo<'m> {
        let hash = table::hash(word);
        // Marks in the source decide about clitics, so only words without are kept.
        let keep = kind == TokenKind::Word && word == source;
        let known = if keep { memo.table.find(hash, word) } else { None };
        let (mut info, ranking) = if let Some(slot) = known {
            memo.table.get(slot)
        } else {
            let (info, ranking) = self.describe_alone(kind, word, source, &mut memo.forms);
            if keep {
                memo.table.insert(hash, word, info, ranking);
            }
            (info, ranking)
        };
        if ranking.rival.is_some() {
            info.segmentation = self.segmenter.decide(word, ranking, neighbours, self.scheme);
        }
        info
    }

    /// Describes `word` without its neighbours, and tells what they can change.
    fn describe_alone<'f>(
        &self,
        kind: TokenKind,
        word: &str,
        source: &str,
        forms: &'f mut String,
    ) -> (WordInfo<'f>, Ranking) {
        forms.clear();
        warraq_normalize::fold_key_into(word, forms);
        let norm = forms.len();
        if kind != TokenKind::Word {
            let segmentation = Segmentation::whole_word(word);
            return (WordInfo { norm: forms, stem: forms, segmentation }, Ranking::default());
        }
        forms.push_str(&self.stemmer.stem(word));
        let (norm, stem) = forms.split_at(norm);
        let ranking = self.segmenter.rank(word, source);
        let segmentation =
            self.segmenter.decide(word, ranking.alone(), Neighbours::default(), self.scheme);
        (WordInfo { norm, stem, segmentation }, ranking)
    }
}
