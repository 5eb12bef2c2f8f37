//! The fast reading: 64 bytes at a time, with the vectors of the processor where it has them.
//!
//! In Arabic text nearly every byte is ASCII or part of a *common* character: one of the block Arabic
//! (U+0600–U+06FF, lead bytes D8 to DB) or a sign of Latin-1 such as « (U+0080–U+00BF, lead byte C2). For each
//! block of 64 bytes a [`Kernel`] finds three sets of characters, as bits at their first bytes: those
//! that are left out, those that are written otherwise or need a closer look, and those that are not common. What stays is then
//! moved together. Where a character may combine with its neighbours, the fast reading stops
//! before its cluster and leaves it to [`Pass::cluster`].
//!
//! Bytes of which nobody knows yet whether they are UTF-8 are checked in the same pass; see [`utf8`].
//!
//! All `unsafe` of the crate is in this file. [`Plain`] does the same as the vector kernels in plain code; the
//! tests compare them.

#![expect(unsafe_code, reason = "vector instructions, and writing beyond the end of a string")]

use crate::pass::{Pass, Track};
use crate::rules::{Action, Rules, never_blocks};

use utf8::{Frame, NotUtf8};

mod utf8;

/// What is written.
pub(crate) type Output<'t> = &'t mut String;

/// Bytes that are looked at together: a block and the one after it.
type Block = [u8; BLOCK + 1];

const BLOCK: usize = 64;

/// Room that a block may touch behind the end of the output: each of its eight groups of eight
/// bytes is stored whole.
const ROOM: usize = BLOCK + 8;

/// The rules of the common characters in the form the kernels read.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    dropped: Nibbles,
    special: Nibbles,
    /// The same for 64 second bytes at once: a bit for each lead byte, first dropped, then special. The
    /// third one, that of DA and dropped, says of C2 and special.
    #[cfg_attr(not(has_avx512), expect(dead_code, reason = "read by the AVX-512 kernel"))]
    sets: [u8; 64],
    /// What is written for a special character that is common: one byte and zero, or two; two zeros if
    /// it needs a closer look.
    written: [[u8; 2]; COMMON * 64],
    /// The characters that stay and combine with none before them: those below U+0800, a bit each, then
    /// those of General Punctuation.
    inert: [u64; 32 + 4],
    /// For [`Plain`]: rows of 64, which `ROWS` leads to, of bits of [`class`].
    rows: [u8; (COMMON + 2) * 64],
}

/// How many lead bytes the common characters have: D8, D9, DA, DB, C2.
const COMMON: usize = 5;

/// The place of a lead byte among these.
#[inline(always)]
const fn common_lead(lead: u8) -> usize {
    if lead == 0xC2 { 4 } else { (lead & 3) as usize }
}

/// A set of code points, to be asked for 16 or more at once: for the low half of the second byte (a
/// nibble) a byte of bits, which stand for the last bit of the lead byte and the two other bits of the
/// second; one table for the lead bytes D8 and D9, one for DA and DB, one for C2.
type Nibbles = [[u8; 16]; 3];

/// Bits of the classes in `Tables::rows`.
mod class {
    pub(super) const DROPPED: u8 = 1;
    pub(super) const SPECIAL: u8 = 2;
    pub(super) const OTHER: u8 = 4;
}

/// What becomes of a character that is not common.
enum Uncommon {
    Stays,
    /// It has three bytes and is written in one, and zero, or two.
    Written([u8; 2]),
    /// To be read carefully.
    Unclear,
}

/// The same of a character of three or four bytes.
fn uncommon_long(rules: &Rules, bytes: &[u8]) -> Uncommon {
    let Some(c) = utf8::decode_long(bytes) else { return Uncommon::Unclear };
    if Rules::is_untouched(c) {
        return Uncommon::Stays;
    }
    let rule = rules.rule(c);
    match rule.action {
        Action::Keep if !rule.extends => Uncommon::Stays,
        Action::Write(other)
            if !(rule.extends || rules.options.by_character || rules.options.nfkc)
                && other.len_utf8() <= 2
                && c.len_utf8() == 3 =>
        {
            let mut written = [0; 2];
            other.encode_utf8(&mut written);
            Uncommon::Written(written)
        }
        _ => Uncommon::Unclear,
    }
}

