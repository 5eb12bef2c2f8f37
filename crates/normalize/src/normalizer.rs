use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use unicode_normalization::char::{canonical_combining_class, compose, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use warraq_text::{Span, View};

use crate::classes::{self, TATWEEL, ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER};
use crate::options::{Digits, Options, Profile};

/// Makes a [`View`] of a text. Built once, shared by reference.
///
/// ```
/// use warraq_normalize::{Normalizer, Options};
///
/// let mut options = Options::default();
/// options.set("alef")?;
/// let normalizer = Normalizer::new(options);
/// assert_eq!(normalizer.normalize("أحمد إلى آخر").text, "احمد الى اخر");
/// # Ok::<(), warraq_normalize::UnknownName>(())
/// ```
#[derive(Debug, Clone)]
pub struct Normalizer {
    options: Options,
    /// The rules of the characters below U+0800.
    table: Box<[Rule]>,
}

/// What the options say of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rule {
    action: Action,
    /// Belongs to the cluster of the character before it: may combine with it, or is left out
    /// and so does not keep it from combining with what follows.
    extends: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Keep,
    /// Left out, but part of the surface of the character before it.
    DropAttached,
    /// Left out, and part of no surface.
    DropGap,
    /// Left out unless it holds an emoji sequence together.
    DropUnlessEmoji,
    Write(char),
    /// Written as its compatibility decomposition.
    Decompose,
    Ellipsis,
}

impl Action {
    fn leaves_out(self) -> bool {
        matches!(self, Self::DropAttached | Self::DropGap | Self::DropUnlessEmoji)
    }
}

impl From<Profile> for Normalizer {
    fn from(profile: Profile) -> Self {
        Self::new(profile.into())
    }
}

impl Normalizer {
    /// A normalizer that applies `options` in one pass.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let table = (0..0x800).filter_map(char::from_u32).map(|c| rule(&options, c)).collect();
        Self { options, table }
    }

    /// The view all stages read (profile `light`).
    #[must_use]
    pub fn light() -> Self {
        Profile::Light.into()
    }

    /// The view of `source`.
    ///
    /// # Panics
    /// If `source` is 4 GiB or longer.
    #[must_use]
    pub fn normalize(&self, source: &str) -> View {
        let mut view = View::default();
        self.normalize_into(source, &mut view);
        view
    }

    /// Replaces `view` by the view of `source`, reusing its memory.
    ///
    /// # Panics
    /// If `source` is 4 GiB or longer.
    pub fn normalize_into(&self, source: &str, view: &mut View) {
        assert!(u32::try_from(source.len()).is_ok(), "text of {} bytes is too long", source.len());
        view.clear();
        view.text.reserve(source.len());
        let mut pass = Pass {
            normalizer: self,
            source,
            chars: source.char_indices().peekable(),
            copied: 0,
            view,
            composed: 0,
            elongation: 0..0,
            marks: MarkSet::default(),
        };
        pass.run();
    }

    fn rule(&self, c: char) -> Rule {
        self.table.get(c as usize).copied().unwrap_or_else(|| rule(&self.options, c))
    }

    /// Whether the options treat a letter with a combining hamza or madda like the composed one.
    fn composes_letters(&self) -> bool {
        let o = &self.options;
        o.nfc || o.diacritics || o.alef || o.hamza || o.alef_maqsura || o.look_alikes
    }
}

fn rule(options: &Options, c: char) -> Rule {
    let action = action(options, c);
    let combines = c >= '\u{0300}'
        && (canonical_combining_class(c) != 0
            || is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes
            || classes::is_presentation_mark(c));
    Rule { action, extends: combines || action.leaves_out() }
}

fn action(options: &Options, c: char) -> Action {
    if options.tatweel && c == TATWEEL || options.diacritics && classes::is_mark(c) {
        return Action::DropAttached;
    }
    if options.invisibles {
        if classes::is_invisible(c) {
            return Action::DropGap;
        }
        if matches!(c, ZERO_WIDTH_JOINER | ZERO_WIDTH_NON_JOINER) {
            return Action::DropUnlessEmoji;
        }
    }
    if options.presentation_forms
        && classes::is_presentation_form(c)
        && !(options.keep_phrase_ligatures && classes::is_phrase_ligature(c))
    {
        return Action::Decompose;
    }
    if options.punctuation && c == '…' {
        return Action::Ellipsis;
    }
    match substitute(options, c) {
        Some(other) if other != c => Action::Write(other),
        _ => Action::Keep,
    }
}

