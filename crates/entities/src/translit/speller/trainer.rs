use std::collections::{BTreeMap, BTreeSet};

use super::{END, LATIN, MAGIC, ORDER, START, UNIT, Unit};
use crate::translit::Model;
use crate::translit::alphabet::{Folded, spelled_letters};
use crate::translit::known::{KnownWords, LISTS};

/// Share of an Arabic letter's uses below which a unit is left out.
const RARE: f64 = 0.003;
/// Taken off each count for what was not seen (Kneser & Ney 1995).
const DISCOUNT: f64 = 0.75;
/// Pairs that sound less alike are slips of the list.
const ALIKE: f32 = 0.1;

type Chain = Vec<u16>;
type Counts = BTreeMap<Chain, f64>;

/// Learns to spell from pairs of words in Arabic and Latin letters and the pair model `spellings`
/// that [`super::super::Trainer`] learned from them; returns the compiled model. `lists` are words of
/// Latin names, in small letters without accents: of two spellings that are as likely, the one is taken
/// that more lists have, the words of the pairs being a list as well. `words` are those that others than
/// people are named with.
#[must_use]
pub fn train_speller(
    spellings: &[u8],
    pairs: &[(String, String)],
    lists: &[BTreeSet<String>],
    words: &BTreeSet<String>,
) -> Vec<u8> {
    let model = Model::read(spellings);
    let names: Vec<Vec<Unit>> =
        pairs.iter().filter_map(|(arabic, latin)| units(&model, arabic, latin)).collect();
    let kept = usual_units(&names);
    let number: BTreeMap<Unit, u16> =
        kept.iter().enumerate().map(|(at, &unit)| (unit, at as u16)).collect();
    let chains: Vec<Chain> = names.iter().filter_map(|units| chain(units, &number)).collect();
    let own: BTreeSet<String> =
        names.iter().map(|units| units.iter().flat_map(Unit::latin).collect()).collect();
    let lists: Vec<&BTreeSet<String>> = lists.iter().chain([&own]).collect();
    let having = |word: &str| lists.iter().filter(|list| list.contains(word)).count();
    let names = lists.iter().copied().flatten().map(|word| (&**word, having(word))).collect();
    let words = words.iter().map(|word| (&**word, LISTS)).collect();
    write(&kept, &[names, words], &Chains::learn(&chains, kept.len()))
}

/// The units of a pair, by its best alignment.
fn units(model: &Model, arabic: &str, latin: &str) -> Option<Vec<Unit>> {
    let (folded, foreign) = (Folded::arabic(arabic), Folded::latin(latin));
    let letters = spelled_letters(arabic)?;
    if letters.len() != folded.letters().len() || model.score(&folded, &foreign) < ALIKE {
        return None;
    }
    let mut units: Vec<Unit> = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut waiting = Vec::new();
    for step in model.align(&folded, &foreign)? {
        let (a, b) = step.letters;
        let piece = foreign.letters()[j..j + b].iter().map(|&letter| b'a' + letter - 1);
        if a == 0 && !units.is_empty() {
            units.last_mut()?.push(piece)?;
        } else if a == 0 {
            waiting.extend(piece);
        } else {
            let arabic = [letters[i], if a == 2 { letters[i + 1] } else { 0 }];
            let mut unit = Unit { arabic, latin: [0; LATIN] };
            unit.push(waiting.drain(..).chain(piece))?;
            units.push(unit);
        }
        (i, j) = (i + a, j + b);
    }
    Some(units)
}

impl Unit {
    /// Adds Latin letters; `None` if they are too many.
    fn push(&mut self, letters: impl Iterator<Item = u8>) -> Option<()> {
        for letter in letters {
            *self.latin.iter_mut().find(|slot| **slot == 0)? = letter;
        }
        Some(())
    }
}

/// Start, end, and the units that are not rare, in order.
fn usual_units(names: &[Vec<Unit>]) -> Vec<Unit> {
    let mut counts = BTreeMap::<Unit, f64>::new();
    let mut totals = BTreeMap::<u8, f64>::new();
    for unit in names.iter().flatten() {
        *counts.entry(*unit).or_default() += 1.0;
        *totals.entry(unit.arabic[0]).or_default() += 1.0;
    }
    let usual = |(unit, count): &(Unit, f64)| {
        let total = totals.get(&unit.arabic[0]).copied().unwrap_or_default();
        *count >= 3.0 && count / total >= RARE
    };
    let edges = [Unit::default(); 2];
    let units = counts.into_iter().filter(usual).map(|(unit, _)| unit);
    edges.into_iter().chain(units).collect()
}

fn chain(units: &[Unit], number: &BTreeMap<Unit, u16>) -> Option<Chain> {
    let mut chain = vec![START];
    for unit in units {
        chain.push(*number.get(unit)?);
    }
    chain.push(END);
    Some(chain)
}

