//! Counts of a bounded number of strings.

use rustc_hash::FxHashMap;

/// How often each string came, of at most so many different ones: when there are more, those that
/// came least go, as in the lossy counting of
/// [Manku and Motwani](https://www.vldb.org/conf/2002/S10P03.pdf).
#[derive(Debug)]
pub(super) struct Counts {
    counts: FxHashMap<Box<str>, u64>,
    limit: usize,
}

impl Counts {
    /// No strings; `limit` of them at most.
    pub(super) fn new(limit: usize) -> Self {
        Self { counts: FxHashMap::default(), limit: limit.max(2) }
    }

    pub(super) fn add(&mut self, text: &str, times: u64) {
        if let Some(count) = self.counts.get_mut(text) {
            *count += times;
            return;
        }
        self.counts.insert(text.into(), times);
        if self.counts.len() > self.limit {
            self.forget();
        }
    }

    /// Forgets the rarest until half of the places are free.
    fn forget(&mut self) {
        let mut counts: Vec<u64> = self.counts.values().copied().collect();
        let middle = counts.len() / 2;
        let (_, &mut threshold, _) = counts.select_nth_unstable(middle);
        self.counts.retain(|_, count| *count > threshold);
    }

    /// The strings and how often they came, sorted.
    pub(super) fn into_sorted(self) -> Vec<(String, u64)> {
        let mut sorted: Vec<_> =
            self.counts.into_iter().map(|(text, count)| (text.into_string(), count)).collect();
        sorted.sort_unstable();
        sorted
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn the_rarest_go() {
        let mut counts = Counts::new(4);
        for text in ["و", "و", "و", "من", "من", "من", "في", "عن", "على"] {
            counts.add(text, 1);
        }
        let kept = [("من".to_owned(), 3), ("و".to_owned(), 3)];
        assert_eq!(counts.into_sorted(), kept);
    }
}
