//! Blocks in one vector each, and their tokens written without a step for each.

#![expect(unsafe_code, reason = "vector instructions")]
#![allow(clippy::incompatible_msrv, reason = "the build script asks for the version")]

use std::arch::x86_64::*;
use std::mem::offset_of;
use std::ops::{BitAnd, BitOr, Not};

use super::BLOCK;
use super::blocks::{self, BLOCKS, Bits, Block, Kernel, Masks, fetch_after};
use super::tables::{ASCII, FINALS, GENERAL_SIGNS, KINDS, LEADS, SECONDS, flag};
use warraq_text::{Span, Token, TokenKind};

/// Vectors of 64 bytes that can be compressed. A value proves that the processor has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Avx512(());

impl Avx512 {
    pub(super) fn detect() -> Option<Self> {
        let found = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vbmi")
            && is_x86_feature_detected!("avx512vbmi2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("popcnt");
        found.then_some(Self(()))
    }

    pub(super) fn push_words(self, text: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
        // SAFETY: `self` was made where the processor has these features.
        unsafe { push_words(self, text, at, tokens) }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
fn push_words(kernel: Avx512, text: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
    blocks::push_words(kernel, text, at, tokens)
}

/// The bits of eight blocks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lanes(__m512i);

impl BitAnd for Lanes {
    type Output = Self;

    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        // SAFETY: lanes are only made where the processor has AVX-512.
        Self(unsafe { _mm512_and_si512(self.0, other.0) })
    }
}

impl BitOr for Lanes {
    type Output = Self;

    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        // SAFETY: as above.
        Self(unsafe { _mm512_or_si512(self.0, other.0) })
    }
}

impl Not for Lanes {
    type Output = Self;

    #[inline(always)]
    fn not(self) -> Self {
        // SAFETY: as above.
        Self(unsafe { _mm512_xor_si512(self.0, _mm512_set1_epi64(-1)) })
    }
}

impl Bits for Lanes {
    const NONE: Self = Self::constant([0; BLOCKS]);
    const ALL: Self = Self::constant([!0; BLOCKS]);
    const LAST: Self = Self::constant([0, 0, 0, 0, 0, 0, 0, 1 << 63]);

    #[inline(always)]
    fn later<const BY: u32>(self, before: Self) -> Self {
        // SAFETY: as above.
        unsafe {
            let earlier = _mm512_alignr_epi64::<7>(self.0, before.0);
            Self(match BY {
                1 => _mm512_shldi_epi64::<1>(self.0, earlier),
                3 => _mm512_shldi_epi64::<3>(self.0, earlier),
                5 => _mm512_shldi_epi64::<5>(self.0, earlier),
                _ => {
                    const { assert!(BY == 1 || BY == 3 || BY == 5 || BY == 7) };
                    _mm512_shldi_epi64::<7>(self.0, earlier)
                }
            })
        }
    }

    #[inline(always)]
    fn earlier(self) -> Self {
        // SAFETY: as above.
        unsafe {
            let later = _mm512_alignr_epi64::<1>(_mm512_setzero_si512(), self.0);
            Self(_mm512_shrdi_epi64::<1>(self.0, later))
        }
    }

    #[inline(always)]
    fn from_words(words: &[u64; BLOCKS]) -> Self {
        // SAFETY: as above; as many bytes are read as there are.
        Self(unsafe { _mm512_loadu_si512(words.as_ptr().cast()) })
    }

    #[inline(always)]
    fn words(self) -> [u64; BLOCKS] {
        let mut words = [0; BLOCKS];
        // SAFETY: as above; as many bytes are written as there are.
        unsafe { _mm512_storeu_si512(words.as_mut_ptr().cast(), self.0) };
        words
    }
}

impl Lanes {
    const fn constant(words: [u64; BLOCKS]) -> Self {
        // SAFETY: both are 64 bytes of which any are right.
        Self(unsafe { std::mem::transmute::<[u64; BLOCKS], __m512i>(words) })
    }
}

impl Kernel for Avx512 {
    type Bits = Lanes;

    const BLOCKS: [usize; 2] = [2, BLOCKS];

    #[inline(always)]
    fn masks(self, rest: &[u8], blocks: usize, all: &mut Masks<[u64; BLOCKS]>) {
        // SAFETY: `self` was made where the processor has these features.
        unsafe { masks(rest, blocks, all) }
    }

