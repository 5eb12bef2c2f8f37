//! What a run is told: one struct for the library, the command line and configuration files.

use std::fmt::{self, Display};
use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use warraq_normalize::Profile;
use warraq_quantities::Day;
use warraq_text::OffsetUnit;

use crate::analyzer::{Analyzer, Stages};
use crate::error::{Error, ErrorKind};
use crate::record::Layout;

/// How a run is carried out. The names of the fields, with `-` for `_`, are those of the flags of the
/// command line and of the keys of a configuration file.
///
/// ```
/// use warraq_batch::RunOptions;
///
/// let options = RunOptions::from_toml("stages = 'quantities'\nshard-size = '512MB'")?;
/// assert_eq!(options.shard_size.map(|size| size.bytes()), Some(512_000_000));
/// assert_eq!(RunOptions::from_toml(&options.to_toml())?, options);
/// # Ok::<(), warraq_batch::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct RunOptions {
    /// Field of JSON lines, column of tables, that holds the text.
    pub text_field: String,
    /// Field or column that names the document.
    pub id_field: String,
    /// Each line of a `.txt` is a document.
    pub lines: bool,
    /// Documents are HTML: their text is extracted; `.html` and `.htm` are read too.
    pub html: bool,
    /// Read only the files of directories that match one of these globs.
    pub include: Vec<String>,
    /// Pass over files and directories that match one of these globs.
    pub exclude: Vec<String>,
    /// Which columns are computed.
    #[serde(with = "as_text")]
    pub stages: Stages,
    /// The day from which relative dates are told; without it they are left out.
    #[serde(with = "as_optional_text", skip_serializing_if = "Option::is_none")]
    pub reference: Option<Day>,
    /// A file of names that are added to the lists; see [`crate::read_names`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gazetteer: Option<PathBuf>,
    /// Repair texts in UTF-8 that were read in another encoding before (`Ø§Ù„`). They are told in
    /// the records in any case.
    pub repair_mojibake: bool,
    /// Format of the records.
    pub format: Format,
    /// What the format `text` writes.
    pub text_form: TextForm,
    /// Name of the profile in which the format `text` normalizes.
    pub profile: String,
    /// The unit of all offsets.
    #[serde(with = "as_unit")]
    pub offsets: OffsetUnit,
    /// Leave the text out of the records.
    pub no_text: bool,
    /// Compression of the records.
    pub compress: Compress,
    /// Begin a new file of records before one would grow over this size.
    #[serde(with = "as_optional_text", skip_serializing_if = "Option::is_none")]
    pub shard_size: Option<ByteSize>,
    /// Put a BLAKE3 hash of each input into the manifest.
    pub hash_inputs: bool,
    /// Number of threads that analyze; 0 for one a core.
    pub threads: usize,
    /// Stop when more documents than this have failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_failures: Option<u64>,
    /// Stop at the first document that fails.
    pub strict: bool,
    /// Seconds between two states on disk from which a run that breaks off can go on.
    pub checkpoint: u64,
}

/// Options that change how a run goes, but no byte of the records.
const WITHOUT_EFFECT_ON_RECORDS: [&str; 4] = ["threads", "max-failures", "strict", "checkpoint"];

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            text_field: "text".to_owned(),
            id_field: "id".to_owned(),
            lines: false,
            html: false,
            include: Vec::new(),
            exclude: Vec::new(),
            stages: Stages::ALL,
            reference: None,
            gazetteer: None,
            repair_mojibake: false,
            format: Format::default(),
            text_form: TextForm::default(),
            profile: "light".to_owned(),
            offsets: OffsetUnit::Char,
            no_text: false,
            compress: Compress::default(),
            shard_size: None,
            hash_inputs: false,
            threads: 0,
            max_failures: None,
            strict: false,
            checkpoint: 10,
        }
    }
}

impl RunOptions {
    /// The options of a configuration file; what it does not say is as by default.
    ///
    /// # Errors
    /// If it is no TOML, has an unknown key or a value that is not allowed.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|e| ErrorKind::Options(e.to_string()).into())
    }

    /// All options as a configuration file, one a line.
    #[must_use]
    pub fn to_toml(&self) -> String {
        toml::to_string(self).expect("options are a flat table of simple values")
    }

    /// How records are written.
    #[must_use]
    pub fn layout(&self) -> Layout {
        Layout { offsets: self.offsets, text: !self.no_text, stages: self.stages }
    }

    /// An analyzer that computes `stages`, with the names and the day of these options.
    ///
    /// # Errors
    /// If the file of names cannot be read or has a line that is no name.
    pub(crate) fn analyzer(&self, stages: Stages) -> Result<Analyzer, Error> {
        let analyzer = Analyzer::new(stages).with_reference(self.reference);
        match &self.gazetteer {
            Some(path) => analyzer.with_names(path),
            None => Ok(analyzer),
        }
    }

    /// The stages that must run: plain text needs no more than sentences.
    pub(crate) fn needed_stages(&self) -> Stages {
        match self.format {
            Format::Jsonl | Format::Parquet => self.stages,
            Format::Conllu => Stages { sentences: true, tokens: true, ..self.stages },
            Format::Text => Stages { sentences: self.stages.sentences, ..Stages::NONE },
        }
    }

    /// Every option that may change a byte of the records, by name: all fields but the few that are
    /// known not to, so that a new one is never forgotten.
    pub(crate) fn fingerprint(&self) -> Map<String, Value> {
        let Ok(Value::Object(mut all)) = serde_json::to_value(self) else {
            unreachable!("a struct is an object")
        };
        all.retain(|name, _| !WITHOUT_EFFECT_ON_RECORDS.contains(&name.as_str()));
        all
    }

    /// # Errors
    /// If two options contradict each other or this build lacks what they need.
    pub(crate) fn check(&self) -> Result<(), Error> {
        Profile::from_str(&self.profile).map_err(|e| ErrorKind::Options(e.to_string()))?;
        let fault = match self {
            Self { format: Format::Parquet, .. } if !cfg!(feature = "arrow") => {
                "this build writes no Parquet: it lacks the feature arrow"
            }
            Self { format: Format::Parquet, compress: Compress::Gzip | Compress::Zstd, .. } => {
                "Parquet files are compressed inside: leave --compress out"
            }
            Self { text_field, .. } if text_field.is_empty() => "the text field has no name",
            _ => return Ok(()),
        };
        Err(ErrorKind::Options(fault.to_owned()).into())
    }
}

