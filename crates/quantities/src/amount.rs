//! A number with what it counts: percent, a currency, a unit, or nothing that is named.
//!
//! AMOUNT = NUMBER \[DIMENSION \[«ونصف»\] \[«و» AMOUNT of a smaller unit\]\] \[RATE\], where a dual
//! («يومين») or a singular with «واحد», «ونصف» … stands for number and unit.

use rust_decimal::Decimal;
use warraq_text::{Span, TokenKind};

use crate::currency::Currency;
use crate::lexicon::{Form, Numeral, Role};
use crate::money::{self, Money};
use crate::number::{self, Number};
use crate::quantity::{Quantity, QuantityKind};
use crate::rate;
use crate::reader::Reader;
use crate::unit::Unit;
use crate::{compound, counted, measure, percent, sign, year};

/// What a number counts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Dimension {
    /// Things, or nothing that is told.
    Count,
    Percent,
    Money(Money),
    Unit(Unit),
}

/// A number, its dimension and rate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Amount {
    pub(crate) span: Span,
    pub(crate) next: usize,
    pub(crate) value: Decimal,
    pub(crate) number: Option<Number>,
    pub(crate) dimension: Dimension,
    pub(crate) per: Option<Unit>,
    /// A part of one with its unit: «نصف ساعة».
    pub(crate) is_part: bool,
    /// Several steps were summed: the value is told to four decimals.
    pub(crate) is_sum: bool,
    /// A plus follows the digits: «8+ سنوات».
    pub(crate) is_at_least: bool,
}

/// The amount that begins at token `i`.
pub(crate) fn amount(r: &Reader<'_>, i: usize) -> Option<Amount> {
    let numbered = || number::number(r, i).map(|number| with_dimension(r, number));
    let amount = r
        .rule("sign", || sign::signed(r, i))
        .or_else(|| r.rule("amount::prefixed", || prefixed(r, i)))
        .or_else(|| r.rule("amount::part_of_unit", || part_of_unit(r, i)))
        .or_else(|| r.rule("number", numbered))
        .or_else(|| r.rule("counted", || counted::without_number(r, i)))?;
    Some(with_rate(r, below_zero(r, amount)))
}

/// The number with the dimension after it.
pub(crate) fn with_dimension(r: &Reader<'_>, number: Number) -> Amount {
    let plain = with_plus(r, plain(number));
    let share = || percent::smaller_share(r, plain.next);
    if let Some((percent, next)) = r.rule("percent::smaller_share", share) {
        let span = plain.span.join(r.span(next - 1));
        let value = number.value * percent;
        return Amount { value, dimension: Dimension::Percent, span, next, ..plain };
    }
    let Some((dimension, span, next)) = dimension(r, plain.next) else { return plain };
    let value = reading(r, &number, &dimension);
    let amount = Amount { value, dimension, span: number.span.join(span), next, ..plain };
    compound::with_smaller_units(r, amount)
}

/// A part of one and what it is a part of, which may have the article: «ثلاثة أرباع الساعة».
fn with_definite_dimension(r: &Reader<'_>, number: Number) -> Amount {
    let word = r.word(number.next);
    if !word.clitics.article || !word.is_free() {
        return with_dimension(r, number);
    }
    // «نص العقد» is the text of a contract.
    if r.before(number.next, 1).text.ends_with("نص") {
        return plain(number);
    }
    let (dimension, span, next) = if let Some(unit) = measure::unit(r, number.next) {
        (Dimension::Unit(unit.unit), unit.span, unit.next)
    } else if let Some(money) = money::noun(r, number.next) {
        (Dimension::Money(money), money.span, money.next)
    } else {
        return plain(number);
    };
    Amount { dimension, span: number.span.join(span), next, ..plain(number) }
}

/// «150+», «8+ سنوات».
fn with_plus(r: &Reader<'_>, amount: Amount) -> Amount {
    if r.text(amount.next) != "+" || !r.is_glued_before(amount.next) || r.is_glued(amount.next) {
        return amount;
    }
    let span = amount.span.join(r.span(amount.next));
    Amount { span, next: amount.next + 1, is_at_least: true, ..amount }
}

/// The dimension at token `i`, right after a number.
fn dimension(r: &Reader<'_>, i: usize) -> Option<(Dimension, Span, usize)> {
    if let Some(next) = r.rule("percent", || percent::sign(r, i)) {
        return Some((Dimension::Percent, r.span(next - 1), next));
    }
    if let Some(money) = r.rule("money", || money::money(r, i)) {
        return Some((Dimension::Money(money), money.span, money.next));
    }
    // «572 مليون عام 2014» counts no years.
    let unit = || measure::unit_after_number(r, i).filter(|_| !year::is_named(r, i));
    let unit = r.rule("measure", unit)?;
    Some((Dimension::Unit(unit.unit), unit.span, unit.next))
}

