//! Compiles the lists into one file:
//!
//! ```text
//! cargo run --release -p warraq-entities --example compile_gazetteer -- \
//!     --own corpora/gazetteer --data ../shared/data/gazetteer \
//!     --texts corpora --out crates/entities/data/gazetteer.bin
//! ```
//!
//! `--texts` names the folder of `annotated/docs.jsonl` and `segmented/sentences.tsv`, from which
//! common words are counted.

mod lists;
mod table;
mod vocabulary;

use std::path::PathBuf;
use std::{env, fs};

use anyhow::{Context as _, Result, bail};
use warraq_entities::gazetteer::Builder;

struct Args {
    own: PathBuf,
    data: PathBuf,
    texts: PathBuf,
    out: PathBuf,
}

impl Args {
    fn parse() -> Result<Self> {
        let [mut own, mut data, mut texts, mut out] = [const { None }; 4];
        let mut args = env::args().skip(1);
        while let Some(option) = args.next() {
            let value = Some(PathBuf::from(args.next().context("expected a path")?));
            match option.as_str() {
                "--own" => own = value,
                "--data" => data = value,
                "--texts" => texts = value,
                "--out" => out = value,
                other => bail!("unknown option {other}"),
            }
        }
        Ok(Self {
            own: own.context("--own is missing")?,
            data: data.context("--data is missing")?,
            texts: texts.context("--texts is missing")?,
            out: out.context("--out is missing")?,
        })
    }
}

fn main() -> Result<()> {
    let args = Args::parse()?;
    let names = lists::single_names(&args.own, &args.data)?;
    let words = vocabulary::count(&args.texts, &args.data, &names)?;
    let mut builder = Builder::default();
    lists::triggers(&mut builder);
    words.insert_into(&mut builder);
    lists::places(&mut builder, &words, &args.own, &args.data)?;
    lists::cities(&mut builder, &words, &args.data, 500_000)?;
    lists::things(&mut builder, &words, &args.own)?;
    lists::latin_places(&mut builder, &args.own)?;
    lists::cities(&mut builder, &words, &args.data, 0)?;
    lists::people(&mut builder, &words, &args.own, &args.data)?;
    let names = lists::foreign_names(&mut builder, &words, &args.data)?;
    lists::small_places(&mut builder, &words, &args.data)?;
    fs::write(&args.out, builder.to_bytes())?;
    fs::write(args.out.with_file_name("letters.bin"), vocabulary::letters(&words, &names))?;
    Ok(())
}
