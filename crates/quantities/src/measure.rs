//! Units after a number or alone.

use warraq_text::{Span, TokenKind};

use crate::lexicon::{Form, Numeral, WordSet};
use crate::range::is_joined_to;
use crate::reader::Reader;
use crate::unit::Unit;

/// A unit in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UnitPhrase {
    pub(crate) unit: Unit,
    pub(crate) form: Form,
    pub(crate) span: Span,
    pub(crate) next: usize,
}

/// Words that make degrees those of an earthquake.
static EARTHQUAKE: WordSet =
    WordSet::new(&["زلزال", "زلزالا", "هزة", "هزات", "زلازل", "ريختر", "ارتدادية"]);

/// «نقاط بيع», «نقطة تفتيش» are places.
static PLACES: WordSet = WordSet::new(&[
    "بيع",
    "البيع",
    "تفتيش",
    "التفتيش",
    "حدودية",
    "عبور",
    "تجمع",
    "مراقبة",
    "أمنية",
    "عسكرية",
    "توزيع",
    "التقاء",
    "ضعف",
    "قوة",
    "سوداء",
]);

/// Words about contracts.
static PRICE: WordSet = WordSet::new(&[
    "قيمة",
    "قيمتها",
    "قيمتهما",
    "مبلغ",
    "تكلفة",
    "توريد",
    "تنفيذ",
    "صيانة",
    "إنشاء",
    "عمل",
]);
static SIGNING: WordSet = WordSet::new(&[
    "توقيع",
    "تنفيذ",
    "وقع",
    "وقعت",
    "وقعا",
    "يوقع",
    "توقع",
    "إبرام",
    "أبرم",
    "أبرمت",
    "ترسية",
    "أرست",
    "مشروعات",
    "مشاريع",
]);

/// «يوم عمل», «أيام عمل» are days.
static WORK: WordSet = WordSet::new(&["عمل"]);

/// The unit right after a number at `i`: a noun, a phrase or a short form.
pub(crate) fn unit_after_number(r: &Reader<'_>, i: usize) -> Option<UnitPhrase> {
    if !r.word(i).is_bare() {
        return None;
    }
    let is_contract =
        |unit: &UnitPhrase| unit.unit == Unit::DECADE && (!is_few(r, i) || is_signed(r, i));
    unit(r, i)
        .filter(|unit| !is_contract(unit))
        .or_else(|| degree_sign(r, i))
        .or_else(|| abbreviation(r, i))
}

/// Whether the word for decades at `i` means contracts: they are signed and have a price.
pub(crate) fn is_signed(r: &Reader<'_>, i: usize) -> bool {
    (1..=3).any(|ahead| r.is_in(i + ahead, &PRICE)) || r.is_in_before(i, 4, &SIGNING)
}

/// Whether the number before `i` is below ten: «ثلاثة عقود» are decades, «14 عقداً» contracts.
fn is_few(r: &Reader<'_>, i: usize) -> bool {
    let before = r.before(i, 1);
    let digits = before.text.len() == 1 && r.is_number(i - 1);
    digits
        || matches!(before.senses.numeral, Some(Numeral::Unit(_)))
        || before.senses.part.is_some()
}

/// The unit noun or phrase at `i`, whatever proclitics stand in front of it.
pub(crate) fn unit(r: &Reader<'_>, i: usize) -> Option<UnitPhrase> {
    let word = r.word(i);
    if matches!(word.senses.unit, Some((unit, _)) if unit == Unit::POINT) && r.is_in(i + 1, &PLACES)
    {
        return None;
    }
    let units = &r.lexicon().units;
    let next_text = r.text(i + 1);
    let Some((unit, form)) = word.senses.unit else {
        let unit = units.after_word(word.text, next_text)?;
        let next = i + 2 + unit_again(r, unit, i + 2);
        let span = r.phrase(i, next);
        return Some(UnitPhrase { unit, form: Form::Plural, span, next });
    };
    let next_text = if word.clitics.article {
        next_text.strip_prefix("ال").unwrap_or(next_text)
    } else {
        next_text
    };
    if let Some(mut unit) = units.after_unit(unit, next_text) {
        // «كيلو متر مربع»
        let third = units.after_unit(unit, r.text(i + 2));
        let next = i + 2 + usize::from(third.is_some());
        unit = third.unwrap_or(unit);
        return Some(UnitPhrase { unit, form, span: r.phrase(i, next), next });
    }
    let unit = if unit == Unit::DEGREE && is_of_earthquake(r, i) { Unit::MAGNITUDE } else { unit };
    let next = if unit == Unit::DAY && r.is_in(i + 1, &WORK) && r.word(i + 1).is_bare() {
        i + 2
    } else {
        i + 1
    };
    Some(UnitPhrase { unit, form, span: r.phrase(i, next), next })
}

