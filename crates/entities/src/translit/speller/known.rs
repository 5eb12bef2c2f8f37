//! Which Latin words are known as names: a Bloom filter.

/// Bits of the filter, a power of two.
pub(super) const BITS: usize = 1 << 20;
/// Bits that are set for each word.
const PROBES: u32 = 4;

/// Whether the filter has the word, in small letters without accents; one unknown word in three
/// hundred passes for known.
pub(super) fn has(filter: &[u8], word: impl Iterator<Item = char>) -> bool {
    bits(word).all(|bit| filter.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1))
}

pub(super) fn insert(filter: &mut [u8], word: &str) {
    for bit in bits(word.chars()) {
        filter[bit / 8] |= 1 << (bit % 8);
    }
}

fn bits(word: impl Iterator<Item = char>) -> impl Iterator<Item = usize> {
    let hash = word.fold(0xCBF2_9CE4_8422_2325_u64, |hash, c| {
        (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3)
    });
    let hash = (hash ^ hash >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (0..PROBES).map(move |probe| (hash >> (probe * 11)) as usize & (BITS - 1))
}
