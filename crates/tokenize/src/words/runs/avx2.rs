//! Blocks in two vectors, and their tokens written one after the other.

#![expect(unsafe_code, reason = "vector instructions")]

use std::arch::x86_64::*;
use std::ops::{BitAnd, BitOr, Not};

use super::BLOCK;
use super::blocks::{self, BLOCKS, Bits, Block, Kernel, Masks, fetch_after};
use super::tables::{ASCII, FINALS, GENERAL_SIGNS, KINDS, SECONDS, flag};
use warraq_text::{Span, Token, TokenKind};

/// Vectors of 32 bytes. A value proves that the processor has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Avx2(());

impl Avx2 {
    pub(super) fn detect() -> Option<Self> {
        let found = is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("lzcnt")
            && is_x86_feature_detected!("popcnt");
        found.then_some(Self(()))
    }

    pub(super) fn push_words(self, text: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
        // SAFETY: `self` was made where the processor has these features.
        unsafe { push_words(self, text, at, tokens) }
    }
}

#[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
fn push_words(kernel: Avx2, text: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
    blocks::push_words(kernel, text, at, tokens)
}

/// The bits of eight blocks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lanes([__m256i; 2]);

impl Lanes {
    const fn constant(words: [u64; BLOCKS]) -> Self {
        // SAFETY: both are 64 bytes of which any are right.
        Self(unsafe { std::mem::transmute::<[u64; BLOCKS], [__m256i; 2]>(words) })
    }

    /// The bits of the block before each.
    #[inline(always)]
    fn blocks_before(self, before: Self) -> Self {
        let [low, high] = self.0;
        // SAFETY: lanes are only made where the processor has AVX2.
        unsafe {
            let before_low = _mm256_permute2x128_si256::<0x21>(before.0[1], low);
            let before_high = _mm256_permute2x128_si256::<0x21>(low, high);
            Self([
                _mm256_alignr_epi8::<8>(low, before_low),
                _mm256_alignr_epi8::<8>(high, before_high),
            ])
        }
    }

    /// The bits of the block after each.
    #[inline(always)]
    fn blocks_after(self) -> Self {
        let [low, high] = self.0;
        // SAFETY: as above.
        unsafe {
            let after_low = _mm256_permute2x128_si256::<0x21>(low, high);
            let after_high = _mm256_permute2x128_si256::<0x81>(high, high);
            Self([
                _mm256_alignr_epi8::<8>(after_low, low),
                _mm256_alignr_epi8::<8>(after_high, high),
            ])
        }
    }
}

impl BitAnd for Lanes {
    type Output = Self;

    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        let ([a, b], [c, d]) = (self.0, other.0);
        // SAFETY: as above.
        Self(unsafe { [_mm256_and_si256(a, c), _mm256_and_si256(b, d)] })
    }
}

impl BitOr for Lanes {
    type Output = Self;

    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        let ([a, b], [c, d]) = (self.0, other.0);
        // SAFETY: as above.
        Self(unsafe { [_mm256_or_si256(a, c), _mm256_or_si256(b, d)] })
    }
}

impl Not for Lanes {
    type Output = Self;

    #[inline(always)]
    fn not(self) -> Self {
        let [a, b] = self.0;
        // SAFETY: as above.
        Self(unsafe {
            let all = _mm256_set1_epi64x(-1);
            [_mm256_xor_si256(a, all), _mm256_xor_si256(b, all)]
        })
    }
}

impl Bits for Lanes {
    const NONE: Self = Self::constant([0; BLOCKS]);
    const ALL: Self = Self::constant([!0; BLOCKS]);
    const LAST: Self = Self::constant([0, 0, 0, 0, 0, 0, 0, 1 << 63]);

    #[inline(always)]
    fn later<const BY: u32>(self, before: Self) -> Self {
        let ([a, b], [c, d]) = (self.0, self.blocks_before(before).0);
        // SAFETY: as above.
        unsafe {
            let (by, rest) = (_mm_cvtsi32_si128(BY as i32), _mm_cvtsi32_si128(64 - BY as i32));
            let shift = |word, before| {
                _mm256_or_si256(_mm256_sll_epi64(word, by), _mm256_srl_epi64(before, rest))
            };
            Self([shift(a, c), shift(b, d)])
        }
    }

