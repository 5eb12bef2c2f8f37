//! Writes a foreign name in Latin letters.
//!
//! A joint model of both spellings (Bisani & Ney 2008, «Joint-sequence models for
//! grapheme-to-phoneme conversion»): a name is a chain of units, each one or two Arabic letters
//! with the none to four Latin letters they stand for, and a unit's probability depends on the
//! units before it. The best chains are looked for from left to right, with few ways kept at each
//! letter. Spellings that lists of Latin words have go before others; if the likeliest is none of
//! these, the one is taken that is nearest to what the others say.

mod consensus;
mod trainer;

use std::ops::Range;
use std::sync::LazyLock;

use super::alphabet::{Folded, plain_latin_letters, spelled_letters, title_case};
use super::known::{KnownWords, LISTS};
pub(super) use consensus::{are_near, best};
pub use trainer::train_speller;

static LEARNED: &[u8] = include_bytes!("../../data/speller.bin");

const MAGIC: &[u8; 4] = b"WQS3";
/// Units in a row that the model knows together.
const ORDER: usize = 5;
/// Ways that are kept at each letter.
const WAYS: usize = 32;
/// How much worse than the best at a letter they may be.
const WIDEST: u32 = 96;
/// Longest word that is spelled, in letters.
const LONGEST: usize = 24;
/// Most Latin letters of a unit.
const LATIN: usize = 4;
/// Cost of a spelling by the number of lists of Latin names that have it.
const UNLISTED: [u32; LISTS + 1] = [144, 64, 24, 0];
/// Logarithms are in units of 1/16, negated.
const UNIT: f32 = 16.0;

/// The unit before the first and the unit after the last.
const START: u16 = 0;
const END: u16 = 1;

/// The likeliest Latin spelling of a foreign word in Arabic letters, with a large first letter,
/// without accents; `None` for what has no letters, a letter that no name has, or too many.
///
/// ```
/// use warraq_entities::spell_latin;
///
/// assert_eq!(spell_latin("واشنطن").as_deref(), Some("Washington"));
/// assert_eq!(spell_latin("123"), None);
/// ```
#[must_use]
pub fn spell_latin(arabic: &str) -> Option<String> {
    speller()?.spell(arabic, Vocabulary::Names)
}

/// As [`spell_latin`], for a word of the name of a company, product or work, which may be an English
/// word.
///
/// ```
/// use warraq_entities::spell_latin_word;
///
/// assert_eq!(spell_latin_word("هورايزون").as_deref(), Some("Horizon"));
/// ```
#[must_use]
pub fn spell_latin_word(arabic: &str) -> Option<String> {
    speller()?.spell(arabic, Vocabulary::NamesAndWords)
}

/// How unlikely it is that a foreign name in Arabic letters is spelled so in Latin ones, in nats:
/// lower is likelier. `None` if it cannot be.
#[must_use]
pub fn spelling_cost(arabic: &str, latin: &str) -> Option<f32> {
    speller()?.cost(arabic, latin)
}

/// The likeliest spellings of a word of a name, the likeliest first.
pub(super) fn name_spellings(arabic: &str) -> Option<Vec<Spelling>> {
    speller()?.likeliest(arabic, Vocabulary::Names)
}

fn speller() -> Option<&'static Speller> {
    static SPELLER: LazyLock<Option<Speller>> = LazyLock::new(|| Speller::read(LEARNED));
    SPELLER.as_ref()
}

/// A unit: letters of both scripts, 0 for none.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Unit {
    arabic: [u8; 2],
    latin: [u8; LATIN],
}

impl Unit {
    fn latin(&self) -> impl Iterator<Item = char> {
        self.latin.iter().take_while(|&&letter| letter > 0).map(|&letter| char::from(letter))
    }

    /// The Latin letters as numbers from 1.
    fn latin_letters(&self) -> impl Iterator<Item = u8> + Clone {
        self.latin.iter().take_while(|&&letter| letter > 0).map(|&letter| letter - b'a' + 1)
    }
}

/// A chain of units that was seen, in a tree of chains.
#[derive(Debug, Clone, Copy)]
struct Node {
    unit: u16,
    /// Cost of the unit after those before it.
    cost: u8,
    /// Cost of leaving the chain for a shorter one.
    leave: u8,
    /// First of the chains that go on from here; they end where those of the next node begin.
    children: u32,
}

