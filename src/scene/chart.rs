//! What a chart of an indicator holds: one description, which the window shows and exporters draw.
//!
//! Times are years with a fraction, as on the axis; heights are values, or of pulses their running sum. Nothing is scaled yet.

mod dot;
mod extent;
mod flag;
mod overlay;
mod rows;
mod trend;
mod words;

pub use dot::{Dot, later, series};
pub use extent::{Extent, lifetime};
pub use flag::{Flag, FlagKind, flags};
pub use overlay::{MOST_STRANDS, Overlay, Strand, overlay, strand_color};
pub use rows::{GAP, PENNANT, ROWS, Side, Slot, Wanted, plant};
pub use trend::{Band, Trend};
pub use words::subtitle;

use crate::insight::{Basis, Direction, Period, Surveyed, Timeline, Verdict};
use crate::map::{Day, Indicator, StrategyMap};

/// A place on a chart: the time in years, and the height.
pub type Spot = (f64, f64);

/// How the dots are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Not at all: there is one, or a trend that tells more.
    Apart,
    /// By a thin line from each to the next.
    Line,
    /// By steps from zero: each dot adds to a sum, which stands until the next.
    Steps,
}

/// The chart of one indicator as of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart<'a> {
    /// What is observed.
    pub indicator: &'a Indicator,
    /// Its name.
    pub title: String,
    /// Unit, desired direction, timing, and whose it is.
    pub subtitle: String,
    /// What the observations say, and how that is known.
    pub evidence: String,
    /// Which way it moves; nothing of what is context only.
    pub verdict: Option<Verdict>,
    /// Every observation that has come, in the order of time.
    pub dots: Vec<Dot<'a>>,
    /// How they are joined.
    pub join: Join,
    /// The line through them, where there is one.
    pub trend: Option<Trend>,
    /// Where it heads from its last dot on; only while it advances or slips. It leads to no target.
    pub heading: Option<[Spot; 2]>,
    /// What moves, where that is not the values themselves: the pace of a running total.
    pub moving: Option<&'static str>,
    /// When reading begins, where that leaves out any of the dots.
    pub read_from: Option<f64>,
    /// What happened meanwhile, in the order of time.
    pub flags: Vec<Flag>,
    /// The part of time and of heights that is shown; none where nothing was observed.
    pub extent: Option<Extent>,
    /// Whether zero is marked: above it lies *towards*, below it *away*.
    pub zero_line: bool,
    /// Whether any value that is drawn is invented or judged.
    pub illustrative: bool,
    /// How many observations come after the day and are left out.
    pub later: usize,
}

impl<'a> Chart<'a> {
    /// The chart of an indicator as of a day. The direction is that of the same indicator, day and period.
    pub fn of(
        map: &StrategyMap,
        shown: &Surveyed<'a>,
        day: Day,
        direction: &Direction,
        period: Period,
        timeline: &Timeline,
    ) -> Self {
        let indicator = shown.indicator;
        let begin = period.begin(map, day);
        let from = begin.ok().flatten();
        let dots = series(indicator, day, from);
        let unsourced = |dot: &Dot<'_>| map.overview.illustrative && dot.observation.sources.is_empty();
        let illustrative = dots.iter().any(|dot| dot.observation.illustrative || unsourced(dot));
        let trend = Trend::of(direction, &dots);
        let heading = trend.as_ref().and_then(|trend| trend.heading).or_else(|| trend::sum_heading(direction, &dots));
        let read_from = from.filter(|_| dots.iter().any(|dot| !dot.read)).map(Day::as_years);
        let zero_line = direction.basis == Basis::Judgements;
        Self {
            indicator,
            title: shown.name().to_owned(),
            subtitle: subtitle(indicator, &shown.owner),
            evidence: words::evidence(indicator, direction, (period, begin), !dots.is_empty(), illustrative),
            verdict: direction.verdict,
            join: match direction.basis {
                Basis::Judgements => Join::Steps,
                // What was seen on one day has no way from one to the next.
                _ if trend.is_some() || dots.first().map(|dot| dot.time) == dots.last().map(|dot| dot.time) => {
                    Join::Apart
                }
                _ => Join::Line,
            },
            heading,
            moving: words::moving(direction),
            read_from,
            flags: flags(map, shown, day, timeline),
            extent: Extent::of(&dots, (trend.as_ref(), heading), read_from, zero_line),
            zero_line,
            illustrative,
            later: later(indicator, day),
            trend,
            dots,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::{Owner, direction};
    use crate::map::{Adaptation, Desired, IndicatorKind, Observation, Overview, PartialDate};
    use std::sync::Arc;

    fn yearly(values: &[f64]) -> Indicator {
        let observation = |(i, v): (usize, &f64)| Observation::exact(PartialDate::of_year(2001 + i as u16), *v);
        let observations = values.iter().enumerate().map(observation).collect();
        Indicator { name: "Members".into(), observations, ..Indicator::default() }
    }

    fn chart_of<'a>(map: &StrategyMap, indicator: &'a Indicator, year: i32, period: Period) -> Chart<'a> {
        let day = Day::from_civil(year, 12, 31);
        let from = period.begin(map, day).ok().flatten();
        let told = direction(indicator, day, from);
        Chart::of(map, &Surveyed { indicator, owner: Owner::Map }, day, &told, period, &Timeline::of(map))
    }

