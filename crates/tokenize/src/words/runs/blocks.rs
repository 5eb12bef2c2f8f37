//! From what the characters of blocks are to their tokens.

#![expect(unsafe_code, reason = "tokens written ahead")]

use super::BLOCK;
use crate::abbreviations::MAX_WORD;
use crate::fetch::fetch;
use crate::words::address;
use std::ops::{BitAnd, BitOr, Not, Range};
use warraq_text::{Token, TokenKind};

/// A bit for each byte of some blocks beside each other.
pub(super) trait Bits:
    Copy + BitAnd<Output = Self> + BitOr<Output = Self> + Not<Output = Self>
{
    const NONE: Self;

    const ALL: Self;

    /// The last byte.
    const LAST: Self;

    /// For each byte the bit of the one that stands `BY` bytes earlier; at first the last of `before`.
    fn later<const BY: u32>(self, before: Self) -> Self;

    /// For each byte the bit of the next; none for the last.
    fn earlier(self) -> Self;

    /// The blocks, the last one in the last place.
    fn words(self) -> [u64; BLOCKS];

    /// What [`Bits::words`] gives these.
    fn from_words(words: &[u64; BLOCKS]) -> Self;
}

/// One way to look at blocks.
pub(super) trait Kernel: Copy {
    type Bits: Bits;

    /// How many blocks are looked at first, and then.
    const BLOCKS: [usize; 2];

    /// Writes the masks of so many `blocks` at the beginning of `rest` to the last places of `masks`. Behind the end
    /// of the text there are spaces.
    fn masks(self, rest: &[u8], blocks: usize, masks: &mut Masks<[u64; BLOCKS]>);

    /// Writes the tokens of the block at the beginning of `rest`.
    ///
    /// # Safety
    /// As many tokens as a block has bytes and sixteen more can be written at `out`, and one before if it is
    /// open.
    unsafe fn write(self, rest: &[u8], tokens: Block, out: *mut Token);
}

/// Most blocks that are looked at together.
pub(super) const BLOCKS: usize = 8;

/// Tokens that may be written for a block: one for each byte, and what is written ahead.
const ROOM: usize = BLOCK + 16;

/// Characters, by their first bytes where nothing else is said; the first byte of a block is the lowest
/// bit. No byte is in two of them but commas and hyphens, which are signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Masks<B> {
    pub(super) letters: B,
    pub(super) digits: B,
    pub(super) spaces: B,
    /// Marks and symbols that are a token alone.
    pub(super) signs: B,
    /// Exclamation and question marks.
    pub(super) bangs: B,
    pub(super) full_stops: B,
    pub(super) commas: B,
    pub(super) hyphens: B,
    /// None of these: not to be read here. Bytes but the first of a character may be among them.
    pub(super) other: B,
    /// All bytes but the first of each character.
    pub(super) follow: B,
    /// All bytes of characters that are not ASCII.
    pub(super) long: B,
    /// All bytes of which one is the last of a letter that short abbreviations end in.
    pub(super) finals: B,
}

impl Masks<[u64; BLOCKS]> {
    /// Nothing but white space.
    pub(super) const SPACES: Self = {
        const NONE: [u64; BLOCKS] = [0; BLOCKS];
        Self {
            letters: NONE,
            digits: NONE,
            spaces: [!0; BLOCKS],
            signs: NONE,
            bangs: NONE,
            full_stops: NONE,
            commas: NONE,
            hyphens: NONE,
            other: NONE,
            follow: NONE,
            long: NONE,
            finals: NONE,
        }
    };

    #[inline(always)]
    fn read<B: Bits>(&self) -> Masks<B> {
        Masks {
            letters: B::from_words(&self.letters),
            digits: B::from_words(&self.digits),
            spaces: B::from_words(&self.spaces),
            signs: B::from_words(&self.signs),
            bangs: B::from_words(&self.bangs),
            full_stops: B::from_words(&self.full_stops),
            commas: B::from_words(&self.commas),
            hyphens: B::from_words(&self.hyphens),
            other: B::from_words(&self.other),
            follow: B::from_words(&self.follow),
            long: B::from_words(&self.long),
            finals: B::from_words(&self.finals),
        }
    }
}

