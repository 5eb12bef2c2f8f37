//! Amounts told in several steps: a part of the unit after it («ساعة ونصف»), smaller units («خمسة
//! ريالات و900 بيسة»). The value is told in the largest unit.

use rust_decimal::Decimal;
use warraq_text::{Span, TokenKind};

use crate::amount::{Amount, Dimension};
use crate::lexicon::{Form, Part, Role};
use crate::measure::{self, UnitPhrase};
use crate::money::{self, Money};
use crate::number;
use crate::reader::Reader;
use crate::unit::Unit;
use crate::{fraction, group};

/// «ساعة ونصف الساعة», «خمسة ريالات و900 بيسة», «ساعة إلا ربعاً».
pub(crate) fn with_smaller_units(r: &Reader<'_>, mut amount: Amount) -> Amount {
    let scale = amount.number.map_or(Decimal::ONE, |number| number.scale);
    let part = || part_of_same(r, amount.dimension, scale, amount.next);
    if let Some((part, next)) = r.rule("compound::part_of_same", part) {
        let span = amount.span.join(r.word(next - 1).span);
        let value = amount.value + part;
        return Amount { value, next, span, is_sum: true, ..amount };
    }
    let mut smallest = amount.dimension;
    for _ in 0..4 {
        let Some(at) = r.joined(amount.next) else { break };
        let part = || smaller(r, at, &amount, smallest);
        let Some((value, dimension, span, next)) = r.rule("compound::smaller", part) else { break };
        amount.value += value;
        amount.span = amount.span.join(span);
        amount.next = next;
        amount.is_sum = true;
        smallest = dimension;
        if let (Dimension::Money(whole), Dimension::Money(part)) =
            (&mut amount.dimension, dimension)
        {
            whole.currency = part.currency;
            whole.candidates = part.candidates;
        }
    }
    amount
}

/// «ونصف» or «إلا ربعاً» (and perhaps the unit again) at `i`, after an amount of the dimension and
/// scale: what it adds, and the token after.
fn part_of_same(
    r: &Reader<'_>,
    dimension: Dimension,
    scale: Decimal,
    i: usize,
) -> Option<(Decimal, usize)> {
    if matches!(dimension, Dimension::Percent | Dimension::Count) {
        return None;
    }
    let (at, sign) = match r.joined(i) {
        Some(at) => (at, Decimal::ONE),
        None if r.has_role(i, Role::Except) => (i + 1, Decimal::NEGATIVE_ONE),
        None => return None,
    };
    let (part, next) = number::simple_part(r, at)
        .map(|part| (part, at + 1))
        .or_else(|| part(r, at).filter(|(_, next)| *next > at + 1))?;
    let again = r.word(next);
    let is_same = match dimension {
        Dimension::Unit(unit) => again.senses.unit == Some((unit, Form::Singular)),
        Dimension::Money(_) => matches!(again.senses.currency, Some((_, Form::Singular))),
        _ => false,
    };
    let is_same = is_same && again.clitics.article && again.is_free();
    let is_other =
        again.is_bare() && (again.senses.unit.is_some() || again.senses.currency.is_some());
    if is_other {
        return None;
    }
    // «مليون ريال ونصف» is a million and a half.
    let scale = if is_same { Decimal::ONE } else { scale };
    Some((sign * part * scale, if is_same { next + 1 } else { next }))
}

/// The amount at `i` in a unit smaller than `smallest`, converted to the unit of `whole`.
fn smaller(
    r: &Reader<'_>,
    i: usize,
    whole: &Amount,
    smallest: Dimension,
) -> Option<(Decimal, Dimension, Span, usize)> {
    match (whole.dimension, smallest) {
        (Dimension::Money(money), Dimension::Money(_)) => {
            let (value, money, span, next) = subunits(r, i, &money)?;
            Some((value, Dimension::Money(money), span, next))
        }
        (Dimension::Unit(largest), Dimension::Unit(smallest)) => {
            let (mut count, unit, mut span, mut next) = unit_or_number_and_unit(r, i)?;
            smallest.parts(unit)?;
            // «يومين وساعة إلا ربعاً»
            let part = part_of_same(r, Dimension::Unit(unit), Decimal::ONE, next);
            if let Some((part, after)) = part {
                (count, span, next) = (count + part, span.join(r.word(after - 1).span), after);
            }
            Some((count / largest.parts(unit)?, Dimension::Unit(unit), span, next))
        }
        _ => None,
    }
}

/// The subunits at `i` of the currency `whole`, which they may make certain.
fn subunits(r: &Reader<'_>, i: usize, whole: &Money) -> Option<(Decimal, Money, Span, usize)> {
    let word = r.word(i);
    let (count, at, span) = match number::number(r, i) {
        Some(number) => (number.value, number.next, number.span),
        None => match word.senses.subunit? {
            (_, Form::Dual) => (Decimal::TWO, i, word.span),
            // «وسنت واحد»
            (_, Form::Singular) => {
                measure::one_after_noun(r, i + 1)?;
                (Decimal::ONE, i, word.span)
            }
            (_, Form::Plural) => return None,
        },
    };
    let (money, parts) = money::subunit_of(r, at, whole)?;
    let next = match (at == i, measure::one_after_noun(r, money.next)) {
        (true, Some(next)) if money.form == Form::Singular => next,
        _ => money.next,
    };
    let span = span.join(money.span).join(r.word(next - 1).span);
    let money = Money { span, next, ..money };
    Some((count / parts, money, money.span, money.next))
}

/// «ثلاث دقائق», «يومين», «دقيقة», «ثلث ساعة».
fn unit_or_number_and_unit(r: &Reader<'_>, i: usize) -> Option<(Decimal, Unit, Span, usize)> {
    let (count, unit, span) = match number::number(r, i) {
        Some(number) => {
            let unit = measure::unit_after_number(r, number.next)?;
            (number.value, unit, number.span)
        }
        None => match part(r, i) {
            Some((part, next)) => (part, measure::unit_after_number(r, next)?, r.word(i).span),
            None => dual_or_single(r, i)?,
        },
    };
    Some((count, unit.unit, span.join(unit.span), unit.next))
}

/// «ودقيقتين» or «ودقيقة» after a larger unit.
fn dual_or_single(r: &Reader<'_>, i: usize) -> Option<(Decimal, UnitPhrase, Span)> {
    let unit = measure::unit(r, i).filter(|_| !r.word(i).clitics.article)?;
    let count = match unit.form {
        Form::Dual => Decimal::TWO,
        Form::Singular => Decimal::ONE,
        Form::Plural => return None,
    };
    Some((count, unit, unit.span))
}

/// A part of one at `i` («نصف», «ثلثا», «ثلاثة أرباع», `½`) and the token after it.
pub(crate) fn part(r: &Reader<'_>, i: usize) -> Option<(Decimal, usize)> {
    let of_one = |count: u8, of: u8| Decimal::from(count) / Decimal::from(of);
    let word = r.word(i);
    if word.kind == Some(TokenKind::Symbol) {
        return fraction::glyph(r, i).map(|part| (part, i + 1));
    }
    match word.senses.part {
        Some(Part { count: count @ 1.., of }) => Some((of_one(count, of), i + 1)),
        Some(_) => None,
        None => {
            let (count, next) = group::small(r, i).filter(|(count, _)| (2..100).contains(count))?;
            match r.word(next).senses.part? {
                // «خمسة أرباع» are quarters of a year.
                Part { count: 0, of } if r.word(next).is_bare() && (of != 4 || count < 4) => {
                    Some((Decimal::from(count) / Decimal::from(of), next + 1))
                }
                _ => None,
            }
        }
    }
}
