use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use warraq_entities::LettersTrainer;
use warraq_entities::gazetteer::{Builder, Facts};

use crate::table::{phrase_key, read_rows};

/// How often a word occurs outside of names and in names.
#[derive(Default)]
struct Uses {
    outside: u32,
    inside: u32,
}

/// The words of our own texts.
#[derive(Default)]
pub(crate) struct Vocabulary(BTreeMap<String, Uses>);

#[derive(Deserialize)]
struct Document {
    text: String,
    entities: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    start: usize,
    end: usize,
}

/// Counts the words of the texts. In the sentences whose names are not marked, `names` and what
/// begins with a proclitic before one do not count.
pub(crate) fn count(texts: &Path, names: &HashSet<String>) -> Result<Vocabulary> {
    let mut words = Vocabulary::default();
    let path = texts.join("annotated/docs.jsonl");
    for line in fs::read_to_string(&path).with_context(|| path.display().to_string())?.lines() {
        words.count_document(&serde_json::from_str(line)?);
    }
    for row in read_rows(&texts.join("segmented/sentences.tsv"))?.iter().skip(1) {
        // Writers s3 collected foreign names.
        if let [id, sentence, ..] = row.as_slice()
            && !id.starts_with("s3")
        {
            words.count_unmarked(sentence, names);
        }
    }
    Ok(words)
}

impl Vocabulary {
    fn count_document(&mut self, document: &Document) {
        let chars: Vec<char> = document.text.chars().collect();
        let piece = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
        let mut at = 0;
        for mention in &document.entities {
            // A clitic cut off before a name is no word.
            self.count_outside(&piece(at, mention.start));
            for word in phrase_key(&piece(mention.start, mention.end)).split(' ') {
                self.0.entry(word.to_owned()).or_default().inside += 1;
            }
            at = mention.end;
        }
        self.count_outside(&piece(at, chars.len()));
    }

    fn count_outside(&mut self, text: &str) {
        for word in phrase_key(text).split(' ').filter(|word| word.chars().count() > 1) {
            self.0.entry(word.to_owned()).or_default().outside += 1;
        }
    }

    fn count_unmarked(&mut self, text: &str, names: &HashSet<String>) {
        for word in phrase_key(text).split(' ').filter(|word| word.chars().count() > 1) {
            let rest = word.strip_prefix(['و', 'ف']).unwrap_or(word);
            let bare = rest.strip_prefix(['ب', 'ل', 'ك']).unwrap_or(rest);
            let name = [word, rest, bare].into_iter().any(|word| names.contains(word));
            let uses = self.0.entry(word.to_owned()).or_default();
            if !name && uses.inside == 0 {
                uses.outside += 1;
            }
        }
    }

    fn common(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(|(_, uses)| uses.outside > 0 && uses.outside * 4 >= uses.inside)
            .map(|(word, _)| word.as_str())
            .filter(|word| word.chars().all(|c| ('ء'..='ي').contains(&c)))
    }

    pub(crate) fn insert_into(&self, builder: &mut Builder) {
        for word in self.common() {
            builder.insert(word, Facts::default().common(), None);
        }
    }
}

/// Model of foreign spelling: foreign names against common words.
pub(crate) fn letters(words: &Vocabulary, names: &[String]) -> Vec<u8> {
    let mut trainer = LettersTrainer::default();
    words.common().for_each(|word| trainer.add_word(word));
    names.iter().for_each(|name| trainer.add_name(name));
    trainer.train()
}
