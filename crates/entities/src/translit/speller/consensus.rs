//! The spelling that is likely to be nearly right.
//!
//! Where no spelling is likely, the likeliest is often an odd one; one that differs in few letters
//! from many others is better (minimum Bayes risk, Kumar & Byrne 2004).

use strsim::generic_levenshtein;

use super::UNIT;

/// How far the likelihoods count: of two spellings one nat apart, the first is so many nats likelier
/// than the second.
const TRUST: f32 = 0.5;
/// How much being nearly right is worth, beside being right.
const NEARLY: f32 = 1.0;
/// Spellings are near if at most one letter in so many differs.
const NEAR: usize = 5;

/// The place of the spelling with the highest worth, by the costs of all and which are near others.
pub(in crate::translit) fn best(
    costs: impl Iterator<Item = i32> + Clone,
    is_near: impl Fn(usize, usize) -> bool,
) -> Option<usize> {
    let least = costs.clone().min()?;
    let chance = |cost: i32| (TRUST * (least - cost) as f32 / UNIT).exp();
    let worth = |(at, cost)| {
        let nearly = costs.clone().enumerate().filter(|&(other, _)| is_near(at, other));
        let nearly: f32 = nearly.map(|(_, cost)| chance(cost)).sum();
        (chance(cost) + NEARLY * nearly, at)
    };
    let worths = costs.clone().enumerate().map(worth);
    let best = worths.max_by(|(a, first), (b, second)| a.total_cmp(b).then(second.cmp(first)));
    best.map(|(_, at)| at)
}

/// Whether `name` becomes `other` by changing at most one letter in five of `other`.
pub(in crate::translit) fn are_near(name: &[char], other: &[char]) -> bool {
    let most = other.len() / NEAR;
    if name.len().abs_diff(other.len()) > most {
        return false;
    }
    // What differs lies between the first and the last difference, which mostly tells enough.
    let same = |(a, b): &(&char, &char)| a == b;
    let start = name.iter().zip(other).take_while(same).count();
    let rest = name[start..].iter().rev().zip(other[start..].iter().rev());
    let end = rest.take_while(same).count();
    match name.len().max(other.len()) - start - end {
        between if between <= most => true,
        _ => most >= 2 && generic_levenshtein(&Letters(name), &Letters(other)) <= most,
    }
}

struct Letters<'n>(&'n [char]);

impl<'l> IntoIterator for &'l Letters<'_> {
    type Item = &'l char;
    type IntoIter = std::slice::Iter<'l, char>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
