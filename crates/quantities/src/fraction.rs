//! Parts of something without unit: «ثلثا السكان», «نصفها», «ثلاثة أرباعهم».

use rust_decimal::Decimal;
use warraq_text::{Span, TokenKind};

use crate::compound;
use crate::group;
use crate::lexicon::{Part, Role, WordSet};
use crate::quantity::{Quantity, QuantityKind};
use crate::reader::{Reader, Word};

/// «نصف النهائي», «ربع سنوي», «نصف قطرها»: terms, not parts.
static TERM_AFTER: WordSet = WordSet::new(&[
    "نهائي",
    "نهائيات",
    "مالي",
    "مالية",
    "سنوي",
    "سنوية",
    "سنويا",
    "شهري",
    "شهرية",
    "قطر",
    "قطره",
    "قطرها",
    "قطرهما",
    "دائرة",
    "كروي",
    "أخير",
    "أخيرة",
    "كوب",
    "قمر",
    "ساعات",
]);

/// The fraction that begins at token `i`, and the token after it.
pub(crate) fn fraction(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    if let Some(found) = in_digits(r, i).or_else(|| one_over(r, i)) {
        return Some(found);
    }
    let (value, next) = compound::part(r, i)?;
    let word = r.word(i);
    let is_composed = next > i + 1;
    let is_fraction = match word.senses.part {
        _ if is_composed || word.kind == Some(TokenKind::Symbol) => true,
        Some(part) => is_part(r, i, &word, part) && !is_period(r, i, next),
        None => false,
    };
    if !is_fraction {
        return None;
    }
    let value = if is_accusative(r, &word, next) { value / Decimal::TWO } else { value };
    let span = r.phrase(i, next);
    Some((fraction_of(span, value), next))
}

/// A fraction to four decimals.
fn fraction_of(span: Span, value: Decimal) -> Quantity {
    Quantity::with_value(span, QuantityKind::Fraction, value.round_dp(4).normalize())
}

