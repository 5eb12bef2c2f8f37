//! «نحو», «أكثر من», «لا يقل عن», «على الأقل»: how exact a number claims to be.
//!
//! An approximator stands right before the quantity, or is a verb with its subject in between
//! («لا تتجاوز مدتها ساعة»), or follows the quantity or the noun phrase it counts.

use warraq_text::TokenKind;

use crate::lexicon::{Role, WordSet};
use crate::quantity::Approx;
use crate::reader::Reader;

static ABOUT: WordSet = WordSet::new(&[
    "نحو",
    "حوالي",
    "حوالى",
    "قرابة",
    "زهاء",
    "تقريبا",
    "بحدود",
    "حدود",
    "يناهز",
    "تناهز",
    "ناهز",
    "ناهزت",
    "يقارب",
    "تقارب",
    "قارب",
    "قاربت",
    "شي",
    "مشارف",
    "قرب",
]);
static ABOVE: WordSet = WordSet::new(&["فوق"]);
static BELOW: WordSet = WordSet::new(&["دون", "تحت"]);
static UP_TO: WordSet = WordSet::new(&["حتى", "أقصاه", "أقصاها"]);
static FROM_BELOW: WordSet = WordSet::new(&["أدناه", "أدناها"]);

/// Before «من».
static MORE: WordSet = WordSet::new(&["أكثر", "أكتر", "أزيد", "أعلى", "أكبر", "أطول", "أبعد"]);
static LESS: WordSet = WordSet::new(&["أقل", "أدنى", "أصغر", "أقصر"]);
static BEGINNING: WordSet = WordSet::new(&["ابتداء", "يبدأ", "تبدأ", "بدءا", "انطلاقا", "يبدا"]);
static NEAR: WordSet = WordSet::new(&["يقرب", "قريب", "قريبا", "قريبة"]);

/// Before «على» or «عن», perhaps with the subject in between.
static EXCEED_BY: WordSet =
    WordSet::new(&["يزيد", "تزيد", "زاد", "زادت", "يربو", "تربو", "يزيدون", "تزد", "يزد"]);
static FALL_SHORT: WordSet = WordSet::new(&["يقل", "تقل", "قل", "قلت", "يقلون"]);
/// Before «إلى», perhaps with the subject in between.
static REACH: WordSet = WordSet::new(&["يصل", "تصل", "يصلان", "تصلان"]);
/// Before the quantity, perhaps with the subject in between.
static EXCEED: WordSet = WordSet::new(&[
    "تجاوز",
    "يتجاوز",
    "تتجاوز",
    "تجاوزت",
    "تجاوزوا",
    "يتجاوزون",
    "فاق",
    "فاقت",
    "يفوق",
    "تفوق",
    "تخطى",
    "تخطت",
    "يتخطى",
    "تتخطى",
    "تخطوا",
    "تعدى",
    "تعدت",
    "يتعدى",
    "تتعدى",
    "متجاوزا",
    "متجاوزة",
]);
static NOT: WordSet = WordSet::new(&["لا", "لم", "لن", "ألا", "ليس", "ليست", "دون"]);

/// The approximator before the quantity that begins at token `i`.
pub(crate) fn before(r: &Reader<'_>, i: usize) -> Option<Approx> {
    let at = match r.before(i, 1).text {
        "ب" | "ل" | "و" | "ال" => i.checked_sub(2)?,
        "~" | "≈" => return Some(Approx::About),
        ">" => return Some(Approx::MoreThan),
        "<" => return Some(Approx::LessThan),
        _ => i.checked_sub(1)?,
    };
    // «تحت مستوى 50 دولاراً»
    let at = if r.text(at) == "مستوى" { at.checked_sub(1)? } else { at };
    let set = |set: &WordSet| r.is_in(at, set);
    match r.text(at) {
        "من" => return before_from(r, at),
        "على" | "عن" => return before_on(r, at),
        "إلى" | "الى" => return reach(r, at),
        "أقصى" if r.before(at, 1).text.ends_with("حد") => return Some(Approx::AtMost),
        "أدنى" if r.before(at, 1).text.ends_with("حد") => return Some(Approx::AtLeast),
        _ if set(&ABOUT) => return Some(Approx::About),
        _ if set(&ABOVE) => return Some(Approx::MoreThan),
        _ if set(&BELOW) => return Some(Approx::LessThan),
        _ if set(&UP_TO) => return Some(Approx::AtMost),
        _ if set(&FROM_BELOW) => return Some(Approx::AtLeast),
        _ => {}
    }
    let verb = verb(r, i, &EXCEED)?;
    Some(if verb.is_negated { Approx::AtMost } else { Approx::MoreThan })
}

