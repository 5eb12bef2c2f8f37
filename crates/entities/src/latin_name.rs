//! Latin names of mentions in Arabic letters.

use warraq_text::TokenKind;

use crate::candidates::{Candidate, Page};
use crate::latin_mentions::LatinMentions;
use crate::translit::similarity;
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
    if let Some(name) = listed(page, candidate) {
        return Some(mentioned_part(text, name).into());
    }
    composed(page, candidate).map(Into::into)
}

fn is_state(page: Page<'_>, candidate: &Candidate) -> bool {
    candidate.kind == EntityKind::Location
        && candidate.words().len() == 1
        && page.reading.forms(candidate.first).iter().any(|form| {
            form.cut == candidate.cut && form.entry.is_some_and(|e| e.facts.is_country())
        })
}

/// The name of the lists, if the Arabic one follows its sound.
fn listed<'g>(page: Page<'g>, candidate: &Candidate) -> Option<&'g str> {
    page.gazetteer.latin(candidate.entity).filter(|_| candidate.by_sound)
}

/// The words of the Latin name that the Arabic one says: Fitch of Fitch Ratings for فيتش.
fn mentioned_part<'n>(arabic: &str, name: &'n str) -> &'n str {
    let words = || name.split(' ').map(|word| (word.as_ptr().addr() - name.as_ptr().addr(), word));
    if name.split(' ').count() > LONGEST_LISTED || !name.contains(' ') {
        return name;
    }
    let whole = (similarity(arabic, name) + MARGIN, name);
    words()
        .flat_map(|(start, _)| {
            words().filter_map(move |(last, word)| name.get(start..last + word.len()))
        })
        .map(|part| (similarity(arabic, part), part))
        .fold(whole, |best, part| if part.0 > best.0 { part } else { best })
        .1
}

/// Longest Latin name, in words, of which a part is looked for.
const LONGEST_LISTED: usize = 5;
/// How much more a part must sound like the Arabic name than the whole does.
const MARGIN: f32 = 0.15;

/// A name put together from known parts of foreign names.
fn composed(page: Page<'_>, candidate: &Candidate) -> Option<String> {
    let kinds = [EntityKind::Person, EntityKind::Location];
    if !kinds.contains(&candidate.kind) || candidate.words().len() > 4 {
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
        let facts = entry.facts;
        let other = facts.kind().is_some_and(|kind| !kinds.contains(&kind));
        if !facts.is_foreign() || !facts.is_by_sound() || other {
            return None;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(page.gazetteer.latin(entry.entity)?);
    }
    (Script::of(&name) == Script::Latin).then_some(name)
}
