//! Times of day: «الساعة 14:10», «التاسعة صباحاً», «الثالثة والنصف», «9 مساءً», «4:30 م».

use rust_decimal::Decimal;
use warraq_text::{Span, TokenKind};

use crate::calendar::{Date, Time};
use crate::digits::Literal;
use crate::group;
use crate::lexicon::{DayPart, Form, Numeral, Role};
use crate::number;
use crate::quantity::{Quantity, QuantityKind};
use crate::range::{is_after_between, is_dash};
use crate::reader::Reader;
use crate::unit::Unit;

/// An hour in the text, before minutes and part of the day.
#[derive(Debug, Clone, Copy)]
struct Hour {
    hour: u8,
    next: usize,
    /// Told as a rank, «الثالثة», which without «الساعة» is a time only with more beside it.
    is_rank: bool,
    /// The minute told in one number with the hour: «8.30».
    minute: Option<i8>,
}

/// The time that begins at token `i`, and the token after it.
pub(crate) fn time(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    if let Some(elapsed) = elapsed_with_unit(r, i) {
        return Some(elapsed);
    }
    if let Some(found) = middle(r, i) {
        return Some(found);
    }
    let is_announced = is_the_hour(r, i);
    if r.is_number(i) && !may_go_on(r, i) {
        return None;
    }
    let at = if is_announced { i + 1 } else { i };
    let hour = dotted_hour(r, at).or_else(|| hour(r, at))?;
    let minutes = hour.minute.map(|minute| (minute, None, hour.next)).or_else(|| minutes(r, &hour));
    let (minute, second, mut next) = minutes.unwrap_or((0, None, hour.next));
    let part = day_part(r, next);
    let shared = if part.is_none() { shared_part(r, i, next) } else { None };
    let has_colon = minutes.is_some() && r.text(hour.next) == ":";
    let before = part_before(r, i).filter(|_| is_announced || has_colon);
    let is_time = is_announced
        || part.is_some()
        || shared.is_some()
        || has_colon
        || minutes.is_some() && hour.is_rank;
    if !is_time || (hour.hour > 12 && part.is_some_and(|_| hour.hour > 24)) {
        return None;
    }
    let is_race = hour.hour < 6;
    if let Some(second) = second.filter(|_| !is_announced && part.is_none() && is_race) {
        return Some((elapsed(r, i, next, [hour.hour, minute.unsigned_abs(), second]), next));
    }
    let mut value = hour.hour;
    let mut last = r.span(next - 1);
    if let Some((part, end, after)) = part {
        value = part.hour(value);
        last = end;
        next = after;
    } else if let Some(part) = part_of_a_day(r, next).or(shared).or(before) {
        value = part.hour(value);
    }
    // «الثالثة إلا ربعاً» is a quarter to three.
    let (value, minute) =
        if minute < 0 { ((value + 23) % 24, minute + 60) } else { (value, minute) };
    let minute = u8::try_from(minute).ok()?;
    let span = r.word(i).span.join(last);
    let mut quantity = Quantity::new(span, QuantityKind::Time);
    quantity.date = Some(Date::Time(Time { hour: value, minute, second }));
    Some((quantity, next))
}

/// Whether the number at `i` is dotted, or something follows that may make it an hour.
fn may_go_on(r: &Reader<'_>, i: usize) -> bool {
    let is_word = matches!(r.kind(i + 1), Some(TokenKind::Word | TokenKind::Latin));
    is_word || r.text(i + 1) == ":" || r.text(i).contains('.')
}

/// «منتصف الليل», «منتصف النهار»; without a day of reference they are mere parts of the day.
fn middle(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let hour = match r.text(i + 1) {
        "الليل" => 0,
        "النهار" => 12,
        _ => return None,
    };
    let is_exact = r.document.reference.is_some();
    let is_middle = is_exact && r.has_role(i, Role::Middle) && !r.word(i).clitics.article;
    let mut quantity = Quantity::new(r.phrase(i, i + 2), QuantityKind::Time);
    quantity.date = Some(Date::Time(Time { hour, minute: 0, second: None }));
    is_middle.then_some((quantity, i + 2))
}

