use crate::Span;

/// The way from a view back to its source and forth again.
///
/// One bit a byte of source tells whether the byte has a byte of the view that stands for it, so that
/// an offset is found by counting bits (rank) or by finding the n-th one (select). What is written
/// in more bytes than it had, or as several characters, is kept as a *piece* in a list beside the
/// bits; few texts have any.
///
/// What was left out is either *attached* to the character before it (a vowel mark, a tatweel: part
/// of the word's surface) or a *gap* (a bidi control: part of no word's surface).
///
/// An alignment takes three bytes for every sixteen of the source. It is made by an [`AlignmentBuilder`]; the default
/// one is that of a text that was not changed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// A bit a byte of source, the lowest first.
    kept: Vec<u64>,
    /// Number of bits that are set before each word of `kept`.
    ranks: Vec<u32>,
    source_len: u32,
    /// Number of bits that are set.
    kept_len: u32,
    /// Where gaps begin in the source, rising.
    gaps: Vec<u32>,
    /// In order, without overlaps.
    pieces: Vec<Piece>,
}

/// A piece of source that was written as a whole in another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    view: Span,
    source: Span,
    /// Bytes of the view up to the end of the piece that no bit stands for.
    extra: u32,
}

impl Alignment {
    /// Forgets what was left out or changed and keeps the memory.
    pub fn clear(&mut self) {
        let Self { kept, ranks, source_len, kept_len, gaps, pieces } = self;
        kept.clear();
        ranks.clear();
        gaps.clear();
        pieces.clear();
        (*source_len, *kept_len) = (0, 0);
    }

    /// Whether every offset is the same in view and source. Single characters can still differ.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.kept_len == self.source_len && self.pieces.is_empty()
    }

    /// The source span that the view's `span` stands for: from its first character to its last
    /// with what is attached to it. O(log n) for a text of n bytes.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        if self.is_identity() {
            return span;
        }
        if let Some(shift) = self.shift(span) {
            return Span { start: span.start + shift, end: span.end + shift };
        }
        let start = self.source_start(span.start);
        Span { start, end: self.source_end(span.end).max(start) }
    }

    /// How much farther right the span stands in the source, if the word of bits it begins in was
    /// kept whole and ends after it.
    fn shift(&self, span: Span) -> Option<u32> {
        if !self.pieces.is_empty() || span.start >= self.kept_len {
            return None;
        }
        let index = self.word_of(span.start);
        let (bits, rank) = (*self.kept.get(index)?, *self.ranks.get(index)?);
        let whole = bits == u64::MAX && span.start <= span.end && span.end < rank + 64;
        whole.then(|| offset(index) * 64 - rank)
    }

    /// The view span that covers what is left of the source's `span`. O(log n) for n pieces, of
    /// which most texts have none.
    #[must_use]
    pub fn to_view(&self, span: Span) -> Span {
        if self.is_identity() {
            return span;
        }
        let start = self.view_offset(span.start, |piece| piece.view.start);
        Span { start, end: self.view_offset(span.end, |piece| piece.view.end).max(start) }
    }

    /// The part of `source` that the view's `span` stands for.
    #[must_use]
    pub fn source_text<'s>(&self, span: Span, source: &'s str) -> &'s str {
        self.to_source(span).of(source)
    }

    /// Whether the source's byte at `at` was left out, or belongs to a character that is written in
    /// fewer bytes and is not among the first of its bytes.
    pub(crate) fn is_dropped(&self, at: u32) -> bool {
        self.kept.get(word(at)).is_some_and(|bits| bits >> (at % 64) & 1 == 0)
            && at < self.source_len
    }

    /// The piece that begins at the source's offset `at`, in view and source.
    pub(crate) fn piece_at(&self, at: u32) -> Option<(Span, Span)> {
        let index = self.pieces.partition_point(|piece| piece.source.start < at);
        let piece = self.pieces.get(index).filter(|piece| piece.source.start == at)?;
        Some((piece.view, piece.source))
    }

    /// The next offset of the source, from `at` on, where a word of bits begins that has a bit not set, or a
    /// piece.
    pub(crate) fn next_uneven(&self, at: u32) -> u32 {
        let index = self.pieces.partition_point(|piece| piece.source.start < at);
        let piece = self.pieces.get(index).map_or(self.source_len, |piece| piece.source.start);
        let words = self.kept.get(word(at)..).unwrap_or_default();
        let even = words.iter().take_while(|&&bits| bits == u64::MAX).count();
        piece.min((at / 64 + offset(even)).saturating_mul(64).max(at))
    }

    /// Where the character at the view's offset `at` begins in the source.
    fn source_start(&self, at: u32) -> u32 {
        match self.piece_from_view(at) {
            Some(piece) if at < piece.view.end => piece.source.start,
            piece => self.select(at - piece.map_or(0, |piece| piece.extra)),
        }
    }

    /// Where the character that ends at the view's offset `at` ends in the source.
    fn source_end(&self, at: u32) -> u32 {
        let Some(last) = at.checked_sub(1) else { return 0 };
        let end = match self.piece_from_view(last) {
            Some(piece) if last < piece.view.end => piece.source.end,
            piece => self.select(last - piece.map_or(0, |piece| piece.extra)) + 1,
        };
        let next = self.source_start(at).max(end);
        match self.gaps.get(self.gaps.partition_point(|&gap| gap < end)) {
            Some(&gap) => next.min(gap),
            None => next,
        }
    }

    fn view_offset(&self, at: u32, inside: impl Fn(&Piece) -> u32) -> u32 {
        let index = self.pieces.partition_point(|piece| piece.source.start < at);
        match self.pieces[..index].last() {
            Some(piece) if at < piece.source.end => inside(piece),
            piece => self.rank(at) + piece.map_or(0, |piece| piece.extra),
        }
    }

    /// The last piece that begins at or before the view's offset `at`.
    fn piece_from_view(&self, at: u32) -> Option<&Piece> {
        self.pieces[..self.pieces.partition_point(|piece| piece.view.start <= at)].last()
    }

    /// Number of bits that are set before the one at `at`.
    fn rank(&self, at: u32) -> u32 {
        match (self.ranks.get(word(at)), self.kept.get(word(at))) {
            (Some(rank), Some(bits)) if at < self.source_len => {
                rank + (bits & low_bits(at % 64)).count_ones()
            }
            _ => self.kept_len + at.saturating_sub(self.source_len),
        }
    }

    /// Index of the word with the bit that has `rank` others before it, which are not all.
    fn word_of(&self, rank: u32) -> usize {
        // No byte of the view stands left of its own offset in the source, nor farther right of it
        // than what was left out is long.
        let from = word(rank);
        let last = word(rank + (self.source_len - self.kept_len)).min(self.ranks.len() - 1);
        from + self.ranks[from..=last].partition_point(|&before| before <= rank) - 1
    }

    /// Place of the bit that is set and has `rank` others before it.
    fn select(&self, rank: u32) -> u32 {
        if rank >= self.kept_len {
            return self.source_len + (rank - self.kept_len);
        }
        let index = self.word_of(rank);
        offset(index) * 64 + nth_bit(self.kept[index], rank - self.ranks[index])
    }
}

