//! Signs before a number: «-10», «+0.47%», «سالب خمسة», «سالب دولاران», «+5000 موظف».

use rust_decimal::Decimal;

use crate::amount::{Amount, Dimension, with_dimension};
use crate::counted;
use crate::lexicon::Role;
use crate::number;
use crate::range::is_dash;
use crate::reader::Reader;
use crate::unit::Unit;

/// The amount whose sign stands at token `i`.
pub(crate) fn signed(r: &Reader<'_>, i: usize) -> Option<Amount> {
    match r.text(i) {
        "+" => plus(r, i),
        "-" | "\u{2212}" | "–" => minus(r, i),
        _ if r.has_role(i, Role::Minus) => {
            let amount = numbered(r, i + 1).or_else(|| counted::without_number(r, i + 1))?;
            Some(negative(r, i, amount))
        }
        _ => None,
    }
}

fn numbered(r: &Reader<'_>, i: usize) -> Option<Amount> {
    number::number(r, i).map(|number| with_dimension(r, number))
}

/// Whether the sign at `i` stands at digits, and not between two things.
fn is_tight(r: &Reader<'_>, i: usize) -> bool {
    let is_free = !r.is_glued_before(i) || matches!(r.before(i, 1).text, "(" | "و" | "ب" | "ل");
    is_free && r.is_number(i + 1) && r.is_glued(i)
}

/// «+0.47%», «+5000 موظف»; before nothing that is counted the plus is a sum's or a list's.
fn plus(r: &Reader<'_>, i: usize) -> Option<Amount> {
    let amount = numbered(r, i + 1).filter(|_| is_tight(r, i))?;
    let amount = Amount { span: r.span(i).join(amount.span), ..amount };
    if !matches!(amount.dimension, Dimension::Count) || r.is_alone(i, amount.next) {
        return Some(amount);
    }
    let is_counted = !r.is_number(i.wrapping_sub(1)) && r.may_be_counted(amount.next);
    is_counted.then_some(Amount { is_at_least: true, ..amount })
}

/// «-10», and «- 2 درجة» at the beginning of a line.
fn minus(r: &Reader<'_>, i: usize) -> Option<Amount> {
    let is_tight = is_tight(r, i);
    let amount = numbered(r, i + 1).filter(|_| is_tight || i == 0 && r.is_number(1))?;
    let is_degree = matches!(amount.dimension, Dimension::Unit(Unit::DEGREE | Unit::FAHRENHEIT));
    // «-15 عاماً-» stands between dashes.
    let is_aside = is_dash(r.text(amount.next)) && r.is_glued_before(amount.next);
    (!is_aside && (is_tight || is_degree)).then(|| negative(r, i, amount))
}

/// The amount below zero, with its sign at `i`.
fn negative(r: &Reader<'_>, i: usize, amount: Amount) -> Amount {
    let mut number = amount.number;
    if let Some(number) = &mut number {
        number.value *= Decimal::NEGATIVE_ONE;
        number.coefficient *= Decimal::NEGATIVE_ONE;
    }
    Amount { span: r.span(i).join(amount.span), value: -amount.value, number, ..amount }
}
