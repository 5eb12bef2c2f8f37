//! Which of the candidates are names.

use crate::candidates::{Candidate, ENOUGH};

/// Worth of each further word: a longer name explains more.
const PER_WORD: i32 = 6;

/// Keeps the candidates with enough evidence that overlap no better one, in the order of the text.
pub(crate) fn settle(candidates: &mut Vec<Candidate>, words: usize, taken: &mut Vec<bool>) {
    candidates.retain(|candidate| candidate.score >= ENOUGH && candidate.first < candidate.end);
    candidates.sort_by_key(|c| (-rank(c), c.first, c.end, c.cut, c.kind));
    taken.clear();
    taken.resize(words, false);
    candidates.retain(|candidate| {
        let place = taken.get_mut(candidate.words()).unwrap_or_default();
        let free = !place.is_empty() && place.iter().all(|taken| !taken);
        if free {
            place.fill(true);
        }
        free
    });
    candidates.sort_by_key(|candidate| candidate.first);
}

fn rank(candidate: &Candidate) -> i32 {
    candidate.score + PER_WORD * (candidate.end - candidate.first).min(8) as i32
}
