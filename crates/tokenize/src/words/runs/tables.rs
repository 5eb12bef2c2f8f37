//! What the kernels know of characters, from the classes of the step by step way.

use crate::abbreviations;
use crate::words::glyph::{Class, arabic_class, ascii_class};
use std::ops::RangeInclusive;
use warraq_text::TokenKind;

/// What a character is, as a bit. Letters and signs have one for each lead byte, so that what a second byte
/// may be is read from one table for all.
pub(super) mod flag {
    pub(in super::super) const LETTER_D8: u8 = 1;
    pub(in super::super) const LETTER_D9: u8 = 2;
    pub(in super::super) const LETTER_DA: u8 = 4;
    #[cfg(has_avx512)]
    pub(in super::super) const LETTER: u8 = LETTER_D8 | LETTER_D9 | LETTER_DA;
    pub(in super::super) const SIGN: u8 = 8;
    pub(in super::super) const SIGN_C2: u8 = 16;
    pub(in super::super) const BANG: u8 = 32;
    pub(in super::super) const SPACE: u8 = 64;
    pub(in super::super) const DIGIT: u8 = 128;
}

/// For each ASCII character its flag; none for the full stop and what is not plain.
pub(super) static ASCII: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match (byte as u8, ascii_class(byte as u8)) {
            (b'.' | b'#' | b'@', _) => 0,
            (b'!' | b'?', _) => flag::BANG,
            (_, Class::Punctuation | Class::Connector | Class::Symbol) => flag::SIGN,
            (_, Class::Space) => flag::SPACE,
            (_, Class::Digit) => flag::DIGIT,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// For each lead byte, by its last six bits, the flags its characters can have.
#[cfg(has_avx512)]
pub(super) static LEADS: [u8; 64] = {
    let mut table = [0; 64];
    table[0xD8 & 63] = flag::LETTER_D8 | flag::SIGN | flag::BANG;
    table[0xD9 & 63] = flag::LETTER_D9;
    table[0xDA & 63] = flag::LETTER_DA;
    table[0xC2 & 63] = flag::SIGN_C2 | flag::SPACE;
    table
};

/// For each second byte, by its last six bits, the flags of the characters it ends.
pub(super) static SECONDS: [u8; 64] = {
    let mut table = [0; 64];
    let mut byte = 0;
    while byte < 64 {
        table[byte] |= match arabic_class(byte as u8) {
            Class::Letter => flag::LETTER_D8,
            // The question mark.
            Class::Punctuation if byte == 0x1F => flag::BANG,
            Class::Punctuation => flag::SIGN,
            _ => 0,
        };
        if matches!(arabic_class(0x40 + byte as u8), Class::Letter) {
            table[byte] |= flag::LETTER_D9;
        }
        if matches!(arabic_class(0x80 + byte as u8), Class::Letter) {
            table[byte] |= flag::LETTER_DA;
        }
        table[byte] |= match byte {
            // The no-break space and the angled quotes.
            0x20 => flag::SPACE,
            0x2B | 0x3B => flag::SIGN_C2,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// The kind of a token by the last seven bits of its first byte, if that is no letter. Lead bytes stand in
/// the places of Latin letters.
pub(super) static KINDS: [u8; 128] = {
    let mut table = [TokenKind::Punctuation as u8; 128];
    let mut byte = 0;
    while byte < 128 {
        match ascii_class(byte as u8) {
            Class::Digit => table[byte] = TokenKind::Number as u8,
            Class::Symbol => table[byte] = TokenKind::Symbol as u8,
            _ => {}
        }
        byte += 1;
    }
    table
};

/// Second bytes, by their last six bits: 1 for those of the letters that the listed abbreviations of two and three
/// letters end in.
pub(super) static FINALS: [u8; 64] = {
    let letters = abbreviations::FINALS;
    let mut table = [0; 64];
    let mut index = 0;
    while index < letters.len() {
        table[letters[index] as usize & 63] = 1;
        index += 1;
    }
    table
};

/// The last bytes of the dashes and quotes of General Punctuation, U+2013 to U+201F, that stand alone.
pub(super) const GENERAL_SIGNS: RangeInclusive<u8> = 0x93..=0x9F;
