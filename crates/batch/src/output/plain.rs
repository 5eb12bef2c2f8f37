//! Plain text: a sentence a line, an empty line after each document.

use warraq_normalize::Normalizer;
use warraq_text::{Span, Token, View};

use crate::analysis::Analysis;
use crate::document::Document;
use crate::options::TextForm;

/// Appends the sentences of `document`, or its lines where sentences were not computed. `profile`
/// normalizes where the view is not what is wanted.
pub(super) fn write(
    out: &mut Vec<u8>,
    document: &Document<'_>,
    analysis: &Analysis,
    form: TextForm,
    profile: Option<&Normalizer>,
    scratch: &mut View,
) {
    let before = out.len();
    let mut writer = Writer { out, source: &document.text, analysis, form, profile, scratch };
    writer.write();
    if out.len() > before {
        out.push(b'\n');
    }
}

struct Writer<'w> {
    out: &'w mut Vec<u8>,
    source: &'w str,
    analysis: &'w Analysis,
    form: TextForm,
    profile: Option<&'w Normalizer>,
    scratch: &'w mut View,
}

impl Writer<'_> {
    fn write(&mut self) {
        let analysis = self.analysis;
        if !analysis.sentences.is_empty() {
            return self.write_lines(analysis.sentences.iter().copied());
        }
        let mut start = 0;
        self.write_lines(analysis.view.text.split_inclusive('\n').map(|line| {
            let end = start + u32::try_from(line.len()).expect("a view is shorter than 4 GiB");
            Span::new(std::mem::replace(&mut start, end), end)
        }));
    }

    /// Writes what lies at `spans` of the view, of which each is a line.
    fn write_lines(&mut self, spans: impl Iterator<Item = Span>) {
        let analysis = self.analysis;
        if self.form == TextForm::Tokens && self.profile.is_none() {
            return push_tokens(self.out, analysis.view.text.as_bytes(), &analysis.tokens, spans);
        }
        let mut tokens = analysis.tokens.as_slice();
        for span in spans {
            let before = self.out.len();
            if self.form == TextForm::Tokens {
                self.write_tokens(tokens_within(&mut tokens, span));
            } else {
                self.write_piece(span);
            }
            if self.out.len() > before {
                self.out.push(b'\n');
            }
        }
    }

    /// Writes tokens with spaces between them.
    fn write_tokens(&mut self, tokens: &[Token]) {
        for (index, token) in tokens.iter().enumerate() {
            if index > 0 {
                self.out.push(b' ');
            }
            self.write_piece(token.span);
        }
    }

    fn write_piece(&mut self, span: Span) {
        let source = || self.analysis.view.alignment.source_text(span, self.source);
        match (self.form, self.profile) {
            (TextForm::Source, _) => push_line(self.out, source()),
            (_, None) => push_line(self.out, self.analysis.view.slice(span)),
            (_, Some(profile)) => {
                profile.normalize_into(source(), self.scratch);
                push_line(self.out, &self.scratch.text);
            }
        }
    }
}

/// Those of the rising `tokens` that begin in `span`; they and those before are taken from `tokens`.
fn tokens_within<'t>(tokens: &mut &'t [Token], span: Span) -> &'t [Token] {
    let before = tokens.iter().take_while(|token| token.span.start < span.start).count();
    let within = tokens[before..].iter().take_while(|token| token.span.start < span.end).count();
    let (within, later) = tokens[before..].split_at(within);
    *tokens = later;
    within
}

/// Appends the tokens of `view` that begin in one of the rising `lines`, with spaces between them, a
/// line each.
fn push_tokens(
    out: &mut Vec<u8>,
    view: &[u8],
    mut tokens: &[Token],
    lines: impl Iterator<Item = Span>,
) {
    let mut end = out.len();
    for line in lines {
        let before = tokens.iter().take_while(|token| token.span.start < line.start).count();
        tokens = &tokens[before..];
        let line_start = end;
        while let Some((token, later)) = tokens.split_first()
            && token.span.start < line.end
        {
            end = push_token(out, end, &view[token.span.start as usize..], token.span.len());
            tokens = later;
        }
        if end > line_start {
            out[end - 1] = b'\n';
        }
    }
    out.truncate(end);
}

/// Writes the first `len` of `bytes` and a space at `at` of `out`, which is made longer where it is too
/// short, and gives their end.
fn push_token(out: &mut Vec<u8>, at: usize, bytes: &[u8], len: u32) -> usize {
    let len = len as usize;
    let end = at + len;
    // Copying a fixed number of bytes costs less than as many as there are.
    match (out[at..].first_chunk_mut::<STEP>(), bytes.first_chunk::<STEP>()) {
        (Some(to), Some(from)) if len < STEP => {
            *to = *from;
            to[len] = b' ';
        }
        _ => {
            out.resize(out.len().max(end + ROOM), 0);
            out[at..end].copy_from_slice(&bytes[..len]);
            out[end] = b' ';
        }
    }
    end + 1
}

/// Bytes copied at once: more than most words have.
const STEP: usize = 32;

/// Bytes made room for at once.
const ROOM: usize = 1 << 10;

/// Appends `text` with its line breaks, and the blanks around them, as one space each.
fn push_line(out: &mut Vec<u8>, text: &str) {
    let text = text.trim();
    if !may_break(text.as_bytes()) || !text.contains(is_break) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    let pieces = text.split(is_break).map(str::trim).filter(|piece| !piece.is_empty());
    for (index, piece) in pieces.enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(piece.as_bytes());
    }
}

/// The characters at which readers of text files may break a line.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\u{0B}' | '\u{0C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a byte occurs with which one of [`is_break`] begins.
fn may_break(bytes: &[u8]) -> bool {
    memchr::memchr3(b'\n', b'\r', 0xE2, bytes).is_some()
        || memchr::memchr3(0x0B, 0x0C, 0xC2, bytes).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tokens_of_lines(
            pieces in prop::collection::vec("[ء-ي]{1,9}|[ء-ي]{15,60}|[ .،«»]{1,3}|\n", 0..80),
            skipped in 0..3_u32,
        ) {
            let view = pieces.concat();
            let mut tokens = Vec::new();
            warraq_tokenize::words_into(&view, &mut tokens);
            // Lines that leave out some tokens before each.
            let len = view.len() as u32;
            let lines = (0..=len / 50).map(|line| {
                let end = (line * 50 + 50).min(len);
                Span::new((line * 50 + skipped).min(end), end)
            });
            let mut expected = String::from("before\n");
            for line in lines.clone() {
                let words: Vec<_> = tokens
                    .iter()
                    .filter(|token| (line.start..line.end).contains(&token.span.start))
                    .map(|token| token.span.of(&view))
                    .collect();
                if !words.is_empty() {
                    expected += &words.join(" ");
                    expected.push('\n');
                }
            }
            let mut out = b"before\n".to_vec();
            push_tokens(&mut out, view.as_bytes(), &tokens, lines);
            prop_assert_eq!(String::from_utf8(out).expect("text"), expected);
        }
    }
}
