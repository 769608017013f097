//! From units of the drawing to those of the office format.

use crate::scene::deck::PageSize;
use crate::scene::{Point, Rect};

/// English metric units to the point.
const EMU_PER_POINT: f32 = 12_700.0;

/// The scale of a deck.
#[derive(Clone, Copy, Debug)]
pub struct Units {
    points: f32,
}

/// A rectangle in English metric units. Its width and height are even, so that the middles of its edges are whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: i64,
    /// Upper edge.
    pub y: i64,
    /// Width.
    pub w: i64,
    /// Height.
    pub h: i64,
}

impl Units {
    /// Of a size of pages.
    pub fn of(page: PageSize) -> Self {
        Self { points: page.points_per_unit() }
    }

    /// A length, whole and not negative.
    pub fn length(self, units: f32) -> i64 {
        self.signed(units).max(0)
    }

    /// A coordinate, whole.
    pub fn signed(self, units: f32) -> i64 {
        f64::from(units * self.points * EMU_PER_POINT).round() as i64
    }

    /// The size of a font, in hundredths of a point: never below nine points, the smallest that a slide shows.
    pub fn font(self, units: f32) -> i64 {
        ((f64::from(units * self.points) * 100.0).round() as i64).clamp(900, 400_000)
    }

    /// A place.
    pub fn point(self, at: Point) -> (i64, i64) {
        (self.signed(at.x), self.signed(at.y))
    }

    /// An area.
    pub fn area(self, of: Rect) -> Area {
        let even = |length: f32| (self.length(length) + 1) / 2 * 2;
        Area { x: self.length(of.x), y: self.length(of.y), w: even(of.w), h: even(of.h) }
    }
}

impl Area {
    /// The sites where connectors are glued: top, left, bottom, right.
    pub fn sites(self) -> [(i64, i64); 4] {
        let (middle, half) = (self.x + self.w / 2, self.y + self.h / 2);
        [(middle, self.y), (self.x, half), (middle, self.y + self.h), (self.x + self.w, half)]
    }
}
