//! Documents whose names are known.

use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use warraq_entities::EntityKind::{self, Event, Location, Organisation, Person, Product, Work};

/// A document whose names are known.
#[derive(Debug)]
pub(crate) struct Gold {
    pub(crate) text: String,
    pub(crate) names: Vec<GoldName>,
    /// Bytes of the words, where the annotation is one of words; it has no marks for clitics.
    pub(crate) words: Option<Vec<Range<usize>>>,
}

/// A name that is known.
#[derive(Debug)]
pub(crate) struct GoldName {
    /// Bytes in the text.
    pub(crate) place: Range<usize>,
    /// The kinds it may have.
    pub(crate) kinds: Vec<EntityKind>,
    /// Whether it may as well be no name by our conventions.
    pub(crate) or_none: bool,
}

/// Sentences of a file of words that are read as one document: neighbours are mostly from one text.
const SENTENCES: usize = 10;

/// Reads a file of documents (`.jsonl`, with offsets in code points) or of words with labels, a word
/// a line and an empty line after each sentence.
pub(crate) fn read(path: &Path) -> Result<Vec<Gold>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let is_lines = path.extension().is_some_and(|extension| extension == "jsonl");
    if !is_lines {
        return Ok(labelled_words(&text));
    }
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    lines
        .map(|(line, number)| {
            let document: Document = serde_json::from_str(line)
                .with_context(|| format!("{}, line {number}", path.display()))?;
            Ok(document.into())
        })
        .collect()
}

/// Whether the documents of the file stand apart, so that any of them may be held out.
pub(crate) fn are_apart(documents: &[Gold]) -> bool {
    documents.iter().all(|document| document.words.is_none())
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
    #[serde(rename = "type")]
    kind: String,
}

impl From<Document> for Gold {
    fn from(document: Document) -> Self {
        let starts: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
        let byte = |at: usize| starts.get(at).copied().unwrap_or(document.text.len());
        let names = document.entities.iter().filter_map(|mention| {
            let kind = EntityKind::ALL.into_iter().find(|kind| kind.name() == mention.kind)?;
            let place = byte(mention.start)..byte(mention.end);
            Some(GoldName { place, kinds: vec![kind], or_none: false })
        });
        Self { names: names.collect(), text: document.text, words: None }
    }
}

fn labelled_words(text: &str) -> Vec<Gold> {
    let sentences: Vec<&str> =
        text.split("\n\n").filter(|sentence| !sentence.trim().is_empty()).collect();
    sentences.chunks(SENTENCES).map(document).collect()
}

fn document(sentences: &[&str]) -> Gold {
    let (mut text, mut names, mut words) = (String::new(), Vec::<GoldName>::new(), Vec::new());
    for sentence in sentences {
        let mut before = "";
        for line in sentence.lines() {
            let Some((word, label)) = line.rsplit_once(['\t', ' ']) else { continue };
            let start = text.len();
            text.push_str(word.trim_end());
            words.push(start..text.len());
            let kind = label.split_once('-').map_or("", |(_, kind)| kind);
            let goes_on = label.starts_with("I-") && kind == before;
            match (goes_on, names.last_mut(), of_label(kind)) {
                (true, Some(name), Some(_)) => name.place.end = text.len(),
                (_, _, Some((kinds, or_none))) => names.push(GoldName {
                    place: start..text.len(),
                    kinds: kinds.to_vec(),
                    or_none,
                }),
                _ => {}
            }
            before = kind;
            text.push(' ');
        }
        text.push('\n');
    }
    Gold { text, names, words: Some(words) }
}

/// The kinds that a label of another corpus may stand for, and whether what it marks may be no name
/// by our conventions. `None`: what it marks is no name.
///
/// PER and PERS, ORG and LOC are ours. Wojood parts places in states and towns (GPE), others (LOC)
/// and buildings (FAC); its sites on the web are networks or companies. ANERcorp and AQMAR call
/// MISC what is a work, a product or an event, and also languages, peoples, ideas. All else
/// (peoples, trades, languages, laws, dates, numbers) we do not mark.
fn of_label(label: &str) -> Option<(&'static [EntityKind], bool)> {
    Some(match label {
        "PER" | "PERS" => (&[Person], false),
        "ORG" => (&[Organisation], false),
        "LOC" | "GPE" | "FAC" => (&[Location], false),
        "EVENT" => (&[Event], true),
        "PRODUCT" => (&[Product], true),
        "WEBSITE" => (&[Product, Organisation], true),
        "MISC" => (&[Work, Product, Event], true),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_labels() {
        let documents = labelled_words("زار\tO\nسامي\tB-PERS\nالنجار\tI-PERS\nلندن\tB-GPE\n\n");
        let [gold] = documents.as_slice() else { panic!("one document") };
        let names: Vec<_> =
            gold.names.iter().map(|name| (&gold.text[name.place.clone()], name.kinds[0])).collect();
        assert_eq!(names, [("سامي النجار", Person), ("لندن", Location)]);
        assert_eq!(gold.words.as_ref().map(Vec::len), Some(4));
    }
}
