//! The compiled lists: names, parts of names, words that announce names, common words.
//!
//! One file, read where it lies. A phrase is a chain of nodes, one a word; a node's key is a hash
//! of the words up to it, so that a look-up of a phrase costs one look a word and filters keep most words
//! of a text from costing more. Layout, all numbers little-endian, those of the head `u32`:
//!
//! ```text
//! magic "WQG4", slots, length of the names
//! filter: FILTER bits, one set for the hash of each word that begins a phrase
//! filter: FILTER bits, one set for the hash of each further word of a phrase
//! slots × { fingerprint: 32 bits, facts: 26, entity: 22 }     open addressing, fingerprint 0 = free
//! Latin names, each after a byte with its length; an entity is the place of that byte, from 1
//! ```

mod builder;
mod facts;
mod own;

pub use builder::Builder;
pub use facts::{Class, Facts};
pub use own::NameList;

use std::sync::Arc;

static COMPILED: &[u8] = include_bytes!("../data/gazetteer.bin");

const MAGIC: &[u8; 4] = b"WQG4";
const HEADER: usize = 12;
const SLOT: usize = 10;
const ENTITY_BITS: u32 = 48 - Facts::BITS;
/// Bits of the filter, a power of two: small enough to stay near the processor.
const FILTER: usize = 1 << 20;

/// An entity of the lists; 0 is none.
pub type EntityId = u32;

/// What the lists say of a word or phrase.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Kinds, roles and flags.
    pub facts: Facts,
    /// The entity it names, if it is one with a Latin name.
    pub entity: EntityId,
}

/// A reader of the compiled lists.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    words: &'static [u8],
    phrases: &'static [u8],
    slots: &'static [u8],
    names: &'static [u8],
    /// Names that a user added; they go first.
    own: Option<Arc<NameList>>,
}

impl Default for Gazetteer {
    fn default() -> Self {
        let nothing = Self { words: &[], phrases: &[], slots: &[], names: &[], own: None };
        Self::read(COMPILED).unwrap_or(nothing)
    }
}

impl Gazetteer {
    /// Reads a compiled file; `None` if it is not one.
    #[must_use]
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let [slots, names] = [number(rest, 0)?, number(rest, 1)?];
        let body = bytes.get(HEADER..)?;
        let (words, body) = body.split_at_checked(FILTER / 8)?;
        let (phrases, body) = body.split_at_checked(FILTER / 8)?;
        let (slot_bytes, body) = body.split_at_checked(slots as usize * SLOT)?;
        let names = body.get(..names as usize)?;
        Some(Self { words, phrases, slots: slot_bytes, names, own: None })
    }

    /// The same lists and `names`, which go first.
    #[must_use]
    pub fn with_names(self, names: NameList) -> Self {
        Self { own: Some(Arc::new(names)), ..self }
    }

    /// What stands under the key of a single word, made by [`hash_word`].
    #[must_use]
    pub fn word(&self, hash: u64) -> Option<Entry> {
        let listed = passes(self.words, hash).then(|| self.compiled(hash)).flatten();
        self.with_names_of_user(hash, listed)
    }

    /// What stands under the key `hash`, made by [`hash_word`] and [`hash_phrase`].
    #[must_use]
    pub fn get(&self, hash: u64) -> Option<Entry> {
        let known = passes(self.phrases, hash) || passes(self.words, hash);
        let listed = known.then(|| self.compiled(hash)).flatten();
        self.with_names_of_user(hash, listed)
    }

    /// The entity whose Latin name the word with the key `hash`, made by [`hash_word`], has as a part of the
    /// names of foreign people, where [`Self::word`] says what else it names.
    #[must_use]
    pub fn person_part(&self, hash: u64) -> Option<EntityId> {
        if self.own.as_ref().is_some_and(|own| own.get(hash).is_some()) {
            return None;
        }
        let hash = hash_person_part(hash);
        let listed = passes(self.phrases, hash).then(|| self.compiled(hash)).flatten();
        listed.map(|entry| entry.entity)
    }

    fn with_names_of_user(&self, hash: u64, listed: Option<Entry>) -> Option<Entry> {
        match self.own.as_ref().and_then(|own| own.get(hash)) {
            None => listed,
            Some(entry) => Some(self.with_own(entry, listed)),
        }
    }

    /// An entry of a user, who knows better what the word names; longer phrases may begin with it.
    fn with_own(&self, own: Entry, compiled: Option<Entry>) -> Entry {
        let known = compiled.unwrap_or_default();
        if !own.facts.is_own() {
            return Entry { facts: known.facts.prefix(), entity: known.entity };
        }
        let prefix = known.facts.is_prefix();
        let entity = if own.entity == 0 { 0 } else { own.entity + self.last_entity() };
        Entry { facts: if prefix { own.facts.prefix() } else { own.facts }, entity }
    }

    /// No entity of the compiled lists is beyond it.
    fn last_entity(&self) -> EntityId {
        self.names.len() as EntityId
    }

    fn compiled(&self, hash: u64) -> Option<Entry> {
        let wanted = fingerprint(hash);
        let slots = self.slots.len() / SLOT;
        let first = first_slot(hash, slots);
        for slot in (first..slots).chain(0..first) {
            let bytes = self.slots.get(slot * SLOT..slot * SLOT + SLOT)?;
            match number(bytes, 0)? {
                0 => return None,
                found if found == wanted => return Some(unpack(bytes.get(4..)?.try_into().ok()?)),
                _ => {}
            }
        }
        None
    }

    /// The Latin name of an entity of the lists.
    #[must_use]
    pub fn latin(&self, entity: EntityId) -> Option<&str> {
        if entity > self.last_entity() {
            return self.own.as_ref()?.latin(entity - self.last_entity());
        }
        let (&length, names) = self.names.get(entity.checked_sub(1)? as usize..)?.split_first()?;
        std::str::from_utf8(names.get(..usize::from(length))?).ok().filter(|name| !name.is_empty())
    }
}

