//! The options of a run as flags. Each has the name of the field of `RunOptions` it sets; a flag that
//! is given wins over the configuration file.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args as ClapArgs, ValueEnum};
use warraq_batch::{ByteSize, Compress, Format, RunOptions, Stages, TextForm};
use warraq_quantities::Day;

use crate::args::Offsets;

#[derive(Debug, ClapArgs)]
pub(crate) struct OptionArgs {
    /// Take options from a TOML file, as `warraq config --print` writes it
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Field of JSON lines, column of tables, that holds the text [default: text]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    text_field: Option<String>,
    /// Field or column that names the document [default: id]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    id_field: Option<String>,
    /// Each line of a .txt is a document
    #[arg(long, help_heading = "Input")]
    lines: bool,
    /// Documents are HTML: their text is extracted; .html and .htm are read too
    #[arg(long, help_heading = "Input")]
    html: bool,
    /// Read only the files of directories that match; may be given several times
    #[arg(long, value_name = "GLOB", help_heading = "Input")]
    include: Vec<String>,
    /// Pass over files and directories that match, as those in .warraqignore files
    #[arg(long, value_name = "GLOB", help_heading = "Input")]
    exclude: Vec<String>,
    /// Repair text in UTF-8 that was once read as windows-1252 or windows-1256
    #[arg(long, help_heading = "Input")]
    repair_mojibake: bool,
    /// Put a BLAKE3 hash of each input into the manifest
    #[arg(long, help_heading = "Input")]
    hash_inputs: bool,

    /// What is computed: sentences, tokens, quantities, entities, with commas between them
    /// [default: all]
    #[arg(long, value_name = "LIST", help_heading = "Analysis")]
    stages: Option<Stages>,
    /// Day of writing, such as 2023-07-28: relative dates are found and resolved from it
    #[arg(long, value_name = "DAY", help_heading = "Analysis")]
    reference: Option<Day>,
    /// Names that are added to the lists: lines of name, tab, type, and perhaps tab, Latin name
    #[arg(long, value_name = "FILE", help_heading = "Analysis")]
    gazetteer: Option<PathBuf>,

    /// Format of the records [default: jsonl]
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<FormatName>,
    /// With --format text: what is written [default: normalized]
    #[arg(long, value_enum, value_name = "FORM", help_heading = "Output")]
    text_form: Option<TextFormName>,
    /// With --format text: how it is normalized [default: light]
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    profile: Option<String>,
    /// Unit of all offsets [default: char]
    #[arg(long, value_enum, help_heading = "Output")]
    offsets: Option<Offsets>,
    /// Leave the text out of the records
    #[arg(long, help_heading = "Output")]
    no_text: bool,
    /// Compress the records [default: none]
    #[arg(long, value_enum, help_heading = "Output")]
    compress: Option<CompressName>,
    /// Write several files of at most this size, such as 512MB
    #[arg(long, value_name = "SIZE", help_heading = "Output")]
    shard_size: Option<ByteSize>,

    /// Number of threads [default: one a core]
    #[arg(long, value_name = "N", help_heading = "Run")]
    threads: Option<usize>,
    /// Stop when more documents than this have failed
    #[arg(long, value_name = "N", help_heading = "Run")]
    max_failures: Option<u64>,
    /// Stop at the first document that fails
    #[arg(long, help_heading = "Run")]
    strict: bool,
    /// Seconds between two states on disk from which --resume can go on [default: 10]
    #[arg(long, value_name = "SECONDS", help_heading = "Run")]
    checkpoint: Option<u64>,
}

impl OptionArgs {
    /// What the configuration file says, and the flags over it.
    pub(crate) fn resolve(&self) -> Result<RunOptions> {
        let mut options = match &self.config {
            Some(path) => {
                let name = path.display();
                let text =
                    fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
                RunOptions::from_toml(&text).with_context(|| format!("in {name}"))?
            }
            None => RunOptions::default(),
        };
        self.overlay(&mut options);
        Ok(options)
    }

    fn overlay(&self, options: &mut RunOptions) {
        let Self { config: _, text_field, id_field, lines, html, include, exclude, .. } = self;
        let Self { hash_inputs, stages, reference, format, text_form, profile, .. } = self;
        let Self { gazetteer, repair_mojibake, .. } = self;
        let Self { offsets, no_text, compress, shard_size, threads, .. } = self;
        let Self { max_failures, strict, checkpoint, .. } = self;
        set(&mut options.text_field, text_field.clone());
        set(&mut options.id_field, id_field.clone());
        options.lines |= lines;
        options.html |= html;
        options.include.extend_from_slice(include);
        options.exclude.extend_from_slice(exclude);
        options.hash_inputs |= hash_inputs;
        set(&mut options.stages, *stages);
        options.reference = reference.or(options.reference);
        options.gazetteer = gazetteer.clone().or(options.gazetteer.take());
        options.repair_mojibake |= repair_mojibake;
        set(&mut options.format, format.map(Into::into));
        set(&mut options.text_form, text_form.map(Into::into));
        set(&mut options.profile, profile.clone());
        set(&mut options.offsets, offsets.map(Into::into));
        options.no_text |= no_text;
        set(&mut options.compress, compress.map(Into::into));
        options.shard_size = shard_size.or(options.shard_size);
        set(&mut options.threads, *threads);
        options.max_failures = max_failures.or(options.max_failures);
        options.strict |= strict;
        set(&mut options.checkpoint, *checkpoint);
    }
}

fn set<T>(option: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *option = given;
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatName {
    /// One JSON object a line
    Jsonl,
    /// Parquet, the same columns
    Parquet,
    /// CoNLL-U, a multiword range for each word with clitics
    Conllu,
    /// Plain text, one sentence a line
    Text,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Jsonl => Self::Jsonl,
            FormatName::Parquet => Self::Parquet,
            FormatName::Conllu => Self::Conllu,
            FormatName::Text => Self::Text,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TextFormName {
    /// As it is written
    Source,
    /// Normalized
    Normalized,
    /// Normalized tokens with spaces between them
    Tokens,
}

impl From<TextFormName> for TextForm {
    fn from(name: TextFormName) -> Self {
        match name {
            TextFormName::Source => Self::Source,
            TextFormName::Normalized => Self::Normalized,
            TextFormName::Tokens => Self::Tokens,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CompressName {
    /// As they are
    None,
    /// .gz
    Gzip,
    /// .zst
    Zstd,
}

impl From<CompressName> for Compress {
    fn from(name: CompressName) -> Self {
        match name {
            CompressName::None => Self::None,
            CompressName::Gzip => Self::Gzip,
            CompressName::Zstd => Self::Zstd,
        }
    }
}
