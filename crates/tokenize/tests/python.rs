//! What we train and encode, Python's `tokenizers` reads and encodes alike.

#![cfg(feature = "subword")]
#![expect(clippy::print_stderr, reason = "says why a test was skipped")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use warraq_tokenize::{
    Encoded, Preparation, Scheme, SubwordMemo, SubwordModel, SubwordOptions, SubwordTrainer,
    Subwords,
};

const DOCUMENTS: usize = 1_000;

const SCRIPT: &str = "
import json, sys
from tokenizers import Tokenizer
tokenizer = Tokenizer.from_file(sys.argv[1])
for text in json.load(open(sys.argv[2], encoding='utf-8')):
    print(json.dumps(tokenizer.encode(text).ids))
";

/// A Python that has `tokenizers`; none where it cannot be installed.
fn python(directory: &Path) -> Option<PathBuf> {
    let has_tokenizers = |python: &Path| {
        let run = Command::new(python).args(["-c", "import tokenizers"]).output();
        run.is_ok_and(|output| output.status.success())
    };
    let installed = PathBuf::from("python3");
    if has_tokenizers(&installed) {
        return Some(installed);
    }
    let run = |program: &Path, args: &[&str]| {
        let output = Command::new(program).args(args).output();
        output.is_ok_and(|output| output.status.success())
    };
    let environment = directory.join("environment");
    let name = environment.to_str()?;
    let python = environment.join("bin/python");
    let ready = run(&installed, &["-m", "venv", name])
        && run(&python, &["-m", "pip", "install", "--quiet", "--retries", "1", "tokenizers"])
        && has_tokenizers(&python);
    ready.then_some(python)
}

fn train(model: SubwordModel, preparation: &Preparation, texts: &[String]) -> String {
    let options = SubwordOptions {
        model,
        vocabulary: 3_000,
        preparation: preparation.clone(),
        ..SubwordOptions::default()
    };
    let mut trainer = SubwordTrainer::new(&options).expect("options fit");
    texts.iter().for_each(|text| trainer.feed(text));
    trainer.finish().expect("there is enough text")
}

/// Articles, whole, in paragraphs and in clauses.
fn documents() -> Vec<String> {
    let mut documents = support::articles();
    for separator in ["\n", "، "] {
        let pieces = documents.iter().flat_map(|text| text.split(separator));
        let pieces: Vec<String> =
            pieces.filter(|piece| !piece.is_empty()).map(String::from).collect();
        documents.extend(pieces);
    }
    documents.truncate(DOCUMENTS);
    documents
}

#[test]
fn ids_are_equal() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let Some(python) = python(directory.path()) else {
        eprintln!("skipped: Python with tokenizers is not there and cannot be installed");
        return;
    };
    let documents = documents();
    assert_eq!(documents.len(), DOCUMENTS);
    let path = |name: &str| directory.path().join(name);
    fs::write(path("equal.py"), SCRIPT).expect("written");
    let clitics = Preparation::new("light", Some(Scheme::Atb)).expect("a profile");
    let trained = [
        (SubwordModel::Bpe, Preparation::default()),
        (SubwordModel::Unigram, Preparation::new("search", None).expect("a profile")),
        (SubwordModel::WordPiece, clitics),
    ];
    for (model, preparation) in trained {
        let json = train(model, &preparation, &documents);
        let ours = Subwords::from_json(&json, &preparation).expect("read");
        let prepared: Vec<String> = documents.iter().map(|text| ours.prepare(text)).collect();
        fs::write(path("tokenizer.json"), &json).expect("written");
        fs::write(path("texts.json"), serde_json::to_string(&prepared).expect("strings"))
            .expect("written");
        let output = Command::new(&python)
            .args([path("equal.py"), path("tokenizer.json"), path("texts.json")])
            .output()
            .expect("Python starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let theirs = String::from_utf8(output.stdout).expect("JSON");
        assert_eq!(theirs.lines().count(), DOCUMENTS);
        let (mut memo, mut encoded) = (SubwordMemo::default(), Encoded::default());
        for (text, line) in documents.iter().zip(theirs.lines()) {
            ours.encode_into(text, &mut memo, &mut encoded).expect("encodes");
            let theirs: Vec<u32> = serde_json::from_str(line).expect("numbers");
            assert_eq!(encoded.ids, theirs, "{model:?}: {text}");
        }
    }
}