fn substitute(options: &Options, c: char) -> Option<char> {
    let digit = |digits| match digits {
        Digits::Ascii => classes::arabic_digit(c).and_then(|d| char::from_digit(d, 10)),
        Digits::Arabic => c
            .to_digit(10)
            .or_else(|| classes::arabic_digit(c))
            .and_then(|d| char::from_u32(0x0660 + d)),
    };
    // The folded look-alike may itself be a letter of a later class: ۃ, ة, ه.
    let letter = options.look_alikes.then(|| classes::look_alike(c)).flatten();
    let c = letter.unwrap_or(c);
    (options.alef.then(|| classes::plain_alef(c)).flatten())
        .or_else(|| (options.alef_maqsura && c == 'ى').then_some('ي'))
        .or_else(|| (options.teh_marbuta && c == 'ة').then_some('ه'))
        .or_else(|| options.hamza.then(|| classes::hamza_seat(c)).flatten())
        .or(letter)
        .or_else(|| options.digits.and_then(digit))
        .or_else(|| options.separators.then(|| classes::ascii_separator(c)).flatten())
        .or_else(|| options.punctuation.then(|| classes::ascii_punctuation(c)).flatten())
        .or_else(|| (options.spaces && classes::is_wide_space(c)).then_some(' '))
}

/// One reading of one text.
struct Pass<'p> {
    normalizer: &'p Normalizer,
    source: &'p str,
    chars: Peekable<CharIndices<'p>>,
    /// The source before this offset has been written.
    copied: usize,
    view: &'p mut View,
    /// The source before this offset is known to need no composition.
    composed: usize,
    /// The repeated letters that are left out when the reading comes to them.
    elongation: Range<usize>,
    /// The marks of the current cluster, for `repeated_marks`.
    marks: MarkSet,
}

impl Pass<'_> {
    fn run(&mut self) {
        let options = &self.normalizer.options;
        while let Some((start, c)) = self.chars.next() {
            if options.elongation && self.elongated(start) {
                continue;
            }
            let extended =
                self.chars.peek().is_some_and(|&(_, next)| self.normalizer.rule(next).extends);
            let own = self.normalizer.rule(c);
            if (extended || own.extends) && start >= self.composed && self.composed_cluster(start) {
                continue;
            }
            if !own.extends {
                self.marks = MarkSet::default();
            }
            if options.repeated_marks && own.action == Action::Keep && self.marks.holds_or_add(c) {
                self.drop_attached(start, start + c.len_utf8());
                continue;
            }
            self.apply(start, c, own.action);
        }
        self.copy_until(self.source.len());
    }

    fn copy_until(&mut self, end: usize) {
        self.view.text.push_str(&self.source[self.copied..end]);
        self.copied = end;
    }

    fn apply(&mut self, start: usize, c: char, action: Action) {
        let end = start + c.len_utf8();
        match action {
            Action::Keep => {}
            Action::DropAttached => self.drop_attached(start, end),
            Action::DropGap => self.drop_gap(start, end),
            Action::DropUnlessEmoji => {
                let before = self.source[..start].chars().next_back();
                let after = self.chars.peek().map(|&(_, c)| c);
                if !(before.is_some_and(classes::joins_emoji)
                    && after.is_some_and(classes::joins_emoji))
                {
                    self.drop_gap(start, end);
                }
            }
            Action::Write(other) => self.replace(start, end, |text| text.push(other)),
            Action::Ellipsis => self.replace(start, end, |text| text.push_str("...")),
            Action::Decompose => {
                let normalizer = self.normalizer;
                self.replace(start, end, |text| normalizer.write_decomposed(c, text));
            }
        }
    }

    fn drop_attached(&mut self, start: usize, end: usize) {
        self.copy_until(start);
        self.copied = end;
        let at = span(self.view.text.len(), self.view.text.len()).start;
        self.view.alignment.drop_attached(at, span(start, end));
    }

    fn drop_gap(&mut self, start: usize, end: usize) {
        self.copy_until(start);
        self.copied = end;
        let at = span(self.view.text.len(), self.view.text.len()).start;
        self.view.alignment.drop_gap(at, span(start, end));
    }

    fn replace(&mut self, start: usize, end: usize, write: impl FnOnce(&mut String)) {
        self.copy_until(start);
        self.copied = end;
        let before = self.view.text.len();
        write(&mut self.view.text);
        if self.view.text.len() == before {
            self.view.alignment.drop_attached(span(before, before).start, span(start, end));
        } else {
            let written = span(before, self.view.text.len());
            self.view.alignment.replace(written, span(start, end));
        }
    }

    /// If the cluster that begins at `start`, with its first character just read, has to be
    /// composed, writes it composed and steps over it.
    fn composed_cluster(&mut self, start: usize) -> bool {
        let normalizer = self.normalizer;
        let (mut end, mut read) = (start, start);
        for (index, c) in self.source[start..].chars().enumerate() {
            let rule = normalizer.rule(c);
            if index > 0 && !rule.extends {
                break;
            }
            read += c.len_utf8();
            // Controls at the end of the cluster are no part of it.
            if rule.action != Action::DropGap {
                end = read;
            }
        }
        self.composed = read;
        let cluster = &self.source[start..end];
        if !normalizer.must_compose(cluster) {
            return false;
        }
        while self.chars.next_if(|&(at, _)| at < end).is_some() {}
        self.replace(start, end, |text| normalizer.write_composed(cluster, text));
        true
    }

    /// Whether the character at `start` begins the repetitions of an elongated letter, which are
    /// then left out. Looks ahead when it begins the letter itself.
    fn elongated(&mut self, start: usize) -> bool {
        if self.elongation.contains(&start) {
            let Range { start, end } = self.elongation;
            while self.chars.next_if(|&(at, _)| at < end).is_some() {}
            self.drop_attached(start, end);
            return true;
        }
        if let Some((letter, letter_end)) = self.letter_at(start) {
            let (mut repetitions, mut end) = (0, letter_end);
            while let Some((next, next_end)) = self.letter_at(end)
                && next == letter
            {
                repetitions += 1;
                end = next_end;
            }
            if repetitions >= 3 {
                self.elongation = letter_end..end;
            }
        }
        false
    }

    /// The Arabic letter at `start`, composed and folded, and the end of its marks.
    fn letter_at(&self, start: usize) -> Option<(char, usize)> {
        let mut chars = self.source[start..].chars();
        let mut letter = chars.next().filter(|&c| classes::is_arabic_letter(c))?;
        let mut end = start + letter.len_utf8();
        for c in chars {
            if !(self.normalizer.rule(c).extends || classes::is_mark(c) || c == TATWEEL) {
                break;
            }
            letter = compose(letter, c).unwrap_or(letter);
            end += c.len_utf8();
        }
        match self.normalizer.rule(letter).action {
            Action::Write(folded) => Some((folded, end)),
            _ => Some((letter, end)),
        }
    }
}

