//! The lines of a table of observations, latest first, and how a long list is laid out: only what is in sight.

use std::ops::RangeInclusive;

use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::insight::{Readings, words::number};
use crate::map::{Day, Indicator, Observation, PartialDate};

/// How far beyond what is in sight lines are laid out, so that Tab finds the next field there.
const BEYOND: f32 = 70.0;

/// A line of the table.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// The observation at a place in the list of the indicator.
    Observation(usize),
    /// A remark on what stands beside it.
    Remark(String),
}

/// The places of an indicator's observations, latest first.
pub fn order(indicator: &Indicator) -> Vec<usize> {
    let mut order: Vec<usize> = (0..indicator.observations.len()).collect();
    order.sort_by_key(|at| indicator.observations[*at].date.middle());
    order.reverse();
    order
}

/// The lines for observations in an order, with what has to be said as of a day.
pub fn lines(indicator: &Indicator, order: &[usize], day: Day) -> Vec<Line> {
    let seen: Vec<(usize, &Observation)> =
        order.iter().filter_map(|at| Some((*at, indicator.observations.get(*at)?))).collect();
    let later = seen.iter().filter(|(_, observation)| observation.date.start() > day).count();
    let mut lines: Vec<Line> = later_remark(later, day).map(Line::Remark).into_iter().collect();
    for group in seen.chunk_by(|a, b| a.1.date.middle() == b.1.date.middle()) {
        lines.extend(group.iter().map(|(at, _)| Line::Observation(*at)));
        let observations: Vec<&Observation> = group.iter().map(|(_, observation)| *observation).collect();
        lines.extend(same_day_remark(&observations).map(Line::Remark));
    }
    lines
}

fn later_remark(count: usize, day: Day) -> Option<String> {
    let day = PartialDate::of_day(day).in_words();
    match count {
        0 => None,
        1 => Some(format!("The first one lies after {day}, the day that is shown, and is not read.")),
        n => Some(format!("The first {n} lie after {day}, the day that is shown, and are not read.")),
    }
}

/// What becomes of several values on one day.
fn same_day_remark(observations: &[&Observation]) -> Option<String> {
    let first = observations.first().filter(|_| observations.len() > 1)?;
    let date = first.date;
    let when = match () {
        () if observations.iter().any(|other| other.date != date) => {
            format!("that count as {}", PartialDate::of_day(date.middle()).in_words())
        }
        () if date.start() == date.end() => format!("on {}", date.in_words()),
        () => format!("in {}", date.in_words()),
    };
    let (count, all) = match observations.len() {
        2 => ("Two".to_owned(), "both"),
        3 => ("Three".to_owned(), "all"),
        n => (n.to_string(), "all"),
    };
    let median = Readings::of(observations).values.first().copied().map(number)?;
    Some(format!("{count} values {when}: {all} are drawn, the statistics take their median, {median}."))
}

/// Lays out of a long list what is in sight, and brings the lines of `goal` there. `each` draws the line of a number in its place, and answers whether the rest is
/// still as it was.
pub fn in_sight(
    ui: &mut Ui,
    name: &str,
    (heights, goal): (&[f32], Option<RangeInclusive<usize>>),
    mut each: impl FnMut(&mut Ui, usize) -> bool,
) {
    let mut bottoms = Vec::with_capacity(heights.len());
    let mut total = 0.0;
    for height in heights {
        total += height;
        bottoms.push(total);
    }
    ScrollArea::vertical().id_salt(name).auto_shrink(false).show_viewport(ui, |ui, viewport| {
        ui.set_height(total);
        let corner = ui.max_rect().left_top();
        let width = ui.available_width();
        if let Some((first, last)) = goal.map(RangeInclusive::into_inner)
            && let (Some(bottom), Some(below)) = (bottoms.get(first), bottoms.get(last))
        {
            let place = Rect::from_min_max(
                pos2(corner.x, corner.y + bottom - heights[first]),
                pos2(corner.x + width, corner.y + below),
            );
            ui.scroll_to_rect(place, None);
        }
        let first = bottoms.partition_point(|bottom| *bottom < viewport.top() - BEYOND);
        for line in first..heights.len() {
            let top = bottoms[line] - heights[line];
            if top > viewport.bottom() + BEYOND {
                break;
            }
            let rect = Rect::from_min_size(pos2(corner.x, corner.y + top), vec2(width, heights[line]));
            let scope = UiBuilder::new().id_salt(("line", line)).max_rect(rect);
            if !ui.scope_builder(scope, |ui| each(ui, line)).inner {
                break;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indicator(dates: &[(&str, f64)]) -> Indicator {
        let observations = dates.iter().map(|(d, v)| Observation::exact(d.parse().expect(d), *v)).collect();
        Indicator { observations, ..Indicator::default() }
    }

    fn told(dates: &[(&str, f64)], day: &str) -> Vec<String> {
        let indicator = indicator(dates);
        let day = day.parse::<PartialDate>().expect(day).end();
        let line = |line| match line {
            Line::Observation(at) => indicator.observations[at].date.to_string(),
            Line::Remark(remark) => remark,
        };
        lines(&indicator, &order(&indicator), day).into_iter().map(line).collect()
    }

    #[test]
    fn the_latest_stands_first() {
        assert_eq!(told(&[("2012", 1.0), ("2016-03", 2.0), ("2014", 3.0)], "2020"), ["2016-03", "2014", "2012"]);
        assert!(told(&[], "2020").is_empty());
    }

    #[test]
    fn several_values_on_a_day_are_remarked_at_that_place() {
        let told =
            told(&[("2012-05-08", 3.0), ("2011", 1.0), ("2012-05-08", 4.0), ("2011", 2.0), ("2011", 9.0)], "2020");
        let remark = "Two values on 8 May 2012: both are drawn, the statistics take their median, 3.5.";
        assert_eq!(told[2], remark);
        assert_eq!(told[6], "Three values in 2011: all are drawn, the statistics take their median, 2.");
    }

    #[test]
    fn dates_of_other_precision_can_count_as_the_same_day() {
        let told = told(&[("2012", 3.0), ("2012-07-01", 4.0)], "2020");
        assert!(told[2].starts_with("Two values that count as 1 Jul 2012: both"), "{told:?}");
    }

    #[test]
    fn what_lies_after_the_day_is_said() {
        let told = told(&[("2012", 3.0), ("2030", 4.0)], "2020-03-31");
        assert_eq!(told[0], "The first one lies after 31 Mar 2020, the day that is shown, and is not read.");
        assert_eq!(told[1..], ["2030", "2012"]);
    }
}
