//! Bytes of a file to text.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{ISO_8859_6, UTF_16BE, UTF_16LE, WINDOWS_1256};
use warraq_normalize::{is_arabic_letter, is_mark};

use crate::mojibake::Misread;

/// The encoding in which a document was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, known by its byte order mark or by the even distances of its high bytes.
    Utf16,
    /// windows-1256, the encoding of older Arabic files on Windows.
    Windows1256,
    /// ISO-8859-6.
    Iso8859_6,
    /// UTF-8 whose text was read in another encoding before it was written; left as it is.
    Misread(Misread),
    /// The same; the text was repaired.
    Repaired(Misread),
}

impl Encoding {
    /// The name the records use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Windows1256 => "windows-1256",
            Self::Iso8859_6 => "iso-8859-6",
            Self::Misread(Misread::Windows1252) => "utf-8 misread as windows-1252",
            Self::Misread(Misread::Windows1256) => "utf-8 misread as windows-1256",
            Self::Repaired(Misread::Windows1252) => "utf-8 misread as windows-1252, repaired",
            Self::Repaired(Misread::Windows1256) => "utf-8 misread as windows-1256, repaired",
        }
    }
}

/// The bytes are text in no encoding that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownEncoding {
    valid_utf8: usize,
}

impl fmt::Display for UnknownEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid UTF-8 at byte {}, and no other known encoding", self.valid_utf8)
    }
}

impl std::error::Error for UnknownEncoding {}

/// The text of `bytes`: UTF-8 if they are valid UTF-8, UTF-16 if they begin with its byte order
/// mark or are Arabic in it, else windows-1256 or ISO-8859-6 if the text reads as Arabic in them. A byte order mark is
/// no part of the text.
///
/// # Errors
/// If the bytes are none of these, as is a UTF-8 text with a few broken bytes.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), UnknownEncoding> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(encoding) = beginning_utf16(bytes)
        && let Some(text) =
            encoding.decode_without_bom_handling_and_without_replacement(without_utf16_mark(bytes))
    {
        return Ok((text, Encoding::Utf16));
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), Encoding::Utf8));
    }
    [(WINDOWS_1256, Encoding::Windows1256), (ISO_8859_6, Encoding::Iso8859_6)]
        .into_iter()
        .filter_map(|(table, encoding)| {
            let text = table.decode_without_bom_handling_and_without_replacement(bytes)?;
            Some((arabic_share(&text)?, text, encoding))
        })
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, text, encoding)| (text, encoding))
        .ok_or_else(|| UnknownEncoding {
            valid_utf8: std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), str::len),
        })
}

/// Whether a text that begins with these bytes is UTF-16 for [`decode`], and so has no lines that could
/// be decoded one by one.
#[must_use]
pub fn begins_as_utf16(beginning: &[u8]) -> bool {
    beginning_utf16(beginning).is_some()
}

/// The UTF-16 in which a text with this beginning is, perhaps lines of JSON.
pub(crate) fn beginning_utf16(beginning: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match beginning {
        [0xFF, 0xFE, ..] | [b'{', 0, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'{', ..] => Some(UTF_16BE),
        _ => unmarked_utf16(&beginning[..beginning.len() & !1]),
    }
}

fn without_utf16_mark(bytes: &[u8]) -> &[u8] {
    match bytes {
        [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] => rest,
        _ => bytes,
    }
}

/// UTF-16 without a byte order mark. Arabic letters have the high byte 06, which is a control that no text in
/// another encoding has at every second place, spaces and digits the high byte 00.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    const LOOKED_AT: usize = 256;
    let sample = &bytes[..bytes.len().min(LOOKED_AT)];
    if sample.len() < 8 || !sample.contains(&6) {
        return None;
    }
    let fits = |high: usize| {
        let pairs = sample.chunks_exact(2);
        let arabic = pairs.clone().filter(|pair| pair[high] == 6).count();
        let known = pairs.filter(|pair| matches!(pair[high], 0 | 6)).count();
        arabic * 4 >= sample.len() / 2 && known * 20 >= sample.len() / 2 * 19
    };
    if fits(1) { Some(UTF_16LE) } else { fits(0).then_some(UTF_16BE) }
}

/// The share of the letters of the Arabic language among the characters that a legacy encoding
/// tells apart from others, in thousandths, if the text passes as Arabic. UTF-8 read in a one-byte
/// encoding does not: every second character is a sign or a letter of another alphabet.
fn arabic_share(text: &str) -> Option<usize> {
    let (mut arabic, mut foreign) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        if ('ء'..='ي').contains(&c) {
            arabic += 1;
        } else if !is_arabic_letter(c) && !is_mark(c) && !COMMON_SIGNS.contains(&c) {
            foreign += 1;
        }
    }
    let share = arabic * 1000 / (arabic + foreign).max(1);
    (share >= 900).then_some(share)
}

/// Signs of Arabic text in the legacy encodings.
const COMMON_SIGNS: [char; 20] = [
    '،', '؛', '؟', '«', '»', '“', '”', '‘', '’', '–', '—', '…', '•', '·', '°', '\u{00A0}',
    '\u{200C}', '\u{200D}', '\u{200E}', '\u{200F}',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<(&str, Encoding)>) {
        let found = decode(bytes).ok();
        assert_eq!(found.as_ref().map(|(text, encoding)| (&**text, *encoding)), expected);
    }

    #[test]
    fn encodings() {
        check("سلام".as_bytes(), Some(("سلام", Encoding::Utf8)));
        check(b"\xEF\xBB\xBFok", Some(("ok", Encoding::Utf8)));
        check(b"\xFF\xFE\x27\x06\x44\x06", Some(("ال", Encoding::Utf16)));
        let utf16 = |big: bool| -> Vec<u8> {
            let units = "نص عربي في 12 كلمة".encode_utf16();
            units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        check(&utf16(false), Some(("نص عربي في 12 كلمة", Encoding::Utf16)));
        check(&utf16(true), Some(("نص عربي في 12 كلمة", Encoding::Utf16)));
        check(
            b"\x06\x06\x06\x06a\x06b\x06c",
            Some(("\u{6}\u{6}\u{6}\u{6}a\u{6}b\u{6}c", Encoding::Utf8)),
        );
        check(b"\xC7\xE1\xDA\xD1\xC8\xED\xC9", Some(("العربية", Encoding::Windows1256)));
        let (windows, ..) = WINDOWS_1256.encode("قال محمد إن السعر 5 دنانير، ثم مضى");
        check(&windows, Some(("قال محمد إن السعر 5 دنانير، ثم مضى", Encoding::Windows1256)));
        check(b"\xE5\xCF\xEA\xE6\xC9", Some(("مدينة", Encoding::Iso8859_6)));
        check(b"\xFF\xFE\xFD", None);
        check(b"\x80\x81\xFE\xFF plain", None);
        let mut broken = "نص عربي طويل فيه بايت مكسور واحد".as_bytes().to_vec();
        broken[9] = 0xFF;
        check(&broken, None);
    }
}
