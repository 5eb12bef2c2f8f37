//! Words of grammar: the small closed sets that join, mark and place quantities.

use super::Words;
use crate::unit::Unit;

/// What a word of grammar does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// «و» standing alone.
    And,
    /// «في».
    In,
    /// «من».
    From,
    /// «إلى», «لـ».
    To,
    /// «حتى».
    Until,
    /// «بين».
    Between,
    /// «إلا»: ساعة إلا ربعاً.
    Except,
    /// «فاصلة» between the whole and the decimals.
    Point,
    /// «سالب», «ناقص».
    Minus,
    /// «تحت» of «تحت الصفر».
    Below,
    /// The article standing alone before digits: «الـ89».
    Article,
    /// «ب», «ل», «ك» standing alone before digits.
    Preposition,
    /// «كل», «لكل».
    Every,
    /// «م», «ميلادية»: of the Christian era.
    ChristianEra,
    /// «هـ», «هجرية»: of the Islamic era.
    HijriEra,
    /// «قبل» of «قبل الميلاد», and alone a preposition of time.
    Before,
    /// «الميلاد».
    Birth,
    /// «غرة»: the first of a month.
    FirstDay,
    /// «منتصف» of «منتصف الليل».
    Middle,
}

/// A part of the day, which tells twelve hours from the other twelve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayPart {
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

impl DayPart {
    /// The hour of 24 that `hour` of 12 means in this part of the day.
    pub(crate) fn hour(self, hour: u8) -> u8 {
        match self {
            _ if hour > 12 => hour,
            Self::Dawn | Self::Morning => hour % 12,
            Self::Noon if hour >= 10 => hour,
            Self::Night if hour == 12 => 0,
            // «الثانية ليلاً» is after midnight.
            Self::Night if hour < 6 => hour,
            Self::Noon | Self::Afternoon | Self::Evening | Self::Night => hour % 12 + 12,
        }
    }
}

const ROLES: &[(Role, &[&str])] = &[
    (Role::And, &["و"]),
    (Role::In, &["في", "ف"]),
    (Role::From, &["من"]),
    (Role::To, &["إلى", "الى", "لحد", "لغاية"]),
    (Role::Until, &["حتى", "لحتى"]),
    (Role::Between, &["بين"]),
    (Role::Except, &["إلا"]),
    (Role::Point, &["فاصلة", "فاصل", "فاصله"]),
    (Role::Minus, &["سالب", "ناقص"]),
    (Role::Below, &["تحت"]),
    (Role::Article, &["ال", "لل", "وال", "بال", "لال", "فال", "ولل", "وبال", "كال", "وكال"]),
    (Role::Preposition, &["ب", "ل", "ك", "وب", "ول", "فب", "وك"]),
    (Role::Every, &["كل", "لكل"]),
    (Role::ChristianEra, &["ميلادية", "ميلادي", "للميلاد", "ميلاديا"]),
    (Role::HijriEra, &["هجرية", "هجري", "للهجرة", "هجريا", "ه"]),
    (Role::Before, &["قبل"]),
    (Role::Birth, &["ميلاد"]),
    (Role::FirstDay, &["غرة"]),
    (Role::Middle, &["منتصف"]),
];

const DAY_PARTS: [(DayPart, &[&str]); 6] = [
    (DayPart::Dawn, &["فجرا", "فجر"]),
    (DayPart::Morning, &["صباحا", "صباح", "صبح", "صبحا", "ضحى", "ضحا"]),
    (DayPart::Noon, &["ظهرا", "ظهر"]),
    (DayPart::Afternoon, &["عصرا", "عصر"]),
    (DayPart::Evening, &["مساء", "مسا", "مساءا", "مغرب", "عشية", "عشاء"]),
    (DayPart::Night, &["ليلا", "ليل"]),
];

/// «سنوياً», «شهريا» …
const PER_ADVERBS: [(Unit, &[&str]); 4] = [
    (Unit::YEAR, &["سنويا"]),
    (Unit::MONTH, &["شهريا"]),
    (Unit::new("week"), &["أسبوعيا"]),
    (Unit::DAY, &["يوميا"]),
];

pub(super) fn add(words: &mut Words) {
    for (role, forms) in ROLES {
        for form in *forms {
            words.senses(form).role = Some(*role);
        }
    }
    for (part, forms) in DAY_PARTS {
        for form in forms {
            words.senses(form).day_part = Some(part);
        }
    }
    for (unit, forms) in PER_ADVERBS {
        for form in forms {
            words.senses(form).per = Some(unit);
        }
    }
}
