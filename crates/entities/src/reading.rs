//! A document as the rules read it: tokens with their keys and what the lists say of them.

use warraq_normalize::fold_key_into;
use warraq_text::{Span, Token, TokenKind, View};

use crate::gazetteer::{Class, Entry, Facts, Gazetteer, hash_joined, hash_word};
use crate::letters::looks_strange;
use crate::lexicon::Lexicon;

/// A token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    pub(crate) span: Span,
    pub(crate) kind: TokenKind,
    /// Range of its folded key in [`Reading::keys`].
    key: (u32, u32),
    /// Range of its forms in [`Reading::forms`]; the first is the whole word.
    forms: (u32, u32),
    /// Whether nothing stands between it and the token before.
    pub(crate) glued: bool,
    /// Whether a line ends before it.
    pub(crate) after_break: bool,
    /// Its class, or that of what is left when proclitics are cut off.
    class: Class,
    /// Whether it is a common word of which the lists know nothing else, in no form.
    pub(crate) plain: bool,
    /// Whether it is unknown in all forms and looks like a foreign name.
    pub(crate) strange: bool,
    /// Whether it is unknown or a small place, and the frequency lexicon says that it is a common
    /// word.
    pub(crate) frequent: bool,
    /// Its frequency in the frequency lexicon; 0 if it is not there, is no Arabic word, or there
    /// is no lexicon.
    pub(crate) frequency: u8,
}

/// A word with some proclitics cut off.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// Bytes cut off at the beginning.
    pub(crate) cut: u32,
    pub(crate) hash: u64,
    pub(crate) entry: Option<Entry>,
}

impl Form {
    /// The part the form plays beside a name.
    pub(crate) fn class(self) -> Class {
        self.entry.map_or(Class::None, |entry| entry.facts.class())
    }
}

/// The tokens of a document.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    words: Vec<Word>,
    forms: Vec<Form>,
    keys: String,
    sport: bool,
    /// Number of words that announce works.
    works: usize,
}

impl Reading {
    /// Reads a document; keeps the memory of the one before.
    pub(crate) fn read(
        &mut self,
        view: &View,
        tokens: &[Token],
        gazetteer: &Gazetteer,
        lexicon: Option<Lexicon>,
    ) {
        self.words.clear();
        self.forms.clear();
        self.keys.clear();
        let mut end = 0;
        for token in tokens {
            let gap = view.text.get(end as usize..token.span.start as usize).unwrap_or_default();
            self.push(view, *token, gap, gazetteer, lexicon);
            end = token.span.end;
        }
        let club = |form: &Form| form.entry.is_some_and(|entry| entry.facts.is_club());
        let announces = |word: &&Word| word.class == Class::WorkOutside;
        self.works = self.words.iter().filter(announces).count();
        self.sport = self.forms.iter().any(club) && self.words_of_sport() >= 3;
    }

    fn words_of_sport(&self) -> usize {
        let words = (0..self.words.len()).filter(|&at| SPORT.contains(&self.key(at)));
        words.take(3).count()
    }

    /// Whether the document speaks of films, books or the like more than once.
    pub(crate) fn is_culture(&self) -> bool {
        self.works >= 2
    }

    /// Whether the document reports of sport.
    pub(crate) fn is_sport(&self) -> bool {
        self.sport
    }

