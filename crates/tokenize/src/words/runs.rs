//! Words of nothing but letters and the marks between them, found 64 bytes at a time.
//!
//! Most of an Arabic text is such words, white space, and marks that stand alone whatever is beside
//! them. Where the processor has AVX2, masks tell of each byte which of these it belongs to; up to
//! the first byte of anything else, tokens are the runs of letters and the marks. The last word is one
//! too if that byte begins no character that words can hold. Everything else is left to the step by
//! step way. As many tokens are written as a block mostly holds, without asking how many there are:
//! <https://arxiv.org/abs/1902.08318> does the same for JSON.

#![cfg_attr(
    target_arch = "x86_64",
    expect(unsafe_code, reason = "vectors, calls of what needs AVX2, and tokens written ahead")
)]

use crate::abbreviations::MAX_WORD;
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
            let detected = is_x86_feature_detected!("avx2")
                && is_x86_feature_detected!("bmi1")
                && is_x86_feature_detected!("lzcnt")
                && is_x86_feature_detected!("popcnt");
            if detected && len >= BLOCK && u32::try_from(len).is_ok() {
                return Self::Avx2;
            }
        }
        let _ = len;
        Self::None
    }

    /// Writes the tokens that stand from `at` on up to the first that is not plain, and tells where
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
    /// Bytes of letters.
    letters: u64,
    spaces: u64,
    /// Marks of one byte.
    short_marks: u64,
    /// First bytes of marks of two.
    long_marks: u64,
    full_stops: u64,
}

/// Bytes of a block that the next begins with: what tokens are is seen by the bytes before.
const OVERLAP: u32 = 10;

/// Bytes of a block that are read: what they are is seen by the bytes after.
const READ: u32 = BLOCK as u32 - 2;

/// Tokens that are written at once.
const GROUP: usize = 8;

/// The tokens of a block, by the places of their first bytes and the places after them.
#[derive(Debug, Clone, Copy)]
struct Edges {
    starts: u64,
    ends: u64,
    letters: u64,
    /// Where in the block something else begins; [`READ`] if nowhere.
    stop: u32,
}

impl Edges {
    /// The tokens of what a block holds from the byte `skip` on; those before are known.
    #[inline]
    fn new(masks: Masks, skip: u32) -> Self {
        let Masks { letters, spaces, short_marks, long_marks, full_stops } = masks;
        // Not the stop of an abbreviation, nor one of a run.
        let after_word = letters << 1 & letters << 3 & letters << 5 & letters << 7;
        let full_stops = full_stops & (spaces >> 1) & after_word;
        let short_marks = short_marks | full_stops;
        let plain = letters | spaces | short_marks | long_marks | long_marks << 1;
        let stop = (!plain >> skip << skip).trailing_zeros().min(READ);
        let inside = ((1 << stop) - 1) >> skip << skip;
        let marks_end = inside | u64::from(stop < READ) << stop;
        let word_ends = !letters & letters << 1 & inside;
        Self {
            starts: (letters & !(letters << 1) | short_marks | long_marks) & inside,
            ends: word_ends | (short_marks << 1 | long_marks << 2) & marks_end,
            letters,
            stop,
        }
    }

    /// Writes the tokens of a block that begins at `at`. The last of `tokens` may be `open`; so may
    /// the last that is written, and whether it is, is returned.
    #[inline]
    fn push(self, at: u32, open: bool, tokens: &mut Vec<Token>) -> bool {
        let Self { mut starts, mut ends, letters, .. } = self;
        let (begun, ended) = (starts.count_ones() as usize, ends.count_ones() as usize);
        tokens.reserve(BLOCK + GROUP);
        let first_start = tokens.len();
        let first_end = first_start - usize::from(open);
        let mut written = 0;
        loop {
            for index in written..written + GROUP {
                let start = starts.trailing_zeros();
                let is_word = letters.wrapping_shr(start) & 1 == 1;
                let kind = if is_word { TokenKind::Word } else { TokenKind::Punctuation };
                let start = at.wrapping_add(start);
                let span = Span { start, end: start };
                // SAFETY: there is room for more tokens than a block has bytes.
                unsafe { tokens.as_mut_ptr().add(first_start + index).write(Token { span, kind }) };
                starts &= starts.wrapping_sub(1);
            }
            written += GROUP;
            if written >= begun {
                break;
            }
        }
        written = 0;
        loop {
            for index in written..written + GROUP {
                // SAFETY: as above.
                unsafe {
                    let token = tokens.as_mut_ptr().add(first_end + index);
                    (&raw mut (*token).span.end).write(at.wrapping_add(ends.trailing_zeros()));
                }
                ends &= ends.wrapping_sub(1);
            }
            written += GROUP;
            if written >= ended {
                break;
            }
        }
        // SAFETY: so many tokens have been written.
        unsafe { tokens.set_len(first_start + begun) };
        first_end + ended < first_start + begun
    }
}

