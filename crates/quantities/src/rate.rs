//! «سنوياً», «في الساعة», «للبرميل», «لكل ساعة»: the unit an amount is per.

use warraq_text::Span;

use crate::lexicon::{Form, Role};
use crate::reader::Reader;
use crate::unit::Unit;
use crate::{measure, year};

/// A rate word: the unit, where its words end and the token after them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rate {
    pub(crate) unit: Unit,
    pub(crate) span: Span,
    pub(crate) next: usize,
}

/// The rate that begins at token `i`.
pub(crate) fn rate(r: &Reader<'_>, i: usize) -> Option<Rate> {
    let word = r.word(i);
    if let (Some(unit), true) = (word.senses.per, word.is_bare()) {
        return Some(Rate { unit, span: word.span, next: i + 1 });
    }
    if word.text == "/" {
        return after_slash(r, i);
    }
    if word.senses.role == Some(Role::In) && word.is_bare() && r.word(i + 1).is_free() {
        return in_unit(r, i, i + 1, r.word(i + 1).clitics.article);
    }
    if word.text == "للسهم" {
        return Some(Rate { unit: Unit::SHARE, span: r.span(i), next: i + 1 });
    }
    if word.text == "لكل" {
        return for_each(r, i);
    }
    let clitics = word.clitics;
    if clitics.to && word.text.starts_with("لل") {
        return for_unit(r, i);
    }
    in_unit(r, i, i, clitics.article && (clitics.with || clitics.fa))
}

/// «في السنة», «بالشهر», «في المليلتر»: a unit of time or volume at `at`, with the article.
fn in_unit(r: &Reader<'_>, i: usize, at: usize, definite: bool) -> Option<Rate> {
    let (unit, form) = r.word(at).senses.unit?;
    let is_rate = matches!(
        unit.name(),
        "year" | "month" | "week" | "day" | "hour" | "minute" | "second" | "l" | "ml"
    );
    // «في السنة المالية» names a time.
    let is_named = r.text(at + 1).starts_with("ال") || year::is_named(r, at);
    let span = r.span(i).join(r.word(at).span);
    let is_rate = is_rate && definite && form == Form::Singular && !is_named;
    is_rate.then_some(Rate { unit, span, next: at + 1 })
}

/// «للبرميل», «للمتر المربع», «للسهم».
fn for_unit(r: &Reader<'_>, i: usize) -> Option<Rate> {
    let (unit, form) = r.word(i).senses.unit?;
    let phrase = r.lexicon().units.after_unit(unit, r.text(i + 1).strip_prefix("ال").unwrap_or(""));
    let (unit, next) = phrase.map_or((unit, i + 1), |unit| (unit, i + 2));
    let span = r.span(i).join(r.span(next - 1));
    (is_goods(unit) && form == Form::Singular).then_some(Rate { unit, span, next })
}

/// «لكل ساعة», «لكل برميل», «لكل متر مربع».
fn for_each(r: &Reader<'_>, i: usize) -> Option<Rate> {
    if r.text(i + 1) == "سهم" {
        return Some(Rate { unit: Unit::SHARE, span: r.phrase(i, i + 2), next: i + 2 });
    }
    let unit = measure::unit(r, i + 1).filter(|unit| unit.form == Form::Singular)?;
    let is_rate = is_goods(unit.unit) || unit.unit.is_time();
    let span = r.span(i).join(unit.span);
    let is_bare = r.word(i + 1).is_bare();
    (is_rate && is_bare).then_some(Rate { unit: unit.unit, span, next: unit.next })
}

/// Units that goods are priced by.
fn is_goods(unit: Unit) -> bool {
    matches!(unit.name(), "barrel" | "m2" | "ft2" | "l" | "ounce" | "m3")
}

/// `/` and a unit: «كم/ساعة», «ملغ/دل», `km/h`.
fn after_slash(r: &Reader<'_>, i: usize) -> Option<Rate> {
    let word = r.word(i + 1);
    let unit = match word.text.trim_end_matches('.') {
        "دل" | "dl" | "dL" => Unit::DECILITRE,
        "س" => Unit::HOUR,
        "ث" => Unit::SECOND,
        _ => word.senses.unit.map(|(unit, _)| unit).or(word.senses.abbreviation)?,
    };
    let is_tight = r.is_glued(i) && r.is_glued_before(i);
    let mut span = r.span(i).join(r.span(i + 1));
    if word.text.ends_with('.') {
        span.end -= 1;
    }
    (is_tight && word.is_free()).then_some(Rate { unit, span, next: i + 2 })
}
