//! Stems remembered for the next time a word comes.

#![expect(unsafe_code, reason = "text of which it is known to be UTF-8")]

use super::Stemmer;
use super::key::{Key, LENGTHS, Loader, ROOM};
use crate::fetch::fetch;

/// Stems with one [`Stemmer`] and remembers the words it has met last, at most 262,144, of up to 30 bytes. What
/// it holds changes how fast words are stemmed and nothing else.
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
    loader: Loader,
    sets: Vec<Set>,
    /// The last stem that found no place.
    unkept: String,
}

/// Places where words of the same hash can be, in two lines of cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(128))]
struct Set([Slot; WAYS]);

const WAYS: usize = 4;
const SETS: usize = 1 << 16;

/// A word and its stem, in 32 bytes, so that two are in a line of cache.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(32))]
struct Slot {
    /// The word; then its stem, if that is no part of it. UTF-8 up to their ends.
    text: [u8; ROOM],
    /// From the lowest bit: five bits for the length of the word, five for where the stem starts in `text`, five
    /// for its length, one if the word came again.
    places: [u8; 2],
}

const CAME_AGAIN: u16 = 1 << 15;

impl StemMemo {
    /// An empty memory.
    #[must_use]
    pub fn new(stemmer: Stemmer) -> Self {
        Self { stemmer, loader: Loader::detect(), sets: Vec::new(), unkept: String::new() }
    }

    /// The stem of `word`, the same as [`Stemmer::stem`] gives.
    #[inline]
    pub fn stem(&mut self, word: &str) -> &str {
        match Wanted::new(word, self.loader) {
            Some(wanted) => self.look_up(word, wanted),
            None => self.stem_anew(word),
        }
    }

    /// Calls `each` with every one of `words` and its stem, in their order. Faster than one by one, since what is
    /// remembered of a word is on its way from memory while the words before it are told.
    ///
    /// ```
    /// use warraq_tokenize::{StemMemo, Stemmer};
    ///
    /// let mut stems = Vec::new();
    /// StemMemo::new(Stemmer::Snowball)
    ///     .for_each(["الكتاب", "الكتاب"], |_, stem| stems.push(stem.to_owned()));
    /// assert_eq!(stems, ["كتاب", "كتاب"]);
    /// ```
    pub fn for_each<'w>(
        &mut self,
        words: impl IntoIterator<Item = &'w str>,
        mut each: impl FnMut(&'w str, &str),
    ) {
        let loader = self.loader;
        let mut words = words.into_iter();
        let mut ahead = [("", None); AHEAD];
        let mut told = 0;
        let mut seen = 0;
        loop {
            let next = words.next();
            let place = seen % AHEAD;
            if seen - told == AHEAD || next.is_none() {
                let Some(&(word, wanted)) = ahead.get(told % AHEAD).filter(|_| told < seen) else {
                    return;
                };
                let stem = match wanted {
                    Some(wanted) => self.look_up(word, wanted),
                    None => self.stem_anew(word),
                };
                each(word, stem);
                told += 1;
            }
            if let Some(word) = next {
                let wanted = Wanted::new(word, loader);
                if let Some(set) = wanted.and_then(|wanted| self.sets.get(wanted.set)) {
                    set.fetch();
                }
                ahead[place] = (word, wanted);
                seen += 1;
            }
        }
    }

    #[inline]
    fn look_up(&mut self, word: &str, wanted: Wanted) -> &str {
        let way = self.sets.get(wanted.set).and_then(|set| set.find(wanted.key, word.len()));
        match way {
            Some(way) => {
                let slot = &mut self.sets[wanted.set].0[way];
                slot.mark();
                slot.stem()
            }
            None => self.learn(word, wanted.set),
        }
    }

    #[cold]
    fn stem_anew(&mut self, word: &str) -> &str {
        self.unkept.clear();
        self.unkept.push_str(&self.stemmer.stem(word));
        &self.unkept
    }

    /// Remembers `word` in this `set`.
    #[cold]
    #[inline(never)]
    fn learn(&mut self, word: &str, set: usize) -> &str {
        let stem = self.stemmer.stem(word);
        let Some(slot) = Slot::new(word, &stem) else {
            self.unkept.clear();
            self.unkept.push_str(&stem);
            return &self.unkept;
        };
        if self.sets.is_empty() {
            self.sets.resize(SETS, Set([Slot::EMPTY; WAYS]));
        }
        self.sets[set].insert(slot).stem()
    }
}

