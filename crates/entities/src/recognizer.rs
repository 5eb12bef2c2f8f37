use rustc_hash::FxHashMap;
use warraq_text::{Token, View};

use crate::candidates::{self, Candidate, Page};
use crate::decide::settle;
use crate::document::Names;
use crate::gazetteer::Gazetteer;
use crate::latin_mentions::LatinMentions;
use crate::latin_name::latin_name;
use crate::lexicon::Lexicon;
use crate::link::Linker;
use crate::reading::Reading;
use crate::{Entity, Script};

/// Finds the names of a document. Built once, shared by all threads.
#[derive(Debug, Clone, Default)]
pub struct Recognizer {
    gazetteer: Gazetteer,
    lexicon: Option<Lexicon>,
}

/// Memory that is used again from document to document; one for each thread.
#[derive(Debug, Default)]
pub struct Scratch {
    reading: Reading,
    candidates: Vec<Candidate>,
    taken: Vec<bool>,
    names: Names,
    linker: Linker,
}

impl Recognizer {
    /// A recognizer with the compiled lists of this crate.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With a frequency lexicon (`warraq_models::FREQUENCY_LEXICON`), by which frequent words are
    /// not taken for foreign names. Bytes that are no lexicon change nothing.
    #[must_use]
    pub fn with_lexicon(self, bytes: &'static [u8]) -> Self {
        Self { lexicon: Lexicon::read(bytes), ..self }
    }

    /// Clears `out` and fills it with the names of a document, in the order of the text; no two
    /// overlap. `tokens` are those of `view`.
    pub fn find_into(
        &self,
        view: &View,
        tokens: &[Token],
        scratch: &mut Scratch,
        out: &mut Vec<Entity>,
    ) {
        let Scratch { reading, candidates, taken, names, linker } = scratch;
        reading.read(view, tokens, &self.gazetteer, self.lexicon);
        let page = Page { view, reading, gazetteer: &self.gazetteer };
        candidates::propose(page, candidates);
        settle(candidates, page.reading.len(), taken);
        names.repeat(page, candidates, taken);
        write(page, candidates, out);
        linker.link(page, candidates, out);
    }

    /// The names of a document; see [`Recognizer::find_into`].
    #[must_use]
    pub fn find(&self, view: &View, tokens: &[Token]) -> Vec<Entity> {
        let mut out = Vec::new();
        self.find_into(view, tokens, &mut Scratch::default(), &mut out);
        out
    }
}

fn write(page: Page<'_>, names: &[Candidate], out: &mut Vec<Entity>) {
    out.clear();
    out.extend(names.iter().map(|name| {
        let span = name.span(page.reading);
        let script = Script::of(span.of(&page.view.text));
        Entity { span, kind: name.kind, script, latin: None, link: 0 }
    }));
    let latin = LatinMentions::collect(&page.view.text, out);
    let mut known = FxHashMap::<(&str, u32), Option<Box<str>>>::default();
    for (entity, name) in out.iter_mut().zip(names).filter(|(e, _)| e.script != Script::Latin) {
        let key = (entity.span.of(&page.view.text), name.entity);
        entity.latin = known.entry(key).or_insert_with(|| latin_name(page, name, &latin)).clone();
    }
}