impl Tables {
    pub(crate) fn new(rules: &Rules) -> Self {
        let mut tables = Self {
            dropped: Nibbles::default(),
            special: Nibbles::default(),
            sets: [0; 64],
            written: [[0; 2]; COMMON * 64],
            inert: [0; 36],
            rows: [0; (COMMON + 2) * 64],
        };
        tables.rows[OTHER_ROW..].fill(class::OTHER);
        for c in ('\u{0600}'..='\u{06FF}').chain('\u{0080}'..='\u{00BF}') {
            tables.add(c, rules);
        }
        let known = (0..0x800).chain(0x2000..0x2100).filter_map(char::from_u32);
        for (index, c) in known.enumerate() {
            tables.inert[index / 64] |= u64::from(rules.is_inert(c)) << (index % 64);
        }
        tables
    }

    /// What becomes of the character at the start of `bytes`, which is not common.
    #[inline(always)]
    fn uncommon(&self, rules: &Rules, bytes: &[u8]) -> Uncommon {
        let index = match *bytes {
            [first @ ..0xE0, second, ..] => usize::from(first & 31) << 6 | usize::from(second & 63),
            [0xE2, second @ 0x80..=0x83, third, ..] => {
                0x800 + (usize::from(second & 3) << 6 | usize::from(third & 63))
            }
            _ => return uncommon_long(rules, bytes),
        };
        if self.inert[index / 64] >> (index % 64) & 1 == 1 {
            return Uncommon::Stays;
        }
        if index < 0x800 { Uncommon::Unclear } else { uncommon_long(rules, bytes) }
    }

    /// What is written for the character at the start of `bytes`, one or two bytes.
    #[inline(always)]
    fn written(&self, rules: &Rules, bytes: &[u8]) -> [u8; 2] {
        if bytes[0] < 0xE0 {
            return self.written[index(bytes)];
        }
        match uncommon_long(rules, bytes) {
            Uncommon::Written(written) => written,
            _ => [0; 2],
        }
    }

    fn add(&mut self, c: char, rules: &Rules) {
        let mut bytes = [0; 2];
        c.encode_utf8(&mut bytes);
        let [lead, low, high] =
            [common_lead(bytes[0]), usize::from(bytes[1] & 15), usize::from(bytes[1] >> 4 & 3)];
        let index = index(&bytes);
        let rule = rules.rule(c);
        let (set, class) = match rule.action {
            Action::Keep if !rule.extends => return,
            Action::DropAttached
                if HAS_MARKS[lead]
                    && (!(rules.options.by_character && rule.extends) || never_blocks(c)) =>
            {
                (&mut self.dropped, class::DROPPED)
            }
            Action::Write(other) if !rule.extends && other.len_utf8() <= 2 => {
                other.encode_utf8(&mut self.written[index]);
                (&mut self.special, class::SPECIAL)
            }
            _ => (&mut self.special, class::SPECIAL),
        };
        set[lead >> 1][low] |= 1 << ((lead & 1) << 2 | high);
        self.sets[index & 63] |= match (class, lead) {
            (class::DROPPED, _) => 1 << lead,
            (_, 4) => 1 << 2,
            _ => 1 << (4 + lead),
        };
        self.rows[64 + index] = class;
    }
}

/// Whether characters with these lead bytes may be left out without a closer look. No mark is among U+0680–U+06BF, or
/// in Latin-1.
const HAS_MARKS: [bool; COMMON] = [true, true, false, true, false];

/// The characters of a block that do not simply stay, as bits at their first bytes. Characters
/// of which the block holds only a part may be among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Masks {
    dropped: u64,
    special: u64,
    /// Characters of two and more bytes that are not common.
    other: u64,
}

impl Masks {
    /// The bytes that stay.
    #[inline(always)]
    fn keep(self, edge: Edge) -> u64 {
        !(self.dropped | self.dropped << 1 | edge.dropped)
    }
}

/// One way to look at a block.
trait Kernel: Copy {
    fn classify(self, tables: &Tables, block: &Block) -> Masks;

    fn frame(self, block: &Block) -> Frame;

    /// Writes the bytes of `block` whose bit is set in `keep` one after the other.
    ///
    /// # Safety
    /// `ROOM` bytes at `out` can be written.
    unsafe fn compress(self, block: &Block, keep: u64, out: *mut u8);
}

/// The kernel that a processor can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2(avx2::Avx2),
    #[cfg(has_avx512)]
    Avx512(avx512::Avx512),
}

impl Engine {
    /// The fastest one.
    pub(crate) fn detect() -> Self {
        #[cfg(has_avx512)]
        if let Some(avx512) = avx512::Avx512::detect() {
            return Self::Avx512(avx512);
        }
        #[cfg(target_arch = "x86_64")]
        if let Some(avx2) = avx2::Avx2::detect() {
            return Self::Avx2(avx2);
        }
        Self::Plain
    }

