//! Ranks the splits of a word by a log-linear model.

use super::affixes::{Split, for_each_split};
use super::context::{Context, Neighbours};
use super::vowels::Allowed;
use crate::Lexica;
use crate::lexicon::Key;
use std::cell::Cell;

/// A weight for each feature, found by the feature's hash.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranker {
    weights: &'static [u8],
    context_weights: &'static [u8],
}

/// Bits of the hash of a feature.
pub(super) const FEATURE_BITS: u32 = 17;

/// A split whose score is not so much higher than the next is left to the neighbours, in steps of
/// the weights.
const CLOSE: i32 = 80;

/// The best split of a word, looked at alone.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Ranking {
    best: Split,
    /// The next, if its score is not so much lower.
    pub(crate) rival: Option<Rival>,
}

/// Whether the stem of a split is more like a noun or a verb: how much more or less frequent it is
/// with the article, and as a verb of the third person, than alone.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Shape(pub(super) u8);

/// A split that is nearly as good as another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rival {
    split: Split,
    /// The shapes of the best split and of this one.
    shapes: [Shape; 2],
    /// By how much its score is lower.
    behind: u8,
}

impl Ranking {
    /// No split.
    pub(crate) const NONE: Self = Self { best: Split { proclitics: 0, enclitic: 0 }, rival: None };

    /// The best split without rival.
    pub(crate) fn alone(self) -> Self {
        Self { rival: None, ..self }
    }
}

impl Ranker {
    /// A model of one signed byte for each feature of a word, and for each of its context.
    pub(super) fn new(weights: &'static [u8]) -> Self {
        let (weights, context_weights) =
            weights.split_at_checked(1 << FEATURE_BITS).unwrap_or((weights, &[]));
        Self { weights, context_weights }
    }

    /// The best split of `letters` among those that are `allowed`.
    pub(super) fn rank(self, lexica: &Lexica, letters: &[char], allowed: Allowed) -> Ranking {
        let mut only = true;
        for_each_split(letters, |split| only &= split == Split::default());
        if only {
            return Ranking::default();
        }
        let word = Word::new(lexica, letters);
        let mut best = (i32::MIN, Split::default());
        let mut second = best;
        for_each_split(letters, |split| {
            if allowed.permits(split) {
                let scored = (self.score(&word, split), split);
                if scored.0 > best.0 {
                    (best, second) = (scored, best);
                } else if scored.0 > second.0 {
                    second = scored;
                }
            }
        });
        let behind = best.0.saturating_sub(second.0);
        let rival = (behind < CLOSE).then(|| Rival {
            split: second.1,
            shapes: [best.1, second.1].map(|split| word.shape(split)),
            behind: behind as u8,
        });
        Ranking { best: best.1, rival }
    }

    /// The better of the two splits of `letters` between `neighbours`.
    pub(super) fn decide(
        self,
        letters: &[char],
        ranking: Ranking,
        neighbours: Neighbours,
    ) -> Split {
        let Ranking { best, rival: Some(rival) } = ranking else { return ranking.best };
        let context = Context::new(neighbours);
        let [shape, rival_shape] = rival.shapes;
        let score = |split, shape| {
            let mut score = 0;
            context.for_each_feature(letters, split, shape, |feature| {
                score += weight(self.context_weights, feature);
            });
            score
        };
        let gain = score(rival.split, rival_shape) - score(best, shape);
        if gain > i32::from(rival.behind) { rival.split } else { best }
    }

    fn score(self, word: &Word, split: Split) -> i32 {
        let mut score = 0;
        word.for_each_feature(split, |feature| score += weight(self.weights, feature));
        score
    }
}

fn weight(weights: &[u8], feature: usize) -> i32 {
    weights.get(feature).map_or(0, |&weight| i32::from(weight as i8))
}

/// A word whose splits are compared.
pub(super) struct Word<'w> {
    lexica: &'w Lexica,
    letters: &'w [char],
    frequency: i32,
    /// Whether the whole word is known as a name.
    is_name: bool,
    known: Known,
}

