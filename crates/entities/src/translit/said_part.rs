use std::iter::once;
use std::ops::Range;

use super::{SAME_NAME, similarity};

/// The words of a Latin name that the Arabic one says: their place, in bytes, and how alike they sound, as
/// [`similarity`] tells it; the Arabic article may stand for itself or for nothing. Of names of more than five
/// words no fewer are looked for.
///
/// ```
/// use warraq_entities::said_part;
///
/// let (place, _) = said_part("الأمازون", "Amazon River");
/// assert_eq!(place, 0..6);
/// ```
#[must_use]
pub fn said_part(arabic: &str, latin: &str) -> (Range<usize>, f32) {
    let bare = arabic.strip_prefix("ال");
    let alike = |place: &Range<usize>| {
        let part = latin.get(place.clone()).unwrap_or_default();
        let whole = similarity(arabic, part);
        bare.map_or(whole, |bare| whole.max(similarity(bare, part)))
    };
    let said = without_unsaid(arabic, latin);
    let whole = if alike(&said) > SAME_NAME { said } else { 0..latin.len() };
    let spaces = || latin.match_indices(' ').map(|(space, _)| space);
    if spaces().count() >= LONGEST {
        let score = alike(&whole);
        return (whole, score);
    }
    let Range { start: from, end: to } = whole;
    let starts = once(0).chain(spaces().map(|space| space + 1)).filter(|&at| at >= from);
    let ends = || spaces().chain([latin.len()]).filter(|&at| at <= to);
    let parts =
        starts.flat_map(|start| ends().filter(move |&end| start < end).map(move |end| start..end));
    let place = parts
        .map(|part| (alike(&part), part))
        .fold(
            (alike(&whole) + MARGIN, whole),
            |best, part| if part.0 > best.0 { part } else { best },
        )
        .1;
    let score = alike(&place);
    (place, score)
}

/// The place of a Latin name without the article and the number that the Arabic one does not say: نيكاي of
/// Nikkei 225.
fn without_unsaid(arabic: &str, latin: &str) -> Range<usize> {
    let article = "The ";
    let says_article = ["ذا ", "ذي ", "ذه ", "ال"].iter().any(|said| arabic.starts_with(said));
    let start = if latin.starts_with(article) && !says_article { article.len() } else { 0 };
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let end = match latin.rsplit_once(' ') {
        Some((rest, last)) if is_number(last) && !arabic.contains(char::is_numeric) => rest.len(),
        _ => latin.len(),
    };
    start.min(end)..end
}

/// Longest Latin name, in words, of which a part is looked for.
const LONGEST: usize = 5;
/// How much more a part must sound like the Arabic name than the whole does.
const MARGIN: f32 = 0.15;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(arabic: &str, latin: &str, said: &str) {
        let (place, _) = said_part(arabic, latin);
        assert_eq!(&latin[place], said, "{arabic}");
    }

    #[test]
    fn parts() {
        check("فيتش", "Fitch Ratings", "Fitch");
        check("نيكاي", "Nikkei 225", "Nikkei");
        check("إيفرست", "Mount Everest", "Everest");
        check("وول ستريت جورنال", "The Wall Street Journal", "Wall Street Journal");
        check("لاهاي", "The Hague", "The Hague");
        check("سامسونغ", "Samsung", "Samsung");
        check("", "The 5", "The 5");
        check("قناة", "", "");
    }
}
