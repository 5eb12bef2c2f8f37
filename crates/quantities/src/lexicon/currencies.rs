//! Currencies from `data/currencies.tsv`, `currency_nouns.tsv`, `subunits.tsv`, and the places of
//! `places.tsv` that tell which country's dinar is meant.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::{Form, Words, adjective_forms, tsv};
use crate::currency::Currency;
use crate::key::Key;

const CURRENCIES: &str = include_str!("../../data/currencies.tsv");
const NOUNS: &str = include_str!("../../data/currency_nouns.tsv");
const SUBUNITS: &str = include_str!("../../data/subunits.tsv");
const PLACES: &str = include_str!("../../data/places.tsv");

/// A noun of currencies: its place in [`Currencies::nouns`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Noun(u8);

/// A noun of subunits: its place in [`Currencies::subunits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Subunit(u8);

/// All that is known of currencies.
pub(crate) struct Currencies {
    nouns: Vec<NounEntry>,
    subunits: Vec<SubunitEntry>,
    /// Codes of Latin letters.
    codes: FxHashMap<Key, Currency>,
    /// Arabic short forms without their dots; alef forms are told apart («د.أ», «د.إ»).
    short_forms: Vec<(String, Currency)>,
    /// Signs, the longest first.
    signs: Vec<(&'static str, Currency)>,
    details: FxHashMap<Currency, Details>,
}

struct NounEntry {
    /// The currencies with this noun, in the order of the table.
    currencies: Vec<Currency>,
    /// For each subunit, those of the currencies that have it.
    divided: Vec<Vec<Currency>>,
    default: Option<Currency>,
    /// The noun alone is another word: «مارك», «ليون».
    needs_qualifier: bool,
    /// The words after the noun that tell which currency it is; the second may be absent.
    qualifiers: FxHashMap<Key, Vec<(Option<Key>, Currency)>>,
}

struct SubunitEntry {
    /// Parts of one unit of each currency.
    parts: Vec<(Currency, Decimal)>,
    currencies: Vec<Currency>,
    default: Option<Currency>,
}

impl SubunitEntry {
    fn parts(&self, currency: Currency) -> Option<Decimal> {
        self.parts.iter().find(|(of, _)| *of == currency).map(|(_, parts)| *parts)
    }
}

#[derive(Default)]
struct Details {
    countries: Countries,
    decimals: u8,
    noun: Option<Noun>,
}

impl Currencies {
    /// The currencies a noun may stand for.
    pub(crate) fn of_noun(&self, noun: Noun) -> &[Currency] {
        self.nouns.get(usize::from(noun.0)).map_or(&[], |entry| &entry.currencies)
    }

    /// Whether the noun is money only with the word that tells which.
    pub(crate) fn needs_qualifier(&self, noun: Noun) -> bool {
        self.nouns.get(usize::from(noun.0)).is_some_and(|entry| entry.needs_qualifier)
    }

    /// The currency a noun stands for when nothing else tells.
    pub(crate) fn default_of(&self, noun: Noun) -> Option<Currency> {
        self.nouns.get(usize::from(noun.0))?.default
    }

    /// The currency of a noun and the one or two words after it, and how many of them it took.
    pub(crate) fn qualified(
        &self,
        noun: Noun,
        next: &str,
        second: &str,
    ) -> Option<(Currency, usize)> {
        let next = definite_or_bare(next);
        let choices = next
            .into_iter()
            .flatten()
            .find_map(|key| self.nouns.get(usize::from(noun.0))?.qualifiers.get(&key))?;
        let second = Key::of(second);
        let long = choices.iter().find(|(word, _)| word.is_some() && *word == second);
        let short = choices.iter().find(|(word, _)| word.is_none());
        long.map(|(_, currency)| (*currency, 2)).or(short.map(|(_, currency)| (*currency, 1)))
    }

    /// The currency whose subunit this is, if only one or a usual one is.
    pub(crate) fn default_of_subunit(&self, subunit: Subunit) -> Option<Currency> {
        self.subunits.get(usize::from(subunit.0))?.default
    }

    /// The currencies with this subunit.
    pub(crate) fn of_subunit(&self, subunit: Subunit) -> &[Currency] {
        self.subunits.get(usize::from(subunit.0)).map_or(&[], |entry| &entry.currencies)
    }

