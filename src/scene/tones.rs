//! The colours of lenses, for each look. They differ also for those who see some colours alike, and never stand without a
//! word.

use super::theme::{Color, Look, Theme};
use crate::insight::Lens;

/// The colours of one look, in the order of what each lens can say.
struct Tones {
    /// Advancing, holding, slipping, too early to tell.
    direction: [Color; 4],
    /// Yes, yes if, open, not yet.
    answer: [Color; 4],
    /// From idea to established, then stopped and planned.
    stage: [Color; 6],
    /// From recent to never.
    freshness: [Color; 4],
    /// What has no order.
    several: [Color; 7],
}

const fn colors<const N: usize>(hex: [u32; N]) -> [Color; N] {
    let mut all = [Color::hex(0); N];
    let mut i = 0;
    while i < N {
        all[i] = Color::hex(hex[i]);
        i += 1;
    }
    all
}

static ON_LIGHT: Tones = Tones {
    direction: colors([0x0072B2, 0x8A94A3, 0xC24E00, 0xD9C58F]),
    answer: colors([0x0072B2, 0x56B4E9, 0xE69F00, 0xA83A00]),
    stage: colors([0xD3E4F4, 0x97C4E8, 0x559BD8, 0x0B4A8A, 0x8A7668, 0xEFE0A0]),
    freshness: colors([0x0B4A8A, 0x6FA8DA, 0xE3A93C, 0xB98CA6]),
    several: colors([0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x7CC6F2, 0xB04400, 0xEFE442]),
};

static ON_DARK: Tones = Tones {
    direction: colors([0x4FA3E0, 0x8A94A3, 0xF0824A, 0x746434]),
    answer: colors([0x2F7FC4, 0x9AD4F7, 0xF0B43C, 0xDC5F26]),
    stage: colors([0x33506F, 0x4379B3, 0x79B0E6, 0xD5E8FB, 0x9A8270, 0x6E6530]),
    freshness: colors([0xD5E8FB, 0x5F9BD6, 0xC9903A, 0x8A6079]),
    several: colors([0x3588CC, 0xE69F00, 0x1FB58A, 0xD58BB8, 0xA8DBF9, 0xD95F22, 0xF0E65A]),
};

static IN_GREYS: Tones = Tones {
    direction: colors([0x1F1F1F, 0x9A9A9A, 0x5A5A5A, 0xD9D9D9]),
    answer: colors([0x1F1F1F, 0x6A6A6A, 0xA5A5A5, 0xDCDCDC]),
    stage: colors([0xE6E6E6, 0xB8B8B8, 0x808080, 0x2A2A2A, 0x555555, 0xF4F4F4]),
    freshness: colors([0x1F1F1F, 0x6A6A6A, 0xA5A5A5, 0xDCDCDC]),
    several: colors([0x1F1F1F, 0xDCDCDC, 0x6A6A6A, 0xB8B8B8, 0x454545, 0x959595, 0xF2F2F2]),
};

/// The colours of a lens, in the order of its values; what comes after them has none of its own.
pub fn colors_of(lens: Lens, look: Look) -> &'static [Color] {
    let tones = match look {
        Look::Light => &ON_LIGHT,
        Look::Dark => &ON_DARK,
        Look::Mono => &IN_GREYS,
    };
    match lens {
        Lens::Direction => &tones.direction,
        Lens::Answer => &tones.answer,
        Lens::Stage => &tones.stage,
        Lens::Freshness => &tones.freshness,
        Lens::Technology | Lens::Owner | Lens::Viewpoint | Lens::BuildingBlock => &tones.several,
    }
}

/// The ground of a card that has a tone: so light that all its texts can be read.
pub fn ground(color: Color, theme: &Theme) -> Color {
    let part = match theme.look {
        Look::Light => 0.12,
        Look::Dark => 0.12,
        Look::Mono => 0.05,
    };
    theme.card.mixed(color, part)
}

/// What can be read on a tone: black or white, of which one always can.
pub fn ink_on(color: Color) -> Color {
    let linear = |v: u8| (f32::from(v) / 255.0).powf(2.2);
    let luminance = 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
    if luminance > 0.18 { Color::hex(0x000000) } else { Color::hex(0xFFFFFF) }
}

/// Whether a colour is one of a lens, or the ground of a card that has one: then it is data, and stays what it is where
/// the other colours of a deck follow its theme.
pub fn is_data(color: Color, theme: &Theme) -> bool {
    let all = Lens::ALL.into_iter().flat_map(|lens| colors_of(lens, theme.look));
    all.copied().any(|tone| color == tone || color == ground(tone, theme))
}

#[cfg(test)]
mod tests {
    use super::super::theme::tests::contrast;
    use super::*;

    fn linear(color: Color) -> [f64; 3] {
        [color.r, color.g, color.b].map(|v| (f64::from(v) / 255.0).powf(2.2))
    }

    /// How far two colours are from one another in CIE Lab, as they are seen.
    fn distance(a: Color, b: Color, seen: &[[f64; 3]; 3]) -> f64 {
        let lab = |color| {
            let rgb = linear(color);
            let [r, g, b] = [0, 1, 2].map(|i| (0..3).map(|j| seen[i][j] * rgb[j]).sum::<f64>().clamp(0.0, 1.0));
            let xyz = [
                (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
                0.2126 * r + 0.7152 * g + 0.0722 * b,
                (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
            ];
            let [x, y, z] = xyz.map(|v| if v > 0.008856 { v.cbrt() } else { 7.787 * v + 16.0 / 116.0 });
            [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
        };
        let (a, b) = (lab(a), lab(b));
        (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
    }

    /// As all see, without red, without green: Machado, Oliveira and Fernandes (2009), for severity 1.
    const SEEN: [[[f64; 3]; 3]; 3] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ];

    #[test]
    fn the_values_of_a_lens_can_be_told_apart_also_without_red_or_green() {
        for (look, lens) in [Look::Light, Look::Dark].into_iter().flat_map(|l| Lens::ALL.map(|lens| (l, lens))) {
            let colors = colors_of(lens, look);
            for (i, a) in colors.iter().enumerate() {
                for (b, seen) in colors[..i].iter().flat_map(|b| SEEN.iter().map(move |seen| (b, seen))) {
                    let far = distance(*a, *b, seen);
                    assert!(far >= 16.0, "{lens:?} {look:?}: {a:?} and {b:?}, {far:.1}");
                }
            }
        }
    }

    #[test]
    fn every_word_can_be_read_on_its_tone_and_every_text_on_the_ground_of_its_card() {
        for (look, lens) in Look::ALL.into_iter().flat_map(|l| Lens::ALL.map(|lens| (l, lens))) {
            for color in colors_of(lens, look) {
                assert!(contrast(ink_on(*color), *color) >= 4.5, "{color:?}");
                let (theme, ground) = (look.theme(), ground(*color, look.theme()));
                for text in [theme.ink, theme.muted] {
                    assert!(contrast(text, ground) >= 4.5, "{look:?} {color:?} {:.2}", contrast(text, ground));
                }
            }
        }
    }
}
