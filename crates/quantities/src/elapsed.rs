//! Times of races and games: «2:02:35», «3:28.91 دقائق».

use rust_decimal::Decimal;

use crate::digits::Literal;
use crate::quantity::{Quantity, QuantityKind};
use crate::reader::Reader;
use crate::unit::Unit;

/// «2:02:35»: hours, minutes and seconds of a race.
pub(crate) fn elapsed(r: &Reader<'_>, i: usize, next: usize, [h, m, s]: [u8; 3]) -> Quantity {
    let seconds = Decimal::from(3600 * u32::from(h) + 60 * u32::from(m) + u32::from(s));
    let hours = (seconds / Decimal::from(3600)).round_dp(4).normalize();
    let span = r.span(i).join(r.span(next - 1));
    let quantity = Quantity::with_value(span, QuantityKind::Duration, hours);
    Quantity { unit: Some(Unit::HOUR), ..quantity }
}

/// «3:28.91 دقائق»: minutes and seconds, or hours and minutes, with the larger unit.
pub(crate) fn with_unit(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
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
