//! The options compiled: what happens to each character.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, is_nfc_quick, is_nfkc_quick};

use crate::classes::{self, TATWEEL, ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER};
use crate::options::{Alef, Digits, Forms, Hamza, Invisibles, MarksOf, Options, TehMarbuta};

/// The options with tables of what they say.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) options: Options,
    /// The rules of the characters below U+0800.
    low: Box<[Rule]>,
    /// The rules of the block General Punctuation, U+2000–U+20FF.
    punctuation: Box<[Rule]>,
    /// The rules from Arabic Presentation Forms-A to Forms-B, U+FB50–U+FEFF.
    forms: Box<[Rule]>,
}

/// What the options say of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) action: Action,
    /// Belongs to the cluster of the character before it: may combine with it, or may be left out
    /// and then does not keep it from combining with what follows.
    pub(crate) extends: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Keep,
    /// Left out, but part of the surface of the character before it.
    DropAttached,
    /// The same on the letters that `MarksOf` names.
    DropMark,
    /// Left out, and part of no surface.
    DropGap,
    /// Left out unless it holds an emoji sequence together.
    DropUnlessEmoji,
    /// Left out unless it stands between two letters.
    DropUnlessBetweenLetters,
    Write(char),
    /// Written as the letters of the presentation form.
    Decompose,
    /// Written in compatibility composition.
    Compose,
    Ellipsis,
}

impl Action {
    /// Whether the character goes, so that its neighbours meet. A non-joiner that stays has a letter
    /// after it and ends its cluster in any case.
    pub(crate) fn leaves_out(self) -> bool {
        matches!(
            self,
            Self::DropAttached
                | Self::DropGap
                | Self::DropUnlessEmoji
                | Self::DropUnlessBetweenLetters
        )
    }
}

impl Rules {
    pub(crate) fn new(options: Options) -> Self {
        let table = |range: std::ops::Range<u32>| {
            range.filter_map(char::from_u32).map(|c| rule(&options, c)).collect()
        };
        Self {
            low: table(0..0x800),
            punctuation: table(0x2000..0x2100),
            forms: table(0xFB50..0xFF00),
            options,
        }
    }

    #[inline]
    pub(crate) fn rule(&self, c: char) -> Rule {
        let index = c as usize;
        let known = match index {
            0x2000..0x2100 => self.punctuation.get(index - 0x2000),
            0xFB50..0xFF00 => self.forms.get(index - 0xFB50),
            _ => self.low.get(index),
        };
        known.copied().unwrap_or_else(|| rule(&self.options, c))
    }

    /// Whether the character stays as it is and combines with none before it.
    pub(crate) fn is_inert(&self, c: char) -> bool {
        self.rule(c) == Rule { action: Action::Keep, extends: false }
    }

    /// Whether no option speaks of the character, which combines with none before it: ideographs, Hangul
    /// syllables, most emoji.
    #[inline]
    pub(crate) fn is_untouched(c: char) -> bool {
        matches!(c, '\u{3400}'..='\u{A3FF}' | '\u{AC00}'..='\u{D7A3}' | '\u{1F300}'..='\u{1FAFF}')
    }

    /// Whether what happens to a character of the two-byte range never depends on its neighbours, but
    /// for combining characters.
    pub(crate) fn are_local(&self) -> bool {
        let o = &self.options;
        let by_place = o.marks_of != MarksOf::All && !o.diacritics.is_empty();
        !(o.elongation || o.repeated_marks || by_place || o.digits == Some(Digits::Arabic))
    }

    /// Whether a letter with a combining hamza or madda is treated like the composed one.
    pub(crate) fn compose_letters(&self) -> bool {
        composes_letters(&self.options)
    }
}

/// Whether `c` keeps no combining hamza or madda, of the classes 220 and 230, from its letter, so that it
/// makes no difference whether it is left out before or after composition (UAX #15).
pub(crate) fn never_blocks(c: char) -> bool {
    (1..=35).contains(&canonical_combining_class(c))
}

fn composes_letters(o: &Options) -> bool {
    let names_letters = o.alef.is_some() || o.hamza.is_some() || o.alef_maqsura || o.look_alikes;
    !o.by_character && (o.nfc || o.nfkc || !o.diacritics.is_empty() || names_letters)
}

fn rule(options: &Options, c: char) -> Rule {
    let action = action(options, c);
    let may_go = action.leaves_out() || action == Action::DropMark;
    let extends = combines(options, c) || may_go && !options.by_character;
    Rule { action, extends }
}

/// Whether `c` may combine with, or change its place among, the characters before it.
fn combines(options: &Options, c: char) -> bool {
    if c < '\u{0300}' || options.by_character && !(options.nfc || options.nfkc) {
        return false;
    }
    let canonical = |c| {
        canonical_combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe
    };
    let mut first = None;
    if options.nfkc {
        decompose_compatible(c, |part| first = first.or(Some(part)));
    }
    let may_go = |part| {
        let action = action(options, part);
        action.leaves_out() || action == Action::DropMark
    };
    canonical(c)
        || is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes
        || first.is_some_and(|part| canonical(part) || part != c && may_go(part))
        || options.presentation_forms.is_some() && classes::is_presentation_mark(c)
}

