//! How well a vocabulary fits texts.

use super::{Encoded, SubwordError, SubwordMemo, Subwords};
use crate::words_into;
use rustc_hash::FxHashMap;
use warraq_normalize::Normalizer;
use warraq_text::{Token, TokenKind, View};

/// Counts what a tokenizer makes of texts.
#[derive(Debug, Default)]
pub struct Fertility {
    /// Texts counted.
    pub documents: u64,
    /// Words and numbers in them.
    pub words: u64,
    /// Words that are one subword.
    pub whole_words: u64,
    /// Letters and other characters of the source.
    pub chars: u64,
    /// Subwords, without those that are put around a text.
    pub subwords: u64,
    /// Subwords that stand for what the vocabulary has no piece for.
    pub unknown: u64,
    cut: FxHashMap<String, Cut>,
    scratch: Scratch,
}

#[derive(Debug, Default)]
struct Scratch {
    memo: SubwordMemo,
    encoded: Encoded,
    view: View,
    tokens: Vec<Token>,
}

/// How a word that was cut into many subwords was cut, and how often it came.
#[derive(Debug)]
struct Cut {
    ids: Vec<u32>,
    count: u64,
}

/// A word and its subwords.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitWord {
    /// The word in the light view.
    pub word: String,
    /// Its subwords, readable.
    pub subwords: Vec<String>,
    /// How often it came.
    pub count: u64,
}

/// Words cut into fewer subwords are not kept for the list of the worst.
const MIN_CUT: usize = 4;
/// Different words that are kept for it.
const MAX_CUT: usize = 200_000;

impl Fertility {
    /// Counts `source`.
    ///
    /// # Errors
    /// If it cannot be encoded.
    pub fn add(&mut self, subwords: &Subwords, source: &str) -> Result<(), SubwordError> {
        let Scratch { memo, encoded, view, tokens } = &mut self.scratch;
        subwords.encode_into(source, memo, encoded)?;
        self.documents += 1;
        self.chars += source.chars().count() as u64;
        for (&id, span) in encoded.ids.iter().zip(&encoded.spans) {
            self.subwords += u64::from(!span.is_empty());
            self.unknown += u64::from(!span.is_empty() && subwords.is_unknown(id));
        }
        Normalizer::light().normalize_into(source, view);
        words_into(&view.text, tokens);
        let mut next = 0;
        for token in tokens.iter() {
            if !matches!(token.kind, TokenKind::Word | TokenKind::Latin | TokenKind::Number) {
                continue;
            }
            let place = view.alignment.to_source(token.span);
            let spans = &encoded.spans;
            while spans.get(next).is_some_and(|span| span.end <= place.start) {
                next += 1;
            }
            let inside = spans[next.min(spans.len())..].iter();
            let pieces = inside.take_while(|span| span.start < place.end).count();
            self.words += 1;
            self.whole_words += u64::from(pieces == 1);
            if pieces >= MIN_CUT && token.kind == TokenKind::Word {
                let ids = &encoded.ids[next..next + pieces];
                count_cut(&mut self.cut, view.slice(token.span), ids);
            }
        }
        Ok(())
    }

    /// Subwords for each word.
    #[must_use]
    pub fn subwords_per_word(&self) -> f64 {
        ratio(self.subwords, self.words)
    }

    /// Characters of the source for each subword.
    #[must_use]
    pub fn chars_per_subword(&self) -> f64 {
        ratio(self.chars, self.subwords)
    }

    /// Share of the subwords that are unknown, from 0 to 1.
    #[must_use]
    pub fn unknown_share(&self) -> f64 {
        ratio(self.unknown, self.subwords)
    }

    /// Share of the words that are one subword, from 0 to 1.
    #[must_use]
    pub fn whole_share(&self) -> f64 {
        ratio(self.whole_words, self.words)
    }

    /// The words that cost most, by their subwords in all the times they came; `most` at most.
    #[must_use]
    pub fn worst_words(&self, subwords: &Subwords, most: usize) -> Vec<SplitWord> {
        let mut cuts: Vec<_> = self.cut.iter().collect();
        cuts.sort_by_key(|(word, cut)| (u64::MAX - cut.count * cut.ids.len() as u64, *word));
        let word = |(word, cut): (&String, &Cut)| SplitWord {
            word: word.clone(),
            subwords: cut.ids.iter().map(|&id| subwords.readable(id)).collect(),
            count: cut.count,
        };
        cuts.into_iter().take(most).map(word).collect()
    }
}

fn count_cut(cut: &mut FxHashMap<String, Cut>, word: &str, ids: &[u32]) {
    if let Some(known) = cut.get_mut(word) {
        known.count += 1;
    } else if cut.len() < MAX_CUT {
        cut.insert(word.to_owned(), Cut { ids: ids.to_vec(), count: 1 });
    }
}

fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl Subwords {
    /// The longest subwords of the vocabulary, readable; `most` at most.
    #[must_use]
    pub fn longest(&self, most: usize) -> Vec<String> {
        let ids = self.tokenizer().get_vocab(false).into_values();
        let mut tokens: Vec<String> = ids.map(|id| self.readable(id)).collect();
        tokens.sort_by_key(|token| (usize::MAX - token.chars().count(), token.clone()));
        tokens.truncate(most);
        tokens
    }
}
