//! Dates: «الخميس 27 يوليو/تموز 2023», «عام 1960», «15/1/2026», «من 13 إلى 17 أكتوبر», «غرة رجب
//! 1446هـ», seasons and financial years.

use warraq_text::{Span, TokenKind};

use crate::calendar::{Date, Day};
use crate::digits::Literal;
use crate::group;
use crate::lexicon::{MonthSense, Role, WordSet};
use crate::month::{MonthName, month_name};
use crate::ordinal;
use crate::quantity::{Calendar, Quantity, QuantityKind};
use crate::range::{is_after_between, is_dash};
use crate::reader::Reader;
use crate::unit::Unit;
use crate::year::{self, BEFORE_DATE, Year, era, is_year_noun};

/// Two days told together: «يومي 12 و13 نوفمبر».
static BOTH_DAYS: WordSet = WordSet::new(&["يومي", "يوما", "ليلتي", "أيام"]);

/// A date being read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    pub(crate) date: Date,
    pub(crate) calendar: Calendar,
    pub(crate) span: Span,
    pub(crate) next: usize,
}

/// The date that begins at token `i`, and the token after it.
pub(crate) fn date(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let reading = if r.word(i).senses.weekday {
        r.rule("date::after_weekday", || after_weekday(r, i))?
    } else {
        undated(r, i)?
    };
    let mut quantity = Quantity::new(reading.span, QuantityKind::Date);
    quantity.date = Some(reading.date);
    quantity.calendar = Some(reading.calendar);
    Some((quantity, reading.next))
}

/// «الخميس 27 يوليو», «الثلاثاء 28/5/2024».
fn after_weekday(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let at = if matches!(r.text(i + 1), "،" | ",") { i + 2 } else { i + 1 };
    let reading = r
        .rule("date::numeric", || numeric(r, at))
        .or_else(|| r.rule("date::day_interval", || day_interval(r, at)))
        .or_else(|| r.rule("date::day_and_month", || day_and_month(r, at)))
        .or_else(|| r.rule("date::month_and_day", || month_and_day(r, at)))?;
    Some(Reading { span: r.word(i).span.join(reading.span), ..reading })
}

fn undated(r: &Reader<'_>, i: usize) -> Option<Reading> {
    if r.is_number(i) && r.text(i).len() <= 3 && !may_go_on(r, i + 1) {
        return None;
    }
    r.rule("date::numeric", || numeric(r, i))
        .or_else(|| r.rule("date::numeric_month", || numeric_month(r, i)))
        .or_else(|| r.rule("date::day_interval", || day_interval(r, i)))
        .or_else(|| r.rule("date::day_and_month", || day_and_month(r, i)))
        .or_else(|| r.rule("date::month_and_day", || month_and_day(r, i)))
        .or_else(|| r.rule("date::month_and_year", || month_and_year(r, i)))
        .or_else(|| r.rule("year::season", || year::season(r, i)))
        .or_else(|| r.rule("year::named_year", || year::named_year(r, i)))
        .or_else(|| r.rule("year::bare_year", || year::bare_year(r, i)))
}

/// Whether what stands at `i` may follow the number of a day or a short year.
fn may_go_on(r: &Reader<'_>, i: usize) -> bool {
    r.kind(i) == Some(TokenKind::Word) || r.text(i) == "/" || is_dash(r.text(i))
}

/// «30/06/2025», «2023-07-27», «25.12.2023»: day first unless a field is a year.
fn numeric(r: &Reader<'_>, i: usize) -> Option<Reading> {
    if !r.is_number(i) {
        return None;
    }
    let (fields, last) = separated_fields(r, i).or_else(|| Some((dotted_fields(r.text(i))?, i)))?;
    let day = match fields {
        [(year, 4), (month, _), (day, 1..=2)] | [(day, 1..=2), (month, _), (year, 4)] => {
            calendar_day(year, month, day)?
        }
        [(day, 1..=2), (month, 1..=2), (year, 2)] if last > i => {
            calendar_day(if year < 70 { 2000 + year } else { 1900 + year }, month, day)?
        }
        _ => return None,
    };
    let mut span = r.span(i).join(r.span(last));
    let mut next = last + 1;
    let mut calendar = Calendar::Gregorian;
    if let Some(era) = era(r, next) {
        calendar = era.calendar;
        span = span.join(era.span);
        next = era.next;
    } else if day.year.is_some_and(|year| (1300..1500).contains(&year)) {
        calendar = Calendar::Hijri;
    }
    Some(Reading { date: Date::Day(day), calendar, span, next })
}

