//! A tokenizer for [tantivy](https://docs.rs/tantivy), with places in the source.

use crate::{Neighbours, Role, Scheme, Segmenter, StemMemo, Stemmer, words_into};
use tantivy_tokenizer_api::{Token as SearchToken, TokenStream, Tokenizer};
use warraq_normalize::Normalizer;
use warraq_text::{Token, TokenKind, View};

/// Gives tantivy the words of a text: in the search form ([`warraq_normalize::fold_key`]), or their
/// stems, with or without clitics. The offsets of a token are those of the whole word in the source,
/// marks and tatweel too, so that a highlight covers just it; a clitic is never a token by itself.
/// Marks of punctuation, symbols and emoji are left out and take no position.
///
/// ```
/// use tantivy_tokenizer_api::{TokenStream, Tokenizer};
/// use warraq_tokenize::SearchTokenizer;
///
/// let source = "زارت الطالبةُ مكتبتـــهم، ثم عادت.";
/// let mut tokenizer = SearchTokenizer::default();
/// let mut stream = tokenizer.token_stream(source);
/// let mut found = Vec::new();
/// while stream.advance() {
///     let token = stream.token();
///     found.push((&source[token.offset_from..token.offset_to], token.text.clone()));
/// }
/// assert_eq!(found[1], ("الطالبةُ", "طالب".to_owned()));
/// assert_eq!(found[2].0, "مكتبتـــهم");
/// assert_eq!(found.len(), 5);
/// ```
#[derive(Debug, Clone)]
pub struct SearchTokenizer {
    segmenter: Option<Segmenter>,
    stems: Option<StemMemo>,
    normalizer: Normalizer,
    view: View,
    words: Vec<Token>,
    token: SearchToken,
    key: String,
}

impl Default for SearchTokenizer {
    /// Snowball stems of words without their clitics.
    fn default() -> Self {
        Self::new(Some(Stemmer::Snowball), true)
    }
}

impl SearchTokenizer {
    /// Words are cut down by `stemmer`, if any; and to what is left without clitics, if wanted.
    #[must_use]
    pub fn new(stemmer: Option<Stemmer>, without_clitics: bool) -> Self {
        Self {
            segmenter: without_clitics.then(Segmenter::default),
            stems: stemmer.map(StemMemo::new),
            normalizer: Normalizer::light(),
            view: View::default(),
            words: Vec::new(),
            token: SearchToken::default(),
            key: String::new(),
        }
    }

    /// What `words[index]` is looked up by.
    fn write_key(&mut self, index: usize) {
        let Some(&Token { span, kind }) = self.words.get(index) else { return };
        let word = self.view.slice(span);
        let mut piece = word;
        if let (TokenKind::Word, Some(segmenter)) = (kind, &self.segmenter) {
            let neighbours = Neighbours::of(&self.view.text, &self.words, index);
            let parts = segmenter.segment_between(word, word, neighbours, Scheme::D3);
            let stem = parts.parts().find(|part| part.role == Role::Stem);
            piece = stem.map_or(word, |stem| stem.span.of(word));
        }
        self.key.clear();
        match &mut self.stems {
            Some(stems) if kind == TokenKind::Word => {
                warraq_normalize::fold_key_into(stems.stem(piece), &mut self.key);
            }
            _ => warraq_normalize::fold_key_into(piece, &mut self.key),
        }
        self.token.text.clear();
        self.token.text.push_str(&self.key);
    }
}

impl Tokenizer for SearchTokenizer {
    type TokenStream<'a> = SearchTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> SearchTokens<'a> {
        self.normalizer.normalize_into(text, &mut self.view);
        words_into(&self.view.text, &mut self.words);
        self.token.reset();
        SearchTokens { tokenizer: self, next: 0 }
    }
}

/// The tokens of a text for tantivy.
#[derive(Debug)]
pub struct SearchTokens<'a> {
    tokenizer: &'a mut SearchTokenizer,
    next: usize,
}

impl TokenStream for SearchTokens<'_> {
    fn advance(&mut self) -> bool {
        let Self { tokenizer, next } = self;
        let is_word = |token: &Token| {
            !matches!(token.kind, TokenKind::Punctuation | TokenKind::Symbol | TokenKind::Emoji)
        };
        let rest = tokenizer.words.get(*next..).unwrap_or_default();
        let Some(skipped) = rest.iter().position(is_word) else { return false };
        let index = *next + skipped;
        *next = index + 1;
        let place = tokenizer.view.alignment.to_source(tokenizer.words[index].span);
        tokenizer.token.offset_from = place.start as usize;
        tokenizer.token.offset_to = place.end as usize;
        tokenizer.token.position = tokenizer.token.position.wrapping_add(1);
        tokenizer.token.position_length = 1;
        tokenizer.write_key(index);
        true
    }

    fn token(&self) -> &SearchToken {
        &self.tokenizer.token
    }

    fn token_mut(&mut self) -> &mut SearchToken {
        &mut self.tokenizer.token
    }
}
