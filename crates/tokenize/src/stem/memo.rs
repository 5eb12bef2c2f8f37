//! Stems remembered for the next time a word comes.

use super::Stemmer;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Stems with one [`Stemmer`] and remembers the words it has met last, at most 65,536. What it holds
/// changes how fast words are stemmed and nothing else.
///
/// ```
/// use warraq_tokenize::{StemMemo, Stemmer};
///
/// let mut stems = StemMemo::new(Stemmer::Snowball);
/// assert_eq!(stems.stem("الكتاب"), "كتاب");
/// assert_eq!(stems.stem("الكتاب"), "كتاب");
/// ```
#[derive(Debug, Clone)]
pub struct StemMemo {
    stemmer: Stemmer,
    slots: Vec<Slot>,
    /// The last stem that found no place.
    long: String,
}

/// A word and its stem in one line of cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Slot {
    word: u8,
    stem: u8,
    /// The word, then the stem.
    bytes: [u8; ROOM],
}

const ROOM: usize = 62;
const SLOTS: usize = 1 << 16;
const EMPTY: Slot = Slot { word: 0, stem: 0, bytes: [0; ROOM] };

impl StemMemo {
    /// An empty memory.
    #[must_use]
    pub fn new(stemmer: Stemmer) -> Self {
        Self { stemmer, slots: Vec::new(), long: String::new() }
    }

    /// The stem of `word`, the same as [`Stemmer::stem`] gives.
    pub fn stem(&mut self, word: &str) -> &str {
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, EMPTY);
        }
        // A word has two places beside each other.
        let first = (hash(word) as usize % SLOTS) & !1;
        let known = (first..first + 2).find(|&at| self.slots[at].holds(word));
        let at = match known {
            Some(at) => at,
            None => match Slot::new(word, &self.stemmer.stem(word)) {
                Some(slot) => {
                    self.slots[first + 1] = slot;
                    first + 1
                }
                None => {
                    self.long.clear();
                    self.long.push_str(&self.stemmer.stem(word));
                    return &self.long;
                }
            },
        };
        // What comes again stays: new words take the second place.
        if at > first && known.is_some() {
            self.slots.swap(first, at);
            return self.slots[first].stem();
        }
        self.slots[at].stem()
    }
}

impl Slot {
    /// None if the two need too much room.
    fn new(word: &str, stem: &str) -> Option<Self> {
        let mut slot =
            Self { word: word.len().min(ROOM) as u8, stem: stem.len().min(ROOM) as u8, ..EMPTY };
        slot.bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        slot.bytes.get_mut(word.len()..word.len() + stem.len())?.copy_from_slice(stem.as_bytes());
        Some(slot)
    }

    fn holds(&self, word: &str) -> bool {
        usize::from(self.word) == word.len() && self.bytes.starts_with(word.as_bytes())
    }

    fn stem(&self) -> &str {
        let start = usize::from(self.word);
        let stem = &self.bytes[start..start + usize::from(self.stem)];
        // Checked again, for the price of a few bytes.
        std::str::from_utf8(stem).unwrap_or_default()
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}
