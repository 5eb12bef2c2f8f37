//! Runs the cases of `tests/data/*.toml`: a text and what is found in it, one line a quantity.
//!
//! A line is `surface = kind value unit`, where the value may be preceded by how exact it is (`~`
//! about, `>` more than, `<` less than, `>=`, `<=`), two ends are joined by `..`, a rate follows
//! `/`, and candidates of an uncertain currency end in `?`.

use std::collections::BTreeMap;
use std::fmt::Write;

use warraq_normalize::Normalizer;
use warraq_quantities::{Approx, Calendar, Parser, Quantity};
use warraq_text::View;

/// Sections of cases: text and the lines expected.
type Suite = BTreeMap<String, BTreeMap<String, Vec<String>>>;

#[track_caller]
fn check(suite: &str) {
    check_with(Parser::new(), suite);
}

#[track_caller]
fn check_with(parser: Parser, suite: &str) {
    let suite: Suite = toml::from_str(suite).expect("the suite is a table of tables");
    let mut failures = String::new();
    for (section, cases) in &suite {
        for (text, expected) in cases {
            let found = find(parser, text);
            if found != *expected {
                let _ = writeln!(failures, "{section}: {text}\n  {expected:?}\n  {found:?}");
            }
        }
    }
    assert!(failures.is_empty(), "expected and found differ:\n{failures}");
}

fn find(parser: Parser, source: &str) -> Vec<String> {
    let view = Normalizer::light().normalize(source);
    let mut tokens = Vec::new();
    warraq_tokenize::words_into(&view.text, &mut tokens);
    let mut found = Vec::new();
    parser.find_into(&view, &tokens, &mut found);
    found.iter().map(|quantity| line(quantity, &view, source)).collect()
}

fn line(quantity: &Quantity, view: &View, source: &str) -> String {
    let surface = view.alignment.source_text(quantity.span, source);
    let mut line = format!("{surface} = {}", quantity.kind.name());
    let mut push = |part: String| {
        line.push(' ');
        line.push_str(&part);
    };
    if let Some(approx) = quantity.approx {
        push(sign(approx).to_owned());
    }
    if let Some(value) = quantity.value {
        push(value.to_string());
    }
    if let (Some(min), Some(max)) = (quantity.min, quantity.max) {
        push(format!("{min}..{max}"));
    }
    if let Some(currency) = quantity.currency {
        push(currency.to_string());
    }
    if !quantity.candidates.is_empty() {
        push(quantity.candidates.iter().map(|currency| format!("{currency}?")).collect());
    }
    if let Some(unit) = quantity.unit {
        push(unit.to_string());
    }
    if let Some(per) = quantity.per {
        push(format!("/{per}"));
    }
    if let Some(date) = quantity.date {
        push(date.to_string());
    }
    if quantity.calendar == Some(Calendar::Hijri) {
        push("hijri".to_owned());
    }
    line
}

fn sign(approx: Approx) -> &'static str {
    match approx {
        Approx::About => "~",
        Approx::MoreThan => ">",
        Approx::LessThan => "<",
        Approx::AtLeast => ">=",
        Approx::AtMost => "<=",
    }
}

#[test]
fn ages() {
    check(include_str!("data/ages.toml"));
}

#[test]
fn approximators() {
    check(include_str!("data/approximators.toml"));
}

#[test]
fn dates() {
    check(include_str!("data/dates.toml"));
}

#[test]
fn durations() {
    check(include_str!("data/durations.toml"));
}

#[test]
fn fractions() {
    check(include_str!("data/fractions.toml"));
}

#[test]
fn measures() {
    check(include_str!("data/measures.toml"));
}

#[test]
fn money() {
    check(include_str!("data/money.toml"));
}

#[test]
fn numbers() {
    check(include_str!("data/numbers.toml"));
}

#[test]
fn ordinals() {
    check(include_str!("data/ordinals.toml"));
}

#[test]
fn percent() {
    check(include_str!("data/percent.toml"));
}

#[test]
fn phones() {
    check(include_str!("data/phones.toml"));
}

#[test]
fn ranges() {
    check(include_str!("data/ranges.toml"));
}

#[test]
fn times() {
    check(include_str!("data/times.toml"));
}

#[test]
fn traps() {
    check(include_str!("data/traps.toml"));
}

#[test]
fn newspapers() {
    check(include_str!("data/newspapers.toml"));
}

#[test]
fn relative() {
    let reference = "2023-07-28".parse().expect("a day");
    check_with(Parser::with_reference(reference), include_str!("data/relative.toml"));
}

#[test]
fn hard() {
    check(include_str!("data/hard.toml"));
}

#[test]
fn hard_relative() {
    let reference = "2023-07-28".parse().expect("a day");
    check_with(Parser::with_reference(reference), include_str!("data/hard_relative.toml"));
}
