//! Cardinals: digits and number words, composed to one value.
//!
//! A cardinal is a sequence of terms joined by «و», each a coefficient below a thousand (or in
//! digits) and the scales after it. An inner coefficient is summed before its scale multiplies it,
//! and a term must be smaller than the scale of the term before it; where it is not, a new number
//! begins: «ثلاثة ملايين ومئتان وخمسون ألف» is 3 × 10⁶ + (200 + 50) × 10³, «300 و900 ألف» is two.

use rust_decimal::Decimal;
use warraq_text::{Span, TokenKind};

use crate::lexicon::{Form, Numeral, Part, Role};
use crate::range::is_after_between;
use crate::reader::Reader;
use crate::{compound, figures, group, percent};

/// A cardinal and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number {
    pub(crate) span: Span,
    /// The token after it.
    pub(crate) next: usize,
    pub(crate) value: Decimal,
    /// The value before the scale of the last term multiplied it.
    pub(crate) coefficient: Decimal,
    /// The scale of the last term, 1 if it has none.
    pub(crate) scale: Decimal,
    /// The other reading of digits such as 1.500, and its separator.
    pub(crate) decimal: Option<(Decimal, char)>,
    /// A single token of digits without separator or sign.
    pub(crate) is_plain: bool,
    /// Written in digits (its last term at least).
    pub(crate) in_digits: bool,
    /// A scale alone, as «مليون», or its dual.
    pub(crate) is_bare_scale: bool,
}

impl Number {
    /// A number in words without scale.
    pub(crate) fn plain(span: Span, next: usize, value: Decimal) -> Self {
        Self {
            span,
            next,
            value,
            coefficient: value,
            scale: Decimal::ONE,
            decimal: None,
            is_plain: false,
            in_digits: false,
            is_bare_scale: false,
        }
    }
}

/// Reads the cardinal that begins at token `i`, if one does.
pub(crate) fn number(r: &Reader<'_>, i: usize) -> Option<Number> {
    let number = cardinal(r, i)?;
    let decimals =
        || with_decimals_of_power(r, &number).or_else(|| whole_and_hundredths(r, &number));
    Some(r.rule("number::with_decimals_of_power", decimals).unwrap_or(number))
}

/// «ثلاث مئة وأربعون من مئة» is 300.40, for no part of a hundred is more than it.
fn whole_and_hundredths(r: &Reader<'_>, number: &Number) -> Option<Number> {
    let hundredths = number.value % Decimal::ONE_HUNDRED;
    let may_be = !number.in_digits && number.value > Decimal::ONE_HUNDRED && !hundredths.is_zero();
    let (places, next) = group::of_power(r, number.next, 2).filter(|_| may_be)?;
    let value = number.value - hundredths + hundredths / Decimal::ONE_HUNDRED;
    let span = number.span.join(r.span(next - 1));
    (places == 2).then_some(Number { span, next, value, coefficient: value, ..*number })
}

/// «ستة وثمانية وثمانون من مئة» is 6.88: the decimals as a number, and of which power of ten.
fn with_decimals_of_power(r: &Reader<'_>, whole: &Number) -> Option<Number> {
    let at = r.joined(whole.next).filter(|_| !whole.in_digits && whole.scale == Decimal::ONE)?;
    let decimals = cardinal(r, at).filter(|decimals| !decimals.in_digits)?;
    let count = u32::try_from(decimals.value).ok()?;
    let (places, next) = group::of_power(r, decimals.next, count.checked_ilog10()? + 1)?;
    let after = r.word(next);
    let is_counted = after.kind == Some(TokenKind::Word)
        && after.is_bare()
        && after.senses.role.is_none()
        && after.senses.unit.is_none()
        && after.senses.currency.is_none();
    let decimals = Decimal::try_from_i128_with_scale(i128::from(count), places).ok()?;
    let value = whole.value + decimals.normalize();
    let span = whole.span.join(r.span(next - 1));
    (!is_counted).then_some(Number { span, next, value, coefficient: value, ..*whole })
}