    /// Writes the whole text of `pass` to `out`.
    pub(crate) fn read<T: Track>(self, pass: &mut Pass<'_, T>, tables: &Tables, out: Output<'_>) {
        let bytes = pass.source.as_bytes();
        let read = self.read_as::<T, true>(pass, bytes, tables, out);
        debug_assert_eq!(read, Ok(()));
    }

    /// Makes `bytes` the text of `pass`, as far as they are UTF-8, and writes it to `out`. Where
    /// they are not, what is written and told is of no use.
    pub(crate) fn read_bytes<'p, 's: 'p, T: Track>(
        self,
        pass: &mut Pass<'p, T>,
        bytes: &'s [u8],
        tables: &Tables,
        out: Output<'_>,
    ) -> Result<&'s str, NotUtf8> {
        pass.source = "";
        self.read_as::<T, false>(pass, bytes, tables, out)?;
        // SAFETY: `read` has found all of them to be UTF-8.
        Ok(unsafe { std::str::from_utf8_unchecked(bytes) })
    }

    fn read_as<'p, T: Track, const KNOWN: bool>(
        self,
        pass: &mut Pass<'p, T>,
        bytes: &'p [u8],
        tables: &Tables,
        out: Output<'_>,
    ) -> Result<(), NotUtf8> {
        match self {
            Self::Plain => read::<Plain, T, KNOWN>(Plain, pass, bytes, tables, out),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(kernel) => kernel.read::<T, KNOWN>(pass, bytes, tables, out),
            #[cfg(has_avx512)]
            Self::Avx512(kernel) => kernel.read::<T, KNOWN>(pass, bytes, tables, out),
        }
    }
}

/// Writes the text of `bytes`, which is that of `pass` if it is known to be UTF-8. Otherwise the text of
/// `pass` is what the careful reading needs of it so far.
#[inline(always)]
fn read<'p, K: Kernel, T: Track, const KNOWN: bool>(
    kernel: K,
    pass: &mut Pass<'p, T>,
    bytes: &'p [u8],
    tables: &Tables,
    out: Output<'_>,
) -> Result<(), NotUtf8> {
    let mut at = 0;
    while at < bytes.len() {
        // What is read simply is never written in more bytes than it has.
        out.reserve(bytes.len() - at + ROOM);
        let mut end = End { len: out.len(), out };
        at = read_simple::<K, T, KNOWN>(kernel, pass, bytes, tables, at, &mut end)?;
        end.settle();
        if at < bytes.len() {
            at = pass.cluster(at, out);
        }
    }
    Ok(())
}

/// Makes the text of `pass` known up to an ASCII character behind the cluster of the character at
/// `at`, or to the end: no reading of the cluster looks further, since an ASCII character is never
/// left out, combines with nothing before it and is no letter. What stands before `at` is UTF-8.
fn look_ahead<'p, T>(pass: &mut Pass<'p, T>, bytes: &'p [u8], at: usize) -> Result<(), NotUtf8> {
    /// So that many clusters beside each other do not each make a small step.
    const STEP: usize = 64;

    if at < pass.source.len() {
        return Ok(());
    }
    let ahead = bytes.get(at + STEP..).unwrap_or_default();
    let end = bytes.len() - ahead.len() + ahead.iter().take_while(|byte| !byte.is_ascii()).count();
    std::str::from_utf8(&bytes[at..end]).map_err(|_| NotUtf8)?;
    // SAFETY: what stands before `at` is UTF-8 and so is what follows, up to `end`.
    pass.source = unsafe { std::str::from_utf8_unchecked(&bytes[..end]) };
    Ok(())
}

