//! Endings of gender and number.

use crate::Lexicon;
use crate::lexicon::Key;

/// Letters of the ending of `stem`, a stem without article: of ة always, of ات ون ين ان where the
/// lexicon knows the noun with another ending too, so that «أصوات» and «بستان» stay whole.
pub(super) fn len(lexicon: &Lexicon, stem: &[char]) -> usize {
    let Some((noun, ending)) = stem.split_last_chunk().filter(|(noun, _)| noun.len() >= 3) else {
        return usize::from(matches!(stem, [_, _, 'ة']));
    };
    // With the article, so that verbs and words with clitics are not taken for the noun.
    let key = Key::default().with_letters(&['ا', 'ل']).with_letters(noun);
    let known = |ending: &[char]| lexicon.find(key.with_letters(ending)) > 0;
    match ending {
        [_, 'ة'] => 1,
        ['ا', 'ت'] if known(&['ة']) || known(&['ي']) && known(&[]) => 2,
        ['و', 'ن'] | ['ا', 'ن'] if known(&['ي', 'ن']) && known(&[]) => 2,
        ['ي', 'ن'] if known(&['و', 'ن']) && known(&[]) => 2,
        _ => 0,
    }
}
