//! The probes beside the repository, each with one expected value or several that are as good.

mod support;

use serde::Deserialize;
use warraq_tokenize::{Scheme, Segmenter, Stemmer};

#[derive(Deserialize)]
struct Probe {
    id: String,
    operation: String,
    input: String,
    expected: serde_json::Value,
    also_ok: Vec<serde_json::Value>,
}

#[test]
fn probes() {
    let Some(path) = support::shared("cases/probes.jsonl") else { return };
    let segmenter = Segmenter::default();
    let lines = std::fs::read_to_string(path).expect("readable");
    for line in lines.lines() {
        let probe: Probe = serde_json::from_str(line).expect("a probe");
        let Some(found) = find(&segmenter, &probe) else { continue };
        let fits = probe.expected == found || probe.also_ok.contains(&found);
        assert!(fits, "{}: found {found} in {}", probe.id, probe.input);
    }
}

/// What we find for `probe`; none if it is about another stage.
fn find(segmenter: &Segmenter, probe: &Probe) -> Option<serde_json::Value> {
    let input = probe.input.as_str();
    Some(match probe.operation.as_str() {
        "tokens" => support::words(input).into_iter().map(|(surface, _)| surface).collect(),
        "sentences" => support::sentences(input).into(),
        "clitics" if cfg!(feature = "models") => clitics(segmenter, input).into(),
        "stem" => Stemmer::default().stem(input).into(),
        _ => return None,
    })
}

/// Stems as they are spelled alone, clitics as they are written.
fn clitics(segmenter: &Segmenter, word: &str) -> Vec<String> {
    let (_, alone) = support::parts(segmenter, word, Scheme::Atb);
    alone
}
