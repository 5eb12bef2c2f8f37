//! How right names and spellings are, on documents and pairs that are known.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args as ClapArgs, Subcommand};
use warraq_batch::{Analysis, Analyzer, Stages, recognizer};
use warraq_entities::{EntityKind, Recognizer, Script};

use crate::exit::ExitCode;
use crate::gold::{self, Gold};
use crate::segmenter;
#[cfg(feature = "subword")]
use crate::subword;
use crate::train::{Base, School};

mod translit;

use translit::TranslitArgs;

#[derive(Debug, Subcommand)]
pub(crate) enum EvalArgs {
    /// Score names: precision, recall and F1 by kind and script, and of names that are in no list
    Entities(EntitiesArgs),
    /// Score comparison and spelling of names on pairs
    Translit(TranslitArgs),
    /// Compare the clitics that are found with those that people marked
    Segmenter(segmenter::EvalArgs),
    /// Tell into how many subwords a tokenizer cuts the words of documents
    #[cfg(feature = "subword")]
    Subword(subword::EvalArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct EntitiesArgs {
    /// Documents with names: .jsonl, or words with labels
    gold: PathBuf,
    /// Weights of another tagger, made by warraq train tagger
    #[arg(long, value_name = "FILE", conflicts_with = "folds")]
    tagger: Option<PathBuf>,
    /// Cross-validation: learn N taggers, each without a part of the documents, and score it there
    #[arg(long, value_name = "N")]
    folds: Option<usize>,
    /// With --folds: corpora that all taggers learn as well
    #[arg(long, value_name = "FILE", requires = "folds", num_args = 1..)]
    with: Vec<PathBuf>,
    /// Kinds that are scored, with commas between them; others are passed over
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    kinds: Vec<String>,
    /// Write each miss: what it is, place, name
    #[arg(long)]
    errors: bool,
    #[command(flatten)]
    base: Base,
}

pub(crate) fn eval(args: &EvalArgs) -> Result<ExitCode> {
    match args {
        EvalArgs::Entities(args) => entities(args),
        EvalArgs::Translit(args) => translit::translit(args),
        EvalArgs::Segmenter(args) => segmenter::eval(args),
        #[cfg(feature = "subword")]
        EvalArgs::Subword(args) => subword::eval(args),
    }
}

fn entities(args: &EntitiesArgs) -> Result<ExitCode> {
    let documents = gold::read(&args.gold)?;
    let mut scores = Scores::default();
    match args.folds {
        None => {
            let recognizer = args.recognizer()?;
            for document in documents.iter().enumerate() {
                scores.add(document, &recognizer, args)?;
            }
        }
        Some(folds) => cross_validate(args, &documents, folds.max(2), &mut scores)?,
    }
    scores.write(&mut io::stdout().lock())?;
    Ok(ExitCode::Success)
}

impl EntitiesArgs {
    fn recognizer(&self) -> Result<Recognizer> {
        let base = if self.base.permissive { Recognizer::new() } else { recognizer() };
        Ok(match &self.tagger {
            None => base,
            Some(path) => base.with_tagger(std::fs::read(path)?.leak()),
        })
    }

    fn counts(&self, kind: EntityKind) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|name| name == kind.name())
    }
}

fn cross_validate(
    args: &EntitiesArgs,
    documents: &[Gold],
    folds: usize,
    scores: &mut Scores,
) -> Result<()> {
    let bases = args.base.recognizers()?;
    let others = args.with.iter().map(|path| gold::read(path)).collect::<Result<Vec<_>>>()?;
    // Neighbours that are of one text go into one part.
    let apart = gold::are_apart(documents);
    let part =
        |number: usize| if apart { number % folds } else { number * folds / documents.len() };
    for fold in 0..folds {
        let mut school = School::default();
        let (held_out, learned): (Vec<_>, Vec<_>) =
            documents.iter().enumerate().partition(|(number, _)| part(*number) == fold);
        school.add(&bases, learned.into_iter(), 0);
        for (other, corpus) in others.iter().zip(1..) {
            school.add(&bases, other.iter().enumerate(), corpus);
        }
        let weights: &'static [u8] = school.train(args.base.rounds).leak();
        let recognizer = bases[fold % bases.len()].clone().with_tagger(weights);
        for document in held_out {
            scores.add(document, &recognizer, args)?;
        }
    }
    Ok(())
}

/// A mention: first and last byte, or first and last word.
type Place = (usize, usize);

#[derive(Default)]
struct Scores {
    span: Score,
    kind: Score,
    kinds: [Score; 6],
    scripts: [Score; 3],
    unlisted: Score,
    errors: Vec<String>,
}

const SCRIPTS: [Script; 3] = [Script::Arabic, Script::Latin, Script::Mixed];

