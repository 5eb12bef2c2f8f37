//! Cuts a view into tokens, from left to right, in one pass.

mod address;
mod class;
mod emoji;

use class::{Class, Glyph, glyph_at};
use warraq_text::{Span, Token, TokenKind};

/// Clears `tokens` and fills it with the tokens of `text`, the text of a light view.
///
/// Tokens rise, do not overlap, and leave out nothing but white space and invisible controls. A
/// text of 4 GiB or more is read up to there.
///
/// ```
/// use warraq_text::Token;
///
/// let text = "بين 300 و900 ألف دولار.";
/// let mut tokens = Vec::new();
/// warraq_tokenize::words_into(text, &mut tokens);
/// let words: Vec<&str> = tokens.iter().map(|token: &Token| token.span.of(text)).collect();
/// assert_eq!(words, ["بين", "300", "و", "900", "ألف", "دولار", "."]);
/// ```
pub fn words_into(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut at = 0;
    while let Some(glyph) = glyph_at(text, at) {
        let Some((kind, end)) = token_at(text, at, glyph) else {
            at += glyph.len;
            continue;
        };
        let (Ok(start), Ok(stop)) = (u32::try_from(at), u32::try_from(end)) else { return };
        tokens.push(Token { span: Span { start, end: stop }, kind });
        at = end;
    }
}

/// Kind and end of the token that begins at `at` with `glyph`; none for white space.
fn token_at(text: &str, at: usize, glyph: Glyph) -> Option<(TokenKind, usize)> {
    let next = at + glyph.len;
    Some(match glyph.class {
        Class::Letter => (TokenKind::Word, word_end(text, at, next)),
        Class::Latin => latin_token(text, at),
        Class::Digit => digits_token(text, at),
        Class::Space | Class::Joiner => return None,
        Class::Mark => (TokenKind::Symbol, skip(text, next, |class| class == Class::Mark)),
        Class::Punctuation | Class::Connector => {
            (TokenKind::Punctuation, punctuation_end(text, at, next))
        }
        Class::Emoji => (TokenKind::Emoji, emoji::end(text, at)),
        Class::Symbol => symbol_token(text, at, next),
    })
}

/// End of the word at `at` whose first letter ends at `first`. A hyphen joins two parts of one
/// letter or more; dots join single letters.
fn word_end(text: &str, at: usize, first: usize) -> usize {
    let mut end = skip_letters(text, first);
    if end == first && is_initial(text, at, end) {
        return dotted_end(text, end, Class::Letter);
    }
    while let Some(hyphen) = hyphen_len(text, end) {
        if class_at(text, end + hyphen) != Some(Class::Letter) {
            break;
        }
        end = skip_letters(text, end + hyphen);
    }
    end
}

/// Whether the single letter `at..end` holds the full stop after it: not if it is the unit or era
/// of digits («2014م.», `4K.`).
fn is_initial(text: &str, at: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let after_digit =
        at.checked_sub(1).and_then(|left| bytes.get(left)).is_some_and(u8::is_ascii_digit);
    bytes.get(end) == Some(&b'.') && !after_digit
}

/// End of an abbreviation such as «ص.ب.» whose first single letter ends at `dot`: single letters
/// of `class`, each followed by a dot, the last perhaps not.
fn dotted_end(text: &str, dot: usize, class: Class) -> usize {
    let mut end = dot + 1;
    while let Some(letter) = glyph_at(text, end).filter(|glyph| glyph.class == class) {
        let after = end + letter.len;
        match glyph_at(text, after) {
            _ if text.as_bytes().get(after) == Some(&b'.') => end = after + 1,
            Some(next) if next.class.continues_word() => break,
            _ => return after,
        }
    }
    end
}

/// A run that begins with a Latin letter at `at`.
fn latin_token(text: &str, at: usize) -> (TokenKind, usize) {
    if let Some(token) = address::url(text, at).or_else(|| address::email(text, at)) {
        return token;
    }
    let mut end = skip_latin(text, at);
    let first = glyph_at(text, at).map_or(at, |glyph| at + glyph.len);
    if end == first && is_upper(text, at) && is_initial(text, at, end) {
        return (TokenKind::Latin, dotted_end(text, end, Class::Latin));
    }
    while let Some(joined) = latin_joint(text, end) {
        end = skip_latin(text, joined);
    }
    if text.as_bytes().get(end) == Some(&b'.') && is_abbreviation(text.get(at..end)) {
        return (TokenKind::Latin, end + 1);
    }
    if address::is_domain(text.get(at..end).unwrap_or_default()) {
        return address::domain(text, at, end);
    }
    (TokenKind::Latin, plus_end(text, end))
}

fn is_abbreviation(word: Option<&str>) -> bool {
    word.is_some_and(|word| LATIN_ABBREVIATIONS.contains(&word))
}

/// Words of Latin letters that hold the full stop after them. Single capitals do too: `U.S.`.
const LATIN_ABBREVIATIONS: &[&str] =
    &["Bros", "Co", "Corp", "Dr", "Inc", "Jr", "Ltd", "Mr", "Mrs", "Ms", "Prof", "Sr", "St", "vs"];

