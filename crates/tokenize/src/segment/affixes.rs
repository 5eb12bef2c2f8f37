//! The grammar of clitics: which splits of a word are possible at all.

use crate::Lexicon;
use crate::lexicon::Key;

/// Longest word that is split, in letters.
const MAX_LETTERS: usize = 24;

/// The letters of a word in the Arabic block; each is two bytes long.
pub(super) struct Letters {
    letters: [char; MAX_LETTERS],
    len: usize,
}

impl Letters {
    /// The letters of `word`; none if it is too long or holds anything else.
    pub(super) fn of(word: &str) -> Option<Self> {
        let mut letters = ['\0'; MAX_LETTERS];
        let mut len = 0;
        for letter in word.chars() {
            if !('\u{0620}'..='\u{06FF}').contains(&letter) {
                return None;
            }
            *letters.get_mut(len)? = letter;
            len += 1;
        }
        Some(Self { letters, len })
    }

    pub(super) fn as_slice(&self) -> &[char] {
        self.letters.get(..self.len).unwrap_or_default()
    }
}

/// How many letters at the beginning of a word are proclitics, each its own, and how many at its
/// end are the enclitic.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Split {
    pub(super) proclitics: u8,
    pub(super) enclitic: u8,
}

impl Split {
    pub(super) fn new(proclitics: usize, enclitic: usize) -> Self {
        Self { proclitics: proclitics as u8, enclitic: enclitic as u8 }
    }

    /// The letters of the proclitics, the stem and the enclitic.
    pub(super) fn pieces(self, letters: &[char]) -> [&[char]; 3] {
        let (head, enclitic) = letters.split_at(letters.len().saturating_sub(self.enclitic.into()));
        let (proclitics, stem) = head.split_at(head.len().min(self.proclitics.into()));
        [proclitics, stem, enclitic]
    }
}

/// Pronouns after a noun, verb or preposition.
const ENCLITICS: &[&[char]] = &[
    &['ه'],
    &['ه', 'ا'],
    &['ه', 'م'],
    &['ه', 'ن'],
    &['ه', 'م', 'ا'],
    &['ك'],
    &['ك', 'م'],
    &['ك', 'ن'],
    &['ك', 'م', 'ا'],
    &['ي'],
    &['ن', 'ي'],
    &['ن', 'ا'],
    // Two objects: «أعطانيها».
    &['ن', 'ي', 'ه'],
    &['ن', 'ي', 'ه', 'ا'],
    &['ن', 'ي', 'ه', 'م'],
    &['ك', 'ه', 'ا'],
    &['ك', 'ه', 'م'],
    &['ه', 'م', 'ه', 'ا'],
];

/// Letters of the first of two pronouns in `enclitic`.
pub(super) fn first_of_two(enclitic: &[char]) -> Option<usize> {
    match enclitic {
        ['ن', 'ي', _, ..] | ['ه', 'م', 'ه', ..] => Some(2),
        ['ك', 'ه', ..] => Some(1),
        _ => None,
    }
}

/// Calls `each` with every split of `letters` that the grammar allows; the first is no split.
pub(super) fn for_each_split(letters: &[char], mut each: impl FnMut(Split)) {
    for proclitics in 0..=2.min(letters.len().saturating_sub(1)) {
        let (head, rest) = letters.split_at(proclitics);
        if !are_proclitics(head, rest) {
            continue;
        }
        each(Split::new(proclitics, 0));
        for enclitic in ENCLITICS {
            if rest.ends_with(enclitic)
                && can_precede(&rest[..rest.len() - enclitic.len()], enclitic)
            {
                each(Split::new(proclitics, enclitic.len()));
            }
        }
    }
}

/// Whether `stem` is long enough for `enclitic`; «منا» and «عنا» have lost the «ن» of «من», «عن».
fn can_precede(stem: &[char], enclitic: &[char]) -> bool {
    stem.len() >= 2 || matches!((stem, enclitic), (['م' | 'ع'], ['ن', 'ا']))
}

/// Whether `head` is a chain of proclitics before a stem that begins as `rest`. A stem of one
/// letter can only be a pronoun after a preposition: «له», «بك».
fn are_proclitics(head: &[char], rest: &[char]) -> bool {
    let chain = matches!(
        head,
        [] | ['و' | 'ف' | 'ب' | 'ل' | 'ك' | 'س' | 'أ']
            | ['و' | 'ف', 'ب' | 'ل' | 'ك' | 'س']
            | ['أ', 'و' | 'ف' | 'ب' | 'ل']
    );
    chain
        && match (head.last(), rest) {
            (Some('س'), _) => matches!(rest, ['ي' | 'ت' | 'ن' | 'أ' | 'ا', _, ..]),
            (Some('ب' | 'ل'), [_]) => matches!(rest, ['ه' | 'ك' | 'ي']),
            (Some(_), [_]) => false,
            _ => true,
        }
}

