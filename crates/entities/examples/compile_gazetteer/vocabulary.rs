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
pub(crate) struct Vocabulary {
    uses: BTreeMap<String, Uses>,
    /// Words chosen by hand, and names that are no words.
    listed: HashSet<&'static str>,
    sure: HashSet<&'static str>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            uses: BTreeMap::new(),
            listed: include_str!("../../data/common_words.tsv").lines().collect(),
            sure: include_str!("../../data/sure_names.tsv").lines().collect(),
        }
    }
}

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
/// begins with a proclitic before one do not count; nor do the documents `leave_out`, (K, N), each
/// Nth from the Kth.
pub(crate) fn count(
    texts: &Path,
    data: &Path,
    names: &HashSet<String>,
    leave_out: Option<(usize, usize)>,
) -> Result<Vocabulary> {
    let mut words = Vocabulary::default();
    let path = texts.join("annotated/docs.jsonl");
    let documents = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    for (at, line) in documents.lines().enumerate() {
        if leave_out.is_none_or(|(fold, of)| at % of != fold) {
            words.count_document(&serde_json::from_str(line)?);
        }
    }
    for row in read_rows(&texts.join("segmented/sentences.tsv"))?.iter().skip(1) {
        // Writers s3 collected foreign names.
        if let [id, sentence, ..] = row.as_slice()
            && !id.starts_with("s3")
        {
            words.count_unmarked(sentence, names);
        }
    }
    for row in read_rows(&data.join("stopwords_iso_ar.txt"))?.iter().flatten() {
        words.count_unmarked(row, names);
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
                self.uses.entry(word.to_owned()).or_default().inside += 1;
            }
            at = mention.end;
        }
        self.count_outside(&piece(at, chars.len()));
    }

    fn count_outside(&mut self, text: &str) {
        for word in phrase_key(text).split(' ').filter(|word| word.chars().count() > 1) {
            self.uses.entry(word.to_owned()).or_default().outside += 1;
        }
    }

    fn count_unmarked(&mut self, text: &str, names: &HashSet<String>) {
        for word in phrase_key(text).split(' ').filter(|word| word.chars().count() > 1) {
            let rest = word.strip_prefix(['و', 'ف']).unwrap_or(word);
            let bare = rest.strip_prefix(['ب', 'ل', 'ك']).unwrap_or(rest);
            let name = [word, rest, bare].into_iter().any(|word| names.contains(word));
            let uses = self.uses.entry(word.to_owned()).or_default();
            if !name && uses.inside == 0 {
                uses.outside += 1;
            }
        }
    }

    fn common(&self) -> impl Iterator<Item = &str> {
        self.uses
            .iter()
            .filter(|(_, uses)| uses.outside > 0 && uses.outside * 4 >= uses.inside)
            .map(|(word, _)| word.as_str())
            .filter(|word| !self.sure.contains(word))
            .filter(|word| word.chars().all(|c| ('ء'..='ي').contains(&c)))
    }

    /// Whether the word, or a form of it with or without an affix, is common.
    pub(crate) fn knows(&self, word: &str) -> bool {
        if self.sure.contains(word) {
            return false;
        }
        if self.listed.contains(word) {
            return true;
        }
        let bare = word.strip_prefix("ال").unwrap_or(word);
        let stem = bare.strip_suffix(['ه', 'ا', 'ي']).unwrap_or(bare);
        let common = |form: &str| {
            self.uses.get(form).is_some_and(|uses| uses.outside > 0 && uses.inside == 0)
        };
        let short = bare.chars().count() < 3;
        PREFIXES.iter().any(|prefix| {
            common(&format!("{prefix}{word}"))
                || !short && common(&format!("{prefix}ال{bare}"))
                || !short && common(&format!("{prefix}{bare}"))
        }) || !short
            && SUFFIXES.iter().any(|suffix| {
                common(&format!("{stem}{suffix}")) || common(&format!("ال{stem}{suffix}"))
            })
    }

    pub(crate) fn insert_into(&self, builder: &mut Builder) {
        for word in self.common() {
            builder.insert(word, Facts::default().common(), None);
        }
    }
}

/// Proclitics with which a common word may be met.
const PREFIXES: [&str; 7] = ["", "و", "ب", "ل", "وب", "ول", "ف"];

/// Endings with which a common word may be met.
const SUFFIXES: [&str; 8] = ["ه", "ات", "ها", "هم", "ته", "تها", "ا", "ين"];

/// Model of foreign spelling: foreign names against common words.
pub(crate) fn letters(words: &Vocabulary, names: &[String]) -> Vec<u8> {
    let mut trainer = LettersTrainer::default();
    words.common().for_each(|word| trainer.add_word(word));
    names.iter().for_each(|name| trainer.add_name(name));
    trainer.train()
}
