//! Runs of Latin words: The Guardian, Bayern München, iPhone 17.

mod excluded;

use excluded::{after_number, is_acronym, is_gloss, is_unit};
use warraq_text::TokenKind;

use super::models::with_number;
use super::{Candidate, Page};
use crate::EntityKind::{self, Event, Location, Organisation, Person, Product, Work};
use crate::gazetteer::{Class, EntityId, hash_phrase};

/// Longest name, in tokens.
const LONGEST: usize = 10;

pub(super) fn propose(page: Page<'_>, out: &mut Vec<Candidate>) {
    let mut at = 0;
    while at < page.reading.len() {
        if is_latin(page, at) && opens(page, at) {
            let end = run_end(page, at);
            out.extend(judge(page, at, end));
            at = end;
        } else {
            at += 1;
        }
    }
}

fn is_latin(page: Page<'_>, at: usize) -> bool {
    page.reading.word(at).is_some_and(|word| word.kind == TokenKind::Latin)
}

/// A name begins with a capital, or has one inside (iPhone), or stands in the lists.
fn opens(page: Page<'_>, at: usize) -> bool {
    page.text(at).chars().any(char::is_uppercase)
}

/// The end of the run that begins here: words with a capital, and what joins them.
fn run_end(page: Page<'_>, at: usize) -> usize {
    let mut end = at + 1;
    let mut next = end;
    while next < at + LONGEST && page.reading.word(next).is_some_and(|word| !word.after_break) {
        let text = page.text(next);
        let glued = page.reading.word(next).is_some_and(|word| word.glued);
        if is_latin(page, next) {
            if opens(page, next) {
                end = next + 1;
            } else if !JOINTS.contains(&text) {
                break;
            }
        } else if matches!(text, "&" | "-" | "'" | "’") {
        } else if glued && text == "+" {
            end = next + 1;
        } else {
            break;
        }
        next += 1;
    }
    end
}

/// Words inside a name that have no capital.
const JOINTS: [&str; 22] = [
    "of", "the", "and", "for", "in", "on", "to", "de", "la", "le", "les", "du", "des", "del", "di",
    "da", "van", "von", "der", "den", "et", "y",
];

fn judge(page: Page<'_>, at: usize, end: usize) -> Option<Candidate> {
    let single = end == at + 1;
    let text = page.text(at);
    if single && (text.chars().count() < 2 || is_unit(text) || after_number(page, at)) {
        return None;
    }
    let announced = page.announced(at, 0);
    let end = if announced == Some(Work) { title_end(page, at, end) } else { end };
    let (listed, entity) = listed(page, at, end).unzip();
    if listed.is_none() && is_gloss(page, at, end) {
        return None;
    }
    let kind = kind(page, at, end, listed, announced);
    let bare_acronym = single && listed.is_none() && announced.is_none() && is_acronym(text);
    let numbered = kind == Product || announced.is_some_and(|announced| announced != Organisation);
    let end = if numbered { numbered_end(page, end, kind) } else { end };
    if let Some((head, cut, kind)) = head_inside(page, at) {
        return Some(Candidate { cut, ..candidate(head, end, kind, 80) });
    }
    Some(Candidate {
        first: at,
        end,
        cut: 0,
        kind,
        score: if bare_acronym { 35 } else { 78 },
        sure_kind: listed.is_some() || announced.is_some(),
        entity: entity.unwrap_or_default(),
        by_sound: false,
    })
}

fn kind(
    page: Page<'_>,
    at: usize,
    end: usize,
    listed: Option<EntityKind>,
    announced: Option<EntityKind>,
) -> EntityKind {
    let several = end > at + 1;
    match (listed, announced) {
        (_, Some(kind @ (Work | Location))) => kind,
        (Some(Organisation), Some(Product)) if with_number(page, end) > end => Product,
        (None, Some(Person)) if several && is_brand(page, at, end) => Product,
        (Some(kind), _) | (None, Some(kind)) => kind,
        _ if several && (is_given(page, at) || after_said(page, at)) => Person,
        _ if several && is_brand(page, at, end) => Product,
        _ => Organisation,
    }
}

