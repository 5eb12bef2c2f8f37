//! What is written in words is read back.

use rust_decimal::Decimal;
use warraq_normalize::Normalizer;
use warraq_quantities::write::{self, Case, Gender};
use warraq_quantities::{Calendar, Currency, Day, Parser, Quantity};
use warraq_text::View;

const CASES: [Case; 3] = [Case::Nominative, Case::Accusative, Case::Genitive];
const GENDERS: [Gender; 2] = [Gender::Masculine, Gender::Feminine];

/// Reads texts, reusing its memory.
struct Reader {
    normalizer: Normalizer,
    view: View,
    tokens: Vec<warraq_text::Token>,
    found: Vec<Quantity>,
}

impl Reader {
    fn new() -> Self {
        let normalizer = Normalizer::light();
        Self { normalizer, view: View::default(), tokens: Vec::new(), found: Vec::new() }
    }

    /// The one quantity of a text that it fills.
    #[track_caller]
    fn read(&mut self, text: &str) -> Quantity {
        self.normalizer.normalize_into(text, &mut self.view);
        warraq_tokenize::words_into(&self.view.text, &mut self.tokens);
        Parser::new().find_into(&self.view, &self.tokens, &mut self.found);
        assert_eq!(self.found.len(), 1, "{text}: {:?}", self.found);
        let quantity = self.found[0];
        assert_eq!(quantity.span.len() as usize, self.view.text.len(), "{text}: {quantity}");
        quantity
    }

    #[track_caller]
    fn check(&mut self, number: u64) {
        for (gender, case) in GENDERS.into_iter().flat_map(|g| CASES.map(|case| (g, case))) {
            let text = write::number(number, gender, case).expect("the number has a name");
            let value = self.read(&text).value;
            assert_eq!(value, Some(Decimal::from(number)), "{text}");
        }
    }
}

/// Numbers that look random, always the same (Steele, Lea, Flood 2014: SplitMix64).
fn random(count: u64, below: u64) -> impl Iterator<Item = u64> {
    (1..=count).map(move |n| {
        let mut z = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % below
    })
}

#[test]
fn all_numbers_to_a_million_and_many_beyond() {
    let mut reader = Reader::new();
    let all = 0..=1_000_000;
    all.chain(random(100_000, 1_000_000_000_000_000)).for_each(|n| reader.check(n));
}

/// The currencies that can be written, and how many parts each has, 1 where none is told.
fn currencies() -> impl Iterator<Item = (&'static str, u32)> {
    let rows = include_str!("../data/spelled_currencies.tsv").lines();
    let cells = rows.filter(|row| !row.starts_with(['#', 'c'])).map(|row| row.split('\t'));
    cells.filter_map(|mut cells| {
        let code = cells.next()?;
        Some((code, cells.next_back()?.parse().unwrap_or(1)))
    })
}

#[test]
fn amounts() {
    let mut reader = Reader::new();
    for (code, parts) in currencies() {
        let currency = Currency::from_code(code).expect("a code");
        // The dual of some nouns is another word.
        let has_dual = !matches!(
            code,
            "JPY"
                | "KRW"
                | "KPW"
                | "ZAR"
                | "GHS"
                | "ETB"
                | "THB"
                | "RON"
                | "MDL"
                | "BGN"
                | "ALL"
                | "GEL"
                | "AMD"
                | "KGS"
                | "UZS"
                | "MMK"
                | "LAK"
                | "KHR"
                | "PEN"
        );
        let mut check = |amount: Decimal, case: Case| {
            let text = write::money(amount, currency, case).expect("a currency of the table");
            let quantity = reader.read(&text);
            assert_eq!(quantity.value, Some(amount), "{text}");
            assert_eq!(quantity.currency, Some(currency), "{text}");
        };
        let whole = (1..=130).chain(random(60, 10_000_000)).filter(|n| has_dual || *n != 2);
        for amount in whole {
            CASES.into_iter().for_each(|case| check(Decimal::from(amount), case));
            check(-Decimal::from(amount), Case::Nominative);
        }
        if parts > 1 {
            // «أورهان» is a name.
            let has_dual = !matches!(code, "SEK" | "NOK" | "DKK");
            for count in [1, 2, 3, 11, 25, 50, 99].into_iter().filter(|n| has_dual || *n != 2) {
                let fraction = Decimal::from(count) / Decimal::from(parts);
                check(Decimal::from(105) + fraction, Case::Nominative);
                check(Decimal::from(3) + fraction, Case::Genitive);
            }
        }
    }
}

#[test]
fn decimals() {
    let mut reader = Reader::new();
    let values =
        ["0.5", "3.14159", "-0.05", "12.50", "-7", "1000000.001", "0.000123", "5.1020304", "-2.5"];
    let random = random(2_000, 100_000_000).map(|n| Decimal::new(n as i64, (n % 7) as u32));
    for value in values.into_iter().map(|text| text.parse().expect("a number")).chain(random) {
        for (gender, case) in GENDERS.into_iter().flat_map(|g| CASES.map(|case| (g, case))) {
            let text = write::decimal(value, gender, case).expect("the number has a name");
            assert_eq!(reader.read(&text).value, Some(value.normalize()), "{text}");
        }
    }
}

#[test]
fn dates() {
    let mut reader = Reader::new();
    for (calendar, years) in [(Calendar::Gregorian, 1901..2100), (Calendar::Hijri, 1400..1450)] {
        for year in years {
            for month in 1..=12 {
                for day in [1, 2, 9, 10, 11, 12, 15, 20, 21, 22, 29] {
                    let day = Day { year: Some(year), month: Some(month), day: Some(day) };
                    let text = day.to_string();
                    for case in [Case::Nominative, Case::Genitive] {
                        let words = write::date(day, calendar, case).expect("a date");
                        let read = reader.read(&words);
                        assert_eq!(read.date.map(|d| d.to_string()), Some(text.clone()), "{words}");
                        assert_eq!(read.calendar, Some(calendar), "{words}");
                    }
                }
            }
        }
    }
}