    #[inline(always)]
    fn earlier(self) -> Self {
        let ([a, b], [c, d]) = (self.0, self.blocks_after().0);
        // SAFETY: as above.
        unsafe {
            let shift = |word, after| {
                _mm256_or_si256(_mm256_srli_epi64::<1>(word), _mm256_slli_epi64::<63>(after))
            };
            Self([shift(a, c), shift(b, d)])
        }
    }

    #[inline(always)]
    fn words(self) -> [u64; BLOCKS] {
        // SAFETY: both are 64 bytes of which any are right.
        unsafe { std::mem::transmute::<[__m256i; 2], [u64; BLOCKS]>(self.0) }
    }

    #[inline(always)]
    fn from_words(words: &[u64; BLOCKS]) -> Self {
        Self::constant(*words)
    }
}

impl Kernel for Avx2 {
    type Bits = Lanes;

    const BLOCKS: [usize; 2] = [2, BLOCKS];

    #[inline(always)]
    fn masks(self, rest: &[u8], blocks: usize, all: &mut Masks<[u64; BLOCKS]>) {
        if rest.len() < blocks * BLOCK {
            *all = Masks::SPACES;
        }
        let mut at = 0;
        for block in BLOCKS - blocks..BLOCKS {
            let Some(rest) = rest.get(at..).filter(|rest| !rest.is_empty()) else { break };
            fetch_after(rest);
            let bytes = match rest.first_chunk() {
                Some(bytes) => bytes,
                None => &padded(rest),
            };
            // SAFETY: `self` was made where the processor has these features.
            unsafe { masks(bytes, block, all) }
            at += BLOCK;
        }
    }

    #[inline(always)]
    unsafe fn write(self, rest: &[u8], tokens: Block, out: *mut Token) {
        // SAFETY: as above; the caller gives room.
        unsafe { write(rest, tokens, out) }
    }
}

/// A block and the two bytes after it.
type Bytes = [u8; BLOCK + 2];

/// The last bytes of a text, with spaces after them.
#[cold]
fn padded(rest: &[u8]) -> Bytes {
    let mut block = [b' '; BLOCK + 2];
    block.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    block
}

/// Sets of bytes by the low half of a byte: a bit for each value of the last three bits of the high half.
type Rows = [u8; 16];

/// The ASCII characters that have this `flag`.
const fn ascii_rows(flag: u8) -> Rows {
    let mut rows = [0; 16];
    let mut byte = 0;
    while byte < 128 {
        rows[byte & 15] |= ((ASCII[byte] & flag != 0) as u8) << (byte >> 4);
        byte += 1;
    }
    rows
}

/// The second bytes that have this `flag`.
const fn second_rows(flag: u8) -> Rows {
    rows_of_seconds(&SECONDS, flag)
}

/// Whether all second bytes have this `flag`.
const fn all_seconds(flag: u8) -> bool {
    let mut byte = 0;
    while byte < 64 && SECONDS[byte] & flag != 0 {
        byte += 1;
    }
    byte == 64
}

/// The second bytes that have this `flag` in `table`.
const fn rows_of_seconds(table: &[u8; 64], flag: u8) -> Rows {
    let mut rows = [0; 16];
    let mut byte = 0;
    while byte < 64 {
        rows[byte & 15] |= ((table[byte] & flag != 0) as u8) << (byte >> 4);
        byte += 1;
    }
    rows
}

/// Two vectors that are 64 bytes.
#[derive(Debug, Clone, Copy)]
struct Pair(__m256i, __m256i);

impl Pair {
    #[inline]
    #[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
    fn map(self, change: impl Fn(__m256i) -> __m256i) -> Self {
        Self(change(self.0), change(self.1))
    }

    /// The highest bit of each byte.
    #[inline]
    #[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
    fn bits(self) -> u64 {
        let bits = |half| u64::from(_mm256_movemask_epi8(half) as u32);
        bits(self.0) | bits(self.1) << 32
    }

