//! Stems remembered for the next time a word comes.

use super::Stemmer;
use arrayvec::ArrayString;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Stems with one [`Stemmer`] and remembers the words it has met last, at most 131,072. What it holds
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
    /// The word, then the stem.
    forms: ArrayString<ROOM>,
    /// Bytes of the word.
    word: u8,
}

const ROOM: usize = 56;
const SLOTS: usize = 1 << 17;
const EMPTY: Slot = Slot { forms: ArrayString::new_const(), word: 0 };

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
        let mut slot = Self { word: u8::try_from(word.len()).ok()?, ..EMPTY };
        slot.forms.try_push_str(word).ok()?;
        slot.forms.try_push_str(stem).ok()?;
        Some(slot)
    }

    fn holds(&self, word: &str) -> bool {
        usize::from(self.word) == word.len() && self.forms.starts_with(word)
    }

    fn stem(&self) -> &str {
        self.forms.get(usize::from(self.word)..).unwrap_or_default()
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}
