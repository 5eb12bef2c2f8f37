//! The cases in `*.toml`.

mod support;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use warraq_text::TokenKind;
use warraq_tokenize::{Scheme, Segmenter, Stemmer};

#[derive(Deserialize)]
struct Suite<Case> {
    case: Vec<Case>,
}

#[track_caller]
fn cases<Case: DeserializeOwned>(toml: &str) -> Vec<Case> {
    toml::from_str::<Suite<Case>>(toml).expect("well-formed").case
}

#[derive(Deserialize)]
struct Words {
    name: String,
    text: String,
    tokens: String,
}

#[test]
fn words() {
    for case in cases::<Words>(include_str!("words.toml")) {
        let tokens = support::words(&case.text).into_iter().map(|(surface, kind)| match kind {
            TokenKind::Word => surface.to_owned(),
            _ => format!("{surface}/{}", kind.name()),
        });
        assert_eq!(tokens.collect::<Vec<_>>().join(" "), case.tokens, "{}", case.name);
    }
}

#[derive(Deserialize)]
struct Sentences {
    name: String,
    text: String,
    sentences: Vec<String>,
}

#[test]
fn sentences() {
    for case in cases::<Sentences>(include_str!("sentences.toml")) {
        assert_eq!(support::sentences(&case.text), case.sentences, "{}", case.name);
    }
}

#[derive(Deserialize)]
struct Clitics {
    word: Option<String>,
    atb: String,
    alone: Option<String>,
    d1: Option<String>,
    d2: Option<String>,
    d3: Option<String>,
    d3_alone: Option<String>,
    full: Option<String>,
}

#[test]
#[cfg_attr(not(feature = "models"), ignore = "the small lexicon lacks some of the words")]
fn clitics() {
    let segmenter = Segmenter::default();
    for case in cases::<Clitics>(include_str!("clitics.toml")) {
        let word = case.word.unwrap_or_else(|| case.atb.replace('+', ""));
        let (atb, alone) = support::parts(&segmenter, &word, Scheme::Atb);
        assert_eq!(atb.join("+"), case.atb, "{word}");
        assert_eq!(alone.join("+"), case.alone.unwrap_or(case.atb), "{word} alone");
        let (d3, d3_alone) = support::parts(&segmenter, &word, Scheme::D3);
        assert_eq!(d3.join("+"), case.d3.unwrap_or(d3.join("+")), "{word} in D3");
        let expected = case.d3_alone.unwrap_or(d3_alone.join("+"));
        assert_eq!(d3_alone.join("+"), expected, "{word} alone in D3");
        let others = [(case.d1, Scheme::D1), (case.d2, Scheme::D2), (case.full, Scheme::Full)];
        for (expected, scheme) in others {
            let (parts, _) = support::parts(&segmenter, &word, scheme);
            assert_eq!(parts.join("+"), expected.unwrap_or(parts.join("+")), "{word} {scheme:?}");
        }
    }
}

#[derive(Deserialize)]
struct Stems {
    word: String,
    snowball: Option<String>,
    light10: String,
}

#[test]
fn stems() {
    for case in cases::<Stems>(include_str!("stems.toml")) {
        assert_eq!(Stemmer::Light10.stem(&case.word), case.light10, "light10");
        if let Some(snowball) = case.snowball {
            assert_eq!(Stemmer::Snowball.stem(&case.word), snowball, "Snowball");
        }
    }
}
