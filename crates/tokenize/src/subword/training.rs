//! Makes subword tokenizers from texts.

mod counts;

use super::joints::split_at_joints;
use super::prepare::{Preparation, Prepared, Preparer};
use super::{SubwordError, memo};
use ahash::{AHashMap, RandomState};
use compact_str::CompactString;
use counts::Counts;
use std::collections::HashMap;
use tokenizers::models::bpe::{BPE, BpeTrainer};
use tokenizers::models::unigram::{Unigram, UnigramTrainer};
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::pre_tokenizers::byte_level::ByteLevel;
use tokenizers::pre_tokenizers::metaspace::{Metaspace, PrependScheme};
use tokenizers::processors::template::TemplateProcessing;
use tokenizers::{
    AddedToken, DecoderWrapper, Model, ModelWrapper, OffsetReferential, OffsetType,
    PreTokenizedString, PreTokenizer, PreTokenizerWrapper, Tokenizer,
};

/// How a vocabulary is found, and how a word is cut with it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum SubwordModel {
    /// Byte-pair encoding over bytes, as GPT-2: nothing is unknown.
    #[default]
    Bpe,
    /// A unigram language model over letters, as SentencePiece.
    Unigram,
    /// WordPiece over letters, as BERT.
    WordPiece,
}

/// What a tokenizer is trained for.
#[derive(Debug, Clone)]
pub struct SubwordOptions {
    /// How the vocabulary is found.
    pub model: SubwordModel,
    /// Number of subwords, special ones too.
    pub vocabulary: usize,
    /// Subwords with a meaning of their own, first in the vocabulary. None for those the model
    /// usually has: `<|endoftext|>`; `<unk>`, `<s>`, `</s>`; `[PAD]`, `[UNK]`, `[CLS]`, `[SEP]`,
    /// `[MASK]`.
    pub special_tokens: Option<Vec<String>>,
    /// What is done to texts before, in training and later.
    pub preparation: Preparation,
    /// How many different words are kept in memory at most. When there are more, the rarest go.
    pub max_words: usize,
}

impl Default for SubwordOptions {
    fn default() -> Self {
        Self {
            model: SubwordModel::default(),
            vocabulary: 32_000,
            special_tokens: None,
            preparation: Preparation::default(),
            max_words: 2_000_000,
        }
    }
}

/// Counts the words of texts and makes a tokenizer for them.
///
/// ```
/// use warraq_tokenize::{Subwords, SubwordModel, SubwordOptions, SubwordTrainer};
///
/// let options =
///     SubwordOptions { model: SubwordModel::WordPiece, vocabulary: 60, ..Default::default() };
/// let mut trainer = SubwordTrainer::new(&options)?;
/// trainer.feed("كتب الكاتب كتاباً وقرأ القارئ الكتاب في المكتبة");
/// let subwords = Subwords::from_json(&trainer.finish()?, &options.preparation)?;
/// let encoded = subwords.encode("الكتاب")?;
/// assert_eq!(encoded.ids.len(), encoded.spans.len());
/// # Ok::<(), warraq_tokenize::SubwordError>(())
/// ```
#[derive(Debug)]
pub struct SubwordTrainer {
    options: SubwordOptions,
    specials: Vec<String>,
    unknown: Option<String>,
    preparer: Preparer,
    prepared: Prepared,
    splitter: PreTokenizerWrapper,
    /// Texts between joints.
    texts: Counts,
    /// What the splitter makes of long ones.
    words: Counts,
}

/// Longer words are left out of training, in bytes: they are no words, and cost the square.
const MAX_WORD: usize = 512;

/// Letters that have a place in the vocabulary at most, the most frequent ones.
const MAX_ALPHABET: usize = 1_000;

