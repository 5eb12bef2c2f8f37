//! The texts that are measured: a generated corpus and, where it is at hand, real news.

#![allow(dead_code, reason = "each bench uses a part")]

use std::fs;
use std::path::Path;

use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput, measurement::WallTime};
use warraq_normalize::Normalizer;
use warraq_text::{Token, View};
use warraq_tokenize::words_into;

mod generate;

/// Documents with a name.
pub(crate) struct Corpus {
    pub(crate) name: &'static str,
    pub(crate) documents: Vec<String>,
}

/// A document as the later stages see it.
pub(crate) struct Prepared {
    pub(crate) view: View,
    pub(crate) tokens: Vec<Token>,
}

impl Corpus {
    pub(crate) fn bytes(&self) -> usize {
        self.documents.iter().map(String::len).sum()
    }

    /// Views and tokens of the documents.
    pub(crate) fn prepare(&self) -> Vec<Prepared> {
        let normalizer = Normalizer::light();
        let prepare = |text: &String| {
            let view = normalizer.normalize(text);
            let mut tokens = Vec::new();
            words_into(&view.text, &mut tokens);
            Prepared { view, tokens }
        };
        self.documents.iter().map(prepare).collect()
    }
}

/// The generated corpus, and 20 MB of real news where `../shared/bench` has them: a generated corpus
/// repeats its words, which flatters caches.
pub(crate) fn corpora() -> Vec<Corpus> {
    let generated = Corpus { name: "generated", documents: generate::documents(20_000_000) };
    std::iter::once(generated).chain(real_news()).collect()
}

/// The last corpus as one text of 20 MB, plain and with a mark on four of ten letters, as in fully
/// diacritised text.
pub(crate) fn whole_texts() -> [Corpus; 2] {
    let text = corpora().pop().expect("there is a corpus").documents.concat();
    let mut random = generate::Random(2);
    let mut marked = String::with_capacity(text.len() + text.len() / 2);
    for c in text.chars() {
        marked.push(c);
        if ('ء'..='ي').contains(&c) && random.below(100) < 50 {
            marked.push(MARKS[random.below(MARKS.len())]);
        }
        if marked.len() > text.len() {
            break;
        }
    }
    [
        Corpus { name: "news", documents: vec![text] },
        Corpus { name: "diacritised", documents: vec![marked] },
    ]
}

const MARKS: [char; 8] = [
    '\u{064E}', '\u{064F}', '\u{0650}', '\u{0652}', '\u{064E}', '\u{0651}', '\u{064B}', '\u{064E}',
];

fn real_news() -> Option<Corpus> {
    let path = root().join("../shared/bench/news.jsonl.zst");
    let lines = zstd::decode_all(fs::File::open(path).ok()?).expect("the news are zstd");
    let lines = String::from_utf8(lines).expect("the news are UTF-8");
    let text = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        value["text"].as_str().expect("a document has a text").to_owned()
    };
    Some(Corpus { name: "news", documents: lines.lines().map(text).collect() })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A group whose benches read the whole of `corpus` once an iteration. The first copies it: the
/// limit of the machine, to read the others by.
pub(crate) fn group<'c>(
    criterion: &'c mut Criterion,
    stage: &str,
    corpus: &Corpus,
) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(format!("{stage}/{}", corpus.name));
    group.throughput(Throughput::Bytes(corpus.bytes() as u64));
    group.sample_size(10);
    let text = corpus.documents.concat();
    let mut copy = text.clone().into_bytes();
    group.bench_function(BenchmarkId::from_parameter("memcpy"), |bencher| {
        bencher.iter(|| copy.copy_from_slice(text.as_bytes()));
    });
    group
}