/// Chooses between the readings of 1.500 by what is counted.
fn reading(r: &Reader<'_>, number: &Number, dimension: &Dimension) -> Decimal {
    let Some((decimal, separator)) = number.decimal else { return number.value };
    let ends_in_zero = (number.value % Decimal::TEN).is_zero();
    let prefers_decimal = match dimension {
        Dimension::Count => false,
        Dimension::Percent => separator == '.',
        Dimension::Unit(_) => separator == '.' && !ends_in_zero,
        Dimension::Money(money) => prefers_decimal_money(r, money, separator, ends_in_zero),
    };
    if prefers_decimal { decimal } else { number.value }
}

/// Dinars of a thousand fils have three decimals; in the Maghreb a comma begins decimals and a dot
/// groups.
fn prefers_decimal_money(
    r: &Reader<'_>,
    money: &Money,
    separator: char,
    ends_in_zero: bool,
) -> bool {
    let code = money.currency.as_ref().map_or("", Currency::code);
    let is_maghreb = matches!(code, "TND" | "DZD" | "MAD");
    let has_three =
        money.currency.is_some_and(|currency| r.lexicon().currencies.decimals(currency) == 3);
    match separator {
        ',' => has_three && is_maghreb,
        _ => has_three || !ends_in_zero && !is_maghreb,
    }
}

/// «$1.45 billion», `USD 500`, «%12».
fn prefixed(r: &Reader<'_>, i: usize) -> Option<Amount> {
    let may_be_symbol = match r.kind(i)? {
        TokenKind::Symbol | TokenKind::Latin | TokenKind::Punctuation => true,
        TokenKind::Word => r.text(i).contains('.'),
        _ => false,
    };
    if !may_be_symbol || !r.is_number(i + 1) && !r.is_number(i + 2) {
        return None;
    }
    if matches!(r.text(i), "%" | "٪") && r.is_glued(i) {
        let number = number::number(r, i + 1)?;
        let span = r.span(i).join(number.span);
        let dimension = Dimension::Percent;
        let value = reading(r, &number, &dimension);
        return Some(Amount { span, dimension, value, ..plain(number) });
    }
    let money = money::symbol(r, i)?;
    let number = number::number(r, money.next)?;
    let number =
        r.rule("number::with_scale_letter", || with_scale_letter(r, &number)).unwrap_or(number);
    let dimension = Dimension::Money(money);
    let value = reading(r, &number, &dimension);
    let span = money.span.join(number.span);
    Some(Amount { span, dimension, value, ..plain(number) })
}

/// «$5m», «€2.3B»: after a sign of money the letter is a scale.
fn with_scale_letter(r: &Reader<'_>, number: &Number) -> Option<Number> {
    let zeros = match r.text(number.next) {
        "m" | "M" => 6,
        "b" | "B" => 9,
        _ => return None,
    };
    let is_letter = r.is_glued_before(number.next) && number.in_digits;
    let value = number.decimal.map_or(number.value, |(decimal, _)| decimal);
    let value = value.checked_mul(number::power_of_ten(zeros)).filter(|_| is_letter)?;
    let span = number.span.join(r.span(number.next));
    let next = number.next + 1;
    Some(Number {
        span,
        next,
        value,
        scale: number::power_of_ten(zeros),
        is_plain: false,
        decimal: None,
        ..*number
    })
}

fn plain(number: Number) -> Amount {
    Amount {
        span: number.span,
        next: number.next,
        value: number.value,
        number: Some(number),
        dimension: Dimension::Count,
        per: None,
        is_part: false,
        is_sum: false,
        is_at_least: false,
    }
}

/// «نصف مليون دولار», «ربع ساعة», «ثلاثة أرباع الساعة», «نصف في المئة».
fn part_of_unit(r: &Reader<'_>, i: usize) -> Option<Amount> {
    let (value, at) = compound::part(r, i)?;
    let word = r.word(at);
    let zeros = match word.senses.numeral {
        Some(Numeral::Scale { zeros, form: Form::Singular }) if word.is_free() => Some(zeros),
        // «ربع مية», but «خمس مئة» is a number.
        Some(Numeral::Hundred) if word.is_bare() => number::simple_part(r, i).map(|_| 2),
        _ => None,
    };
    if let Some(zeros) = zeros {
        let scale = number::power_of_ten(zeros);
        let value = (value * scale).round_dp(if zeros == 2 { 4 } else { 0 });
        let number = Number { scale, ..Number::plain(r.phrase(i, at + 1), at + 1, value) };
        let amount = with_dimension(r, number);
        return Some(Amount { is_part: true, is_sum: true, ..amount });
    }
    let amount = with_definite_dimension(r, Number::plain(r.phrase(i, at), at, value));
    let fits = match amount.dimension {
        Dimension::Count => false,
        Dimension::Unit(_) => word.senses.unit.is_none_or(|(_, form)| form == Form::Singular),
        Dimension::Money(money) => money.form == Form::Singular,
        Dimension::Percent => true,
    };
    fits.then_some(Amount { is_part: true, ..amount })
}

