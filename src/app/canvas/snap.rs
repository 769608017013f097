//! Snapping what is dragged to its neighbours' edges, or else to a grid.

use crate::scene::{Point, Rect, point};

/// The grid, in page units.
pub const GRID: f32 = 10.0;

/// How close an edge has to come, in points of the window.
const REACH: f32 = 6.0;

/// A line that shows what something snapped to, in page units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guide {
    /// Its start.
    pub from: Point,
    /// Its end.
    pub to: Point,
}

/// Moves a rectangle a little so that it stands in line with a neighbour, or else on the grid that begins at `origin`.
/// Answers where it goes and the guides to show.
pub fn snap(moving: Rect, neighbours: &[Rect], origin: Point, zoom: f32) -> (Point, Vec<Guide>) {
    let reach = REACH / zoom.max(0.05);
    let x = nearest(edges_x(moving), neighbours.iter().flat_map(|n| edges_x(*n)), reach);
    let y = nearest(edges_y(moving), neighbours.iter().flat_map(|n| edges_y(*n)), reach);
    let on_grid = |value: f32, start: f32| ((value - start) / GRID).round() * GRID + start;
    let at = point(
        x.map_or_else(|| on_grid(moving.x, origin.x), |by| moving.x + by),
        y.map_or_else(|| on_grid(moving.y, origin.y), |by| moving.y + by),
    );
    let snapped = Rect { x: at.x, y: at.y, ..moving };
    let mut guides = Vec::new();
    for neighbour in neighbours {
        let around = snapped.union(*neighbour);
        if x.is_some() {
            guides.extend(
                shared(edges_x(snapped), edges_x(*neighbour))
                    .map(|x| Guide { from: point(x, around.y - 8.0), to: point(x, around.bottom() + 8.0) }),
            );
        }
        if y.is_some() {
            guides.extend(
                shared(edges_y(snapped), edges_y(*neighbour))
                    .map(|y| Guide { from: point(around.x - 8.0, y), to: point(around.right() + 8.0, y) }),
            );
        }
    }
    (at, guides)
}

fn edges_x(r: Rect) -> [f32; 3] {
    [r.x, r.center().x, r.right()]
}

fn edges_y(r: Rect) -> [f32; 3] {
    [r.y, r.center().y, r.bottom()]
}

/// The smallest step that brings one of the edges onto a neighbour's of the same kind.
fn nearest(own: [f32; 3], others: impl Iterator<Item = f32>, reach: f32) -> Option<f32> {
    let others: Vec<f32> = others.collect();
    let steps = others.chunks_exact(3).flat_map(|edges| (0..3).map(move |i| edges[i] - own[i]));
    steps.filter(|by| by.abs() <= reach).min_by(|a, b| a.abs().total_cmp(&b.abs()))
}

fn shared(own: [f32; 3], others: [f32; 3]) -> impl Iterator<Item = f32> {
    (0..3).filter(move |i| (own[*i] - others[*i]).abs() < 0.05).map(move |i| own[i])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::rect;

    #[test]
    fn a_card_near_a_neighbours_edge_snaps_to_it_and_shows_a_guide() {
        let neighbour = rect(100.0, 100.0, 248.0, 92.0);
        let (at, guides) = snap(rect(104.0, 303.0, 248.0, 92.0), &[neighbour], point(0.0, 0.0), 1.0);
        assert_eq!(at, point(100.0, 300.0));
        assert!(guides.iter().any(|g| g.from.x == 100.0 && g.to.x == 100.0));
    }

    #[test]
    fn far_from_others_it_snaps_to_the_grid_of_its_lane() {
        let (at, guides) = snap(rect(59.0, 179.0, 248.0, 92.0), &[], point(56.0, 172.0), 1.0);
        assert_eq!(at, point(56.0, 182.0));
        assert!(guides.is_empty());
    }
}
