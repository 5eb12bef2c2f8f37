//! Trains the clitic segmenter: `train_segmenter SENTENCES.tsv LEXICON OUT`.
//!
//! SENTENCES has a header and a column `atb` with clitics marked as `x+ ` and ` +x`.

use std::error::Error;
use std::fs;
use warraq_tokenize::{Lexicon, TrainingWord, train_weights};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [sentences, lexicon, output] = arguments.as_slice() else {
        return Err("expected SENTENCES.tsv LEXICON OUT".into());
    };
    let lexicon = Lexicon::new(fs::read(lexicon)?.leak())?;
    let sentences = fs::read_to_string(sentences)?;
    let mut lines = sentences.lines();
    let header = lines.next().unwrap_or_default();
    let column =
        header.split('\t').position(|name| name == "atb").ok_or("expected a column atb")?;
    let words: Vec<TrainingWord> = lines
        .filter_map(|line| line.split('\t').nth(column))
        .flat_map(TrainingWord::read)
        .collect();
    fs::write(output, train_weights(&lexicon, &words))?;
    Ok(())
}
