//! Number words below a thousand, the coefficients of scales.

use rust_decimal::Decimal;

use warraq_text::TokenKind;

use crate::digits::Literal;
use crate::lexicon::{Form, Numeral, Part, Role};
use crate::number;
use crate::range::is_after_between;
use crate::reader::Reader;

/// A number of words below a thousand, or one token of digits.
pub(crate) fn small(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    if r.is_number(i) {
        let literal = Literal::parse(r.text(i)).filter(|literal| literal.is_plain)?;
        return Some((literal.value.try_into().ok()?, i + 1));
    }
    group(r, i)
}

/// Number words below a thousand: hundreds, «و», units, «و», tens.
pub(crate) fn group(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    let (hundreds, next) = match r.word(i).senses.numeral? {
        Numeral::Hundred => (100, i + 1),
        Numeral::Hundreds(value) if value % 100 > 0 => return Some((u32::from(value), i + 1)),
        Numeral::Hundreds(value) => (u32::from(value), i + 1),
        Numeral::Unit(unit @ 3..=9) if is_bare_hundred(r, i + 1) => (u32::from(unit) * 100, i + 2),
        _ => return below_hundred(r, i),
    };
    let rest = match r.joined(next) {
        Some(at) => {
            let is_new_hundred = matches!(r.word(at).senses.numeral, Some(Numeral::Unit(3..=9)))
                && is_bare_hundred(r, at + 1);
            below_hundred(r, at)
                .filter(|(value, next)| *value > 0 && !is_new_hundred && !is_parts(r, *next))
        }
        None => units_and_tens(r, next),
    };
    match rest {
        Some((value, next)) => Some((hundreds + value, next)),
        // In dialect 200, elsewhere "solid".
        None if r.text(i).ends_with("متين") => None,
        None => Some((hundreds, next)),
    }
}

/// In dialect right after a hundred: «مية خمسة وعشرين».
fn units_and_tens(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    let word = r.word(i);
    let is_unit = matches!(word.senses.numeral, Some(Numeral::Unit(_))) && word.is_bare();
    below_hundred(r, i).filter(|(value, _)| is_unit && *value > 20)
}

/// «أرباع»: the number before it belongs to it.
fn is_parts(r: &Reader<'_>, i: usize) -> bool {
    matches!(r.word(i).senses.part, Some(Part { count: 0, .. }))
}

fn is_bare_hundred(r: &Reader<'_>, i: usize) -> bool {
    let word = r.word(i);
    matches!(word.senses.numeral, Some(Numeral::Hundred | Numeral::HundredPlural)) && word.is_bare()
}

fn below_hundred(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    let units = match r.word(i).senses.numeral? {
        Numeral::Zero => return Some((0, i + 1)),
        Numeral::Ten => return Some((10, i + 1)),
        Numeral::Glued(value) => return Some((u32::from(value), i + 1)),
        Numeral::Tens(value) => return Some(tens_and_units(r, i, u32::from(value))),
        Numeral::Unit(unit) => u32::from(unit),
        Numeral::Construct(value) => return construct(r, i, u32::from(value)),
        _ => return None,
    };
    construct(r, i, units).or(Some((units, i + 1)))
}

/// «أربعين وخمسة» at a pause or before a unit is 45, said the other way round.
fn tens_and_units(r: &Reader<'_>, i: usize, tens: u32) -> (u32, usize) {
    let units = r.joined(i + 1).and_then(|at| match r.word(at).senses.numeral? {
        Numeral::Unit(units) if !r.word(at).clitics.article => Some((u32::from(units), at + 1)),
        _ => None,
    });
    let ends = |next: usize| {
        let word = r.word(next);
        let is_unit = word.senses.unit.is_some() || word.senses.currency.is_some();
        let is_word = matches!(word.kind, Some(TokenKind::Word | TokenKind::Number));
        !is_word || is_unit && word.is_bare() && word.senses.part.is_none()
    };
    match units.filter(|(_, next)| ends(*next) && !is_after_between(r, i)) {
        Some((units, next)) => (tens + units, next),
        None => (tens, i + 1),
    }
}