/// Where a Latin run goes on after the joining sign at `at`, if it does: `-` and `_` before
/// letters and digits; `&` before capitals; apostrophes before letters; a dot before small letters
/// and digits.
fn latin_joint(text: &str, at: usize) -> Option<usize> {
    let sign = text.get(at..)?.chars().next()?;
    let after = at + sign.len_utf8();
    let next = class_at(text, after)?;
    let small = || text.as_bytes().get(after).is_some_and(u8::is_ascii_lowercase);
    let joins = match sign {
        '-' | '\u{2010}' | '\u{2011}' | '_' => matches!(next, Class::Latin | Class::Digit),
        '&' => is_upper(text, after),
        '\'' | '’' => next == Class::Latin,
        '.' => next == Class::Digit || small(),
        _ => false,
    };
    joins.then_some(after)
}

/// End of a name in `+`, `++` or `#` whose letters end at `at`: `Disney+`, `C++`, `C#`.
fn plus_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let signs = match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'+'), Some(b'+')) => 2,
        (Some(b'+' | b'#'), _) => 1,
        _ => return at,
    };
    let free = !class_at(text, at + signs).is_some_and(Class::continues_word)
        && bytes.get(at + signs) != Some(&b'+');
    if free { at + signs } else { at }
}

/// Digits with separators, or an e-mail address that begins with a digit.
fn digits_token(text: &str, at: usize) -> (TokenKind, usize) {
    if let Some(end) = emoji::keycap(text, at) {
        return (TokenKind::Emoji, end);
    }
    if let Some(token) = address::email(text, at) {
        return token;
    }
    let mut end = skip(text, at, |class| class == Class::Digit);
    while let Some(sign) = separator_len(text, end) {
        if class_at(text, end + sign) != Some(Class::Digit) {
            break;
        }
        end = skip(text, end + sign, |class| class == Class::Digit);
    }
    (TokenKind::Number, end)
}

/// Runs of dots, and of exclamation and question marks, are one token; other marks stand alone.
fn punctuation_end(text: &str, at: usize, next: usize) -> usize {
    let is_dot = |c: char| matches!(c, '.' | '…');
    let is_final = |c: char| matches!(c, '!' | '?' | '؟');
    let run = |same: fn(char) -> bool| {
        let rest = text.get(at..).unwrap_or_default();
        at + rest.find(|c| !same(c)).unwrap_or(rest.len())
    };
    match text.get(at..next).and_then(|sign| sign.chars().next()) {
        Some(c) if is_dot(c) => run(is_dot),
        Some(c) if is_final(c) => run(is_final),
        _ => next,
    }
}

/// A hashtag, a mention, a keycap, or a symbol alone.
fn symbol_token(text: &str, at: usize, next: usize) -> (TokenKind, usize) {
    let tag = || skip(text, next, Class::continues_tag);
    match text.as_bytes().get(at) {
        Some(b'#' | b'*') if emoji::keycap(text, at).is_some() => {
            (TokenKind::Emoji, emoji::keycap(text, at).unwrap_or(next))
        }
        Some(b'#') if has_letter(text, next, tag()) => (TokenKind::Hashtag, tag()),
        Some(b'@') if has_letter(text, next, tag()) => (TokenKind::Mention, tag()),
        _ => (TokenKind::Symbol, skip(text, next, |class| class == Class::Mark)),
    }
}

fn has_letter(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).unwrap_or_default().chars().any(char::is_alphabetic)
}

fn is_upper(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}

/// Bytes of the hyphen at `at`.
fn hyphen_len(text: &str, at: usize) -> Option<usize> {
    match text.get(at..)?.chars().next()? {
        sign @ ('-' | '\u{2010}' | '\u{2011}') => Some(sign.len_utf8()),
        _ => None,
    }
}

/// Bytes of the sign at `at` that may stand between two digits of one number.
fn separator_len(text: &str, at: usize) -> Option<usize> {
    match text.get(at..)?.chars().next()? {
        sign @ ('.' | ',' | '٫' | '٬') => Some(sign.len_utf8()),
        _ => None,
    }
}

fn class_at(text: &str, at: usize) -> Option<Class> {
    glyph_at(text, at).map(|glyph| glyph.class)
}

fn skip_letters(text: &str, at: usize) -> usize {
    skip(text, at, |class| matches!(class, Class::Letter | Class::Mark | Class::Joiner))
}

fn skip_latin(text: &str, at: usize) -> usize {
    skip(text, at, |class| matches!(class, Class::Latin | Class::Digit | Class::Mark))
}

/// The first offset from `at` on whose character is not of a class that `wanted` accepts.
fn skip(text: &str, mut at: usize, wanted: impl Fn(Class) -> bool) -> usize {
    while let Some(glyph) = glyph_at(text, at).filter(|glyph| wanted(glyph.class)) {
        at += glyph.len;
    }
    at
}
