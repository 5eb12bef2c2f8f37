//! «بين 300 و900 ألف دولار», «5–10%», «من 3 إلى 5 سنوات»: two ends, one quantity.
//!
//! Scale, unit and rate of the upper end hold for the lower one too, if it has none of its own and
//! its coefficient is the smaller: 300 < 900, so 300 stands for 300 thousand.

use rust_decimal::Decimal;
use warraq_text::TokenKind;

use crate::amount::{Amount, Dimension, amount};
use crate::lexicon::{Role, WordSet};
use crate::quantity::Quantity;
use crate::reader::Reader;

/// «ارتفع من 90 إلى 100» tells two values, not a range.
static CHANGE: WordSet = WordSet::new(&[
    "ارتفع",
    "ارتفعت",
    "يرتفع",
    "ترتفع",
    "سيرتفع",
    "سترتفع",
    "ارتفاع",
    "ارتفاعا",
    "ارتفاعه",
    "انخفض",
    "انخفضت",
    "ينخفض",
    "تنخفض",
    "سينخفض",
    "ستنخفض",
    "انخفاض",
    "انخفاضا",
    "تراجع",
    "تراجعت",
    "يتراجع",
    "تتراجع",
    "تراجعا",
    "هبط",
    "هبطت",
    "يهبط",
    "تهبط",
    "هبوط",
    "زاد",
    "زادت",
    "يزيد",
    "تزيد",
    "زيادة",
    "رفع",
    "رفعت",
    "يرفع",
    "ترفع",
    "سيرفع",
    "سترفع",
    "خفض",
    "خفضت",
    "يخفض",
    "تخفض",
    "سيخفض",
    "ستخفض",
    "خفضها",
    "خفضه",
    "تخفيض",
    "قفز",
    "قفزت",
    "صعد",
    "صعدت",
    "صعودا",
    "نزل",
    "نزلت",
    "تقلص",
    "تقلصت",
    "قلص",
    "قلصت",
    "تقليص",
    "تحول",
    "تحولت",
    "انتقل",
    "انتقلت",
    "نما",
    "نمت",
    "تحسن",
    "تحسنت",
    "تغير",
    "تغيرت",
    "رفعها",
    "رفعه",
    "تضاعف",
    "تضاعفت",
    "وصولا",
]);

static HEIGHT: WordSet = WordSet::new(&["ارتفاع", "ارتفاعه"]);

/// What joins the two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// A dash.
    Dash,
    /// «إلى», «حتى», «لـ».
    To,
    /// «لـ» joined to a number word.
    JoinedTo,
    /// «و» after «بين».
    And,
}

/// The range whose lower end is `low`, which began at token `i`, and the token after it.
pub(crate) fn range(r: &Reader<'_>, i: usize, low: &Amount) -> Option<(Quantity, usize, Amount)> {
    let (link, at) = link(r, i, low.next)?;
    let high = in_unit_of(low, link, amount(r, at)?);
    if high.is_part || !fits(r, i, link, low, &high) {
        return None;
    }
    let (min, max) = (low_value(low, &high)?, high.value);
    let span = low.span.join(high.span);
    let quantity = high.quantity_of(r, span, |quantity, converted| {
        quantity.min = Some(converted(min));
        quantity.max = Some(converted(max));
    });
    Some((quantity, high.next, high))
}

/// «بين 27.80 ريالا و29»: the second number counts what the first does.
fn in_unit_of(low: &Amount, link: Link, high: Amount) -> Amount {
    let is_bare = link == Link::And
        && matches!(high.dimension, Dimension::Count)
        && high.number.is_some_and(|number| number.in_digits)
        && !matches!(low.dimension, Dimension::Count)
        && low.number.is_some_and(|number| number.scale == Decimal::ONE);
    if is_bare { Amount { dimension: low.dimension, per: low.per, ..high } } else { high }
}

fn link(r: &Reader<'_>, i: usize, at: usize) -> Option<(Link, usize)> {
    let word = r.word(at);
    if is_dash(word.text) {
        // «5 -10» is a number and a negative one.
        let even = r.is_glued(at) == r.is_glued_before(at);
        return even.then_some((Link::Dash, at + 1));
    }
    if matches!(word.senses.role, Some(Role::To | Role::Until)) && word.is_bare() {
        return Some((Link::To, at + 1));
    }
    if is_joined_to(r, at) && r.is_number(at + 1) {
        return Some((Link::To, at + 1));
    }
    // «عشرة لخمسطعش كيلو»
    if word.clitics.to && !word.clitics.article && word.senses.numeral.is_some() {
        return Some((Link::JoinedTo, at));
    }
    let joined = r.joined(at)?;
    is_after_between(r, i).then_some((Link::And, joined))
}

