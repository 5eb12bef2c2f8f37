//! Years: «عام 1960», «630هـ», «44 ق.م», «2023/2024», and «في 2024», which its surroundings tell from a
//! count.

use warraq_text::{Span, TokenKind};

use crate::calendar::{Date, Day};
use crate::date::{Reading, field};
use crate::digits::Literal;
use crate::lexicon::{Form, Numeral, Role, WordSet};
use crate::number;
use crate::quantity::Calendar;
use crate::range::is_dash;
use crate::reader::Reader;
use crate::unit::Unit;

/// Words after which a bare year or an ambiguous month is a date.
pub(crate) static BEFORE_DATE: WordSet = WordSet::new(&[
    "في",
    "منذ",
    "مذ",
    "بعد",
    "قبل",
    "خلال",
    "بحلول",
    "عند",
    "حتى",
    "طوال",
    "شهر",
    "شهري",
    "نهاية",
    "مطلع",
    "بداية",
    "أوائل",
    "أواخر",
    "آخر",
    "منتصف",
    "موسم",
    "صيف",
    "شتاء",
    "خريف",
    "ربيع",
    "عامي",
    "سنتي",
    "موديل",
    "ليالي",
    "أيام",
    "سنة",
    "عام",
    "غاية",
    "مواليد",
    "بتاريخ",
    "انتهاء",
    "ف",
    "انتخابات",
    "ميزانية",
    "موازنة",
    "نسختي",
    "ديال",
    "لحد",
]);
/// Nouns that a year alone may follow.
static NAMED_BY_YEAR: WordSet = WordSet::new(&[
    "دورة",
    "نسخة",
    "أولمبياد",
    "مونديال",
    "ثورة",
    "حرب",
    "أزمة",
    "اتفاق",
    "رؤية",
    "دستور",
    "استفتاء",
    "قانون",
    "احتجاجات",
    "خطة",
    "استطلاع",
    "تقرير",
    "زلزال",
    "دراسي",
    "مالية",
    "مالي",
]);
/// A year in digits and its era.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Year {
    pub(crate) year: i16,
    pub(crate) calendar: Calendar,
    pub(crate) has_era: bool,
    pub(crate) span: Span,
    pub(crate) next: usize,
}

