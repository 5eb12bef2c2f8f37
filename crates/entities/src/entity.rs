use warraq_text::Span;

/// A mention of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Place of the name in the view, in bytes, without joined proclitics, titles and quotes.
    pub span: Span,
    /// What kind of thing the name names.
    pub kind: EntityKind,
    /// The letters the mention is written in.
    pub script: Script,
    /// Name in Latin letters of a foreign name that is written in Arabic letters by its sound;
    /// only the part that the mention contains.
    pub latin: Option<Box<str>>,
    /// Where the Latin name is from; `None` if there is none.
    pub latin_source: Option<LatinSource>,
    /// Mentions of one document with the same number name the same thing.
    pub link: u32,
}

/// What kind of thing a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// A person, real or invented.
    Person,
    /// A company, paper, club, ministry, court, hospital, university …
    Organisation,
    /// A state, city, street, building, river, planet …
    Location,
    /// A book, film, series, song …
    Work,
    /// A model, programme, network, index, spacecraft …
    Product,
    /// A tournament, festival, battle, holiday …
    Event,
}

impl EntityKind {
    /// All kinds, in the order of their declaration.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Organisation, Self::Location, Self::Work, Self::Product, Self::Event];

    /// The name the records use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organisation => "ORG",
            Self::Location => "LOC",
            Self::Work => "WORK",
            Self::Product => "PRODUCT",
            Self::Event => "EVENT",
        }
    }
}

/// Where a Latin name is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LatinSource {
    /// A mention in Latin letters of the same document.
    Document,
    /// The lists, as a whole or word by word.
    Gazetteer,
    /// Spelled by its sound, in whole or in part: a guess that sounds right, whose letters may not
    /// be those of the bearer.
    Generated,
}

impl LatinSource {
    /// The name the records use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Gazetteer => "gazetteer",
            Self::Generated => "generated",
        }
    }
}

/// The letters a mention is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Arabic letters, or no letters at all.
    Arabic,
    /// Latin letters only.
    Latin,
    /// Both.
    Mixed,
}

impl Script {
    /// The name the records use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Arabic => "arabic",
            Self::Latin => "latin",
            Self::Mixed => "mixed",
        }
    }

    /// The script of the letters of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let latin = text.chars().any(is_latin_letter);
        let arabic =
            text.chars().any(|c| ('\u{0620}'..='\u{06FF}').contains(&c) && c.is_alphabetic());
        match (latin, arabic) {
            (true, true) => Self::Mixed,
            (true, false) => Self::Latin,
            _ => Self::Arabic,
        }
    }
}

pub(crate) fn is_latin_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{00C0}'..='\u{024F}').contains(&c) && c.is_alphabetic()
}
