//! «5%», «خمسة في المئة», «10 بالمائة».

use crate::lexicon::{Numeral, Role};
use crate::reader::Reader;

/// The token after the percent sign or words at `i`, if they stand there.
pub(crate) fn sign(r: &Reader<'_>, i: usize) -> Option<usize> {
    if matches!(r.text(i), "%" | "٪") {
        return Some(i + 1);
    }
    let word = r.word(i);
    let of_hundred = |at: usize| r.word(at).senses.numeral == Some(Numeral::Hundred);
    // بالمئة، فالمية
    if of_hundred(i) && word.clitics.article && (word.clitics.with || word.clitics.fa) {
        return Some(i + 1);
    }
    let is_in = word.senses.role == Some(Role::In) && word.is_bare();
    // The English abbreviation, «في المئة», «في الـ100».
    (is_in && of_hundred(i + 1) && r.word(i + 1).is_free()).then_some(i + 2)
}
