//! Heads with their complements: جامعة أوسلو, وزارة التربية والتعليم, مطار دبي الدولي.

mod heads;

use heads::STRONG;
pub(super) use heads::is_party;
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
        if head == "طريق" && page.reading.before(at).is_some_and(|at| page.reading.key(at) == "عن")
        {
            continue;
        }
        let complement = if head.starts_with("ال") || head.starts_with("لل") {
            definite(page, at + 1)
        } else if is_party(head) && foreign_name(page, at + 1) {
            None
        } else {
            construct(page, at + 1, STRONG.contains(&head))
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
                by_sound: false,
            });
            return;
        }
    }
}

/// Whether a name begins here that is written by its sound and is no place.
fn foreign_name(page: Page<'_>, at: usize) -> bool {
    let Some(form) = page.reading.whole(at) else { return false };
    match form.entry {
        None => page.reading.is_strange(at),
        Some(entry) => {
            let facts = entry.facts;
            let place = facts.kind() == Some(Location);
            (facts.is_by_sound() || facts.is_foreign()) && !place && !facts.is_common()
        }
    }
}

fn head_doubt(kind: EntityKind) -> i32 {
    if kind == Event { 5 } else { 0 }
}

/// The head has the article: an adjective of institutions must follow (المحكمة العليا).
fn definite(page: Page<'_>, at: usize) -> Option<(usize, i32)> {
    if !page.reading.continues(at, TokenKind::Word) || !has_article(page, at) {
        return None;
    }
    let class = page.reading.whole(at)?.class();
    let end = purpose(page, definite_tail(page, at + 1));
    let several = end > at + 1 && class == Class::None;
    let institutional = matches!(class, Class::Institutional | Class::Nationality);
    (institutional || several).then_some((end, if institutional { 58 } else { 52 }))
}

/// End of further adjectives: الملكية الأردنية.
fn definite_tail(page: Page<'_>, from: usize) -> usize {
    let mut end = from;
    while end < from + 3
        && page.reading.continues(end, TokenKind::Word)
        && page.reading.whole(end).is_some_and(|form| {
            matches!(form.class(), Class::Institutional | Class::Nationality)
                && has_article(page, end)
        })
    {
        end += 1;
    }
    end
}

/// End of what an institution is for: للبحوث, للآثار والتراث, لحماية المستهلك.
fn purpose(page: Page<'_>, from: usize) -> usize {
    if !page.reading.continues(from, TokenKind::Word) {
        return from;
    }
    let key = page.reading.key(from);
    let mut end = if key.starts_with("لل") && key.len() > 8 {
        from + 1
    } else if key.starts_with('ل')
        && key.len() > 6
        && !page.reading.is(from, Class::Never)
        && page.reading.continues(from + 1, TokenKind::Word)
        && has_article(page, from + 1)
    {
        from + 2
    } else {
        return from;
    };
    while end < from + 4
        && page.reading.continues(end, TokenKind::Word)
        && page.reading.key(end).starts_with("وال")
        && page.reading.key(end).len() > 8
    {
        end += 1;
    }
    end
}

/// The head has none: a name, or nouns of which the last has the article.
///
/// `strong`: the head makes a name even of common nouns.
fn construct(page: Page<'_>, at: usize, strong: bool) -> Option<(usize, i32)> {
    if !page.reading.continues(at, TokenKind::Word) {
        return None;
    }
    if let Some(end) = namesake_end(page, at) {
        return Some((tail(page, end, true), 90));
    }
    if let Some(end) = name_end(page, at) {
        return Some((purpose(page, tail(page, end, true)), 75));
    }
    let mut last = at;
    // جنايات الجيزة, ممثلي الشاشة: up to two nouns before the one with the article or the name.
    while !has_article(page, last) {
        let plain = page.reading.whole(last).is_some_and(|form| {
            matches!(
                form.class(),
                Class::None | Class::Generic | Class::OrganisationInside | Class::LocationInside
            )
        });
        if !plain || last == at + 2 || !page.reading.continues(last + 1, TokenKind::Word) {
            return None;
        }
        last += 1;
        if let Some(end) = namesake_end(page, last) {
            return Some((tail(page, end, true), 90));
        }
        if let Some(end) = name_end(page, last) {
            return Some((tail(page, end, true), 60));
        }
    }
    let class = page.reading.class(last);
    let plain = matches!(class, Class::None | Class::Institutional | Class::OrganisationInside);
    let common =
        page.reading.whole(last).and_then(|form| form.entry).is_some_and(|e| e.facts.is_common());
    (plain && (strong || !common)).then(|| (tail(page, last + 1, false), 58))
}

/// End of an honorific and the name of the person a thing is named after: الملك سلمان بن عبدالعزيز.
fn namesake_end(page: Page<'_>, at: usize) -> Option<usize> {
    let honoured = HONORIFICS.contains(&page.reading.key(at));
    let named = honoured && page.reading.continues(at + 1, TokenKind::Word);
    if named { super::people::name_end(page, at + 1) } else { None }
}

/// Honorifics after which things are named after people, folded.
const HONORIFICS: [&str; 13] = [
    "الملك",
    "الملكه",
    "الامير",
    "الاميره",
    "الشيخ",
    "الشيخه",
    "السلطان",
    "الامام",
    "الشهيد",
    "الشهيده",
    "القديس",
    "سيدي",
    "لاله",
];

/// End of a name of the lists, or of a strange word, that begins here.
fn name_end(page: Page<'_>, at: usize) -> Option<usize> {
    let form = page.reading.whole(at)?;
    let facts = form.entry.map(|entry| entry.facts).unwrap_or_default();
    let known = facts.kind().is_some() && !facts.is_ambiguous() && !facts.is_common();
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
    if end.is_none() {
        end = super::people::name_end(page, at);
    }
    if end.is_none() && page.reading.is_strange(at) {
        end = Some(strange_end(page, at));
    }
    end
}

fn strange_end(page: Page<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while end < at + 4
        && page.reading.continues(end, TokenKind::Word)
        && page.reading.whole(end).is_some_and(|form| match form.entry {
            None => page.reading.is_strange(end),
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
            Class::Nationality => !after_name && has_article(page, end),
            Class::Title
            | Class::Said
            | Class::Called
            | Class::Never
            | Class::Unit
            | Class::Generic => false,
            _ if after_name => key.starts_with("لل") && key.len() > 8,
            _ => {
                has_article(page, end)
                    || (key.starts_with("وال") && key.len() > 8)
                    || (key.starts_with("لل") && key.len() > 8)
            }
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
