//! Number words below a thousand, the coefficients of scales.

use rust_decimal::Decimal;

use crate::digits::Literal;
use crate::lexicon::{Numeral, Role};
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
        Numeral::Hundreds(value) => (u32::from(value), i + 1),
        Numeral::Unit(unit @ 3..=9) if is_bare_hundred(r, i + 1) => (u32::from(unit) * 100, i + 2),
        _ => return below_hundred(r, i),
    };
    let rest = r.joined(next).and_then(|at| {
        let word = r.word(at);
        let is_new_hundred =
            matches!(word.senses.numeral, Some(Numeral::Unit(3..=9))) && is_bare_hundred(r, at + 1);
        below_hundred(r, at).filter(|(value, _)| *value > 0 && !is_new_hundred)
    });
    Some(rest.map_or((hundreds, next), |(value, next)| (hundreds + value, next)))
}

fn is_bare_hundred(r: &Reader<'_>, i: usize) -> bool {
    let word = r.word(i);
    word.senses.numeral == Some(Numeral::Hundred) && word.is_bare()
}

fn below_hundred(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    let units = match r.word(i).senses.numeral? {
        Numeral::Zero => return Some((0, i + 1)),
        Numeral::Ten => return Some((10, i + 1)),
        Numeral::Teen(value) | Numeral::Tens(value) => return Some((u32::from(value), i + 1)),
        Numeral::Unit(unit) => u32::from(unit),
        Numeral::Construct(value) => return construct(r, i, u32::from(value)),
        _ => return None,
    };
    construct(r, i, units).or(Some((units, i + 1)))
}

/// Units before عشر or «و» and a ten: «اثنا عشر», «إحدى وعشرون».
fn construct(r: &Reader<'_>, i: usize, units: u32) -> Option<(u32, usize)> {
    let ten = r.word(i + 1);
    if ten.senses.numeral == Some(Numeral::Ten) && ten.is_bare() {
        return Some((10 + units, i + 2));
    }
    let at = r.joined(i + 1)?;
    match r.word(at).senses.numeral? {
        Numeral::Tens(tens) => Some((u32::from(tens) + units, at + 1)),
        _ => None,
    }
}

/// «أربعة فاصلة خمسة»: the words after «فاصلة» are digits.
pub(crate) fn decimals(r: &Reader<'_>, whole: u32, i: usize) -> Option<(Decimal, usize)> {
    if !r.has_role(i, Role::Point) {
        return None;
    }
    let mut zeros = 0;
    let mut at = i + 1;
    while r.word(at).senses.numeral == Some(Numeral::Zero) && zeros < 6 {
        zeros += 1;
        at += 1;
    }
    let (decimals, next) = small(r, at)?;
    let places = zeros + decimals.checked_ilog10().unwrap_or(0) + 1;
    let decimals = Decimal::try_from_i128_with_scale(i128::from(decimals), places).ok()?;
    Some((Decimal::from(whole) + decimals, next))
}
