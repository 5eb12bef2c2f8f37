//! The words that were met, each with what does not depend on its place in a text.
//!
//! Few words of a text are new: what the lists, the frequency lexicon and the letters say of a word
//! is looked up when it comes for the first time.

mod forms;
mod traits;

use std::hash::Hasher;
use std::hint::black_box;
use std::ops::Range;

use arrayvec::ArrayString;
use hashbrown::HashTable;
use rustc_hash::FxHasher;
use warraq_normalize::fold_key_into;
use warraq_text::TokenKind;

use crate::gazetteer::{Class, Facts, Gazetteer};
use crate::letters::looks_strange;
use crate::lexicon::Lexicon;
pub(crate) use forms::Form;
use forms::push_forms;
pub(crate) use traits::Traits;

/// What a word is, wherever it stands: a line of cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Lexeme {
    /// The word; empty if it is too long, and then not found again.
    text: ArrayString<LONGEST>,
    pub(crate) kind: TokenKind,
    /// Its class, or that of what is left when proclitics are cut off.
    pub(crate) class: Class,
    /// Whether it is a common word of which the lists know nothing else, in no form.
    pub(crate) plain: bool,
    /// Whether it is unknown in all forms and looks like a foreign name.
    pub(crate) strange: bool,
    /// Whether it is unknown or a small place, and the frequency lexicon says that it is a common
    /// word.
    pub(crate) frequent: bool,
    /// Whether it is a word of reports of sport.
    pub(crate) sport: bool,
    /// Whether it names a club, in some form.
    pub(crate) club: bool,
    /// How often it came.
    uses: u32,
    /// Range of its folded key in [`Vocabulary::keys`].
    key: (u32, u32),
    /// Range of its forms in [`Vocabulary::forms`]; the first is the whole word.
    forms: (u32, u32),
}

/// Bytes of the longest word that is kept.
const LONGEST: usize = 32;

/// Number of a word in a [`Vocabulary`]; 0 is no word.
pub(crate) type LexemeId = u32;

/// The words that were met last. They are numbered in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    index: HashTable<Place>,
    lexemes: Vec<Lexeme>,
    traits: Vec<Traits>,
    forms: Vec<Form>,
    keys: String,
    /// How often the words were numbered anew.
    generation: u64,
    /// The recognizer whose lists were asked.
    owner: u64,
}

/// Where a word is, and its hash, so that others are seldom looked at.
#[derive(Debug, Clone, Copy)]
struct Place {
    hash: u32,
    id: LexemeId,
}

/// Words from which on those that come seldom are forgotten, before the next document.
const MANY: usize = 50_000;

impl Vocabulary {
    /// Makes room for a document that is read by the recognizer `owner`: forgets words if there are
    /// many, and all if another recognizer is asked.
    pub(crate) fn begin(&mut self, owner: u64) {
        if self.owner != owner || self.lexemes.is_empty() {
            *self = Self { owner, generation: self.generation + 1, ..Self::default() };
            self.push_nothing();
        } else if self.lexemes.len() > MANY {
            self.forget();
        }
    }

    /// The number of the word that has most likely this [`hash`], or 0. Asked for many words one
    /// after the other, it does not wait for the memory each time.
    pub(crate) fn guess(&self, hash: u64) -> LexemeId {
        self.index.find(hash, |place| place.hash == hash as u32).map_or(0, |place| place.id)
    }

    /// Reads what is known of words that will be asked for next: so many at once do not wait for the
    /// memory one after the other.
    pub(crate) fn fetch(&self, words: impl Iterator<Item = LexemeId> + Clone) {
        for word in words.clone() {
            black_box(self.lexemes.get(word as usize).map(|lexeme| lexeme.kind));
        }
        for word in words {
            let Some(lexeme) = self.lexemes.get(word as usize) else { continue };
            let traits = self.traits.get(word as usize).map(|traits| (traits.key, traits.plain));
            let form = self.forms.get(lexeme.forms.0 as usize).map(|form| form.hash);
            black_box((traits, form, self.keys.as_bytes().get(lexeme.key.0 as usize)));
        }
    }

    /// The number of a token's word, which is looked up in the lists if it is new. `hash` is that
    /// of the token, `guess` its [`Vocabulary::guess`].
    pub(crate) fn number(
        &mut self,
        (hash, guess): (u64, LexemeId),
        (text, kind): (&str, TokenKind),
        gazetteer: &Gazetteer,
        lexicon: Option<Lexicon>,
    ) -> LexemeId {
        let lexemes = &self.lexemes;
        let is = |id: LexemeId| lexemes.get(id as usize).is_some_and(|it| it.is(text, kind));
        let known = if is(guess) {
            Some(guess)
        } else {
            self.index.find(hash, |place| is(place.id)).map(|place| place.id)
        };
        let id = known.unwrap_or_else(|| self.learn(hash, text, kind, gazetteer, lexicon));
        if let Some(lexeme) = self.lexemes.get_mut(id as usize) {
            lexeme.uses = lexeme.uses.saturating_add(1);
        }
        id
    }

