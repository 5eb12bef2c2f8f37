//! Numbers in digits that take more than one token: «79 999», «1'250'000», «2½», «75ر130».

use rust_decimal::Decimal;

use crate::digits::Literal;
use crate::fraction;
use crate::number::{self, Number};
use crate::reader::Reader;

/// Digits, with groups of three set apart by spaces or apostrophes, and perhaps a part: «79 999», «2½».
pub(crate) fn figures(r: &Reader<'_>, i: usize) -> Option<Number> {
    if let Some(number) = reversed_decimals(r, i) {
        return Some(number);
    }
    if let Some(number) = grouped_by_comma(r, i) {
        return Some(number);
    }
    let literal = Literal::parse(r.text(i))?;
    let mut value = literal.value;
    let mut next = i + 1;
    let may_begin = literal.is_plain && literal.digits <= 3 && !r.text(i).starts_with('0');
    // «1٬000 000»
    if may_begin || r.text(i).contains('٬') && value.fract().is_zero() {
        let group_at = |at| spaced_group(r, at).or_else(|| group_after_apostrophe(r, at));
        while let Some((group, after)) = group_at(next).filter(|_| next - i < 10) {
            value = value * Decimal::ONE_THOUSAND + group;
            next = after;
        }
    }
    if let Some(part) = fraction::glyph(r, next).filter(|_| r.is_glued_before(next)) {
        value += part.round_dp(4);
        next += 1;
    }
    let is_grouped = next > i + 1;
    Some(Number {
        decimal: literal.decimal.filter(|_| !is_grouped),
        is_plain: literal.is_plain && !is_grouped,
        in_digits: true,
        ..Number::plain(r.phrase(i, next), next, value)
    })
}

/// «75ر130» is 130.75: news agencies write «ر» for the decimal point, and the decimals first.
fn reversed_decimals(r: &Reader<'_>, i: usize) -> Option<Number> {
    let is_tight = r.is_glued(i) && r.is_glued(i + 1) && r.text(i + 1) == "ر";
    let decimals = Literal::parse(r.text(i)).filter(|l| is_tight && l.is_plain && l.digits <= 6)?;
    let whole = Literal::parse(r.text(i + 2)).filter(|literal| literal.is_plain)?;
    let scale = number::power_of_ten(decimals.digits as u8);
    let decimal = whole.value.checked_add(decimals.value / scale)?;
    let grouped = whole.value.checked_mul(scale)?.checked_add(decimals.value)?;
    let is_group = decimals.digits == 3 && whole.digits <= 3;
    let value = if is_group { grouped } else { decimal };
    Some(Number {
        decimal: is_group.then_some((decimal, '.')),
        in_digits: true,
        ..Number::plain(r.phrase(i, i + 3), i + 3, value)
    })
}

/// «.75», «٫05»: decimals without a whole part.
pub(crate) fn decimals_alone(r: &Reader<'_>, i: usize) -> Option<Number> {
    let is_point = matches!(r.text(i), "." | "٫") && r.is_glued(i) && !r.is_glued_before(i);
    let literal =
        Literal::parse(r.text(i + 1)).filter(|l| is_point && l.is_plain && l.digits < 19)?;
    let value = literal.value / number::power_of_ten(literal.digits as u8);
    Some(Number { in_digits: true, ..Number::plain(r.phrase(i, i + 2), i + 2, value) })
}

/// «12،220» with an Arabic comma before three digits, perhaps with decimals: 12,220.
fn grouped_by_comma(r: &Reader<'_>, i: usize) -> Option<Number> {
    let is_tight = r.text(i + 1) == "،" && r.is_glued(i) && r.is_glued(i + 1);
    let is_chain = r.text(i + 3) == "،" && r.is_glued(i + 2);
    if !is_tight || is_chain || !r.is_number(i + 2) {
        return None;
    }
    let text = r.text(i + 2);
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let thousands = Literal::parse(r.text(i)).filter(|l| l.is_plain && l.digits <= 3)?;
    let rest = Literal::parse(text).filter(|_| whole == 3)?;
    let rest = rest.decimal.map_or(rest.value, |(decimal, _)| decimal);
    let value = thousands.value * Decimal::ONE_THOUSAND + rest;
    Some(Number { in_digits: true, ..Number::plain(r.phrase(i, i + 3), i + 3, value) })
}

/// A group of three digits at `i` and the token after it.
fn group_of_three(r: &Reader<'_>, i: usize) -> Option<(Decimal, usize)> {
    let text = Some(r.text(i)).filter(|text| r.is_number(i) && text.len() == 3)?;
    Some((text.parse().ok()?, i + 1))
}

/// «79 999».
fn spaced_group(r: &Reader<'_>, i: usize) -> Option<(Decimal, usize)> {
    let gap = r.span(i).start.checked_sub(r.span(i.checked_sub(1)?).end)?;
    group_of_three(r, i).filter(|_| (1..=3).contains(&gap))
}

/// «79'999».
fn group_after_apostrophe(r: &Reader<'_>, i: usize) -> Option<(Decimal, usize)> {
    let is_tight = matches!(r.text(i), "'" | "’") && r.is_glued(i) && r.is_glued_before(i);
    group_of_three(r, i + 1).filter(|_| is_tight)
}