/// «من 5 إلى 6 مساءً»: the part of the day told after the second of two hours.
fn shared_part(r: &Reader<'_>, i: usize, next: usize) -> Option<DayPart> {
    let at = match r.word(next).senses.role {
        Some(Role::To | Role::Until) => next + 1,
        _ if is_dash(r.text(next)) => next + 1,
        _ => r.joined(next).filter(|_| is_after_between(r, i))?,
    };
    let at = if is_the_hour(r, at) { at + 1 } else { at };
    let second = hour(r, at)?;
    let next = minutes(r, &second).map_or(second.next, |(_, _, next)| next);
    Some(day_part(r, next)?.0)
}

/// «مساءً 7:00», «بعد الظهر الساعة 7».
fn part_before(r: &Reader<'_>, i: usize) -> Option<DayPart> {
    let word = r.before(i, 1);
    let part = word.senses.day_part?;
    Some(if r.before(i, 2).text == "بعد" { DayPart::Afternoon } else { part })
}

/// «2:02:35»: hours, minutes and seconds of a race.
fn elapsed(r: &Reader<'_>, i: usize, next: usize, [h, m, s]: [u8; 3]) -> Quantity {
    let seconds = Decimal::from(3600 * u32::from(h) + 60 * u32::from(m) + u32::from(s));
    let hours = (seconds / Decimal::from(3600)).round_dp(4).normalize();
    let span = r.span(i).join(r.span(next - 1));
    let quantity = Quantity::with_value(span, QuantityKind::Duration, hours);
    Quantity { unit: Some(Unit::HOUR), ..quantity }
}

/// «3:28.91 دقائق»: minutes and seconds, or hours and minutes, with the larger unit.
fn elapsed_with_unit(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let is_tight = r.text(i + 1) == ":" && r.is_glued(i) && r.is_glued(i + 1);
    let (unit, _) = r.word(i + 3).senses.unit.filter(|_| is_tight && r.word(i + 3).is_bare())?;
    if unit != Unit::MINUTE && unit != Unit::HOUR {
        return None;
    }
    let whole = Literal::parse(r.text(i)).filter(|literal| literal.is_plain)?;
    let parts = Literal::parse(r.text(i + 2))?;
    let parts = parts.decimal.map_or(parts.value, |(decimal, _)| decimal);
    let value = (whole.value + parts / Decimal::from(60)).round_dp(4).normalize();
    let quantity = Quantity::with_value(r.phrase(i, i + 4), QuantityKind::Duration, value);
    Some((Quantity { unit: Some(unit), ..quantity }, i + 4))
}

/// «الساعة».
fn is_the_hour(r: &Reader<'_>, i: usize) -> bool {
    let word = r.word(i);
    word.senses.unit == Some((Unit::HOUR, Form::Singular)) && word.clitics.article
}

/// «8.30», which is a time only after «الساعة» or before a part of the day, and «الساعة 0621».
fn dotted_hour(r: &Reader<'_>, i: usize) -> Option<Hour> {
    let text = r.text(i);
    let (hour, minute) = text.split_once('.').or(text.split_at_checked(2))?;
    let is_announced = i.checked_sub(1).is_some_and(|before| is_the_hour(r, before));
    // «2.34 م» is a length.
    let is_dotted = text.contains('.');
    let is_time = is_announced || is_dotted && r.text(i + 1) != "م" && day_part(r, i + 1).is_some();
    let minute = minute.parse().ok().filter(|m| minute.len() == 2 && (0..60).contains(m));
    let hour = hour.parse().ok().filter(|hour| *hour <= 24 && r.is_number(i))?;
    (is_time && minute.is_some()).then_some(Hour { hour, next: i + 1, is_rank: false, minute })
}

fn hour(r: &Reader<'_>, i: usize) -> Option<Hour> {
    if r.is_number(i) {
        let literal = Literal::parse(r.text(i)).filter(|l| l.is_plain && l.digits <= 2)?;
        let hour = u8::try_from(literal.value).ok().filter(|hour| *hour <= 24)?;
        return Some(Hour { hour, next: i + 1, is_rank: false, minute: None });
    }
    let word = r.word(i);
    if let Some(rank) = word.senses.ordinal.filter(|_| word.clitics.article) {
        let has_ten = r.word(i + 1).senses.numeral == Some(Numeral::Ten);
        let (hour, next) = if has_ten { (rank % 10 + 10, i + 2) } else { (rank, i + 1) };
        return Some(Hour { hour, next, is_rank: true, minute: None })
            .filter(|hour| hour.hour <= 12);
    }
    // «الواحدة», «العاشرة» and in dialect any cardinal: «ستة ونص الصبح».
    let (value, next) = group::small(r, i)?;
    let hour = u8::try_from(value).ok().filter(|hour| (1..=12).contains(hour))?;
    let is_rank = word.clitics.article && word.senses.numeral == Some(Numeral::Unit(1));
    Some(Hour { hour, next, is_rank, minute: None })
}

