//! Source bytes to views, beside copying and beside other normalizers. UTF-8 is validated by all.

#![allow(missing_docs, reason = "made by the macros of criterion")]

mod corpus;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use icu_normalizer::ComposingNormalizer;
use unicode_normalization::UnicodeNormalization;
use warraq_normalize::{Marks, Normalizer, Options, Profile};
use warraq_text::View;

fn normalize(criterion: &mut Criterion) {
    for corpus in corpus::whole_texts() {
        // One after the other, so that none is in the cache of the processor when it is read.
        let copies = vec![corpus.documents[0].as_bytes().to_vec(); 4];
        let mut copies = copies.iter().cycle();
        let bytes = corpus.documents[0].as_bytes();
        let mut group = criterion.benchmark_group(format!("normalize/{}", corpus.name));
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.sample_size(10);
        let mut bench = |name: &str, run: &mut dyn FnMut(&[u8])| {
            group.bench_function(BenchmarkId::from_parameter(name), |b| {
                b.iter(|| run(copies.next().expect("a cycle has no end")))
            });
        };

        let mut copy = bytes.to_vec();
        bench("memcpy", &mut |bytes| copy.copy_from_slice(bytes));
        let mut view = View::default();
        let mut text = String::new();
        let light = Normalizer::light();
        let search = Normalizer::from(Profile::Search);
        let mut strip = Options::default();
        (strip.diacritics, strip.tatweel) = (Marks::ALL, true);
        let strip = Normalizer::new(strip);
        for (name, normalizer) in [
            ("light, aligned", light.clone()),
            ("search, aligned", search),
            ("strip marks, aligned", strip.clone()),
            ("light, aligned, plain twin", light.without_simd()),
        ] {
            bench(name, &mut |bytes| {
                normalizer.normalize_bytes_into(bytes, &mut view).expect("the texts are UTF-8");
            });
        }
        for (name, normalizer) in
            [("strip marks", strip.clone()), ("strip marks, plain twin", strip.without_simd())]
        {
            bench(name, &mut |bytes| {
                let read = normalizer.normalize_bytes_text_into(bytes, &mut text);
                read.expect("the texts are UTF-8");
            });
        }

        let icu = ComposingNormalizer::new_nfkc();
        bench("icu_normalizer NFKC", &mut |bytes| {
            text.clear();
            icu.normalize_to(utf8(bytes), &mut text).expect("a string takes every text");
        });
        bench("unicode-normalization NFKC", &mut |bytes| {
            text.clear();
            text.extend(utf8(bytes).nfkc());
        });
        group.finish();
    }
}

fn utf8(bytes: &[u8]) -> &str {
    simdutf8::basic::from_utf8(bytes).expect("the texts are UTF-8")
}

criterion_group!(benches, normalize);
criterion_main!(benches);
