//! Round values and dates along the axes of a chart.

use crate::insight::words::number;
use crate::map::{Day, PartialDate};

/// A mark on an axis: where, and what it says.
pub type Tick = (f64, String);

/// How far apart round values within a range are, so that there are at most so many.
pub fn value_step((low, high): (f64, f64), most: usize) -> f64 {
    round_up((high / 2.0 - low / 2.0) / most.max(1) as f64 * 2.0)
}

/// The multiples of a step within a range.
pub fn value_ticks((low, high): (f64, f64), step: f64) -> Vec<Tick> {
    let (first, last) = ((low / step).ceil(), (high / step).floor());
    if !step.is_finite() || step <= 0.0 || !(last - first).is_finite() || last - first > 50.0 {
        return Vec::new();
    }
    let count = (last - first) as i64;
    (0..=count.max(-1)).map(|i| (first + i as f64) * step).map(|value| (value, number(tidy(value, step)))).collect()
}

/// The next of 1, 2, 5, 10, 20, 50 … that is no smaller.
fn round_up(value: f64) -> f64 {
    let power = 10f64.powf(value.abs().max(f64::MIN_POSITIVE).log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|part| part * power).find(|step| *step >= value * 0.999).unwrap_or(power)
}

/// A multiple of a step without what is left over in its last digits.
fn tidy(value: f64, step: f64) -> f64 {
    let digits = (-step.log10().floor()).clamp(0.0, 12.0) as i32;
    let scale = 10f64.powi(digits);
    let rounded = (value * scale).round() / scale;
    if rounded.is_finite() { rounded } else { value }
}

/// The first days of years, or of months where there are few years: at most so many.
pub fn time_ticks((from, to): (f64, f64), most: usize) -> Vec<Tick> {
    let years = to - from;
    if !(0.0..20_000.0).contains(&years) {
        return Vec::new();
    }
    if years >= 2.5 {
        let step = round_up(years / most.max(1) as f64).max(1.0);
        let mut year = (from / step).ceil() * step;
        let mut ticks = Vec::new();
        while year <= to {
            ticks.push((year, format!("{}", year as i64)));
            year += step;
        }
        return ticks;
    }
    let months = years * 12.0 / most.max(1) as f64;
    let step = [1, 2, 3, 6].into_iter().find(|step| f64::from(*step) >= months).unwrap_or(6);
    let mut month = (from * 12.0 / f64::from(step)).ceil() as i64 * i64::from(step);
    let mut ticks = Vec::new();
    while month as f64 / 12.0 <= to {
        let (year, of_year) = (month.div_euclid(12), month.rem_euclid(12));
        let day = Day::from_civil(year as i32, of_year as u8 + 1, 1);
        let words = PartialDate::of_day(day).in_words();
        let label = words.split_once(' ').map_or(words.clone(), |(_, month_and_year)| month_and_year.to_owned());
        ticks.push((day.as_years(), label));
        month += i64::from(step);
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.1.as_str()).collect()
    }

    #[test]
    fn values_are_round_and_few() {
        let ticks = |range| value_ticks(range, value_step(range, 4));
        assert_eq!(labels(&ticks((0.0, 78.0))), ["0", "20", "40", "60"]);
        assert_eq!(labels(&ticks((0.11, 0.34))), ["0.2", "0.3"]);
        assert!(ticks((5.0, 5.0)).len() <= 1);
        assert!(ticks((-1e300, 1e300)).len() <= 6);
    }

    #[test]
    fn dates_are_the_beginnings_of_years_or_months() {
        assert_eq!(labels(&time_ticks((2003.2, 2022.9), 5)), ["2005", "2010", "2015", "2020"]);
        assert_eq!(labels(&time_ticks((2015.9, 2016.6), 4)), ["Jan 2016", "Apr 2016", "Jul 2016"]);
    }
}
