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

use rustc_hash::FxHashMap;

use crate::candidates::{Candidate, Page};
use atoms::Atom;
use decode::{Scores, Trellis, allowed};
use features::{BITS, features};
use hints::Hint;
use labels::{LABELS, Label};

pub use training::{KnownName, TaggerTrainer};

/// The weights of this crate.
pub(crate) static LEARNED: &[u8] = include_bytes!("../data/tagger.bin");

const MAGIC: &[u8; 4] = b"WQT2";
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
    atoms: Vec<Atom>,
    /// Rows of the features of a word.
    rows: Vec<u32>,
    trellis: Trellis,
    labels: Vec<Label>,
}

impl Desk {
    /// Reads the features of a document.
    fn read(&mut self, page: Page<'_>, proposed: &[Candidate], accepted: &[Candidate]) {
        let words = page.reading.len();
        hints::collect(words, proposed, accepted, &mut self.found, &mut self.thought);
        hints::vote(page.reading, accepted, &mut self.votes);
        self.atoms.clear();
        for (at, hints) in self.found.iter().copied().zip(self.thought.iter().copied()).enumerate()
        {
            self.atoms.push(Atom::read(page, at, hints, &self.votes));
        }
    }

    /// Reads the features of a document for the trainer: equally many rows for each word.
    pub(crate) fn read_rows(
        &mut self,
        page: Page<'_>,
        proposed: &[Candidate],
        accepted: &[Candidate],
    ) {
        self.read(page, proposed, accepted);
        self.rows.clear();
        for line in lines(&self.atoms) {
            for at in 0..line.len() {
                features(line, at, &mut self.rows);
            }
        }
    }
}

/// The lines of a document.
fn lines(atoms: &[Atom]) -> impl Iterator<Item = &[Atom]> {
    atoms.chunk_by(|_, next| !next.breaks)
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
        proposed: &[Candidate],
        accepted: &mut Vec<Candidate>,
        desk: &mut Desk,
    ) {
        desk.read(page, proposed, accepted);
        let Desk { atoms, rows, trellis, labels, .. } = desk;
        labels.clear();
        for line in lines(atoms) {
            let words = (0..line.len()).map(|at| self.scores(line, at, rows));
            trellis.best_path(words, &self.steps, labels);
        }
        mentions::write(page, labels, proposed, accepted);
    }

    fn scores(&self, line: &[Atom], at: usize, rows: &mut Vec<u32>) -> Scores {
        if surely_outside(line, at) {
            return OUTSIDE;
        }
        rows.clear();
        features(line, at, rows);
        let mut sums = [0_i16; WIDTH];
        for row in rows.iter().filter_map(|&row| self.row(row as usize)) {
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight.cast_signed());
            }
        }
        std::array::from_fn(|label| i32::from(sums[label]))
    }
}

impl Tagger {
    /// The weights of a row, and a few of the next.
    fn row(&self, row: usize) -> Option<&'static [u8; WIDTH]> {
        self.rows.get(row * LABELS..)?.first_chunk()
    }
}

/// Whether no rule thinks of a name at a word or beside it, and the word is none by itself.
fn surely_outside(line: &[Atom], at: usize) -> bool {
    let nothing = |at: Option<usize>| {
        at.and_then(|at| line.get(at))
            .is_none_or(|atom| atom.found.is_nothing() && atom.thought.is_nothing())
    };
    let plain = line.get(at).is_some_and(|atom| atom.plain);
    plain && nothing(Some(at)) && nothing(at.checked_sub(1)) && nothing(at.checked_add(1))
}

/// Scores of a word that is surely in no name.
const OUTSIDE: Scores = {
    let mut scores = [i16::MIN as i32; LABELS];
    scores[0] = 0;
    scores
};
