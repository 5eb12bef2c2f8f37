//! Words of letters other than Latin.

use super::glyph::{Class, char_at, class_at, glyph_at, skip};
use crate::abbreviations::{self, MAX_WORD};

/// End of the word at `at` whose first letter ends at `first`. A hyphen joins two parts of one
/// letter or more; dots join single letters, and the stop of a listed abbreviation belongs to it.
pub(super) fn end(text: &str, at: usize, first: usize) -> usize {
    let mut end = skip_letters(text, first);
    if end == first && is_initial(text, at, end) {
        return initials_end(text, end, Class::Letter);
    }
    if end > first && end - at <= 2 * MAX_WORD && text.as_bytes().get(end) == Some(&b'.') {
        let word = text.get(at..end).unwrap_or_default();
        return end + usize::from(holds_stop(text, word, end));
    }
    while let Some(part) = hyphen_end(text, end) {
        end = skip_letters(text, part);
    }
    end
}

/// Whether `word`, which ends in a full stop at `end`, is listed with it: not before another stop.
fn holds_stop(text: &str, word: &str, end: usize) -> bool {
    text.as_bytes().get(end + 1) != Some(&b'.') && abbreviations::kinds(word).is_some()
}

/// Whether the single letter `at..end` holds the full stop after it: not if it is the unit or era
/// of digits («2014م.», `4K.`).
pub(super) fn is_initial(text: &str, at: usize, end: usize) -> bool {
    let before = at.checked_sub(1).and_then(|left| text.as_bytes().get(left));
    text.as_bytes().get(end) == Some(&b'.') && !before.is_some_and(u8::is_ascii_digit)
}

/// End of an abbreviation such as «ص.ب.» whose first letter ends at `dot`: single letters of
/// `class`, each followed by a dot, the last perhaps not.
pub(super) fn initials_end(text: &str, dot: usize, class: Class) -> usize {
    let mut end = dot + 1;
    while let Some(letter) = glyph_at(text, end).filter(|glyph| glyph.class == class) {
        let after = end + letter.len;
        match class_at(text, after) {
            _ if text.as_bytes().get(after) == Some(&b'.') => end = after + 1,
            Some(next) if next.continues_word() => break,
            _ => return after,
        }
    }
    end
}

/// End of the hyphen at `at` if a letter follows it.
fn hyphen_end(text: &str, at: usize) -> Option<usize> {
    let sign = char_at(text, at).filter(|sign| matches!(sign, '-' | '\u{2010}' | '\u{2011}'))?;
    let end = at + sign.len_utf8();
    (class_at(text, end) == Some(Class::Letter)).then_some(end)
}

fn skip_letters(text: &str, at: usize) -> usize {
    skip(text, at, |class| matches!(class, Class::Letter | Class::Mark | Class::Joiner))
}
