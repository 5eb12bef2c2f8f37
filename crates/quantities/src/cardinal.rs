//! Which numbers without unit count something, and which only label: invoices, versions, houses.

use warraq_text::TokenKind;

use crate::amount::Amount;
use crate::lexicon::{Numeral, Role, WordSet};
use crate::range::is_dash;
use crate::reader::Reader;

/// Words before a number that labels and counts nothing.
static LABELS: WordSet = WordSet::new(&[
    "رقم",
    "أرقام",
    "فاتورة",
    "رخصة",
    "ترخيص",
    "عمارة",
    "منزل",
    "فيلا",
    "مقاس",
    "طراز",
    "إصدار",
    "ص.ب",
    "صندوق",
    "بريدي",
    "رمز",
    "كود",
    "آيبان",
    "حساب",
    "موديل",
    "قميص",
    "رحلة_رقم",
    "كوفيد",
    "نسخة",
    "شقة",
    "بناية",
    "شارع",
    "طريق",
    "قطعة",
]);
/// Products and indices named by a number.
static NAMED: WordSet = WordSet::new(&[
    "آيفون",
    "ايفون",
    "أيفون",
    "غالاكسي",
    "جالكسي",
    "بلايستيشن",
    "ويندوز",
    "أندرويد",
    "بوينغ",
    "بوينج",
    "إيرباص",
    "بيست",
    "بورز",
    "فورتشن",
    "أبولو",
    "بيكسل",
    "سوخوي",
    "ميغ",
    "إف",
    "جي",
    "شهاب",
    "بيجو",
    "سويتش",
    "آيباد",
    "كأس",
    "مونديال",
    "أوكتا",
    "فيفا",
    "أوبك",
    "ستوكس",
    "فوتسي",
    "راسل",
    "بي",
    "إس",
    "تشات",
    "هواوي",
    "رينو",
    "دايتونا",
    "إكسبو",
    "أرتميس",
    "تشانغ",
    "تيكن",
    "إيجيكس",
    "توبكس",
    "فورمولا",
    "كوب",
    "راديو",
    "داش",
    "رالي",
    "بيلبورد",
    "برايم",
    "أوتو",
    "فوياجر",
    "سنتشري",
    "ميديا",
    "كارب",
    "سي",
    "دي",
    "زد",
    "إكس",
    "برو",
    "ماكس",
    "بازل",
    "كيرين",
    "سنابدراغون",
    "جيه",
]);

/// Whether the amount at token `i`, which has no unit, is a count.
pub(crate) fn is_cardinal(r: &Reader<'_>, i: usize, amount: &Amount) -> bool {
    let Some(number) = &amount.number else { return false };
    if number.in_digits && r.is_number(i) {
        return counts_in_digits(r, i, amount);
    }
    r.before(i, 1).text != "رقم" && counts_in_words(r, i, amount)
}

fn counts_in_digits(r: &Reader<'_>, i: usize, amount: &Amount) -> bool {
    let is_code = amount.number.is_some_and(|n| n.is_plain) && r.text(i).len() >= 10;
    let is_sum = r.text(amount.next) == "+" || r.before(i, 1).text == "+";
    !is_code
        && !is_sum
        && !is_labelled(r, i)
        && !is_glued_to_letters(r, i, amount.next)
        && !is_list_marker(r, i, amount.next)
        && !is_always_open(r, i)
        && !is_in_code(r, i)
        && !is_name_number(r, i, amount)
}

/// «فاتورة رقم 12», «ص.ب. 1234».
fn is_labelled(r: &Reader<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    match r.text(before) {
        ":" | "#" => {
            before.checked_sub(1).is_some_and(|at| r.is_in(at, &LABELS)) || r.text(before) == "#"
        }
        text => r.is_in(before, &LABELS) || text.starts_with("ص.ب"),
    }
}

/// `5G`, «كوفيد-19», `A350-900`: part of a name. A proclitic before digits is none.
fn is_glued_to_letters(r: &Reader<'_>, i: usize, next: usize) -> bool {
    let is_letters = |at: usize| {
        matches!(r.kind(at), Some(TokenKind::Word | TokenKind::Latin | TokenKind::Hashtag))
            && !matches!(
                r.word(at).senses.role,
                Some(Role::And | Role::Preposition | Role::Article | Role::In)
            )
    };
    // «12جريحاً» lacks its space, «A8» and «إف16ب» are names.
    let is_noun = r.kind(next) == Some(TokenKind::Word) && r.text(next).chars().count() > 2;
    let glued_after = r.is_glued(next - 1) && is_letters(next) && !is_noun;
    let Some(before) = i.checked_sub(1).filter(|_| r.is_glued_before(i)) else {
        return glued_after;
    };
    let through_dash = is_dash(r.text(before))
        && before.checked_sub(1).is_some_and(|at| {
            r.is_glued(at) && is_letters(at) && r.word(at).senses.numeral.is_none()
        });
    let in_brackets = r.text(before) == "[";
    glued_after
        || is_letters(before)
        || through_dash
        || in_brackets
        || matches!(r.text(before), "_" | "@")
}

/// «1.», «2)», «(3)» at the beginning of a line.
fn is_list_marker(r: &Reader<'_>, i: usize, next: usize) -> bool {
    let first = match i {
        0 => true,
        1 => matches!(r.text(0), "(" | "•"),
        _ => false,
    };
    let closes = matches!(r.text(next), "." | ")" | "-" | "–" | ".-" | "_");
    // «… المفعول. 4- في حال …»
    let follows_sentence = r.before(i, 1).text == "."
        && matches!(r.text(next), "-" | "–" | ")")
        && r.is_glued_before(next)
        && r.kind(next + 1) == Some(TokenKind::Word);
    (first && closes || follows_sentence) && next + 1 < r.len()
}

