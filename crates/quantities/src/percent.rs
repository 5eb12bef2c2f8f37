//! «5%», «خمسة في المئة», «10 بالمائة», and shares of a thousand or a million.

use rust_decimal::Decimal;

use crate::lexicon::{Form, Numeral, Role};
use crate::reader::Reader;

/// The token after the percent sign or words at `i`, if they stand there.
pub(crate) fn sign(r: &Reader<'_>, i: usize) -> Option<usize> {
    if matches!(r.text(i), "%" | "٪") {
        return Some(i + 1);
    }
    let word = r.word(i);
    let of_hundred = |at: usize| r.word(at).senses.numeral == Some(Numeral::Hundred);
    // بالمئة، فالمية
    if of_hundred(i) && word.clitics.article && (word.clitics.with || word.clitics.fa) {
        return Some(i + 1);
    }
    let is_in = word.senses.role == Some(Role::In) && word.is_bare();
    // The English abbreviation, «في المئة», «في الـ100».
    (is_in && of_hundred(i + 1) && r.word(i + 1).is_free()).then_some(i + 2)
}

/// «‰», «في الألف», «بالمليون» at `i`: how many percent one of it is, and the token after it.
pub(crate) fn smaller_share(r: &Reader<'_>, i: usize) -> Option<(Decimal, usize)> {
    let per_mille = Decimal::new(1, 1);
    if matches!(r.text(i), "‰" | "؉") {
        return Some((per_mille, i + 1));
    }
    let word = r.word(i);
    let at = match word.senses.role {
        Some(Role::In) if word.is_bare() && r.word(i + 1).is_free() => i + 1,
        _ if word.clitics.with => i,
        _ => return None,
    };
    let whole = r.word(at);
    match whole.senses.numeral.filter(|_| whole.clitics.article)? {
        Numeral::Scale { zeros: 3, form: Form::Singular } => Some((per_mille, at + 1)),
        Numeral::Scale { zeros: 6, form: Form::Singular } => Some((Decimal::new(1, 4), at + 1)),
        _ => None,
    }
}
