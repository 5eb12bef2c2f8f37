//! Whether bytes are UTF-8, told from bits that a kernel finds in a block.
//!
//! Where every lead byte is followed by as many continuing bytes as it asks for and no other
//! byte continues anything, two sets of bits are equal. What is left to check are bytes that are never a lead byte
//! and second bytes that would make a character too short or too high (RFC 3629, section 4); no common
//! character has any of these.

use super::{Block, low_bits};

/// The bytes do not form a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotUtf8;

/// The bytes of a block that are not ASCII, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    /// C0 and higher.
    pub(super) lead: u64,
    /// 80 to BF.
    pub(super) follow: u64,
}

impl Frame {
    /// Checks a block. `other` are its lead bytes that are not those of common characters, and `open` its first bytes
    /// that must continue a character that began before it, a bit each; returns the same for what comes
    /// after the first `len` of its bytes.
    #[inline(always)]
    pub(super) fn check(
        self,
        block: &Block,
        other: u64,
        len: usize,
        open: u64,
    ) -> Result<u64, NotUtf8> {
        if other == 0 && self.follow == self.lead << 1 | open {
            return Ok(self.lead >> (len - 1) & 1);
        }
        self.check_long(block, other, len, open)
    }

    /// The same for characters of any length.
    #[inline(never)]
    fn check_long(
        self,
        block: &Block,
        mut other: u64,
        len: usize,
        open: u64,
    ) -> Result<u64, NotUtf8> {
        let mut expected = self.lead << 1 | open;
        while other != 0 {
            let place = other.trailing_zeros();
            other &= other - 1;
            let first = place as usize;
            expected |= third_and_fourth(block[first], block[first + 1])? << place << 2;
        }
        if self.follow != expected {
            return Err(NotUtf8);
        }
        let Some(last) = (self.lead & low_bits(len)).checked_ilog2() else {
            return Ok(open.checked_shr(len as u32).unwrap_or_default());
        };
        let end = last as usize + char_len(block[last as usize]);
        Ok(low_bits(end.saturating_sub(len)))
    }
}

/// The first bytes of a part of a text that continue a character that began before it, a bit each.
pub(super) fn open(rest: &[u8]) -> u64 {
    let follows = |byte: &&u8| matches!(byte, 0x80..=0xBF);
    low_bits(rest.iter().take(3).take_while(follows).count())
}

/// A bit for the third byte and one for the fourth, if a character that begins so has them.
fn third_and_fourth(first: u8, second: u8) -> Result<u64, NotUtf8> {
    match (first, second) {
        (0xC2..=0xDF, _) => Ok(0),
        (0xE0, 0xA0..) | (0xED, ..0xA0) | (0xE1..=0xEC | 0xEE..=0xEF, _) => Ok(0b01),
        (0xF0, 0x90..) | (0xF4, ..0x90) | (0xF1..=0xF3, _) => Ok(0b11),
        _ => Err(NotUtf8),
    }
}

fn char_len(first: u8) -> usize {
    match first {
        0xF0.. => 4,
        0xE0..0xF0 => 3,
        _ => 2,
    }
}

/// The character of three or four bytes at the start of `bytes`; anything if there is none.
pub(super) fn decode_long(bytes: &[u8]) -> Option<char> {
    let (&first, rest) = bytes.split_first()?;
    let (len, bits) = if first < 0xF0 { (2, 0x0F) } else { (3, 0x07) };
    let join = |code, byte: &u8| code << 6 | u32::from(byte & 0x3F);
    char::from_u32(rest.iter().take(len).fold(u32::from(first & bits), join))
}
