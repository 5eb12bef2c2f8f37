//! What the suites share: the surfaces that stages find in a source text.

#![allow(dead_code, reason = "each test uses a part")]

use std::fs;
use std::path::{Path, PathBuf};
use warraq_normalize::Normalizer;
use warraq_text::{Span, TokenKind};
use warraq_tokenize::{Scheme, Segmenter, sentences_into, words_into};

/// Surface and kind of every token of `source`.
pub(crate) fn words(source: &str) -> Vec<(&str, TokenKind)> {
    let view = Normalizer::light().normalize(source);
    let mut tokens = Vec::new();
    words_into(&view.text, &mut tokens);
    tokens
        .iter()
        .map(|token| (view.alignment.source_text(token.span, source), token.kind))
        .collect()
}

/// Surface of every sentence of `source`.
pub(crate) fn sentences(source: &str) -> Vec<&str> {
    sentence_spans(source).into_iter().map(|span| span.of(source)).collect()
}

/// Place of every sentence in `source`.
pub(crate) fn sentence_spans(source: &str) -> Vec<Span> {
    let view = Normalizer::light().normalize(source);
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    words_into(&view.text, &mut tokens);
    sentences_into(&view.text, &tokens, &mut sentences);
    sentences.into_iter().map(|span| view.alignment.to_source(span)).collect()
}

/// The parts of the word `source`: as they are written, and as each is spelled alone.
pub(crate) fn parts(
    segmenter: &Segmenter,
    source: &str,
    scheme: Scheme,
) -> (Vec<String>, Vec<String>) {
    let view = Normalizer::light().normalize(source);
    let segmentation = segmenter.segment(&view.text, source, scheme);
    let parts = segmentation.parts();
    parts
        .map(|part| {
            (part.span.of(&view.text).to_owned(), part.spelled_alone(&view.text).into_owned())
        })
        .unzip()
}

/// Our own articles.
pub(crate) fn articles() -> Vec<String> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpora/news");
    let mut paths: Vec<_> = fs::read_dir(directory)
        .expect("the corpus is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("text")).collect()
}

/// A file of the data beside the repository; none where it is absent.
///
/// # Panics
/// If it is absent in CI.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    let ci = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(path.exists() || !ci, "{} is absent", path.display());
    path.exists().then_some(path)
}
