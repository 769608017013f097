//! The line through what was read, how sure its rate is, and where it heads. Never where it should arrive.

use super::Spot;
use super::dot::{Dot, HIGHEST};
use crate::insight::{Basis, DAYS_IN_A_YEAR, Direction, Rate, Verdict, in_years};
use crate::map::Day;

/// From this many values on a line is drawn.
const DRAWN_FROM: usize = 3;

/// How far the heading goes on beyond the last dot, over the time of all dots.
const HEADING: f64 = 0.13;

/// The line of the Theil–Sen rate.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// From the first to the last dot that was read.
    pub line: [Spot; 2],
    /// The lines of the lowest and the highest rate that the interval allows, where it has one.
    pub band: Option<Band>,
    /// Where the line heads, from its end on; only while it advances or slips. It leads to no target.
    pub heading: Option<[Spot; 2]>,
}

/// What lies between the lines of the lowest and of the highest rate through the middle of the trend: a wedge to either side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Its upper edge: left, middle, right.
    pub upper: [Spot; 3],
    /// Its lower edge: left, middle, right.
    pub lower: [Spot; 3],
}

impl Trend {
    /// The trend of a direction through dots; nothing of fewer than three values, of a running total and of judgements.
    pub(super) fn of(direction: &Direction, dots: &[Dot<'_>]) -> Option<Self> {
        let rate = direction.rate.filter(|_| direction.basis == Basis::Values && direction.n >= DRAWN_FROM)?;
        let [first, last] = ends(dots)?;
        let times = [first, last].map(|dot| in_years(dot.observation.date.middle()));
        let heights = times.map(|time| rate.at(time));
        // A line through heights that are not the values would tell what was not seen.
        if dots.iter().any(Dot::is_clamped) || heights.iter().any(|height| drawn(*height) != *height) {
            return None;
        }
        let line = [(first.time, heights[0]), (last.time, heights[1])];
        let mut trend = Self { line, band: Band::of(&rate, times), heading: None };
        trend.heading = is_decided(direction).then(|| {
            let tip = tip(dots, first, last);
            [trend.line[1], (tip, drawn(trend.at(tip)))]
        });
        Some(trend)
    }

    /// The height of the line at a time.
    pub fn at(&self, time: f64) -> f64 {
        let [from, to] = self.line;
        let part = (time - from.0) / (to.0 - from.0);
        from.1 * (1.0 - part) + to.1 * part
    }

    /// Every place that it names.
    pub fn spots(&self) -> Vec<Spot> {
        let band = self.band.iter().flat_map(|band| band.upper.into_iter().chain(band.lower));
        self.line.into_iter().chain(self.heading.into_iter().flatten()).chain(band).collect()
    }
}

/// Where the running sum of judgements heads, from its last dot on, at its mean rate; only while it advances or slips.
pub(super) fn sum_heading(direction: &Direction, dots: &[Dot<'_>]) -> Option<[Spot; 2]> {
    if direction.basis != Basis::Judgements || !is_decided(direction) || dots.iter().any(Dot::is_clamped) {
        return None;
    }
    let [first, last] = ends(dots)?;
    let before = dots.iter().rev().find(|dot| !dot.read).map_or(0.0, |dot| dot.height);
    let rate = (last.height - before) / (last.time - first.time);
    // Several judgements of one day count once in the test, but each adds to the sum: it may lead another way.
    let same_way = rate.is_finite() && rate * direction.s.unwrap_or(0.0) > 0.0;
    let tip = tip(dots, first, last);
    same_way.then(|| [(last.time, last.height), (tip, drawn(last.height + rate * (tip - last.time)))])
}

fn is_decided(direction: &Direction) -> bool {
    matches!(direction.verdict, Some(Verdict::Advancing | Verdict::Slipping))
}

/// The first and the last dot that was read, where time passes between them.
fn ends<'a, 'b>(dots: &'b [Dot<'a>]) -> Option<[&'b Dot<'a>; 2]> {
    let mut read = dots.iter().filter(|dot| dot.read);
    let first = read.next()?;
    let last = read.next_back().filter(|last| last.time > first.time)?;
    Some([first, last])
}

/// How far in time a heading goes on: by a part of the time of all dots, but not so far that little would lead to much.
fn tip(dots: &[Dot<'_>], first: &Dot<'_>, last: &Dot<'_>) -> f64 {
    let all = dots.first().map_or(0.0, |dot| last.time - dot.time);
    last.time + (HEADING * all).min(0.4 * (last.time - first.time))
}

impl Band {
    fn of(rate: &Rate, times: [f64; 2]) -> Option<Self> {
        let (low, high) = rate.interval?;
        let at = |slope: f64, time: f64| (on_axis(time), drawn(rate.with_slope(slope, time)));
        let middle = at(rate.slope, rate.middle.0);
        // Left of the middle the higher rate lies lower.
        Some(Self {
            upper: [at(low, times[0]), middle, at(high, times[1])],
            lower: [at(high, times[0]), middle, at(low, times[1])],
        })
    }
}

fn drawn(height: f64) -> f64 {
    height.clamp(-HIGHEST, HIGHEST)
}

/// A time of the statistics, in years of equal length since the beginning of 1970, as the year with a fraction that the axis has.
fn on_axis(time: f64) -> f64 {
    let days = time * DAYS_IN_A_YEAR;
    let day = Day(days.floor() as i32);
    let (from, to) = (day.as_years(), Day(day.0.saturating_add(1)).as_years());
    from + (to - from) * (days - days.floor())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_the_statistics_is_found_on_the_axis() {
        for day in (Day::from_civil(1990, 1, 1).0..Day::from_civil(2030, 1, 1).0).step_by(97).map(Day) {
            assert!((on_axis(in_years(day)) - day.as_years()).abs() < 0.003);
        }
        let noon = (in_years(Day(100)) + in_years(Day(101))) / 2.0;
        assert!(on_axis(noon) > Day(100).as_years() && on_axis(noon) < Day(101).as_years());
    }
}
