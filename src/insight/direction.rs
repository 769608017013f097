//! Which way an indicator moves, with the evidence behind it.

use super::correlation::lag1;
use super::mann_kendall::mann_kendall;
use super::readings::{Readings, come};
use super::sign_flip::{DECISIVE_FROM, sign_flip};
use super::theil_sen::{Rate, theil_sen};
use crate::map::{Day, Desired, Indicator, IndicatorKind, PartialDate};

/// With fewer values than this the 5 % level cannot be reached at all, so nothing is said.
pub const TOLD_FROM: usize = 5;

/// How unlikely chance alone has to be before a direction is told.
pub const LEVEL: f64 = 0.05;

/// Which way an indicator moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// In the desired direction.
    Advancing,
    /// In no clear direction.
    Holding,
    /// Against the desired direction.
    Slipping,
    /// Too few observations to say.
    TooEarly,
}

impl Verdict {
    /// All, in the order of a legend.
    pub const ALL: [Self; 4] = [Self::Advancing, Self::Holding, Self::Slipping, Self::TooEarly];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Advancing => "Advancing",
            Self::Holding => "Holding",
            Self::Slipping => "Slipping",
            Self::TooEarly => "Too early to tell",
        }
    }

    /// The name in data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Advancing => "advancing",
            Self::Holding => "holding",
            Self::Slipping => "slipping",
            Self::TooEarly => "too_early",
        }
    }
}

/// What of an indicator is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Its values.
    Values,
    /// The pace between its values: a running total can only rise.
    Pace,
    /// Its judgements, against zero.
    Judgements,
}

impl Basis {
    /// What of an indicator is tested.
    pub fn of(indicator: &Indicator) -> Self {
        match (indicator.kind, indicator.accumulates) {
            (IndicatorKind::Pulse, _) => Self::Judgements,
            (IndicatorKind::Measure, true) => Self::Pace,
            (IndicatorKind::Measure, false) => Self::Values,
        }
    }

    /// The name in data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Values => "values",
            Self::Pace => "pace",
            Self::Judgements => "judgements",
        }
    }
}

/// By which test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// Mann–Kendall, by the exact distribution.
    MannKendallExact,
    /// Mann–Kendall, by the normal approximation.
    MannKendallNormal,
    /// Sign flips, all counted.
    SignFlipExact,
    /// Sign flips, by the normal approximation.
    SignFlipNormal,
}

impl Test {
    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::MannKendallExact => "exact Mann–Kendall",
            Self::MannKendallNormal => "Mann–Kendall, normal approximation",
            Self::SignFlipExact => "exact sign flips",
            Self::SignFlipNormal => "sign flips, normal approximation",
        }
    }

    /// The name in data.
    pub fn key(self) -> &'static str {
        match self {
            Self::MannKendallExact => "mann_kendall_exact",
            Self::MannKendallNormal => "mann_kendall_normal",
            Self::SignFlipExact => "sign_flip_exact",
            Self::SignFlipNormal => "sign_flip_normal",
        }
    }
}

/// Which way an indicator moves, as of a day, with the evidence behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Direction {
    /// What is said; nothing of an indicator that is context only.
    pub verdict: Option<Verdict>,
    /// What was tested.
    pub basis: Basis,
    /// How many observations were read.
    pub observations: usize,
    /// How many values were tested: days, paces between days, or judgements. Of judgements, [`Direction::decisive`] decide.
    pub n: usize,
    /// How many of the tested values can decide: all, or the judgements that are not zero.
    pub decisive: usize,
    /// The statistic: S of Mann and Kendall, or the sum of the judgements.
    pub s: Option<f64>,
    /// How likely chance alone brings a statistic at least as far from zero, 0 to 1.
    pub p: Option<f64>,
    /// By which test.
    pub test: Option<Test>,
    /// How fast what was tested moves, in a year; nothing of judgements.
    pub rate: Option<Rate>,
    /// The lag-1 correlation of what the trend leaves over, where it can be told.
    pub lag1: Option<f64>,
    /// The dates of the first and the last observation that were read.
    pub span: Option<(PartialDate, PartialDate)>,
    /// The movement in the desired direction over the indicator's own spread, in a year: of what was tested, or of the running sum of
    /// judgements.
    pub heading: Option<f64>,
    /// Whether any value that was read is invented or judged.
    pub illustrative: bool,
    /// From which day on observations were read; none where all were.
    pub from: Option<Day>,
}

