//! Bytes of a file to text.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{ISO_8859_6, UTF_16BE, UTF_16LE, WINDOWS_1256};
use warraq_normalize::{is_arabic_letter, is_mark};

/// The encoding in which a document was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, known by its byte order mark.
    Utf16,
    /// windows-1256, the encoding of older Arabic files on Windows.
    Windows1256,
    /// ISO-8859-6.
    Iso8859_6,
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
/// mark, else windows-1256 or ISO-8859-6 if the text reads as Arabic in them. A byte order mark is
/// no part of the text.
///
/// # Errors
/// If the bytes are none of these, as is a UTF-8 text with a few broken bytes.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), UnknownEncoding> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), Encoding::Utf8));
    }
    let utf16 = match bytes {
        [0xFF, 0xFE, rest @ ..] => Some((UTF_16LE, rest)),
        [0xFE, 0xFF, rest @ ..] => Some((UTF_16BE, rest)),
        _ => None,
    };
    if let Some((encoding, rest)) = utf16
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(rest)
    {
        return Ok((text, Encoding::Utf16));
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
