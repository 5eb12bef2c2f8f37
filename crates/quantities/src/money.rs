//! Currencies: nouns with and without adjective, subunits, codes, signs and short forms.

use rust_decimal::Decimal;
use warraq_text::{Span, TokenKind};

use crate::currency::Currency;
use crate::lexicon::{Form, Noun, Subunit, WordSet};
use crate::reader::Reader;

/// Names after which a noun of currency is no money: «ريال مدريد».
static SPOILERS: WordSet = WordSet::new(&["مدريد", "بيتيس", "سوسيداد", "أوفييدو", "سالت"]);

/// «ليرات ذهبية» are coins.
static COINS: WordSet = WordSet::new(&["ذهبية", "ذهبي", "ذهب", "ذهبا", "فضية", "فضي"]);

/// ISO 4217: no currency.
const UNKNOWN: Currency = match Currency::from_code("XXX") {
    Some(currency) => currency,
    None => unreachable!(),
};

/// A currency in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Money {
    pub(crate) currency: Option<Currency>,
    pub(crate) candidates: &'static [Currency],
    /// The bare noun, also where the document tells which currency it stands for.
    pub(crate) noun: Option<Noun>,
    /// Parts of the currency, where a subunit is told.
    pub(crate) subunit: Option<Subunit>,
    pub(crate) form: Form,
    pub(crate) span: Span,
    pub(crate) next: usize,
}

/// The currency at token `i`, right after a number or alone: a noun, sign, code or short form.
pub(crate) fn money(r: &Reader<'_>, i: usize) -> Option<Money> {
    let after_number =
        |i| if r.word(i).is_bare() { noun(r, i).or_else(|| subunit(r, i)) } else { None };
    after_number(i).or_else(|| symbol(r, i))
}

/// The noun of a currency at `i` with its adjective.
pub(crate) fn noun(r: &Reader<'_>, i: usize) -> Option<Money> {
    let word = r.word(i);
    let (noun, form) = word.senses.currency?;
    if r.is_in(i + 1, &SPOILERS) {
        return None;
    }
    let currencies = &r.lexicon().currencies;
    if let Some((currency, words)) = currencies.qualified(noun, r.text(i + 1), r.text(i + 2)) {
        let next = i + 1 + words;
        let span = r.phrase(i, next);
        return Some(certain(currency, form, span, next));
    }
    if currencies.needs_qualifier(noun) {
        return None;
    }
    if r.is_in(i + 1, &COINS) {
        return Some(Money { currency: None, ..certain(UNKNOWN, form, word.span, i + 1) });
    }
    let bare = bare_noun(r, noun, form, word.span, i + 1);
    // «30 درهماً» in Qatar is no dirham of another country.
    let subunit = || word.senses.subunit.and_then(|_| subunit(r, i));
    let certain = bare.currency.is_none().then(subunit).flatten();
    Some(certain.filter(|money| money.currency.is_some()).unwrap_or(bare))
}

/// A noun without the word that tells which currency it is.
fn bare_noun(r: &Reader<'_>, noun: Noun, form: Form, span: Span, next: usize) -> Money {
    let currency = settle(r, noun);
    let candidates = if currency.is_none() { r.lexicon().currencies.of_noun(noun) } else { &[] };
    Money { currency, candidates, noun: Some(noun), ..certain(UNKNOWN, form, span, next) }
}

fn certain(currency: Currency, form: Form, span: Span, next: usize) -> Money {
    Money { currency: Some(currency), candidates: &[], noun: None, subunit: None, form, span, next }
}

/// The currency of a bare noun: the only one, the usual one, or that of the one country of the
/// document that uses the noun.
fn settle(r: &Reader<'_>, noun: Noun) -> Option<Currency> {
    let currencies = &r.lexicon().currencies;
    let choices = currencies.of_noun(noun);
    match choices {
        [only] => Some(*only),
        _ => currencies
            .default_of(noun)
            .or_else(|| r.document.mentions().choose(r.document, choices)),
    }
}

/// The currency at `i` if it is named with its adjective or by its Arabic short form.
pub(crate) fn named_in_full(r: &Reader<'_>, i: usize) -> Option<Currency> {
    match r.word(i).senses.currency {
        Some((noun, _)) => {
            let currencies = &r.lexicon().currencies;
            currencies.qualified(noun, r.text(i + 1), r.text(i + 2)).map(|(currency, _)| currency)
        }
        None => short_form(r, i)?.currency,
    }
}

/// The subunit at `i`, of the currency that its adjective or the document tells.
pub(crate) fn subunit(r: &Reader<'_>, i: usize) -> Option<Money> {
    let (subunit, form) = r.word(i).senses.subunit?;
    let currencies = &r.lexicon().currencies;
    let choices = currencies.of_subunit(subunit);
    let adjective = adjective_of(r, i + 1, choices);
    let currency = adjective
        .map(|(currency, _)| currency)
        .or_else(|| r.document.mentions().choose(r.document, choices))
        .or_else(|| currencies.default_of_subunit(subunit));
    let next = i + 1 + adjective.map_or(0, |(_, words)| words);
    Some(Money {
        currency,
        candidates: if currency.is_none() { choices } else { &[] },
        noun: None,
        subunit: Some(subunit),
        form,
        span: r.phrase(i, next),
        next,
    })
}

