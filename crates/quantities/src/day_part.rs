//! Parts of the day: «صباحاً», «م», «بعد الظهر», «بعد منتصف الليل», «مساءً» before the hour.

use warraq_text::{Span, TokenKind};

use crate::lexicon::DayPart;
use crate::reader::Reader;

/// The part of the day at `i`, where it ends and the token after it.
pub(crate) fn day_part(r: &Reader<'_>, i: usize) -> Option<(DayPart, Span, usize)> {
    let word = r.word(i);
    let letter = match word.text.trim_end_matches('.') {
        "ص" => Some(DayPart::Morning),
        "م" => Some(DayPart::Evening),
        "AM" | "am" | "a.m" => Some(DayPart::Morning),
        "PM" | "pm" | "p.m" => Some(DayPart::Evening),
        _ => None,
    };
    if let Some(part) = letter {
        let mut span = word.span;
        if word.text.ends_with('.') {
            span.end -= 1;
        }
        return Some((part, span, i + 1));
    }
    if let Some(found) = beside_noon_or_midnight(r, i) {
        return Some(found);
    }
    // «د الليل», «بعد الظهر», «في المساء»
    let at = match word.text {
        "د" | "ديال" | "بعد" | "في" => i + 1,
        _ => i,
    };
    let word = r.word(at);
    let part = word.senses.day_part.filter(|_| word.kind == Some(TokenKind::Word))?;
    let in_phrase = at > i && word.clitics.article;
    let clitics = word.clitics;
    let alone = at == i && !(clitics.and || clitics.fa || clitics.to || clitics.like);
    let part = if r.text(i) == "بعد" { DayPart::Afternoon } else { part };
    let is_time = in_phrase || alone && !is_of_a_day(r, at);
    is_time.then_some((part, word.span, at + 1))
}

/// «بعد منتصف الليل», «عند منتصف الليل», «قبل الظهر».
fn beside_noon_or_midnight(r: &Reader<'_>, i: usize) -> Option<(DayPart, Span, usize)> {
    let at = if matches!(r.text(i), "بعد" | "عند" | "قبل") { i + 1 } else { i };
    let (part, last) = match (r.text(i), r.text(at), r.text(at + 1)) {
        ("قبل", "الظهر", _) => (DayPart::Morning, at),
        ("قبل", "منتصف", "الليل") => (DayPart::Evening, at + 1),
        (_, "منتصف", "الليل") => (DayPart::Night, at + 1),
        (_, "منتصف", "النهار") => (DayPart::Noon, at + 1),
        _ => return None,
    };
    Some((part, r.word(last).span, last + 1))
}

/// «صباح الأربعاء», «من مساء اليوم»: tells the half of the day, but belongs to the day's name.
pub(crate) fn of_named_day(r: &Reader<'_>, i: usize) -> Option<DayPart> {
    let at = if matches!(r.text(i), "من" | "في") { i + 1 } else { i };
    let word = r.word(at);
    word.senses.day_part.filter(|_| word.is_free())
}

/// «صباح الأربعاء»: the part belongs to the day named after it.
fn is_of_a_day(r: &Reader<'_>, i: usize) -> bool {
    let next = r.word(i + 1);
    let is_day =
        next.senses.weekday || matches!(next.text, "اليوم" | "أمس" | "غد" | "الغد" | "غدا" | "يوم");
    is_day && !r.word(i).text.ends_with('ا') && !r.word(i).clitics.article
}

/// The part of the day before token `i`: «مساءً 7:00», «بعد الظهر الساعة 7».
pub(crate) fn before(r: &Reader<'_>, i: usize) -> Option<DayPart> {
    let word = r.before(i, 1);
    let part = word.senses.day_part?;
    Some(if r.before(i, 2).text == "بعد" { DayPart::Afternoon } else { part })
}
