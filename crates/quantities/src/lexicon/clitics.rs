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

/// Tries the readings of a word with at least one proclitic: و or ف, then ب, ل or ك, then ال, each
/// of which may lack; readings without the article come first.
pub(super) fn find_reading<T>(
    key: Key,
    mut read: impl FnMut(Clitics, Key) -> Option<T>,
) -> Option<T> {
    if !key.begins_with(&PROCLITICS) {
        return None;
    }
    let whole = Some((Clitics::default(), key));
    let joined = conjunction(Clitics::default(), key);
    let mut try_reading =
        |reading: Option<(Clitics, Key)>| reading.and_then(|(clitics, stem)| read(clitics, stem));
    let rest = [whole, joined, whole.and_then(preposition), joined.and_then(preposition)];
    if let Some(found) = rest[1..].iter().find_map(|reading| try_reading(*reading)) {
        return Some(found);
    }
    rest.iter().find_map(|reading| try_reading(reading.and_then(article)))
}

/// First letters of the proclitics.
const PROCLITICS: [Letter; 6] =
    [Letter::ALEF, Letter::WAW, Letter::LAM, Letter::BEH, Letter::FEH, Letter::KAF];

#[inline]
fn conjunction(clitics: Clitics, key: Key) -> Option<(Clitics, Key)> {
    let (rest, letter) = key.strip(&[Letter::WAW, Letter::FEH])?;
    Some((Clitics { and: letter == Letter::WAW, fa: letter == Letter::FEH, ..clitics }, rest))
}

#[inline]
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
#[inline]
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
            keys.contains(&key)
                || find_reading(key, |_, stem| keys.contains(&stem).then_some(())).is_some()
        })
    }
}