/// Writes the text from `floor`, where a cluster begins, to the next cluster that needs a closer
/// look; where that begins. `end` has room for all of the text.
#[inline(always)]
fn read_simple<'p, K: Kernel, T: Track, const KNOWN: bool>(
    kernel: K,
    pass: &mut Pass<'p, T>,
    bytes: &'p [u8],
    tables: &Tables,
    floor: usize,
    end: &mut End<'_>,
) -> Result<usize, NotUtf8> {
    let mut padded: Block;
    let mut at = floor;
    let mut edge = Edge::default();
    let mut is_even = true;
    while at < bytes.len() {
        if is_even && pass.track.bits_in_word() == 0 {
            at = read_even::<K, T, KNOWN>(kernel, pass, bytes, tables, at, &mut edge, end)?;
            if at == bytes.len() {
                break;
            }
        }
        let mut len = first_len(pass.track.bits_in_word());
        let block = match bytes[at..].first_chunk() {
            Some(block) => block,
            None => {
                let rest = &bytes[at..];
                padded = [0; BLOCK + 1];
                padded[..rest.len()].copy_from_slice(rest);
                len = len.min(rest.len());
                &padded
            }
        };
        let masks = kernel.classify(tables, block);
        if !KNOWN {
            edge.open = if at + len <= pass.source.len() {
                utf8::open(&bytes[at + len..])
            } else {
                kernel.frame(block).check(block, masks.other, len, edge.open)?
            };
        }
        let keep = masks.keep(edge) & low_bits(len);
        let unusual = (masks.special | masks.other) & low_bits(len);
        is_even = unusual == 0;
        if is_even {
            end.write(kernel, block, keep);
            pass.track.append(keep, len as u32);
        } else {
            let mut step = Step { len, keep, written: 0 };
            if let Some(place) =
                step.look_closer(pass.rules, tables, &bytes[at..], unusual, masks.other)
            {
                if !KNOWN {
                    look_ahead(pass, bytes, at + place)?;
                }
                let start = pass.cluster_start(floor, at + place);
                if start < at {
                    end.len -= written_len(pass, start, at);
                    pass.track.truncate(start as u32);
                    return Ok(start);
                }
                step.cut(start - at);
                step.write(kernel, pass.rules, tables, block, end);
                pass.track.append(step.keep, step.len as u32);
                return Ok(start);
            }
            step.write(kernel, pass.rules, tables, block, end);
            pass.track.append(step.keep, step.len as u32);
            if step.len < len {
                (len, edge.open) = (step.len, 0);
            }
        }
        edge.dropped = masks.dropped >> (len - 1) & 1;
        at += len;
    }
    if edge.open == 0 { Ok(at) } else { Err(NotUtf8) }
}

/// What the first bytes of a block have from the character that began before it, a bit each.
#[derive(Debug, Default, Clone, Copy)]
struct Edge {
    /// Those that are left out with it.
    dropped: u64,
    /// Those that must continue it, if the bytes are not known to be UTF-8.
    open: u64,
}

/// Writes the whole blocks from `at` on in which characters stay or go; where they end.
#[inline(always)]
fn read_even<K: Kernel, T: Track, const KNOWN: bool>(
    kernel: K,
    pass: &mut Pass<'_, T>,
    bytes: &[u8],
    tables: &Tables,
    mut at: usize,
    edge: &mut Edge,
    end: &mut End<'_>,
) -> Result<usize, NotUtf8> {
    let mut words = [0; 32];
    let mut told = 0;
    while let Some(block) = bytes[at..].first_chunk() {
        let masks = kernel.classify(tables, block);
        if masks.special | masks.other != 0 {
            break;
        }
        if !KNOWN {
            edge.open = kernel.frame(block).check(block, 0, BLOCK, edge.open)?;
        }
        let keep = masks.keep(*edge);
        end.write(kernel, block, keep);
        edge.dropped = masks.dropped >> (BLOCK - 1);
        at += BLOCK;
        words[told] = keep;
        told += 1;
        if told == words.len() {
            pass.track.append_words(&words);
            told = 0;
        }
    }
    pass.track.append_words(&words[..told]);
    Ok(at)
}

/// Bytes of a step, so that one of the next begins with a new word of the alignment.
#[inline(always)]
fn first_len(bits_in_word: usize) -> usize {
    // A step has room for a whole character that is written otherwise.
    (BLOCK - bits_in_word).max(3)
}

/// Bytes that were written for the source from `start` to `end`, the last cluster, whose further
/// characters come only now. The last character may end behind `end`.
#[cold]
fn written_len<T: Track>(pass: &Pass<'_, T>, start: usize, end: usize) -> usize {
    let mut at = start;
    let mut written = 0;
    for c in pass.source[start..].chars() {
        if at >= end {
            break;
        }
        written += match pass.rules.rule(c).action {
            Action::DropAttached => 0,
            Action::Write(other) => other.len_utf8(),
            _ => c.len_utf8().min(end - at),
        };
        at += c.len_utf8();
    }
    written
}

/// The end of the output while it grows. It may stand inside a character.
struct End<'t> {
    out: Output<'t>,
    /// Bytes that are written.
    len: usize,
}

