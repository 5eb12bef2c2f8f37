//! What stands beside a name of a person.

use warraq_text::TokenKind;

use crate::candidates::Page;
use crate::gazetteer::Class;
use crate::vocabulary::Form;

/// A title, a verb of saying or the like before the name.
pub(super) fn before(page: Page<'_>, at: usize, form: Form) -> i32 {
    // ل and ب stand between a title and a name only in other constructions.
    if form.cut > 0 {
        return 0;
    }
    let Some(word) = page.announcer(at) else { return 0 };
    // وزير العدل: a title without the article and its complement.
    let complement = page.reading.key(at).starts_with("ال")
        && !page.reading.key(word).starts_with("ال")
        && !page.reading.key(word).starts_with("لل");
    match page.reading.class(word) {
        Class::Title if complement => 0,
        Class::Title => 45,
        Class::Called => 50,
        Class::Said => 28,
        _ if title_further_back(page, word) => 40,
        Class::Nationality if page.reading.key(word).starts_with("ال") => 25,
        _ => 0,
    }
}

/// Whether a title, with or without complements, or a nationality stands before.
pub(super) fn title(page: Page<'_>, at: usize) -> bool {
    let Some(word) = page.announcer(at) else { return false };
    let definite = page.reading.key(word).starts_with("ال");
    match page.reading.class(word) {
        Class::Title | Class::Called => true,
        Class::Nationality => definite,
        _ => title_further_back(page, word),
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
pub(super) fn after(page: Page<'_>, end: usize) -> i32 {
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

/// A word before that announces another kind of name: دار ممدوح عدوان, شارع جمال عبد الناصر.
pub(super) fn against(page: Page<'_>, at: usize, form: Form) -> i32 {
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
