//! Tokens that need no closer look, found 64 bytes at a time.
//!
//! Most of an Arabic text is words of letters alone, numbers, white space, and marks that stand alone
//! whatever is beside them. Of each block a kernel tells by masks where such characters begin; from
//! these follow, without a step for each token, where tokens begin and end ([`blocks`]), up to the
//! first character of any other kind. The token that this character touches is given up if it may
//! belong to it. The rest is left to the step by step way. Reading and writing by masks follows
//! <https://arxiv.org/abs/1902.08318>, which does it for JSON.

use warraq_text::Token;

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(has_avx512)]
mod avx512;
#[cfg(target_arch = "x86_64")]
mod blocks;
#[cfg(target_arch = "x86_64")]
mod tables;

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// How to find runs on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Runs {
    /// No tokens are found: the step by step way finds them all.
    None,
    #[cfg(target_arch = "x86_64")]
    Avx2(avx2::Avx2),
    #[cfg(has_avx512)]
    Avx512(avx512::Avx512),
}

impl Runs {
    /// The fastest way for a text of `len` bytes.
    pub(super) fn detect(len: usize) -> Self {
        Self::all(len).next().unwrap_or(Self::None)
    }

    /// All ways of this machine for a text of `len` bytes, the fastest first.
    pub(super) fn all(len: usize) -> impl Iterator<Item = Self> {
        #[cfg(has_avx512)]
        let avx512 = avx512::Avx512::detect().map(Self::Avx512);
        #[cfg(not(has_avx512))]
        let avx512 = None;
        #[cfg(target_arch = "x86_64")]
        let avx2 = avx2::Avx2::detect().map(Self::Avx2);
        #[cfg(not(target_arch = "x86_64"))]
        let avx2 = None;
        let fits = u32::try_from(len).is_ok_and(|len| len <= u32::MAX - BLOCK as u32);
        [avx512, avx2].into_iter().flatten().filter(move |_| fits)
    }

    /// Asks for the beginning of `text` before it is read.
    #[inline]
    pub(super) fn fetch(self, text: &str) {
        #[cfg(target_arch = "x86_64")]
        blocks::fetch_first(text);
        let _ = text;
    }

    /// Writes the tokens that stand from `at` on up to the first that is not plain, and tells where
    /// the step by step way goes on. A token may begin at `at` whatever stands before.
    #[inline]
    pub(super) fn push_words(self, text: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
        match self {
            Self::None => at,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(kernel) => kernel.push_words(text, at, tokens),
            #[cfg(has_avx512)]
            Self::Avx512(kernel) => kernel.push_words(text, at, tokens),
        }
    }
}
