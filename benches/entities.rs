//! Tokens to names.

#![allow(missing_docs, reason = "made by the macros of criterion")]

mod corpus;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use warraq_entities::{Recognizer, Scratch, similarity};

fn entities(criterion: &mut Criterion) {
    let recognizer = Recognizer::new();
    for corpus in corpus::corpora() {
        let documents = corpus.prepare();
        let mut group = corpus::group(criterion, "entities", &corpus);
        let (mut scratch, mut found) = (Scratch::default(), Vec::new());
        group.bench_function(BenchmarkId::from_parameter("find"), |bencher| {
            bencher.iter(|| {
                for document in &documents {
                    let (view, tokens) = (&document.view, &document.tokens);
                    recognizer.find_into(view, tokens, &mut scratch, &mut found);
                }
            });
        });
        group.finish();
    }
    criterion.bench_function("entities/similarity", |bencher| {
        bencher.iter(|| similarity("نتفليكس", "Netflix"));
    });
}

criterion_group!(benches, entities);
criterion_main!(benches);
