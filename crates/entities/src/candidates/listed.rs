//! Phrases of the lists.

mod single;

use warraq_text::TokenKind;

use super::clubs::is_club;
use super::models::{brand_before, with_model};
use super::{Candidate, Page, SURE};
use crate::EntityKind::{self, Organisation, Product};
use crate::gazetteer::{Entry, hash_phrase};
use crate::vocabulary::Form;
use single::{cut_penalty, never_alone, single};

/// Longest phrase, in words.
const LONGEST: usize = 10;

pub(super) fn propose(page: Page<'_>, at: usize, out: &mut Vec<Candidate>) {
    for &form in page.reading.forms(at) {
        let Some(entry) = form.entry else { continue };
        if let Some(candidate) = judge(page, at, form, at + 1, entry) {
            out.push(candidate);
        }
        if entry.facts.is_prefix() {
            propose_phrases(page, at, form, out);
        }
    }
}

fn propose_phrases(page: Page<'_>, at: usize, form: Form, out: &mut Vec<Candidate>) {
    let mut node = form.hash;
    for next in at + 1..at + LONGEST {
        let Some(word) = page.reading.whole(next) else { return };
        if page.reading.word(next).is_none_or(|word| word.after_break) {
            return;
        }
        node = hash_phrase(node, word.hash);
        let Some(entry) = page.gazetteer.get(node) else { return };
        out.extend(judge(page, at, form, next + 1, entry));
        if !entry.facts.is_prefix() {
            return;
        }
    }
}

fn judge(page: Page<'_>, at: usize, form: Form, end: usize, entry: Entry) -> Option<Candidate> {
    let listed = entry.facts.kind()?;
    if entry.facts.is_own() {
        return Some(own(at, form, end, entry, listed));
    }
    if (at..end).all(|at| is_capital_latin(page, at)) {
        return None;
    }
    if end == at + 1 && never_alone(page, at, form, entry) {
        return None;
    }
    let announced = page.announced(at, form.cut);
    let listed = if is_club(page, at, form, end, entry) { Organisation } else { listed };
    let kind = announced.filter(|&kind| entry.facts.may_be(kind)).unwrap_or(listed);
    let score = weigh(page, at, form, end, entry, (kind, announced));
    let (kind, end) = with_model(page, kind, announced, end);
    let brand = (kind == Product && form.cut == 0).then(|| brand_before(page, at)).flatten();
    let (first, cut) = brand.unwrap_or((at, form.cut));
    Some(Candidate {
        first,
        end,
        cut,
        kind,
        score,
        sure_kind: true,
        entity: entry.entity,
        by_sound: entry.facts.is_by_sound(),
    })
}

/// A name that the user believes in; doubtful only where a proclitic must be cut off.
fn own(at: usize, form: Form, end: usize, entry: Entry, kind: EntityKind) -> Candidate {
    Candidate {
        first: at,
        end,
        cut: form.cut,
        kind,
        score: if form.cut > 0 { SURE - 1 } else { SURE },
        sure_kind: true,
        entity: entry.entity,
        by_sound: entry.facts.is_by_sound(),
    }
}

/// Evidence for the phrase as a name of `kind`, where the word before announces `announced`.
fn weigh(
    page: Page<'_>,
    at: usize,
    form: Form,
    end: usize,
    entry: Entry,
    (kind, announced): (EntityKind, Option<EntityKind>),
) -> i32 {
    let one_word = end == at + 1;
    let mut score = if one_word { single(page, at, form, entry) } else { phrase(entry) };
    if announced == Some(kind) && one_word {
        score = (score + 40).min(80).max(score);
    } else if announced == Some(kind) {
        score += 40;
    } else if announced.is_some_and(|announced| announced != kind) && one_word {
        score -= 10;
    }
    if form.cut > 0 {
        score -= cut_penalty(page, at, one_word, entry.facts.is_small());
    }
    score
}

/// A phrase of several words is seldom anything else.
fn phrase(entry: Entry) -> i32 {
    if entry.facts.is_ambiguous() { 30 } else { 80 }
}

/// Words that the rule for Latin runs takes.
fn is_capital_latin(page: Page<'_>, at: usize) -> bool {
    page.reading.word(at).is_some_and(|word| word.kind == TokenKind::Latin)
        && page.text(at).chars().any(char::is_uppercase)
}
