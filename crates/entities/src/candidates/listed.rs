//! Phrases of the lists.

use warraq_text::TokenKind;

use super::{Candidate, Page};
use crate::EntityKind::{self, Location, Organisation, Person, Product, Work};
use crate::gazetteer::{Class, Entry, hash_phrase};
use crate::letters::foreignness;
use crate::reading::Form;

/// Longest phrase, in words.
const LONGEST: usize = 10;

pub(super) fn propose(page: Page<'_>, at: usize, out: &mut Vec<Candidate>) {
    for &form in page.reading.forms(at) {
        let Some(entry) = form.entry else { continue };
        if let Some(candidate) = judge(page, at, form, at + 1, entry) {
            out.push(candidate);
        }
        if entry.facts.is_prefix() {
            propose_phrases(page, at, form, out);
        }
    }
}

fn propose_phrases(page: Page<'_>, at: usize, form: Form, out: &mut Vec<Candidate>) {
    let mut node = form.hash;
    for next in at + 1..at + LONGEST {
        let Some(word) = page.reading.whole(next) else { return };
        if page.reading.word(next).is_none_or(|word| word.after_break) {
            return;
        }
        node = hash_phrase(node, word.hash);
        let Some(entry) = page.gazetteer.get(node) else { return };
        out.extend(judge(page, at, form, next + 1, entry));
        if !entry.facts.is_prefix() {
            return;
        }
    }
}

fn judge(page: Page<'_>, at: usize, form: Form, end: usize, entry: Entry) -> Option<Candidate> {
    let listed = entry.facts.kind()?;
    if (at..end).all(|at| is_capital_latin(page, at)) {
        return None;
    }
    if end == at + 1 && never_alone(page, at, form, entry) {
        return None;
    }
    let announced = page.announced(at, form.cut);
    let listed = if is_club(page, at, form, end, entry) { Organisation } else { listed };
    let kind = announced.filter(|&kind| entry.facts.may_be(kind)).unwrap_or(listed);
    let one_word = end == at + 1;
    let mut score = if one_word { single(page, at, form, entry) } else { phrase(entry) };
    if announced == Some(kind) && one_word {
        score = (score + 40).min(80).max(score);
    } else if announced == Some(kind) {
        score += 40;
    } else if announced.is_some_and(|announced| announced != kind) && one_word {
        score -= 10;
    }
    if form.cut > 0 {
        score -= cut_penalty(page, at, one_word, entry.facts.is_small());
    }
    let (kind, end) = with_model(page, kind, announced, end);
    let brand = (kind == Product && form.cut == 0).then(|| brand_before(page, at)).flatten();
    let (first, cut) = brand.unwrap_or((at, form.cut));
    Some(Candidate {
        first,
        end,
        cut,
        kind,
        score,
        sure_kind: true,
        entity: entry.entity,
        by_sound: entry.facts.is_by_sound(),
    })
}

/// The number or Latin name of a model belongs to a product, and makes one of a brand that is
/// announced as one: طراز إيرباص A350, آيفون 14 برو.
fn with_model(
    page: Page<'_>,
    kind: EntityKind,
    announced: Option<EntityKind>,
    end: usize,
) -> (EntityKind, usize) {
    let brand = kind == Organisation && announced == Some(Product);
    if kind != Product && !brand {
        return (kind, end);
    }
    let latin = page.reading.continues(end, TokenKind::Latin)
        && page.text(end).chars().any(|c| c.is_ascii_digit() || c.is_uppercase());
    let model = if latin { end + 1 } else { super::latin::with_number(page, end) };
    if model == end {
        return (kind, end);
    }
    let more = page.reading.continues(model, TokenKind::Word)
        && matches!(page.reading.key(model), "برو" | "بلس" | "الترا" | "ماكس" | "ميني" | "لايت");
    (Product, if more { model + 1 } else { model })
}