const NODE: usize = 8;

/// Which spellings of a word are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vocabulary {
    Names,
    /// Names, and English words, which are as likely as the names that all lists have.
    NamesAndWords,
}

/// A spelling of a word.
#[derive(Debug)]
pub(super) struct Spelling {
    pub(super) letters: Vec<char>,
    /// In units of 1/16 nat.
    pub(super) cost: u32,
    /// Whether a list has it.
    pub(super) known: bool,
}

/// Ways to the end of the word that are read, and spellings that are compared.
const LOOKED_AT: usize = 64;
const COMPARED: usize = 16;

#[derive(Debug)]
struct Speller {
    units: Vec<Unit>,
    /// Units by their first Arabic letter: `starts[letter]..starts[letter + 1]`.
    starts: Vec<u16>,
    /// The chains of all lengths, shortest first; within one length in the order of the tree. The
    /// last is beyond the end.
    nodes: Vec<Node>,
    roots: usize,
    /// Latin names.
    names: KnownWords,
    /// English words.
    words: KnownWords,
}

/// The places of the ends of the last 1, 2 … units in the tree.
type Ends = [Option<u32>; ORDER - 1];

#[derive(Debug, Clone, Copy)]
struct Way {
    cost: u32,
    ends: Ends,
    /// The unit and the way before it.
    unit: u16,
    before: u32,
    /// Latin letters so far.
    written: u8,
}

