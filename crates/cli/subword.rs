//! Subword tokenizers: trained on documents, and how well they fit them.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use serde_json::json;
use warraq_tokenize::{
    Fertility, Preparation, SubwordModel, SubwordOptions, SubwordTrainer, Subwords,
};

use crate::args::SchemeName;
use crate::encode::{PREPARATION, read_tokenizer};
use crate::exit::ExitCode;

#[derive(Debug, Args)]
pub(crate) struct TrainArgs {
    /// Files, directories, or -, as `warraq run` reads them
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Directory for tokenizer.json, and preparation.json where texts are prepared
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// How the vocabulary is found
    #[arg(long, value_enum, default_value_t)]
    model: ModelName,
    /// Number of subwords, special ones too
    #[arg(long, value_name = "N", default_value_t = 32_000)]
    vocabulary: usize,
    /// Special tokens with commas between them, first in the vocabulary [default: those usual for
    /// the model]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    special_tokens: Option<Vec<String>>,
    /// Normalization profile that texts go through before
    #[arg(long, value_name = "NAME", default_value = "none")]
    profile: String,
    /// Cut clitics off before, each with a tatweel where it was joined; asks for a profile that
    /// takes tatweel away
    #[arg(long, value_enum, value_name = "SCHEME")]
    clitics: Option<SchemeName>,
    /// Different words that are kept in memory at most; when there are more, the rarest go
    #[arg(long, value_name = "N", default_value_t = 2_000_000)]
    max_words: usize,
    /// Field of JSON lines that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,
}

#[derive(Debug, Default, Clone, Copy, ValueEnum)]
enum ModelName {
    /// Byte-pair encoding over bytes
    #[default]
    Bpe,
    /// Unigram language model over letters
    Unigram,
    /// WordPiece over letters
    Wordpiece,
}

impl From<ModelName> for SubwordModel {
    fn from(name: ModelName) -> Self {
        match name {
            ModelName::Bpe => Self::Bpe,
            ModelName::Unigram => Self::Unigram,
            ModelName::Wordpiece => Self::WordPiece,
        }
    }
}

#[expect(clippy::print_stderr, reason = "documents that could not be read are told")]
pub(crate) fn train(args: &TrainArgs) -> Result<ExitCode> {
    let preparation = Preparation::new(&args.profile, args.clitics.map(Into::into))?;
    let mut trainer = SubwordTrainer::new(&SubwordOptions {
        model: args.model.into(),
        vocabulary: args.vocabulary,
        special_tokens: args.special_tokens.clone(),
        preparation: preparation.clone(),
        max_words: args.max_words,
    })?;
    let mut code = ExitCode::Success;
    warraq_batch::read(&args.inputs, &args.text_field, |document| {
        match document {
            Ok(document) => trainer.feed(&document.text),
            Err(failure) => {
                eprintln!("warraq: {}: {}", failure.id, failure.reason);
                code = ExitCode::SomeFailed;
            }
        }
        anyhow::Ok(())
    })?;
    let tokenizer = trainer.finish()?;
    fs::create_dir_all(&args.out)
        .with_context(|| format!("cannot write {}", args.out.display()))?;
    let write = |name: &str, content: &str| {
        let path = args.out.join(name);
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))
    };
    write("tokenizer.json", &tokenizer)?;
    let prepared = args.out.join(PREPARATION);
    if !preparation.is_none() {
        write(PREPARATION, &(preparation.to_json() + "\n"))?;
    } else if prepared.exists() {
        fs::remove_file(&prepared)
            .with_context(|| format!("cannot remove {}", prepared.display()))?;
    }
    Ok(code)
}

#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// A tokenizer.json, or the directory with one
    tokenizer: PathBuf,
    /// Files, directories, or -, as `warraq run` reads them
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Field of JSON lines that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,
    /// How many words and subwords are listed
    #[arg(long, value_name = "N", default_value_t = 10)]
    list: usize,
    /// Write one JSON object
    #[arg(long)]
    json: bool,
}

#[expect(clippy::print_stderr, reason = "documents that could not be read are told")]
pub(crate) fn eval(args: &EvalArgs) -> Result<ExitCode> {
    let subwords = read_tokenizer(&args.tokenizer)?;
    let mut fertility = Fertility::default();
    let mut code = ExitCode::Success;
    warraq_batch::read(&args.inputs, &args.text_field, |document| {
        match document {
            Ok(document) => fertility.add(&subwords, &document.text)?,
            Err(failure) => {
                eprintln!("warraq: {}: {}", failure.id, failure.reason);
                code = ExitCode::SomeFailed;
            }
        }
        anyhow::Ok(())
    })?;
    let mut out = io::stdout().lock();
    if args.json {
        writeln!(out, "{}", to_json(&fertility, &subwords, args.list))?;
    } else {
        write_report(&fertility, &subwords, args.list, &mut out)?;
    }
    Ok(code)
}

fn to_json(fertility: &Fertility, subwords: &Subwords, list: usize) -> serde_json::Value {
    let words = fertility.worst_words(subwords, list);
    let words: Vec<_> = words
        .iter()
        .map(|word| json!({ "word": word.word, "subwords": word.subwords, "count": word.count }))
        .collect();
    json!({
        "vocabulary": subwords.vocabulary_len(),
        "documents": fertility.documents,
        "words": fertility.words,
        "subwords": fertility.subwords,
        "subwords_per_word": fertility.subwords_per_word(),
        "chars_per_subword": fertility.chars_per_subword(),
        "whole_share": fertility.whole_share(),
        "unknown_share": fertility.unknown_share(),
        "longest": subwords.longest(list),
        "worst_words": words,
    })
}

fn write_report(
    fertility: &Fertility,
    subwords: &Subwords,
    list: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let rows = [
        ("vocabulary", subwords.vocabulary_len().to_string()),
        ("documents", fertility.documents.to_string()),
        ("words", fertility.words.to_string()),
        ("subwords", fertility.subwords.to_string()),
        ("subwords a word", format!("{:.3}", fertility.subwords_per_word())),
        ("characters a subword", format!("{:.3}", fertility.chars_per_subword())),
        ("words in one piece", format!("{:.1} %", 100.0 * fertility.whole_share())),
        ("unknown", format!("{:.4} %", 100.0 * fertility.unknown_share())),
    ];
    for (name, value) in rows {
        writeln!(out, "{name:<22}{value}")?;
    }
    writeln!(out, "\nlongest subwords")?;
    subwords.longest(list).iter().try_for_each(|token| writeln!(out, "  {token}"))?;
    writeln!(out, "\nwords that cost most: times, word, subwords")?;
    for word in fertility.worst_words(subwords, list) {
        writeln!(out, "  {}\t{}\t{}", word.count, word.word, word.subwords.join(" | "))?;
    }
    Ok(())
}