    fn chart(indicator: &Indicator) -> Chart<'_> {
        chart_of(&StrategyMap::default(), indicator, 2030, Period::All)
    }

    #[test]
    fn the_trend_begins_at_the_first_dot_and_ends_at_the_last() {
        let rising = yearly(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        let chart = chart(&rising);
        let trend = chart.trend.as_ref().expect("a trend");
        assert_eq!((trend.line[0].0, trend.line[1].0), (chart.dots[0].time, chart.dots[5].time));
        assert!((trend.line[0].1 - 1.0).abs() < 0.01 && (trend.line[1].1 - 6.0).abs() < 0.01);
        assert_eq!(chart.join, Join::Apart);
    }

    #[test]
    fn fewer_than_three_observations_are_only_joined() {
        let (none, one, two) = (yearly(&[]), yearly(&[1.0]), yearly(&[1.0, 2.0]));
        let told = [&none, &one, &two].map(|indicator| {
            let chart = chart(indicator);
            (chart.trend.is_some(), chart.join, chart.extent.is_some())
        });
        assert_eq!(told, [(false, Join::Apart, false), (false, Join::Apart, true), (false, Join::Line, true)]);
    }

    #[test]
    fn only_what_advances_or_slips_has_a_heading() {
        let heading = |values: &[f64]| {
            let indicator = yearly(values);
            let chart = chart(&indicator);
            (chart.verdict, chart.trend.expect("a trend").heading.is_some())
        };
        assert_eq!(heading(&[1.0, 2.0, 3.0]), (Some(Verdict::TooEarly), false));
        assert_eq!(heading(&[1.0, 3.0, 2.0, 4.0, 2.5]), (Some(Verdict::Holding), false));
        assert_eq!(heading(&[1.0, 2.0, 3.0, 4.0, 5.0]), (Some(Verdict::Advancing), true));
        assert_eq!(heading(&[5.0, 4.0, 3.0, 2.0, 1.0]), (Some(Verdict::Slipping), true));
        let context = Indicator { desired: Desired::None, ..yearly(&[1.0, 2.0, 3.0, 4.0, 5.0]) };
        assert!(chart(&context).trend.is_some_and(|trend| trend.heading.is_none()));
    }

    #[test]
    fn the_band_holds_the_line_and_is_narrowest_in_its_middle() {
        let indicator = yearly(&[1.0, 2.5, 2.0, 4.0, 5.5, 5.0, 7.0]);
        let trend = chart(&indicator).trend.expect("a trend");
        let band = trend.band.expect("an interval");
        for (upper, lower) in band.upper.iter().zip(&band.lower) {
            assert_eq!(upper.0, lower.0);
            let on_line = trend.at(upper.0);
            assert!(lower.1 <= on_line + 1e-3 && on_line <= upper.1 + 1e-3);
        }
        assert_eq!(band.upper[1], band.lower[1]);
        let few = yearly(&[1.0, 2.0, 3.0, 4.0]);
        assert!(chart(&few).trend.is_some_and(|trend| trend.band.is_none()));
    }

    #[test]
    fn the_room_holds_the_heading() {
        let indicator = yearly(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        let chart = chart(&indicator);
        let (extent, trend) = (chart.extent.expect("dots"), chart.trend.expect("a trend"));
        let [from, tip] = trend.heading.expect("a heading");
        assert_eq!(from, trend.line[1]);
        assert!(tip.0 > from.0 && tip.0 < extent.time.1 && tip.1 < extent.height.1);
        let part = (tip.0 - from.0) / (from.0 - trend.line[0].0);
        assert!((0.1..0.16).contains(&part), "{part}");
    }

    #[test]
    fn a_running_total_has_no_line_through_its_values_and_says_that_its_pace_is_tested() {
        let total = Indicator { accumulates: true, ..yearly(&[1.0, 2.0, 4.0, 7.0, 11.0, 16.0]) };
        let chart = chart(&total);
        assert_eq!((chart.verdict, chart.trend.is_none(), chart.join), (Some(Verdict::Advancing), true, Join::Line));
        assert!(chart.subtitle.contains("pace"), "{}", chart.subtitle);
        assert!(chart.evidence.contains("5 paces between them"), "{}", chart.evidence);
    }

    #[test]
    fn pulses_are_steps_from_zero_without_a_line() {
        let pulses = Indicator { kind: IndicatorKind::Pulse, ..yearly(&[1.0; 7]) };
        let chart = chart(&pulses);
        assert_eq!((chart.join, chart.zero_line, chart.trend), (Join::Steps, true, None));
    }

    #[test]
    fn pulses_that_move_head_on_from_the_last_sum_at_its_mean_rate() {
        let pulses = |values: &[f64]| Indicator { kind: IndicatorKind::Pulse, ..yearly(values) };
        for sign in [1.0, -1.0] {
            let indicator = pulses(&[sign; 7]);
            let chart = chart(&indicator);
            let [from, tip] = chart.heading.expect("a heading");
            assert_eq!(from, (chart.dots[6].time, 7.0 * sign));
            let rate = (tip.1 - from.1) / (tip.0 - from.0);
            assert!((rate - sign * 7.0 / 6.0).abs() < 0.01, "{rate}");
            let extent = chart.extent.expect("dots");
            assert!(tip.0 < extent.time.1 && (extent.height.0..extent.height.1).contains(&tip.1));
        }
        assert_eq!(chart(&pulses(&[1.0, -1.0, 2.0, -2.0, 1.0, -1.0])).heading, None);
        assert_eq!(chart(&pulses(&[1.0, 1.0])).heading, None);
    }

    #[test]
    fn a_running_total_says_that_its_pace_moves() {
        let moving = |values: &[f64]| chart(&Indicator { accumulates: true, ..yearly(values) }).moving;
        assert_eq!(moving(&[1.0, 2.0, 4.0, 7.0, 11.0, 16.0]), Some("its pace rises"));
        assert_eq!(moving(&[1.0, 6.0, 10.0, 13.0, 15.0, 16.0]), Some("its pace falls"));
        assert_eq!(moving(&[1.0, 2.0, 3.0]), None);
        assert_eq!(chart(&yearly(&[1.0, 2.0, 3.0, 4.0, 5.0])).moving, None);
    }

    #[test]
    fn values_too_large_to_be_drawn_have_no_trend() {
        let steep: Vec<f64> = (1..8).map(|i| 1e301 * f64::from(i)).collect();
        let one: Vec<f64> = (1..8).map(|i| if i == 7 { 2e300 } else { f64::from(i) }).collect();
        for values in [steep, one] {
            let indicator = yearly(&values);
            let chart = chart(&indicator);
            assert_eq!((chart.trend, chart.heading, chart.join), (None, None, Join::Line));
        }
        assert!(chart(&yearly(&[1e299, 2e299, 3e299, 4e299, 5e299])).trend.is_some());
    }

    #[test]
    fn nothing_after_the_day_is_on_the_chart() {
        let mut map = StrategyMap::default();
        for (id, date) in [("a", "2003"), ("b", "2009")] {
            let date = Some(date.parse().expect(date));
            map.adaptations.put(Arc::new(Adaptation { id: id.into(), date, ..Adaptation::default() }));
        }
        let indicator = yearly(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]);
        let chart = chart_of(&map, &indicator, 2004, Period::All);
        assert_eq!((chart.dots.len(), chart.later, chart.flags.len()), (4, 4, 1));
        assert_eq!(chart.trend.expect("a trend").line[1].0, chart.dots[3].time);
    }

    #[test]
    fn a_narrowed_period_keeps_what_lies_before_it_and_says_what_was_read() {
        let indicator = yearly(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        let map = StrategyMap::default();
        let chart = chart_of(&map, &indicator, 2006, Period::LastThreeYears);
        let read: Vec<bool> = chart.dots.iter().map(|dot| dot.read).collect();
        assert_eq!(read, [false, false, false, true, true, true]);
        assert_eq!(chart.read_from, Some(2004.0));
        assert_eq!(chart.trend.expect("a trend").line[0].0, chart.dots[3].time);
        assert!(chart.evidence.contains("Read: last three years (since 1 Jan 2004)"), "{}", chart.evidence);
        assert!(!chart_of(&map, &indicator, 2006, Period::All).evidence.contains("Read:"));
        let unread = chart_of(&map, &indicator, 2020, Period::LastYear);
        assert!(unread.evidence.starts_with("No observation in the period"), "{}", unread.evidence);
        assert!(unread.extent.is_some_and(|extent| extent.time.1 > 2020.0), "shows when reading begins");
    }

    #[test]
    fn what_cannot_begin_with_an_adaptation_is_read_whole_and_says_so() {
        let indicator = yearly(&[1.0, 2.0, 3.0]);
        let chart = chart_of(&StrategyMap::default(), &indicator, 2006, Period::SinceAdaptation);
        assert!(chart.dots.iter().all(|dot| dot.read));
        assert!(chart.evidence.contains("Read: all observations"), "{}", chart.evidence);
    }

    #[test]
    fn illustrative_values_are_said_in_the_evidence() {
        let mut indicator = yearly(&[1.0, 2.0, 3.0]);
        assert!(!chart(&indicator).evidence.contains("llustrative"));
        indicator.observations[1].illustrative = true;
        let marked = chart(&indicator);
        assert!(marked.illustrative && marked.evidence.contains("illustrative"), "{}", marked.evidence);
        let overview = Arc::new(Overview { illustrative: true, ..Overview::default() });
        let map = StrategyMap { overview, ..StrategyMap::default() };
        assert!(chart_of(&map, &yearly(&[1.0]), 2006, Period::All).illustrative);
    }

    #[test]
    fn any_number_of_observations_of_any_size_has_a_finite_chart() {
        let shapes: [fn(usize) -> f64; 5] =
            [|i| i as f64, |_| 7.0, |_| 0.0, |i| 1e300 * i as f64, |i| if i % 2 == 0 { f64::MAX } else { f64::MIN }];
        for shape in shapes {
            for n in [1, 2, 3, 5, 40] {
                let values: Vec<f64> = (0..n).map(shape).collect();
                for accumulates in [false, true] {
                    let indicator = Indicator { accumulates, ..yearly(&values) };
                    let chart = chart_of(&StrategyMap::default(), &indicator, 2100, Period::All);
                    let Extent { time, height } = chart.extent.expect("dots");
                    assert!(time.1 > time.0 && (height.1 - height.0).is_finite() && height.1 > height.0);
                    let trend = chart.trend.iter().flat_map(Trend::spots);
                    assert!(trend.into_iter().all(|spot| spot.0.is_finite() && spot.1.is_finite()));
                }
            }
        }
    }

    #[test]
    fn observations_of_one_day_have_no_trend() {
        let observations = vec![Observation::exact("2012-05-08".parse().expect("a day"), 3.0); 9];
        let indicator = Indicator { observations, ..Indicator::default() };
        let chart = chart(&indicator);
        assert_eq!((chart.dots.len(), chart.trend, chart.join), (9, None, Join::Apart));
    }
}
