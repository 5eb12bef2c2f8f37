//! Units from `data/units.tsv` and the two-word ones of `data/unit_phrases.tsv`.

use rustc_hash::FxHashMap;

use super::{Form, Words, adjective_forms, tsv};
use crate::key::Key;
use crate::unit::Unit;

const UNITS: &str = include_str!("../../data/units.tsv");
const PHRASES: &str = include_str!("../../data/unit_phrases.tsv");

const CLDR: &str = include_str!("../../data/cldr_units.tsv");

/// The identifier in CLDR of the unit of this name.
pub(crate) fn cldr_unit(name: &str) -> Option<&'static str> {
    tsv::rows(CLDR).find_map(|[unit, id]| (unit == name).then_some(id))
}

/// Units told in two words, by the first unit or word and the word after it.
pub(crate) struct Phrases {
    after_unit: FxHashMap<(Unit, Key), Unit>,
    after_word: FxHashMap<(Key, Key), Unit>,
}

impl Phrases {
    /// «متر» + «مربع».
    pub(crate) fn after_unit(&self, head: Unit, next: &str) -> Option<Unit> {
        self.after_unit.get(&(head, Key::of(next)?)).copied()
    }

    /// «وحدة» + «دولية».
    pub(crate) fn after_word(&self, head: &str, next: &str) -> Option<Unit> {
        self.after_word.get(&(Key::of(head)?, Key::of(next)?)).copied()
    }
}

pub(super) fn add(words: &mut Words) -> Phrases {
    for [name, nouns, forms, abbreviations] in tsv::rows(UNITS) {
        let unit = Unit::new(name);
        for noun in nouns.split_whitespace() {
            words.noun(noun, |senses, form| senses.unit = Some((unit, form)));
        }
        for form in forms.split_whitespace() {
            let sense = &mut words.senses(form).unit;
            *sense = sense.filter(|(known, _)| *known == unit).or(Some((unit, Form::Plural)));
        }
        for abbreviation in abbreviations.split_whitespace() {
            words.senses(abbreviation).abbreviation = Some(unit);
        }
    }
    phrases()
}

fn phrases() -> Phrases {
    let mut phrases =
        Phrases { after_unit: FxHashMap::default(), after_word: FxHashMap::default() };
    for [head, next, unit] in tsv::rows(PHRASES) {
        for next in adjective_forms(next) {
            let (Some(next), unit) = (Key::of(&next), Unit::new(unit)) else { continue };
            match head.strip_prefix(':').and_then(Key::of) {
                Some(head) => drop(phrases.after_word.insert((head, next), unit)),
                None => drop(phrases.after_unit.insert((Unit::new(head), next), unit)),
            }
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_cldr_belong_to_units_that_are_read() {
        let units: Vec<&str> = tsv::rows(UNITS).map(|[name, ..]: [&str; 4]| name).collect();
        let composed: Vec<&str> = tsv::rows(PHRASES).map(|[_, _, name]: [&str; 3]| name).collect();
        for [name, id] in tsv::rows(CLDR) {
            assert!(units.contains(&name) || composed.contains(&name), "{name} is no unit");
            assert_eq!(cldr_unit(name), Some(id), "{name}");
        }
    }
}
