//! How well a name in Arabic letters sounds like a name in Latin letters.
//!
//! A pair hidden Markov model with one state writes both names at once, a piece at a time: no, one
//! or two letters on each side. Its probabilities were learned from pairs without alignment (see
//! [`Trainer`]); the score of a pair is the best way to write both, as logarithm of its odds
//! against two names drawn letter by letter, divided by the number of letters. The model has some
//! 1,500 parameters and so knows habits of spelling, not names.
//! (Method: Ristad & Yianilos 1998, «Learning string-edit distance», with pieces of two letters.)

mod alphabet;
mod latin_names;
mod sounds;
mod speller;
mod trainer;

use std::sync::LazyLock;

pub use alphabet::plain_latin_letters;
use alphabet::{ARABIC, Folded, LATIN};
pub use latin_names::LatinNames;
pub(crate) use sounds::Sounds;
pub use speller::{spell_latin, spelling_cost, train_speller};
pub use trainer::Trainer;

static LEARNED: &[u8] = include_bytes!("../data/translit.bin");

/// Pairs that score higher are the same name.
pub const SAME_NAME: f32 = 0.3;

/// Longest name that is compared, in letters; what is longer is cut.
const LONGEST: usize = 48;

/// Logarithm of the odds that `latin` is `arabic` written by its sound, a letter: above
/// [`SAME_NAME`] it is, below zero it is not. Names of several words are compared whole, without
/// their spaces. Names without letters score negative infinity.
///
/// ```
/// use warraq_entities::{SAME_NAME, similarity};
///
/// assert!(similarity("نتفليكس", "Netflix") > SAME_NAME);
/// assert!(similarity("القاهرة", "Cairo") < SAME_NAME);
/// ```
#[must_use]
pub fn similarity(arabic: &str, latin: &str) -> f32 {
    model().score(Folded::arabic(arabic).letters(), Folded::latin(latin).letters())
}

fn model() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(LEARNED));
    &MODEL
}

/// Log odds of each piece, in units of 1/512.
struct Model {
    /// By Arabic letters and Latin letters of the piece, see [`piece`].
    odds: Vec<i16>,
}

const UNIT: f32 = 512.0;
const IMPOSSIBLE: i16 = i16::MIN;
/// Worse than any path, and far from overflow.
const NO_PATH: i32 = i32::MIN / 2;

impl Model {
    /// Reads records of four letters (two Arabic, two Latin, 0 = none) and the odds.
    fn read(bytes: &[u8]) -> Self {
        let mut odds = vec![IMPOSSIBLE; PIECES];
        for record in bytes.chunks_exact(6) {
            let &[a, b, x, y, low, high] = record else { continue };
            if let Some(slot) = piece(&[a, b], &[x, y]).and_then(|piece| odds.get_mut(piece)) {
                *slot = i16::from_le_bytes([low, high]);
            }
        }
        Self { odds }
    }

    fn score(&self, arabic: &[u8], latin: &[u8]) -> f32 {
        if arabic.is_empty() || latin.is_empty() {
            return f32::NEG_INFINITY;
        }
        let mut best = [NO_PATH; CELLS];
        self.fill(arabic, latin, &mut best);
        let letters = (arabic.len() + latin.len()) as f32;
        best[arabic.len() * (latin.len() + 1) + latin.len()] as f32 / UNIT / letters
    }

    /// Letters taken on each side by each step of the best way; `None` if there is none.
    fn align(&self, arabic: &[u8], latin: &[u8]) -> Option<Vec<(usize, usize)>> {
        let mut best = [NO_PATH; CELLS];
        self.fill(arabic, latin, &mut best);
        let width = latin.len() + 1;
        let (mut i, mut j) = (arabic.len(), latin.len());
        let mut steps = Vec::new();
        while i + j > 0 {
            let step = MOVES.into_iter().find(|&(a, b)| {
                let (Some(from_i), Some(from_j)) = (i.checked_sub(a), j.checked_sub(b)) else {
                    return false;
                };
                let before = best[from_i * width + from_j];
                let odds = self.odds(&arabic[from_i..i], &latin[from_j..j]);
                odds.is_some_and(|odds| before > NO_PATH && before + odds == best[i * width + j])
            })?;
            steps.push(step);
            (i, j) = (i - step.0, j - step.1);
        }
        steps.reverse();
        Some(steps)
    }

    fn odds(&self, arabic: &[u8], latin: &[u8]) -> Option<i32> {
        let odds = piece(arabic, latin).and_then(|piece| self.odds.get(piece));
        odds.filter(|&&odds| odds != IMPOSSIBLE).map(|&odds| i32::from(odds))
    }

    /// Fills the score of the best way to each pair of prefixes.
    fn fill(&self, arabic: &[u8], latin: &[u8], best: &mut [i32; CELLS]) {
        let width = latin.len() + 1;
        for i in 0..=arabic.len() {
            for j in 0..=latin.len() {
                let mut cell = if i + j == 0 { 0 } else { NO_PATH };
                for (a, b) in MOVES {
                    let (Some(from_i), Some(from_j)) = (i.checked_sub(a), j.checked_sub(b)) else {
                        continue;
                    };
                    if let Some(odds) = self.odds(&arabic[from_i..i], &latin[from_j..j]) {
                        cell = cell.max(best[from_i * width + from_j] + odds);
                    }
                }
                best[i * width + j] = cell;
            }
        }
    }
}

/// Cells for the longest names.
const CELLS: usize = (LONGEST + 1) * (LONGEST + 1);

/// Letters taken on each side by one step.
const MOVES: [(usize, usize); 5] = [(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)];

const PIECES: usize =
    (1 + ARABIC) * (1 + ARABIC) * (1 + LATIN) + (1 + ARABIC) * (1 + LATIN) * (1 + LATIN);

/// Number of the piece that writes these letters; letters count from 1. Trailing zeros are no
/// letters.
fn piece(arabic: &[u8], latin: &[u8]) -> Option<usize> {
    let letter = |side: &[u8], at: usize| side.get(at).map_or(0, |&letter| usize::from(letter));
    let [a, b] = [letter(arabic, 0), letter(arabic, 1)];
    let [x, y] = [letter(latin, 0), letter(latin, 1)];
    let known = a.max(b) <= ARABIC && x.max(y) <= LATIN && (b == 0 || y == 0);
    known.then_some(match y {
        0 => (a * (1 + ARABIC) + b) * (1 + LATIN) + x,
        _ => (1 + ARABIC) * (1 + ARABIC) * (1 + LATIN) + (a * (1 + LATIN) + x) * (1 + LATIN) + y,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(arabic: &str, latin: &str, same: bool) {
        let score = similarity(arabic, latin);
        assert_eq!(score > SAME_NAME, same, "{arabic} {latin} {score}");
    }

    #[test]
    fn names_written_by_their_sound() {
        check("بيتهوفن", "Beethoven", true);
        check("مارغريت تاتشر", "Margaret Thatcher", true);
        check("يوهانسبورغ", "Johannesburg", true);
        check("تويوتا", "Toyota", true);
        check("جوجل", "Google", true);
    }

    #[test]
    fn translations_and_other_names() {
        check("ألمانيا", "Germany", false);
        check("بيتهوفن", "Mozart", false);
        check("تويوتا", "Honda", false);
    }

    #[test]
    fn nothing_to_compare() {
        assert_eq!(similarity("", "Toyota"), f32::NEG_INFINITY);
        assert_eq!(similarity("12", "??"), f32::NEG_INFINITY);
        assert!(similarity(&"ا".repeat(500), &"a".repeat(500)).is_finite());
    }
}
