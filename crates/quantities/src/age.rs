//! Ages of people: «(31 عاماً)», «البالغ من العمر 24 سنة», «في الثالثة والعشرين», «تجاوز الستين».

use rust_decimal::Decimal;
use warraq_text::TokenKind;

use crate::amount::{Amount, Dimension};
use crate::lexicon::{Numeral, Role, WordSet};
use crate::ordinal;
use crate::quantity::{Quantity, QuantityKind};
use crate::reader::Reader;
use crate::unit::Unit;

static AGED: WordSet = WordSet::new(&[
    "عمره",
    "عمرها",
    "عمري",
    "عمرك",
    "عمرهم",
    "عمرهما",
    "بالغ",
    "بالغة",
    "بالغين",
    "بالغان",
    "أعمارهم",
    "أعمارهن",
    "أعمارها",
    "أعمار",
    "سن",
    "عمر",
    "سنها",
    "يبلغون",
]);
static HAS: WordSet =
    WordSet::new(&["عنده", "عندها", "عندي", "عمره", "عمرها", "عمري", "سنها", "ابن", "ابنة"]);
/// Before a bare age such as «الستين».
static REACHING: WordSet = WordSet::new(&[
    "تجاوز",
    "تجاوزت",
    "تجاوزوا",
    "يتجاوز",
    "تتجاوز",
    "بلغ",
    "بلغت",
    "فوق",
    "دون",
    "تخطى",
    "تخطت",
    "تخطوا",
    "ناهز",
    "ناهزت",
    "قارب",
    "سيبلغ",
    "عمر",
    "ستبلغ",
    "يبلغ",
    "أتم",
    "أتمت",
    "سن",
    "جاوز",
    "تعدى",
]);
/// After «في الثالثة من».
static LIFE: WordSet = WordSet::new(&["عمره", "عمرها", "عمري", "عمرك", "عمرهما", "عمر", "العمر"]);
/// Things with an age before «عمره»: theirs are durations.
static THINGS: WordSet = WordSet::new(&[
    "لوحة",
    "حاسوب",
    "حاسوبي",
    "سيارة",
    "سفينة",
    "شجرة",
    "مبنى",
    "بناء",
    "مسجد",
    "كنيسة",
    "قصر",
    "تمثال",
    "مخطوط",
    "مخطوطة",
    "رقما",
    "علاقة",
    "علاقتنا",
    "علاقاتنا",
    "شركة",
    "دولة",
    "مدينة",
    "كوكب",
    "نجم",
    "عمارة",
    "جسر",
    "طائرة",
    "قناع",
    "القناع",
    "فندق",
    "قلعة",
    "معبد",
    "مصنع",
    "متحف",
    "مومياء",
    "أحفورة",
    "صخرة",
    "كهف",
    "حفرية",
]);
static FEWER: WordSet = WordSet::new(&["يقل", "تقل", "يزيد", "تزيد"]);

const OLDEST: Decimal = Decimal::from_parts(120, 0, 0, false, 0);

/// Whether the amount at token `i`, which ends before `next`, is a person's age.
pub(crate) fn is_age(r: &Reader<'_>, i: usize, amount: &Amount, next: usize) -> bool {
    match amount.dimension {
        Dimension::Count => is_bare_age(r, i, amount),
        _ => is_age_range(r, i, amount) || is_in_years(amount) && is_aside(r, i, next),
    }
}

