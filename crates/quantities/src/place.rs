//! Which countries a document speaks of: the places it names, and the currencies it names in full.

use warraq_text::{Span, TokenKind};

use crate::currency::Currency;
use crate::lexicon::Countries;
use crate::money;
use crate::reader::{Document, Reader};

/// The countries of a document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mentions {
    /// Those whose names or cities it has.
    places: Countries,
    /// Those whose currency it names in full: «دينار كويتي», «د.ت».
    currencies: Countries,
}

impl Mentions {
    /// All countries of the document.
    pub(crate) fn of(document: &Document<'_>) -> Self {
        let mut mentions = Self::default();
        for line in document.lines() {
            for i in (0..line.len()).filter(|i| line.kind(*i) == Some(TokenKind::Word)) {
                mentions.places.insert(country(&line, i));
                if let Some(currency) = money::named_in_full(&line, i) {
                    mentions.currencies.insert(document.lexicon.currencies.countries(currency));
                }
            }
        }
        mentions
    }

    /// The one currency of `choices` that the document speaks of: the only one it names in full,
    /// else the only one used where its places are.
    pub(crate) fn choose(&self, document: &Document<'_>, choices: &[Currency]) -> Option<Currency> {
        let only = |countries| {
            let currencies = &document.lexicon.currencies;
            let mut used =
                choices.iter().filter(|c| currencies.countries(**c).intersects(countries));
            let first = used.next()?;
            used.all(|other| other == first).then_some(*first)
        };
        only(self.currencies).or_else(|| only(self.places))
    }
}

fn country(line: &Reader<'_>, i: usize) -> Countries {
    let places = &line.lexicon().places;
    let mut countries = places.country(line.text(i), line.text(i + 1));
    if let Some(place) = oman_or_amman(line, i) {
        countries.insert(places.country(place, ""));
    }
    countries
}

/// «عُمان» and «عمّان» differ in a mark only, which the view has dropped: a city of the country
/// that is meant, by where the mark stood.
fn oman_or_amman(line: &Reader<'_>, i: usize) -> Option<&'static str> {
    let text = line.text(i);
    let at = text.find("عمان").filter(|at| *at <= 2 && text.len() == at + "عمان".len())?;
    let start = line.span(i).start + at as u32;
    let has_mark = |letter: u32| {
        line.marks(Span { start: start + 2 * letter, end: start + 2 * letter + 2 }) > 0
    };
    match (has_mark(0), has_mark(1)) {
        (_, true) => Some("إربد"),
        (true, false) => Some("مسقط"),
        (false, false) => None,
    }
}