/// A year of four digits, or of any with an era.
pub(crate) fn year(r: &Reader<'_>, i: usize) -> Option<Year> {
    let literal =
        Literal::parse(r.text(i)).filter(|l| r.is_number(i) && l.is_plain && l.digits <= 4)?;
    let year = i16::try_from(literal.value).ok()?;
    let bare =
        Year { year, calendar: Calendar::Gregorian, has_era: false, span: r.span(i), next: i + 1 };
    match era(r, i + 1) {
        Some(era) => Some(Year {
            // The year before year 1 is 0.
            year: if era.is_before { 1 - year } else { year },
            calendar: era.calendar,
            has_era: true,
            span: bare.span.join(era.span),
            next: era.next,
        }),
        None => (literal.digits == 4 && (1000..3000).contains(&year)).then_some(bare),
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Era {
    pub(crate) calendar: Calendar,
    pub(crate) is_before: bool,
    pub(crate) span: Span,
    pub(crate) next: usize,
}

/// «م», «هـ», «ميلادية», «ق.م», «قبل الميلاد».
pub(crate) fn era(r: &Reader<'_>, i: usize) -> Option<Era> {
    let word = r.word(i);
    let is_exponent = r.is_glued(i) && r.is_number(i + 1);
    let is_word = word.kind == Some(TokenKind::Word) && !is_exponent;
    if !is_word || !word.is_free() && word.senses.role.is_none() {
        return None;
    }
    let era = |calendar, is_before, last: usize| {
        let mut span = word.span.join(r.span(last));
        // The full stop of a sentence may cling to «م».
        if last == i && word.text.len() == 3 && word.text.ends_with('.') {
            span.end -= 1;
        }
        Some(Era { calendar, is_before, span, next: last + 1 })
    };
    match (word.text.trim_end_matches('.'), word.senses.role) {
        ("م", _) | (_, Some(Role::ChristianEra)) => era(Calendar::Gregorian, false, i),
        (_, Some(Role::HijriEra)) => era(Calendar::Hijri, false, i),
        ("ق.م", _) => era(Calendar::Gregorian, true, i),
        ("ق.ه", _) => era(Calendar::Hijri, true, i),
        ("ق", _) if matches!(r.text(i + 1).trim_end_matches('.'), "م") => {
            era(Calendar::Gregorian, true, i + 1)
        }
        (_, Some(Role::Before)) if r.has_role(i + 1, Role::Birth) => {
            era(Calendar::Gregorian, true, i + 1)
        }
        _ => None,
    }
}

/// «2022/2023», «2023-2024».
pub(crate) fn season(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let first = plain_year(r, i)?;
    let separator = r.text(i + 1);
    if !(separator == "/" || is_dash(separator)) {
        return None;
    }
    let is_even = r.is_glued(i) == r.is_glued(i + 1);
    let second = plain_year(r, i + 2).or_else(|| {
        field(r.text(i + 2)).filter(|(_, n)| *n == 2).map(|(y, _)| first - first % 100 + y as i16)
    })?;
    let rises = second == first + 1 || is_even && is_dash(separator) && second > first;
    let years = r.span(i).join(r.span(i + 2));
    let (calendar, span, next) = match era(r, i + 3) {
        Some(era) => (era.calendar, years.join(era.span), era.next),
        None if (1350..1500).contains(&first) => (Calendar::Hijri, years, i + 3),
        None => (Calendar::Gregorian, years, i + 3),
    };
    rises.then_some(Reading { date: Date::Season(first, second), calendar, span, next })
}

fn plain_year(r: &Reader<'_>, i: usize) -> Option<i16> {
    let (value, digits) = field(r.text(i)).filter(|_| r.is_number(i))?;
    (digits == 4 && (1000..2200).contains(&value)).then(|| i16::try_from(value).ok()).flatten()
}

pub(crate) fn is_year_noun(r: &Reader<'_>, i: usize) -> bool {
    matches!(r.word(i).senses.unit, Some((Unit::YEAR, Form::Singular)))
}

/// Whether «عام» at `i` has its number after it.
pub(crate) fn is_named(r: &Reader<'_>, i: usize) -> bool {
    is_year_noun(r, i) && year(r, i + 1).is_some()
}

/// «عام 1960», «سنة 630هـ», «العام 2023», «عام ألفين وعشرين».
pub(crate) fn named_year(r: &Reader<'_>, i: usize) -> Option<Reading> {
    if !is_year_noun(r, i) {
        return None;
    }
    let noun = r.word(i).span;
    if let Some(season) = season(r, i + 1) {
        return Some(Reading { span: noun.join(season.span), ..season });
    }
    let year = year(r, i + 1).or_else(|| year_in_words(r, i + 1))?;
    let date = Date::Day(Day { year: Some(year.year), ..Day::default() });
    let (calendar, next) = (year.calendar, year.next);
    Some(Reading { date, calendar, span: noun.join(year.span), next })
}

fn year_in_words(r: &Reader<'_>, i: usize) -> Option<Year> {
    let number = number::number(r, i).filter(|number| !number.in_digits)?;
    let year = i16::try_from(number.value).ok().filter(|year| (1000..2200).contains(year))?;
    let is_year = r.word(i).is_free() && number.value.fract().is_zero();
    is_year.then_some(Year {
        year,
        calendar: Calendar::Gregorian,
        has_era: false,
        span: number.span,
        next: number.next,
    })
}

/// «ألفين وثمانية عشر» after a month.
pub(crate) fn recent_in_words(r: &Reader<'_>, i: usize) -> Option<Year> {
    let is_thousand = matches!(r.word(i).senses.numeral, Some(Numeral::Scale { zeros: 3, .. }));
    let year = year_in_words(r, i).filter(|_| is_thousand)?;
    if let Some(era) = era(r, year.next).filter(|era| !era.is_before) {
        let (calendar, span) = (era.calendar, year.span.join(era.span));
        return Some(Year { calendar, span, has_era: true, next: era.next, ..year });
    }
    (1900..2100).contains(&year.year).then_some(year).filter(|_| !counts(r, year.next))
}

/// «في 2024», «بحلول 2030», «583هـ»: a year that its surroundings tell from a count.
pub(crate) fn bare_year(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let year = year(r, i)?;
    let reading = Reading {
        date: Date::Day(Day { year: Some(year.year), ..Day::default() }),
        calendar: year.calendar,
        span: year.span,
        next: year.next,
    };
    if year.has_era {
        let is_certain = match year.calendar {
            Calendar::Hijri => year.year < 1600,
            Calendar::Gregorian => (1000..2200).contains(&year.year) || year.year <= 0,
        };
        return is_certain.then_some(reading);
    }
    ((1500..2150).contains(&year.year) && is_year_place(r, i)).then_some(reading)
}

/// Whether a year may stand at `i`: a date word before it and no counted noun after it.
fn is_year_place(r: &Reader<'_>, i: usize) -> bool {
    let before = match r.text(i.wrapping_sub(1)) {
        "ال" | "ل" | "ب" | "لل" => i.checked_sub(2),
        _ => i.checked_sub(1),
    };
    let Some(before) = before else { return begins_chronicle(r, i) };
    if counts(r, i + 1) || r.is_glued(i) && matches!(r.text(i + 1), "/" | "-" | ":") {
        return false;
    }
    if r.is_in(before, &BEFORE_DATE) || r.is_in(before, &NAMED_BY_YEAR) {
        return true;
    }
    let is_other_end = |at: usize| plain_year(r, at).is_some();
    let is_recent = plain_year(r, i).is_some_and(|year| (1950..2060).contains(&year));
    match r.text(before) {
        "من" if is_recent && !r.may_be_counted(i + 1) => true,
        "(" => {
            let is_span = matches!(r.text(i + 1), "إلى" | "حتى") && is_other_end(i + 2);
            is_span || matches!(r.text(i + 1), ")" | "،")
        }
        "بين" | "من" => {
            is_other_end(i + 2) || is_other_end(i + 3) || matches!(r.text(i + 1), "إلى" | "حتى")
        }
        "و" | "إلى" | "أو" | "ثم" => {
            (2..=4).any(|back| before.checked_sub(back - 1).is_some_and(is_other_end))
        }
        "،" => (1..=2).any(|back| before.checked_sub(back).is_some_and(is_other_end)),
        _ => false,
    }
}

/// «1948 - اعتقال …»: a line of a chronicle.
fn begins_chronicle(r: &Reader<'_>, i: usize) -> bool {
    let is_set_apart = is_dash(r.text(i + 1)) && !r.is_glued(i + 1) || r.text(i + 1) == ":";
    i == 0 && is_set_apart && r.kind(i + 2) == Some(TokenKind::Word)
}

/// Whether a noun that a number counts stands at `i`.
fn counts(r: &Reader<'_>, i: usize) -> bool {
    let word = r.word(i);
    if word.senses.currency.is_some() || word.senses.numeral.is_some() {
        return word.is_bare();
    }
    word.kind == Some(TokenKind::Word)
        && word.is_bare()
        && word.senses.role.is_none()
        && (word.senses.unit.is_some() || word.text.ends_with('ا') && word.text.len() > 6)
        && !word.text.starts_with(['و', 'ل', 'ب', 'ف'])
        && !word.text.starts_with("ال")
}
