//! The trained tagger: what the rules found, and the words around, weighed by what was learned.
//!
//! A linear model over the labels of [`labels`], decoded by Viterbi, learned as an averaged
//! structured perceptron (Collins 2002, «Discriminative training methods for hidden Markov
//! models»). Features are hashed into one table of signed bytes, a row of labels each (Weinberger
//! et al. 2009, «Feature hashing for large scale multitask learning»). While learning, nearly half
//! of the features are passed over each time, others each time, so that the tagger does not lean
//! on the rules alone (after Hinton et al. 2012, «Improving neural networks by preventing
//! co-adaptation of feature detectors»).

mod atoms;
mod decode;
mod features;
mod hints;
mod labels;
mod mentions;
mod training;
mod weights;

use std::hint::black_box;

use rustc_hash::FxHashMap;

use crate::candidates::{Candidate, Page};
use crate::vocabulary::{LexemeId, Vocabulary};
use atoms::Atom;
use decode::{Scores, Trellis, allowed};
use features::{BITS, NEAR, alone, together};
use hints::Hint;
use labels::{LABELS, Label};

pub use training::{KnownName, TaggerTrainer};

/// The weights of this crate.
pub(crate) static LEARNED: &[u8] = include_bytes!("../data/tagger.bin");

const MAGIC: &[u8; 4] = b"WQT3";
/// Bytes that are read of a row at once: one a label, and some of the next row.
const WIDTH: usize = 16;
/// Bytes after the last row, so that it can be read like the others.
const PADDING: usize = WIDTH - LABELS;
/// Bytes of the transitions.
const STEPS: usize = LABELS * LABELS * 2;

/// Weights of labels for each hashed feature, and of each label after each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tagger {
    rows: &'static [u8],
    steps: [Scores; LABELS],
}

/// Memory that is used again from document to document.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    found: Vec<Hint>,
    thought: Vec<Hint>,
    votes: FxHashMap<u64, Hint>,
    edge: Atom,
    atoms: Vec<Atom>,
    /// Rows of the features of words, for the trainer.
    rows: Vec<u32>,
    /// What each word of the vocabulary adds to the scores of the words near it.
    shares: Vec<Share>,
    /// The vocabulary they are of.
    generation: u64,
    trellis: Trellis,
    labels: Vec<Label>,
}

/// What a word by itself adds to the scores of a word, for each of the places of [`NEAR`].
type Share = [Sums; NEAR.len()];

/// Sums of weights of the labels.
type Sums = [i16; WIDTH];

impl Desk {
    /// Reads the features of a document.
    fn read(&mut self, page: Page<'_>, proposed: &[Candidate], accepted: &[Candidate]) {
        let words = page.reading.len();
        hints::collect(words, proposed, accepted, &mut self.found, &mut self.thought);
        hints::vote(page.reading, accepted, &mut self.votes);
        self.edge = Atom::edge(page);
        self.atoms.clear();
        let hints = self.found.iter().copied().zip(self.thought.iter().copied());
        self.atoms
            .extend(hints.enumerate().map(|(at, hints)| Atom::read(page, at, hints, &self.votes)));
    }

    /// Reads the features of a document for the trainer: equally many rows for each word.
    pub(crate) fn read_rows(
        &mut self,
        page: Page<'_>,
        proposed: &[Candidate],
        accepted: &[Candidate],
    ) {
        self.read(page, proposed, accepted);
        let Self { atoms, rows, edge, .. } = self;
        rows.clear();
        for line in lines(atoms) {
            for at in 0..line.len() {
                for (place, word) in near(line, at, edge).into_iter().enumerate() {
                    alone(&word.traits, place, |row| rows.push(row));
                }
                together(line, at, edge, |row| rows.push(row));
            }
        }
    }
}

/// The lines of a document.
fn lines(atoms: &[Atom]) -> impl Iterator<Item = &[Atom]> {
    atoms.chunk_by(|_, next| !next.breaks)
}

/// The words at the places of [`NEAR`].
fn near<'a>(line: &'a [Atom], at: usize, edge: &'a Atom) -> [&'a Atom; NEAR.len()] {
    NEAR.map(|ahead| at.checked_add_signed(ahead).and_then(|at| line.get(at)).unwrap_or(edge))
}

