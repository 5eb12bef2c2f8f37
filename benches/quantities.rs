//! Tokens to quantities.

#![allow(missing_docs, reason = "made by the macros of criterion")]

mod corpus;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use warraq_quantities::Parser;

fn quantities(criterion: &mut Criterion) {
    let parser = Parser::new();
    for corpus in corpus::corpora() {
        let documents = corpus.prepare();
        let mut group = corpus::group(criterion, "quantities", &corpus);
        let mut found = Vec::new();
        group.bench_function(BenchmarkId::from_parameter("find"), |bencher| {
            bencher.iter(|| {
                for document in &documents {
                    parser.find_into(&document.view, &document.tokens, &mut found);
                }
            });
        });
        group.finish();
    }
}

criterion_group!(benches, quantities);
criterion_main!(benches);
