//! Learns the weights of the ranker from words whose clitics are marked.

use super::affixes::{Letters, Split, for_each_split};
use super::ranker::{FEATURE_BITS, Word};
use super::vowels::Allowed;
use crate::{Lexicon, words_into};
use warraq_normalize::Normalizer;
use warraq_text::{Span, TokenKind};

/// A word whose clitics are known.
#[derive(Debug, Clone)]
pub struct TrainingWord {
    /// The word in a light view.
    pub word: String,
    /// Its spelling in the source.
    pub source: String,
    /// How many of its letters are proclitics.
    pub proclitics: usize,
    /// How many of its letters are the enclitic.
    pub enclitic: usize,
}

impl TrainingWord {
    /// The words of a sentence in which clitics are marked: `x+ ` before a stem, ` +x` after it.
    #[must_use]
    pub fn read(marked: &str) -> Vec<Self> {
        let mut words = Vec::new();
        let mut group = Group::default();
        for piece in marked.split_whitespace() {
            if !group.goes_on_with(piece) {
                group.finish(&mut words);
            }
            group.push(piece);
        }
        group.finish(&mut words);
        words
    }
}

/// The pieces between two spaces of the unmarked sentence.
#[derive(Default)]
struct Group {
    source: String,
    /// Bytes of `source` before and up to the end of the stem.
    stem: std::ops::Range<usize>,
    open: bool,
}

impl Group {
    fn goes_on_with(&self, piece: &str) -> bool {
        self.open || (is_enclitic(piece) && !self.source.is_empty())
    }

    fn push(&mut self, piece: &str) {
        self.open = false;
        if is_enclitic(piece) && !self.source.is_empty() {
            self.source.push_str(piece.trim_start_matches('+'));
        } else if let Some(proclitic) = piece.strip_suffix('+').filter(|rest| !rest.is_empty()) {
            self.source.push_str(proclitic);
            self.stem = self.source.len()..self.source.len();
            self.open = true;
        } else {
            self.source.push_str(piece);
            self.stem.end = self.source.len();
        }
    }

    fn finish(&mut self, words: &mut Vec<TrainingWord>) {
        let group = std::mem::take(self);
        let view = Normalizer::light().normalize(&group.source);
        let stem =
            view.alignment.to_view(Span::new(group.stem.start as u32, group.stem.end as u32));
        let mut tokens = Vec::new();
        words_into(&view.text, &mut tokens);
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            let inside = |at: u32| token.span.start < at && at < token.span.end;
            let (before, after) = (
                stem.start - token.span.start.min(stem.start),
                token.span.end - stem.end.min(token.span.end),
            );
            words.push(TrainingWord {
                word: view.slice(token.span).to_owned(),
                source: view.alignment.source_text(token.span, &group.source).to_owned(),
                proclitics: if inside(stem.start) { before as usize / 2 } else { 0 },
                enclitic: if inside(stem.end) { after as usize / 2 } else { 0 },
            });
        }
    }
}

fn is_enclitic(piece: &str) -> bool {
    piece.len() > 1 && piece.starts_with('+')
}

const ROUNDS: usize = 12;
const RATE: f32 = 0.1;
const DECAY: f32 = 2e-6;
/// Weights are stored in steps of 1/24.
const STEPS: f32 = 24.0;

/// Weights for a [`Segmenter`](crate::Segmenter) with this `lexicon`: conditional maximum
/// likelihood over the splits of each word, by stochastic gradient steps (AdaGrad).
#[must_use]
pub fn train_weights(lexicon: &Lexicon, words: &[TrainingWord]) -> Vec<u8> {
    let mut examples: Vec<Example> =
        words.iter().filter_map(|word| Example::new(lexicon, word)).collect();
    let mut model = Model::new();
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    for _ in 0..ROUNDS {
        shuffle(&mut examples, &mut random);
        examples.iter().for_each(|example| model.learn(example));
    }
    model
        .weights
        .iter()
        .map(|weight| (weight * STEPS).round().clamp(-127.0, 127.0) as i8 as u8)
        .collect()
}

/// The features of each split of a word; the first split is the right one.
struct Example {
    splits: Vec<Vec<usize>>,
}

impl Example {
    /// None if the word has but one split, or the right one is not among them.
    fn new(lexicon: &Lexicon, known: &TrainingWord) -> Option<Self> {
        let letters = Letters::of(&known.word)?;
        let word = Word::new(lexicon, letters.as_slice());
        let allowed = Allowed::by(&known.source, letters.as_slice());
        let right = Split { proclitics: known.proclitics, enclitic: known.enclitic };
        let mut splits = vec![Vec::new()];
        for_each_split(letters.as_slice(), |split| {
            let mut features = Vec::new();
            word.for_each_feature(split, |feature| features.push(feature));
            match splits.first_mut() {
                Some(first) if split == right => *first = features,
                _ if allowed.permits(split) => splits.push(features),
                _ => {}
            }
        });
        let found = splits.first().is_some_and(|right| !right.is_empty());
        (found && splits.len() > 1).then_some(Self { splits })
    }
}

struct Model {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Model {
    fn new() -> Self {
        Self { weights: vec![0.0; 1 << FEATURE_BITS], squares: vec![1e-3; 1 << FEATURE_BITS] }
    }

    fn learn(&mut self, example: &Example) {
        let probabilities = self.probabilities(example);
        for (index, (features, probability)) in example.splits.iter().zip(probabilities).enumerate()
        {
            let slope = f32::from(u8::from(index == 0)) - probability;
            if slope.abs() < 1e-4 {
                continue;
            }
            for &feature in features {
                let square = &mut self.squares[feature];
                *square += slope * slope;
                let weight = &mut self.weights[feature];
                *weight += RATE * slope / square.sqrt() - DECAY * *weight;
            }
        }
    }

    fn probabilities(&self, example: &Example) -> Vec<f32> {
        let score = |features: &Vec<usize>| features.iter().map(|&f| self.weights[f]).sum::<f32>();
        let scores: Vec<f32> = example.splits.iter().map(score).collect();
        let highest = scores.iter().copied().fold(f32::MIN, f32::max);
        let powers: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
        let sum: f32 = powers.iter().sum();
        powers.iter().map(|power| power / sum).collect()
    }
}

/// Puts `items` into an order that depends on `random` alone.
fn shuffle<T>(items: &mut [T], random: &mut u64) {
    for end in (1..items.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        items.swap(end, (*random % (end as u64 + 1)) as usize);
    }
}