impl End<'_> {
    /// Writes the bytes of `block` whose bit is set in `keep`.
    #[inline(always)]
    fn write<K: Kernel>(&mut self, kernel: K, block: &Block, keep: u64) {
        debug_assert!(self.len + ROOM <= self.out.capacity());
        // SAFETY: `read` has reserved `ROOM` bytes more than the source from here has, and each step
        // writes at most as many bytes as it reads, so that `ROOM` bytes at the end are free.
        unsafe {
            let end = self.out.as_mut_vec().as_mut_ptr().add(self.len);
            kernel.compress(block, keep, end);
        }
        self.len += keep.count_ones() as usize;
    }

    /// Makes what is written part of the string.
    fn settle(self) {
        // SAFETY: `len` bytes are written. They are whole characters of the source, or one or two
        // bytes for a character that are one: what was read is UTF-8, known before or checked,
        // the reading begins and ends between two characters, what is left out are both bytes of
        // characters of two, and what is written otherwise has the bytes of one character in place
        // of all of its own.
        unsafe { self.out.as_mut_vec().set_len(self.len) }
    }
}

/// What becomes of a block with characters that do not simply stay or go.
struct Step {
    /// Bytes of the block that are read, more than none.
    len: usize,
    /// Those of them that have a byte of the output.
    keep: u64,
    /// First bytes of characters that are written otherwise.
    written: u64,
}

impl Step {
    /// Decides about the characters of `bytes` at the bits of `unusual`; the place of the first that is not to
    /// be decided here.
    #[inline(always)]
    fn look_closer(
        &mut self,
        rules: &Rules,
        tables: &Tables,
        bytes: &[u8],
        mut unusual: u64,
        other: u64,
    ) -> Option<usize> {
        while unusual != 0 {
            let place = unusual.trailing_zeros() as usize;
            unusual &= unusual - 1;
            if other >> place & 1 == 1 {
                match tables.uncommon(rules, &bytes[place..]) {
                    Uncommon::Stays => continue,
                    Uncommon::Unclear => return Some(place),
                    Uncommon::Written(_) if place + 3 > self.len => {
                        self.cut(place);
                        return None;
                    }
                    Uncommon::Written([_, second]) => {
                        self.keep &= !(if second == 0 { 6 } else { 4 } << place);
                    }
                }
                self.written |= 1 << place;
                continue;
            }
            match tables.written[index(&bytes[place..])] {
                [0, _] => return Some(place),
                _ if place + 1 == self.len => {
                    // Its second byte stands in the next block.
                    self.cut(place);
                    return None;
                }
                [_, 0] => self.keep &= !(2 << place),
                _ => {}
            }
            self.written |= 1 << place;
        }
        None
    }

    /// Leaves the block from the character at `len` on.
    fn cut(&mut self, len: usize) {
        self.len = len;
        self.keep &= low_bits(len);
        self.written &= low_bits(len);
    }

    #[inline(always)]
    fn write<K: Kernel>(
        &self,
        kernel: K,
        rules: &Rules,
        tables: &Tables,
        block: &Block,
        end: &mut End<'_>,
    ) {
        let start = end.len;
        end.write(kernel, block, self.keep);
        let mut written = self.written;
        while written != 0 {
            let place = written.trailing_zeros() as usize;
            written &= written - 1;
            let target = start + (self.keep & low_bits(place)).count_ones() as usize;
            let [first, second] = tables.written(rules, &block[place..]);
            // SAFETY: the bytes at `target` are those that were just written for the character at `place`,
            // one or two as `look_closer` has found.
            unsafe {
                let target = end.out.as_mut_vec().as_mut_ptr().add(target);
                *target = first;
                if second != 0 {
                    *target.add(1) = second;
                }
            }
        }
    }
}

/// Index in [`Tables`] of the common character at the start of `bytes`.
#[inline(always)]
fn index(bytes: &[u8]) -> usize {
    common_lead(bytes[0]) << 6 | usize::from(bytes[1] & 63)
}

/// The lowest `n` bits, at most 64.
#[inline(always)]
fn low_bits(n: usize) -> u64 {
    if n >= BLOCK { u64::MAX } else { (1 << n) - 1 }
}

/// Tables and words of 64 bits, on every processor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Plain;

/// Where the row of characters that are not common begins in `Tables::rows`.
const OTHER_ROW: usize = (COMMON + 1) * 64;

/// Where the row of a character with this first byte begins in `Tables::rows`.
const ROWS: [u16; 256] = {
    let mut rows = [0; 256];
    let mut lead = 0xC0;
    while lead < 256 {
        let common = lead & 0xFC == 0xD8 || lead == 0xC2;
        let row = if common { (1 + common_lead(lead as u8)) * 64 } else { OTHER_ROW };
        rows[lead] = row as u16;
        lead += 1;
    }
    rows
};