    /// How many of the subunit make one unit of the currency.
    pub(crate) fn parts(&self, subunit: Subunit, currency: Currency) -> Option<Decimal> {
        self.subunits.get(usize::from(subunit.0))?.parts(currency)
    }

    /// The currencies with both the noun and the subunit.
    pub(crate) fn divided(&self, noun: Noun, subunit: Subunit) -> &[Currency] {
        let entry = self.nouns.get(usize::from(noun.0));
        entry.and_then(|entry| entry.divided.get(usize::from(subunit.0))).map_or(&[], Vec::as_slice)
    }

    /// The currency of an Arabic short form without its dots.
    pub(crate) fn of_short_form(&self, letters: &str) -> Option<Currency> {
        self.short_forms.iter().find(|(form, _)| form == letters).map(|(_, currency)| *currency)
    }

    /// The currency of a code of Latin letters: `USD`.
    pub(crate) fn of_code(&self, code: &str) -> Option<Currency> {
        self.codes.get(&Key::of(code)?).copied()
    }

    /// The sign at the beginning of `text` and its currency.
    pub(crate) fn sign(&self, text: &str) -> Option<(&'static str, Currency)> {
        self.signs.iter().find(|(sign, _)| text.starts_with(sign)).copied()
    }

    /// The noun of a currency.
    pub(crate) fn noun_of(&self, currency: Currency) -> Option<Noun> {
        self.details.get(&currency)?.noun
    }

    fn add_symbol(&mut self, symbol: &'static str, currency: Currency) {
        if symbol.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'.') {
            if let Some(key) = Key::of(symbol) {
                self.codes.entry(key).or_insert(currency);
            }
        } else if symbol.contains('.') {
            self.short_forms.push((symbol.replace('.', ""), currency));
        } else {
            self.signs.push((symbol, currency));
        }
    }

    /// The countries that use a currency.
    pub(crate) fn countries(&self, currency: Currency) -> Countries {
        self.details.get(&currency).map(|details| details.countries).unwrap_or_default()
    }

    /// Decimals of the minor unit: 3 for the Kuwaiti dinar.
    pub(crate) fn decimals(&self, currency: Currency) -> u8 {
        self.details.get(&currency).map_or(2, |details| details.decimals)
    }
}

/// A set of countries of `places.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Countries(u128);

