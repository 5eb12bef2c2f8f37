//! Trains the clitic segmenter: `train_segmenter SENTENCES.tsv... LEXICON OUT`.
//!
//! SENTENCES have a header and a column `atb` with clitics marked as `x+ ` and ` +x`.

use std::error::Error;
use std::fs;
use warraq_tokenize::{Lexicon, TrainingWord, train_weights};

fn main() -> Result<(), Box<dyn Error>> {
    let mut inputs: Vec<String> = std::env::args().skip(1).collect();
    let output = inputs.pop().ok_or("expected SENTENCES.tsv... LEXICON OUT")?;
    let lexicon = inputs.pop().ok_or("expected SENTENCES.tsv... LEXICON OUT")?;
    let lexicon = Lexicon::new(fs::read(lexicon)?.leak())?;
    let mut words = Vec::new();
    for input in &inputs {
        words.extend(read_words(&fs::read_to_string(input)?).ok_or("expected a column atb")?);
    }
    fs::write(output, train_weights(&lexicon, &words))?;
    Ok(())
}

fn read_words(table: &str) -> Option<Vec<TrainingWord>> {
    let mut lines = table.lines();
    let column = lines.next()?.split('\t').position(|name| name == "atb")?;
    let marked = lines.filter_map(|line| line.split('\t').nth(column));
    Some(marked.flat_map(TrainingWord::read).collect())
}
