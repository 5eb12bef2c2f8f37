//! Scores on the gold annotation outside of this repository; passed over where it is absent,
//! except in continuous integration.

use std::collections::HashSet;
use std::path::Path;

use serde::Deserialize;
use warraq_entities::{Recognizer, Scratch, similarity};
use warraq_normalize::Normalizer;
use warraq_text::{OffsetCursor, OffsetUnit, View};

#[derive(Deserialize)]
struct Document {
    text: String,
    entities: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
}

#[test]
fn dev_documents() {
    check("dev/docs.jsonl", 88.0, 84.0);
}

#[test]
fn seed_article() {
    check("seed/gold.jsonl", 90.0, 90.0);
}

/// The true Latin name is liked best among 500 others.
#[test]
fn names_compared() {
    let Some(pairs) = shared("data/translit/open_dev.tsv") else { return };
    let pairs: Vec<(&str, &str)> = pairs
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(arabic, rest)| (arabic, rest.split('\t').next().unwrap_or(rest)))
        .collect();
    let (mut first, mut compared) = (0.0, 0.0);
    for (at, (arabic, latin)) in pairs.iter().enumerate().step_by(20) {
        let right = similarity(arabic, latin);
        let others = (1..=500).map(|n| pairs[(at + n * 13) % pairs.len()]);
        let mut wrong = others.filter(|other| other.0 != *arabic && other.1 != *latin);
        let is_first = wrong.all(|(_, other)| similarity(arabic, other) < right);
        first += if is_first { 100.0 } else { 0.0 };
        compared += 1.0;
    }
    let share: f64 = first / compared;
    assert!(share >= 95.0, "first in {share:.1} % of {compared}");
}

fn shared(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(name);
    let text = std::fs::read_to_string(&path).ok();
    assert!(text.is_some() || std::env::var_os("CI").is_none(), "{} is absent", path.display());
    text
}

/// Checks the F1 in percent of spans, and of spans with kinds.
#[track_caller]
fn check(name: &str, span_floor: f64, kind_floor: f64) {
    let Some(gold) = shared(name) else { return };
    let [mut spans, mut kinds] = [Score::default(), Score::default()];
    let recognizer = Recognizer::new();
    for line in gold.lines() {
        let document: Document = serde_json::from_str(line).expect("gold is JSON");
        let found = find(&recognizer, &document.text);
        let wanted = document.entities.into_iter().map(|e| (e.start, e.end, e.kind)).collect();
        kinds.add(&wanted, &found);
        let places = |names: &HashSet<(u32, u32, String)>| -> HashSet<(u32, u32)> {
            names.iter().map(|&(start, end, _)| (start, end)).collect()
        };
        spans.add(&places(&wanted), &places(&found));
    }
    assert!(spans.f1() >= span_floor, "spans {:.1}", spans.f1());
    assert!(kinds.f1() >= kind_floor, "spans and kinds {:.1}", kinds.f1());
}

fn find(recognizer: &Recognizer, text: &str) -> HashSet<(u32, u32, String)> {
    let view: View = Normalizer::light().normalize(text);
    let mut tokens = Vec::new();
    warraq_tokenize::words_into(&view.text, &mut tokens);
    let mut found = Vec::new();
    recognizer.find_into(&view, &tokens, &mut Scratch::default(), &mut found);
    let mut offsets = OffsetCursor::new(text, OffsetUnit::Char);
    found
        .iter()
        .map(|entity| {
            let source = view.alignment.to_source(entity.span);
            let start = offsets.seek(source.start);
            (start, offsets.seek(source.end), entity.kind.name().to_owned())
        })
        .collect()
}

#[derive(Default)]
struct Score {
    right: usize,
    wanted: usize,
    found: usize,
}

impl Score {
    fn add<T: Eq + std::hash::Hash>(&mut self, wanted: &HashSet<T>, found: &HashSet<T>) {
        self.right += wanted.intersection(found).count();
        self.wanted += wanted.len();
        self.found += found.len();
    }

    /// The harmonic mean of precision and recall, in percent.
    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.wanted + self.found) as f64
    }
}