impl Kernel for Plain {
    #[inline(always)]
    fn classify(self, tables: &Tables, block: &Block) -> Masks {
        let mut masks = Masks { dropped: 0, special: 0, other: 0 };
        for group in 0..8 {
            let mut classes = [0; 8];
            for (place, class) in classes.iter_mut().enumerate() {
                let at = group * 8 + place;
                let row = usize::from(ROWS[usize::from(block[at])]);
                *class = tables.rows[row + usize::from(block[at + 1] & 63)];
            }
            let classes = u64::from_le_bytes(classes);
            if classes != 0 {
                let bits = |class| gather(classes, class) << (group * 8);
                masks.dropped |= bits(class::DROPPED);
                masks.special |= bits(class::SPECIAL);
                masks.other |= bits(class::OTHER);
            }
        }
        masks
    }

    #[inline(always)]
    fn frame(self, block: &Block) -> Frame {
        let (words, _) = block.as_chunks();
        let mut frame = Frame { lead: 0, follow: 0 };
        for (group, &bytes) in words.iter().enumerate() {
            let word = u64::from_le_bytes(bytes);
            if !bytes.is_ascii() {
                frame.lead |= gather(word & word << 1, 0x80) << (group * 8);
                frame.follow |= gather(word & !(word << 1), 0x80) << (group * 8);
            }
        }
        frame
    }

    #[inline(always)]
    unsafe fn compress(self, block: &Block, keep: u64, out: *mut u8) {
        if keep & keep.wrapping_add(1) == 0 {
            // SAFETY: there is room for a block, and a block is read.
            return unsafe { out.copy_from_nonoverlapping(block.as_ptr(), BLOCK) };
        }
        let mut len = 0;
        for (place, &byte) in block[..BLOCK].iter().enumerate() {
            // SAFETY: `len` is at most `place`, and there is room for a block.
            unsafe { *out.add(len) = byte };
            len += (keep >> place & 1) as usize;
        }
    }
}

