//! Runs that begin with a Latin letter.

use super::glyph::{Class, char_at, class_at, skip};
use super::{address, letters};
use crate::abbreviations;
use warraq_text::TokenKind;

/// The token at `at` whose first letter ends at `first`.
pub(super) fn token(text: &str, at: usize, first: usize) -> (TokenKind, usize) {
    if let Some(end) = address::url_end(text, at) {
        return (TokenKind::Url, end);
    }
    if let Some(end) = address::email_end(text, at) {
        return (TokenKind::Email, end);
    }
    let mut end = skip_run(text, at);
    if end == first && is_capital(text, at) && letters::is_initial(text, at, end) {
        return (TokenKind::Latin, letters::initials_end(text, end, Class::Latin));
    }
    while let Some(part) = joint_end(text, end) {
        end = skip_run(text, part);
    }
    let run = text.get(at..end).unwrap_or_default();
    if text.as_bytes().get(end) == Some(&b'.') && abbreviations::kinds(run).is_some() {
        return (TokenKind::Latin, end + 1);
    }
    match address::domain_end(text, at, end) {
        Some(end) => (TokenKind::Url, end),
        None => (TokenKind::Latin, plus_end(text, end)),
    }
}

/// End of the sign at `at` if the run goes on after it: `-` and `_` before letters and digits; `&`
/// before capitals; apostrophes before letters; a dot before small letters and digits.
fn joint_end(text: &str, at: usize) -> Option<usize> {
    let sign = char_at(text, at)?;
    let end = at + sign.len_utf8();
    let next = class_at(text, end)?;
    let small = || text.as_bytes().get(end).is_some_and(u8::is_ascii_lowercase);
    let joins = match sign {
        '-' | '\u{2010}' | '\u{2011}' | '_' => matches!(next, Class::Latin | Class::Digit),
        '&' => is_capital(text, end),
        '\'' | '’' => next == Class::Latin,
        '.' => next == Class::Digit || small(),
        _ => false,
    };
    joins.then_some(end)
}

/// End of a name in `+`, `++` or `#` whose letters end at `at`: `Disney+`, `C++`, `C#`.
fn plus_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let end = match rest {
        [b'+', b'+', ..] => at + 2,
        [b'+' | b'#', ..] => at + 1,
        _ => return at,
    };
    let goes_on = class_at(text, end).is_some_and(Class::continues_word);
    if goes_on || text.as_bytes().get(end) == Some(&b'+') { at } else { end }
}

fn skip_run(text: &str, at: usize) -> usize {
    skip(text, at, |class| matches!(class, Class::Latin | Class::Digit | Class::Mark))
}

fn is_capital(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(char::is_uppercase)
}
