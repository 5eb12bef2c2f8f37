use std::error::Error;
use std::fmt;
use std::str::FromStr;

use crate::days;
use crate::quantity::Calendar;

/// A date or time of day as far as the text tells it; its `Display` is the ISO 8601 form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Date {
    /// `2023`, `2023-07`, `2023-07-27`, `--07`, `--07-27`.
    Day(Day),
    /// `2025-06-03/2025-06-05`.
    Interval(Day, Day),
    /// A season or financial year over two years: `2022/2023`.
    Season(i16, i16),
    /// `T20:30`.
    Time(Time),
}

/// A year, month or day; what is not told is empty. Years before the era are not positive.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Day {
    /// Year of the calendar; 0 is the year before year 1.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

impl FromStr for Day {
    type Err = InvalidDay;

    /// Reads `2023-07-28`.
    fn from_str(text: &str) -> Result<Self, InvalidDay> {
        let mut fields = text.splitn(3, '-');
        let day = (|| {
            let year = fields.next().filter(|year| year.len() == 4)?.parse().ok()?;
            let month = fields.next()?.parse().ok()?;
            let day = fields.next()?.parse().ok()?;
            days::of(year, month, day)?;
            Some(Self { year: Some(year), month: Some(month), day: Some(day) })
        })();
        day.ok_or(InvalidDay)
    }
}

impl Day {
    /// Reads a day of a calendar, `1445-09-30`; [`str::parse`] reads one of the Gregorian. Days of the
    /// Hijra are checked against the Umm al-Qura calendar where it is published, else a month has
    /// thirty.
    ///
    /// # Errors
    ///
    /// When the text has another shape, or the calendar has no such day.
    pub fn in_calendar(text: &str, calendar: Calendar) -> Result<Self, InvalidDay> {
        if calendar == Calendar::Gregorian {
            return text.parse();
        }
        let mut fields = text.splitn(3, '-');
        let day = (|| {
            let year = fields.next()?.parse().ok().filter(|year| (1..10_000).contains(year))?;
            let month = fields.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
            let day = fields.next()?.parse().ok().filter(|day| (1..=30).contains(day))?;
            let day = Self { year: Some(year), month: Some(month), day: Some(day) };
            days::is_hijri(day).then_some(day)
        })();
        day.ok_or(InvalidDay)
    }
}

/// A text that is no day of its calendar, told as `2023-07-28`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidDay;

impl fmt::Display for InvalidDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a day such as 2023-07-28")
    }
}

impl Error for InvalidDay {}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Time {
    /// 0 to 24.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59, where told.
    pub second: Option<u8>,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Interval(from, to) => write!(f, "{from}/{to}"),
            Self::Season(from, to) => write!(f, "{from:04}/{to:04}"),
            Self::Time(time) => time.fmt(f),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) if year < 0 => write!(f, "-{:04}", -i32::from(year))?,
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        match self.day {
            Some(day) => write!(f, "-{day:02}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{:02}:{:02}", self.hour, self.minute)?;
        match self.second {
            Some(second) => write!(f, ":{second:02}"),
            None => Ok(()),
        }
    }
}
