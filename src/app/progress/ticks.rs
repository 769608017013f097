//! Where an axis is marked, and what the marks read: whole years, or months and days when zoomed in; round values.

use egui_plot::GridMark;

use super::words::number;
use crate::map::{Day, PartialDate};

/// How far apart marks with long labels (months, days) and with short ones (years) stand at least, in points.
const LONG_LABEL: f64 = 120.0;
const SHORT_LABEL: f64 = 56.0;
const VALUE_LABEL: f64 = 46.0;
const CLOSE_LABEL: f64 = 20.0;

/// The years that a date can have.
const YEARS: (f64, f64) = (0.0, 9999.0);

const MONTH: f64 = 1.0 / 12.0;
const DAY: f64 = 1.0 / 365.25;

/// How far one mark of time is from the next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum TimeStep {
    Days(i32),
    Months(i32),
    Years(i32),
}

impl TimeStep {
    /// From the finest to the coarsest.
    const ALL: [Self; 16] = [
        Self::Days(1),
        Self::Days(2),
        Self::Days(7),
        Self::Days(14),
        Self::Months(1),
        Self::Months(3),
        Self::Months(6),
        Self::Years(1),
        Self::Years(2),
        Self::Years(5),
        Self::Years(10),
        Self::Years(20),
        Self::Years(50),
        Self::Years(100),
        Self::Years(500),
        Self::Years(2000),
    ];

    fn in_years(self) -> f64 {
        match self {
            Self::Days(n) => f64::from(n) * DAY,
            Self::Months(n) => f64::from(n) * MONTH,
            Self::Years(n) => f64::from(n),
        }
    }

    fn room(self) -> f64 {
        if matches!(self, Self::Years(_)) { SHORT_LABEL } else { LONG_LABEL }
    }

    fn fitting(years_per_point: f64) -> Self {
        let fits = |step: &&Self| step.in_years() >= step.room() * years_per_point;
        Self::ALL.iter().find(fits).copied().unwrap_or(Self::Years(2000))
    }
}

/// The marks of a time axis between two years, at real dates.
pub fn time_marks((from, to): (f64, f64), years_per_point: f64) -> Vec<GridMark> {
    let (from, to) = (from.max(YEARS.0), to.min(YEARS.1));
    if !(from < to && years_per_point > 0.0) {
        return Vec::new();
    }
    let step = TimeStep::fitting(years_per_point);
    let first_year = from.floor() as i32;
    let last_year = to.floor() as i32;
    let all: Vec<f64> = match step {
        TimeStep::Years(n) => multiples(first_year, last_year, n).map(f64::from).collect(),
        TimeStep::Months(n) => {
            let month = |m: i32| Day::from_civil(m.div_euclid(12), (m.rem_euclid(12) + 1) as u8, 1).as_years();
            multiples(first_year * 12, last_year * 12 + 11, n).map(month).collect()
        }
        TimeStep::Days(n) => multiples(day_of(from).0, day_of(to).0, n).map(|d| Day(d).as_years()).collect(),
    };
    let step_size = step.in_years();
    all.into_iter().filter(|v| (from..=to).contains(v)).map(|value| GridMark { value, step_size }).collect()
}

fn multiples(first: i32, last: i32, of: i32) -> impl Iterator<Item = i32> {
    let start = first.div_euclid(of) * of;
    (start..=last).step_by(of.unsigned_abs() as usize)
}

/// What the mark of a time axis reads.
pub fn time_label(mark: GridMark) -> String {
    if mark.step_size >= 1.0 {
        return format!("{:.0}", mark.value);
    }
    let date = PartialDate::of_day(day_of(mark.value)).in_words();
    // Only the day of the month is left out of "1 May 2012" where all marks are the first of one.
    if mark.step_size >= MONTH { date.strip_prefix("1 ").unwrap_or(&date).to_owned() } else { date }
}

/// The day of a year with a fraction: the way back from [`Day::as_years`].
fn day_of(years: f64) -> Day {
    let year = years.floor() as i32;
    let start = Day::from_civil(year, 1, 1).0;
    let length = Day::from_civil(year + 1, 1, 1).0 - start;
    Day(start + ((years - f64::from(year)) * f64::from(length)).round() as i32)
}

/// The marks of an axis of values: round numbers, far enough apart; `whole` where a fraction has no meaning.
pub fn value_marks((from, to): (f64, f64), value_per_point: f64, whole: bool) -> Vec<GridMark> {
    // A low chart has its marks closer together: one of them would tell nothing.
    let apart = ((to - from) / value_per_point / 4.0).clamp(CLOSE_LABEL, VALUE_LABEL);
    let least = apart * value_per_point;
    if !(from < to && least > 0.0 && least.is_finite()) {
        return Vec::new();
    }
    let step_size = if whole { round_step(least).max(1.0) } else { round_step(least) };
    let first = (from / step_size).ceil();
    let count = ((to / step_size).floor() - first).clamp(-1.0, 200.0) as i32;
    (0..=count).map(|i| GridMark { value: (first + f64::from(i)) * step_size, step_size }).collect()
}