/// Which way an indicator moves as of a day, read from another day on.
///
/// The method is that of the package's page on honest direction: the sign from a two-sided test at the 5 % level, the rate from the
/// Theil–Sen slope over true dates. Nothing is told of fewer than five tested values, or six judgements that are not zero.
pub fn direction(indicator: &Indicator, day: Day, from: Option<Day>) -> Direction {
    let observations = come(indicator, day, from);
    let readings = Readings::of(&observations);
    let mut told = match Basis::of(indicator) {
        Basis::Judgements => of_judgements(&readings, indicator.desired),
        Basis::Pace => of_trend(&readings.pace(), Basis::Pace, indicator.desired),
        Basis::Values => of_trend(&readings, Basis::Values, indicator.desired),
    };
    told.observations = observations.len();
    told.span = observations.first().zip(observations.last()).map(|(first, last)| (first.date, last.date));
    told.from = from;
    told.illustrative = observations.iter().any(|observation| observation.illustrative);
    told
}

fn nothing(basis: Basis) -> Direction {
    Direction {
        verdict: None,
        basis,
        observations: 0,
        n: 0,
        decisive: 0,
        s: None,
        p: None,
        test: None,
        rate: None,
        lag1: None,
        span: None,
        heading: None,
        illustrative: false,
        from: None,
    }
}

fn of_trend(readings: &Readings, basis: Basis, desired: Desired) -> Direction {
    let n = readings.len();
    let trend = mann_kendall(&readings.values);
    let rate = theil_sen(&readings.times, &readings.values);
    let wished = match desired {
        Desired::Increase => Some(1.0),
        Desired::Decrease => Some(-1.0),
        Desired::None => None,
    };
    let s = trend.map(|trend| trend.s as f64);
    let spread = readings.spread();
    let heading = |rate: Rate, wished: f64| if spread > 0.0 { wished * rate.slope / spread } else { 0.0 };
    Direction {
        verdict: wished.map(|wished| verdict(n >= TOLD_FROM, wished * s.unwrap_or(0.0), trend.map_or(1.0, |t| t.p))),
        n,
        decisive: n,
        s,
        p: trend.map(|trend| trend.p),
        test: trend.map(|trend| if trend.exact { Test::MannKendallExact } else { Test::MannKendallNormal }),
        rate,
        lag1: rate.and_then(|rate| lag1(readings, &rate)),
        heading: rate.zip(wished).map(|(rate, wished)| heading(rate, wished)).filter(|heading| heading.is_finite()),
        ..nothing(basis)
    }
}

/// Judgements say *towards* or *away* by themselves, whichever way the indicator is to move.
fn of_judgements(readings: &Readings, desired: Desired) -> Direction {
    let lean = sign_flip(&readings.values);
    let decisive = lean.map_or(0, |lean| lean.decisive);
    let told = |_| verdict(decisive >= DECISIVE_FROM, lean.map_or(0.0, |l| l.sum), lean.map_or(1.0, |l| l.p));
    let desired = Some(desired).filter(|desired| *desired != Desired::None);
    Direction {
        verdict: desired.map(told),
        n: readings.len(),
        decisive,
        s: lean.map(|lean| lean.sum),
        p: lean.map(|lean| lean.p),
        test: lean.map(|lean| if lean.exact { Test::SignFlipExact } else { Test::SignFlipNormal }),
        heading: desired.and_then(|_| sum_heading(readings)),
        ..nothing(Basis::Judgements)
    }
}

/// How far the running sum of judgements goes in a year, over its own spread.
fn sum_heading(judgements: &Readings) -> Option<f64> {
    let years = judgements.times.last()? - judgements.times.first()?;
    let (mut sum, mut low, mut high) = (0.0, 0.0_f64, 0.0_f64);
    for judgement in &judgements.values {
        sum += judgement;
        (low, high) = (low.min(sum), high.max(sum));
    }
    (years > 0.0).then(|| if high > low { sum / (high - low) / years } else { 0.0 })
}

