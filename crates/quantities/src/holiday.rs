//! Holidays on a fixed day of the Gregorian or the Islamic year.

use crate::calendar::{Date, Day};
use crate::quantity::Calendar;
use crate::reader::Reader;
use crate::relative::Resolved;

use Calendar::{Gregorian, Hijri};

/// Words, calendar, month and day. The longer of two that begin alike comes first.
const HOLIDAYS: [(&[&str], Calendar, u8, u8); 19] = [
    (&["رأس", "السنة", "الهجرية"], Hijri, 1, 1),
    (&["رأس", "السنة", "الميلادية"], Gregorian, 1, 1),
    (&["رأس", "السنة"], Gregorian, 1, 1),
    (&["عيد", "الميلاد", "المجيد"], Gregorian, 12, 25),
    (&["عيد", "الميلاد"], Gregorian, 12, 25),
    (&["عيد", "العمال"], Gregorian, 5, 1),
    (&["عيد", "الحب"], Gregorian, 2, 14),
    (&["يوم", "المرأة", "العالمي"], Gregorian, 3, 8),
    (&["اليوم", "العالمي", "للمرأة"], Gregorian, 3, 8),
    (&["يوم", "الأرض"], Gregorian, 3, 30),
    (&["عيد", "الفطر"], Hijri, 10, 1),
    (&["عيد", "الأضحى"], Hijri, 12, 10),
    (&["عيد", "الاضحى"], Hijri, 12, 10),
    (&["يوم", "عرفة"], Hijri, 12, 9),
    (&["المولد", "النبوي", "الشريف"], Hijri, 3, 12),
    (&["المولد", "النبوي"], Hijri, 3, 12),
    (&["الإسراء", "والمعراج"], Hijri, 7, 27),
    (&["يوم", "عاشوراء"], Hijri, 1, 10),
    (&["عاشوراء"], Hijri, 1, 10),
];

/// The holiday that begins at token `i`: its month and day.
pub(crate) fn holiday(r: &Reader<'_>, i: usize) -> Option<Resolved> {
    let first = r.text(i);
    let is_named = |words: &[&str]| {
        words.iter().enumerate().all(|(n, word)| {
            let text = if n == 0 { first } else { r.text(i + n) };
            text == *word || n == 0 && text.strip_prefix(['ب', 'ل', 'و']) == Some(word)
        })
    };
    let (words, calendar, month, day) = HOLIDAYS.iter().find(|(words, ..)| is_named(words))?;
    let date = Date::Day(Day { year: None, month: Some(*month), day: Some(*day) });
    let mut found = Resolved::new(r, i, i + words.len(), date);
    found.span.start = r.span(i).start + (first.len() - words.first()?.len()) as u32;
    Some(Resolved { calendar: *calendar, ..found })
}
