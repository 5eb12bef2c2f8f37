//! Learns the weights of the ranker from words whose clitics are marked.

use super::affixes::{Letters, Split, for_each_split};
use super::context::{CONTEXT_BITS, Context, Neighbours};
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
    /// The token before it, empty if there is none.
    pub previous: String,
    /// The token after it, empty if there is none.
    pub next: String,
}

impl TrainingWord {
    /// The words of a sentence in which clitics are marked: `x+ ` before a stem, ` +x` after it.
    #[must_use]
    pub fn read(marked: &str) -> Vec<Self> {
        let mut words = Words::default();
        let mut group = Group::default();
        for piece in marked.split_whitespace() {
            if !group.goes_on_with(piece) {
                group.finish(&mut words);
            }
            group.push(piece);
        }
        group.finish(&mut words);
        words.words
    }

    /// The tokens beside it.
    #[must_use]
    pub fn neighbours(&self) -> Neighbours<'_> {
        Neighbours { previous: &self.previous, next: &self.next }
    }
}

/// The words of a sentence so far.
#[derive(Default)]
struct Words {
    words: Vec<TrainingWord>,
    /// The last token, which may be no word.
    last: String,
    last_is_word: bool,
}

impl Words {
    fn push_token(&mut self, token: &str) {
        if let Some(word) = self.words.last_mut().filter(|_| self.last_is_word) {
            token.clone_into(&mut word.next);
        }
        token.clone_into(&mut self.last);
        self.last_is_word = false;
    }

    fn push_word(&mut self, word: TrainingWord) {
        let previous = std::mem::take(&mut self.last);
        self.push_token(&word.word);
        self.words.push(TrainingWord { previous, ..word });
        self.last_is_word = true;
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

    fn finish(&mut self, words: &mut Words) {
        let group = std::mem::take(self);
        let view = Normalizer::light().normalize(&group.source);
        let stem =
            view.alignment.to_view(Span::new(group.stem.start as u32, group.stem.end as u32));
        let mut tokens = Vec::new();
        words_into(&view.text, &mut tokens);
        for token in tokens {
            if token.kind != TokenKind::Word {
                words.push_token(view.slice(token.span));
                continue;
            }
            let inside = |at: u32| token.span.start < at && at < token.span.end;
            let (before, after) = (
                stem.start - token.span.start.min(stem.start),
                token.span.end - stem.end.min(token.span.end),
            );
            words.push_word(TrainingWord {
                word: view.slice(token.span).to_owned(),
                source: view.alignment.source_text(token.span, &group.source).to_owned(),
                proclitics: if inside(stem.start) { before as usize / 2 } else { 0 },
                enclitic: if inside(stem.end) { after as usize / 2 } else { 0 },
                previous: String::new(),
                next: String::new(),
            });
        }
    }
}

fn is_enclitic(piece: &str) -> bool {
    piece.len() > 1 && piece.starts_with('+')
}

const ROUNDS: usize = 20;
const RATE: f32 = 0.1;
const DECAY: f32 = 1e-5;
/// Weights are stored in steps of 1/24.
const STEPS: f32 = 24.0;

/// Weights for a [`Segmenter`](crate::Segmenter) with this `lexicon`: conditional maximum
/// likelihood over the splits of each word, by stochastic gradient steps (AdaGrad).
///
/// The weights of neighbours are learned after those of words, on top of scores that each word has
/// from weights that were learned without it: so they learn to decide where words alone do not.
#[must_use]
pub fn train_weights(lexicon: &Lexicon, words: &[TrainingWord]) -> Vec<u8> {
    let examples: Vec<Example> = (words.iter().enumerate())
        .filter_map(|(index, word)| Example::of_word(lexicon, index, word))
        .collect();
    let everything: Vec<&Example> = examples.iter().collect();
    let alone = Model::train(FEATURE_BITS, &everything);
    let mut between = Vec::new();
    for fold in 0..FOLDS {
        let others: Vec<&Example> = skip_fold(&examples, fold).collect();
        let model = Model::train(FEATURE_BITS, &others);
        for example in examples.iter().skip(fold).step_by(FOLDS) {
            between.push(example.in_context(&words[example.word], &model));
        }
    }
    let between = Model::train(CONTEXT_BITS, &between.iter().collect::<Vec<_>>());
    alone.weights.iter().chain(&between.weights).map(quantize).collect()
}

fn quantize(weight: &f32) -> u8 {
    (weight * STEPS).round().clamp(-127.0, 127.0) as i8 as u8
}

const FOLDS: usize = 5;

/// Without every fifth example.
fn skip_fold(examples: &[Example], fold: usize) -> impl Iterator<Item = &Example> {
    examples.iter().enumerate().filter(move |(index, _)| index % FOLDS != fold).map(|(_, it)| it)
}

/// The splits of a word, the right one first, with the features of each and the score it starts
/// from.
struct Example {
    /// Index of the word.
    word: usize,
    splits: Vec<(Split, Vec<usize>, f32)>,
}

impl Example {
    /// None if the word has but one split, or the right one is not among them.
    fn of_word(lexicon: &Lexicon, index: usize, known: &TrainingWord) -> Option<Self> {
        let letters = Letters::of(&known.word)?;
        let word = Word::new(lexicon, letters.as_slice());
        let allowed = Allowed::by(&known.source, letters.as_slice());
        let right = Split::new(known.proclitics, known.enclitic);
        let mut splits = Vec::new();
        for_each_split(letters.as_slice(), |split| {
            if split == right || allowed.permits(split) {
                let mut features = Vec::new();
                word.for_each_feature(split, |feature| features.push(feature));
                splits.push((split, features, 0.0));
            }
        });
        splits.sort_by_key(|(split, ..)| *split != right);
        let found = splits.first().is_some_and(|(split, ..)| *split == right);
        (found && splits.len() > 1).then_some(Self { word: index, splits })
    }

    /// The same splits with the features of their neighbours, on top of their scores by `model`.
    fn in_context(&self, known: &TrainingWord, model: &Model) -> Self {
        let context = Context::new(known.neighbours());
        let letters: Vec<char> = known.word.chars().collect();
        let splits = self.splits.iter().map(|(split, features, _)| {
            let mut around = Vec::new();
            context.for_each_feature(&letters, *split, |feature| around.push(feature));
            (*split, around, model.score(features))
        });
        Self { word: self.word, splits: splits.collect() }
    }
}

struct Model {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Model {
    fn train(bits: u32, examples: &[&Example]) -> Self {
        let mut model = Self { weights: vec![0.0; 1 << bits], squares: vec![1e-3; 1 << bits] };
        let mut examples = examples.to_vec();
        let mut random = 0x2545_F491_4F6C_DD1D_u64;
        for _ in 0..ROUNDS {
            shuffle(&mut examples, &mut random);
            examples.iter().for_each(|example| model.learn(example));
        }
        model
    }

    fn learn(&mut self, example: &Example) {
        let probabilities = self.probabilities(example);
        for (index, ((_, features, _), probability)) in
            example.splits.iter().zip(probabilities).enumerate()
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
        let splits = example.splits.iter();
        let scores: Vec<f32> =
            splits.map(|(_, features, base)| base + self.score(features)).collect();
        let highest = scores.iter().copied().fold(f32::MIN, f32::max);
        let powers: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
        let sum: f32 = powers.iter().sum();
        powers.iter().map(|power| power / sum).collect()
    }

    fn score(&self, features: &[usize]) -> f32 {
        features.iter().map(|&feature| self.weights[feature]).sum()
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
