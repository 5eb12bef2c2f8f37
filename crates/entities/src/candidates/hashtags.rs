//! Hashtags that are wholly a name of the lists: #خان_الخليلي.

use warraq_normalize::fold_key;
use warraq_text::TokenKind;

use super::{Candidate, Page};
use crate::gazetteer::{hash_phrase, hash_word};

pub(super) fn propose(page: Page<'_>, at: usize, out: &mut Vec<Candidate>) {
    if page.reading.word(at).is_none_or(|word| word.kind != TokenKind::Hashtag) {
        return;
    }
    let Some(tag) = page.text(at).strip_prefix('#') else { return };
    let words =
        tag.split('_').filter(|word| !word.is_empty()).map(|word| hash_word(&fold_key(word)));
    let Some(entry) = words.reduce(hash_phrase).and_then(|hash| page.gazetteer.get(hash)) else {
        return;
    };
    let Some(kind) = entry.facts.kind() else { return };
    let doubtful = entry.facts.is_common() && !tag.contains('_');
    if !entry.facts.is_ambiguous() && !doubtful {
        let (first, end) = (at, at + 1);
        out.push(Candidate {
            first,
            end,
            cut: 1,
            kind,
            score: 70,
            sure_kind: true,
            entity: entry.entity,
            by_sound: entry.facts.is_by_sound(),
        });
    }
}
