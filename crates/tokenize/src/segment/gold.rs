//! Words whose clitics are marked by people.

use super::context::Neighbours;
use crate::words_into;
use warraq_normalize::Normalizer;
use warraq_text::{Span, TokenKind};

/// A word whose clitics are known.
#[derive(Debug, Default, Clone)]
pub struct TrainingWord {
    /// The word in a light view.
    pub word: String,
    /// Its spelling in the source.
    pub source: String,
    /// How many of its letters are proclitics.
    pub proclitics: usize,
    /// How many of its letters are the enclitic.
    pub enclitic: usize,
    /// Where its parts meet, in bytes from its first.
    pub cuts: Vec<u32>,
    /// The token before it, empty if there is none.
    pub previous: String,
    /// The token after it, empty if there is none.
    pub next: String,
}

impl TrainingWord {
    /// The words of a sentence in which clitics are marked: `x+ ` before a stem, ` +x` after it.
    #[must_use]
    pub fn read(marked: &str) -> Vec<Self> {
        let mut words = Words::default();
        let mut group = Group::default();
        for piece in marked.split_whitespace() {
            if !group.goes_on_with(piece) {
                group.finish(&mut words);
            }
            group.push(piece);
        }
        group.finish(&mut words);
        words.words
    }

    /// The words of a table `word TAB parts`, the parts joined by `+` and the first a proclitic
    /// unless it is the only one.
    #[must_use]
    pub fn read_table(table: &str) -> Vec<Self> {
        let light = |text: &str| Normalizer::light().normalize(text).text;
        let mut words = Words::default();
        for line in table.lines() {
            let (word, parts) = line.split_once('\t').unwrap_or((line, line));
            let (word, parts) = (light(word), light(parts));
            if !word.chars().all(warraq_normalize::is_arabic_letter) || word.is_empty() {
                words.push_token(&word);
                continue;
            }
            let mut end = 0;
            let mut cuts: Vec<u32> = parts
                .split('+')
                .map(|part| {
                    end += part.len() as u32;
                    end
                })
                .collect();
            cuts.pop();
            words.push_word(Self { source: word.clone(), word, cuts, ..Self::default() });
        }
        words.words
    }

    /// The tokens beside it.
    #[must_use]
    pub fn neighbours(&self) -> Neighbours<'_> {
        Neighbours { previous: &self.previous, next: &self.next }
    }
}

/// The words of a sentence so far.
#[derive(Default)]
struct Words {
    words: Vec<TrainingWord>,
    /// The last token, which may be no word.
    last: String,
    last_is_word: bool,
}

impl Words {
    fn push_token(&mut self, token: &str) {
        if let Some(word) = self.words.last_mut().filter(|_| self.last_is_word) {
            token.clone_into(&mut word.next);
        }
        token.clone_into(&mut self.last);
        self.last_is_word = false;
    }

    fn push_word(&mut self, word: TrainingWord) {
        let previous = std::mem::take(&mut self.last);
        self.push_token(&word.word);
        self.words.push(TrainingWord { previous, ..word });
        self.last_is_word = true;
    }
}

/// The pieces between two spaces of the unmarked sentence.
#[derive(Default)]
struct Group {
    source: String,
    /// Bytes of `source` before and up to the end of the stem.
    stem: std::ops::Range<usize>,
    /// Where pieces begin.
    starts: Vec<usize>,
    open: bool,
}

impl Group {
    fn goes_on_with(&self, piece: &str) -> bool {
        self.open || (is_enclitic(piece) && !self.source.is_empty())
    }

    fn push(&mut self, piece: &str) {
        self.open = false;
        self.starts.push(self.source.len());
        if is_enclitic(piece) && !self.source.is_empty() {
            self.source.push_str(piece.trim_start_matches('+'));
        } else if let Some(proclitic) = piece.strip_suffix('+').filter(|rest| !rest.is_empty()) {
            self.source.push_str(proclitic);
            self.stem = self.source.len()..self.source.len();
            self.open = true;
        } else {
            self.source.push_str(piece);
            self.stem.end = self.source.len();
        }
    }

    fn finish(&mut self, words: &mut Words) {
        let group = std::mem::take(self);
        let view = Normalizer::light().normalize(&group.source);
        let stem =
            view.alignment.to_view(Span::new(group.stem.start as u32, group.stem.end as u32));
        let to_view = |&at: &usize| view.alignment.to_view(Span::new(at as u32, at as u32)).start;
        let starts: Vec<u32> = group.starts.iter().map(to_view).collect();
        let mut tokens = Vec::new();
        words_into(&view.text, &mut tokens);
        for token in tokens {
            if token.kind != TokenKind::Word {
                words.push_token(view.slice(token.span));
                continue;
            }
            let inside = |at: u32| token.span.start < at && at < token.span.end;
            let (before, after) = (
                stem.start - token.span.start.min(stem.start),
                token.span.end - stem.end.min(token.span.end),
            );
            words.push_word(TrainingWord {
                word: view.slice(token.span).to_owned(),
                source: view.alignment.source_text(token.span, &group.source).to_owned(),
                proclitics: if inside(stem.start) { before as usize / 2 } else { 0 },
                enclitic: if inside(stem.end) { after as usize / 2 } else { 0 },
                cuts: (starts.iter().copied())
                    .filter(|&at| inside(at))
                    .map(|at| at - token.span.start)
                    .collect(),
                previous: String::new(),
                next: String::new(),
            });
        }
    }
}

fn is_enclitic(piece: &str) -> bool {
    piece.len() > 1 && piece.starts_with('+')
}
