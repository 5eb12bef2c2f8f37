//! Floors of words, stems, clitics and subwords: ratios against others in the same run.

use std::time::Duration;

use cpu_time::ThreadTime;
use icu_segmenter::WordSegmenter;
use rust_stemmers::Algorithm;
use tokenizers::Tokenizer;
use warraq_text::TokenKind;
use warraq_tokenize::{
    Encoded, Neighbours, Preparation, Scheme, Segmenter, StemMemo, Stemmer, SubwordMemo,
    SubwordOptions, SubwordTrainer, Subwords, WordAnalyzer, WordMemo, words_into,
};

use super::Table;
use crate::corpus::{Corpus, Prepared};

pub(crate) fn floors(corpus: &Corpus, table: &mut Table) {
    let documents = corpus.prepare();
    words(corpus, &documents, table);
    stems(corpus, &documents, table);
    clitics(corpus, &documents, table);
    subwords(corpus, table);
}

fn words(corpus: &Corpus, documents: &[Prepared], table: &mut Table) {
    let icu = WordSegmenter::new_dictionary(Default::default());
    let (mut tokens, mut breaks) = (Vec::new(), 0);
    let mut copied = vec![0; documents.iter().map(|d| d.view.text.len()).sum()];
    let [copy, ours, icu] = medians([
        // Of the texts where they lie, as they are read below.
        &mut || {
            let mut rest = copied.as_mut_slice();
            for document in documents {
                let (to, after) = rest.split_at_mut(document.view.text.len());
                to.copy_from_slice(document.view.text.as_bytes());
                rest = after;
            }
        },
        &mut || documents.iter().for_each(|d| words_into(&d.view.text, &mut tokens)),
        &mut || {
            breaks += documents.iter().map(|d| icu.segment_str(&d.view.text).count()).sum::<usize>()
        },
    ]);
    let mut add = |name: &str, value: f64, unit: &str, limit: f64| {
        table.add(&format!("{}: {name}", corpus.name), value, unit, limit);
    };
    add("words beside icu_segmenter", ours / icu, "x UAX 29", 0.125);
    add("words beside a copy", ours / copy, "x copy", 4.0);
}

/// Words of Arabic letters in the order of the text.
fn arabic_words(documents: &[Prepared]) -> Vec<&str> {
    let words = documents.iter().flat_map(|document| {
        let arabic = document.tokens.iter().filter(|token| token.kind == TokenKind::Word);
        arabic.map(|token| document.view.slice(token.span))
    });
    words.collect()
}

fn stems(corpus: &Corpus, documents: &[Prepared], table: &mut Table) {
    let words = arabic_words(documents);
    let bare = rust_stemmers::Stemmer::create(Algorithm::Arabic);
    let mut warm = StemMemo::new(Stemmer::Snowball);
    for word in &words {
        assert_eq!(warm.stem(word), bare.stem(word), "the same stem");
    }
    let mut warm_texts = warm.clone();
    warm_texts.for_each(words.iter().copied(), |word, stem| {
        assert_eq!(stem, bare.stem(word), "the same stem");
    });
    let mut bytes = [0; 5];
    let [bare_bytes, cold_bytes, warm_bytes, cold_text_bytes, warm_text_bytes] = &mut bytes;
    let [bare, cold, warm, cold_texts, warm_texts] = medians([
        &mut || *bare_bytes += words.iter().map(|word| bare.stem(word).len()).sum::<usize>(),
        &mut || {
            let mut cold = StemMemo::new(Stemmer::Snowball);
            *cold_bytes += words.iter().map(|word| cold.stem(word).len()).sum::<usize>();
        },
        &mut || *warm_bytes += words.iter().map(|word| warm.stem(word).len()).sum::<usize>(),
        &mut || {
            let mut cold = StemMemo::new(Stemmer::Snowball);
            cold.for_each(words.iter().copied(), |_, stem| *cold_text_bytes += stem.len());
        },
        &mut || {
            warm_texts.for_each(words.iter().copied(), |_, stem| *warm_text_bytes += stem.len());
        },
    ]);
    assert!(bytes.iter().all(|&other| other == bytes[0]), "the same stems");
    let mut add = |name: &str, time: f64, limit: f64| {
        table.add(
            &format!("{}: stems, {name}", corpus.name),
            time / bare,
            "x rust-stemmers",
            limit,
        );
    };
    add("cold", cold, 0.3);
    add("warm", warm, 0.2);
    add("of a text, cold", cold_texts, 0.25);
    add("of a text, warm", warm_texts, 0.1);
}

