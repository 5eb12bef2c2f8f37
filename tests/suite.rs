//! The cases of `tests/data/*.toml`. A case is a text and what is found in it; columns that a case does
//! not name are not looked at. Adding a case takes no Rust.
//!
//! ```toml
//! [[case]]
//! text = "دفعت نتفليكس 5 ملايين دولار."
//! sentences = ["دفعت نتفليكس 5 ملايين دولار."]
//! tokens = "دفعت | نتفليكس | 5 | ملايين | دولار | ."
//! quantities = ["5 ملايين دولار = money 5000000 USD"]
//! entities = ["نتفليكس = ORG Netflix"]
//! links = ["بوب إيغر = إيغر"]
//! ```

use std::fs;
use std::path::Path;

use serde::Deserialize;
use warraq_batch::{Analysis, Analyzer};
use warraq_text::Span;

#[derive(Deserialize)]
struct Suite {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    sentences: Option<Vec<String>>,
    tokens: Option<String>,
    /// Words with clitics, their parts separated by `+`.
    clitics: Option<Vec<String>>,
    /// Words that are not their own stem, and it.
    stems: Option<Vec<String>>,
    quantities: Option<Vec<String>>,
    entities: Option<Vec<String>>,
    /// Surfaces of mentions that name the same, first mentions first.
    links: Option<Vec<String>>,
}

/// What was found, in the words of the suites.
struct Found<'f> {
    text: &'f str,
    analysis: &'f Analysis,
}

impl Found<'_> {
    fn surface(&self, span: Span) -> &str {
        self.analysis.view.alignment.source_text(span, self.text)
    }

    fn sentences(&self) -> Vec<String> {
        self.analysis.sentences.iter().map(|&span| self.surface(span).to_owned()).collect()
    }

    fn tokens(&self) -> String {
        let surfaces: Vec<_> =
            self.analysis.tokens.iter().map(|token| self.surface(token.span)).collect();
        surfaces.join(" | ")
    }

    fn clitics(&self) -> Vec<String> {
        let words = (0..self.analysis.tokens.len()).filter_map(|i| self.analysis.words.get(i));
        let parts = words.map(|word| word.clitics().map(|c| self.surface(c.span)).collect());
        parts.filter(|parts: &Vec<_>| !parts.is_empty()).map(|parts| parts.join("+")).collect()
    }

    fn stems(&self) -> Vec<String> {
        let tokens = self.analysis.tokens.iter().enumerate();
        let rows = tokens.filter_map(|(index, token)| {
            let stem = self.analysis.words.get(index)?.stem()?;
            let surface = self.surface(token.span);
            (stem != surface).then(|| format!("{surface} = {stem}"))
        });
        rows.collect()
    }

    fn quantities(&self) -> Vec<String> {
        let row = |q: &warraq_quantities::Quantity| format!("{} = {q}", self.surface(q.span));
        self.analysis.quantities.iter().map(row).collect()
    }

    fn entities(&self) -> Vec<String> {
        let row = |e: &warraq_entities::Entity| {
            let latin = e.latin.as_deref().map_or_else(String::new, |latin| format!(" {latin}"));
            format!("{} = {}{latin}", self.surface(e.span), e.kind.name())
        };
        self.analysis.entities.iter().map(row).collect()
    }

    fn links(&self) -> Vec<String> {
        let entities = &self.analysis.entities;
        let mut links: Vec<u32> = entities.iter().map(|e| e.link).collect();
        links.sort_unstable();
        links.dedup();
        let mentions = |link: &u32| {
            let same = entities.iter().filter(|e| e.link == *link);
            same.map(|e| self.surface(e.span)).collect::<Vec<_>>()
        };
        let mut things: Vec<_> = links.iter().map(mentions).filter(|m| m.len() > 1).collect();
        things.sort_by_key(|mentions| mentions[0].as_ptr());
        things.iter().map(|mentions| mentions.join(" = ")).collect()
    }
}

fn check<T: PartialEq + std::fmt::Debug>(
    wrong: &mut Vec<String>,
    text: &str,
    expected: Option<&T>,
    found: &T,
) {
    if let Some(expected) = expected.filter(|expected| *expected != found) {
        wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
    }
}

#[test]
fn suites() {
    let analyzer = Analyzer::default();
    let mut wrong = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for file in fs::read_dir(folder).expect("tests/data is there") {
        let path = file.expect("a file of tests/data").path();
        let toml = fs::read_to_string(&path).expect("a suite is text");
        let suite: Suite =
            toml::from_str(&toml).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for case in &suite.case {
            let analysis = analyzer.analyze(&case.text);
            let found = Found { text: &case.text, analysis: &analysis };
            let wrong = &mut wrong;
            check(wrong, &case.text, case.sentences.as_ref(), &found.sentences());
            check(wrong, &case.text, case.tokens.as_ref(), &found.tokens());
            check(wrong, &case.text, case.clitics.as_ref(), &found.clitics());
            check(wrong, &case.text, case.stems.as_ref(), &found.stems());
            check(wrong, &case.text, case.quantities.as_ref(), &found.quantities());
            check(wrong, &case.text, case.entities.as_ref(), &found.entities());
            check(wrong, &case.text, case.links.as_ref(), &found.links());
        }
    }
    assert!(wrong.is_empty(), "{} cases are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
