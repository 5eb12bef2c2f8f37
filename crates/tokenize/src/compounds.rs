//! Tokens that are written as one word.

use std::ops::Range;
use warraq_text::{Token, TokenKind};

/// Clitics that are joined to numbers, Latin words and quotations, without tatweel.
const PROCLITICS: &[&str] = &[
    "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "لل", "كال", "وب", "ول", "وك", "فب", "فل",
    "وبال", "ولل",
];

/// Tokens that a quotation after a clitic holds at most.
const MAX_QUOTED: usize = 16;

/// The words of `text` that are more than one of its `tokens`, as ranges of indexes: a clitic and
/// the number, Latin word or quotation it is joined to, with the sign of a percentage or currency.
/// The tokens are the parts, a range is the whole: «و900», «بـ10%», «الـAPI», «لـ«نتفليكس»».
///
/// ```
/// let text = "نمت بـ10% في 2020 و2021";
/// let mut tokens = Vec::new();
/// warraq_tokenize::words_into(text, &mut tokens);
/// let whole: Vec<&str> = warraq_tokenize::compounds(text, &tokens)
///     .map(|range| tokens[range.start].span.join(tokens[range.end - 1].span).of(text))
///     .collect();
/// assert_eq!(whole, ["بـ10%", "و2021"]);
/// ```
pub fn compounds<'t>(
    text: &'t str,
    tokens: &'t [Token],
) -> impl Iterator<Item = Range<usize>> + use<'t> {
    let mut next = 0;
    std::iter::from_fn(move || {
        while next < tokens.len() {
            let first = next;
            next += 1;
            if let Some(end) = compound_end(text, tokens, first) {
                next = end;
                return Some(first..end);
            }
        }
        None
    })
}

/// The token after the compound that begins with the token `first`.
fn compound_end(text: &str, tokens: &[Token], first: usize) -> Option<usize> {
    let clitic = tokens.get(first).filter(|token| token.kind == TokenKind::Word)?;
    let letters = clitic.span.of(text);
    // Most tokens are words with a space after them.
    let joined = touches(tokens, first + 1);
    if !joined || !PROCLITICS.contains(&letters.trim_end_matches('\u{0640}')) {
        return None;
    }
    let second = tokens.get(first + 1)?;
    let sign = |at: usize| tokens.get(at).filter(|token| token.kind == TokenKind::Symbol);
    let with_sign = |at: usize| at + usize::from(touches(tokens, at) && sign(at).is_some());
    match second.kind {
        TokenKind::Number => Some(with_sign(first + 2)),
        TokenKind::Latin => Some(first + 2),
        TokenKind::Symbol => {
            let number = tokens.get(first + 2)?;
            let is_amount = number.kind == TokenKind::Number && touches(tokens, first + 2);
            is_amount.then_some(first + 3)
        }
        TokenKind::Punctuation => {
            let closing = match second.span.of(text) {
                "«" => "»",
                "“" => "”",
                "\"" => "\"",
                _ => return None,
            };
            let inside = tokens.get(first + 2..)?.iter().take(MAX_QUOTED);
            let len = inside.map(|token| token.span.of(text)).position(|sign| sign == closing)?;
            Some(first + 2 + len + 1)
        }
        _ => None,
    }
}

/// Whether nothing stands between the token `at` and the one before it.
fn touches(tokens: &[Token], at: usize) -> bool {
    let left = at.checked_sub(1).and_then(|left| tokens.get(left));
    matches!((left, tokens.get(at)), (Some(left), Some(right)) if left.span.end == right.span.start)
}

#[cfg(test)]
mod tests {
    use super::compounds;
    use crate::words_into;

    fn check(text: &str, expected: &[&str]) {
        let mut tokens = Vec::new();
        words_into(text, &mut tokens);
        let found: Vec<&str> = compounds(text, &tokens)
            .map(|range| tokens[range.start].span.join(tokens[range.end - 1].span).of(text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn clitics_and_what_they_are_joined_to() {
        check("بين 300 و900 ألف", &["و900"]);
        check("الـGalaxy ولـ«سابك» وب$5 وبـ7% معاً", &["الـGalaxy", "ولـ«سابك»", "وب$5", "وبـ7%"]);
    }

    #[test]
    fn other_neighbours() {
        check("عام2020 و 5 «و» ثم ل\"بلا نهاية", &[]);
    }
}
