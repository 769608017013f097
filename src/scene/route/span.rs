//! Stretches of a line.

/// A stretch from `lo` to `hi` along one axis; empty when `lo` is greater than `hi`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    /// Where it begins.
    pub lo: f32,
    /// Where it ends.
    pub hi: f32,
}

impl Span {
    /// All of the line.
    pub const ANYWHERE: Self = Self::new(f32::NEG_INFINITY, f32::INFINITY);

    /// From `lo` to `hi`.
    pub const fn new(lo: f32, hi: f32) -> Self {
        Self { lo, hi }
    }

    /// A single place.
    pub const fn at(place: f32) -> Self {
        Self { lo: place, hi: place }
    }

    /// The stretch between two places, whichever comes first.
    pub fn between(a: f32, b: f32) -> Self {
        Self { lo: a.min(b), hi: a.max(b) }
    }

    /// `reach` to either side of a place.
    pub fn around(place: f32, reach: f32) -> Self {
        Self { lo: place - reach, hi: place + reach }
    }

    /// Its length, negative when it is empty.
    pub fn len(self) -> f32 {
        self.hi - self.lo
    }

    /// The middle.
    pub fn mid(self) -> f32 {
        self.lo + (self.hi - self.lo) / 2.0
    }

    /// Whether there is nothing in it, not even a single place.
    pub fn is_empty(self) -> bool {
        self.lo > self.hi
    }

    /// What both have in common.
    pub fn meet(self, other: Self) -> Self {
        Self { lo: self.lo.max(other.lo), hi: self.hi.min(other.hi) }
    }

    /// Longer by a margin at both ends.
    pub fn grown(self, by: f32) -> Self {
        Self { lo: self.lo - by, hi: self.hi + by }
    }

    /// Whether all of the other lies within.
    pub fn holds(self, other: Self) -> bool {
        self.lo <= other.lo && other.hi <= self.hi
    }

    /// Whether the two share more than an end.
    pub fn overlaps(self, other: Self) -> bool {
        self.lo < other.hi && other.lo < self.hi
    }

    /// The nearest place within; of an empty stretch its upper end, so that it never fails.
    pub fn clamp(self, place: f32) -> f32 {
        place.max(self.lo).min(self.hi)
    }
}
