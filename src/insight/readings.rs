//! What the statistics read of an indicator: one value for each day, or the pace between them.

use super::theil_sen::median;
use crate::map::{Day, Indicator, Observation};

/// Days in a year, on the average of the Julian calendar: what *a year* is in every rate.
pub const DAYS_IN_A_YEAR: f64 = 365.25;

/// Values and when they were seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings {
    /// In years since the beginning of 1970; strictly rising.
    pub times: Vec<f64>,
    /// The values.
    pub values: Vec<f64>,
}

impl Readings {
    /// The observations in the order of time; those of one day as their median.
    pub fn of(observations: &[&Observation]) -> Self {
        let mut readings = Self::default();
        for same_day in observations.chunk_by(|a, b| a.date.middle() == b.date.middle()) {
            let value = match same_day {
                [only] => only.value,
                several => median(&mut several.iter().map(|observation| observation.value).collect::<Vec<f64>>()),
            };
            readings.times.push(in_years(same_day[0].date.middle()));
            readings.values.push(value);
        }
        readings
    }

    /// How fast the values rise from each to the next, a year, at the middle of the time between.
    pub fn pace(&self) -> Self {
        let pairs = || self.times.windows(2).zip(self.values.windows(2));
        Self {
            times: pairs().map(|(time, _)| (time[0] + time[1]) / 2.0).collect(),
            values: pairs().map(|(time, value)| (value[1] - value[0]) / (time[1] - time[0])).collect(),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// From the smallest to the largest value: the indicator's own spread.
    pub fn spread(&self) -> f64 {
        let low = self.values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = self.values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if high > low { high - low } else { 0.0 }
    }

    /// Whether the times stand about equally far apart: months and quarters do, for all their different lengths.
    pub fn evenly_spaced(&self) -> bool {
        let gaps = || self.times.windows(2).map(|pair| pair[1] - pair[0]);
        let (least, most) = (gaps().fold(f64::INFINITY, f64::min), gaps().fold(0.0, f64::max));
        most <= 1.25 * least
    }
}

/// The observations of an indicator that have come by a day and lie not before another, in the order of time.
pub fn come(indicator: &Indicator, day: Day, from: Option<Day>) -> Vec<&Observation> {
    let read = |observation: &&Observation| {
        observation.date.start() <= day && from.is_none_or(|from| observation.date.middle() >= from)
    };
    indicator.in_time().into_iter().filter(read).collect()
}

/// A day as years since the beginning of 1970.
pub fn in_years(day: Day) -> f64 {
    f64::from(day.0) / DAYS_IN_A_YEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indicator(dates: &[(&str, f64)]) -> Indicator {
        let observations = dates.iter().map(|(d, v)| Observation::exact(d.parse().expect(d), *v)).collect();
        Indicator { observations, ..Indicator::default() }
    }

    fn readings(dates: &[(&str, f64)]) -> Readings {
        Readings::of(&come(&indicator(dates), Day::from_civil(2030, 1, 1), None))
    }

    #[test]
    fn the_values_of_one_day_are_read_as_their_median() {
        let read = readings(&[("2012-05-08", 3.0), ("2011", 1.0), ("2012-05-08", 9.0), ("2012-05-08", 4.0)]);
        assert_eq!(read.values, [1.0, 4.0]);
    }

    #[test]
    fn the_pace_is_the_rise_a_year_between_observations() {
        let pace = readings(&[("2012-01-01", 0.0), ("2012-12-31", 10.0), ("2014-12-31", 10.0)]).pace();
        assert!((pace.values[0] - 10.0 / (365.0 / 365.25)).abs() < 1e-9);
        assert_eq!(pace.values[1], 0.0);
    }

    #[test]
    fn months_and_quarters_are_evenly_spaced_and_a_gap_is_not() {
        assert!(readings(&[("2012-01", 0.0), ("2012-02", 0.0), ("2012-03", 0.0), ("2012-04", 0.0)]).evenly_spaced());
        assert!(!readings(&[("2012", 0.0), ("2013", 0.0), ("2015", 0.0)]).evenly_spaced());
    }

    #[test]
    fn what_lies_before_the_period_or_after_the_day_is_not_read() {
        let indicator = indicator(&[("2010", 1.0), ("2012", 2.0), ("2016", 3.0)]);
        let read = come(&indicator, Day::from_civil(2015, 1, 1), Some(Day::from_civil(2011, 1, 1)));
        assert_eq!(read.iter().map(|o| o.value).collect::<Vec<_>>(), [2.0]);
    }
}
