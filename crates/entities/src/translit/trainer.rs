use super::alphabet::{ARABIC, Folded, LATIN};
use super::{MOVES, PIECES, UNIT, piece};

/// Learns the model from pairs of names.
#[derive(Debug, Default)]
pub struct Trainer {
    pairs: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Trainer {
    /// Adds a name in both scripts; names without letters are passed over.
    pub fn add(&mut self, arabic: &str, latin: &str) {
        let (arabic, latin) = (Folded::arabic(arabic), Folded::latin(latin));
        if !arabic.letters().is_empty() && !latin.letters().is_empty() {
            self.pairs.push((arabic.letters().to_vec(), latin.letters().to_vec()));
        }
    }

    /// Learns by `rounds` rounds of expectation and maximization, and writes the compiled model.
    /// Pieces of three letters that are expected less than twice are dropped after each round.
    #[must_use]
    pub fn train(&self, rounds: usize) -> Vec<u8> {
        let mut probability = first_guess();
        for _ in 0..rounds {
            let mut counts = vec![0.0; PIECES];
            for (arabic, latin) in &self.pairs {
                count_pieces(arabic, latin, &probability, &mut counts);
            }
            for (letters, piece) in all_pieces() {
                if letters == 3 && counts[piece] < 2.0 {
                    counts[piece] = 0.0;
                }
            }
            let total: f64 = counts.iter().sum();
            probability = counts.iter().map(|count| count / total).collect();
        }
        self.write(&probability)
    }

    fn write(&self, probability: &[f64]) -> Vec<u8> {
        let arabic = frequencies(self.pairs.iter().map(|(arabic, _)| arabic), ARABIC);
        let latin = frequencies(self.pairs.iter().map(|(_, latin)| latin), LATIN);
        let mut bytes = Vec::new();
        for_each_piece(|a, b| {
            let p = piece(a, b).map_or(0.0, |piece| probability[piece]);
            if p > 1e-9 {
                let by_chance: f64 = a.iter().map(|&c| arabic[usize::from(c)].ln()).sum::<f64>()
                    + b.iter().map(|&c| latin[usize::from(c)].ln()).sum::<f64>();
                let letter = |side: &[u8], at| side.get(at).copied().unwrap_or(0);
                bytes.extend([letter(a, 0), letter(a, 1), letter(b, 0), letter(b, 1)]);
                let odds = ((p.ln() - by_chance) * f64::from(UNIT)).clamp(-32_000.0, 32_000.0);
                bytes.extend((odds as i16).to_le_bytes());
            }
        });
        bytes
    }
}

/// Adds the expected number of uses of each piece in writing this pair.
fn count_pieces(arabic: &[u8], latin: &[u8], probability: &[f64], counts: &mut [f64]) {
    let width = latin.len() + 1;
    let cells = (arabic.len() + 1) * width;
    let mut forward = vec![0.0; cells];
    let mut backward = vec![0.0; cells];
    forward[0] = 1.0;
    backward[cells - 1] = 1.0;
    for i in 0..=arabic.len() {
        for j in 0..=latin.len() {
            for_each_move(arabic, latin, i, j, |from, piece| {
                forward[i * width + j] += forward[from] * probability[piece];
            });
        }
    }
    let whole = forward[cells - 1];
    if whole <= 0.0 {
        return;
    }
    for i in (0..=arabic.len()).rev() {
        for j in (0..=latin.len()).rev() {
            let after = backward[i * width + j];
            for_each_move(arabic, latin, i, j, |from, piece| {
                backward[from] += after * probability[piece];
                counts[piece] += forward[from] * probability[piece] * after / whole;
            });
        }
    }
}

/// Calls `f` with the cell before and the piece, for each step that ends at (i, j).
fn for_each_move(arabic: &[u8], latin: &[u8], i: usize, j: usize, mut f: impl FnMut(usize, usize)) {
    for (a, b) in MOVES {
        let (Some(from_i), Some(from_j)) = (i.checked_sub(a), j.checked_sub(b)) else { continue };
        if let Some(piece) = piece(&arabic[from_i..i], &latin[from_j..j]) {
            f(from_i * (latin.len() + 1) + from_j, piece);
        }
    }
}

/// All pieces alike, longer ones less likely.
fn first_guess() -> Vec<f64> {
    let mut guess = vec![0.0; PIECES];
    for (letters, piece) in all_pieces() {
        guess[piece] = [0.0, 1e-3, 1e-3, 1e-6][letters];
    }
    guess
}

/// Number of letters and number of each piece.
fn all_pieces() -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    for_each_piece(|a, b| pieces.extend(piece(a, b).map(|piece| (a.len() + b.len(), piece))));
    pieces
}

fn for_each_piece(mut f: impl FnMut(&[u8], &[u8])) {
    let (arabic, latin) = (1..=ARABIC as u8, 1..=LATIN as u8);
    latin.clone().for_each(|x| f(&[], &[x]));
    for a in arabic.clone() {
        f(&[a], &[]);
        for x in latin.clone() {
            f(&[a], &[x]);
            latin.clone().for_each(|y| f(&[a], &[x, y]));
            arabic.clone().for_each(|b| f(&[a, b], &[x]));
        }
    }
}

/// Share of each letter, counted from 1, in all names.
fn frequencies<'n>(names: impl Iterator<Item = &'n Vec<u8>>, letters: usize) -> Vec<f64> {
    let mut counts = vec![1.0; letters + 1];
    names.flatten().for_each(|&letter| counts[usize::from(letter)] += 1.0);
    let total: f64 = counts.iter().sum();
    counts.iter().map(|count| count / total).collect()
}
