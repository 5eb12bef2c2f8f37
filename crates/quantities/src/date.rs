//! Dates: «الخميس 27 يوليو/تموز 2023», «عام 1960», «15/1/2026», «من 13 إلى 17 أكتوبر», «غرة رجب
//! 1446هـ», seasons and financial years.

use warraq_text::{Span, TokenKind};

use crate::calendar::{Date, Day};
use crate::digits::Literal;
use crate::group;
use crate::lexicon::{Form, Month, MonthSense, Role, WordSet, owned_month};
use crate::number;
use crate::ordinal;
use crate::quantity::{Calendar, Quantity, QuantityKind};
use crate::range::{is_after_between, is_dash};
use crate::reader::Reader;
use crate::unit::Unit;

/// Words after which a bare year or an ambiguous month is a date.
static BEFORE_DATE: WordSet = WordSet::new(&[
    "في",
    "منذ",
    "مذ",
    "بعد",
    "قبل",
    "خلال",
    "بحلول",
    "عند",
    "حتى",
    "طوال",
    "شهر",
    "شهري",
    "نهاية",
    "مطلع",
    "بداية",
    "أوائل",
    "أواخر",
    "منتصف",
    "موسم",
    "صيف",
    "شتاء",
    "خريف",
    "ربيع",
    "عامي",
    "سنتي",
    "موديل",
    "ليالي",
    "أيام",
    "سنة",
    "عام",
    "غاية",
    "مواليد",
    "بتاريخ",
    "انتهاء",
    "ف",
    "انتخابات",
    "ميزانية",
    "موازنة",
    "نسختي",
    "ديال",
    "لحد",
]);
/// Nouns that a year alone may follow.
static NAMED_BY_YEAR: WordSet = WordSet::new(&[
    "دورة",
    "نسخة",
    "أولمبياد",
    "مونديال",
    "ثورة",
    "حرب",
    "أزمة",
    "اتفاق",
    "رؤية",
    "دستور",
    "استفتاء",
    "قانون",
    "احتجاجات",
    "خطة",
    "استطلاع",
    "تقرير",
    "زلزال",
    "دراسي",
    "مالية",
    "مالي",
]);
/// Two days told together: «يومي 12 و13 نوفمبر».
static BOTH_DAYS: WordSet = WordSet::new(&["يومي", "يوما", "ليلتي", "أيام"]);

/// A date being read.
#[derive(Debug, Clone, Copy)]
struct Reading {
    date: Date,
    calendar: Calendar,
    span: Span,
    next: usize,
}

/// The date that begins at token `i`, and the token after it.
pub(crate) fn date(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let reading = if r.word(i).senses.weekday { after_weekday(r, i)? } else { undated(r, i)? };
    let mut quantity = Quantity::new(reading.span, QuantityKind::Date);
    quantity.date = Some(reading.date);
    quantity.calendar = Some(reading.calendar);
    Some((quantity, reading.next))
}

/// «الخميس 27 يوليو», «الثلاثاء 28/5/2024».
fn after_weekday(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let at = if matches!(r.text(i + 1), "،" | ",") { i + 2 } else { i + 1 };
    let reading =
        numeric(r, at).or_else(|| day_interval(r, at)).or_else(|| day_and_month(r, at))?;
    Some(Reading { span: r.word(i).span.join(reading.span), ..reading })
}

