//! Names of months, alone or in pairs: «يوليو», «كانون الثاني», «يوليو/تموز», «تموز (يوليو)».

use warraq_text::Span;

use crate::lexicon::{FIRE, Month, MonthSense, owned_month};
use crate::quantity::Calendar;
use crate::reader::Reader;

/// A month by its name, with its second name after a slash or in brackets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MonthName {
    pub(crate) number: u8,
    pub(crate) calendar: Calendar,
    pub(crate) sense: MonthSense,
    pub(crate) span: Span,
    pub(crate) next: usize,
    pub(crate) is_pair: bool,
    /// No proclitic stands in front.
    pub(crate) is_free: bool,
}

pub(crate) fn month_name(r: &Reader<'_>, i: usize) -> Option<MonthName> {
    let first = single_month(r, i)?;
    let (second, after) = match r.text(first.next) {
        "/" | "-" => match single_month(r, first.next + 1) {
            Some(second) => (second, 0),
            None => return Some(first),
        },
        "(" => match single_month(r, first.next + 1) {
            Some(second) => (second, 1),
            None => return Some(first),
        },
        // «مارس آذار»
        _ if r.word(first.next).is_bare() => match single_month(r, first.next) {
            Some(second) => (second, 0),
            None => return Some(first),
        },
        _ => return Some(first),
    };
    if second.number != first.number || after == 1 && r.text(second.next) != ")" {
        return Some(first);
    }
    let next = second.next + after;
    let span = first.span.join(r.span(next - 1));
    Some(MonthName { span, next, is_pair: true, ..first })
}

fn single_month(r: &Reader<'_>, i: usize) -> Option<MonthName> {
    let word = r.word(i);
    if [r.text(i), r.text(i + 1)] == FIRE {
        return Some(fire(r, i));
    }
    let Month { number, calendar, sense } = word.senses.month?;
    if word.clitics.article {
        return None;
    }
    let (number, next) = match sense {
        MonthSense::Head { second } => {
            let (first, second) = (number, second);
            (if is_second(r, i + 1)? { second } else { first }, i + 2)
        }
        MonthSense::Owner => (owned_month(r.text(i + 1))?, i + 2),
        _ => (number, i + 1),
    };
    let span = r.phrase(i, next);
    Some(MonthName { number, calendar, sense, span, next, is_pair: false, is_free: word.is_free() })
}

/// «أي النار», January in Libya once.
fn fire(r: &Reader<'_>, i: usize) -> MonthName {
    MonthName {
        number: 1,
        calendar: Calendar::Gregorian,
        sense: MonthSense::Old,
        span: r.phrase(i, i + 2),
        next: i + 2,
        is_pair: false,
        is_free: true,
    }
}

/// Which of the two months of a shared name: «الأول» or 1, «الثاني», «الآخر» or 2.
fn is_second(r: &Reader<'_>, i: usize) -> Option<bool> {
    match r.text(i) {
        "1" | "أول" => return Some(false),
        "2" | "ثاني" | "ثان" | "الآخر" | "الآخرة" | "الاخر" | "الاخرة" =>
        {
            return Some(true);
        }
        _ => {}
    }
    let word = r.word(i);
    match word.senses.ordinal.filter(|_| word.clitics.article && word.is_free())? {
        1 => Some(false),
        2 => Some(true),
        _ => None,
    }
}
