//! Colours as a theme has them: every colour of a map is one of the theme's, or a lighter or darker one of it, so that a
//! slide that is pasted into another deck takes on that deck's colours. Only the colours of a lens are data, and stay.

use crate::export::xml::Xml;
use crate::scene::{Color, Theme, is_data};

/// The colours of a theme by their names.
pub struct Scheme {
    named: [(&'static str, Color); 10],
    /// Further colours of a map, and of which of the theme's they are lighter or darker ones.
    kin: [(&'static str, Color); 12],
    /// Whether background and text have changed places.
    pub dark: bool,
    theme: Theme,
}

/// A colour of the theme, and by how much lighter or darker.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Mixed {
    name: &'static str,
    /// The part of its lightness that is kept, and what is added, in thousandths of a per cent.
    light: Option<(i64, i64)>,
    /// The part of its saturation that is kept, in thousandths of a per cent, where it is much less or more.
    vivid: Option<i64>,
}

impl Scheme {
    /// The scheme of a look.
    pub fn of(theme: &Theme) -> Self {
        let named = [
            ("bg1", theme.page),
            ("tx1", theme.ink),
            ("bg2", theme.panel),
            ("tx2", theme.banner),
            ("accent1", theme.engagement.accent),
            ("accent2", theme.solutions.accent),
            ("accent3", theme.advancing),
            ("accent4", theme.slipping),
            ("accent5", theme.services),
            ("accent6", theme.operational),
        ];
        let kin = [
            ("tx1", theme.muted),
            ("tx1", theme.edge),
            ("bg1", theme.card),
            ("bg1", theme.banner_ink),
            ("bg1", theme.banner_muted),
            ("bg1", theme.on_accent),
            ("bg2", theme.chip),
            ("bg2", theme.unlit),
            ("accent1", theme.engagement.fill),
            ("accent1", theme.engagement.edge),
            ("accent2", theme.solutions.fill),
            ("accent2", theme.solutions.edge),
        ];
        Self { named, kin, dark: theme.dark, theme: *theme }
    }

    /// The colours in the order of a theme: dark 1, light 1, dark 2, light 2, accents 1 to 6.
    pub fn in_order(&self) -> [(&'static str, Color); 10] {
        let of = |name: &str| self.named.iter().find(|entry| entry.0 == name).map_or(Color::hex(0), |entry| entry.1);
        let pairs = if self.dark { ["bg1", "tx1", "bg2", "tx2"] } else { ["tx1", "bg1", "tx2", "bg2"] };
        let mut all = [("", Color::hex(0)); 10];
        let names = ["dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"];
        for (i, name) in names.into_iter().enumerate() {
            all[i] = (name, of(if i < 4 { pairs[i] } else { name }));
        }
        all
    }

    /// Writes a colour.
    pub fn color(&self, xml: &mut Xml, color: Color) {
        if color.a == 255 && !self.is_known(color) && is_data(color, &self.theme) {
            let hex = format!("{:02X}{:02X}{:02X}", color.r, color.g, color.b);
            xml.leaf("a:srgbClr", &[("val", &hex)]);
            return;
        }
        let mixed = self.mixed(color);
        if mixed.light.is_none() && color.a == 255 {
            xml.leaf("a:schemeClr", &[("val", mixed.name)]);
            return;
        }
        xml.element("a:schemeClr", &[("val", mixed.name)], |xml| {
            if let Some((kept, added)) = mixed.light {
                xml.leaf("a:lumMod", &[("val", &kept.to_string())]);
                if added > 0 {
                    xml.leaf("a:lumOff", &[("val", &added.to_string())]);
                }
            }
            if let Some(kept) = mixed.vivid {
                xml.leaf("a:satMod", &[("val", &kept.to_string())]);
            }
            if color.a < 255 {
                let part = (f64::from(color.a) / 255.0 * 100_000.0).round() as i64;
                xml.leaf("a:alpha", &[("val", &part.to_string())]);
            }
        });
    }

    /// Writes a filling.
    pub fn fill(&self, xml: &mut Xml, color: Option<Color>) {
        match color {
            Some(color) => xml.element("a:solidFill", &[], |xml| self.color(xml, color)),
            None => xml.leaf("a:noFill", &[]),
        };
    }

    /// Whether a colour is one that a map is drawn in without a lens.
    fn is_known(&self, color: Color) -> bool {
        self.named.iter().chain(&self.kin).any(|(_, known)| *known == color)
    }

    /// The colour of the theme that is nearest in kind, and how light it has to be.
    fn mixed(&self, color: Color) -> Mixed {
        let opaque = color.with_alpha(255);
        if let Some((name, _)) = self.named.iter().find(|(_, known)| *known == opaque) {
            return Mixed { name, light: None, vivid: None };
        }
        let kin = self.kin.iter().find(|(_, known)| *known == opaque).map(|entry| entry.0);
        let (hue, saturation, lightness) = hsl(opaque);
        let far = |known: &Color| {
            let (other_hue, other_saturation, other_lightness) = hsl(*known);
            let turn = (hue - other_hue).abs();
            let turn = turn.min(1.0 - turn);
            // Of greys the hue says nothing; how light they are decides a little.
            3.0 * turn * saturation.min(other_saturation)
                + 0.4 * (saturation - other_saturation).abs()
                + 0.2 * (lightness - other_lightness).abs()
        };
        let nearest = match kin {
            Some(name) => self.named.iter().find(|entry| entry.0 == name),
            None => self.named.iter().min_by(|a, b| far(&a.1).total_cmp(&far(&b.1))),
        };
        let Some((name, known)) = nearest else { return Mixed { name: "tx1", light: None, vivid: None } };
        let (_, base_saturation, base) = hsl(*known);
        let thousandths = |part: f64| (part.clamp(0.0, 1.0) * 100_000.0).round() as i64;
        let light = if lightness >= base {
            let added = (lightness - base) / (1.0 - base).max(1e-6);
            (thousandths(1.0 - added), thousandths(added))
        } else {
            (thousandths(lightness / base.max(1e-6)), 0)
        };
        let kept = saturation / base_saturation.max(1e-6);
        let vivid = (base_saturation > 0.05 && !(0.75..1.3).contains(&kept))
            .then(|| (kept.min(4.0) * 100_000.0).round() as i64);
        Mixed { name, light: Some(light), vivid }
    }
}

/// Hue, saturation and lightness, each from 0 to 1.
fn hsl(color: Color) -> (f64, f64, f64) {
    let [r, g, b] = [color.r, color.g, color.b].map(|v| f64::from(v) / 255.0);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let lightness = (most + least) / 2.0;
    let range = most - least;
    if range == 0.0 {
        return (0.0, 0.0, lightness);
    }
    let saturation = range / (1.0 - (2.0 * lightness - 1.0).abs());
    let hue = if most == r {
        ((g - b) / range).rem_euclid(6.0)
    } else if most == g {
        (b - r) / range + 2.0
    } else {
        (r - g) / range + 4.0
    };
    (hue / 6.0, saturation, lightness)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{DARK, LIGHT, MONO};

    #[test]
    fn the_colours_of_a_theme_are_its_own_and_others_are_lighter_ones_of_the_same_kind() {
        let scheme = Scheme::of(&LIGHT);
        assert_eq!(scheme.mixed(LIGHT.solutions.accent), Mixed { name: "accent2", light: None, vivid: None });
        let lane = scheme.mixed(LIGHT.engagement.fill);
        assert_eq!(lane.name, "accent1");
        assert!(lane.light.is_some_and(|(kept, added)| kept + added == 100_000 && added > 85_000));
        assert_eq!(scheme.mixed(LIGHT.card).name, "bg1");
    }

    #[test]
    fn a_dark_deck_is_dark_where_others_are_light() {
        let order = |theme| Scheme::of(theme).in_order().map(|(_, color)| color);
        assert_eq!(order(&LIGHT)[..2], [LIGHT.ink, LIGHT.page]);
        assert_eq!(order(&DARK)[..2], [DARK.page, DARK.ink]);
        assert_eq!(order(&MONO)[..2], [MONO.ink, MONO.page]);
    }
}
