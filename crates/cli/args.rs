//! What can be typed.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use warraq_entities::romanize;
use warraq_quantities::Day;
use warraq_quantities::write::Case;
use warraq_text::OffsetUnit;
use warraq_tokenize::{Scheme, Stemmer};

#[cfg(feature = "subword")]
use crate::encode::EncodeArgs;
use crate::eval::EvalArgs;
use crate::options::OptionArgs;
use crate::train::TrainArgs;

/// Reads Arabic text in bulk and writes down what is in it: sentences, tokens with clitics and
/// stems, quantities and names, each with its place in the source.
#[derive(Debug, Parser)]
#[command(name = "warraq", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Analyze documents and write a record for each
    Run(RunArgs),
    /// Show a document with its names and quantities in colour
    Inspect(InspectArgs),
    /// Normalize lines of standard input
    Normalize(NormalizeArgs),
    /// Split lines of standard input into tokens, with a space between them
    Tokenize(FilterArgs),
    /// Split the document on standard input into sentences, one a line
    Sentences(SentencesArgs),
    /// Mark the clitics in lines of standard input: `x+ ` before a word, ` +x` after it
    Segment(SegmentArgs),
    /// Replace the words in lines of standard input by their stems
    Stem(StemArgs),
    /// List the numbers, amounts and dates in lines of standard input
    Quantities(QuantitiesArgs),
    /// List the names in lines of standard input
    Entities(EntitiesArgs),
    /// Write the Arabic words in lines of standard input in Latin letters
    Romanize(RomanizeArgs),
    /// Write a number, an amount of money or a date in Arabic words
    Spell(SpellArgs),
    /// Cut lines of standard input into subwords: their numbers in the vocabulary of a tokenizer
    #[cfg(feature = "subword")]
    Encode(EncodeArgs),
    /// Learn models anew: of names, clitics, subwords
    #[command(subcommand)]
    Train(TrainArgs),
    /// Score models: of names, clitics, subwords
    #[command(subcommand)]
    Eval(EvalArgs),
    /// Tell what a result holds: names, amounts, lengths, speed
    Stats(StatsArgs),
    /// Make a page of a result, to look at in a browser
    Report(ReportArgs),
    /// Check that a result is whole and unchanged
    Verify(VerifyArgs),
    /// Print the options of a run as a configuration file
    Config(ConfigArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RunArgs {
    /// Files, directories, globs, or - for standard input. Read are .txt, .jsonl, .csv, .tsv,
    /// .parquet and .tar, each also as .gz or .zst, and .zip
    #[arg(required = true)]
    pub(crate) inputs: Vec<PathBuf>,
    /// Directory for the records, failed.jsonl and manifest.json
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) options: OptionArgs,
    /// Go on where a run into the same directory broke off
    #[arg(long, conflicts_with = "restart", help_heading = "Run")]
    pub(crate) resume: bool,
    /// Begin anew even if the directory holds a run that broke off
    #[arg(long, help_heading = "Run")]
    pub(crate) restart: bool,
    /// No progress, no summary; failures are still told
    #[arg(long, short, help_heading = "Run")]
    pub(crate) quiet: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ConfigArgs {
    /// Print all options, as a configuration file for `warraq run --config`
    #[arg(long, required = true)]
    pub(crate) print: bool,
    #[command(flatten)]
    pub(crate) options: OptionArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct StatsArgs {
    /// Directory that `warraq run` wrote
    pub(crate) dir: PathBuf,
    /// Write one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// How many of the most frequent names are told
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) top: usize,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReportArgs {
    /// Directory that `warraq run` wrote
    pub(crate) dir: PathBuf,
    /// The page that is written
    #[arg(long, short, value_name = "FILE", default_value = "report.html")]
    pub(crate) out: PathBuf,
    /// How many documents are shown
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) documents: usize,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct VerifyArgs {
    /// Directory that `warraq run` wrote
    pub(crate) dir: PathBuf,
    /// Check too that the inputs are as they were read
    #[arg(long)]
    pub(crate) inputs: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct InspectArgs {
    /// A .txt or .jsonl file, or - for standard input
    pub(crate) file: PathBuf,
    /// Show only the document with this id
    #[arg(long)]
    pub(crate) id: Option<String>,
    /// Field of JSON lines that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,
    /// When to colour
    #[arg(long, value_enum, default_value_t)]
    pub(crate) color: Color,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct FilterArgs {
    /// Write one JSON object a line, with offsets
    #[arg(long)]
    pub(crate) json: bool,
    /// Unit of the offsets
    #[arg(long, value_enum, default_value_t)]
    pub(crate) offsets: Offsets,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct QuantitiesArgs {
    /// Day of writing, such as 2023-07-28: relative dates are found and resolved from it
    #[arg(long, value_name = "DAY")]
    pub(crate) reference: Option<Day>,
    /// Tell the rules that read each quantity, by module and function
    #[arg(long, conflicts_with = "json")]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct EntitiesArgs {
    /// Names that are added to the lists: lines of name, tab, type, and perhaps tab, Latin name
    #[arg(long, value_name = "FILE")]
    pub(crate) gazetteer: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RomanizeArgs {
    /// How letters are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) scheme: RomanScheme,
    /// Read Buckwalter's scheme back
    #[arg(long)]
    pub(crate) back: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RomanScheme {
    /// Buckwalter: one ASCII character a letter
    #[default]
    Buckwalter,
    /// Buckwalter without characters that XML or shells read otherwise
    SafeBuckwalter,
    /// ISO 233-2
    Iso233,
    /// American Library Association and Library of Congress
    AlaLc,
    /// International Journal of Middle East Studies
    Ijmes,
}

impl From<RomanScheme> for romanize::Scheme {
    fn from(name: RomanScheme) -> Self {
        match name {
            RomanScheme::Buckwalter => Self::Buckwalter,
            RomanScheme::SafeBuckwalter => Self::SafeBuckwalter,
            RomanScheme::Iso233 => Self::Iso233,
            RomanScheme::AlaLc => Self::AlaLc,
            RomanScheme::Ijmes => Self::Ijmes,
        }
    }
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SpellArgs {
    /// A number such as 3250000 or -12.50, or a day such as 2023-07-27
    #[arg(allow_negative_numbers = true)]
    pub(crate) value: String,
    /// Code of a currency (ISO 4217): the value is an amount of it
    #[arg(long, value_name = "CODE", conflicts_with_all = ["feminine", "hijri"])]
    pub(crate) currency: Option<String>,
    /// The thing counted is feminine
    #[arg(long)]
    pub(crate) feminine: bool,
    /// The day is one of the Hijri calendar
    #[arg(long, conflicts_with = "feminine")]
    pub(crate) hijri: bool,
    /// Case the sentence asks for
    #[arg(long, value_enum, default_value_t)]
    pub(crate) case: CaseName,
}

#[derive(Debug, Default, Clone, Copy, ValueEnum)]
pub(crate) enum CaseName {
    /// Subject
    #[default]
    Nominative,
    /// Object
    Accusative,
    /// After a preposition
    Genitive,
}

impl From<CaseName> for Case {
    fn from(name: CaseName) -> Self {
        match name {
            CaseName::Nominative => Self::Nominative,
            CaseName::Accusative => Self::Accusative,
            CaseName::Genitive => Self::Genitive,
        }
    }
}

#[derive(Debug, ClapArgs)]
pub(crate) struct NormalizeArgs {
    /// none, light, search, lucene or camel, also with a version: search@1 [default: light; none
    /// where --with is given]
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// TOML file with profiles of one's own, each a table of its name with base, with and without
    #[arg(long, value_name = "FILE")]
    pub(crate) profiles: Option<PathBuf>,
    /// Switch one option on: nfc, nfkc, presentation-forms[=letters|words], diacritics[=LIST],
    /// marks-of=last|inner, tatweel, alef[=wasla|hamza], alef-maqsura, teh-marbuta[=h|t],
    /// hamza[=seat|alone|none], look-alikes, digits[=ascii|arabic], separators, punctuation,
    /// invisibles[=all], elongation, repeated-marks, spaces, by-character. LIST joins with +: harakat,
    /// tanwin, shadda, sukun, superscript-alef, quranic, small-letters, extended
    #[arg(long, value_name = "OPTION")]
    pub(crate) with: Vec<String>,
    /// Count what each option changes, by line and in all, instead of writing the lines
    #[arg(long, conflicts_with = "diff")]
    pub(crate) report: bool,
    /// Show the places that change, each with its option, instead of writing the lines
    #[arg(long, conflicts_with = "json")]
    pub(crate) diff: bool,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SegmentArgs {
    /// Which clitics are cut off
    #[arg(long, value_enum, default_value_t)]
    pub(crate) scheme: SchemeName,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SentencesArgs {
    /// The lines were broken at a width: a line break in a paragraph ends no sentence
    #[arg(long)]
    pub(crate) wrapped: bool,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct StemArgs {
    /// Stem names like other words; else people, places, products and one-word organisations stay
    /// whole
    #[arg(long)]
    pub(crate) no_names: bool,
    /// Which stemmer
    #[arg(long, value_enum, default_value_t)]
    pub(crate) stemmer: StemmerName,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

#[derive(Debug, Default, Clone, Copy, ValueEnum)]
pub(crate) enum Offsets {
    /// Bytes of UTF-8
    Byte,
    /// Unicode code points
    #[default]
    Char,
    /// UTF-16 code units
    Utf16,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Byte => Self::Byte,
            Offsets::Char => Self::Char,
            Offsets::Utf16 => Self::Utf16,
        }
    }
}

#[derive(Debug, Default, Clone, Copy, ValueEnum)]
pub(crate) enum SchemeName {
    /// Conjunctions
    D1,
    /// The same, prepositions and the future particle
    D2,
    /// The same and pronouns
    #[default]
    Atb,
    /// The same and the article
    D3,
    /// The same and the endings of gender and number
    Full,
}

impl From<SchemeName> for Scheme {
    fn from(name: SchemeName) -> Self {
        match name {
            SchemeName::D1 => Self::D1,
            SchemeName::D2 => Self::D2,
            SchemeName::Atb => Self::Atb,
            SchemeName::D3 => Self::D3,
            SchemeName::Full => Self::Full,
        }
    }
}

#[derive(Debug, Default, Clone, Copy, ValueEnum)]
pub(crate) enum StemmerName {
    /// The Snowball stemmer for Arabic
    #[default]
    Snowball,
    /// The light stemmer of Larkey, Ballesteros and Connell, as in Lucene
    Light10,
}

impl From<StemmerName> for Stemmer {
    fn from(name: StemmerName) -> Self {
        match name {
            StemmerName::Snowball => Self::Snowball,
            StemmerName::Light10 => Self::Light10,
        }
    }
}

#[derive(Debug, Default, Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    /// If standard output is a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}