/// «9/2021».
fn numeric_month(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let is_tight = r.text(i + 1) == "/" && r.is_glued(i) && r.is_glued(i + 1);
    let is_part = r.is_glued_before(i) || r.is_glued(i + 2) && r.text(i + 3) == "/";
    if !is_tight || is_part || !r.is_number(i) {
        return None;
    }
    let (month, _) = field(r.text(i)).filter(|(month, _)| (1..=12).contains(month))?;
    let (year, _) = field(r.text(i + 2)).filter(|(year, _)| (1900..2100).contains(year))?;
    let day = Day { day: None, ..calendar_day(year, month, 1)? };
    let span = r.span(i).join(r.span(i + 2));
    Some(Reading { date: Date::Day(day), calendar: Calendar::Gregorian, span, next: i + 3 })
}

/// Values and numbers of digits.
type Fields = [(u32, usize); 3];

fn separated_fields(r: &Reader<'_>, i: usize) -> Option<(Fields, usize)> {
    let separator = r.text(i + 1);
    let is_date = matches!(separator, "/" | "-") && r.text(i + 3) == separator;
    // Slashes may stand apart: «19 / 7 / 1436», hyphens where a year tells a date: «24 - 3 - 2012م».
    let is_tight = (i..i + 4).all(|at| r.is_glued(at));
    let has_year = r.text(i + 4).len() == 4;
    let is_even = is_tight || has_year && (i..i + 4).all(|at| !r.is_glued(at));
    if !is_date || separator == "-" && !is_even || r.text(i + 5) == separator && r.is_glued(i + 4) {
        return None;
    }
    Some(([field(r.text(i))?, field(r.text(i + 2))?, field(r.text(i + 4))?], i + 4))
}

fn dotted_fields(text: &str) -> Option<Fields> {
    let mut fields = text.split('.').map(field);
    let fields = [fields.next()??, fields.next()??, fields.next()??];
    (text.bytes().filter(|byte| *byte == b'.').count() == 2).then_some(fields)
}

pub(crate) fn field(text: &str) -> Option<(u32, usize)> {
    let is_plain = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    Some((text.parse().ok().filter(|_| is_plain)?, text.len()))
}

fn calendar_day(year: u32, month: u32, day: u32) -> Option<Day> {
    let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    Some(Day { year: Some(i16::try_from(year).ok()?), month: Some(month), day: Some(day) })
}

/// «9 و14 أيلول», «13 إلى 17 أكتوبر», «20 إلى 24 / 8 / 1436هـ», «30 مارس إلى 1 أبريل 2025», «1–4 فبراير».
fn day_interval(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let (first, next) = day(r, i)?;
    let first_month = month_after_day(r, next);
    let next = first_month.map_or(next, |month| month.next);
    let at = interval_link(r, i, next)?;
    let (second, _) = day(r, at)?;
    let last = numeric(r, at).or_else(|| day_and_month(r, at))?;
    let Date::Day(to) = last.date else { return None };
    let from = Day {
        year: to.year,
        month: first_month.map_or(to.month, |month| Some(month.number)),
        day: Some(first),
    };
    let rises = first_month.is_some() || first < second;
    rises.then(|| Reading {
        date: Date::Interval(from, to),
        span: r.word(i).span.join(last.span),
        ..last
    })
}

/// The token after what joins the two ends of an interval at `at`.
fn interval_link(r: &Reader<'_>, i: usize, at: usize) -> Option<usize> {
    let word = r.word(at);
    if is_dash(word.text) || matches!(word.senses.role, Some(Role::To | Role::Until)) {
        return Some(at + 1);
    }
    let is_pair = is_after_between(r, i)
        || i.checked_sub(1).is_some_and(|before| r.is_in(before, &BOTH_DAYS));
    r.joined(at).filter(|_| is_pair)
}

/// «27 يوليو/تموز 2023», «الثامن من ذي الحجة 1446هـ», «غرة صفر 656هـ».
fn day_and_month(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let (day, next) = day(r, i)?;
    let month = month_after_day(r, next)?;
    let day = Day { year: None, month: Some(month.number), day: Some(day) };
    let span = r.word(i).span.join(month.span);
    let reading = with_year(r, day, month.calendar, span, month.next);
    let has_year = reading.next > month.next;
    (has_year || month.is_pair || month.sense != MonthSense::Old).then_some(reading)
}

