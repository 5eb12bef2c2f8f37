//! The careful reading of a text, cluster by cluster: a character and the combining marks after it.

use std::ops::Range;

use arrayvec::ArrayVec;
use unicode_normalization::char::{canonical_combining_class, compose, decompose_compatible};
use unicode_normalization::{
    IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfd_quick, is_nfkc_quick,
};
use warraq_text::{AlignmentBuilder, Span};

use crate::classes::{self, TATWEEL};
use crate::kernel::Output;
use crate::marks::Marks;
use crate::options::{Forms, MarksOf, Options};
use crate::rules::{Action, Rules, never_blocks};
use crate::urls;

/// What is told of the way back while a view is written.
pub(crate) trait Track {
    fn keep(&mut self, len: u32);
    fn drop_attached(&mut self, len: u32);
    fn drop_gap(&mut self, len: u32);
    fn shorten(&mut self, view_len: u32, source_len: u32);
    fn replace(&mut self, view: Span, source_len: u32);
    fn append(&mut self, bits: u64, len: u32);
    /// The same for 64 bits each, where `bits_in_word` is none.
    fn append_words(&mut self, words: &[u64]);
    /// Bits of the last word of the alignment that are told already, less than 64.
    fn bits_in_word(&self) -> usize;
    fn truncate(&mut self, len: u32);
}

impl Track for AlignmentBuilder<'_> {
    fn keep(&mut self, len: u32) {
        self.keep(len);
    }

    fn drop_attached(&mut self, len: u32) {
        self.drop_attached(len);
    }

    fn drop_gap(&mut self, len: u32) {
        self.drop_gap(len);
    }

    fn shorten(&mut self, view_len: u32, source_len: u32) {
        self.shorten(view_len, source_len);
    }

    fn replace(&mut self, view: Span, source_len: u32) {
        self.replace(view, source_len);
    }

    #[inline(always)]
    fn append(&mut self, bits: u64, len: u32) {
        self.append(bits, len);
    }

    #[inline(always)]
    fn append_words(&mut self, words: &[u64]) {
        self.append_words(words);
    }

    #[inline(always)]
    fn bits_in_word(&self) -> usize {
        self.source_len() as usize % 64
    }

    fn truncate(&mut self, len: u32) {
        self.truncate(len);
    }
}

/// For those who want no way back.
pub(crate) struct Untracked;

impl Track for Untracked {
    fn keep(&mut self, _: u32) {}
    fn drop_attached(&mut self, _: u32) {}
    fn drop_gap(&mut self, _: u32) {}
    fn shorten(&mut self, _: u32, _: u32) {}
    fn replace(&mut self, _: Span, _: u32) {}
    fn append(&mut self, _: u64, _: u32) {}
    #[inline(always)]
    fn append_words(&mut self, _: &[u64]) {}
    fn bits_in_word(&self) -> usize {
        0
    }
    fn truncate(&mut self, _: u32) {}
}

/// One reading of one text.
pub(crate) struct Pass<'p, T> {
    pub(crate) rules: &'p Rules,
    pub(crate) source: &'p str,
    pub(crate) track: T,
    /// The repeated letters that are left out when the reading comes to them.
    elongation: Range<usize>,
    /// The address that the reading is in or comes to next, for `elongation`.
    url: Range<usize>,
    /// Up to where the source holds no letter, and whether a letter follows.
    ahead: (usize, bool),
    /// The marks of the current cluster, for `repeated_marks`.
    marks: MarkSet,
    /// Whether the current cluster is one whose marks are left out.
    drops_marks: bool,
}

impl<'p, T: Track> Pass<'p, T> {
    pub(crate) fn new(rules: &'p Rules, source: &'p str, track: T) -> Self {
        Self {
            rules,
            source,
            track,
            elongation: 0..0,
            url: 0..0,
            ahead: (0, false),
            marks: MarkSet::default(),
            drops_marks: true,
        }
    }

