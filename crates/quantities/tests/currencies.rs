//! Every currency of the table is read by its name and by its code.

use std::path::Path;

use warraq_normalize::Normalizer;
use warraq_quantities::{Parser, Quantity};

const CURRENCIES: &str = include_str!("../data/currencies.tsv");

fn find(source: &str) -> Vec<Quantity> {
    let view = Normalizer::light().normalize(source);
    let (mut tokens, mut found) = (Vec::new(), Vec::new());
    warraq_tokenize::words_into(&view.text, &mut tokens);
    Parser::new().find_into(&view, &tokens, &mut found);
    found
}

/// What is wrong with the reading of an amount of a hundred, if something is.
fn mistake(source: &str, code: &str) -> Option<String> {
    let found = find(source);
    let codes: Vec<String> = found.iter().filter_map(|q| Some(q.currency?.to_string())).collect();
    (codes != [code]).then(|| format!("{source}: {code}, found {codes:?}"))
}

#[test]
fn names_and_codes() {
    let rows = CURRENCIES.lines().filter(|line| !line.starts_with(['#', 'c'])).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        (cells[0], cells[1], cells[2])
    });
    let mut mistakes = Vec::new();
    for (code, noun, qualifiers) in rows {
        let names =
            qualifiers.split_whitespace().map(|q| format!("{noun} {}", q.replace('_', " ")));
        let amounts = names.map(|name| format!("دفع 100 {name} نقداً"));
        let by_code = [format!("دفع 100 {code}"), format!("دفع {code} 100")];
        mistakes.extend(amounts.chain(by_code).filter_map(|source| mistake(&source, code)));
    }
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}

/// The names in CLDR of the currencies in use, which stand beside the project (with `CI=true` in the
/// environment they must). A few are names nobody writes.
#[test]
fn names_of_cldr() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/facts/cldr/cldr_ar_currencies.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        let must_exist = std::env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(!must_exist, "the names are absent");
        return;
    };
    let names: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let codes = CURRENCIES.lines().filter_map(|line| line.split_once('\t')).map(|(code, _)| code);
    let (mut all, mut mistakes) = (0, Vec::new());
    for code in codes.filter(|code| code.len() == 3) {
        let forms = names["currencies"][code]["forms"].as_object();
        for name in forms.into_iter().flatten().filter_map(|(_, name)| name.as_str()) {
            all += 1;
            mistakes.extend(mistake(&format!("دفع 100 {name} نقداً"), code));
        }
    }
    assert!(all > 300, "{all} names");
    let percent = 100 * (all - mistakes.len()) / all;
    assert!(percent >= 97, "{percent} % of {all}: {mistakes:#?}");
}
