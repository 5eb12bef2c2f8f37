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
    let runs = Runs::detect(text.len());
    runs.fetch(text);
    push_words(text, runs, tokens);
}

fn push_words(text: &str, runs: Runs, tokens: &mut Vec<Token>) {
    let mut at = 0;
    loop {
        at = runs.push_words(text, at, tokens);
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
            6 => "[ء-غف-ي]{1,9}",
            6 => Just(" ".to_owned()),
            1 => "[ء-ي]{30,80}",
            1 => "[\u{0600}-\u{06FF}]{1,3}",
            1 => "[\u{0080}-\u{00FF}]{1,2}",
            1 => "[ -~]{1,3}",
            1 => "[0-9.,]{1,4}",
            1 => "[\0-\u{7F}]",
            1 => "[0-9a-c._%+@-]{1,12}",
            2 => "[.،؛:؟!?«»“”…–\u{00A0}\u{2010}\u{200C}\n-]{1,2}",
            1 => "[ء-ي]{1,5}[.,-]",
            1 => "[0-9*#+%][\u{FE0F}\u{20E3}\u{064B}٤٫-]",
            1 => any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(pieces, 0..120).prop_map(|pieces| pieces.concat())
    }

    #[track_caller]
    fn check(text: &str) {
        let (mut fast, mut plain) = (Vec::new(), Vec::new());
        push_words(text, Runs::None, &mut plain);
        for runs in Runs::all(text.len()) {
            fast.clear();
            push_words(text, runs, &mut fast);
            let different = fast.iter().zip(&plain).find(|(fast, plain)| fast != plain);
            assert_eq!(different, None, "{runs:?} {text:?}");
            assert_eq!(fast.len(), plain.len(), "{runs:?} {text:?}");
        }
    }

    proptest! {
        #[test]
        fn runs_change_nothing(text in texts()) {
            check(&text);
        }
    }

    /// Everything that joins or parts tokens, at every place of a block.
    #[test]
    fn runs_change_nothing_at_the_edges_of_blocks() {
        const PIECES: &[&str] = &[
            "",
            " ",
            "ب",
            "بت",
            "كتاب",
            ".",
            "..",
            "…",
            ",",
            "-",
            "!",
            "؟",
            "،",
            "«",
            "5",
            "12",
            "٤",
            "\u{FE0F}\u{20E3}",
            "\u{064B}",
            "a",
            "a@b.cd",
            "@",
            "#",
            "+",
            "_",
            "\u{00A0}",
            "\u{200D}",
            "–",
        ];
        for letters in 24..40 {
            let word = "ب".repeat(letters);
            for first in PIECES {
                for second in PIECES {
                    check(&format!("{word}{first}{second}"));
                }
            }
        }
        for before in [0, 1, 7, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64] {
            let before = [" ", "."].map(|sign| sign.repeat(before));
            for first in PIECES {
                for second in PIECES {
                    for third in PIECES {
                        let [space, dots] = &before;
                        check(&format!("{space}{first}{second}{third} ب"));
                        if before[0].len() < 8 {
                            check(&format!("{dots}{first}{second}{third}"));
                        }
                    }
                }
            }
        }
    }
}