/// Whether years at token `i`, up to this amount, are the ages of people: a word before them says
/// so.
pub(crate) fn is_age_range(r: &Reader<'_>, i: usize, high: &Amount) -> bool {
    let has_article = r.has_role(i.wrapping_sub(1), Role::Article);
    let before = r.before(i, if has_article { 2 } else { 1 }).text;
    // «ذات الأعوام الستة», but «عن الأعوام الخمسة» tells no age.
    let is_definite = has_article || r.word(i).clitics.article;
    let is_owner = is_definite && matches!(before, "ذي" | "ذو" | "ذا" | "ذات" | "ابن" | "ابنة");
    let is_known = r.word(i).clitics.article && r.word(i).senses.unit.is_some() && !is_owner;
    if !is_in_years(high) || is_time(before) || is_known {
        return false;
    }
    let is_death = before == "عن" && !r.is_in_before(i, 6, &FEWER);
    let is_limit = matches!(before, "دون" | "فوق" | "سن" | "يبلغ" | "تبلغ" | "تجاوزوا" | "ناهز")
        || before == "تجاوز" && r.before(i, 2).text == "من";
    let has_age = is_owner || i.checked_sub(1).is_some_and(|at| r.is_in(at, &HAS));
    let is_speaker = matches!(before, "عمري" | "عمرك");
    let is_thing = !is_speaker
        && (1..=5).filter_map(|back| i.checked_sub(back)).any(|at| r.is_in(at, &THINGS));
    !is_thing && (is_death || is_limit || has_age || r.is_in_before(i, 4, &AGED))
}

fn is_in_years(amount: &Amount) -> bool {
    matches!(amount.dimension, Dimension::Unit(Unit::YEAR)) && amount.value <= OLDEST
}

/// Words that make years a time and no age.
fn is_time(before: &str) -> bool {
    matches!(before, "منذ" | "قبل" | "بعد" | "خلال" | "لمدة" | "إلى" | "مدى" | "أي")
}

/// «حداد (31 عاماً)», «حياة، 72 عاماً،».
fn is_aside(r: &Reader<'_>, i: usize, next: usize) -> bool {
    let after = r.text(next);
    let is_enclosed = match r.before(i, 1).text {
        "(" => matches!(after, ")" | "،"),
        "،" | "," => matches!(after, "،" | "," | ":"),
        _ => false,
    };
    let named = r.before(i, 2);
    let is_named = matches!(named.kind, Some(TokenKind::Word | TokenKind::Latin));
    is_enclosed && (is_named || matches!(named.text, "»" | "\"" | "”"))
}

/// «عمري 19», «ابن الـ25».
fn is_bare_age(r: &Reader<'_>, i: usize, amount: &Amount) -> bool {
    let at = if r.has_role(i.wrapping_sub(1), Role::Article) {
        i.wrapping_sub(2)
    } else {
        i.wrapping_sub(1)
    };
    amount.value < Decimal::ONE_HUNDRED
        && amount.value.fract().is_zero()
        && r.is_in(at, &HAS)
        && !matches!(r.text(at), "عنده" | "عندها" | "عندي")
        && !r.word(amount.next).senses.unit.is_some_and(|_| true)
        && (r.kind(amount.next) != Some(TokenKind::Word) || r.text(amount.next).starts_with('و'))
}

/// «في الثالثة والعشرين», «تجاوز الستين», «بلغ الخامسة»: the age that begins at token `i`, and the
/// token after it.
pub(crate) fn bare_age(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let word = r.word(i);
    if !word.clitics.article || !word.is_free() {
        return None;
    }
    let reaches = i.checked_sub(1).is_some_and(|before| r.is_in(before, &REACHING));
    let is_in = r.has_role(i.wrapping_sub(1), Role::In);
    let (value, next) = match word.senses.numeral {
        Some(Numeral::Tens(tens)) if reaches => (u32::from(tens), i + 1),
        _ => {
            let (value, next) = ordinal::rank(r, i)?;
            let is_feminine = word.text.ends_with(['ة', 'ه']) || word.text.ends_with("دى");
            let is_life = r.text(next) == "من" && r.is_in(next + 1, &LIFE);
            if !is_feminine || !(reaches || is_in && (value > 12 || is_life)) {
                return None;
            }
            (value, next)
        }
    };
    // «الدورة»: an age ends the phrase.
    let after = r.word(next);
    let ends = after.kind != Some(TokenKind::Word)
        || after.senses.role.is_some()
        || after.clitics.outer_letters() > 0
        || after.senses.numeral.is_some()
        || r.is_number(next);
    let span = r.phrase(i, next);
    let quantity = Quantity {
        unit: Some(Unit::YEAR),
        ..Quantity::with_value(span, QuantityKind::Age, Decimal::from(value))
    };
    (ends || reaches || value > 20).then_some((quantity, next))
}
