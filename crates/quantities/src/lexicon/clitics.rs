//! Proclitics: the ways in which letters at the front of a word may be cut off.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::key::{Key, Letter};

/// The proclitics in front of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Clitics {
    /// و
    pub(crate) and: bool,
    /// ف, the conjunction, or in dialect the preposition.
    pub(crate) fa: bool,
    /// ب
    pub(crate) with: bool,
    /// ل
    pub(crate) to: bool,
    /// ك
    pub(crate) like: bool,
    /// ال
    pub(crate) article: bool,
}

impl Clitics {
    /// Letters before the article: they are outside a quantity's span.
    pub(crate) fn outer_letters(self) -> u32 {
        u32::from(self.and || self.fa) + u32::from(self.with || self.to || self.like)
    }
}

/// The readings of a word with at least one proclitic: و or ف, then ب, ل or ك, then ال, each of
/// which may lack; the fewest letters are cut off first.
pub(super) fn readings(key: Key) -> impl Iterator<Item = (Clitics, Key)> {
    let bare = Clitics::default();
    let joined = conjunction(bare, key);
    let prefixed = [Some((bare, key)), joined].map(|from| from.and_then(preposition));
    let definite =
        [Some((bare, key)), joined, prefixed[0], prefixed[1]].map(|from| from.and_then(article));
    [joined, prefixed[0], prefixed[1]].into_iter().chain(definite).flatten()
}

fn conjunction(clitics: Clitics, key: Key) -> Option<(Clitics, Key)> {
    let (rest, letter) = key.strip(&[Letter::WAW, Letter::FEH])?;
    Some((Clitics { and: letter == Letter::WAW, fa: letter == Letter::FEH, ..clitics }, rest))
}

fn preposition((clitics, key): (Clitics, Key)) -> Option<(Clitics, Key)> {
    let (rest, letter) = key.strip(&[Letter::BEH, Letter::LAM, Letter::KAF])?;
    let clitics = Clitics {
        with: letter == Letter::BEH,
        to: letter == Letter::LAM,
        like: letter == Letter::KAF,
        ..clitics
    };
    Some((clitics, rest))
}

/// ال, or ل after ل: «للبرميل».
fn article((clitics, key): (Clitics, Key)) -> Option<(Clitics, Key)> {
    let after_alef =
        if clitics.to { Some((key, Letter::ALEF)) } else { key.strip(&[Letter::ALEF]) };
    let (rest, _) = after_alef?.0.strip(&[Letter::LAM])?;
    Some((Clitics { article: true, ..clitics }, rest))
}

/// A small set of words beside the rule that asks for it; a word is in it with any proclitics.
pub(crate) struct WordSet {
    words: &'static [&'static str],
    keys: OnceLock<FxHashSet<Key>>,
}

impl WordSet {
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        Self { words, keys: OnceLock::new() }
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        let keys = self.keys.get_or_init(|| self.words.iter().filter_map(|w| Key::of(w)).collect());
        Key::of(word).is_some_and(|key| {
            keys.contains(&key) || readings(key).any(|(_, stem)| keys.contains(&stem))
        })
    }
}
