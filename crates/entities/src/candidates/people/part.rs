use super::chain::Chain;
use super::evidence::title;
use crate::EntityKind::Location;
use crate::candidates::Page;
use crate::gazetteer::{Class, Facts};
use crate::letters::{foreignness, looks_strange};
use crate::vocabulary::Form;

/// A word as a part of a person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A given name that is no other word.
    Given,
    /// A given name that is also another word: أمل، كريم.
    DoubtfulGiven,
    Surname,
    /// A surname that is also another word.
    DoubtfulSurname,
    /// Part of a foreign name, from the lists.
    Foreign,
    /// Looks like part of a foreign name.
    Strange,
    /// An unknown word in ال and ي.
    Nisba,
    /// A short foreign name that is mostly another word: لي, لو.
    Short,
    /// An unknown word with the article.
    Definite,
    /// Another unknown word.
    Unknown,
    /// A common word that closes an announced name.
    Common,
    /// Asks for another word.
    Joint,
}

/// The part that begins a name.
pub(super) fn first_part(page: Page<'_>, at: usize, form: Form) -> Option<Part> {
    let key = page.reading.key_from(at, form.cut);
    if key.len() < 4 {
        return None;
    }
    let facts = form.entry.map(|entry| entry.facts).unwrap_or_default();
    let text = page.text(at).get(form.cut as usize..).unwrap_or_default();
    if facts.class() == Class::Particle && OPENERS.contains(&text) {
        // أم is mostly "or".
        let next = page.reading.whole(at + 1).and_then(|form| form.entry);
        let mother = next.is_some_and(|entry| entry.facts.is_name_part());
        return (text != "أم" || mother).then_some(Part::Joint);
    }
    if facts.class() == Class::Particle && facts.is_foreign() && form.cut == 0 || text == "علي" {
        return Some(Part::Short);
    }
    if matches!(text, "آلان" | "ألان") {
        return Some(Part::Foreign);
    }
    let title_as_name = facts.class() == Class::Title && facts.is_given();
    if facts.class() != Class::None && !title_as_name {
        return None;
    }
    if facts.is_given() {
        return Some(if facts.is_common() || title_as_name {
            Part::DoubtfulGiven
        } else {
            Part::Given
        });
    }
    if facts.is_common() {
        return None;
    }
    if facts.is_surname() {
        return Some(if facts.is_foreign() { Part::Foreign } else { Part::Surname });
    }
    if facts.is_foreign() {
        return Some(Part::Foreign);
    }
    let known_whole = form.cut > 0 && page.reading.whole(at).is_some_and(|w| w.entry.is_some());
    let strange = if form.cut == 0 { page.reading.is_strange(at) } else { looks_strange(key) };
    if facts != Facts::default() || known_whole {
        return None;
    }
    if strange {
        return Some(Part::Strange);
    }
    let unknown = form.cut == 0
        && page.reading.is_unknown(at)
        && page.reading.word(at).is_some_and(|word| !word.frequent)
        && !key.starts_with("ال")
        && !joined_article(page, at);
    (unknown && title(page, at)).then_some(Part::Unknown)
}

/// Joints that begin a name.
const OPENERS: [&str; 10] = ["أبو", "أبا", "أبي", "أم", "ابن", "عبد", "آل", "فان", "ابو", "دي"];

/// The part that the word is after those of `chain`.
pub(super) fn next_part(
    page: Page<'_>,
    at: usize,
    after_joint: bool,
    chain: &Chain,
) -> Option<Part> {
    let form = page.reading.whole(at)?;
    let key = page.reading.key(at);
    let facts = form.entry.map(|entry| entry.facts).unwrap_or_default();
    if after_joint && completes_joint(page, at) {
        return Some(Part::Surname);
    }
    if key == "الدين" && chain.parts == 1 {
        return Some(Part::Given);
    }
    if is_never(page, at, form) {
        return None;
    }
    match facts.class() {
        Class::Said | Class::Called if !facts.is_surname() => return None,
        Class::Particle if !(after_joint && chain.parts == 0 && key != "بن") => {
            return Some(Part::Joint);
        }
        Class::Particle | Class::None => {}
        Class::Title if after_joint => {}
        // المصري، الحاج، الشيخ as a surname, right after the given name.
        _ if facts.is_surname() && chain.parts == 1 && chain.first == Part::Given => {}
        _ => return None,
    }
    if after_joint {
        let plain = facts.is_name_part() || !facts.is_common() || key.starts_with("ال");
        return plain.then(|| part_of(facts, key)).map(|part| part.unwrap_or(Part::Surname));
    }
    unjoined_part(page, at, facts, chain)
}

