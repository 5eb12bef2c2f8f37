//! Dates told from the day of writing: «غداً», «قبل ثلاثة أيام», «الأسبوع المقبل», «الأحد القادم»,
//! «سبتمبر الماضي». They are read only where that day is known.
//!
//! Weeks begin on Monday, as in ISO 8601. «قبل شهرين» is the same day of the month two months ago,
//! or the last day of that month if it has no such day.

use rust_decimal::prelude::ToPrimitive;
use warraq_text::Span;

use crate::calendar::{Date, Day};
use crate::days;
use crate::lexicon::{Form, WordSet};
use crate::measure;
use crate::month::month_name;
use crate::quantity::{Calendar, Quantity, QuantityKind};
use crate::reader::Reader;
use crate::unit::Unit;
use crate::{approx, date, holiday, nth, number, period, year};

static LAST: WordSet =
    WordSet::new(&["ماضي", "ماضية", "منصرم", "منصرمة", "فائت", "فائتة", "فايت", "سابق", "سابقة"]);
static THIS: WordSet = WordSet::new(&["جاري", "جارية", "حالي", "حالية"]);
static NEXT: WordSet =
    WordSet::new(&["مقبل", "مقبلة", "قادم", "قادمة", "جاي", "جاية", "آتي", "آتية"]);

/// A date that was resolved, where it stands and the token after it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Resolved {
    pub(crate) date: Date,
    pub(crate) calendar: Calendar,
    pub(crate) span: Span,
    pub(crate) next: usize,
}

impl Resolved {
    pub(crate) fn new(r: &Reader<'_>, i: usize, next: usize, date: Date) -> Self {
        Self { date, calendar: Calendar::Gregorian, span: r.phrase(i, next), next }
    }
}

/// The relative date that begins at token `i`, and the token after it; nothing without a day of
/// reference.
pub(crate) fn relative(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let today = r.document.reference?;
    let found = r
        .rule("relative::adverb", || adverb(r, i, today))
        .or_else(|| r.rule("relative::offset", || offset(r, i, today)))
        .or_else(|| r.rule("relative::day_of_month", || day_of_month(r, i, today)))
        .or_else(|| r.rule("nth", || nth::nth(r, i, today)))
        .or_else(|| r.rule("relative::this_month", || this_month(r, i, today)))
        .or_else(|| r.rule("relative::week", || week(r, i, today)))
        .or_else(|| r.rule("relative::unit", || unit(r, i, today)))
        .or_else(|| r.rule("relative::weekday", || weekday(r, i, today)))
        .or_else(|| r.rule("period", || period::period(r, i, today)))
        .or_else(|| r.rule("holiday", || holiday::holiday(r, i)))?;
    let mut quantity = Quantity::new(found.span, QuantityKind::Date);
    quantity.date = Some(found.date);
    quantity.calendar = Some(found.calendar);
    Some((quantity, found.next))
}

/// The date with the year that «الماضي», «المقبل», «من العام الجاري» after it tell.
pub(crate) fn with_year(
    r: &Reader<'_>,
    (mut quantity, next): (Quantity, usize),
) -> (Quantity, usize) {
    let told = (|| {
        let today = r.document.reference?;
        let Date::Day(day @ Day { year: None, month: Some(month), .. }) = quantity.date? else {
            return None;
        };
        let today = match quantity.calendar? {
            Calendar::Gregorian => today,
            Calendar::Hijri => days::to_hijri(today)?,
        };
        let (year, next) = match which(r, next) {
            Some(which) => (year_of_month(which, month, today)?, next + 1),
            None => {
                let at = if r.text(next) == "من" { next + 1 } else { next };
                let is_year = matches!(r.word(at).senses.unit, Some((Unit::YEAR, Form::Singular)));
                let which = which(r, at + 1).filter(|_| is_year)?;
                (today.year? + i16::from(which), at + 2)
            }
        };
        Some((Date::Day(Day { year: Some(year), ..day }), next))
    })();
    if let Some((date, next)) = told {
        quantity.date = Some(date);
        quantity.span = quantity.span.join(r.span(next - 1));
        return (quantity, next);
    }
    (quantity, next)
}