/// A group of `SA03 8000 0000 6080 1016 7519` or of a card: four digits after a code of letters and
/// digits, or after a word that labels, with groups of four between.
fn is_in_code(r: &Reader<'_>, i: usize) -> bool {
    let is_group = |at: usize| r.is_number(at) && r.text(at).len() <= 4;
    if !is_group(i) {
        return false;
    }
    let begin = (1..=8).map_while(|back| i.checked_sub(back)).find(|at| !is_group(*at));
    let Some(begin) = begin else { return false };
    let end = (i + 1..i + 8).find(|at| !is_group(*at)).unwrap_or(i + 8);
    let head = r.text(begin);
    let is_code = r.kind(begin) == Some(TokenKind::Latin)
        && head.len() >= 4
        && head.bytes().any(|byte| byte.is_ascii_digit());
    end - begin > 3 && (is_code || is_labelled(r, begin + 1))
}

/// «24/7».
fn is_always_open(r: &Reader<'_>, i: usize) -> bool {
    let pair = |a: usize| r.text(a) == "24" && r.text(a + 1) == "/" && r.text(a + 2) == "7";
    pair(i) || i.checked_sub(2).is_some_and(pair)
}

/// `iPhone 15`, «بوينغ 777»: a number after a name, with nothing that it counts after it.
fn is_name_number(r: &Reader<'_>, i: usize, amount: &Amount) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let is_plain = amount.number.is_some_and(|number| number.is_plain);
    let after = r.word(amount.next);
    let counts =
        after.kind == Some(TokenKind::Word) && after.is_bare() && after.text.ends_with('ا');
    if !is_plain || counts {
        return false;
    }
    if r.text(i).len() > 1 && r.text(i).starts_with('0') || is_year_like(r, i, amount) {
        return true;
    }
    let after_latin = r.kind(before) == Some(TokenKind::Latin)
        && r.lexicon().currencies.of_code(r.text(before)).is_none();
    let after_pair = is_dash(r.text(before)) && i >= 3 && r.is_in(i - 3, &NAMED);
    after_latin || after_pair || r.is_in(before, &NAMED)
}

/// «باريس 2024»: a year that counts nothing, after a name.
fn is_year_like(r: &Reader<'_>, i: usize, amount: &Amount) -> bool {
    let is_year = amount.value >= rust_decimal::Decimal::from(1990)
        && amount.value < rust_decimal::Decimal::from(2060);
    let after = r.word(amount.next);
    let ends = after.kind != Some(TokenKind::Word) || after.senses.role.is_some();
    is_year && ends && r.kind(i - 1) == Some(TokenKind::Word) && r.word(i - 1).senses.role.is_none()
}

/// Number words that may be other words.
fn counts_in_words(r: &Reader<'_>, i: usize, amount: &Amount) -> bool {
    let word = r.word(i);
    let is_single = amount.next == i + 1;
    if !is_single || r.is_alone(i, amount.next) && !word.clitics.article {
        return true;
    }
    match word.senses.numeral {
        Some(Numeral::Unit(1)) => is_one(r, i),
        // «شهر صفر» is a month.
        Some(Numeral::Zero) => !word.clitics.article && r.before(i, 1).text != "شهر",
        Some(Numeral::Unit(_)) if r.before(i, 1).text == "مجموعة" => false,
        Some(Numeral::Unit(6)) if word.clitics.article => r.before(i, 1).text.starts_with("ال"),
        // «الألف الثالث», «ألف ليلة»
        Some(Numeral::Scale { .. } | Numeral::ScaleOrDual { .. }) => {
            let after = r.word(i + 1);
            let is_ranked = word.clitics.article && after.senses.ordinal.is_some();
            // «وألّف الموسيقى» is a verb.
            let is_verb = !word.clitics.article && after.text.starts_with("ال");
            let is_name = word.clitics.article && word.text.ends_with('ي');
            !is_name && !is_ranked && !is_verb && after.text != "ليلة"
        }
        Some(Numeral::Tens(_)) if word.clitics.article => {
            let named = ["مجموعة", "قمة", "عيد", "القرن", "حي", "شارع", "ميدان", "ساحة"];
            !named.contains(&r.before(i, 1).text)
        }
        _ => true,
    }
}

/// «كتاب واحد» and «واحد فقط», but not «الواحد», «كل واحد», «رقم واحد», «واحد منهم».
fn is_one(r: &Reader<'_>, i: usize) -> bool {
    let word = r.word(i);
    let before = r.before(i, 1);
    if word.clitics.article || before.senses.role == Some(Role::Every) || before.text == "رقم" {
        return false;
    }
    if r.before(i, 2).senses.role == Some(Role::Every) {
        return false;
    }
    if r.text(i + 1) == "فقط" {
        return true;
    }
    let next = r.text(i + 1);
    let is_counted_off = next == r.text(i) || before.text == r.text(i);
    if next.starts_with("من") {
        let whole = r.word(i + 2);
        let is_vague = whole.senses.numeral == Some(Numeral::HundredPlural);
        let is_number =
            r.is_number(i + 2) || whole.senses.numeral.is_some() && !is_vague && whole.is_bare();
        let is_share = matches!(whole.text, "كل" | "أصل" | "بين") || is_number;
        let agrees = word.text.ends_with('ة') && before.text.ends_with('ة');
        return next == "من" && (is_share || agrees);
    }
    if is_counted_off || before.senses.numeral.is_some() {
        return false;
    }
    before.kind == Some(TokenKind::Word)
        && !before.clitics.article
        && before.is_free_noun()
        && word.is_bare()
        && !matches!(before.text, "أي" | "لا" | "آن" | "ليس" | "كان" | "مع" | "يتجاوز" | "أنا")
}
