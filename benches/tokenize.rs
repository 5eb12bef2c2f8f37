//! Views to words, sentences, and what is said of each word.

#![allow(missing_docs, reason = "made by the macros of criterion")]

mod corpus;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use warraq_tokenize::{Neighbours, WordAnalyzer, WordMemo, sentences_into, words_into};

fn tokenize(criterion: &mut Criterion) {
    for corpus in corpus::corpora() {
        let documents = corpus.prepare();
        let mut group = corpus::group(criterion, "tokenize", &corpus);
        let mut tokens = Vec::new();
        group.bench_function(BenchmarkId::from_parameter("words"), |bencher| {
            bencher.iter(|| {
                documents.iter().for_each(|document| words_into(&document.view.text, &mut tokens));
            });
        });
        let mut sentences = Vec::new();
        group.bench_function(BenchmarkId::from_parameter("sentences"), |bencher| {
            bencher.iter(|| {
                for document in &documents {
                    sentences_into(&document.view.text, &document.tokens, &mut sentences);
                }
            });
        });
        let analyzer = WordAnalyzer::default();
        let describe = |memo: &mut WordMemo| {
            for document in &documents {
                let text = &document.view.text;
                for (index, token) in document.tokens.iter().enumerate() {
                    let word = document.view.slice(token.span);
                    let neighbours = Neighbours::of(text, &document.tokens, index);
                    analyzer.describe(token.kind, word, word, neighbours, memo);
                }
            }
        };
        group.bench_function(BenchmarkId::from_parameter("norm, stem, clitics, cold"), |bencher| {
            bencher.iter_batched_ref(WordMemo::default, describe, BatchSize::PerIteration);
        });
        let mut memo = WordMemo::default();
        group.bench_function(BenchmarkId::from_parameter("norm, stem, clitics, warm"), |bencher| {
            bencher.iter(|| describe(&mut memo));
        });
        group.finish();
    }
}

criterion_group!(benches, tokenize);
criterion_main!(benches);
