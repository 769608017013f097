//! Colours: every one that a map is drawn in, in one place.

use crate::insight::Verdict;
use crate::map::{Backbone, StrategyKind};

/// A colour, 0 to 255 each, with opacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity: 255 hides what is below.
    pub a: u8,
}

impl Color {
    /// An opaque colour from its `0xRRGGBB` form.
    pub const fn hex(rgb: u32) -> Self {
        Self { r: (rgb >> 16) as u8, g: (rgb >> 8) as u8, b: rgb as u8, a: 255 }
    }

    /// The same colour with another opacity.
    pub const fn with_alpha(self, a: u8) -> Self {
        Self { a, ..self }
    }

    /// A mixture with another colour, of which it takes this part, from 0 to 1.
    pub fn mixed(self, other: Self, part: f32) -> Self {
        let mix = |a: u8, b: u8| (f32::from(a) * (1.0 - part) + f32::from(b) * part).round() as u8;
        Self { r: mix(self.r, other.r), g: mix(self.g, other.g), b: mix(self.b, other.b), a: self.a }
    }
}

/// The colours of one strategy's lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaneColors {
    /// Titles, accents and links.
    pub accent: Color,
    /// The lane itself.
    pub fill: Color,
    /// The lane's edge while it does not lead.
    pub edge: Color,
}

/// Which set of colours a theme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Greys alone, for print.
    Mono,
}

impl Look {
    /// All looks.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Mono];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Mono => "Mono",
        }
    }

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Mono => "mono",
        }
    }

    /// Its colours.
    pub fn theme(self) -> &'static Theme {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::Mono => &MONO,
        }
    }
}

/// The colours of a map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Which one it is.
    pub look: Look,
    /// Whether it is light on dark.
    pub dark: bool,
    /// The page.
    pub page: Color,
    /// Titles and text.
    pub ink: Color,
    /// Text of less weight.
    pub muted: Color,
    /// The banner of the strategic direction.
    pub banner: Color,
    /// Text on the banner.
    pub banner_ink: Color,
    /// Text of less weight on the banner.
    pub banner_muted: Color,
    /// Text on a filled accent.
    pub on_accent: Color,
    /// Cards and capabilities.
    pub card: Color,
    /// Their edges.
    pub edge: Color,
    /// What a card throws on the page.
    pub shadow: Color,
    /// The panel of the backbone.
    pub panel: Color,
    /// Behind the name of a technology.
    pub chip: Color,
    /// A maturity that is not reached yet.
    pub unlit: Color,
    /// A note's paper.
    pub note: Color,
    /// A note's edge.
    pub note_edge: Color,
    /// Customer engagement.
    pub engagement: LaneColors,
    /// Digitized solutions.
    pub solutions: LaneColors,
    /// What advances.
    pub advancing: Color,
    /// What slips.
    pub slipping: Color,
    /// The digital services backbone.
    pub services: Color,
    /// The operational backbone.
    pub operational: Color,
}

/// Dark on light.
pub const LIGHT: Theme = Theme {
    look: Look::Light,
    dark: false,
    page: Color::hex(0xFFFFFF),
    ink: Color::hex(0x18212F),
    muted: Color::hex(0x5A6675),
    banner: Color::hex(0x18212F),
    banner_ink: Color::hex(0xFFFFFF),
    banner_muted: Color::hex(0xAEB9C8),
    on_accent: Color::hex(0xFFFFFF),
    card: Color::hex(0xFFFFFF),
    edge: Color::hex(0xD5DBE3),
    shadow: Color::hex(0x18212F),
    panel: Color::hex(0xF4F6F9),
    chip: Color::hex(0xF0F2F6),
    unlit: Color::hex(0xDCE1E8),
    note: Color::hex(0xFDF6DD),
    note_edge: Color::hex(0xE6D79A),
    engagement: LaneColors { accent: Color::hex(0xB94616), fill: Color::hex(0xFBF0EA), edge: Color::hex(0xEBCFBF) },
    solutions: LaneColors { accent: Color::hex(0x1F62A6), fill: Color::hex(0xEAF1F9), edge: Color::hex(0xC9D7E8) },
    advancing: Color::hex(0x147A55),
    slipping: Color::hex(0xB3263E),
    services: Color::hex(0x5F4FA2),
    operational: Color::hex(0x3E4C5F),
};