/// Terms joined by «و».
fn cardinal(r: &Reader<'_>, i: usize) -> Option<Number> {
    let mut number = term(r, i)?;
    let mut limit = number.scale;
    while limit > Decimal::ONE {
        let part = || scale_and_part(r, &number, limit);
        if let Some(with_part) = r.rule("number::scale_and_part", part) {
            return Some(with_part);
        }
        let is_whole = |next: &Number| {
            next.value.fract().is_zero() || next.scale == Decimal::ONE && !next.in_digits
        };
        let next = || next_term(r, &number).filter(is_whole);
        let Some(next) = r.rule("number::next_term", next) else { break };
        if let Some(whole) = thousands_of(&number, &next).filter(|_| !is_after_between(r, i)) {
            number = whole;
            limit = next.scale;
            continue;
        }
        if next.value >= limit && !continues_scale(r, i, &number, &next) {
            break;
        }
        limit = next.scale;
        number = join(&number, &next);
    }
    let decimals = || with_decimals(r, &number);
    Some(r.rule("number::with_decimals", decimals).unwrap_or_else(|| small_and_part(r, number)))
}

/// «مليون فاصلة خمسة»: decimals after a scale.
fn with_decimals(r: &Reader<'_>, number: &Number) -> Option<Number> {
    let is_scaled = number.scale > Decimal::ONE && !number.in_digits;
    let (decimals, next) = group::decimals(r, number.next).filter(|_| is_scaled)?;
    let value = number.value.checked_add(decimals)?;
    let span = number.span.join(r.word(next - 1).span);
    Some(Number { span, next, value, coefficient: value, scale: Decimal::ONE, ..*number })
}

/// The term joined to a number by «و», or in dialect a hundred right after a thousand: «ألف تلتمية».
fn next_term(r: &Reader<'_>, number: &Number) -> Option<Number> {
    if let Some(at) = r.joined(number.next) {
        return term(r, at);
    }
    let word = r.word(number.next);
    let is_hundreds = matches!(word.senses.numeral, Some(Numeral::Hundreds(_)));
    let follows = is_hundreds && word.is_bare() && !number.in_digits;
    follows.then(|| term(r, number.next)).flatten()
}

/// «سبعة آلاف وأربعمئة مليار» is 7400 milliards: thousands belong to the coefficient of the scale.
fn thousands_of(thousands: &Number, next: &Number) -> Option<Number> {
    let in_words = !thousands.in_digits && !next.in_digits;
    let is_coefficient = thousands.scale == Decimal::ONE_THOUSAND
        && next.scale > Decimal::ONE_THOUSAND
        && next.coefficient >= Decimal::ONE_HUNDRED
        && next.coefficient < Decimal::ONE_THOUSAND;
    if !in_words || !is_coefficient {
        return None;
    }
    let value = thousands.value.checked_mul(next.scale)?.checked_add(next.value)?;
    Some(Number { value, ..join(thousands, next) })
}

/// «مائة ألف وألف» is 101,000: after full hundreds of a scale its units may have the scale again.
fn continues_scale(r: &Reader<'_>, i: usize, hundreds: &Number, next: &Number) -> bool {
    let in_words = !hundreds.in_digits && !next.in_digits;
    let is_full = !hundreds.is_bare_scale
        && hundreds.coefficient >= Decimal::ONE_HUNDRED
        && (hundreds.coefficient % Decimal::ONE_HUNDRED).is_zero();
    in_words
        && is_full
        && next.scale == hundreds.scale
        && next.coefficient < Decimal::ONE_HUNDRED
        && !is_after_between(r, i)
}

fn join(first: &Number, second: &Number) -> Number {
    Number {
        span: first.span.join(second.span),
        next: second.next,
        value: first.value + second.value,
        coefficient: first.value + second.value,
        decimal: None,
        is_plain: false,
        is_bare_scale: false,
        scale: second.scale,
        in_digits: second.in_digits,
    }
}

