use crate::EntityKind;

/// What is known of a word or phrase, in one number.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Facts(u32);

/// The part a word plays beside a name. A word has at most one.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// None.
    #[default]
    None,
    /// A title or trade before a person's name: الدكتور، وزير، المخرج.
    Title,
    /// A verb whose subject is often a person: قال، أكد.
    Said,
    /// A word that says a name follows: يدعى، اسمها.
    Called,
    /// Announces an organisation and stays outside its name: شركة، صحيفة.
    OrganisationOutside,
    /// Head of an organisation's name: جامعة، وزارة.
    OrganisationInside,
    /// Announces a place and stays outside its name: مدينة، بلدة.
    LocationOutside,
    /// Head of a place's name: مطار، شارع.
    LocationInside,
    /// Announces a work: فيلم، رواية.
    WorkOutside,
    /// Announces a product: تطبيق، طراز.
    ProductOutside,
    /// Head of an event's name: كأس، مهرجان.
    EventInside,
    /// Announces an event and stays outside its name: سباق، إعصار.
    EventOutside,
    /// A nationality or region as an adjective: فرنسي، الأوروبية.
    Nationality,
    /// A joint inside a person's name that asks for another word: بن، أبو، عبد، فان.
    Particle,
    /// An adjective that makes a name of an institution's head: الوطنية، العليا.
    Institutional,
    /// A function word, month or weekday: never in a name.
    Never,
    /// What numbers count: currencies, units, people. Never in a name.
    Unit,
    /// A complement that leaves an institution's head a common noun: مجلس الإدارة.
    Generic,
    /// Last word of a company's name: القابضة، المحدودة.
    Tail,
}

const CLASSES: [Class; 19] = [
    Class::None,
    Class::Title,
    Class::Said,
    Class::Called,
    Class::OrganisationOutside,
    Class::OrganisationInside,
    Class::LocationOutside,
    Class::LocationInside,
    Class::WorkOutside,
    Class::ProductOutside,
    Class::EventInside,
    Class::EventOutside,
    Class::Nationality,
    Class::Particle,
    Class::Institutional,
    Class::Never,
    Class::Unit,
    Class::Generic,
    Class::Tail,
];

const CLASS_SHIFT: u32 = 16;
const KIND_SHIFT: u32 = 6;
const PREFIX: u32 = 1 << 9;
const AMBIGUOUS: u32 = 1 << 10;
const GIVEN: u32 = 1 << 11;
const SURNAME: u32 = 1 << 12;
const COUNTRY: u32 = 1 << 13;
const COMMON: u32 = 1 << 14;
const BY_SOUND: u32 = 1 << 15;
const FOREIGN: u32 = 1 << 21;
const SMALL: u32 = 1 << 22;
const CLUB: u32 = 1 << 23;
const OWN: u32 = 1 << 24;
/// The last of them.
const ARAB: u32 = 1 << 25;

impl Facts {
    /// How many bits they have.
    pub(super) const BITS: u32 = ARAB.ilog2() + 1;

    pub(super) fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    fn has(self, bit: u32) -> bool {
        self.0 & bit != 0
    }

    /// The kind that the whole phrase most often names.
    #[must_use]
    pub fn kind(self) -> Option<EntityKind> {
        EntityKind::ALL.get(((self.0 >> KIND_SHIFT & 7) as usize).wrapping_sub(1)).copied()
    }

    /// Whether the whole phrase may name a thing of this kind.
    #[must_use]
    pub fn may_be(self, kind: EntityKind) -> bool {
        self.has(1 << kind as u32)
    }

    /// The part it plays beside a name.
    #[must_use]
    pub fn class(self) -> Class {
        CLASSES.get((self.0 >> CLASS_SHIFT & 31) as usize).copied().unwrap_or_default()
    }

    /// Whether a longer phrase begins with it.
    #[must_use]
    pub fn is_prefix(self) -> bool {
        self.has(PREFIX)
    }

