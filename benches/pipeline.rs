//! Source text to records: all stages on one core.

#![allow(missing_docs, reason = "made by the macros of criterion")]

mod corpus;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use warraq_batch::{Analysis, Analyzer, Document, Layout, Record};

fn pipeline(criterion: &mut Criterion) {
    let analyzer = Analyzer::default();
    for corpus in corpus::corpora() {
        let mut group = corpus::group(criterion, "pipeline", &corpus);
        let mut analysis = Analysis::default();
        group.bench_function(BenchmarkId::from_parameter("analyze"), |bencher| {
            bencher.iter(|| {
                corpus.documents.iter().for_each(|text| analyzer.analyze_into(text, &mut analysis));
            });
        });
        let mut line = Vec::new();
        group.bench_function(BenchmarkId::from_parameter("analyze and write"), |bencher| {
            bencher.iter(|| {
                for text in &corpus.documents {
                    let document = Document::new("", text);
                    analyzer.analyze_into(text, &mut analysis);
                    line.clear();
                    let record = Record::new(&document, &analysis, Layout::default());
                    serde_json::to_writer(&mut line, &record).expect("memory takes every record");
                }
            });
        });
        group.finish();
    }
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