impl SubwordTrainer {
    /// A trainer that has seen nothing.
    ///
    /// # Errors
    /// If the special tokens lack one for unknown letters, which [`SubwordModel::Unigram`] and
    /// [`SubwordModel::WordPiece`] need: one with `unk` in its name.
    pub fn new(options: &SubwordOptions) -> Result<Self, SubwordError> {
        let usual: &[&str] = match options.model {
            SubwordModel::Bpe => &["<|endoftext|>"],
            SubwordModel::Unigram => &["<unk>", "<s>", "</s>"],
            SubwordModel::WordPiece => &["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"],
        };
        let usual = || usual.iter().copied().map(String::from).collect();
        let specials: Vec<String> = options.special_tokens.clone().unwrap_or_else(usual);
        let unknown = specials.iter().find(|name| name.to_lowercase().contains("unk")).cloned();
        if unknown.is_none() && options.model != SubwordModel::Bpe {
            let expected =
                format!("expected one for unknown letters, such as <unk>, found {specials:?}");
            return Err(SubwordError::new("special tokens", expected));
        }
        let splitter = match options.model {
            SubwordModel::Bpe => ByteLevel::default().add_prefix_space(false).into(),
            SubwordModel::Unigram => Metaspace::new('▁', PrependScheme::Always, true).into(),
            SubwordModel::WordPiece => BertPreTokenizer.into(),
        };
        Ok(Self {
            preparer: Preparer::new(&options.preparation)?,
            prepared: Prepared::default(),
            texts: Counts::new(options.max_words),
            words: Counts::new(options.max_words),
            options: options.clone(),
            specials,
            unknown,
            splitter,
        })
    }

    /// Counts the words of `source`. Memory does not grow with what was fed once
    /// [`SubwordOptions::max_words`] different words are known.
    pub fn feed(&mut self, source: &str) {
        let text = self.preparer.prepare(source, &mut self.prepared);
        let mut is_first = true;
        for piece in split_at_joints(text) {
            if is_first || piece.len() > memo::MAX_BYTES {
                count_words(&self.splitter, piece, is_first, 1, &mut self.words);
            } else {
                self.texts.add(piece, 1);
            }
            is_first = false;
        }
    }

    /// Trains on what was fed: a `tokenizer.json`, the same each time.
    ///
    /// # Errors
    /// If the vocabulary is too small for the letters of the texts.
    pub fn finish(self) -> Result<String, SubwordError> {
        let Self { options, specials, unknown, splitter, texts, mut words, .. } = self;
        for (text, count) in texts.into_sorted() {
            count_words(&splitter, &text, false, count, &mut words);
        }
        let words = words.into_sorted();
        let added: Vec<AddedToken> =
            specials.iter().map(|name| AddedToken::from(name.as_str(), true)).collect();
        let model: ModelWrapper = match options.model {
            SubwordModel::Bpe => bpe(&options, &added, words, None)?.into(),
            SubwordModel::Unigram => unigram(&options, &added, unknown, words)?.into(),
            SubwordModel::WordPiece => {
                let pieces = bpe(&options, &added, words, Some("##"))?;
                let mut model = WordPiece::from_bpe(&pieces);
                model.unk_token = unknown.unwrap_or_default();
                model.into()
            }
        };
        let mut tokenizer = Tokenizer::new(model);
        tokenizer.with_decoder(Some(decoder(&splitter)));
        tokenizer.with_pre_tokenizer(Some(splitter));
        if options.model == SubwordModel::WordPiece {
            let template = sentence_pair(&tokenizer);
            tokenizer.with_post_processor(template);
        }
        let failed = |e| SubwordError::new("cannot write the tokenizer", e);
        tokenizer.add_special_tokens(added).map_err(failed)?;
        tokenizer.to_string(true).map_err(failed)
    }
}

/// Counts what `splitter` makes of `piece`, which came `times` times.
fn count_words(
    splitter: &PreTokenizerWrapper,
    piece: &str,
    is_first: bool,
    times: u64,
    words: &mut Counts,
) {
    // Not the beginning of a text, which some splitters mark.
    const ANCHOR: &str = "و";
    let anchor = if is_first { "" } else { ANCHOR };
    let mut split = PreTokenizedString::from(format!("{anchor}{piece}"));
    if splitter.pre_tokenize(&mut split).is_err() {
        return;
    }
    for (word, (start, _), _) in split.get_splits(OffsetReferential::Original, OffsetType::Byte) {
        if start >= anchor.len() && (1..=MAX_WORD).contains(&word.len()) {
            words.add(word, times);
        }
    }
}

fn bpe(
    options: &SubwordOptions,
    specials: &[AddedToken],
    words: Vec<(String, u64)>,
    prefix: Option<&str>,
) -> Result<BPE, SubwordError> {
    let mut trainer = BpeTrainer::builder()
        .show_progress(false)
        .vocab_size(options.vocabulary)
        .special_tokens(specials.to_vec());
    match prefix {
        Some(prefix) => {
            trainer =
                trainer.continuing_subword_prefix(prefix.to_owned()).limit_alphabet(MAX_ALPHABET);
        }
        None => trainer = trainer.initial_alphabet(ByteLevel::alphabet().into_iter().collect()),
    }
    // The trainer numbers letters as it meets them: the same order each time.
    let mut counts = HashMap::with_hasher(RandomState::with_seeds(1, 2, 3, 4));
    counts.extend(words.into_iter().map(|(word, count)| (CompactString::from(word), count)));
    let mut model = BPE::default();
    trainer.build().do_train(&AHashMap::from(counts), &mut model).map_err(failed)?;
    Ok(model)
}