    #[inline]
    #[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
    fn is(self, byte: u8) -> Self {
        let byte = _mm256_set1_epi8(byte as i8);
        Self(_mm256_cmpeq_epi8(self.0, byte), _mm256_cmpeq_epi8(self.1, byte))
    }

    #[inline]
    #[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
    fn and(self, other: Self) -> Self {
        Self(_mm256_and_si256(self.0, other.0), _mm256_and_si256(self.1, other.1))
    }

    #[inline]
    #[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
    fn or(self, other: Self) -> Self {
        Self(_mm256_or_si256(self.0, other.0), _mm256_or_si256(self.1, other.1))
    }

    /// For each byte the bit of its high half in [`Rows`].
    #[inline]
    #[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
    fn row_bits(self) -> Self {
        let powers = _mm256_set1_epi64x(i64::from_le_bytes([1, 2, 4, 8, 16, 32, 64, 128]));
        let low = _mm256_set1_epi8(7);
        Self(
            _mm256_shuffle_epi8(powers, _mm256_and_si256(_mm256_srli_epi16(self.0, 4), low)),
            _mm256_shuffle_epi8(powers, _mm256_and_si256(_mm256_srli_epi16(self.1, 4), low)),
        )
    }

    /// Which bytes are in `rows`, if their low halves are `low` and these are their `row_bits`.
    #[inline]
    #[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
    fn within(low: Self, row_bits: Self, rows: &Rows) -> Self {
        // SAFETY: there are sixteen bytes.
        let rows = unsafe { _mm_loadu_si128(rows.as_ptr().cast()) };
        let rows = _mm256_broadcastsi128_si256(rows);
        let found = |low, bit| {
            _mm256_cmpeq_epi8(_mm256_and_si256(_mm256_shuffle_epi8(rows, low), bit), bit)
        };
        Self(found(low.0, row_bits.0), found(low.1, row_bits.1))
    }
}

#[inline]
#[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
fn masks(bytes: &Bytes, block: usize, all: &mut Masks<[u64; BLOCKS]>) {
    const ASCII_SIGNS: Rows = ascii_rows(flag::SIGN);
    const ASCII_BANGS: Rows = ascii_rows(flag::BANG);
    const ASCII_SPACES: Rows = ascii_rows(flag::SPACE);
    const DIGITS: Rows = ascii_rows(flag::DIGIT);
    const LETTERS_D8: Rows = second_rows(flag::LETTER_D8);
    const LETTERS_D9: Rows = second_rows(flag::LETTER_D9);
    const { assert!(all_seconds(flag::LETTER_DA)) };
    const SIGNS_D8: Rows = second_rows(flag::SIGN);
    const SIGNS_C2: Rows = second_rows(flag::SIGN_C2);
    const BANGS_D8: Rows = second_rows(flag::BANG);
    const FINAL_ROWS: Rows = rows_of_seconds(&FINALS, 1);
    const SPACES_C2: Rows = second_rows(flag::SPACE);

    let load = |at: usize| {
        let start = bytes.as_ptr().wrapping_add(at);
        // SAFETY: 64 bytes from the first, second or third on lie among 66.
        unsafe { Pair(_mm256_loadu_si256(start.cast()), _mm256_loadu_si256(start.add(32).cast())) }
    };
    let (bytes, next, third) = (load(0), load(1), load(2));
    // The low half of a byte and its highest bit: nothing is at the places that have that.
    let ascii_bits = bytes.row_bits();
    let ascii = |rows: &Rows| Pair::within(bytes, ascii_bits, rows);
    let second_low = next.map(|half| _mm256_and_si256(half, _mm256_set1_epi8(15)));
    let second_bits = next.row_bits();
    let second = |rows: &Rows| Pair::within(second_low, second_bits, rows);
    let (d8, c2) = (bytes.is(0xD8), bytes.is(0xC2));
    let long = bytes.bits();
    // As signed numbers, continuing bytes are below all others.
    let first = _mm256_set1_epi8(0xC0_u8 as i8);
    let follow = bytes.map(|half| _mm256_cmpgt_epi8(first, half)).bits();
    let letters =
        d8.and(second(&LETTERS_D8)).or(bytes.is(0xD9).and(second(&LETTERS_D9))).or(bytes.is(0xDA));
    let byte = |byte: u8| _mm256_set1_epi8(byte as i8);
    let general_sign = third.map(|half| {
        let (before, after) = (GENERAL_SIGNS.start() - 1, GENERAL_SIGNS.end() + 1);
        let is_after = _mm256_cmpgt_epi8(half, byte(before));
        _mm256_and_si256(is_after, _mm256_cmpgt_epi8(byte(after), half))
    });
    let signs = ascii(&ASCII_SIGNS)
        .or(d8.and(second(&SIGNS_D8)))
        .or(c2.and(second(&SIGNS_C2)))
        .or(bytes.is(0xE2).and(next.is(0x80)).and(general_sign));
    let low = bytes.map(|half| _mm256_and_si256(half, byte(15)));
    let finals = Pair::within(low, ascii_bits, &FINAL_ROWS).bits();
    let bangs = ascii(&ASCII_BANGS).or(d8.and(second(&BANGS_D8)));
    let spaces = ascii(&ASCII_SPACES).or(c2.and(second(&SPACES_C2)));
    let (digits, full_stops) = (ascii(&DIGITS), bytes.is(b'.'));
    let known = letters.or(signs).or(bangs).or(spaces).or(digits).or(full_stops).bits();
    let [letters, signs, bangs, spaces, digits, full_stops] =
        [letters, signs, bangs, spaces, digits, full_stops].map(|pair| pair.bits());
    for (to, from) in [
        (&mut all.letters, letters),
        (&mut all.digits, digits),
        (&mut all.spaces, spaces),
        (&mut all.signs, signs),
        (&mut all.bangs, bangs),
        (&mut all.full_stops, full_stops),
        (&mut all.commas, bytes.is(b',').bits()),
        (&mut all.hyphens, bytes.is(b'-').bits()),
        (&mut all.other, !known),
        (&mut all.follow, follow),
        (&mut all.long, long),
        (&mut all.finals, finals),
    ] {
        to[block] = from;
    }
}