/// Which of the eight bytes of `classes` have the bit `class`, a bit each.
#[inline(always)]
fn gather(classes: u64, class: u8) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let bits = classes >> class.trailing_zeros() & ONES;
    // The product moves the bit of the n-th byte to bit 56 + n.
    bits.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::*;

    use super::{Block, Frame, Kernel, Masks, Nibbles, NotUtf8, Output, Tables, read};
    use crate::pass::{Pass, Track};

    /// Vectors of 32 bytes. A value proves that the processor has them.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct Avx2(());

    impl Avx2 {
        pub(super) fn detect() -> Option<Self> {
            let found = is_x86_feature_detected!("avx2")
                && is_x86_feature_detected!("bmi1")
                && is_x86_feature_detected!("bmi2")
                && is_x86_feature_detected!("popcnt");
            found.then_some(Self(()))
        }

        pub(super) fn read<'p, T: Track, const KNOWN: bool>(
            self,
            pass: &mut Pass<'p, T>,
            bytes: &'p [u8],
            tables: &Tables,
            out: Output<'_>,
        ) -> Result<(), NotUtf8> {
            // SAFETY: `self` was made where the processor has these features.
            unsafe { read_avx2::<T, KNOWN>(self, pass, bytes, tables, out) }
        }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    fn read_avx2<'p, T: Track, const KNOWN: bool>(
        kernel: Avx2,
        pass: &mut Pass<'p, T>,
        bytes: &'p [u8],
        tables: &Tables,
        out: Output<'_>,
    ) -> Result<(), NotUtf8> {
        read::<Avx2, T, KNOWN>(kernel, pass, bytes, tables, out)
    }

    impl Kernel for Avx2 {
        #[inline(always)]
        fn classify(self, tables: &Tables, block: &Block) -> Masks {
            // SAFETY: `self` was made where the processor has AVX2.
            unsafe { classify(tables, block) }
        }

        #[inline(always)]
        fn frame(self, block: &Block) -> Frame {
            // SAFETY: as above.
            unsafe { frame(block) }
        }

        #[inline(always)]
        unsafe fn compress(self, block: &Block, keep: u64, out: *mut u8) {
            // SAFETY: `self` was made where the processor has AVX2; the caller gives room.
            unsafe { compress(block, keep, out) }
        }
    }

    #[inline]
    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    fn classify(tables: &Tables, block: &Block) -> Masks {
        let low = classify_half(tables, block, 0);
        let high = classify_half(tables, block, 32);
        let join = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
        Masks {
            dropped: join(low[0], high[0]),
            special: join(low[1], high[1]),
            other: join(low[2], high[2]),
        }
    }

    /// Dropped, special and other characters of the 32 bytes at `at`.
    #[inline]
    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    fn classify_half(tables: &Tables, block: &Block, at: usize) -> [u32; 3] {
        debug_assert!(at + 33 <= block.len());
        // SAFETY: a block has 65 bytes and `at` is 0 or 32, so that 33 bytes at `at` can be read.
        let (first, second) = unsafe {
            let start = block.as_ptr().add(at);
            (_mm256_loadu_si256(start.cast()), _mm256_loadu_si256(start.add(1).cast()))
        };
        let bytes = |byte: u8| _mm256_set1_epi8(byte as i8);
        let latin = _mm256_cmpeq_epi8(first, bytes(0xC2));
        let arabic = _mm256_cmpeq_epi8(_mm256_and_si256(first, bytes(0xFC)), bytes(0xD8));
        let common = _mm256_or_si256(arabic, latin);
        // As signed numbers, lead bytes are above the continuing ones and below the ASCII ones.
        let lead = _mm256_and_si256(
            _mm256_cmpgt_epi8(first, bytes(0xBF)),
            _mm256_cmpgt_epi8(bytes(0), first),
        );
        let low = _mm256_and_si256(second, bytes(0x0F));
        let high = _mm256_and_si256(_mm256_srli_epi16(second, 4), bytes(0x03));
        let odd = _mm256_slli_epi16(_mm256_and_si256(first, bytes(0x01)), 2);
        let powers = _mm256_set1_epi64x(i64::from_le_bytes([1, 2, 4, 8, 16, 32, 64, 128]));
        let bit = _mm256_shuffle_epi8(powers, _mm256_or_si256(odd, high));
        // The second bit of the lead byte, moved to the place where a blend looks.
        let upper = _mm256_slli_epi16(first, 6);
        let rows = |set: &[u8; 16]| _mm256_shuffle_epi8(row(set), low);
        let arabic_rows = |set: &Nibbles| _mm256_blendv_epi8(rows(&set[0]), rows(&set[1]), upper);
        let within = |rows, lead| {
            let found = _mm256_cmpeq_epi8(_mm256_and_si256(rows, bit), bit);
            _mm256_movemask_epi8(_mm256_and_si256(found, lead)) as u32
        };
        let dropped = arabic_rows(&tables.dropped);
        let special =
            _mm256_blendv_epi8(arabic_rows(&tables.special), rows(&tables.special[2]), latin);
        let other = _mm256_movemask_epi8(_mm256_andnot_si256(common, lead)) as u32;
        [within(dropped, arabic), within(special, common), other]
    }

    #[inline]
    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    fn frame(block: &Block) -> Frame {
        let half = |at: usize| {
            // SAFETY: a block has 65 bytes and `at` is 0 or 32.
            let bytes = unsafe { _mm256_loadu_si256(block.as_ptr().add(at).cast()) };
            // As signed numbers, continuing bytes are below all others, lead bytes next.
            let follow = _mm256_cmpgt_epi8(_mm256_set1_epi8(0xC0_u8 as i8), bytes);
            let high = _mm256_movemask_epi8(bytes) as u32;
            let follow = _mm256_movemask_epi8(follow) as u32;
            (u64::from(high & !follow) << at, u64::from(follow) << at)
        };
        let (low, high) = (half(0), half(32));
        Frame { lead: low.0 | high.0, follow: low.1 | high.1 }
    }

    /// The sixteen bytes twice.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn row(bytes: &[u8; 16]) -> __m256i {
        // SAFETY: sixteen bytes are read of an array of sixteen.
        _mm256_broadcastsi128_si256(unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) })
    }

    /// For each set of bits of a byte, the places of those that are set.
    const PLACES: [[u8; 8]; 256] = {
        let mut places = [[0x80; 8]; 256];
        let mut bits = 0;
        while bits < 256 {
            let (mut place, mut len) = (0, 0);
            while place < 8 {
                if bits >> place & 1 == 1 {
                    places[bits][len] = place;
                    len += 1;
                }
                place += 1;
            }
            bits += 1;
        }
        places
    };

    /// # Safety
    /// `super::ROOM` bytes at `out` can be written.
    #[inline]
    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    unsafe fn compress(block: &Block, keep: u64, mut out: *mut u8) {
        if keep & keep.wrapping_add(1) == 0 {
            // SAFETY: there is room for a block, and a block is read.
            return unsafe { out.copy_from_nonoverlapping(block.as_ptr(), super::BLOCK) };
        }
        for (group, bits) in keep.to_le_bytes().into_iter().enumerate() {
            // SAFETY: eight groups of eight bytes lie in a block of 65. The output has moved by at most eight
            // bytes a group, so that the eight that are stored end within the room.
            unsafe {
                let bytes = _mm_loadl_epi64(block.as_ptr().add(group * 8).cast());
                let places = _mm_loadl_epi64(PLACES[usize::from(bits)].as_ptr().cast());
                _mm_storel_epi64(out.cast(), _mm_shuffle_epi8(bytes, places));
                out = out.add(bits.count_ones() as usize);
            }
        }
    }
}