/// `½`, `¾`: the part of one that the sign at `i` stands for.
pub(crate) fn glyph(r: &Reader<'_>, i: usize) -> Option<Decimal> {
    let (count, of) = match r.text(i) {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Some(Decimal::from(count) / Decimal::from(of))
}

/// «1/4», «3/4»: but not «9/10», which is a mark.
fn in_digits(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let is_tight = r.text(i + 1) == "/" && r.is_glued(i) && r.is_glued(i + 1);
    let is_free = !(r.is_glued_before(i) || r.is_glued(i + 2) && r.text(i + 3) == "/");
    if !is_tight || !is_free {
        return None;
    }
    let (count, of) = match (r.text(i), r.text(i + 2)) {
        ("1", "2") => (1, 2),
        ("1", "3") => (1, 3),
        ("2", "3") => (2, 3),
        ("1", "4") => (1, 4),
        ("3", "4") => (3, 4),
        ("1", "8") => (1, 8),
        _ => return None,
    };
    let value = Decimal::from(count) / Decimal::from(of);
    Some((fraction_of(r.phrase(i, i + 3), value), i + 3))
}

/// «واحد على ثلاثة», and where it stands alone also «سبعة على ثلاثة», «ستة وسبعة على ثلاثة».
fn one_over(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let word = r.word(i);
    let may_begin = word.senses.numeral.is_some() && word.is_free() && !r.is_number(i);
    if !may_begin || r.before(i, 1).kind == Some(TokenKind::Word) {
        return None;
    }
    let (first, at) = group::small(r, i)?;
    let (whole, count, at) = match r.joined(at).and_then(|at| group::small(r, at)) {
        Some((count, at)) => (first, count, at),
        None => (0, first, at),
    };
    let (of, next) = group::small(r, at + 1).filter(|(of, _)| *of > 1 && r.text(at) == "على")?;
    let is_one = whole == 0 && count == 1;
    // «تسعة على عشرة» is a mark.
    let is_mark = matches!(of, 5 | 10 | 20 | 100);
    let value = Decimal::from(whole) + Decimal::from(count) / Decimal::from(of);
    (is_one || r.is_alone(i, next) && !is_mark)
        .then(|| (fraction_of(r.phrase(i, next), value), next))
}

/// «سدساً» is one sixth, «سدسا السكان» two: without a noun after it the word is an accusative.
fn is_accusative(r: &Reader<'_>, word: &Word<'_>, next: usize) -> bool {
    let after = r.word(next);
    let has_noun = after.kind == Some(TokenKind::Word)
        && after.clitics.outer_letters() == 0
        && after.senses.role.is_none_or(|role| role == Role::From);
    let has_noun = match word.senses.part {
        Some(Part { of: 3, .. }) => has_noun,
        _ => after.text.starts_with("ال"),
    };
    let is_dual = matches!(word.senses.part, Some(Part { count: 2, .. }));
    is_dual && word.senses.tail == 0 && word.text.ends_with('ا') && !has_noun
}

/// Whether the word is a part here. «خمس», «سبع», «تسع», «عشر» are numbers before a plain noun, and
/// «ثمن» is a price, «نص» a text.
fn is_part(r: &Reader<'_>, i: usize, word: &Word<'_>, part: Part) -> bool {
    let stem = r.text(i).trim_start_matches(['و', 'ف', 'ب', 'ل', 'ك']);
    let is_dialect = stem.starts_with("تلت") && word.senses.tail > 0;
    if is_dialect || part.of == 2 && !stem.contains("نصف") && !stem.contains("أنصاف") {
        return false;
    }
    let is_ambiguous = word.senses.numeral.is_some()
        || part.count == 1 && (part.of == 5 || part.of >= 7)
        || word.text.ends_with("تلت");
    if !is_ambiguous {
        return true;
    }
    if word.clitics.article {
        return part.of != 8 && !word.senses.numeral.is_some_and(|_| counts_after(r, i));
    }
    // A vowel written on the first letter is the damma of the part, where the line has few others.
    let stem = Span { start: word.span.start, end: word.span.start + 2 };
    let has_mark = r.marks(stem) > 0 && r.marks(r.span(i + 1)) == 0;
    let next = r.word(i + 1);
    let is_owned = ["هم", "ها", "هن"].iter().any(|pronoun| next.text.ends_with(pronoun))
        && !next.text.starts_with("من");
    let has_definite = next.text.starts_with("ال")
        && !matches!(
            next.text,
            "الذي" | "التي" | "الذين" | "اللذين" | "اللتين" | "الأواخر" | "الاواخر"
        )
        && next.senses.ordinal.is_none()
        || is_owned && next.senses.unit.is_none();
    has_mark
        || part.of != 8 && (word.senses.tail > 0 || has_definite && word.senses.numeral.is_some())
}

/// «السنوات الخمس», «الخمس سنوات».
fn counts_after(r: &Reader<'_>, i: usize) -> bool {
    let is_definite = |at: usize| r.text(at).starts_with("ال");
    is_definite(i.wrapping_sub(1)) || is_definite(i + 1) || r.word(i + 1).senses.unit.is_some()
}

/// «النصف الأول», «الربع الرابع», «نصف النهائي»: a period or a term.
fn is_period(r: &Reader<'_>, i: usize, next: usize) -> bool {
    let after = r.word(next);
    if r.before(i, 1).text == "مجموعة" {
        return true;
    }
    let word = r.word(i);
    let is_definite = word.clitics.article && word.senses.tail == 0;
    let before = r.before(i, 1).text;
    let is_single = matches!(word.senses.part, Some(Part { count: 1, .. }));
    let is_named = after.text.starts_with("ال")
        || is_single && before.starts_with("ال")
        || matches!(before, "هذا" | "ذات" | "ذاك" | "نفس" | "خلال");
    r.is_in(next, &TERM_AFTER) || is_definite && is_named
}
