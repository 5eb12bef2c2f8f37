//! Words of names, which are cut neither into clitics nor down to a stem.

use warraq_entities::{Entity, EntityKind, LatinSource};
use warraq_text::{Span, View};
use warraq_tokenize::{Role, Segmentation, WordAnalyzer};

/// Bytes that a listed name must have where a word with clitics is cut once more before it: «وب|لندن».
const MIN_INNER_NAME: u32 = 2 * 4;

/// Names in rising order, walked beside the words of a text.
pub(crate) struct Names<'e>(pub(crate) &'e [Entity]);

impl<'e> Names<'e> {
    /// The name whose words are kept whole that `word` belongs to, and the part of the word that does. It
    /// begins after all words that were asked for before.
    ///
    /// The words of an organisation's name of several words, of titles and of festivals are mostly common
    /// ones, unless they are spelled by their sound.
    pub(crate) fn part(&mut self, word: Span, view: &View) -> Option<(&'e Entity, Span)> {
        let passed = self.0.iter().take_while(|entity| entity.span.end <= word.start).count();
        self.0 = &self.0[passed..];
        let entity = self.0.first().filter(|entity| entity.span.overlaps(word))?;
        let is_one_word = !view.slice(entity.span).contains(char::is_whitespace);
        let is_kept = match entity.kind {
            EntityKind::Person | EntityKind::Location | EntityKind::Product => true,
            EntityKind::Organisation if is_one_word => true,
            _ if is_one_word => entity.latin.is_some(),
            _ => entity.latin_source == Some(LatinSource::Generated),
        };
        let (start, end) = (entity.span.start.max(word.start), entity.span.end.min(word.end));
        is_kept.then_some((entity, Span { start, end }))
    }

    /// How `word` is cut with the name in it kept whole, if there is one; `cut` is how it is cut where none
    /// is known, which counts for more than a name of one word that no list has.
    ///
    /// A name may have clitics itself: «وتوباغو» in «ترينيداد وتوباغو», «بالله».
    pub(crate) fn cut(
        &mut self,
        word: Span,
        view: &View,
        words: &WordAnalyzer,
        cut: Segmentation,
    ) -> Option<Segmentation> {
        let (entity, name) = self.part(word, view)?;
        let mut name = Span { start: name.start - word.start, end: name.end - word.start };
        let surface = view.slice(word);
        let stem = cut.parts().find(|part| part.role == Role::Stem)?.span;
        let is_inner = entity.span.start < word.start;
        let is_joined = is_inner && entity.kind != EntityKind::Person && surface.starts_with('و');
        if stem.start > name.start && (is_joined || stem.of(surface) == "الله") {
            name.start = stem.start;
        }
        let is_listed =
            matches!(entity.latin_source, Some(LatinSource::Document | LatinSource::Gazetteer));
        let has_more = is_inner || entity.span.end > word.end;
        let is_certain = stem == name
            || if name.start > stem.start {
                is_listed && stem.start > 0 && name.len() >= MIN_INNER_NAME
            } else {
                is_listed || entity.kind == EntityKind::Person && has_more
            };
        if !is_certain {
            return None;
        }
        words.segmenter.keep(surface, name, words.scheme)
    }
}