fn unigram(
    options: &SubwordOptions,
    specials: &[AddedToken],
    unknown: Option<String>,
    words: Vec<(String, u64)>,
) -> Result<Unigram, SubwordError> {
    let trainer = UnigramTrainer::builder()
        .show_progress(false)
        .vocab_size(u32::try_from(options.vocabulary).unwrap_or(u32::MAX))
        .special_tokens(specials.to_vec())
        .unk_token(unknown.clone())
        .build()
        .map_err(failed)?;
    let mut sentences: Vec<(String, u32)> = words
        .iter()
        .map(|(word, count)| (word.clone(), u32::try_from(*count).unwrap_or(u32::MAX)))
        .collect();
    sentences.extend(doubled(&words, 2 * options.vocabulary).map(|word| (word, 1)));
    let mut model = Unigram::default();
    trainer.do_train(sentences, &mut model).map_err(failed)?;
    let unknown = specials.iter().position(|token| Some(&token.content) == unknown.as_ref());
    Unigram::from(in_one_order(&model, specials.len()), unknown, false).map_err(failed)
}

/// The `most` most frequent of those `words` that begin no other, each written twice. The trainer
/// takes for pieces only what is followed by two different letters, and would never find them.
fn doubled(words: &[(String, u64)], most: usize) -> impl Iterator<Item = String> {
    let mut last: Vec<&(String, u64)> = words
        .iter()
        .zip(words.iter().skip(1).map(Some).chain([None]))
        .filter(|((word, count), next)| {
            *count > 1 && next.is_none_or(|(next, _)| !next.starts_with(word.as_str()))
        })
        .map(|(word, _)| word)
        .collect();
    last.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    last.into_iter().take(most).map(|(word, _)| word.repeat(2))
}

/// The pieces of `model`, of which the first `specials` keep their place, in an order that does not depend
/// on the seed of a hash: the trainer gives letters that are no piece by themselves the lowest
/// scores, a step apart, as they come out of a set.
fn in_one_order(model: &Unigram, specials: usize) -> Vec<(String, f64)> {
    const STEP: f64 = 1e-4;
    let mut pieces: Vec<(String, f64)> = model.iter().cloned().collect();
    let (_, rest) = pieces.split_at_mut(specials);
    let is_letter = |piece: &str| piece.chars().nth(1).is_none();
    let letters = rest.iter().filter(|(piece, _)| is_letter(piece)).count();
    let lowest = rest.iter().map(|(_, score)| *score).fold(f64::INFINITY, f64::min);
    let last = lowest + STEP * letters as f64;
    let (mut names, scores): (Vec<String>, Vec<f64>) =
        rest.iter().filter(|(piece, score)| is_letter(piece) && *score <= last).cloned().unzip();
    names.sort_unstable();
    let mut ordered = names.into_iter().zip(scores);
    for piece in rest.iter_mut().filter(|(piece, score)| is_letter(piece) && *score <= last) {
        *piece = ordered.next().unwrap_or_default();
    }
    rest.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    pieces
}

fn failed(cause: impl std::fmt::Display) -> SubwordError {
    SubwordError::new("cannot train", cause)
}

fn decoder(splitter: &PreTokenizerWrapper) -> DecoderWrapper {
    match splitter {
        PreTokenizerWrapper::ByteLevel(level) => DecoderWrapper::ByteLevel(*level),
        PreTokenizerWrapper::Metaspace(space) => DecoderWrapper::Metaspace(space.clone()),
        _ => DecoderWrapper::WordPiece(Default::default()),
    }
}

/// `[CLS] A [SEP]` and `[CLS] A [SEP] B [SEP]`, if the vocabulary has these two.
fn sentence_pair(tokenizer: &Tokenizer) -> Option<TemplateProcessing> {
    let id = |name: &str| tokenizer.get_model().token_to_id(name).map(|id| (name.to_owned(), id));
    TemplateProcessing::builder()
        .try_single("[CLS] $A [SEP]")
        .ok()?
        .try_pair("[CLS] $A [SEP] $B:1 [SEP]:1")
        .ok()?
        .special_tokens(vec![id("[CLS]")?, id("[SEP]")?])
        .build()
        .ok()
}
