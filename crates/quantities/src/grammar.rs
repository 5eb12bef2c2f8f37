//! The order of the rules: what is tried where, and the attributes of what is found.

use warraq_text::TokenKind;

use crate::amount::{self, Dimension};
use crate::lexicon::Role;
use crate::quantity::{Quantity, QuantityKind};
use crate::reader::{Reader, Word};
use crate::unit::Unit;
use crate::{
    age, approx, cardinal, counted, date, fraction, money, ordinal, phone, range, relative, time,
};

/// The quantity that begins at token `i`, and the token after it.
///
/// Names of days and series come before plain numbers, and longer readings before shorter ones:
/// a date before the number of its day, a time before a rank, a rank before a count.
pub(crate) fn quantity(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let word = r.word(i);
    if r.document.reference.is_some()
        && matches!(word.kind, Some(TokenKind::Word | TokenKind::Number))
    {
        return r
            .rule("relative", || relative::relative(r, i))
            .or_else(|| absolute(r, i).map(|found| relative::with_year(r, found)));
    }
    let found = absolute(r, i)?;
    Some(relative::with_year(r, found))
}

/// A quantity that does not depend on the day of writing.
fn absolute(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let word = r.word(i);
    match word.kind? {
        TokenKind::Number => telephone(r, i)
            .or_else(|| r.rule("date", || date::date(r, i)))
            .or_else(|| r.rule("time", || time::time(r, i)))
            .or_else(|| r.rule("ordinal", || ordinal::ordinal(r, i)))
            .or_else(|| measured(r, i)),
        TokenKind::Symbol | TokenKind::Punctuation => match word.text {
            "(" => telephone(r, i),
            "." | "٫" if r.is_glued(i) && r.is_number(i + 1) => measured(r, i),
            "," | "." | "،" | ":" | "«" | "»" | ")" | "\"" => None,
            "+" => telephone(r, i).or_else(|| measured(r, i)),
            _ => measured(r, i),
        },
        TokenKind::Latin => r
            .rule("time::iso", || time::iso(r, i))
            .or_else(|| measured(r, i).filter(|(found, _)| found.kind == QuantityKind::Money)),
        TokenKind::Word if begins_quantity(&word) => in_words(r, i, &word),
        TokenKind::Word if money::is_short_form(r, i) => measured(r, i),
        _ => None,
    }
}

fn telephone(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    r.rule("phone", || phone::phone(r, i))
}

/// Whether a quantity may begin with the word.
fn begins_quantity(word: &Word<'_>) -> bool {
    let senses = word.senses;
    senses.numeral.is_some()
        || senses.unit.is_some()
        || senses.currency.is_some()
        || senses.ordinal.is_some()
        || senses.part.is_some()
        || senses.month.is_some()
        || senses.subunit.is_some()
        || senses.weekday
        || matches!(senses.role, Some(Role::FirstDay | Role::Minus | Role::Middle))
}

fn in_words(r: &Reader<'_>, i: usize, word: &Word<'_>) -> Option<(Quantity, usize)> {
    let age = || age::bare_age(r, i).map(|(found, next)| (approximate(r, i, next, found), next));
    let may_rank = word.senses.ordinal.is_some() || word.clitics.article;
    r.rule("date", || date::date(r, i))
        .or_else(|| r.rule("time", || time::time(r, i)))
        .or_else(|| r.rule("age::bare_age", age))
        .or_else(|| r.rule("ordinal", || ordinal::ordinal(r, i)).filter(|_| may_rank))
        .or_else(|| measured(r, i))
        .filter(|(found, _)| {
            found.kind != QuantityKind::Cardinal
                || word.senses.numeral.is_some()
                || word.senses.part.is_some()
                || word.senses.role == Some(Role::Minus)
        })
}

/// A number with or without unit, or a range of two.
fn measured(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let fraction =
        || fraction::fraction(r, i).map(|(found, next)| (approximate(r, i, next, found), next));
    let from_one = || {
        let one = counted::one_of_range(r, i)?;
        let (found, next, _) = range::range(r, i, &one)?;
        Some((found, next))
    };
    if let Some(found) = r.rule("range::from_one", from_one) {
        return Some(found);
    }
    let Some(amount) = r.rule("amount", || amount::amount(r, i)) else {
        return r.rule("fraction", fraction);
    };
    let is_count = matches!(amount.dimension, Dimension::Count) && !amount.is_part;
    let longer = || fraction().filter(|(_, next)| is_count && *next >= amount.next);
    if let Some(found) = r.rule("fraction", longer) {
        return Some(found);
    }
    if let Some((mut quantity, next, high)) = r.rule("range", || range::range(r, i, &amount)) {
        if quantity.per.is_none() && age::is_age_range(r, i, &high) {
            quantity.kind = QuantityKind::Age;
        }
        return Some((approximate(r, i, next, quantity), next));
    }
    let next = amount.next;
    let mut quantity = amount.quantity(r);
    let is_age = || age::is_age(r, i, &amount, next).then_some(());
    if quantity.per.is_none() && r.rule("age::is_age", is_age).is_some() {
        quantity.kind = QuantityKind::Age;
        quantity.unit = Some(Unit::YEAR);
    }
    if quantity.kind == QuantityKind::Cardinal && !cardinal::is_cardinal(r, i, &amount) {
        return None;
    }
    if amount.is_at_least {
        quantity.approx = Some(crate::Approx::AtLeast);
        return Some((quantity, next));
    }
    Some((approximate(r, i, next, quantity), next))
}

fn approximate(r: &Reader<'_>, i: usize, next: usize, quantity: Quantity) -> Quantity {
    let approx = r
        .rule("approx::before", || approx::before(r, i))
        .or_else(|| r.rule("approx::after", || approx::after(r, next)));
    Quantity { approx, ..quantity }
}
