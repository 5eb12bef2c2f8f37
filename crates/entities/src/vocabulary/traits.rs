use warraq_text::TokenKind;

use super::{Form, Lexeme};
use crate::candidates::{CLOSING, OPENING};
use crate::gazetteer::Facts;
use crate::letters::foreignness;

/// What the features of the tagger see of a word, as a few numbers.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Traits {
    /// Key of the folded word.
    pub(crate) key: u64,
    /// Key without proclitics.
    pub(crate) stem: u64,
    /// The first eight bytes of the folded word, the first highest.
    first: u64,
    /// The last eight bytes, the last lowest.
    last: u64,
    /// What the lists say of the word.
    pub(crate) facts: u32,
    /// What they say of it without its proclitics.
    pub(crate) rest: u32,
    /// Bytes of the folded word, or more than eight.
    len: u8,
    pub(crate) class: u8,
    pub(crate) shape: u8,
    pub(crate) foreign: u8,
    /// How frequent the word is, in steps of √10.
    pub(crate) frequency: u8,
    /// Whether it is a common word and nothing else, or no word.
    pub(crate) plain: bool,
}

impl Traits {
    /// Beyond the line.
    pub(super) fn edge() -> Self {
        Self { shape: 63, ..Self::default() }
    }

    pub(super) fn read(
        lexeme: &Lexeme,
        text: &str,
        key: &str,
        forms: &[Form],
        frequency: u8,
    ) -> Self {
        let whole = forms.first();
        let rest =
            forms.get(1..).unwrap_or_default().iter().rev().find(|form| form.entry.is_some());
        let facts = |form: &Form| form.entry.map(|entry| entry.facts);
        let hash = whole.map_or(0, |form| form.hash);
        let bytes = key.as_bytes();
        Self {
            key: hash,
            stem: rest.map_or(hash, |form| form.hash),
            first: bytes
                .iter()
                .take(8)
                .rev()
                .fold(0, |all, &byte| all >> 8 | u64::from(byte) << 56),
            last: bytes.iter().fold(0, |all, &byte| all << 8 | u64::from(byte)),
            facts: known(whole.and_then(facts)),
            rest: rest.map_or(0, |form| known(facts(form))),
            len: bytes.len().min(9) as u8,
            class: lexeme.class as u8,
            shape: shape(text, lexeme.kind),
            foreign: foreign(key, lexeme.kind),
            frequency: frequency / 16,
            plain: lexeme.plain
                || !matches!(lexeme.kind, TokenKind::Word | TokenKind::Latin | TokenKind::Hashtag),
        }
    }

    /// The first letters of an Arabic word, one to four, or pairs of other letters; 0 if it has not
    /// so many.
    pub(crate) fn head(&self, letters: u8) -> u64 {
        if self.len < 2 * letters { 0 } else { self.first >> (64 - 16 * u32::from(letters)) }
    }

    /// The last letters, one to four.
    pub(crate) fn tail(&self, letters: u8) -> u64 {
        if self.len < 2 * letters {
            0
        } else {
            self.last & u64::MAX >> (64 - 16 * u32::from(letters))
        }
    }
}

fn known(facts: Option<Facts>) -> u32 {
    facts.map_or(1, |facts| facts.bits() << 1)
}

fn shape(text: &str, kind: TokenKind) -> u8 {
    match kind {
        TokenKind::Word => 1 + text.chars().count().min(9) as u8,
        TokenKind::Latin => {
            let capital = text.starts_with(|c: char| c.is_uppercase());
            let all = !text.chars().any(char::is_lowercase);
            let digits = text.contains(|c: char| c.is_ascii_digit());
            16 | u8::from(capital) | u8::from(all) << 1 | u8::from(digits) << 2
        }
        TokenKind::Number => 24 + text.len().min(5) as u8,
        TokenKind::Punctuation if text.starts_with(OPENING) => 32,
        TokenKind::Punctuation if text.starts_with(CLOSING) => 33,
        TokenKind::Punctuation => 34,
        TokenKind::Hashtag => 35,
        _ => 36,
    }
}

fn foreign(key: &str, kind: TokenKind) -> u8 {
    if kind != TokenKind::Word {
        return 0;
    }
    (foreignness(key).clamp(-1.5, 1.5) * 4.0 + 8.0) as u8
}