    /// Number of words, and of the one that is none.
    pub(crate) fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// Changes whenever words get other numbers.
    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }

    pub(crate) fn lexeme(&self, id: LexemeId) -> &Lexeme {
        &self.lexemes[id as usize]
    }

    pub(crate) fn traits(&self, id: LexemeId) -> &Traits {
        &self.traits[id as usize]
    }

    /// The folded key of the word.
    pub(crate) fn key(&self, id: LexemeId) -> &str {
        slice(&self.keys, self.lexeme(id).key)
    }

    /// The ways to read the word, from the whole word to the shortest rest.
    pub(crate) fn forms(&self, id: LexemeId) -> &[Form] {
        self.forms.get(range(self.lexeme(id).forms)).unwrap_or_default()
    }

    /// The word that is none, beyond the ends of a line.
    fn push_nothing(&mut self) {
        self.lexemes.push(Lexeme {
            text: ArrayString::new(),
            kind: TokenKind::Symbol,
            class: Class::None,
            plain: false,
            strange: false,
            frequent: false,
            sport: false,
            club: false,
            uses: 0,
            key: (0, 0),
            forms: (0, 0),
        });
        self.traits.push(Traits::edge());
    }

    #[cold]
    fn learn(
        &mut self,
        hash: u64,
        text: &str,
        kind: TokenKind,
        gazetteer: &Gazetteer,
        lexicon: Option<Lexicon>,
    ) -> LexemeId {
        let key_start = self.keys.len();
        fold_key_into(text, &mut self.keys);
        let key = self.keys.get(key_start..).unwrap_or_default();
        let forms_start = self.forms.len();
        push_forms(key, kind, gazetteer, &mut self.forms);
        let forms = self.forms.get(forms_start..).unwrap_or_default();
        let class = forms.iter().map(|form| form.class()).find(|&class| class != Class::None);
        let unknown = forms.iter().all(|form| form.entry.is_none());
        let doubtful = |form: &Form| form.entry.is_none_or(|entry| entry.facts.is_small());
        let lexicon = lexicon.filter(|_| kind == TokenKind::Word);
        let frequency = lexicon.map_or(0, |lexicon| lexicon.frequency(key));
        let frequent = frequency >= FREQUENT && forms.first().is_some_and(doubtful);
        let lexeme = Lexeme {
            text: ArrayString::from(text).unwrap_or_default(),
            kind,
            class: class.unwrap_or_default(),
            plain: is_plain(forms),
            strange: unknown
                && kind == TokenKind::Word
                && !frequent
                && looks_strange(unarticled(key, text)),
            frequent,
            sport: SPORT.contains(&key),
            club: forms.iter().any(|form| form.entry.is_some_and(|entry| entry.facts.is_club())),
            uses: 0,
            key: (key_start as u32, self.keys.len() as u32),
            forms: (forms_start as u32, self.forms.len() as u32),
        };
        self.traits.push(Traits::read(&lexeme, text, key, forms, frequency));
        self.keep(hash, lexeme)
    }

    fn keep(&mut self, hash: u64, lexeme: Lexeme) -> LexemeId {
        let id = self.lexemes.len() as LexemeId;
        self.lexemes.push(lexeme);
        if !lexeme.text.is_empty() {
            let lexemes = &self.lexemes;
            let rehash = |place: &Place| lexemes.get(place.id as usize).map_or(0, Lexeme::hash);
            self.index.insert_unique(hash, Place { hash: hash as u32, id }, rehash);
        }
        id
    }

    /// Forgets the words that came once, and halves the counts of the others.
    fn forget(&mut self) {
        let old = std::mem::take(self);
        (self.owner, self.generation) = (old.owner, old.generation + 1);
        self.push_nothing();
        for (lexeme, traits) in old.lexemes.iter().zip(&old.traits).skip(1) {
            if lexeme.uses < 2 || lexeme.text.is_empty() {
                continue;
            }
            let (key, form) = (self.keys.len() as u32, self.forms.len() as u32);
            self.keys.push_str(slice(&old.keys, lexeme.key));
            self.forms.extend(old.forms.get(range(lexeme.forms)).unwrap_or_default());
            self.traits.push(*traits);
            let lexeme = Lexeme {
                uses: lexeme.uses / 2,
                key: (key, self.keys.len() as u32),
                forms: (form, self.forms.len() as u32),
                ..*lexeme
            };
            self.keep(lexeme.hash(), lexeme);
        }
    }
}

impl Lexeme {
    fn is(&self, text: &str, kind: TokenKind) -> bool {
        self.kind == kind && self.text.as_str() == text
    }

    fn hash(&self) -> u64 {
        hash(&self.text, self.kind)
    }
}

fn range((start, end): (u32, u32)) -> Range<usize> {
    start as usize..end as usize
}

fn slice(keys: &str, place: (u32, u32)) -> &str {
    keys.get(range(place)).unwrap_or_default()
}

/// By what a word is found.
pub(crate) fn hash(text: &str, kind: TokenKind) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.write_u8(kind as u8);
    hasher.finish()
}

fn is_plain(forms: &[Form]) -> bool {
    let common = Facts::default().common();
    forms.first().is_some_and(|form| form.entry.is_some())
        && forms.iter().all(|form| form.entry.is_none_or(|entry| entry.facts == common))
}

/// The key without its first letters if they look like the article and are none: ألاسدير.
fn unarticled<'k>(key: &'k str, text: &str) -> &'k str {
    let hidden = key.starts_with("ال") && !text.starts_with("ال");
    if hidden { key.get(4..).unwrap_or(key) } else { key }
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