fn verdict(enough: bool, towards: f64, p: f64) -> Verdict {
    match towards {
        _ if !enough => Verdict::TooEarly,
        // A p of exactly 5 % must not depend on how it was rounded.
        _ if p > LEVEL + 1e-12 => Verdict::Holding,
        t if t > 0.0 => Verdict::Advancing,
        t if t < 0.0 => Verdict::Slipping,
        _ => Verdict::Holding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Observation;

    fn yearly(values: &[f64]) -> Indicator {
        let observation = |(i, v): (usize, &f64)| Observation::exact(PartialDate::of_year(2000 + i as u16), *v);
        let observations = values.iter().enumerate().map(observation).collect();
        Indicator { observations, ..Indicator::default() }
    }

    fn told(indicator: &Indicator) -> Direction {
        direction(indicator, Day::from_civil(2100, 1, 1), None)
    }

    #[test]
    fn four_observations_are_too_early_and_five_can_tell() {
        assert_eq!(told(&yearly(&[1.0, 2.0, 3.0, 4.0])).verdict, Some(Verdict::TooEarly));
        assert_eq!(told(&yearly(&[1.0, 2.0, 3.0, 4.0, 5.0])).verdict, Some(Verdict::Advancing));
        assert_eq!(told(&yearly(&[1.0, 3.0, 2.0, 4.0, 5.0])).verdict, Some(Verdict::Holding));
        assert_eq!(told(&Indicator::default()).verdict, Some(Verdict::TooEarly));
    }

    #[test]
    fn what_is_to_fall_advances_when_it_falls() {
        let mut indicator = yearly(&[5.0, 4.0, 3.0, 2.0, 1.0]);
        assert_eq!(told(&indicator).verdict, Some(Verdict::Slipping));
        indicator.desired = Desired::Decrease;
        let direction = told(&indicator);
        assert_eq!(direction.verdict, Some(Verdict::Advancing));
        assert!(direction.heading.is_some_and(|heading| (heading - 0.25).abs() < 0.001));
        indicator.desired = Desired::None;
        let direction = told(&indicator);
        assert_eq!((direction.verdict, direction.heading), (None, None));
        assert!(direction.p.is_some());
    }

    #[test]
    fn a_running_total_that_rises_steadily_holds() {
        let mut indicator = yearly(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]);
        indicator.accumulates = true;
        let direction = told(&indicator);
        assert_eq!((direction.verdict, direction.n, direction.observations), (Some(Verdict::Holding), 7, 8));
        let mut faster = yearly(&[1.0, 2.0, 4.0, 7.0, 11.0, 16.0]);
        faster.accumulates = true;
        assert_eq!(told(&faster).verdict, Some(Verdict::Advancing));
        faster.observations.pop();
        assert_eq!(told(&faster).verdict, Some(Verdict::TooEarly));
    }

    #[test]
    fn pulses_decide_from_six_that_are_not_zero_on() {
        let pulses = |values: &[f64]| told(&Indicator { kind: IndicatorKind::Pulse, ..yearly(values) });
        assert_eq!(pulses(&[1.0, 1.0, 2.0, 0.0, 1.0, 1.0]).verdict, Some(Verdict::TooEarly));
        assert_eq!(pulses(&[1.0, 1.0, 2.0, 0.0, 1.0, 1.0, 1.0]).verdict, Some(Verdict::Advancing));
        assert_eq!(pulses(&[-1.0; 6]).verdict, Some(Verdict::Slipping));
        assert_eq!(pulses(&[1.0, -1.0, 2.0, -2.0, 1.0, -1.0]).verdict, Some(Verdict::Holding));
        assert!(pulses(&[2.0; 6]).heading.is_some_and(|heading| (heading - 0.2).abs() < 0.001));
        assert_eq!(pulses(&[2.0; 6]).rate, None);
    }

    #[test]
    fn only_what_has_come_is_read() {
        let indicator = yearly(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        let direction = direction(&indicator, Day::from_civil(2002, 6, 1), None);
        assert_eq!((direction.n, direction.verdict), (3, Some(Verdict::TooEarly)));
        let span = direction.span.map(|(from, to)| (from.year(), to.year()));
        assert_eq!(span, Some((2000, 2002)));
    }

    #[test]
    fn one_invented_value_marks_the_series() {
        let mut indicator = yearly(&[1.0, 2.0]);
        assert!(!told(&indicator).illustrative);
        indicator.observations[1].illustrative = true;
        assert!(told(&indicator).illustrative);
        assert!(!super::direction(&indicator, Day::from_civil(2000, 6, 1), None).illustrative);
    }

    #[test]
    fn the_largest_numbers_are_told_without_a_rate() {
        let direction = told(&yearly(&[f64::MAX, -f64::MAX, f64::MAX, 1.0, 2.0]));
        assert_eq!((direction.rate, direction.verdict), (None, Some(Verdict::Holding)));
    }
}
