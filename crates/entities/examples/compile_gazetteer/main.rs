//! Compiles the lists into one file:
//!
//! ```text
//! cargo run --release -p warraq-entities --example compile_gazetteer -- \
//!     --own corpora/gazetteer --data ../shared/data/gazetteer \
//!     --texts corpora --out crates/entities/data/gazetteer.bin
//! ```
//!
//! `--texts` names the folder of `annotated/docs.jsonl` and `segmented/sentences.tsv`, from which
//! common words are counted; with `--leave-out K/N` those of each `N`th annotated document, from
//! the `K`th, are not, so that the tagger can be taught on documents whose words are not known.

mod lists;
mod table;
mod vocabulary;

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context as _, Result, bail};
use warraq_entities::gazetteer::Builder;

struct Args {
    own: PathBuf,
    data: PathBuf,
    texts: PathBuf,
    out: PathBuf,
    leave_out: Option<(usize, usize)>,
}

impl Args {
    fn parse() -> Result<Self> {
        let [mut own, mut data, mut texts, mut out, mut leave_out] = [const { None }; 5];
        let mut args = env::args().skip(1);
        while let Some(option) = args.next() {
            let value = Some(PathBuf::from(args.next().context("expected a path")?));
            match option.as_str() {
                "--own" => own = value,
                "--data" => data = value,
                "--texts" => texts = value,
                "--out" => out = value,
                "--leave-out" => leave_out = value,
                other => bail!("unknown option {other}"),
            }
        }
        Ok(Self {
            own: own.context("--own is missing")?,
            data: data.context("--data is missing")?,
            texts: texts.context("--texts is missing")?,
            out: out.context("--out is missing")?,
            leave_out: leave_out.as_deref().and_then(Path::to_str).map(fold).transpose()?,
        })
    }
}

/// Reads `K/N`.
fn fold(text: &str) -> Result<(usize, usize)> {
    let (fold, of) = text.split_once('/').context("expected K/N")?;
    Ok((fold.parse()?, of.parse()?))
}

fn main() -> Result<()> {
    let args = Args::parse()?;
    let names = lists::single_names(&args.own, &args.data)?;
    let words = vocabulary::count(&args.texts, &args.data, &names, args.leave_out)?;
    let foreign = lists::ForeignNames::read(&args.own, &args.data)?;
    let mut builder = Builder::default();
    lists::triggers(&mut builder);
    words.insert_into(&mut builder);
    lists::places(&mut builder, &words, &args.own, &args.data)?;
    lists::cities(&mut builder, &words, &args.data, 500_000)?;
    lists::things(&mut builder, &words, &args.own)?;
    lists::latin_places(&mut builder, &args.own)?;
    lists::cities(&mut builder, &words, &args.data, 0)?;
    lists::people(&mut builder, &words, &foreign, &args.data)?;
    lists::local_places(&mut builder, &words, &args.own)?;
    let names = lists::foreign_names(&mut builder, &words, &foreign);
    lists::small_places(&mut builder, &words, &args.data)?;
    fs::write(&args.out, builder.to_bytes())?;
    if args.leave_out.is_none() {
        fs::write(args.out.with_file_name("letters.bin"), vocabulary::letters(&words, &names))?;
    }
    Ok(())
}
