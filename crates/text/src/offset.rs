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
            Self::Char => count_characters(bytes),
            // Four-byte characters (lead byte 0xF0 and above) are surrogate pairs.
            Self::Utf16 => {
                bytes.iter().map(|&b| usize::from(b & 0xC0 != 0x80) + usize::from(b >= 0xF0)).sum()
            }
        };
        u32::try_from(units).expect("texts are shorter than 4 GiB")
    }
}

/// Characters that begin in `bytes`, eight bytes at a time: most pieces are words, too short for
/// anything larger.
fn count_characters(bytes: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let (eights, rest) = bytes.as_chunks::<8>();
    let continuing = |eight: &[u8; 8]| {
        let eight = u64::from_ne_bytes(*eight);
        // Bytes of the form 10xxxxxx.
        let each = (eight >> 7) & !(eight >> 6) & EACH;
        (each.wrapping_mul(EACH) >> 56) as usize
    };
    let in_eights = 8 * eights.len() - eights.iter().map(continuing).sum::<usize>();
    in_eights + rest.iter().filter(|&b| b & 0xC0 != 0x80).count()
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
    bytes: &'t [u8],
    unit: OffsetUnit,
    byte: u32,
    count: u32,
}

impl<'t> OffsetCursor<'t> {
    /// A cursor at the start of `text`.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        Self { bytes: text.as_bytes(), unit, byte: 0, count: 0 }
    }

    /// The offset of `byte` in the cursor's unit. Constant time per byte stepped over; stepping
    /// back costs as much as stepping on.
    ///
    /// # Panics
    /// If `byte` is beyond the end of the text.
    pub fn seek(&mut self, byte: u32) -> u32 {
        if byte >= self.byte {
            self.count += self.unit.count(&self.bytes[self.byte as usize..byte as usize]);
        } else {
            self.count -= self.unit.count(&self.bytes[byte as usize..self.byte as usize]);
        }
        self.byte = byte;
        self.count
    }
}
