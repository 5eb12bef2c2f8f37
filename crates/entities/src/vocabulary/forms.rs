use warraq_text::TokenKind;

use crate::gazetteer::{Class, Entry, Gazetteer, hash_joined, hash_word};

/// A word with some proclitics cut off.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// Bytes cut off at the beginning.
    pub(crate) cut: u32,
    pub(crate) hash: u64,
    pub(crate) entry: Option<Entry>,
}

impl Form {
    /// The part the form plays beside a name.
    pub(crate) fn class(self) -> Class {
        self.entry.map_or(Class::None, |entry| entry.facts.class())
    }
}

/// Adds the ways to read a word: whole, and without و or ف, without ب or ل or ك, without both.
pub(super) fn push_forms(key: &str, kind: TokenKind, gazetteer: &Gazetteer, forms: &mut Vec<Form>) {
    let mut push = |cut: u32, hash: u64| {
        forms.push(Form { cut, hash, entry: gazetteer.word(hash) });
    };
    push(0, hash_word(key));
    if kind != TokenKind::Word {
        return;
    }
    let conjunction = key.strip_prefix(['و', 'ف']);
    let rests = [Some((0, key)), conjunction.map(|rest| (LETTER, rest))];
    for (cut, rest) in rests.into_iter().flatten() {
        if cut > 0 && rest.len() >= SHORTEST {
            push(cut, hash_word(rest));
        }
        // The article loses its alef after ل: للسعودية is ل + السعودية.
        if let Some(article) = rest.strip_prefix('ل').filter(|rest| rest.starts_with('ل')) {
            push(cut + LETTER, hash_joined("ا", article));
        }
        if let Some(rest) = rest.strip_prefix(['ب', 'ل', 'ك']).filter(|r| r.len() >= SHORTEST) {
            push(cut + LETTER, hash_word(rest));
        }
    }
}

/// Bytes of an Arabic letter.
const LETTER: u32 = 2;
/// Bytes of the shortest word that is left when a proclitic is cut off: two letters.
const SHORTEST: usize = 4;