/// Whether a word about earthquakes stands before the degrees at `i`, or «على مقياس ريختر» after.
fn is_of_earthquake(r: &Reader<'_>, i: usize) -> bool {
    (1..=3).any(|ahead| r.is_in(i + ahead, &EARTHQUAKE)) || r.is_in_before(i, 12, &EARTHQUAKE)
}

/// Tokens of «ساعة» or «/ساعة» at `i`, which end «ملي أمبير ساعة».
fn unit_again(r: &Reader<'_>, unit: Unit, i: usize) -> usize {
    let is_end = |at: usize| r.lexicon().units.after_unit(unit, r.text(at)).is_some();
    match r.text(i) {
        "/" if is_end(i + 1) => 2,
        _ if is_end(i) => 1,
        _ => 0,
    }
}

/// `°C`, `°F`, `°م` or `°` alone.
fn degree_sign(r: &Reader<'_>, i: usize) -> Option<UnitPhrase> {
    if !matches!(r.text(i), "°" | "º") {
        return match r.text(i) {
            "℃" => Some((Unit::DEGREE, i)),
            "℉" => Some((Unit::FAHRENHEIT, i)),
            _ => None,
        }
        .map(|(unit, i)| UnitPhrase {
            unit,
            form: Form::Singular,
            span: r.span(i),
            next: i + 1,
        });
    }
    let (unit, last) = match r.text(i + 1) {
        "C" | "c" | "م" if r.is_glued(i) => (Unit::DEGREE, i + 1),
        "F" | "f" | "ف" if r.is_glued(i) => (Unit::FAHRENHEIT, i + 1),
        _ => (Unit::DEGREE, i),
    };
    let span = r.span(i).join(r.span(last));
    Some(UnitPhrase { unit, form: Form::Singular, span, next: last + 1 })
}

/// «كم», «كم²», «م2», `km`.
fn abbreviation(r: &Reader<'_>, i: usize) -> Option<UnitPhrase> {
    let word = r.word(i);
    let mut unit = word.senses.abbreviation?;
    // «150 لـ400» is a range, `5G` a network.
    if is_joined_to(r, i) || word.text == "G" {
        return None;
    }
    let mut span = word.span;
    let mut next = i + 1;
    // The full stop of a sentence may cling to a letter alone.
    if word.text.ends_with('.') {
        span.end -= 1;
    }
    let exponent = r.is_glued(i).then(|| r.text(i + 1));
    if let Some(power) = exponent.and_then(|text| powers(unit, text)) {
        unit = power;
        span = span.join(r.span(i + 1));
        next += 1;
    }
    Some(UnitPhrase { unit, form: Form::Singular, span, next })
}

/// The square or cubic unit that an exponent makes of a unit of length.
fn powers(unit: Unit, exponent: &str) -> Option<Unit> {
    let is_square = matches!(exponent, "²" | "2");
    let is_cube = matches!(exponent, "³" | "3");
    match unit.name() {
        "m" if is_square => Some(Unit::SQUARE_METRE),
        "m" if is_cube => Some(Unit::CUBIC_METRE),
        "km" if is_square => Some(Unit::new("km2")),
        "cm" if is_square => Some(Unit::new("cm2")),
        "cm" if is_cube => Some(Unit::new("cm3")),
        _ => None,
    }
}

/// The token after «واحد» or «واحدة» at `i`, which follows a noun: «سنة واحدة».
pub(crate) fn one_after_noun(r: &Reader<'_>, i: usize) -> Option<usize> {
    let word = r.word(i);
    let is_one = word.senses.numeral == Some(Numeral::Unit(1))
        && word.kind == Some(TokenKind::Word)
        && word.is_bare();
    is_one.then_some(i + 1)
}
