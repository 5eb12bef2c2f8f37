//! The best way to write two names at once, a piece at a time.

use super::LONGEST;
use super::alphabet::{ARABIC, Folded, LATIN};

/// What is learned: how much each piece, and each letter beside it, speaks for the names being one.
pub(super) trait Weights {
    /// Of the piece with this number; `None` if no name has it.
    fn piece(&self, piece: usize) -> Option<f32>;
    /// Of a piece beside each of four letters, by [`contexts`].
    fn contexts(&self, contexts: [usize; CONTEXTS]) -> f32;
}

/// A piece of the best way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Letters taken on each side.
    pub(super) letters: (usize, usize),
    pub(super) piece: usize,
    pub(super) contexts: [usize; CONTEXTS],
}

/// Letters taken on each side by one step.
pub(super) const MOVES: [(usize, usize); 5] = [(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)];
/// Letters that stand beside a piece: before and after it on each side.
pub(super) const CONTEXTS: usize = 4;
/// Places of the table of contexts; pieces beside letters are put into it by hash.
pub(super) const TABLE: usize = 1 << TABLE_BITS;
const TABLE_BITS: u32 = 15;

/// Cells for the longest names, and for usual ones.
const CELLS: usize = (LONGEST + 1) * (LONGEST + 1);
const FEW_CELLS: usize = 192;

/// The weight of the best way, by letters of both names; negative infinity without letters.
pub(super) fn score(weights: &impl Weights, arabic: &Folded, latin: &Folded) -> f32 {
    let (height, width) = (arabic.letters().len() + 1, latin.letters().len() + 1);
    if height == 1 || width == 1 {
        return f32::NEG_INFINITY;
    }
    let letters = (height + width - 2) as f32;
    if height * width <= FEW_CELLS {
        let mut best = [f32::NEG_INFINITY; FEW_CELLS];
        fill(weights, arabic, latin, &mut best);
        best[height * width - 1] / letters
    } else {
        let mut best = [f32::NEG_INFINITY; CELLS];
        fill(weights, arabic, latin, &mut best);
        best[height * width - 1] / letters
    }
}

/// The steps of the best way; `None` if there is none.
pub(super) fn align(weights: &impl Weights, arabic: &Folded, latin: &Folded) -> Option<Vec<Step>> {
    let mut best = [f32::NEG_INFINITY; CELLS];
    fill(weights, arabic, latin, &mut best);
    let width = latin.letters().len() + 1;
    let (mut i, mut j) = (arabic.letters().len(), latin.letters().len());
    let mut steps = Vec::new();
    while i + j > 0 {
        let whole = best[i * width + j];
        let (before, step) = MOVES.into_iter().find_map(|(a, b)| {
            let from = (i.checked_sub(a)?, j.checked_sub(b)?);
            let (weight, step) = step(weights, arabic, latin, from, (a, b))?;
            (best[from.0 * width + from.1] + weight == whole).then_some((from, step))
        })?;
        steps.push(step);
        (i, j) = before;
    }
    steps.reverse();
    Some(steps)
}

/// Fills in the weight of the best way to each pair of beginnings.
fn fill(weights: &impl Weights, arabic: &Folded, latin: &Folded, best: &mut [f32]) {
    let (height, width) = (arabic.letters().len() + 1, latin.letters().len() + 1);
    best[0] = 0.0;
    for i in 0..height {
        for j in 0..width {
            let before = best[i * width + j];
            for (a, b) in MOVES {
                if i + a < height
                    && j + b < width
                    && let Some((weight, _)) = step(weights, arabic, latin, (i, j), (a, b))
                {
                    let cell = &mut best[(i + a) * width + j + b];
                    *cell = cell.max(before + weight);
                }
            }
        }
    }
}

/// The step from a cell by a move, and its weight.
#[inline(always)]
fn step(
    weights: &impl Weights,
    arabic: &Folded,
    latin: &Folded,
    (i, j): (usize, usize),
    (a, b): (usize, usize),
) -> Option<(f32, Step)> {
    let piece = piece(arabic.letters().get(i..i + a)?, latin.letters().get(j..j + b)?)?;
    let alone = weights.piece(piece)?;
    let beside = [arabic.before(i), arabic.after(i + a), latin.before(j), latin.after(j + b)];
    let contexts = contexts(piece, beside);
    let weight = alone + weights.contexts(contexts);
    Some((weight, Step { letters: (a, b), piece, contexts }))
}

pub(super) const PIECES: usize =
    (1 + ARABIC) * (1 + ARABIC) * (1 + LATIN) + (1 + ARABIC) * (1 + LATIN) * (1 + LATIN);

/// Number of the piece that writes these letters; letters count from 1. Trailing zeros are no
/// letters.
#[inline]
pub(super) fn piece(arabic: &[u8], latin: &[u8]) -> Option<usize> {
    let letter = |side: &[u8], at: usize| side.get(at).map_or(0, |&letter| usize::from(letter));
    let [a, b] = [letter(arabic, 0), letter(arabic, 1)];
    let [x, y] = [letter(latin, 0), letter(latin, 1)];
    let known = a.max(b) <= ARABIC && x.max(y) <= LATIN && (b == 0 || y == 0);
    known.then_some(match y {
        0 => (a * (1 + ARABIC) + b) * (1 + LATIN) + x,
        _ => (1 + ARABIC) * (1 + ARABIC) * (1 + LATIN) + (a * (1 + LATIN) + x) * (1 + LATIN) + y,
    })
}

/// Places of a piece with each of the letters beside it in the table.
#[inline]
fn contexts(piece: usize, beside: [u8; CONTEXTS]) -> [usize; CONTEXTS] {
    let [a, b, x, y] = beside;
    let place = |side: usize, letter: u8| {
        let key = ((piece * CONTEXTS + side) << 6 | usize::from(letter)) as u64 + 1;
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - TABLE_BITS)) as usize
    };
    [place(0, a), place(1, b), place(2, x), place(3, y)]
}