impl Normalizer {
    /// Whether the actions apply to the composed cluster rather than to its characters.
    fn must_compose(&self, cluster: &str) -> bool {
        let kept = || cluster.chars().filter(|&c| !self.rule(c).action.leaves_out());
        self.options.presentation_forms && kept().any(classes::is_presentation_form)
            || self.options.nfc && is_nfc_quick(kept()) != IsNormalized::Yes
            || self.composes_letters() && kept().any(classes::is_letter_part)
    }

    fn write_composed(&self, cluster: &str, text: &mut String) {
        let mut seen = MarkSet::default();
        let mut seat = false;
        for c in self.decomposed(cluster).nfc() {
            // What would combine with a letter that has just been folded is folded with it.
            if seat && classes::is_letter_part(c)
                || self.options.repeated_marks && seen.holds_or_add(c)
            {
                continue;
            }
            seat = matches!(self.rule(c).action, Action::Write(_)) || seat && classes::is_mark(c);
            self.write_simple(c, text);
        }
    }

    /// The kept characters of `cluster`, presentation forms as letters and marks if so wished.
    fn decomposed<'c>(&'c self, cluster: &'c str) -> impl Iterator<Item = char> + 'c {
        cluster
            .chars()
            .flat_map(|c| match self.rule(c).action {
                Action::Decompose => decompose_form(c),
                _ => std::iter::once(c).collect(),
            })
            .filter(|&c| !self.rule(c).action.leaves_out())
    }

    fn write_decomposed(&self, c: char, text: &mut String) {
        for letter in decompose_form(c) {
            self.write_simple(letter, text);
        }
    }

    /// Writes a character that is no presentation form and no joiner of emoji.
    fn write_simple(&self, c: char, text: &mut String) {
        match self.rule(c).action {
            Action::Write(other) => text.push(other),
            Action::DropAttached | Action::DropGap | Action::DropUnlessEmoji => {}
            Action::Ellipsis => text.push_str("..."),
            Action::Keep | Action::Decompose => text.push(c),
        }
    }
}

/// The composed letters and marks of a presentation form. Marks alone decompose to a mark on a space or on
/// a tatweel, which only carries it and is left out.
fn decompose_form(c: char) -> Vec<char> {
    let mut letters = Vec::new();
    decompose_compatible(c, |letter| letters.push(letter));
    if letters.len() > 1 && matches!(letters[0], ' ' | TATWEEL) {
        letters.remove(0);
    }
    letters.into_iter().nfc().collect()
}

/// Which marks a letter bears.
#[derive(Debug, Default, Clone, Copy)]
struct MarkSet(u128);

impl MarkSet {
    /// Adds `c` if it is a mark; whether it was there before.
    fn holds_or_add(&mut self, c: char) -> bool {
        let index = match c {
            '\u{0610}'..='\u{061A}' => c as u32 - 0x0610,
            '\u{064B}'..='\u{0652}' | '\u{0656}'..='\u{065F}' => 11 + (c as u32 - 0x064B),
            '\u{0670}' => 32,
            '\u{06D6}'..='\u{06ED}' => 33 + (c as u32 - 0x06D6),
            '\u{08CA}'..='\u{08FF}' => 57 + (c as u32 - 0x08CA),
            _ => return false,
        };
        let held = self.0 >> index & 1 == 1;
        self.0 |= 1 << index;
        held
    }
}

fn span(start: usize, end: usize) -> Span {
    let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(offset(start), offset(end))
}