/// Units before عشر or «و» and a ten: «اثنا عشر», «إحدى وعشرون».
fn construct(r: &Reader<'_>, i: usize, units: u32) -> Option<(u32, usize)> {
    let ten = r.word(i + 1);
    if ten.senses.numeral == Some(Numeral::Ten) && ten.is_bare() {
        return Some((10 + units, i + 2));
    }
    let at = r.joined(i + 1).filter(|_| !r.word(i).senses.weekday)?;
    match r.word(at).senses.numeral? {
        Numeral::Tens(tens) => Some((u32::from(tens) + units, at + 1)),
        _ => None,
    }
}

/// «أربعة فاصلة خمسة»: the words after «فاصلة» are digits.
pub(crate) fn decimals(r: &Reader<'_>, i: usize) -> Option<(Decimal, usize)> {
    if !r.has_role(i, Role::Point) {
        return None;
    }
    if let Some(row) = digit_by_digit(r, i + 1) {
        return Some(row);
    }
    let mut zeros = 0;
    let mut at = i + 1;
    while r.word(at).senses.numeral == Some(Numeral::Zero) && zeros < 6 {
        zeros += 1;
        at += 1;
    }
    let (decimals, next) = match r.word(at).senses.numeral {
        // «واحد فاصلة ألف وعشرة»
        Some(Numeral::Scale { zeros: 3, form: Form::Singular }) => {
            let number = number::number(r, at)?;
            (u32::try_from(number.value).ok()?, number.next)
        }
        _ => small(r, at)?,
    };
    let written = decimals.checked_ilog10().unwrap_or(0) + 1;
    let (places, next) = of_power(r, next, written).unwrap_or((zeros + written, next));
    let decimals = Decimal::try_from_i128_with_scale(i128::from(decimals), places).ok()?;
    Some((decimals, next))
}

/// «واحد أربعة واحد خمسة»: decimals told one by one, at least four, of which the last is no zero.
fn digit_by_digit(r: &Reader<'_>, i: usize) -> Option<(Decimal, usize)> {
    let (mut mantissa, mut places) = (0_i128, 0_u32);
    while places < 18 {
        let word = r.word(i + places as usize);
        let digit = match word.senses.numeral.filter(|_| word.is_bare()) {
            Some(Numeral::Zero) => 0,
            Some(Numeral::Unit(digit)) => i128::from(digit),
            _ => break,
        };
        mantissa = 10 * mantissa + digit;
        places += 1;
    }
    // A hundred or ten after the last digit is not of the row.
    let after = r.word(i + places as usize);
    let is_row =
        places > 3 && after.senses.numeral.is_none() && r.joined(i + places as usize).is_none();
    let decimals = Decimal::try_from_i128_with_scale(mantissa, places).ok()?;
    is_row.then_some((decimals, i + places as usize))
}

/// «من عشرة», «من مئة», «من عشرة آلاف» after decimals of `written` digits: their number of places,
/// and the token after it.
pub(crate) fn of_power(r: &Reader<'_>, i: usize, written: u32) -> Option<(u32, usize)> {
    let mut zeros: u32 = match r.word(i + 1).senses.numeral.filter(|_| r.text(i) == "من")? {
        Numeral::Ten => 1,
        Numeral::Hundred => 2,
        Numeral::Scale { zeros, form: Form::Singular } => u32::from(zeros),
        _ => return None,
    };
    let mut next = i + 2;
    if let Some(Numeral::Scale { zeros: more, .. }) =
        r.word(next).senses.numeral.filter(|_| zeros < 3)
    {
        zeros += u32::from(more);
        next += 1;
    }
    (written <= zeros && zeros <= 15 && r.word(i + 1).is_free()).then_some((zeros, next))
}
