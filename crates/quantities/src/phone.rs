//! Telephone numbers: groups of digits that begin with `+` or 0, or follow «هاتف», «للاستفسار» …

use warraq_text::Span;

use crate::lexicon::WordSet;
use crate::quantity::{Quantity, QuantityKind};
use crate::reader::Reader;

static CONTACT: WordSet = WordSet::new(&[
    "هاتف",
    "استفسار",
    "استفسارات",
    "حجز",
    "اتصال",
    "تواصل",
    "جوال",
    "موبايل",
    "محمول",
    "تلفون",
    "تليفون",
    "واتساب",
    "واتس",
    "فاكس",
    "رقمهم",
    "رقمي",
    "رقمه",
    "رقمها",
    "رقمنا",
    "اتصل",
    "اتصلوا",
    "عيطو",
    "دق",
    "طوارئ",
    "خط_ساخن",
    "كلموني",
    "العملاء",
]);

/// Words that announce another kind of number of many digits.
static OTHER: WordSet = WordSet::new(&[
    "حساب",
    "آيبان",
    "فاتورة",
    "ترخيص",
    "رخصة",
    "سجل",
    "صندوق",
    "بطاقة",
    "طلب",
    "شحنة",
]);

/// Digits of the longest number in use with country code (ITU E.164), and of short ones.
const MAX_DIGITS: usize = 15;

/// The telephone number that begins at token `i`, and the token after it.
pub(crate) fn phone(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    if let Some(found) = after_bracketed_code(r, i) {
        return Some(found);
    }
    let has_plus = r.text(i) == "+";
    let first = if has_plus { i + 1 } else { i };
    if !r.is_number(first) || r.is_glued_before(i) && !is_opening(r.before(i, 1).text) {
        return None;
    }
    let has_zero = r.text(first).starts_with('0');
    let announced = r.is_in_before(i, 4, &CONTACT) && !r.is_in_before(i, 4, &OTHER);
    let is_long = matches!(r.text(first).len(), 3 | 10..);
    if !(has_plus || has_zero || announced || is_long) {
        return None;
    }
    let groups = groups(r, first, false)?;
    let next = after_extension(r, groups.next);
    let is_phone = match groups.digits {
        9..=MAX_DIGITS if has_plus => r.is_glued(i),
        8..=12 if has_zero => groups.count > 1 || groups.digits >= 9,
        10 if groups.sizes == [3, 3, 4] => true,
        10..=12 if is_all(r, i, next) => true,
        7..=MAX_DIGITS if groups.is_dotted => is_all(r, i, next),
        7..=MAX_DIGITS => announced,
        3..=6 => announced && groups.count == 1 && is_called(r, i),
        _ => false,
    };
    let span = Span { start: r.span(i).start, end: r.span(next - 1).end };
    is_phone.then(|| (Quantity::new(span, QuantityKind::Phone), next))
}

/// Whether the document is nothing but the tokens from `i` to `next`; a line of digits in a longer one
/// may be any number.
fn is_all(r: &Reader<'_>, i: usize, next: usize) -> bool {
    r.is_alone(i, next) && r.document.tokens.len() == r.len()
}

/// The token after an extension («تحويلة 897», `ext. 897`) at `i`, or `i`.
fn after_extension(r: &Reader<'_>, i: usize) -> usize {
    let word = r.text(i).trim_end_matches('.');
    let is_named = matches!(word, "ext" | "Ext" | "x" | "تحويلة" | "تحويله" | "فرعي" | "داخلي");
    let at = if matches!(r.text(i + 1), "." | ":") { i + 2 } else { i + 1 };
    if is_named && r.is_number(at) && r.text(at).len() <= 5 { at + 1 } else { i }
}

/// `(+1) 650 701 8887`.
fn after_bracketed_code(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let is_code = r.text(i) == "(" && r.text(i + 1) == "+" && r.text(i + 3) == ")";
    let code = Some(r.text(i + 2)).filter(|code| is_code && code.len() <= 3)?;
    let groups = groups(r, i + 4, true).filter(|groups| (7..=12).contains(&groups.digits))?;
    let span = Span { start: r.span(i).start, end: r.span(groups.next - 1).end };
    let is_plain = code.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| (Quantity::new(span, QuantityKind::Phone), groups.next))
}

/// «الاتصال على الرقم 101»: a short number of a service.
fn is_called(r: &Reader<'_>, i: usize) -> bool {
    matches!(r.before(i, 1).text, "الرقم" | "رقم" | "هاتف" | ":" | "برقم" | "بالرقم")
}

fn is_opening(text: &str) -> bool {
    matches!(text, ":" | "(" | "/" | "«" | "\"")
}

struct Groups {
    count: usize,
    digits: usize,
    /// Digits of the first groups.
    sizes: [usize; 3],
    /// A group has dots between its digits: «202.555.0121».
    is_dotted: bool,
    next: usize,
}

/// Digits set apart by single spaces, hyphens (which may themselves stand apart) or dots.
fn groups(r: &Reader<'_>, first: usize, hyphens_apart: bool) -> Option<Groups> {
    let mut groups = Groups { count: 0, digits: 0, sizes: [0; 3], is_dotted: false, next: first };
    let mut at = first;
    while groups.count < 8 && r.is_number(at) {
        let text = r.text(at);
        let Some(digits) = digits(text) else { break };
        if let Some(size) = groups.sizes.get_mut(groups.count) {
            *size = digits;
        }
        groups.count += 1;
        groups.digits += digits;
        groups.is_dotted |= digits < text.len();
        groups.next = at + 1;
        let is_tight = r.is_glued(at) && r.is_glued(at + 1);
        let is_hyphen = r.text(at + 1) == "-" && (is_tight || hyphens_apart);
        at = if is_hyphen { at + 2 } else { at + 1 };
        let gap = r.span(at).start.saturating_sub(r.span(groups.next - 1).end);
        if gap > 3 {
            break;
        }
    }
    (groups.count > 0).then_some(groups)
}

/// How many digits a group has: digits alone, or with dots between them that make neither a date nor
/// an address of the internet.
fn digits(text: &str) -> Option<usize> {
    let dots = text.bytes().filter(|byte| *byte == b'.').count();
    let is_group = |piece: &str| !piece.is_empty() && piece.bytes().all(|b| b.is_ascii_digit());
    let is_address = dots == 3 && text.split('.').all(|piece| piece.parse::<u8>().is_ok());
    let digits = text.len() - dots;
    let is_date = dots == 2 && digits <= 8;
    let is_phone = dots == 0 || dots >= 2 && !is_address && !is_date;
    (is_phone && text.split('.').all(is_group)).then_some(digits)
}
