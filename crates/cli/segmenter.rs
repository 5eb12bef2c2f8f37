//! The clitic segmenter: its weights learned, and how right it is.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use warraq_tokenize::{
    Lexica, Lexicon, LexiconError, RareWords, Scheme, SegmentationScore, Segmenter, TrainingWord,
    train_weights,
};

use crate::args::SchemeName;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
pub(crate) struct TrainArgs {
    /// Tables with a header and a column `atb` in which clitics are marked as `x+ ` and ` +x`
    #[arg(required = true)]
    sentences: Vec<PathBuf>,
    /// Frequency lexicon the segmenter will ask [default: the one compiled in]
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
    /// Rarer words it will ask [default: none with --lexicon, else those compiled in]
    #[arg(long, value_name = "FILE", requires = "lexicon")]
    rare: Option<PathBuf>,
    /// File for the weights
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(crate) fn train(args: &TrainArgs) -> Result<ExitCode> {
    let lexica = lexica(args.lexicon.as_deref(), args.rare.as_deref())?;
    let mut words = Vec::new();
    for path in &args.sentences {
        words.extend(read_marked(path, "atb")?.into_iter().flatten());
    }
    fs::write(&args.out, train_weights(&lexica, &words))
        .with_context(|| format!("cannot write {}", args.out.display()))?;
    Ok(ExitCode::Success)
}

/// The frequency lexicon and the rare words in these files, or those compiled in, with the names
/// compiled in.
fn lexica(words: Option<&Path>, rare: Option<&Path>) -> Result<Lexica> {
    let Some(words) = words else { return Ok(Lexica::default()) };
    let rare = match rare {
        Some(path) => read_compiled(path, RareWords::new)?,
        None => RareWords::NONE,
    };
    Ok(Lexica { words: read_compiled(words, Lexicon::new)?, rare, ..Lexica::default() })
}

fn read_compiled<T>(
    path: &Path,
    read: impl FnOnce(&'static [u8]) -> Result<T, LexiconError>,
) -> Result<T> {
    let name = || format!("cannot read {}", path.display());
    read(fs::read(path).with_context(name)?.leak()).with_context(name)
}

/// The words of each sentence in the column `column` of the table in `path`.
fn read_marked(path: &Path, column: &str) -> Result<Vec<Vec<TrainingWord>>> {
    let name = || format!("cannot read {}", path.display());
    let table = fs::read_to_string(path).with_context(name)?;
    let mut lines = table.lines();
    let column = lines
        .next()
        .and_then(|header| header.split('\t').position(|name| name == column))
        .with_context(|| format!("expected a header with the column {column}"))
        .with_context(name)?;
    let marked = lines.filter_map(|line| line.split('\t').nth(column));
    Ok(marked.map(TrainingWord::read).collect())
}

#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// A table with a header and a column `atb` or `d3` in which clitics are marked as `x+ ` and
    /// ` +x`; or one without header, a word and its parts with `+` between them on each line
    gold: PathBuf,
    /// Which clitics are compared
    #[arg(long, value_enum, default_value_t)]
    scheme: SchemeName,
    /// Frequency lexicon to ask [default: the one compiled in]
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
    /// Rarer words to ask [default: none with --lexicon, else those compiled in]
    #[arg(long, value_name = "FILE", requires = "lexicon")]
    rare: Option<PathBuf>,
    /// Weights that `train segmenter` wrote [default: those compiled in]
    #[arg(long, value_name = "FILE", conflicts_with = "folds")]
    weights: Option<PathBuf>,
    /// Table the segmenter was trained on: tells which words are new to it
    #[arg(long, value_name = "FILE")]
    trained_on: Option<PathBuf>,
    /// Train on all sentences but every N-th and measure on these, N times
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..))]
    folds: Option<u32>,
    /// List the words that are wrong
    #[arg(long)]
    errors: bool,
}

pub(crate) fn eval(args: &EvalArgs) -> Result<ExitCode> {
    let scheme = Scheme::from(args.scheme);
    let sentences = read_gold(&args.gold, scheme)?;
    let mut report = Report::new(scheme, &sentences);
    if let Some(folds) = args.folds {
        let atb = read_marked(&args.gold, "atb")?;
        cross_validate(args, &sentences, &atb, folds as usize, &mut report)?;
    } else {
        let segmenter = segmenter(args)?;
        let seen = match &args.trained_on {
            Some(path) => Some(spellings(read_marked(path, "atb")?.iter().flatten())),
            None => None,
        };
        sentences.iter().flatten().for_each(|word| report.add(&segmenter, word, seen.as_ref()));
    }
    report.write(args.errors, &mut io::stdout().lock())?;
    Ok(ExitCode::Success)
}

