//! Weights that are being learned.

use super::decode::{FORBIDDEN, Scores, Trellis, allowed};
use super::features::BITS;
use super::labels::{LABELS, Label};
use super::training::Line;
use super::{MAGIC, PADDING};

type Row = [f32; LABELS];

/// Weights of rows and steps, and their sums over time by which the mean is known.
#[derive(Clone)]
struct Table {
    rows: Vec<Row>,
    row_sums: Vec<Row>,
    steps: [Row; LABELS],
    step_sums: [Row; LABELS],
}

impl Table {
    fn new() -> Self {
        let [rows, row_sums] = [const { [0.0; LABELS] }; 2].map(|row| vec![row; 1 << BITS]);
        let steps = [[0.0; LABELS]; LABELS];
        Self { rows, row_sums, steps, step_sums: steps }
    }

    /// Adds the mean that `other` had until `time`.
    fn add_mean(&mut self, other: &Self, time: f32) {
        let add = |to: &mut Row, row: &Row, sums: &Row| {
            for ((to, weight), sum) in to.iter_mut().zip(row).zip(sums) {
                *to += weight - sum / time;
            }
        };
        for ((to, row), sums) in self.rows.iter_mut().zip(&other.rows).zip(&other.row_sums) {
            add(to, row, sums);
        }
        for ((to, row), sums) in self.steps.iter_mut().zip(&other.steps).zip(&other.step_sums) {
            add(to, row, sums);
        }
    }
}

/// Weights for all corpora, and for each if there are several.
pub(super) struct Weights<'f> {
    shared: Table,
    own: Vec<Table>,
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
    pub(super) fn new(frequent: &'f [bool], run: u64, corpora: usize) -> Self {
        Self {
            shared: Table::new(),
            own: vec![Table::new(); if corpora > 1 { corpora } else { 0 }],
            frequent,
            time: 1.0,
            visit: run as u32 * 77_777,
            trellis: Trellis::default(),
        }
    }

    /// Moves the weights from a wrong guess of the labels of a line to right ones.
    pub(super) fn learn(&mut self, line: &Line) {
        self.visit = self.visit.wrapping_add(0x9E37_79B9);
        let scores = self.scores(line);
        let guess = self.best(line, scores.iter().copied());
        let fits = |(label, set): (&Label, &super::labels::LabelSet)| set.has(*label);
        if !guess.iter().zip(&line.labels).all(fits) {
            let right = scores.iter().zip(&line.labels).map(|(scores, set)| {
                std::array::from_fn(|label| {
                    if set.has(Label(label as u8)) { scores[label] } else { FORBIDDEN }
                })
            });
            let right = self.best(line, right);
            self.walk(line, &right, 1.0);
            self.walk(line, &guess, -1.0);
        }
        self.time += 1.0;
    }

    fn scores(&self, line: &Line) -> Vec<Scores> {
        let own = self.own.get(line.corpus);
        let score = |word: &[u32]| {
            let mut sum = [0.0; LABELS];
            for &row in word.iter().filter(|&&row| is_kept(row, self.visit)) {
                for table in std::iter::once(&self.shared).chain(own) {
                    for (sum, weight) in sum.iter_mut().zip(&table.rows[row as usize]) {
                        *sum += weight;
                    }
                }
            }
            sum.map(|sum| (sum * SCALE) as i32)
        };
        line.words().map(score).collect()
    }

    fn best(&mut self, line: &Line, scores: impl Iterator<Item = Scores>) -> Vec<Label> {
        let own = self.own.get(line.corpus);
        let steps = allowed(|a, b| {
            let own = own.map_or(0.0, |own| own.steps[a][b]);
            ((self.shared.steps[a][b] + own) * SCALE) as i32
        });
        let mut labels = Vec::new();
        self.trellis.best_path(scores.map(Some), &steps, &mut labels);
        labels
    }

    fn walk(&mut self, line: &Line, labels: &[Label], change: f32) {
        let own = self.own.get_mut(line.corpus);
        for table in std::iter::once(&mut self.shared).chain(own) {
            let mut before = Label::OUTSIDE;
            for (word, &label) in line.words().zip(labels) {
                let (a, b) = (usize::from(before.0), usize::from(label.0));
                table.steps[a][b] += change;
                table.step_sums[a][b] += change * self.time;
                for &row in word.iter().filter(|&&row| is_kept(row, self.visit)) {
                    let row = row as usize;
                    if self.frequent[row] {
                        table.rows[row][b] += change;
                        table.row_sums[row][b] += change * self.time;
                    }
                }
                before = label;
            }
        }
    }

    /// Adds the mean that the weights for `corpus` of `other` had over time.
    pub(super) fn add_mean(&mut self, other: &Self, corpus: usize) {
        for table in std::iter::once(&other.shared).chain(other.own.get(corpus)) {
            self.shared.add_mean(table, other.time);
        }
    }

    /// The weights as a file, each divided by `runs`.
    pub(super) fn to_bytes(&self, runs: f32) -> Vec<u8> {
        let scaled = |weight: &f32| (weight / runs * FILE_SCALE).round();
        let mut bytes = Vec::from(*MAGIC);
        bytes.extend_from_slice(&BITS.to_le_bytes());
        for step in self.shared.steps.as_flattened() {
            bytes.extend_from_slice(&(scaled(step) as i16).to_le_bytes());
        }
        for weight in self.shared.rows.as_flattened() {
            bytes.push((scaled(weight).clamp(-127.0, 127.0) as i8).cast_unsigned());
        }
        bytes.resize(bytes.len() + PADDING, 0);
        bytes
    }
}

fn is_kept(row: u32, visit: u32) -> bool {
    ((row ^ visit).wrapping_mul(0x9E37_79B1) >> 16) % 100 >= DROPPED
}
