//! What holds of every text.

use proptest::prelude::*;
use warraq_entities::{Recognizer, Scratch, similarity};
use warraq_normalize::Normalizer;

/// A document has the same names after any other, of which a memory is kept.
#[test]
fn what_was_read_before_tells_nothing() {
    let recognizer = Recognizer::new();
    let documents = [
        "وقال الخبير للوك ماير إن الأمر انتهى. والتقى الوزير بلوك شتاينماير ولليزا شتاينماير.",
        "وقالت الخبيرة ليزا شتاينماير إن الأمر انتهى. وقال لوك ماير ولوك بوكر ذلك.",
        "وقال الخبير ليستر كونتي. وقال دانكن جونز إن فان باستن ماركو عاد.",
        "وقال الخبير لليستر كونتي. وقالت شركة دانكن إن المدرب فان باستن عاد.",
    ];
    let normalizer = Normalizer::light();
    let mut scratch = Scratch::default();
    let mut tokens = Vec::new();
    let mut found = Vec::new();
    for text in documents.iter().chain(documents.iter().rev()) {
        let view = normalizer.normalize(text);
        warraq_tokenize::words_into(&view.text, &mut tokens);
        recognizer.find_into(&view, &tokens, &mut scratch, &mut found);
        assert!(!found.is_empty(), "{text}");
        assert_eq!(found, recognizer.find(&view, &tokens), "{text}");
    }
}

proptest! {
    #[test]
    fn spans_are_sound(text in texts()) {
        let view = Normalizer::light().normalize(&text);
        let mut tokens = Vec::new();
        warraq_tokenize::words_into(&view.text, &mut tokens);
        let found = Recognizer::new().find(&view, &tokens);
        let mut end = 0;
        for entity in &found {
            prop_assert!(!entity.span.is_empty());
            prop_assert!(entity.span.start >= end, "names overlap");
            prop_assert!(view.text.get(entity.span.into_range()).is_some());
            prop_assert!((entity.link as usize) < found.len());
            end = entity.span.end;
        }
    }

    #[test]
    fn similarity_is_a_number(arabic in ".{0,80}", latin in ".{0,80}") {
        prop_assert!(!similarity(&arabic, &latin).is_nan());
    }
}

/// Any text, and texts put together from pieces that the rules look for.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "قال",
        "الرئيس",
        "شركة",
        "مدينة",
        "فيلم",
        "«",
        "»",
        "(",
        ")",
        "،",
        ".",
        "\n",
        " ",
        " ",
        " ",
        "محمد",
        "بن",
        "عبد",
        "أبو",
        "آل",
        "فان",
        "علي",
        "وللسعودية",
        "بالرياض",
        "نتفليكس",
        "Netflix",
        "The",
        "of",
        "&",
        "+",
        "17",
        "طراز",
        "جامعة",
        "مطار",
        "#خان_الخليلي",
        "#",
        "_",
        "ل",
        "لل",
        "ال",
        "كوك",
        "تيم",
        "بوينغ",
        "A350",
        "حزب",
        "رونو",
        "كليو",
        "\u{0640}",
        "\u{064E}",
        "\u{200F}",
        "😀",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(piece, 0..60).prop_map(|p| p.concat())]
}
