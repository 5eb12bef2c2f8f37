//! Floors of accuracy on annotated documents: those of the project, and those beside it where they
//! are present (with `CI=true` in the environment they must be).

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use serde::Deserialize;
use warraq_normalize::Normalizer;
use warraq_quantities::{Parser, Quantity};
use warraq_text::{OffsetCursor, OffsetUnit};

#[derive(Deserialize)]
struct Document {
    text: String,
    quantities: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    start: u32,
    end: u32,
    kind: String,
    value: Option<serde_json::Number>,
    min: Option<serde_json::Number>,
    max: Option<serde_json::Number>,
    currency: Option<String>,
    unit: Option<String>,
    per: Option<String>,
    iso: Option<String>,
}

/// Gold, found and fully right quantities.
#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found) as f64
    }

    fn add(&mut self, document: &Document) {
        let found = find(&document.text);
        self.gold += document.quantities.len();
        self.found += found.len();
        self.right += document
            .quantities
            .iter()
            .filter(|gold| found.get(&(gold.start, gold.end)).is_some_and(|q| is_right(q, gold)))
            .count();
    }
}

/// What is found, by its place in code points.
fn find(source: &str) -> HashMap<(u32, u32), Quantity> {
    let view = Normalizer::light().normalize(source);
    let (mut tokens, mut found) = (Vec::new(), Vec::new());
    warraq_tokenize::words_into(&view.text, &mut tokens);
    Parser::new().find_into(&view, &tokens, &mut found);
    let mut cursor = OffsetCursor::new(source, OffsetUnit::Char);
    let mut place = |quantity: &Quantity| {
        let span = view.alignment.to_source(quantity.span);
        (cursor.seek(span.start), cursor.seek(span.end))
    };
    found.iter().map(|quantity| (place(quantity), *quantity)).collect()
}

fn is_right(quantity: &Quantity, gold: &Gold) -> bool {
    let same = |found: Option<Decimal>, gold: &Option<serde_json::Number>| match (found, gold) {
        (None, None) => true,
        (Some(found), Some(gold)) => {
            let gold: Decimal = gold.to_string().parse().unwrap_or_default();
            (found - gold).abs() <= gold.abs() * Decimal::new(15, 5)
        }
        _ => false,
    };
    quantity.kind.name() == gold.kind
        && same(quantity.value, &gold.value)
        && same(quantity.min, &gold.min)
        && same(quantity.max, &gold.max)
        && quantity.currency.map(|c| c.to_string()) == gold.currency
        && quantity.unit.map(|unit| unit.name()) == gold.unit.as_deref()
        && quantity.per.map(|unit| unit.name()) == gold.per.as_deref()
        && quantity.date.map(|date| date.to_string()) == gold.iso
}

#[track_caller]
fn check(path: &str, floor: f64) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    let Ok(lines) = std::fs::read_to_string(&path) else {
        let must_exist = std::env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(!must_exist, "{} is absent", path.display());
        return;
    };
    let mut score = Score::default();
    for line in lines.lines() {
        score.add(&serde_json::from_str(line).expect("a document is a JSON object"));
    }
    assert!(score.f1() >= floor, "full value F1 {:.2} is below {floor}", score.f1());
}

#[test]
fn annotated_documents() {
    check("corpora/annotated/docs.jsonl", 97.5);
}

#[test]
fn development_documents() {
    check("../shared/dev/docs.jsonl", 96.5);
}

#[test]
fn seed_article() {
    check("../shared/seed/gold.jsonl", 100.0);
}
