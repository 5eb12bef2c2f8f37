//! Hours and minutes: «14:10», «التاسعة», «الثالثة والنصف», «8.30», «السادسة إلا خمس دقائق».

use rust_decimal::Decimal;

use crate::day_part::day_part;
use crate::digits::Literal;
use crate::group;
use crate::lexicon::{Form, Numeral, Role};
use crate::number;
use crate::reader::Reader;
use crate::unit::Unit;

/// Hour and minutes in the text, before the part of the day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    pub(crate) hour: u8,
    /// Negative before the hour.
    pub(crate) minute: i8,
    pub(crate) second: Option<u8>,
    pub(crate) next: usize,
    /// After «الساعة».
    pub(crate) is_announced: bool,
    pub(crate) has_colon: bool,
    /// The hour is told as a rank («الثالثة») and minutes with it.
    pub(crate) is_rank_with_minutes: bool,
}

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

/// The hour at token `i`, perhaps after «الساعة», with its minutes.
pub(crate) fn clock(r: &Reader<'_>, i: usize) -> Option<Clock> {
    let is_announced = is_the_hour(r, i);
    let at = if is_announced { i + 1 } else { i };
    let hour = dotted_hour(r, at).or_else(|| hour(r, at))?;
    let minutes = hour.minute.map(|minute| (minute, None, hour.next)).or_else(|| minutes(r, &hour));
    let (minute, second, next) = minutes.unwrap_or((0, None, hour.next));
    Some(Clock {
        hour: hour.hour,
        minute,
        second,
        next,
        is_announced,
        has_colon: minutes.is_some() && r.text(hour.next) == ":",
        is_rank_with_minutes: minutes.is_some() && hour.is_rank,
    })
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
        let ten = r.word(i + 1);
        let has_ten = ten.senses.numeral == Some(Numeral::Ten) && ten.is_bare();
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
    let third = || r.text(at).ends_with("ثلثا").then(|| Decimal::ONE / Decimal::from(3));
    if let Some(part) = number::simple_part(r, at).or_else(third) {
        let minutes = i8::try_from((part * Decimal::from(60)).round()).ok()?;
        // «العاشرة والنصف إلا خمس دقائق»
        return Some(match told_minutes(r, at + 2).filter(|_| r.has_role(at + 1, Role::Except)) {
            Some((fewer, next)) => (sign * minutes - fewer, None, next),
            None => (sign * minutes, None, at + 1),
        });
    }
    if let Some((minutes, next)) = told_minutes(r, at) {
        return Some((sign * minutes, None, next));
    }
    let (count, next) = group::small(r, at)?;
    let minutes = i8::try_from(count).ok().filter(|minutes| *minutes < 60)?;
    // «السابعة وخمس وثلاثين مساءً»
    let is_told = hour.is_rank && sign > 0 && day_part(r, next).is_some();
    is_told.then_some((minutes, None, next))
}

/// «خمس دقائق», «عشرين دقيقة» at `i`, and the token after it.
fn told_minutes(r: &Reader<'_>, i: usize) -> Option<(i8, usize)> {
    let (count, next) = group::small(r, i)?;
    let minutes = i8::try_from(count).ok().filter(|minutes| *minutes < 60)?;
    matches!(r.word(next).senses.unit, Some((Unit::MINUTE, _))).then_some((minutes, next + 1))
}

/// A number of two digits below sixty.
pub(crate) fn two_digits(r: &Reader<'_>, i: usize) -> Option<u8> {
    let text = r.text(i);
    text.parse().ok().filter(|value| text.len() == 2 && *value < 60)
}
