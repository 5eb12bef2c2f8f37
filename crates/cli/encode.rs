//! `warraq encode`: lines to subwords.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use serde_json::json;
use warraq_text::OffsetCursor;
use warraq_tokenize::{Encoded, Preparation, SubwordMemo, Subwords};

use crate::args::FilterArgs;
use crate::exit::ExitCode;
use crate::filters::{for_each_line, write_json};

/// Stands beside a tokenizer.json and says how texts are prepared for it.
pub(crate) const PREPARATION: &str = "preparation.json";

#[derive(Debug, Args)]
pub(crate) struct EncodeArgs {
    /// A tokenizer.json, or the directory with one. A preparation.json beside it, which `train
    /// subword` writes, says what is done to texts before
    tokenizer: PathBuf,
    /// Write the subwords, readable, instead of their numbers
    #[arg(long, conflicts_with_all = ["json", "prepare"])]
    tokens: bool,
    /// Write the text as the tokenizer gets it: what other programs must give the tokenizer
    #[arg(long, conflicts_with = "json")]
    prepare: bool,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(crate) fn encode(args: &EncodeArgs) -> Result<ExitCode> {
    let subwords = read_tokenizer(&args.tokenizer)?;
    let (mut memo, mut encoded) = (SubwordMemo::default(), Encoded::default());
    for_each_line(|line, out| {
        if args.prepare {
            return Ok(writeln!(out, "{}", subwords.prepare(line))?);
        }
        subwords.encode_into(line, &mut memo, &mut encoded)?;
        if args.filter.json {
            let mut cursor = OffsetCursor::new(line, args.filter.offsets.into());
            let subword = |(id, span): (&u32, &warraq_text::Span)| {
                json!({
                    "start": cursor.seek(span.start), "end": cursor.seek(span.end),
                    "id": id, "subword": subwords.readable(*id),
                })
            };
            let found: Vec<_> = encoded.ids.iter().zip(&encoded.spans).map(subword).collect();
            return write_json(out, &json!({ "subwords": found }));
        }
        for (i, &id) in encoded.ids.iter().enumerate() {
            let space = if i == 0 { "" } else { " " };
            match args.tokens {
                true => write!(out, "{space}{}", subwords.readable(id))?,
                false => write!(out, "{space}{id}")?,
            }
        }
        Ok(writeln!(out)?)
    })
}

/// The tokenizer in the file or directory `path`.
pub(crate) fn read_tokenizer(path: &Path) -> Result<Subwords> {
    let file = if path.is_dir() { path.join("tokenizer.json") } else { path.to_owned() };
    let name = |file: &Path| format!("cannot read {}", file.display());
    let json = fs::read_to_string(&file).with_context(|| name(&file))?;
    let beside = file.with_file_name(PREPARATION);
    let preparation = match fs::read_to_string(&beside) {
        Ok(text) => Preparation::from_json(&text).with_context(|| name(&beside))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Preparation::default(),
        Err(error) => return Err(error).with_context(|| name(&beside)),
    };
    Subwords::from_json(&json, &preparation).with_context(|| name(&file))
}
