//! Heads with their complements: جامعة أوسلو, وزارة التربية والتعليم, مطار دبي الدولي.

use warraq_text::TokenKind;

use super::{Candidate, Page};
use crate::EntityKind::{self, Event, Location, Organisation, Person};
use crate::gazetteer::{Class, hash_phrase};

pub(super) fn propose(page: Page<'_>, at: usize, out: &mut Vec<Candidate>) {
    for form in page.reading.forms(at) {
        let kind = match form.class() {
            Class::OrganisationInside => Organisation,
            Class::LocationInside => Location,
            Class::EventInside => Event,
            _ => continue,
        };
        let head = page.reading.key_from(at, form.cut);
        let complement = if head.starts_with("ال") || head.starts_with("لل") {
            definite(page, at + 1)
        } else {
            construct(page, at + 1)
        };
        if let Some((end, score)) = complement {
            out.push(Candidate {
                first: at,
                end,
                cut: form.cut,
                kind,
                score: score - head_doubt(kind),
                sure_kind: true,
                entity: 0,
            });
            return;
        }
    }
}

fn head_doubt(kind: EntityKind) -> i32 {
    if kind == Event { 5 } else { 0 }
}

/// The head has the article: an adjective of institutions must follow (المحكمة العليا).
fn definite(page: Page<'_>, at: usize) -> Option<(usize, i32)> {
    let class = page.reading.whole(at)?.class();
    let near = page.reading.continues(at, TokenKind::Word);
    (near && matches!(class, Class::Institutional | Class::Nationality))
        .then(|| (tail(page, at + 1, true), 58))
}

/// The head has none: a name, or nouns of which the last has the article.
fn construct(page: Page<'_>, at: usize) -> Option<(usize, i32)> {
    if !page.reading.continues(at, TokenKind::Word) {
        return None;
    }
    if let Some(end) = name_end(page, at) {
        return Some((tail(page, end, true), 75));
    }
    let mut last = at;
    // جنايات الجيزة, ممثلي الشاشة: up to two nouns before the one with the article or the name.
    while !has_article(page, last) {
        let plain = page.reading.whole(last).is_some_and(|form| {
            matches!(form.class(), Class::None | Class::Generic | Class::OrganisationInside | Class::LocationInside)
        });
        if !plain || last == at + 2 || !page.reading.continues(last + 1, TokenKind::Word) {
            return None;
        }
        last += 1;
        if let Some(end) = name_end(page, last) {
            return Some((tail(page, end, true), 60));
        }
    }
    let class = page.reading.class(last);
    let plain = matches!(class, Class::None | Class::Institutional | Class::OrganisationInside);
    plain.then(|| (tail(page, last + 1, false), 58))
}

/// End of a name of the lists, or of a strange word, that begins here.
fn name_end(page: Page<'_>, at: usize) -> Option<usize> {
    let form = page.reading.whole(at)?;
    let facts = form.entry.map(|entry| entry.facts).unwrap_or_default();
    let known = facts.kind().is_some() && !facts.is_ambiguous() && !facts.is_common();
    let person = facts.is_given() && !facts.is_common() || matches!(page.reading.key(at), "ابن" | "ابو");
    let mut end = (known && facts.kind() != Some(Person)).then_some(at + 1);
    let mut node = form.hash;
    for next in at + 1..at + 5 {
        if !page.reading.continues(next, TokenKind::Word) {
            break;
        }
        let Some(word) = page.reading.whole(next) else { break };
        node = hash_phrase(node, word.hash);
        let Some(entry) = page.gazetteer.get(node) else { break };
        if entry.facts.kind().is_some_and(|kind| kind != EntityKind::Work) {
            end = Some(next + 1);
        }
    }
    if end.is_none() && person {
        end = Some(person_end(page, at));
    }
    if end.is_none() && form.entry.is_none() && super::people::looks_strange(page.reading.key(at)) {
        end = Some(strange_end(page, at));
    }
    end
}

fn person_end(page: Page<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while end < at + 4 && page.reading.continues(end, TokenKind::Word) {
        let facts = page.reading.whole(end).and_then(|form| form.entry).map(|entry| entry.facts);
        let part = facts.is_some_and(|facts| facts.is_name_part() || facts.class() == Class::Particle);
        if !part {
            break;
        }
        end += 1;
    }
    end
}

fn strange_end(page: Page<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while end < at + 4
        && page.reading.continues(end, TokenKind::Word)
        && page.reading.whole(end).is_some_and(|form| match form.entry {
            None => super::people::looks_strange(page.reading.key(end)),
            Some(entry) => entry.facts.is_foreign() && !entry.facts.is_common(),
        })
    {
        end += 1;
    }
    end
}

/// End of the adjectives and further nouns after a complement: الدولي, والتعليم, للأغذية.
fn tail(page: Page<'_>, from: usize, after_name: bool) -> usize {
    let mut end = from;
    while end < from + 5 && page.reading.continues(end, TokenKind::Word) {
        let key = page.reading.key(end);
        let class = page.reading.whole(end).map(|form| form.class()).unwrap_or_default();
        let goes_on = match class {
            Class::Institutional => true,
            Class::Nationality | Class::Title | Class::Said | Class::Called | Class::Never => false,
            Class::Generic => false,
            _ if after_name => key.starts_with("لل") && key.len() > 8,
            _ => has_article(page, end) || (key.starts_with("وال") && key.len() > 8) || (key.starts_with("لل") && key.len() > 8),
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

fn has_article(page: Page<'_>, at: usize) -> bool {
    let key = page.reading.key(at);
    key.starts_with("ال") && key.len() > 6
}
