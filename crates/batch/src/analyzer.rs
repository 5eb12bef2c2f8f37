use std::fmt;
use std::path::Path;
use std::str::FromStr;

use warraq_entities::Recognizer;
use warraq_normalize::{Normalizer, Profile};
use warraq_quantities::{Day, Parser};
use warraq_text::{Span, TokenKind};
use warraq_tokenize::{Neighbours, Role, WordAnalyzer, sentences_into, words_into};

use crate::analysis::Analysis;
use crate::error::Error;
use crate::kept::Names;
use crate::names::read_names;
use crate::settle::settle;

/// One of each stage, built once, shared by all threads.
///
/// ```
/// use warraq_batch::Analyzer;
///
/// let analysis = Analyzer::default().analyze("براتب 900 ألف دولار سنوياً");
/// let quantity = &analysis.quantities[0];
/// assert_eq!(quantity.value.map(|v| v.to_string()).as_deref(), Some("900000"));
/// assert_eq!(quantity.currency.map(|c| c.to_string()).as_deref(), Some("USD"));
/// ```
#[derive(Debug)]
pub struct Analyzer {
    stages: Stages,
    light: Normalizer,
    search: Normalizer,
    words: WordAnalyzer,
    parser: Parser,
    recognizer: Recognizer,
}

impl Default for Analyzer {
    /// All stages.
    fn default() -> Self {
        Self::new(Stages::ALL)
    }
}

impl Analyzer {
    /// An analyzer that computes `stages` and what these need.
    #[must_use]
    pub fn new(stages: Stages) -> Self {
        Self {
            stages,
            light: Profile::Light.into(),
            search: Profile::Search.into(),
            words: WordAnalyzer::default(),
            parser: Parser::new(),
            recognizer: recognizer(),
        }
    }

    /// The same analyzer, which also tells the days that «غداً», «الأسبوع المقبل» are, seen from
    /// `day`.
    #[must_use]
    pub fn with_reference(self, day: Option<Day>) -> Self {
        Self { parser: day.map_or_else(Parser::new, Parser::with_reference), ..self }
    }

    /// The same analyzer, which also knows the names of a file; see [`read_names`].
    ///
    /// # Errors
    /// If the file cannot be read or has a line that is no name.
    pub fn with_names(self, path: &Path) -> Result<Self, Error> {
        Ok(Self { recognizer: self.recognizer.with_names(read_names(path)?), ..self })
    }

    /// The same analyzer with another recognizer of names than [`recognizer`].
    #[must_use]
    pub fn with_recognizer(self, recognizer: Recognizer) -> Self {
        Self { recognizer, ..self }
    }

    /// What is found in `source`.
    ///
    /// # Panics
    /// If `source` is 1 GiB or longer.
    #[must_use]
    pub fn analyze(&self, source: &str) -> Analysis {
        let mut analysis = Analysis::default();
        self.analyze_into(source, &mut analysis);
        analysis
    }

    /// Replaces `analysis` by what is found in `source`, reusing its memory.
    ///
    /// # Panics
    /// If `source` is 1 GiB or longer.
    pub fn analyze_into(&self, source: &str, analysis: &mut Analysis) {
        analysis.clear();
        let Analysis { view, tokens, words: _, sentences, quantities, entities, scratch } =
            analysis;
        self.light.normalize_into(source, view);
        words_into(&view.text, tokens);
        if self.stages.sentences {
            sentences_into(&view.text, tokens, sentences);
        }
        if self.stages.quantities {
            self.parser.find_into(view, tokens, quantities);
        }
        if self.stages.entities {
            self.recognizer.find_into(view, tokens, &mut scratch.names, entities);
        }
        settle(quantities, entities);
        if self.stages.tokens {
            self.describe_tokens(source, analysis);
        }
    }