/// The smallest of 1, 2, 5, 10, 20 … that is at least this much.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let nice = [1.0, 2.0, 5.0, 10.0].into_iter().find(|n| n * power >= least * (1.0 - 1e-9));
    nice.unwrap_or(10.0) * power
}

/// What the mark of an axis of values reads: as many decimals as the distance between marks needs.
pub fn value_label(mark: GridMark) -> String {
    let decimals = (-mark.step_size.log10().floor()).clamp(0.0, 9.0) as usize;
    // What a step adds up to is not exact: of very large numbers a few digits are meant.
    let meant =
        if mark.step_size >= 1e15 { format!("{:.4e}", mark.value) } else { format!("{:.decimals$}", mark.value) };
    let rounded: f64 = meant.parse().unwrap_or(mark.value);
    number(rounded)
}

/// The marks of an axis of spreads: the lowest and the highest.
pub fn spread_marks((from, to): (f64, f64)) -> Vec<GridMark> {
    let ends = [0.0, 1.0].into_iter().filter(|value| (from..=to).contains(value));
    ends.map(|value| GridMark { value, step_size: 1.0 }).collect()
}

/// What the mark of an axis of spreads reads.
pub fn spread_label(mark: GridMark) -> String {
    if mark.value < 0.5 { "lowest" } else { "highest" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(bounds: (f64, f64), width: f64) -> Vec<String> {
        time_marks(bounds, (bounds.1 - bounds.0) / width).into_iter().map(time_label).collect()
    }

    fn values(bounds: (f64, f64), height: f64, whole: bool) -> Vec<String> {
        value_marks(bounds, (bounds.1 - bounds.0) / height, whole).into_iter().map(value_label).collect()
    }

    #[test]
    fn years_are_whole_and_not_too_many() {
        assert_eq!(labels((2006.7, 2013.3), 700.0), ["2007", "2008", "2009", "2010", "2011", "2012", "2013"]);
        assert_eq!(labels((1995.0, 2025.0), 500.0), ["1995", "2000", "2005", "2010", "2015", "2020", "2025"]);
    }

    #[test]
    fn months_and_days_come_when_zoomed_in() {
        assert_eq!(labels((2011.9, 2012.8), 520.0), ["Jan 2012", "Apr 2012", "Jul 2012", "Oct 2012"]);
        let day = Day::from_civil(2012, 2, 28).as_years();
        assert_eq!(
            labels((day - 0.001, day + 3.0 * DAY), 500.0),
            ["28 Feb 2012", "29 Feb 2012", "1 Mar 2012", "2 Mar 2012"]
        );
    }

    #[test]
    fn a_fraction_of_a_year_leads_back_to_its_day() {
        for n in (Day::from_civil(1990, 1, 1).0..Day::from_civil(2030, 1, 1).0).step_by(3) {
            assert_eq!(day_of(Day(n).as_years()), Day(n));
        }
    }

    #[test]
    fn an_axis_far_outside_of_all_dates_has_no_marks() {
        assert!(time_marks((1e12, 2e12), 1e9).is_empty());
        assert!(time_marks((f64::NEG_INFINITY, f64::INFINITY), f64::NAN).is_empty());
        assert!(time_marks((-1e9, 1e9), 1e6).len() < 10);
    }

    #[test]
    fn spreads_are_marked_at_their_ends() {
        let told = |bounds| spread_marks(bounds).into_iter().map(spread_label).collect::<Vec<_>>();
        assert_eq!(told((-0.08, 1.08)), ["lowest", "highest"]);
        assert_eq!(told((0.2, 0.8)), [""; 0]);
    }

    #[test]
    fn values_are_round() {
        assert_eq!(values((-0.2, 4.6), 400.0, false), ["0", "1", "2", "3", "4"]);
        assert_eq!(values((0.9, 1.35), 300.0, false), ["0.9", "1", "1.1", "1.2", "1.3"]);
        assert_eq!(values((-1.4, 1.4), 900.0, true), ["−1", "0", "1"]);
        assert_eq!(
            values((0.0, 21_000.0), 200.0, false),
            ["0", "5000", "10\u{202F}000", "15\u{202F}000", "20\u{202F}000"]
        );
        assert_eq!(values((0.0, 1.3e100), 300.0, false), ["0", "2e99", "4e99", "6e99", "8e99", "1e100", "1.2e100"]);
    }
}
