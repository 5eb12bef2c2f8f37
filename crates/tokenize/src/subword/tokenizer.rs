//! Reads tokenizers and encodes with them.

use super::SubwordError;
use super::joints::split_at_joints;
use super::locality::is_local;
use super::memo::{MAX_BYTES, Piece, SubwordMemo};
use super::prepare::{Preparation, Prepared, Preparer};
use super::readable;
use serde_json::Value;
use tokenizers::Tokenizer;
use warraq_text::Span;

/// A subword tokenizer: a `tokenizer.json` and what is done to texts before.
#[derive(Debug, Clone)]
pub struct Subwords {
    tokenizer: Tokenizer,
    preparer: Preparer,
    unknown: Option<u32>,
    over_bytes: bool,
    /// Whether pieces between joints can be encoded one by one.
    is_local: bool,
    /// Number of subwords of [`ANCHOR`].
    anchor_len: usize,
    /// What the tokenizer puts before and after every text.
    around: [Vec<u32>; 2],
}

/// The subwords of a text, and room for the steps to them.
#[derive(Debug, Default, Clone)]
pub struct Encoded {
    /// Numbers of the subwords in the vocabulary.
    pub ids: Vec<u32>,
    /// Place of each in the source, in bytes; empty for those that the tokenizer puts around a text.
    pub spans: Vec<Span>,
    prepared: Prepared,
}

/// Stands before a piece that is encoded alone, so that it is not taken for the beginning of a text.
const ANCHOR: &str = "و";

