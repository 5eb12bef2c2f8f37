//! Latin names put together word by word.

use warraq_normalize::fold_key;
use warraq_text::TokenKind;

use super::loans::{joint, letter_name, loan_word, regnal_number};
use super::memo::Memo;
use crate::candidates::{Candidate, Page};
use crate::gazetteer::{Entry, Gazetteer, hash_phrase, hash_word};
use crate::translit::title_case;
use crate::{EntityKind, LatinSource, plain_latin_letters};

/// Longest name that is put together, in words.
const LONGEST: usize = 6;
/// A foreign name put together from known parts of such names and words spelled by their sound;
/// `None` if it is too long, or a word has no letters.
pub(super) fn composed(
    page: Page<'_>,
    candidate: &Candidate,
    memo: &mut Memo,
) -> Option<(Box<str>, LatinSource)> {
    if candidate.words().len() > LONGEST {
        return None;
    }
    let mut composer = Composer {
        page,
        candidate: *candidate,
        memo,
        name: String::new(),
        glued: true,
        known: 0,
        to_spell: Vec::new(),
        sure: Vec::new(),
    };
    let mut at = candidate.first;
    while at < candidate.end {
        at = composer.add(at)?;
    }
    composer.finish()
}

struct Composer<'c> {
    page: Page<'c>,
    candidate: Candidate,
    memo: &'c mut Memo,
    name: String,
    /// Whether the next word follows without a space.
    glued: bool,
    /// Words that the lists know.
    known: usize,
    /// Words that are spelled by their sound, or as the lists have them, and where they go in `name`.
    to_spell: Vec<Word<'c>>,
    /// Latin words that tell the language of a person's name.
    sure: Vec<&'c str>,
}

#[derive(Clone, Copy)]
struct Word<'c> {
    place: usize,
    text: &'c str,
    listed: Option<&'c str>,
}

impl<'c> Composer<'c> {
    /// Adds the word at `at`, and those after it that belong to it; returns where to go on.
    fn add(&mut self, at: usize) -> Option<usize> {
        let page = self.page;
        match page.reading.word(at)?.kind {
            TokenKind::Word => self.add_phrase(at).or_else(|| self.add_acronym(at)).or_else(|| {
                self.add_word(at)?;
                Some(at + 1)
            }),
            TokenKind::Latin => {
                self.push(page.text(at));
                self.sure.push(page.text(at));
                self.known += 1;
                Some(at + 1)
            }
            TokenKind::Number => {
                let digits: String = page.text(at).chars().map(ascii_digit).collect();
                // «غالاكسي إس 23» is Galaxy S23.
                let last = self.name.rsplit([' ', '-']).next().unwrap_or_default();
                let model = last.len() == 1 && last.bytes().all(|b| b.is_ascii_uppercase());
                self.glued |= model && digits.len() <= 3;
                self.push(&digits);
                Some(at + 1)
            }
            TokenKind::Punctuation if page.text(at) == "-" => {
                self.name.push('-');
                self.glued = true;
                Some(at + 1)
            }
            _ => None,
        }
    }

    /// The longest phrase of several words that begins here and has a Latin name.
    fn add_phrase(&mut self, at: usize) -> Option<usize> {
        let mut node = self.hash(at)?;
        let mut best = None;
        for next in at + 1..self.candidate.end {
            node = hash_phrase(node, self.page.reading.whole(next)?.hash);
            let Some(entry) = self.page.gazetteer.get(node) else { break };
            if let Some(latin) = self.latin(entry) {
                best = Some((latin, next + 1));
            }
        }
        let (latin, end) = best?;
        self.push(latin);
        self.sure.push(latin);
        self.known += 1;
        Some(end)
    }

    /// Several names of letters: بي بي سي.
    fn add_acronym(&mut self, at: usize) -> Option<usize> {
        let letter = |at: &usize| {
            let letter = letter_name(self.page.text(*at));
            letter.filter(|_| *at > self.candidate.first || self.candidate.cut == 0)
        };
        let word: String = (at..self.candidate.end).map_while(|at| letter(&at)).collect();
        let end = at + word.len();
        if word.len() < 2 {
            return None;
        }
        self.push(&word);
        self.known += 1;
        Some(end)
    }

