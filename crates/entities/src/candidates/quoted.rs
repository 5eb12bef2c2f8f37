//! Titles in quotes after a word that announces a work, a programme, a company.

use super::{CLOSING, Candidate, Page};
use crate::EntityKind::{self, Organisation, Product, Work};
use crate::gazetteer::Class;

/// Longest title, in words.
const LONGEST: usize = 9;

const QUOTES: [char; 4] = ['«', '“', '"', '„'];

pub(super) fn propose(page: Page<'_>, at: usize, out: &mut Vec<Candidate>) {
    if !page.is_mark(at, &QUOTES) {
        return;
    }
    let Some(end) = closing(page, at + 1) else { return };
    let announced = announcement(page, at);
    let Some(kind) = announced.or_else(|| title(page, at, end)) else { return };
    if end == at + 1 || (kind != Work && end > at + 4) {
        return;
    }
    let score = match (announced, kind) {
        (Some(_), Work) => 90,
        (Some(_), _) => 62,
        (None, _) => 52,
    };
    out.push(Candidate {
        first: at + 1,
        end,
        cut: 0,
        kind,
        score,
        sure_kind: true,
        entity: 0,
        by_sound: false,
    });
}

/// The closing quote, if the quotation is short and is no sentence.
fn closing(page: Page<'_>, from: usize) -> Option<usize> {
    for at in from..from + LONGEST {
        if page.reading.word(at)?.after_break {
            return None;
        }
        if page.is_mark(at, &CLOSING) && !page.is_mark(at, &[')']) {
            return Some(at);
        }
        if page.is_mark(at, &['.', '،', '؟', '!']) {
            return None;
        }
    }
    None
}

/// In a text on films or books, a short quotation at the start of a line or after في is a title.
fn title(page: Page<'_>, quote: usize, end: usize) -> Option<EntityKind> {
    if !page.reading.is_culture() || !page.is_mark(quote, &['«']) || end > quote + 6 {
        return None;
    }
    let placed = page.reading.before(quote).is_none_or(|before| {
        matches!(page.reading.key(before), "في" | "وفي" | "عن" | "اشهرها" | "ابرزها" | "بعد")
    });
    placed.then_some(Work)
}

/// The kind announced right before the quote, over adjectives (الفيلم البولندي «…»).
fn announcement(page: Page<'_>, quote: usize) -> Option<EntityKind> {
    let mut at = page.reading.before(quote)?;
    for _ in 0..3 {
        match page.reading.class(at) {
            Class::WorkOutside => return Some(Work),
            Class::OrganisationOutside => return Some(Organisation),
            Class::ProductOutside => return Some(Product),
            Class::Title | Class::Said | Class::Called => return None,
            _ if page.reading.key(at).starts_with("ال")
                || page.reading.is(at, Class::Nationality) => {}
            _ => return None,
        }
        at = page.reading.before(at)?;
    }
    None
}
