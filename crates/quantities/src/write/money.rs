//! Amounts of money in words.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::number::{negative, spell};
use super::{Case, Gender, State};
use crate::currency::Currency;

const TABLE: &str = include_str!("../../data/spelled_currencies.tsv");

/// A noun that is counted, with its adjective.
#[derive(Debug, Clone, Copy)]
struct Noun {
    singular: &'static str,
    plural: &'static str,
    adjective: Option<&'static str>,
}

/// The amount in words with its currency and subunit: «خمسة ريالات سعودية وخمسون هللة», «سالب دولاران».
/// `None` if the currency is not in the table, or the amount is too large or has parts of its subunit.
#[must_use]
pub fn money(amount: Decimal, currency: Currency, case: Case) -> Option<String> {
    if amount.is_sign_negative() && !amount.is_zero() {
        return money(-amount, currency, case).map(|words| negative(&words));
    }
    let (unit, subunit) = nouns(currency)?;
    let whole = amount.trunc().to_u64().filter(|whole| *whole < 1_000_000_000_000_000_000)?;
    let parts = match subunit {
        Some((noun, parts)) => Some((noun, amount.fract() * Decimal::from(parts))),
        None if amount.fract().is_zero() => None,
        None => return None,
    };
    let parts = parts.filter(|(_, parts)| !parts.is_zero());
    let Some((noun, parts)) = parts else { return Some(counted(whole, unit, case)) };
    let parts = parts.to_u64().filter(|_| parts.fract().is_zero())?;
    let parts = counted(parts, noun, case);
    Some(if whole == 0 { parts } else { format!("{} و{parts}", counted(whole, unit, case)) })
}

type Subunit = (Noun, u32);

fn nouns(currency: Currency) -> Option<(Noun, Option<Subunit>)> {
    let line = TABLE.lines().find(|line| line.starts_with(currency.code()))?;
    let mut cells = line.split('\t').skip(1).map(|cell| Some(cell).filter(|cell| *cell != "-"));
    let mut cell = || cells.next().flatten();
    let unit = Noun { singular: cell()?, plural: cell()?, adjective: cell() };
    let (subunit, plural, parts) = (cell(), cell(), cell());
    let subunit = subunit.zip(plural).zip(parts.and_then(|parts| parts.parse().ok()));
    let noun = |(singular, plural)| Noun { singular, plural, adjective: None };
    Some((unit, subunit.map(|(words, parts)| (noun(words), parts))))
}

/// The number and the noun in the form it asks for.
fn counted(count: u64, noun: Noun, case: Case) -> String {
    let gender = if noun.singular.ends_with('ة') { Gender::Feminine } else { Gender::Masculine };
    let number = || spell(count, gender, case, State::Construct);
    match (count, count % 100) {
        (1, _) => format!("{} {}", noun.one(case), spell(1, gender, case, State::Absolute)),
        (2, _) => noun.two(case),
        (_, 3..=10) => format!("{} {}", number(), noun.many()),
        (_, 11..=99) => {
            let number = spell(count, gender, case, State::Absolute);
            format!("{number} {}", noun.specified())
        }
        _ => format!("{} {}", number(), noun.one(Case::Genitive)),
    }
}

impl Noun {
    fn with(self, noun: String, adjective: impl Fn(&str) -> String) -> String {
        match self.adjective {
            Some(words) if words.starts_with('=') => format!("{noun} {}", &words[1..]),
            Some(masculine) => format!("{noun} {}", adjective(masculine)),
            None => noun,
        }
    }

    fn is_feminine(self) -> bool {
        self.singular.ends_with('ة')
    }

    /// «دينار كويتي», «ديناراً كويتياً».
    fn one(self, case: Case) -> String {
        if case == Case::Accusative {
            return self.specified();
        }
        let feminine = if self.is_feminine() { "ة" } else { "" };
        self.with(self.singular.to_owned(), |adjective| format!("{adjective}{feminine}"))
    }

    /// «ديناران كويتيان», «ليرتين لبنانيتين».
    fn two(self, case: Case) -> String {
        let ending = case.dual_ending();
        match self.singular.strip_suffix('ة') {
            Some(stem) => {
                self.with(format!("{stem}ت{ending}"), |adjective| format!("{adjective}ت{ending}"))
            }
            None => self.with(format!("{}{ending}", self.singular), |adjective| {
                format!("{adjective}{ending}")
            }),
        }
    }

    /// «دنانير كويتية».
    fn many(self) -> String {
        self.with(self.plural.to_owned(), |adjective| format!("{adjective}ة"))
    }

    /// After 11 to 99: «ديناراً كويتياً», «ليرة لبنانية».
    fn specified(self) -> String {
        // «يورو», «نايرا» have no ending.
        if self.is_feminine() || self.singular.ends_with(['و', 'ا']) {
            return self.one(Case::Nominative);
        }
        self.with(format!("{}اً", self.singular), |adjective| format!("{adjective}اً"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(amount: &str, code: &str, case: Case, expected: Option<&str>) {
        let currency = Currency::from_code(code).unwrap();
        assert_eq!(money(amount.parse().unwrap(), currency, case).as_deref(), expected, "{amount}");
    }

    #[test]
    fn nouns_follow_the_number() {
        let nominative = Case::Nominative;
        check("1", "LBP", nominative, Some("ليرة لبنانية واحدة"));
        check("2", "KWD", nominative, Some("ديناران كويتيان"));
        check("2", "SYP", Case::Genitive, Some("ليرتين سوريتين"));
        check("7", "QAR", nominative, Some("سبعة ريالات قطرية"));
        check("8", "TRY", nominative, Some("ثماني ليرات تركية"));
        check("25", "AED", nominative, Some("خمسة وعشرون درهماً إماراتياً"));
        check("200", "USD", nominative, Some("مئتا دولار أمريكي"));
        check("2000", "EUR", Case::Accusative, Some("ألفي يورو"));
        check("12000", "EGP", nominative, Some("اثنا عشر ألف جنيه مصري"));
    }

    #[test]
    fn subunits_are_told() {
        check("5.5", "SAR", Case::Nominative, Some("خمسة ريالات سعودية وخمسون هللة"));
        check("0.002", "KWD", Case::Genitive, Some("فلسين"));
        check("1.005", "SAR", Case::Nominative, None);
        check("1.5", "JPY", Case::Nominative, None);
        check("-2", "USD", Case::Nominative, Some("سالب دولاران أمريكيان"));
        check("1.01", "HKD", Case::Genitive, Some("دولار هونغ كونغ واحد وسنت واحد"));
    }
}