/// A coefficient and its scales.
fn term(r: &Reader<'_>, i: usize) -> Option<Number> {
    let word = r.word(i);
    match word.senses.numeral {
        Some(Numeral::Scale { zeros, form }) => {
            let count = match form {
                Form::Singular => 1,
                Form::Dual => 2,
                Form::Plural => return None,
            };
            if word.kind == Some(TokenKind::Latin) {
                return None;
            }
            Some(bare_scale(r, i, zeros, count))
        }
        Some(Numeral::ScaleOrDual { zeros }) => {
            let count = if begins_counted_noun(r, i + 1) { 2 } else { 1 };
            Some(bare_scale(r, i, zeros, count))
        }
        _ => Some(scaled(r, out_of_brackets(r, i, coefficient(r, i)?))),
    }
}

/// «(500) ريال», «100» مليون: brackets and quotes around digits before what they count belong to
/// the number.
fn out_of_brackets(r: &Reader<'_>, i: usize, number: Number) -> Number {
    let is_enclosed = matches!(
        (r.before(i, 1).text, r.text(number.next)),
        ("(", ")") | ("«", "»") | ("\"", "\"") | ("“", "”")
    );
    let counted = r.word(number.next + 1);
    let is_percent = percent::sign(r, number.next + 1).is_some();
    let counts = is_percent
        || counted.is_bare()
            && (counted.senses.unit.is_some()
                || counted.senses.currency.is_some()
                || matches!(counted.senses.numeral, Some(Numeral::Scale { .. })));
    if !is_enclosed || !counts || !number.in_digits {
        return number;
    }
    let span = r.span(i - 1).join(r.span(number.next));
    Number { span, next: number.next + 1, ..number }
}

/// Whether a noun follows at once, so that «ألفا» before it is the dual.
fn begins_counted_noun(r: &Reader<'_>, i: usize) -> bool {
    let word = r.word(i);
    word.kind == Some(TokenKind::Word)
        && word.is_bare()
        && word.senses.role.is_none()
        && word.senses.per.is_none()
        && word.senses.numeral.is_none()
        && !crate::approx::follows(r, i)
}

fn bare_scale(r: &Reader<'_>, i: usize, zeros: u8, count: u32) -> Number {
    let scale = power_of_ten(zeros);
    let count = Decimal::from(count);
    let number = Number {
        coefficient: count,
        scale,
        is_bare_scale: true,
        ..Number::plain(r.word(i).span, i + 1, scale * count)
    };
    // «ألف مليون»
    scaled(r, number)
}

const MAX_SCALE: Decimal = Decimal::from_parts(0xA764_0000, 0x0DE0_B6B3, 0, false, 0);

/// Multiplies the number by the scales after it, up to 10¹⁸.
fn scaled(r: &Reader<'_>, mut number: Number) -> Number {
    let scale_at = |i| r.rule("number::scaled", || scale_after(r, i));
    while let Some((zeros, next)) = scale_at(number.next) {
        let scale = power_of_ten(zeros);
        let total = number.scale.checked_mul(scale).filter(|total| *total <= MAX_SCALE);
        let value = number.value.checked_mul(scale).filter(|value| *value < power_of_ten(21));
        let (Some(total), Some(value)) = (total, value) else { break };
        // 1.243 before a scale has decimals: nobody writes 1243 million so.
        let value = match number.decimal.take() {
            Some((decimal, '.')) if number.scale == Decimal::ONE => decimal * scale,
            _ => value,
        };
        number.value = value;
        number.scale = total;
        number.span.end = r.span(next - 1).end;
        number.next = next;
        number.is_plain = false;
    }
    number
}

/// The scale at `i`, written as a word or a letter after digits: «ألف», `million`, `25K`.
fn scale_after(r: &Reader<'_>, i: usize) -> Option<(u8, usize)> {
    let word = r.word(i);
    let zeros = match word.senses.numeral? {
        Numeral::Scale { zeros, form: Form::Singular | Form::Plural } => zeros,
        Numeral::ScaleOrDual { zeros } => zeros,
        _ => return None,
    };
    let is_letter = word.kind == Some(TokenKind::Latin) && word.text.len() == 1;
    (word.is_bare() && (!is_letter || r.is_glued_before(i))).then_some((zeros, i + 1))
}

/// Ten to the power `zeros`.
pub(crate) fn power_of_ten(zeros: u8) -> Decimal {
    Decimal::from(10_i128.pow(u32::from(zeros.min(24))))
}