/// What has to be known of the blocks before.
#[derive(Debug, Clone, Copy)]
struct Before<B> {
    first_bytes: B,
    letters: B,
    words: B,
    digits: B,
    numbers: B,
    full_stops: B,
    bang_starts: B,
    bangs: B,
    space_starts: B,
    spaces: B,
    finals: B,
}

impl<B: Bits> Before<B> {
    /// White space, as far as tokens can tell.
    const NOTHING: Self = Self {
        first_bytes: B::NONE,
        letters: B::NONE,
        words: B::NONE,
        digits: B::NONE,
        numbers: B::NONE,
        full_stops: B::NONE,
        bang_starts: B::NONE,
        bangs: B::NONE,
        space_starts: B::NONE,
        spaces: B::ALL,
        finals: B::NONE,
    };

    /// Whether the last byte belongs to a token.
    fn is_open(self) -> bool {
        self.spaces.words()[BLOCKS - 1] >> 63 == 0
    }
}

/// Tokens, by the places of their first bytes and the places after them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edges<B> {
    starts: B,
    ends: B,
    /// First bytes of letters.
    letters: B,
    /// What is not to be read here.
    other: B,
    /// Bytes with white space before them.
    after_space: B,
}

impl<B: Bits> Edges<B> {
    /// The tokens of what has these `masks` and stands after `before`, which is made the same for the next.
    #[inline(always)]
    fn new(masks: Masks<B>, before: &mut Before<B>) -> Self {
        let Masks { letters: first_bytes, digits, follow, .. } = masks;
        let letters = first_bytes | first_bytes.later::<1>(before.first_bytes);
        let after_letter = letters.later::<1>(before.letters);
        // A word with a full stop is no abbreviation if it has four letters or more, or two and such a last
        // one.
        let after_long_word =
            letters.later::<5>(before.letters) & letters.later::<7>(before.letters);
        let after_word = letters.later::<3>(before.letters)
            & (after_long_word | !masks.finals.later::<1>(before.finals));

        let before_letter = first_bytes.earlier();
        // The next character may be a digit or a letter.
        let before_unclear = (masks.long.earlier() | B::LAST) & !before_letter;
        let separators = (masks.full_stops | masks.commas) & digits.later::<1>(before.digits);
        let hyphens = masks.hyphens & after_letter;
        let (in_number, in_word) = (separators & digits.earlier(), hyphens & before_letter);
        let full_stops = masks.full_stops & !in_number;
        let other = masks.other & !(follow | masks.full_stops | masks.signs)
            | (separators | hyphens) & before_unclear
            | full_stops & after_letter & !after_word;

        let (words, numbers) = (letters | in_word, digits | in_number);
        let bangs = masks.bangs | masks.bangs.later::<1>(before.bang_starts) & follow;
        let spaces = masks.spaces | masks.spaces.later::<1>(before.space_starts) & follow;
        let starts = words & !words.later::<1>(before.words)
            | numbers & !numbers.later::<1>(before.numbers)
            | full_stops & !full_stops.later::<1>(before.full_stops)
            | bangs & !bangs.later::<1>(before.bangs)
            | masks.signs & !(in_number | in_word);
        let after_space = spaces.later::<1>(before.spaces);
        let ends = (starts | masks.spaces) & !after_space;
        *before = Before {
            first_bytes,
            letters,
            words,
            digits,
            numbers,
            full_stops,
            bang_starts: masks.bangs,
            bangs,
            space_starts: masks.spaces,
            spaces,
            finals: masks.finals,
        };
        Self { starts, ends, letters: first_bytes, other, after_space }
    }
}

/// The tokens of a block that stands `at` this place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    pub(super) at: u32,
    pub(super) starts: u64,
    pub(super) ends: u64,
    /// First bytes of letters.
    pub(super) letters: u64,
    /// Whether the first end is that of a token that begins before.
    pub(super) open: bool,
}