    /// Start of the cluster that the character at `at` belongs to, at or after `floor`.
    pub(crate) fn cluster_start(&self, floor: usize, at: usize) -> usize {
        let mut start = at;
        let mut extends = self.chars(at).next().is_some_and(|c| self.rules.rule(c).extends);
        while extends && start > floor {
            let Some(before) = self.source[floor..start].chars().next_back() else { break };
            start -= before.len_utf8();
            extends = self.rules.rule(before).extends;
        }
        start
    }

    /// Writes the cluster at `start`; where it ends.
    #[inline(never)]
    pub(crate) fn cluster(&mut self, start: usize, out: Output<'_>) -> usize {
        let options = &self.rules.options;
        if options.elongation && self.elongated(start) {
            let end = self.elongation.end;
            self.track.drop_attached(length(start, end));
            return end;
        }
        let (end, read) = self.cluster_end(start);
        if options.marks_of != MarksOf::All {
            self.drops_marks = self.is_last(read) == (options.marks_of == MarksOf::Last);
        }
        self.marks = MarkSet::default();
        let cluster = &self.source[start..end];
        let mut at = start;
        if self.must_compose(cluster) {
            self.write_composed(start, cluster, out);
            at = end;
        }
        for c in self.source[at..read].chars() {
            self.write_char(at, c, out);
            at += c.len_utf8();
        }
        read
    }

    /// Ends of the cluster at `start`, without and with the controls after it, which are no part of
    /// what is composed.
    fn cluster_end(&self, start: usize) -> (usize, usize) {
        let (mut end, mut read) = (start, start);
        for c in self.chars(start) {
            let rule = self.rules.rule(c);
            if read > start && !rule.extends {
                break;
            }
            read += c.len_utf8();
            let is_control = matches!(
                rule.action,
                Action::DropGap | Action::DropUnlessEmoji | Action::DropUnlessBetweenLetters
            );
            if !is_control {
                end = read;
            }
        }
        (end, read)
    }

