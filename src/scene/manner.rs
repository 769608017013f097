//! In which manner a map is drawn: as the page of the window, or as a page of a deck.

/// Which parts of its page a map is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// All: title, direction, lanes, backbone, notes, legend and sources.
    Page,
    /// What stands between the title and the foot of a slide: direction, lanes, backbone, legend.
    Slide,
    /// Lanes and backbone alone, for a slide that shows a part of a map.
    Excerpt,
}

/// In which manner a map is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Manner {
    /// Which parts of the page.
    pub parts: Parts,
    /// No text is smaller, in page units.
    pub least: f32,
}

impl Manner {
    /// The page as the window shows it.
    pub const PAGE: Self = Self { parts: Parts::Page, least: 0.0 };

    /// Whether it is for a deck.
    pub fn is_slide(self) -> bool {
        self.parts != Parts::Page
    }

    /// The size of a text that is this large on the page.
    pub fn size(self, on_page: f32) -> f32 {
        on_page.max(self.least)
    }

    /// How much larger than on the page things have to be around texts: never smaller.
    pub fn growth(self, on_page: f32) -> f32 {
        self.size(on_page) / on_page
    }

    /// What the heading of a lane takes at its top.
    pub fn lane_header(self) -> f32 {
        if self.is_slide() { 24.0 + self.lane_name() + 1.4 * self.size(12.5) } else { super::page::LANE_HEADER }
    }

    /// The size of a lane's name.
    pub fn lane_name(self) -> f32 {
        18.0_f32.max(1.2 * self.least)
    }

    /// The size of the strategic direction.
    pub fn direction(self) -> f32 {
        18.0_f32.max(1.25 * self.least)
    }
}

impl Default for Manner {
    fn default() -> Self {
        Self::PAGE
    }
}
