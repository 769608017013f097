//! The small line on a card: the observations of its headline indicator, over time.

use std::sync::Arc;

use super::geometry::{Rect, point};
use super::node::{Dash, Shape, Stroke};
use super::theme::Color;
use crate::map::{Day, Indicator};

/// The line of an indicator's observations up to a day inside a frame; a dot marks the last. Nothing where there are none.
pub fn sparkline(indicator: &Indicator, day: Day, frame: Rect, color: Color) -> Vec<Shape> {
    let values = values(indicator, day);
    let Some(&(last_day, last_value)) = values.last() else { return Vec::new() };
    let range = |pick: fn(&(f32, f32)) -> f32| {
        let all = values.iter().map(pick);
        (all.clone().fold(f32::INFINITY, f32::min), all.fold(f32::NEG_INFINITY, f32::max))
    };
    let (days, heights) = (range(|v| v.0), range(|v| v.1));
    let place = |(day, value): (f32, f32)| {
        let x = if days.1 > days.0 { (day - days.0) / (days.1 - days.0) } else { 1.0 };
        let y = if heights.1 > heights.0 { (value - heights.0) / (heights.1 - heights.0) } else { 0.5 };
        point(frame.x + x * frame.w, frame.bottom() - y * frame.h)
    };
    let mut shapes = Vec::new();
    if values.len() > 1 {
        let points: Arc<[_]> = values.iter().map(|&value| place(value)).collect();
        let dash = if indicator.is_illustrative() { Dash::Dotted } else { Dash::Solid };
        shapes.push(Shape::Line { points, radius: 0.0, stroke: Stroke { width: 1.6, color, dash } });
    }
    shapes.push(Shape::Circle { center: place((last_day, last_value)), radius: 2.6, fill: color });
    shapes
}

fn values(indicator: &Indicator, day: Day) -> Vec<(f32, f32)> {
    let drawn = indicator.drawn_by(day).into_iter();
    drawn.map(|(observation, height)| (observation.date.middle().0 as f32, height as f32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Observation;
    use crate::scene::rect;

    fn drawn(dates: &[(&str, f64)]) -> Vec<Shape> {
        let observations = dates.iter().map(|(d, v)| Observation::exact(d.parse().expect(d), *v)).collect();
        let indicator = Indicator { observations, ..Indicator::default() };
        sparkline(&indicator, Day::from_civil(2020, 1, 1), rect(0.0, 0.0, 68.0, 20.0), Color::hex(0))
    }

    #[test]
    fn no_observation_draws_nothing_and_one_draws_a_dot() {
        assert!(drawn(&[]).is_empty());
        assert_eq!(drawn(&[("2012", 3.0)]).len(), 1);
    }

    #[test]
    fn the_line_follows_true_dates_and_leaves_out_what_has_not_come() {
        let shapes = drawn(&[("2012", 3.0), ("2010", 1.0), ("2011", 2.0), ("2030", 9.0)]);
        let Shape::Line { points, .. } = &shapes[0] else { panic!("a line") };
        assert_eq!(points.len(), 3);
        assert!(points[0].y > points[1].y && points[1].y > points[2].y);
        assert!((points[1].x - 34.0).abs() < 0.2);
    }
}