    fn chars(&self, at: usize) -> std::str::Chars<'p> {
        self.source[at..].chars()
    }

    /// What happens to characters in this cluster.
    fn actions(&self) -> Actions<'p> {
        Actions { rules: self.rules, drops_marks: self.drops_marks }
    }

    fn action(&self, c: char) -> Action {
        self.actions().of(c)
    }

    fn write_char(&mut self, start: usize, c: char, out: Output<'_>) {
        let len = length(0, c.len_utf8());
        match self.action(c) {
            Action::Keep | Action::DropMark | Action::Compose => {
                if self.rules.options.repeated_marks && self.marks.holds_or_add(c) {
                    self.track.drop_attached(len);
                } else {
                    out.push(c);
                    self.track.keep(len);
                }
            }
            Action::DropAttached => self.track.drop_attached(len),
            Action::DropGap => self.track.drop_gap(len),
            Action::DropUnlessEmoji if self.joins_emoji(start, c) => {
                out.push(c);
                self.track.keep(len);
            }
            Action::DropUnlessBetweenLetters
                if self.joins_emoji(start, c) || self.is_between_letters(start, c) =>
            {
                out.push(c);
                self.track.keep(len);
            }
            Action::DropUnlessEmoji | Action::DropUnlessBetweenLetters => self.track.drop_gap(len),
            Action::Write(other) if other.len_utf8() <= c.len_utf8() => {
                out.push(other);
                self.track.shorten(length(0, other.len_utf8()), len);
            }
            Action::Write(other) => self.replace(len, out, |out| out.push(other)),
            Action::Ellipsis => self.replace(len, out, |out| out.push_str("...")),
            Action::Decompose => {
                let actions = self.actions();
                self.replace(len, out, |out| {
                    for letter in decompose_form(c, actions.rules.options.presentation_forms) {
                        actions.write_simple(letter, out);
                    }
                });
            }
        }
    }

    /// Whether the joiner `c` at `start` has parts of an emoji on both sides.
    fn joins_emoji(&self, start: usize, c: char) -> bool {
        let before = self.source[..start].chars().next_back();
        let after = self.chars(start + c.len_utf8()).next();
        before.is_some_and(classes::joins_emoji) && after.is_some_and(classes::joins_emoji)
    }

    /// Whether the letters on both sides of the non-joiner `c` at `start` would join without it.
    fn is_between_letters(&mut self, start: usize, c: char) -> bool {
        let is_left_out = |c: &char| self.rules.rule(*c).action.leaves_out();
        let is_part = |c: &char| {
            is_left_out(c)
                || !Marks::of(*c).is_empty()
                || classes::is_letter_part(*c)
                || *c == TATWEEL
                || classes::is_presentation_mark(*c) && !self.spells_space(*c)
        };
        let is_letter = |c| classes::is_arabic_letter(c) && !classes::is_presentation_mark(c);
        // What lies before was read already, in bounded steps: a run is left at its first letter.
        let before = self.source[..start].chars().rev().take(64).find(|c| !is_part(c));
        if !before.is_some_and(is_letter) {
            return false;
        }
        // A mark after the non-joiner, even one that goes, keeps it within the cluster.
        let mut after = self.chars(start + c.len_utf8()).take(64);
        let after = after.find(|c| !classes::is_invisible_or_joiner(*c));
        after.is_some_and(|c| is_letter(c) && !is_left_out(&c))
    }

    /// Whether `c` is a presentation form of a mark over a space and not treated as the mark.
    fn spells_space(&self, c: char) -> bool {
        self.rules.options.presentation_forms.is_none()
            && classes::is_presentation_mark(c)
            && !classes::is_mark_over_tatweel(c)
    }

    /// Writes the next `source_len` bytes of source as what `write` writes, as a whole.
    fn replace(&mut self, source_len: u32, out: Output<'_>, write: impl FnOnce(Output<'_>)) {
        let before = out.len();
        write(out);
        if out.len() == before {
            return self.track.drop_attached(source_len);
        }
        self.track.replace(span(before, out.len()), source_len);
    }

    /// Whether the actions apply to the composed cluster rather than to its characters.
    fn must_compose(&self, cluster: &str) -> bool {
        let options = &self.rules.options;
        if options.by_character {
            let is_free = |c: &char| self.action(*c).leaves_out() && never_blocks(*c);
            let kept = || cluster.chars().filter(|c| !is_free(c));
            return options.nfkc && must_change(kept(), true)
                || options.nfc && must_change(kept(), false);
        }
        let kept = || {
            let stays = |c: &char| !self.action(*c).leaves_out();
            cluster.chars().filter(stays).filter(options.first_of_repeated())
        };
        let is_long = kept().nth(1).is_some();
        self.rules.compose_letters() && kept().any(classes::is_letter_part)
            || is_long
                && options.presentation_forms.is_some()
                && kept().any(classes::is_presentation_form)
            || options.nfkc && must_change(kept(), true)
            || options.nfc && must_change(kept(), false)
    }

    fn write_composed(&mut self, start: usize, cluster: &str, out: Output<'_>) {
        let (actions, options) = (self.actions(), &self.rules.options);
        let len = length(start, start + cluster.len());
        let single = cluster.chars().nth(1).is_none();
        let before = out.len();
        let mut written = 0;
        // The class of the last mark on a letter that was folded.
        let mut seat = None;
        let stays = |c: &char| options.by_character || !actions.of(*c).leaves_out();
        let parts = cluster.chars().flat_map(|c| actions.decomposed(c)).filter(stays);
        let parts = parts.filter(options.first_of_repeated());
        composed(parts, |c| {
            // What would combine with a letter that has just been folded is folded with it.
            let class = canonical_combining_class(c);
            let reaches = seat.is_some_and(|last| last < class);
            let folded = !options.by_character && reaches && classes::is_letter_part(c);
            if folded {
                return;
            }
            seat = match actions.of(c) {
                Action::Write(_) => Some(0),
                _ => seat.filter(|_| class != 0).map(|_| class),
            };
            written += usize::from(actions.write_simple(c, out));
        });
        let view = span(before, out.len());
        match written {
            _ if out[before..] == *cluster => self.track.keep(len),
            0 => self.track.drop_attached(len),
            1 if single && view.len() <= len => self.track.shorten(view.len(), len),
            _ => self.track.replace(view, len),
        }
    }

    /// Whether the cluster that ends at `end` is the last letter of its word.
    fn is_last(&mut self, end: usize) -> bool {
        if end > self.ahead.0 {
            let mut at = end;
            let next = self.chars(end).find(|&c| {
                let is_part = self.rules.rule(c).extends
                    || classes::is_mark(c)
                    || c == TATWEEL
                    || classes::is_invisible(c)
                    || classes::is_presentation_mark(c) && !self.spells_space(c);
                at += if is_part { c.len_utf8() } else { 0 };
                !is_part
            });
            let goes_on = next.is_some_and(|c| goes_on_a_word(c) && !self.spells_space(c));
            self.ahead = (at, goes_on);
        }
        !self.ahead.1
    }

    /// Whether the character at `start` begins the repetitions of an elongated letter, which are
    /// then left out. Looks ahead when it begins the letter itself.
    fn elongated(&mut self, start: usize) -> bool {
        if self.elongation.start == start && !self.elongation.is_empty() {
            return true;
        }
        if self.is_in_url(start) {
            return false;
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

    /// Whether the character at `at` is part of an address. Asked from left to right.
    fn is_in_url(&mut self, at: usize) -> bool {
        while at >= self.url.end && self.url.start < self.source.len() {
            self.url = urls::next(self.source, self.url.end);
        }
        self.url.contains(&at)
    }

    /// The Arabic letter at `start`, composed and folded, and the end of its marks.
    fn letter_at(&self, start: usize) -> Option<(char, usize)> {
        let mut chars = self.chars(start);
        let mut letter = chars.next().filter(|&c| classes::is_arabic_letter(c))?;
        let mut end = start + letter.len_utf8();
        for c in chars {
            if !(self.rules.rule(c).extends || classes::is_mark(c) || c == TATWEEL) {
                break;
            }
            letter = compose(letter, c).unwrap_or(letter);
            end += c.len_utf8();
        }
        match self.rules.rule(letter).action {
            Action::Write(folded) => Some((folded, end)),
            _ => Some((letter, end)),
        }
    }
}

/// What happens to the characters of one cluster.
#[derive(Clone, Copy)]
struct Actions<'p> {
    rules: &'p Rules,
    /// Whether the marks are left out that depend on their letter.
    drops_marks: bool,
}

