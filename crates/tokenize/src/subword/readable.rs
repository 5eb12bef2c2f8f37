//! Subwords as people read them.

use std::borrow::Cow;

/// `token` of a vocabulary over bytes with its letters written as letters: each of its signs stands
/// for a byte ([the table of GPT-2](https://github.com/openai/gpt-2/blob/master/src/encoder.py)).
/// A space at its beginning is written «▁», as other vocabularies do, and bytes that are no whole
/// letter as `<D8>`.
pub(super) fn of_bytes(token: &str) -> Cow<'_, str> {
    let Some(bytes) = token.chars().map(byte_of).collect::<Option<Vec<u8>>>() else {
        return Cow::Borrowed(token);
    };
    let mut readable = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        readable.push_str(&chunk.valid().replace(' ', "▁"));
        for byte in chunk.invalid() {
            readable.push_str(&format!("<{byte:02X}>"));
        }
    }
    Cow::Owned(readable)
}

/// The byte that `sign` stands for: the visible ones of Latin-1 for themselves, those from U+0100
/// on for the others in their order.
fn byte_of(sign: char) -> Option<u8> {
    let code = u32::from(sign);
    match sign {
        '!'..='~' | '¡'..='¬' | '®'..='ÿ' => u8::try_from(code).ok(),
        'Ā'..='Ġ' => u8::try_from(code - 0x100).ok(),
        'ġ'..='ł' => u8::try_from(code - 0x121 + 0x7F).ok(),
        'Ń' => Some(0xAD),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic() {
        assert_eq!(of_bytes("ĠØ§ÙĦÙħ"), "▁الم");
        assert_eq!(of_bytes("Ø§Ù"), "ا<D9>");
        assert_eq!(of_bytes("[CLS]"), "[CLS]");
        assert_eq!(of_bytes("كتاب"), "كتاب");
    }

    #[test]
    fn every_byte_has_one_sign() {
        let mut bytes: Vec<u8> = ('!'..='Ń').filter_map(byte_of).collect();
        bytes.sort_unstable();
        assert_eq!(bytes, (0..=255).collect::<Vec<u8>>());
    }
}
