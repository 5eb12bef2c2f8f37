//! Names of people: chains of given names, joints and surnames, and what stands beside them.

use warraq_text::TokenKind;

use super::{Candidate, ENOUGH, Page};
use crate::EntityKind::{Location, Person};
use crate::gazetteer::{Class, Facts};
use crate::letters::{foreignness, looks_strange};
use crate::reading::Form;

/// Longest name, in words.
const LONGEST: usize = 7;

/// A word as a part of a person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
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

/// A chain of parts.
struct Chain {
    end: usize,
    first: Part,
    last: Part,
    parts: usize,
    /// Begins with أبو, أم, ابن …
    kunya: bool,
    /// Whether a title or the like stands before.
    titled: bool,
}

pub(super) fn propose(page: Page<'_>, at: usize, out: &mut Vec<Candidate>) {
    if page.reading.word(at).is_none_or(|word| word.kind != TokenKind::Word) {
        return;
    }
    for &form in page.reading.forms(at) {
        if let Some(chain) = chain(page, at, form) {
            let score = judge(page, at, form, &chain);
            if score > 0 {
                out.push(Candidate {
                    first: at,
                    end: chain.end,
                    cut: form.cut,
                    kind: Person,
                    score,
                    sure_kind: score >= ENOUGH + 10,
                    entity: 0,
                    by_sound: false,
                });
            }
        }
    }
}

fn chain(page: Page<'_>, at: usize, form: Form) -> Option<Chain> {
    let first = first_part(page, at, form)?;
    let kunya = first == Part::Joint;
    let titled = form.cut == 0
        && page.announcer(at).is_some_and(|before| {
            matches!(page.reading.class(before), Class::Title | Class::Called)
        });
    let parts = usize::from(!kunya);
    let mut chain = Chain { end: at + 1, first, last: first, parts, kunya, titled };
    let mut joint = kunya;
    for next in at + 1..at + LONGEST {
        if !page.reading.continues(next, TokenKind::Word) {
            break;
        }
        let Some(part) = next_part(page, next, joint, &chain) else { break };
        joint = part == Part::Joint;
        if !joint {
            chain.end = next + 1;
            chain.last = part;
            chain.parts += 1;
            if chain.first == Part::Joint {
                chain.first = part;
            }
        }
    }
    if chain.parts == 1 && form.cut == 0 && common_surname(page, at, &chain) {
        chain.end += 1;
        chain.parts += 1;
        chain.last = Part::Common;
    }
    (chain.parts > 0).then_some(chain)
}

/// Whether a common word after a foreign given name is its surname, because the name is
/// announced and what follows closes it: قال سايمون بار، حفيد ….
fn common_surname(page: Page<'_>, at: usize, chain: &Chain) -> bool {
    let foreign = matches!(chain.first, Part::Foreign | Part::Strange);
    let Some(form) = page.reading.whole(chain.end).filter(|_| foreign) else { return false };
    let word = page.reading.continues(chain.end, TokenKind::Word);
    let plain = form.class() == Class::None && !page.reading.key(chain.end).starts_with("ال");
    let closed = page.is_mark(chain.end + 1, &['،', '(', ':', '»'])
        || page.reading.key(chain.end + 1) == "ان";
    let announced = page.announcer(at).map(|before| page.reading.class(before));
    word && plain && closed && matches!(announced, Some(Class::Title | Class::Said))
}

