//! The features of a word, as rows of the table of weights.

use super::atoms::{Atom, tells};

/// Bits of a row number.
pub(super) const BITS: u32 = 17;

/// Adds the rows of the features of the word at `at` of a line.
pub(super) fn features(line: &[Atom], at: usize, rows: &mut Vec<u32>) {
    let edge = Atom::edge();
    let atom =
        |ahead: isize| at.checked_add_signed(ahead).and_then(|at| line.get(at)).unwrap_or(&edge);
    let (far_before, before, here) = (atom(-2), atom(-1), atom(0));
    let (after, far_after) = (atom(1), atom(2));
    let mut template = 0;
    let mut add = |a: u64, b: u64| {
        template += 1;
        rows.push(row(template, a, b));
    };
    add(0, 0);
    // Words.
    for word in [far_before, before, here, after, far_after] {
        add(word.key, 0);
    }
    add(before.key, here.key);
    add(here.key, after.key);
    add(here.stem, 0);
    // Letters.
    for letters in 0..4 {
        add(here.head[letters], 0);
        add(here.tail[letters], 0);
    }
    for word in [before, after] {
        add(word.head[1], 0);
        add(word.tail[1], 0);
        add(word.tail[2], 0);
    }
    // Shapes.
    add(before.shape, here.shape);
    add(here.shape, after.shape);
    add(here.shape, here.foreign);
    add(before.foreign, here.foreign);
    add(here.foreign, after.foreign);
    add(here.frequency, here.foreign);
    add(here.frequency, here.facts);
    add(before.frequency << 8 | here.frequency, after.frequency);
    // Classes.
    for ahead in [-3, -2, -1, 0, 1, 2] {
        let class = atom(ahead).class;
        add(class, 0);
    }
    add(before.class << 8 | far_before.class, u64::from(tells(before.class)));
    add(before.class, here.class);
    add(here.class, after.class);
    // Lists.
    add(here.facts, 0);
    add(here.rest, here.facts & 1);
    add(before.facts, here.facts);
    add(here.facts, after.facts);
    add(before.facts, 1);
    add(after.facts, 2);
    add(here.facts, before.class);
    add(here.facts, here.foreign << 8 | before.class);
    // Rules.
    let found = |word: &Atom| u64::from(word.found.0);
    add(found(here), 0);
    add(found(here), u64::from(here.thought.0));
    add(u64::from(here.found.place()), u64::from(here.thought.place()));
    add(u64::from(before.found.place()), u64::from(here.found.place()));
    add(u64::from(here.found.place()), u64::from(after.found.place()));
    add(u64::from(before.thought.place()), u64::from(here.thought.0));
    add(u64::from(here.found.place()), here.facts);
    add(u64::from(here.found.place()), here.key);
    add(u64::from(here.found.place()), before.key);
    add(u64::from(here.found.place()), after.key);
    add(u64::from(here.found.place()), before.class);
    add(u64::from(here.found.place()), here.class);
    add(u64::from(here.thought.0), here.facts);
    add(u64::from(here.found.place()) << 8 | after.class, after.facts);
    add(here.announced, u64::from(here.found.place()));
    add(here.announced, here.facts);
    // The word of a class that stands before, up to four words back.
    let teller = (1..=4).map(|back| (back, atom(-back))).find(|(_, word)| tells(word.class));
    let (back, teller) = teller.map_or((0, &edge), |(back, word)| (back as u64, word));
    add(back, teller.class);
    add(back << 16 | teller.class, u64::from(here.found.place()));
    add(teller.key, here.foreign);
    add(teller.key, u64::from(here.found.place()));
    add(teller.key, back);
    add(far_before.key, before.key);
    add(here.head[0] << 8 | here.foreign, here.rest);
    add(before.foreign << 16 | here.foreign << 8 | after.foreign, u64::from(before.found.kind()));
    add(
        u64::from(here.found.kind()) << 16 | u64::from(before.found.kind()),
        u64::from(after.found.kind()),
    );
    // Document.
    add(u64::from(here.elsewhere.place()), u64::from(here.found.place()));
    add(u64::from(here.elsewhere.place()), here.facts);
    add(u64::from(before.elsewhere.kind()), u64::from(here.elsewhere.kind()));
}

fn row(template: u64, a: u64, b: u64) -> u32 {
    let mut hash = template.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ a;
    hash = (hash ^ hash >> 31).wrapping_mul(0xD6E8_FEB8_6659_FD93).wrapping_add(b);
    hash = (hash ^ hash >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (hash >> (64 - BITS)) as u32
}
