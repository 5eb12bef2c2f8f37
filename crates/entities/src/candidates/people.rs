//! Names of people: chains of given names, joints and surnames, and what stands beside them.

mod chain;
mod evidence;
mod part;

use chain::Chain;
use evidence::{after, against, before};
use part::Part;

use super::{Candidate, ENOUGH, Page};
use crate::EntityKind::Person;
use crate::gazetteer::Class;
use crate::letters::looks_strange;
use crate::vocabulary::Form;

pub(super) fn propose(page: Page<'_>, at: usize, out: &mut Vec<Candidate>) {
    for &form in page.reading.forms(at) {
        if let Some(chain) = Chain::read(page, at, form) {
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

/// End of the person's name that begins here, if one does.
pub(super) fn name_end(page: Page<'_>, at: usize) -> Option<usize> {
    let form = page.reading.whole(at)?;
    let chain = Chain::read(page, at, form)?;
    let known = matches!(chain.first, Part::Given | Part::Foreign) || chain.kunya;
    known.then_some(chain.end)
}

fn judge(page: Page<'_>, at: usize, form: Form, chain: &Chain) -> i32 {
    let many = chain.parts + usize::from(chain.kunya) >= 2;
    let mut score = if many {
        several_parts(chain)
    } else {
        one_part(chain.first, page.reading.key_from(at, form.cut))
    };
    let beside = before(page, at, form).max(after(page, chain.end));
    score += beside - against(page, at, form);
    if !many && chain.first == Part::DoubtfulGiven {
        let complement = page.reading.key(chain.end).starts_with("ال");
        score = score.min(if beside >= 40 && !complement { 55 } else { 30 });
    }
    if form.cut > 0 {
        let whole = page.reading.whole(at).and_then(|form| form.entry).map(|entry| entry.facts);
        score -= match whole {
            Some(facts) if facts.is_name_part() || facts.kind().is_some() => 40,
            // بركان and وكالة are heads of names, not ب and ركان.
            Some(facts) if facts.class() != Class::None => 40,
            Some(facts) if facts.is_common() => 30,
            // كليفورد is no "like Lifford".
            None if page.reading.key(at).starts_with('ك')
                && looks_strange(page.reading.key(at)) =>
            {
                30
            }
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
        (Part::Unknown, Part::Strange | Part::Foreign) => 28,
        (Part::Unknown, Part::Unknown) => 12,
        (Part::Unknown, _) => 0,
        (Part::Short, Part::Foreign | Part::Strange | Part::Surname | Part::Nisba) => 30,
        (Part::Short, _) => 0,
        (Part::Strange, Part::Strange) => 52,
        _ => 35,
    }
}

fn one_part(part: Part, key: &str) -> i32 {
    match part {
        Part::Given => 25,
        Part::Surname if key.starts_with("ال") && !key.ends_with('ي') => 0,
        Part::Surname if key.ends_with('ه') || key.ends_with("ين") => 0,
        Part::Surname => 15,
        Part::DoubtfulGiven => 5,
        Part::Foreign | Part::Strange => 24,
        _ => 0,
    }
}
