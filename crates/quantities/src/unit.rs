use std::fmt;

use rust_decimal::Decimal;

use crate::lexicon;

/// A unit of measure or time: `km`, `°C`, `year` …
///
/// The units known are those of `data/units.tsv` and `data/unit_phrases.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Unit(&'static str);

impl Unit {
    pub(crate) const YEAR: Self = Self("year");
    pub(crate) const MONTH: Self = Self("month");
    pub(crate) const DAY: Self = Self("day");
    pub(crate) const CENTURY: Self = Self("century");
    pub(crate) const DECADE: Self = Self("decade");
    pub(crate) const HOUR: Self = Self("hour");
    pub(crate) const MINUTE: Self = Self("minute");
    pub(crate) const SECOND: Self = Self("second");
    pub(crate) const SQUARE_METRE: Self = Self("m2");
    pub(crate) const CUBIC_METRE: Self = Self("m3");
    pub(crate) const DEGREE: Self = Self("°C");
    pub(crate) const FAHRENHEIT: Self = Self("°F");
    pub(crate) const MAGNITUDE: Self = Self("magnitude");
    pub(crate) const POINT: Self = Self("point");
    pub(crate) const SHARE: Self = Self("share");
    pub(crate) const DECILITRE: Self = Self("dl");

    pub(crate) const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// The name the records use.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The identifier of the unit in CLDR ([Unicode Technical Standard 35], part 6), such as
    /// `kilometer` or `square-meter`; `None` for points, magnitudes and the like.
    ///
    /// [Unicode Technical Standard 35]: https://www.unicode.org/reports/tr35/tr35-general.html#Unit_Identifiers
    #[must_use]
    pub fn cldr_id(self) -> Option<&'static str> {
        lexicon::cldr_unit(self.0)
    }

    /// Length in seconds of a unit of time; months and years are those of the Gregorian calendar
    /// on average.
    pub(crate) fn seconds(self) -> Option<Decimal> {
        let seconds: i64 = match self.0 {
            "second" => 1,
            "minute" => 60,
            "hour" => 3_600,
            "day" => 86_400,
            "week" => 604_800,
            "month" => 2_629_746,
            "year" => 31_556_952,
            "decade" => 315_569_520,
            "century" => 3_155_695_200,
            "ms" => return Some(Decimal::new(1, 3)),
            "µs" => return Some(Decimal::new(1, 6)),
            _ => return None,
        };
        Some(Decimal::from(seconds))
    }

    /// How many of the smaller unit `part` make one of this unit, for units told together, such as
    /// «مترين وستين سنتيمتراً» or «سنة وثلاثة أشهر».
    pub(crate) fn parts(self, part: Self) -> Option<Decimal> {
        let parts: i64 = match (self.0, part.0) {
            ("year", "month") => 12,
            ("month", "day") => 30,
            ("year", "day") => 365,
            ("m", "cm") | ("m2", "dm2") => 100,
            ("m", "mm") | ("km", "m") | ("kg", "g") | ("t", "kg") | ("g", "mg") => 1000,
            ("l", "ml") | ("m3", "l") => 1000,
            ("cm", "mm") => 10,
            ("ft", "in") => 12,
            ("lb", "ounce") => 16,
            _ => {
                let (whole, part) = (self.seconds()?, part.seconds()?);
                return (whole > part).then(|| whole / part);
            }
        };
        Some(Decimal::from(parts))
    }

    /// Measures of time, which make a duration and not a measure.
    pub(crate) fn is_time(self) -> bool {
        self.seconds().is_some()
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