/// «أكثر من», «لا أقل من», «ابتداءً من».
fn before_from(r: &Reader<'_>, from: usize) -> Option<Approx> {
    let at = from.checked_sub(1)?;
    let negated = at.checked_sub(1).is_some_and(|not| r.is_in(not, &NOT));
    if r.is_in(at, &MORE) {
        return Some(if negated { Approx::AtMost } else { Approx::MoreThan });
    }
    if r.is_in(at, &LESS) {
        return Some(if negated { Approx::AtLeast } else { Approx::LessThan });
    }
    if r.is_in(at, &NEAR) {
        return Some(Approx::About);
    }
    verb(r, from, &BEGINNING).map(|_| Approx::AtLeast)
}

/// «يزيد على», «لا يقل عن».
fn before_on(r: &Reader<'_>, on: usize) -> Option<Approx> {
    if let Some(verb) = verb(r, on, &EXCEED_BY).or_else(|| verb(r, on, &EXCEED)) {
        return Some(if verb.is_negated { Approx::AtMost } else { Approx::MoreThan });
    }
    let verb = verb(r, on, &FALL_SHORT)?;
    Some(if verb.is_negated { Approx::AtLeast } else { Approx::LessThan })
}

/// «يصل إلى», but not «ليصل إلى», which tells what came about.
fn reach(r: &Reader<'_>, i: usize) -> Option<Approx> {
    let Verb { at, .. } = verb(r, i, &REACH)?;
    (!r.text(at).starts_with('ل')).then_some(Approx::AtMost)
}

/// A verb that approximates.
struct Verb {
    at: usize,
    is_negated: bool,
}

/// The nearest verb of the set before `i`, with at most three words of its subject in between.
fn verb(r: &Reader<'_>, i: usize, verbs: &WordSet) -> Option<Verb> {
    let is_subject = |at: usize| {
        let word = r.word(at);
        word.kind == Some(TokenKind::Word)
            && word.senses.role.is_none_or(|role| role == Role::In)
            && (word.senses.numeral.is_none() || word.clitics.article)
    };
    let at = (1..=4)
        .map_while(|back| i.checked_sub(back))
        .take_while(|at| r.is_in(*at, verbs) || is_subject(*at))
        .find(|at| r.is_in(*at, verbs))?;
    let is_negated = at.checked_sub(1).is_some_and(|not| r.is_in(not, &NOT));
    Some(Verb { at, is_negated })
}

/// After the quantity: the words, each with any proclitics unless it has them here.
const AFTER: &[(&[&str], Approx)] = &[
    (&["تقريبا"], Approx::About),
    (&["على", "وجه", "التقريب"], Approx::About),
    (&["ونيف"], Approx::MoreThan),
    (&["ونيفا"], Approx::MoreThan),
    (&["ويزيد"], Approx::MoreThan),
    (&["على", "الأقل"], Approx::AtLeast),
    (&["على", "الاقل"], Approx::AtLeast),
    (&["كحد", "أدنى"], Approx::AtLeast),
    (&["حدا", "أدنى"], Approx::AtLeast),
    (&["وأكثر"], Approx::AtLeast),
    (&["فأكثر"], Approx::AtLeast),
    (&["أو", "أكثر"], Approx::AtLeast),
    (&["أو", "يزيد"], Approx::AtLeast),
    (&["فما", "فوق"], Approx::AtLeast),
    (&["وما", "فوق"], Approx::AtLeast),
    (&["كحد", "أقصى"], Approx::AtMost),
    (&["بحد", "أقصى"], Approx::AtMost),
    (&["حدا", "أقصى"], Approx::AtMost),
    (&["على", "الأكثر"], Approx::AtMost),
    (&["بالكثير"], Approx::AtMost),
    (&["أو", "أقل"], Approx::AtMost),
    (&["فما", "دون"], Approx::AtMost),
    (&["إلا", "شوي"], Approx::LessThan),
    (&["إلا", "قليلا"], Approx::LessThan),
    (&["الا", "شوي"], Approx::LessThan),
];

/// The approximator after the quantity that ends before token `i`, perhaps after the counted noun
/// phrase.
pub(crate) fn after(r: &Reader<'_>, i: usize) -> Option<Approx> {
    for at in i..i + 4 {
        if let Some(approx) = after_at(r, at) {
            return Some(approx);
        }
        let word = r.word(at);
        let goes_on = word.kind == Some(TokenKind::Word)
            && word.senses.role.is_none()
            && word.senses.numeral.is_none()
            && !word.clitics.and;
        if !goes_on {
            return None;
        }
    }
    None
}

fn after_at(r: &Reader<'_>, i: usize) -> Option<Approx> {
    if r.kind(i) != Some(TokenKind::Word) {
        return None;
    }
    let matches = |words: &[&str]| words.iter().enumerate().all(|(n, word)| r.text(i + n) == *word);
    AFTER.iter().find(|(words, _)| matches(words)).map(|(_, approx)| *approx)
}

/// Whether «نحو» or the like stands at token `i`.
pub(crate) fn is_about(r: &Reader<'_>, i: usize) -> bool {
    r.is_in(i, &ABOUT)
}

/// Whether an approximator stands at token `i`.
pub(crate) fn follows(r: &Reader<'_>, i: usize) -> bool {
    after_at(r, i).is_some()
}
