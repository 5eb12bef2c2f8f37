//! Places where a name may stand, each with the evidence for it.

mod announced;
mod clubs;
mod hashtags;
mod institutions;
mod latin;
mod listed;
mod models;
mod people;
mod quoted;

use warraq_text::{Span, TokenKind, View};

use crate::EntityKind;
use crate::gazetteer::{Class, EntityId, Gazetteer};
use crate::reading::{Reading, Word};
use crate::vocabulary::Form;

/// A place where a name may stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// First word.
    pub(crate) first: usize,
    /// One past the last word.
    pub(crate) end: usize,
    /// Bytes of the first word that are proclitics.
    pub(crate) cut: u32,
    pub(crate) kind: EntityKind,
    /// Evidence for it, from 0 to about 100; from [`ENOUGH`] it is a name.
    pub(crate) score: i32,
    /// Whether its kind is sure: said by a list, a head or a trigger.
    pub(crate) sure_kind: bool,
    /// The entity of the lists, or 0.
    pub(crate) entity: EntityId,
    /// Whether it is written by the sound of that entity's Latin name.
    pub(crate) by_sound: bool,
}

/// Evidence that makes a candidate a name.
pub(crate) const ENOUGH: i32 = 50;

/// Evidence that nothing outweighs: a name of the user.
pub(crate) const SURE: i32 = 500;

impl Candidate {
    /// Whether the user says that it is a name.
    pub(crate) fn is_own(&self) -> bool {
        self.score >= SURE - 1
    }

    pub(crate) fn words(&self) -> std::ops::Range<usize> {
        self.first..self.end
    }

    /// The part of the view it covers.
    pub(crate) fn span(&self, reading: &Reading) -> Span {
        let start = reading.word(self.first).map_or(0, |word| word.span.start) + self.cut;
        let end = reading.word(self.end.saturating_sub(1)).map_or(0, |word| word.span.end);
        Span { start, end: end.max(start) }
    }
}

/// What all rules look at.
#[derive(Clone, Copy)]
pub(crate) struct Page<'d> {
    pub(crate) view: &'d View,
    pub(crate) reading: &'d Reading,
    pub(crate) gazetteer: &'d Gazetteer,
}

impl<'d> Page<'d> {
    pub(crate) fn text(&self, at: usize) -> &'d str {
        let span = self.reading.word(at).map_or(Span::default(), |word| word.span);
        self.view.text.get(span.into_range()).unwrap_or_default()
    }

    /// Whether the token is this mark.
    pub(crate) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.text(at).starts_with(marks)
    }

    /// The word before, over an opening quote or bracket.
    pub(crate) fn announcer(&self, at: usize) -> Option<usize> {
        let before = self.reading.before(at)?;
        if self.is_mark(before, &OPENING) { self.reading.before(before) } else { Some(before) }
    }

    /// Whether the word before is a head that stays outside of foreign names: حزب فورزا إيطاليا.
    fn is_party(&self, at: usize) -> bool {
        let Some(before) = self.announcer(at) else { return false };
        let forms = self.reading.forms(before).iter();
        forms
            .into_iter()
            .any(|form| institutions::is_party(self.reading.key_from(before, form.cut)))
    }

    /// The kind of name that the word before announces, for a word that begins with no proclitic.
    pub(crate) fn announced(&self, at: usize, cut: u32) -> Option<EntityKind> {
        if cut > 0 {
            return None;
        }
        match self.reading.class(self.announcer(at)?) {
            Class::Title | Class::Called => Some(EntityKind::Person),
            Class::OrganisationOutside => Some(EntityKind::Organisation),
            Class::OrganisationInside if self.is_party(at) => Some(EntityKind::Organisation),
            Class::LocationOutside => Some(EntityKind::Location),
            Class::WorkOutside => Some(EntityKind::Work),
            Class::ProductOutside => Some(EntityKind::Product),
            Class::EventOutside => Some(EntityKind::Event),
            _ => None,
        }
    }
}

pub(crate) const OPENING: [char; 6] = ['«', '“', '"', '(', '‹', '„'];
pub(crate) const CLOSING: [char; 6] = ['»', '”', '"', ')', '›', '“'];

/// Finds the candidates of a document.
pub(crate) fn propose(page: Page<'_>, out: &mut Vec<Candidate>) {
    out.clear();
    for at in 0..page.reading.len() {
        let Some(word) = page.reading.word(at) else { continue };
        match word.kind {
            TokenKind::Word => propose_word(page, at, word, out),
            TokenKind::Latin => listed::propose(page, at, out),
            TokenKind::Punctuation => quoted::propose(page, at, out),
            TokenKind::Hashtag => hashtags::propose(page, at, out),
            _ => {}
        }
    }
    latin::propose(page, out);
}

fn propose_word(page: Page<'_>, at: usize, word: &Word, out: &mut Vec<Candidate>) {
    if !word.plain {
        listed::propose(page, at, out);
        people::propose(page, at, out);
        institutions::propose(page, at, out);
    }
    announced::propose(page, at, out);
}

/// Whether the word stands where places stand: after في or with ب.
pub(crate) fn in_place(page: Page<'_>, at: usize, form: Form) -> bool {
    let key = page.reading.key(at);
    if form.cut > 0 {
        return key.starts_with('ب') || key.starts_with("وب");
    }
    page.reading.before(at).is_some_and(|before| {
        matches!(page.reading.key(before), "في" | "وفي" | "الي" | "من" | "قرب")
    })
}

/// Whether a verb of saying stands before: its subject is a person rather.
pub(crate) fn after_said(page: Page<'_>, at: usize, form: Form) -> bool {
    let before = page.reading.before(at);
    form.cut == 0 && before.is_some_and(|before| page.reading.is(before, Class::Said))
}