/// The end with the number after the name, and a product's further words: iPhone 17 Pro.
fn numbered_end(page: Page<'_>, end: usize, kind: EntityKind) -> usize {
    let end = with_number(page, end);
    let more = is_latin(page, end) && opens(page, end) && follows(page, end);
    if kind == Product && more { run_end(page, end) } else { end }
}

fn candidate(first: usize, end: usize, kind: EntityKind, score: i32) -> Candidate {
    Candidate { first, end, cut: 0, kind, score, sure_kind: true, entity: 0, by_sound: false }
}

/// A head before the run that belongs to the name: محطة Dundas, معرض CES.
fn head_inside(page: Page<'_>, at: usize) -> Option<(usize, u32, EntityKind)> {
    let before = page.reading.before(at)?;
    page.reading.forms(before).iter().find_map(|form| match form.class() {
        Class::LocationInside => Some((before, form.cut, Location)),
        Class::EventInside => Some((before, form.cut, Event)),
        _ => None,
    })
}

fn after_said(page: Page<'_>, at: usize) -> bool {
    page.reading.before(at).is_some_and(|before| page.reading.class(before) == Class::Said)
}

/// A company's name and further words that are none of companies': Apple Watch, Škoda Elroq.
fn is_brand(page: Page<'_>, at: usize, end: usize) -> bool {
    let company =
        page.reading.whole(at).and_then(|form| form.entry).is_some_and(|entry| {
            entry.facts.kind() == Some(Organisation) && !entry.facts.is_common()
        });
    company && !OF_COMPANIES.contains(&page.reading.key(end - 1))
}

/// Words with which companies' names end.
const OF_COMPANIES: [&str; 32] = [
    "news",
    "music",
    "group",
    "bank",
    "inc",
    "ltd",
    "llc",
    "corp",
    "company",
    "university",
    "media",
    "times",
    "post",
    "capital",
    "partners",
    "holdings",
    "holding",
    "international",
    "energy",
    "motors",
    "airlines",
    "airways",
    "foundation",
    "institute",
    "labs",
    "research",
    "entertainment",
    "studios",
    "pictures",
    "games",
    "club",
    "city",
];

/// Kind and entity of the run in the lists.
fn listed(page: Page<'_>, at: usize, end: usize) -> Option<(EntityKind, EntityId)> {
    let mut hashes = (at..end).filter_map(|at| page.reading.whole(at)).map(|form| form.hash);
    let exact = page.gazetteer.get(hashes.clone().reduce(hash_phrase)?);
    if let Some(entry) = exact
        && let Some(kind) = entry.facts.kind()
    {
        return Some((kind, entry.entity));
    }
    // Galaxy S24 is what Galaxy is; but Jordan Petroleum is not what Jordan is.
    let mut node = hashes.next()?;
    let mut kind = page.gazetteer.get(node).and_then(|entry| entry.facts.kind());
    for hash in hashes {
        node = hash_phrase(node, hash);
        let Some(entry) = page.gazetteer.get(node) else { break };
        kind = entry.facts.kind().or(kind);
    }
    kind.filter(|&kind| kind == Product).map(|kind| (kind, 0))
}

/// A title goes on over words without capitals.
fn title_end(page: Page<'_>, at: usize, end: usize) -> usize {
    let mut end = end;
    while end < at + LONGEST && page.reading.continues(end, TokenKind::Latin) {
        end += 1;
    }
    end
}

/// Whether the token stands in the line of the one before.
fn follows(page: Page<'_>, at: usize) -> bool {
    page.reading.word(at).is_some_and(|word| !word.after_break)
}

fn is_given(page: Page<'_>, at: usize) -> bool {
    page.reading.whole(at).and_then(|form| form.entry).is_some_and(|entry| entry.facts.is_given())
}
