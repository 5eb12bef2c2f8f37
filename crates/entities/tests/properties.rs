//! What holds of every text.

use proptest::prelude::*;
use warraq_entities::{Recognizer, similarity};
use warraq_normalize::Normalizer;

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
