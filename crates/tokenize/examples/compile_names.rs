//! Compiles the names that the segmenter knows: `compile_names NAMES.tsv... OUT`.
//!
//! Of tables of `corpora/gazetteer` (with a header that begins with `arabic`) all forms are taken,
//! where a column tells it, only of names whose Arabic form follows the foreign sound; of others the
//! first column, without rows that hold a field IR, AF or PK.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use warraq_normalize::is_arabic_letter;
use warraq_tokenize::Lexicon;

/// Shorter words are too often no names.
const MIN_LETTERS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let mut inputs: Vec<String> = std::env::args().skip(1).collect();
    let output = inputs.pop().ok_or("expected NAMES.tsv... OUT")?;
    let mut names = BTreeSet::new();
    for input in &inputs {
        let table = fs::read_to_string(input)?;
        let mut lines = table.lines().peekable();
        let header = lines.next_if(|line| line.starts_with("arabic\t"));
        let is_own = header.is_some();
        let has_relation = header.is_some_and(|header| header.ends_with("relation"));
        for line in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            let other = !is_own && fields.iter().any(|field| matches!(*field, "IR" | "AF" | "PK"));
            if other || has_relation && fields.last() != Some(&"translit") {
                continue;
            }
            let forms = if is_own { &fields[..2.min(fields.len())] } else { &fields[..1] };
            let words = forms.iter().flat_map(|form| form.split(|c| !is_arabic_letter(c)));
            let is_name = |word: &&str| {
                word.chars().count() >= MIN_LETTERS && !(is_own && word.starts_with("ال"))
            };
            names.extend(words.filter(is_name).map(str::to_owned));
        }
    }
    fs::write(output, Lexicon::compile(names.iter().map(|name| (name.as_str(), 1e-6))))?;
    Ok(())
}