impl Speller {
    fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let number = |at: usize| {
            rest.get(at..at + 4).and_then(|four| Some(u32::from_le_bytes(four.try_into().ok()?)))
        };
        let (units, roots) = (number(0)? as usize, number(4)? as usize);
        let (names, rest) = KnownWords::read(rest.get(8..)?)?;
        let (words, rest) = KnownWords::read(rest)?;
        let (unit_bytes, node_bytes) = rest.split_at_checked(units * (2 + LATIN))?;
        let units: Vec<Unit> = unit_bytes
            .chunks_exact(2 + LATIN)
            .map(|b| Unit { arabic: [b[0], b[1]], latin: [b[2], b[3], b[4], b[5]] })
            .collect();
        let nodes = node_bytes
            .chunks_exact(NODE)
            .map(|b| Node {
                unit: u16::from_le_bytes([b[0], b[1]]),
                cost: b[2],
                leave: b[3],
                children: u32::from_le_bytes([b[4], b[5], b[6], b[7]]),
            })
            .collect();
        let start = |letter| units.partition_point(|unit| unit.arabic[0] < letter) as u16;
        let starts = (0..=u8::MAX).map(start).collect();
        Some(Self { units, starts, nodes, roots, names, words })
    }

    fn spell(&self, arabic: &str, vocabulary: Vocabulary) -> Option<String> {
        let spellings = self.likeliest(arabic, vocabulary)?;
        let costs = spellings.iter().map(|spelling| spelling.cost as i32);
        let near =
            |at: usize, other: usize| are_near(&spellings[at].letters, &spellings[other].letters);
        let best = if spellings.first()?.known { 0 } else { best(costs, near)? };
        let best = spellings.get(best)?.letters.iter().copied();
        Some(title_case(best)).filter(|name| !name.is_empty())
    }

    /// The likeliest spellings, the likeliest first.
    fn likeliest(&self, arabic: &str, vocabulary: Vocabulary) -> Option<Vec<Spelling>> {
        let (ways, last) = self.search(arabic, None)?;
        let mut order: Vec<(u32, u32)> =
            last.map(|at| (self.whole_cost(&ways[at as usize]), at)).collect();
        order.sort_unstable();
        order.truncate(LOOKED_AT);
        let mut spellings: Vec<Spelling> = Vec::new();
        for (cost, at) in order {
            let letters = self.read_back(&ways, at);
            if spellings.iter().all(|spelling| spelling.letters != letters) {
                let lists = self.lists_with(letters.iter().copied(), vocabulary);
                let cost = cost + UNLISTED[lists];
                spellings.push(Spelling { letters, cost, known: lists > 0 });
            }
        }
        spellings.sort_by_key(|spelling| spelling.cost);
        spellings.truncate(COMPARED);
        Some(spellings)
    }

    fn lists_with(
        &self,
        word: impl Iterator<Item = char> + Clone,
        vocabulary: Vocabulary,
    ) -> usize {
        let names = self.names.lists_with(word.clone());
        match vocabulary {
            Vocabulary::Names => names,
            Vocabulary::NamesAndWords => names.max(self.words.lists_with(word)),
        }
    }

    /// How unlikely it is that `arabic` is spelled `latin`, in nats; `None` if it cannot be.
    fn cost(&self, arabic: &str, latin: &str) -> Option<f32> {
        let target = Folded::latin(latin);
        let (ways, last) = self.search(arabic, Some(target.letters()))?;
        let lists = self.names.lists_with(plain_latin_letters(latin));
        let cost = last.map(|at| self.whole_cost(&ways[at as usize])).min()?;
        Some((cost + UNLISTED[lists]) as f32 / UNIT)
    }

    /// Cost of a way to the end of the word.
    fn whole_cost(&self, way: &Way) -> u32 {
        way.cost + self.after(&way.ends, END).0
    }

    /// The best ways to spell `arabic`, as `target` if that is given, and the places of those that
    /// spell all of it.
    fn search(&self, arabic: &str, target: Option<&[u8]>) -> Option<(Vec<Way>, Range<u32>)> {
        let letters = spelled_letters(arabic)?;
        if letters.is_empty() || letters.len() > LONGEST {
            return None;
        }
        let mut ways: Vec<Way> = Vec::new();
        let mut cells: Vec<Vec<Way>> = vec![Vec::new(); letters.len() + 1];
        let start = Way { cost: 0, ends: [None; ORDER - 1], unit: START, before: 0, written: 0 };
        cells.first_mut()?.push(Way { ends: self.after(&start.ends, START).1, ..start });
        let mut steps = Vec::new();
        // A way to the target may seem bad for long.
        let widest = if target.is_some() { u32::MAX } else { WIDEST };
        for at in 0..letters.len() {
            for before in keep_best(std::mem::take(cells.get_mut(at)?), widest, &mut ways) {
                self.extend(
                    letters.get(at..)?,
                    target,
                    (before, ways[before as usize]),
                    &mut steps,
                );
                for &(length, way) in &steps {
                    cells.get_mut(at + length)?.push(way);
                }
            }
        }
        let whole =
            |way: &Way| target.is_none_or(|target| usize::from(way.written) == target.len());
        let first = ways.len() as u32;
        ways.extend(cells.pop()?.into_iter().filter(whole));
        let end = ways.len() as u32;
        (first < end).then_some((ways, first..end))
    }

    /// The ways that go on from `before`, and its place, by the first of `letters`; each with the
    /// number of letters it takes.
    fn extend(
        &self,
        letters: &[u8],
        target: Option<&[u8]>,
        (place, before): (u32, Way),
        out: &mut Vec<(usize, Way)>,
    ) {
        out.clear();
        let letter = usize::from(letters[0]);
        let (first, end) = (self.starts[letter], self.starts[letter + 1]);
        let rest = target.map(|target| &target[usize::from(before.written)..]);
        let leaves =
            before.ends.map(|end| end.map_or(0, |end| u32::from(self.nodes[end as usize].leave)));
        let all: u32 = leaves.iter().sum();
        out.extend((first..end).map(|unit| {
            let root = Some(u32::from(unit)).filter(|&unit| (unit as usize) < self.roots);
            let cost =
                root.map_or(u32::from(u8::MAX), |root| u32::from(self.nodes[root as usize].cost));
            let mut ends: Ends = [None; ORDER - 1];
            ends[0] = root;
            (0, Way { cost: before.cost + all + cost, ends, unit, before: place, written: 0 })
        }));
        // What a longer chain knows goes before what a shorter one does.
        let mut left = all;
        for (length, (end_node, leave)) in before.ends.iter().zip(leaves).enumerate() {
            left -= leave;
            let Some(node) = *end_node else { continue };
            for (child, known) in self.children(node, first, end) {
                let (_, way) = &mut out[usize::from(known.unit - first)];
                way.cost = before.cost + left + u32::from(known.cost);
                if let Some(slot) = way.ends.get_mut(length + 1) {
                    *slot = Some(child);
                }
            }
        }
        out.retain_mut(|(length, way)| {
            let unit = self.units[usize::from(way.unit)];
            let second = unit.arabic[1];
            let latin = unit.latin_letters();
            way.written = before.written + latin.clone().count() as u8;
            *length = if second == 0 { 1 } else { 2 };
            let fits = second == 0 || letters.get(1) == Some(&second);
            fits && rest.is_none_or(|rest| {
                latin.clone().eq(rest.iter().copied().take(latin.clone().count()))
            })
        });
    }

    /// The chains that go on from `node` by one of the units from `first` to before `end`.
    fn children(&self, node: u32, first: u16, end: u16) -> impl Iterator<Item = (u32, &Node)> {
        let number = |at: usize| self.nodes.get(at).map_or(0, |node| node.children as usize);
        let (start, stop) = (number(node as usize), number(node as usize + 1));
        let children = self.nodes.get(start..stop).unwrap_or_default();
        let skipped = children.partition_point(|child| child.unit < first);
        let places = (start + skipped) as u32..;
        places
            .zip(children.get(skipped..).unwrap_or_default())
            .take_while(move |(_, child)| child.unit < end)
    }

    /// The Latin letters of a way.
    fn read_back(&self, ways: &[Way], last: u32) -> Vec<char> {
        let mut letters = Vec::new();
        let mut at = last;
        while let Some(way) = ways.get(at as usize).filter(|_| at > 0) {
            let unit = self.units[usize::from(way.unit)];
            let end = unit.latin_letters().count();
            letters.extend(unit.latin[..end].iter().rev().map(|&letter| char::from(letter)));
            at = way.before;
        }
        letters.reverse();
        letters
    }

    /// Cost of `unit` after the chains that end at `ends`, and the ends of the chains with it.
    fn after(&self, ends: &Ends, unit: u16) -> (u32, Ends) {
        let mut next: Ends = [None; ORDER - 1];
        let mut cost = None;
        let mut left = 0;
        for length in (1..ORDER).rev() {
            let Some(end) = ends[length - 1] else { continue };
            let found = self.child(end, unit);
            if let Some(slot) = next.get_mut(length) {
                *slot = found;
            }
            match found {
                Some(found) if cost.is_none() => {
                    cost = Some(left + u32::from(self.nodes[found as usize].cost));
                }
                None if cost.is_none() => left += u32::from(self.nodes[end as usize].leave),
                _ => {}
            }
        }
        next[0] = Some(u32::from(unit)).filter(|&unit| (unit as usize) < self.roots);
        let alone =
            next[0].map_or(u32::from(u8::MAX), |root| u32::from(self.nodes[root as usize].cost));
        (cost.unwrap_or(left + alone), next)
    }

    /// The chain that goes on from `node` by `unit`.
    fn child(&self, node: u32, unit: u16) -> Option<u32> {
        let start = self.nodes.get(node as usize)?.children as usize;
        let end = self.nodes.get(node as usize + 1)?.children as usize;
        let children = self.nodes.get(start..end)?;
        let at = children.binary_search_by_key(&unit, |child| child.unit).ok()?;
        Some((start + at) as u32)
    }
}

