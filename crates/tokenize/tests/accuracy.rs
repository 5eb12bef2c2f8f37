//! Floors on the texts beside the repository that nothing here was trained on.

mod support;

use serde::Deserialize;
use std::fs;
use warraq_normalize::Normalizer;
use warraq_text::{OffsetCursor, OffsetUnit};
use warraq_tokenize::{Neighbours, Role, Scheme, Segmenter, TrainingWord};

#[derive(Deserialize)]
struct Document {
    text: String,
    sentences: Vec<(u32, u32)>,
}

/// F1 of the sentences of a file of documents, in percent.
fn sentence_f1(path: &std::path::Path) -> f64 {
    let (mut gold, mut found, mut right) = (0, 0, 0);
    for line in fs::read_to_string(path).expect("readable").lines() {
        let document: Document = serde_json::from_str(line).expect("a document");
        let mut cursor = OffsetCursor::new(&document.text, OffsetUnit::Char);
        let spans = support::sentence_spans(&document.text);
        let spans: Vec<_> =
            spans.iter().map(|s| (cursor.seek(s.start), cursor.seek(s.end))).collect();
        gold += document.sentences.len();
        found += spans.len();
        right += spans.iter().filter(|span| document.sentences.contains(span)).count();
    }
    200.0 * right as f64 / (gold + found) as f64
}

#[test]
fn sentences() {
    for (path, floor) in [("dev/docs.jsonl", 99.0), ("seed/gold.jsonl", 99.0)] {
        let Some(file) = support::shared(path) else { continue };
        let f1 = sentence_f1(&file);
        assert!(f1 >= floor, "{path}: F1 {f1:.2}, expected {floor}");
    }
}

#[test]
fn clitics_of_dev() {
    let Some(path) = support::shared("dev/segmentation.tsv") else { return };
    let segmenter = Segmenter::default();
    for (column, scheme) in [(2, Scheme::Atb), (3, Scheme::D3)] {
        let table = fs::read_to_string(&path).expect("readable");
        let marked = table.lines().skip(1).filter_map(|line| line.split('\t').nth(column));
        let words: Vec<_> = marked.flat_map(TrainingWord::read).collect();
        let right = words.iter().filter(|word| is_right(&segmenter, word, scheme)).count();
        assert_floor("dev", right, words.len(), if cfg!(feature = "models") { 96.0 } else { 92.0 });
    }
}

fn is_right(segmenter: &Segmenter, gold: &TrainingWord, scheme: Scheme) -> bool {
    let segmentation =
        segmenter.segment_between(&gold.word, &gold.source, gold.neighbours(), scheme);
    let stem = segmentation.parts().find(|part| part.role == Role::Stem);
    stem.is_some_and(|stem| {
        stem.span.start as usize == 2 * gold.proclitics
            && gold.word.len() - stem.span.end as usize == 2 * gold.enclitic
    })
}

#[test]
fn clitics_of_pud() {
    let Some(path) = support::shared("data/seg/pud_dev.tsv") else { return };
    let segmenter = Segmenter::default();
    let table = fs::read_to_string(path).expect("readable");
    let light = |text: &str| Normalizer::light().normalize(text).text;
    let rows = table.lines().map(|line| line.split_once('\t').unwrap_or_default());
    let rows: Vec<_> = rows.map(|(word, parts)| (light(word), light(parts))).collect();
    let (mut words, mut right) = (0, 0);
    for window in rows.windows(3) {
        let [(previous, _), (word, parts), (next, _)] = window else { continue };
        if !word.is_empty() && word.chars().all(|c| c.is_alphabetic() && c > '\u{0600}') {
            words += 1;
            let neighbours = Neighbours { previous, next };
            let found = segmenter.segment_between(word, word, neighbours, Scheme::Atb);
            let found: Vec<_> = found.parts().map(|part| part.span.of(word)).collect();
            right += usize::from(found.join("+") == *parts);
        }
    }
    assert_floor("PUD", right, words, if cfg!(feature = "models") { 98.8 } else { 98.0 });
}

#[track_caller]
fn assert_floor(name: &str, right: usize, all: usize, floor: f64) {
    let percent = 100.0 * right as f64 / all as f64;
    assert!(percent >= floor, "{name}: {percent:.2} % of words exact, expected {floor}");
}