/// How many words are looked at before the first of them is told.
const AHEAD: usize = 16;

/// A word that is looked for.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    key: Key,
    set: usize,
}

impl Wanted {
    /// None if the word is too long.
    #[inline]
    fn new(word: &str, loader: Loader) -> Option<Self> {
        let key = loader.key(word)?;
        Some(Self { key, set: key.hash() as usize % SETS })
    }
}

impl Set {
    /// Asks for it before it is read.
    #[inline]
    fn fetch(&self) {
        self.0.iter().step_by(2).for_each(|slot| fetch(slot));
    }

    /// Where the word of `len` bytes is that has this `key`. All are compared, because no processor foresees
    /// which one it is.
    #[inline]
    fn find(&self, key: Key, len: usize) -> Option<usize> {
        let bits = &BITS[len];
        let ways = self.0.iter().enumerate();
        let found =
            ways.fold(0, |found, (way, slot)| found | u32::from(slot.holds(key, bits)) << way);
        (found != 0).then(|| found.trailing_zeros() as usize)
    }

    /// Puts `slot` where none is, or in the place of a word that came once; if all came again, they have to once
    /// more to stay.
    fn insert(&mut self, slot: Slot) -> &Slot {
        let empty = self.0.iter().position(|slot| slot.places() == 0);
        let once = || self.0.iter().rposition(|slot| !slot.came_again());
        let way = match empty.or_else(once) {
            Some(way) => way,
            None => {
                self.0.iter_mut().for_each(Slot::unmark);
                WAYS - 1
            }
        };
        self.0[way] = slot;
        &self.0[way]
    }
}

/// For each length of a word the bits of its key.
static BITS: [[u64; 4]; ROOM + 1] = {
    let mut bits = [[0; 4]; ROOM + 1];
    let mut len = 0;
    while len <= ROOM {
        bits[len] = Key::bits(len);
        len += 1;
    }
    bits
};

impl Slot {
    const EMPTY: Self = Self { text: [0; ROOM], places: [0; 2] };

    /// None if the two need too much room.
    fn new(word: &str, stem: &str) -> Option<Self> {
        let mut slot = Self::EMPTY;
        slot.text.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        let mut parts = word.as_bytes().windows(stem.len().max(1));
        let start = match parts.position(|part| part == stem.as_bytes()) {
            Some(start) => start,
            None => {
                let end = word.len() + stem.len();
                slot.text.get_mut(word.len()..end)?.copy_from_slice(stem.as_bytes());
                word.len()
            }
        };
        let places = word.len() | start << 5 | stem.len() << 10;
        slot.places = (places as u16).to_le_bytes();
        Some(slot)
    }

    fn places(&self) -> u16 {
        u16::from_le_bytes(self.places)
    }

    /// Whether its word has this `key`, of which these are the `bits`.
    #[inline]
    fn holds(&self, key: Key, bits: &[u64; 4]) -> bool {
        let [first, second, third, last] = key.words();
        let number = |at: usize| {
            let eight = |byte: usize| self.text.get(at + byte).copied().unwrap_or_default();
            u64::from_le_bytes(std::array::from_fn(eight))
        };
        let last_number = number(24) | u64::from(self.places()) << 48;
        let different = (number(0) ^ first) & bits[0]
            | (number(8) ^ second) & bits[1]
            | (number(16) ^ third) & bits[2]
            | (last_number ^ last) & bits[3];
        different == 0
    }

    fn came_again(&self) -> bool {
        self.places() & CAME_AGAIN != 0
    }

    #[inline]
    fn mark(&mut self) {
        if !self.came_again() {
            self.places = (self.places() | CAME_AGAIN).to_le_bytes();
        }
    }

    fn unmark(&mut self) {
        self.places = (self.places() & !CAME_AGAIN).to_le_bytes();
    }

    #[inline]
    fn stem(&self) -> &str {
        let places = self.places();
        let part = |from: u32| usize::from(places >> from & LENGTHS);
        let (start, len) = (part(5), part(10));
        let stem = self.text.get(start..start + len).unwrap_or_default();
        // SAFETY: a slot is made with these bytes of the word or of the stem, and never changed.
        unsafe { std::str::from_utf8_unchecked(stem) }
    }
}

const _: () = assert!(size_of::<Slot>() == 32 && size_of::<Set>() == 128);