/// «مليون ونصف [المليون]», «مليون وثلاثة أرباع المليون»: a part of the scale, which ends the number.
fn scale_and_part(r: &Reader<'_>, number: &Number, scale: Decimal) -> Option<Number> {
    let (at, sign) = match r.joined(number.next) {
        Some(at) => (at, Decimal::ONE),
        None if r.has_role(number.next, Role::Except) => (number.next + 1, Decimal::NEGATIVE_ONE),
        None => return None,
    };
    let simple = simple_part(r, at).map(|part| (part, at + 1));
    let (part, mut next) = simple.or_else(|| several_parts(r, at))?;
    let same_scale = r.word(next);
    // «ألف وربع مية»
    let scale = if same_scale.senses.numeral == Some(Numeral::Hundred) && same_scale.is_bare() {
        next += 1;
        Decimal::ONE_HUNDRED
    } else {
        scale
    };
    if let Some(Numeral::Scale { zeros, form: Form::Singular }) = same_scale.senses.numeral {
        if power_of_ten(zeros) != scale || !same_scale.is_free() {
            return None;
        }
        next += 1;
    }
    let value = number.value + (sign * scale * part).round_dp(4);
    let span = number.span.join(r.word(next - 1).span);
    Some(Number {
        span,
        next,
        value,
        coefficient: value,
        is_bare_scale: false,
        decimal: None,
        ..*number
    })
}

/// «ستة ونصف»: a half, third or quarter after a number without scale.
fn small_and_part(r: &Reader<'_>, number: Number) -> Number {
    if number.scale != Decimal::ONE || number.next.checked_sub(1).is_none() {
        return number;
    }
    let Some(at) = r.joined(number.next) else { return number };
    let part = simple_part(r, at).map(|part| (part, at + 1)).or_else(|| several_parts(r, at));
    let Some((part, after)) = part else { return number };
    let next = r.word(after);
    let takes_part = !next.clitics.article
        && next.is_bare()
        && (next.senses.unit.is_some()
            || next.senses.currency.is_some()
            || next.senses.numeral.is_some()
            || next.senses.role == Some(Role::In))
        || percent::sign(r, after).is_some()
        || !matches!(next.kind, Some(TokenKind::Word | TokenKind::Latin | TokenKind::Number));
    if !takes_part {
        return number;
    }
    let value = number.value + part.round_dp(4);
    let span = number.span.join(r.word(after - 1).span);
    scaled(
        r,
        Number {
            span,
            next: after,
            value,
            coefficient: value,
            decimal: None,
            is_plain: false,
            ..number
        },
    )
}

/// «ثلثان», «ثلاثة أرباع».
fn several_parts(r: &Reader<'_>, i: usize) -> Option<(Decimal, usize)> {
    let is_two_thirds = r.word(i).senses.part == Some(Part { count: 2, of: 3 });
    compound::part(r, i).filter(|(_, next)| is_two_thirds || *next > i + 1)
}

/// «نصف», «ثلث» or «ربع» as a number of one.
pub(crate) fn simple_part(r: &Reader<'_>, i: usize) -> Option<Decimal> {
    let word = r.word(i);
    match word.senses.part? {
        Part { count: 1, of: of @ 2..=4 } if word.senses.tail == 0 => {
            Some(Decimal::ONE / Decimal::from(of))
        }
        _ => None,
    }
}

/// Digits or number words below a thousand.
fn coefficient(r: &Reader<'_>, i: usize) -> Option<Number> {
    let (value, next) = if r.is_number(i) {
        let number = r.rule("figures", || figures::figures(r, i))?;
        if !number.is_plain || !r.has_role(number.next, Role::Point) {
            return Some(number);
        }
        (u32::try_from(number.value).ok()?, number.next)
    } else {
        match r.rule("group", || group::group(r, i)) {
            Some(group) => group,
            None => {
                return r.rule("figures::decimals_alone", || figures::decimals_alone(r, i));
            }
        }
    };
    let (decimals, next) = group::decimals(r, next).unwrap_or((Decimal::ZERO, next));
    let value = Decimal::from(value) + decimals;
    Some(Number::plain(r.phrase(i, next), next, value))
}
