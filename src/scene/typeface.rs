//! The bundled typeface, Inter, and how wide a text is in it.

use std::cell::RefCell;
use std::ops::Range;

use harfrust::{
    Direction, FontRef, GlyphBuffer, GlyphInfo, GlyphPosition, Script, ShapeOptions, ShapePlan, ShaperData,
    UnicodeBuffer,
};

/// How bold a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 500.
    Medium,
    /// 600.
    SemiBold,
    /// 700.
    Bold,
}

impl Weight {
    /// All weights that are bundled.
    pub const ALL: [Self; 4] = [Self::Regular, Self::Medium, Self::SemiBold, Self::Bold];

    /// The weight as CSS counts it.
    pub fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Medium => 500,
            Self::SemiBold => 600,
            Self::Bold => 700,
        }
    }

    /// The bundled font file of this weight.
    pub fn font(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
            Self::Medium => include_bytes!("../../assets/fonts/Inter-Medium.ttf"),
            Self::SemiBold => include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"),
            Self::Bold => include_bytes!("../../assets/fonts/Inter-Bold.ttf"),
        }
    }
}

/// The units of the bundled fonts to the em.
pub const UNITS_PER_EM: f32 = 2048.0;

/// What a character that Inter lacks is taken to measure, in em; another font of the system will draw it.
const FOREIGN_ADVANCE: f32 = 1.0;

/// A glyph of a shaped text, for a writer that places glyphs itself. Lengths are in em.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the font; 0 is none.
    pub id: u32,
    /// The bytes of the text that it stands for, which other glyphs may share.
    pub bytes: Range<usize>,
    /// How far it is to the next one.
    pub advance: f32,
    /// How far it stands to the right of its place, and above it.
    pub shift: [f32; 2],
}

impl Glyph {
    /// The glyphs of a shaped text, from left to right.
    pub fn all(shaped: &GlyphBuffer, text: &str, units_per_em: f32) -> Vec<Self> {
        let infos = shaped.glyph_infos();
        let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        let end = |start: usize| starts.get(starts.partition_point(|s| *s <= start)).copied().unwrap_or(text.len());
        let glyph = |(info, position): (&GlyphInfo, &GlyphPosition)| Self {
            id: info.glyph_id,
            bytes: info.cluster as usize..end(info.cluster as usize),
            advance: position.x_advance as f32 / units_per_em,
            shift: [position.x_offset as f32 / units_per_em, position.y_offset as f32 / units_per_em],
        };
        infos.iter().zip(shaped.glyph_positions()).map(glyph).collect()
    }
}

struct Face {
    font: FontRef<'static>,
    data: ShaperData,
    /// How to shape each script: made once, for it takes longer than the shaping itself.
    plans: RefCell<Vec<(Option<Script>, Direction, ShapePlan)>>,
}

impl Face {
    fn shape(&self, text: &str) -> GlyphBuffer {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaper = self.data.shaper(&self.font).build();
        let (script, direction) = (Some(buffer.script()), buffer.direction());
        let mut plans = self.plans.borrow_mut();
        let known = plans.iter().position(|plan| plan.0 == script && plan.1 == direction);
        let at = known.unwrap_or_else(|| {
            let plan = ShapePlan::new(&shaper, direction, script, buffer.language().as_ref(), &[]);
            plans.push((script, direction, plan));
            plans.len() - 1
        });
        shaper.shape(buffer, ShapeOptions::new().plan(Some(&plans[at].2)))
    }
}

/// Measures text as it will be drawn: with the shaper that draws it.
pub struct Typeface {
    faces: [Option<Face>; 4],
}

impl Default for Typeface {
    fn default() -> Self {
        Self {
            faces: Weight::ALL.map(|weight| {
                let font = FontRef::from_index(weight.font(), 0).ok()?;
                Some(Face { data: ShaperData::new(&font), font, plans: RefCell::default() })
            }),
        }
    }
}

impl Typeface {
    /// How wide a text is at a size, in page units.
    pub fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        self.advances(text, weight).0 * size
    }

    /// Whether Inter has every character of the text.
    pub fn covers(&self, text: &str, weight: Weight) -> bool {
        !self.advances(text, weight).1
    }

    /// The glyphs of a text, placed as they were measured.
    pub fn shape(&self, text: &str, weight: Weight) -> Vec<Glyph> {
        self.faces[weight as usize]
            .as_ref()
            .map(|face| Glyph::all(&face.shape(text), text, UNITS_PER_EM))
            .unwrap_or_default()
    }

    /// The width in em, and whether a character is missing.
    fn advances(&self, text: &str, weight: Weight) -> (f32, bool) {
        let Some(face) = &self.faces[weight as usize] else {
            return (text.chars().count() as f32 * FOREIGN_ADVANCE, true);
        };
        let glyphs = face.shape(text);
        let mut missing = false;
        let mut width = 0.0;
        for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
            if info.glyph_id == 0 {
                missing = true;
                width += FOREIGN_ADVANCE;
            } else {
                width += position.x_advance as f32 / UNITS_PER_EM;
            }
        }
        (width, missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_fonts_load_and_measure_plausibly() {
        let typeface = Typeface::default();
        assert!(typeface.faces.iter().all(Option::is_some));
        let regular = typeface.width("Members open their own record", Weight::Regular, 14.5);
        let bold = typeface.width("Members open their own record", Weight::Bold, 14.5);
        assert!((190.0..230.0).contains(&regular), "{regular}");
        assert!(bold > regular);
    }

    #[test]
    fn glyphs_stand_for_all_of_the_text_and_are_as_wide_as_was_measured() {
        let typeface = Typeface::default();
        let text = "Tāvā → Ελλάδα e\u{301} 1x2";
        let glyphs = typeface.shape(text, Weight::Bold);
        let width: f32 = glyphs.iter().map(|glyph| glyph.advance).sum();
        assert!((width - typeface.width(text, Weight::Bold, 1.0)).abs() < 1e-4);
        assert_eq!(glyphs.first().map(|glyph| glyph.bytes.start), Some(0));
        assert_eq!(glyphs.last().map(|glyph| glyph.bytes.end), Some(text.len()));
        assert!(glyphs.iter().all(|glyph| glyph.id != 0 && !text[glyph.bytes.clone()].is_empty()));
    }

    #[test]
    fn what_inter_lacks_is_noticed() {
        let typeface = Typeface::default();
        assert!(typeface.covers("Ελλάδα, Москва, Zürich", Weight::Regular));
        assert!(!typeface.covers("日本", Weight::Regular));
    }
}
