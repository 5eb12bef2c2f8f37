//! The Latin mentions of a document, to be compared with its Arabic ones.

use crate::translit::{SAME_NAME, Sounds, similarity};
use crate::{Entity, Script};

/// Latin names that are compared with each Arabic one: the first of a document.
const COMPARED: usize = 64;

/// The Latin mentions of a document, each name once.
#[derive(Debug, Default)]
pub(crate) struct LatinMentions<'d> {
    /// Place among the entities, text, and sounds of each of its parts: the whole, and each word.
    names: Vec<(usize, Vec<(&'d str, Sounds)>)>,
}

impl<'d> LatinMentions<'d> {
    pub(crate) fn collect(text: &'d str, entities: &[Entity]) -> Self {
        let mut names: Vec<(usize, Vec<(&str, Sounds)>)> = Vec::new();
        for (at, entity) in entities.iter().enumerate().filter(|(_, e)| e.script == Script::Latin) {
            let name = entity.span.of(text);
            let known =
                names.iter().any(|(_, parts)| parts.iter().next().is_some_and(|p| p.0 == name));
            if names.len() < COMPARED && !known {
                let words =
                    name.split(' ').filter(|word| word.len() > 2 && word.len() < name.len());
                let parts = std::iter::once(name).chain(words);
                names.push((at, parts.map(|part| (part, Sounds::of_latin(part))).collect()));
            }
        }
        Self { names }
    }

    /// The mention, or the word of one, that sounds most like `arabic`.
    pub(crate) fn part_like(&self, arabic: &str) -> Option<&'d str> {
        if self.is_empty() {
            return None;
        }
        let sounds = Sounds::of_arabic(arabic);
        self.names
            .iter()
            .flat_map(|(_, parts)| parts)
            .filter(|(_, part)| sounds.may_match(*part))
            .map(|(name, _)| (similarity(arabic, name), *name))
            .filter(|(score, _)| *score > SAME_NAME + 0.1)
            .max_by(|(a, _), (b, _)| a.total_cmp(b))
            .map(|(_, name)| name)
    }

    /// Places and texts of the mentions that sound like `arabic` as a whole or are written
    /// `latin`.
    pub(crate) fn like(&self, arabic: &str, latin: Option<&str>) -> impl Iterator<Item = usize> {
        let sounds = Sounds::of_arabic(arabic);
        self.names.iter().filter_map(move |(at, parts)| {
            let (name, part) = parts.first()?;
            let written = latin.is_some_and(|latin| latin.eq_ignore_ascii_case(name));
            let heard = || sounds.may_match(*part) && similarity(arabic, name) > SAME_NAME + 0.15;
            (written || heard()).then_some(*at)
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
