//! What pieces of text were encoded as.

use rustc_hash::FxHashMap;

/// The pieces that one thread has met last, at most 131,072. It belongs to one
/// [`Subwords`](super::Subwords): what it holds changes how fast a text is encoded and nothing else.
#[derive(Debug, Default, Clone)]
pub struct SubwordMemo {
    places: FxHashMap<Box<str>, (u32, u32)>,
    pieces: Vec<Piece>,
    pub(super) scratch: String,
}

/// A subword of a remembered piece of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) id: u32,
    /// Where it begins and ends, in bytes from the beginning of the text it is a piece of.
    pub(super) start: u16,
    pub(super) end: u16,
}

const MAX_TEXTS: usize = 1 << 17;
const MAX_PIECES: usize = 1 << 20;
/// Longer texts are not remembered.
pub(super) const MAX_BYTES: usize = 48;

impl SubwordMemo {
    pub(super) fn get(&self, text: &str) -> Option<&[Piece]> {
        let &(start, end) = self.places.get(text)?;
        self.pieces.get(start as usize..end as usize)
    }

    /// Keeps the subwords of `text`; when all places are taken, everything else is forgotten.
    pub(super) fn insert(&mut self, text: &str, pieces: impl Iterator<Item = Piece>) {
        if self.places.len() >= MAX_TEXTS || self.pieces.len() >= MAX_PIECES {
            self.places.clear();
            self.pieces.clear();
        }
        let start = self.pieces.len() as u32;
        self.pieces.extend(pieces);
        self.places.insert(text.into(), (start, self.pieces.len() as u32));
    }
}
