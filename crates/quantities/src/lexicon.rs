//! What words mean: a table from folded words to their senses, and the way through proclitics.

mod clitics;
mod currencies;
mod months;
mod numerals;
mod particles;
mod tsv;
mod units;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::key::Key;
use crate::unit::Unit;

pub(crate) use clitics::{Clitics, WordSet};
pub(crate) use currencies::{Countries, Currencies, Noun, Places, Subunit};
pub(crate) use months::{FIRE, Month, MonthSense, owned_month};
pub(crate) use numerals::{Numeral, Part};
pub(crate) use particles::{DayPart, Role};
pub(crate) use units::cldr_unit;

/// All that a word may mean; grammar chooses.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Senses {
    /// A piece of a cardinal.
    pub(crate) numeral: Option<Numeral>,
    /// «ثالث»: a rank, 1 to 10 (or a round one).
    pub(crate) ordinal: Option<u8>,
    /// «ثلث», «ثلثا», «أرباع».
    pub(crate) part: Option<Part>,
    /// A noun of measure or time.
    pub(crate) unit: Option<(Unit, Form)>,
    /// A short form of a unit, which needs a number right before it.
    pub(crate) abbreviation: Option<Unit>,
    /// A noun of currencies.
    pub(crate) currency: Option<(Noun, Form)>,
    /// A noun of subunits of currencies.
    pub(crate) subunit: Option<(Subunit, Form)>,
    /// A month, or the first word of one.
    pub(crate) month: Option<Month>,
    /// «الخميس».
    pub(crate) weekday: bool,
    /// «صباحاً», «ص».
    pub(crate) day_part: Option<DayPart>,
    /// «سنوياً»: per this unit.
    pub(crate) per: Option<Unit>,
    /// A word of grammar.
    pub(crate) role: Option<Role>,
    /// Letters of a pronoun at the end: 2 in «نصفها».
    pub(crate) tail: u8,
}

/// Number of a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Singular,
    Dual,
    Plural,
}

/// The table of all words.
pub(crate) struct Lexicon {
    words: FxHashMap<Key, Senses>,
    /// A bit for each fingerprint that some word has: most words of a text end here.
    filter: Box<[u64; Key::FINGERPRINTS / 64]>,
    pub(crate) units: units::Phrases,
    pub(crate) currencies: Currencies,
    pub(crate) places: Places,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);
static NOTHING: Senses = Senses {
    numeral: None,
    ordinal: None,
    part: None,
    unit: None,
    abbreviation: None,
    currency: None,
    subunit: None,
    month: None,
    weekday: false,
    day_part: None,
    per: None,
    role: None,
    tail: 0,
};

impl Lexicon {
    /// The lexicon, built at the first call.
    pub(crate) fn get() -> &'static Self {
        &LEXICON
    }

    fn build() -> Self {
        let mut words = Words::default();
        numerals::add(&mut words);
        months::add(&mut words);
        particles::add(&mut words);
        let units = units::add(&mut words);
        let currencies = currencies::add(&mut words);
        let mut filter = Box::new([0; Key::FINGERPRINTS / 64]);
        for key in words.0.keys() {
            filter[key.fingerprint() / 64] |= 1 << (key.fingerprint() % 64);
        }
        Self { words: words.0, filter, units, currencies, places: Places::read() }
    }

    /// The senses of what is no word.
    pub(crate) fn nothing() -> (Clitics, &'static Senses) {
        (Clitics::default(), &NOTHING)
    }

    /// The senses of a word and the proclitics that had to be cut off to find them.
    pub(crate) fn look_up(&self, word: &str) -> (Clitics, &Senses) {
        let (clitics, senses) = match Key::of(word) {
            Some(key) => self.look_up_key(key, has_conjunction(word)),
            None => return Self::nothing(),
        };
        // Letters at the ends are cut off by their number, which dots among them would spoil.
        let is_cut = clitics.outer_letters() > 0 || senses.tail > 0;
        if clitics.article && !is_article(word, clitics) || is_cut && word.contains('.') {
            return Self::nothing();
        }
        (clitics, senses)
    }

    /// Tries the whole word, then without its proclitics.
    fn look_up_key(&self, key: Key, has_conjunction: bool) -> (Clitics, &Senses) {
        if let Some(senses) = self.get_word(key).filter(|_| !has_conjunction) {
            return (Clitics::default(), senses);
        }
        clitics::find_reading(key, |clitics, stem| Some((clitics, self.get_stem(stem)?)))
            .unwrap_or((Clitics::default(), &NOTHING))
    }

    fn get_word(&self, key: Key) -> Option<&Senses> {
        if self.filter[key.fingerprint() / 64] & 1 << (key.fingerprint() % 64) == 0 {
            return None;
        }
        self.words.get(&key)
    }

    /// A word that may stand after a proclitic: short forms may not, for «كم» is not ك + م.
    fn get_stem(&self, key: Key) -> Option<&Senses> {
        let is_long =
            |senses: &&Senses| key.len() > 2 || senses.numeral.is_some() || senses.part.is_some();
        self.get_word(key).filter(is_long)
    }
}

