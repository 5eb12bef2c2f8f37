//! Times of day: «الساعة 14:10», «التاسعة صباحاً», «الثالثة والنصف», «9 مساءً», «من 5 إلى 6 مساءً».
//!
//! TIME = \[«الساعة»\] CLOCK \[PART OF THE DAY\]. The half of the day comes from the part of the day after
//! the clock or before it, or from the other end of an interval. A number is a time only if
//! something beside it says so.

use warraq_text::{Span, TokenKind};

use crate::calendar::{Date, Time};
use crate::clock::{Clock, clock, two_digits};
use crate::day_part::{self, day_part};
use crate::elapsed;
use crate::lexicon::Role;
use crate::quantity::{Quantity, QuantityKind};
use crate::range::{is_after_between, is_dash};
use crate::reader::Reader;

/// The time that begins at token `i`, and the token after it.
pub(crate) fn time(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    r.rule("elapsed::with_unit", || elapsed::with_unit(r, i))
        .or_else(|| r.rule("time::middle", || middle(r, i)))
        .or_else(|| r.rule("time::of_day", || of_day(r, i)))
}

/// Hour and minutes with what tells the half of the day.
fn of_day(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    if r.is_number(i) && !may_go_on(r, i) {
        return None;
    }
    let clock = clock(r, i)?;
    let told = told(r, i, &clock)?;
    let is_race = clock.hour < 6 && !clock.is_announced && day_part(r, clock.next).is_none();
    if let Some(second) = clock.second.filter(|_| is_race) {
        let minute = clock.minute.unsigned_abs();
        let elapsed = elapsed::elapsed(r, i, clock.next, [clock.hour, minute, second]);
        return Some((elapsed, clock.next));
    }
    // «الثالثة إلا ربعاً» is a quarter to three.
    let (hour, minute) = match clock.minute {
        minute @ ..0 => ((told.hour + 23) % 24, minute + 60),
        minute => (told.hour, minute),
    };
    let time = Time { hour, minute: u8::try_from(minute).ok()?, second: clock.second };
    Some((quantity(r.word(i).span.join(told.end), time), told.next))
}

fn quantity(span: Span, time: Time) -> Quantity {
    let mut quantity = Quantity::new(span, QuantityKind::Time);
    quantity.date = Some(Date::Time(time));
    quantity
}

/// The hour of 24, where its words end and the token after them.
struct Told {
    hour: u8,
    end: Span,
    next: usize,
}

/// The hour of a clock at token `i` by the words around it; nothing if none makes it a time.
fn told(r: &Reader<'_>, i: usize, clock: &Clock) -> Option<Told> {
    let next = clock.next;
    if let Some((part, end, next)) = r.rule("day_part", || day_part(r, next)) {
        return Some(Told { hour: part.hour(clock.hour), end, next });
    }
    let other = r
        .rule("time::before_other_end", || before_other_end(r, i, clock))
        .or_else(|| r.rule("time::after_other_end", || after_other_end(r, i, clock)));
    // «مساء 7»
    let may_follow =
        clock.is_announced || clock.has_colon || r.is_number(i) && ends_phrase(r, next);
    let before = day_part::before(r, i).filter(|_| may_follow).map(|part| part.hour(clock.hour));
    let is_time = clock.is_announced
        || clock.has_colon
        || clock.is_rank_with_minutes
        || other.is_some()
        || before.is_some();
    let of_day = day_part::of_named_day(r, next).map(|part| part.hour(clock.hour));
    let hour = of_day.or(other).or(before).unwrap_or(clock.hour);
    is_time.then(|| Told { hour, end: r.span(next - 1), next })
}

/// Whether the number at `i` is dotted, or something beside it may make it an hour.
fn may_go_on(r: &Reader<'_>, i: usize) -> bool {
    let is_word = matches!(r.kind(i + 1), Some(TokenKind::Word | TokenKind::Latin));
    is_word
        || r.text(i + 1) == ":"
        || r.text(i).contains('.')
        || r.before(i, 1).senses.day_part.is_some()
        || r.before(i, 2).senses.day_part.is_some()
}

