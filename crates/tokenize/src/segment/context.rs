//! What the words beside a word say about its clitics.

use super::affixes::Split;
use super::ranker::{Shape, hash, id};
use warraq_text::Token;

/// The tokens before and after a word, each empty where there is none.
///
/// ```
/// use warraq_tokenize::{Neighbours, Scheme, Segmenter};
///
/// let segmenter = Segmenter::default();
/// let neighbours = Neighbours { previous: "قرأت", next: "." };
/// let segmentation = segmenter.segment_between("كتابي", "كتابي", neighbours, Scheme::Atb);
/// let parts: Vec<_> = segmentation.parts().map(|part| part.span.of("كتابي")).collect();
/// assert_eq!(parts, ["كتاب", "ي"]);
/// ```
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Neighbours<'t> {
    /// The token before.
    pub previous: &'t str,
    /// The token after.
    pub next: &'t str,
}

impl<'t> Neighbours<'t> {
    /// The neighbours of the token `index` of `tokens`, the tokens of `text`.
    #[must_use]
    pub fn of(text: &'t str, tokens: &[Token], index: usize) -> Self {
        let word = |index: Option<usize>| {
            let span = index.and_then(|index| tokens.get(index)).map(|token| token.span);
            span.and_then(|span| text.get(span.into_range())).unwrap_or_default()
        };
        Self { previous: word(index.checked_sub(1)), next: word(index.checked_add(1)) }
    }
}

/// Letters of the neighbours, as numbers.
pub(super) struct Context {
    previous: u32,
    previous_start: u32,
    previous_end: u32,
    next: u32,
    next_start: u32,
    next_end: u32,
    previous_class: u32,
    next_class: u32,
}

/// The class of words and signs that stand in the same places as `word`: what it is if it is short,
/// else how it begins and ends.
fn class(word: &str) -> u32 {
    match word.chars().next() {
        None => 0,
        Some('0'..='9') => 1,
        Some('a'..='z' | 'A'..='Z') => 2,
        Some(_) if word.chars().nth(3).is_none() => letters_id(word.chars()),
        Some(first) if !first.is_alphabetic() => u32::from(first),
        Some(_) => 3 + 16 * beginning(word) + ending(word),
    }
}

/// Beginnings of a definite noun, of verbs, and what may be a clitic.
fn beginning(word: &str) -> u32 {
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let begins = |beginnings: &[&str]| beginnings.iter().any(|start| word.starts_with(start));
    let is_definite = |word: &str| ["ال", "لل", "بال", "كال"].iter().any(|al| word.starts_with(al));
    match () {
        () if is_definite(word) || is_definite(bare) => 0,
        () if begins(&["ي", "سي", "ست", "وي", "وت"]) => 1,
        () if begins(&["ت"]) => 2,
        () if begins(&["أ", "ن"]) => 3,
        () if begins(&["ب", "ل", "ك"]) => 4,
        () if begins(&["و", "ف"]) => 5,
        () if begins(&["م"]) => 6,
        () if begins(&["ا", "إ"]) => 7,
        () => 8,
    }
}

/// Endings of gender, number and person, and pronouns.
fn ending(word: &str) -> u32 {
    let ends = |endings: &[&str]| endings.iter().any(|end| word.ends_with(end));
    match () {
        () if ends(&["ة"]) => 0,
        () if ends(&["ات"]) => 1,
        () if ends(&["ين"]) => 2,
        () if ends(&["ون", "ان"]) => 3,
        () if ends(&["وا"]) => 4,
        () if ends(&["نا"]) => 5,
        () if ends(&["ها", "هم", "ه"]) => 6,
        () if ends(&["ا"]) => 7,
        () if ends(&["ت"]) => 8,
        () if ends(&["ني"]) => 9,
        () if ends(&["ي"]) => 10,
        () => 11,
    }
}

impl Context {
    pub(super) fn new(neighbours: Neighbours) -> Self {
        let whole = |word: &str| letters_id(word.chars());
        let start = |word: &str| letters_id(word.chars().take(2));
        let end = |word: &str| letters_id(word.chars().rev().take(2));
        let Neighbours { previous, next } = neighbours;
        Self {
            previous: whole(previous),
            previous_start: start(previous),
            previous_end: end(previous),
            next: whole(next),
            next_start: start(next),
            next_end: end(next),
            previous_class: class(previous),
            next_class: class(next),
        }
    }

    /// Calls `each` with the hash of every feature of `split` of a word of these `letters`.
    pub(super) fn for_each_feature(
        &self,
        letters: &[char],
        split: Split,
        shape: Shape,
        mut each: impl FnMut(usize),
    ) {
        let [proclitics, stem, enclitic] = split.pieces(letters);
        let (p, s) = (id(proclitics), id(enclitic));
        let (start, end) = (
            id(stem.get(..1).unwrap_or(stem)),
            id(stem.last_chunk::<1>().map_or(&[][..], |last| last)),
        );
        let word = id(letters) ^ p.rotate_left(3) ^ s.rotate_left(9);
        let mut emit = |template: u32, a: u32, b: u32| each(hash::<CONTEXT_BITS>(template, a, b));
        emit(64, self.previous, p);
        emit(65, self.previous, s);
        emit(66, self.previous, p ^ start.rotate_left(5));
        emit(67, self.previous_end, p);
        emit(68, self.previous_end, s);
        emit(69, self.previous_start, p);
        emit(70, self.previous_start, s);
        emit(71, self.next, p);
        emit(72, self.next, s);
        emit(73, self.next_start, p);
        emit(74, self.next_start, s);
        emit(75, self.next_start, s ^ end.rotate_left(5));
        emit(76, self.next_end, p);
        emit(77, self.next_end, s);
        let clitics = p ^ s.rotate_left(9);
        let shaped = clitics ^ u32::from(shape.0).wrapping_mul(0x85EB_CA6B);
        emit(78, self.previous_class, clitics);
        emit(79, self.next_class, clitics);
        emit(80, self.previous_class.rotate_left(11) ^ self.next_class, clitics);
        emit(81, self.previous_class, shaped);
        emit(82, self.next_class, shaped);
        emit(83, self.previous_class, word);
        emit(84, self.next_class, word);
        emit(85, 0, shaped);
    }
}

/// Bits of the hash of a feature.
pub(super) const CONTEXT_BITS: u32 = 18;

fn letters_id(letters: impl Iterator<Item = char>) -> u32 {
    letters.fold(1, super::ranker::add_letter)
}