/// The year of the last, this or next month of the number.
fn year_of_month(which: i8, month: u8, today: Day) -> Option<i16> {
    let (year, now) = (today.year?, today.month?);
    Some(match which {
        -1 if month >= now => year - 1,
        1 if month <= now => year + 1,
        _ => year,
    })
}

/// «الماضي» is -1, «الجاري» 0, «المقبل» 1.
pub(crate) fn which(r: &Reader<'_>, i: usize) -> Option<i8> {
    if !r.text(i).starts_with("ال") {
        return None;
    }
    [(&LAST, -1), (&THIS, 0), (&NEXT, 1)]
        .into_iter()
        .find(|(set, _)| r.is_in(i, set))
        .map(|(_, which)| which)
}

/// «اليوم», «أمس», «أول من أمس», «بعد غد».
fn adverb(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let (offset, next) = match r.text(i).trim_start_matches(['و', 'ل', 'ب']) {
        "اليوم" if is_today(r, i) => (0, i + 1),
        "أمس" | "امس" | "الأمس" | "الامس" | "البارحة" | "امبارح" | "مبارح" => {
            match r.text(i + 1) {
                "الأول" | "الاول" => (-2, i + 2),
                _ => (-1, i + 1),
            }
        }
        "الليلة" if which(r, i + 1) == Some(-1) => (-1, i + 2),
        "أول" | "اول" if is_yesterday(r, i + 1) => (-2, i + 2),
        "أول" | "اول" if r.text(i + 1) == "من" && is_yesterday(r, i + 2) => (-2, i + 3),
        "بعد" | "عد" if matches!(r.text(i + 1), "غد" | "الغد" | "بكرة" | "بكرا") => {
            (2, i + 2)
        }
        "غدا" | "غد" | "الغد" | "بكرة" | "بكرا" | "بكره" | "كرة" | "كرا" => {
            (1, i + 1)
        }
        _ => return None,
    };
    let is_word = !matches!(r.text(i), "كرة" | "كرا" | "الكرة" | "عد");
    let number = days::number(today)? + offset;
    let day = days::day(number).filter(|_| is_word)?;
    // «أمس الخميس»
    let is_named = weekday_number(r, next) == Some(days::weekday(number));
    let next = if is_named { next + 1 } else { next };
    let span = r.span(i).join(r.span(next - 1));
    let letters = r
        .text(i)
        .strip_prefix(['و', 'ل', 'ب'])
        .filter(|rest| rest.starts_with("ال") || rest.starts_with("أم") || rest.starts_with("غد"));
    let start = span.start + if letters.is_some() { 2 } else { 0 };
    let date = Date::Day(day);
    Some(Resolved { span: Span { start, ..span }, ..Resolved::new(r, i, next, date) })
}

fn is_yesterday(r: &Reader<'_>, i: usize) -> bool {
    matches!(r.text(i), "أمس" | "امس")
}

/// «في اليوم», «كل اليوم» and «اليوم الأول» name other days.
fn is_today(r: &Reader<'_>, i: usize) -> bool {
    let before = r.before(i, 1).text;
    let after = r.word(i + 1);
    !matches!(before, "في" | "كل" | "هذا" | "ذلك" | "طوال" | "طيلة")
        && after.senses.ordinal.is_none()
        && !after.text.starts_with("ال")
}

