use std::fmt;
use std::str::FromStr;

use crate::marks::Marks;
use crate::options::{Alef, Digits, Forms, Invisibles, Options, TehMarbuta, UnknownName};

/// A named set of options.
///
/// A profile has a version: the same name and version give the same bytes in every release. The
/// name alone means the newest version.
///
/// ```
/// use warraq_normalize::Profile;
///
/// assert_eq!("search".parse(), Ok(Profile::Search));
/// assert_eq!("search@1".parse(), Ok(Profile::Search));
/// assert_eq!(Profile::Search.to_string(), "search@1");
/// assert!("search@2".parse::<Profile>().is_err());
/// ```
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Profile {
    /// Changes nothing.
    None,
    /// The view of all stages: no letter loses its identity.
    #[default]
    Light,
    /// `Light`, and what searchers do not tell apart.
    Search,
    /// What Lucene's `ArabicNormalizer` writes, byte for byte: harakat, tanwin, shadda, sukun and tatweel left
    /// out, أ إ آ as ا, ى as ي, ة as ه, each character for itself.
    Lucene,
    /// What CAMeL Tools' `normalize_unicode`, `dediac_ar`, `normalize_alef_ar`, `normalize_alef_maksura_ar` and
    /// `normalize_teh_marbuta_ar` write one after the other, byte for byte.
    Camel,
}

impl Profile {
    /// Every profile.
    pub const ALL: [Self; 5] = [Self::None, Self::Light, Self::Search, Self::Lucene, Self::Camel];

    /// Its name, without the version.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Light => "light",
            Self::Search => "search",
            Self::Lucene => "lucene",
            Self::Camel => "camel",
        }
    }

    /// Its version.
    #[must_use]
    pub fn version(self) -> u32 {
        1
    }
}

impl From<Profile> for Options {
    fn from(profile: Profile) -> Self {
        match profile {
            Profile::None => Options::default(),
            Profile::Light => light(),
            Profile::Search => search(),
            Profile::Lucene => lucene(),
            Profile::Camel => camel(),
        }
    }
}

fn light() -> Options {
    Options {
        nfc: true,
        presentation_forms: Some(Forms::Letters),
        diacritics: Marks::ALL,
        tatweel: true,
        digits: Some(Digits::Ascii),
        invisibles: Some(Invisibles::All),
        ..Options::default()
    }
}

fn search() -> Options {
    Options {
        presentation_forms: Some(Forms::Decomposed),
        alef: Some(Alef::All),
        alef_maqsura: true,
        teh_marbuta: Some(TehMarbuta::Heh),
        look_alikes: true,
        separators: true,
        spaces: true,
        ..light()
    }
}

fn lucene() -> Options {
    Options {
        diacritics: Marks::HARAKAT | Marks::TANWIN | Marks::SHADDA | Marks::SUKUN,
        tatweel: true,
        alef: Some(Alef::Hamza),
        alef_maqsura: true,
        teh_marbuta: Some(TehMarbuta::Heh),
        by_character: true,
        ..Options::default()
    }
}

fn camel() -> Options {
    Options {
        nfkc: true,
        presentation_forms: Some(Forms::Words),
        diacritics: Marks::HARAKAT
            | Marks::TANWIN
            | Marks::SHADDA
            | Marks::SUKUN
            | Marks::SUPERSCRIPT_ALEF,
        alef: Some(Alef::Wasla),
        alef_maqsura: true,
        teh_marbuta: Some(TehMarbuta::Heh),
        by_character: true,
        ..Options::default()
    }
}

impl FromStr for Profile {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let is_named = |profile: &Profile| name == profile.name() || name == profile.to_string();
        let names: Vec<_> = Self::ALL.iter().map(ToString::to_string).collect();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        Self::ALL
            .into_iter()
            .find(is_named)
            .ok_or_else(|| UnknownName::new("profile", name, &names))
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.name(), self.version())
    }
}
