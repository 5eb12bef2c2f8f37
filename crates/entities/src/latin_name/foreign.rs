//! Whether a name is one of another language: the evidence of all its words together.
//!
//! Log odds of a logistic regression over the names of `corpora/annotated` (2,200 names; five
//! folds: 92 of 100 right), rounded, and moved towards each other where the words were few. What a
//! word says depends on its place: a foreign given name is borne by Arabs (جورج حداد), a foreign
//! surname seldom.

use warraq_normalize::fold_key;
use warraq_text::TokenKind;

use super::loans::{letter_name, loan_word, regnal_number};
use crate::EntityKind;
use crate::candidates::{Candidate, Page};
use crate::gazetteer::{Class, Entry};
use crate::letters::foreignness;

/// Log odds that the mention is a foreign name that follows its sound, not an Arabic or translated
/// one.
pub(super) fn evidence(page: Page<'_>, candidate: &Candidate) -> f32 {
    let is_word = |at: &usize| {
        let kind = page.reading.word(*at).map(|word| word.kind);
        matches!(kind, Some(TokenKind::Word | TokenKind::Latin))
    };
    let (mut first, mut sum, mut last) = (None, 0.0, None);
    for looks in candidate.words().filter(is_word).map(|at| looks(page, candidate, at)) {
        if first.is_none() {
            first = Some(looks);
        } else {
            sum += last.replace(looks).map_or(0.0, |middle| weight(candidate.kind, middle, MIDDLE));
        }
    }
    let only = last.is_none();
    let person = candidate.kind == EntityKind::Person;
    let first = first.map_or(0.0, |looks| {
        let place = if only && person { LAST } else { FIRST };
        weight(candidate.kind, looks, place)
    });
    let last = last.map_or(0.0, |looks| weight(candidate.kind, looks, LAST));
    first + sum + last + before(candidate.kind)
}

/// Whether no word of the mention is a common word or the name of an Arab: سوناطراك is coined,
/// عكاظ and زين are not.
pub(super) fn is_coined(page: Page<'_>, candidate: &Candidate) -> bool {
    candidate.words().all(|at| {
        let facts = listed(page, candidate, at).map(|entry| entry.facts).unwrap_or_default();
        !facts.is_common() && !facts.is_name_part()
    })
}

/// What a word of a name looks like.
#[derive(Debug, Clone, Copy)]
enum Looks {
    Article,
    /// بن, عبد.
    ArabJoint,
    Joint,
    /// Stands beside names, or never in one.
    Announces,
    /// Listed as foreign, and borne by nobody in the Arab states.
    ForeignName,
    /// Listed as foreign, but borne by Arabs too; with letters from those of a usual word to those
    /// of a foreign one.
    SharedName0,
    SharedName1,
    SharedName2,
    CommonArabName,
    ArabName,
    /// Listed as the name of an Arab, with letters that Arabic words seldom have.
    StrangeArabName,
    Common,
    /// Listed as something else.
    Listed,
    /// Unknown, with letters from those of a usual word to those of a foreign one.
    Unknown0,
    Unknown1,
    Unknown2,
    Unknown3,
}

/// By [`Looks`]: first, between, and last of a person's name; of another name.
const WEIGHTS: [[f32; 6]; 17] = [
    [-0.8, 0.0, -3.8, -2.5, -1.2, -3.2],
    [-3.1, -2.0, -2.0, -2.2, -0.8, -2.0],
    [-1.0, 0.2, 0.3, 1.1, -1.2, -0.5],
    [0.2, 0.4, 1.2, -3.0, 0.0, -0.6],
    [2.5, 1.5, 3.3, 4.0, -0.3, 0.4],
    [-0.6, -0.7, -0.7, 0.5, -2.0, -1.2],
    [0.2, 0.0, 0.6, 1.9, 0.0, 0.0],
    [1.4, -0.5, 1.5, 2.0, -0.4, 0.4],
    [-1.9, 0.0, -2.2, -1.1, -1.5, 0.0],
    [-1.5, -1.0, -3.3, -1.3, -0.8, -2.6],
    [-0.7, -1.0, -0.6, 1.5, -0.8, 1.0],
    [2.0, 0.0, 1.0, -0.2, -0.9, -0.6],
    [2.5, 0.0, 1.8, 0.6, -1.8, -0.4],
    [0.3, 0.6, 0.0, -0.5, -0.2, -3.0],
    [2.1, 1.5, 1.5, 0.0, -0.2, 1.5],
    [2.5, 1.9, 2.5, 2.0, 0.8, 2.0],
    [2.5, 1.9, 3.0, 2.5, 1.5, 1.0],
];
const FIRST: usize = 0;
const MIDDLE: usize = 1;
const LAST: usize = 2;