impl Scores {
    fn add(
        &mut self,
        (number, document): (usize, &Gold),
        recognizer: &Recognizer,
        args: &EntitiesArgs,
    ) -> Result<()> {
        let stages = Stages { entities: true, ..Stages::NONE };
        let analyzer = Analyzer::new(stages).with_recognizer(recognizer.clone());
        let mut analysis = Analysis::default();
        analyzer.analyze_into(&document.text, &mut analysis);
        let place = |start: usize, end: usize| place(document, start, end);
        let doubtful: HashSet<Place> = document
            .names
            .iter()
            .filter(|name| name.or_none)
            .map(|name| place(name.place.start, name.place.end))
            .collect();
        let wanted: Vec<(Place, EntityKind)> = document
            .names
            .iter()
            .filter(|name| !name.or_none)
            .map(|name| (place(name.place.start, name.place.end), name.kinds[0]))
            .filter(|(_, kind)| args.counts(*kind))
            .collect();
        let found: Vec<(Place, EntityKind)> = analysis
            .entities
            .iter()
            .map(|entity| {
                let source = analysis.view.alignment.to_source(entity.span);
                (place(source.start as usize, source.end as usize), entity.kind)
            })
            .filter(|(place, kind)| args.counts(*kind) && !doubtful.contains(place))
            .collect();
        self.compare(number, document, recognizer, &wanted, &found, args.errors);
        Ok(())
    }

    fn compare(
        &mut self,
        number: usize,
        document: &Gold,
        recognizer: &Recognizer,
        wanted: &[(Place, EntityKind)],
        found: &[(Place, EntityKind)],
        errors: bool,
    ) {
        let places = |names: &[(Place, EntityKind)]| -> HashSet<Place> {
            names.iter().map(|&(place, _)| place).collect()
        };
        let (wanted_places, found_places) = (places(wanted), places(found));
        let text = |place: Place| surface(document, place);
        let listed = |place: &Place| recognizer.is_listed(text(*place));
        self.span.add(wanted_places.iter(), found_places.iter());
        self.kind.add(wanted.iter(), found.iter());
        for (kind, score) in EntityKind::ALL.into_iter().zip(&mut self.kinds) {
            let of_kind = |name: &&(Place, EntityKind)| name.1 == kind;
            score.add(wanted.iter().filter(of_kind), found.iter().filter(of_kind));
        }
        for (script, score) in SCRIPTS.into_iter().zip(&mut self.scripts) {
            let in_script = |place: &&Place| Script::of(text(**place)) == script;
            score
                .add(wanted_places.iter().filter(in_script), found_places.iter().filter(in_script));
        }
        let unlisted = |place: &&Place| !listed(place);
        self.unlisted
            .add(wanted_places.iter().filter(unlisted), found_places.iter().filter(unlisted));
        if errors {
            self.note(number, document, wanted, found);
        }
    }

    fn note(
        &mut self,
        number: usize,
        document: &Gold,
        wanted: &[(Place, EntityKind)],
        found: &[(Place, EntityKind)],
    ) {
        let sides = [("missed", wanted, found), ("false", found, wanted)];
        for (what, names, others) in sides {
            for name in names.iter().filter(|name| !others.contains(name)) {
                let (kind, text) = (name.1.name(), surface(document, name.0));
                self.errors.push(format!("{what}\t{number}\t{}\t{kind}\t{text}", name.0.0));
            }
        }
    }

    fn write(&self, out: &mut impl Write) -> Result<()> {
        for error in &self.errors {
            writeln!(out, "{error}")?;
        }
        writeln!(
            out,
            "{:<24}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}",
            "", "P", "R", "F1", "known", "found", "right"
        )?;
        self.span.write(out, "span")?;
        self.kind.write(out, "span and kind")?;
        for (kind, score) in EntityKind::ALL.into_iter().zip(&self.kinds) {
            score.write(out, kind.name())?;
        }
        for (script, score) in SCRIPTS.into_iter().zip(&self.scripts) {
            score.write(out, &format!("span, {} script", script.name()))?;
        }
        self.unlisted.write(out, "span, in no list")
    }
}

/// The place in the unit of the annotation.
fn place(document: &Gold, start: usize, end: usize) -> Place {
    let Some(words) = &document.words else { return (start, end) };
    let first = words.partition_point(|word| word.end <= start);
    (first, words.partition_point(|word| word.start < end))
}

fn surface(document: &Gold, (start, end): Place) -> &str {
    let place = match &document.words {
        None => start..end,
        Some(words) => {
            let last = end.checked_sub(1).and_then(|last| words.get(last));
            match (words.get(start), last) {
                (Some(first), Some(last)) => first.start..last.end,
                _ => 0..0,
            }
        }
    };
    document.text.get(place).unwrap_or_default()
}

#[derive(Default)]
struct Score {
    wanted: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn add<'n, T: Eq + std::hash::Hash + 'n>(
        &mut self,
        wanted: impl Iterator<Item = &'n T>,
        found: impl Iterator<Item = &'n T>,
    ) {
        let (wanted, found): (HashSet<&T>, HashSet<&T>) = (wanted.collect(), found.collect());
        self.right += wanted.intersection(&found).count();
        self.wanted += wanted.len();
        self.found += found.len();
    }

    fn write(&self, out: &mut impl Write, name: &str) -> Result<()> {
        let percent = |of: usize| if of == 0 { 0.0 } else { 100.0 * self.right as f64 / of as f64 };
        let f1 = match self.wanted + self.found {
            0 => 0.0,
            both => 200.0 * self.right as f64 / both as f64,
        };
        let (precision, recall) = (percent(self.found), percent(self.wanted));
        let Self { wanted, found, right } = self;
        writeln!(
            out,
            "{name:<24}{precision:>8.2}{recall:>8.2}{f1:>8.2}{wanted:>8}{found:>8}{right:>8}"
        )?;
        Ok(())
    }
}
