//! Whether each value leans the way of the one before.

use super::readings::Readings;
use super::theil_sen::Rate;

/// From this many evenly spaced values on the correlation is told.
const TOLD_FROM: usize = 8;

/// The lag-1 correlation, −1 to 1, of what the trend leaves over; nothing of fewer than eight values, of unevenly spaced ones, or
/// where the trend leaves nothing over.
///
/// The usual estimator, the autocovariance at lag 1 over that at lag 0 (G. E. P. Box and G. M. Jenkins, *Time Series Analysis*, 1970,
/// §2.1), of the residuals about the Theil–Sen line: the trend itself would make any series seem correlated.
pub fn lag1(readings: &Readings, rate: &Rate) -> Option<f64> {
    if readings.len() < TOLD_FROM || !readings.evenly_spaced() {
        return None;
    }
    let left: Vec<f64> =
        readings.times.iter().zip(&readings.values).map(|(&time, value)| value - rate.at(time)).collect();
    let mean = left.iter().sum::<f64>() / left.len() as f64;
    let variance: f64 = left.iter().map(|x| (x - mean).powi(2)).sum();
    let together: f64 = left.windows(2).map(|pair| (pair[0] - mean) * (pair[1] - mean)).sum();
    let size = readings.values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    // What rounding leaves of values that lie on the line is no correlation.
    let rounding = 1e-20 * size * size * left.len() as f64;
    (variance.is_finite() && variance > rounding).then(|| together / variance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::theil_sen::theil_sen;

    fn told(values: &[f64]) -> Option<f64> {
        let times = (0..values.len()).map(|i| i as f64).collect();
        let readings = Readings { times, values: values.to_vec() };
        lag1(&readings, &theil_sen(&readings.times, &readings.values).expect("two values"))
    }

    #[test]
    fn values_that_swing_from_one_side_to_the_other_are_correlated_against_each_other() {
        let swing: Vec<f64> = (0..10).map(|i| f64::from(i) + if i % 2 == 0 { 1.0 } else { -1.0 }).collect();
        assert!(told(&swing).is_some_and(|r| r < -0.5));
    }

    #[test]
    fn few_values_and_a_straight_line_tell_nothing() {
        assert_eq!(told(&[1.0, 3.0, 2.0, 4.0, 1.0, 3.0, 2.0]), None);
        assert_eq!(told(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]), None);
    }
}