    fn add_word(&mut self, at: usize) -> Option<()> {
        let page = self.page;
        let text = page.text(at);
        let text = if at == self.candidate.first { self.uncut(text) } else { text };
        if let Some(latin) = loan_word(text).filter(|_| self.candidate.kind != EntityKind::Person) {
            self.push(latin);
            self.known += 1;
            return Some(());
        }
        if at > self.candidate.first
            && self.candidate.kind == EntityKind::Person
            && let Some(number) = regnal_number(text)
        {
            self.push(number);
            return Some(());
        }
        if self.candidate.words().len() > 1
            && let Some(joint) = joint(text)
        {
            self.push(joint);
            self.sure.push(joint);
            return Some(());
        }
        if !text.contains('-') {
            let hash = self.hash(at)?;
            return self.add_part(text, hash);
        }
        for (index, part) in text.split('-').enumerate() {
            if index > 0 {
                self.name.push('-');
                self.glued = true;
            }
            self.add_part(part, hash_word(&fold_key(part)))?;
        }
        Some(())
    }

    /// A word without hyphens: as the lists have it, or by its sound.
    fn add_part(&mut self, text: &'c str, hash: u64) -> Option<()> {
        let gazetteer: &'c Gazetteer = self.page.gazetteer;
        let person = self.candidate.kind == EntityKind::Person;
        let of_person = || {
            let entity = gazetteer.person_part(hash).filter(|_| person)?;
            Some((entity, gazetteer.latin(entity)?))
        };
        let of_any = || {
            let entry = gazetteer.word(hash)?;
            Some((entry.entity, self.latin(entry)?))
        };
        let listed = of_person().or_else(of_any);
        let listed = listed.map(|(entity, latin)| self.memo.part(text, entity, latin));
        match listed {
            Some(latin) if !person => {
                self.push(latin);
                self.known += 1;
            }
            _ => {
                self.push("");
                self.to_spell.push(Word { place: self.name.len(), text, listed });
            }
        }
        Some(())
    }

    /// The Latin form of an entry that may be a word of this name.
    fn latin(&self, entry: Entry) -> Option<&'c str> {
        let person = entry.facts.kind().is_none_or(|kind| kind == EntityKind::Person);
        // Walker is a town, too.
        let borne = entry.facts.is_name_part() && entry.facts.is_foreign();
        let fits = person || borne || self.candidate.kind != EntityKind::Person;
        let given = entry.facts.is_name_part() && self.candidate.kind == EntityKind::Person;
        let by_sound = (entry.facts.is_by_sound() || given) && fits;
        let gazetteer: &'c Gazetteer = self.page.gazetteer;
        gazetteer.latin(entry.entity).filter(|_| by_sound)
    }

    fn hash(&self, at: usize) -> Option<u64> {
        let cut = if at == self.candidate.first { self.candidate.cut } else { 0 };
        Some(self.page.reading.form(at, cut)?.hash)
    }

    fn uncut<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.candidate.cut as usize..).unwrap_or(text)
    }

    fn push(&mut self, word: &str) {
        if !self.glued {
            self.name.push(' ');
        }
        // A joint at the beginning is written large, a brand (iPhone) as it is.
        if self.name.is_empty() && !word.contains(char::is_uppercase) {
            self.name.push_str(&title_case(word.chars()));
        } else {
            self.name.push_str(word);
        }
        self.glued = false;
    }

    fn finish(mut self) -> Option<(Box<str>, LatinSource)> {
        if self.known + self.to_spell.len() == 0 {
            return None;
        }
        let words = std::mem::take(&mut self.to_spell);
        let person = self.candidate.kind == EntityKind::Person;
        let spelled = if person && words.len() + self.sure.len() > 1 {
            let words: Vec<_> = words.iter().map(|word| (word.text, word.listed)).collect();
            self.memo.spell_person(&words, &self.sure)?
        } else {
            let kind = self.candidate.kind;
            let mut spell = |word: &Word<'c>| match word.listed {
                Some(listed) => Some(listed.into()),
                None => self.memo.spell(word.text, kind).map(|name| name.to_owned().into()),
            };
            words.iter().map(&mut spell).collect::<Option<_>>()?
        };
        let mut is_listed = true;
        for (word, spelled) in words.iter().zip(spelled).rev() {
            is_listed &= word.listed.is_some_and(|listed| {
                plain_latin_letters(listed).eq(plain_latin_letters(&spelled))
            });
            self.name.insert_str(word.place, &spelled);
        }
        let source = if is_listed { LatinSource::Gazetteer } else { LatinSource::Generated };
        Some((self.name.into(), source))
    }
}

fn ascii_digit(c: char) -> char {
    match c {
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        c => c,
    }
}
