//! How frequent a word is: a fingerprint table that is read where it lies.

mod rare;

pub use rare::RareWords;

use std::collections::BTreeMap;
use std::fmt;

/// Word frequencies, compiled by [`Lexicon::compile`] and read without any preparation.
///
/// Words are looked up with the forms of alef folded to «ا» and «ى» to «ي», without marks. About
/// one unknown word in five thousand is taken for a known one: the table keeps 16 bits of the hash
/// of a word, not the word.
///
/// ```
/// let bytes = warraq_tokenize::Lexicon::compile([("كتاب", 1e-4), ("كتب", 1e-5)]);
/// let lexicon = warraq_tokenize::Lexicon::new(bytes.leak()).unwrap();
/// assert!(lexicon.frequency("كتاب") > lexicon.frequency("كتب"));
/// assert_eq!(lexicon.frequency("مكتب"), 0);
/// ```
///
/// # Format
/// All numbers are little-endian.
///
/// | bytes | what |
/// |---|---|
/// | 4 | `WQL1` |
/// | 4 | number of words *n* |
/// | 4 | *b*: there are 2^*b* buckets |
/// | 4 (2^*b* + 1) | for each bucket the index of its first word; *n* at the end |
/// | 2 *n* | fingerprints: the lowest 16 bits of the hash |
/// | *n* | frequencies: 32 (log10 *f* + 8.5), rounded, 1 to 255 |
///
/// The bucket of a word is the highest *b* bits of its hash. The hash: start with
/// 0xCBF29CE484222325; for each code point, folded, exclusive-or it and multiply by
/// 0x100000001B3 (FNV-1a with code points for bytes); at the end exclusive-or the hash with itself
/// shifted right by 32, multiply by 0xD6E8FEB86659FD93, and shift and exclusive-or once more.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon {
    starts: &'static [u8],
    fingerprints: &'static [u8],
    frequencies: &'static [u8],
    bucket_bits: u32,
}

/// What the segmenter looks words up in.
#[derive(Debug, Clone, Copy)]
pub struct Lexica {
    /// How frequent words are.
    pub words: Lexicon,
    /// Words that are rarer than those of `words`.
    pub rare: RareWords,
    /// Words that are names, each with any frequency.
    pub names: Lexicon,
}

impl Default for Lexica {
    /// The default [`Lexicon`] and [`RareWords`], and the names this crate is built with.
    fn default() -> Self {
        let names = Lexicon::parse(include_bytes!("../data/names.lexicon"));
        Self {
            words: Lexicon::default(),
            rare: RareWords::default(),
            names: names.expect("the compiled-in names are checked by a test"),
        }
    }
}

impl Lexica {
    /// How frequent the word with this hash is, in the steps of [`Lexicon::frequency`].
    pub(crate) fn frequency(&self, hash: u64) -> i32 {
        let (known, rare) = (self.words.find_hash(hash), self.rare.frequency(hash));
        if known > 0 { i32::from(known) } else { rare }
    }
}

const MAGIC: &[u8] = b"WQL1";
/// At most so many words share a bucket on the average.
const WORDS_PER_BUCKET: usize = 12;
/// Hardly a bucket holds more words.
const WINDOW: usize = 32;
const STEPS_PER_DECADE: f64 = 32.0;
const FLOOR: f64 = -8.5;

impl Default for Lexicon {
    /// The lexicon this crate is built with: that of `warraq-models`, or without the feature
    /// `models` a small one counted from warraq's own corpora.
    fn default() -> Self {
        Self::parse(DEFAULT).expect("the compiled-in lexicon is checked by a test")
    }
}

#[cfg(feature = "models")]
const DEFAULT: &[u8] = warraq_models::FREQUENCY_LEXICON;
#[cfg(not(feature = "models"))]
const DEFAULT: &[u8] = include_bytes!("../data/frequency.lexicon");

impl Lexicon {
    /// Reads a compiled lexicon.
    ///
    /// # Errors
    /// If `bytes` are not a lexicon of this format.
    pub fn new(bytes: &'static [u8]) -> Result<Self, LexiconError> {
        Self::parse(bytes).ok_or(LexiconError("a lexicon that begins with WQL1"))
    }

    fn parse(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (words, rest) = (read_u32(rest, 0)? as usize, rest.get(4..)?);
        let (bucket_bits, rest) = (read_u32(rest, 0)?, rest.get(4..)?);
        let buckets = (1..32).contains(&bucket_bits).then(|| 1_usize << bucket_bits)?;
        let (starts, rest) = rest.split_at_checked(4 * (buckets + 1))?;
        let (fingerprints, frequencies) = rest.split_at_checked(2 * words)?;
        (frequencies.len() == words).then_some(Self {
            starts,
            fingerprints,
            frequencies,
            bucket_bits,
        })
    }

    /// How frequent `word` is: 32 (log10 *f* + 8.5), *f* its share of all words; 0 if unknown.
    #[must_use]
    pub fn frequency(&self, word: &str) -> u8 {
        self.find(Key::default().with(word))
    }

    /// The frequency of the word whose letters `key` was made from.
    pub(crate) fn find(&self, key: Key) -> u8 {
        self.find_hash(key.hash())
    }

