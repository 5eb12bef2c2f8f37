//! Source text to views.

#![allow(missing_docs, reason = "made by the macros of criterion")]

mod corpus;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use unicode_normalization::UnicodeNormalization;
use warraq_normalize::{Normalizer, Options, Profile};
use warraq_text::View;

fn normalize(criterion: &mut Criterion) {
    for corpus in corpus::corpora() {
        let mut group = corpus::group(criterion, "normalize", &corpus);
        let mut strip = Options::default();
        (strip.diacritics, strip.tatweel) = (true, true);
        let normalizers = [
            ("light", Normalizer::light()),
            ("search", Profile::Search.into()),
            ("diacritics+tatweel", Normalizer::new(strip)),
        ];
        for (name, normalizer) in normalizers {
            let mut view = View::default();
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
                bencher.iter(|| {
                    corpus
                        .documents
                        .iter()
                        .for_each(|text| normalizer.normalize_into(text, &mut view));
                });
            });
        }
        let mut text = String::new();
        group.bench_function(
            BenchmarkId::from_parameter("unicode-normalization NFKC"),
            |bencher| {
                bencher.iter(|| {
                    for document in &corpus.documents {
                        text.clear();
                        text.extend(document.nfkc());
                    }
                });
            },
        );
        group.finish();
    }
}

criterion_group!(benches, normalize);
criterion_main!(benches);