impl Countries {
    pub(crate) fn insert(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(crate) fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Places and the countries they are in.
pub(crate) struct Places {
    names: FxHashMap<Key, Vec<(Option<Key>, Countries)>>,
}

impl Places {
    pub(super) fn read() -> Self {
        let mut names: FxHashMap<Key, Vec<(Option<Key>, Countries)>> = FxHashMap::default();
        for (index, [_, places]) in tsv::rows(PLACES).enumerate() {
            for place in places.split_whitespace() {
                let (first, second) = tsv::words(place);
                let Some(first) = Key::of(first) else { continue };
                names.entry(first).or_default().push((Key::of(second), Countries(1 << index)));
            }
        }
        Self { names }
    }

    /// The country of the place that `word` names, alone or with the word after it.
    pub(crate) fn country(&self, word: &str, next: &str) -> Countries {
        let Some(key) = Key::of(word) else { return Countries::default() };
        let choices = self
            .names
            .get(&key)
            .or_else(|| super::clitics::find_reading(key, |_, stem| self.names.get(&stem)));
        let Some(choices) = choices else { return Countries::default() };
        let next = definite_or_bare(next);
        let long = choices.iter().find(|(second, _)| second.is_some() && next.contains(second));
        let short = choices.iter().find(|(second, _)| second.is_none());
        long.or(short).map(|(_, country)| *country).unwrap_or_default()
    }
}

/// The key of a word and its key without the article.
fn definite_or_bare(word: &str) -> [Option<Key>; 2] {
    [Key::of(word), word.strip_prefix("ال").and_then(Key::of)]
}

pub(super) fn add(words: &mut Words) -> Currencies {
    let mut currencies = Currencies {
        nouns: Vec::new(),
        subunits: Vec::new(),
        codes: FxHashMap::default(),
        short_forms: Vec::new(),
        signs: Vec::new(),
        details: FxHashMap::default(),
    };
    let nouns = add_nouns(words, &mut currencies);
    add_currencies(&mut currencies, &nouns);
    add_subunits(words, &mut currencies);
    currencies.signs.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
    currencies
}

/// Fills the nouns; returns the place of each.
fn add_nouns(words: &mut Words, currencies: &mut Currencies) -> FxHashMap<&'static str, Noun> {
    let mut places = FxHashMap::default();
    for [singular, forms, usual] in tsv::rows(NOUNS) {
        let index = currencies.nouns.len();
        let noun = Noun(u8::try_from(index).unwrap_or(u8::MAX));
        words.noun(singular, |senses, form| senses.currency = Some((noun, form)));
        for form in forms.split_whitespace() {
            // A misspelling may fold to the singular.
            let sense = &mut words.senses(form).currency;
            *sense = sense.filter(|(known, _)| *known == noun).or(Some((noun, Form::Plural)));
        }
        let singular = singular.trim_start_matches('=');
        let default = Currency::from_code(usual);
        currencies.nouns.push(NounEntry {
            currencies: Vec::new(),
            divided: Vec::new(),
            default,
            needs_qualifier: usual == "!",
            qualifiers: FxHashMap::default(),
        });
        places.insert(singular, noun);
    }
    places
}

fn add_currencies(currencies: &mut Currencies, nouns: &FxHashMap<&'static str, Noun>) {
    let country_codes: Vec<&str> = tsv::rows(PLACES).map(|[country, _]| country).collect();
    for [code, noun, qualifiers, countries, symbols, decimals] in tsv::rows(CURRENCIES) {
        let Some(currency) = Currency::from_code(code) else { continue };
        let details = currencies.details.entry(currency).or_default();
        details.decimals = decimals.parse().unwrap_or(2);
        details.noun = nouns.get(noun).copied();
        for country in countries.split_whitespace() {
            if let Some(index) = country_codes.iter().position(|code| *code == country) {
                details.countries.insert(Countries(1 << index));
            }
        }
        for symbol in symbols.split_whitespace() {
            currencies.add_symbol(symbol, currency);
        }
        let Some(entry) =
            nouns.get(noun).and_then(|noun| currencies.nouns.get_mut(usize::from(noun.0)))
        else {
            continue;
        };
        entry.currencies.push(currency);
        for qualifier in qualifiers.split_whitespace() {
            qualify(entry, qualifier, currency);
        }
    }
}

fn qualify(entry: &mut NounEntry, qualifier: &str, currency: Currency) {
    let (first, second) = tsv::words(qualifier);
    for form in adjective_forms(first) {
        if let Some(key) = Key::of(&form) {
            let choices = entry.qualifiers.entry(key).or_default();
            let mut seconds = adjective_forms(second);
            if second.is_empty() {
                seconds.truncate(1);
            }
            choices.extend(seconds.iter().map(|second| (Key::of(second), currency)));
        }
    }
}

fn add_subunits(words: &mut Words, currencies: &mut Currencies) {
    for [singular, forms, codes] in tsv::rows(SUBUNITS) {
        let subunit = Subunit(u8::try_from(currencies.subunits.len()).unwrap_or(u8::MAX));
        words.noun(singular, |senses, form| senses.subunit = Some((subunit, form)));
        for form in forms.split_whitespace() {
            let sense = &mut words.senses(form).subunit;
            *sense = sense.filter(|(known, _)| *known == subunit).or(Some((subunit, Form::Plural)));
        }
        let mut entry = SubunitEntry { parts: Vec::new(), currencies: Vec::new(), default: None };
        for cell in codes.split_whitespace() {
            let (code, parts) = cell.split_once('=').unwrap_or((cell, "100"));
            let Some(currency) = Currency::from_code(code.trim_end_matches('*')) else { continue };
            entry.parts.push((currency, parts.parse().unwrap_or(Decimal::ONE_HUNDRED)));
            entry.currencies.push(currency);
            if code.ends_with('*') {
                entry.default = Some(currency);
            }
        }
        currencies.subunits.push(entry);
    }
    for noun in &mut currencies.nouns {
        let divided = |subunit: &SubunitEntry| {
            noun.currencies.iter().copied().filter(|c| subunit.parts(*c).is_some()).collect()
        };
        noun.divided = currencies.subunits.iter().map(divided).collect();
    }
}
