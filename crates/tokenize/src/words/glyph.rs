//! What the characters of a text are to the tokenizer, and steps over them.

use unicode_properties::{
    EmojiStatus, GeneralCategory, GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory,
};

/// Classes of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// White space, and controls that no word may hold.
    Space,
    /// A letter of any script but Latin.
    Letter,
    Latin,
    Digit,
    /// A combining mark: belongs to the character before it.
    Mark,
    /// An invisible sign that words may hold: zero-width joiner and non-joiner, soft hyphen.
    Joiner,
    /// The underscore: punctuation that names may hold.
    Connector,
    Punctuation,
    Symbol,
    Emoji,
}

impl Class {
    /// Whether a letter or number before goes on with it.
    pub(super) fn continues_word(self) -> bool {
        matches!(self, Self::Letter | Self::Latin | Self::Digit | Self::Mark)
    }

    /// Whether it may stand inside a hashtag or a user name (the underscore is `Connector`).
    pub(super) fn continues_tag(self) -> bool {
        self.continues_word() || matches!(self, Self::Connector | Self::Joiner)
    }
}

/// One character: its class and its length in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) class: Class,
    pub(super) len: usize,
}

/// The character that begins at byte `at`.
#[inline]
pub(super) fn glyph_at(text: &str, at: usize) -> Option<Glyph> {
    let bytes = text.as_bytes();
    let lead = *bytes.get(at)?;
    if lead < 0x80 {
        return Some(Glyph { class: ASCII[usize::from(lead)], len: 1 });
    }
    if (0xD8..=0xDB).contains(&lead) {
        let trail = bytes.get(at + 1)?;
        let index = usize::from(lead & 0x03) << 6 | usize::from(trail & 0x3F);
        return Some(Glyph { class: ARABIC[index], len: 2 });
    }
    let c = char_at(text, at)?;
    Some(Glyph { class: class_of(c), len: c.len_utf8() })
}

/// The class of the character that begins at byte `at`.
pub(super) fn class_at(text: &str, at: usize) -> Option<Class> {
    glyph_at(text, at).map(|glyph| glyph.class)
}

/// The character that begins at byte `at`.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The first offset from `at` on whose character is not of a class that `wanted` accepts.
#[inline]
pub(super) fn skip(text: &str, mut at: usize, wanted: impl Fn(Class) -> bool) -> usize {
    while let Some(glyph) = glyph_at(text, at).filter(|glyph| wanted(glyph.class)) {
        at += glyph.len;
    }
    at
}

/// U+0000 to U+007F.
static ASCII: [Class; 128] = {
    let mut table = [Class::Space; 128];
    let mut i = 0;
    while i < 128 {
        table[i] = ascii_class(i as u8);
        i += 1;
    }
    table
};

pub(super) const fn ascii_class(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Class::Latin,
        b'0'..=b'9' => Class::Digit,
        b'$' | b'%' | b'&' | b'#' | b'@' | b'*' => Class::Symbol,
        b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'~' => Class::Symbol,
        b'_' => Class::Connector,
        b'!'..=b'~' => Class::Punctuation,
        _ => Class::Space,
    }
}

/// U+0600 to U+06FF.
static ARABIC: [Class; 256] = {
    let mut table = [Class::Letter; 256];
    let mut i = 0;
    while i < 256 {
        table[i] = arabic_class(i as u8);
        i += 1;
    }
    table
};

/// Class of U+0600 + `low`.
pub(super) const fn arabic_class(low: u8) -> Class {
    match low {
        // Signs written before a number.
        0x00..=0x05 => Class::Symbol,
        0x06..=0x08 | 0x0B | 0x0E..=0x0F => Class::Symbol,
        // Per mille and per ten thousand, the percent sign.
        0x09..=0x0A | 0x6A => Class::Symbol,
        0x0C..=0x0D | 0x1B | 0x1D..=0x1F | 0x6B..=0x6D | 0xD4 => Class::Punctuation,
        0x10..=0x1A | 0x4B..=0x5F | 0x70 => Class::Mark,
        0xD6..=0xDC | 0xDF..=0xE4 | 0xE7..=0xE8 | 0xEA..=0xED => Class::Mark,
        0x1C => Class::Space,
        0x60..=0x69 | 0xF0..=0xF9 => Class::Digit,
        0xDD..=0xDE | 0xE9 | 0xFD..=0xFE => Class::Symbol,
        _ => Class::Letter,
    }
}

/// Class of any character, by its Unicode properties.
#[cold]
fn class_of(c: char) -> Class {
    match c {
        '\u{00AD}' | '\u{200C}' | '\u{200D}' => return Class::Joiner,
        '«' | '»' | '‘'..='‟' | '–' | '—' | '…' | '‹' | '›' => {
            return Class::Punctuation;
        }
        '°' | '‰' | '‱' | '§' | '¶' | '†' | '‡' => return Class::Symbol,
        '\u{FE00}'..='\u{FE0F}' => return Class::Mark,
        'À'..='ɏ' | 'Ḁ'..='ỿ' if c.is_alphabetic() => return Class::Latin,
        _ => {}
    }
    match c.general_category_group() {
        GeneralCategoryGroup::Letter => letter_class(c),
        GeneralCategoryGroup::Mark => Class::Mark,
        GeneralCategoryGroup::Number if is_decimal(c) => Class::Digit,
        GeneralCategoryGroup::Number => Class::Symbol,
        GeneralCategoryGroup::Punctuation => Class::Punctuation,
        GeneralCategoryGroup::Symbol if is_pictograph(c) => Class::Emoji,
        GeneralCategoryGroup::Symbol => Class::Symbol,
        GeneralCategoryGroup::Separator | GeneralCategoryGroup::Other => Class::Space,
    }
}

fn letter_class(c: char) -> Class {
    match c {
        'ª' | 'º' | 'ﬀ'..='ﬆ' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Class::Latin,
        _ => Class::Letter,
    }
}

fn is_decimal(c: char) -> bool {
    c.general_category() == GeneralCategory::DecimalNumber
}

/// Emoji that stand as pictures without a selector, and the dingbats people use as such.
pub(super) fn is_pictograph(c: char) -> bool {
    match c.emoji_status() {
        EmojiStatus::EmojiPresentation
        | EmojiStatus::EmojiPresentationAndModifierBase
        | EmojiStatus::EmojiPresentationAndModifierAndEmojiComponent
        | EmojiStatus::EmojiPresentationAndEmojiComponent => true,
        EmojiStatus::EmojiOther | EmojiStatus::EmojiModifierBase => c >= '\u{2600}',
        _ => false,
    }
}
