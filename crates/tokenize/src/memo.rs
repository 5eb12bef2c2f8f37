//! What there is to say about a word, remembered for the next time it comes.

mod table;

use crate::{Part, Scheme, Segmentation, Segmenter, Stemmer};
use table::Table;
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
}

impl WordAnalyzer {
    /// Describes `word`, a token of a light view that is spelled `source` in its source. The stem
    /// of a token that is no word of Arabic is its search form.
    pub fn describe<'m>(
        &self,
        kind: TokenKind,
        word: &str,
        source: &str,
        memo: &'m mut WordMemo,
    ) -> WordInfo<'m> {
        // Marks in the source decide about clitics, so only words without are kept.
        if kind != TokenKind::Word || word != source {
            return self.describe_anew(kind, word, source, &mut memo.forms);
        }
        let hash = table::hash(word);
        match memo.table.find(hash, word) {
            Some(slot) => memo.table.info(slot),
            None => {
                let info = self.describe_anew(kind, word, source, &mut memo.forms);
                memo.table.insert(hash, word, info);
                info
            }
        }
    }

    fn describe_anew<'f>(
        &self,
        kind: TokenKind,
        word: &str,
        source: &str,
        forms: &'f mut String,
    ) -> WordInfo<'f> {
        forms.clear();
        warraq_normalize::fold_key_into(word, forms);
        let norm = forms.len();
        if kind != TokenKind::Word {
            let segmentation = Segmentation::whole(u32::try_from(word.len()).unwrap_or(u32::MAX));
            return WordInfo { norm: forms, stem: forms, segmentation };
        }
        forms.push_str(&self.stemmer.stem(word));
        let (norm, stem) = forms.split_at(norm);
        let segmentation = self.segmenter.segment(word, source, self.scheme);
        WordInfo { norm, stem, segmentation }
    }
}
