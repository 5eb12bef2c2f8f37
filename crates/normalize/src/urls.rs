//! Addresses of the web, whose letters repeat as they must.

use std::ops::Range;

/// The next address of `source` that begins at `from` or later, `https://…` or `www.…`; an empty range at the end
/// if there is none. It ends before the first character that is neither visible ASCII nor of the block
/// Arabic, since other characters may be written as spaces.
pub(crate) fn next(source: &str, from: usize) -> Range<usize> {
    let Some(sign) = source.as_bytes()[from..].windows(4).position(is_sign) else {
        return source.len()..source.len();
    };
    let sign = from + sign;
    let is_part = |c: char| c.is_ascii_graphic() || is_plain_arabic(c);
    let end = source[sign..].find(|c| !is_part(c)).map_or(source.len(), |len| sign + len);
    sign..end
}

fn is_sign(bytes: &[u8]) -> bool {
    bytes.starts_with(b"://") || bytes.eq_ignore_ascii_case(b"www.")
}

fn is_plain_arabic(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{065F}' | '\u{0660}'..='\u{0669}' | '\u{066E}'..='\u{06D3}' | '\u{06D5}'..='\u{06FF}')
}
