//! Cities whose names mean their clubs, and clubs whose names are common words.

use warraq_text::TokenKind;

use super::{Page, in_place};
use crate::EntityKind::Location;
use crate::gazetteer::{Class, Entry};
use crate::vocabulary::Form;

/// Whether a city's name means its club: ليون الفرنسي, or in a report of sport, unless it stands
/// where places stand.
pub(super) fn is_club(page: Page<'_>, at: usize, form: Form, end: usize, entry: Entry) -> bool {
    if !entry.facts.is_club() || entry.facts.kind() != Some(Location) {
        return false;
    }
    let of_country = page.reading.continues(end, TokenKind::Word)
        && page.reading.class(end) == Class::Nationality
        && !page.reading.key(end).ends_with('ه');
    of_country || page.reading.is_sport() && !in_place(page, at, form)
}

/// Whether the word stands where a report of sport names a club.
pub(super) fn is_opponent(page: Page<'_>, at: usize, form: Form) -> bool {
    let before = page.reading.before(at).map_or("", |before| page.reading.key(before));
    let beside = matches!(
        before,
        "امام"
            | "ضد"
            | "علي"
            | "مع"
            | "عن"
            | "بين"
            | "غريمه"
            | "منافسه"
            | "ضيفه"
            | "مضيفه"
            | "نظيره"
            | "لاعب"
            | "مدرب"
            | "مهاجم"
            | "حارس"
            | "مدافع"
            | "نجم"
            | "جماهير"
            | "مرمي"
            | "مباراه"
            | "قائد"
    );
    page.reading.is_sport() && (form.cut == 0 && beside)
}
