//! The spelling that is likely to be nearly right.
//!
//! Where no spelling is likely, the likeliest is often an odd one; one that differs in few letters
//! from many others is better (minimum Bayes risk, Kumar & Byrne 2004).

use strsim::generic_levenshtein;

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
        let near = |(other, _): &(&Spelling, &f32)| are_near(&spellings[at], other);
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
fn are_near(name: &Spelling, other: &Spelling) -> bool {
    let (name, other) = (&name.letters, &other.letters);
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
        _ => most >= 2 && generic_levenshtein(name, other) <= most,
    }
}
