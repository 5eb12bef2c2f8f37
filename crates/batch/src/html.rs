//! Text of HTML pages.

use html2text::config;
use html2text::render::TrivialDecorator;

/// Lines are broken where the page breaks them, not at a width.
const WIDTH: usize = 1 << 20;

/// The text a reader of the page sees, a block a line; scripts and styles are left out.
///
/// # Errors
/// If the page cannot be laid out.
pub(crate) fn text_of_html(html: &str) -> Result<String, String> {
    config::with_decorator(TrivialDecorator::new())
        .raw_mode(true)
        .no_link_wrapping()
        .link_footnotes(false)
        .allow_width_overflow()
        .string_from_read(html.as_bytes(), WIDTH)
        .map_err(|e| format!("HTML that cannot be read: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_sees() {
        let page = "<html><head><title>ع</title><style>p{}</style></head><body><script>x()</script>\
            <h1>عنوان</h1><p>قال <b>محمد</b> إن <a href='u'>السعر</a> 5 &lt; 6.</p>\
            <ul><li>أول<li>ثان</ul><table><tr><td>خلية<td>أخرى</table><p>سطر<br>آخر";
        let text = text_of_html(page).unwrap();
        let seen = "عنوان\n\nقال محمد إن السعر 5 < 6.\nأول\nثان\n\nخلية\nأخرى\n\nسطر\nآخر\n";
        assert_eq!(text, seen);
    }
}