    #[inline(always)]
    unsafe fn write(self, rest: &[u8], tokens: Block, out: *mut Token) {
        // SAFETY: as above; the caller gives room.
        unsafe { write(rest, tokens, out) }
    }
}

/// The 64 bytes from `skip` on, spaces where there are none.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
fn load(rest: &[u8], skip: usize) -> __m512i {
    let start = rest.as_ptr().wrapping_add(skip);
    if rest.len() >= skip + BLOCK {
        // SAFETY: so many bytes there are.
        return unsafe { _mm512_loadu_si512(start.cast()) };
    }
    let present = (1 << rest.len().saturating_sub(skip)) - 1;
    // SAFETY: bytes behind the end are not read.
    unsafe { _mm512_mask_loadu_epi8(_mm512_set1_epi8(b' ' as i8), present, start.cast()) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
fn table(bytes: &[u8; 64]) -> __m512i {
    // SAFETY: so many bytes there are.
    unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) }
}

/// For each byte the byte at the place in `table` that its last seven bits tell.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
fn look_up(bytes: __m512i, within: u64, halves: &[u8; 128]) -> __m512i {
    let (low, high) = halves.split_at(64);
    let half = |half: &[u8]| half.first_chunk().map(|half| table(half));
    let (Some(low), Some(high)) = (half(low), half(high)) else { return bytes };
    _mm512_maskz_permutex2var_epi8(within, low, bytes, high)
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
fn masks(rest: &[u8], blocks: usize, all: &mut Masks<[u64; BLOCKS]>) {
    if rest.len() < blocks * BLOCK {
        *all = Masks::SPACES;
    }
    let mut at = 0;
    for block in BLOCKS - blocks..BLOCKS {
        let Some(rest) = rest.get(at..).filter(|rest| !rest.is_empty()) else { break };
        fetch_after(rest);
        let (bytes, next, third) = (load(rest, 0), load(rest, 1), load(rest, 2));
        let byte = |byte: u8| _mm512_set1_epi8(byte as i8);
        let is = |value: u8| _mm512_cmpeq_epi8_mask(bytes, byte(value));
        let long = _mm512_movepi8_mask(bytes);
        let leads = _mm512_cmpge_epu8_mask(bytes, byte(0xC0));
        let ascii = look_up(bytes, !long, &ASCII);
        let lead = _mm512_maskz_permutexvar_epi8(leads, bytes, table(&LEADS));
        let second = _mm512_permutexvar_epi8(next, table(&SECONDS));
        let flags = _mm512_or_si512(ascii, _mm512_and_si512(lead, second));
        let has = |flag: u8| _mm512_test_epi8_mask(flags, byte(flag));
        all.letters[block] = has(flag::LETTER);
        all.digits[block] = _mm512_movepi8_mask(flags);
        all.spaces[block] = has(flag::SPACE);
        // Dashes and quotes.
        let general = _mm512_mask_cmpeq_epi8_mask(is(0xE2), next, byte(0x80));
        let sign = _mm512_sub_epi8(third, byte(*GENERAL_SIGNS.start()));
        let sign = _mm512_mask_cmple_epu8_mask(
            general,
            sign,
            byte(GENERAL_SIGNS.end() - GENERAL_SIGNS.start()),
        );
        all.signs[block] = has(flag::SIGN | flag::SIGN_C2) | sign;
        let finals = _mm512_permutexvar_epi8(bytes, table(&FINALS));
        all.finals[block] = _mm512_test_epi8_mask(finals, finals);
        all.bangs[block] = has(flag::BANG);
        all.full_stops[block] = is(b'.');
        all.commas[block] = is(b',');
        all.hyphens[block] = is(b'-');
        all.other[block] = _mm512_testn_epi8_mask(flags, flags);
        all.follow[block] = _mm512_cmplt_epi8_mask(bytes, byte(0xC0));
        all.long[block] = long;
        at += BLOCK;
    }
}

/// Tokens that are written at once.
const GROUP: usize = 16;

/// Vectors of a group.
const VECTORS: usize = GROUP * size_of::<Token>() / BLOCK;

/// For each byte of a group of tokens where to take it from: the place of a start, which stands for the
/// kind too; that of an end, 64 more; 63 for nothing, where no start is if there are no more than a group.
const SOURCES: [[u8; BLOCK]; VECTORS] = {
    let mut sources = [[63; BLOCK]; VECTORS];
    let mut token = 0;
    while token < GROUP {
        let span = token * size_of::<Token>() + offset_of!(Token, span);
        let start = span + offset_of!(Span, start);
        let end = span + offset_of!(Span, end);
        let kind = token * size_of::<Token>() + offset_of!(Token, kind);
        sources[start / BLOCK][start % BLOCK] = token as u8;
        sources[end / BLOCK][end % BLOCK] = BLOCK as u8 + token as u8;
        sources[kind / BLOCK][kind % BLOCK] = token as u8;
        token += 1;
    }
    sources
};

/// Where starts and ends stand in a group, by numbers of four bytes.
const PLACES: [u16; VECTORS] = {
    let mut places = [0; VECTORS];
    let mut token = 0;
    while token < GROUP {
        let span = token * size_of::<Token>() + offset_of!(Token, span);
        let (start, end) = (span + offset_of!(Span, start), span + offset_of!(Span, end));
        places[start / BLOCK] |= 1 << (start % BLOCK / 4);
        places[end / BLOCK] |= 1 << (end % BLOCK / 4);
        token += 1;
    }
    places
};

const _: () = assert!(size_of::<Token>() == 12 && TokenKind::Word as u8 == 0);

/// # Safety
/// As for [`Kernel::write`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
unsafe fn write(rest: &[u8], tokens: Block, out: *mut Token) {
    let Block { at, starts, ends, letters, open } = tokens;
    // SAFETY: this is the open token, or the next, which is written after.
    unsafe {
        let last = out.sub(usize::from(open));
        (&raw mut (*last).span.end).write(at.wrapping_add(ends.trailing_zeros()));
    }
    let ends = ends & ends.wrapping_sub(u64::from(open));
    let kinds = look_up(load(rest, 0), !letters, &KINDS);
    // SAFETY: no more tokens are written than the block has bytes and a group.
    unsafe {
        write_group(starts, ends, kinds, at, out);
        if starts.count_ones() as usize > GROUP {
            write_groups(starts, ends, kinds, at, out);
        }
    }
}

/// Writes sixteen tokens, whose kinds stand in `kinds` at their starts. Fewer `starts` there may be, not more.
///
/// # Safety
/// Sixteen tokens can be written at `out`.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
unsafe fn write_group(starts: u64, ends: u64, kinds: __m512i, at: u32, out: *mut Token) {
    const PLACES_IN_BLOCK: [u8; BLOCK] = {
        let mut places = [0; BLOCK];
        let mut place = 0;
        while place < BLOCK {
            places[place] = place as u8;
            place += 1;
        }
        places
    };
    let places = table(&PLACES_IN_BLOCK);
    let starts = _mm512_maskz_compress_epi8(starts, places);
    let ends = _mm512_maskz_compress_epi8(ends, places);
    let at = _mm512_set1_epi32(at as i32);
    for vector in 0..VECTORS {
        let spans = _mm512_permutex2var_epi8(starts, table(&SOURCES[vector]), ends);
        let kinds = _mm512_permutexvar_epi8(spans, kinds);
        let tokens = _mm512_mask_add_epi32(kinds, PLACES[vector], spans, at);
        // SAFETY: the vectors are as long as sixteen tokens.
        unsafe { _mm512_storeu_si512(out.cast::<__m512i>().add(vector).cast(), tokens) };
    }
}

/// Writes any number of tokens, as [`write_group`] does.
///
/// # Safety
/// As for [`Kernel::write`].
#[cold]
#[inline(never)]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
unsafe fn write_groups(
    mut starts: u64,
    mut ends: u64,
    kinds: __m512i,
    at: u32,
    mut out: *mut Token,
) {
    while starts != 0 {
        // All but the first sixteen.
        let rest = |mask| _pdep_u64(!0 << GROUP, mask);
        let (later_starts, later_ends) = (rest(starts), rest(ends));
        // SAFETY: so many groups as there are begun sixteens of starts lie within the room.
        unsafe {
            write_group(starts & !later_starts, ends & !later_ends, kinds, at, out);
            out = out.add(GROUP);
        }
        (starts, ends) = (later_starts, later_ends);
    }
}
