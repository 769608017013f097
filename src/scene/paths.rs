//! Lines with rounded corners.

use super::geometry::{Point, point};

/// One piece of a rounded line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// Straight on to a point.
    To(Point),
    /// Round a corner (the control point of a quadratic curve) to a point.
    Round {
        /// The corner.
        corner: Point,
        /// Where the curve ends.
        to: Point,
    },
}

/// A line along points whose corners are rounded with at most this radius: where it starts, and its pieces.
///
/// A corner between short pieces gets a smaller radius, so that neighbouring corners never overlap.
pub fn rounded(points: &[Point], radius: f32) -> Option<(Point, Vec<Piece>)> {
    let (first, last) = (*points.first()?, *points.last()?);
    let mut pieces = Vec::with_capacity(points.len() * 2);
    for corner in points.windows(3) {
        let [before, at, after] = [corner[0], corner[1], corner[2]];
        let reach = radius.min(length(before, at) / 2.0).min(length(at, after) / 2.0);
        if reach < 0.1 {
            pieces.push(Piece::To(at));
            continue;
        }
        pieces.push(Piece::To(towards(at, before, reach)));
        pieces.push(Piece::Round { corner: at, to: towards(at, after, reach) });
    }
    if points.len() > 1 {
        pieces.push(Piece::To(last));
    }
    Some((first, pieces))
}

fn length(a: Point, b: Point) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}

fn towards(from: Point, to: Point, reach: f32) -> Point {
    let part = reach / length(from, to);
    point(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corner_is_rounded_and_short_pieces_share_their_length() {
        let points = [point(0.0, 0.0), point(0.0, 40.0), point(8.0, 40.0), point(8.0, 80.0)];
        let (start, pieces) = rounded(&points, 10.0).expect("points");
        assert_eq!(start, points[0]);
        assert_eq!(pieces[0], Piece::To(point(0.0, 36.0)));
        assert_eq!(pieces[1], Piece::Round { corner: points[1], to: point(4.0, 40.0) });
        assert_eq!(pieces.last(), Some(&Piece::To(points[3])));
    }

    #[test]
    fn no_points_make_no_line() {
        assert!(rounded(&[], 10.0).is_none());
    }
}
