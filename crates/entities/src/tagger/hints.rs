//! What the rules say of each word: the name it is in, or the best name that might be there.

use rustc_hash::FxHashMap;

use crate::candidates::{Candidate, ENOUGH};
use crate::document::word_hashes;
use crate::reading::Reading;

/// What a rule says of a word, in one number; 0 is nothing.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hint(pub(super) u16);

impl Hint {
    fn of(candidate: &Candidate, at: usize) -> Self {
        let score = (candidate.score.clamp(0, 95) / 12) as u16;
        let flags = u16::from(at == candidate.first)
            | u16::from(at + 1 == candidate.end) << 1
            | u16::from(candidate.sure_kind) << 2
            | u16::from(candidate.cut > 0) << 3;
        Self(1 << 15 | (candidate.kind as u16) << 8 | flags << 4 | score)
    }

    pub(super) fn is_nothing(self) -> bool {
        self.0 == 0
    }

    /// Kind and place in the name only.
    pub(super) fn place(self) -> u16 {
        self.0 >> 4 & !0xC
    }

    /// Kind only.
    pub(super) fn kind(self) -> u16 {
        self.0 >> 8
    }

    fn score(self) -> u16 {
        self.0 & 15
    }
}

/// Writes for each word the hint of the name that the rules found there, and of the best one that
/// they only thought of.
pub(super) fn collect(
    words: usize,
    proposed: &[Candidate],
    accepted: &[Candidate],
    found: &mut Vec<Hint>,
    thought: &mut Vec<Hint>,
) {
    for hints in [&mut *found, &mut *thought] {
        hints.clear();
        hints.resize(words, Hint::default());
    }
    for candidate in accepted {
        for at in candidate.words() {
            if let Some(hint) = found.get_mut(at) {
                *hint = Hint::of(candidate, at);
            }
        }
    }
    for candidate in proposed {
        for at in candidate.words() {
            let (new, known) = (Hint::of(candidate, at), found.get(at).copied());
            let other = known.is_none_or(|known| known.place() != new.place());
            if let Some(hint) = thought.get_mut(at).filter(|_| other)
                && (*hint == Hint::default() || new.score() > hint.score())
            {
                *hint = new;
            }
        }
    }
}

/// The kinds of the names of a document, by the keys of their words.
pub(super) fn vote(reading: &Reading, accepted: &[Candidate], votes: &mut FxHashMap<u64, Hint>) {
    votes.clear();
    for candidate in accepted.iter().filter(|candidate| candidate.score >= ENOUGH) {
        for (hash, at) in word_hashes(reading, candidate).zip(candidate.words()) {
            votes.entry(hash).or_insert_with(|| Hint::of(candidate, at));
        }
    }
}
