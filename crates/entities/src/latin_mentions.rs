//! The Latin mentions of a document, to be compared with its Arabic ones.

use crate::translit::Spoken;
use crate::{Entity, LatinSource, Script};

/// Latin names that are compared with each Arabic one: the first of a document.
const COMPARED: usize = 256;

/// The Latin mentions of a document, each name once.
#[derive(Debug, Default)]
pub(crate) struct LatinMentions<'d> {
    /// Place among the entities, text, and sound of each of its parts: the whole, and each word.
    names: Vec<(usize, Vec<(&'d str, Spoken)>)>,
}

impl<'d> LatinMentions<'d> {
    pub(crate) fn collect(text: &'d str, entities: &[Entity]) -> Self {
        let mut names: Vec<(usize, Vec<(&str, Spoken)>)> = Vec::new();
        for (at, entity) in entities.iter().enumerate().filter(|(_, e)| e.script == Script::Latin) {
            let name = entity.span.of(text);
            let known =
                names.iter().any(|(_, parts)| parts.iter().next().is_some_and(|p| p.0 == name));
            if names.len() < COMPARED && !known {
                let words =
                    name.split(' ').filter(|word| word.len() > 2 && word.len() < name.len());
                let parts = std::iter::once(name).chain(words);
                names.push((at, parts.map(|part| (part, Spoken::latin(part))).collect()));
            }
        }
        Self { names }
    }

    /// The mention, or the word of one, that sounds most like `arabic`.
    pub(crate) fn part_like(&self, arabic: &str) -> Option<&'d str> {
        if self.is_empty() {
            return None;
        }
        let arabic = Spoken::arabic(arabic);
        self.names
            .iter()
            .flat_map(|(_, parts)| parts)
            .filter_map(|(name, part)| Some((arabic.is_like(part, 0.1)?, *name)))
            .max_by(|(a, _), (b, _)| a.total_cmp(b))
            .map(|(_, name)| name)
    }

    /// Places of the mentions that are written as the Latin name of `entity`, which is `arabic`, or sound like
    /// it as a whole.
    pub(crate) fn like(&self, arabic: &str, entity: &Entity) -> impl Iterator<Item = usize> {
        // Where a Latin name is from elsewhere, no mention was found that sounds like it.
        let is_heard = matches!(entity.latin_source, None | Some(LatinSource::Document));
        let arabic = is_heard.then(|| Spoken::arabic(arabic));
        self.names.iter().filter_map(move |(at, parts)| {
            let (name, part) = parts.first()?;
            let written = entity.latin.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(name));
            let heard = || arabic.as_ref()?.is_like(part, 0.15);
            (written || heard().is_some()).then_some(*at)
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
