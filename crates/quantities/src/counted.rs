//! Units and currencies that carry their number: «يومين», «دولاران», «شهر واحد», «ساعة ونصف», «الأشهر الثلاثة».

use rust_decimal::Decimal;
use warraq_text::Span;

use crate::amount::{Amount, Dimension};
use crate::lexicon::{Form, Role};
use crate::reader::Reader;
use crate::unit::Unit;
use crate::{compound, group, measure, money};

/// «يومين», «دولاران», «ساعة ونصف», «شهر واحد»: a unit or currency that carries its number.
pub(crate) fn without_number(r: &Reader<'_>, i: usize) -> Option<Amount> {
    if r.word(i).clitics.article {
        return definite(r, i);
    }
    let (one, form) = one(r, i)?;
    match form {
        Form::Plural => return None,
        Form::Dual if is_construct_dual(r.text(i)) => return None,
        Form::Dual => {
            let two = Amount { value: Decimal::TWO, ..one };
            return Some(compound::with_smaller_units(r, two));
        }
        Form::Singular => {}
    }
    if let Some(next) = measure::one_after_noun(r, one.next) {
        let one = Amount { span: one.span.join(r.span(next - 1)), next, ..one };
        return Some(compound::with_smaller_units(r, one));
    }
    let compound = compound::with_smaller_units(r, one);
    (compound.next > one.next).then_some(compound)
}

/// One of the unit or currency at `i`, and the form of its noun.
fn one(r: &Reader<'_>, i: usize) -> Option<(Amount, Form)> {
    let (dimension, form, span, next) = if let Some(unit) = measure::unit(r, i) {
        if unit.unit == Unit::DECADE && measure::is_signed(r, i) {
            return None;
        }
        (Dimension::Unit(unit.unit), unit.form, unit.span, unit.next)
    } else {
        let money = money::noun(r, i).or_else(|| money::subunit(r, i))?;
        (Dimension::Money(money), money.form, money.span, money.next)
    };
    Some((unnumbered(span, next, Decimal::ONE, dimension), form))
}

/// The unit or currency at `i` that stands bare for one where a range begins: «بين أسبوع وأسبوعين»,
/// «من شهر إلى ثلاثة أشهر».
pub(crate) fn one_of_range(r: &Reader<'_>, i: usize) -> Option<Amount> {
    let word = r.word(i);
    let role = r.before(i, 1).senses.role?;
    if !word.is_bare() || word.senses.unit.is_none() && word.senses.currency.is_none() {
        return None;
    }
    let (one, form) = one(r, i)?;
    let begins = role == Role::Between || role == Role::From && r.has_role(one.next, Role::To);
    (begins && form == Form::Singular).then_some(one)
}

/// «السنتين الماضيتين», «الأشهر الثلاثة»: a unit of time that is known.
fn definite(r: &Reader<'_>, i: usize) -> Option<Amount> {
    let word = r.word(i);
    let (unit, form) = word.senses.unit.filter(|(unit, _)| unit.is_time())?;
    let (value, next) = match form {
        Form::Singular => return None,
        // «الدقيقتين 23 و77» are two ranks.
        Form::Dual if is_construct_dual(word.text) || r.is_number(i + 1) => return None,
        Form::Dual => (2, i + 1),
        Form::Plural if r.has_role(i + 1, Role::Article) && r.is_number(i + 2) => {
            group::small(r, i + 2)?
        }
        Form::Plural if r.word(i + 1).clitics.article => group::small(r, i + 1)?,
        Form::Plural => return None,
    };
    let amount = unnumbered(r.phrase(i, next), next, Decimal::from(value), Dimension::Unit(unit));
    // «العامين ونصف العام»
    Some(if form == Form::Dual { compound::with_smaller_units(r, amount) } else { amount })
}

/// An amount whose unit carries its number.
fn unnumbered(span: Span, next: usize, value: Decimal, dimension: Dimension) -> Amount {
    Amount {
        span,
        next,
        value,
        number: None,
        dimension,
        per: None,
        is_part: false,
        is_sum: false,
        is_at_least: false,
    }
}

/// «سنتي», «دولاري»: as well a nisba or "my", and never before a pause.
fn is_construct_dual(word: &str) -> bool {
    word.ends_with(['ي', 'ى']) || word.ends_with("تا")
}
