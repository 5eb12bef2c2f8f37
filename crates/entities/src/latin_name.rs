//! Latin names of mentions in Arabic letters.

mod composed;
mod loans;
mod memo;

use crate::candidates::{Candidate, Page};
use crate::document::word_hashes;
use crate::gazetteer::hash_phrase;
use crate::latin_mentions::LatinMentions;
use crate::{EntityKind, LatinSource};
use composed::composed;
pub(crate) use memo::Memo;

/// The name in Latin letters of a mention in Arabic letters, and where it is from: as a Latin
/// mention of the document writes it, else as the lists do, else put together from words of the
/// lists and words spelled by their sound. Arabic names, names of states and translated names have
/// none.
pub(crate) fn latin_name(
    page: Page<'_>,
    candidate: &Candidate,
    latin: &LatinMentions<'_>,
    memo: &mut Memo,
) -> Option<(Box<str>, LatinSource)> {
    let text = candidate.span(page.reading).of(&page.view.text);
    if is_state(page, candidate) {
        return None;
    }
    if let Some(found) = latin.part_like(text) {
        return Some((found.into(), LatinSource::Document));
    }
    if let Some(name) = listed(page, candidate) {
        let part = memo.part(text, candidate.entity, name);
        return Some((part.into(), LatinSource::Gazetteer));
    }
    if is_translated(page, candidate) { None } else { composed(page, candidate, memo) }
}

/// Whether the lists know the whole name, with a Latin one that it does not follow by its sound:
/// an Arabic city, a translation, an Arabic acronym.
fn is_translated(page: Page<'_>, candidate: &Candidate) -> bool {
    let entry = word_hashes(page.reading, candidate).reduce(hash_phrase);
    entry.and_then(|hash| page.gazetteer.get(hash)).is_some_and(|entry| {
        let facts = entry.facts;
        let same_kind = facts.may_be(candidate.kind) && candidate.kind != EntityKind::Person;
        same_kind && entry.entity > 0 && !facts.is_by_sound()
    })
}

fn is_state(page: Page<'_>, candidate: &Candidate) -> bool {
    candidate.kind == EntityKind::Location
        && candidate.words().len() == 1
        && page.reading.forms(candidate.first).iter().any(|form| {
            form.cut == candidate.cut && form.entry.is_some_and(|e| e.facts.is_country())
        })
}

/// The name of the lists, if the Arabic one follows its sound and is nothing but that name: a
/// model's number after it is not in the lists.
fn listed<'g>(page: Page<'g>, candidate: &Candidate) -> Option<&'g str> {
    let words = candidate.words();
    let whole = words.len() == 1 || words.clone().all(|at| page.reading.is_arabic_word(at));
    page.gazetteer.latin(candidate.entity).filter(|_| candidate.by_sound && whole)
}
