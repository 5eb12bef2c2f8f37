//! Second part of the training: true pairs beside wrong ones that sound alike.
//!
//! Each name is set beside the Latin names that the weights so far like best among random ones, and
//! the weights of the best ways through all of them are moved along the gradient of two losses:
//! that of choosing the true name (softmax), and that of telling each pair by itself (logistic), so
//! that scores of different names can be compared. (AdaGrad: Duchi, Hazan & Singer 2011.)

use std::collections::{HashMap, HashSet};

use super::super::path::{self, CONTEXTS, Step, TABLE, Weights};
use super::super::{Folded, SAME_NAME};
use crate::random::Random;

/// Wrong names among which the most alike are looked for, for one word and for several.
const LOOKED_AT: [usize; 3] = [80, 24, 24];
/// Wrong names that are learned from.
const WRONG: usize = 4;
/// How fast weights move.
const RATE: f32 = 0.1;
/// How sharply scores are told apart.
const SHARPNESS: f32 = 6.0;
/// Weight of the second loss for true and wrong pairs.
const ABSOLUTE: [f32; 2] = [0.5, 0.125];
/// One look at the weights in so many examples goes into their mean.
const SAMPLED: usize = 1000;

/// Weights while they are learned.
#[derive(Debug, Clone)]
pub(super) struct Learner {
    /// By number of the piece; negative infinity for those that no name has.
    pub(super) pieces: Vec<f32>,
    pub(super) contexts: Vec<f32>,
}

impl Weights for Learner {
    fn piece(&self, piece: usize) -> Option<f32> {
        self.pieces.get(piece).copied().filter(|weight| weight.is_finite())
    }

    fn contexts(&self, contexts: [usize; CONTEXTS]) -> f32 {
        let weight = |context: usize| self.contexts.get(context).copied().unwrap_or_default();
        contexts.into_iter().map(weight).sum()
    }
}

/// Learns from `pairs`, beginning with `pieces`; returns the mean of the weights on the way.
pub(super) fn learn(pieces: Vec<f32>, pairs: &[(Folded, Folded)]) -> Learner {
    let mut learner = Learner { pieces, contexts: vec![0.0; TABLE] };
    let mut squares = Learner {
        pieces: vec![1e-3; learner.pieces.len()],
        contexts: vec![1e-3; learner.contexts.len()],
    };
    let mut mean = Mean::new(&learner);
    let mut examples = Examples::new(pairs);
    for number in 0..pairs.len() {
        if let Some((arabic, right, wrong)) = examples.next(&learner) {
            learner.see(&arabic, &right, &wrong, &mut squares);
        }
        if number % SAMPLED == SAMPLED - 1 {
            mean.add(&learner);
        }
    }
    mean.finish(learner)
}

impl Learner {
    /// Moves the weights by one name, its true Latin form and wrong ones.
    fn see(&mut self, arabic: &Folded, right: &Folded, wrong: &[Folded], squares: &mut Self) {
        let ways: Vec<(f32, Vec<Step>)> = std::iter::once(right)
            .chain(wrong)
            .filter_map(|latin| {
                let letters = arabic.letters().len() + latin.letters().len();
                Some((1.0 / letters as f32, path::align(self, arabic, latin)?))
            })
            .collect();
        let score = |(share, steps): &(f32, Vec<Step>)| share * self.sum(steps);
        let scores: Vec<f32> = ways.iter().map(score).collect();
        let best = scores.iter().copied().fold(f32::MIN, f32::max);
        let total: f32 = scores.iter().map(|score| (SHARPNESS * (score - best)).exp()).sum();
        for (at, ((share, steps), score)) in ways.iter().zip(&scores).enumerate() {
            let is_wrong = usize::from(at > 0);
            let wanted = 1.0 - is_wrong as f32;
            let chosen = (SHARPNESS * (score - best)).exp() / total;
            let believed = 1.0 / (1.0 + (SHARPNESS * (SAME_NAME - score)).exp());
            let slope = (chosen - wanted) + ABSOLUTE[is_wrong] * (believed - wanted);
            self.step(steps, slope * SHARPNESS * share, squares);
        }
    }

    fn sum(&self, steps: &[Step]) -> f32 {
        let weight =
            |step: &Step| -> f32 { self.pieces[step.piece] + self.contexts(step.contexts) };
        steps.iter().map(weight).sum()
    }

