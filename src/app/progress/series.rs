//! What is drawn of an indicator: one dot for each observation, and the room that they need.

use crate::map::{Day, Indicator, IndicatorKind, Observation};

/// Values beyond this are drawn at this height, so that a chart of them stays within what a number can hold.
const HIGHEST: f64 = 1e100;

/// An observation and where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot<'a> {
    /// What was observed.
    pub observation: &'a Observation,
    /// The middle of its date, in years.
    pub time: f64,
    /// The value; of a pulse, the running sum up to it.
    pub height: f64,
}

impl Dot<'_> {
    /// The span that its date names, in years; none for a date that is exact to the day.
    pub fn span(&self) -> Option<(f64, f64)> {
        let (start, end) = (self.observation.date.start(), self.observation.date.end());
        (start != end).then(|| (start.as_years(), end.as_years()))
    }
}

/// The observations of an indicator that have come by a day, in the order of time.
pub fn series(indicator: &Indicator, day: Day) -> Vec<Dot<'_>> {
    let drawn = indicator.drawn_by(day).into_iter();
    drawn
        .map(|(observation, height)| Dot {
            observation,
            time: observation.date.middle().as_years(),
            height: height.clamp(-HIGHEST, HIGHEST),
        })
        .collect()
}

/// How many observations come after a day.
pub fn later(indicator: &Indicator, day: Day) -> usize {
    indicator.observations.iter().filter(|observation| observation.date.start() > day).count()
}

/// The part of time and of values that a chart shows; never empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// From which to which year.
    pub time: (f64, f64),
    /// From which to which value.
    pub height: (f64, f64),
}

/// The room that dots need, with some air around. `words_above` keeps room at the top for words on the chart.
pub fn extent(dots: &[Dot<'_>], kind: IndicatorKind, words_above: bool) -> Option<Extent> {
    let first = dots.first()?;
    let mut time = (first.time, first.time);
    let mut height = (first.height, first.height);
    for dot in dots {
        let (start, end) = dot.span().unwrap_or((dot.time, dot.time));
        time = (time.0.min(start), time.1.max(end));
        height = (height.0.min(dot.height), height.1.max(dot.height));
    }
    if kind == IndicatorKind::Pulse {
        // A sum without its zero line would not tell towards from away.
        height = (height.0.min(-1.0), height.1.max(1.0));
    }
    Some(Extent { time: aired_time(time), height: aired_height(height, if words_above { 0.2 } else { 0.1 }) })
}

fn aired_time((from, to): (f64, f64)) -> (f64, f64) {
    // A single day has no width to take air from: a year around it.
    let air = if to - from < 1.0 / 366.0 { 0.5 } else { 0.07 * (to - from) };
    (from - air, to + air)
}

fn aired_height((low, high): (f64, f64), above: f64) -> (f64, f64) {
    if high - low <= 1e-9 * high.abs().max(low.abs()) {
        let air = if high == 0.0 { 1.0 } else { 0.5 * high.abs() };
        return (low - air, high + air);
    }
    // Zero is shown where it is near: there it helps to judge how much has moved.
    let base = if low > 0.0 && low < 0.4 * high { 0.0 } else { low };
    let range = high - base;
    let below = if base == 0.0 { 0.05 } else { 0.1 };
    (base - below * range, high + above * range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indicator(kind: IndicatorKind, dates: &[(&str, f64)]) -> Indicator {
        let observations = dates.iter().map(|(d, v)| Observation::exact(d.parse().expect(d), *v)).collect();
        Indicator { kind, observations, ..Indicator::default() }
    }

    const DAY: Day = Day(16_801); // The first day of 2016.

    #[test]
    fn what_comes_after_the_day_is_left_out_and_counted() {
        let indicator = indicator(IndicatorKind::Measure, &[("2016-03", 3.0), ("2012", 1.0), ("2016", 2.0)]);
        let heights: Vec<f64> = series(&indicator, DAY).iter().map(|dot| dot.height).collect();
        assert_eq!(heights, [1.0, 2.0]);
        assert_eq!(later(&indicator, DAY), 1);
    }

    #[test]
    fn pulses_are_drawn_as_their_running_sum() {
        let indicator = indicator(IndicatorKind::Pulse, &[("2013", -1.0), ("2011", 1.0), ("2012", 2.0)]);
        let heights: Vec<f64> = series(&indicator, DAY).iter().map(|dot| dot.height).collect();
        assert_eq!(heights, [1.0, 3.0, 2.0]);
    }

    #[test]
    fn only_a_date_that_is_not_exact_to_the_day_has_a_span() {
        let indicator = indicator(IndicatorKind::Measure, &[("2012", 1.0), ("2013-05-08", 1.0)]);
        let dots = series(&indicator, DAY);
        let (from, to) = dots[0].span().expect("a year");
        assert!(from == 2012.0 && (2012.99..2013.0).contains(&to));
        assert_eq!(dots[1].span(), None);
    }

    #[test]
    fn no_chart_is_without_width_or_height() {
        for values in [&[("2012-05-08", 0.0)][..], &[("2012-05-08", 7.0)], &[("2012", -3.0), ("2013", -3.0)]] {
            for kind in IndicatorKind::ALL {
                let indicator = indicator(kind, values);
                let dots = series(&indicator, DAY);
                let extent = extent(&dots, kind, true).expect("dots");
                assert!(extent.time.0 < dots[0].time && extent.time.1 > dots[0].time);
                assert!(extent.height.0 < dots[0].height && extent.height.1 > dots[0].height);
            }
        }
        assert_eq!(extent(&[], IndicatorKind::Measure, false), None);
    }

    #[test]
    fn a_chart_of_the_largest_numbers_stays_finite() {
        let indicator = indicator(IndicatorKind::Measure, &[("2012", f64::MAX), ("2013", -f64::MAX)]);
        let extent = extent(&series(&indicator, DAY), indicator.kind, false).expect("dots");
        assert!((extent.height.1 - extent.height.0).is_finite());
    }
}
