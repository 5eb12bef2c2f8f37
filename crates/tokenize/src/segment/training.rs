//! Learns the weights of the ranker from words whose clitics are marked.

use super::affixes::{Letters, Split, for_each_split};
use super::context::{CONTEXT_BITS, Context};
use super::gold::TrainingWord;
use super::ranker::{FEATURE_BITS, Word};
use super::vowels::Allowed;
use crate::Lexica;

const ROUNDS: usize = 30;
/// The first of the rounds after which weights are averaged.
const SETTLED: usize = 10;
const RATE: f32 = 0.1;
const DECAY: f32 = 1e-5;
/// Weights are stored in steps of 1/24.
const STEPS: f32 = 24.0;

/// Weights for a [`Segmenter`](crate::Segmenter) with these `lexica`: conditional maximum
/// likelihood over the splits of each word, by stochastic gradient steps (AdaGrad) whose later
/// weights are averaged.
///
/// The weights of neighbours are learned after those of words, on top of scores that each word has
/// from weights that were learned without it: so they learn to decide where words alone do not.
#[must_use]
pub fn train_weights(lexica: &Lexica, words: &[TrainingWord]) -> Vec<u8> {
    let examples: Vec<Example> = (words.iter().enumerate())
        .filter_map(|(index, word)| Example::of_word(lexica, index, word))
        .collect();
    let everything: Vec<&Example> = examples.iter().collect();
    let alone = Model::train(FEATURE_BITS, &everything);
    let mut between = Vec::new();
    for fold in 0..FOLDS {
        let others: Vec<&Example> = skip_fold(&examples, fold).collect();
        let model = Model::train(FEATURE_BITS, &others);
        for example in examples.iter().skip(fold).step_by(FOLDS) {
            between.push(example.in_context(lexica, &words[example.word], &model));
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
    fn of_word(lexica: &Lexica, index: usize, known: &TrainingWord) -> Option<Self> {
        let letters = Letters::of(&known.word)?;
        let word = Word::new(lexica, letters.as_slice());
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
    fn in_context(&self, lexica: &Lexica, known: &TrainingWord, model: &Model) -> Self {
        let context = Context::new(known.neighbours());
        let letters: Vec<char> = known.word.chars().collect();
        let word = Word::new(lexica, &letters);
        let splits = self.splits.iter().map(|(split, features, _)| {
            let mut around = Vec::new();
            let shape = word.shape(*split);
            context.for_each_feature(&letters, *split, shape, |feature| around.push(feature));
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
        let mut sums = vec![0.0; 1 << bits];
        for round in 0..ROUNDS {
            shuffle(&mut examples, &mut random);
            examples.iter().for_each(|example| model.learn(example));
            if round >= SETTLED {
                sums.iter_mut().zip(&model.weights).for_each(|(sum, weight)| *sum += weight);
            }
        }
        model.weights = sums.iter().map(|sum| sum / (ROUNDS - SETTLED) as f32).collect();
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
