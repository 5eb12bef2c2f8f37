//! A line of tokens as the grammar reads it: each word with its senses, looked up on demand.

use std::cell::{Cell, OnceCell, RefCell};

use warraq_text::{Span, Token, TokenKind, View};

use crate::calendar::Day;
use crate::lexicon::{Clitics, Lexicon, Role, Senses, WordSet};
use crate::place::Mentions;

/// A document: what outlives its lines.
pub(crate) struct Document<'a> {
    pub(crate) view: &'a View,
    pub(crate) tokens: &'a [Token],
    pub(crate) lexicon: &'static Lexicon,
    /// The day from which relative dates are seen.
    pub(crate) reference: Option<Day>,
    /// Rules that read the quantity at hand, if someone wants to know.
    trace: Option<RefCell<Vec<&'static str>>>,
    mentions: OnceCell<Mentions>,
}

impl<'a> Document<'a> {
    pub(crate) fn new(view: &'a View, tokens: &'a [Token], reference: Option<Day>) -> Self {
        let mentions = OnceCell::new();
        Self { view, tokens, lexicon: Lexicon::get(), reference, trace: None, mentions }
    }

    /// The same document, which remembers the rules.
    pub(crate) fn traced(self) -> Self {
        Self { trace: Some(RefCell::default()), ..self }
    }

    /// The rules of what was read since the last call, the outer before the inner.
    pub(crate) fn take_trace(&self) -> Vec<&'static str> {
        self.trace.as_ref().map(RefCell::take).unwrap_or_default()
    }

    /// The countries the document names; read once, when a bare «دينار» asks.
    pub(crate) fn mentions(&self) -> Mentions {
        *self.mentions.get_or_init(|| Mentions::of(self))
    }

    /// The lines of the document that have tokens.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Reader<'_>> {
        let text = self.view.text.as_bytes();
        let broken = move |a: &Token, b: &Token| {
            let gap = text.get(a.span.end as usize..b.span.start as usize).unwrap_or_default();
            gap.contains(&b'\n')
        };
        self.tokens.chunk_by(move |a, b| !broken(a, b)).map(|tokens| Reader {
            document: self,
            text: &self.view.text,
            tokens,
            recent: [const { Cell::new(None) }; RECENT],
        })
    }
}

/// A line of a document; places are token numbers in the line.
pub(crate) struct Reader<'a> {
    pub(crate) document: &'a Document<'a>,
    text: &'a str,
    tokens: &'a [Token],
    /// Words looked up last, each at its place modulo [`RECENT`]: rules ask for one word often.
    recent: [Cell<Option<(usize, Word<'a>)>>; RECENT],
}

const RECENT: usize = 8;

/// A token as the grammar sees it. Past either end of the line there are words without kind.
#[derive(Clone, Copy)]
pub(crate) struct Word<'a> {
    pub(crate) kind: Option<TokenKind>,
    /// Without proclitics (but with the article) and without a pronoun at the end.
    pub(crate) span: Span,
    /// The whole token.
    pub(crate) text: &'a str,
    pub(crate) clitics: Clitics,
    pub(crate) senses: &'a Senses,
}