/// Makes an [`Alignment`] from left to right.
///
/// ```
/// use warraq_text::{Alignment, AlignmentBuilder, Span};
///
/// // Source "كتـاب" (10 bytes), view "كتاب": the tatweel at bytes 4..6 was dropped.
/// let mut alignment = Alignment::default();
/// let mut builder = AlignmentBuilder::new(&mut alignment, 10);
/// builder.keep(4);
/// builder.drop_attached(2);
/// builder.keep(4);
/// assert_eq!(alignment.to_source(Span::new(0, 4)), Span::new(0, 6));
/// ```
#[derive(Debug)]
pub struct AlignmentBuilder<'a> {
    alignment: &'a mut Alignment,
    extra: u32,
}

impl<'a> AlignmentBuilder<'a> {
    /// Begins `alignment` anew, for a source of about `source_len` bytes.
    pub fn new(alignment: &'a mut Alignment, source_len: usize) -> Self {
        alignment.clear();
        alignment.kept.reserve(source_len / 64 + 2);
        alignment.ranks.reserve(source_len / 64 + 2);
        Self { alignment, extra: 0 }
    }

    /// Bytes of source so far.
    #[must_use]
    #[inline(always)]
    pub fn source_len(&self) -> u32 {
        self.alignment.source_len
    }

    /// The next `len` bytes of source are bytes of the view.
    pub fn keep(&mut self, len: u32) {
        self.fill(len, u64::MAX);
    }

    /// The next `len` bytes of source are left out and belong to the character before them.
    pub fn drop_attached(&mut self, len: u32) {
        self.fill(len, 0);
    }

