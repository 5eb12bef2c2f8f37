//! How well clitics are found.

use super::{Scheme, Segmenter, TrainingWord};

/// Words cut as they should be, and the boundaries in them.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct SegmentationScore {
    /// Words looked at.
    pub words: u64,
    /// Words of which every boundary was found and no other.
    pub right: u64,
    /// Boundaries that should be found.
    pub gold: u64,
    /// Boundaries that were found.
    pub found: u64,
    /// Boundaries that were found and should be.
    pub agreed: u64,
}

impl SegmentationScore {
    /// Counts a word with the boundaries `found` in it.
    pub fn add(&mut self, gold: &TrainingWord, found: &[u32]) {
        self.words += 1;
        self.right += u64::from(gold.cuts == found);
        self.gold += gold.cuts.len() as u64;
        self.found += found.len() as u64;
        self.agreed += found.iter().filter(|cut| gold.cuts.contains(cut)).count() as u64;
    }

    /// Share of the words that are right, from 0 to 1; 1 if there are none.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        if self.words == 0 { 1.0 } else { self.right as f64 / self.words as f64 }
    }

    /// Harmonic mean of precision and recall of the boundaries, from 0 to 1; 1 if there are none.
    #[must_use]
    pub fn boundary_f1(&self) -> f64 {
        let all = self.gold + self.found;
        if all == 0 { 1.0 } else { 2.0 * self.agreed as f64 / all as f64 }
    }
}

impl Segmenter {
    /// The boundaries that this segmenter finds in a word of which people have marked others.
    #[must_use]
    pub fn cuts(&self, word: &TrainingWord, scheme: Scheme) -> Vec<u32> {
        let found = self.segment_between(&word.word, &word.source, word.neighbours(), scheme);
        found.parts().skip(1).map(|part| part.span.start).collect()
    }
}
