//! Dates in words.

use super::number::spell;
use super::{Case, Gender, State};
use crate::calendar::Day;
use crate::quantity::Calendar;

#[rustfmt::skip]
const GREGORIAN: [&str; 12] = [
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
];
#[rustfmt::skip]
const HIJRI: [&str; 12] = [
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
    "رجب", "شعبان", "رمضان", "شوال", "ذي القعدة", "ذي الحجة",
];
/// Ranks from first to tenth.
const RANKS: [&str; 10] = [
    "الأول",
    "الثاني",
    "الثالث",
    "الرابع",
    "الخامس",
    "السادس",
    "السابع",
    "الثامن",
    "التاسع",
    "العاشر",
];

/// The day in words, as far as it is told: «السابع والعشرون من يوليو عام ألفين وثلاثة وعشرين». `None`
/// where neither month nor year is told or a number is out of range.
#[must_use]
pub fn date(day: Day, calendar: Calendar, case: Case) -> Option<String> {
    let months = match calendar {
        Calendar::Gregorian => GREGORIAN,
        Calendar::Hijri => HIJRI,
    };
    let month = match day.month {
        Some(month) => Some(*months.get(usize::from(month).checked_sub(1)?)?),
        None => None,
    };
    let mut words = Vec::new();
    if let Some(day) = day.day {
        words.push(rank(day, case)?);
        words.push("من".to_owned());
    }
    words.push(month.unwrap_or_default().to_owned());
    if let Some(year) = day.year {
        let year = u64::try_from(year).ok().filter(|year| *year > 0)?;
        words.push("عام".to_owned());
        words.push(spell(year, Gender::Masculine, Case::Genitive, State::Absolute));
        if calendar == Calendar::Hijri {
            words.push("هجرية".to_owned());
        }
    }
    words.retain(|word| !word.is_empty());
    let is_told = month.is_some() || day.day.is_none() && day.year.is_some();
    is_told.then(|| words.join(" "))
}

/// The day of a month as a rank.
fn rank(day: u8, case: Case) -> Option<String> {
    let unit = |unit: u8| RANKS.get(usize::from(unit).checked_sub(1)?).copied();
    let ten = |stem: &str| format!("ال{stem}{}", case.plural_ending());
    Some(match day {
        1..=10 => unit(day)?.to_owned(),
        11 => "الحادي عشر".to_owned(),
        12..=19 => format!("{} عشر", unit(day - 10)?),
        20 => ten("عشر"),
        21 => format!("الحادي و{}", ten("عشر")),
        22..=29 => format!("{} و{}", unit(day - 20)?, ten("عشر")),
        30 => ten("ثلاث"),
        31 => format!("الحادي و{}", ten("ثلاث")),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(day: (Option<i16>, Option<u8>, Option<u8>), calendar: Calendar, expected: &str) {
        let day = Day { year: day.0, month: day.1, day: day.2 };
        assert_eq!(date(day, calendar, Case::Genitive).as_deref(), Some(expected));
    }

    #[test]
    fn dates_are_told_as_far_as_they_go() {
        let gregorian = Calendar::Gregorian;
        check((None, Some(5), Some(21)), gregorian, "الحادي والعشرين من مايو");
        check((Some(1960), None, None), gregorian, "عام ألف وتسعمئة وستين");
        check(
            (Some(1444), Some(9), Some(15)),
            Calendar::Hijri,
            "الخامس عشر من رمضان عام ألف وأربعمئة وأربعة وأربعين هجرية",
        );
    }

    #[test]
    fn a_day_without_a_month_is_no_date() {
        let day = Day { year: Some(2023), month: None, day: Some(1) };
        assert_eq!(date(day, Calendar::Gregorian, Case::Nominative), None);
    }
}
