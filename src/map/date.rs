//! Dates of any precision.
//!
//! Written as EDTF level 1 (ISO 8601-2): `2012`, `2012-05`, `2012-05-08`, each with a trailing `~` for "about".

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// A calendar day as a count of days since 1970-01-01 in the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day of a year, month (1–12) and day (1–31). Source: Howard Hinnant, *chrono-compatible low-level date algorithms*, `days_from_civil`.
    pub fn from_civil(year: i32, month: u8, day: u8) -> Self {
        let (month, day) = (i32::from(month), i32::from(day));
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// Year, month (1–12) and day (1–31). Source: as [`Day::from_civil`], `civil_from_days`.
    pub fn civil(self) -> (i32, u8, u8) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let mp = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month as u8, day as u8)
    }

    /// The day in universal time of a moment, as seconds since 1970: the last day of 9999 where it is later, because a clock
    /// and a file may tell anything.
    pub fn of_seconds(seconds: u64) -> Self {
        let last = Self::from_civil(9999, 12, 31);
        i32::try_from(seconds / 86_400).map_or(last, |day| last.min(Self(day)))
    }

    /// Today, in UTC, by the system's clock.
    pub fn today() -> Self {
        Self::of_seconds(std::time::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs()))
    }

    /// This day as a year with a fraction, for the axis of a chart.
    pub fn as_years(self) -> f64 {
        let (year, _, _) = self.civil();
        let start = Self::from_civil(year, 1, 1).0;
        let length = Self::from_civil(year + 1, 1, 1).0 - start;
        f64::from(year) + f64::from(self.0 - start) / f64::from(length)
    }
}

/// A date as exact as its source: a year, a month or a day, perhaps only about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
    about: bool,
}

/// Why a text is not a date, in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The text has another form than year, year-month or year-month-day.
    #[error("“{0}” is not a date: write a year, a month or a day, as in 2012, 2012-05, 2012-05-08 or 2016~ for about")]
    Form(String),
    /// There is no such month.
    #[error("“{0}” has no such month: months run from 01 to 12")]
    Month(String),
    /// That month has no such day.
    #[error("“{0}” is not in the calendar: that month has {1} days")]
    Day(String, u8),
}

impl PartialDate {
    /// The date of one day.
    pub fn of_day(day: Day) -> Self {
        let (year, month, day) = day.civil();
        Self { year: year.clamp(0, 9999) as u16, month: Some(month), day: Some(day), about: false }
    }

    /// The date of a whole year, 0 to 9999.
    pub fn of_year(year: u16) -> Self {
        Self { year: year.min(9999), month: None, day: None, about: false }
    }

    /// The year.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// The month, 1 to 12, where the date has one.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// Whether the date is only about right (`~`).
    pub fn is_about(self) -> bool {
        self.about
    }

