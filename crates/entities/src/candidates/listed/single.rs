//! Names of one word: they may be another word, a part of a longer name, or somebody's name.

use crate::EntityKind::{self, Location, Organisation, Person, Product, Work};
use crate::candidates::clubs::is_opponent;
use crate::candidates::{Page, after_said, in_place};
use crate::gazetteer::{Class, Entry};
use crate::letters::foreignness;
use crate::vocabulary::Form;

/// A word that announces names, or a country's name as an adjective or beside a currency.
pub(super) fn never_alone(page: Page<'_>, at: usize, form: Form, entry: Entry) -> bool {
    let facts = entry.facts;
    if !facts.is_country() {
        return !matches!(
            facts.class(),
            Class::None | Class::Institutional | Class::Nationality | Class::Generic | Class::Tail
        );
    }
    if form.cut > 0 {
        return false;
    }
    let Some(before) = page.reading.before(at) else { return false };
    let key = page.reading.key(before);
    let adjective = facts.class() == Class::Nationality
        && key.starts_with("ال")
        && page.reading.class(before) != Class::Never;
    adjective || CURRENCIES.iter().any(|unit| key.ends_with(unit))
}

/// Currencies after which a country's name may be an adjective.
const CURRENCIES: [&str; 9] =
    ["ليره", "دينار", "دينارا", "فرنك", "ريال", "ريالا", "جنيه", "جنيها", "درهم"];

/// Evidence for the word as a name, without what announces it.
pub(super) fn single(page: Page<'_>, at: usize, form: Form, entry: Entry) -> i32 {
    let facts = entry.facts;
    let kind = facts.kind();
    if facts.is_country() {
        return 80;
    }
    if facts.is_club() && kind == Some(Organisation) && is_opponent(page, at, form) {
        return 64;
    }
    if facts.is_ambiguous() || facts.class() != Class::None {
        return if kind == Some(Work) { 5 } else { 20 };
    }
    let base = base_score(kind);
    let mut score = base;
    if facts.is_common() {
        score -= if after_said(page, at, form) { 20 } else { 30 };
    }
    if facts.is_small() {
        let strange = foreignness(page.reading.key_from(at, form.cut)) > 0.4;
        score -= if strange && !facts.is_common() { 20 } else { 35 };
        score -= if form.cut > 0 && !strange { 15 } else { 0 };
    }
    // في إطار is no town.
    let doubtful = facts.is_common()
        || facts.is_small() && page.reading.word(at).is_some_and(|word| word.frequent);
    let placed = in_place(page, at, form) && !facts.is_name_part();
    if kind == Some(Location) && placed && !doubtful {
        score += 14;
    }
    // قال لازار: a surname that a company bears, too. Of a company a feminine verb is said.
    let man = after_said(page, at, form) && !is_feminine(page, at);
    if kind == Some(Organisation) && facts.is_foreign() && man {
        score -= 25;
    }
    let arabic = foreignness(page.reading.key_from(at, form.cut)) < ARABIC;
    if matches!(kind, Some(Organisation | Product)) && arabic {
        score -= 25;
    }
    let club = facts.is_club() && page.reading.is_sport();
    if !club && facts.is_name_part() && kind != Some(Person) && !in_place(page, at, form) {
        score -= if after_said(page, at, form) { 20 } else { 10 };
    }
    score
}

/// Whether the verb before the word has a feminine ending or prefix.
fn is_feminine(page: Page<'_>, at: usize) -> bool {
    let verb = page.reading.before(at).map_or("", |before| page.reading.key(before));
    verb.starts_with('ت') || verb.ends_with('ت')
}

/// Foreignness below which a word may well be an Arabic word that is no name.
const ARABIC: f32 = -0.4;

fn base_score(kind: Option<EntityKind>) -> i32 {
    match kind {
        Some(Location | Organisation) => 72,
        Some(Product) => 66,
        Some(Work) => 15,
        _ => 62,
    }
}

/// Cutting is doubtful where the whole word is known for itself.
pub(super) fn cut_penalty(page: Page<'_>, at: usize, one_word: bool, small: bool) -> i32 {
    let whole = page.reading.whole(at).and_then(|form| form.entry);
    match whole {
        Some(entry) if entry.facts.kind().is_some() || entry.facts.is_name_part() => 30,
        Some(entry) if entry.facts.is_common() && one_word => 35,
        Some(_) if one_word => 15,
        // بلاتر is no "in Latur".
        None if small && page.reading.key(at).starts_with(['ب', 'ل', 'ك']) => 20,
        _ => 2,
    }
}
