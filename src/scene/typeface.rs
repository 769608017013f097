//! The bundled typeface, Inter, and how wide a text is in it.

use std::cell::RefCell;

use harfrust::{Direction, FontRef, Script, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer};

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

struct Face {
    font: FontRef<'static>,
    data: ShaperData,
    /// How to shape each script: made once, for it takes longer than the shaping itself.
    plans: RefCell<Vec<(Option<Script>, Direction, ShapePlan)>>,
}

impl Face {
    fn shape(&self, text: &str) -> harfrust::GlyphBuffer {
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

/// A glyph of a line, in the weight that the line is set in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Which one of the font; 0 is a character that the font lacks.
    pub id: u32,
    /// Where it stands, in em from the beginning of the line: to the right, and upwards from the baseline.
    pub at: (f32, f32),
    /// The byte of the text where its character begins; glyphs of one character share it.
    pub cluster: usize,
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

    /// The glyphs of a line from left to right, as the shaper sets them: kerned, and in the order in which they are read.
    pub fn glyphs(&self, text: &str, weight: Weight) -> Vec<Glyph> {
        let Some(face) = &self.faces[weight as usize] else { return Vec::new() };
        let shaped = face.shape(text);
        let mut pen = 0.0;
        let set = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(|(info, position)| {
            let at = (pen + position.x_offset as f32 / UNITS_PER_EM, position.y_offset as f32 / UNITS_PER_EM);
            pen += position.x_advance as f32 / UNITS_PER_EM;
            Glyph { id: info.glyph_id, at, cluster: info.cluster as usize }
        });
        set.collect()
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
    fn the_glyphs_of_a_line_stand_one_behind_the_other_and_are_kerned() {
        let typeface = Typeface::default();
        let glyphs = typeface.glyphs("AVA", Weight::Regular);
        assert_eq!(glyphs.iter().map(|glyph| glyph.cluster).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(glyphs[0].id, glyphs[2].id);
        assert!(glyphs[1].at.0 < typeface.width("A", Weight::Regular, 1.0));
    }

    #[test]
    fn what_inter_lacks_is_noticed() {
        let typeface = Typeface::default();
        assert!(typeface.covers("Ελλάδα, Москва, Zürich", Weight::Regular));
        assert!(!typeface.covers("日本", Weight::Regular));
    }
}
