use rustc_hash::FxHashMap;

use super::hints::Hint;
use crate::candidates::Page;
use crate::gazetteer::Class;
use crate::vocabulary::{LexemeId, Traits};

/// What features are made of: a word in its place, as a few numbers.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Atom {
    pub(super) lexeme: LexemeId,
    pub(super) traits: Traits,
    pub(super) found: Hint,
    pub(super) thought: Hint,
    /// What a word of the same key is elsewhere in the document.
    pub(super) elsewhere: Hint,
    pub(super) breaks: bool,
}

impl Atom {
    /// Beyond the line.
    pub(super) fn edge(page: Page<'_>) -> Self {
        Self { traits: *page.reading.vocabulary().traits(0), ..Self::default() }
    }

    pub(super) fn read(
        page: Page<'_>,
        at: usize,
        (found, thought): (Hint, Hint),
        votes: &FxHashMap<u64, Hint>,
    ) -> Self {
        let Some(word) = page.reading.word(at) else { return Self::edge(page) };
        let elsewhere = page.reading.forms(at).iter().find_map(|form| votes.get(&form.hash));
        Self {
            lexeme: word.lexeme,
            traits: *page.reading.vocabulary().traits(word.lexeme),
            found,
            thought,
            elsewhere: elsewhere.copied().unwrap_or_default(),
            breaks: word.after_break,
        }
    }

    /// Whether no rule thinks of a name here.
    pub(super) fn is_quiet(&self) -> bool {
        self.found.is_nothing() && self.thought.is_nothing()
    }

    /// Whether the word is one of those that stand beside names.
    pub(super) fn tells(&self) -> bool {
        let class = self.traits.class;
        class != Class::None as u8 && class != Class::Never as u8
    }
}
