//! Unknown names after a word that announces them: بلدة ويتستابل, شركة مدار للنقل.

use warraq_text::TokenKind;

use super::{Candidate, Page};
use crate::EntityKind::{self, Event, Location, Organisation, Person, Product, Work};
use crate::gazetteer::{Class, Entry};
use crate::letters::foreignness;

/// Longest name, in words.
const LONGEST: usize = 4;

pub(super) fn propose(page: Page<'_>, at: usize, out: &mut Vec<Candidate>) {
    if page.reading.word(at).is_none_or(|word| word.kind != TokenKind::Word) {
        return;
    }
    let Some(whole) = page.reading.whole(at) else { return };
    if page.reading.word(at).is_some_and(|word| word.plain) && !may_be_company(page, at) {
        return;
    }
    let announced = page.announced(at, 0).filter(|&kind| kind != Person && kind != Work);
    let foreign = foreign_end(page, at);
    let found = match (announced, foreign) {
        (Some(kind), Some(end)) => {
            let company = company_end(page, at).filter(|_| kind == Organisation);
            Some((kind, company.map_or(end, |company| company.max(end)), 62))
        }
        (Some(Organisation), None) if named_after(page, at) => {
            company_end(page, at).map(|end| (Organisation, end, 56))
        }
        (Some(Location), None)
            if is_settlement(page, at) && may_be_place(page, at, whole.entry) =>
        {
            Some((Location, at + 1, 52))
        }
        (None, Some(end)) if end > at + 1 && extends_listed(page, at) => {
            listed_kind(page, at).map(|kind| extended(page, kind, end))
        }
        (None, Some(end)) if after_in(page, at) => Some((Location, end, 51)),
        _ => None,
    };
    if let Some((kind, end, score)) = found {
        out.push(candidate(at, end, kind, score));
    }
}

/// Whether the word before names a kind of settlement, after which any unknown word is a name.
fn is_settlement(page: Page<'_>, at: usize) -> bool {
    let Some(before) = page.announcer(at) else { return false };
    page.reading.forms(before).iter().any(|form| {
        matches!(
            page.reading.key_from(before, form.cut),
            "مدينه"
                | "بلده"
                | "قريه"
                | "حي"
                | "محافظه"
                | "ولايه"
                | "ضاحيه"
                | "جزيره"
                | "نهر"
                | "مقاطعه"
                | "بلديه"
        )
    })
}

fn may_be_place(page: Page<'_>, at: usize, entry: Option<Entry>) -> bool {
    let frequent = page.reading.word(at).is_some_and(|word| word.frequent);
    !frequent && entry.is_none_or(|e| !e.facts.is_common() && e.facts.class() == Class::None)
}

/// Whether the word before announces an organisation.
fn may_be_company(page: Page<'_>, at: usize) -> bool {
    let before = page.announcer(at).map(|at| page.reading.class(at));
    matches!(before, Some(Class::OrganisationOutside | Class::OrganisationInside))
}

fn candidate(first: usize, end: usize, kind: EntityKind, score: i32) -> Candidate {
    let sure_kind = matches!(kind, Organisation | Location | Product | Event) && score > 51;
    Candidate { first, end, cut: 0, kind, score, sure_kind, entity: 0, by_sound: false }
}

/// دبي مارينا, إكستر سيتي: a name of the lists and foreign words after it.
fn extends_listed(page: Page<'_>, at: usize) -> bool {
    let facts = page.reading.whole(at).and_then(|form| form.entry).map(|entry| entry.facts);
    facts.is_some_and(|facts| {
        facts.kind().is_some()
            && facts.is_by_sound()
            && !facts.is_name_part()
            && !facts.is_ambiguous()
    })
}

/// A company's name and foreign words after it name a product (تويوتا كامري), unless they are
/// words of companies.
fn extended(page: Page<'_>, kind: EntityKind, end: usize) -> (EntityKind, usize, i32) {
    let company = OF_COMPANIES.contains(&page.reading.key(end - 1));
    if kind != Organisation || company {
        return (kind, end, 68);
    }
    let number = page.reading.continues(end, TokenKind::Number) && page.text(end).len() <= 4;
    (Product, if number { end + 1 } else { end }, 68)
}

