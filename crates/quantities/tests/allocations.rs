//! Nothing is allocated where nothing is found, and nothing but the list where something is.

use warraq_normalize::Normalizer;
use warraq_quantities::{Parser, Quantity};

#[track_caller]
fn check(text: &str, quantities: usize) {
    let view = Normalizer::light().normalize(text);
    let (mut tokens, mut found) = (Vec::new(), Vec::<Quantity>::with_capacity(16));
    warraq_tokenize::words_into(&view.text, &mut tokens);
    let parser = Parser::new();
    // The lexicon is built for the first text.
    parser.find_into(&view, &tokens, &mut found);
    let allocated = allocation_counter::measure(|| parser.find_into(&view, &tokens, &mut found));
    assert_eq!(found.len(), quantities, "{text}");
    assert_eq!(allocated.count_total, 0, "{text}");
}

#[test]
fn nothing_is_allocated_in_vain() {
    check("", 0);
    check("ذهب الولد إلى المدرسة مع أخيه ثم عادا قبل الغروب", 0);
    check("قال إنه يفضل الحديث عن الأدب في ريال مدريد وعن كوفيد-19", 0);
    check("نحو 900 ألف دولار سنوياً في 27 يوليو/تموز 2023، أي خمسة وعشرون في المئة", 3);
    check("باعها بخمسة دنانير وتسعمئة فلس في الكويت عند الساعة الثالثة والنصف عصراً", 2);
}
