//! Cardinals in words.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Case, Gender, State};

/// Numbers from here on have no name.
const LIMIT: u64 = 1_000_000_000_000_000_000;

/// Scales: value, singular, plural.
const SCALES: [(u64, &str, &str); 5] = [
    (1_000_000_000_000_000, "كوادريليون", "كوادريليونات"),
    (1_000_000_000_000, "تريليون", "تريليونات"),
    (1_000_000_000, "مليار", "مليارات"),
    (1_000_000, "مليون", "ملايين"),
    (1_000, "ألف", "آلاف"),
];

/// 3 to 9 before feminine nouns; with ة before masculine ones.
const UNITS: [&str; 7] = ["ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"];
/// 3 to 9 before مئة.
const HUNDREDS: [&str; 7] = ["ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"];
const TENS: [&str; 8] = ["عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"];

/// The number in words, standing alone; `None` from 10¹⁸ on.
#[must_use]
pub fn number(value: u64, gender: Gender, case: Case) -> Option<String> {
    (value < LIMIT).then(|| spell(value, gender, case, State::Absolute))
}

/// A decimal in words: «سالب ثلاثة فاصلة صفر خمسة». Up to three decimals after their zeros are told as
/// one number, more one by one. `None` from 10¹⁸ on.
///
/// ```
/// use warraq_quantities::write::{self, Case, Gender};
///
/// let written = write::decimal("-12.05".parse().unwrap(), Gender::Masculine, Case::Nominative);
/// assert_eq!(written.as_deref(), Some("سالب اثنا عشر فاصلة صفر خمسة"));
/// ```
#[must_use]
pub fn decimal(value: Decimal, gender: Gender, case: Case) -> Option<String> {
    let magnitude = value.abs().normalize();
    let mut words = number(magnitude.trunc().to_u64()?, gender, case)?;
    if !magnitude.fract().is_zero() {
        words.push_str(" فاصلة ");
        words.push_str(&decimals(magnitude.fract(), case)?);
    }
    Some(if value.is_sign_negative() && !value.is_zero() { negative(&words) } else { words })
}

/// What is told, below zero.
pub(super) fn negative(words: &str) -> String {
    format!("سالب {words}")
}

/// The decimals of a number between 0 and 1.
fn decimals(fraction: Decimal, case: Case) -> Option<String> {
    let digits = format!("{:01$}", fraction.mantissa(), fraction.scale() as usize);
    let zeros = digits.len() - digits.trim_start_matches('0').len();
    let rest = digits.get(zeros..)?;
    let mut words = vec!["صفر".to_owned(); zeros];
    if rest.len() <= 3 {
        words.push(spell(rest.parse().ok()?, Gender::Masculine, case, State::Absolute));
    } else {
        let digit = |digit: char| {
            spell(u64::from(digit.to_digit(10)?), Gender::Masculine, case, State::Absolute).into()
        };
        words.extend(rest.chars().filter_map(digit));
    }
    Some(words.join(" "))
}

/// The number in words, alone or before what it counts.
pub(super) fn spell(value: u64, gender: Gender, case: Case, state: State) -> String {
    if value == 0 {
        return "صفر".to_owned();
    }
    let mut terms: Vec<String> = Vec::new();
    let mut rest = value;
    for scale in SCALES {
        let count = rest / scale.0;
        rest %= scale.0;
        let state = if rest == 0 { state } else { State::Absolute };
        scaled(count, scale, case, state, &mut terms);
    }
    if rest > 0 {
        terms.push(below_thousand(rest, gender, case, state));
    }
    terms.join(" و")
}

/// A count below a thousand of a scale.
fn scaled(
    count: u64,
    (_, one, many): (u64, &str, &str),
    case: Case,
    state: State,
    terms: &mut Vec<String>,
) {
    let tanwin = || if state == State::Construct { one.to_owned() } else { format!("{one}اً") };
    let dual = || match state {
        State::Absolute => format!("{one}{}", case.dual_ending()),
        State::Construct => format!("{one}{}", case.construct_ending()),
    };
    let hundreds = || below_thousand(count / 100 * 100, Gender::Masculine, case, State::Construct);
    let counted = || below_thousand(count, Gender::Masculine, case, State::Construct);
    match (count, count % 100) {
        (0, _) => {}
        (1, _) => terms.push(if case == Case::Accusative { tanwin() } else { one.to_owned() }),
        (2, _) => terms.push(dual()),
        (_, 0) => terms.push(format!("{} {one}", counted())),
        (_, 1) => terms.extend([format!("{} {one}", hundreds()), one.to_owned()]),
        (_, 2) => terms.extend([format!("{} {one}", hundreds()), dual()]),
        (_, 3..=10) => terms.push(format!("{} {many}", counted())),
        _ => terms.push(format!("{} {}", counted(), tanwin())),
    }
}