fn first_part(page: Page<'_>, at: usize, form: Form) -> Option<Part> {
    let key = page.reading.key_from(at, form.cut);
    let facts = form.entry.map(|entry| entry.facts).unwrap_or_default();
    let text = page.text(at).get(form.cut as usize..).unwrap_or_default();
    if facts.class() == Class::Particle && OPENERS.contains(&text) {
        return Some(Part::Joint);
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
    (facts == Facts::default() && !known_whole && looks_strange(key)).then_some(Part::Strange)
}

/// Joints that begin a name.
const OPENERS: [&str; 10] = ["أبو", "أبا", "أبي", "أم", "ابن", "عبد", "آل", "فان", "ابو", "دي"];

fn next_part(page: Page<'_>, at: usize, after_joint: bool, chain: &Chain) -> Option<Part> {
    let form = page.reading.whole(at)?;
    let key = page.reading.key(at);
    let facts = form.entry.map(|entry| entry.facts).unwrap_or_default();
    let before = page.reading.key(at - 1);
    if after_joint
        && (before == "عبد" || before == "ال")
        && (key.starts_with("ال") || before == "ال")
    {
        return Some(Part::Surname);
    }
    if key == "الدين" && chain.parts == 1 {
        return Some(Part::Given);
    }
    let never = |class| matches!(class, Class::Never | Class::Unit);
    let never = match form.entry {
        Some(entry) => never(entry.facts.class()),
        None => never(page.reading.class(at)),
    };
    if never || begins_with_and(page, at) || key == "فان" && page.text(at) != key {
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
    let city = facts.kind() == Some(Location) && !facts.is_small() && !facts.is_foreign();
    if facts.is_country() || city {
        return None;
    }
    let company = facts.kind().is_some() && facts.is_by_sound() && !facts.is_common();
    let foreign = matches!(chain.first, Part::Foreign | Part::Strange);
    if company && foreign && facts.class() == Class::None {
        return Some(Part::Foreign);
    }
    let part = part_of(facts, key)?;
    let arabic = matches!(chain.first, Part::Given | Part::DoubtfulGiven | Part::Surname);
    match part {
        Part::Nisba | Part::Definite => arabic.then_some(part),
        Part::Unknown => (page.reading.is_unknown(at)
            && (chain.titled && chain.parts == 1 || may_be_surname(key)))
        .then_some(part),
        _ => Some(part),
    }
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
        return Some(if key.ends_with('ي') { Part::Nisba } else { Part::Definite });
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
        && !["ها", "هم", "وا", "ون", "ين", "نا", "اء", "اته", "تها", "تهم"]
            .iter()
            .any(|end| key.ends_with(end))
        && foreignness(key) > -0.2
}

fn judge(page: Page<'_>, at: usize, form: Form, chain: &Chain) -> i32 {
    let many = chain.parts + usize::from(chain.kunya) >= 2;
    let mut score = if many {
        several_parts(chain)
    } else {
        one_part(chain.first, page.reading.key_from(at, form.cut))
    };
    let beside = evidence_before(page, at, form).max(evidence_after(page, chain.end));
    score += beside - evidence_against(page, at, form);
    if !many && chain.first == Part::DoubtfulGiven {
        let complement = page.reading.key(chain.end).starts_with("ال");
        score = score.min(if beside >= 40 && !complement { 55 } else { 30 });
    }
    if form.cut > 0 {
        let whole = page.reading.whole(at).and_then(|form| form.entry).map(|entry| entry.facts);
        score -= match whole {
            Some(facts) if facts.is_name_part() || facts.kind().is_some() => 40,
            Some(facts) if facts.is_common() => 30,
            _ => 4,
        };
    }
    score
}

fn several_parts(chain: &Chain) -> i32 {
    match (chain.first, chain.last) {
        _ if chain.kunya => 55,
        (Part::Given, Part::Definite) => 55,
        (Part::Given, Part::Unknown) => 50,
        (Part::Given, Part::DoubtfulGiven | Part::DoubtfulSurname | Part::Common) => 58,
        (Part::Given, _) => 72,
        (_, Part::DoubtfulSurname) => 35,
        (Part::DoubtfulGiven, Part::Surname | Part::Nisba | Part::Given) => 55,
        (Part::Foreign, Part::Foreign | Part::Strange) => 60,
        (Part::Surname, Part::Surname | Part::Nisba | Part::Given) => 45,
        (Part::Strange, Part::Foreign) => 50,
        (Part::Foreign, Part::Unknown) => 45,
        (Part::Short, Part::Foreign | Part::Strange | Part::Surname | Part::Nisba) => 30,
        (Part::Short, _) => 0,
        (Part::Strange, Part::Strange) => 52,
        _ => 35,
    }
}

fn one_part(part: Part, key: &str) -> i32 {
    match part {
        Part::Given => 25,
        Part::Surname if key.ends_with('ه') || key.ends_with("ين") => 0,
        Part::Surname => 15,
        Part::DoubtfulGiven => 5,
        Part::Foreign | Part::Strange => 24,
        _ => 0,
    }
}

/// A word before that announces another kind of name: دار ممدوح عدوان, شارع جمال عبد الناصر.
fn evidence_against(page: Page<'_>, at: usize, form: Form) -> i32 {
    let other = form.cut == 0
        && page.announcer(at).is_some_and(|before| {
            matches!(
                page.reading.class(before),
                Class::OrganisationOutside
                    | Class::OrganisationInside
                    | Class::LocationInside
                    | Class::LocationOutside
                    | Class::EventInside
            )
        });
    if other { 30 } else { 0 }
}

/// End of the person's name that begins here, if one does.
pub(super) fn name_end(page: Page<'_>, at: usize) -> Option<usize> {
    let form = page.reading.whole(at)?;
    let chain = chain(page, at, form)?;
    let known = matches!(chain.first, Part::Given | Part::Foreign) || chain.kunya;
    known.then_some(chain.end)
}

/// A title, a verb of saying or the like before the name.
fn evidence_before(page: Page<'_>, at: usize, form: Form) -> i32 {
    // ل and ب stand between a title and a name only in other constructions.
    if form.cut > 0 {
        return 0;
    }
    let Some(before) = page.announcer(at) else { return 0 };
    // وزير العدل: a title without the article and its complement.
    let complement = page.reading.key(at).starts_with("ال")
        && !page.reading.key(before).starts_with("ال")
        && !page.reading.key(before).starts_with("لل");
    match page.reading.class(before) {
        Class::Title if complement => 0,
        Class::Title => 45,
        Class::Called => 50,
        Class::Said => 28,
        _ if title_further_back(page, before) => 40,
        Class::Nationality if page.reading.key(before).starts_with("ال") => 25,
        _ => 0,
    }
}

/// رئيس الوزراء البريطاني X, وزيرة الإسكان X, مديرة التوظيف X: a title and its complements.
fn title_further_back(page: Page<'_>, before: usize) -> bool {
    let mut at = before;
    for _ in 0..4 {
        let key = page.reading.key(at);
        let complement = key.starts_with("ال")
            || key.starts_with("لل")
            || page.reading.is(at, Class::Nationality)
            || matches!(key, "مجلس" | "وزراء" | "باسم" | "عام" | "اول" | "شوون");
        if !complement {
            return false;
        }
        let Some(next) = page.reading.before(at) else { return false };
        if page.reading.class(next) == Class::Title {
            return true;
        }
        at = next;
    }
    false
}

/// «، رئيس …», «، وهو …», «(43 عاماً)» after the name, or a verb of saying.
fn evidence_after(page: Page<'_>, end: usize) -> i32 {
    if page.reading.word(end).is_none_or(|word| word.after_break) {
        return 0;
    }
    if page.is_mark(end, &['،', ',']) {
        let key = page.reading.key(end + 1);
        let apposition =
            page.reading.class(end + 1) == Class::Title || matches!(key, "وهو" | "وهي");
        return if apposition { 22 } else { 0 };
    }
    if page.is_mark(end, &['(']) && page.reading.continues(end + 1, TokenKind::Number) {
        return 22;
    }
    let verb = page.reading.whole(end).is_some_and(|form| form.class() == Class::Said);
    if verb { 15 } else { 0 }
}
