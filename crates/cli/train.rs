//! Models, learned anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::{Args as ClapArgs, Subcommand};
use warraq_batch::recognizer;
use warraq_entities::gazetteer::Gazetteer;
use warraq_entities::{
    KnownName, Recognizer, TaggerTrainer, Trainer, train_languages, train_speller,
};
use warraq_normalize::Normalizer;
use warraq_text::{Span, Token, View};

use crate::exit::ExitCode;
use crate::gold::{self, Gold};
use crate::segmenter;
#[cfg(feature = "subword")]
use crate::subword;

#[derive(Debug, Subcommand)]
pub(crate) enum TrainArgs {
    /// Learn the tagger of names from documents with names
    Tagger(TaggerArgs),
    /// Learn how names are spelled from pairs of names in Arabic and Latin letters
    Translit(TranslitArgs),
    /// Learn the weights of the clitic segmenter
    Segmenter(segmenter::TrainArgs),
    /// Learn a subword tokenizer (tokenizer.json) from documents
    #[cfg(feature = "subword")]
    Subword(subword::TrainArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct TaggerArgs {
    /// Corpora: .jsonl (documents with names), others as words with labels. The tagger is for texts
    /// annotated like the first
    #[arg(required = true)]
    corpora: Vec<PathBuf>,
    /// File to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    pub(crate) base: Base,
}

/// What the tagger stands behind.
#[derive(Debug, ClapArgs)]
pub(crate) struct Base {
    /// Without the data of crates/models
    #[arg(long)]
    pub(crate) permissive: bool,
    /// Folder of lists 0.bin, 1.bin …, of which list K was compiled without the words of documents
    /// K, K + N, K + 2 N … of the first corpus
    #[arg(long, value_name = "DIR")]
    pub(crate) lists: Option<PathBuf>,
    /// How often all documents are gone through
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub(crate) rounds: usize,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct TranslitArgs {
    /// Lines of a name in Arabic letters, a tab, and the name in Latin letters; or tables with
    /// columns arabic, variants and latin, and perhaps origin, the code of a language
    #[arg(required = true)]
    pairs: Vec<PathBuf>,
    /// Lists of words that are Latin names, one a line, in small letters without accents; perhaps with
    /// a tab and the codes of languages they are of
    #[arg(long, value_name = "LIST")]
    names: Vec<PathBuf>,
    /// List of words that companies, products and works are named with, written like the names
    #[arg(long, value_name = "LIST")]
    words: Option<PathBuf>,
    /// Directory for translit.bin, speller.bin and languages.bin
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub(crate) fn train(args: &TrainArgs) -> Result<ExitCode> {
    match args {
        TrainArgs::Tagger(args) => tagger(args),
        TrainArgs::Translit(args) => translit(args),
        TrainArgs::Segmenter(args) => segmenter::train(args),
        #[cfg(feature = "subword")]
        TrainArgs::Subword(args) => subword::train(args),
    }
}

fn tagger(args: &TaggerArgs) -> Result<ExitCode> {
    let corpora = args.corpora.iter().map(|path| gold::read(path)).collect::<Result<Vec<_>>>()?;
    let bases = args.base.recognizers()?;
    let mut school = School::default();
    for (number, corpus) in corpora.iter().enumerate() {
        school.add(&bases, corpus.iter().enumerate(), number);
    }
    write(&args.out, &school.train(args.base.rounds))?;
    Ok(ExitCode::Success)
}

impl Base {
    /// The rules without a tagger, with each of the lists.
    pub(crate) fn recognizers(&self) -> Result<Vec<Recognizer>> {
        let base = || if self.permissive { Recognizer::new() } else { recognizer() };
        let rules = || base().with_tagger(&[]);
        let Some(folder) = &self.lists else { return Ok(vec![rules()]) };
        let mut recognizers = Vec::new();
        while let Ok(bytes) = fs::read(folder.join(format!("{}.bin", recognizers.len()))) {
            let lists = Gazetteer::read(bytes.leak()).context("these are no compiled lists")?;
            recognizers.push(rules().with_lists(lists));
        }
        ensure!(!recognizers.is_empty(), "expected 0.bin in {}", folder.display());
        Ok(recognizers)
    }
}

/// A tagger that is taught.
#[derive(Default)]
pub(crate) struct School {
    trainer: TaggerTrainer,
    normalizer: Option<Normalizer>,
}

impl School {
    /// Adds documents of a corpus, each with its number in the corpus, by which its lists are
    /// chosen.
    pub(crate) fn add<'d>(
        &mut self,
        bases: &[Recognizer],
        documents: impl Iterator<Item = (usize, &'d Gold)>,
        corpus: usize,
    ) {
        let normalizer = self.normalizer.get_or_insert_with(Normalizer::light);
        let mut tokens = Vec::new();
        for (number, document) in documents {
            let view = normalizer.normalize(&document.text);
            warraq_tokenize::words_into(&view.text, &mut tokens);
            let names = known_names(document, &view, &tokens);
            self.trainer.add(&bases[number % bases.len()], &view, &tokens, &names, corpus);
        }
    }

    pub(crate) fn train(&self, rounds: usize) -> Vec<u8> {
        self.trainer.train(rounds, 0)
    }
}

/// The names in the view, each from its first token to its last.
fn known_names(document: &Gold, view: &View, tokens: &[Token]) -> Vec<KnownName> {
    let place = |name: &gold::GoldName| {
        let source = Span::new(name.place.start as u32, name.place.end as u32);
        let covers = |token: &&Token| {
            let token = view.alignment.to_source(token.span);
            token.start < source.end && source.start < token.end
        };
        let first = tokens
            .partition_point(|token| view.alignment.to_source(token.span).end <= source.start);
        let mut inside = tokens[first..].iter().take_while(covers).map(|token| token.span);
        let start = inside.next()?;
        Some(Span::new(start.start, inside.last().unwrap_or(start).end))
    };
    let names = document.names.iter();
    names
        .filter_map(|name| {
            let span = place(name)?;
            Some(KnownName { span, kinds: name.kinds.clone(), or_none: name.or_none })
        })
        .collect()
}

fn translit(args: &TranslitArgs) -> Result<ExitCode> {
    let (mut pairs, mut languages) = (Vec::new(), Vec::new());
    for path in &args.pairs {
        let text = read(path)?;
        add_pairs(&text, &mut pairs);
        add_origins(&text, &mut languages);
    }
    let mut trainer = Trainer::default();
    for (arabic, latin) in &pairs {
        trainer.add(arabic, latin);
    }
    let spellings = trainer.train();
    write(&args.out.join("translit.bin"), &spellings)?;
    let mut names = Vec::new();
    for path in &args.names {
        let text = read(path)?;
        names.push(listed(&text));
        for (word, codes) in text.lines().filter_map(|line| line.split_once('\t')) {
            languages.extend(codes.split(' ').map(|code| (word.to_owned(), code.to_owned())));
        }
    }
    let words = args.words.as_deref().map(read).transpose()?.unwrap_or_default();
    let languages = languages.iter().map(|(word, code)| (&**word, &**code));
    write(&args.out.join("languages.bin"), &train_languages(languages))?;
    write(
        &args.out.join("speller.bin"),
        &train_speller(&spellings, &pairs, &names, &listed(&words)),
    )?;
    Ok(ExitCode::Success)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The words of a list.
fn listed(text: &str) -> BTreeSet<String> {
    text.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
}

/// The place of a column of a table.
fn column(table: &str, name: &str) -> Option<usize> {
    table.lines().next()?.split('\t').position(|column| column == name)
}

/// Adds the Latin names of a table, and the codes of languages they are of; nothing if it does not tell.
fn add_origins(table: &str, languages: &mut Vec<(String, String)>) {
    let Some((latin, origin)) = column(table, "latin").zip(column(table, "origin")) else { return };
    for row in table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>()) {
        let field = |at: usize| row.get(at).copied().unwrap_or_default();
        let words = name_words(field(latin));
        languages.extend(words.map(|word| (word.to_owned(), field(origin).to_owned())));
    }
}

/// Reads the pairs of a file, word by word where both names have as many words.
pub(crate) fn read_pairs(path: &Path, pairs: &mut Vec<(String, String)>) -> Result<()> {
    add_pairs(&read(path)?, pairs);
    Ok(())
}

fn add_pairs(text: &str, pairs: &mut Vec<(String, String)>) {
    let mut lines = text.lines();
    let column = |name| column(text, name);
    let (arabic, latin) = match (column("arabic"), column("latin")) {
        (Some(arabic), Some(latin)) => {
            lines.next();
            (arabic, latin)
        }
        _ => (0, 1),
    };
    let variants = column("variants");
    for fields in lines.map(|line| line.split('\t').collect::<Vec<_>>()) {
        let field = |at: usize| fields.get(at).copied().unwrap_or_default();
        let forms = variants.map(field).unwrap_or_default().split('|');
        for form in std::iter::once(field(arabic)).chain(forms) {
            add_words(form, field(latin), pairs);
        }
    }
}

fn name_words(name: &str) -> impl Iterator<Item = &str> {
    name.split([' ', '-']).filter(|word| !word.is_empty())
}

fn add_words(arabic: &str, latin: &str, pairs: &mut Vec<(String, String)>) {
    let words = |name| name_words(name).map(str::to_owned).collect::<Vec<_>>();
    let (arabic, latin) = (words(arabic), words(latin));
    // An acronym in Arabic letters follows the names of its letters, not their sounds.
    let is_acronym = |word: &str| word.len() < 6 && !word.contains(char::is_lowercase);
    if arabic.len() == latin.len() {
        let pair = |(_, latin): &(String, String)| !is_acronym(latin);
        pairs.extend(arabic.into_iter().zip(latin).filter(pair));
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
