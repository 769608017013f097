//! How far the two strategies have moved over time.

use super::direction::Basis;
use crate::map::{Day, Desired, Indicator, IndicatorKind, PartialDate, StrategyKind, StrategyMap};

/// Below this many years a step is a quarter of a year.
const YEARLY_FROM: i32 = 3;

/// Where both strategies stand at the end of a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The day.
    pub day: Day,
    /// How far customer engagement and digitized solutions have moved since their start, in the spreads of their own indicators:
    /// −1 to 1.
    pub moved: [f64; 2],
}

/// How far the two strategies have moved over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trajectory {
    /// From the first observation to the day, a step a year, or a quarter where there are few years.
    pub steps: Vec<Step>,
    /// How many indicators of customer engagement and of digitized solutions count.
    pub counted: [usize; 2],
    /// Whether any of their values is invented or judged.
    pub illustrative: bool,
}

/// How far the two strategies of a map have moved by a day.
///
/// Each indicator of an initiative on the map that is to rise or to fall, and that was observed twice, is scaled by its own spread:
/// what it has moved since its first observation, in the desired direction, over the distance from its lowest to its highest value.
/// Its last observation holds until the next. A strategy stands at the mean of its indicators; one that begins later stands at its start
/// until then. Pulses count as their running sum, in the way that they are drawn.
pub fn trajectory(map: &StrategyMap, day: Day) -> Trajectory {
    let mut tracks: [Vec<Track>; 2] = [Vec::new(), Vec::new()];
    let mut illustrative = map.overview.illustrative;
    for initiative in map.placed() {
        let Some((strategy, _)) = initiative.placement() else { continue };
        for indicator in &initiative.indicators {
            let Some(track) = Track::of(indicator, day) else { continue };
            illustrative |= track.illustrative;
            tracks[usize::from(strategy == StrategyKind::DigitizedSolutions)].push(track);
        }
    }
    let counted = [tracks[0].len(), tracks[1].len()];
    let first = tracks.iter().flatten().filter_map(|track| track.points.first()).map(|point| point.0).min();
    let Some(first) = first else { return Trajectory { counted, illustrative: false, steps: Vec::new() } };
    let steps = ends(first, day)
        .into_iter()
        .map(|end| Step { day: end, moved: [mean_at(&tracks[0], end), mean_at(&tracks[1], end)] });
    Trajectory { steps: steps.collect(), counted, illustrative: illustrative && counted != [0, 0] }
}

/// What one indicator has moved since its start.
struct Track {
    points: Vec<(Day, f64)>,
    illustrative: bool,
}

impl Track {
    fn of(indicator: &Indicator, day: Day) -> Option<Self> {
        let wished = match (indicator.kind, indicator.desired) {
            (_, Desired::None) => return None,
            (IndicatorKind::Measure, Desired::Decrease) => -1.0,
            _ => 1.0,
        };
        let drawn = indicator.drawn_by(day);
        // The judgement before the first pulse is nought.
        let start = if Basis::of(indicator) == Basis::Judgements { 0.0 } else { drawn.first()?.1 };
        let heights = || drawn.iter().map(|(_, height)| *height).chain([start]);
        let low = heights().fold(f64::INFINITY, f64::min);
        let high = heights().fold(f64::NEG_INFINITY, f64::max);
        if drawn.len() < 2 || !(high - low).is_finite() {
            return None;
        }
        let moved = |height: f64| if high > low { wished * (height - start) / (high - low) } else { 0.0 };
        let points = drawn.iter().map(|(observation, height)| (observation.date.middle(), moved(*height)));
        Some(Self {
            points: points.collect(),
            illustrative: drawn.iter().any(|(observation, _)| observation.illustrative),
        })
    }

    /// What the last observation by a day says.
    fn at(&self, day: Day) -> f64 {
        let come = self.points.partition_point(|point| point.0 <= day);
        come.checked_sub(1).map_or(0.0, |last| self.points[last].1)
    }
}

