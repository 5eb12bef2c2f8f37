//! The best labels of a line.

use super::labels::{LABELS, Label};

/// Scores of the labels of a word.
pub(super) type Scores = [i32; LABELS];

/// Worse than any path, and far from overflow.
const NO_PATH: i32 = i32::MIN / 4;
/// Score of a label that a word may not have.
pub(super) const FORBIDDEN: i32 = NO_PATH / 2;

/// The best ways to each label of each word.
#[derive(Debug, Default)]
pub(super) struct Trellis {
    from: Vec<[u8; LABELS]>,
}

impl Trellis {
    /// Adds to `out` the labels of the best path; a word without scores is outside of names.
    /// `steps[a][b]` is the score of `b` after `a`.
    pub(super) fn best_path(
        &mut self,
        words: impl Iterator<Item = Option<Scores>>,
        steps: &[Scores; LABELS],
        out: &mut Vec<Label>,
    ) {
        self.from.clear();
        let mut best = [NO_PATH; LABELS];
        best[0] = 0;
        for scores in words {
            best = match scores {
                Some(scores) => self.step(&best, &scores, steps),
                None => self.step_outside(&best, steps),
            };
        }
        self.walk_back(&best, out);
    }

    fn step(&mut self, before: &Scores, scores: &Scores, steps: &[Scores; LABELS]) -> Scores {
        let mut best = [NO_PATH; LABELS];
        let mut from = [0; LABELS];
        for ((a, &score), steps) in before.iter().enumerate().zip(steps) {
            for b in 0..LABELS {
                let path = score + steps[b];
                if path > best[b] {
                    best[b] = path;
                    from[b] = a as u8;
                }
            }
        }
        self.from.push(from);
        for (path, score) in best.iter_mut().zip(scores) {
            *path = (*path + score).max(NO_PATH);
        }
        best
    }

    fn step_outside(&mut self, before: &Scores, steps: &[Scores; LABELS]) -> Scores {
        let path = |a: usize| before[a] + steps[a][0];
        let from = (0..LABELS).rev().max_by_key(|&a| path(a)).unwrap_or(0);
        self.from.push([from as u8; LABELS]);
        let mut best = [NO_PATH; LABELS];
        best[0] = path(from);
        best
    }

    fn walk_back(&self, last: &Scores, out: &mut Vec<Label>) {
        let start = out.len();
        let best = (0..LABELS).rev().max_by_key(|&label| last[label]).unwrap_or(0);
        let mut label = best as u8;
        for from in self.from.iter().rev() {
            out.push(Label(label));
            label = from.get(usize::from(label)).copied().unwrap_or(0);
        }
        if let Some(path) = out.get_mut(start..) {
            path.reverse();
        }
    }
}

/// `steps` with those that may not be taken.
pub(super) fn allowed(steps: impl Fn(usize, usize) -> i32) -> [Scores; LABELS] {
    std::array::from_fn(|a| {
        std::array::from_fn(|b| {
            if Label(b as u8).may_follow(Label(a as u8)) { steps(a, b) } else { NO_PATH }
        })
    })
}