/// Frequencies that were looked up, each with the hash it was found by, in the place that the hash
/// says: the splits of a word ask for the same ones again and again.
type Known = [Cell<(u64, i32)>; 32];

/// What makes a longer word that tells that a letter at the edge is no clitic.
const BEFORE: [&[char]; 4] = [&['ا', 'ل'], &['و'], &['ل'], &['ب']];
const AFTER: [&[char]; 6] = [&['ة'], &['ا'], &['ه'], &['ه', 'ا'], &['ي', 'ن'], &['ا', 'ت']];

impl<'w> Word<'w> {
    pub(super) fn new(lexica: &'w Lexica, letters: &'w [char]) -> Self {
        let key = Key::default().with_letters(letters);
        let is_name = lexica.names.find(key) > 0;
        let word = Self { lexica, letters, frequency: 0, is_name, known: Known::default() };
        Self { frequency: word.find(&[letters]), ..word }
    }

    /// Frequency of the word that `pieces` make.
    fn find(&self, pieces: &[&[char]]) -> i32 {
        let key = pieces.iter().fold(Key::default(), |key, piece| key.with_letters(piece));
        let hash = key.hash();
        let cell = &self.known[hash as usize % self.known.len()];
        if cell.get().0 != hash {
            cell.set((hash, self.lexica.frequency(hash)));
        }
        cell.get().1
    }

    /// Frequency of the stem, in the most frequent of the spellings it can have alone.
    fn citation(&self, proclitics: &[char], stem: &[char], enclitic: &[char]) -> i32 {
        let written = self.find(&[stem]);
        if let (Some('ل'), ['ل', bare @ ..]) = (proclitics.last(), stem) {
            return written.max(self.find(&[&['ا', 'ل'], bare]));
        }
        if enclitic.is_empty() {
            return written;
        }
        let alone = match stem {
            [head @ .., 'ت'] => self.find(&[head, &['ة']]),
            [head @ .., 'ا'] => self.find(&[head, &['ى']]),
            [.., 'و'] => self.find(&[stem, &['ا']]),
            [head @ .., 'ئ' | 'ؤ'] => self.find(&[head, &['ء']]).max(self.find(&[head, &['أ']])),
            [head @ .., 'آ'] => self.find(&[head, &['أ', 'ى']]),
            _ => 0,
        };
        written.max(alone)
    }

    /// The shape of the stem of `split`.
    pub(super) fn shape(&self, split: Split) -> Shape {
        let [proclitics, stem, enclitic] = split.pieces(self.letters);
        let alone = self.citation(proclitics, stem, enclitic);
        let definite = match stem {
            ['ا', 'ل', ..] => alone,
            _ => self.find(&[&['ا', 'ل'], stem]),
        };
        let verb = self.find(&[&['ي'], stem]).max(self.find(&[stem, &['ت']]));
        let step = |frequency: i32| ((frequency - alone) / 24).clamp(-2, 1) + 2;
        Shape((step(definite) * 4 + step(verb)) as u8)
    }

