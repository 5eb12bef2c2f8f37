//! Words that are known to exist and no more: a filter of nine bits a word.

use super::{Key, LexiconError};
use std::collections::BTreeSet;
use xorf::{BinaryFuse8, BinaryFuse8Ref, DmaSerializable, Filter, FilterRef};

/// Words too rare for a [`Lexicon`](super::Lexicon), compiled by [`RareWords::compile`]; by
/// default those of `warraq-models`, or without the feature `models` none.
///
/// One unknown word in two hundred and fifty is taken for a rare one.
///
/// # Format
/// `WQR1`, then a binary fuse filter ([Graf and Lemire 2022](https://arxiv.org/abs/2201.01174)) of
/// the hashes of the words ([`Lexicon`](super::Lexicon)): its descriptor of twenty bytes and its
/// fingerprints of one byte, as the crate `xorf` 0.13 lays them out.
#[derive(Debug, Clone, Copy)]
pub struct RareWords {
    descriptor: &'static [u8],
    /// Empty if there are no words.
    fingerprints: &'static [u8],
}

const MAGIC: &[u8] = b"WQR1";

/// What counts as the frequency of each: a third of that of the rarest word of the large lexicon.
const FREQUENCY: i32 = 31;

impl Default for RareWords {
    fn default() -> Self {
        #[cfg(feature = "models")]
        return Self::parse(warraq_models::RARE_WORDS)
            .expect("the compiled-in words are checked by a test");
        #[cfg(not(feature = "models"))]
        Self::NONE
    }
}

impl RareWords {
    /// No words.
    pub const NONE: Self = Self { descriptor: &[], fingerprints: &[] };

    /// Reads compiled words.
    ///
    /// # Errors
    /// If `bytes` are not words of this format.
    pub fn new(bytes: &'static [u8]) -> Result<Self, LexiconError> {
        Self::parse(bytes).ok_or(LexiconError("rare words that begin with WQR1"))
    }

    fn parse(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (descriptor, fingerprints) = rest.split_at_checked(BinaryFuse8::DESCRIPTOR_LEN)?;
        let number = |at: usize| {
            let bytes = descriptor.get(at..at + 4)?.try_into().ok()?;
            Some(u64::from(u32::from_le_bytes(bytes)))
        };
        // Nothing outside is read of a filter of these lengths.
        let (segment, mask, segments) = (number(8)?, number(12)?, number(16)?);
        let fits = segment.is_power_of_two()
            && mask == segment - 1
            && segments.is_multiple_of(segment)
            && segments + 2 * segment == fingerprints.len() as u64;
        fits.then_some(Self { descriptor, fingerprints })
    }

    /// Frequency of the word with this `hash`, 0 if it is none of these.
    pub(super) fn frequency(&self, hash: u64) -> i32 {
        let known = !self.fingerprints.is_empty()
            && BinaryFuse8Ref::from_dma(self.descriptor, self.fingerprints).contains(&hash);
        i32::from(known) * FREQUENCY
    }

    /// Compiles `words`.
    ///
    /// # Panics
    /// If no filter can be made of them, which for distinct words is next to impossible.
    #[must_use]
    pub fn compile<'w>(words: impl IntoIterator<Item = &'w str>) -> Vec<u8> {
        let hashes: BTreeSet<u64> =
            words.into_iter().map(|word| Key::default().with(word).hash()).collect();
        let hashes: Vec<u64> = hashes.into_iter().collect();
        let filter = BinaryFuse8::try_from(&hashes).expect("distinct hashes make a filter");
        let mut bytes = MAGIC.to_vec();
        bytes.resize(MAGIC.len() + BinaryFuse8::DESCRIPTOR_LEN, 0);
        filter.dma_copy_descriptor_to(&mut bytes[MAGIC.len()..]);
        bytes.extend(filter.dma_fingerprints());
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compiled_words_are_found() {
        let words = ["كالأكورديون", "فنلنديون", "بأبها", "وكستارباكس"];
        let rare = RareWords::new(RareWords::compile(words).leak()).expect("well-formed");
        let frequency = |word: &str| rare.frequency(Key::default().with(word).hash());
        assert!(words.iter().all(|word| frequency(word) == FREQUENCY));
        let known = (0..10_000).filter(|n| frequency(&format!("كلمة{n}")) > 0).count();
        assert!(known < 100, "{known} of 10,000 unknown words are taken for known ones");
    }

    #[test]
    fn other_bytes_are_no_words() {
        let bytes = RareWords::compile(["أبجدية", "هوز"]).leak();
        for cut in 0..bytes.len() {
            assert!(RareWords::new(&bytes[..cut]).is_err());
        }
    }
}
