//! A document as the rules read it: tokens with their keys and what the lists say of them.

use warraq_text::{Span, Token, TokenKind, View};

use crate::gazetteer::{Class, Gazetteer};
use crate::lexicon::Lexicon;
use crate::vocabulary::{Form, LexemeId, Vocabulary, hash};

/// A token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    pub(crate) span: Span,
    pub(crate) lexeme: LexemeId,
    pub(crate) kind: TokenKind,
    /// Whether nothing stands between it and the token before.
    pub(crate) glued: bool,
    /// Whether a line ends before it.
    pub(crate) after_break: bool,
    /// Its class, or that of what is left when proclitics are cut off.
    class: Class,
    /// Whether it is a common word of which the lists know nothing else, in no form.
    pub(crate) plain: bool,
    /// Whether it is unknown in all forms and looks like a foreign name.
    strange: bool,
    /// Whether it is unknown or a small place, and the frequency lexicon says that it is a common
    /// word.
    pub(crate) frequent: bool,
}

/// The tokens of a document.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    words: Vec<Word>,
    vocabulary: Vocabulary,
    /// Hashes of the tokens, and the lexemes that most likely have them.
    hashes: Vec<(u64, LexemeId)>,
    sport: bool,
    /// Number of words that announce works.
    works: usize,
}

/// Words of sport that make a document with a club's name in it one of sport.
const WORDS_OF_SPORT: usize = 3;

impl Reading {
    /// Reads a document by the lists of the recognizer with the number `owner`; keeps the memory of
    /// the one before.
    pub(crate) fn read(
        &mut self,
        view: &View,
        tokens: &[Token],
        owner: u64,
        gazetteer: &Gazetteer,
        lexicon: Option<Lexicon>,
    ) {
        let Self { words, vocabulary, hashes, .. } = self;
        words.clear();
        vocabulary.begin(owner);
        let text = |token: &Token| view.text.get(token.span.into_range()).unwrap_or_default();
        hashes.clear();
        hashes.extend(tokens.iter().map(|token| (hash(text(token), token.kind), 0)));
        hashes.iter_mut().for_each(|(hash, guess)| *guess = vocabulary.guess(*hash));
        vocabulary.fetch(hashes.iter().map(|&(_, guess)| guess));
        let mut end = 0;
        let (mut sport, mut club, mut works) = (0, false, 0);
        for (token, hash) in tokens.iter().zip(hashes) {
            let gap = view.text.get(end as usize..token.span.start as usize).unwrap_or_default();
            let id = vocabulary.number(*hash, (text(token), token.kind), gazetteer, lexicon);
            let lexeme = vocabulary.lexeme(id);
            sport += usize::from(lexeme.sport);
            club |= lexeme.club;
            works += usize::from(lexeme.class == Class::WorkOutside);
            words.push(Word {
                span: token.span,
                lexeme: id,
                kind: token.kind,
                glued: gap.is_empty(),
                after_break: gap.contains('\n'),
                class: lexeme.class,
                plain: lexeme.plain,
                strange: lexeme.strange,
                frequent: lexeme.frequent,
            });
            end = token.span.end;
        }
        self.works = works;
        self.sport = club && sport >= WORDS_OF_SPORT;
    }

    /// Whether the document speaks of films, books or the like more than once.
    pub(crate) fn is_culture(&self) -> bool {
        self.works >= 2
    }

    /// Whether the document reports of sport.
    pub(crate) fn is_sport(&self) -> bool {
        self.sport
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
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
        self.words.get(at).map_or("", |word| self.vocabulary.key(word.lexeme))
    }

    /// The folded key of the word without `cut` bytes at its beginning.
    pub(crate) fn key_from(&self, at: usize, cut: u32) -> &str {
        self.key(at).get(cut as usize..).unwrap_or_default()
    }

    /// The ways to read the word, from the whole word to the shortest rest.
    pub(crate) fn forms(&self, at: usize) -> &[Form] {
        self.words.get(at).map_or(&[], |word| self.vocabulary.forms(word.lexeme))
    }

    /// The word without `cut` bytes of proclitics. Where the article may have lost its alef, the reading that
    /// the lists have, and rather the one without: «لليزا» is ليزا, «للغارديان» الغارديان.
    pub(crate) fn form(&self, at: usize, cut: u32) -> Option<Form> {
        let forms = || self.forms(at).iter().filter(|form| form.cut == cut);
        let listed = forms().rev().find(|form| form.entry.is_some());
        listed.or_else(|| forms().next()).copied()
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
