//! Cases of `cases.toml`, the probes of `../shared`, and properties of every option.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use unicode_normalization::UnicodeNormalization;
use warraq_normalize::{Normalizer, Options, Profile};
use warraq_text::{OffsetCursor, OffsetUnit, Span, View};

/// Options by name with spaces between them, or `profile=NAME`.
fn normalizer(with: &str) -> Normalizer {
    if let Some(profile) = with.strip_prefix("profile=") {
        return profile.parse::<Profile>().expect("a profile").into();
    }
    let mut options = Options::default();
    with.split_whitespace().for_each(|name| options.set(name).expect("an option"));
    Normalizer::new(options)
}

#[track_caller]
fn check(with: &str, source: &str, expected: &str) {
    let view = normalizer(with).normalize(source).text;
    assert_eq!(view, expected, "{with} of {source:?}");
}

#[test]
fn cases() {
    #[derive(serde::Deserialize)]
    struct Suite {
        case: Vec<Case>,
    }
    #[derive(serde::Deserialize)]
    struct Case {
        with: String,
        source: String,
        view: String,
    }
    let suite: Suite = toml::from_str(include_str!("cases.toml")).unwrap();
    for case in suite.case {
        check(&case.with, &case.source, &case.view);
    }
}

/// Reads `../shared/cases/probes.jsonl`; skipped where it is absent.
#[test]
fn probes() {
    #[derive(serde::Deserialize)]
    struct Probe {
        operation: String,
        input: String,
        expected: serde_json::Value,
        also_ok: Vec<serde_json::Value>,
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/cases/probes.jsonl");
    let Ok(text) = std::fs::read_to_string(path) else {
        assert!(std::env::var_os("CI").is_none(), "{path} is absent");
        return;
    };
    for line in text.lines() {
        let probe: Probe = serde_json::from_str(line).unwrap();
        let with = match probe.operation.as_str() {
            "nfc" => "nfc",
            "presentation" => "presentation-forms",
            "dediac" => "diacritics",
            "tatweel" => "tatweel",
            "alef" => "alef",
            "letters" => "look-alikes",
            "invisible" => "invisibles",
            "digits" => "digits separators",
            "elongation" => "elongation",
            "search" => "profile=search",
            _ => continue,
        };
        let view = serde_json::Value::String(normalizer(with).normalize(&probe.input).text);
        assert!(
            view == probe.expected || probe.also_ok.contains(&view),
            "{with} of {:?} is {view:?}, expected {:?}",
            probe.input,
            probe.expected
        );
    }
}

/// Texts in which every class meets its neighbours.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(vec![
            "ا", "أ", "إ", "آ", "ٱ", "ل", "ي", "ى", "ی", "و", "ؤ", "ئ", "ه", "ة", "ہ", "ۃ", "ت", "ک", "ـ", "ﻻ", "ﷲ", "ﷺ", "ﺍ",
            "\u{064B}", "\u{064E}", "\u{0650}", "\u{0651}", "\u{0653}", "\u{0654}", "\u{0655}", "\u{0670}", "\u{06E5}",
            "\u{FE7C}", "\u{FC60}", "\u{200C}", "\u{200D}", "\u{200F}", "\u{FEFF}", "\u{00A0}", "😀", "١", "۲", "3", "٫", "٪", "،",
            "…", "«", " ", "\n", "a", "e\u{0301}", "é", "www.", "http://", "بببب", "ء", "ب", "ﺏ", "ﷻ", "﷽", "﷼", "½", "\u{06D6}", "\u{08F0}", "\u{0656}", "\u{061C}",
            "ە\u{0654}", "ۀ", "ے", "ٲ", "ﹰ", "ﹱ", "\u{FEF9}", "\u{0344}", "각", "\u{11A8}", "ａ", "\u{1F468}", "\u{FE0F}",
        ])
        .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Every option but `by-character`, which is not made for canonical equivalence, alone and together.
fn any_options() -> impl Strategy<Value = String> {
    let names: Vec<_> = Options::names().filter(|name| name != "by-character").collect();
    let profiles = vec!["profile=none", "profile=light", "profile=search"];
    prop_oneof![
        1 => prop::sample::select(profiles).prop_map(str::to_owned),
        2 => prop::sample::select(names.clone()),
        3 => prop::sample::subsequence(names, 2..=6).prop_map(|names| names.join(" ")),
    ]
}

