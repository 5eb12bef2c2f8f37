//! The features of a word, as rows of the table of weights.

use super::atoms::Atom;
use crate::vocabulary::Traits;

/// Bits of a row number.
pub(super) const BITS: u32 = 16;

/// How far the words are that are seen each for itself.
pub(super) const NEAR: [isize; 3] = [-1, 0, 1];

/// Templates of each place of [`NEAR`], and more than it has.
const TEMPLATES: u64 = 32;

/// The rows of the features of a word that come of the word alone at the place `place` of
/// [`NEAR`], so that they are the same wherever it stands.
#[inline(always)]
pub(super) fn alone(word: &Traits, place: usize, mut add: impl FnMut(u32)) {
    let mut template = TEMPLATES * place as u64;
    let mut add = |a: u64, b: u64| {
        template += 1;
        add(row(template, a, b));
    };
    let facts = u64::from(word.facts);
    add(u64::from(word.class), 0);
    add(word.key, 0);
    add(facts, 0);
    add(word.head(2), 0);
    add(word.tail(2), 0);
    add(word.tail(3), 0);
    if NEAR[place] != 0 {
        return;
    }
    let (shape, foreign) = (u64::from(word.shape), u64::from(word.foreign));
    let (frequency, rest) = (u64::from(word.frequency), u64::from(word.rest));
    add(0, 0);
    add(word.stem, 0);
    for letters in [1, 3, 4] {
        add(word.head(letters), 0);
    }
    add(word.tail(1), 0);
    add(word.tail(4), 0);
    add(shape, foreign);
    add(frequency, foreign);
    add(frequency, facts);
    add(rest, facts & 1);
    add(word.head(1) << 8 | foreign, rest);
}

/// The rows of the features of the word at `at` of a line that come of several words, and of what
/// rules and document say. `edge` stands beyond the line.
#[inline(always)]
pub(super) fn together(line: &[Atom], at: usize, edge: &Atom, mut add: impl FnMut(u32)) {
    let atom =
        |ahead: isize| at.checked_add_signed(ahead).and_then(|at| line.get(at)).unwrap_or(edge);
    let (far_before, before, here) = (atom(-2), atom(-1), atom(0));
    let (after, far_after) = (atom(1), atom(2));
    let mut template = TEMPLATES * NEAR.len() as u64;
    let mut add = |a: u64, b: u64| {
        template += 1;
        add(row(template, a, b));
    };
    let key = |word: &Atom| word.traits.key;
    let class = |word: &Atom| u64::from(word.traits.class);
    let shape = |word: &Atom| u64::from(word.traits.shape);
    let foreign = |word: &Atom| u64::from(word.traits.foreign);
    let frequency = |word: &Atom| u64::from(word.traits.frequency);
    let facts = |word: &Atom| u64::from(word.traits.facts);
    // Words.
    add(key(far_before), 0);
    add(key(far_after), 0);
    add(key(before), key(here));
    add(key(here), key(after));
    // Shapes.
    add(shape(here), shape(after));
    add(foreign(before), foreign(here));
    add(foreign(here), foreign(after));
    add(frequency(before) << 8 | frequency(here), frequency(after));
    // Classes.
    add(class(far_before), 0);
    add(class(far_after), 0);
    add(class(before) << 8 | class(far_before), u64::from(before.tells()));
    add(class(here), class(after));
    // Lists.
    add(facts(before), facts(here));
    add(facts(here), facts(after));
    add(facts(here), foreign(here) << 8 | class(before));
    // Rules.
    let found = |word: &Atom| u64::from(word.found.place());
    let thought = |word: &Atom| u64::from(word.thought.0);
    add(u64::from(here.found.0), 0);
    add(u64::from(here.found.0), thought(here));
    add(found(here), u64::from(here.thought.place()));
    add(found(here), found(after));
    add(u64::from(before.thought.place()), thought(here));
    add(found(here), key(before));
    add(found(here), class(here));
    add(thought(here), facts(here));
    add(found(here) << 8 | class(after), facts(after));
    // The word of a class that stands before, up to four words back.
    let teller = (1..=4).map(|back| (back, atom(-back))).find(|(_, word)| word.tells());
    let (back, teller) = teller.map_or((0, edge), |(back, word)| (back as u64, word));
    add(back, class(teller));
    add(key(teller), found(here));
    let kind = |word: &Atom| u64::from(word.found.kind());
    add(foreign(before) << 16 | foreign(here) << 8 | foreign(after), kind(before));
    // Document.
    add(u64::from(here.elsewhere.place()), found(here));
    add(u64::from(here.elsewhere.place()), facts(here));
    add(u64::from(before.elsewhere.kind()), u64::from(here.elsewhere.kind()));
}

fn row(template: u64, a: u64, b: u64) -> u32 {
    let mut hash = template.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ a;
    hash = (hash ^ hash >> 31).wrapping_mul(0xD6E8_FEB8_6659_FD93).wrapping_add(b);
    hash = (hash ^ hash >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (hash >> (64 - BITS)) as u32
}
