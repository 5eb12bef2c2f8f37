//! What the marks of a word say about its clitics.

use super::affixes::Split;

const FATHATAN: char = '\u{064B}';
const KASRATAN: char = '\u{064D}';
const FATHA: char = '\u{064E}';
const DAMMA: char = '\u{064F}';
const KASRA: char = '\u{0650}';
const SHADDA: char = '\u{0651}';
const SUKUN: char = '\u{0652}';

/// How many letters may be proclitics and enclitics.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowed {
    proclitics: usize,
    enclitic: usize,
}

impl Allowed {
    /// What the marks in `source` allow for a word of these `letters`.
    pub(super) fn by(source: &str, letters: &[char]) -> Self {
        let all = Self { proclitics: letters.len(), enclitic: letters.len() };
        if source.len() == 2 * letters.len() {
            return all;
        }
        let marked = source.chars().filter(|c| !is_mark(*c) && *c != '\u{0640}');
        if !marked.eq(letters.iter().copied()) {
            return all;
        }
        Self {
            proclitics: first_denied(source).unwrap_or(all.proclitics),
            enclitic: if ends_in_tanwin(source) { 0 } else { all.enclitic },
        }
    }

    pub(super) fn permits(self, split: Split) -> bool {
        usize::from(split.proclitics) <= self.proclitics
            && usize::from(split.enclitic) <= self.enclitic
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{065F}' | '\u{0670}')
}

fn ends_in_tanwin(source: &str) -> bool {
    let is_tanwin = |c: char| (FATHATAN..=KASRATAN).contains(&c);
    source.ends_with(is_tanwin) || source.trim_end_matches(['ا', 'ى']).ends_with(is_tanwin)
}

/// Index of the first letter whose vowel is none that a proclitic has.
fn first_denied(source: &str) -> Option<usize> {
    let mut index = 0;
    let mut letter = '\0';
    for c in source.chars() {
        if !is_mark(c) {
            index += usize::from(c != '\u{0640}');
            letter = c;
        } else if !carries(letter, c) {
            return index.checked_sub(1);
        }
    }
    None
}

/// Whether `letter` as a proclitic can have `mark`.
fn carries(letter: char, mark: char) -> bool {
    match letter {
        'و' | 'ف' | 'ك' | 'س' | 'أ' => mark == FATHA,
        'ب' => mark == KASRA,
        'ل' => matches!(mark, FATHA | KASRA | SUKUN),
        _ => !matches!(mark, SHADDA | DAMMA),
    }
}