/// «وأحد» begins with «و», though it folds as «واحد» does.
fn has_conjunction(word: &str) -> bool {
    word.starts_with("وأ") || word.starts_with("وإ")
}

/// Whether the letters taken for the article are one: «ألتمان» begins with another alef.
fn is_article(word: &str, clitics: Clitics) -> bool {
    clitics.to || word.chars().nth(clitics.outer_letters() as usize) == Some('ا')
}

/// The table while it is filled.
#[derive(Default)]
struct Words(FxHashMap<Key, Senses>);

impl Words {
    /// The senses of `word`, to add one. `word` is spelled as in the data files.
    fn senses(&mut self, word: &str) -> &mut Senses {
        let key = Key::of(word);
        debug_assert!(key.is_some(), "{word} cannot be written as a key");
        // A word without key lands on the key of ء, which no text has alone.
        let key = key.or_else(|| Key::of("ء")).expect("ء is a letter");
        self.0.entry(key).or_default()
    }

    /// Adds a noun in its singular, with tanwin, in the dual and in the sound plural; one after `=`
    /// only in the singular.
    fn noun(&mut self, singular: &str, mut add: impl FnMut(&mut Senses, Form)) {
        if let Some(singular) = singular.strip_prefix('=') {
            add(self.senses(singular), Form::Singular);
            add(self.senses(&format!("{singular}ا")), Form::Singular);
            return;
        }
        add(self.senses(singular), Form::Singular);
        match singular.strip_suffix('ة') {
            Some(stem) => {
                for ending in ["تان", "تين", "تا", "تي"] {
                    add(self.senses(&format!("{stem}{ending}")), Form::Dual);
                }
                add(self.senses(&format!("{stem}ات")), Form::Plural);
            }
            None => {
                add(self.senses(&format!("{singular}ا")), Form::Singular);
                for ending in ["ان", "ين", "ي"] {
                    add(self.senses(&format!("{singular}{ending}")), Form::Dual);
                }
                add(self.senses(&format!("{singular}ات")), Form::Plural);
            }
        }
    }
}

/// The forms in which an adjective, given as masculine singular, follows a noun.
fn adjective_forms(masculine: &str) -> Vec<String> {
    let stem = masculine.strip_suffix(['ة', 'ه']).unwrap_or(masculine);
    let endings = ["", "ا", "ة", "ين", "ان", "تين", "تان", "ات", "ون"];
    let mut forms: Vec<String> = endings.iter().map(|ending| format!("{stem}{ending}")).collect();
    forms.push(masculine.to_owned());
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, letters_before: u32, article: bool) {
        let (clitics, senses) = Lexicon::get().look_up(word);
        assert!(senses.numeral.is_some() || senses.unit.is_some(), "{word}: {senses:?}");
        assert_eq!((clitics.outer_letters(), clitics.article), (letters_before, article), "{word}");
    }

    #[test]
    fn proclitics_are_cut_off() {
        check("ثلاثة", 0, false);
        check("وثلاثة", 1, false);
        check("بالمئة", 1, true);
        check("للبرميل", 1, true);
        check("وبالألف", 2, true);
        check("لمليون", 1, false);
        check("والعشرين", 1, true);
        check("فالمية", 1, true);
    }

    #[test]
    fn short_forms_take_no_proclitics() {
        for word in ["كم", "سم"] {
            assert!(Lexicon::get().look_up(word).1.abbreviation.is_some(), "{word}");
        }
        assert!(Lexicon::get().look_up("لم").1.abbreviation.is_none());
    }

    #[test]
    fn other_words_mean_nothing() {
        for word in ["كتاب", "وقال", "إسترليني", "المليونير", "لست", "أحدث"]
        {
            let (_, senses) = Lexicon::get().look_up(word);
            assert!(senses.numeral.is_none() && senses.unit.is_none(), "{word}");
        }
    }
}
