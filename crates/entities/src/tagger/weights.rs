//! Weights that are being learned.

use super::decode::{Trellis, allowed};
use super::features::BITS;
use super::labels::{LABELS, Label};
use super::training::Line;
use super::{MAGIC, WIDTH};

type Row = [f32; LABELS];

/// Weights, and their sums over time by which the mean is known.
pub(super) struct Weights<'f> {
    rows: Vec<Row>,
    row_sums: Vec<Row>,
    steps: [Row; LABELS],
    step_sums: [Row; LABELS],
    /// Rows that are learned.
    frequent: &'f [bool],
    time: f32,
    /// Decides which features are passed over this time.
    visit: u32,
    trellis: Trellis,
}

/// Scores are whole numbers in the trellis.
const SCALE: f32 = 256.0;
/// Weights of the file are in units of 1/16.
const FILE_SCALE: f32 = 16.0;
/// Features passed over at each visit of a line, in percent: what the rules say must not keep the
/// tagger from learning what the words say, nor the other way round.
const DROPPED: u32 = 45;

impl<'f> Weights<'f> {
    pub(super) fn new(frequent: &'f [bool], run: u64) -> Self {
        Self {
            rows: vec![[0.0; LABELS]; 1 << BITS],
            row_sums: vec![[0.0; LABELS]; 1 << BITS],
            steps: [[0.0; LABELS]; LABELS],
            step_sums: [[0.0; LABELS]; LABELS],
            frequent,
            time: 1.0,
            visit: run as u32 * 77_777,
            trellis: Trellis::default(),
        }
    }

    /// Moves the weights from a wrong guess of the labels of a line to the right ones.
    pub(super) fn learn(&mut self, line: &Line) {
        self.visit = self.visit.wrapping_add(0x9E37_79B9);
        let guess = self.guess(line);
        if guess != line.labels {
            self.walk(line, &line.labels, 1.0);
            self.walk(line, &guess, -1.0);
        }
        self.time += 1.0;
    }

    fn guess(&mut self, line: &Line) -> Vec<Label> {
        let Self { rows, steps, trellis, visit, .. } = self;
        let score = |word: &[u32]| {
            let mut sum = [0.0; LABELS];
            for &row in word.iter().filter(|&&row| is_kept(row, *visit)) {
                for (sum, weight) in sum.iter_mut().zip(&rows[row as usize]) {
                    *sum += weight;
                }
            }
            sum.map(|sum| (sum * SCALE) as i32)
        };
        let steps = allowed(|a, b| (steps[a][b] * SCALE) as i32);
        let mut guess = Vec::new();
        trellis.best_path(line.words().map(score), &steps, &mut guess);
        guess
    }

    fn walk(&mut self, line: &Line, labels: &[Label], change: f32) {
        let mut before = Label::OUTSIDE;
        for (word, &label) in line.words().zip(labels) {
            let (a, b) = (usize::from(before.0), usize::from(label.0));
            self.steps[a][b] += change;
            self.step_sums[a][b] += change * self.time;
            for &row in word.iter().filter(|&&row| is_kept(row, self.visit)) {
                let row = row as usize;
                if self.frequent[row] {
                    self.rows[row][b] += change;
                    self.row_sums[row][b] += change * self.time;
                }
            }
            before = label;
        }
    }

    /// Adds the mean that `other` had over time.
    pub(super) fn add_mean(&mut self, other: &Self) {
        let add = |to: &mut Row, row: &Row, sums: &Row| {
            for ((to, weight), sum) in to.iter_mut().zip(row).zip(sums) {
                *to += weight - sum / other.time;
            }
        };
        for ((to, row), sums) in self.rows.iter_mut().zip(&other.rows).zip(&other.row_sums) {
            add(to, row, sums);
        }
        for ((to, row), sums) in self.steps.iter_mut().zip(&other.steps).zip(&other.step_sums) {
            add(to, row, sums);
        }
    }

    /// The weights as a file, each divided by `runs`.
    pub(super) fn to_bytes(&self, runs: f32) -> Vec<u8> {
        let scaled = |weight: &f32| (weight / runs * FILE_SCALE).round();
        let mut bytes = Vec::from(*MAGIC);
        bytes.extend_from_slice(&BITS.to_le_bytes());
        for step in self.steps.as_flattened() {
            bytes.extend_from_slice(&(scaled(step) as i16).to_le_bytes());
        }
        for row in &self.rows {
            let byte = |weight: &f32| scaled(weight).clamp(-127.0, 127.0) as i8;
            bytes.extend(row.iter().map(byte).map(i8::cast_unsigned));
            bytes.resize(bytes.len() + WIDTH - LABELS, 0);
        }
        bytes
    }
}

fn is_kept(row: u32, visit: u32) -> bool {
    ((row ^ visit).wrapping_mul(0x9E37_79B1) >> 16) % 100 >= DROPPED
}