/// Format of the records.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// One JSON object a line.
    #[default]
    Jsonl,
    /// Parquet: the same columns as lists of structs, compressed with zstd.
    Parquet,
    /// CoNLL-U: a multiword range for each word with clitics.
    Conllu,
    /// Plain text, one sentence a line, an empty line between documents.
    Text,
}

impl Format {
    /// The end of the name of its files.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::Conllu => "conllu",
            Self::Text => "txt",
        }
    }
}

/// What the format `text` writes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextForm {
    /// Sentences as they are written.
    Source,
    /// Normalized sentences.
    #[default]
    Normalized,
    /// Normalized tokens with a space between them.
    Tokens,
}

/// Compression of the files that are written.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Compress {
    /// As they are.
    #[default]
    None,
    /// gzip, `.gz`.
    Gzip,
    /// zstd, `.zst`.
    Zstd,
}

impl Compress {
    /// What it adds to a file name.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Gzip => ".gz",
            Self::Zstd => ".zst",
        }
    }
}

/// A number of bytes that is written as people do: `512MB`, `2GiB`, `65536`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByteSize(u64);

impl ByteSize {
    const UNITS: [(&'static str, u64); 7] = [
        ("TB", 1_000_000_000_000),
        ("GiB", 1 << 30),
        ("GB", 1_000_000_000),
        ("MiB", 1 << 20),
        ("MB", 1_000_000),
        ("KiB", 1 << 10),
        ("KB", 1_000),
    ];

    /// So many bytes.
    #[must_use]
    pub fn new(bytes: u64) -> Self {
        Self(bytes)
    }

    /// How many bytes.
    #[must_use]
    pub fn bytes(self) -> u64 {
        self.0
    }
}

impl FromStr for ByteSize {
    type Err = InvalidSize;

    fn from_str(text: &str) -> Result<Self, InvalidSize> {
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(digits);
        let unit = unit.trim();
        let factor = Self::UNITS
            .iter()
            .find(|(name, _)| {
                unit.eq_ignore_ascii_case(name) || unit.eq_ignore_ascii_case(&name[..1])
            })
            .map_or_else(|| (unit.is_empty() || unit == "B").then_some(1), |&(_, size)| Some(size));
        factor
            .zip(number.parse::<u64>().ok())
            .and_then(|(factor, number)| number.checked_mul(factor))
            .filter(|&bytes| bytes > 0)
            .map(Self)
            .ok_or_else(|| InvalidSize(text.to_owned()))
    }
}

impl Display for ByteSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Self::UNITS.iter().find(|(_, size)| self.0.is_multiple_of(*size)) {
            Some((name, size)) => write!(f, "{}{name}", self.0 / size),
            None => write!(f, "{}", self.0),
        }
    }
}

/// Something was given for a size that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidSize(String);

impl Display for InvalidSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no size, expected a number with KB, MB, GB, KiB, MiB or GiB", self.0)
    }
}

impl std::error::Error for InvalidSize {}

/// Values that are written as the words people type.
mod as_text {
    use super::{Deserialize, Display, FromStr};
    use serde::{Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<T: Display, S: Serializer>(
        value: &T,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub(super) fn deserialize<'de, T, D>(from: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

mod as_optional_text {
    use super::{Deserialize, Display, FromStr};
    use serde::{Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<T: Display, S: Serializer>(
        value: &Option<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => to.collect_str(value),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, T, D>(from: D) -> Result<Option<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
    }
}

mod as_unit {
    use super::{Deserialize, OffsetUnit};
    use serde::{Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(unit: &OffsetUnit, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(unit.name())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<OffsetUnit, D::Error> {
        let name = String::deserialize(from)?;
        [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16]
            .into_iter()
            .find(|unit| unit.name() == name)
            .ok_or_else(|| D::Error::unknown_variant(&name, &["byte", "char", "utf16"]))
    }
}
