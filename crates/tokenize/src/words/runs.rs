//! Words of nothing but letters, found 64 bytes at a time.
//!
//! Most of an Arabic text is such words. Where the processor has AVX2, two masks tell of each byte
//! whether it belongs to a plain letter and whether it is a space; up to the first byte that is
//! neither, the words are the runs of the first, and the last of them is one too if that byte begins
//! no character that words can hold. Everything else is left to the step by step way.
//! <https://arxiv.org/abs/1902.08318> does the same for JSON.

#![cfg_attr(
    target_arch = "x86_64",
    expect(unsafe_code, reason = "loads of vectors, and calls of what needs AVX2")
)]

use warraq_text::{Span, Token, TokenKind};

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// How to find runs on this machine.
#[derive(Debug, Clone, Copy)]
pub(super) enum Runs {
    /// No words are found: the step by step way finds them all.
    None,
    #[cfg(target_arch = "x86_64")]
    Avx2,
}

impl Runs {
    /// The fastest way for a text of `len` bytes.
    pub(super) fn detect(len: usize) -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            let detected = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("bmi1");
            if detected && len >= BLOCK && u32::try_from(len).is_ok() {
                return Self::Avx2;
            }
        }
        let _ = len;
        Self::None
    }

    /// Writes the words of letters with spaces between them that stand from `at` on, and tells where
    /// the step by step way goes on. `at` is the beginning of a character.
    #[inline]
    pub(super) fn push_words(self, bytes: &[u8], at: usize, tokens: &mut Vec<Token>) -> usize {
        match self {
            Self::None => at,
            #[cfg(target_arch = "x86_64")]
            // SAFETY: the variant is only made where AVX2 is.
            Self::Avx2 => unsafe { avx2::push_words(bytes, at, tokens) },
        }
    }
}

/// What the bytes of a block are, the first in the lowest bit.
#[derive(Debug, Clone, Copy)]
struct Masks {
    /// Bytes of letters that stand in the block as a whole.
    letters: u64,
    spaces: u64,
    /// First bytes of what may be letters.
    leads: u64,
}

/// Writes the words that end in the block at `at` and tells where to go on: the block's end or the
/// beginning of a word that reaches over it, if `true`; what is neither letter nor space or the
/// beginning of the word before it, if not.
#[inline]
fn push_block(bytes: &[u8], masks: Masks, at: usize, tokens: &mut Vec<Token>) -> (usize, bool) {
    let Masks { letters, spaces, leads } = masks;
    let plain = (letters | spaces).trailing_ones();
    // A letter cut in two by the end of the block.
    let whole = plain == 64 || plain == 63 && leads >> 63 == 1;
    let inside = if plain == 64 { u64::MAX } else { (1 << plain) - 1 };
    let letters = letters & inside;
    let mut starts = letters & !(letters << 1);
    let mut ends = !letters & (letters << 1) & inside;
    while ends != 0 {
        let (start, end) = (starts.trailing_zeros(), ends.trailing_zeros());
        let span = Span { start: at as u32 + start, end: at as u32 + end };
        tokens.push(Token { span, kind: TokenKind::Word });
        starts &= starts - 1;
        ends &= ends - 1;
    }
    let end = at + plain as usize;
    if starts == 0 {
        return (end, whole);
    }
    let start = at + starts.trailing_zeros() as usize;
    if !whole && ends_word(&bytes[end..], end - start) {
        let span = Span { start: start as u32, end: end as u32 };
        tokens.push(Token { span, kind: TokenKind::Word });
        return (end, false);
    }
    // A word as long as the block is left to the step by step way.
    (start, whole && start > at)
}

/// Whether `rest` begins with a character that no word of `len` bytes of letters goes on with: not
/// a hyphen, a mark, or the full stop of an abbreviation. If in doubt, not.
#[inline]
fn ends_word(rest: &[u8], len: usize) -> bool {
    match *rest {
        [b'.', ..] => len > 2,
        [b'-', ..] => false,
        [first, ..] if first < 0x80 => true,
        // The comma, the semicolon and the question mark; quotes and the no-break space.
        [0xD8, sign, ..] => matches!(sign, 0x8C | 0x9B | 0x9F),
        [0xC2, sign, ..] => matches!(sign, 0xA0 | 0xAB | 0xBB),
        // Dashes, curly quotes, the ellipsis.
        [0xE2, 0x80, sign, ..] => matches!(sign, 0x93..=0x9F | 0xA6),
        _ => false,
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::{BLOCK, Masks, push_block};
    use std::arch::x86_64::{
        __m256i, _mm256_cmpeq_epi8, _mm256_cmpgt_epi8, _mm256_loadu_si256, _mm256_movemask_epi8,
        _mm256_set1_epi8,
    };
    use warraq_text::Token;

    #[target_feature(enable = "avx2,bmi1")]
    pub(super) fn push_words(bytes: &[u8], mut at: usize, tokens: &mut Vec<Token>) -> usize {
        while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
            let (next, goes_on) = push_block(bytes, masks(block), at, tokens);
            at = next;
            if !goes_on {
                break;
            }
        }
        at
    }

    #[target_feature(enable = "avx2")]
    fn masks(block: &[u8; BLOCK]) -> Masks {
        let halves = block.as_ptr().cast::<__m256i>();
        // SAFETY: the block has 64 bytes, and the loads need no alignment.
        let (low, high) =
            unsafe { (_mm256_loadu_si256(halves), _mm256_loadu_si256(halves.add(1))) };
        let both = |low: __m256i, high: __m256i| {
            let bits = |half| u64::from(_mm256_movemask_epi8(half) as u32);
            bits(low) | bits(high) << 32
        };
        let equal = |byte: u8| {
            let byte = _mm256_set1_epi8(byte as i8);
            both(_mm256_cmpeq_epi8(low, byte), _mm256_cmpeq_epi8(high, byte))
        };
        // Bytes from 0x80 on are negative: among them, greater is later.
        let after = |byte: u8| {
            let byte = _mm256_set1_epi8(byte as i8);
            let greater = |half| _mm256_cmpgt_epi8(half, byte);
            both(greater(low), greater(high))
        };
        let negative = both(low, high);
        let trails = negative & !after(0xBF);
        let (d8, d9, da) = (equal(0xD8), equal(0xD9), equal(0xDA));
        // U+0620 to U+063F, U+0640 to U+064A and U+0671 to U+067F, U+0680 to U+06BF.
        let of_d8 = trails & after(0x9F);
        let of_d9 = trails & (!after(0x8A) | after(0xB0));
        let second = d8 << 1 & of_d8 | d9 << 1 & of_d9 | da << 1 & trails;
        Masks { letters: second | second >> 1, spaces: equal(b' '), leads: d8 | d9 | da }
    }
}
