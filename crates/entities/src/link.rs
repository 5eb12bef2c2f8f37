//! Which mentions name the same thing.

use rustc_hash::FxHashMap;

use crate::candidates::{Candidate, Page};
use crate::document::{name_hash, word_hashes};
use crate::gazetteer::hash_word;
use crate::latin_mentions::LatinMentions;
use crate::{Entity, EntityKind, Script};

/// Numbers the entities so that mentions of the same thing have the same number. `names` and
/// `entities` are the same mentions.
#[derive(Debug, Default)]
pub(crate) struct Linker {
    parents: Vec<u32>,
    by_key: FxHashMap<u64, u32>,
    /// The Latin mention that each Arabic text sounds like.
    heard: FxHashMap<Box<str>, Option<usize>>,
}

impl Linker {
    pub(crate) fn link(
        &mut self,
        page: Page<'_>,
        names: &[Candidate],
        latin: &LatinMentions<'_>,
        entities: &mut [Entity],
    ) {
        self.parents.clear();
        self.parents.extend(0..names.len() as u32);
        self.by_key.clear();
        self.heard.clear();
        for (at, name) in names.iter().enumerate() {
            self.join_by_key(page, at as u32, name);
        }
        self.join_people(page, names);
        self.join_beside(page, names, entities);
        self.join_scripts(page, latin, entities);
        for at in 0..entities.len() {
            let root = self.root(at as u32);
            if let Some(entity) = entities.get_mut(at) {
                entity.link = root;
            }
        }
    }

    /// The same words, or the same entity of the lists.
    fn join_by_key(&mut self, page: Page<'_>, at: u32, name: &Candidate) {
        let group = group(name.kind);
        self.join_with_key(at, tagged(name_hash(page.reading, name), group));
        if let Some(latin) = page.gazetteer.latin(name.entity) {
            let bare = latin.strip_prefix("The ").unwrap_or(latin);
            self.join_with_key(at, tagged(hash_word(&bare.to_lowercase()), group | 8));
        }
    }

    fn join_with_key(&mut self, at: u32, key: u64) {
        let first = *self.by_key.entry(key).or_insert(at);
        self.join(first, at);
    }

    /// One word of a person's name with the last full name that has it.
    fn join_people(&mut self, page: Page<'_>, names: &[Candidate]) {
        let mut bearers = FxHashMap::<u64, u32>::default();
        for (at, name) in
            names.iter().enumerate().filter(|(_, name)| name.kind == EntityKind::Person)
        {
            let hashes: Vec<u64> = word_hashes(page.reading, name).collect();
            match hashes.as_slice() {
                [.., last]
                    if hashes.len() < 3 && bearers.contains_key(last) && hashes.len() == 1 =>
                {
                    if let Some(&bearer) = bearers.get(last) {
                        self.join(bearer, at as u32);
                    }
                }
                several if several.len() > 1 => {
                    for &hash in several {
                        bearers.insert(hash, at as u32);
                    }
                }
                _ => {}
            }
        }
    }

    /// A name and its other form in brackets after it: نتفليكس (Netflix).
    fn join_beside(&mut self, page: Page<'_>, names: &[Candidate], entities: &[Entity]) {
        for (at, pair) in names.windows(2).enumerate() {
            let [name, next] = pair else { continue };
            let beside = next.first == name.end + 1 && page.is_mark(name.end, &['(']);
            let other =
                entities.get(at).map(|e| e.script) != entities.get(at + 1).map(|e| e.script);
            if beside && other && group(name.kind) == group(next.kind) {
                self.join(at as u32, at as u32 + 1);
            }
        }
    }

    /// A mention in Arabic letters and one in Latin letters of the same sound.
    fn join_scripts(&mut self, page: Page<'_>, latin: &LatinMentions<'_>, entities: &[Entity]) {
        if latin.is_empty() {
            return;
        }
        for (at, entity) in entities.iter().enumerate().filter(|(_, e)| e.script != Script::Latin) {
            let first = *self
                .heard
                .entry(entity.span.of(&page.view.text).into())
                .or_insert_with_key(|name| {
                    latin.like(name, entity).find(|&other| {
                        entities
                            .get(other)
                            .is_some_and(|other| group(other.kind) == group(entity.kind))
                    })
                });
            if let Some(other) = first {
                self.join(other as u32, at as u32);
            }
        }
    }

    fn root(&mut self, mut at: u32) -> u32 {
        while let Some(&parent) = self.parents.get(at as usize)
            && parent != at
        {
            let above = self.parents.get(parent as usize).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(at as usize) {
                *slot = above;
            }
            at = above;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(parent) = self.parents.get_mut(a.max(b) as usize) {
            *parent = a.min(b);
        }
    }
}

/// Kinds between which one name may waver: a company and its product are one group.
fn group(kind: EntityKind) -> u64 {
    match kind {
        EntityKind::Person => 1,
        EntityKind::Organisation | EntityKind::Product => 2,
        EntityKind::Location => 3,
        EntityKind::Work => 4,
        EntityKind::Event => 5,
    }
}

fn tagged(hash: u64, tag: u64) -> u64 {
    hash.rotate_left(7).wrapping_add(tag.wrapping_mul(0x9E37_79B9_7F4A_7C15))
}
