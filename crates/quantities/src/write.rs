//! Numbers, amounts and dates in Arabic words, as grammar has them.
//!
//! ```
//! use warraq_quantities::{Currency, write};
//! use write::{Case, Gender};
//!
//! assert_eq!(
//!     write::number(3_250_018, Gender::Feminine, Case::Nominative).as_deref(),
//!     Some("ثلاثة ملايين ومئتان وخمسون ألفاً وثماني عشرة"),
//! );
//! let pound = Currency::from_code("GBP").unwrap();
//! assert_eq!(
//!     write::money("3250000".parse().unwrap(), pound, Case::Nominative).as_deref(),
//!     Some("ثلاثة ملايين ومئتان وخمسون ألف جنيه إسترليني"),
//! );
//! let day = "2023-07-27".parse().unwrap();
//! assert_eq!(
//!     write::date(day, Default::default(), Case::Nominative).as_deref(),
//!     Some("السابع والعشرون من يوليو عام ألفين وثلاثة وعشرين"),
//! );
//! ```
//!
//! What is counted decides the gender, the place in the sentence the case. Modern spelling is used:
//! «مئة», «ثلاثمئة» in one word; marks are written only on «ثمانٍ» and in tanwin on alef. One and two
//! beside hundreds are told before the noun («مئة وواحد دولار»), as banks do.

mod date;
mod money;
mod number;

pub use date::date;
pub use money::money;
pub use number::{decimal, number};

/// The gender of what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gender {
    /// «كتاب», «دينار».
    #[default]
    Masculine,
    /// «سنة», «ليرة».
    Feminine,
}

/// The case that the sentence asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Case {
    /// Subject: «ألفان».
    #[default]
    Nominative,
    /// Object: «ألفين», «ثمانياً».
    Accusative,
    /// After a preposition or in construct: «ألفين».
    Genitive,
}

impl Case {
    fn is_nominative(self) -> bool {
        self == Self::Nominative
    }

    /// The ending of «عشرون» and «مسلمون».
    fn plural_ending(self) -> &'static str {
        if self.is_nominative() { "ون" } else { "ين" }
    }

    /// The ending of the dual.
    fn dual_ending(self) -> &'static str {
        if self.is_nominative() { "ان" } else { "ين" }
    }

    /// The ending of the dual before a noun: «ألفا دولار».
    fn construct_ending(self) -> &'static str {
        if self.is_nominative() { "ا" } else { "ي" }
    }
}

/// Whether a noun counted stands right after the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Absolute,
    Construct,
}
