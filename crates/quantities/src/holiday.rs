//! Holidays on a fixed day of the Gregorian or the Islamic year.

use crate::calendar::{Date, Day};
use crate::quantity::Calendar;
use crate::reader::Reader;
use crate::relative::Resolved;
use crate::{days, year};

use Calendar::{Gregorian, Hijri};

/// Words, calendar, month and day. The longer of two that begin alike comes first.
const HOLIDAYS: [(&[&str], Calendar, u8, u8); 46] = [
    (&["رأس", "السنة", "الهجرية"], Hijri, 1, 1),
    (&["رأس", "السنة", "الميلادية"], Gregorian, 1, 1),
    (&["رأس", "السنة"], Gregorian, 1, 1),
    (&["عيد", "الميلاد", "المجيد"], Gregorian, 12, 25),
    (&["عيد", "الميلاد"], Gregorian, 12, 25),
    (&["عيد", "العمال"], Gregorian, 5, 1),
    (&["عيد", "الحب"], Gregorian, 2, 14),
    (&["عيد", "الأم"], Gregorian, 3, 21),
    (&["عيد", "النيروز"], Gregorian, 3, 21),
    (&["عيد", "النوروز"], Gregorian, 3, 21),
    (&["عيد", "نوروز"], Gregorian, 3, 21),
    (&["يوم", "المرأة", "العالمي"], Gregorian, 3, 8),
    (&["اليوم", "العالمي", "للمرأة"], Gregorian, 3, 8),
    (&["اليوم", "العالمي", "للطفل"], Gregorian, 11, 20),
    (&["اليوم", "العالمي", "للمعلم"], Gregorian, 10, 5),
    (&["اليوم", "العالمي", "للصحة"], Gregorian, 4, 7),
    (&["اليوم", "العالمي", "للبيئة"], Gregorian, 6, 5),
    (&["اليوم", "العالمي", "للغة", "العربية"], Gregorian, 12, 18),
    (&["يوم", "الأرض"], Gregorian, 3, 30),
    (&["يوم", "النكبة"], Gregorian, 5, 15),
    (&["ذكرى", "النكبة"], Gregorian, 5, 15),
    // National days.
    (&["اليوم", "الوطني", "السعودي"], Gregorian, 9, 23),
    (&["اليوم", "الوطني", "للمملكة"], Gregorian, 9, 23),
    (&["يوم", "التأسيس", "السعودي"], Gregorian, 2, 22),
    (&["اليوم", "الوطني", "الإماراتي"], Gregorian, 12, 2),
    (&["عيد", "الاتحاد", "الإماراتي"], Gregorian, 12, 2),
    (&["اليوم", "الوطني", "القطري"], Gregorian, 12, 18),
    (&["اليوم", "الوطني", "العماني"], Gregorian, 11, 18),
    (&["اليوم", "الوطني", "البحريني"], Gregorian, 12, 16),
    (&["العيد", "الوطني", "الكويتي"], Gregorian, 2, 25),
    (&["العيد", "الوطني", "الفرنسي"], Gregorian, 7, 14),
    (&["عيد", "الاستقلال", "الأردني"], Gregorian, 5, 25),
    (&["عيد", "الاستقلال", "اللبناني"], Gregorian, 11, 22),
    (&["عيد", "الاستقلال", "الجزائري"], Gregorian, 7, 5),
    (&["عيد", "الاستقلال", "التونسي"], Gregorian, 3, 20),
    (&["عيد", "الاستقلال", "الأميركي"], Gregorian, 7, 4),
    (&["عيد", "الاستقلال", "الأمريكي"], Gregorian, 7, 4),
    // The Islamic year.
    (&["عيد", "الفطر"], Hijri, 10, 1),
    (&["عيد", "الأضحى"], Hijri, 12, 10),
    (&["عيد", "الاضحى"], Hijri, 12, 10),
    (&["يوم", "التروية"], Hijri, 12, 8),
    (&["يوم", "عرفة"], Hijri, 12, 9),
    (&["المولد", "النبوي"], Hijri, 3, 12),
    (&["الإسراء", "والمعراج"], Hijri, 7, 27),
    (&["يوم", "عاشوراء"], Hijri, 1, 10),
    (&["عاشوراء"], Hijri, 1, 10),
];

/// An adjective that may follow any of them: «عيد الفطر المبارك».
const PRAISES: [&str; 4] = ["المبارك", "السعيد", "الشريف", "المجيد"];

/// The holiday that begins at token `i`: its month and day, and the year if one follows.
pub(crate) fn holiday(r: &Reader<'_>, i: usize) -> Option<Resolved> {
    let first = r.text(i);
    let is_named = |words: &[&str]| {
        words.iter().enumerate().all(|(n, word)| {
            let text = if n == 0 { first } else { r.text(i + n) };
            text == *word || n == 0 && text.strip_prefix(['ب', 'ل', 'و']) == Some(word)
        })
    };
    let (words, calendar, month, day) = *HOLIDAYS.iter().find(|(words, ..)| is_named(words))?;
    let mut next = i + words.len();
    if PRAISES.contains(&r.text(next)) {
        next += 1;
    }
    let day = Day { year: None, month: Some(month), day: Some(day) };
    let (day, next) = with_year(r, day, calendar, next).unwrap_or((day, next));
    let mut found = Resolved::new(r, i, next, Date::Day(day));
    found.span.start = r.span(i).start + (first.len() - words.first()?.len()) as u32;
    Some(Resolved { calendar, ..found })
}

/// «عيد الأضحى 1445», «عيد الفطر عام 2024»: an Islamic holiday of a Gregorian year is the first that
/// falls in it.
fn with_year(r: &Reader<'_>, day: Day, calendar: Calendar, i: usize) -> Option<(Day, usize)> {
    let at = if year::is_year_noun(r, i) { i + 1 } else { i };
    let told = year::year(r, at).filter(|_| r.word(i).is_free())?;
    let is_hijri = told.calendar == Hijri || !told.has_era && (1300..1600).contains(&told.year);
    let year = match (calendar, is_hijri) {
        (Hijri, false) => {
            let first =
                days::to_hijri(Day { year: Some(told.year), month: Some(1), day: Some(1) })?;
            (first.year?..=first.year? + 1).find(|year| {
                let day = Day { year: Some(*year), ..day };
                days::from_hijri(day).and_then(|day| day.year) == Some(told.year)
            })?
        }
        (Gregorian, true) => return None,
        _ => told.year,
    };
    Some((Day { year: Some(year), ..day }, told.next))
}
