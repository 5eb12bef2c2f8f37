//! What may not get slower or larger: ratios against a reference in the same run, and the limits of
//! the whole command. Prints a table and fails where a limit is passed.

#![expect(clippy::print_stdout, reason = "the table is what it is run for")]

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use icu_normalizer::ComposingNormalizer;
use serde_json::json;
use unicode_normalization::UnicodeNormalization;
use wait4::{ResUse, Wait4};
use warraq_batch::{Analysis, Analyzer, Document, Layout, Record};
use warraq_entities::LatinNames;
use warraq_normalize::{Marks, Normalizer, Options};
use warraq_quantities::Parser;
use warraq_text::View;
use warraq_tokenize::words_into;

mod corpus;
mod words;

fn main() {
    // Criterion's smoke run has no use for floors.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let mut table = Table::default();
    // First, while this process is small: the peak of a child begins with that of its parent.
    command(&mut table);
    for corpus in corpus::whole_texts() {
        normalizers(&corpus, &mut table);
    }
    for corpus in corpus::corpora() {
        stages(&corpus, &mut table);
        words::floors(&corpus, &mut table);
    }
    names_of_two_scripts(&mut table);
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

/// What comparing a hundred names in Arabic letters with a hundred others in Latin letters takes.
fn names_of_two_scripts(table: &mut Table) {
    let people = include_str!("../corpora/gazetteer/people.tsv");
    let rows = people.lines().skip(1).map(|row| row.split('\t').collect::<Vec<_>>());
    let rows: Vec<_> = rows.step_by(20).take(200).collect();
    let (arabic, latin) = rows.split_at(100);
    let mut same = 0;
    let time = median(&mut || {
        let latin = LatinNames::new(latin.iter().map(|row| row[2]));
        same += arabic.iter().filter(|row| latin.best(row[0]).is_some()).count();
    });
    table.add("100 x 100 names of two scripts", time.as_secs_f64() * 1e3, "ms", 1.0);
}

/// Times of normalizers in times of copying the text, UTF-8 validated, in time of the processor, one
/// after the other in each round.
fn normalizers(corpus: &corpus::Corpus, table: &mut Table) {
    let light = Normalizer::light();
    let mut strip = Options::default();
    (strip.diacritics, strip.tatweel) = (Marks::ALL, true);
    let (strip, icu) = (Normalizer::new(strip), ComposingNormalizer::new_nfkc());
    let (plain_light, plain_strip) = (light.clone().without_simd(), strip.clone().without_simd());
    let mut copy = vec![0; corpus.bytes()];
    let (mut view, mut text) = (View::default(), String::new());
    let mut runs: [Measured<'_>; 7] = [
        ("copy", &mut |bytes| copy.copy_from_slice(bytes)),
        ("light, aligned", &mut {
            let mut view = View::default();
            move |bytes| aligned(&light, bytes, &mut view)
        }),
        ("strip marks", &mut {
            let mut text = String::new();
            move |bytes| alone(&strip, bytes, &mut text)
        }),
        ("plain light, aligned", &mut |bytes| aligned(&plain_light, bytes, &mut view)),
        ("plain strip marks", &mut {
            let mut text = String::new();
            move |bytes| alone(&plain_strip, bytes, &mut text)
        }),
        ("icu_normalizer", &mut |bytes| {
            text.clear();
            icu.normalize_to(utf8(bytes), &mut text).expect("a string takes every text");
        }),
        ("unicode-normalization", &mut {
            let mut text = String::new();
            move |bytes| {
                text.clear();
                text.extend(utf8(bytes).nfkc());
            }
        }),
    ];
    // In turn, so that none is in the cache of the processor when it is read.
    let copies = vec![corpus.documents.concat().into_bytes(); 4];
    let mut next = copies.iter().cycle();
    let mut times = [const { Vec::new() }; 7];
    for _ in 0..9 {
        for ((_, run), times) in runs.iter_mut().zip(&mut times) {
            let bytes = next.next().expect("a cycle has no end");
            let start = ThreadTime::now();
            run(bytes);
            times.push(start.elapsed().as_secs_f64());
        }
    }
    let median = times.map(|mut times| {
        times.sort_unstable_by(f64::total_cmp);
        times[times.len() / 2]
    });
    let [copy, light, strip, plain_light, plain_strip, icu, unicode] = median;
    let most = if corpus.name == "news" { 3.0 } else { 5.0 };
    let mut add = |name: &str, time: f64, reference: f64, unit: &str, limit: f64| {
        let speed = corpus.bytes() as f64 / 1e9 / time;
        let name = format!("{}: {name}, {speed:.2} GB/s", corpus.name);
        table.add(&name, time / reference, unit, limit);
    };
    add("light, aligned", light, copy, "x copy", most);
    add("strip marks", strip, copy, "x copy", 1.5);
    let a_gigabyte = corpus.bytes() as f64 / 1e9;
    add("plain light, aligned", plain_light, a_gigabyte, "s a GB", 1.66);
    add("plain strip marks", plain_strip, a_gigabyte, "s a GB", 1.66);
    add("light beside icu_normalizer", light, icu, "x icu NFKC", 0.1);
    add("light beside unicode-normalization", light, unicode, "x NFKC", 0.04);
}

/// A name and what is measured.
type Measured<'m> = (&'static str, &'m mut dyn FnMut(&[u8]));

fn aligned(normalizer: &Normalizer, bytes: &[u8], view: &mut View) {
    normalizer.normalize_bytes_into(bytes, view).expect("the texts are UTF-8");
}

fn alone(normalizer: &Normalizer, bytes: &[u8], text: &mut String) {
    normalizer.normalize_bytes_text_into(bytes, text).expect("the texts are UTF-8");
}

fn utf8(bytes: &[u8]) -> &str {
    simdutf8::basic::from_utf8(bytes).expect("the texts are UTF-8")
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
    let out = directory.path().join("out");
    let all = run(&["--quiet", "--out"], &[&out, &input]);
    table.add("peak memory over 200 MB", all.rusage.maxrss as f64 / 1e6, "MB", 150.0);

    let bytes = fs::metadata(&input).expect("the corpus is there").len() as f64;
    let (ratio, seconds) = text_beside_copy(&input, directory.path());
    let speed = bytes / 1e6 / seconds;
    table.add(&format!("normalized tokens to text, {speed:.0} MB/s"), ratio, "x cp", 6.0);
    small_files(table, directory.path());
}

/// How many times as much time of the processor as `cp` writing the text of `input` takes, the middle one of
/// five pairs, and the time.
fn text_beside_copy(input: &Path, directory: &Path) -> (f64, f64) {
    let (copied, out) = (directory.join("copy"), directory.join("text"));
    let text = ["--quiet", "--format", "text", "--text-form", "tokens", "--threads", "1", "--out"];
    let mut pairs = [(); 5].map(|()| {
        let copy = Command::new("cp").args([input, &copied]).spawn();
        let copy = cpu(&wait(copy.expect("cp starts"))).as_secs_f64();
        let text = cpu(&run(&text, &[&out, input])).as_secs_f64();
        fs::remove_file(&copied).expect("a copy");
        fs::remove_dir_all(&out).expect("a result");
        (text / copy, text)
    });
    pairs.sort_by(|left, right| left.0.total_cmp(&right.0));
    pairs[2]
}

/// What opening, analyzing and writing a small file takes.
fn small_files(table: &mut Table, directory: &Path) {
    const FILES: usize = 20_000;
    let small = directory.join("small");
    fs::create_dir(&small).expect("a directory");
    let documents = corpus::corpora().pop().expect("there is a corpus").documents;
    for (index, text) in documents.iter().cycle().take(FILES).enumerate() {
        fs::write(small.join(format!("{index:05}.txt")), text).expect("a file");
    }
    let out = directory.join("small-out");
    let text = ["--quiet", "--format", "text", "--text-form", "tokens", "--out"];
    let used = run(&text, &[&out, &small]);
    let each = cpu(&used).as_secs_f64() * 1e6 / FILES as f64;
    table.add("normalized tokens of a small file", each, "us", 200.0);
    table.add("peak memory over 20,000 files", used.rusage.maxrss as f64 / 1e6, "MB", 150.0);
}

fn run(options: &[&str], paths: &[&Path]) -> ResUse {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warraq"));
    command.arg("run").args(options).args(paths);
    wait(command.spawn().expect("the binary starts"))
}

fn wait(mut child: Child) -> ResUse {
    let used = child.wait4().expect("the command ends");
    assert!(used.status.success());
    used
}

fn cpu(used: &ResUse) -> Duration {
    used.rusage.utime + used.rusage.stime
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