    /// Calls `each` with the hash of every feature of `split`.
    pub(super) fn for_each_feature(&self, split: Split, mut each: impl FnMut(usize)) {
        let [proclitics, stem, enclitic] = split.pieces(self.letters);
        let (p, s) = (id(proclitics), id(enclitic));
        let has_p = u32::from(!proclitics.is_empty());
        let has_s = u32::from(!enclitic.is_empty());
        let both = 2 * has_p + has_s;
        let mut emit = |template: u32, a: u32, b: u32| each(hash::<FEATURE_BITS>(template, a, b));

        emit(1, p, 0);
        emit(2, s, 0);
        emit(3, p, s);
        let len = stem.len().min(7) as u32;
        emit(4, len, p);
        emit(5, len, s);

        let alone = self.citation(proclitics, stem, enclitic);
        emit(6, bin(alone), p);
        emit(7, bin(alone), s);
        let gain = difference(alone, self.frequency);
        emit(8, gain, p);
        emit(9, gain, s);
        emit(10, gain, both);
        emit(11, bin(self.frequency), both);

        let definite = self.find(&[&['ا', 'ل'], stem]);
        emit(12, bin(definite), p);
        emit(13, bin(definite), s);
        emit(14, difference(definite, self.frequency), p);

        let without_p = self.find(&[stem, enclitic]);
        emit(15, difference(without_p, self.frequency), p << 1 | has_s);
        let with_wa = self.find(&[&['و'], stem, enclitic]);
        emit(16, difference(with_wa, self.frequency), p);
        let without_s = self.find(&[proclitics, stem]);
        emit(17, difference(without_s, self.frequency), s << 1 | has_p);
        for (template, pronoun) in [(18, &['ه'][..]), (19, &['ه', 'ا']), (20, &['ه', 'م'])] {
            let with_pronoun = self.find(&[stem, pronoun]);
            emit(template, difference(with_pronoun, self.frequency), s);
        }

        for len in 1..=4.min(stem.len()) {
            emit(20 + len as u32, id(&stem[..len]), p);
            emit(24 + len as u32, id(&stem[stem.len() - len..]), s);
        }
        let has_article = matches!(stem, ['ا' | 'ٱ', 'ل', _, _, ..]);
        emit(31, u32::from(has_article), s);
        // A verb has other forms than a noun.
        if !enclitic.is_empty() {
            let feminine = self.find(&[stem, &['ت']]);
            emit(32, difference(feminine, alone), s);
            emit(33, difference(feminine, definite), s);
            let plural = self.find(&[stem, &['و', 'ا']]);
            emit(34, difference(plural, alone), s);
            let imperfect = self.find(&[&['ي'], stem]);
            emit(35, difference(imperfect, alone), s);
        }
        if let ([first, ..], [.., last]) = (stem, stem) {
            emit(36, id(&[*first]), s);
            emit(37, id(&[*first, *last]), s);
        }
        // Names that begin or end like a clitic, and names after one.
        if self.is_name {
            emit(38, p, s);
            emit(39, bin(self.frequency), both);
        }
        if both > 0 && self.lexica.names.find(Key::default().with_letters(stem)) > 0 {
            emit(40, p, s);
            emit(41, bin(alone), both);
        }
        // «ووردة», «كتابية».
        let before = |longer| difference(self.find(&[longer, self.letters]), self.frequency);
        emit(48, before(BEFORE[0]), s);
        if has_p > 0 {
            for (template, longer) in (44..).zip(BEFORE) {
                emit(template, before(longer), p);
            }
        }
        if has_s > 0 {
            for (template, longer) in (49..).zip(AFTER) {
                let after = self.find(&[self.letters, longer]);
                emit(template, difference(after, self.frequency), s);
            }
        }
        // What stands after a conjunction is cut as it is without one.
        let (inner, whole) = match proclitics {
            ['و' | 'ف' | 'أ', inner @ ..] => (inner, self.find(&[inner, stem, enclitic])),
            inner => (inner, self.frequency),
        };
        let inner = id(inner);
        emit(55, difference(alone, whole), inner);
        emit(56, difference(without_p, whole), inner);
        emit(57, bin(alone), inner);
        if stem.len() <= 6 {
            emit(29, id(stem), inner);
            emit(30, id(stem), s);
        }
    }
}

/// A number for a run of letters.
pub(super) fn id(letters: &[char]) -> u32 {
    letters.iter().copied().fold(1, add_letter)
}

/// The number of a run of letters with one more.
pub(super) fn add_letter(id: u32, letter: char) -> u32 {
    (id.rotate_left(7) ^ u32::from(letter)).wrapping_mul(0x9E37_79B1)
}

/// Frequencies in steps of half a factor of ten.
fn bin(frequency: i32) -> u32 {
    (frequency / 16) as u32
}

/// How much more frequent `a` is than `b`, in steps of half a factor of ten.
fn difference(a: i32, b: i32) -> u32 {
    ((a - b).div_euclid(16) + 16) as u32
}

pub(super) fn hash<const BITS: u32>(template: u32, a: u32, b: u32) -> usize {
    let mixed = u64::from(template).wrapping_mul(0xBF58_476D_1CE4_E5B9) ^ u64::from(a);
    let mixed = (mixed ^ u64::from(b) << 32).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed >> (64 - BITS)) as usize
}