/// Foreign words with which companies' and clubs' names end.
const OF_COMPANIES: [&str; 30] = [
    "ميديا",
    "باور",
    "موتورز",
    "غروب",
    "جروب",
    "انرجي",
    "كابيتال",
    "تكنولوجيز",
    "سيتي",
    "يونايتد",
    "هولدينغ",
    "بنك",
    "ايرويز",
    "ايرلاينز",
    "اير",
    "بارتنرز",
    "سيستمز",
    "فودز",
    "نيوز",
    "تايمز",
    "بوست",
    "جورنال",
    "كلوب",
    "روفرز",
    "تاون",
    "انترناشونال",
    "انترناشيونال",
    "سوفتوير",
    "كورب",
    "اندستريز",
];

fn listed_kind(page: Page<'_>, at: usize) -> Option<EntityKind> {
    page.reading.whole(at)?.entry?.facts.kind()
}

fn after_in(page: Page<'_>, at: usize) -> bool {
    let key = page.reading.key(at);
    if key.starts_with("ال") {
        return false;
    }
    page.reading.before(at).is_some_and(|before| match page.reading.key(before) {
        "في" | "وفي" | "قرب" | "قباله" | "شمالي" | "جنوبي" | "شرقي" | "غربي" => {
            true
        }
        "الي" | "من" => foreignness(key) > VERY_STRANGE,
        _ => false,
    })
}

/// Foreignness of a word that can hardly be Arabic.
const VERY_STRANGE: f32 = 0.7;

/// End of a run of foreign-looking words.
fn foreign_end(page: Page<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + LONGEST
        && (end == at && page.reading.word(at).is_some_and(|w| w.kind == TokenKind::Word)
            || page.reading.continues(end, TokenKind::Word))
        && is_foreign(page, end)
    {
        end += 1;
    }
    (end > at).then_some(end)
}

fn is_foreign(page: Page<'_>, at: usize) -> bool {
    let Some(form) = page.reading.whole(at) else { return false };
    match form.entry {
        None => page.reading.is_strange(at),
        Some(entry) => {
            let facts = entry.facts;
            let by_sound = facts.is_foreign() || facts.kind().is_some() && facts.is_by_sound();
            by_sound && !facts.is_common() && !facts.is_country() && facts.class() == Class::None
        }
    }
}

/// Whether the word before is one whose institutions bear names of common words: papers and
/// clubs of any, companies of words that are not so common.
fn named_after(page: Page<'_>, at: usize) -> bool {
    let Some(before) = page.announcer(at) else { return false };
    let common = page.reading.word(at).is_some_and(|word| word.plain);
    let article_only = !page.reading.key(at + 1).starts_with("ال");
    page.reading.forms(before).iter().any(|form| {
        let head = page.reading.key_from(before, form.cut);
        match head {
            "صحيفه" | "جريده" | "مجله" | "قناه" | "اذاعه" | "نادي" | "ناد" | "مطعم" | "مقهي"
            | "فندق" => true,
            "شركه" | "مجموعه" | "مصنع" | "حزب" | "حركه" | "فرقه" | "فريق" => {
                !(common && article_only)
            }
            _ => false,
        }
    })
}

/// End of a company's name of Arabic words: one with the article, or one with a tail (مدار للنقل).
fn company_end(page: Page<'_>, at: usize) -> Option<usize> {
    let class = page.reading.class(at);
    if !matches!(class, Class::None | Class::Institutional) {
        return None;
    }
    let article = page.reading.key(at).starts_with("ال");
    let mut end = at + 1;
    let mut tail = false;
    while end < at + LONGEST && page.reading.continues(end, TokenKind::Word) {
        let key = page.reading.key(end);
        let this_tail = key.starts_with("لل") && key.len() > 8 || key == "القابضه";
        let adjective = key.starts_with("ال")
            && matches!(page.reading.class(end), Class::None | Class::Institutional);
        if !this_tail && !adjective {
            break;
        }
        tail |= this_tail;
        end += 1;
    }
    (article || tail).then_some(end)
}