    fn describe_tokens(&self, source: &str, analysis: &mut Analysis) {
        let Analysis { view, tokens, words, entities, scratch, .. } = analysis;
        let mut names = Names(entities);
        for (index, token) in tokens.iter().enumerate() {
            if index % BLOCK == 0 {
                let block = tokens[index..].iter().take(BLOCK);
                scratch.memo.fetch(block.map(|token| view.slice(token.span)));
            }
            let surface = view.slice(token.span);
            match token.kind {
                TokenKind::Word => {
                    let written = view.alignment.source_text(token.span, source);
                    let neighbours = Neighbours::of(&view.text, tokens, index);
                    let memo = &mut scratch.memo;
                    let info = self.words.describe(token.kind, surface, written, neighbours, memo);
                    let name = names.cut(token.span, view, &self.words, info.segmentation());
                    let cut = name.unwrap_or(info.segmentation());
                    let stem = if name.is_some() {
                        let stem = cut.parts().find(|part| part.role == Role::Stem);
                        let stem = stem.map(|stem| stem.spelled_alone(surface));
                        let stem = stem.as_deref().unwrap_or(surface);
                        self.search.normalize_into(stem, &mut scratch.norm);
                        &scratch.norm.text
                    } else {
                        info.stem()
                    };
                    words.push(info.norm(), Some(stem));
                    if name.is_some() {
                        words.mark_name();
                    }
                    for part in cut.parts().filter(|_| !cut.is_whole()) {
                        let start = token.span.start;
                        let span = Span::new(start + part.span.start, start + part.span.end);
                        words.push_clitic(span, part.role, &part.spelled_alone(surface));
                    }
                }
                _ if surface.is_ascii() => words.push(surface, None),
                _ => {
                    self.search.normalize_into(surface, &mut scratch.norm);
                    words.push(&scratch.norm.text, None);
                }
            }
            if token.kind == TokenKind::Latin && names.part(token.span, view).is_some() {
                words.mark_name();
            }
        }
    }
}

/// How many tokens are looked up at once.
const BLOCK: usize = 64;

/// The recognizer of names that analyzers use. With the feature `models` it knows which words are
/// frequent, and does not take these for names without evidence; and its tagger has learned from
/// more corpora.
#[must_use]
pub fn recognizer() -> Recognizer {
    #[cfg(feature = "models")]
    return Recognizer::new()
        .with_lexicon(warraq_models::FREQUENCY_LEXICON)
        .with_tagger(warraq_models::TAGGER_WEIGHTS);
    #[cfg(not(feature = "models"))]
    Recognizer::new()
}

/// Which columns of a record are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stages {
    /// Spans of sentences.
    pub sentences: bool,
    /// Tokens with norm, stem and clitics.
    pub tokens: bool,
    /// Numbers, amounts, dates …
    pub quantities: bool,
    /// Names.
    pub entities: bool,
}

impl Stages {
    /// Every column.
    pub const ALL: Self = Self { sentences: true, tokens: true, quantities: true, entities: true };
    /// No column.
    pub const NONE: Self =
        Self { sentences: false, tokens: false, quantities: false, entities: false };
}

impl FromStr for Stages {
    type Err = UnknownStage;

    /// Reads a list of stages with commas: `sentences,quantities`.
    fn from_str(list: &str) -> Result<Self, UnknownStage> {
        let mut stages = Self::NONE;
        for name in list.split(',').map(str::trim) {
            match name {
                "sentences" => stages.sentences = true,
                "tokens" => stages.tokens = true,
                "quantities" => stages.quantities = true,
                "entities" => stages.entities = true,
                "all" => stages = Self::ALL,
                _ => return Err(UnknownStage(name.to_owned())),
            }
        }
        Ok(stages)
    }
}

impl fmt::Display for Stages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sentences, tokens, quantities, entities } = *self;
        let names = [
            (sentences, "sentences"),
            (tokens, "tokens"),
            (quantities, "quantities"),
            (entities, "entities"),
        ];
        let chosen: Vec<_> = names.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
        f.write_str(&chosen.join(","))
    }
}

/// A stage was named that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownStage(String);

impl fmt::Display for UnknownStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = "sentences, tokens, quantities, entities, all";
        write!(f, "unknown stage {:?}, expected {known}", self.0)
    }
}

impl std::error::Error for UnknownStage {}
