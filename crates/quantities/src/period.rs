//! Periods of a year or century: «الربع الثالث من 2016», «النصف الأول من العام الحالي»,
//! «ستينيات القرن الماضي», «القرن التاسع عشر».

use crate::calendar::{Date, Day};
use crate::lexicon::{Form, Part};
use crate::ordinal;
use crate::reader::Reader;
use crate::relative::{Resolved, which};
use crate::unit::Unit;
use crate::year;

/// Decades by their name, the first half of it.
const DECADES: [(&str, i16); 8] = [
    ("عشرين", 20),
    ("ثلاثين", 30),
    ("أربعين", 40),
    ("خمسين", 50),
    ("ستين", 60),
    ("سبعين", 70),
    ("ثمانين", 80),
    ("تسعين", 90),
];

/// The period that begins at token `i`.
pub(crate) fn period(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    part_of_year(r, i, today)
        .or_else(|| season(r, i, today))
        .or_else(|| decade(r, i, today))
        .or_else(|| century(r, i, today))
}

/// Seasons as meteorologists count them: the first of their three months.
const SEASONS: [(&str, u8); 4] = [("ربيع", 3), ("صيف", 6), ("خريف", 9), ("شتاء", 12)];

/// «صيف 2022», «خريف العام الماضي», «الصيف المقبل». A winter has the year it begins in.
fn season(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let text = r.text(i).trim_start_matches(['و', 'ب']);
    let name = text.strip_prefix("ال").unwrap_or(text);
    let (_, first) = *SEASONS.iter().find(|(season, _)| *season == name)?;
    let (year, next) = if name.len() < text.len() {
        (year_of_season(which(r, i + 1)?, first, today)?, i + 2)
    } else {
        year_after(r, i + 1, today)?
    };
    let month = |year, month| Day { year: Some(year), month: Some(month), day: None };
    let last = if first == 12 { month(year + 1, 2) } else { month(year, first + 2) };
    let mut found = Resolved::new(r, i, next, Date::Interval(month(year, first), last));
    found.span.start = r.span(i).end - text.len() as u32;
    Some(found)
}

/// The year of the last, this or next season that begins in the month `first`.
fn year_of_season(which: i8, first: u8, today: Day) -> Option<i16> {
    let (year, month) = (today.year?, today.month?);
    // The season of today began in this year, or the winter in the year before.
    let current = if first == 12 && month < 3 { year - 1 } else { year };
    let (has_begun, has_ended) = match first {
        12 => (month == 12 || month < 3, false),
        _ => (month >= first, month >= first + 3),
    };
    Some(match which {
        1 if has_begun => current + 1,
        -1 if !has_ended => current - 1,
        _ => current,
    })
}

/// Months of a quarter or half of a year.
fn part_of_year(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let word = r.word(i);
    let Part { count: 1, of: parts @ (2 | 4) } = word.senses.part? else { return None };
    if !word.clitics.article {
        return None;
    }
    let (rank, next) = match r.text(i + 1) {
        "الأخير" | "الاخير" => (parts, i + 2),
        _ => {
            let (rank, next) = ordinal::rank(r, i + 1)?;
            (u8::try_from(rank).ok().filter(|rank| *rank <= parts)?, next)
        }
    };
    let (year, next) = year_after(r, next, today)?;
    let length = 12 / parts;
    let month = |month| Day { year: Some(year), month: Some(month), day: None };
    let date = Date::Interval(month((rank - 1) * length + 1), month(rank * length));
    Some(Resolved::new(r, i, next, date))
}

/// «من عام 2015», «2016», «من العام الحالي».
fn year_after(r: &Reader<'_>, i: usize, today: Day) -> Option<(i16, usize)> {
    let at = if matches!(r.text(i), "من" | "ل" | "في") { i + 1 } else { i };
    if let (Some((Unit::YEAR, Form::Singular)), "هذا" | "هذه") =
        (r.word(at + 1).senses.unit, r.text(at))
    {
        return Some((today.year?, at + 2));
    }
    let is_noun = matches!(r.word(at).senses.unit, Some((Unit::YEAR, Form::Singular)));
    if let Some(which) = which(r, at + 1).filter(|_| is_noun) {
        return Some((today.year? + i16::from(which), at + 2));
    }
    let year = year::year(r, at + usize::from(is_noun))?;
    Some((year.year, year.next))
}

/// «الستينيات», «ستينات القرن الماضي»: of the twentieth century, unless another is told.
fn decade(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let text = r.text(i);
    let start = text.find(|c| c != 'و' && c != 'ب')?;
    let name = text.get(start..)?;
    let stem = name.strip_prefix("ال").unwrap_or(name);
    let stem = stem.strip_suffix("يات").or_else(|| stem.strip_suffix("ات"))?;
    let (_, decade) = DECADES.iter().find(|(name, _)| *name == stem)?;
    let at = if r.text(i + 1) == "من" { i + 2 } else { i + 1 };
    let (century, next) = match century_at(r, at, today) {
        Some((century, next)) => (century, next),
        None if name.starts_with("ال") => (19, i + 1),
        None => return None,
    };
    let first = 100 * century + decade;
    let mut found = Resolved::new(r, i, next, years(first, first + 9));
    found.span.start = r.span(i).start + start as u32;
    Some(found)
}

/// The hundreds of the century at `i`: 19 of «القرن العشرين», of «القرن الماضي».
fn century_at(r: &Reader<'_>, i: usize, today: Day) -> Option<(i16, usize)> {
    let word = r.word(i);
    let is_century =
        word.senses.unit == Some((Unit::CENTURY, Form::Singular)) && word.clitics.article;
    if !is_century {
        return None;
    }
    if let Some(which) = which(r, i + 1) {
        return Some(((today.year? - 1) / 100 + i16::from(which), i + 2));
    }
    let (rank, next) = ordinal::century(r, i + 1)?;
    Some((i16::try_from(rank).ok().filter(|rank| (1..=30).contains(rank))? - 1, next))
}

/// «القرن العشرين» is 1901 to 2000.
fn century(r: &Reader<'_>, i: usize, today: Day) -> Option<Resolved> {
    let (century, next) = century_at(r, i, today)?;
    if let Some(era) = year::era(r, next).filter(|era| era.is_before) {
        // The fifth century before the era is the years -499 to -400, for the year before year 1 is 0.
        let last = -100 * century;
        return Some(Resolved::new(r, i, era.next, years(last - 99, last)));
    }
    Some(Resolved::new(r, i, next, years(100 * century + 1, 100 * century + 100)))
}

fn years(from: i16, to: i16) -> Date {
    let year = |year| Day { year: Some(year), ..Day::default() };
    Date::Interval(year(from), year(to))
}