    /// The first day of the span that the date names.
    pub fn start(self) -> Day {
        Day::from_civil(self.year(), self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day of the span that the date names: what "as of" the date means.
    pub fn end(self) -> Day {
        let month = self.month.unwrap_or(12);
        Day::from_civil(self.year(), month, self.day.unwrap_or_else(|| month_length(self.year(), month)))
    }

    /// The middle day of the span that the date names: what it counts as in arithmetic.
    pub fn middle(self) -> Day {
        let (start, end) = (self.start(), self.end());
        Day(start.0 + (end.0 - start.0) / 2)
    }

    /// The date for people: `2012`, `May 2012`, `8 May 2012`, with "about" where it is.
    pub fn in_words(self) -> String {
        let month = |m: u8| MONTHS[usize::from(m.clamp(1, 12)) - 1];
        let date = match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{d} {} {}", month(m), self.year),
            (Some(m), None) => format!("{} {}", month(m), self.year),
            _ => self.year.to_string(),
        };
        if self.about { format!("about {date}") } else { date }
    }
}

/// The entry of a dated series that holds on a day: the latest whose date has come by then (an absent date has always
/// come). Of entries with the same date the later in the list holds.
pub(super) fn latest_by<T>(series: &[T], day: Day, date: impl Fn(&T) -> Option<PartialDate>) -> Option<&T> {
    let since = |entry: &T| date(entry).map_or(Day(i32::MIN), PartialDate::start);
    series.iter().filter(|entry| since(entry) <= day).max_by_key(|entry| since(entry))
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month_length(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let form = || DateError::Form(text.to_owned());
        let trimmed = text.trim();
        let (bare, about) = trimmed.strip_suffix('~').map_or((trimmed, false), |bare| (bare, true));
        let digits = |part: &str, length: usize| -> Result<u16, DateError> {
            if part.len() != length || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(form());
            }
            part.parse().map_err(|_| form())
        };
        let mut parts = bare.split('-');
        let year = digits(parts.next().unwrap_or_default(), 4)?;
        let month = parts.next().map(|part| digits(part, 2)).transpose()?.map(|m| m as u8);
        let day = parts.next().map(|part| digits(part, 2)).transpose()?.map(|d| d as u8);
        if parts.next().is_some() {
            return Err(form());
        }
        if month.is_some_and(|m| !(1..=12).contains(&m)) {
            return Err(DateError::Month(text.to_owned()));
        }
        if let (Some(month), Some(day)) = (month, day) {
            let length = month_length(i32::from(year), month);
            if !(1..=length).contains(&day) {
                return Err(DateError::Day(text.to_owned(), length));
            }
        }
        Ok(Self { year, month, day, about })
    }
}

impl fmt::Display for PartialDate {
    /// The written form, as in a file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        if self.about { f.write_str("~") } else { Ok(()) }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for PartialDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A date as exact as its source (EDTF level 1): a year, a month or a day; a trailing ~ means about.",
            "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?~?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().expect(text)
    }

    #[test]
    fn dates_of_every_precision_read_back_as_written() {
        for text in ["2012", "2012-05", "2012-05-08", "2016~", "2016-01~", "0001-01-01", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn impossible_dates_are_explained() {
        assert!(matches!("2023-02-29".parse::<PartialDate>(), Err(DateError::Day(_, 28))));
        assert!(matches!("2023-13".parse::<PartialDate>(), Err(DateError::Month(_))));
        for text in ["", "12", "2012-5", "2012/05", "2012-05-08-01", "May 2012", "２０１２", "+201"] {
            assert!(matches!(text.parse::<PartialDate>(), Err(DateError::Form(_))), "{text}");
        }
    }

    #[test]
    fn a_year_counts_as_its_middle_and_is_as_of_its_end() {
        assert_eq!(PartialDate::of_day(date("2012").middle()).to_string(), "2012-07-01");
        assert_eq!(PartialDate::of_day(date("2012").end()).to_string(), "2012-12-31");
        assert_eq!(PartialDate::of_day(date("2012-02").end()).to_string(), "2012-02-29");
        assert_eq!(date("2012-05-08").start(), date("2012-05-08").end());
    }

    #[test]
    fn days_and_civil_dates_convert_both_ways_over_ten_thousand_years() {
        assert_eq!(Day::from_civil(1970, 1, 1), Day(0));
        assert_eq!(Day::from_civil(2000, 3, 1), Day(11_017));
        for n in (Day::from_civil(0, 1, 1).0..Day::from_civil(9999, 12, 31).0).step_by(37) {
            let (year, month, day) = Day(n).civil();
            assert_eq!(Day::from_civil(year, month, day), Day(n));
        }
    }

    #[test]
    fn a_moment_has_a_day_however_far_ahead_it_is() {
        assert_eq!(Day::of_seconds(86_399), Day(0));
        assert_eq!(Day::of_seconds(86_400), Day(1));
        for far in [i32::MAX as u64 * 86_400, u64::MAX] {
            assert_eq!(Day::of_seconds(far).civil(), (9999, 12, 31));
        }
    }

    #[test]
    fn dates_are_told_in_words() {
        assert_eq!(date("2016-03-31").in_words(), "31 Mar 2016");
        assert_eq!(date("2016~").in_words(), "about 2016");
    }
}
