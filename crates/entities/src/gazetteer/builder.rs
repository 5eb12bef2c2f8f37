use std::collections::{BTreeMap, BTreeSet};

use super::{
    ENTITY_BITS, EntityId, FILTER, Facts, HEADER, MAGIC, SLOT, filter_bit, fingerprint, first_slot,
    hash_person_part, hash_phrase, hash_word, pack,
};

/// Collects names and words and writes the compiled file.
#[derive(Debug, Default)]
pub struct Builder {
    nodes: BTreeMap<u64, (Facts, EntityId)>,
    words: BTreeSet<u64>,
    /// Words of which the form in names of foreign people was told.
    parts: BTreeSet<u64>,
    entities: BTreeMap<String, EntityId>,
}

impl Builder {
    /// Adds what is known of `phrase`, whose words are parted by spaces and folded with
    /// `fold_key`. What was said of it before goes first. A Latin name of more than 255 bytes is left out.
    pub fn insert(&mut self, phrase: &str, facts: Facts, latin: Option<&str>) {
        let entity = latin.map_or(0, |latin| self.entity(latin));
        let mut node = None;
        for word in phrase.split_whitespace() {
            let word = hash_word(word);
            node = Some(match node {
                None => {
                    self.words.insert(word);
                    word
                }
                Some(before) => {
                    let (facts, _) = self.nodes.entry(before).or_default();
                    *facts = facts.prefix();
                    hash_phrase(before, word)
                }
            });
        }
        let Some(node) = node else { return };
        let (known, known_entity) = self.nodes.entry(node).or_default();
        *known = known.union(facts);
        if *known_entity == 0 {
            *known_entity = entity;
        }
    }

    /// Adds the Latin form that a word has in names of foreign people, if [`Self::insert`] did not give it to
    /// the word: دانكن is Duncan, and Dunkin'. What was said of it before goes first.
    pub fn insert_person_part(&mut self, word: &str, latin: &str) {
        let word = hash_word(word);
        if !self.parts.insert(word) {
            return;
        }
        let entity = self.entity(latin);
        let is_known = self.nodes.get(&word).is_some_and(|(_, known)| *known == entity);
        if !is_known {
            self.nodes.entry(hash_person_part(word)).or_insert((Facts::default(), entity));
        }
    }

    /// What is known of `phrase` so far.
    #[must_use]
    pub fn facts(&self, phrase: &str) -> Option<Facts> {
        let node = phrase.split_whitespace().map(hash_word).reduce(hash_phrase)?;
        self.nodes.get(&node).map(|(facts, _)| *facts)
    }

    fn entity(&mut self, latin: &str) -> EntityId {
        if latin.len() > usize::from(u8::MAX) {
            return 0;
        }
        let next = self.entities.len() as EntityId + 1;
        *self.entities.entry(latin.to_owned()).or_insert(next)
    }

    /// The compiled file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut names = Vec::new();
        let place = |(name, id): (&String, &EntityId)| {
            let place = names.len() as EntityId + 1;
            names.push(name.len() as u8);
            names.extend_from_slice(name.as_bytes());
            (*id, place)
        };
        let named: BTreeSet<EntityId> = self.nodes.values().map(|(_, entity)| *entity).collect();
        let is_named = |entity: &(&String, &EntityId)| named.contains(entity.1);
        let places: BTreeMap<EntityId, EntityId> =
            self.entities.iter().filter(is_named).map(place).collect();

        // No entity is beyond the names.
        assert!(names.len() < 1 << ENTITY_BITS, "too many Latin names");
        let slots = self.nodes.len() * 8 / 7 + 1;
        let mut table = vec![0; slots * SLOT];
        for (&hash, &(facts, entity)) in &self.nodes {
            let slot = free_slot(&table, hash, slots);
            let entity = places.get(&entity).copied().unwrap_or_default();
            let bytes = &mut table[slot * SLOT..(slot + 1) * SLOT];
            bytes[..4].copy_from_slice(&fingerprint(hash).to_le_bytes());
            bytes[4..].copy_from_slice(&pack(facts, entity));
        }

        let mut bytes = Vec::with_capacity(HEADER + table.len() + names.len());
        bytes.extend_from_slice(MAGIC);
        for count in [slots, names.len()] {
            bytes.extend_from_slice(&(count as u32).to_le_bytes());
        }
        bytes.extend(filter(self.words.iter()));
        bytes.extend(filter(self.nodes.keys().filter(|hash| !self.words.contains(hash))));
        bytes.append(&mut table);
        bytes.append(&mut names);
        bytes
    }
}

fn filter<'h>(hashes: impl Iterator<Item = &'h u64>) -> Vec<u8> {
    let mut filter = vec![0; FILTER / 8];
    for bit in hashes.map(|&hash| filter_bit(hash)) {
        filter[bit / 8] |= 1 << (bit % 8);
    }
    filter
}

fn free_slot(table: &[u8], hash: u64, slots: usize) -> usize {
    let mut slot = first_slot(hash, slots);
    while table[slot * SLOT..slot * SLOT + 4] != [0; 4] {
        slot = (slot + 1) % slots;
    }
    slot
}