fn mean_at(tracks: &[Track], day: Day) -> f64 {
    if tracks.is_empty() { 0.0 } else { tracks.iter().map(|track| track.at(day)).sum::<f64>() / tracks.len() as f64 }
}

/// The first day, then the ends of years or of quarters, and the day itself.
fn ends(first: Day, day: Day) -> Vec<Day> {
    let (from, to) = (first.civil().0, day.civil().0);
    let months: &[u8] = if to - from >= YEARLY_FROM { &[12] } else { &[3, 6, 9, 12] };
    let quarter = |year: i32, month: u8| Day(Day::from_civil(year + i32::from(month == 12), month % 12 + 1, 1).0 - 1);
    let all = (from..=to).flat_map(|year| months.iter().map(move |&month| quarter(year, month)));
    let mut ends: Vec<Day> = all.filter(|end| *end > first && *end < day).collect();
    ends.insert(0, first.min(day));
    if ends.last() != Some(&day) {
        ends.push(day);
    }
    ends
}

impl Step {
    /// The year that the step belongs to.
    pub fn year(&self) -> i32 {
        PartialDate::of_day(self.day).year()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Initiative, Observation, Position};
    use std::sync::Arc;

    fn observed(dates: &[(&str, f64)]) -> Indicator {
        let observations = dates.iter().map(|(d, v)| Observation::exact(d.parse().expect(d), *v)).collect();
        Indicator { id: dates[0].0.into(), observations, ..Indicator::default() }
    }

    fn map(engagement: Vec<Indicator>, solutions: Vec<Indicator>) -> StrategyMap {
        let mut map = StrategyMap::default();
        for (strategy, indicators) in StrategyKind::ALL.into_iter().zip([engagement, solutions]) {
            map.initiatives.put(Arc::new(Initiative {
                id: strategy.key().into(),
                strategy: Some(strategy),
                position: Some(Position::default().into()),
                indicators,
                ..Initiative::default()
            }));
        }
        map
    }

    const DAY: Day = Day(16_800); // The last day of 2015.

    #[test]
    fn an_indicator_that_went_all_its_way_has_moved_by_its_spread() {
        let fell = Indicator { desired: Desired::Decrease, ..observed(&[("2010", 8.0), ("2013", 6.0), ("2015", 4.0)]) };
        let moved = trajectory(&map(vec![fell], Vec::new()), DAY);
        assert_eq!((moved.counted, moved.illustrative), ([1, 0], false));
        let at = |year: i32| moved.steps.iter().rfind(|step| step.year() == year).map(|step| step.moved);
        assert_eq!(at(2012), Some([0.0, 0.0]));
        assert_eq!(at(2013), Some([0.5, 0.0]));
        assert_eq!(at(2015), Some([1.0, 0.0]));
    }

    #[test]
    fn what_begins_later_stands_at_its_start_until_then() {
        let both =
            map(vec![observed(&[("2010", 1.0), ("2011", 2.0)]), observed(&[("2014", 1.0), ("2015", 3.0)])], Vec::new());
        let steps = trajectory(&both, DAY).steps;
        assert!(steps.windows(2).all(|pair| pair[0].moved[0] <= pair[1].moved[0]));
        assert_eq!(steps.last().map(|step| step.moved[0]), Some(1.0));
    }

    #[test]
    fn context_and_single_observations_do_not_count() {
        let context = Indicator { desired: Desired::None, ..observed(&[("2010", 1.0), ("2011", 2.0)]) };
        let moved = trajectory(&map(vec![context], vec![observed(&[("2012", 3.0)])]), DAY);
        assert_eq!((moved.counted, moved.steps), ([0, 0], Vec::new()));
    }

    #[test]
    fn pulses_move_by_their_running_sum_from_nought() {
        let pulses = Indicator { kind: IndicatorKind::Pulse, ..observed(&[("2014-02", -1.0), ("2014-08", -1.0)]) };
        let moved = trajectory(&map(Vec::new(), vec![pulses]), DAY);
        assert_eq!(moved.steps.last().map(|step| step.moved), Some([0.0, -1.0]));
        assert!(moved.steps.len() > 5, "few years are told by the quarter");
    }
}