fn below_thousand(value: u64, gender: Gender, case: Case, state: State) -> String {
    let (hundreds, rest) = (value / 100, value % 100);
    let hundreds = match hundreds {
        0 => return below_hundred(rest, gender, case, state),
        1 => "مئة".to_owned(),
        2 if rest == 0 && state == State::Construct => format!("مئت{}", case.construct_ending()),
        2 => format!("مئت{}", case.dual_ending()),
        _ => format!("{}مئة", pick(&HUNDREDS, hundreds - 3)),
    };
    match rest {
        0 => hundreds,
        _ => format!("{hundreds} و{}", below_hundred(rest, gender, case, state)),
    }
}

fn below_hundred(value: u64, gender: Gender, case: Case, state: State) -> String {
    let (tens, units) = (value / 10, value % 10);
    match (tens, units) {
        (0, _) => unit(units, gender, case, state),
        (1, 0) => by_gender(gender, "عشرة", "عشر").to_owned(),
        (1, _) => teen(units, gender, case),
        (_, 0) => ten(tens, case),
        _ => format!("{} و{}", unit_before_ten(units, gender, case), ten(tens, case)),
    }
}

fn ten(tens: u64, case: Case) -> String {
    format!("{}{}", pick(&TENS, tens - 2), case.plural_ending())
}

fn unit(units: u64, gender: Gender, case: Case, state: State) -> String {
    match (units, gender) {
        (1, _) => by_gender(gender, "واحد", "واحدة").to_owned(),
        (2, _) => format!("{}{}", by_gender(gender, "اثن", "اثنت"), case.dual_ending()),
        (8, Gender::Feminine) if state == State::Absolute => eight(case).to_owned(),
        (_, Gender::Feminine) => pick(&UNITS, units - 3).to_owned(),
        (_, Gender::Masculine) => masculine(units),
    }
}

/// «ثلاثة», «ثمانية».
fn masculine(units: u64) -> String {
    format!("{}ة", pick(&UNITS, units - 3))
}

/// «ثمان» of feminine things, with nothing after it.
fn eight(case: Case) -> &'static str {
    if case == Case::Accusative { "ثمانياً" } else { "ثمانٍ" }
}

fn unit_before_ten(units: u64, gender: Gender, case: Case) -> String {
    match (units, gender) {
        (1, Gender::Feminine) => "إحدى".to_owned(),
        _ => unit(units, gender, case, State::Absolute),
    }
}

/// 11 to 19, of which only 12 has cases.
fn teen(units: u64, gender: Gender, case: Case) -> String {
    let ending = case.construct_ending();
    match (units, gender) {
        (1, _) => by_gender(gender, "أحد عشر", "إحدى عشرة").to_owned(),
        (2, Gender::Masculine) => format!("اثن{ending} عشر"),
        (2, Gender::Feminine) => format!("اثنت{ending} عشرة"),
        (_, Gender::Masculine) => format!("{} عشر", masculine(units)),
        (_, Gender::Feminine) => format!("{} عشرة", pick(&UNITS, units - 3)),
    }
}

fn by_gender<'w>(gender: Gender, masculine: &'w str, feminine: &'w str) -> &'w str {
    match gender {
        Gender::Masculine => masculine,
        Gender::Feminine => feminine,
    }
}

fn pick<'w>(words: &[&'w str], index: u64) -> &'w str {
    usize::try_from(index).ok().and_then(|index| words.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: u64, gender: Gender, case: Case, expected: &str) {
        assert_eq!(number(value, gender, case).as_deref(), Some(expected), "{value}");
    }

    #[test]
    fn units_take_the_other_gender() {
        check(0, Gender::Masculine, Case::Nominative, "صفر");
        check(3, Gender::Masculine, Case::Nominative, "ثلاثة");
        check(3, Gender::Feminine, Case::Nominative, "ثلاث");
        check(8, Gender::Feminine, Case::Genitive, "ثمانٍ");
        check(8, Gender::Feminine, Case::Accusative, "ثمانياً");
        check(11, Gender::Feminine, Case::Nominative, "إحدى عشرة");
        check(12, Gender::Masculine, Case::Accusative, "اثني عشر");
        check(21, Gender::Feminine, Case::Nominative, "إحدى وعشرون");
        check(28, Gender::Feminine, Case::Accusative, "ثمانياً وعشرين");
    }

    #[test]
    fn scales_are_counted_as_masculine_nouns() {
        check(1_000, Gender::Feminine, Case::Accusative, "ألفاً");
        check(2_000, Gender::Feminine, Case::Genitive, "ألفين");
        check(3_005, Gender::Feminine, Case::Nominative, "ثلاثة آلاف وخمس");
        check(11_000, Gender::Feminine, Case::Nominative, "أحد عشر ألفاً");
        check(101_000, Gender::Masculine, Case::Nominative, "مئة ألف وألف");
        check(200_000, Gender::Masculine, Case::Accusative, "مئتي ألف");
        check(202_000_000, Gender::Masculine, Case::Nominative, "مئتا مليون ومليونان");
    }

    #[test]
    fn numbers_without_a_name_are_not_written() {
        assert!(number(LIMIT - 1, Gender::Masculine, Case::Nominative).is_some());
        assert_eq!(number(LIMIT, Gender::Masculine, Case::Nominative), None);
    }
}
