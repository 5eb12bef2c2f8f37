use std::fmt;

use crate::marks::Marks;

/// What a [`Normalizer`](crate::Normalizer) changes; each field is one class of characters. The
/// default changes nothing.
///
/// The names in brackets are those of the command line (`--with NAME`) and of [`Options::set`].
#[derive(Debug, Default, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Canonical composition, Unicode normalization form C (`nfc`).
    pub nfc: bool,
    /// Compatibility composition, form KC, of every script (`nfkc`): ½, ﬁ and x² change too.
    pub nfkc: bool,
    /// Arabic presentation forms as letters and marks; no other compatibility character changes
    /// (`presentation-forms`).
    pub presentation_forms: Option<Forms>,
    /// Marks that are left out (`diacritics`, or a list such as `diacritics=harakat+shadda`).
    pub diacritics: Marks,
    /// Of which letters marks are left out (`marks-of=all`, `marks-of=last`, `marks-of=inner`).
    pub marks_of: MarksOf,
    /// Leaves out tatweel, U+0640 (`tatweel`).
    pub tatweel: bool,
    /// Forms of alef as ا (`alef`, `alef=wasla`, `alef=hamza`).
    pub alef: Option<Alef>,
    /// ى as ي (`alef-maqsura`).
    pub alef_maqsura: bool,
    /// ة as another letter (`teh-marbuta=h`, `teh-marbuta=t`).
    pub teh_marbuta: Option<TehMarbuta>,
    /// The carriers of hamza ؤ and ئ (`hamza=seat`, `hamza=alone`, `hamza=none`).
    pub hamza: Option<Hamza>,
    /// Persian and Urdu letters that look like Arabic ones as these (`look-alikes`).
    pub look_alikes: bool,
    /// Digits of one set (`digits=ascii` or `digits=arabic`).
    pub digits: Option<Digits>,
    /// ٫ ٬ ٪ as . , % (`separators`).
    pub separators: bool,
    /// Arabic and typographic punctuation as ASCII, … as three dots (`punctuation`).
    pub punctuation: bool,
    /// Leaves out bidi controls, zero-width characters, soft hyphens; joiners in emoji stay
    /// (`invisibles`, `invisibles=all`).
    pub invisibles: Option<Invisibles>,
    /// Four or more of the same Arabic letter as one, but in addresses of the web (`elongation`). Three occur
    /// in words: تتتابع.
    pub elongation: bool,
    /// The same mark twice on one letter as one (`repeated-marks`).
    pub repeated_marks: bool,
    /// Spaces of any width as U+0020 (`spaces`).
    pub spaces: bool,
    /// Looks at each character for itself, as other programs do: a letter whose hamza is written as a
    /// combining mark is not treated like the composed one, and `nfc` and `nfkc` compose the source as it
    /// stands, not what is left of it (`by-character`).
    pub by_character: bool,
}

/// What is done with presentation forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forms {
    /// Letters and their ligatures; what stands for several words or a sign, ﷺ ﷻ ﷼ ﷽, stays
    /// (`presentation-forms=letters`).
    Letters,
    /// All that Unicode decomposes, so not ﷽ (`presentation-forms`).
    Decomposed,
    /// The same, and ﷽ as its four words (`presentation-forms=words`).
    Words,
}

/// The letters whose marks are left out.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum MarksOf {
    /// Every letter.
    #[default]
    All,
    /// The last letter of each word: the ending goes, the vowels of the word stay.
    Last,
    /// Every letter but the last of each word: only the ending stays.
    Inner,
}

/// Which forms of alef are folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alef {
    /// أ إ آ (`alef=hamza`)
    Hamza,
    /// The same and ٱ (`alef=wasla`)
    Wasla,
    /// The same and the letters ٲ ٳ ٵ of other languages (`alef`).
    All,
}

/// What is written for ة.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TehMarbuta {
    /// ه
    Heh,
    /// ت
    Teh,
}

/// What is written for ؤ and ئ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hamza {
    /// و and ي
    Seat,
    /// ء
    Alone,
    /// و and ي, and ء is left out.
    None,
}

/// A set of decimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    /// 0123456789
    Ascii,
    /// ٠١٢٣٤٥٦٧٨٩
    Arabic,
}

/// Which invisible characters are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invisibles {
    /// All but the joiners that change what is seen: those in emoji, and a zero-width non-joiner
    /// between two letters.
    Unseen,
    /// All but the joiners in emoji.
    All,
}

/// An option: its name, the values it takes besides none, and what it does.
struct Switch {
    name: &'static str,
    /// Empty if it takes none; the first is meant where none is given.
    values: &'static [&'static str],
    apply: fn(&mut Options, Option<&str>),
}

