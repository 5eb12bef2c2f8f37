use warraq_text::{Span, Token, View};

use super::labels::{Label, LabelSet};
use super::weights::Weights;
use super::{Desk, features::BITS};
use crate::random::Random;
use crate::{EntityKind, Recognizer};

/// Learns the tagger from documents with names.
///
/// The words of the documents must not stand in the lists for the sake of these documents: a
/// tagger that sees only common words it can look up learns to take all others for names.
///
/// Corpora that were annotated by other rules may be learned together: a weight is the sum of one
/// for all corpora and one for its own (Daumé 2007, «Frustratingly easy domain adaptation»), and a
/// name whose kind the rules of a corpus do not tell may have any of several, or be none.
#[derive(Debug, Default)]
pub struct TaggerTrainer {
    lines: Vec<Line>,
}

/// A name of a corpus.
#[derive(Debug, Clone)]
pub struct KnownName {
    /// Place in the view; it touches no token in part but for proclitics.
    pub span: Span,
    /// The kinds it may have.
    pub kinds: Vec<EntityKind>,
    /// Whether it may as well be no name.
    pub or_none: bool,
}

/// The words of a line.
#[derive(Debug)]
pub(super) struct Line {
    /// Rows of the features of all words, equally many for each.
    rows: Vec<u32>,
    pub(super) labels: Vec<LabelSet>,
    pub(super) corpus: usize,
}

impl Line {
    /// The rows of each word.
    pub(super) fn words(&self) -> impl Iterator<Item = &[u32]> {
        self.rows.chunks_exact((self.rows.len() / self.labels.len().max(1)).max(1))
    }
}

/// Taggers that are learned in different orders; their mean is the tagger.
const RUNS: u64 = 48;

impl TaggerTrainer {
    /// Adds a document of the corpus with this number. The tagger will stand behind the rules and
    /// lists of `recognizer`.
    pub fn add(
        &mut self,
        recognizer: &Recognizer,
        view: &View,
        tokens: &[Token],
        names: &[KnownName],
        corpus: usize,
    ) {
        let mut desk = Desk::default();
        let ends = recognizer.prepare(view, tokens, &mut desk);
        let labels = labels(tokens, names);
        let width = desk.rows.len() / tokens.len().max(1);
        let mut start = 0;
        for end in ends {
            let rows = desk.rows.get(start * width..end * width);
            if let (Some(rows), Some(labels)) = (rows, labels.get(start..end)) {
                self.lines.push(Line { rows: rows.to_vec(), labels: labels.to_vec(), corpus });
            }
            start = end;
        }
    }

    /// The weights for texts annotated by the rules of the corpus with the number `corpus`, as a
    /// file for [`Recognizer::with_tagger`], after so many rounds over all documents. The same
    /// documents give the same bytes.
    #[must_use]
    pub fn train(&self, rounds: usize, corpus: usize) -> Vec<u8> {
        let frequent = self.frequent();
        let mut sum = Weights::new(&frequent, 0, 0);
        let corpora = self.lines.iter().map(|line| line.corpus + 1).max().unwrap_or(0);
        for run in 0..RUNS {
            let mut weights = Weights::new(&frequent, run, corpora);
            let mut order: Vec<&Line> = self.lines.iter().collect();
            let mut random = Random(run);
            for _ in 0..rounds {
                random.shuffle(&mut order);
                order.iter().for_each(|line| weights.learn(line));
            }
            sum.add_mean(&weights, corpus);
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

fn labels(tokens: &[Token], names: &[KnownName]) -> Vec<LabelSet> {
    let mut before = None;
    let label = |token: &Token| {
        let touches =
            |name: &KnownName| token.span.start < name.span.end && name.span.start < token.span.end;
        let inside = names.iter().position(touches);
        let set = inside.and_then(|at| names.get(at)).map_or_else(LabelSet::outside, |name| {
            let label = if inside == before { Label::further } else { Label::first };
            let none = name.or_none.then_some(Label::OUTSIDE);
            name.kinds.iter().map(|&kind| label(kind)).chain(none).collect()
        });
        before = inside;
        set
    };
    tokens.iter().map(label).collect()
}
