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
        let mut tokens = analysis.tokens.as_slice();
        if !analysis.sentences.is_empty() {
            for &sentence in &analysis.sentences {
                self.write_line(sentence, &mut tokens);
            }
            return;
        }
        let mut start = 0;
        for line in analysis.view.text.split_inclusive('\n') {
            let end = start + u32::try_from(line.len()).expect("a view is shorter than 4 GiB");
            self.write_line(Span::new(start, end), &mut tokens);
            start = end;
        }
    }

    /// Writes what lies at `span` of the view; `tokens` are those that are not yet written.
    fn write_line(&mut self, span: Span, tokens: &mut &[Token]) {
        let before = self.out.len();
        if self.form == TextForm::Tokens {
            let count = tokens.partition_point(|token| token.span.start < span.end);
            let (now, later) = tokens.split_at(count);
            *tokens = later;
            self.write_tokens(now);
        } else {
            self.write_piece(span);
        }
        if self.out.len() > before {
            self.out.push(b'\n');
        }
    }

    /// Writes tokens with spaces between them. Those of the view that stand so already are copied
    /// together.
    fn write_tokens(&mut self, tokens: &[Token]) {
        let (analysis, as_viewed) = (self.analysis, self.profile.is_none());
        let view = analysis.view.text.as_bytes();
        let stand_so = |left: &Token, right: &Token| {
            let gap = view.get(left.span.end as usize..right.span.start as usize);
            as_viewed && matches!(gap, Some([b' ']))
        };
        for (index, run) in tokens.chunk_by(stand_so).enumerate() {
            if index > 0 {
                self.out.push(b' ');
            }
            if let Some([first, .., last] | [first @ last]) = Some(run) {
                self.write_piece(first.span.join(last.span));
            }
        }
    }

    fn write_piece(&mut self, span: Span) {
        let source = || self.analysis.view.alignment.source_text(span, self.source);
        match (self.form, self.profile) {
            (TextForm::Source, _) => push_line(self.out, source()),
            (TextForm::Tokens, None) => {
                self.out.extend_from_slice(self.analysis.view.slice(span).as_bytes());
            }
            (_, None) => push_line(self.out, self.analysis.view.slice(span)),
            (_, Some(profile)) => {
                profile.normalize_into(source(), self.scratch);
                push_line(self.out, &self.scratch.text);
            }
        }
    }
}

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
