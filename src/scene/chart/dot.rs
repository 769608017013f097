//! One dot for each observation.

use crate::map::{Day, Indicator, Observation};

/// Values beyond this are drawn at this height, so that a chart of them stays within what a number can hold.
pub(super) const HIGHEST: f64 = 1e300;

/// An observation and where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot<'a> {
    /// What was observed.
    pub observation: &'a Observation,
    /// The middle of its date, in years.
    pub time: f64,
    /// The value; of a pulse, the running sum up to it.
    pub height: f64,
    /// Whether it lies in the period that is read.
    pub read: bool,
}

impl Dot<'_> {
    /// Whether its value lies beyond what can be drawn: its height is not its value.
    pub fn is_clamped(&self) -> bool {
        self.observation.value.abs() > HIGHEST
    }

    /// The span that its date names, in years; none for a date that is exact to the day.
    pub fn span(&self) -> Option<(f64, f64)> {
        let (start, end) = (self.observation.date.start(), self.observation.date.end());
        (start != end).then(|| (start.as_years(), end.as_years()))
    }
}

/// The observations of an indicator that have come by a day, in the order of time; those before `from` are not read.
pub fn series(indicator: &Indicator, day: Day, from: Option<Day>) -> Vec<Dot<'_>> {
    let drawn = indicator.drawn_by(day).into_iter();
    drawn
        .map(|(observation, height)| Dot {
            observation,
            time: observation.date.middle().as_years(),
            height: height.clamp(-HIGHEST, HIGHEST),
            read: from.is_none_or(|from| observation.date.middle() >= from),
        })
        .collect()
}

/// How many observations come after a day.
pub fn later(indicator: &Indicator, day: Day) -> usize {
    indicator.observations.iter().filter(|observation| observation.date.start() > day).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::IndicatorKind;

    fn indicator(kind: IndicatorKind, dates: &[(&str, f64)]) -> Indicator {
        let observations = dates.iter().map(|(d, v)| Observation::exact(d.parse().expect(d), *v)).collect();
        Indicator { kind, observations, ..Indicator::default() }
    }

    const DAY: Day = Day(16_801); // The first day of 2016.

    #[test]
    fn what_comes_after_the_day_is_left_out_and_counted() {
        let indicator = indicator(IndicatorKind::Measure, &[("2016-03", 3.0), ("2012", 1.0), ("2016", 2.0)]);
        let heights: Vec<f64> = series(&indicator, DAY, None).iter().map(|dot| dot.height).collect();
        assert_eq!(heights, [1.0, 2.0]);
        assert_eq!(later(&indicator, DAY), 1);
    }

    #[test]
    fn pulses_are_drawn_as_their_running_sum() {
        let indicator = indicator(IndicatorKind::Pulse, &[("2013", -1.0), ("2011", 1.0), ("2012", 2.0)]);
        let heights: Vec<f64> = series(&indicator, DAY, None).iter().map(|dot| dot.height).collect();
        assert_eq!(heights, [1.0, 3.0, 2.0]);
    }

    #[test]
    fn only_a_date_that_is_not_exact_to_the_day_has_a_span() {
        let indicator = indicator(IndicatorKind::Measure, &[("2012", 1.0), ("2013-05-08", 1.0)]);
        let dots = series(&indicator, DAY, None);
        let (from, to) = dots[0].span().expect("a year");
        assert!(from == 2012.0 && (2012.99..2013.0).contains(&to));
        assert_eq!(dots[1].span(), None);
    }

    #[test]
    fn dots_before_the_period_are_drawn_but_not_read() {
        let indicator = indicator(IndicatorKind::Measure, &[("2012", 1.0), ("2014", 1.0)]);
        let read: Vec<bool> =
            series(&indicator, DAY, Some(Day::from_civil(2013, 1, 1))).iter().map(|dot| dot.read).collect();
        assert_eq!(read, [false, true]);
    }
}
