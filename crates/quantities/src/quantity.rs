use std::fmt;

use rust_decimal::Decimal;
use warraq_text::Span;

use crate::{Currency, Date, Unit, days};

/// A quantity and what it says.
///
/// Fields that do not apply are empty. An interval has `min` and `max` and no `value`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// Place in the view, in bytes.
    pub span: Span,
    /// What is told.
    pub kind: QuantityKind,
    /// The number in units of `unit` or `currency`, in percent for [`QuantityKind::Percent`].
    pub value: Option<Decimal>,
    /// Lower end of an interval.
    pub min: Option<Decimal>,
    /// Upper end of an interval.
    pub max: Option<Decimal>,
    /// The currency, where it is certain.
    pub currency: Option<Currency>,
    /// The currencies that a bare noun such as «دينار» may stand for, where none is certain.
    pub candidates: &'static [Currency],
    /// The unit of a measure, duration or age.
    pub unit: Option<Unit>,
    /// «سنوياً», «للبرميل»: the amount is per this unit.
    pub per: Option<Unit>,
    /// «نحو», «أكثر من»: how exact the number claims to be.
    pub approx: Option<Approx>,
    /// The date or time of day.
    pub date: Option<Date>,
    /// The calendar of a date.
    pub calendar: Option<Calendar>,
}

impl Quantity {
    pub(crate) fn new(span: Span, kind: QuantityKind) -> Self {
        Self {
            span,
            kind,
            value: None,
            min: None,
            max: None,
            currency: None,
            candidates: &[],
            unit: None,
            per: None,
            approx: None,
            date: None,
            calendar: None,
        }
    }

    pub(crate) fn with_value(span: Span, kind: QuantityKind, value: Decimal) -> Self {
        Self { value: Some(value), ..Self::new(span, kind) }
    }
}

impl Quantity {
    /// The date in a calendar: as it is told, or converted between the Gregorian and the Umm al-Qura
    /// calendar. Only whole days of the years 1300 to 1600 of the Hijra are converted.
    ///
    /// ```
    /// # use warraq_normalize::Normalizer;
    /// # use warraq_quantities::{Calendar, Parser};
    /// # let view = Normalizer::light().normalize("28 رمضان 1436هـ");
    /// # let (mut tokens, mut found) = (Vec::new(), Vec::new());
    /// # warraq_tokenize::words_into(&view.text, &mut tokens);
    /// # Parser::new().find_into(&view, &tokens, &mut found);
    /// let date = found[0].date_in(Calendar::Gregorian);
    /// assert_eq!(date.map(|date| date.to_string()).as_deref(), Some("2015-07-15"));
    /// ```
    #[must_use]
    pub fn date_in(&self, calendar: Calendar) -> Option<Date> {
        let date = self.date?;
        let convert = match (self.calendar?, calendar) {
            (from, to) if from == to => return Some(date),
            (Calendar::Gregorian, _) => days::to_hijri,
            (Calendar::Hijri, _) => days::from_hijri,
        };
        match date {
            Date::Day(day) => Some(Date::Day(convert(day)?)),
            Date::Interval(from, to) => Some(Date::Interval(convert(from)?, convert(to)?)),
            Date::Season(..) | Date::Time(_) => None,
        }
    }
}

impl Quantity {
    /// Whether two dates in different calendars tell one day: «15 رمضان 1444هـ الموافق 6 أبريل 2023م». A day
    /// is between them at most, for months of the Hijra begin by sight.
    ///
    /// ```
    /// # use warraq_normalize::Normalizer;
    /// # use warraq_quantities::Parser;
    /// # let view = Normalizer::light().normalize("15 رمضان 1444هـ الموافق 6 أبريل 2023م");
    /// # let (mut tokens, mut found) = (Vec::new(), Vec::new());
    /// # warraq_tokenize::words_into(&view.text, &mut tokens);
    /// # Parser::new().find_into(&view, &tokens, &mut found);
    /// assert!(found[0].is_same_day(&found[1]));
    /// ```
    #[must_use]
    pub fn is_same_day(&self, other: &Self) -> bool {
        let day = |quantity: &Self| match quantity.date_in(Calendar::Gregorian)? {
            Date::Day(day) => days::number(day),
            _ => None,
        };
        let apart = day(self).zip(day(other)).map(|(a, b)| a.abs_diff(b));
        self.calendar != other.calendar && apart.is_some_and(|days| days <= 1)
    }
}

/// What is told, in few signs, for people and tests: `money more_than 300000..900000 USD /year`,
/// `date 1444-09-15 hijri`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        if let Some(approx) = self.approx {
            write!(f, " {}", approx.name())?;
        }
        if let Some(value) = self.value {
            write!(f, " {}", value.normalize())?;
        }
        if let (Some(min), Some(max)) = (self.min, self.max) {
            write!(f, " {}..{}", min.normalize(), max.normalize())?;
        }
        if let Some(currency) = self.currency {
            write!(f, " {currency}")?;
        }
        for (index, candidate) in self.candidates.iter().enumerate() {
            write!(f, "{}{candidate}", if index == 0 { " " } else { "|" })?;
        }
        if let Some(unit) = self.unit {
            write!(f, " {}", unit.name())?;
        }
        if let Some(per) = self.per {
            write!(f, " /{}", per.name())?;
        }
        if let Some(date) = self.date {
            write!(f, " {date}")?;
        }
        match self.calendar {
            Some(calendar) if calendar != Calendar::Gregorian => write!(f, " {}", calendar.name()),
            _ => Ok(()),
        }
    }
}

/// What a quantity tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuantityKind {
    /// A count: «300 شخص».
    Cardinal,
    /// A rank: «الربع الثالث», «المادة 14».
    Ordinal,
    /// A part of something without unit: «ثلثا السكان».
    Fraction,
    /// «5%», «خمسة في المئة».
    Percent,
    /// «900 ألف دولار».
    Money,
    /// A day, month, year or an interval of them.
    Date,
    /// A time of day.
    Time,
    /// «ثلاثة أيام».
    Duration,
    /// Any other unit: «5 كيلومترات».
    Measure,
    /// The age of a person.
    Age,
    /// A telephone number.
    Phone,
}

impl QuantityKind {
    /// The name the records use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cardinal => "cardinal",
            Self::Ordinal => "ordinal",
            Self::Fraction => "fraction",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Measure => "measure",
            Self::Age => "age",
            Self::Phone => "phone",
        }
    }
}

/// How exact a number claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Approx {
    /// «نحو», «تقريباً».
    About,
    /// «أكثر من».
    MoreThan,
    /// «أقل من».
    LessThan,
    /// «لا يقل عن», «على الأقل».
    AtLeast,
    /// «لا يتجاوز», «حتى».
    AtMost,
}

impl Approx {
    /// The name the records use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
        }
    }
}

/// The calendar a date is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Calendar {
    /// The Gregorian calendar.
    #[default]
    Gregorian,
    /// The Islamic calendar; [`Quantity::date_in`] converts.
    Hijri,
}

impl Calendar {
    /// The name the records use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gregorian => "gregorian",
            Self::Hijri => "hijri",
        }
    }
}