/// Facts and entity of a slot.
fn unpack(bytes: [u8; SLOT - 4]) -> Entry {
    let packed = bytes.iter().rev().fold(0_u64, |packed, &byte| packed << 8 | u64::from(byte));
    let facts = Facts::from_bits((packed & ((1 << Facts::BITS) - 1)) as u32);
    Entry { facts, entity: (packed >> Facts::BITS) as EntityId }
}

fn pack(facts: Facts, entity: EntityId) -> [u8; SLOT - 4] {
    let packed = u64::from(entity) << Facts::BITS | u64::from(facts.bits());
    let [a, b, c, d, e, f, ..] = packed.to_le_bytes();
    [a, b, c, d, e, f]
}

/// Key of a word: hash of its `fold_key`.
#[must_use]
pub fn hash_word(key: &str) -> u64 {
    hash_letters(key.bytes())
}

/// Key of a word with these bytes.
pub(crate) fn hash_letters(bytes: impl Iterator<Item = u8>) -> u64 {
    // FNV-1a, and a finalizer that spreads it over all bits.
    mix(bytes.fold(SEED, |hash, b| (hash ^ u64::from(b)).wrapping_mul(PRIME)))
}

/// Key of a word that is written as `first` and then `rest`.
#[must_use]
pub(crate) fn hash_joined(first: &str, rest: &str) -> u64 {
    hash_letters(first.bytes().chain(rest.bytes()))
}

/// Key of the phrase that goes on from the phrase or word `before` with the word `next`.
#[must_use]
pub fn hash_phrase(before: u64, next: u64) -> u64 {
    mix(before.rotate_left(17) ^ next.wrapping_mul(PRIME))
}

/// Key of a word as a part of the names of foreign people.
fn hash_person_part(word: u64) -> u64 {
    hash_phrase(PERSON, word)
}

/// No word hashes to it.
const PERSON: u64 = 1;

const SEED: u64 = 0xCBF2_9CE4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01B3;

fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^ (hash >> 29)
}

/// Whether the filter has the bit of the hash.
fn passes(filter: &[u8], hash: u64) -> bool {
    let bit = filter_bit(hash);
    filter.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
}

fn filter_bit(hash: u64) -> usize {
    (hash >> 20) as usize & (FILTER - 1)
}

/// The slot where the search for a key begins: the lower half of its hash, scaled.
fn first_slot(hash: u64, slots: usize) -> usize {
    (((hash & 0xFFFF_FFFF) * slots as u64) >> 32) as usize
}

fn fingerprint(hash: u64) -> u32 {
    ((hash >> 32) as u32).max(1)
}

fn number(bytes: &[u8], index: usize) -> Option<u32> {
    let four = bytes.get(index * 4..index * 4 + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compile(builder: &Builder) -> Gazetteer {
        Gazetteer::read(Box::leak(builder.to_bytes().into_boxed_slice())).unwrap()
    }

    #[test]
    fn phrases_are_found_word_by_word() {
        let mut builder = Builder::default();
        let facts = Facts::default().with_kind(crate::EntityKind::Location);
        builder.insert("الدار البيضاء", facts, Some("Casablanca"));
        let lists = compile(&builder);
        let first = hash_word("الدار");
        assert!(lists.get(first).unwrap().facts.is_prefix());
        let whole = lists.get(hash_phrase(first, hash_word("البيضاء"))).unwrap();
        assert_eq!(whole.facts.kind(), Some(crate::EntityKind::Location));
        assert_eq!(lists.latin(whole.entity), Some("Casablanca"));
        assert_eq!(lists.get(hash_word("البيضاء")), None);
    }

    #[test]
    fn what_was_said_first_of_a_part_of_names_holds() {
        let mut builder = Builder::default();
        builder.insert("دانكن", Facts::default(), Some("Dunkin'"));
        builder.insert("كوفي", Facts::default(), Some("Kofi"));
        for (word, latin) in
            [("دانكن", "Duncan"), ("دانكن", "Dunkan"), ("كوفي", "Kofi"), ("كوفي", "Kufi")]
        {
            builder.insert_person_part(word, latin);
        }
        let lists = compile(&builder);
        let part = |word| lists.latin(lists.person_part(hash_word(word))?);
        assert_eq!(part("دانكن"), Some("Duncan"));
        assert_eq!(part("كوفي"), None);
    }

    #[test]
    fn facts_and_entity_are_packed_without_loss() {
        let facts = Facts::from_bits((1 << Facts::BITS) - 1);
        let entity = (1 << ENTITY_BITS) - 1;
        assert_eq!(unpack(pack(facts, entity)), Entry { facts, entity });
        assert_eq!(
            unpack(pack(Facts::default(), entity)),
            Entry { facts: Facts::default(), entity }
        );
    }

    #[test]
    fn a_damaged_file_is_no_gazetteer() {
        assert!(Gazetteer::read(b"WQG4\x07\x00\x00\x00").is_none());
        assert!(Gazetteer::read(b"").is_none());
    }
}