    /// The frequency of the word with this hash, 0 if unknown. Nothing in it depends on what is read
    /// but the result, so that the look-ups of a word need not wait for each other.
    fn find_hash(&self, hash: u64) -> u8 {
        let bucket = (hash >> (64 - self.bucket_bits)) as usize;
        let (Some(start), Some(end)) =
            (read_u32(self.starts, bucket), read_u32(self.starts, bucket + 1))
        else {
            return 0;
        };
        let (start, end) = (start as usize, end as usize);
        let prints = self.fingerprints.get(2 * start..).and_then(|prints| prints.first_chunk());
        let frequencies = self.frequencies.get(start..).and_then(|rest| rest.first_chunk());
        match (prints, frequencies) {
            (Some(prints), Some(frequencies)) if end - start <= WINDOW => {
                find_in_window(prints, frequencies, end - start, hash as u16)
            }
            _ => self.find_between(start, end, hash as u16),
        }
    }

    fn find_between(&self, start: usize, end: usize, print: u16) -> u8 {
        let prints = self.fingerprints.get(2 * start..2 * end).unwrap_or_default();
        let found = prints.chunks_exact(2).position(|other| other == print.to_le_bytes());
        found.and_then(|found| self.frequencies.get(start + found)).copied().unwrap_or(0)
    }

    /// Compiles words and their shares of all words. Words that fold to the same key are added up.
    #[must_use]
    pub fn compile<'w>(words: impl IntoIterator<Item = (&'w str, f64)>) -> Vec<u8> {
        let mut shares: BTreeMap<u64, f64> = BTreeMap::new();
        for (word, share) in words {
            *shares.entry(Key::default().with(word).hash()).or_default() += share;
        }
        let bucket_bits = (shares.len() / WORDS_PER_BUCKET).max(2).next_power_of_two().ilog2();
        let mut bytes = MAGIC.to_vec();
        let mut index = |n: usize| bytes.extend(u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes());
        index(shares.len());
        index(bucket_bits as usize);
        let mut start = 0;
        let mut sizes = vec![0; 1 << bucket_bits];
        for &hash in shares.keys() {
            sizes[usize::try_from(hash >> (64 - bucket_bits)).unwrap_or(0)] += 1;
        }
        for size in sizes {
            index(start);
            start += size;
        }
        index(start);
        bytes.extend(shares.keys().flat_map(|&hash| (hash as u16).to_le_bytes()));
        bytes.extend(shares.values().map(|&share| quantize(share)));
        bytes
    }
}

/// The frequency of the one of the first `words` that has the fingerprint `wanted`.
fn find_in_window(
    prints: &[u8; 2 * WINDOW],
    frequencies: &[u8; WINDOW],
    words: usize,
    wanted: u16,
) -> u8 {
    let first = WINDOW.saturating_sub(words);
    let Some(are_words) = KEPT.get(first..).and_then(|kept| kept.first_chunk::<WINDOW>()) else {
        return 0;
    };
    let (prints, _) = prints.as_chunks::<2>();
    let mut found = 0;
    for ((print, frequency), is_word) in prints.iter().zip(frequencies).zip(are_words) {
        let is_it = if u16::from_le_bytes(*print) == wanted { u8::MAX } else { 0 };
        found = found.max(is_it & frequency & is_word);
    }
    found
}

/// All bits for [`WINDOW`] words, and none for as many.
static KEPT: [u8; 2 * WINDOW] = {
    let mut kept = [0; 2 * WINDOW];
    kept.split_at_mut(WINDOW).0.copy_from_slice(&[u8::MAX; WINDOW]);
    kept
};

/// 32 (log10 `share` + 8.5), from 1 to 255.
fn quantize(share: f64) -> u8 {
    (STEPS_PER_DECADE * (share.log10() - FLOOR)).round().clamp(1.0, 255.0) as u8
}

fn read_u32(bytes: &[u8], index: usize) -> Option<u32> {
    let number = bytes.get(4 * index..4 * index + 4)?;
    Some(u32::from_le_bytes(number.try_into().ok()?))
}

/// The bytes are no compiled words.
#[derive(Debug)]
pub struct LexiconError(&'static str);

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found other or cut-off bytes", self.0)
    }
}

impl std::error::Error for LexiconError {}

/// The hash of a word, letter by letter: a word in pieces needs not be put together to be found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key(u64);

impl Default for Key {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Key {
    /// The key of the word so far with the letters of `piece` after it.
    #[must_use]
    pub(crate) fn with(self, piece: &str) -> Self {
        piece.chars().fold(self, Self::with_letter)
    }

    /// The same for letters apart.
    #[must_use]
    pub(crate) fn with_letters(self, letters: &[char]) -> Self {
        letters.iter().copied().fold(self, Self::with_letter)
    }

    fn with_letter(self, letter: char) -> Self {
        Self((self.0 ^ u64::from(fold(letter))).wrapping_mul(0x0100_0000_01B3))
    }

    pub(crate) fn hash(self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        mixed ^ (mixed >> 32)
    }
}

fn fold(letter: char) -> char {
    match letter {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        _ => letter,
    }
}