impl<B: Bits> Edges<B> {
    #[inline(always)]
    fn words(self) -> Edges<[u64; BLOCKS]> {
        Edges {
            starts: self.starts.words(),
            ends: self.ends.words(),
            letters: self.letters.words(),
            other: self.other.words(),
            after_space: self.after_space.words(),
        }
    }
}

impl Edges<[u64; BLOCKS]> {
    #[inline(always)]
    fn block(&self, block: usize, at: usize) -> Block {
        Block {
            at: at as u32,
            starts: self.starts[block],
            ends: self.ends[block],
            letters: self.letters[block],
            open: self.after_space[block] & 1 == 0,
        }
    }

    /// Writes the tokens of the block that stands `at` this place up to what is not to be read; where that begins.
    #[inline(always)]
    fn push_last<K: Kernel>(
        &self,
        kernel: K,
        bytes: &[u8],
        at: usize,
        block: usize,
        tokens: &mut Vec<Token>,
    ) -> usize {
        let stop = self.other[block].trailing_zeros();
        let inside = (1 << stop) - 1;
        let mut last = self.block(block, at);
        last.starts &= inside;
        last.ends = last.ends & inside | 1 << stop & !self.after_space[block];
        push_block(kernel, &bytes[at..], last, tokens);
        stop as usize
    }
}

/// Writes the tokens of these `blocks`, the first of which stands at `base`.
#[inline(always)]
fn push_blocks<K: Kernel>(
    kernel: K,
    text: &str,
    base: usize,
    blocks: Range<usize>,
    edges: &Edges<[u64; BLOCKS]>,
    tokens: &mut Vec<Token>,
) {
    let mut at = base;
    for block in blocks {
        // Right behind the end of the text the last token may end.
        let Some(rest) = text.as_bytes().get(at..) else { return };
        push_block(kernel, rest, edges.block(block, at), tokens);
        at += BLOCK;
    }
}

/// Writes the tokens of a block, which is the beginning of `rest`.
#[inline(always)]
fn push_block<K: Kernel>(kernel: K, rest: &[u8], block: Block, tokens: &mut Vec<Token>) {
    tokens.reserve(ROOM);
    let len = tokens.len();
    // SAFETY: there is room, and the token before is only open if it was written so. As many tokens are
    // written as there are starts.
    unsafe {
        kernel.write(rest, block, tokens.as_mut_ptr().add(len));
        tokens.set_len(len + block.starts.count_ones() as usize);
    }
}

/// Does what [`super::Runs::push_words`] says with `kernel`.
#[inline(always)]
pub(super) fn push_words<K: Kernel>(
    kernel: K,
    text: &str,
    at: usize,
    tokens: &mut Vec<Token>,
) -> usize {
    let bytes = text.as_bytes();
    let known = tokens.len();
    let mut before = Before::<K::Bits>::NOTHING;
    let [mut blocks, later_blocks] = K::BLOCKS;
    let mut masks = Masks::SPACES;
    kernel.masks(&bytes[at..], blocks, &mut masks);
    let mut base = at;
    while base < bytes.len() {
        let edges = Edges::new(masks.read::<K::Bits>(), &mut before);
        let edges = edges.words();
        let next = base + blocks * BLOCK;
        let first = BLOCKS - blocks;
        if edges.other.iter().any(|&other| other != 0) {
            let block = edges.other.iter().position(|&other| other != 0).unwrap_or(BLOCKS);
            push_blocks(kernel, text, base, first..block, &edges, tokens);
            let at = base + (block - first) * BLOCK;
            let stop = edges.push_last(kernel, bytes, at, block, tokens);
            return settle(text, at + stop, known, tokens);
        }
        // Before the tokens are written, so that their bits are there when they are asked for.
        kernel.masks(bytes.get(next..).unwrap_or_default(), later_blocks, &mut masks);
        push_blocks(kernel, text, base, first..BLOCKS, &edges, tokens);
        (base, blocks) = (next, later_blocks);
    }
    if before.is_open()
        && let Some(last) = tokens.last_mut()
    {
        last.span.end = bytes.len() as u32;
    }
    bytes.len()
}