/// «من الرابعة إلى العاشرة مساءً»: the hour of the first end, the latest before the second.
fn before_other_end(r: &Reader<'_>, i: usize, first: &Clock) -> Option<u8> {
    let next = first.next;
    let at = match r.word(next).senses.role {
        Some(Role::To | Role::Until) => next + 1,
        _ if is_dash(r.text(next)) => next + 1,
        _ => r.joined(next).filter(|_| is_after_between(r, i))?,
    };
    let second = clock(r, at)?;
    let (part, ..) = day_part(r, second.next)?;
    let end = minutes(part.hour(second.hour), second.minute);
    Some(nearest(first.hour, |hour| (end - minutes(hour, first.minute) - 1).rem_euclid(DAY)))
}

/// «من 1:30 بعد الظهر إلى 4»: the hour of the second end, the earliest after the first. Nothing may
/// follow that its number may count.
fn after_other_end(r: &Reader<'_>, i: usize, second: &Clock) -> Option<u8> {
    let to = i.checked_sub(1)?;
    let is_linked = r.has_role(to, Role::To) || r.has_role(to, Role::Until);
    let has_part = r.before(to, 1).senses.day_part.is_some();
    if !is_linked || !has_part || !ends_phrase(r, second.next) {
        return None;
    }
    let ends_here = |start: usize| time(r, start).filter(|(_, after)| *after == to);
    let (first, _) = (to.saturating_sub(6)..to).find_map(ends_here)?;
    let Date::Time(first) = first.date? else { return None };
    let start = minutes(first.hour, i8::try_from(first.minute).ok()?);
    Some(nearest(second.hour, |hour| (minutes(hour, second.minute) - start - 1).rem_euclid(DAY)))
}

/// Minutes of a day.
const DAY: i32 = 24 * 60;

/// Minutes since midnight.
fn minutes(hour: u8, minute: i8) -> i32 {
    60 * i32::from(hour) + i32::from(minute)
}

/// The hour of 24 that an hour of 12 means: the one with the smaller distance.
fn nearest(hour: u8, distance: impl Fn(u8) -> i32) -> u8 {
    let (early, late) = (hour % 12, hour % 12 + 12);
    match hour {
        13.. => hour,
        _ if distance(late) < distance(early) => late,
        _ => early,
    }
}

/// Whether nothing that a number counts stands at `i`.
fn ends_phrase(r: &Reader<'_>, i: usize) -> bool {
    match r.kind(i) {
        None => true,
        Some(TokenKind::Word) => r.word(i).senses.role.is_some(),
        Some(TokenKind::Punctuation) => matches!(r.text(i), "." | "،" | "؛" | ")" | "!" | "؟"),
        _ => false,
    }
}

/// `T12:34:20` (ISO 8601).
pub(crate) fn iso(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let digits = r.text(i).strip_prefix('T').filter(|digits| digits.len() == 2)?;
    let hour = digits.parse().ok().filter(|hour| *hour <= 24)?;
    let is_tight = r.text(i + 1) == ":" && r.is_glued(i) && r.is_glued(i + 1);
    let minute = two_digits(r, i + 2).filter(|_| is_tight)?;
    let has_seconds = r.text(i + 3) == ":" && r.is_glued(i + 2) && r.is_glued(i + 3);
    let second = two_digits(r, i + 4).filter(|_| has_seconds);
    let next = if second.is_some() { i + 5 } else { i + 3 };
    let span = r.span(i).join(r.span(next - 1));
    Some((quantity(span, Time { hour, minute, second }), next))
}

/// «منتصف الليل», «منتصف النهار»; without a day of reference they are mere parts of the day.
fn middle(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let at = if r.text(i + 1) == "-" { i + 2 } else { i + 1 };
    let hour = match r.text(at) {
        "الليل" => 0,
        "النهار" => 12,
        _ => return None,
    };
    let is_exact = r.document.reference.is_some();
    let is_middle = is_exact && r.has_role(i, Role::Middle) && !r.word(i).clitics.article;
    let time = Time { hour, minute: 0, second: None };
    is_middle.then(|| (quantity(r.phrase(i, at + 1), time), at + 1))
}