/// «قبل ثلاثة أيام», «قبل سنة وشهرين», «بعد شهرين من الآن», «منذ أسبوع», «شهران من الآن».
fn offset(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let (sign, at) = match r.text(i) {
        "قبل" | "وقبل" | "منذ" | "ومنذ" => (-1, i + 1),
        "بعد" | "وبعد" => (1, i + 1),
        _ => (0, i),
    };
    // «قبل نحو شهرين»
    let at = if sign != 0 && approx::is_about(r, at) { at + 1 } else { at };
    let (day, next) = shifted(r, at, today, if sign < 0 { -1 } else { 1 })?;
    let is_from_now = r.text(next) == "من" && matches!(r.text(next + 1), "الآن" | "الان" | "اليوم");
    // «قبل يومين من الانتخابات» is told from another day.
    if !is_from_now && (sign == 0 || matches!(r.text(next), "من" | "على" | "عن")) {
        return None;
    }
    let next = if is_from_now { next + 2 } else { next };
    let start = r.span(i).start + if sign != 0 && r.text(i).starts_with('و') { 2 } else { 0 };
    let span = Span { start, end: r.word(next - 1).span.end };
    Some(Resolved { span, ..Resolved::new(r, i, next, Date::Day(day)) })
}

/// The day that lies the lengths of time at `i` («سنة وشهرين», «3 أسابيع») after `today`, or before it,
/// and the token after them.
fn shifted(r: &Reader<'_>, i: usize, today: Day, sign: i64) -> Option<(Day, usize)> {
    let (mut day, mut next) = (today, i);
    for _ in 0..4 {
        let at = if next == i { Some(i) } else { r.joined(next).or(Some(next)) };
        let Some((count, unit, after)) = at.and_then(|at| length(r, at)) else { break };
        day = shift(day, sign * count, unit)?;
        next = after;
    }
    (next > i).then_some((day, next))
}

/// «الثالث من الشهر الجاري», «15 من الشهر المقبل», but not «الأسبوع الثالث من الشهر الجاري».
fn day_of_month(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let counted = r.before(i, 1);
    let counts_other = counted.clitics.article
        && !matches!(counted.senses.unit, Some((Unit::DAY, Form::Singular)) | None);
    let (day, at) = date::day(r, i).filter(|_| !counts_other)?;
    let (unit, which, next) = unit_and_which(r, at + 1).filter(|_| r.text(at) == "من")?;
    let month = months_after(today, i64::from(which)).filter(|_| unit == Unit::MONTH)?;
    (day <= days::in_month(month.year?, month.month?)?)
        .then(|| Resolved::new(r, i, next, Date::Day(Day { day: Some(day), ..month })))
}

/// A whole number of one unit of time at `i`, one if only the unit stands there.
fn length(r: &Reader<'_>, i: usize) -> Option<(i64, Unit, usize)> {
    if let Some(number) = number::number(r, i) {
        let unit = measure::unit_after_number(r, number.next)?;
        let count = number.value.to_i64().filter(|_| number.value.fract().is_zero())?;
        return Some((count, unit.unit, unit.next));
    }
    let unit = measure::unit(r, i).filter(|_| !r.word(i).clitics.article)?;
    // «منذ عام 1960»
    let is_named = year::is_named(r, i) || unit.unit == Unit::YEAR && r.is_number(unit.next);
    match unit.form {
        Form::Dual => Some((2, unit.unit, unit.next)),
        Form::Singular if !is_named => {
            let next = measure::one_after_noun(r, unit.next).unwrap_or(unit.next);
            Some((1, unit.unit, next))
        }
        _ => None,
    }
}

/// The day so many units after `day`.
fn shift(day: Day, count: i64, unit: Unit) -> Option<Day> {
    let count = Some(count).filter(|count| count.abs() < 100_000)?;
    match unit.name() {
        "day" => days::day(days::number(day)? + count),
        "week" => days::day(days::number(day)? + 7 * count),
        "month" => months_after(day, count),
        "year" => months_after(day, 12 * count),
        "decade" => months_after(day, 120 * count),
        "century" => months_after(day, 1200 * count),
        _ => None,
    }
}

pub(crate) fn months_after(day: Day, count: i64) -> Option<Day> {
    let months = 12 * i64::from(day.year?) + i64::from(day.month?) - 1 + count;
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    let month = u8::try_from(months.rem_euclid(12) + 1).ok()?;
    let last = days::in_month(year, month)?;
    Some(Day { year: Some(year), month: Some(month), day: Some(day.day?.min(last)) })
}