/// Few letters with many marks, of every canonical combining class and of none.
fn marks() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select("\u{064B}\u{064E}\u{0650}\u{0651}\u{0652}\u{0670}\u{06E5}\u{06E6}\u{0653}\u{0654}\u{0655}".chars().collect::<Vec<_>>()),
        3 => prop::sample::select("\u{0610}\u{061A}\u{06D6}\u{06DF}\u{06E7}\u{06EA}\u{06ED}\u{0656}\u{065F}\u{0897}\u{08D3}\u{08F0}\u{0301}\u{0323}\u{0345}\u{034F}\u{1161}\u{0DDF}\u{0DD9}".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("\u{FC60}\u{FE7C}\u{FE70}\u{FCF2}\u{FE71}\u{200C}\u{200D}\u{200F}\u{061C}ـ".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("اأويبىۀەeﻻ \u{AC00}".chars().collect::<Vec<_>>()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(String::from_iter)
}

/// Marks of some classes left out of some letters, with one or two other options.
fn mark_options() -> impl Strategy<Value = String> {
    let classes =
        Options::names().filter_map(|name| Some(name.strip_prefix("diacritics=")?.to_owned()));
    let classes = prop::sample::subsequence(classes.collect::<Vec<_>>(), 1..=4);
    let places = prop::sample::select(vec!["all", "last", "inner"]);
    let others: Vec<_> = Options::names()
        .filter(|name| {
            !["by-character", "diacritics", "marks-of"]
                .contains(&name.split('=').next().unwrap_or(name))
        })
        .collect();
    (classes, places, prop::sample::subsequence(others, 0..=2)).prop_map(
        |(classes, place, others)| {
            format!("diacritics={} marks-of={place} {}", classes.join("+"), others.join(" "))
        },
    )
}

fn case_count() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2000)
}

fn seed() -> RngSeed {
    let seed = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok());
    RngSeed::Fixed(seed.unwrap_or(1))
}