/// Chains of each length with the probability of their last unit after the others.
struct Chains {
    counts: Vec<Counts>,
    probability: Vec<Counts>,
}

impl Chains {
    fn learn(names: &[Chain], units: usize) -> Self {
        let mut raw = vec![Counts::new(); ORDER];
        for (order, counts) in raw.iter_mut().enumerate() {
            for chain in names.iter().flat_map(|name| name.windows(order + 1)) {
                *counts.entry(chain.to_vec()).or_default() += 1.0;
            }
        }
        let mut probability = vec![Counts::new(); ORDER];
        for order in 0..ORDER {
            let counts =
                if order + 1 < ORDER { continued(&raw, order) } else { raw[order].clone() };
            let totals = totals(&counts);
            let mut shorter = std::mem::take(&mut probability[order]);
            for (chain, count) in &counts {
                let (total, kinds) = totals[&chain[..order]];
                let below = match order {
                    0 => 1.0 / units as f64,
                    _ => probability[order - 1].get(&chain[1..]).copied().unwrap_or(1e-9),
                };
                let p = ((count - DISCOUNT).max(0.0) + DISCOUNT * kinds * below) / total;
                shorter.insert(chain.clone(), p);
            }
            probability[order] = shorter;
        }
        Self { counts: raw, probability }
    }

    /// Whether the chain is kept in the model.
    fn is_kept(&self, chain: &[u16]) -> bool {
        let count = self.counts[chain.len() - 1].get(chain).copied().unwrap_or_default();
        chain.len() < 3 || count >= 2.0
    }

    fn p(&self, chain: &[u16]) -> f64 {
        self.probability[chain.len() - 1].get(chain).copied().unwrap_or(1e-9)
    }
}

/// How many different units stand before each chain; chains at the start of a name count whole.
fn continued(raw: &[Counts], order: usize) -> Counts {
    let mut counts = Counts::new();
    for chain in raw[order + 1].keys() {
        *counts.entry(chain[1..].to_vec()).or_default() += 1.0;
    }
    let first = raw[order].iter().filter(|(chain, _)| chain[0] == START);
    counts.extend(first.map(|(chain, &count)| (chain.clone(), count)));
    counts
}

/// Sum of the counts of each chain's continuations, and their number.
fn totals(counts: &Counts) -> BTreeMap<Chain, (f64, f64)> {
    let mut totals = BTreeMap::<Chain, (f64, f64)>::new();
    for (chain, count) in counts {
        let (sum, kinds) = totals.entry(chain[..chain.len() - 1].to_vec()).or_default();
        *sum += count;
        *kinds += 1.0;
    }
    totals
}

fn write(units: &[Unit], known: &[BTreeMap<&str, usize>], chains: &Chains) -> Vec<u8> {
    let mut bytes = Vec::from(*MAGIC);
    for count in [units.len(), units.len()] {
        bytes.extend_from_slice(&(count as u32).to_le_bytes());
    }
    known.iter().for_each(|words| KnownWords::write(words, &mut bytes));
    for unit in units {
        bytes.extend_from_slice(&unit.arabic);
        bytes.extend_from_slice(&unit.latin);
    }
    let mut level: BTreeSet<Chain> = (0..units.len() as u16).map(|unit| vec![unit]).collect();
    let mut next_start = level.len();
    for order in 1..=ORDER {
        let next: BTreeSet<Chain> = match chains.counts.get(order) {
            Some(counts) => counts.keys().filter(|chain| chains.is_kept(chain)).cloned().collect(),
            None => BTreeSet::new(),
        };
        for chain in &level {
            let children: Vec<&Chain> =
                next.range(chain.clone()..).take_while(|next| next.starts_with(chain)).collect();
            bytes.extend_from_slice(&chain[order - 1].to_le_bytes());
            bytes.push(cost(chains.p(chain)));
            bytes.push(cost(left_over(chains, &children)));
            bytes.extend_from_slice(&(next_start as u32).to_le_bytes());
            next_start += children.len();
        }
        level = next;
    }
    // What is beyond the end, so that each node knows where its children end.
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&(next_start as u32).to_le_bytes());
    bytes
}

/// What the probabilities of the kept continuations leave, as a factor for the shorter chain.
fn left_over(chains: &Chains, children: &[&Chain]) -> f64 {
    let here: f64 = children.iter().map(|child| chains.p(child)).sum();
    let shorter: f64 = children.iter().map(|child| chains.p(&child[1..])).sum();
    ((1.0 - here).max(1e-4) / (1.0 - shorter).max(1e-4)).min(1.0)
}

fn cost(probability: f64) -> u8 {
    (-probability.ln() as f32 * UNIT).round().clamp(0.0, 255.0) as u8
}
