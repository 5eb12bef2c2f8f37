use std::fmt;
use std::str::FromStr;

/// What a [`Normalizer`](crate::Normalizer) changes; each field is one class of characters. The
/// default changes nothing.
///
/// The names in brackets are those of the command line (`--with NAME`) and of [`Options::set`].
#[derive(Debug, Default, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Canonical composition, Unicode normalization form C (`nfc`).
    pub nfc: bool,
    /// Arabic presentation forms as letters and marks; no other compatibility character changes
    /// (`presentation-forms`). ﷽ has no decomposition in Unicode and stays.
    pub presentation_forms: bool,
    /// With `presentation_forms`: leaves the ligatures ﷺ ﷻ ﷼, which stand for several words or a
    /// sign, as they are.
    pub keep_phrase_ligatures: bool,
    /// Leaves out harakat, tanwin, shadda, sukun, superscript alef, Quranic marks (`diacritics`).
    pub diacritics: bool,
    /// Leaves out tatweel, U+0640 (`tatweel`).
    pub tatweel: bool,
    /// أ إ آ ٱ as ا (`alef`).
    pub alef: bool,
    /// ى as ي (`alef-maqsura`).
    pub alef_maqsura: bool,
    /// ة as ه (`teh-marbuta`).
    pub teh_marbuta: bool,
    /// ؤ as و and ئ as ي (`hamza`).
    pub hamza: bool,
    /// Persian and Urdu letters that look like Arabic ones as these (`look-alikes`).
    pub look_alikes: bool,
    /// Digits of one set (`digits=ascii` or `digits=arabic`).
    pub digits: Option<Digits>,
    /// ٫ ٬ ٪ as . , % (`separators`).
    pub separators: bool,
    /// Arabic and typographic punctuation as ASCII, … as three dots (`punctuation`).
    pub punctuation: bool,
    /// Leaves out bidi controls, zero-width characters, soft hyphens; joiners in emoji stay
    /// (`invisibles`).
    pub invisibles: bool,
    /// Four or more of the same Arabic letter as one (`elongation`). Three occur in words: تتتابع.
    pub elongation: bool,
    /// The same mark twice on one letter as one (`repeated-marks`).
    pub repeated_marks: bool,
    /// Spaces of any width as U+0020 (`spaces`).
    pub spaces: bool,
}

/// A set of decimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    /// 0123456789
    Ascii,
    /// ٠١٢٣٤٥٦٧٨٩
    Arabic,
}

/// A named set of options.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Changes nothing.
    None,
    /// The view of all stages: no letter loses its identity.
    #[default]
    Light,
    /// `Light`, and what searchers do not tell apart.
    Search,
}

/// The names of the options, in the order in which they are documented.
const NAMES: [&str; 16] = [
    "nfc",
    "presentation-forms",
    "diacritics",
    "tatweel",
    "alef",
    "alef-maqsura",
    "teh-marbuta",
    "hamza",
    "look-alikes",
    "digits",
    "separators",
    "punctuation",
    "invisibles",
    "elongation",
    "repeated-marks",
    "spaces",
];

impl Options {
    /// Switches on the option called `name`, given as `NAME` or `NAME=VALUE`.
    ///
    /// # Errors
    /// If there is no such option or value.
    ///
    /// ```
    /// use warraq_normalize::{Digits, Options};
    /// let mut options = Options::default();
    /// options.set("digits=arabic")?;
    /// assert_eq!(options.digits, Some(Digits::Arabic));
    /// # Ok::<(), warraq_normalize::UnknownName>(())
    /// ```
    pub fn set(&mut self, name: &str) -> Result<(), UnknownName> {
        match name {
            "nfc" => self.nfc = true,
            "presentation-forms" => self.presentation_forms = true,
            "diacritics" => self.diacritics = true,
            "tatweel" => self.tatweel = true,
            "alef" => self.alef = true,
            "alef-maqsura" => self.alef_maqsura = true,
            "teh-marbuta" => self.teh_marbuta = true,
            "hamza" => self.hamza = true,
            "look-alikes" => self.look_alikes = true,
            "digits" | "digits=ascii" => self.digits = Some(Digits::Ascii),
            "digits=arabic" => self.digits = Some(Digits::Arabic),
            "separators" => self.separators = true,
            "punctuation" => self.punctuation = true,
            "invisibles" => self.invisibles = true,
            "elongation" => self.elongation = true,
            "repeated-marks" => self.repeated_marks = true,
            "spaces" => self.spaces = true,
            _ => return Err(UnknownName::new("option", name, &NAMES)),
        }
        Ok(())
    }
}

impl From<Profile> for Options {
    fn from(profile: Profile) -> Self {
        let light = Options {
            nfc: true,
            presentation_forms: true,
            keep_phrase_ligatures: true,
            diacritics: true,
            tatweel: true,
            digits: Some(Digits::Ascii),
            invisibles: true,
            ..Options::default()
        };
        match profile {
            Profile::None => Options::default(),
            Profile::Light => light,
            Profile::Search => Options {
                keep_phrase_ligatures: false,
                alef: true,
                alef_maqsura: true,
                teh_marbuta: true,
                look_alikes: true,
                separators: true,
                spaces: true,
                ..light
            },
        }
    }
}

impl FromStr for Profile {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "none" => Ok(Self::None),
            "light" => Ok(Self::Light),
            "search" => Ok(Self::Search),
            _ => Err(UnknownName::new("profile", name, &["none", "light", "search"])),
        }
    }
}

/// A profile or option was named that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    what: &'static str,
    name: String,
    known: &'static [&'static str],
}

impl UnknownName {
    fn new(what: &'static str, name: &str, known: &'static [&'static str]) -> Self {
        Self { what, name: name.to_owned(), known }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "unknown {} {:?}, expected one of {}",
            self.what,
            self.name,
            self.known.join(", ")
        )
    }
}

impl std::error::Error for UnknownName {}
