//! The signs of what has changed: each has a form, a word and a colour.

use std::sync::Arc;

use crate::scene::geometry::{Point, point};
use crate::scene::node::{Shape, Stroke};
use crate::scene::theme::{Color, Theme};

/// How something has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sign {
    /// It was not there.
    Added,
    /// It is no longer there.
    Gone,
    /// It stands elsewhere.
    Moved,
    /// It has reached another stage.
    Stage,
    /// IT has another answer.
    Answer,
    /// It says something else.
    Changed,
}

impl Sign {
    /// All signs, in the order of the legend.
    pub const ALL: [Self; 6] = [Self::Added, Self::Gone, Self::Moved, Self::Stage, Self::Answer, Self::Changed];

    /// What the legend says of it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "new",
            Self::Gone => "gone",
            Self::Moved => "moved",
            Self::Stage => "another stage",
            Self::Answer => "another answer",
            Self::Changed => "says something else",
        }
    }

    /// Its colour: green, grey, ink and violet are told apart by everybody, and no sign is a colour alone.
    pub fn color(self, theme: &Theme) -> Color {
        match self {
            Self::Added => theme.advancing,
            Self::Gone => theme.muted,
            Self::Moved => theme.ink,
            Self::Stage | Self::Answer | Self::Changed => theme.services,
        }
    }

    /// Its form, in a square of a size around a point.
    pub fn shapes(self, at: Point, size: f32, color: Color) -> Vec<Shape> {
        let r = size / 2.0;
        let line = |points: &[(f32, f32)]| {
            let points: Arc<[Point]> = points.iter().map(|(x, y)| point(at.x + x * r, at.y + y * r)).collect();
            Shape::Line { points, radius: 0.0, stroke: Stroke::solid(size * 0.19, color) }
        };
        match self {
            Self::Added => vec![line(&[(-0.9, 0.0), (0.9, 0.0)]), line(&[(0.0, -0.9), (0.0, 0.9)])],
            Self::Gone => vec![line(&[(-0.7, -0.7), (0.7, 0.7)]), line(&[(-0.7, 0.7), (0.7, -0.7)])],
            Self::Moved => vec![line(&[(-0.9, 0.0), (0.9, 0.0)]), line(&[(0.2, -0.65), (0.9, 0.0), (0.2, 0.65)])],
            Self::Stage => {
                let corners = [(0.0, -0.9), (0.9, 0.0), (0.0, 0.9), (-0.9, 0.0)];
                let points = corners.iter().map(|(x, y)| point(at.x + x * r, at.y + y * r)).collect();
                vec![Shape::Polygon { points, fill: color }]
            }
            Self::Answer => vec![line(&[(-0.8, 0.1), (-0.2, 0.65), (0.8, -0.6)])],
            Self::Changed => vec![
                line(&[(-0.8, -0.35), (0.8, -0.35)]),
                line(&[(-0.8, 0.35), (0.8, 0.35)]),
                line(&[(0.45, -0.95), (-0.45, 0.95)]),
            ],
        }
    }
}