/// «هذا نيسان».
fn this_month(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let month = month_name(r, i + 1).filter(|_| r.text(i) == "هذا")?;
    let day = Day { month: Some(month.number), day: None, ..today };
    let is_gregorian = month.calendar == Calendar::Gregorian;
    is_gregorian.then(|| Resolved::new(r, i, month.next, Date::Day(day)))
}

/// «الأسبوع المقبل», «هذا الأسبوع», «الأسبوع المقبل يوم الجمعة».
fn week(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let (unit, which, next) = unit_and_which(r, i)?;
    if unit.name() != "week" {
        return None;
    }
    let now = days::number(today)?;
    let monday = now - (days::weekday(now) + 6) % 7 + 7 * i64::from(which);
    let at = if r.text(next) == "يوم" { next + 1 } else { next };
    if let Some(weekday) = weekday_number(r, at) {
        let day = days::day(monday + (weekday + 6) % 7)?;
        return Some(Resolved::new(r, i, at + 1, Date::Day(day)));
    }
    let date = Date::Interval(days::day(monday)?, days::day(monday + 6)?);
    Some(Resolved::new(r, i, next, date))
}

/// «الشهر الماضي», «هذا العام», «القرن الماضي».
fn unit(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let (unit, which, next) = unit_and_which(r, i)?;
    let years = |length: i16| {
        let first = today.year?.div_euclid(length) * length + i16::from(which) * length;
        let year = |year| Day { year: Some(year), ..Day::default() };
        Some(Date::Interval(year(first), year(first + length - 1)))
    };
    let date = match unit.name() {
        "day" => Date::Day(days::day(days::number(today)? + i64::from(which))?),
        "month" => Date::Day(Day { day: None, ..months_after(today, i64::from(which))? }),
        "year" => Date::Day(Day { year: Some(today.year? + i16::from(which)), ..Day::default() }),
        "decade" => years(10)?,
        _ => return None,
    };
    Some(Resolved::new(r, i, next, date))
}

/// A unit of time with the article, which of them is meant, and the token after both.
pub(crate) fn unit_and_which(r: &Reader<'_>, i: usize) -> Option<(Unit, i8, usize)> {
    let is_this = matches!(r.text(i), "هذا" | "هذه");
    let at = if is_this { i + 1 } else { i };
    let word = r.word(at);
    let (unit, _) =
        word.senses.unit.filter(|(unit, form)| unit.is_time() && *form == Form::Singular)?;
    if !word.clitics.article {
        return None;
    }
    match which(r, at + 1) {
        Some(which) => Some((unit, which, at + 2)),
        None => is_this.then_some((unit, 0, at + 1)),
    }
}

/// «الأحد القادم», «يوم الخميس الماضي».
fn weekday(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let weekday = weekday_number(r, i)?;
    let which = which(r, i + 1)?;
    let now = days::number(today)?;
    let ahead = (weekday - days::weekday(now)).rem_euclid(7);
    let offset = match (which, ahead) {
        (1, 0) => 7,
        (1, ahead) => ahead,
        (-1, ahead) => ahead - 7,
        (_, ahead) => ahead - (7 * i64::from(ahead > 3)),
    };
    Some(Resolved::new(r, i, i + 2, Date::Day(days::day(now + offset)?)))
}

/// 0 is Sunday.
pub(crate) fn weekday_number(r: &Reader<'_>, i: usize) -> Option<i64> {
    if !r.word(i).senses.weekday {
        return None;
    }
    let stems = ["أحد", "اثن", "ثلاث", "أربع", "خميس", "جمع", "سبت"];
    let text = r.text(i);
    let stem = text.get(text.find("ال")? + "ال".len()..)?.replace(['إ', 'أ'], "ا");
    let same = |name: &str| stem.starts_with(&name.replace('أ', "ا"));
    let number = stems.iter().position(|name| same(name)).or(match stem.chars().next()? {
        'ت' | 'ث' => Some(2),
        _ => None,
    });
    i64::try_from(number?).ok()
}
