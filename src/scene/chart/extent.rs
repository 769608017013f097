//! The room that a chart needs, with some air around.

use super::Spot;
use super::dot::Dot;
use super::trend::Trend;
use crate::map::Indicator;

/// The part of time and of heights that a chart shows; never empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// From which to which year.
    pub time: (f64, f64),
    /// From which to which height.
    pub height: (f64, f64),
}

impl Extent {
    /// The room for dots, for the trend through them, for where they head and for the line where reading begins; nothing of no
    /// dots. `pulse` shows zero.
    pub(super) fn of(
        dots: &[Dot<'_>],
        (trend, heading): (Option<&Trend>, Option<[Spot; 2]>),
        read_from: Option<f64>,
        pulse: bool,
    ) -> Option<Self> {
        let first = dots.first()?;
        let mut time = (first.time, first.time);
        let mut height = (first.height, first.height);
        for dot in dots {
            let (start, end) = dot.span().unwrap_or((dot.time, dot.time));
            time = (time.0.min(start), time.1.max(end));
            height = (height.0.min(dot.height), height.1.max(dot.height));
        }
        time.1 = read_from.map_or(time.1, |from| time.1.max(from));
        if pulse {
            // A sum without its zero line would not tell towards from away.
            height = (height.0.min(-1.0), height.1.max(1.0));
        }
        let base = base(height);
        let (mut time, mut height) = (aired_time(time), with_trend(height, trend));
        if let Some([_, tip]) = heading {
            height = (height.0.min(tip.1), height.1.max(tip.1));
            time.1 = time.1.max(tip.0 + 0.05 * (tip.0 - time.0));
        }
        Some(Self { time, height: aired_height(height, base) })
    }
}

/// The time of all observations of some indicators, whether they have come or not, with some air; nothing where there is none.
pub fn lifetime<'a>(indicators: impl Iterator<Item = &'a Indicator>) -> Option<(f64, f64)> {
    let dates = indicators.flat_map(|indicator| &indicator.observations).map(|observation| observation.date);
    let spans = dates.map(|date| (date.start().as_years(), date.end().as_years()));
    spans.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1))).map(aired_time)
}

/// The heights with those of the trend. A wide interval is cut: it must not press the dots flat.
fn with_trend((low, high): (f64, f64), trend: Option<&Trend>) -> (f64, f64) {
    const BAND: f64 = 0.25;
    let Some(trend) = trend else { return (low, high) };
    let line = trend.line.iter().map(|spot| spot.1);
    let band = trend.band.iter().flat_map(|band| band.upper.iter().chain(&band.lower)).map(|spot| spot.1);
    let room = BAND * (high - low);
    let all = line.chain(band.map(|height| height.clamp(low - room, high + room)));
    all.fold((low, high), |(low, high), height| (low.min(height), high.max(height)))
}

pub(super) fn aired_time((from, to): (f64, f64)) -> (f64, f64) {
    // A single day has no width to take air from: a year around it.
    let air = if to - from < 1.0 / 366.0 { 0.5 } else { 0.06 * (to - from) };
    (from - air, to + air)
}

/// Zero is shown where it is near: there it helps to judge how much has moved.
fn base((low, high): (f64, f64)) -> Option<f64> {
    (low >= 0.0 && low < 0.4 * high).then_some(0.0)
}

fn aired_height((low, high): (f64, f64), base: Option<f64>) -> (f64, f64) {
    if high - low <= 1e-9 * high.abs().max(low.abs()) {
        let air = if high == 0.0 { 1.0 } else { 0.5 * high.abs() };
        return (low - air, high + air);
    }
    let bottom = base.map_or(low, |base| low.min(base));
    let range = high - bottom;
    let below = if base == Some(bottom) { 0.05 } else { 0.1 };
    (bottom - below * range, high + 0.1 * range)
}

#[cfg(test)]
mod tests {
    use super::super::series;
    use super::*;
    use crate::map::{Day, IndicatorKind, Observation};

    fn extent(kind: IndicatorKind, dates: &[(&str, f64)]) -> Option<Extent> {
        let observations = dates.iter().map(|(d, v)| Observation::exact(d.parse().expect(d), *v)).collect();
        let indicator = Indicator { kind, observations, ..Indicator::default() };
        let pulse = kind == IndicatorKind::Pulse;
        Extent::of(&series(&indicator, Day(30_000), None), (None, None), None, pulse)
    }

    #[test]
    fn no_chart_is_without_width_or_height() {
        for values in [&[("2012-05-08", 0.0)][..], &[("2012-05-08", 7.0)], &[("2012", -3.0), ("2013", -3.0)]] {
            for kind in IndicatorKind::ALL {
                let extent = extent(kind, values).expect("dots");
                assert!(extent.time.0 < 2012.3 && extent.time.1 > 2012.4);
                assert!(extent.height.0 < values[0].1 && extent.height.1 > values[0].1);
            }
        }
        assert_eq!(extent(IndicatorKind::Measure, &[]), None);
    }

    #[test]
    fn a_chart_of_the_largest_numbers_stays_finite() {
        let extent = extent(IndicatorKind::Measure, &[("2012", f64::MAX), ("2013", -f64::MAX)]).expect("dots");
        assert!((extent.height.1 - extent.height.0).is_finite());
    }

    #[test]
    fn zero_is_shown_where_it_is_near() {
        let bottom =
            |low: f64| extent(IndicatorKind::Measure, &[("2012", low), ("2013", 10.0)]).map_or(0.0, |e| e.height.0);
        assert!(bottom(2.0) < 0.0 && bottom(2.0) > -1.0);
        assert!(bottom(8.0) > 7.0);
    }
}
