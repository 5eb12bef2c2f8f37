use super::{EDGE, LETTERS, UNIT, letter, place};

/// Learns the model of foreign spelling.
#[derive(Debug)]
pub struct LettersTrainer {
    names: Counts,
    words: Counts,
}

#[derive(Debug)]
struct Counts {
    triples: Vec<f32>,
    pairs: Vec<f32>,
    singles: Vec<f32>,
}

impl Default for LettersTrainer {
    fn default() -> Self {
        Self { names: Counts::new(), words: Counts::new() }
    }
}

impl LettersTrainer {
    /// Adds a foreign name, folded.
    pub fn add_name(&mut self, key: &str) {
        self.names.add(key);
    }

    /// Adds a common word, folded.
    pub fn add_word(&mut self, key: &str) {
        self.words.add(key);
    }

    /// The compiled model.
    #[must_use]
    pub fn train(&self) -> Vec<u8> {
        let mut model = vec![0; LETTERS * LETTERS * LETTERS];
        for first in 0..LETTERS {
            for second in 0..LETTERS {
                for third in 0..LETTERS {
                    let [name, word] = [&self.names, &self.words]
                        .map(|counts| counts.probability(first, second, third).ln());
                    let odds = ((name - word) * UNIT).clamp(-127.0, 127.0);
                    model[place(first, second, third)] = (odds as i8).to_le_bytes()[0];
                }
            }
        }
        model
    }
}

impl Counts {
    fn new() -> Self {
        Self {
            triples: vec![0.0; LETTERS * LETTERS * LETTERS],
            pairs: vec![0.0; LETTERS * LETTERS],
            singles: vec![0.0; LETTERS],
        }
    }

    fn add(&mut self, key: &str) {
        let mut before = [EDGE, EDGE];
        for third in key.chars().map(letter).chain([EDGE]) {
            self.triples[place(before[0], before[1], third)] += 1.0;
            self.pairs[before[1] * LETTERS + third] += 1.0;
            self.singles[third] += 1.0;
            before = [before[1], third];
        }
    }

    /// Probability of the third letter after two others, smoothed by shorter contexts.
    fn probability(&self, first: usize, second: usize, third: usize) -> f32 {
        const WEIGHT: f32 = 4.0;
        let total: f32 = self.singles.iter().sum();
        let single = (self.singles[third] + 1.0) / (total + LETTERS as f32);
        let after_one: f32 = self.pairs[second * LETTERS..][..LETTERS].iter().sum();
        let pair = (self.pairs[second * LETTERS + third] + WEIGHT * single) / (after_one + WEIGHT);
        let row = place(first, second, 0);
        let after_two: f32 = self.triples[row..row + LETTERS].iter().sum();
        (self.triples[row + third] + WEIGHT * pair) / (after_two + WEIGHT)
    }
}