fn action(options: &Options, c: char) -> Action {
    if options.tatweel && c == TATWEEL || options.hamza == Some(Hamza::None) && c == 'ء' {
        return Action::DropAttached;
    }
    if options.diacritics.contains(c) {
        return match options.marks_of {
            MarksOf::All => Action::DropAttached,
            MarksOf::Last | MarksOf::Inner => Action::DropMark,
        };
    }
    if let Some(which) = options.invisibles {
        match c {
            _ if classes::is_invisible(c) => return Action::DropGap,
            ZERO_WIDTH_NON_JOINER if which == Invisibles::Unseen => {
                return Action::DropUnlessBetweenLetters;
            }
            ZERO_WIDTH_JOINER | ZERO_WIDTH_NON_JOINER => return Action::DropUnlessEmoji,
            _ => {}
        }
    }
    if let Some(action) = form_action(options, c) {
        return action;
    }
    if options.nfkc && is_nfkc_quick(std::iter::once(c)) == IsNormalized::No {
        return Action::Compose;
    }
    if options.punctuation && c == '…' {
        return Action::Ellipsis;
    }
    match substitute(options, c) {
        Some(other) if other != c => Action::Write(other),
        _ => Action::Keep,
    }
}

fn form_action(options: &Options, c: char) -> Option<Action> {
    let forms = options.presentation_forms?;
    if c == classes::BASMALA {
        return (forms == Forms::Words).then_some(Action::Decompose);
    }
    let whole = forms == Forms::Letters && classes::is_phrase_ligature(c);
    if whole || !classes::is_presentation_form(c) {
        return None;
    }
    let mut parts = [None; 2];
    let mut len = 0;
    decompose_compatible(c, |part| {
        if let Some(place) = parts.get_mut(len) {
            *place = Some(part);
        }
        len += 1;
    });
    Some(match parts {
        [Some(letter), None] if letter == c => return None,
        [Some(letter), None] => match action(options, letter) {
            Action::Keep => Action::Write(letter),
            Action::Write(other) => Action::Write(other),
            _ => Action::Decompose,
        },
        _ => Action::Decompose,
    })
}

fn substitute(options: &Options, c: char) -> Option<char> {
    // The folded look-alike may itself be a letter of a later class: ۃ, ة, ه.
    let letter = options.look_alikes.then(|| classes::look_alike(c)).flatten();
    let c = letter.unwrap_or(c);
    (options.alef.and_then(|which| plain_alef(which, c)))
        .or_else(|| (options.alef_maqsura && c == 'ى').then_some('ي'))
        .or_else(|| options.teh_marbuta.filter(|_| c == 'ة').map(written_teh_marbuta))
        .or_else(|| options.hamza.and_then(|which| written_hamza(which, c)))
        .or(letter)
        .or_else(|| options.digits.and_then(|digits| written_digit(digits, c)))
        .or_else(|| options.separators.then(|| classes::ascii_separator(c)).flatten())
        .or_else(|| options.punctuation.then(|| classes::ascii_punctuation(c)).flatten())
        .or_else(|| (options.spaces && classes::is_wide_space(c)).then_some(' '))
}

fn plain_alef(which: Alef, c: char) -> Option<char> {
    match c {
        'أ' | 'إ' | 'آ' => Some('ا'),
        'ٱ' if which != Alef::Hamza => Some('ا'),
        _ if which == Alef::All => classes::plain_alef(c),
        _ => None,
    }
}

fn written_teh_marbuta(which: TehMarbuta) -> char {
    match which {
        TehMarbuta::Heh => 'ه',
        TehMarbuta::Teh => 'ت',
    }
}

fn written_hamza(which: Hamza, c: char) -> Option<char> {
    let seat = classes::hamza_seat(c)?;
    Some(if which == Hamza::Alone { 'ء' } else { seat })
}

fn written_digit(digits: Digits, c: char) -> Option<char> {
    match digits {
        Digits::Ascii => char::from_digit(classes::arabic_digit(c)?, 10),
        Digits::Arabic => {
            let value = c.to_digit(10).or_else(|| classes::arabic_digit(c))?;
            char::from_u32(0x0660 + value)
        }
    }
}

/// The name of the option that acts on `c`, if one does: the last that has a say in what is written.
pub(crate) fn option_of(o: &Options, c: char) -> Option<&'static str> {
    let look_alike = o.look_alikes && classes::look_alike(c).is_some();
    let named = [
        (o.tatweel && c == TATWEEL, "tatweel"),
        (o.hamza == Some(Hamza::None) && c == 'ء', "hamza"),
        (o.diacritics.contains(c), "diacritics"),
        (o.invisibles.is_some() && classes::is_invisible_or_joiner(c), "invisibles"),
        (form_action(o, c).is_some(), "presentation-forms"),
        (o.nfkc && is_nfkc_quick(std::iter::once(c)) == IsNormalized::No, "nfkc"),
        (look_alike, "look-alikes"),
        (o.alef.is_some_and(|which| plain_alef(which, c).is_some()), "alef"),
        (o.alef_maqsura && c == 'ى', "alef-maqsura"),
        (o.teh_marbuta.is_some() && c == 'ة', "teh-marbuta"),
        (o.hamza.is_some_and(|which| written_hamza(which, c).is_some()), "hamza"),
        (o.digits.is_some_and(|digits| written_digit(digits, c).is_some()), "digits"),
        (o.separators && classes::ascii_separator(c).is_some(), "separators"),
        (o.punctuation && (c == '…' || classes::ascii_punctuation(c).is_some()), "punctuation"),
        (o.spaces && classes::is_wide_space(c), "spaces"),
    ];
    named.into_iter().find(|(acts, _)| *acts).map(|(_, name)| name)
}
