use std::ops::BitOr;

/// A set of classes of marks (Unicode 17.0). Combining hamza and madda (U+0653–U+0655) are parts of
/// letters and in none of them.
///
/// ```
/// use warraq_normalize::Marks;
///
/// let marks = Marks::HARAKAT | Marks::SHADDA;
/// assert!(marks.contains('\u{064E}')); // ARABIC FATHA
/// assert!(!marks.contains('\u{064B}')); // ARABIC FATHATAN
/// ```
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Marks(u8);

impl Marks {
    /// No mark.
    pub const NONE: Self = Self(0);
    /// Fatha, damma, kasra.
    pub const HARAKAT: Self = Self(1);
    /// Fathatan, dammatan, kasratan.
    pub const TANWIN: Self = Self(1 << 1);
    /// Shadda.
    pub const SHADDA: Self = Self(1 << 2);
    /// Sukun.
    pub const SUKUN: Self = Self(1 << 3);
    /// Superscript alef.
    pub const SUPERSCRIPT_ALEF: Self = Self(1 << 4);
    /// Honorifics, signs of pause and recitation (U+0610–U+061A, U+06D6–U+06ED).
    pub const QURANIC: Self = Self(1 << 5);
    /// Small waw and small yeh.
    pub const SMALL_LETTERS: Self = Self(1 << 6);
    /// Marks of other languages and traditions (U+0656–U+065F, blocks Arabic Extended-A and -B).
    pub const EXTENDED: Self = Self(1 << 7);
    /// Every mark.
    pub const ALL: Self = Self(u8::MAX);

    /// The classes with their names, in the order in which they are documented.
    pub(crate) const NAMES: [(&'static str, Self); 9] = [
        ("harakat", Self::HARAKAT),
        ("tanwin", Self::TANWIN),
        ("shadda", Self::SHADDA),
        ("sukun", Self::SUKUN),
        ("superscript-alef", Self::SUPERSCRIPT_ALEF),
        ("quranic", Self::QURANIC),
        ("small-letters", Self::SMALL_LETTERS),
        ("extended", Self::EXTENDED),
        ("all", Self::ALL),
    ];

    /// The class that `c` belongs to, [`Marks::NONE`] if it is no mark.
    #[must_use]
    pub fn of(c: char) -> Self {
        match c {
            '\u{064E}'..='\u{0650}' => Self::HARAKAT,
            '\u{064B}'..='\u{064D}' => Self::TANWIN,
            '\u{0651}' => Self::SHADDA,
            '\u{0652}' => Self::SUKUN,
            '\u{0670}' => Self::SUPERSCRIPT_ALEF,
            '\u{06E5}' | '\u{06E6}' => Self::SMALL_LETTERS,
            '\u{0610}'..='\u{061A}'
            | '\u{06D6}'..='\u{06DC}'
            | '\u{06DF}'..='\u{06E4}'
            | '\u{06E7}'..='\u{06E8}'
            | '\u{06EA}'..='\u{06ED}' => Self::QURANIC,
            '\u{0656}'..='\u{065F}'
            | '\u{0897}'..='\u{089F}'
            | '\u{08CA}'..='\u{08E1}'
            | '\u{08E3}'..='\u{08FF}' => Self::EXTENDED,
            _ => Self::NONE,
        }
    }

    /// Whether `c` is a mark of one of the classes.
    #[must_use]
    pub fn contains(self, c: char) -> bool {
        Self::of(c).0 & self.0 != 0
    }

    /// Whether no class is in the set.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Marks {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
