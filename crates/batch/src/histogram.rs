use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How often which sizes occur: lengths, speeds. A size is counted in steps, twelve for each factor of
/// ten, so that a histogram stays small whatever it is of.
///
/// ```
/// use warraq_batch::Histogram;
///
/// let mut lengths = Histogram::default();
/// [3.0, 10.0, 11.0, 900.0].into_iter().for_each(|length| lengths.add(length));
/// assert_eq!(lengths.quantile(0.5), Some(10.0));
/// assert_eq!(lengths.count(), 4);
/// ```
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram(BTreeMap<i32, u64>);

/// Steps for each factor of ten.
const STEPS: f64 = 12.0;

impl Histogram {
    /// Counts a size; none but positive ones are counted.
    pub fn add(&mut self, size: f64) {
        if size > 0.0 {
            // The logarithm of a number that is no denormal lies far inside the range of the type.
            let step = (size.log10() * STEPS + 1e-9).floor() as i32;
            *self.0.entry(step).or_default() += 1;
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        for (&step, &count) in &other.0 {
            *self.0.entry(step).or_default() += count;
        }
    }

    /// How many sizes were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.values().sum()
    }

    /// The steps in rising order: the least size of the step, and how many sizes fell into it.
    pub fn steps(&self) -> impl Iterator<Item = (f64, u64)> {
        self.0.iter().map(|(&step, &count)| (10_f64.powf(f64::from(step) / STEPS), count))
    }

    /// As [`Histogram::steps`], with the empty steps between the first and the last.
    pub(crate) fn all_steps(&self) -> impl Iterator<Item = (f64, u64)> {
        let ends = self.0.keys().next().zip(self.0.keys().next_back());
        ends.into_iter().flat_map(|(&first, &last)| first..=last).map(|step| {
            let count = self.0.get(&step).copied().unwrap_or_default();
            (10_f64.powf(f64::from(step) / STEPS), count)
        })
    }

    /// The least size of the step that a share of the sizes, 0 to 1, does not pass; nothing where
    /// nothing was counted.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let total = self.count() as f64;
        let mut seen = 0;
        self.steps()
            .find(|&(_, count)| {
                seen += count;
                seen as f64 >= total * share
            })
            .map(|(size, _)| size)
    }
}
