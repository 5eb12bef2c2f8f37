//! Whole records against gold annotation, with floors below what was reached. The README's table has
//! the figures; `tests/corpora.rs` keeps them from falling.
//!
//! Reads `../shared/dev` and `../shared/seed`; these are skipped where absent, but for `CI=true`.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::hash::Hash;
use std::path::Path;

use serde_json::Value;
use warraq_batch::{Analysis, Analyzer, Document, Layout, Record};

/// Matches of gold and found items.
#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn add<T: Eq + Hash>(&mut self, gold: impl Iterator<Item = T>, found: impl Iterator<Item = T>) {
        let mut open: HashMap<T, usize> = HashMap::new();
        for item in gold {
            *open.entry(item).or_default() += 1;
            self.gold += 1;
        }
        for item in found {
            self.found += 1;
            if let Some(count) = open.get_mut(&item).filter(|count| **count > 0) {
                *count -= 1;
                self.right += 1;
            }
        }
    }

    /// F1 in percent.
    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

fn items<'v>(document: &'v Value, column: &str) -> impl Iterator<Item = &'v Value> {
    document[column].as_array().expect("a column is a list").iter()
}

fn place(item: &Value) -> (u64, u64) {
    let offset = |key: &str| item[key].as_u64().expect("an offset");
    (offset("start"), offset("end"))
}

/// The fields of a quantity that make its full value; numbers are compared as the gold rounds them.
fn full_value(quantity: &Value) -> Vec<String> {
    let rounded = matches!(quantity["kind"].as_str(), Some("fraction" | "duration" | "age"));
    ["kind", "value", "min", "max", "currency", "unit", "per", "iso"]
        .iter()
        .map(|field| match quantity[field].as_f64() {
            Some(number) if rounded => format!("{number:.3}"),
            Some(number) => number.to_string(),
            None => quantity[field].to_string(),
        })
        .collect()
}

fn scores(gold: &str) -> BTreeMap<&'static str, f64> {
    let analyzer = Analyzer::default();
    let mut analysis = Analysis::default();
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for line in gold.lines() {
        let gold: Value = serde_json::from_str(line).expect("gold is JSON");
        let text = gold["text"].as_str().expect("gold has a text");
        let document = Document::new("", text);
        analyzer.analyze_into(text, &mut analysis);
        let record = Record::new(&document, &analysis, Layout::default());
        let found = serde_json::to_value(record).expect("a record is JSON");
        let mut add = |metric, column, key: &dyn Fn(&Value) -> Option<String>| {
            let [gold, found] = [&gold, &found].map(|side| items(side, column).filter_map(key));
            scores.entry(metric).or_default().add(gold, found);
        };
        add("sentences", "sentences", &|span| Some(span.to_string()));
        add("quantities span", "quantities", &|q| Some(format!("{:?}", place(q))));
        add("quantities full value", "quantities", &|q| {
            Some(format!("{:?} {:?}", place(q), full_value(q)))
        });
        add("entities span", "entities", &|e| Some(format!("{:?}", place(e))));
        add("entities span+type", "entities", &|e| Some(format!("{:?} {}", place(e), e["type"])));
        add("entities latin span", "entities", &|e| {
            (e["script"] == "latin").then(|| format!("{:?}", place(e)))
        });
    }
    scores.into_iter().map(|(metric, score)| (metric, score.f1())).collect()
}

#[track_caller]
fn check(path: &str, floors: &[(&str, f64)]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let Ok(gold) = fs::read_to_string(&path) else {
        assert!(std::env::var_os("CI").is_none(), "{} is absent", path.display());
        return;
    };
    let scores = scores(&gold);
    let fallen: Vec<_> = floors.iter().filter(|(metric, floor)| scores[metric] < *floor).collect();
    assert!(fallen.is_empty(), "below the floors {fallen:?}: {scores:.2?}");
}

/// The tagger is taught on these documents: its figures here are no accuracy.
#[test]
fn annotated_corpus() {
    check(
        "corpora/annotated/docs.jsonl",
        &[("sentences", 99.0), ("quantities span", 98.5), ("quantities full value", 98.0)],
    );
}

#[test]
fn held_out_documents() {
    check(
        "corpora/held_out/docs.jsonl",
        &[
            ("sentences", 99.0),
            ("quantities span", 96.5),
            ("quantities full value", 95.0),
            ("entities span", 83.0),
            ("entities span+type", 79.5),
            ("entities latin span", 87.0),
        ],
    );
}

#[test]
fn dev_documents() {
    check(
        "../shared/dev/docs.jsonl",
        &[
            ("sentences", 99.0),
            ("quantities span", 98.5),
            ("quantities full value", 97.5),
            ("entities span", 91.0),
            ("entities span+type", 86.5),
            ("entities latin span", 95.0),
        ],
    );
}

#[test]
fn seed_article() {
    check(
        "../shared/seed/gold.jsonl",
        &[("sentences", 99.0), ("quantities full value", 99.0), ("entities span+type", 90.0)],
    );
}
