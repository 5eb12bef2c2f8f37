/// The unit in which offsets are written.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum OffsetUnit {
    /// UTF-8 bytes.
    Byte,
    /// Unicode code points, as Python counts.
    #[default]
    Char,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

impl OffsetUnit {
    /// The name the records use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Byte => "byte",
            Self::Char => "char",
            Self::Utf16 => "utf16",
        }
    }

    /// Length of `text` in this unit.
    #[must_use]
    pub fn len(self, text: &str) -> u32 {
        self.count(text.as_bytes())
    }

    /// Units that begin in `bytes`, a piece of a text.
    pub(crate) fn count(self, bytes: &[u8]) -> u32 {
        let units: usize = match self {
            Self::Byte => bytes.len(),
            // Every byte that does not continue a character starts one.
            Self::Char => bytes.iter().filter(|&b| b & 0xC0 != 0x80).count(),
            // Four-byte characters (lead byte 0xF0 and above) are surrogate pairs.
            Self::Utf16 => {
                bytes.iter().map(|&b| usize::from(b & 0xC0 != 0x80) + usize::from(b >= 0xF0)).sum()
            }
        };
        u32::try_from(units).expect("texts are shorter than 4 GiB")
    }
}

/// Converts rising byte offsets of one text to another unit, reading each byte once.
///
/// ```
/// use warraq_text::{OffsetCursor, OffsetUnit};
///
/// let mut cursor = OffsetCursor::new("قال 😀 ok", OffsetUnit::Utf16);
/// assert_eq!(cursor.seek(6), 3);
/// assert_eq!(cursor.seek(11), 6);
/// ```
#[derive(Debug, Clone)]
pub struct OffsetCursor<'t> {
    text: &'t str,
    unit: OffsetUnit,
    byte: u32,
    count: u32,
}

impl<'t> OffsetCursor<'t> {
    /// A cursor at the start of `text`.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        Self { text, unit, byte: 0, count: 0 }
    }

    /// The offset of `byte` in the cursor's unit. Constant time per byte stepped over; stepping
    /// back costs as much as stepping on.
    ///
    /// # Panics
    /// If `byte` is not on a character boundary of the text.
    pub fn seek(&mut self, byte: u32) -> u32 {
        if byte >= self.byte {
            self.count += self.unit.len(&self.text[self.byte as usize..byte as usize]);
        } else {
            self.count -= self.unit.len(&self.text[byte as usize..self.byte as usize]);
        }
        self.byte = byte;
        self.count
    }
}
