//! Learns the tagger:
//!
//! ```text
//! cargo run --release -p warraq-entities --example train_tagger -- \
//!     corpora/annotated/docs.jsonl LISTS crates/entities/data/tagger.bin
//! ```
//!
//! LISTS is a folder with `0.bin`, `1.bin` …: the lists compiled with `--leave-out 0/N`, `1/N` …

use std::path::Path;
use std::{env, fs};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use warraq_entities::gazetteer::Gazetteer;
use warraq_entities::{EntityKind, Recognizer, TaggerTrainer};
use warraq_normalize::Normalizer;
use warraq_text::Span;

#[derive(Deserialize)]
struct Document {
    text: String,
    entities: Vec<Mention>,
}

/// A name; offsets in code points of the source.
#[derive(Deserialize)]
struct Mention {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

const ROUNDS: usize = 12;

fn main() -> Result<()> {
    let mut args = env::args().skip(1);
    let documents = args.next().context("expected the file of documents")?;
    let lists = args.next().context("expected the folder of lists")?;
    let out = args.next().context("expected the file to write")?;
    let recognizers = recognizers(Path::new(&lists))?;
    let mut trainer = TaggerTrainer::default();
    let documents = fs::read_to_string(documents)?;
    for (line, recognizer) in documents.lines().zip(recognizers.iter().cycle()) {
        add(&mut trainer, recognizer, &serde_json::from_str(line)?);
    }
    fs::write(out, trainer.train(ROUNDS))?;
    Ok(())
}

/// The rules with each of the lists, without a tagger.
fn recognizers(folder: &Path) -> Result<Vec<Recognizer>> {
    let mut recognizers = Vec::new();
    while let Ok(bytes) = fs::read(folder.join(format!("{}.bin", recognizers.len()))) {
        let lists = Gazetteer::read(bytes.leak()).context("these are no compiled lists")?;
        recognizers.push(Recognizer::new().with_tagger(&[]).with_lists(lists));
    }
    ensure!(!recognizers.is_empty(), "expected 0.bin in {}", folder.display());
    Ok(recognizers)
}

fn add(trainer: &mut TaggerTrainer, recognizer: &Recognizer, document: &Document) {
    let view = Normalizer::light().normalize(&document.text);
    let mut tokens = Vec::new();
    warraq_tokenize::words_into(&view.text, &mut tokens);
    let starts: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
    let byte = |at: usize| starts.get(at).map_or(document.text.len(), |&byte| byte) as u32;
    let mut names = Vec::new();
    for mention in &document.entities {
        let source = Span::new(byte(mention.start), byte(mention.end));
        let covers = |span: Span| {
            let token = view.alignment.to_source(span);
            token.start < source.end && source.start < token.end
        };
        let mut inside = tokens.iter().map(|token| token.span).filter(|&span| covers(span));
        let kind = EntityKind::ALL.into_iter().find(|kind| kind.name() == mention.kind);
        if let (Some(first), Some(kind)) = (inside.next(), kind) {
            let last = inside.next_back().unwrap_or(first);
            names.push((Span::new(first.start, last.end), kind));
        }
    }
    trainer.add(recognizer, &view, &tokens, &names);
}