    /// The next `len` bytes of source are left out and belong to no character.
    pub fn drop_gap(&mut self, len: u32) {
        self.alignment.gaps.push(self.alignment.source_len);
        self.fill(len, 0);
    }

    /// The next character, of `source_len` bytes, is written as one of `view_len` bytes, which are
    /// no more.
    ///
    /// # Panics
    /// If `view_len` is more than `source_len`.
    pub fn shorten(&mut self, view_len: u32, source_len: u32) {
        self.keep(view_len);
        self.drop_attached(source_len.checked_sub(view_len).expect("a shorter character"));
    }

    /// The next `source_len` bytes are written as the piece `view`, which is not empty and stands
    /// for them as a whole.
    pub fn replace(&mut self, view: Span, source_len: u32) {
        let start = self.alignment.source_len;
        self.extra += view.len().saturating_sub(source_len);
        let source = Span::new(start, start + source_len);
        self.alignment.pieces.push(Piece { view, source, extra: self.extra });
        let kept = view.len().min(source_len);
        self.keep(kept);
        self.drop_attached(source_len - kept);
    }

    /// The next `len` bytes of source, at most 64, are those of the view whose bit is set in `bits`,
    /// the lowest first; the others are left out and belong to the character before them.
    #[inline(always)]
    pub fn append(&mut self, bits: u64, len: u32) {
        debug_assert!(len <= 64 && (len == 64 || bits >> len == 0));
        let Alignment { kept, ranks, source_len, kept_len, .. } = &mut *self.alignment;
        let used = *source_len % 64;
        *source_len += len;
        match kept.last_mut() {
            Some(last) if used > 0 => {
                *last |= bits << used;
                if used + len > 64 {
                    ranks.push(*kept_len + (bits & low_bits(64 - used)).count_ones());
                    kept.push(bits >> (64 - used));
                }
            }
            _ if len > 0 => {
                ranks.push(*kept_len);
                kept.push(bits);
            }
            _ => {}
        }
        *kept_len += bits.count_ones();
    }

    /// The same for 64 bytes of source a word.
    ///
    /// # Panics
    /// If the source so far is no multiple of 64 bytes.
    #[inline(always)]
    pub fn append_words(&mut self, words: &[u64]) {
        let Alignment { kept, ranks, source_len, kept_len, .. } = &mut *self.alignment;
        assert!(source_len.is_multiple_of(64), "words of bits begin at whole words");
        kept.extend_from_slice(words);
        ranks.extend(words.iter().map(|bits| {
            let before = *kept_len;
            *kept_len += bits.count_ones();
            before
        }));
        *source_len += 64 * words.len() as u32;
    }

    /// Takes back the source from the offset `len` on. No gap or piece may stand there.
    pub fn truncate(&mut self, len: u32) {
        let Alignment { kept, ranks, source_len, kept_len, gaps, pieces } = &mut *self.alignment;
        debug_assert!(gaps.last().is_none_or(|&gap| gap < len));
        debug_assert!(pieces.last().is_none_or(|piece| piece.source.end <= len));
        *source_len = len;
        kept.truncate(len.div_ceil(64) as usize);
        ranks.truncate(kept.len());
        if let Some(last) = kept.last_mut().filter(|_| !len.is_multiple_of(64)) {
            *last &= low_bits(len % 64);
        }
        let before = ranks.last().copied().unwrap_or_default();
        *kept_len = before + kept.last().map_or(0, |bits| bits.count_ones());
    }

    fn fill(&mut self, mut len: u32, bits: u64) {
        while len > 0 {
            let part = len.min(64);
            self.append(if part == 64 { bits } else { bits & low_bits(part) }, part);
            len -= part;
        }
    }
}

/// Index of the word with the bit at `at`.
fn word(at: u32) -> usize {
    (at / 64) as usize
}

fn offset(index: usize) -> u32 {
    u32::try_from(index).expect("texts are shorter than 4 GiB")
}

/// The lowest `n` bits, less than 64.
fn low_bits(n: u32) -> u64 {
    (1 << n) - 1
}

