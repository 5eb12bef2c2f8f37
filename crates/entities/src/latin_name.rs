//! Latin names of mentions in Arabic letters.

mod composed;
mod foreign;
mod loans;
mod memo;

use std::cell::LazyCell;

use crate::candidates::{Candidate, Page};
use crate::document::word_hashes;
use crate::gazetteer::hash_phrase;
use crate::latin_mentions::LatinMentions;
use crate::translit::{SAME_NAME, similarity, title_case};
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
    if candidate.kind != EntityKind::Person {
        return name_by_itself(page, candidate, text, memo);
    }
    if let Some(short) = memo.short(text) {
        return short;
    }
    let found = name_by_itself(page, candidate, text, memo);
    let found = found.map(|(name, source)| (Box::from(title_case(name.chars())), source));
    memo.remember(text, found.as_ref().map(|(name, source)| (&**name, *source)));
    found
}

/// The name as the lists have it, or put together.
fn name_by_itself(
    page: Page<'_>,
    candidate: &Candidate,
    text: &str,
    memo: &mut Memo,
) -> Option<(Box<str>, LatinSource)> {
    let evidence = LazyCell::new(|| foreign::evidence(page, candidate));
    let one_word = candidate.kind == EntityKind::Person && candidate.words().len() == 1;
    if one_word && *evidence <= 0.0 {
        return None;
    }
    if let Some(name) = listed(page, candidate) {
        let part = memo.part(text, candidate.entity, name);
        return Some((part.into(), LatinSource::Gazetteer));
    }
    if *evidence <= FOREIGN {
        return None;
    }
    let longer = |name: &str| candidate.words().len() > name.split([' ', '-']).count();
    match translated(page, candidate) {
        Some(name) if !longer(name) => {
            let part = memo.part(text, candidate.entity, name);
            let coined = part.len() < name.len() || foreign::is_coined(page, candidate);
            let heard = coined && similarity(text, part) > SAME_NAME + 0.1;
            heard.then(|| (part.into(), LatinSource::Gazetteer))
        }
        _ => composed(page, candidate, memo),
    }
}

/// Evidence above which a name is taken for foreign: a name that is put together is wrong now and
/// then even if it is.
const FOREIGN: f32 = 0.6;

/// The Latin name of the lists, if they know the whole name and it does not follow its sound: an Arabic
/// city, a translation, a company of an Arab state.
fn translated<'g>(page: Page<'g>, candidate: &Candidate) -> Option<&'g str> {
    let entry = word_hashes(page.reading, candidate).reduce(hash_phrase);
    let entry = entry.and_then(|hash| page.gazetteer.get(hash))?;
    let facts = entry.facts;
    let same_kind = facts.may_be(candidate.kind) && candidate.kind != EntityKind::Person;
    let name = page.gazetteer.latin(entry.entity)?;
    (same_kind && !facts.is_by_sound()).then_some(name)
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