impl Actions<'_> {
    fn of(self, c: char) -> Action {
        match self.rules.rule(c).action {
            Action::DropMark if self.drops_marks => Action::DropAttached,
            Action::DropMark => Action::Keep,
            action => action,
        }
    }

    /// The characters that `c` is composed of, as far as the options ask.
    fn decomposed(self, c: char) -> Parts {
        let options = &self.rules.options;
        let forms = options.presentation_forms;
        let mut parts = Parts::new();
        match self.of(c) {
            Action::Decompose if !options.by_character || is_spelled_out(c, forms) => {
                return decompose_form(c, forms);
            }
            _ if options.nfkc => decompose_compatible(c, |part| parts.push(part)),
            _ => parts.push(c),
        }
        parts
    }

    /// Writes a character that is no presentation form and no joiner of emoji; whether there was
    /// anything to write.
    fn write_simple(self, c: char, out: Output<'_>) -> bool {
        match self.of(c) {
            Action::Write(other) => out.push(other),
            Action::Ellipsis => out.push_str("..."),
            Action::Keep | Action::Decompose | Action::DropMark | Action::Compose => out.push(c),
            _ => return false,
        }
        true
    }
}

/// Hands on the canonical composition of `parts`. One letter with one mark takes a short way.
fn composed(mut parts: impl Iterator<Item = char>, mut write: impl FnMut(char)) {
    let first = [parts.next(), parts.next(), parts.next()];
    match first {
        [Some(letter), None, _] if is_nfc_quick([letter].into_iter()) == IsNormalized::Yes => {
            write(letter);
        }
        [Some(letter), Some(mark), None]
            if is_bare(letter) && canonical_combining_class(mark) != 0 =>
        {
            match compose(letter, mark) {
                Some(c) => write(c),
                None => [letter, mark].into_iter().nfc().for_each(write),
            }
        }
        _ => first.into_iter().flatten().chain(parts).nfc().for_each(write),
    }
}

