use rustc_hash::FxHashMap;
use warraq_normalize::fold_key;

use super::{EntityId, Entry, Facts, hash_phrase, hash_word};
use crate::translit::{SAME_NAME, similarity};
use crate::{EntityKind, Script};

/// Names that a user adds to the lists, and believes in: where the words of one stand, it is found.
///
/// ```
/// use warraq_entities::gazetteer::NameList;
/// use warraq_entities::{EntityKind, Recognizer};
/// use warraq_normalize::Normalizer;
///
/// let mut names = NameList::default();
/// names.add(["نمو"], EntityKind::Organisation, Some("Numuw Partners"));
/// let recognizer = Recognizer::new().with_names(names);
///
/// let view = Normalizer::light().normalize("أعلنت نمو نتائجها.");
/// let mut tokens = Vec::new();
/// warraq_tokenize::words_into(&view.text, &mut tokens);
/// let found = recognizer.find(&view, &tokens);
/// assert_eq!(view.slice(found[0].span), "نمو");
/// ```
#[derive(Debug, Default, Clone)]
pub struct NameList {
    nodes: FxHashMap<u64, Entry>,
    latin: Vec<Box<str>>,
}

impl NameList {
    /// Adds a name: its tokens, as the tokenizer splits them, its kind, and its Latin name. A Latin
    /// name is found as well, and is given to mentions in Arabic letters if these follow its sound.
    /// Names without words are passed over.
    pub fn add<'w>(
        &mut self,
        words: impl IntoIterator<Item = &'w str>,
        kind: EntityKind,
        latin: Option<&str>,
    ) {
        let mut form = String::new();
        let mut node = None;
        for word in words {
            form.push_str(word);
            let word = hash_word(&fold_key(word));
            node = Some(match node {
                None => word,
                Some(before) => {
                    let start = self.nodes.entry(before).or_default();
                    start.facts = start.facts.prefix();
                    hash_phrase(before, word)
                }
            });
        }
        let Some(node) = node else { return };
        let sounds = latin.is_some_and(|latin| similarity(&form, latin) > SAME_NAME);
        let facts = Facts::default().own().with_kind(kind);
        let facts = if sounds { facts.by_sound() } else { facts };
        let written = Some(form.as_str()).filter(|form| Script::of(form) == Script::Latin);
        let entity = latin.or(written).map_or(0, |latin| self.entity(latin));
        let known = self.nodes.entry(node).or_default();
        *known = Entry { facts: facts.union(known.facts), entity };
    }

    /// Number of a Latin name, counted from 1.
    fn entity(&mut self, latin: &str) -> EntityId {
        let known = self.latin.iter().position(|name| **name == *latin);
        let place = known.unwrap_or_else(|| {
            self.latin.push(latin.into());
            self.latin.len() - 1
        });
        place as EntityId + 1
    }

    pub(super) fn get(&self, hash: u64) -> Option<Entry> {
        self.nodes.get(&hash).copied()
    }

    pub(super) fn latin(&self, entity: EntityId) -> Option<&str> {
        self.latin.get(entity.checked_sub(1)? as usize).map(|name| &**name)
    }
}