/// The options in the order in which they are documented.
const SWITCHES: [Switch; 19] = [
    Switch { name: "nfc", values: &[], apply: |o, v| o.nfc = v.is_some() },
    Switch { name: "nfkc", values: &[], apply: |o, v| o.nfkc = v.is_some() },
    Switch {
        name: "presentation-forms",
        values: &["decomposed", "letters", "words"],
        apply: |o, v| {
            o.presentation_forms = v.map(|v| match v {
                "letters" => Forms::Letters,
                "words" => Forms::Words,
                _ => Forms::Decomposed,
            });
        },
    },
    Switch {
        name: "diacritics",
        values: &["all"],
        apply: |o, v| o.diacritics = v.and_then(mark_classes).unwrap_or_default(),
    },
    Switch {
        name: "marks-of",
        values: &["all", "last", "inner"],
        apply: |o, v| {
            o.marks_of = match v {
                Some("last") => MarksOf::Last,
                Some("inner") => MarksOf::Inner,
                _ => MarksOf::All,
            };
        },
    },
    Switch { name: "tatweel", values: &[], apply: |o, v| o.tatweel = v.is_some() },
    Switch {
        name: "alef",
        values: &["all", "wasla", "hamza"],
        apply: |o, v| {
            o.alef = v.map(|v| match v {
                "hamza" => Alef::Hamza,
                "wasla" => Alef::Wasla,
                _ => Alef::All,
            });
        },
    },
    Switch { name: "alef-maqsura", values: &[], apply: |o, v| o.alef_maqsura = v.is_some() },
    Switch {
        name: "teh-marbuta",
        values: &["h", "t"],
        apply: |o, v| {
            o.teh_marbuta = v.map(|v| if v == "t" { TehMarbuta::Teh } else { TehMarbuta::Heh });
        },
    },
    Switch {
        name: "hamza",
        values: &["seat", "alone", "none"],
        apply: |o, v| {
            o.hamza = v.map(|v| match v {
                "alone" => Hamza::Alone,
                "none" => Hamza::None,
                _ => Hamza::Seat,
            });
        },
    },
    Switch { name: "look-alikes", values: &[], apply: |o, v| o.look_alikes = v.is_some() },
    Switch {
        name: "digits",
        values: &["ascii", "arabic"],
        apply: |o, v| {
            o.digits = v.map(|v| if v == "arabic" { Digits::Arabic } else { Digits::Ascii });
        },
    },
    Switch { name: "separators", values: &[], apply: |o, v| o.separators = v.is_some() },
    Switch { name: "punctuation", values: &[], apply: |o, v| o.punctuation = v.is_some() },
    Switch {
        name: "invisibles",
        values: &["unseen", "all"],
        apply: |o, v| {
            o.invisibles = v.map(|v| if v == "all" { Invisibles::All } else { Invisibles::Unseen });
        },
    },
    Switch { name: "elongation", values: &[], apply: |o, v| o.elongation = v.is_some() },
    Switch { name: "repeated-marks", values: &[], apply: |o, v| o.repeated_marks = v.is_some() },
    Switch { name: "spaces", values: &[], apply: |o, v| o.spaces = v.is_some() },
    Switch { name: "by-character", values: &[], apply: |o, v| o.by_character = v.is_some() },
];

fn mark_classes(list: &str) -> Option<Marks> {
    list.split('+')
        .map(|name| Some(Marks::NAMES.iter().find(|(known, _)| *known == name)?.1))
        .try_fold(Marks::NONE, |marks, class| Some(marks | class?))
}

impl Options {
    /// The names of all options with every value they take: what [`Options::set`] reads, but for lists of
    /// classes of marks.
    pub fn names() -> impl Iterator<Item = String> {
        let classes = Marks::NAMES.iter().map(|(name, _)| format!("diacritics={name}"));
        let switches = SWITCHES.iter().filter(|switch| switch.name != "diacritics");
        let named = switches.flat_map(|switch| {
            let values = switch.values.iter().map(|value| format!("{}={value}", switch.name));
            let alone = switch.values.is_empty().then(|| switch.name.to_owned());
            alone.into_iter().chain(values)
        });
        named.chain(classes)
    }

    /// Switches on the option called `name`, given as `NAME` or `NAME=VALUE`.
    ///
    /// # Errors
    /// If there is no such option or value.
    ///
    /// ```
    /// use warraq_normalize::{Digits, Marks, Options};
    /// let mut options = Options::default();
    /// options.set("digits=arabic")?;
    /// options.set("diacritics=tanwin+shadda")?;
    /// assert_eq!(options.digits, Some(Digits::Arabic));
    /// assert_eq!(options.diacritics, Marks::TANWIN | Marks::SHADDA);
    /// # Ok::<(), warraq_normalize::UnknownName>(())
    /// ```
    pub fn set(&mut self, name: &str) -> Result<(), UnknownName> {
        let (option, value) = match name.split_once('=') {
            Some((option, value)) => (option, Some(value)),
            None => (name, None),
        };
        let switch = switch(option)?;
        let known = |value| {
            switch.values.contains(&value)
                || switch.name == "diacritics" && mark_classes(value).is_some()
        };
        match value {
            None => (switch.apply)(self, Some(switch.values.first().copied().unwrap_or_default())),
            Some(value) if known(value) => (switch.apply)(self, Some(value)),
            Some(_) if switch.name == "diacritics" => {
                let classes = Marks::NAMES.map(|(class, _)| class);
                return Err(UnknownName::new("list of marks", name, &classes));
            }
            Some(_) => return Err(UnknownName::new("value in", name, switch.values)),
        }
        Ok(())
    }

    /// Switches off the option called `name`.
    ///
    /// # Errors
    /// If there is no such option.
    pub fn unset(&mut self, name: &str) -> Result<(), UnknownName> {
        (switch(name)?.apply)(self, None);
        Ok(())
    }
}

fn switch(name: &str) -> Result<&'static Switch, UnknownName> {
    SWITCHES
        .iter()
        .find(|switch| switch.name == name)
        .ok_or_else(|| UnknownName::new("option", name, &SWITCHES.map(|switch| switch.name)))
}

/// A profile, an option or a value was named that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    what: &'static str,
    name: String,
    known: String,
}

impl UnknownName {
    pub(crate) fn new(what: &'static str, name: &str, known: &[&str]) -> Self {
        Self { what, name: name.to_owned(), known: known.join(", ") }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} {:?}, expected one of {}", self.what, self.name, self.known)
    }
}

impl std::error::Error for UnknownName {}
