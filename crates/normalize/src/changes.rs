use std::iter::Peekable;
use std::str::CharIndices;

use unicode_normalization::UnicodeNormalization;
use warraq_text::{Edit, Edits, Span, View};

use crate::classes;
use crate::normalizer::Normalizer;
use crate::options::Options;
use crate::rules::{Action, Rules, option_of};

/// A place that an option changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What was written, in bytes of the view; empty where source was left out.
    pub view: Span,
    /// What it was written for, in bytes of the source.
    pub source: Span,
    /// The name of the option. Of several that act on one character together, the one that
    /// decides what is written.
    pub option: &'static str,
}

impl Normalizer {
    /// What this normalizer changed in `source` when it made `view` of it, from left to right, each
    /// run that one option left out as one change.
    ///
    /// ```
    /// use warraq_normalize::Normalizer;
    ///
    /// let normalizer = Normalizer::light();
    /// let source = "مُدَرِّسة ٣";
    /// let view = normalizer.normalize(source);
    /// let changes: Vec<_> = normalizer
    ///     .changes(source, &view)
    ///     .map(|change| (change.option, change.source.of(source), view.slice(change.view)))
    ///     .collect();
    /// assert_eq!(changes[0], ("diacritics", "\u{064F}", ""));
    /// assert_eq!(changes[3], ("digits", "٣", "3"));
    /// ```
    #[must_use]
    pub fn changes<'v>(&'v self, source: &'v str, view: &'v View) -> Changes<'v> {
        Changes { rules: &self.rules, source, edits: view.edits(source), dropped: None }
    }

    /// How often each option changed something in `source` when `view` was made of it.
    #[must_use]
    pub fn report(&self, source: &str, view: &View) -> Report {
        let mut report = Report::default();
        self.changes(source, view).for_each(|change| report.count(change, source, &self.rules));
        report
    }
}

/// The [`Change`]s of a text; see [`Normalizer::changes`].
#[derive(Debug, Clone)]
pub struct Changes<'v> {
    rules: &'v Rules,
    source: &'v str,
    edits: Edits<'v>,
    /// A run that was left out, as far as it is not told yet.
    dropped: Option<Dropped<'v>>,
}

#[derive(Debug, Clone)]
struct Dropped<'v> {
    edit: Edit,
    chars: Peekable<CharIndices<'v>>,
    /// The option that leaves out characters which no rule names.
    by_place: &'static str,
}

impl Iterator for Changes<'_> {
    type Item = Change;

    fn next(&mut self) -> Option<Change> {
        loop {
            if let Some(change) = self.dropped.as_mut().and_then(|run| run.next(self.rules)) {
                return Some(change);
            }
            let edit = self.edits.next()?;
            let read = edit.source.of(self.source);
            if !edit.view.is_empty() {
                let option = deciding(self.rules, read);
                return Some(Change { view: edit.view, source: edit.source, option });
            }
            let letters = read.chars().any(classes::is_arabic_letter);
            let by_place = if letters { "elongation" } else { "repeated-marks" };
            let chars = read.char_indices().peekable();
            self.dropped = Some(Dropped { edit, chars, by_place });
        }
    }
}

impl Dropped<'_> {
    fn next(&mut self, rules: &Rules) -> Option<Change> {
        let (start, first) = self.chars.next()?;
        let option = self.option(rules, first);
        let mut end = start + first.len_utf8();
        while let Some(&(_, c)) = self.chars.peek()
            && self.option(rules, c) == option
        {
            end += c.len_utf8();
            self.chars.next();
        }
        let at = |place: usize| self.edit.source.start + place as u32;
        Some(Change { view: self.edit.view, source: Span::new(at(start), at(end)), option })
    }

    fn option(&self, rules: &Rules, c: char) -> &'static str {
        match rules.rule(c).action {
            Action::Keep => self.by_place,
            _ => option_of(&rules.options, c).unwrap_or(self.by_place),
        }
    }
}

/// The option that decides what is written for the piece `read`.
fn deciding(rules: &Rules, read: &str) -> &'static str {
    let writes = |c: &char| {
        let action = rules.rule(*c).action;
        action != Action::Keep && !action.leaves_out() && action != Action::DropMark
    };
    let own = || read.chars().find(writes);
    let composed = || read.nfc().find(writes);
    own().or_else(composed).and_then(|c| option_of(&rules.options, c)).unwrap_or(composing(rules))
}

/// The option that composes.
fn composing(rules: &Rules) -> &'static str {
    let Options { nfc, nfkc, .. } = rules.options;
    if nfkc && !nfc { "nfkc" } else { "nfc" }
}

/// How often each option changed something: characters that were left out, characters or pieces
/// that were written differently.
///
/// ```
/// use warraq_normalize::Normalizer;
///
/// let normalizer = Normalizer::light();
/// let source = "مُدَرِّسة ٣";
/// let report = normalizer.report(source, &normalizer.normalize(source));
/// assert_eq!(report.iter().collect::<Vec<_>>(), [("diacritics", 4), ("digits", 1)]);
/// ```
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    /// In the order of their names.
    counts: Vec<(&'static str, u64)>,
}

impl Report {
    /// The options that changed something, with the number of changes, in the order of their names.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&'static str, u64)> + '_ {
        self.counts.iter().copied()
    }

    /// Whether nothing was changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Adds the counts of another text.
    pub fn add(&mut self, other: &Self) {
        other.iter().for_each(|(option, count)| self.add_to(option, count));
    }

    fn count(&mut self, change: Change, source: &str, rules: &Rules) {
        let read = change.source.of(source);
        if change.view.is_empty() {
            return self.add_to(change.option, read.chars().count() as u64);
        }
        self.add_to(change.option, 1);
        // Marks that were left out of a letter that was composed.
        let is_left_out = |c: &char| rules.rule(*c).action.leaves_out();
        for c in read.chars().filter(is_left_out) {
            option_of(&rules.options, c).into_iter().for_each(|option| self.add_to(option, 1));
        }
    }

    fn add_to(&mut self, option: &'static str, count: u64) {
        match self.counts.binary_search_by_key(&option, |&(name, _)| name) {
            Ok(index) => self.counts[index].1 += count,
            Err(index) => self.counts.insert(index, (option, count)),
        }
    }
}