/// Search form, stem and clitics of each token, in nanoseconds.
fn clitics(corpus: &Corpus, documents: &[Prepared], table: &mut Table) {
    let words = arabic_words(documents).len() as f64;
    let analyzer = WordAnalyzer::default();
    let describe = |memo: &mut WordMemo| {
        for document in documents {
            for (index, token) in document.tokens.iter().enumerate() {
                let word = document.view.slice(token.span);
                let neighbours = Neighbours::of(&document.view.text, &document.tokens, index);
                analyzer.describe(token.kind, word, word, neighbours, memo);
            }
        }
    };
    let segmenter = Segmenter::default();
    let without_memo = || {
        for word in arabic_words(documents).iter().take(200_000) {
            std::hint::black_box(segmenter.segment(word, word, Scheme::Atb));
        }
    };
    let mut memo = WordMemo::default();
    describe(&mut memo);
    let [cold, warm, alone] = medians([
        &mut || describe(&mut WordMemo::default()),
        &mut || describe(&mut memo),
        &mut || without_memo(),
    ]);
    let mut add = |name: &str, nanoseconds: f64, limit: f64| {
        table.add(&format!("{}: {name}", corpus.name), nanoseconds, "ns a word", limit);
    };
    add("stems and clitics, cold", cold * 1e9 / words, 1000.0);
    add("stems and clitics, warm", warm * 1e9 / words, 333.0);
    add("clitics without memory", alone * 1e9 / words.min(200_000.0), 5000.0);
}

/// Documents that are encoded, and half as many that are learned from.
const ENCODED: usize = 400;

fn subwords(corpus: &Corpus, table: &mut Table) {
    let preparation = Preparation::new("light", None).expect("a profile");
    let options = SubwordOptions {
        vocabulary: 8_000,
        preparation: preparation.clone(),
        ..SubwordOptions::default()
    };
    let mut trainer = SubwordTrainer::new(&options).expect("options fit");
    let documents = || corpus.documents.iter().take(ENCODED);
    documents().step_by(2).for_each(|text| trainer.feed(text));
    let json = trainer.finish().expect("there is enough text");
    let library: Tokenizer = json.parse().expect("a tokenizer");
    let ours = Subwords::from_json(&json, &preparation).expect("a tokenizer");
    let prepared: Vec<String> = documents().map(|text| ours.prepare(text)).collect();
    let (mut warm, mut encoded) = (SubwordMemo::default(), Encoded::default());
    let (mut ids, mut library_ids, mut cold_ids) = (0, 0, 0);
    let [library, cold, warm] = medians([
        &mut || {
            for text in &prepared {
                library_ids += library.encode(text.as_str(), false).expect("encodes").len();
            }
        },
        &mut || {
            let mut cold = SubwordMemo::default();
            for text in documents() {
                ours.encode_into(text, &mut cold, &mut encoded).expect("encodes");
                cold_ids += encoded.ids.len();
            }
        },
        &mut || {
            let mut encoded = Encoded::default();
            for text in documents() {
                ours.encode_into(text, &mut warm, &mut encoded).expect("encodes");
                ids += encoded.ids.len();
            }
        },
    ]);
    assert!(ids == cold_ids && ids == library_ids, "the same subwords");
    table.add(&format!("{}: subwords, cold", corpus.name), cold / library, "x tokenizers", 1.0);
    table.add(&format!("{}: subwords, warm", corpus.name), warm / library, "x tokenizers", 0.4);
}

/// Times of the processor in seconds, the median of five rounds in which each runs once.
fn medians<const N: usize>(mut runs: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut times = [const { Vec::new() }; N];
    for _ in 0..5 {
        for (run, times) in runs.iter_mut().zip(&mut times) {
            let start = ThreadTime::now();
            run();
            times.push(start.elapsed());
        }
    }
    times.map(|mut times: Vec<Duration>| {
        times.sort_unstable();
        times[2].as_secs_f64()
    })
}
