//! Cuts a view into tokens, from left to right, in one pass.

mod address;
mod emoji;
mod glyph;
mod latin;
mod letters;
mod runs;

use glyph::{Class, Glyph, char_at, class_at, glyph_at, skip};
use runs::Runs;
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
    push_words(text, Runs::detect(text.len()), tokens);
}

fn push_words(text: &str, runs: Runs, tokens: &mut Vec<Token>) {
    let mut at = 0;
    loop {
        at = runs.push_words(text.as_bytes(), at, tokens);
        let Some(glyph) = glyph_at(text, at) else { return };
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
        Class::Letter => (TokenKind::Word, letters::end(text, at, next)),
        Class::Latin => latin::token(text, at, next),
        Class::Digit => digits_token(text, at),
        Class::Space | Class::Joiner => return None,
        Class::Punctuation | Class::Connector => {
            (TokenKind::Punctuation, punctuation_end(text, at, next))
        }
        Class::Emoji => (TokenKind::Emoji, emoji::end(text, at)),
        Class::Symbol | Class::Mark => symbol_token(text, at, next),
    })
}

/// Digits with separators, a keycap, or an e-mail address that begins with a digit.
fn digits_token(text: &str, at: usize) -> (TokenKind, usize) {
    if let Some(end) = emoji::keycap_end(text, at) {
        return (TokenKind::Emoji, end);
    }
    if let Some(end) = address::email_end(text, at) {
        return (TokenKind::Email, end);
    }
    let mut end = skip(text, at, |class| class == Class::Digit);
    while let Some(digits) = separator_end(text, end) {
        end = skip(text, digits, |class| class == Class::Digit);
    }
    (TokenKind::Number, end)
}

/// End of the sign at `at` if it stands between two digits of one number, the first before it.
fn separator_end(text: &str, at: usize) -> Option<usize> {
    let sign = char_at(text, at).filter(|sign| matches!(sign, '.' | ',' | '٫' | '٬'))?;
    let end = at + sign.len_utf8();
    (class_at(text, end) == Some(Class::Digit)).then_some(end)
}

/// Runs of dots, and of exclamation and question marks, are one token; other marks stand alone.
fn punctuation_end(text: &str, at: usize, next: usize) -> usize {
    let same: &[char] = match char_at(text, at) {
        Some('.' | '…') => &['.', '…'],
        Some('!' | '?' | '؟') => &['!', '?', '؟'],
        _ => return next,
    };
    let rest = text.get(at..).unwrap_or_default();
    text.len() - rest.trim_start_matches(same).len()
}

/// A hashtag, a mention, a keycap, or a symbol alone.
fn symbol_token(text: &str, at: usize, next: usize) -> (TokenKind, usize) {
    let sign = text.as_bytes().get(at);
    let tag_end = |kind| {
        let end = skip(text, next, Class::continues_tag);
        let name = text.get(next..end).unwrap_or_default();
        name.contains(char::is_alphabetic).then_some((kind, end))
    };
    let token = match sign {
        Some(b'#') => tag_end(TokenKind::Hashtag),
        Some(b'@') => tag_end(TokenKind::Mention),
        _ => None,
    };
    let keycap = || match sign {
        Some(b'#' | b'*') => emoji::keycap_end(text, at).map(|end| (TokenKind::Emoji, end)),
        _ => None,
    };
    token
        .or_else(keycap)
        .unwrap_or_else(|| (TokenKind::Symbol, skip(text, next, |class| class == Class::Mark)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Long enough for blocks, with edges of words and letters at every place in them.
    fn texts() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            4 => "[ء-غف-ي]{1,9}",
            4 => Just(" ".to_owned()),
            1 => "[ء-ي]{30,40}",
            1 => "[\u{0600}-\u{06FF}]{1,3}",
            1 => "[ -~]{1,3}",
            2 => "[.،؛:؟»“”…–\u{00A0}\u{2010}\u{200C}\n-]",
            1 => "[ء-ي][.-]",
            1 => any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(pieces, 0..80).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn runs_change_nothing(text in texts()) {
            let (mut fast, mut plain) = (Vec::new(), Vec::new());
            words_into(&text, &mut fast);
            push_words(&text, Runs::None, &mut plain);
            prop_assert_eq!(fast, plain);
        }
    }
}