    fn push(
        &mut self,
        view: &View,
        token: Token,
        gap: &str,
        gazetteer: &Gazetteer,
        lexicon: Option<Lexicon>,
    ) {
        let key_start = self.keys.len();
        let form_start = self.forms.len();
        let text = view.text.get(token.span.into_range()).unwrap_or_default();
        fold_key_into(text, &mut self.keys);
        let key = self.keys.get(key_start..).unwrap_or_default();
        push_forms(key, token.kind, gazetteer, &mut self.forms);
        let forms = self.forms.get(form_start..).unwrap_or_default();
        let class = forms.iter().map(|form| form.class()).find(|&class| class != Class::None);
        let unknown = forms.iter().all(|form| form.entry.is_none());
        let doubtful = |form: &Form| form.entry.is_none_or(|entry| entry.facts.is_small());
        let lexicon = lexicon.filter(|_| token.kind == TokenKind::Word);
        let frequency = lexicon.map_or(0, |lexicon| lexicon.frequency(key));
        let frequent = frequency >= FREQUENT && forms.first().is_some_and(doubtful);
        self.words.push(Word {
            class: class.unwrap_or_default(),
            plain: is_plain(forms),
            strange: unknown
                && token.kind == TokenKind::Word
                && !frequent
                && looks_strange(unarticled(key, text)),
            frequent,
            frequency,
            span: token.span,
            kind: token.kind,
            key: (key_start as u32, self.keys.len() as u32),
            forms: (form_start as u32, self.forms.len() as u32),
            glued: gap.is_empty(),
            after_break: gap.contains('\n'),
        });
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    /// The word before, if it stands in the same line.
    pub(crate) fn before(&self, at: usize) -> Option<usize> {
        let word = self.words.get(at)?;
        if word.after_break { None } else { at.checked_sub(1) }
    }

    /// Whether the token exists, is of this kind and stands in the line of the one before.
    pub(crate) fn continues(&self, at: usize, kind: TokenKind) -> bool {
        self.words.get(at).is_some_and(|word| word.kind == kind && !word.after_break)
    }

    /// The folded key of the word; empty beyond the end.
    pub(crate) fn key(&self, at: usize) -> &str {
        let range = self.words.get(at).map_or((0, 0), |word| word.key);
        self.keys.get(range.0 as usize..range.1 as usize).unwrap_or_default()
    }

    /// The folded key of the word without `cut` bytes at its beginning.
    pub(crate) fn key_from(&self, at: usize, cut: u32) -> &str {
        self.key(at).get(cut as usize..).unwrap_or_default()
    }

    /// The ways to read the word, from the whole word to the shortest rest.
    pub(crate) fn forms(&self, at: usize) -> &[Form] {
        let range = self.words.get(at).map_or((0, 0), |word| word.forms);
        self.forms.get(range.0 as usize..range.1 as usize).unwrap_or_default()
    }

    /// The word as a whole.
    pub(crate) fn whole(&self, at: usize) -> Option<Form> {
        self.forms(at).first().copied()
    }

    /// Whether the word, read in some way, is of this class.
    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.forms(at).iter().any(|form| form.class() == class)
    }

    /// The class of the word, or of what is left when proclitics are cut off.
    pub(crate) fn class(&self, at: usize) -> Class {
        self.words.get(at).map_or(Class::None, |word| word.class)
    }

    /// Whether the token is a word in Arabic letters.
    pub(crate) fn is_arabic_word(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.kind == TokenKind::Word)
    }

    /// Whether the word is unknown in all forms.
    pub(crate) fn is_unknown(&self, at: usize) -> bool {
        self.forms(at).iter().all(|form| form.entry.is_none())
    }

    /// Whether the word is unknown in all forms and looks like a foreign name.
    pub(crate) fn is_strange(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.strange)
    }
}

/// The key without its first letters if they look like the article and are none: ألاسدير.
fn unarticled<'k>(key: &'k str, text: &str) -> &'k str {
    let hidden = key.starts_with("ال") && !text.starts_with("ال");
    if hidden { key.get(4..).unwrap_or(key) } else { key }
}

fn is_plain(forms: &[Form]) -> bool {
    let common = Facts::default().common();
    forms.first().is_some_and(|form| form.entry.is_some())
        && forms.iter().all(|form| form.entry.is_none_or(|entry| entry.facts == common))
}

/// Adds the ways to read a word: whole, and without و or ف, without ب or ل or ك, without both.
fn push_forms(key: &str, kind: TokenKind, gazetteer: &Gazetteer, forms: &mut Vec<Form>) {
    let mut push = |cut: u32, hash: u64| {
        forms.push(Form { cut, hash, entry: gazetteer.word(hash) });
    };
    push(0, hash_word(key));
    if kind != TokenKind::Word {
        return;
    }
    let conjunction = key.strip_prefix(['و', 'ف']);
    let rests = [Some((0, key)), conjunction.map(|rest| (LETTER, rest))];
    for (cut, rest) in rests.into_iter().flatten() {
        if cut > 0 && rest.len() >= SHORTEST {
            push(cut, hash_word(rest));
        }
        // The article loses its alef after ل: للسعودية is ل + السعودية.
        if let Some(article) = rest.strip_prefix('ل').filter(|rest| rest.starts_with('ل')) {
            push(cut + LETTER, hash_joined("ا", article));
        }
        if let Some(rest) = rest.strip_prefix(['ب', 'ل', 'ك']).filter(|r| r.len() >= SHORTEST) {
            push(cut + LETTER, hash_word(rest));
        }
    }
}

/// Words of reports of sport.
const SPORT: [&str; 22] = [
    "مباراه",
    "المباراه",
    "المباريات",
    "لاعب",
    "اللاعب",
    "اللاعبين",
    "المدرب",
    "مدرب",
    "الدوري",
    "دوري",
    "هدفا",
    "هدف",
    "الهدف",
    "اهداف",
    "الشوط",
    "النادي",
    "المنتخب",
    "مهاجم",
    "المهاجم",
    "الحارس",
    "المدافع",
    "نقاط",
];

/// Frequency from which an unlisted word is no name: three times in a million words.
const FREQUENT: u8 = 96;

/// Bytes of an Arabic letter.
const LETTER: u32 = 2;
/// Bytes of the shortest word that is left when a proclitic is cut off: two letters.
const SHORTEST: usize = 4;