impl<'a> Reader<'a> {
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn lexicon(&self) -> &'static Lexicon {
        self.document.lexicon
    }

    /// What a rule reads. The rule is remembered if it reads something, and with it those that it
    /// called; where nobody asks for rules, this only calls it.
    #[inline]
    pub(crate) fn rule<T>(
        &self,
        name: &'static str,
        read: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        let mark = self.document.trace.as_ref().map(|trace| trace.borrow().len());
        let found = read();
        if let Some(mark) = mark {
            self.remember(name, mark, found.is_some());
        }
        found
    }

    #[cold]
    fn remember(&self, name: &'static str, mark: usize, has_read: bool) {
        let Some(trace) = &self.document.trace else { return };
        let mut rules = trace.borrow_mut();
        if !has_read {
            rules.truncate(mark);
        } else if !name.is_empty() {
            rules.insert(mark, name);
        }
    }

    /// The token at `i`, with its senses.
    pub(crate) fn word(&self, i: usize) -> Word<'a> {
        let recent = self.recent.get(i % RECENT);
        match recent.and_then(Cell::get) {
            Some((at, word)) if at == i => word,
            _ => {
                let word = self.look_up(i);
                if let Some(slot) = recent {
                    slot.set(Some((i, word)));
                }
                word
            }
        }
    }

    fn look_up(&self, i: usize) -> Word<'a> {
        let Some(token) = self.tokens.get(i) else {
            let (clitics, senses) = Lexicon::nothing();
            return Word { kind: None, span: self.span(i), text: "", clitics, senses };
        };
        let text = token.span.of(self.text);
        let (clitics, senses) = match token.kind {
            TokenKind::Word | TokenKind::Latin => self.lexicon().look_up(text),
            _ => Lexicon::nothing(),
        };
        let span = Span {
            start: token.span.start + 2 * clitics.outer_letters(),
            end: token.span.end - 2 * u32::from(senses.tail),
        };
        Word { kind: Some(token.kind), span, text, clitics, senses }
    }

    /// The token `back` places before `i`.
    pub(crate) fn before(&self, i: usize, back: usize) -> Word<'a> {
        self.word(i.checked_sub(back).unwrap_or(usize::MAX))
    }

    /// The whole text of the token at `i`, empty past the ends.
    pub(crate) fn text(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |token| token.span.of(self.text))
    }

    pub(crate) fn kind(&self, i: usize) -> Option<TokenKind> {
        self.tokens.get(i).map(|token| token.kind)
    }

    pub(crate) fn is_number(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Number)
    }

    /// The span of the whole token at `i`, empty at the end of the line past its ends.
    pub(crate) fn span(&self, i: usize) -> Span {
        let end = || self.tokens.last().map_or(0, |last| last.span.end);
        self.tokens.get(i).map_or_else(|| Span::new(end(), end()), |token| token.span)
    }

    /// The span from the word at `i` to the word before `next`, without proclitics and pronouns
    /// at its ends.
    pub(crate) fn phrase(&self, i: usize, next: usize) -> Span {
        self.word(i).span.join(self.word(next - 1).span)
    }

    /// The text from byte `at` to the end of the document.
    pub(crate) fn text_from(&self, at: u32) -> &'a str {
        self.text.get(at as usize..).unwrap_or_default()
    }

    /// The first token at or after `from` that begins at byte `at` or later.
    pub(crate) fn token_at(&self, from: usize, at: u32) -> usize {
        let rest = self.tokens.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|token| token.span.start < at).count()
    }

    /// Whether nothing stands between the tokens at `i` and `i + 1`.
    pub(crate) fn is_glued(&self, i: usize) -> bool {
        i + 1 < self.len() && self.span(i).end == self.span(i + 1).start
    }

    /// Whether nothing stands between the token at `i` and the one before it.
    pub(crate) fn is_glued_before(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|before| self.is_glued(before))
    }

    /// Whether the token at `i` is in the set, with any proclitics.
    pub(crate) fn is_in(&self, i: usize, set: &WordSet) -> bool {
        self.kind(i) == Some(TokenKind::Word) && set.contains(self.text(i))
    }

    /// Whether a word of the set is among the `reach` tokens before `i`, in the same clause.
    pub(crate) fn is_in_before(&self, i: usize, reach: usize, set: &WordSet) -> bool {
        (1..=reach)
            .map_while(|back| i.checked_sub(back))
            .take_while(|at| !matches!(self.text(*at), "." | "؟" | "!" | "؛" | "…" | "»"))
            .any(|at| self.is_in(at, set))
    }

    /// Whether a noun without article and proclitic may stand at `i`, as one that is counted does.
    pub(crate) fn may_be_counted(&self, i: usize) -> bool {
        let word = self.word(i);
        let is_prefixed =
            word.text.starts_with(['و', 'ل', 'ب', 'ف']) || word.text.starts_with("ال");
        word.kind == Some(TokenKind::Word) && word.senses.role.is_none() && !is_prefixed
    }

    /// Whether nothing but punctuation stands in the line besides the tokens from `i` to `next`.
    pub(crate) fn is_alone(&self, i: usize, next: usize) -> bool {
        let is_sign =
            |at: usize| matches!(self.kind(at), Some(TokenKind::Punctuation | TokenKind::Symbol));
        i <= 2 && next + 2 >= self.len() && (0..i).chain(next..self.len()).all(is_sign)
    }

    pub(crate) fn has_role(&self, i: usize, role: Role) -> bool {
        self.word(i).senses.role == Some(role)
    }

    /// The place of what «و» joins to what ends before `i`: `i` itself if its word has a «و» in
    /// front, the next if «و» stands alone.
    pub(crate) fn joined(&self, i: usize) -> Option<usize> {
        let word = self.word(i);
        if word.clitics.and && !word.clitics.with && !word.clitics.to && !word.clitics.like {
            return Some(i);
        }
        (word.text == "و").then_some(i + 1)
    }

    /// The number of marks dropped from the source of the letters in `span`.
    pub(crate) fn marks(&self, span: Span) -> u32 {
        self.document.view.alignment.to_source(span).len().saturating_sub(span.len()) / 2
    }
}

impl Word<'_> {
    /// Whether no proclitic stands in front but perhaps the article.
    pub(crate) fn is_free(&self) -> bool {
        self.clitics.outer_letters() == 0
    }

    /// Whether the word may be a noun: it has no role in grammar.
    pub(crate) fn is_free_noun(&self) -> bool {
        self.senses.role.is_none() && self.senses.per.is_none()
    }

    /// Whether no proclitic and no article stands in front.
    pub(crate) fn is_bare(&self) -> bool {
        self.clitics == Clitics::default()
    }
}
