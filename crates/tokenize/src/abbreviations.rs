//! Abbreviations with a full stop, read from `data/abbreviations.tsv`.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What an abbreviation stands for; one may stand for several.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds {
    /// A title before a name.
    pub(crate) title: bool,
    /// An era after a number.
    pub(crate) era: bool,
    /// Anything else.
    pub(crate) other: bool,
}

/// Letters of the longest listed Arabic word whose full stop is part of it.
pub(crate) const MAX_WORD: usize = 3;

/// The letters that the listed Arabic words of two letters and more end in.
#[cfg(any(test, target_arch = "x86_64"))]
pub(crate) const FINALS: [char; 8] = ['ج', 'ح', 'خ', 'د', 'ر', 'ض', 'ط', 'ك'];

static ABBREVIATIONS: LazyLock<FxHashMap<&str, Kinds>> = LazyLock::new(|| {
    let mut all: FxHashMap<&str, Kinds> = FxHashMap::default();
    for (word, kind) in rows() {
        let kinds = all.entry(word).or_default();
        match kind {
            "title" => kinds.title = true,
            "era" => kinds.era = true,
            _ => kinds.other = true,
        }
    }
    all
});

/// Each abbreviation and its kind.
fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let table = include_str!("../data/abbreviations.tsv");
    let lines = table.lines().skip_while(|line| line.starts_with('#')).skip(1);
    lines.filter_map(|line| {
        let (word, rest) = line.split_once('\t')?;
        Some((word, rest.split('\t').next()?))
    })
}

/// What `word`, without its last full stop, is short for; none if it is not listed.
pub(crate) fn kinds(word: &str) -> Option<Kinds> {
    ABBREVIATIONS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_well_formed() {
        const KINDS: [&str; 10] = [
            "title",
            "era",
            "currency",
            "unit",
            "company",
            "reference",
            "address",
            "blessing",
            "state",
            "other",
        ];
        let mut seen = Vec::new();
        for (word, kind) in rows() {
            assert!(KINDS.contains(&kind), "{word}: kind {kind}");
            assert!(!seen.contains(&(word, kind)), "{word} is listed twice");
            let parts: Vec<usize> = word.split('.').map(|part| part.chars().count()).collect();
            let single = parts.iter().all(|&letters| letters == 1);
            let is_short = word.is_ascii() || parts[0] <= MAX_WORD;
            assert!(single || parts.len() == 1 && is_short, "{word} is not found by the rules");
            let last = word.chars().next_back().unwrap_or_default();
            assert!(word.is_ascii() || single || FINALS.contains(&last), "{word}: last letter");
            seen.push((word, kind));
        }
        assert!(seen.len() > 100);
    }
}