/// Light on dark.
pub const DARK: Theme = Theme {
    look: Look::Dark,
    dark: true,
    page: Color::hex(0x151B24),
    ink: Color::hex(0xE9EEF5),
    muted: Color::hex(0xA3AFBF),
    banner: Color::hex(0x2B3A50),
    banner_ink: Color::hex(0xFFFFFF),
    banner_muted: Color::hex(0xB9C5D6),
    on_accent: Color::hex(0x151B24),
    card: Color::hex(0x202A37),
    edge: Color::hex(0x3A4757),
    shadow: Color::hex(0x000000),
    panel: Color::hex(0x1A222D),
    chip: Color::hex(0x303C4B),
    unlit: Color::hex(0x445160),
    note: Color::hex(0x3A3522),
    note_edge: Color::hex(0x665C34),
    engagement: LaneColors { accent: Color::hex(0xF28B5B), fill: Color::hex(0x2A201D), edge: Color::hex(0x5A4034) },
    solutions: LaneColors { accent: Color::hex(0x74AEEA), fill: Color::hex(0x19232F), edge: Color::hex(0x34475E) },
    advancing: Color::hex(0x4CC38A),
    slipping: Color::hex(0xFF8A9C),
    services: Color::hex(0xB3A6EE),
    operational: Color::hex(0xB4C1D1),
};

/// Greys alone, for print: what colour tells elsewhere is told here by signs, words and positions, which every theme has.
pub const MONO: Theme = Theme {
    look: Look::Mono,
    dark: false,
    page: Color::hex(0xFFFFFF),
    ink: Color::hex(0x111111),
    muted: Color::hex(0x4A4A4A),
    banner: Color::hex(0x222222),
    banner_ink: Color::hex(0xFFFFFF),
    banner_muted: Color::hex(0xC4C4C4),
    on_accent: Color::hex(0xFFFFFF),
    card: Color::hex(0xFFFFFF),
    edge: Color::hex(0xBDBDBD),
    shadow: Color::hex(0x000000),
    panel: Color::hex(0xF5F5F5),
    chip: Color::hex(0xEEEEEE),
    unlit: Color::hex(0xD6D6D6),
    note: Color::hex(0xF7F7F7),
    note_edge: Color::hex(0xBDBDBD),
    engagement: LaneColors { accent: Color::hex(0x1F1F1F), fill: Color::hex(0xF2F2F2), edge: Color::hex(0xC8C8C8) },
    solutions: LaneColors { accent: Color::hex(0x5C5C5C), fill: Color::hex(0xFAFAFA), edge: Color::hex(0xC8C8C8) },
    advancing: Color::hex(0x1F1F1F),
    slipping: Color::hex(0x1F1F1F),
    services: Color::hex(0x4A4A4A),
    operational: Color::hex(0x2B2B2B),
};

impl Theme {
    /// The colours of a strategy's lane.
    pub fn lane(&self, strategy: StrategyKind) -> LaneColors {
        match strategy {
            StrategyKind::CustomerEngagement => self.engagement,
            StrategyKind::DigitizedSolutions => self.solutions,
        }
    }

    /// The colour of a direction; never without its sign or its word.
    pub fn verdict(&self, verdict: Option<Verdict>) -> Color {
        match verdict {
            Some(Verdict::Advancing) => self.advancing,
            Some(Verdict::Slipping) => self.slipping,
            Some(Verdict::Holding | Verdict::TooEarly) | None => self.muted,
        }
    }

    /// The colour of a backbone.
    pub fn backbone(&self, backbone: Backbone) -> Color {
        match backbone {
            Backbone::DigitalServices => self.services,
            Backbone::Operational => self.operational,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn luminance(c: Color) -> f64 {
        let linear = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b)
    }

    /// The contrast ratio of WCAG 2.2.
    pub fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_can_be_read_on_what_lies_below_it() {
        for theme in [LIGHT, DARK, MONO] {
            let pairs = [
                (theme.ink, theme.page),
                (theme.muted, theme.page),
                (theme.ink, theme.card),
                (theme.muted, theme.card),
                (theme.muted, theme.chip),
                (theme.muted, theme.panel),
                (theme.ink, theme.note),
                (theme.banner_ink, theme.banner),
                (theme.banner_muted, theme.banner),
                (theme.advancing, theme.card),
                (theme.advancing, theme.page),
                (theme.slipping, theme.card),
                (theme.slipping, theme.page),
                (theme.on_accent, theme.advancing),
                (theme.on_accent, theme.slipping),
                (theme.services, theme.panel),
                (theme.operational, theme.panel),
                (theme.engagement.accent, theme.engagement.fill),
                (theme.solutions.accent, theme.solutions.fill),
                (theme.muted, theme.engagement.fill),
                (theme.muted, theme.solutions.fill),
                (theme.on_accent, theme.engagement.accent),
                (theme.on_accent, theme.solutions.accent),
            ];
            for (i, (text, ground)) in pairs.into_iter().enumerate() {
                let ratio = contrast(text, ground);
                assert!(ratio >= 4.5, "pair {i} of the {} theme: {ratio:.2}", theme.look.key());
            }
        }
    }
}
