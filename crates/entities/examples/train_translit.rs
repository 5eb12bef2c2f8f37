//! Learns the model of name spellings:
//! `cargo run --release -p warraq-entities --example train_translit -- PAIRS.tsv OUT.bin`
//! where each line of PAIRS is a name in Arabic letters, a tab, and the name in Latin letters.

use std::{env, fs};

use anyhow::{Context as _, Result};
use warraq_entities::Trainer;

fn main() -> Result<()> {
    let mut args = env::args().skip(1);
    let pairs = args.next().context("expected the file of pairs")?;
    let out = args.next().context("expected the file to write")?;
    let mut trainer = Trainer::default();
    for line in fs::read_to_string(pairs)?.lines() {
        let mut fields = line.split('\t');
        if let (Some(arabic), Some(latin)) = (fields.next(), fields.next()) {
            trainer.add(arabic, latin);
        }
    }
    fs::write(out, trainer.train(8))?;
    Ok(())
}