fn weight(kind: EntityKind, looks: Looks, place: usize) -> f32 {
    let columns = if kind == EntityKind::Person { 0 } else { 3 };
    WEIGHTS[looks as usize][columns + place]
}

/// Log odds by the kind alone.
fn before(kind: EntityKind) -> f32 {
    match kind {
        EntityKind::Person | EntityKind::Organisation => 0.6,
        EntityKind::Location => -0.1,
        EntityKind::Product => 1.6,
        EntityKind::Work | EntityKind::Event => -0.4,
    }
}

fn looks(page: Page<'_>, candidate: &Candidate, at: usize) -> Looks {
    if page.reading.word(at).is_some_and(|word| word.kind == TokenKind::Latin) {
        return Looks::ForeignName;
    }
    let cut = if at == candidate.first { candidate.cut } else { 0 };
    let text = page.text(at).get(cut as usize..).unwrap_or_default();
    let letters = || foreignness(&fold_key(text));
    let person = candidate.kind == EntityKind::Person;
    let is_letter =
        |at: usize| candidate.words().contains(&at) && letter_name(page.text(at)).is_some();
    match text {
        _ if is_letter(at) && (is_letter(at + 1) || at > 0 && is_letter(at - 1)) => Looks::Unknown2,
        "بن" | "ابن" | "بنت" | "أبو" | "ابو" | "عبد" | "آل" | "أم" => {
            Looks::ArabJoint
        }
        _ if person && at > candidate.first && regnal_number(text).is_some() => Looks::Joint,
        text if text.starts_with("ال") => Looks::Article,
        _ if !person && loan_word(text).is_some() => Looks::ForeignName,
        _ => match listed(page, candidate, at) {
            Some(entry) => looks_listed(page, entry, letters),
            None => looks_unknown(letters()),
        },
    }
}

/// What the lists say of a word, without proclitics.
fn listed(page: Page<'_>, candidate: &Candidate, at: usize) -> Option<Entry> {
    let cut = if at == candidate.first { candidate.cut } else { 0 };
    page.reading.form(at, cut)?.entry
}

fn looks_listed(page: Page<'_>, entry: Entry, letters: impl Fn() -> f32) -> Looks {
    let facts = entry.facts;
    match facts.class() {
        Class::Particle => return Looks::Joint,
        Class::None => {}
        _ => return Looks::Announces,
    }
    if facts.is_foreign() && page.gazetteer.latin(entry.entity).is_some() {
        match letters() {
            _ if !facts.is_arab() => Looks::ForeignName,
            ..-0.2 => Looks::SharedName0,
            ..0.4 => Looks::SharedName1,
            _ => Looks::SharedName2,
        }
    } else if facts.is_name_part() && !facts.is_arab() && !facts.is_common() {
        Looks::ForeignName
    } else if facts.is_name_part() {
        match facts.is_common() {
            true => Looks::CommonArabName,
            false if letters() < 0.4 => Looks::ArabName,
            false => Looks::StrangeArabName,
        }
    } else if facts.is_common() {
        Looks::Common
    } else if facts.kind().is_some() {
        Looks::Listed
    } else {
        looks_unknown(letters())
    }
}

fn looks_unknown(letters: f32) -> Looks {
    match letters {
        ..-0.2 => Looks::Unknown0,
        ..0.1 => Looks::Unknown1,
        ..0.4 => Looks::Unknown2,
        _ => Looks::Unknown3,
    }
}