/// Minutes after the hour (negative before it), seconds, and the token after them.
fn minutes(r: &Reader<'_>, hour: &Hour) -> Option<(i8, Option<u8>, usize)> {
    let at = hour.next;
    if r.text(at) == ":" && r.is_glued(at) && r.is_glued_before(at) && !hour.is_rank {
        let minute = two_digits(r, at + 1)?;
        let has_seconds = r.text(at + 2) == ":" && r.is_glued(at + 1) && r.is_glued(at + 2);
        let second = has_seconds.then(|| two_digits(r, at + 3)).flatten();
        let next = if second.is_some() { at + 4 } else { at + 2 };
        return Some((minute as i8, second, next));
    }
    let (at, sign) = match r.joined(at) {
        Some(at) => (at, 1),
        None if r.has_role(at, Role::Except) => (at + 1, -1),
        None => return None,
    };
    if let Some(part) = number::simple_part(r, at) {
        let minutes = i8::try_from((part * Decimal::from(60)).round()).ok()?;
        return Some((sign * minutes, None, at + 1));
    }
    let (count, next) = group::small(r, at)?;
    let minutes = i8::try_from(count).ok().filter(|minutes| *minutes < 60)?;
    if matches!(r.word(next).senses.unit, Some((Unit::MINUTE, _))) {
        return Some((sign * minutes, None, next + 1));
    }
    // «السابعة وخمس وثلاثين مساءً»
    let is_told = hour.is_rank && sign > 0 && day_part(r, next).is_some();
    is_told.then_some((minutes, None, next))
}

fn two_digits(r: &Reader<'_>, i: usize) -> Option<u8> {
    let text = r.text(i);
    text.parse().ok().filter(|value| text.len() == 2 && *value < 60)
}

/// The part of the day at `i`, where it ends and the token after it.
fn day_part(r: &Reader<'_>, i: usize) -> Option<(DayPart, Span, usize)> {
    let word = r.word(i);
    let letter = match word.text.trim_end_matches('.') {
        "ص" => Some(DayPart::Morning),
        "م" => Some(DayPart::Evening),
        "AM" | "am" | "a.m" => Some(DayPart::Morning),
        "PM" | "pm" | "p.m" => Some(DayPart::Evening),
        _ => None,
    };
    if let Some(part) = letter {
        let mut span = word.span;
        if word.text.ends_with('.') {
            span.end -= 1;
        }
        return Some((part, span, i + 1));
    }
    // «د الليل», «بعد الظهر», «في المساء»
    let at = match word.text {
        "د" | "ديال" | "بعد" | "في" => i + 1,
        _ => i,
    };
    let word = r.word(at);
    let part = word.senses.day_part.filter(|_| word.kind == Some(TokenKind::Word))?;
    let in_phrase = at > i && word.clitics.article;
    let clitics = word.clitics;
    let alone = at == i && !(clitics.and || clitics.fa || clitics.to || clitics.like);
    let part = if r.text(i) == "بعد" { DayPart::Afternoon } else { part };
    let is_time = in_phrase || alone && !is_of_a_day(r, at);
    is_time.then_some((part, word.span, at + 1))
}

/// «صباح الأربعاء», «من مساء اليوم»: tells the half of the day, but belongs to the day's name.
fn part_of_a_day(r: &Reader<'_>, i: usize) -> Option<DayPart> {
    let at = if matches!(r.text(i), "من" | "في") { i + 1 } else { i };
    let word = r.word(at);
    word.senses.day_part.filter(|_| word.is_free())
}

/// «صباح الأربعاء»: the part belongs to the day named after it.
fn is_of_a_day(r: &Reader<'_>, i: usize) -> bool {
    let next = r.word(i + 1);
    let is_day =
        next.senses.weekday || matches!(next.text, "اليوم" | "أمس" | "غد" | "الغد" | "غدا" | "يوم");
    is_day && !r.word(i).text.ends_with('ا') && !r.word(i).clitics.article
}
