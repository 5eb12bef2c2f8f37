//! How well a name in Arabic letters sounds like a name in Latin letters.
//!
//! Both names are written at once, a piece at a time: no, one or two letters on each side. The score
//! of a pair is the weight of the best way to write both, divided by the number of letters. A piece
//! weighs what it says by itself, and what it says beside the letters before and after it on both
//! sides: a vowel is left out between consonants rather than at the start of a word. The first
//! weights are log odds of a pair hidden Markov model with one state against names drawn letter by
//! letter, learned from pairs without alignment (Ristad & Yianilos 1998, «Learning string-edit
//! distance», with pieces of two letters); then all are moved so that true pairs score above the
//! wrong ones that sound most like them (see [`Trainer`]). Some 30,000 weights of a byte know habits
//! of spelling, not names.

mod alphabet;
mod known;
mod languages;
mod latin_names;
mod path;
mod person;
mod said_part;
mod sounds;
mod speller;
mod trainer;

use std::sync::LazyLock;

use alphabet::Folded;
pub use alphabet::plain_latin_letters;
pub(crate) use alphabet::title_case;
pub use languages::train_languages;
pub use latin_names::LatinNames;
use path::{CONTEXTS, PIECES, Step, TABLE, Weights, piece};
pub(crate) use person::{Spellings, spell_together};
pub use said_part::said_part;
pub(crate) use sounds::Spoken;
pub use speller::{spell_latin, spell_latin_word, spelling_cost, train_speller};
pub use trainer::Trainer;

static LEARNED: &[u8] = include_bytes!("../data/translit.bin");

/// Pairs that score higher are the same name.
pub const SAME_NAME: f32 = 0.3;

/// Longest name that is compared, in letters; what is longer is cut.
const LONGEST: usize = 48;

/// How much the letters speak for `latin` being `arabic` written by its sound, in the mean: above
/// [`SAME_NAME`] it is, below zero it is not; true names score about 1. Names of several words are
/// compared whole, in their order. Names without letters score negative infinity.
///
/// ```
/// use warraq_entities::{SAME_NAME, similarity};
///
/// assert!(similarity("نتفليكس", "Netflix") > SAME_NAME);
/// assert!(similarity("القاهرة", "Cairo") < SAME_NAME);
/// ```
#[must_use]
pub fn similarity(arabic: &str, latin: &str) -> f32 {
    model().score(&Folded::arabic(arabic), &Folded::latin(latin))
}

fn model() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(LEARNED));
    &MODEL
}

/// What was learned, see [`Trainer`].
#[derive(Debug)]
struct Model {
    /// By number of the piece, in units of 1/512.
    pieces: Vec<i16>,
    /// By place in the table of contexts, in units of 1/32.
    contexts: Box<[i8; TABLE]>,
}

const PIECE_UNIT: f32 = 512.0;
const CONTEXT_UNIT: f32 = 32.0;
const IMPOSSIBLE: i16 = i16::MIN;

impl Weights for Model {
    #[inline]
    fn piece(&self, piece: usize) -> Option<f32> {
        let weight = self.pieces.get(piece).filter(|&&weight| weight != IMPOSSIBLE);
        weight.map(|&weight| f32::from(weight) / PIECE_UNIT)
    }

    #[inline]
    fn contexts(&self, contexts: [usize; CONTEXTS]) -> f32 {
        let mut sum = 0;
        for context in contexts {
            sum += i32::from(self.contexts[context % TABLE]);
        }
        sum as f32 / CONTEXT_UNIT
    }
}

impl Model {
    /// Reads the table of contexts, then records of four letters (two Arabic, two Latin, 0 = none)
    /// and the weight of the piece.
    fn read(bytes: &[u8]) -> Self {
        let (contexts, records) = bytes.split_at_checked(TABLE).unwrap_or_default();
        let mut pieces = vec![IMPOSSIBLE; PIECES];
        for record in records.chunks_exact(6) {
            let &[a, b, x, y, low, high] = record else { continue };
            if let Some(slot) = piece(&[a, b], &[x, y]).and_then(|piece| pieces.get_mut(piece)) {
                *slot = i16::from_le_bytes([low, high]);
            }
        }
        let mut table = Box::new([0; TABLE]);
        table.iter_mut().zip(contexts).for_each(|(slot, &weight)| *slot = weight as i8);
        Self { pieces, contexts: table }
    }

    fn score(&self, arabic: &Folded, latin: &Folded) -> f32 {
        path::score(self, arabic, latin)
    }

    fn align(&self, arabic: &Folded, latin: &Folded) -> Option<Vec<Step>> {
        path::align(self, arabic, latin)
    }
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
