/// A frequency lexicon in the format of `warraq-models`: words by fingerprint, in buckets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lexicon {
    bytes: &'static [u8],
    bits: u32,
}

const MAGIC: &[u8; 4] = b"WQL1";
const HEADER: usize = 12;

impl Lexicon {
    /// `None` if the bytes are no lexicon.
    pub(crate) fn read(bytes: &'static [u8]) -> Option<Self> {
        let bits = number(bytes, 8)?;
        let words = number(bytes, 4)? as usize;
        let buckets = 4 * ((1_usize.checked_shl(bits)?) + 1);
        let whole = bytes.starts_with(MAGIC) && bytes.len() == HEADER + buckets + 3 * words;
        (whole && (1..32).contains(&bits)).then_some(Self { bytes, bits })
    }

    /// How frequent the word is: 32 (log10 of its share of all words + 8.5); 0 if unknown. `key`
    /// is folded; ة and ه are one letter there and two here, so a final ه is looked up as both.
    pub(crate) fn frequency(&self, key: &str) -> u8 {
        let plain = self.get(hash(key.chars()));
        let Some(stem) = key.strip_suffix('ه') else { return plain };
        plain.max(self.get(hash(stem.chars().chain(['ة']))))
    }

    fn get(&self, hash: u64) -> u8 {
        self.find(hash).unwrap_or(0)
    }

    fn find(&self, hash: u64) -> Option<u8> {
        let bucket = (hash >> (64 - self.bits)) as usize;
        let first = number(self.bytes, HEADER + 4 * bucket)? as usize;
        let end = number(self.bytes, HEADER + 4 * bucket + 4)? as usize;
        let words = number(self.bytes, 4)? as usize;
        let prints = HEADER + 4 * ((1 << self.bits) + 1);
        let wanted = (hash as u16).to_le_bytes();
        let bucket = self.bytes.get(prints + 2 * first..prints + 2 * end)?;
        let at = bucket.chunks_exact(2).position(|print| print == wanted)?;
        self.bytes.get(prints + 2 * words + first + at).copied()
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn hash(word: impl Iterator<Item = char>) -> u64 {
    let mut hash = word.fold(0xCBF2_9CE4_8422_2325_u64, |hash, c| {
        (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3)
    });
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ hash >> 32
}
