use crate::{OffsetUnit, Span, View};

/// Offsets of one text in another unit and back, in any order.
///
/// It is made in one reading of the text and takes a byte for every sixty-four of the text. Where offsets
/// only rise, [`OffsetCursor`](crate::OffsetCursor) does with less.
///
/// ```
/// use warraq_text::{OffsetIndex, OffsetUnit};
///
/// let index = OffsetIndex::new("قال 😀 ok", OffsetUnit::Utf16);
/// assert_eq!(index.to_unit(11), 6);
/// assert_eq!(index.to_byte(6), 11);
/// ```
#[derive(Debug, Clone)]
pub struct OffsetIndex<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// Units before every `STEP`-th byte, and at the end.
    samples: Vec<u32>,
}

const STEP: usize = 256;

impl<'t> OffsetIndex<'t> {
    /// Counts the units of `text`.
    ///
    /// # Panics
    /// If `text` is 4 GiB or longer.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut count = 0;
        let chunks = if unit == OffsetUnit::Byte { &[] } else { text.as_bytes() }.chunks(STEP);
        let mut samples = vec![0];
        samples.extend(chunks.map(|chunk| {
            count += unit.count(chunk);
            count
        }));
        Self { text, unit, samples }
    }

    /// The offset of `byte` in the unit. Constant time. Beyond the end it is that of the end.
    #[must_use]
    pub fn to_unit(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        if self.unit == OffsetUnit::Byte {
            return byte as u32;
        }
        let step = byte / STEP;
        self.samples[step] + self.unit.count(&self.text.as_bytes()[step * STEP..byte])
    }

    /// The byte where the character at `offset` begins. O(log n) for a text of n bytes. Between the two
    /// halves of a surrogate pair it is the start of the character, beyond the end it is the end.
    #[must_use]
    pub fn to_byte(&self, offset: u32) -> u32 {
        let len = self.text.len();
        if self.unit == OffsetUnit::Byte {
            return offset.min(len as u32);
        }
        // The last sample that is not beyond the offset: the character begins after it.
        let step = self.samples.partition_point(|&before| before <= offset) - 1;
        let mut count = self.samples[step];
        for (place, byte) in self.text.as_bytes()[(step * STEP).min(len)..].iter().enumerate() {
            let units = self.unit.count(&[*byte]);
            if units > 0 && count + units > offset {
                return (step * STEP + place) as u32;
            }
            count += units;
        }
        len as u32
    }

    fn span_from_bytes(&self, span: Span) -> Span {
        Span { start: self.to_unit(span.start), end: self.to_unit(span.end) }
    }

    fn span_to_bytes(&self, span: Span) -> Span {
        Span { start: self.to_byte(span.start), end: self.to_byte(span.end) }
    }
}

/// The alignment of a view with spans in one unit: bytes, code points, UTF-16 code units.
///
/// ```
/// use warraq_text::{AlignmentBuilder, OffsetUnit, Span, View};
///
/// let source = "كتـاب";
/// let mut view = View { text: "كتاب".to_owned(), ..View::default() };
/// let mut builder = AlignmentBuilder::new(&mut view.alignment, source.len());
/// builder.keep(4);
/// builder.drop_attached(2);
/// builder.keep(4);
///
/// let places = view.places(source, OffsetUnit::Char);
/// assert_eq!(places.to_source(Span::new(1, 2)), Span::new(1, 3));
/// assert_eq!(places.to_view(Span::new(3, 5)), Span::new(2, 4));
/// ```
#[derive(Debug, Clone)]
pub struct Places<'v> {
    of: &'v View,
    view: OffsetIndex<'v>,
    source: OffsetIndex<'v>,
}

impl<'v> Places<'v> {
    pub(crate) fn new(view: &'v View, source: &'v str, unit: OffsetUnit) -> Self {
        Self {
            of: view,
            view: OffsetIndex::new(&view.text, unit),
            source: OffsetIndex::new(source, unit),
        }
    }

    /// The source span that the view's `span` stands for, as [`Alignment::to_source`](crate::Alignment::to_source).
    /// O(log n).
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        let bytes = self.view.span_to_bytes(span);
        self.source.span_from_bytes(self.of.alignment.to_source(bytes))
    }

    /// The view span of what is left of the source's `span`, as [`Alignment::to_view`](crate::Alignment::to_view).
    /// O(log n).
    #[must_use]
    pub fn to_view(&self, span: Span) -> Span {
        let bytes = self.source.span_to_bytes(span);
        self.view.span_from_bytes(self.of.alignment.to_view(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_of_every_unit() {
        let text = "قال a😀 中\u{064E}".repeat(60);
        for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
            let index = OffsetIndex::new(&text, unit);
            let mut expected = 0;
            for (byte, c) in text.char_indices() {
                assert_eq!(index.to_unit(byte as u32), expected);
                assert_eq!(index.to_byte(expected), byte as u32, "{unit:?} {expected}");
                expected += unit.len(c.encode_utf8(&mut [0; 4]));
            }
            assert_eq!(index.to_unit(u32::MAX), expected);
            assert_eq!(index.to_byte(expected), text.len() as u32);
            assert_eq!(index.to_byte(u32::MAX), text.len() as u32);
        }
    }

    #[test]
    fn the_middle_of_a_pair_is_its_start() {
        let index = OffsetIndex::new("😀a", OffsetUnit::Utf16);
        assert_eq!([0, 1, 2, 3].map(|offset| index.to_byte(offset)), [0, 0, 4, 5]);
    }

    #[test]
    fn nothing_has_one_place() {
        for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
            let index = OffsetIndex::new("", unit);
            assert_eq!((index.to_unit(3), index.to_byte(3)), (0, 0));
        }
    }
}
