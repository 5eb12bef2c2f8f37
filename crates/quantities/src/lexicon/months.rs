//! Names of months in the three Gregorian sets, old Libyan ones, and the Islamic months.

use super::Words;
use crate::quantity::Calendar;

/// A month name or the first word of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Month {
    /// 1 to 12.
    pub(crate) number: u8,
    pub(crate) calendar: Calendar,
    pub(crate) sense: MonthSense,
}

/// How far a word alone is a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MonthSense {
    /// The word is hardly anything else.
    Plain,
    /// The word is also a name or a common word: a day, a year or a word of time must stand beside
    /// it.
    Ambiguous,
    /// The word is mostly a name or a common word: a day, a year or «شهر» must stand beside it.
    Rare,
    /// An old Libyan name that is a common word: day and year must stand beside it.
    Old,
    /// Two months share the word, which «الأول» (this `number`) or «الثاني» (`second`) tells apart.
    Head { second: u8 },
    /// «ذو»: the word after it tells which month.
    Owner,
}

const GREGORIAN: [(u8, &[&str]); 12] = [
    (1, &["يناير", "جانفي", "ينائر"]),
    (2, &["فبراير", "شباط", "فيفري"]),
    (3, &["آذار", "اذار"]),
    (4, &["أبريل", "إبريل", "أفريل", "ابريل"]),
    (5, &["مايو", "أيار"]),
    (6, &["يونيو", "يونية", "يونيه", "حزيران"]),
    (7, &["يوليو", "تموز", "يوليوز", "جويلية"]),
    (8, &["أغسطس", "أغشت"]),
    (9, &["سبتمبر", "أيلول", "شتنبر", "شتمبر"]),
    (10, &["أكتوبر", "اكتوبر", "أكتوبير"]),
    (11, &["نوفمبر", "نونبر"]),
    (12, &["ديسمبر", "دجنبر", "دجمبر"]),
];

const AMBIGUOUS_GREGORIAN: [(u8, &[&str]); 6] = [
    (3, &["مارس"]),
    (4, &["نيسان"]),
    (5, &["ماي"]),
    (6, &["جوان"]),
    (7, &["ناصر", "يولية"]),
    (8, &["آب", "أوت", "غشت", "هانيبال"]),
];

/// Libyan names of 1979 to 2011 that are common words; «أي النار» is January.
const OLD: [(u8, &[&str]); 9] = [
    (2, &["النوار"]),
    (3, &["الربيع"]),
    (4, &["الطير"]),
    (5, &["الماء"]),
    (6, &["الصيف"]),
    (9, &["الفاتح"]),
    (10, &["التمور"]),
    (11, &["الحرث"]),
    (12, &["الكانون"]),
];
pub(crate) const FIRE: [&str; 2] = ["أي", "النار"];

const AMBIGUOUS_HIJRI: [(u8, &[&str]); 2] = [(9, &["رمضان"]), (10, &["شوال"])];
const RARE_HIJRI: [(u8, &[&str]); 4] =
    [(1, &["محرم", "المحرم"]), (2, &["صفر"]), (7, &["رجب"]), (8, &["شعبان"])];

/// Words shared by two months.
const HEADS: [(&str, u8, u8, Calendar); 5] = [
    ("تشرين", 10, 11, Calendar::Gregorian),
    ("كانون", 12, 1, Calendar::Gregorian),
    ("ربيع", 3, 4, Calendar::Hijri),
    ("جمادى", 5, 6, Calendar::Hijri),
    ("جماد", 5, 6, Calendar::Hijri),
];

/// «ذو القعدة» and «ذو الحجة».
pub(super) const OWNERS: [&str; 3] = ["ذو", "ذي", "ذا"];
pub(super) const OWNED: [(&str, u8); 3] = [("قعدة", 11), ("حجة", 12), ("قعده", 11)];

/// The article tells them from numbers: «الاثنين» is Monday, «اثنين» two.
const WEEKDAYS: [&str; 13] = [
    "الأحد",
    "الاثنين",
    "الإثنين",
    "الثلاثاء",
    "التلاتاء",
    "الثلثاء",
    "الأربعاء",
    "الاربعا",
    "الخميس",
    "الجمعة",
    "السبت",
    "الجمعه",
    "التلات",
];

pub(super) fn add(words: &mut Words) {
    names(words, &GREGORIAN, Calendar::Gregorian, MonthSense::Plain);
    names(words, &AMBIGUOUS_GREGORIAN, Calendar::Gregorian, MonthSense::Ambiguous);
    names(words, &OLD, Calendar::Gregorian, MonthSense::Old);
    names(words, &AMBIGUOUS_HIJRI, Calendar::Hijri, MonthSense::Ambiguous);
    names(words, &RARE_HIJRI, Calendar::Hijri, MonthSense::Rare);
    for weekday in WEEKDAYS {
        words.senses(weekday).weekday = true;
    }
    for (word, number, second, calendar) in HEADS {
        let sense = MonthSense::Head { second };
        words.senses(word).month = Some(Month { number, calendar, sense });
    }
    for word in OWNERS {
        let sense = MonthSense::Owner;
        words.senses(word).month = Some(Month { number: 0, calendar: Calendar::Hijri, sense });
    }
}

fn names(words: &mut Words, names: &[(u8, &[&str])], calendar: Calendar, sense: MonthSense) {
    for &(number, forms) in names {
        for form in forms {
            words.senses(form).month = Some(Month { number, calendar, sense });
        }
    }
}

/// The month of «ذو» and this word.
pub(crate) fn owned_month(word: &str) -> Option<u8> {
    use crate::key::Key;
    let key = Key::of(word.strip_prefix("ال").unwrap_or(word))?;
    OWNED.iter().find(|(name, _)| Key::of(name) == Some(key)).map(|(_, number)| *number)
}
