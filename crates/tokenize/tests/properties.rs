//! What holds for every text.

use proptest::prelude::*;
use std::fmt::Write;
use warraq_text::{Span, Token, TokenKind};
use warraq_tokenize::{
    Lexicon, Neighbours, Scheme, Segmenter, StemMemo, Stemmer, WordAnalyzer, WordMemo, compounds,
    sentences_into, words_into, wrapped_sentences_into,
};

/// Texts of letters, marks, digits and signs that meet in real text, and of anything else.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[ء-غف-ي]{1,9}",
        "[و-ي\u{064B}-\u{0652}\u{0640}]{1,6}",
        "[A-Za-z0-9.@:/#_&'+-]{1,12}",
        "[0-9٠-٩.,٫٬]{1,6}",
        "[ \n\r\u{00A0}\u{200C}-\u{200F}\u{2028}]{1,3}",
        "[.!؟…،؛«»“”\"()\\[\\]]{1,4}",
        Just("https://a.b/(c)".to_owned()),
        Just("😀👍🏽🇸🇦1️⃣👨‍👩‍👧".to_owned()),
        "\\PC{1,4}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

fn rise_and_cut_no_token(sentences: &[Span], tokens: &[Token]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for sentence in sentences {
        prop_assert!(end <= sentence.start && !sentence.is_empty());
        end = sentence.end;
    }
    for token in tokens {
        let cut = sentences.iter().any(|s| s.overlaps(token.span) && !s.contains(token.span));
        prop_assert!(!cut);
    }
    Ok(())
}

proptest! {
    #[test]
    fn tokens_rise_and_leave_out_only_what_is_invisible(text in texts()) {
        let mut tokens = Vec::new();
        words_into(&text, &mut tokens);
        let mut end = 0;
        for token in &tokens {
            prop_assert!(end <= token.span.start && !token.span.is_empty());
            let gap = Span::new(end, token.span.start).of(&text);
            prop_assert!(!gap.contains(char::is_alphanumeric), "left out {gap:?}");
            end = token.span.end;
        }
        let gap = &text[end as usize..];
        prop_assert!(!gap.contains(char::is_alphanumeric), "left out {gap:?}");
    }

    #[test]
    fn sentences_rise_and_cut_no_token(text in texts()) {
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        words_into(&text, &mut tokens);
        sentences_into(&text, &tokens, &mut sentences);
        rise_and_cut_no_token(&sentences, &tokens)?;
    }

    #[test]
    fn parts_rebuild_the_word(word in "[ء-غف-يٱ]{1,26}", scheme in 0..5_usize) {
        let scheme = [Scheme::D1, Scheme::D2, Scheme::Atb, Scheme::D3, Scheme::Full][scheme];
        let segmentation = Segmenter::default().segment(&word, &word, scheme);
        let parts: String = segmentation.parts().map(|part| part.span.of(&word)).collect();
        prop_assert_eq!(parts, word);
    }

    #[test]
    fn any_word_and_source_can_be_described(word in texts(), source in texts()) {
        let (analyzer, mut memo) = (WordAnalyzer::default(), WordMemo::default());
        let info = analyzer.describe(TokenKind::Word, &word, &source, Neighbours::default(), &mut memo);
        for part in info.parts() {
            prop_assert!(word.get(std::ops::Range::from(part.span)).is_some());
        }
    }

    #[test]
    fn snowball_is_that_of_rust_stemmers(word in "[ء-غف-ي]{1,20}|[ء-ي\u{064B}-\u{0652}]{1,20}") {
        let theirs = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::Arabic);
        prop_assert_eq!(Stemmer::Snowball.stem(&word), theirs.stem(&word));
    }

    #[test]
    fn a_memory_of_stems_changes_nothing(words in prop::collection::vec("[ا-ي]{1,3}|[ء-ي\u{064B}-\u{0652}A-Za-z]{1,40}", 1..60)) {
        for stemmer in [Stemmer::Snowball, Stemmer::Light10] {
            let mut stems = StemMemo::new(stemmer);
            for word in words.iter().chain(&words) {
                prop_assert_eq!(stems.stem(word), stemmer.stem(word));
            }
            let mut told = Vec::new();
            stems.for_each(words.iter().map(String::as_str), |word, stem| {
                told.push((word.to_owned(), stem.to_owned()));
            });
            let expected = words.iter().map(|word| (word.clone(), stemmer.stem(word).into_owned()));
            prop_assert_eq!(told, expected.collect::<Vec<_>>());
        }
    }

    #[test]
    fn wrapped_sentences_rise_and_cut_no_token(text in texts()) {
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        words_into(&text, &mut tokens);
        wrapped_sentences_into(&text, &tokens, &mut sentences);
        rise_and_cut_no_token(&sentences, &tokens)?;
    }

    #[test]
    fn compounds_rise(text in texts()) {
        let mut tokens = Vec::new();
        words_into(&text, &mut tokens);
        let mut end = 0;
        for range in compounds(&text, &tokens) {
            prop_assert!(end <= range.start && range.len() > 1 && range.end <= tokens.len());
            end = range.end;
        }
    }

    #[test]
    fn any_bytes_are_a_lexicon_or_an_error(mut bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        bytes.splice(..0, *b"WQL1");
        if let Ok(lexicon) = Lexicon::new(bytes.leak()) {
            std::hint::black_box(lexicon.frequency("كتاب"));
        }
    }
}

/// What a memory answers is what an empty one would, whatever it has met before.
#[test]
fn memory_changes_nothing() {
    let analyzer = WordAnalyzer::default();
    let mut memo = WordMemo::default();
    let letters = ['و', 'ب', 'ك', 'ت', 'ا', 'ه', 'ي', 'ل'];
    let mut word = String::new();
    for number in 0..100_000_usize {
        word.clear();
        for place in 0..6 {
            write!(word, "{}", letters[(number >> (3 * place)) % 8]).expect("a string");
        }
        let known =
            analyzer.describe(TokenKind::Word, &word, &word, Neighbours::default(), &mut memo);
        if number % 97 == 0 {
            let mut empty = WordMemo::default();
            assert_eq!(
                known,
                analyzer.describe(TokenKind::Word, &word, &word, Neighbours::default(), &mut empty)
            );
        }
    }
}

/// Texts that a careless scanner reads again and again.
#[test]
fn long_runs_end() {
    let pieces = [
        "ـ",
        "\u{064B}",
        "a.",
        "a@",
        "a-",
        "أ.",
        "ك",
        "(",
        ")",
        "«",
        "http://a)",
        "#",
        "@a",
        "1,",
        "و1",
        "؟",
        "\u{200D}",
        "👨\u{200D}",
        "[a",
        "1.",
        "www.a..",
        "a&",
        "\n.",
        ".»",
    ];
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    let (analyzer, mut memo) = (WordAnalyzer::default(), WordMemo::default());
    for piece in pieces {
        let text = piece.repeat(50_000 / piece.len());
        words_into(&text, &mut tokens);
        sentences_into(&text, &tokens, &mut sentences);
        wrapped_sentences_into(&text, &tokens, &mut sentences);
        assert!(compounds(&text, &tokens).count() <= tokens.len());
        for token in &tokens {
            let word = token.span.of(&text);
            analyzer.describe(token.kind, word, word, Neighbours::default(), &mut memo);
        }
    }
}
