//! The sizes of pages.

/// The size of the pages of a deck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PageSize {
    /// A wide slide, 13⅓ × 7½ inches.
    #[default]
    Wide,
    /// A slide of the older shape, 10 × 7½ inches.
    Standard,
    /// A4, upright edges short: 297 × 210 mm.
    A4,
    /// A3, upright edges short: 420 × 297 mm.
    A3,
}

impl PageSize {
    /// All sizes.
    pub const ALL: [Self; 4] = [Self::Wide, Self::Standard, Self::A4, Self::A3];

    /// Its name, on the screen and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Wide => "16:9",
            Self::Standard => "4:3",
            Self::A4 => "a4",
            Self::A3 => "a3",
        }
    }

    /// Width and height in points, 72 to the inch.
    pub fn points(self) -> (f32, f32) {
        match self {
            Self::Wide => (960.0, 540.0),
            Self::Standard => (720.0, 540.0),
            Self::A4 => (841.89, 595.28),
            Self::A3 => (1190.55, 841.89),
        }
    }

    /// Points to a unit of the drawing.
    pub fn points_per_unit(self) -> f32 {
        let (width, _) = self.points();
        width / self.units().0
    }

    /// Width and height in units of the drawing.
    pub fn units(self) -> (f32, f32) {
        match self {
            Self::Wide => (1600.0, 900.0),
            Self::Standard => (1200.0, 900.0),
            Self::A4 | Self::A3 => (1600.0, 1131.3),
        }
    }
}
