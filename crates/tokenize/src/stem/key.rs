//! Short words in four numbers, to be compared and hashed without a step for each letter.

#![cfg_attr(has_avx512, expect(unsafe_code, reason = "a load of as many bytes as a word has"))]

/// Bytes of the longest word.
pub(super) const ROOM: usize = 30;

/// The bytes of a word, zeros after them, and its length in the lowest bits of the last two bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key([u64; 4]);

impl Key {
    /// The bits in which keys of words of `len` bytes differ.
    pub(super) const fn bits(len: usize) -> [u64; 4] {
        let mut bits = [0, 0, 0, (LENGTHS as u64) << 48];
        let mut byte = 0;
        while byte < len {
            bits[byte / 8] |= 0xFF << (byte % 8 * 8);
            byte += 1;
        }
        bits
    }

    pub(super) fn hash(self) -> u64 {
        let fold = |left: u64, right: u64| {
            let product = u128::from(left) * u128::from(right);
            product as u64 ^ (product >> 64) as u64
        };
        let Self([first, second, third, last]) = self;
        // Digits of pi.
        fold(first ^ 0x243F_6A88_85A3_08D3, second ^ 0x1319_8A2E_0370_7344)
            ^ fold(third ^ 0xA409_3822_299F_31D0, last ^ 0x082E_FA98_EC4E_6C89)
    }

    pub(super) fn words(self) -> [u64; 4] {
        self.0
    }
}

/// Which bits of the last two bytes are a length.
pub(super) const LENGTHS: u16 = 31;

/// How to load words on this machine.
#[derive(Debug, Clone, Copy)]
pub(super) enum Loader {
    Plain,
    #[cfg(has_avx512)]
    Avx512(avx512::Avx512),
}

impl Loader {
    /// The fastest way.
    pub(super) fn detect() -> Self {
        #[cfg(has_avx512)]
        if let Some(avx512) = avx512::Avx512::detect() {
            return Self::Avx512(avx512);
        }
        Self::Plain
    }

    /// The key of `word`; none if it is longer than [`ROOM`].
    #[inline]
    pub(super) fn key(self, word: &str) -> Option<Key> {
        if word.len() > ROOM {
            return None;
        }
        let [first, second, third, last] = match self {
            Self::Plain => plain(word.as_bytes()),
            #[cfg(has_avx512)]
            Self::Avx512(kernel) => kernel.load(word.as_bytes()),
        };
        Some(Key([first, second, third, last | (word.len() as u64) << 48]))
    }
}

/// The bytes of a word of up to 32, zeros after them.
fn plain(word: &[u8]) -> [u64; 4] {
    let mut words = [0; 4];
    for (to, eight) in words.iter_mut().zip(word.chunks(8)) {
        *to = match eight.first_chunk() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => eight.iter().rev().fold(0, |bytes, &byte| bytes << 8 | u64::from(byte)),
        };
    }
    words
}

#[cfg(has_avx512)]
#[allow(clippy::incompatible_msrv, reason = "the build script asks for the version")]
mod avx512 {
    use std::arch::x86_64::{_mm256_maskz_loadu_epi8, _mm256_storeu_si256};

    /// Loads that leave out bytes. A value proves that the processor has them.
    #[derive(Debug, Clone, Copy)]
    pub(in super::super) struct Avx512(());

    impl Avx512 {
        pub(super) fn detect() -> Option<Self> {
            let found = is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("bmi2");
            found.then_some(Self(()))
        }

        /// The same as [`super::plain`].
        #[inline]
        pub(super) fn load(self, word: &[u8]) -> [u64; 4] {
            // SAFETY: `self` was made where the processor has these features.
            unsafe { load(word) }
        }
    }

    #[target_feature(enable = "avx512bw,avx512vl,bmi2")]
    fn load(word: &[u8]) -> [u64; 4] {
        let mut words = [0; 4];
        let present = ((1_u64 << word.len()) - 1) as u32;
        // SAFETY: bytes behind the end of the word are not read; 32 are written.
        unsafe {
            let bytes = _mm256_maskz_loadu_epi8(present, word.as_ptr().cast());
            _mm256_storeu_si256(words.as_mut_ptr().cast(), bytes);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_loaded_whole(word in "\\PC{0,12}", behind in "\\PC{0,40}") {
            let text = word.clone() + &behind;
            let key = Loader::detect().key(&text[..word.len()]);
            prop_assert_eq!(key, Loader::Plain.key(&word));
            prop_assert_eq!(key.is_none(), word.len() > ROOM);
            let Some(key) = key else { return Ok(()) };
            let bytes: Vec<u8> = key.words().into_iter().flat_map(u64::to_le_bytes).collect();
            prop_assert_eq!(&bytes[..word.len()], word.as_bytes());
            prop_assert_eq!(usize::from(bytes[30]), word.len());
        }
    }
}
