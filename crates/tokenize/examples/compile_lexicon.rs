//! Compiles a frequency lexicon: `compile_lexicon INPUT... [--rare RARE_OUT] OUT`.
//!
//! An INPUT ending in `.tsv` with lines `word TAB centibels` (100 log10 of the word's share, as
//! wordfreq counts) is taken as it is; of any other file the Arabic words are counted. Words too rare
//! for the lexicon go to RARE_OUT.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use warraq_text::TokenKind;
use warraq_tokenize::{Lexicon, RareWords, words_into};

/// Words whose frequencies are kept, the most frequent.
const MAX_WORDS: usize = 193_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut inputs: Vec<String> = std::env::args().skip(1).collect();
    let output = inputs.pop().ok_or("expected INPUT... OUT")?;
    let rare = inputs.iter().position(|input| input == "--rare").map(|at| inputs.split_off(at));
    let mut shares: HashMap<String, f64> = HashMap::new();
    for input in &inputs {
        let text = fs::read_to_string(input)?;
        match read_centibels(&text) {
            Some(words) => shares.extend(words),
            None => count_words(&text, &mut shares),
        }
    }
    let counted: f64 = shares.values().sum();
    if counted > 2.0 {
        shares.values_mut().for_each(|share| *share /= counted);
    }
    let mut words: Vec<(&str, f64)> =
        shares.iter().map(|(word, share)| (word.as_str(), *share)).collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let rest = words.split_off(words.len().min(MAX_WORDS));
    if let Some([_, output]) = rare.as_deref() {
        fs::write(output, RareWords::compile(rest.into_iter().map(|(word, _)| word)))?;
    }
    fs::write(output, Lexicon::compile(words))?;
    Ok(())
}

/// The Arabic words of a wordfreq list; none if the text is no such list.
fn read_centibels(text: &str) -> Option<HashMap<String, f64>> {
    let mut shares: HashMap<String, f64> = HashMap::new();
    for line in text.lines() {
        let (word, centibels) = line.split_once('\t')?;
        let share = 10f64.powf(centibels.parse::<f64>().ok()? / 100.0);
        if is_arabic(word) {
            *shares.entry(fold(word)).or_default() += share;
        }
    }
    Some(shares)
}

fn count_words(text: &str, shares: &mut HashMap<String, f64>) {
    let view = warraq_normalize::Normalizer::light().normalize(text);
    let mut tokens = Vec::new();
    words_into(&view.text, &mut tokens);
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        let word = view.slice(token.span);
        if is_arabic(word) {
            *shares.entry(fold(word)).or_default() += 1.0;
        }
    }
}

/// Words that the lexicon does not tell apart, under one spelling: cutting the list comes after
/// adding them up.
fn fold(word: &str) -> String {
    word.replace(['أ', 'إ', 'آ', 'ٱ'], "ا").replace('ى', "ي")
}

fn is_arabic(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'ء'..='غ' | 'ف'..='ي' | 'ٱ' | 'پ' | 'چ' | 'ڤ' | 'گ' | 'ژ'))
}
