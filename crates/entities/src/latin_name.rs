//! Latin names of mentions in Arabic letters.

use warraq_text::TokenKind;

use crate::candidates::{Candidate, Page};
use crate::translit::{SAME_NAME, similarity};
use crate::{EntityKind, Script};

/// Latin mentions that are compared with each Arabic one: the first of a document.
pub(crate) const COMPARED: usize = 64;

/// The name in Latin letters of a mention in Arabic letters: as a Latin mention of the document
/// writes it, else as the lists do. Names of states and translated names have none.
pub(crate) fn latin_name(page: Page<'_>, candidate: &Candidate, latin: &[&str]) -> Option<Box<str>> {
    let text = candidate.span(page.reading).of(&page.view.text);
    if is_state(page, candidate) {
        return None;
    }
    if let Some(found) = in_document(text, latin) {
        return Some(found.into());
    }
    listed(page, candidate, text)
        .or_else(|| composed(page, candidate))
        .map(Into::into)
}

fn is_state(page: Page<'_>, candidate: &Candidate) -> bool {
    candidate.kind == EntityKind::Location
        && candidate.words().len() == 1
        && page
            .reading
            .forms(candidate.first)
            .iter()
            .any(|form| form.cut == candidate.cut && form.entry.is_some_and(|e| e.facts.is_country()))
}

/// The Latin mention, or the part of one, that sounds most like `text`.
fn in_document<'l>(text: &str, latin: &[&'l str]) -> Option<&'l str> {
    latin
        .iter()
        .flat_map(|mention| std::iter::once(*mention).chain(mention.split(' ').filter(|w| w.len() > 2)))
        .map(|name| (similarity(text, name), name))
        .filter(|(score, _)| *score > SAME_NAME + 0.1)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}

/// The name of the lists, if the Arabic one follows its sound.
fn listed(page: Page<'_>, candidate: &Candidate, text: &str) -> Option<String> {
    let name = page.gazetteer.latin(candidate.entity)?;
    let bare = name.strip_prefix("The ").unwrap_or(name);
    let by_sound = if candidate.words().len() == 1 {
        single_by_sound(page, candidate)
    } else {
        similarity(text, name).max(similarity(text, bare)) > SAME_NAME
    };
    by_sound.then(|| name.to_owned())
}

fn single_by_sound(page: Page<'_>, candidate: &Candidate) -> bool {
    let forms = page.reading.forms(candidate.first).iter();
    forms
        .filter(|form| form.cut == candidate.cut)
        .any(|form| form.entry.is_some_and(|entry| entry.facts.is_by_sound()))
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