/// Place of the bit of `bits` that is set and has `n` others below it: the byte it is in by the sums of
/// the bits of bytes (Vigna 2008, «Broadword implementation of rank/select queries»).
fn nth_bit(bits: u64, n: u32) -> u32 {
    if bits == u64::MAX {
        return n;
    }
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x80 * EACH;
    let pairs = bits - ((bits >> 1) & (0x55 * EACH));
    let fours = (pairs & (0x33 * EACH)) + ((pairs >> 2) & (0x33 * EACH));
    let bytes = (fours + (fours >> 4)) & (0x0F * EACH);
    // Each byte: how many bits are set in it and below.
    let sums = bytes.wrapping_mul(EACH);
    // The bytes of which no more than n are set in them and below lie below the one we look for.
    let below = ((((u64::from(n) * EACH) | TOPS) - sums) & TOPS) >> 7;
    let byte = (below.wrapping_mul(EACH) >> 56) as u32;
    let start = 8 * byte.min(7);
    let before = ((sums << 8) >> start) & 0xFF;
    let mut rest = bits >> start;
    for _ in before..u64::from(n) {
        rest &= rest.wrapping_sub(1);
    }
    start + rest.trailing_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source "aXYbZc" → view "abQc": X attached, Y a gap, Z written as Q.
    fn sample() -> Alignment {
        let mut alignment = Alignment::default();
        let mut builder = AlignmentBuilder::new(&mut alignment, 6);
        builder.keep(1);
        builder.drop_attached(1);
        builder.drop_gap(1);
        builder.keep(1);
        builder.replace(Span::new(2, 3), 1);
        builder.keep(1);
        alignment
    }

    #[track_caller]
    fn check(view: (u32, u32), source: (u32, u32)) {
        let alignment = sample();
        let (view, source) = (Span::new(view.0, view.1), Span::new(source.0, source.1));
        assert_eq!(alignment.to_source(view), source);
        assert_eq!(alignment.to_view(source), view);
    }

    #[test]
    fn marks_belong_to_the_letter_before_and_controls_to_none() {
        check((0, 1), (0, 2));
        check((1, 2), (3, 4));
        check((0, 2), (0, 4));
        check((2, 3), (4, 5));
        check((0, 4), (0, 6));
        check((3, 4), (5, 6));
    }

    #[test]
    fn inside_a_replacement_stands_for_the_whole() {
        // "ﻻ" (3 bytes) written as "لا" (4 bytes), then a letter with a mark, then "ﻻ" again.
        let mut alignment = Alignment::default();
        let mut builder = AlignmentBuilder::new(&mut alignment, 10);
        builder.replace(Span::new(0, 4), 3);
        builder.keep(2);
        builder.drop_attached(2);
        builder.replace(Span::new(6, 10), 3);
        let source = |start, end| alignment.to_source(Span::new(start, end));
        assert_eq!(source(0, 2), Span::new(0, 3));
        assert_eq!(source(2, 4), Span::new(0, 3));
        assert_eq!(source(4, 6), Span::new(3, 7));
        assert_eq!(source(8, 10), Span::new(7, 10));
        assert_eq!(alignment.to_view(Span::new(3, 5)), Span::new(4, 6));
        assert_eq!(alignment.to_view(Span::new(0, 10)), Span::new(0, 10));
    }

    #[test]
    fn taken_back_is_as_never_told() {
        for at in [0, 1, 63, 64, 65, 130] {
            let mut alignments = [Alignment::default(), Alignment::default()];
            for (tries, alignment) in alignments.iter_mut().enumerate() {
                let mut builder = AlignmentBuilder::new(alignment, 0);
                builder.keep(at);
                if tries == 1 {
                    builder.keep(70);
                    builder.truncate(at);
                }
                builder.drop_attached(3);
                builder.append(0b101, 3);
            }
            assert_eq!(alignments[0], alignments[1]);
        }
    }

    #[test]
    fn words_are_told_as_their_bits() {
        let words: Vec<u64> = (0..70).map(|n| u64::MAX / (n + 1)).collect();
        let mut alignments = [Alignment::default(), Alignment::default()];
        let [one, other] = &mut alignments;
        let mut builder = AlignmentBuilder::new(one, 0);
        builder.keep(64);
        builder.append_words(&words[..3]);
        builder.append_words(&words[3..]);
        builder.drop_attached(5);
        let mut builder = AlignmentBuilder::new(other, 0);
        builder.keep(64);
        words.iter().for_each(|&bits| builder.append(bits, 64));
        builder.drop_attached(5);
        assert_eq!(alignments[0], alignments[1]);
    }

    #[test]
    fn every_bit_is_found() {
        for bits in [1, u64::MAX, 1 << 63, 0xF0F0_1234_8000_0001, u64::MAX - 1] {
            let places = (0..64).filter(|at| bits >> at & 1 == 1);
            for (n, at) in places.enumerate() {
                assert_eq!(nth_bit(bits, n as u32), at);
            }
        }
    }
}
