//! The second pass: names of the first pass are found again where nothing beside them tells.
//!
//! A full name is found again word by word, a person also by one word of the name. A word that is
//! common in other uses is not believed: the pass would multiply false names.

use rustc_hash::{FxHashMap, FxHashSet};
use warraq_text::TokenKind;

use crate::EntityKind::{self, Location, Organisation, Person};
use crate::candidates::{Candidate, Page};
use crate::gazetteer::{Class, EntityId, hash_phrase};
use crate::letters::looks_strange;
use crate::reading::Reading;
use crate::vocabulary::Form;

/// The names of a document, by the keys of the words they may be repeated with.
#[derive(Debug, Default)]
pub(crate) struct Names {
    nodes: FxHashMap<u64, Node>,
    /// Words of people's full names.
    bearers: FxHashSet<u64>,
    votes: FxHashMap<u64, [i32; 6]>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Node {
    /// A longer name begins with it.
    prefix: bool,
    name: Option<Name>,
}

#[derive(Debug, Clone, Copy)]
struct Name {
    kind: EntityKind,
    sure_kind: bool,
    entity: EntityId,
    by_sound: bool,
    /// Whether it is one word of a longer name.
    part: bool,
}

impl Names {
    /// Adds to `accepted` the further mentions of what it holds, and gives each name one kind.
    pub(crate) fn repeat(
        &mut self,
        page: Page<'_>,
        accepted: &mut Vec<Candidate>,
        taken: &mut [bool],
    ) {
        self.collect(page.reading, accepted);
        self.find(page, accepted, taken);
        coordinate(page, accepted, taken);
        accepted.sort_by_key(|candidate| candidate.first);
        self.vote(page.reading, accepted);
    }

    fn collect(&mut self, reading: &Reading, accepted: &[Candidate]) {
        self.nodes.clear();
        self.bearers.clear();
        for candidate in accepted {
            let name = Name {
                kind: candidate.kind,
                sure_kind: candidate.sure_kind,
                entity: candidate.entity,
                by_sound: candidate.by_sound,
                part: false,
            };
            self.add_whole(reading, candidate, name);
            if candidate.kind == Person && candidate.words().len() > 1 {
                self.add_parts(reading, candidate, Name { part: true, entity: 0, ..name });
            }
            if candidate.kind == Organisation && candidate.words().len() > 1 {
                self.add_before_tail(reading, candidate, Name { part: true, ..name });
            }
        }
    }

    fn add_whole(&mut self, reading: &Reading, candidate: &Candidate, name: Name) {
        let mut hashes = word_hashes(reading, candidate);
        let Some(mut node) = hashes.next() else { return };
        for hash in hashes {
            self.nodes.entry(node).or_default().prefix = true;
            node = hash_phrase(node, hash);
        }
        let slot = &mut self.nodes.entry(node).or_default().name;
        if slot.is_none_or(|known| known.part) {
            *slot = Some(name);
        }
    }

    /// The last word of a person's name, with the joint before it; and the first.
    fn add_parts(&mut self, reading: &Reading, candidate: &Candidate, name: Name) {
        self.bearers.extend(word_hashes(reading, candidate).skip(1));
        let joint =
            |at: usize| reading.whole(at).is_some_and(|form| form.class() == Class::Particle);
        let last = candidate.end - 1;
        let mut first = last;
        while first > candidate.first + 1 && joint(first - 1) && reading.key(first - 1) != "بن" {
            first -= 1;
        }
        if first > candidate.first {
            self.add_whole(reading, &Candidate { first, cut: 0, ..*candidate }, name);
        }
        if first != last && reading.whole(last).is_some_and(|form| form.entry.is_none()) {
            self.add_whole(reading, &Candidate { first: last, cut: 0, ..*candidate }, name);
        }
        self.add_whole(reading, &Candidate { end: candidate.first + 1, ..*candidate }, name);
    }

    /// مدار of مدار للنقل.
    fn add_before_tail(&mut self, reading: &Reading, candidate: &Candidate, name: Name) {
        let tail = (candidate.first + 1..candidate.end)
            .find(|&at| reading.key(at).starts_with("لل") || reading.key(at) == "القابضه");
        if let Some(end) = tail {
            self.add_whole(reading, &Candidate { end, ..*candidate }, name);
        }
    }

    fn find(&self, page: Page<'_>, accepted: &mut Vec<Candidate>, taken: &mut [bool]) {
        for at in 0..page.reading.len() {
            if taken.get(at) != Some(&false) {
                continue;
            }
            let found =
                page.reading.forms(at).iter().find_map(|&form| self.find_at(page, at, form));
            if let Some(candidate) = found {
                let place = taken.get_mut(candidate.words()).unwrap_or_default();
                if place.iter().all(|taken| !taken) {
                    place.fill(true);
                    accepted.push(candidate);
                }
            }
        }
    }

    fn find_at(&self, page: Page<'_>, at: usize, form: Form) -> Option<Candidate> {
        let mut node = self.nodes.get(&form.hash)?;
        let mut hash = form.hash;
        let mut end = at + 1;
        let mut best = node.name.map(|name| (name, end));
        while node.prefix && end < at + 10 {
            if page.reading.word(end).is_none_or(|word| word.after_break) {
                break;
            }
            hash = hash_phrase(hash, page.reading.whole(end)?.hash);
            let Some(next) = self.nodes.get(&hash) else { break };
            node = next;
            end += 1;
            best = node.name.map(|name| (name, end)).or(best);
        }
        let (name, end) = best?;
        let believed = end > at + 1 || believable(page, at, form, name);
        believed.then_some(Candidate {
            first: at,
            end,
            cut: form.cut,
            kind: name.kind,
            score: 50,
            sure_kind: name.sure_kind,
            entity: name.entity,
            by_sound: name.by_sound && !name.part,
        })
    }