impl Tagger {
    /// `None` if the bytes are no weights of this tagger.
    pub(crate) fn read(bytes: &'static [u8]) -> Option<Self> {
        let body = bytes.strip_prefix(MAGIC)?.strip_prefix(&BITS.to_le_bytes())?;
        let (steps, rows) = body.split_at_checked(STEPS)?;
        let step = |a: usize, b: usize| {
            let at = 2 * (a * LABELS + b);
            let bytes = steps.get(at..at + 2).and_then(|two| two.try_into().ok());
            bytes.map_or(0, |two| i32::from(i16::from_le_bytes(two)))
        };
        (rows.len() == (LABELS << BITS) + PADDING).then(|| Self { rows, steps: allowed(step) })
    }

    /// Replaces `accepted`, the names the rules found, by those of the best labels.
    pub(crate) fn tag(
        &self,
        page: Page<'_>,
        proposed: &mut [Candidate],
        accepted: &mut Vec<Candidate>,
        desk: &mut Desk,
    ) {
        desk.read(page, proposed, accepted);
        self.share(page.reading.vocabulary(), desk);
        let Desk { atoms, edge, shares, trellis, labels, .. } = desk;
        // Read at once, they do not wait for the memory one after the other.
        for atom in &*atoms {
            let share = shares.get(atom.lexeme as usize);
            black_box(share.map(|[before, here, after]| (before[0], here[0], after[LABELS])));
        }
        labels.clear();
        for line in lines(atoms) {
            let words = (0..line.len()).map(|at| self.scores(line, at, edge, shares));
            trellis.best_path(words, &self.steps, labels);
        }
        proposed.sort_by_key(|candidate| candidate.first);
        mentions::write(page, labels, proposed, accepted);
    }

    /// Computes the shares of the words that are new in the vocabulary.
    fn share(&self, vocabulary: &Vocabulary, desk: &mut Desk) {
        if desk.generation != vocabulary.generation() {
            desk.generation = vocabulary.generation();
            desk.shares.clear();
        }
        for word in desk.shares.len()..vocabulary.len() {
            let traits = vocabulary.traits(word as LexemeId);
            desk.shares.push(std::array::from_fn(|place| {
                let mut sums = [0; WIDTH];
                alone(traits, place, |row| self.add(row, &mut sums));
                sums
            }));
        }
    }

    fn scores(&self, line: &[Atom], at: usize, edge: &Atom, shares: &[Share]) -> Option<Scores> {
        if surely_outside(line, at) {
            return None;
        }
        let mut sums = [0_i16; WIDTH];
        for (place, word) in near(line, at, edge).into_iter().enumerate() {
            let Some(share) = shares.get(word.lexeme as usize) else { continue };
            sums.iter_mut().zip(&share[place]).for_each(|(sum, weight)| *sum += weight);
        }
        if is_clear(&sums) && line.get(at).is_some_and(Atom::is_quiet) {
            return None;
        }
        together(line, at, edge, |row| self.add(row, &mut sums));
        Some(std::array::from_fn(|label| i32::from(sums[label])))
    }

    /// Adds the weights of a row.
    #[inline(always)]
    fn add(&self, row: u32, sums: &mut Sums) {
        if let Some(weights) = self.row(row as usize) {
            for (sum, &weight) in sums.iter_mut().zip(weights) {
                *sum += i16::from(weight.cast_signed());
            }
        }
    }

    /// The weights of a row, and a few of the next.
    fn row(&self, row: usize) -> Option<&'static [u8; WIDTH]> {
        self.rows.get(row * LABELS..)?.first_chunk()
    }
}

/// Whether the word and those beside it say by themselves that it is in no name. What they say
/// together then changes the label of one word in ten thousand, and is not looked at (after Weiss &
/// Taskar 2010, «Structured prediction cascades»).
fn is_clear(sums: &Sums) -> bool {
    let [outside, names @ ..] = sums;
    names.iter().take(LABELS - 1).all(|&name| outside - name >= CLEAR)
}

const CLEAR: i16 = 128;

/// Whether no rule thinks of a name at a word or beside it, and the word is none by itself.
fn surely_outside(line: &[Atom], at: usize) -> bool {
    let quiet = |at: Option<usize>| at.and_then(|at| line.get(at)).is_none_or(Atom::is_quiet);
    let plain = line.get(at).is_some_and(|atom| atom.traits.plain);
    plain && quiet(Some(at)) && quiet(at.checked_sub(1)) && quiet(at.checked_add(1))
}