    /// Whether, as a name, it needs evidence from beside it.
    #[must_use]
    pub fn is_ambiguous(self) -> bool {
        self.has(AMBIGUOUS)
    }

    /// Whether it is a given name.
    #[must_use]
    pub fn is_given(self) -> bool {
        self.has(GIVEN)
    }

    /// Whether it is a surname.
    #[must_use]
    pub fn is_surname(self) -> bool {
        self.has(SURNAME)
    }

    /// Whether it is a given name or a surname.
    #[must_use]
    pub fn is_name_part(self) -> bool {
        self.has(GIVEN | SURNAME)
    }

    /// Whether it is a given name or surname of another language.
    #[must_use]
    pub fn is_foreign(self) -> bool {
        self.has(FOREIGN)
    }

    /// Whether people of Arab states bear it as a given name or surname.
    #[must_use]
    pub fn is_arab(self) -> bool {
        self.has(ARAB)
    }

    /// Whether it is the name of a state.
    #[must_use]
    pub fn is_country(self) -> bool {
        self.has(COUNTRY)
    }

    /// Whether it is a small place whose name may well be something else.
    #[must_use]
    pub fn is_small(self) -> bool {
        self.has(SMALL)
    }

    /// Whether it is the name of a sports club.
    #[must_use]
    pub fn is_club(self) -> bool {
        self.has(CLUB)
    }

    /// Whether a user says that it is a name.
    #[must_use]
    pub fn is_own(self) -> bool {
        self.has(OWN)
    }

    /// Whether it occurs in texts as a word that is no name.
    #[must_use]
    pub fn is_common(self) -> bool {
        self.has(COMMON)
    }

    /// Whether its Latin name is that by which foreigners know it: the Arabic form follows its sound, or is
    /// the Arabs' own name of a foreign place (لاهاي).
    #[must_use]
    pub fn is_by_sound(self) -> bool {
        self.has(BY_SOUND)
    }

    /// With one more kind; the first kind added is the one it most often names.
    #[must_use]
    pub fn with_kind(self, kind: EntityKind) -> Self {
        let first = if self.kind().is_none() { (kind as u32 + 1) << KIND_SHIFT } else { 0 };
        Self(self.0 | 1 << kind as u32 | first)
    }

    /// With a class, if it has none yet.
    #[must_use]
    pub fn with_class(self, class: Class) -> Self {
        if self.class() == Class::None {
            Self(self.0 | (class as u32) << CLASS_SHIFT)
        } else {
            self
        }
    }

    /// What both say; kinds and class of `self` go first.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        const FLAGS: u32 = !(7 << KIND_SHIFT | 31 << CLASS_SHIFT);
        let kinds = match (self.kind(), other.kind()) {
            (None, Some(kind)) => self.with_kind(kind),
            _ => self,
        };
        Self(kinds.with_class(other.class()).0 | other.0 & FLAGS)
    }
}

macro_rules! flag_setters {
    ($($(#[$doc:meta])* $name:ident = $bit:ident;)*) => {
        impl Facts {
            $($(#[$doc])* #[must_use] pub fn $name(self) -> Self { Self(self.0 | $bit) })*
        }
    };
}

flag_setters! {
    /// As the beginning of a longer phrase.
    prefix = PREFIX;
    /// As a name that needs evidence.
    ambiguous = AMBIGUOUS;
    /// As a given name.
    given = GIVEN;
    /// As a surname.
    surname = SURNAME;
    /// As a state.
    country = COUNTRY;
    /// As a common word.
    common = COMMON;
    /// As written by the sound of its Latin name.
    by_sound = BY_SOUND;
    /// As a part of names of another language.
    foreign = FOREIGN;
    /// As a part of names of Arabs.
    arab = ARAB;
    /// As a small place.
    small = SMALL;
    /// As a sports club.
    club = CLUB;
    /// As a name that a user believes in.
    own = OWN;
}