    /// Gives the mentions of one name the kind most of the evidence speaks for.
    fn vote(&mut self, reading: &Reading, accepted: &mut [Candidate]) {
        self.votes.clear();
        for candidate in accepted.iter() {
            let weight = candidate.score + if candidate.sure_kind { 100 } else { 0 };
            let votes = self.votes.entry(name_hash(reading, candidate)).or_default();
            votes[candidate.kind as usize] += weight;
        }
        for candidate in accepted.iter_mut() {
            let Some(votes) = self.votes.get(&name_hash(reading, candidate)) else { continue };
            let best = EntityKind::ALL.into_iter().max_by_key(|&kind| votes[kind as usize]);
            if !candidate.sure_kind {
                candidate.kind = best.unwrap_or(candidate.kind);
            }
        }
        self.prefer_bearers(reading, accepted);
        agree_in_brackets(reading, accepted);
    }

    /// A company or city named as somebody of this document is that person, unless said.
    fn prefer_bearers(&self, reading: &Reading, accepted: &mut [Candidate]) {
        for candidate in accepted.iter_mut() {
            let bearer = candidate.words().len() == 1
                && matches!(candidate.kind, Organisation | Location)
                && candidate.score < 90
                && word_hashes(reading, candidate)
                    .next()
                    .is_some_and(|hash| self.bearers.contains(&hash));
            if bearer {
                candidate.kind = Person;
                candidate.entity = 0;
            }
        }
    }
}

/// A name joined by و to a name beside it is of its kind: لودوار وكاكوما, صيدا وزحلة.
fn coordinate(page: Page<'_>, accepted: &mut Vec<Candidate>, taken: &mut [bool]) {
    let mut at = 0;
    while let Some(name) = accepted.get(at).copied() {
        at += 1;
        let next = name.end;
        if !matches!(name.kind, Organisation | Location) || taken.get(next) != Some(&false) {
            continue;
        }
        if let Some(form) = joined_form(page, next, name.kind) {
            let entity = form.entry.map_or(0, |entry| entry.entity);
            let by_sound = form.entry.is_some_and(|entry| entry.facts.is_by_sound());
            taken.get_mut(next).into_iter().for_each(|taken| *taken = true);
            let place = Candidate { first: next, end: next + 1, cut: form.cut, ..name };
            accepted.push(Candidate { entity, by_sound, ..place });
        }
    }
}

/// The word without و, if that may be a name of this kind and the whole word is none.
fn joined_form(page: Page<'_>, at: usize, kind: EntityKind) -> Option<Form> {
    let joined = page.reading.continues(at, TokenKind::Word)
        && page.reading.key(at).starts_with('و')
        && page.reading.whole(at).is_some_and(|form| form.entry.is_none());
    let form = page.reading.forms(at).iter().find(|form| form.cut == 2).filter(|_| joined)?;
    let known = form.entry.is_some_and(|entry| {
        let facts = entry.facts;
        let foreign = facts.is_foreign() && !facts.is_common() && facts.kind().is_none();
        (facts.may_be(kind) || foreign) && facts.class() == Class::None
    });
    let strange = form.entry.is_none() && looks_strange(page.reading.key_from(at, form.cut));
    (known || strange).then_some(*form)
}

/// A name in brackets after another is the same thing: كوبرنيتيس (Kubernetes).
fn agree_in_brackets(reading: &Reading, accepted: &mut [Candidate]) {
    for at in 1..accepted.len() {
        let Some((before, rest)) = accepted.split_at_mut_checked(at) else { return };
        let (Some(name), Some(other)) = (before.last_mut(), rest.first_mut()) else { return };
        let latin = reading.word(other.first).is_some_and(|word| word.kind == TokenKind::Latin);
        let brackets = other.first == name.end + 1 && reading.key(name.end) == "(";
        if brackets && latin && reading.key(other.end) == ")" {
            match (name.sure_kind, other.sure_kind) {
                (true, _) => other.kind = name.kind,
                (false, true) => name.kind = other.kind,
                _ => {}
            }
        }
    }
}

/// A single word is believed unless it is common, or a common word with a proclitic.
fn believable(page: Page<'_>, at: usize, form: Form, name: Name) -> bool {
    if page
        .reading
        .word(at)
        .is_none_or(|word| !matches!(word.kind, TokenKind::Word | TokenKind::Latin))
    {
        return false;
    }
    let facts = form.entry.map(|entry| entry.facts).unwrap_or_default();
    if facts.is_common() || facts.class() != Class::None {
        // وأضاف الحربي: the verb's subject is the person.
        let before = page.announcer(at).map(|before| page.reading.class(before));
        let announced = matches!(before, Some(Class::Said | Class::Title));
        return name.kind == Person && form.cut == 0 && announced && facts.is_name_part();
    }
    if form.cut > 0 {
        let whole = page.reading.whole(at).and_then(|form| form.entry);
        return whole.is_none();
    }
    // A given name alone is seldom the person of the full name, unless it is a foreign one.
    !name.part || !facts.is_country()
}

/// Keys of the words of a candidate, the first without its proclitics.
pub(crate) fn word_hashes<'r>(
    reading: &'r Reading,
    candidate: &Candidate,
) -> impl Iterator<Item = u64> + use<'r> {
    let (first, cut) = (candidate.first, candidate.cut);
    candidate.words().filter_map(move |at| {
        let form = if at == first { reading.form(at, cut) } else { None };
        form.or_else(|| reading.whole(at)).map(|form| form.hash)
    })
}

/// Key of the whole name.
pub(crate) fn name_hash(reading: &Reading, candidate: &Candidate) -> u64 {
    word_hashes(reading, candidate).reduce(hash_phrase).unwrap_or_default()
}