    /// Moves the weights of all `steps` against the slope.
    fn step(&mut self, steps: &[Step], slope: f32, squares: &mut Self) {
        let shift = |weight: &mut f32, squares: &mut f32| {
            *squares += slope * slope;
            *weight -= RATE * slope / squares.sqrt();
        };
        for step in steps {
            shift(&mut self.pieces[step.piece], &mut squares.pieces[step.piece]);
            for &context in &step.contexts {
                shift(&mut self.contexts[context], &mut squares.contexts[context]);
            }
        }
    }
}

/// Names of one to three words put together at random from the pairs, with wrong Latin names.
struct Examples<'p> {
    pairs: &'p [(Folded, Folded)],
    /// Latin spellings of each Arabic name.
    spellings: HashMap<&'p [u8], HashSet<&'p [u8]>>,
    random: Random,
}

impl<'p> Examples<'p> {
    fn new(pairs: &'p [(Folded, Folded)]) -> Self {
        let mut spellings = HashMap::<&[u8], HashSet<&[u8]>>::new();
        for (arabic, latin) in pairs {
            spellings.entry(arabic.letters()).or_default().insert(latin.letters());
        }
        Self { pairs, spellings, random: Random(7) }
    }

    /// An Arabic name, its Latin form, and the wrong ones that `learner` likes best; `None` if the
    /// name is too long.
    fn next(&mut self, learner: &Learner) -> Option<(Folded, Folded, Vec<Folded>)> {
        let count = [1, 1, 1, 1, 1, 1, 2, 2, 2, 3][self.random.below(10)];
        let words: Vec<usize> = (0..count).map(|_| self.random.below(self.pairs.len())).collect();
        let arabic = self.join(&words, |pair| &pair.0)?;
        let right = self.join(&words, |pair| &pair.1)?;
        let mut wrong = Vec::new();
        for attempt in 0..LOOKED_AT[count - 1] {
            if let Some(name) = self.wrong(&words, attempt).filter(|name| arabic.may_be(name)) {
                wrong.push((path::score(learner, &arabic, &name), name));
            }
        }
        wrong.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        Some((arabic, right, wrong.into_iter().map(|(_, name)| name).take(WRONG).collect()))
    }

    /// A Latin name with one or all of the words replaced, now and then with one left out.
    fn wrong(&mut self, words: &[usize], attempt: usize) -> Option<Folded> {
        let replaced = self.random.below(words.len());
        let mut others = words.to_vec();
        for (at, other) in others.iter_mut().enumerate() {
            if at == replaced || attempt.is_multiple_of(2) {
                *other = self.random.below(self.pairs.len());
            }
        }
        let is_spelling = words.iter().zip(&others).any(|(&word, &other)| {
            let spellings = &self.spellings[self.pairs[word].0.letters()];
            word != other && spellings.contains(self.pairs[other].1.letters())
        });
        if words.len() > 1 && attempt % 8 == 1 {
            others.remove((replaced + 1) % words.len());
        }
        if is_spelling { None } else { self.join(&others, |pair| &pair.1) }
    }

    /// The names of one side after each other, now and then without a space.
    fn join(
        &mut self,
        words: &[usize],
        side: impl Fn(&'p (Folded, Folded)) -> &'p Folded,
    ) -> Option<Folded> {
        let (first, rest) = words.split_first()?;
        let mut name = side(&self.pairs[*first]).clone();
        for &word in rest {
            let space = self.random.below(8) > 0;
            name = name.and(side(&self.pairs[word]), space)?;
        }
        Some(name)
    }
}

/// Mean of the weights over the training.
struct Mean {
    sum: Learner,
    count: f32,
}

impl Mean {
    fn new(learner: &Learner) -> Self {
        let sum = Learner {
            pieces: vec![0.0; learner.pieces.len()],
            contexts: vec![0.0; learner.contexts.len()],
        };
        Self { sum, count: 0.0 }
    }

    fn add(&mut self, learner: &Learner) {
        let add = |sum: &mut [f32], new: &[f32]| {
            sum.iter_mut().zip(new).for_each(|(sum, new)| *sum += new);
        };
        add(&mut self.sum.pieces, &learner.pieces);
        add(&mut self.sum.contexts, &learner.contexts);
        self.count += 1.0;
    }

    /// The mean, or `last` where nothing was added.
    fn finish(mut self, last: Learner) -> Learner {
        if self.count == 0.0 {
            return last;
        }
        let weights = self.sum.pieces.iter_mut().chain(&mut self.sum.contexts);
        weights.for_each(|weight| *weight /= self.count);
        self.sum
    }
}