/// Whether a city's name means its club: ليون الفرنسي, or in a report of sport, unless it stands
/// where places stand.
fn is_club(page: Page<'_>, at: usize, form: Form, end: usize, entry: Entry) -> bool {
    if !entry.facts.is_club() || entry.facts.kind() != Some(Location) {
        return false;
    }
    let of_country = page.reading.continues(end, TokenKind::Word)
        && page.reading.class(end) == Class::Nationality
        && !page.reading.key(end).ends_with('ه');
    of_country || page.reading.is_sport() && !in_place(page, at, form)
}

/// Whether the word stands where a report of sport names a club.
fn is_opponent(page: Page<'_>, at: usize, form: Form) -> bool {
    let before = page.reading.before(at).map_or("", |before| page.reading.key(before));
    let beside = matches!(
        before,
        "امام"
            | "ضد"
            | "علي"
            | "مع"
            | "عن"
            | "بين"
            | "غريمه"
            | "منافسه"
            | "ضيفه"
            | "مضيفه"
            | "نظيره"
            | "لاعب"
            | "مدرب"
            | "مهاجم"
            | "حارس"
            | "مدافع"
            | "نجم"
            | "جماهير"
            | "مرمي"
            | "مباراه"
            | "قائد"
    );
    page.reading.is_sport() && (form.cut == 0 && beside)
}

/// The brand before a product, which belongs to its name: رونو كليو.
fn brand_before(page: Page<'_>, at: usize) -> Option<(usize, u32)> {
    let before = page.reading.before(at)?;
    page.reading.forms(before).iter().find_map(|form| {
        let facts = form.entry?.facts;
        let brand = facts.kind() == Some(Organisation)
            && facts.is_by_sound()
            && !facts.is_common()
            && !facts.is_ambiguous();
        brand.then_some((before, form.cut))
    })
}

/// Words that the rule for Latin runs takes.
fn is_capital_latin(page: Page<'_>, at: usize) -> bool {
    page.reading.word(at).is_some_and(|word| word.kind == TokenKind::Latin)
        && page.text(at).chars().any(char::is_uppercase)
}

/// A word that announces names, or a country's name as an adjective or beside a currency.
fn never_alone(page: Page<'_>, at: usize, form: Form, entry: Entry) -> bool {
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

/// A phrase of several words is seldom anything else.
fn phrase(entry: Entry) -> i32 {
    if entry.facts.is_ambiguous() { 30 } else { 80 }
}

/// A single word may be another word, a part of a longer name, or somebody's name.
fn single(page: Page<'_>, at: usize, form: Form, entry: Entry) -> i32 {
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
    if kind == Some(Location) && in_place(page, at, form) && !facts.is_name_part() {
        score += 14;
    }
    let arabic = foreignness(page.reading.key_from(at, form.cut)) < ARABIC;
    if matches!(kind, Some(Organisation | Product)) && arabic {
        score -= 25;
    }
    if facts.is_name_part() && kind != Some(Person) && !in_place(page, at, form) {
        score -= if after_said(page, at, form) { 20 } else { 10 };
    }
    score
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

/// Whether the word stands where places stand: after في or with ب.
fn in_place(page: Page<'_>, at: usize, form: Form) -> bool {
    let key = page.reading.key(at);
    if form.cut > 0 {
        return key.starts_with('ب') || key.starts_with("وب");
    }
    page.reading.before(at).is_some_and(|before| {
        matches!(page.reading.key(before), "في" | "وفي" | "الي" | "من" | "قرب")
    })
}

/// Whether a verb of saying stands before: its subject is a person rather.
fn after_said(page: Page<'_>, at: usize, form: Form) -> bool {
    let before = page.reading.before(at);
    form.cut == 0 && before.is_some_and(|before| page.reading.is(before, Class::Said))
}

/// Cutting is doubtful where the whole word is known for itself.
fn cut_penalty(page: Page<'_>, at: usize, one_word: bool, small: bool) -> i32 {
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