/// The subunit at `i` of the currency of `whole`, and how many make one of it. Of the currencies that a
/// bare noun may stand for, those remain that have the subunit: «ريال» with «بيسة» is Omani.
pub(crate) fn subunit_of(r: &Reader<'_>, i: usize, whole: &Money) -> Option<(Money, Decimal)> {
    let word = r.word(i);
    let (subunit, form) = word.senses.subunit?;
    let currencies = &r.lexicon().currencies;
    let divided = whole.noun.map_or(&[][..], |noun| currencies.divided(noun, subunit));
    let (currency, candidates) = match (divided, whole.currency) {
        ([only], _) => (*only, &[][..]),
        (_, Some(currency)) => (currency, &[][..]),
        ([first, ..], None) => (*first, divided),
        ([], None) => return None,
    };
    let parts = currencies.parts(subunit, currency)?;
    if candidates.iter().any(|other| currencies.parts(subunit, *other) != Some(parts)) {
        return None;
    }
    let money = certain(currency, form, word.span, i + 1);
    let currency = money.currency.filter(|_| candidates.is_empty());
    Some((Money { subunit: Some(subunit), currency, candidates, ..money }, parts))
}

/// «سنتات أميركية»: the currency of `choices` with the adjective at `i`.
fn adjective_of(r: &Reader<'_>, i: usize, choices: &[Currency]) -> Option<(Currency, usize)> {
    let currencies = &r.lexicon().currencies;
    choices.iter().find_map(|choice| {
        let noun = currencies.noun_of(*choice)?;
        let (currency, words) = currencies.qualified(noun, r.text(i), r.text(i + 1))?;
        (currency == *choice).then_some((currency, words))
    })
}

/// A sign, code or short form at `i`: `$`, `USD`, «د.ل», «ر.س.».
pub(crate) fn symbol(r: &Reader<'_>, i: usize) -> Option<Money> {
    let kind = r.kind(i)?;
    let at = r.span(i).start;
    let rest = r.text_from(at);
    if let Some((sign, currency)) = r.lexicon().currencies.sign(rest) {
        let span = Span { start: at, end: at + sign.len() as u32 };
        return Some(certain(currency, Form::Singular, span, r.token_at(i, span.end)));
    }
    if r.text(i) == "﷼" {
        let (noun, form) = r.lexicon().look_up("ريال").1.currency?;
        return Some(bare_noun(r, noun, form, r.span(i), i + 1));
    }
    match kind {
        TokenKind::Latin => {
            let currency = r.lexicon().currencies.of_code(r.text(i))?;
            Some(certain(currency, Form::Singular, r.span(i), i + 1))
        }
        TokenKind::Word => short_form(r, i).or_else(|| letters_apart(r, i)),
        _ => None,
    }
}

/// «ر س»: a short form without its dots.
fn letters_apart(r: &Reader<'_>, i: usize) -> Option<Money> {
    let (first, second) = (r.text(i), r.text(i + 1));
    if first.len() > 2 || second.len() > 2 {
        return None;
    }
    let mut letters = ArrayLetters::default();
    let is_letters = first.chars().chain(second.chars()).all(|letter| letters.push(letter));
    let currency = r.lexicon().currencies.of_short_form(letters.as_str()).filter(|_| is_letters)?;
    Some(certain(currency, Form::Singular, r.phrase(i, i + 2), i + 2))
}

/// Whether the word at `i` may be a short form that stands before its number: «د.إ 250».
pub(crate) fn is_short_form(r: &Reader<'_>, i: usize) -> bool {
    let text = r.text(i);
    text.contains('.') && text.len() <= 6 && short_form(r, i).is_some()
}

/// An Arabic short form with dots, perhaps spaced: «د.ل», «ر.س.», «ر . س».
fn short_form(r: &Reader<'_>, i: usize) -> Option<Money> {
    let start = r.span(i).start;
    let rest = r.text_from(start);
    let mut letters = ArrayLetters::default();
    let mut end = 0;
    let mut dots = 0;
    for (at, c) in rest.char_indices().take(12) {
        match c {
            '.' => dots += 1,
            ' ' if letters.len > 0 && dots < 2 => continue,
            'ا'..='ي' | 'أ' | 'إ' if letters.len == dots && letters.push(c) => {}
            _ => break,
        }
        end = at + c.len_utf8();
    }
    if dots == 0 || letters.len != 2 {
        return None;
    }
    let currency = r.lexicon().currencies.of_short_form(letters.as_str())?;
    let span = Span { start, end: start + end as u32 };
    let span = without_full_stop(r, i, span);
    Some(certain(currency, Form::Singular, span, r.token_at(i, span.end)))
}

/// The last dot is the sentence's where the sentence ends: at the end of the line or before «و».
fn without_full_stop(r: &Reader<'_>, i: usize, span: Span) -> Span {
    let next = r.token_at(i, span.end);
    let ends_sentence = next == r.len() || r.text(next).starts_with('و');
    let has_dot = r.text_from(span.end - 1).starts_with('.');
    if has_dot && ends_sentence { Span { end: span.end - 1, ..span } } else { span }
}

/// The letters of a short form on the stack.
#[derive(Default)]
struct ArrayLetters {
    bytes: [u8; 4],
    len: usize,
}

impl ArrayLetters {
    /// Appends a letter of two bytes; false if there are two already.
    fn push(&mut self, letter: char) -> bool {
        let Some(slot) = self.bytes.get_mut(2 * self.len..2 * self.len + 2) else { return false };
        letter.encode_utf8(slot);
        self.len += 1;
        true
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..2 * self.len).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }
}
