//! What features are made of: a few numbers for each word, computed once.

use rustc_hash::FxHashMap;
use warraq_text::TokenKind;

use super::hints::Hint;
use crate::candidates::{CLOSING, OPENING, Page};
use crate::gazetteer::{Class, Facts};
use crate::letters::foreignness;

/// A word as features see it.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Atom {
    /// Key of the folded word.
    pub(super) key: u64,
    /// First letters, one to four.
    pub(super) head: [u64; 4],
    /// Last letters, one to four.
    pub(super) tail: [u64; 4],
    pub(super) class: u64,
    /// What the lists say of the word.
    pub(super) facts: u64,
    /// What they say of it without its proclitics.
    pub(super) rest: u64,
    /// Key without proclitics.
    pub(super) stem: u64,
    pub(super) shape: u64,
    pub(super) foreign: u64,
    /// How frequent the word is, in steps of a power of √10.
    pub(super) frequency: u64,
    pub(super) found: Hint,
    pub(super) thought: Hint,
    /// What a word of the same key is elsewhere in the document.
    pub(super) elsewhere: Hint,
    /// The kind of name that the word before announces, over a quote.
    pub(super) announced: u64,
    pub(super) breaks: bool,
    /// Whether it is a common word and nothing else, or no word.
    pub(super) plain: bool,
}

impl Atom {
    /// Beyond the line.
    pub(super) fn edge() -> Self {
        Self { shape: 63, ..Self::default() }
    }

    pub(super) fn read(
        page: Page<'_>,
        at: usize,
        (found, thought): (Hint, Hint),
        votes: &FxHashMap<u64, Hint>,
    ) -> Self {
        let Some(word) = page.reading.word(at) else { return Self::edge() };
        let key = page.reading.key(at);
        let forms = page.reading.forms(at);
        let whole = page.reading.whole(at);
        let rest =
            forms.get(1..).unwrap_or_default().iter().rev().find(|form| form.entry.is_some());
        let facts = whole.and_then(|form| form.entry).map(|entry| entry.facts);
        let hash = whole.map_or(0, |form| form.hash);
        let elsewhere = forms.iter().find_map(|form| votes.get(&form.hash));
        let announced = page.announced(at, 0).map_or(0, |kind| 1 + kind as u64);
        Self {
            key: hash,
            head: [1, 2, 3, 4].map(|letters| head(key, letters)),
            tail: [1, 2, 3, 4].map(|letters| tail(key, letters)),
            class: page.reading.class(at) as u64,
            facts: known(facts),
            rest: rest.map_or(0, |form| known(form.entry.map(|entry| entry.facts))),
            stem: rest.map_or(hash, |form| form.hash),
            shape: shape(page, at, word.kind),
            foreign: foreign(key, word.kind),
            frequency: u64::from(word.frequency / 16),
            found,
            thought,
            elsewhere: elsewhere.copied().unwrap_or_default(),
            announced,
            breaks: word.after_break,
            plain: word.plain
                || !matches!(word.kind, TokenKind::Word | TokenKind::Latin | TokenKind::Hashtag),
        }
    }
}

fn known(facts: Option<Facts>) -> u64 {
    facts.map_or(1, |facts| u64::from(facts.bits()) << 1)
}

/// The first letters of an Arabic word; pairs of other letters.
fn head(key: &str, letters: usize) -> u64 {
    pack(key.as_bytes().get(..2 * letters).unwrap_or_default())
}

fn tail(key: &str, letters: usize) -> u64 {
    let start = key.len().checked_sub(2 * letters);
    pack(start.and_then(|start| key.as_bytes().get(start..)).unwrap_or_default())
}

fn pack(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |packed, &byte| packed << 8 | u64::from(byte))
}

fn shape(page: Page<'_>, at: usize, kind: TokenKind) -> u64 {
    let text = page.text(at);
    match kind {
        TokenKind::Word => 1 + text.chars().count().min(9) as u64,
        TokenKind::Latin => {
            let capital = text.starts_with(|c: char| c.is_uppercase());
            let all = !text.chars().any(char::is_lowercase);
            let digits = text.contains(|c: char| c.is_ascii_digit());
            16 | u64::from(capital) | u64::from(all) << 1 | u64::from(digits) << 2
        }
        TokenKind::Number => 24 + text.len().min(5) as u64,
        TokenKind::Punctuation if text.starts_with(OPENING) => 32,
        TokenKind::Punctuation if text.starts_with(CLOSING) => 33,
        TokenKind::Punctuation => 34,
        TokenKind::Hashtag => 35,
        _ => 36,
    }
}

fn foreign(key: &str, kind: TokenKind) -> u64 {
    if kind != TokenKind::Word {
        return 0;
    }
    (foreignness(key).clamp(-1.5, 1.5) * 4.0 + 8.0) as u64
}

/// Whether the class is one that stands beside names.
pub(super) fn tells(class: u64) -> bool {
    class != Class::None as u64 && class != Class::Never as u64
}