/// Tokens that are written at once, without asking how many there are.
const GROUP: usize = 8;

/// # Safety
/// As for [`Kernel::write`].
#[inline]
#[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
unsafe fn write(rest: &[u8], tokens: Block, out: *mut Token) {
    let Block { at, mut starts, mut ends, letters, open } = tokens;
    let count = starts.count_ones() as usize;
    for group in (0..count).step_by(GROUP) {
        for index in group..group + GROUP {
            let place = starts.trailing_zeros();
            let start = at.wrapping_add(place);
            let token =
                Token { span: Span { start, end: start }, kind: kind(rest, letters, place) };
            // SAFETY: no more tokens are written than the block has bytes and a group.
            unsafe { out.add(index).write(token) };
            starts &= starts.wrapping_sub(1);
        }
    }
    // SAFETY: the first end is that of the open token.
    let first = unsafe { out.sub(usize::from(open)) };
    for group in (0..ends.count_ones() as usize).step_by(GROUP) {
        for index in group..group + GROUP {
            // SAFETY: as above; there are no more ends than starts and the open token.
            unsafe {
                let end = &raw mut (*first.add(index)).span.end;
                end.write(at.wrapping_add(ends.trailing_zeros()));
            }
            ends &= ends.wrapping_sub(1);
        }
    }
}

/// The kind of the token that begins at this place of `rest`.
#[inline(always)]
fn kind(rest: &[u8], letters: u64, place: u32) -> TokenKind {
    const KIND: [TokenKind; 128] = {
        let mut kinds = [TokenKind::Punctuation; 128];
        let mut byte = 0;
        while byte < 128 {
            if KINDS[byte] == TokenKind::Number as u8 {
                kinds[byte] = TokenKind::Number;
            } else if KINDS[byte] == TokenKind::Symbol as u8 {
                kinds[byte] = TokenKind::Symbol;
            }
            byte += 1;
        }
        kinds
    };
    let byte = rest.get(place as usize).map_or(0, |byte| byte & 127);
    let is_letter = letters.wrapping_shr(place) & 1 == 1;
    if is_letter { TokenKind::Word } else { KIND[usize::from(byte)] }
}
