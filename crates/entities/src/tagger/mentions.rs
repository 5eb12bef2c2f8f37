//! From labels to names.

use super::labels::Label;
use crate::candidates::{Candidate, Page};
use crate::gazetteer::Class;
use crate::vocabulary::Form;

/// Evidence for a name that no rule thought of.
const TAGGED: i32 = 55;

/// Replaces `accepted` by the names of the labels; what the rules knew of them is kept. Candidates
/// are in the order of their first words.
pub(super) fn write(
    page: Page<'_>,
    labels: &[Label],
    proposed: &[Candidate],
    accepted: &mut Vec<Candidate>,
) {
    let rules = std::mem::take(accepted);
    let mut at = 0;
    while let Some(&label) = labels.get(at) {
        let first = at;
        at += 1;
        let Some(kind) = label.kind().filter(|_| label.is_first()) else { continue };
        while labels.get(at) == Some(&Label::further(kind)) {
            at += 1;
        }
        let end = at;
        let same = |c: &&Candidate| c.end == end;
        let proposed = beginning(proposed, first);
        let thought = || proposed.iter().filter(same).max_by_key(|c| (c.kind == kind, c.score));
        let known = beginning(&rules, first).iter().find(same).or_else(thought);
        let name = match known {
            Some(&known) => Candidate {
                cut: if known.kind == kind { known.cut } else { cut(page, first, proposed) },
                kind,
                score: known.score.max(TAGGED),
                sure_kind: known.sure_kind && known.kind == kind,
                ..known
            },
            None if is_doubtful(page, first, end) => continue,
            None => Candidate {
                first,
                end,
                cut: cut(page, first, proposed),
                kind,
                score: TAGGED,
                sure_kind: false,
                entity: 0,
                by_sound: false,
            },
        };
        accepted.push(name);
    }
    keep_own(&rules, accepted);
}

/// The candidates that begin with the word at `first`.
fn beginning(candidates: &[Candidate], first: usize) -> &[Candidate] {
    let start = candidates.partition_point(|candidate| candidate.first < first);
    let end = candidates.partition_point(|candidate| candidate.first <= first);
    candidates.get(start..end).unwrap_or_default()
}

/// Puts back the names of the user.
fn keep_own(rules: &[Candidate], accepted: &mut Vec<Candidate>) {
    let own: Vec<Candidate> = rules.iter().copied().filter(Candidate::is_own).collect();
    if own.is_empty() {
        return;
    }
    accepted.retain(|name| {
        let next = own.partition_point(|own| own.end <= name.first);
        own.get(next).is_none_or(|own| name.end <= own.first)
    });
    accepted.extend(own);
    accepted.sort_by_key(|name| name.first);
}

/// Whether it is one word that is frequent and that no rule thought of.
fn is_doubtful(page: Page<'_>, first: usize, end: usize) -> bool {
    end == first + 1 && page.reading.word(first).is_some_and(|word| word.frequent)
}

/// Bytes of proclitics of the first word of a name that no rule thought of; `proposed` are the
/// candidates that begin there.
fn cut(page: Page<'_>, first: usize, proposed: &[Candidate]) -> u32 {
    if page.reading.whole(first).is_some_and(|form| form.class() != Class::None) {
        return 0;
    }
    let near = proposed.iter().max_by_key(|c| c.score);
    if let Some(near) = near.filter(|near| !hides_like(page, first, near.cut)) {
        return near.cut;
    }
    let forms = page.reading.forms(first);
    let named = |form: &&Form| {
        form.entry.is_some_and(|entry| entry.facts.kind().is_some() || entry.facts.is_name_part())
    };
    let known = forms.iter().find(named).or_else(|| forms.iter().find(|form| form.entry.is_some()));
    known.filter(|form| !hides_like(page, first, form.cut)).map_or(0, |form| form.cut)
}

/// Whether what is cut off is ك, which seldom stands before names, and the rest is no name of the
/// lists: كليفورد.
fn hides_like(page: Page<'_>, first: usize, cut: u32) -> bool {
    let form = page.reading.forms(first).iter().find(|form| form.cut == cut);
    let named = form.and_then(|form| form.entry).is_some_and(|entry| entry.facts.kind().is_some());
    page.reading.key(first).get(..cut as usize).is_some_and(|cut| cut.ends_with('ك')) && !named
}