/// Adds the best ways of a cell, those at most so much worse than the best one, to the others and returns
/// their places.
fn keep_best(mut cell: Vec<Way>, widest: u32, ways: &mut Vec<Way>) -> Range<u32> {
    let order = |way: &Way| (way.cost, way.before, way.unit);
    if cell.len() > WAYS {
        cell.select_nth_unstable_by_key(WAYS, order);
        cell.truncate(WAYS);
    }
    cell.sort_unstable_by_key(order);
    let best = cell.first().map_or(0, |way| way.cost);
    cell.truncate(cell.partition_point(|way| way.cost <= best.saturating_add(widest)));
    let first = ways.len() as u32;
    ways.extend(cell);
    first..ways.len() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spelled_sounds_alike() {
        for arabic in ["ويتفيلد", "بروكنشتاين", "أوكونجوالا", "فيليتشيفسكي", "مارشفيلد"]
        {
            let latin = spell_latin(arabic).unwrap();
            let score = crate::similarity(arabic, &latin);
            assert!(score > crate::SAME_NAME, "{arabic} {latin} {score}");
        }
    }

    #[test]
    fn what_cannot_be_spelled() {
        assert_eq!(spell_latin(""), None);
        assert_eq!(spell_latin("A4"), None);
        assert_eq!(spell_latin(&"ب".repeat(60)), None);
        assert!(Speller::read(b"WQS3").is_none());
    }
}
