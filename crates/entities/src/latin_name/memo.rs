use std::borrow::Cow;
use std::hash::Hasher;
use std::ops::Range;

use hashbrown::{HashMap, HashTable};
use rustc_hash::{FxBuildHasher, FxHasher};

use crate::gazetteer::EntityId;
use crate::translit::{
    Spellings, said_part, spell_latin, spell_latin_word, spell_together, title_case,
};
use crate::{EntityKind, LatinSource};

/// What was found out about Latin names, kept from document to document.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// The recognizer that numbers the entities.
    owner: u64,
    /// Words of people's names and of others.
    spelled: [HashMap<String, Option<Box<str>>, FxBuildHasher>; 2],
    /// Words of people's names that are spelled together.
    spellings: HashMap<Box<str>, Spellings, FxBuildHasher>,
    parts: HashTable<Part>,
    /// Of this document alone: how people's full names are written without their first words, and
    /// their first words alone; `None` for Arabs.
    short: HashMap<String, Option<(Box<str>, LatinSource)>, FxBuildHasher>,
}

/// Which part of its Latin name a mention says.
#[derive(Debug)]
struct Part {
    arabic: Box<str>,
    entity: EntityId,
    place: Range<usize>,
}

/// Words and parts that are kept at most, of each.
const KEPT: usize = 1 << 14;
/// Words of which all spellings are kept.
const SPELLINGS: usize = 1 << 13;

impl Memo {
    /// Forgets what was found out with the lists of another recognizer.
    pub(crate) fn begin(&mut self, owner: u64) {
        if self.owner != owner {
            *self = Self { owner, ..Self::default() };
        }
        self.short.clear();
    }

    /// Remembers for the rest of the document how the short forms of a person's name are written.
    pub(super) fn remember(&mut self, name: &str, latin: Option<(&str, LatinSource)>) {
        let spaces = name.match_indices(' ').map(|(space, _)| space);
        let spaces_of_latin = |latin: &str| latin.match_indices(' ').count();
        if latin.is_some_and(|(latin, _)| spaces_of_latin(latin) != spaces.clone().count()) {
            return;
        }
        let mut places = latin.map(|(latin, _)| latin.match_indices(' ').map(|(space, _)| space));
        for (number, space) in spaces.enumerate() {
            let place = places.as_mut().and_then(Iterator::next).unwrap_or_default();
            if number == 0 {
                self.remember_short(&name[..space], latin.map(|(l, s)| (&l[..place], s)));
            }
            let rest = latin.map(|(latin, source)| (&latin[place + 1..], source));
            self.remember_short(&name[space + 1..], rest);
        }
    }

    fn remember_short(&mut self, name: &str, latin: Option<(&str, LatinSource)>) {
        let short = self.short.entry_ref(name);
        short.or_insert_with(|| {
            latin.map(|(latin, source)| (title_case(latin.chars()).into(), source))
        });
    }

    /// How the short form of a full name before it is written; `None` if none was before it.
    pub(super) fn short(&self, name: &str) -> Option<Option<(Box<str>, LatinSource)>> {
        self.short.get(name).cloned()
    }

    /// The word of a name of this kind as it is spelled by its sound.
    pub(super) fn spell(&mut self, word: &str, kind: EntityKind) -> Option<&str> {
        let [people, others] = &mut self.spelled;
        let (known, spell): (_, fn(&str) -> Option<String>) = match kind {
            EntityKind::Person => (people, spell_latin),
            _ => (others, spell_latin_word),
        };
        if known.len() >= KEPT {
            known.clear();
        }
        let spelled = known.entry_ref(word);
        spelled.or_insert_with(|| spell(word).map(Into::into)).as_deref()
    }

    /// The words of a person's name, each with its form in the lists, as they are spelled together and with
    /// the Latin words of the name that are sure.
    pub(super) fn spell_person(
        &mut self,
        words: &[(&str, Option<&str>)],
        sure: &[&str],
    ) -> Option<Vec<Cow<'_, str>>> {
        if self.spellings.len() + words.len() > SPELLINGS {
            self.spellings.clear();
        }
        for &(word, listed) in words {
            if self.spellings.get(word).is_none_or(|known| !known.are_with(listed)) {
                self.spellings.insert(word.into(), Spellings::of(word, listed));
            }
        }
        let spellings = words.iter().map(|&(word, _)| self.spellings.get(word));
        spell_together(&spellings.collect::<Option<Vec<_>>>()?, sure)
    }

    /// The words of the Latin name of an entity that the Arabic name says: Fitch of Fitch Ratings
    /// for فيتش.
    pub(super) fn part<'n>(&mut self, arabic: &str, entity: EntityId, name: &'n str) -> &'n str {
        if !name.contains(' ') {
            return name;
        }
        let hash = hash(arabic, entity);
        let same = |part: &Part| part.entity == entity && *part.arabic == *arabic;
        let place = match self.parts.find(hash, same) {
            Some(part) => part.place.clone(),
            None => self.find_part(hash, arabic, entity, name),
        };
        name.get(place).unwrap_or(name)
    }

    fn find_part(
        &mut self,
        hash_of: u64,
        arabic: &str,
        entity: EntityId,
        name: &str,
    ) -> Range<usize> {
        if self.parts.len() >= KEPT {
            self.parts.clear();
        }
        let (place, _) = said_part(arabic, name);
        let part = Part { arabic: arabic.into(), entity, place: place.clone() };
        self.parts.insert_unique(hash_of, part, |part| hash(&part.arabic, part.entity));
        place
    }
}

/// With a large first letter.
fn hash(arabic: &str, entity: EntityId) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(arabic.as_bytes());
    hasher.write_u32(entity);
    hasher.finish()
}