/// «4 درجات تحت الصفر», «9 تحت الصفر».
fn below_zero(r: &Reader<'_>, amount: Amount) -> Amount {
    let is_zero = |i| r.word(i).senses.numeral == Some(Numeral::Zero);
    if !r.has_role(amount.next, Role::Below) || !is_zero(amount.next + 1) {
        return amount;
    }
    let dimension = match amount.dimension {
        Dimension::Unit(unit) if unit == Unit::DEGREE || unit == Unit::FAHRENHEIT => {
            amount.dimension
        }
        Dimension::Count => Dimension::Unit(Unit::DEGREE),
        _ => return amount,
    };
    let (value, next) = (-amount.value.abs(), amount.next + 2);
    Amount { value, dimension, next, span: amount.span.join(r.span(next - 1)), ..amount }
}

fn with_rate(r: &Reader<'_>, amount: Amount) -> Amount {
    if matches!(amount.dimension, Dimension::Count) {
        return amount;
    }
    match r.rule("rate", || rate::rate(r, amount.next)) {
        Some(rate) => Amount {
            per: Some(rate.unit),
            span: amount.span.join(rate.span),
            next: rate.next,
            ..amount
        },
        None => amount,
    }
}

impl Amount {
    /// The amount as a quantity.
    pub(crate) fn quantity(&self, r: &Reader<'_>) -> Quantity {
        self.quantity_of(r, self.span, |quantity, converted| {
            quantity.value = Some(converted(self.value));
        })
    }

    /// A quantity of this amount's dimension and rate; `fill` puts in its numbers, each through
    /// the conversion of the unit told to the unit recorded.
    pub(crate) fn quantity_of(
        &self,
        r: &Reader<'_>,
        span: Span,
        fill: impl FnOnce(&mut Quantity, &dyn Fn(Decimal) -> Decimal),
    ) -> Quantity {
        let mut quantity = Quantity::new(span, QuantityKind::Cardinal);
        quantity.per = self.per;
        let (mut times, mut parts) = (Decimal::ONE, Decimal::ONE);
        match self.dimension {
            Dimension::Count => {}
            Dimension::Percent => quantity.kind = QuantityKind::Percent,
            Dimension::Money(money) => {
                quantity.kind = QuantityKind::Money;
                quantity.currency = money.currency;
                quantity.candidates = money.candidates;
                parts = parts_of_unit(r, &money).unwrap_or(Decimal::ONE);
            }
            Dimension::Unit(unit) => {
                let (unit, factor) = recorded(unit);
                times = factor;
                quantity.unit = Some(unit);
                let is_time = unit.is_time();
                quantity.kind =
                    if is_time { QuantityKind::Duration } else { QuantityKind::Measure };
                compound_unit(&mut quantity);
            }
        }
        fill(&mut quantity, &|value: Decimal| {
            let value = value.saturating_mul(times) / parts;
            if self.is_sum { value.round_dp(4).normalize() } else { value.normalize() }
        });
        quantity
    }
}

fn parts_of_unit(r: &Reader<'_>, money: &Money) -> Option<Decimal> {
    r.lexicon().currencies.parts(money.subunit?, money.currency?)
}

/// Decades and centuries are told in years.
fn recorded(unit: Unit) -> (Unit, Decimal) {
    match unit {
        Unit::DECADE => (Unit::YEAR, Decimal::TEN),
        Unit::CENTURY => (Unit::YEAR, Decimal::ONE_HUNDRED),
        unit => (unit, Decimal::ONE),
    }
}

/// «ميغابت في الثانية» and «نبضة في الدقيقة» are units of their own.
fn compound_unit(quantity: &mut Quantity) {
    let unit = quantity.unit.map_or("", Unit::name);
    let compound = match (unit, quantity.per.map_or("", Unit::name)) {
        ("Mbit", "second") => Unit::new("Mbps"),
        ("Gbit", "second") => Unit::new("Gbps"),
        ("beat", "minute") => Unit::new("bpm"),
        _ => return,
    };
    quantity.unit = Some(compound);
    quantity.per = None;
}
