//! Days and weeks counted off in a month or year: «أول جمعة من يوليو», «ثالث أحد في آذار 2024»,
//! «الأسبوع الثالث من هذا الشهر».

use crate::calendar::{Date, Day};
use crate::date::field;
use crate::days;
use crate::lexicon::Form;
use crate::month::month_name;
use crate::ordinal;
use crate::quantity::Calendar;
use crate::reader::Reader;
use crate::relative::{Resolved, months_after, unit_and_which, weekday_number};
use crate::unit::Unit;
use crate::year;

/// Weekdays without the article, Sunday first.
const WEEKDAYS: [&[&str]; 7] = [
    &["أحد"],
    &["اثنين", "إثنين"],
    &["ثلاثاء"],
    &["أربعاء", "اربعاء"],
    &["خميس"],
    &["جمعة"],
    &["سبت"],
];

/// A month or year in days.
struct Whole {
    /// The number of its first day.
    first: i64,
    length: i64,
    next: usize,
}

/// The day or week that begins at token `i`.
pub(crate) fn nth(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let is_week =
        matches!(r.word(i).senses.unit, Some((unit, Form::Singular)) if unit.name() == "week");
    if is_week {
        return week(r, i, today);
    }
    let (rank, at) = ordinal::rank(r, i)?;
    let (weekday, at) = weekday(r, at)?;
    let whole = whole_after(r, at, today)?;
    let ahead = (weekday - days::weekday(whole.first)).rem_euclid(7) + 7 * (i64::from(rank) - 1);
    let day = days::day(whole.first + ahead).filter(|_| ahead < whole.length)?;
    Some(Resolved::new(r, i, whole.next, Date::Day(day)))
}

/// «الأسبوع الثالث من عام 2027»: of a year as ISO 8601 counts weeks, of a month the days 15 to 21.
fn week(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let (rank, at) = ordinal::rank(r, i + 1).filter(|_| r.word(i).clitics.article)?;
    let whole = whole_after(r, at, today)?;
    let before = 7 * (i64::from(rank) - 1);
    let end = whole.first + whole.length;
    let first = if whole.length > 31 { days::first_monday(whole.first) } else { whole.first };
    let (from, last) = (first + before, first + before + 6);
    let last = if whole.length > 31 { last } else { last.min(end - 1) };
    let date = Date::Interval(days::day(from).filter(|_| from < end)?, days::day(last)?);
    Some(Resolved::new(r, i, whole.next, date))
}

/// The weekday at `i`, 0 for Sunday, perhaps after «يوم», and the token after it.
fn weekday(r: &Reader<'_>, i: usize) -> Option<(i64, usize)> {
    let at = if r.text(i) == "يوم" { i + 1 } else { i };
    let bare = || WEEKDAYS.iter().position(|names| names.contains(&r.text(at)));
    let weekday = weekday_number(r, at).or_else(|| i64::try_from(bare()?).ok())?;
    Some((weekday, at + 1))
}

/// The month or year after «من» or «في» at `i`; a month without year is of the year of `today`.
fn whole_after(r: &Reader<'_>, i: usize, today: Day) -> Option<Whole> {
    let at = if matches!(r.text(i), "من" | "في") { i + 1 } else { return None };
    if let Some(month) = month_name(r, at) {
        let year = field(r.text(month.next)).filter(|(_, digits)| *digits == 4);
        let (year, next) = match year {
            Some((year, _)) => (i16::try_from(year).ok()?, month.next + 1),
            None => (today.year?, month.next),
        };
        return of_month(year, month.number, next)
            .filter(|_| month.calendar == Calendar::Gregorian);
    }
    if let Some((unit, which, next)) = unit_and_which(r, at) {
        let month = months_after(today, i64::from(which))?;
        return match unit {
            Unit::MONTH => of_month(month.year?, month.month?, next),
            Unit::YEAR => of_year(today.year? + i16::from(which), next),
            _ => None,
        };
    }
    let at = if year::is_year_noun(r, at) { at + 1 } else { at };
    let year = year::year(r, at).filter(|year| year.calendar == Calendar::Gregorian)?;
    of_year(year.year, year.next)
}

fn of_month(year: i16, month: u8, next: usize) -> Option<Whole> {
    let length = i64::from(days::in_month(year, month)?);
    Some(Whole { first: days::of(year, month, 1)?, length, next })
}

fn of_year(year: i16, next: usize) -> Option<Whole> {
    let first = days::of(year, 1, 1)?;
    Some(Whole { first, length: days::of(year, 12, 31)? - first + 1, next })
}
