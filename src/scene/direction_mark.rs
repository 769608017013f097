//! The sign of a direction: an arrow upwards, level or downwards, or a broken ring while it is too early to tell.

use std::f32::consts::TAU;
use std::sync::Arc;

use super::geometry::{Point, point};
use super::node::{Shape, Stroke};
use super::theme::Color;
use crate::insight::Verdict;

/// How wide and high the sign is, in page units.
pub const MARK_SIZE: f32 = 14.0;

/// The pieces of the broken ring.
const PIECES: u8 = 8;

/// The sign of a direction around a point; `size` is how wide and high it is.
pub fn direction_mark(verdict: Verdict, at: Point, size: f32, color: Color) -> Vec<Shape> {
    let scale = size / MARK_SIZE;
    let line = |points: Vec<Point>| {
        let points: Arc<[Point]> = points.into_iter().map(|p| point(at.x + p.x * scale, at.y + p.y * scale)).collect();
        Shape::Line { points, radius: 0.0, stroke: Stroke::solid(1.9 * scale, color) }
    };
    match verdict {
        Verdict::Advancing => vec![
            line(vec![point(-5.5, 4.2), point(5.2, -4.0)]),
            line(vec![point(-0.6, -4.6), point(5.6, -4.3), point(4.4, 1.8)]),
        ],
        Verdict::Holding => vec![
            line(vec![point(-6.2, 0.0), point(5.8, 0.0)]),
            line(vec![point(1.4, -4.4), point(6.2, 0.0), point(1.4, 4.4)]),
        ],
        Verdict::Slipping => vec![
            line(vec![point(-5.5, -4.2), point(5.2, 4.0)]),
            line(vec![point(-0.6, 4.6), point(5.6, 4.3), point(4.4, -1.8)]),
        ],
        Verdict::TooEarly => (0..PIECES).map(|piece| line(arc(piece))).collect(),
    }
}

/// The mark of what is illustrative, drawn: a star of three lines around a point.
pub fn asterisk(at: Point, color: Color) -> [Shape; 3] {
    [0.0_f32, 1.0, 2.0].map(|third| {
        let (dy, dx) = (std::f32::consts::FRAC_PI_2 + third * std::f32::consts::FRAC_PI_3).sin_cos();
        let reach = point(dx * 3.2, dy * 3.2);
        Shape::Line { points: Arc::new([at - reach, at + reach]), radius: 0.0, stroke: Stroke::solid(1.2, color) }
    })
}

/// One piece of the ring.
fn arc(piece: u8) -> Vec<Point> {
    let begin = TAU * f32::from(piece) / f32::from(PIECES);
    let on_ring = |part: f32| {
        let angle = begin + part * TAU / f32::from(PIECES);
        point(5.8 * angle.cos(), 5.8 * angle.sin())
    };
    vec![on_ring(0.0), on_ring(0.22), on_ring(0.44)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_direction_has_a_sign_of_its_own_within_its_room() {
        let signs = Verdict::ALL.map(|verdict| direction_mark(verdict, point(50.0, 50.0), MARK_SIZE, Color::hex(0)));
        for (i, sign) in signs.iter().enumerate() {
            assert!(signs[..i].iter().all(|other| other != sign));
            for shape in sign {
                let Shape::Line { points, .. } = shape else { panic!("a line") };
                assert!(points.iter().all(|p| (p.x - 50.0).abs() <= 7.0 && (p.y - 50.0).abs() <= 7.0));
            }
        }
    }
}
