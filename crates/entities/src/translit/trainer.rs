mod contrast;

use super::alphabet::{ARABIC, Folded, LATIN};
use super::path::{MOVES, PIECES, Weights, piece, score};
use super::{CONTEXT_UNIT, PIECE_UNIT};
use contrast::{Learner, learn};

/// Learns the model from pairs of names.
#[derive(Debug, Default)]
pub struct Trainer {
    pairs: Vec<(Folded, Folded)>,
}

/// Rounds of expectation and maximization, after which the probabilities hardly change.
const ROUNDS: usize = 8;
/// Pairs that score less after these rounds are slips of the lists.
const SLIP: f32 = 0.0;

impl Trainer {
    /// Adds a name in both scripts; names without letters are passed over.
    pub fn add(&mut self, arabic: &str, latin: &str) {
        let (arabic, latin) = (Folded::arabic(arabic), Folded::latin(latin));
        if !arabic.letters().is_empty() && !latin.letters().is_empty() {
            self.pairs.push((arabic, latin));
        }
    }

    /// Learns and writes the compiled model: the odds of pieces from all pairs and again without
    /// those that sound unlike, then all weights from what is left beside wrong pairs.
    #[must_use]
    pub fn train(&self) -> Vec<u8> {
        let first = without_contexts(log_odds(&self.pairs));
        let heard = |(arabic, latin): &&(Folded, Folded)| score(&first, arabic, latin) > SLIP;
        let pairs: Vec<(Folded, Folded)> = self.pairs.iter().filter(heard).cloned().collect();
        write(&learn(log_odds(&pairs), &pairs))
    }
}

fn without_contexts(pieces: Vec<f32>) -> Learner {
    Learner { pieces, contexts: Vec::new() }
}

/// Log odds of each piece against letters by chance; negative infinity for what no name has.
fn log_odds(pairs: &[(Folded, Folded)]) -> Vec<f32> {
    let probability = expect(pairs);
    let arabic = frequencies(pairs.iter().map(|(arabic, _)| arabic), ARABIC);
    let latin = frequencies(pairs.iter().map(|(_, latin)| latin), LATIN);
    let mut odds = vec![f32::NEG_INFINITY; PIECES];
    for_each_piece(|a, b| {
        let Some(piece) = piece(a, b) else { return };
        if probability[piece] > 1e-9 {
            let by_chance: f64 = a.iter().map(|&c| arabic[usize::from(c)].ln()).sum::<f64>()
                + b.iter().map(|&c| latin[usize::from(c)].ln()).sum::<f64>();
            odds[piece] = (probability[piece].ln() - by_chance) as f32;
        }
    });
    odds
}

/// Probability of each piece. Each letter may be left out; pieces of three letters that are
/// expected less than twice are dropped after each round.
fn expect(pairs: &[(Folded, Folded)]) -> Vec<f64> {
    let mut probability = first_guess();
    for _ in 0..ROUNDS {
        let mut counts = vec![0.0; PIECES];
        for (arabic, latin) in pairs {
            count_pieces(arabic.letters(), latin.letters(), &probability, &mut counts);
        }
        for (letters, piece) in all_pieces() {
            match letters {
                1 => counts[piece] += 0.1,
                3 if counts[piece] < 2.0 => counts[piece] = 0.0,
                _ => {}
            }
        }
        let total: f64 = counts.iter().sum();
        probability = counts.iter().map(|count| count / total).collect();
    }
    probability
}

/// The table of contexts, then the pieces, as [`super::Model::read`] takes them.
fn write(learned: &Learner) -> Vec<u8> {
    let rounded = |weight: f32, unit: f32, most: f32| (weight * unit).round().clamp(-most, most);
    let context = |&weight: &f32| (rounded(weight, CONTEXT_UNIT, 127.0) as i8) as u8;
    let mut bytes: Vec<u8> = learned.contexts.iter().map(context).collect();
    for_each_piece(|a, b| {
        let Some(weight) = piece(a, b).and_then(|piece| learned.piece(piece)) else { return };
        let letter = |side: &[u8], at| side.get(at).copied().unwrap_or(0);
        bytes.extend([letter(a, 0), letter(a, 1), letter(b, 0), letter(b, 1)]);
        bytes.extend((rounded(weight, PIECE_UNIT, 32_000.0) as i16).to_le_bytes());
    });
    bytes
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
fn frequencies<'n>(names: impl Iterator<Item = &'n Folded>, letters: usize) -> Vec<f64> {
    let mut counts = vec![1.0; letters + 1];
    names.flat_map(Folded::letters).for_each(|&letter| counts[usize::from(letter)] += 1.0);
    let total: f64 = counts.iter().sum();
    counts.iter().map(|count| count / total).collect()
}
