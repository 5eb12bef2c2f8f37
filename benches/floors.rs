//! What may not get slower or larger: ratios against a reference in the same run, and the limits of
//! the whole command. Prints a table and fails where a limit is passed.

#![expect(clippy::print_stdout, reason = "the table is what it is run for")]

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use wait4::Wait4;
use warraq_batch::{Analysis, Analyzer, Document, Layout, Record};
use warraq_normalize::Normalizer;
use warraq_quantities::Parser;
use warraq_text::View;
use warraq_tokenize::words_into;

mod corpus;

fn main() {
    // Criterion's smoke run has no use for floors.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let mut table = Table::default();
    for corpus in corpus::corpora() {
        stages(&corpus, &mut table);
    }
    command(&mut table);
    table.finish();
}

/// Measured values beside their limits.
#[derive(Default)]
struct Table {
    passed: Vec<String>,
}

impl Table {
    fn add(&mut self, name: &str, value: f64, unit: &str, limit: f64) {
        println!("{name:<44}{value:>10.2} {unit:<16} limit {limit}");
        if value > limit {
            self.passed.push(format!("{name}: {value:.2} {unit}, limit {limit}"));
        }
    }

    fn finish(self) {
        assert!(self.passed.is_empty(), "limits passed:\n{}", self.passed.join("\n"));
    }
}

/// Times of the stages in times of splitting the text at white space.
fn stages(corpus: &corpus::Corpus, table: &mut Table) {
    let prepared = corpus.prepare();
    let (normalizer, parser, analyzer) = (Normalizer::light(), Parser::new(), Analyzer::default());
    let (mut view, mut tokens, mut found) = (View::default(), Vec::new(), Vec::new());
    let (mut analysis, mut line) = (Analysis::default(), Vec::new());
    let mut words = 0;
    let mut split =
        || words += corpus.documents.iter().map(|d| d.split_whitespace().count()).sum::<usize>();
    let mut normalize =
        || corpus.documents.iter().for_each(|d| normalizer.normalize_into(d, &mut view));
    let mut tokenize = || prepared.iter().for_each(|d| words_into(&d.view.text, &mut tokens));
    let mut quantities =
        || prepared.iter().for_each(|d| parser.find_into(&d.view, &d.tokens, &mut found));
    let mut whole = || {
        for text in &corpus.documents {
            analyzer.analyze_into(text, &mut analysis);
            line.clear();
            let document = Document::new("", text);
            let record = Record::new(&document, &analysis, Layout::default());
            serde_json::to_writer(&mut line, &record).expect("memory takes every record");
        }
    };
    let measured = [
        ("normalize", 4.0, median(&mut normalize)),
        ("words", 8.0, median(&mut tokenize)),
        ("quantities", 15.0, median(&mut quantities)),
        ("all stages and record", 75.0, median(&mut whole)),
    ];
    let reference = median(&mut split).as_secs_f64();
    println!("{}: white space {:.0} MB/s", corpus.name, corpus.bytes() as f64 / 1e6 / reference);
    for (name, limit, time) in measured {
        let time = time.as_secs_f64();
        let name =
            format!("{}: {name}, {:.1} MB/s", corpus.name, corpus.bytes() as f64 / 1e6 / time);
        table.add(&name, time / reference, "x white space", limit);
    }
}

fn median(run: &mut dyn FnMut()) -> Duration {
    let mut times: Vec<_> = (0..5)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[2]
}

/// Start-up, and peak memory over 200 MB.
fn command(table: &mut Table) {
    let binary = env!("CARGO_BIN_EXE_warraq");
    let mut start = || {
        let status = Command::new(binary).arg("entities").stdin(Stdio::null()).status();
        assert!(status.expect("the binary starts").success());
    };
    table.add("start-up", median(&mut start).as_secs_f64() * 1e3, "ms", 30.0);

    let directory = tempfile::tempdir().expect("a temporary directory");
    let input = directory.path().join("corpus.jsonl");
    write_corpus(&input).expect("the corpus is written");
    let mut child = Command::new(binary)
        .args(["run", "--quiet", "--out"])
        .args([&directory.path().join("out"), &input])
        .spawn()
        .expect("the binary starts");
    let used = child.wait4().expect("the binary ends");
    assert!(used.status.success());
    table.add("peak memory over 200 MB", used.rusage.maxrss as f64 / 1e6, "MB", 150.0);
}

fn write_corpus(path: &Path) -> std::io::Result<()> {
    let documents = corpus::corpora().pop().expect("there is a corpus").documents;
    let mut file = BufWriter::new(File::create(path)?);
    for _ in 0..10 {
        for text in &documents {
            writeln!(file, "{}", json!({ "text": text }))?;
        }
    }
    file.flush()?;
    assert!(fs::metadata(path)?.len() > 190_000_000);
    Ok(())
}