/// How many bytes before they are read they are asked for: so many are on their way from memory at once.
/// Behind the end of a text the next one often stands.
const AHEAD: usize = 2048;

/// Asks for what comes [`AHEAD`] of `rest`.
#[inline(always)]
pub(super) fn fetch_after(rest: &[u8]) {
    fetch(rest.as_ptr().wrapping_add(AHEAD));
}

/// Asks for the beginning of `text`, which no [`fetch_after`] asks for.
pub(super) fn fetch_first(text: &str) {
    let first = text.as_bytes().iter().step_by(BLOCK).take(AHEAD / BLOCK);
    first.for_each(|byte| fetch(byte));
}

/// Gives up tokens before `stop`, where something begins that is not plain, if they may belong to
/// it; the first `known` tokens stay. Tells where the step by step way goes on.
fn settle(text: &str, stop: usize, known: usize, tokens: &mut Vec<Token>) -> usize {
    let Some(rest) = text.as_bytes().get(stop..) else { return stop };
    if let Some(email) = email_before(text, stop, &tokens[known..]) {
        let start = tokens[known + email].span.start as usize;
        tokens.truncate(known + email);
        return start;
    }
    let touching = |token: &&Token| token.span.end as usize == stop;
    let Some(last) = tokens[known..].last().filter(touching) else { return stop };
    let start = last.span.start as usize;
    let may_go_on = match (last.kind, rest) {
        (TokenKind::Word, _) => !ends_word(rest, stop - start),
        (TokenKind::Number, [b'.' | b',', ..]) => true,
        // Digits of other scripts, and what makes a keycap; marks.
        (TokenKind::Number | TokenKind::Symbol, [sign, ..]) => !sign.is_ascii(),
        // The rest of a run.
        _ => match text.as_bytes().get(start) {
            Some(b'.') => rest.starts_with("…".as_bytes()),
            _ => is_bang(rest) && is_bang(&text.as_bytes()[start..]),
        },
    };
    if !may_go_on {
        return stop;
    }
    tokens.pop();
    start
}

/// The first of `tokens` with which an e-mail address begins that goes on at `stop`.
fn email_before(text: &str, stop: usize, tokens: &[Token]) -> Option<usize> {
    let is_local = |byte: &u8| address::is_local(*byte);
    let goes_on = text.as_bytes().get(stop).is_some_and(|byte| *byte == b'@' || is_local(byte));
    if !goes_on {
        return None;
    }
    let (mut first, mut end) = (None, stop);
    for (index, token) in tokens.iter().enumerate().rev() {
        let is_part = token.span.end as usize == end
            && stop - token.span.start as usize <= address::MAX_LOCAL_PART
            && token.span.of(text).as_bytes().iter().all(is_local);
        if !is_part {
            break;
        }
        end = token.span.start as usize;
        if token.kind == TokenKind::Number && address::email_end(text, end).is_some() {
            first = Some(index);
        }
    }
    first
}

/// Whether `rest` begins with an exclamation or question mark.
fn is_bang(rest: &[u8]) -> bool {
    matches!(rest, [b'!' | b'?', ..] | [0xD8, 0x9F, ..])
}

/// Whether `rest` begins with a character that no word of `len` bytes of letters goes on with: not
/// a hyphen, a mark, or the full stop of an abbreviation. If in doubt, not.
#[inline]
fn ends_word(rest: &[u8], len: usize) -> bool {
    match *rest {
        [b'.', ..] => len > 2 * MAX_WORD,
        [b'-', ..] => false,
        [first, ..] if first < 0x80 => true,
        // Dashes, curly quotes, the ellipsis.
        [0xE2, 0x80, sign, ..] => matches!(sign, 0x93..=0x9F | 0xA6),
        _ => false,
    }
}