/// The part that the word is if no joint stands before it.
fn unjoined_part(page: Page<'_>, at: usize, facts: Facts, chain: &Chain) -> Option<Part> {
    let key = page.reading.key(at);
    let city = facts.kind() == Some(Location) && !facts.is_small() && !facts.is_foreign();
    if facts.is_country() || city {
        return None;
    }
    let company = facts.kind().is_some() && facts.is_by_sound() && !facts.is_common();
    let foreign = matches!(chain.first, Part::Foreign | Part::Strange | Part::Unknown);
    if company && (foreign || chain.first == Part::Given) && facts.class() == Class::None {
        return Some(Part::Foreign);
    }
    let part = part_of(facts, key)?;
    let guessed = matches!(part, Part::Nisba | Part::Definite | Part::Unknown);
    if guessed && page.reading.word(at).is_some_and(|word| word.frequent) {
        return None;
    }
    let arabic = matches!(chain.first, Part::Given | Part::DoubtfulGiven | Part::Surname);
    let accepted = match part {
        Part::Nisba | Part::Definite => arabic,
        Part::Strange => page.reading.is_unknown(at) || foreignness(key) > STRANGER,
        Part::Unknown if !page.reading.is_unknown(at) => false,
        Part::Unknown if chain.titled && chain.parts == 1 => true,
        Part::Unknown if foreign => foreignness(key) > -0.3,
        Part::Unknown => may_be_surname(key),
        _ => true,
    };
    accepted.then_some(part)
}

/// Foreignness of a word that is no Arabic word with a proclitic.
const STRANGER: f32 = 0.35;

/// Whether the word completes عبد or آل before it, whatever else it may be.
fn completes_joint(page: Page<'_>, at: usize) -> bool {
    match at.checked_sub(1).map(|before| page.reading.key(before)) {
        Some("عبد") => page.reading.key(at).starts_with("ال"),
        Some("ال") => true,
        _ => false,
    }
}

/// Whether the word can be no part of a name.
fn is_never(page: Page<'_>, at: usize, form: Form) -> bool {
    let class = match form.entry {
        Some(entry) => entry.facts.class(),
        None => page.reading.class(at),
    };
    // فإن has the key of فان.
    let other = page.reading.key(at) == "فان" && page.text(at) != "فان";
    let article =
        form.entry.is_none() && page.reading.key(at).len() > 12 && joined_article(page, at);
    matches!(class, Class::Never | Class::Unit) || other || article || begins_with_and(page, at)
}

/// Whether the word is a proclitic, the article and a rest: بالانتقائية.
fn joined_article(page: Page<'_>, at: usize) -> bool {
    let key = page.reading.key(at);
    ["بال", "وال", "فال", "كال", "لل"].iter().any(|prefix| key.starts_with(prefix))
}

/// Whether an unknown word is و and another strange word: جويل وإيلي.
fn begins_with_and(page: Page<'_>, at: usize) -> bool {
    let forms = page.reading.forms(at);
    if forms.first().is_none_or(|form| form.entry.is_some()) {
        return false;
    }
    let key = page.reading.key(at);
    let rest = key.strip_prefix('و').unwrap_or_default();
    let known = forms.iter().any(|form| form.entry.is_some());
    !rest.is_empty() && (known || foreignness(rest) > foreignness(key))
}

fn part_of(facts: Facts, key: &str) -> Option<Part> {
    if facts.is_given() && !facts.is_common() {
        return Some(Part::Given);
    }
    if facts.is_surname() {
        return Some(match (facts.is_foreign(), facts.is_common()) {
            (true, _) => Part::Foreign,
            (false, true) => Part::DoubtfulSurname,
            _ => Part::Surname,
        });
    }
    if facts.is_given() {
        return Some(Part::DoubtfulGiven);
    }
    if facts.is_common() {
        return None;
    }
    if facts.is_foreign() {
        return Some(Part::Foreign);
    }
    let article = key.starts_with("ال") && key.len() > 8;
    if facts.kind().is_none() && article {
        let plural = ["ات", "ين", "ون", "يه"].iter().any(|end| key.ends_with(end));
        return match key.ends_with('ي') {
            true => Some(Part::Nisba),
            false => (!plural).then_some(Part::Definite),
        };
    }
    if facts.kind().is_some() {
        return None;
    }
    if looks_strange(key) {
        return Some(Part::Strange);
    }
    (facts == Facts::default()).then_some(Part::Unknown)
}

/// Whether an unknown word may be an Arabic surname: no form of a verb or plural.
fn may_be_surname(key: &str) -> bool {
    let letters = key.chars().count();
    (3..=8).contains(&letters)
        && key.chars().all(|c| c == '-' || ('ء'..='ي').contains(&c))
        && !key.starts_with(['ي', 'ت', 'و', 'ف', 'ل', 'ب', 'س'])
        && !key.ends_with('ا')
        && !["ها", "هم", "وا", "ون", "ين", "نا", "اء", "اته", "تها", "تهم"]
            .iter()
            .any(|end| key.ends_with(end))
        && foreignness(key) > -0.2
}
