use warraq_text::{Span, Token, View};

use super::labels::Label;
use super::weights::Weights;
use super::{Desk, features::BITS};
use crate::{EntityKind, Recognizer};

/// Learns the tagger from documents with names.
///
/// The words of the documents must not stand in the lists for the sake of these documents: a
/// tagger that sees only common words it can look up learns to take all others for names.
#[derive(Debug, Default)]
pub struct TaggerTrainer {
    lines: Vec<Line>,
}

/// The words of a line.
#[derive(Debug)]
pub(super) struct Line {
    /// Rows of the features of all words, equally many for each.
    rows: Vec<u32>,
    pub(super) labels: Vec<Label>,
}

impl Line {
    /// The rows of each word.
    pub(super) fn words(&self) -> impl Iterator<Item = &[u32]> {
        self.rows.chunks_exact((self.rows.len() / self.labels.len().max(1)).max(1))
    }
}

/// Taggers that are learned in different orders; their mean is the tagger.
const RUNS: u64 = 3;

impl TaggerTrainer {
    /// Adds a document with the places of its names in the view, which touch no token in part but
    /// for proclitics. The tagger will stand behind the rules and lists of `recognizer`.
    pub fn add(
        &mut self,
        recognizer: &Recognizer,
        view: &View,
        tokens: &[Token],
        names: &[(Span, EntityKind)],
    ) {
        let mut desk = Desk::default();
        let ends = recognizer.prepare(view, tokens, &mut desk);
        let labels = labels(tokens, names);
        let width = desk.rows.len() / tokens.len().max(1);
        let mut start = 0;
        for end in ends {
            let rows = desk.rows.get(start * width..end * width);
            if let (Some(rows), Some(labels)) = (rows, labels.get(start..end)) {
                self.lines.push(Line { rows: rows.to_vec(), labels: labels.to_vec() });
            }
            start = end;
        }
    }

    /// The learned weights as a file for [`Recognizer::with_tagger`], after so many rounds over all
    /// documents. The same documents give the same bytes.
    #[must_use]
    pub fn train(&self, rounds: usize) -> Vec<u8> {
        let frequent = self.frequent();
        let mut sum = Weights::new(&frequent, 0);
        for run in 0..RUNS {
            let mut weights = Weights::new(&frequent, run);
            let mut order: Vec<&Line> = self.lines.iter().collect();
            let mut random = Random(run);
            for _ in 0..rounds {
                random.shuffle(&mut order);
                order.iter().for_each(|line| weights.learn(line));
            }
            sum.add_mean(&weights);
        }
        sum.to_bytes(RUNS as f32)
    }

    /// Which rows have features that occur more than once.
    fn frequent(&self) -> Vec<bool> {
        let mut counts = vec![0_u8; 1 << BITS];
        for count in self.lines.iter().flat_map(|line| &line.rows) {
            if let Some(count) = counts.get_mut(*count as usize) {
                *count = count.saturating_add(1);
            }
        }
        counts.into_iter().map(|count| count > 1).collect()
    }
}

fn labels(tokens: &[Token], names: &[(Span, EntityKind)]) -> Vec<Label> {
    let mut before = None;
    let label = |token: &Token| {
        let inside = names
            .iter()
            .position(|(span, _)| token.span.start < span.end && span.start < token.span.end);
        let label = match inside.and_then(|at| names.get(at)) {
            Some(&(_, kind)) if inside == before => Label::further(kind),
            Some(&(_, kind)) => Label::first(kind),
            None => Label::OUTSIDE,
        };
        before = inside;
        label
    };
    tokens.iter().map(label).collect()
}

/// A linear congruential generator (Knuth, MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