proptest! {
    // The same texts each time; PROPTEST_CASES and PROPTEST_RNG_SEED look further.
    #![proptest_config(ProptestConfig {
        cases: case_count(),
        failure_persistence: None,
        rng_seed: seed(),
        ..ProptestConfig::default()
    })]

    #[test]
    fn normalizing_twice_is_normalizing_once(with in any_options(), text in texts()) {
        let normalizer = normalizer(&with);
        let once = normalizer.normalize(&text).text;
        prop_assert_eq!(&normalizer.normalize(&once).text, &once, "{} of {:?}", with, text);
    }

    #[test]
    fn canonically_equal_texts_have_equal_views(with in any_options(), text in texts()) {
        let normalizer = normalizer(&with);
        let view = |text: String| normalizer.normalize(&text).text.nfc().collect::<String>();
        prop_assert_eq!(view(text.nfc().collect()), view(text.nfd().collect()), "{} of {:?}", with, text);
    }

    #[test]
    fn marks_that_go_leave_their_neighbours_in_order(with in mark_options(), text in marks()) {
        let normalizer = normalizer(&with);
        let view = |text: &str| normalizer.normalize(text).text;
        let once = view(&text);
        prop_assert_eq!(&view(&once), &once, "{} of {:?}", with, text);
        let forms = [text.nfc().collect::<String>(), text.nfd().collect()];
        let forms = forms.map(|form| view(&form).nfc().collect::<String>());
        prop_assert_eq!(&forms[0], &forms[1], "{} of {:?}", with, text);
    }

    #[test]
    fn the_alignment_covers_the_source_in_order(with in any_options(), text in texts()) {
        let view = normalizer(&with).normalize(&text);
        let mut last = Span::default();
        for (at, c) in view.text.char_indices() {
            let start = at as u32;
            let source = view.alignment.to_source(Span::new(start, start + c.len_utf8() as u32));
            prop_assert!(source.start >= last.start && source.end >= last.end, "{:?} at {}", text, at);
            prop_assert!(text.get(source.start as usize..source.end as usize).is_some());
            let back = view.alignment.to_view(source);
            prop_assert!(back.start <= start && back.end >= start + c.len_utf8() as u32);
            last = source;
        }
        let whole = view.alignment.to_view(Span::new(0, text.len() as u32));
        prop_assert_eq!(whole, Span::new(0, view.text.len() as u32));
    }

    #[test]
    fn the_edits_rebuild_the_view(with in any_options(), text in texts()) {
        let view = normalizer(&with).normalize(&text);
        let (mut written, mut read) = (String::new(), 0);
        for edit in view.edits(&text) {
            written.push_str(&text[read..edit.source.start as usize]);
            prop_assert_eq!(written.len(), edit.view.start as usize);
            written.push_str(view.slice(edit.view));
            prop_assert!(view.slice(edit.view) != edit.source.of(&text) || edit.source.is_empty());
            read = edit.source.end as usize;
        }
        written.push_str(&text[read..]);
        prop_assert_eq!(written, view.text, "{} of {:?}", with, text);
    }

    #[test]
    fn places_are_the_same_in_every_unit(with in any_options(), text in texts()) {
        let view = normalizer(&with).normalize(&text);
        for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
            let places = view.places(&text, unit);
            let mut source = OffsetCursor::new(&text, unit);
            let mut start = 0;
            for (at, c) in view.text.char_indices() {
                let end = start + unit.len(c.encode_utf8(&mut [0; 4]));
                let bytes = Span::new(at as u32, (at + c.len_utf8()) as u32);
                let expected = view.alignment.to_source(bytes);
                let expected = Span::new(source.seek(expected.start), source.seek(expected.end));
                let found = places.to_source(Span::new(start, end));
                prop_assert_eq!(found, expected, "{:?} of {:?}", unit, text);
                let back = places.to_view(found);
                prop_assert!(back.start <= start && back.end >= end);
                start = end;
            }
        }
    }

    #[test]
    fn text_alone_is_the_text_of_the_view(with in any_options(), text in texts()) {
        let normalizer = normalizer(&with);
        let mut alone = "before".to_owned();
        normalizer.normalize_text_into(&text, &mut alone);
        prop_assert_eq!(alone, normalizer.normalize(&text).text);
    }

    #[test]
    fn bytes_are_read_as_their_text(with in any_options(), text in texts()) {
        let normalizer = normalizer(&with);
        let (mut view, mut alone) = (View::default(), "before".to_owned());
        let source = normalizer.normalize_bytes_into(text.as_bytes(), &mut view);
        prop_assert_eq!(source, Ok(text.as_str()));
        prop_assert_eq!(&view, &normalizer.normalize(&text));
        prop_assert_eq!(normalizer.normalize_bytes_text_into(text.as_bytes(), &mut alone), Ok(text.as_str()));
        prop_assert_eq!(alone, view.text);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused(with in any_options(), text in texts(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let normalizer = normalizer(&with);
        let mut bytes = text.into_bytes();
        bytes.insert(at.index(bytes.len() + 1), byte);
        let (mut view, mut alone) = (View::default(), String::new());
        let expected = std::str::from_utf8(&bytes);
        prop_assert_eq!(normalizer.normalize_bytes_into(&bytes, &mut view), expected);
        prop_assert_eq!(normalizer.normalize_bytes_text_into(&bytes, &mut alone), expected);
        if expected.is_err() {
            prop_assert_eq!((view, alone), (View::default(), String::new()));
        }
    }

    #[test]
    fn kept_characters_map_to_themselves(text in texts()) {
        let view = normalizer("tatweel diacritics invisibles").normalize(&text);
        for (at, c) in view.text.char_indices() {
            let source = view.alignment.to_source(Span::new(at as u32, (at + c.len_utf8()) as u32));
            // A letter composed from two characters stands for these.
            let base = c.to_string().nfd().next();
            prop_assert!(source.of(&text).nfd().any(|s| Some(s) == base), "{:?}", text);
        }
    }

    #[test]
    fn what_no_option_names_stays(text in "[a-z0-9 .\n]{0,40}") {
        prop_assert_eq!(normalizer("profile=search").normalize(&text).text, text);
    }
}

#[test]
fn long_runs_take_linear_time() {
    for piece in [
        "ـ",
        "\u{064B}",
        "\u{0654}\u{0655}",
        "\u{064B}\u{0651}\u{0654}\u{06D6}\u{0670}",
        "ﻻ",
        "\0",
        "ا\u{0654}\u{064E}",
        "يي",
        "\u{200C}",
        "\u{200D}",
        "\u{064E}\u{200C}",
        "ءا",
        "://",
        "www.",
        "ببببww",
    ] {
        let source = format!("ا{}", piece.repeat(200_000));
        let options = Options::names().chain(Profile::ALL.map(|p| format!("profile={p}")));
        for with in options {
            let normalizer = normalizer(&with);
            assert!(normalizer.normalize(&source).text.len() <= 2 * source.len());
            let mut text = String::new();
            let read = normalizer.normalize_bytes_text_into(source.as_bytes(), &mut text);
            assert_eq!(read, Ok(source.as_str()));
        }
    }
}
