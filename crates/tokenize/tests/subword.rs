//! Subword tokenizers: trained, read, and the same subwords as the library alone gives.

#![cfg(feature = "subword")]

mod support;

use proptest::prelude::*;
use std::cell::RefCell;
use tokenizers::Tokenizer;
use warraq_text::Span;
use warraq_tokenize::{
    Encoded, Fertility, Preparation, Scheme, SubwordMemo, SubwordModel, SubwordOptions,
    SubwordTrainer, Subwords,
};

const MODELS: [SubwordModel; 3] =
    [SubwordModel::Bpe, SubwordModel::Unigram, SubwordModel::WordPiece];

fn train(model: SubwordModel, preparation: Preparation) -> String {
    let vocabulary = 2_000;
    let options = SubwordOptions { model, vocabulary, preparation, ..SubwordOptions::default() };
    let mut trainer = SubwordTrainer::new(&options).expect("options fit");
    support::articles().iter().for_each(|article| trainer.feed(article));
    trainer.finish().expect("there is enough text")
}

fn light() -> Preparation {
    Preparation::new("light", None).expect("a profile")
}

/// Texts that meet the edges of what is cut at spaces.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[ء-غف-ي]{1,7}",
        "[ء-ي\u{064B}-\u{0652}]{1,6}",
        "[A-Za-z']{1,8}",
        " {1,3}",
        Just(" ".to_owned()),
        "[\n\t\u{00A0}\u{200F}]{1,2}",
        "[.!؟،«»()\\[\\]<>|#_-]{1,3}",
        "[0-9٠-٩]{1,4}",
        Just("[SEP]".to_owned()),
        Just("<s>".to_owned()),
        Just("😀👍🏽".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

fn check_equal(library: &Tokenizer, ours: &Subwords, memo: &mut SubwordMemo, text: &str) {
    let mut encoded = Encoded::default();
    ours.encode_into(text, memo, &mut encoded).expect("encodes");
    let whole = library.encode(text, true).expect("encodes");
    assert_eq!(encoded.ids, whole.get_ids(), "{text:?}");
    let spans: Vec<_> =
        whole.get_offsets().iter().map(|&(a, b)| Span::new(a as u32, b as u32)).collect();
    assert_eq!(encoded.spans, spans, "{text:?}");
}

#[test]
fn pieces_are_encoded_as_the_whole() {
    for model in MODELS {
        let json = train(model, Preparation::default());
        let library: Tokenizer = json.parse().expect("what we write can be read");
        let ours = Subwords::from_json(&json, &Preparation::default()).expect("read");
        let memo = RefCell::default();
        for article in support::articles() {
            check_equal(&library, &ours, &mut memo.borrow_mut(), &article);
        }
        proptest!(|(text in texts())| {
            check_equal(&library, &ours, &mut memo.borrow_mut(), &text);
        });
    }
}

#[test]
fn training_gives_the_same_each_time() {
    for model in MODELS {
        assert!(train(model, light()) == train(model, light()), "{model:?}");
    }
}

#[test]
fn places_lead_to_the_source() {
    let preparation = Preparation::new("light", Some(Scheme::Atb)).expect("a profile");
    let json = train(SubwordModel::WordPiece, preparation.clone());
    let subwords = Subwords::from_json(&json, &preparation).expect("read");
    let source = "وَصَلَ الوزيرُ إلى مدرستـــهم وبكتابها.";
    assert_eq!(subwords.prepare(source), "وصل الوزير إلى مدرست ـهم وـ بـ كتاب ـها.");
    let encoded = subwords.encode(source).expect("encodes");
    let mut end = 0;
    for span in encoded.spans.iter().filter(|span| !span.is_empty()) {
        assert!(end <= span.start, "places rise");
        assert_eq!(source[end as usize..span.start as usize].trim(), "", "nothing is left out");
        end = span.end;
    }
    assert_eq!(end as usize, source.len());
}

#[test]
fn preparations_are_written_and_read() {
    for (profile, clitics) in [("none", None), ("light", Some(Scheme::D3)), ("search", None)] {
        let preparation = Preparation::new(profile, clitics).expect("a profile");
        assert_eq!(Preparation::from_json(&preparation.to_json()).expect("read"), preparation);
    }
    assert!(Preparation::new("none", Some(Scheme::Atb)).is_err());
    assert!(Preparation::new("nothing", None).is_err());
    assert!(Preparation::from_json("[]").is_err());
}

#[test]
fn tokens_are_readable() {
    let json = train(SubwordModel::Bpe, light());
    let subwords = Subwords::from_json(&json, &light()).expect("read");
    let encoded = subwords.encode("في المدينة").expect("encodes");
    let tokens: String = encoded.ids.iter().map(|&id| subwords.readable(id)).collect();
    assert_eq!(tokens, "في▁المدينة");
    assert!(subwords.longest(5).iter().all(|token| token.chars().count() > 5));
    let mut fertility = Fertility::default();
    for article in support::articles() {
        fertility.add(&subwords, &article).expect("encodes");
    }
    assert!((1.0..4.0).contains(&fertility.subwords_per_word()));
    assert!(fertility.unknown == 0 && fertility.whole_share() > 0.2);
    assert!(!fertility.worst_words(&subwords, 3).is_empty());
}

#[test]
fn wrong_files_are_told() {
    let error = Subwords::from_json("{}", &Preparation::default()).expect_err("no tokenizer");
    assert!(error.to_string().starts_with("cannot read the tokenizer: "), "{error}");
}

#[test]
fn memory_is_bounded() {
    let options = SubwordOptions { vocabulary: 400, max_words: 1_000, ..SubwordOptions::default() };
    let mut trainer = SubwordTrainer::new(&options).expect("options fit");
    for number in 0..20_000 {
        trainer.feed(&format!("كلمة رقم{number} بعد{number} كلمة"));
    }
    assert!(trainer.finish().is_ok());
}