/// Whether `rest` begins with a character that no word of `len` bytes of letters goes on with: not
/// a hyphen, a mark, or the full stop of an abbreviation. If in doubt, not.
#[inline]
fn ends_word(rest: &[u8], len: usize) -> bool {
    match *rest {
        [b'.', ..] => len > 2 * MAX_WORD,
        [b'-', ..] => false,
        [first, ..] if first < 0x80 => true,
        // The question mark and the no-break space.
        [0xD8, 0x9F, ..] | [0xC2, 0xA0, ..] => true,
        // Dashes, curly quotes, the ellipsis.
        [0xE2, 0x80, sign, ..] => matches!(sign, 0x93..=0x9F | 0xA6),
        _ => false,
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::{BLOCK, Edges, Masks, OVERLAP, READ, ends_word};
    use std::arch::x86_64::{
        __m128i, __m256i, _mm_loadu_si128, _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8,
        _mm256_cmpgt_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_set1_epi8,
        _mm256_shuffle_epi8,
    };
    use warraq_text::Token;

    #[target_feature(enable = "avx2,bmi1,lzcnt,popcnt")]
    pub(super) fn push_words(bytes: &[u8], at: usize, tokens: &mut Vec<Token>) -> usize {
        let (mut base, mut skip, mut open) = (at, 0, false);
        let stop = loop {
            let rest = bytes.get(base..).unwrap_or_default();
            let masks = match rest.first_chunk::<BLOCK>() {
                Some(block) => masks(block),
                None => masks(&padded(rest)),
            };
            let edges = Edges::new(masks, skip);
            open = edges.push(base as u32, open, tokens);
            let read = base + READ as usize;
            if edges.stop < READ || read > bytes.len() {
                break bytes.len().min(base + edges.stop as usize);
            }
            (base, skip) = (read - OVERLAP as usize, OVERLAP);
        };
        if open && let Some(word) = tokens.last_mut() {
            let start = word.span.start as usize;
            if !ends_word(bytes.get(stop..).unwrap_or_default(), stop - start) {
                tokens.pop();
                return start;
            }
            word.span.end = stop as u32;
        }
        stop
    }

    /// The last bytes of a text, with spaces after them.
    #[cold]
    fn padded(rest: &[u8]) -> [u8; BLOCK] {
        let mut block = [b' '; BLOCK];
        block.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        block
    }

    /// Tab, line feed, carriage return and space, each at its lowest four bits.
    const SPACES: [u8; 16] = *b" \x80\x80\x80\x80\x80\x80\x80\x80\t\n\x80\x80\r\x80\x80";

    /// Marks of one byte that stand alone.
    const MARKS: [u8; 16] = *b"\x80\x80\"\x80\x80\x80\x80\x80():;,]\x80/";

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
        // A byte is in the table if it stands at its own lowest four bits; others from 0x80 on give 0.
        let any_of = |table: &[u8; 16]| {
            // SAFETY: the table has 16 bytes, and the load needs no alignment.
            let table = unsafe { _mm_loadu_si128(table.as_ptr().cast::<__m128i>()) };
            let table = _mm256_broadcastsi128_si256(table);
            let found = |half| _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, half), half);
            both(found(low), found(high))
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
        // The Arabic comma and semicolon; angled quotes.
        let of_c2 = equal(0xAB) | equal(0xBB);
        let second_of_mark = d8 << 1 & (equal(0x8C) | equal(0x9B)) | equal(0xC2) << 1 & of_c2;
        Masks {
            letters: second | second >> 1,
            spaces: any_of(&SPACES),
            short_marks: any_of(&MARKS),
            long_marks: second_of_mark >> 1,
            full_stops: equal(b'.'),
        }
    }
}