/// Whether `c` begins a cluster and has no canonical decomposition.
fn is_bare(c: char) -> bool {
    canonical_combining_class(c) == 0 && is_nfd_quick(std::iter::once(c)) == IsNormalized::Yes
}

impl Options {
    /// Whether a character of a cluster is not a mark that `repeated_marks` leaves out, asked in turn.
    fn first_of_repeated(&self) -> impl FnMut(&char) -> bool + use<> {
        let mut marks = self.repeated_marks.then(MarkSet::default);
        move |c| !marks.as_mut().is_some_and(|marks| marks.holds_or_add(*c))
    }
}

/// The parts of one character: at most eighteen in Unicode 17.0 (U+FDFA), and 22 of ﷽.
type Parts = ArrayVec<char, 24>;

/// Whether composition may change the characters.
fn must_change(chars: impl Iterator<Item = char>, compatible: bool) -> bool {
    let quick = if compatible { is_nfkc_quick(chars) } else { is_nfc_quick(chars) };
    quick != IsNormalized::Yes
}

/// Signs that are written as words in Arabic letters, whatever Unicode says of them.
fn is_spelled_out(c: char, forms: Option<Forms>) -> bool {
    forms == Some(Forms::Words) && matches!(c, classes::BASMALA | '﷼')
}

/// The composed letters and marks of a presentation form. Marks alone decompose to a mark on a
/// space or on a tatweel, which only carries it and is left out.
fn decompose_form(c: char, forms: Option<Forms>) -> Parts {
    match c {
        classes::BASMALA => return "بسم الله الرحمن الرحيم".chars().collect(),
        // Unicode's decomposition has the Persian yeh.
        '﷼' if forms == Some(Forms::Words) => return "ريال".chars().collect(),
        _ => {}
    }
    let mut letters = Parts::new();
    decompose_compatible(c, |letter| letters.push(letter));
    if letters.len() > 1 && matches!(letters[0], ' ' | TATWEEL) {
        letters.remove(0);
    }
    if must_change(letters.iter().copied(), false) {
        letters.into_iter().nfc().collect()
    } else {
        letters
    }
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
            '\u{0897}'..='\u{089F}' => 111 + (c as u32 - 0x0897),
            _ => return false,
        };
        let held = self.0 >> index & 1 == 1;
        self.0 |= 1 << index;
        held
    }
}

fn length(start: usize, end: usize) -> u32 {
    u32::try_from(end - start).unwrap_or(u32::MAX)
}

fn span(start: usize, end: usize) -> Span {
    Span::new(length(0, start), length(0, end))
}

/// Whether `c` is an Arabic letter, or stands for some: the word ligatures (U+FDF0 to U+FDFD) and the
/// mathematical letters, which `nfkc` spells out.
fn goes_on_a_word(c: char) -> bool {
    classes::is_arabic_letter(c) || matches!(c, '\u{FDF0}'..='\u{FDFD}' | '\u{1EE00}'..='\u{1EEFF}')
}