impl Subwords {
    /// Reads a `tokenizer.json`. Every text is prepared as `preparation` says before it is encoded.
    ///
    /// # Errors
    /// If `json` is no tokenizer that `tokenizers` can read.
    pub fn from_json(json: &str, preparation: &Preparation) -> Result<Self, SubwordError> {
        let tokenizer: Tokenizer =
            json.parse().map_err(|e| SubwordError::new("cannot read the tokenizer", e))?;
        let value: Value = serde_json::from_str(json)
            .map_err(|e| SubwordError::new("cannot read the tokenizer", e))?;
        let encode = |text, specials| encode(&tokenizer, text, specials);
        let bare = encode(ANCHOR, false)?;
        let with = encode(ANCHOR, true)?;
        let around = surroundings(bare.get_ids(), with.get_ids());
        Ok(Self {
            preparer: Preparer::new(preparation)?,
            unknown: unknown_id(&value, &tokenizer),
            over_bytes: json.contains(r#""ByteLevel""#),
            is_local: around.is_some() && !bare.is_empty() && is_local(&value),
            anchor_len: bare.len(),
            around: around.unwrap_or_default(),
            tokenizer,
        })
    }

    /// The subwords of `source`, with those that the tokenizer puts around every text.
    ///
    /// # Errors
    /// If the tokenizer cannot encode it: one without a number for unknown letters, for example.
    pub fn encode_into(
        &self,
        source: &str,
        memo: &mut SubwordMemo,
        encoded: &mut Encoded,
    ) -> Result<(), SubwordError> {
        let Encoded { ids, spans, prepared } = encoded;
        ids.clear();
        spans.clear();
        let text = self.preparer.prepare(source, prepared);
        if self.is_local {
            self.encode_pieces(text, memo, ids, spans)?;
        } else {
            let whole = encode(&self.tokenizer, text, true)?;
            ids.extend(whole.get_ids());
            spans.extend(whole.get_offsets().iter().map(|&offsets| span(offsets, 0)));
        }
        if !matches!(self.preparer, Preparer::AsIs) {
            for span in spans.iter_mut().filter(|span| !span.is_empty()) {
                *span = self.preparer.to_source(*span, prepared);
            }
        }
        Ok(())
    }

    /// The subwords of `source`.
    ///
    /// # Errors
    /// As [`encode_into`](Self::encode_into).
    pub fn encode(&self, source: &str) -> Result<Encoded, SubwordError> {
        let mut encoded = Encoded::default();
        self.encode_into(source, &mut SubwordMemo::default(), &mut encoded)?;
        Ok(encoded)
    }

    /// `source` as the tokenizer gets it: what other programs must give the same `tokenizer.json`.
    #[must_use]
    pub fn prepare(&self, source: &str) -> String {
        let mut prepared = Prepared::default();
        self.preparer.prepare(source, &mut prepared).to_owned()
    }

    /// The subword with the number `id`, readable also where the vocabulary is one of bytes.
    #[must_use]
    pub fn readable(&self, id: u32) -> String {
        let token = self.tokenizer.id_to_token(id).unwrap_or_default();
        if self.over_bytes { readable::of_bytes(&token).into_owned() } else { token }
    }

    /// Whether `id` stands for what the vocabulary has no piece for.
    #[must_use]
    pub fn is_unknown(&self, id: u32) -> bool {
        self.unknown == Some(id)
    }

    /// Number of subwords in the vocabulary, added ones too.
    #[must_use]
    pub fn vocabulary_len(&self) -> usize {
        self.tokenizer.get_vocab_size(true)
    }

    fn encode_pieces(
        &self,
        text: &str,
        memo: &mut SubwordMemo,
        ids: &mut Vec<u32>,
        spans: &mut Vec<Span>,
    ) -> Result<(), SubwordError> {
        let [before, after] = &self.around;
        let add_special = |special: &[u32], ids: &mut Vec<u32>, spans: &mut Vec<Span>| {
            ids.extend(special);
            spans.resize(ids.len(), Span::new(0, 0));
        };
        add_special(before, ids, spans);
        let mut at = 0;
        for piece in split_at_joints(text) {
            if at == 0 || piece.len() > MAX_BYTES {
                self.encode_piece(piece, at == 0, &mut memo.scratch, |id, (start, end)| {
                    ids.push(id);
                    spans.push(span((start, end), at));
                })?;
            } else if let Some(known) = memo.get(piece) {
                ids.extend(known.iter().map(|piece| piece.id));
                let place = |piece: &Piece| span((piece.start.into(), piece.end.into()), at);
                spans.extend(known.iter().map(place));
            } else {
                let first = ids.len();
                let mut scratch = std::mem::take(&mut memo.scratch);
                let result = self.encode_piece(piece, false, &mut scratch, |id, offsets| {
                    ids.push(id);
                    spans.push(span(offsets, 0));
                });
                memo.scratch = scratch;
                result?;
                let new = ids[first..].iter().zip(&spans[first..]).map(|(&id, span)| Piece {
                    id,
                    start: span.start as u16,
                    end: span.end as u16,
                });
                memo.insert(piece, new);
                spans[first..].iter_mut().for_each(|span| {
                    *span = self::span((span.start as usize, span.end as usize), at);
                });
            }
            at += piece.len();
        }
        add_special(after, ids, spans);
        Ok(())
    }

    /// Calls `each` with the subwords of `piece` and their offsets in it.
    fn encode_piece(
        &self,
        piece: &str,
        is_first: bool,
        scratch: &mut String,
        mut each: impl FnMut(u32, (usize, usize)),
    ) -> Result<(), SubwordError> {
        let anchor = if is_first { "" } else { ANCHOR };
        scratch.clear();
        scratch.push_str(anchor);
        scratch.push_str(piece);
        let encoded = encode(&self.tokenizer, scratch, false)?;
        let skipped = if is_first { 0 } else { self.anchor_len };
        let pairs = encoded.get_ids().iter().zip(encoded.get_offsets()).skip(skipped);
        for (&id, &(start, end)) in pairs {
            each(id, (start.saturating_sub(anchor.len()), end.saturating_sub(anchor.len())));
        }
        Ok(())
    }

    pub(super) fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }
}

fn span((start, end): (usize, usize), at: usize) -> Span {
    let offset = |byte: usize| u32::try_from(at + byte).unwrap_or(u32::MAX);
    Span { start: offset(start), end: offset(end.max(start)) }
}

fn encode(
    tokenizer: &Tokenizer,
    text: &str,
    specials: bool,
) -> Result<tokenizers::Encoding, SubwordError> {
    tokenizer.encode(text, specials).map_err(|e| SubwordError::new("cannot encode", e))
}

/// What `with` has before and after `bare`.
fn surroundings(bare: &[u32], with: &[u32]) -> Option<[Vec<u32>; 2]> {
    let mut starts = 0..=with.len().checked_sub(bare.len())?;
    let start = starts.find(|&start| with[start..].starts_with(bare))?;
    Some([with[..start].to_vec(), with[start + bare.len()..].to_vec()])
}

/// The number that stands for unknown letters.
fn unknown_id(json: &Value, tokenizer: &Tokenizer) -> Option<u32> {
    let model = &json["model"];
    let number = model["unk_id"].as_u64().and_then(|id| u32::try_from(id).ok());
    number.or_else(|| tokenizer.token_to_id(model["unk_token"].as_str()?))
}