/// How many of the proclitics are conjunctions or the interrogative before them.
pub(super) fn conjunctions(letters: &[char], split: Split) -> u8 {
    let [proclitics, ..] = split.pieces(letters);
    proclitics.iter().take_while(|letter| matches!(letter, 'و' | 'ف' | 'أ')).count() as u8
}

/// Letters of the article at the beginning of the stem: «ال», or «ل» after the preposition «ل».
pub(super) fn article(lexicon: &Lexicon, letters: &[char], split: Split) -> Option<usize> {
    let [_, stem, _] = split.pieces(letters);
    if has_short_article(lexicon, letters, split) {
        return Some(1);
    }
    match stem {
        ['ا' | 'ٱ', 'ل', _, _, ..] if split.enclitic == 0 && has_article(lexicon, stem) => {
            Some(2)
        }
        _ => None,
    }
}

/// Whether the stem follows the preposition «ل» and begins with the «ل» of its article: «ل|لمدرسة».
pub(super) fn has_short_article(lexicon: &Lexicon, letters: &[char], split: Split) -> bool {
    let [proclitics, stem, _] = split.pieces(letters);
    let (Some('ل'), ['ل', bare @ ..]) = (proclitics.last(), stem) else { return false };
    let known = |word: &[&[char]]| frequency(lexicon, word);
    // «للعبة» and «للندن» hold words that begin with «ل».
    bare.len() >= 2
        && split.enclitic == 0
        && known(&[&['ا', 'ل'], bare]) >= known(&[&['ا', 'ل'], stem]).max(known(&[stem]))
}

/// Whether «ال» at the beginning of `stem` is the article: not in the words that begin so, nor
/// in verbs such as «التزم» and their nouns, of which the lexicon knows only the whole.
fn has_article(lexicon: &Lexicon, stem: &[char]) -> bool {
    let word: String = stem.iter().collect();
    if BEGIN_WITH_AL.contains(&word.as_str()) {
        return false;
    }
    if !EIGHTH_FORM.iter().any(|verb| word.starts_with(verb)) {
        return true;
    }
    let bare = frequency(lexicon, &[stem.get(2..).unwrap_or_default()]);
    bare > 0 && bare.saturating_add(EIGHTH_FORM_MARGIN) >= frequency(lexicon, &[stem])
}

/// How much more frequent a verb of the eighth form is than what is left without «ال», at least,
/// in the steps of [`Lexicon::frequency`].
const EIGHTH_FORM_MARGIN: u8 = 40;

fn frequency(lexicon: &Lexicon, pieces: &[&[char]]) -> u8 {
    lexicon.find(pieces.iter().fold(Key::default(), |key, piece| key.with_letters(piece)))
}

/// Words whose first letters «ال» are no article, or are never cut off.
const BEGIN_WITH_AL: &[&str] = &[
    "الله",
    "اللهم",
    "الذي",
    "التي",
    "الذين",
    "اللذان",
    "اللذين",
    "اللتان",
    "اللتين",
    "اللاتي",
    "اللواتي",
    "اللائي",
    "الآن",
    "التقى",
    // Without hamza: «إلى», «ألف», «إليه», «ألمانيا» …
    "الان",
    "الى",
    "الف",
    "الفا",
    "الاف",
    "اليك",
    "اليه",
    "اليها",
    "اليهم",
    "الينا",
    "اليكم",
    "الماني",
    "المانيا",
    "المانية",
    "البانيا",
];

/// Beginnings of verbs of the eighth form whose root begins with «ل», and of their nouns.
const EIGHTH_FORM: &[&str] = &[
    "التأم",
    "التئام",
    "التبس",
    "التباس",
    "التجأ",
    "التجاء",
    "التحق",
    "التحاق",
    "التحم",
    "التحام",
    "التزم",
    "التزام",
    "التفت",
    "التفات",
    "التفو",
    "التقاء",
    "التقت",
    "التقط",
    "التقاط",
    "التقي",
    "التمس",
    "التماس",
    "التهب",
    "التهاب",
    "التهم",
    "التهام",
];
