//! A table of a bounded number of words that forgets those that come rarely.

use super::WordInfo;
use crate::Segmentation;
use crate::segment::Ranking;
use arrayvec::ArrayString;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Words and what is known of each. A word has [`WAYS`] places where it can be. It moves to the
/// first of them whenever it is asked for; when all are taken, a new word takes the last and moves
/// to the middle, so that words that come once do not drive out those that come often.
#[derive(Debug, Default, Clone)]
pub(super) struct Table {
    /// For each of [`SETS`] values of the hash its places: a line of cache.
    sets: Vec<Set>,
    slots: Vec<Slot>,
}

const WAYS: usize = 16;
const SETS: usize = 1 << 13;

#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Set([Place; WAYS]);

/// Where a word is: 17 bits for the index of its slot, 15 bits of its hash, the lowest of them 1;
/// 0 for no word.
#[derive(Debug, Default, Clone, Copy)]
struct Place(u32);

impl Place {
    fn has_tag(self, hash: u64) -> bool {
        self.0 >> 17 == tag(hash)
    }

    fn slot(self) -> usize {
        (self.0 & 0x1_FFFF) as usize
    }
}

/// A word and what is known of it.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Slot {
    segmentation: Segmentation,
    /// What the neighbours of the word can change.
    ranking: Ranking,
    word_end: u8,
    norm_start: u8,
    norm_end: u8,
    stem_start: u8,
    stem_end: u8,
    /// The word; its search form and stem too, unless they are a part of what stands before.
    forms: ArrayString<MAX_BYTES>,
}

const MAX_BYTES: usize = 56;

impl Table {
    /// The slot of `word`, which has this `hash`.
    pub(super) fn find(&mut self, hash: u64, word: &str) -> Option<usize> {
        let Set(places) = self.sets.get_mut(set(hash))?;
        let known = places.iter().position(|place| {
            let slot = || self.slots.get(place.slot());
            place.has_tag(hash) && slot().is_some_and(|slot| slot.word() == word)
        })?;
        let place = *places.get(known)?;
        if known > 0 {
            places.get_mut(..=known)?.rotate_right(1);
        }
        Some(place.slot())
    }

    /// Reads what [`Table::find`] will read for words of these hashes. One by one each would wait for
    /// the memory; so many at once wait together.
    pub(super) fn fetch(&self, hashes: &[u64], slots: &mut Vec<usize>) {
        slots.clear();
        slots.extend(hashes.iter().filter_map(|&hash| {
            let Set(places) = self.sets.get(set(hash))?;
            places.iter().find(|place| place.has_tag(hash)).map(|place| place.slot())
        }));
        for slot in slots.iter().filter_map(|&slot| self.slots.get(slot)) {
            std::hint::black_box((slot.word_end, slot.forms.as_bytes().last()));
        }
    }

    /// What is known of the word in `slot`, and what its neighbours can change.
    pub(super) fn get(&self, slot: usize) -> (WordInfo<'_>, Ranking) {
        let slot = self.slots.get(slot).unwrap_or(&Slot::EMPTY);
        (slot.info(), slot.ranking)
    }

    /// Keeps `word`, which has this `hash`, if it is not too long.
    pub(super) fn insert(&mut self, hash: u64, word: &str, info: WordInfo, ranking: Ranking) {
        let Some(slot) = Slot::new(word, info, ranking) else { return };
        if self.sets.is_empty() {
            self.sets.resize(SETS, Set([Place(0); WAYS]));
        }
        let Some(Set(places)) = self.sets.get_mut(set(hash)) else { return };
        let empty = places.iter().position(|place| place.0 == 0);
        let Some(place) = places.get_mut(empty.unwrap_or(WAYS - 1)) else { return };
        let index = if empty.is_some() { self.slots.len() } else { place.slot() };
        *place = Place(tag(hash) << 17 | index as u32);
        if empty.is_none() {
            places.split_at_mut(WAYS / 2).1.rotate_right(1);
        }
        match self.slots.get_mut(index) {
            Some(old) => *old = slot,
            None => self.slots.push(slot),
        }
    }
}

impl Slot {
    const EMPTY: Self = Self {
        segmentation: Segmentation::whole(0),
        ranking: Ranking::NONE,
        word_end: 0,
        norm_start: 0,
        norm_end: 0,
        stem_start: 0,
        stem_end: 0,
        forms: ArrayString::new_const(),
    };

    fn new(word: &str, info: WordInfo, ranking: Ranking) -> Option<Self> {
        let mut slot = Self { segmentation: info.segmentation, ranking, ..Self::EMPTY };
        (_, slot.word_end) = slot.keep(word)?;
        (slot.norm_start, slot.norm_end) = slot.keep(info.norm)?;
        (slot.stem_start, slot.stem_end) = slot.keep(info.stem)?;
        Some(slot)
    }

    /// Start and end of `form` in `forms`, where it is added if it is no part of them.
    fn keep(&mut self, form: &str) -> Option<(u8, u8)> {
        let mut known = self.forms.as_bytes().windows(form.len().max(1)).step_by(2);
        let start = match known.position(|bytes| bytes == form.as_bytes()) {
            Some(letters) => 2 * letters,
            None => {
                self.forms.try_push_str(form).ok()?;
                self.forms.len() - form.len()
            }
        };
        Some((u8::try_from(start).ok()?, u8::try_from(start + form.len()).ok()?))
    }

    fn word(&self) -> &str {
        self.form(0, self.word_end)
    }

    fn info(&self) -> WordInfo<'_> {
        WordInfo {
            norm: self.form(self.norm_start, self.norm_end),
            stem: self.form(self.stem_start, self.stem_end),
            segmentation: self.segmentation,
        }
    }

    fn form(&self, start: u8, end: u8) -> &str {
        self.forms.get(usize::from(start)..usize::from(end)).unwrap_or_default()
    }
}

pub(super) fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn set(hash: u64) -> usize {
    (hash >> 32) as usize % SETS
}

fn tag(hash: u64) -> u32 {
    hash as u32 >> 17 | 1
}

const _: () = assert!(size_of::<Slot>() == 128, "two lines of cache");