/// The month after a day, perhaps with «من» or «من شهر» or «شهر» between.
fn month_after_day(r: &Reader<'_>, i: usize) -> Option<MonthName> {
    let mut at = i;
    // «28 من نوفمبر», «28-نوفمبر», but «3-صفر» is a score.
    let is_joint = matches!(r.text(at), "-" | "/")
        && r.word(at + 1).senses.month.is_some_and(|month| month.sense == MonthSense::Plain);
    if r.text(at) == "من" || is_joint {
        at += 1;
    }
    if r.text(at) == "شهر" {
        at += 1;
    }
    month_name(r, at).filter(|month| month.is_free)
}

/// A day of a month: digits, a rank, «غرة».
pub(crate) fn day(r: &Reader<'_>, i: usize) -> Option<(u8, usize)> {
    if r.has_role(i, Role::FirstDay) {
        return Some((1, i + 1));
    }
    let (value, next) = if r.is_number(i) {
        let literal = Literal::parse(r.text(i)).filter(|l| l.is_plain && l.digits <= 2)?;
        (u32::try_from(literal.value).ok()?, i + 1)
    } else {
        ordinal::rank(r, i).or_else(|| group::small(r, i))?
    };
    u8::try_from(value).ok().filter(|day| (1..=31).contains(day)).map(|day| (day, next))
}

/// «يناير 22، 2018», «يناير الثاني والعشرين، 2018», «يناير-1»: in the order of translated texts.
fn month_and_day(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let month = month_name(r, i)?;
    let is_joint =
        r.text(month.next) == "-" && r.is_glued(month.next) && r.is_glued_before(month.next);
    let at = month.next + usize::from(is_joint);
    let (day, next) = day(r, at).filter(|_| r.is_number(at) || r.word(at).clitics.article)?;
    let day = Day { year: None, month: Some(month.number), day: Some(day) };
    let year = year_after_comma(r, next);
    let ends = is_joint && !r.is_glued(next - 1);
    let (year, next) = match year {
        Some(year) => (Some(year.year), year.next),
        None if ends => (None, next),
        None => return None,
    };
    let date = Date::Day(Day { year, ..day });
    Some(Reading { date, calendar: month.calendar, span: r.phrase(i, next), next })
}

/// «، 2018» at `i`, with nothing after it that the number may count.
fn year_after_comma(r: &Reader<'_>, i: usize) -> Option<Year> {
    let year = year::year(r, i + 1).filter(|_| matches!(r.text(i), "،" | ","))?;
    let is_year = (1900..2100).contains(&year.year) && !r.may_be_counted(year.next);
    (is_year || year.has_era).then_some(year)
}

/// «مايو/أيار», «نوفمبر 2024».
fn month_and_year(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let month = month_name(r, i)?;
    let day = Day { month: Some(month.number), ..Day::default() };
    let reading = with_year(r, day, month.calendar, month.span, month.next);
    let has_year = reading.next > month.next;
    let is_date = match month.sense {
        MonthSense::Old => month.is_pair,
        _ if has_year || month.is_pair => true,
        MonthSense::Ambiguous => {
            let is_madda = !r.text(i).ends_with("أب") && !r.text(i).ends_with("اب");
            is_madda && i.checked_sub(1).is_some_and(|before| r.is_in(before, &BEFORE_DATE))
        }
        MonthSense::Rare => r.before(i, 1).senses.unit.is_some_and(|(unit, _)| unit == Unit::MONTH),
        _ => true,
    };
    is_date.then_some(reading)
}

/// Adds the year at `next`, if one stands there.
fn with_year(r: &Reader<'_>, day: Day, calendar: Calendar, span: Span, next: usize) -> Reading {
    let plain = Reading { date: Date::Day(day), calendar, span, next };
    let at = match r.text(next) {
        "من" if is_year_noun(r, next + 1) => next + 1,
        "،" | "," if is_year_noun(r, next + 1) => return plain,
        _ => next,
    };
    let at = if is_year_noun(r, at) { at + 1 } else { at };
    let told = || year::year(r, at).or_else(|| year::recent_in_words(r, at));
    match told().or_else(|| year_after_comma(r, at)) {
        Some(year) if r.word(at).is_free() => Reading {
            date: Date::Day(Day { year: Some(year.year), ..day }),
            calendar: if calendar == Calendar::Hijri { calendar } else { year.calendar },
            span: span.join(year.span),
            next: year.next,
        },
        _ => plain,
    }
}
