//! Which countries a document speaks of: the places it names, and the currencies it names in full.

use warraq_text::{Span, TokenKind};

use crate::lexicon::Countries;
use crate::reader::Document;

/// All countries of the document.
pub(crate) fn countries_of(document: &Document<'_>) -> Countries {
    let mut countries = Countries::default();
    let text = |i: usize| document.tokens.get(i).map_or("", |t| t.span.of(&document.view.text));
    for (i, token) in document.tokens.iter().enumerate() {
        if token.kind != TokenKind::Word {
            continue;
        }
        countries.insert(document.lexicon.places.country(text(i), text(i + 1)));
        countries.insert(oman_or_amman(document, token.span));
        if let (_, crate::lexicon::Senses { currency: Some((noun, _)), .. }) =
            document.lexicon.look_up(text(i))
        {
            let currencies = &document.lexicon.currencies;
            if let Some((currency, _)) = currencies.qualified(*noun, text(i + 1), text(i + 2)) {
                countries.insert(currencies.countries(currency));
            }
        }
    }
    countries
}

/// «عُمان» and «عمّان» differ in a mark only, which the view has dropped: look where it stood.
fn oman_or_amman(document: &Document<'_>, word: Span) -> Countries {
    let none = Countries::default();
    let text = word.of(&document.view.text);
    let Some(start) = text.find("عمان").filter(|at| *at <= 2 && text.len() == at + "عمان".len())
    else {
        return none;
    };
    let start = word.start + start as u32;
    let marked = |letter: u32| {
        let span = Span { start: start + 2 * letter, end: start + 2 * letter + 2 };
        document.view.alignment.to_source(span).len() > 2
    };
    match (marked(0), marked(1)) {
        (_, true) => document.lexicon.places.country("أردن", ""),
        (true, false) => document.lexicon.places.country("مسقط", ""),
        (false, false) => none,
    }
}
