//! Brands, models and their numbers.

use warraq_text::TokenKind;

use super::Page;
use crate::EntityKind::{self, Organisation, Product};
use crate::gazetteer::Class;
use crate::translit::similarity;

/// The number or Latin name of a model belongs to a product, and makes one of a brand that is
/// announced as one: طراز إيرباص A350, آيفون 14 برو.
pub(super) fn with_model(
    page: Page<'_>,
    kind: EntityKind,
    announced: Option<EntityKind>,
    end: usize,
) -> (EntityKind, usize) {
    let brand = kind == Organisation
        && (announced == Some(Product) || page.reading.continues(end, TokenKind::Latin));
    if kind != Product && !brand {
        return (kind, end);
    }
    let latin = page.reading.continues(end, TokenKind::Latin)
        && page.text(end).chars().any(|c| c.is_ascii_digit() || c.is_uppercase())
        && similarity(page.text(end - 1), page.text(end)) < 0.0;
    let model = if latin { end + 1 } else { with_number(page, end) };
    if model == end {
        return (kind, end);
    }
    let more = page.reading.continues(model, TokenKind::Word)
        && matches!(page.reading.key(model), "برو" | "بلس" | "الترا" | "ماكس" | "ميني" | "لايت");
    (Product, if more { model + 1 } else { model })
}

/// End of a name that ends at `end`, with the number of a model after it.
pub(super) fn with_number(page: Page<'_>, end: usize) -> usize {
    let number = page.reading.continues(end, TokenKind::Number) && page.text(end).len() <= 4;
    let counts = page.reading.continues(end + 1, TokenKind::Symbol)
        || page.reading.continues(end + 1, TokenKind::Word)
            && page.reading.class(end + 1) == Class::Unit;
    if number && !counts { end + 1 } else { end }
}

/// The brand before a product, which belongs to its name: رونو كليو.
pub(super) fn brand_before(page: Page<'_>, at: usize) -> Option<(usize, u32)> {
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
