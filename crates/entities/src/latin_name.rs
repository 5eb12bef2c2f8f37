//! Latin names of mentions in Arabic letters.

use warraq_text::TokenKind;

use crate::candidates::{Candidate, Page};
use crate::latin_mentions::LatinMentions;
use crate::{EntityKind, Script};

/// The name in Latin letters of a mention in Arabic letters: as a Latin mention of the document
/// writes it, else as the lists do. Names of states and translated names have none.
pub(crate) fn latin_name(
    page: Page<'_>,
    candidate: &Candidate,
    latin: &LatinMentions<'_>,
) -> Option<Box<str>> {
    let text = candidate.span(page.reading).of(&page.view.text);
    if is_state(page, candidate) {
        return None;
    }
    if let Some(found) = latin.part_like(text) {
        return Some(found.into());
    }
    listed(page, candidate).or_else(|| composed(page, candidate)).map(Into::into)
}

fn is_state(page: Page<'_>, candidate: &Candidate) -> bool {
    candidate.kind == EntityKind::Location
        && candidate.words().len() == 1
        && page.reading.forms(candidate.first).iter().any(|form| {
            form.cut == candidate.cut && form.entry.is_some_and(|e| e.facts.is_country())
        })
}

/// The name of the lists, if the Arabic one follows its sound.
fn listed(page: Page<'_>, candidate: &Candidate) -> Option<String> {
    let name = page.gazetteer.latin(candidate.entity)?;
    candidate.by_sound.then(|| name.to_owned())
}

/// A name put together from known parts of foreign names.
fn composed(page: Page<'_>, candidate: &Candidate) -> Option<String> {
    if candidate.kind == EntityKind::Work || candidate.words().len() > 4 {
        return None;
    }
    let mut name = String::new();
    for at in candidate.words() {
        let word = page.reading.word(at)?;
        if word.kind != TokenKind::Word {
            return None;
        }
        let cut = if at == candidate.first { candidate.cut } else { 0 };
        let entry = page.reading.forms(at).iter().find(|form| form.cut == cut)?.entry?;
        if !entry.facts.is_foreign() || !entry.facts.is_by_sound() {
            return None;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(page.gazetteer.latin(entry.entity)?);
    }
    (Script::of(&name) == Script::Latin).then_some(name)
}
