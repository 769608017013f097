//! The Theil–Sen rate: the median of the slopes between all pairs of observations.

use super::mann_kendall::spread;
use super::normal::FIVE_PERCENT;

/// From this many values on the rate has an interval: with fewer, the 5 % level cannot be reached.
pub const INTERVAL_FROM: usize = 5;

/// Up to this many values the rate is worked out: the pairs of more would take noticeable time.
pub const RATE_UP_TO: usize = 2_000;

/// How fast a series moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// The change in a unit of time.
    pub slope: f64,
    /// The 95 % interval of the slope: its lower and its upper end.
    pub interval: Option<(f64, f64)>,
    /// What the line of the trend goes through: the median of the times, and of the values.
    pub middle: (f64, f64),
}

impl Rate {
    /// The height of the line of the trend at a time.
    pub fn at(&self, time: f64) -> f64 {
        self.with_slope(self.slope, time)
    }

    /// The height, at a time, of the line of another slope through the same middle.
    pub fn with_slope(&self, slope: f64, time: f64) -> f64 {
        self.middle.1 + slope * (time - self.middle.0)
    }
}

/// The rate of values at strictly rising times; nothing of fewer than two, of more than [`RATE_UP_TO`], or of numbers too
/// large to be subtracted from each other.
///
/// The slope is the median over all pairs (H. Theil, *Indagationes Mathematicae* 12, 1950). The interval is P. K. Sen's (*Journal
/// of the American Statistical Association* 63, 1968, formula 2.6): two order statistics of the slopes, whose places follow from
/// the variance of S corrected for ties. Places are rounded to the nearest whole number, halves to the even one, and kept within the
/// slopes, as `scipy.stats.theilslopes` has it.
pub fn theil_sen(times: &[f64], values: &[f64]) -> Option<Rate> {
    let n = times.len().min(values.len());
    if !(2..=RATE_UP_TO).contains(&n) {
        return None;
    }
    let mut slopes = slopes(&times[..n], &values[..n]);
    if slopes.is_empty() || slopes.iter().any(|slope| !slope.is_finite()) {
        return None;
    }
    let slope = median(&mut slopes);
    let interval = if n >= INTERVAL_FROM { interval(&mut slopes, &values[..n]) } else { None };
    let middle = (median(&mut times[..n].to_vec()), median(&mut values[..n].to_vec()));
    Some(Rate { slope, interval, middle })
}

fn slopes(times: &[f64], values: &[f64]) -> Vec<f64> {
    let mut slopes = Vec::with_capacity(times.len() * (times.len() - 1) / 2);
    for i in 0..times.len() {
        for j in i + 1..times.len() {
            let apart = times[j] - times[i];
            if apart > 0.0 {
                slopes.push((values[j] - values[i]) / apart);
            }
        }
    }
    slopes
}

fn interval(slopes: &mut [f64], values: &[f64]) -> Option<(f64, f64)> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let tied: f64 = sorted.chunk_by(|a, b| a == b).map(|group| spread(group.len())).sum();
    let sigma = ((spread(values.len()) - tied) / 18.0).max(0.0).sqrt();
    let (count, reach) = (slopes.len() as f64, FIVE_PERCENT * sigma);
    let last = slopes.len().checked_sub(1)?;
    let upper = (((count + reach) / 2.0).round_ties_even() as usize).min(last);
    let lower = ((count - reach) / 2.0).round_ties_even() - 1.0;
    let lower = (lower.max(0.0) as usize).min(last);
    Some((nth(slopes, lower), nth(slopes, upper)))
}

/// The value at a place of the sorted list.
fn nth(values: &mut [f64], place: usize) -> f64 {
    *values.select_nth_unstable_by(place, f64::total_cmp).1
}

/// The value in the middle, or the mean of the two there; 0 of nothing.
pub fn median(values: &mut [f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let place = values.len() / 2;
    let upper = nth(values, place);
    if values.len() % 2 == 1 {
        return upper;
    }
    let lower = nth(values, place - 1);
    // Halved first, so that two very large numbers have a mean.
    if (lower + upper).is_finite() { (lower + upper) / 2.0 } else { lower / 2.0 + upper / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_exactly_whatever_one_value_does() {
        let times = [0.0, 1.0, 2.5, 3.0, 7.0, 8.0];
        let mut values = times.map(|t| 2.0 * t + 1.0);
        values[3] = 900.0;
        let rate = theil_sen(&times, &values).expect("values");
        assert!((rate.slope - 2.0).abs() < 1e-12);
        assert!(rate.interval.is_some_and(|(low, high)| low <= 2.0 && high >= 2.0));
    }

    #[test]
    fn four_values_have_a_rate_and_no_interval() {
        let rate = theil_sen(&[0.0, 1.0, 2.0, 3.0], &[0.0, 1.0, 2.0, 3.0]).expect("values");
        assert_eq!((rate.slope, rate.interval), (1.0, None));
        assert_eq!(rate.at(10.0), 10.0);
    }

    #[test]
    fn numbers_beyond_all_measure_have_no_rate() {
        assert_eq!(theil_sen(&[0.0, 1.0], &[f64::MAX, -f64::MAX]), None);
        assert_eq!(theil_sen(&[0.0], &[1.0]), None);
        assert_eq!(median(&mut [f64::MAX, f64::MAX]), f64::MAX);
    }
}
