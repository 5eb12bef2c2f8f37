//! A corpus made of the annotated documents: their sentences shuffled, their names and numbers
//! replaced, always the same for the same size.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

/// Documents of `bytes` in all.
pub(super) fn documents(bytes: usize) -> Vec<String> {
    let path = super::root().join("corpora/annotated/docs.jsonl");
    let lines = fs::read_to_string(path).expect("corpora/annotated is part of the repository");
    let annotated: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let sentences: Vec<Sentence> = annotated.iter().flat_map(Sentence::all).collect();
    let names = names(&sentences);
    let mut random = Random(1);
    let mut documents = Vec::new();
    let mut made = 0;
    while made < bytes {
        let mut document = String::new();
        for _ in 0..8 + random.below(24) {
            let sentence = &sentences[random.below(sentences.len())];
            sentence.write(&names, &mut random, &mut document);
            document.push(if random.below(4) == 0 { '\n' } else { ' ' });
        }
        made += document.len();
        documents.push(document);
    }
    documents
}

/// A sentence in pieces.
struct Sentence {
    pieces: Vec<Piece>,
}

enum Piece {
    Text(String),
    /// A name of this type in Arabic script.
    Name(String, String),
    /// A quantity.
    Quantity(String),
}

impl Sentence {
    fn all(document: &Value) -> Vec<Self> {
        let text: Vec<char> = document["text"].as_str().expect("text").chars().collect();
        let mut marks: Vec<(usize, usize, Option<&str>)> = Vec::new();
        for entity in document["entities"].as_array().expect("entities") {
            if entity["script"] == "arabic" {
                marks.push((
                    offset(&entity["start"]),
                    offset(&entity["end"]),
                    entity["type"].as_str(),
                ));
            }
        }
        for quantity in document["quantities"].as_array().expect("quantities") {
            marks.push((offset(&quantity["start"]), offset(&quantity["end"]), None));
        }
        marks.sort_unstable();
        let sentences = document["sentences"].as_array().expect("sentences");
        sentences.iter().map(|s| Self::new(&text, &marks, offset(&s[0]), offset(&s[1]))).collect()
    }

    fn new(
        text: &[char],
        marks: &[(usize, usize, Option<&str>)],
        start: usize,
        end: usize,
    ) -> Self {
        let slice = |from: usize, to: usize| text[from..to].iter().collect::<String>();
        let mut pieces = Vec::new();
        let mut at = start;
        for &(from, to, kind) in marks.iter().filter(|mark| mark.0 >= start && mark.1 <= end) {
            pieces.push(Piece::Text(slice(at, from)));
            pieces.push(match kind {
                Some(kind) => Piece::Name(kind.to_owned(), slice(from, to)),
                None => Piece::Quantity(slice(from, to)),
            });
            at = to;
        }
        pieces.push(Piece::Text(slice(at, end)));
        Self { pieces }
    }

    fn write(&self, names: &BTreeMap<&str, Vec<&str>>, random: &mut Random, out: &mut String) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Name(kind, _) => {
                    let names = &names[kind.as_str()];
                    out.push_str(names[random.below(names.len())]);
                }
                Piece::Quantity(text) => out.extend(text.chars().map(|c| match c {
                    // A leading digit stays one, so that the number keeps its length.
                    '1'..='9' => char::from(b'1' + random.below(9) as u8),
                    _ => c,
                })),
            }
        }
    }
}

fn names(sentences: &[Sentence]) -> BTreeMap<&str, Vec<&str>> {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for piece in sentences.iter().flat_map(|sentence| &sentence.pieces) {
        if let Piece::Name(kind, name) = piece {
            names.entry(kind).or_default().push(name);
        }
    }
    names
}

fn offset(value: &Value) -> usize {
    value.as_u64().and_then(|n| usize::try_from(n).ok()).expect("an offset")
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}
