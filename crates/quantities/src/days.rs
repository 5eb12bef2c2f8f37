//! Days of the Gregorian and the Umm al-Qura calendar, counted from one day on, to reckon with.

use icu_calendar::Date;
use icu_calendar::cal::{Gregorian, Hijri};
use icu_calendar::types::RataDie;

use crate::calendar::Day;

/// The number of a day of the Gregorian calendar; `None` if there is no such day.
pub(crate) fn of(year: i16, month: u8, day: u8) -> Option<i64> {
    let date = Date::try_new_gregorian(i32::from(year), month, day).ok()?;
    Some(date.to_rata_die().to_i64_date())
}

/// The number of a day that is told in full.
pub(crate) fn number(day: Day) -> Option<i64> {
    of(day.year?, day.month?, day.day?)
}

/// The day of a number.
pub(crate) fn day(number: i64) -> Option<Day> {
    let date = Date::from_rata_die(RataDie::new(number), Gregorian);
    let year = i16::try_from(date.year().extended_year()).ok()?;
    Some(Day {
        year: Some(year),
        month: Some(date.month().number()),
        day: Some(date.day_of_month().0),
    })
}

/// 0 is Sunday, 6 Saturday.
pub(crate) fn weekday(number: i64) -> i64 {
    number.rem_euclid(7)
}

/// The Monday with which the first week of a year begins, by the year's first day (ISO 8601: the week
/// of the fourth of January).
pub(crate) fn first_monday(first: i64) -> i64 {
    let fourth = first + 3;
    fourth - (weekday(fourth) + 6) % 7
}

/// Days of a month of the Gregorian calendar.
pub(crate) fn in_month(year: i16, month: u8) -> Option<u8> {
    Some(Date::try_new_gregorian(i32::from(year), month, 1).ok()?.days_in_month())
}

/// The day of the Gregorian calendar that is a day of the Umm al-Qura calendar.
pub(crate) fn from_hijri(day: Day) -> Option<Day> {
    let year = i32::from(day.year.filter(|year| UMM_AL_QURA.contains(year))?);
    let date =
        Date::try_new_hijri_with_calendar(year, day.month?, day.day?, Hijri::new_umm_al_qura());
    self::day(date.ok()?.to_rata_die().to_i64_date())
}

/// Whether the Umm al-Qura calendar has the day, or does not tell.
pub(crate) fn is_hijri(day: Day) -> bool {
    let is_published = day.year.is_some_and(|year| UMM_AL_QURA.contains(&year));
    !is_published || from_hijri(day).is_some()
}

/// The day of the Umm al-Qura calendar that is a day of the Gregorian calendar.
pub(crate) fn to_hijri(day: Day) -> Option<Day> {
    let date = Date::from_rata_die(RataDie::new(number(day)?), Hijri::new_umm_al_qura());
    let year = i16::try_from(date.year().extended_year())
        .ok()
        .filter(|year| UMM_AL_QURA.contains(year))?;
    Some(Day {
        year: Some(year),
        month: Some(date.month().number()),
        day: Some(date.day_of_month().0),
    })
}

/// The years of which the calendar's days are published.
const UMM_AL_QURA: std::ops::RangeInclusive<i16> = 1300..=1600;