/// Whether the token at `i` is «لـ» or a «ل» that clings to what follows.
pub(crate) fn is_joined_to(r: &Reader<'_>, i: usize) -> bool {
    r.text(i) == "ل" && (r.is_glued(i) || r.marks(r.span(i)) > 0)
}

pub(crate) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "~" | "‐" | "\u{2011}" | "\u{2212}")
}

/// Whether «بين» stands before token `i`, perhaps with the unit announced or a sign in between.
pub(crate) fn is_after_between(r: &Reader<'_>, i: usize) -> bool {
    r.before(i, 1).senses.role == Some(Role::Between)
}

/// Whether the two ends make one quantity.
fn fits(r: &Reader<'_>, i: usize, link: Link, low: &Amount, high: &Amount) -> bool {
    let low_counts = matches!(low.dimension, Dimension::Count);
    let high_counts = matches!(high.dimension, Dimension::Count);
    // «الدول الأربعة إلى 10%»
    if link != Link::And && r.word(i).clitics.article || low_counts && is_year(low, high) {
        return false;
    }
    if !low_counts && (!is_same(low, high) || link == Link::Dash && low.per.is_some()) {
        return false;
    }
    let Some(min) = low_value(low, high) else { return false };
    let rising = min < high.value;
    match link {
        Link::And => rising,
        Link::JoinedTo => rising && low_counts && !high_counts,
        Link::To => {
            let change = r.is_in_before(i, 10, &CHANGE) && !is_height(r, i, high);
            let from = r.before(i, 1).text == "من" || r.before(i, 2).text == "من";
            !(change && (from || !low_counts)) && (rising || !high_counts && !from && low_counts)
        }
        Link::Dash => rising && (!high_counts || is_scaled(high) || counts_noun(r, high)),
    }
}

/// «ارتفاع الموج من متر إلى متر ونصف»: in units of length the word tells a height.
fn is_height(r: &Reader<'_>, i: usize, high: &Amount) -> bool {
    let is_length =
        matches!(high.dimension, Dimension::Unit(unit) if matches!(unit.name(), "m" | "cm"));
    is_length && r.is_in_before(i, 4, &HEIGHT)
}

/// «في آخر 2014 إلى 229 ألفاً»: a year before a number of another size.
fn is_year(low: &Amount, high: &Amount) -> bool {
    let is_plain = low.number.is_some_and(|number| number.is_plain);
    is_plain
        && is_scaled(high)
        && u32::try_from(low.value).is_ok_and(|year| (1900..2100).contains(&year))
}

fn is_scaled(amount: &Amount) -> bool {
    amount.number.is_some_and(|number| number.scale > Decimal::ONE)
}

/// Whether a noun in the accusative follows: «15-20 شخصاً», not the score «3-1».
fn counts_noun(r: &Reader<'_>, high: &Amount) -> bool {
    let word = r.word(high.next);
    word.kind == Some(TokenKind::Word)
        && word.is_bare()
        && word.senses.role.is_none()
        && high.value >= Decimal::TEN
        && (word.text.ends_with('ا') || matches!(word.text, "شخص" | "سنوات"))
}

fn is_same(low: &Amount, high: &Amount) -> bool {
    match (low.dimension, high.dimension) {
        (Dimension::Percent, Dimension::Percent) => true,
        (Dimension::Unit(a), Dimension::Unit(b)) => a == b,
        (Dimension::Money(a), Dimension::Money(b)) => {
            a.currency == b.currency && a.subunit.is_some() == b.subunit.is_some()
        }
        _ => false,
    }
}

/// The lower end with the scale of the upper one where it is shared.
fn low_value(low: &Amount, high: &Amount) -> Option<Decimal> {
    let (Some(a), Some(b)) = (&low.number, &high.number) else { return Some(low.value) };
    let shares = a.scale == Decimal::ONE
        && b.scale > Decimal::ONE
        && !b.is_bare_scale
        && a.coefficient < b.value / b.scale
        && matches!(low.dimension, Dimension::Count);
    if shares { a.value.checked_mul(b.scale) } else { Some(low.value) }
}
