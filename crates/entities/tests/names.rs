//! The cases of `names.toml`.

use serde::Deserialize;
use warraq_entities::{Entity, Recognizer};
use warraq_normalize::Normalizer;
use warraq_text::View;

#[derive(Deserialize)]
struct Suite {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    marked: String,
    /// Pairs of names, counted from 0, that are the same thing.
    #[serde(default)]
    links: Vec<[usize; 2]>,
}

#[test]
fn cases() {
    let suite: Suite = toml::from_str(include_str!("names.toml")).unwrap();
    let recognizer = Recognizer::new();
    for case in &suite.case {
        check(&recognizer, case);
    }
}

#[track_caller]
fn check(recognizer: &Recognizer, case: &Case) {
    let (text, wanted_latin) = unmark(&case.marked);
    let (view, found) = find(recognizer, &text);
    assert_eq!(mark(&view, &found, &wanted_latin), case.marked, "{}", case.name);
    for [a, b] in &case.links {
        assert_eq!(found[*a].link, found[*b].link, "{}: {a} and {b}", case.name);
    }
}

fn find(recognizer: &Recognizer, text: &str) -> (View, Vec<Entity>) {
    let view = Normalizer::light().normalize(text);
    let mut tokens = Vec::new();
    warraq_tokenize::words_into(&view.text, &mut tokens);
    let found = recognizer.find(&view, &tokens);
    (view, found)
}

/// The text without marks, and for each name whether its Latin name is part of the case.
fn unmark(marked: &str) -> (String, Vec<bool>) {
    let mut text = String::new();
    let mut latin = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('{') {
        let (header, after) = after.split_once('^').expect("a brace opens KIND^name}");
        let (name, after) = after.split_once('}').expect("a brace opens KIND^name}");
        text.push_str(before);
        text.push_str(name);
        latin.push(header.contains('='));
        rest = after;
    }
    text.push_str(rest);
    (text, latin)
}

fn mark(view: &View, found: &[Entity], latin: &[bool]) -> String {
    let mut marked = String::new();
    let mut end = 0;
    for (at, entity) in found.iter().enumerate() {
        let range = entity.span.into_range();
        marked.push_str(&view.text[end..range.start]);
        marked.push('{');
        marked.push_str(entity.kind.name());
        if let Some(name) = entity.latin.as_deref().filter(|_| latin.get(at) != Some(&false)) {
            marked.push('=');
            marked.push_str(name);
        }
        marked.push('^');
        marked.push_str(view.slice(entity.span));
        marked.push('}');
        end = range.end;
    }
    marked.push_str(&view.text[end..]);
    marked
}
