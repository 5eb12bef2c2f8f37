//! What holds for every text.

use proptest::prelude::*;
use warraq_batch::{Analysis, Analyzer, Document, Layout, Record};
use warraq_text::Span;

/// Pieces of news text, in any order, and any characters.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "بين ", "300", "٩٠٠", " و", "ألف", " مليون", " دولار", " سنوياً", "نتفليكس", "بوب إيغر", "Netflix", "شركة ",
            "صحيفة ", "د. ", "الخميس ", "27 ", "يوليو/تموز ", "2023", "%", "بـ", "الـ", "«", "»", "(", ")", "…", ".", "؟!", "\n",
            "\u{064B}", "\u{200F}", "ـ", "ﻻ", "@a", "#ا_ب", "https://a.b/c", "😀", "-", "/", ":", "1,234.5", "ثلاثة ", "وعشرون ",
            "نصف ", "الربع الثالث ", "الساعة ", "محمد بن سلمان", "بلومبرغ", "القاهرة",
        ])
        .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn rising(spans: impl IntoIterator<Item = Span>) -> bool {
    let mut end = 0;
    spans.into_iter().all(|span| {
        let rises = span.start >= end && span.start < span.end;
        end = span.end;
        rises
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn findings_are_sound(text in texts()) {
        let analysis = Analyzer::default().analyze(&text);
        let Analysis { view, tokens, sentences, quantities, entities, .. } = &analysis;
        prop_assert!(rising(tokens.iter().map(|token| token.span)));
        prop_assert!(rising(sentences.iter().copied()));
        let mut claims: Vec<Span> = quantities.iter().map(|q| q.span).collect();
        prop_assert!(rising(claims.clone()));
        claims.extend(entities.iter().map(|e| e.span));
        claims.sort();
        prop_assert!(rising(claims), "names and quantities overlap");
        for (index, token) in tokens.iter().enumerate() {
            prop_assert!(text.get(view.alignment.to_source(token.span).into_range()).is_some());
            let parts: Vec<_> = analysis.words.get(index).unwrap().clitics().collect();
            if !parts.is_empty() {
                let joined: String = parts.iter().map(|part| view.slice(part.span)).collect();
                prop_assert_eq!(joined, view.slice(token.span));
            }
        }
        // What stands between tokens is white space or control characters.
        let mut gaps = view.text.clone();
        for token in tokens.iter().rev() {
            gaps.replace_range(token.span.into_range(), "");
        }
        prop_assert!(gaps.chars().all(|c| c.is_whitespace() || c.is_control() || !c.is_alphanumeric()), "{:?}", gaps);
    }

    #[test]
    fn a_used_analysis_finds_the_same_as_a_new_one(texts in prop::collection::vec(texts(), 1..4)) {
        let analyzer = Analyzer::default();
        let mut used = Analysis::default();
        for text in &texts {
            analyzer.analyze_into(text, &mut used);
            let new = analyzer.analyze(text);
            let record = |analysis: &Analysis| {
                let document = Document::new("", text);
                serde_json::to_string(&Record::new(&document, analysis, Layout::default())).unwrap()
            };
            prop_assert_eq!(record(&used), record(&new));
        }
    }
}

#[test]
fn long_runs_take_linear_time() {
    let analyzer = Analyzer::default();
    let pieces = [
        "ـ",
        "\u{064B}",
        "ﻻ",
        "\0",
        "1",
        "1,",
        "1 ",
        "ثلاثة و",
        "ألف ",
        "ألف مليون ",
        "(",
        "«",
        "http://",
        "#",
        "@",
        "😀",
        "و",
        "ال",
        "a",
        "A ",
        "محمد ",
        "محمد بن ",
        "شركة ",
        "بين 1 و",
        "1/",
        "1-",
        "12:",
        "%",
        ". ",
        "؟",
        "\n",
        "يوليو/",
        "كانون الثاني ",
        "Netflix نتفليكس ",
        "نصف ",
        "إلا ",
        "الربع ",
        "دولار ",
        "ريال ",
    ];
    for piece in pieces {
        let text = piece.repeat(200_000 / piece.len());
        let analysis = analyzer.analyze(&text);
        assert!(analysis.view.text.len() <= 2 * text.len());
    }
}