#[cfg(has_avx512)]
#[allow(clippy::incompatible_msrv, reason = "the build script asks for the version")]
mod avx512 {
    use std::arch::x86_64::*;

    use super::{Block, Frame, Kernel, Masks, NotUtf8, Output, Tables, read};
    use crate::pass::{Pass, Track};

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

        pub(super) fn read<'p, T: Track, const KNOWN: bool>(
            self,
            pass: &mut Pass<'p, T>,
            bytes: &'p [u8],
            tables: &Tables,
            out: Output<'_>,
        ) -> Result<(), NotUtf8> {
            // SAFETY: `self` was made where the processor has these features.
            unsafe { read_avx512::<T, KNOWN>(self, pass, bytes, tables, out) }
        }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
    fn read_avx512<'p, T: Track, const KNOWN: bool>(
        kernel: Avx512,
        pass: &mut Pass<'p, T>,
        bytes: &'p [u8],
        tables: &Tables,
        out: Output<'_>,
    ) -> Result<(), NotUtf8> {
        read::<Avx512, T, KNOWN>(kernel, pass, bytes, tables, out)
    }

    impl Kernel for Avx512 {
        #[inline(always)]
        fn classify(self, tables: &Tables, block: &Block) -> Masks {
            // SAFETY: `self` was made where the processor has these features.
            unsafe { classify(tables, block) }
        }

        #[inline(always)]
        fn frame(self, block: &Block) -> Frame {
            // SAFETY: as above.
            unsafe { frame(block) }
        }

        #[inline(always)]
        unsafe fn compress(self, block: &Block, keep: u64, out: *mut u8) {
            // SAFETY: `self` was made where the processor has these features; the caller gives room.
            unsafe { compress(block, keep, out) }
        }
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
    fn classify(tables: &Tables, block: &Block) -> Masks {
        // SAFETY: a block has 65 bytes, so that 64 can be read from the first and from the second.
        let (first, second, sets) = unsafe {
            (
                _mm512_loadu_si512(block.as_ptr().cast()),
                _mm512_loadu_si512(block.as_ptr().add(1).cast()),
                _mm512_loadu_si512(tables.sets.as_ptr().cast()),
            )
        };
        let bytes = |byte: u8| _mm512_set1_epi8(byte as i8);
        // For the low half of a lead byte its bit in `sets`.
        let powers = |d8_to_db: [u8; 4], c2: u8| {
            let [c2, arabic] = [u32::from(c2) << 16, u32::from_le_bytes(d8_to_db)];
            _mm512_set4_epi32(0, arabic as i32, 0, c2 as i32)
        };
        let arabic = _mm512_cmpeq_epi8_mask(_mm512_and_si512(first, bytes(0xFC)), bytes(0xD8));
        let common = arabic | _mm512_cmpeq_epi8_mask(first, bytes(0xC2));
        let lead = _mm512_cmpge_epu8_mask(first, bytes(0xC0));
        // The index is taken from the last six bits of a byte.
        let bits = _mm512_permutexvar_epi8(second, sets);
        let which = _mm512_and_si512(first, bytes(0x0F));
        let within =
            |powers| common & _mm512_test_epi8_mask(bits, _mm512_shuffle_epi8(powers, which));
        Masks {
            dropped: within(powers([1, 2, 0, 8], 0)),
            special: within(powers([16, 32, 64, 128], 4)),
            other: lead & !common,
        }
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
    fn frame(block: &Block) -> Frame {
        // SAFETY: 64 bytes are read of a block of 65.
        let bytes = unsafe { _mm512_loadu_si512(block.as_ptr().cast()) };
        let first = _mm512_set1_epi8(0xC0_u8 as i8);
        Frame {
            lead: _mm512_cmpge_epu8_mask(bytes, first),
            follow: _mm512_cmplt_epi8_mask(bytes, first),
        }
    }

    /// # Safety
    /// `super::ROOM` bytes at `out` can be written.
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
    unsafe fn compress(block: &Block, keep: u64, out: *mut u8) {
        // SAFETY: 64 bytes are read of a block of 65, and 64 written, for which there is room.
        unsafe {
            let bytes = _mm512_loadu_si512(block.as_ptr().cast());
            _mm512_storeu_si512(out.cast(), _mm512_maskz_compress_epi8(keep, bytes));
        }
    }
}

#[cfg(test)]
mod tests;
