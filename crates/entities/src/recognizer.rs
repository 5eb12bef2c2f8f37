use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHashMap;
use warraq_normalize::fold_key;
use warraq_text::{Token, View};

use crate::candidates::{self, Candidate, Page};
use crate::decide::settle;
use crate::document::Names;
use crate::gazetteer::{Gazetteer, NameList, hash_phrase, hash_word};
use crate::latin_mentions::LatinMentions;
use crate::latin_name::{Memo, latin_name};
use crate::lexicon::Lexicon;
use crate::link::Linker;
use crate::reading::Reading;
use crate::tagger::{Desk, LEARNED, Tagger};
use crate::{Entity, LatinSource, Script};

/// Finds the names of a document. Built once, shared by all threads.
#[derive(Debug, Clone)]
pub struct Recognizer {
    /// Another number for other lists.
    id: u64,
    gazetteer: Gazetteer,
    lexicon: Option<Lexicon>,
    tagger: Option<Tagger>,
}

/// Memory that is used again from document to document; one for each thread.
#[derive(Debug, Default)]
pub struct Scratch {
    reading: Reading,
    proposed: Vec<Candidate>,
    candidates: Vec<Candidate>,
    desk: Desk,
    taken: Vec<bool>,
    names: Names,
    linker: Linker,
    memo: Memo,
}

impl Default for Recognizer {
    fn default() -> Self {
        Self {
            id: next_id(),
            gazetteer: Gazetteer::default(),
            lexicon: None,
            tagger: Tagger::read(LEARNED),
        }
    }
}

impl Recognizer {
    /// A recognizer with the compiled lists and the tagger of this crate.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With a frequency lexicon (`warraq_models::FREQUENCY_LEXICON`), by which frequent words are
    /// not taken for foreign names. Bytes that are no lexicon change nothing.
    #[must_use]
    pub fn with_lexicon(self, bytes: &'static [u8]) -> Self {
        Self { id: next_id(), lexicon: Lexicon::read(bytes), ..self }
    }

    /// With other compiled lists.
    #[must_use]
    pub fn with_lists(self, gazetteer: Gazetteer) -> Self {
        Self { id: next_id(), gazetteer, ..self }
    }

    /// With names that a user adds to the lists.
    #[must_use]
    pub fn with_names(self, names: NameList) -> Self {
        Self { id: next_id(), gazetteer: self.gazetteer.with_names(names), ..self }
    }

    /// With the weights of another tagger, made by [`crate::TaggerTrainer`]. Bytes that are none
    /// leave the rules alone.
    #[must_use]
    pub fn with_tagger(self, bytes: &'static [u8]) -> Self {
        Self { id: next_id(), tagger: Tagger::read(bytes), ..self }
    }

    /// Whether the lists know `name` as a whole, without its proclitics.
    #[must_use]
    pub fn is_listed(&self, name: &str) -> bool {
        let words = name.split([' ', '\u{00A0}']).map(|word| hash_word(&fold_key(word)));
        let entry = words.reduce(hash_phrase).and_then(|hash| self.gazetteer.get(hash));
        entry.is_some_and(|entry| entry.facts.kind().is_some() || entry.facts.is_name_part())
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
        let Scratch { reading, proposed, candidates, desk, taken, names, linker, memo } = scratch;
        reading.read(view, tokens, self.id, &self.gazetteer, self.lexicon);
        let page = Page { view, reading, gazetteer: &self.gazetteer };
        candidates::propose(page, proposed);
        candidates.clone_from(proposed);
        Self::rules(page, candidates, taken, names);
        if let Some(tagger) = &self.tagger {
            tagger.tag(page, proposed, candidates, desk);
            occupy(candidates, taken);
            names.repeat(page, candidates, taken);
        }
        memo.begin(self.id);
        place(page, candidates, out);
        let latin = LatinMentions::collect(&view.text, out);
        name(page, candidates, &latin, memo, out);
        linker.link(page, candidates, &latin, out);
    }

    /// Keeps of the candidates what the rules alone take for names, and adds further mentions.
    fn rules(
        page: Page<'_>,
        candidates: &mut Vec<Candidate>,
        taken: &mut Vec<bool>,
        names: &mut Names,
    ) {
        settle(candidates, page.reading.len(), taken);
        names.repeat(page, candidates, taken);
    }

    /// Reads the features of a document for the trainer; returns the ends of its lines.
    pub(crate) fn prepare(&self, view: &View, tokens: &[Token], desk: &mut Desk) -> Vec<usize> {
        let (mut reading, mut taken) = (Reading::default(), Vec::new());
        reading.read(view, tokens, self.id, &self.gazetteer, self.lexicon);
        let page = Page { view, reading: &reading, gazetteer: &self.gazetteer };
        let mut proposed = Vec::new();
        candidates::propose(page, &mut proposed);
        let mut found = proposed.clone();
        Self::rules(page, &mut found, &mut taken, &mut Names::default());
        desk.read_rows(page, &proposed, &found);
        let breaks = |&at: &usize| reading.word(at).is_some_and(|word| word.after_break);
        (1..reading.len()).filter(breaks).chain([reading.len()]).collect()
    }

    /// The names of a document; see [`Recognizer::find_into`].
    #[must_use]
    pub fn find(&self, view: &View, tokens: &[Token]) -> Vec<Entity> {
        let mut out = Vec::new();
        self.find_into(view, tokens, &mut Scratch::default(), &mut out);
        out
    }
}

/// A number for a recognizer, by which a scratch knows whose words it remembers.
fn next_id() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Marks the words of the names, and no others.
fn occupy(names: &[Candidate], taken: &mut [bool]) {
    taken.fill(false);
    for name in names {
        taken.get_mut(name.words()).unwrap_or_default().fill(true);
    }
}

type Latin = Option<(Box<str>, LatinSource)>;

/// Fills `out` with the names, as yet without Latin names and links.
fn place(page: Page<'_>, names: &[Candidate], out: &mut Vec<Entity>) {
    out.clear();
    out.extend(names.iter().map(|name| {
        let span = name.span(page.reading);
        let script = Script::of(span.of(&page.view.text));
        Entity { span, kind: name.kind, script, latin: None, latin_source: None, link: 0 }
    }));
}

/// Gives the names in Arabic letters their Latin ones.
fn name(
    page: Page<'_>,
    names: &[Candidate],
    latin: &LatinMentions<'_>,
    memo: &mut Memo,
    out: &mut [Entity],
) {
    let mut known = FxHashMap::<(&str, u32), Latin>::default();
    for (entity, name) in out.iter_mut().zip(names).filter(|(e, _)| e.script != Script::Latin) {
        let key = (entity.span.of(&page.view.text), name.entity);
        let written = known.entry(key).or_insert_with(|| latin_name(page, name, latin, memo));
        (entity.latin, entity.latin_source) = written.clone().unzip();
    }
}