fn undated(r: &Reader<'_>, i: usize) -> Option<Reading> {
    numeric(r, i)
        .or_else(|| day_interval(r, i))
        .or_else(|| day_and_month(r, i))
        .or_else(|| month_and_year(r, i))
        .or_else(|| season(r, i))
        .or_else(|| named_year(r, i))
        .or_else(|| bare_year(r, i))
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

/// Values and numbers of digits.
type Fields = [(u32, usize); 3];

fn separated_fields(r: &Reader<'_>, i: usize) -> Option<(Fields, usize)> {
    let separator = r.text(i + 1);
    let is_date = matches!(separator, "/" | "-") && r.text(i + 3) == separator;
    // Slashes may stand apart: «19 / 7 / 1436».
    let is_tight = separator == "/" || (i..i + 4).all(|at| r.is_glued(at));
    if !is_date || !is_tight || r.text(i + 5) == separator && r.is_glued(i + 4) {
        return None;
    }
    Some(([field(r.text(i))?, field(r.text(i + 2))?, field(r.text(i + 4))?], i + 4))
}

fn dotted_fields(text: &str) -> Option<Fields> {
    let mut fields = text.split('.').map(field);
    let fields = [fields.next()??, fields.next()??, fields.next()??];
    (text.bytes().filter(|byte| *byte == b'.').count() == 2).then_some(fields)
}

fn field(text: &str) -> Option<(u32, usize)> {
    let is_plain = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    Some((text.parse().ok().filter(|_| is_plain)?, text.len()))
}

fn calendar_day(year: u32, month: u32, day: u32) -> Option<Day> {
    let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    Some(Day { year: Some(i16::try_from(year).ok()?), month: Some(month), day: Some(day) })
}

/// «9 و14 أيلول», «13 إلى 17 أكتوبر», «30 مارس إلى 1 أبريل 2025», «1–4 فبراير».
fn day_interval(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let (first, next) = day(r, i)?;
    let first_month = month_after_day(r, next);
    let next = first_month.map_or(next, |month| month.next);
    let at = interval_link(r, i, next)?;
    let (second, _) = day(r, at)?;
    let last = day_and_month(r, at)?;
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
    Some(with_year(r, day, month.calendar, span, month.next))
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
fn day(r: &Reader<'_>, i: usize) -> Option<(u8, usize)> {
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

/// «مايو/أيار», «نوفمبر 2024».
fn month_and_year(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let month = month_name(r, i)?;
    let day = Day { month: Some(month.number), ..Day::default() };
    let reading = with_year(r, day, month.calendar, month.span, month.next);
    let has_year = reading.next > month.next;
    let is_date = match month.sense {
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

/// A month by its name, with its second name after a slash or in brackets.
#[derive(Debug, Clone, Copy)]
struct MonthName {
    number: u8,
    calendar: Calendar,
    sense: MonthSense,
    span: Span,
    next: usize,
    is_pair: bool,
    /// No proclitic stands in front.
    is_free: bool,
}

fn month_name(r: &Reader<'_>, i: usize) -> Option<MonthName> {
    let first = single_month(r, i)?;
    let (second, after) = match r.text(first.next) {
        "/" | "-" => match single_month(r, first.next + 1) {
            Some(second) => (second, 0),
            None => return Some(first),
        },
        "(" => match single_month(r, first.next + 1) {
            Some(second) => (second, 1),
            None => return Some(first),
        },
        // «مارس آذار»
        _ if r.word(first.next).is_bare() => match single_month(r, first.next) {
            Some(second) => (second, 0),
            None => return Some(first),
        },
        _ => return Some(first),
    };
    if second.number != first.number || after == 1 && r.text(second.next) != ")" {
        return Some(first);
    }
    let next = second.next + after;
    let span = first.span.join(r.span(next - 1));
    Some(MonthName { span, next, is_pair: true, ..first })
}

fn single_month(r: &Reader<'_>, i: usize) -> Option<MonthName> {
    let word = r.word(i);
    let Month { number, calendar, sense } = word.senses.month?;
    if word.clitics.article {
        return None;
    }
    let (number, next) = match sense {
        MonthSense::Head { second } => {
            let (first, second) = (number, second);
            (if is_second(r, i + 1)? { second } else { first }, i + 2)
        }
        MonthSense::Owner => (owned_month(r.text(i + 1))?, i + 2),
        _ => (number, i + 1),
    };
    let span = r.phrase(i, next);
    Some(MonthName { number, calendar, sense, span, next, is_pair: false, is_free: word.is_free() })
}

/// Which of the two months of a shared name: «الأول» or 1, «الثاني», «الآخر» or 2.
fn is_second(r: &Reader<'_>, i: usize) -> Option<bool> {
    match r.text(i) {
        "1" | "أول" => return Some(false),
        "2" | "ثاني" | "ثان" | "الآخر" | "الآخرة" | "الاخر" | "الاخرة" =>
        {
            return Some(true);
        }
        _ => {}
    }
    let word = r.word(i);
    match word.senses.ordinal.filter(|_| word.clitics.article && word.is_free())? {
        1 => Some(false),
        2 => Some(true),
        _ => None,
    }
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
    match year(r, at) {
        Some(year) if r.word(at).is_free() => Reading {
            date: Date::Day(Day { year: Some(year.year), ..day }),
            calendar: if calendar == Calendar::Hijri { calendar } else { year.calendar },
            span: span.join(year.span),
            next: year.next,
        },
        _ => plain,
    }
}

/// A year in digits and its era.
#[derive(Debug, Clone, Copy)]
struct Year {
    year: i16,
    calendar: Calendar,
    has_era: bool,
    span: Span,
    next: usize,
}

/// A year of four digits, or of any with an era.
fn year(r: &Reader<'_>, i: usize) -> Option<Year> {
    let literal =
        Literal::parse(r.text(i)).filter(|l| r.is_number(i) && l.is_plain && l.digits <= 4)?;
    let year = i16::try_from(literal.value).ok()?;
    let bare =
        Year { year, calendar: Calendar::Gregorian, has_era: false, span: r.span(i), next: i + 1 };
    match era(r, i + 1) {
        Some(era) => Some(Year {
            // The year before year 1 is 0.
            year: if era.is_before { 1 - year } else { year },
            calendar: era.calendar,
            has_era: true,
            span: bare.span.join(era.span),
            next: era.next,
        }),
        None => (literal.digits == 4 && (1000..3000).contains(&year)).then_some(bare),
    }
}

#[derive(Debug, Clone, Copy)]
struct Era {
    calendar: Calendar,
    is_before: bool,
    span: Span,
    next: usize,
}

/// «م», «هـ», «ميلادية», «ق.م», «قبل الميلاد».
fn era(r: &Reader<'_>, i: usize) -> Option<Era> {
    let word = r.word(i);
    let is_exponent = r.is_glued(i) && r.is_number(i + 1);
    let is_word = word.kind == Some(TokenKind::Word) && !is_exponent;
    if !is_word || !word.is_free() && word.senses.role.is_none() {
        return None;
    }
    let era = |calendar, is_before, last: usize| {
        let mut span = word.span.join(r.span(last));
        // The full stop of a sentence may cling to «م».
        if last == i && word.text.len() == 3 && word.text.ends_with('.') {
            span.end -= 1;
        }
        Some(Era { calendar, is_before, span, next: last + 1 })
    };
    match (word.text.trim_end_matches('.'), word.senses.role) {
        ("م", _) | (_, Some(Role::ChristianEra)) => era(Calendar::Gregorian, false, i),
        (_, Some(Role::HijriEra)) => era(Calendar::Hijri, false, i),
        ("ق.م", _) => era(Calendar::Gregorian, true, i),
        ("ق.ه", _) => era(Calendar::Hijri, true, i),
        ("ق", _) if matches!(r.text(i + 1).trim_end_matches('.'), "م") => {
            era(Calendar::Gregorian, true, i + 1)
        }
        (_, Some(Role::Before)) if r.has_role(i + 1, Role::Birth) => {
            era(Calendar::Gregorian, true, i + 1)
        }
        _ => None,
    }
}

/// «2022/2023», «2023-2024».
fn season(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let first = plain_year(r, i)?;
    let separator = r.text(i + 1);
    let is_even = r.is_glued(i) == r.is_glued(i + 1);
    if !(separator == "/" || is_dash(separator)) || !is_even {
        return None;
    }
    let second = plain_year(r, i + 2).or_else(|| {
        field(r.text(i + 2)).filter(|(_, n)| *n == 2).map(|(y, _)| first - first % 100 + y as i16)
    })?;
    let rises = second == first + 1 || is_dash(separator) && second > first;
    rises.then(|| Reading {
        date: Date::Season(first, second),
        calendar: Calendar::Gregorian,
        span: r.span(i).join(r.span(i + 2)),
        next: i + 3,
    })
}

fn plain_year(r: &Reader<'_>, i: usize) -> Option<i16> {
    let (value, digits) = field(r.text(i)).filter(|_| r.is_number(i))?;
    (digits == 4 && (1000..2200).contains(&value)).then(|| i16::try_from(value).ok()).flatten()
}

fn is_year_noun(r: &Reader<'_>, i: usize) -> bool {
    matches!(r.word(i).senses.unit, Some((Unit::YEAR, Form::Singular)))
}

/// «عام 1960», «سنة 630هـ», «العام 2023», «عام ألفين وعشرين».
fn named_year(r: &Reader<'_>, i: usize) -> Option<Reading> {
    if !is_year_noun(r, i) {
        return None;
    }
    let noun = r.word(i).span;
    if let Some(season) = season(r, i + 1) {
        return Some(Reading { span: noun.join(season.span), ..season });
    }
    let year = year(r, i + 1).or_else(|| year_in_words(r, i + 1))?;
    let date = Date::Day(Day { year: Some(year.year), ..Day::default() });
    let (calendar, next) = (year.calendar, year.next);
    Some(Reading { date, calendar, span: noun.join(year.span), next })
}

fn year_in_words(r: &Reader<'_>, i: usize) -> Option<Year> {
    let number = number::number(r, i).filter(|number| !number.in_digits)?;
    let year = i16::try_from(number.value).ok().filter(|year| (1000..2200).contains(year))?;
    let is_year = r.word(i).is_free() && number.value.fract().is_zero();
    is_year.then_some(Year {
        year,
        calendar: Calendar::Gregorian,
        has_era: false,
        span: number.span,
        next: number.next,
    })
}

/// «في 2024», «بحلول 2030», «583هـ»: a year that its surroundings tell from a count.
fn bare_year(r: &Reader<'_>, i: usize) -> Option<Reading> {
    let year = year(r, i)?;
    let reading = Reading {
        date: Date::Day(Day { year: Some(year.year), ..Day::default() }),
        calendar: year.calendar,
        span: year.span,
        next: year.next,
    };
    if year.has_era {
        let is_certain = match year.calendar {
            Calendar::Hijri => year.year < 1600,
            Calendar::Gregorian => (1000..2200).contains(&year.year) || year.year <= 0,
        };
        return is_certain.then_some(reading);
    }
    ((1500..2150).contains(&year.year) && is_year_place(r, i)).then_some(reading)
}

/// Whether a year may stand at `i`: a date word before it and no counted noun after it.
fn is_year_place(r: &Reader<'_>, i: usize) -> bool {
    let before = match r.text(i.wrapping_sub(1)) {
        "ال" | "ل" | "ب" | "لل" => i.checked_sub(2),
        _ => i.checked_sub(1),
    };
    let Some(before) = before else { return false };
    if counts(r, i + 1) || r.is_glued(i) && matches!(r.text(i + 1), "/" | "-" | ":") {
        return false;
    }
    if r.is_in(before, &BEFORE_DATE) || r.is_in(before, &NAMED_BY_YEAR) {
        return true;
    }
    let is_other_end = |at: usize| plain_year(r, at).is_some();
    let is_recent = plain_year(r, i).is_some_and(|year| (1950..2060).contains(&year));
    match r.text(before) {
        "من" if is_recent && !r.may_be_counted(i + 1) => true,
        "(" => matches!(r.text(i + 1), ")" | "،"),
        "بين" | "من" => {
            is_other_end(i + 2) || is_other_end(i + 3) || matches!(r.text(i + 1), "إلى" | "حتى")
        }
        "و" | "إلى" | "أو" | "ثم" => {
            (2..=4).any(|back| before.checked_sub(back - 1).is_some_and(is_other_end))
        }
        "،" => (1..=2).any(|back| before.checked_sub(back).is_some_and(is_other_end)),
        _ => false,
    }
}

/// Whether a noun that a number counts stands at `i`.
fn counts(r: &Reader<'_>, i: usize) -> bool {
    let word = r.word(i);
    if word.senses.currency.is_some() || word.senses.numeral.is_some() {
        return word.is_bare();
    }
    word.kind == Some(TokenKind::Word)
        && word.is_bare()
        && word.senses.role.is_none()
        && (word.senses.unit.is_some() || word.text.ends_with('ا') && word.text.len() > 6)
        && !word.text.starts_with(['و', 'ل', 'ب', 'ف'])
        && !word.text.starts_with("ال")
}