fn segmenter(args: &EvalArgs) -> Result<Segmenter> {
    let Some(path) = &args.weights else {
        ensure!(args.lexicon.is_none(), "--lexicon asks for --weights or --folds");
        return Ok(Segmenter::default());
    };
    let weights = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Segmenter::new(lexica(args.lexicon.as_deref(), args.rare.as_deref())?, weights.leak()))
}

fn read_gold(path: &Path, scheme: Scheme) -> Result<Vec<Vec<TrainingWord>>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let header: HashSet<&str> = text.lines().next().unwrap_or_default().split('\t').collect();
    if header.contains("atb") {
        read_marked(path, scheme.name())
    } else {
        Ok(vec![TrainingWord::read_table(&text)])
    }
}

fn cross_validate(
    args: &EvalArgs,
    sentences: &[Vec<TrainingWord>],
    atb: &[Vec<TrainingWord>],
    folds: usize,
    report: &mut Report,
) -> Result<()> {
    let lexica = lexica(args.lexicon.as_deref(), args.rare.as_deref())?;
    for fold in 0..folds {
        let others = atb.iter().enumerate().filter(|(index, _)| index % folds != fold);
        let others: Vec<TrainingWord> = others.flat_map(|(_, words)| words).cloned().collect();
        let seen = spellings(&others);
        let segmenter = Segmenter::new(lexica, train_weights(&lexica, &others).leak());
        let own = sentences.iter().skip(fold).step_by(folds);
        own.flatten().for_each(|word| report.add(&segmenter, word, Some(&seen)));
    }
    Ok(())
}

fn spellings<'w>(words: impl IntoIterator<Item = &'w TrainingWord>) -> HashSet<String> {
    words.into_iter().map(|word| word.word.clone()).collect()
}

struct Report {
    scheme: Scheme,
    /// Words that people cut in more than one way.
    ambiguous_words: HashSet<String>,
    all: SegmentationScore,
    ambiguous: SegmentationScore,
    unseen: SegmentationScore,
    wrong: Vec<String>,
}

impl Report {
    fn new(scheme: Scheme, sentences: &[Vec<TrainingWord>]) -> Self {
        let mut ways: HashMap<&str, HashSet<&[u32]>> = HashMap::new();
        for word in sentences.iter().flatten() {
            ways.entry(&word.word).or_default().insert(&word.cuts);
        }
        let ambiguous = ways.into_iter().filter(|(_, ways)| ways.len() > 1);
        Self {
            scheme,
            ambiguous_words: ambiguous.map(|(word, _)| word.to_owned()).collect(),
            all: SegmentationScore::default(),
            ambiguous: SegmentationScore::default(),
            unseen: SegmentationScore::default(),
            wrong: Vec::new(),
        }
    }

    fn add(&mut self, segmenter: &Segmenter, word: &TrainingWord, seen: Option<&HashSet<String>>) {
        let found = segmenter.cuts(word, self.scheme);
        self.all.add(word, &found);
        if self.ambiguous_words.contains(&word.word) {
            self.ambiguous.add(word, &found);
        }
        if seen.is_some_and(|seen| !seen.contains(&word.word)) {
            self.unseen.add(word, &found);
        }
        if word.cuts != found {
            let parts = |cuts: &[u32]| cut(&word.word, cuts);
            self.wrong.push(format!(
                "{}\t{}\t{} {} {}",
                parts(&word.cuts),
                parts(&found),
                word.previous,
                word.word,
                word.next
            ));
        }
    }

    fn write(&self, errors: bool, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{:<12}{:>9}{:>14}{:>14}", "", "words", "words exact", "boundary F1")?;
        let rows = [("all", self.all), ("ambiguous", self.ambiguous), ("unseen", self.unseen)];
        for (name, score) in rows.into_iter().filter(|(_, score)| score.words > 0) {
            let (exact, f1) = (100.0 * score.accuracy(), 100.0 * score.boundary_f1());
            writeln!(out, "{name:<12}{:>9}{exact:>14.2}{f1:>14.2}", score.words)?;
        }
        if errors {
            writeln!(out, "\nmarked\tfound\tplace")?;
            self.wrong.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        }
        Ok(())
    }
}

/// `word` with `+` where it is cut.
fn cut(word: &str, cuts: &[u32]) -> String {
    let mut parts = String::new();
    for (at, letter) in word.char_indices() {
        if cuts.contains(&(at as u32)) {
            parts.push('+');
        }
        parts.push(letter);
    }
    parts
}
