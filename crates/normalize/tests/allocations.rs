//! Filling a view or a string again allocates nothing.

use warraq_normalize::{Normalizer, Profile};
use warraq_text::View;

#[test]
fn reused_buffers_suffice() {
    let text = "قَالَ إِنَّ ٱلأسعارَ ارتفعت ٣٫٥٪ في «ﺍﻟﺮﻳﺎض»\u{200F}، وفق مسا\u{0654}لة… 😀\n".repeat(50);
    for profile in [Profile::Light, Profile::Search, Profile::Lucene] {
        let normalizer = Normalizer::from(profile);
        let (mut view, mut alone) = (View::default(), String::new());
        normalizer.normalize_into(&text, &mut view);
        normalizer.normalize_text_into(&text, &mut alone);
        let counted = allocation_counter::measure(|| {
            normalizer.normalize_into(&text, &mut view);
            normalizer.normalize_text_into(&text, &mut alone);
            for bytes in [text.as_bytes(), b"\xFF"] {
                let _ = normalizer.normalize_bytes_into(bytes, &mut view);
                let _ = normalizer.normalize_bytes_text_into(bytes, &mut alone);
            }
        });
        assert_eq!(counted.count_total, 0, "{profile}");
    }
}
