//! The spelling that is likely to be nearly right.
//!
//! Where no spelling is likely, the likeliest is often an odd one; one that differs in few letters
//! from many others is better (minimum Bayes risk, Kumar & Byrne 2004).

use super::{Spelling, UNIT};

/// How far the likelihoods count: of two spellings one nat apart, the first is so many nats likelier
/// than the second.
const TRUST: f32 = 0.5;
/// How much being nearly right is worth, beside being right.
const NEARLY: f32 = 1.0;
/// Spellings are near if at most one letter in so many differs.
const NEAR: usize = 5;

/// Brings the spelling with the highest worth to the front.
pub(super) fn put_first(spellings: &mut [Spelling]) {
    let least = spellings.iter().map(|spelling| spelling.cost).min().unwrap_or_default();
    let chance = |spelling: &Spelling| (TRUST * (least as f32 - spelling.cost as f32) / UNIT).exp();
    let chances: Vec<f32> = spellings.iter().map(chance).collect();
    let worth = |at: usize| {
        let near =
            |(other, _): &(&Spelling, &f32)| are_near(&spellings[at].letters, &other.letters);
        let nearly: f32 =
            spellings.iter().zip(&chances).filter(near).map(|(_, chance)| chance).sum();
        chances[at] + NEARLY * nearly
    };
    let worths = (0..spellings.len()).map(|at| (worth(at), at));
    let best = worths.max_by(|(a, first), (b, second)| a.total_cmp(b).then(second.cmp(first)));
    if let Some((_, best)) = best {
        spellings.swap(0, best);
    }
}

/// Whether `name` becomes `other` by changing at most one letter in five of `other`.
fn are_near(name: &[char], other: &[char]) -> bool {
    let most = other.len() / NEAR;
    if name.len().abs_diff(other.len()) > most {
        return false;
    }
    let same = |(a, b): &(&char, &char)| a == b;
    let start = name.iter().zip(other).take_while(same).count();
    let (name, other) = (&name[start..], &other[start..]);
    let end = name.iter().rev().zip(other.iter().rev()).take_while(same).count();
    let (name, other) = (&name[..name.len() - end], &other[..other.len() - end]);
    match name.len().max(other.len()) {
        longest if longest <= most => true,
        _ if most < 2 => false,
        _ => distance(name, other) <= most,
    }
}

/// Edit distance of Levenshtein.
fn distance(name: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, x) in name.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in other.iter().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}
