use warraq_entities::{self as entities, Entity};
use warraq_quantities::Quantity;
use warraq_text::{Span, Token, View};
use warraq_tokenize::{Role, WordMemo};

/// What was found in one document. All spans are byte offsets into `view.text`.
///
/// Result and scratch are the same thing: filling it again reuses its memory.
#[derive(Debug, Default)]
pub struct Analysis {
    /// The text all stages read.
    pub view: View,
    /// Words, numbers, punctuation …, in order.
    pub tokens: Vec<Token>,
    /// Norms, stems and clitics of the tokens.
    pub words: Words,
    /// Sentences, in order.
    pub sentences: Vec<Span>,
    /// Numbers, amounts, dates …, in order, without overlaps.
    pub quantities: Vec<Quantity>,
    /// Names, in order, without overlaps among themselves and with quantities.
    pub entities: Vec<Entity>,
    pub(crate) scratch: Scratch,
}

/// What the stages keep from one document to the next; it changes their speed, never their result.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) memo: WordMemo,
    pub(crate) norm: View,
    pub(crate) names: entities::Scratch,
}

impl Analysis {
    /// Empties everything and keeps the memory.
    pub fn clear(&mut self) {
        let Self { view, tokens, words, sentences, quantities, entities, scratch: _ } = self;
        view.clear();
        tokens.clear();
        words.clear();
        sentences.clear();
        quantities.clear();
        entities.clear();
    }
}

/// Norms, stems and clitics of tokens, one row a token, packed into one string.
#[derive(Debug, Default)]
pub struct Words {
    text: String,
    rows: Vec<Row>,
    clitics: Vec<Part>,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    norm: Span,
    stem: Option<Span>,
    is_name: bool,
    /// End of the token's clitics; they begin where those of the token before end.
    clitics_end: u32,
}

#[derive(Debug, Clone, Copy)]
struct Part {
    span: Span,
    role: Role,
    form: Span,
}

/// What is known of a token beside its place and kind.
#[derive(Debug, Clone, Copy)]
pub struct Word<'w> {
    words: &'w Words,
    index: usize,
}

/// A part of a word with clitics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clitic<'w> {
    /// Place in the view, in bytes.
    pub span: Span,
    /// Whether it stands before or after the stem, or is the stem.
    pub role: Role,
    /// How it is spelled when it stands alone.
    pub form: &'w str,
}

impl Words {
    /// The row of the token with `index`, if there is one.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Word<'_>> {
        (index < self.rows.len()).then_some(Word { words: self, index })
    }

    fn clear(&mut self) {
        let Self { text, rows, clitics } = self;
        text.clear();
        rows.clear();
        clitics.clear();
    }

    /// Adds the row of the next token; its clitics follow with [`Words::push_clitic`].
    pub(crate) fn push(&mut self, norm: &str, stem: Option<&str>) {
        let norm = self.store(norm);
        let stem = stem.map(|stem| self.store(stem));
        let clitics_end = offset(self.clitics.len());
        self.rows.push(Row { norm, stem, is_name: false, clitics_end });
    }

    /// The last row is that of a word of a name.
    pub(crate) fn mark_name(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.is_name = true;
        }
    }

    /// Adds a part to the last row.
    pub(crate) fn push_clitic(&mut self, span: Span, role: Role, form: &str) {
        let form = self.store(form);
        self.clitics.push(Part { span, role, form });
        if let Some(row) = self.rows.last_mut() {
            row.clitics_end = offset(self.clitics.len());
        }
    }

    fn store(&mut self, text: &str) -> Span {
        let start = offset(self.text.len());
        self.text.push_str(text);
        Span::new(start, offset(self.text.len()))
    }
}

impl<'w> Word<'w> {
    /// The token in the search profile.
    #[must_use]
    pub fn norm(self) -> &'w str {
        self.row().norm.of(&self.words.text)
    }

    /// The stem of a word.
    #[must_use]
    pub fn stem(self) -> Option<&'w str> {
        self.row().stem.map(|span| span.of(&self.words.text))
    }

    /// Whether the word belongs to a name whose words are kept whole: they have no clitics inside, and are
    /// their own stems. Those of an organisation's name of several words are mostly common words and are not.
    #[must_use]
    pub fn is_name(self) -> bool {
        self.row().is_name
    }

    /// The parts of a word that has clitics, stem included; nothing for other tokens.
    pub fn clitics(self) -> impl ExactSizeIterator<Item = Clitic<'w>> {
        let words = self.words;
        let start = match self.index {
            0 => 0,
            index => words.rows[index - 1].clitics_end,
        };
        words.clitics[start as usize..self.row().clitics_end as usize].iter().map(|part| Clitic {
            span: part.span,
            role: part.role,
            form: part.form.of(&words.text),
        })
    }

    fn row(self) -> Row {
        self.words.rows[self.index]
    }
}

fn offset(length: usize) -> u32 {
    u32::try_from(length).expect("a document is at most 1 GiB")
}
