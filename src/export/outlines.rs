//! The outlines of texts in the bundled typeface.

use std::collections::HashMap;

use resvg::tiny_skia::{Path, PathBuilder};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider, OutlineGlyphCollection};

use crate::scene::{Text, Typeface, UNITS_PER_EM, Weight};

/// A glyph of a text, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// Which one of the font.
    pub id: u32,
    /// The left end of its baseline, in the units of the text's node.
    pub at: (f32, f32),
}

/// The outlines of glyphs, each drawn once.
#[derive(Default)]
pub struct Outlines {
    typeface: Typeface,
    fonts: HashMap<Weight, Option<OutlineGlyphCollection<'static>>>,
    known: HashMap<(Weight, u32), Option<Path>>,
}

impl Outlines {
    /// The glyphs of a text that the typeface has.
    pub fn glyphs(&self, text: &Text) -> Vec<Placed> {
        let (mut pen, mut letters) = (0.0, 0.0);
        let mut before: Option<usize> = None;
        let mut placed = Vec::new();
        for glyph in self.typeface.shape(&text.text, text.weight) {
            // Marks share the place of their letter: only letters are set apart.
            if before.is_some_and(|before| before != glyph.bytes.start) {
                letters += 1.0;
            }
            let x = text.left() + (pen + glyph.shift[0]) * text.size + letters * text.spacing;
            placed.push(Placed { id: glyph.id, at: (x, text.at.y - glyph.shift[1] * text.size) });
            pen += glyph.advance;
            before = Some(glyph.bytes.start);
        }
        placed
    }

    /// The outline of a glyph, in units of the font with `y` downwards from its baseline; none for a blank.
    pub fn outline(&mut self, weight: Weight, id: u32) -> Option<&Path> {
        let font = self.fonts.entry(weight).or_insert_with(|| {
            let font = FontRef::from_index(weight.font(), 0).ok()?;
            Some(font.outline_glyphs())
        });
        let known = self.known.entry((weight, id)).or_insert_with(|| {
            let mut pen = Pen(PathBuilder::new());
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            font.as_ref()?.get(GlyphId::new(id))?.draw(settings, &mut pen).ok()?;
            pen.0.finish()
        });
        known.as_ref()
    }

    /// From units of the font to those of a text.
    pub fn scale(text: &Text) -> f32 {
        text.size / UNITS_PER_EM
    }
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, -y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, -y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, -cy0, x, -y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, -cy0, cx1, -cy1, x, -y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Align, LIGHT, point};

    #[test]
    fn letters_are_set_apart_and_a_blank_has_no_outline() {
        let text = |spacing| Text {
            at: point(100.0, 50.0),
            text: "a b".into(),
            size: 20.0,
            weight: Weight::Bold,
            color: LIGHT.ink,
            align: Align::Start,
            spacing,
            width: 60.0,
            covered: true,
        };
        let mut outlines = Outlines::default();
        let (close, apart) = (outlines.glyphs(&text(0.0)), outlines.glyphs(&text(3.0)));
        assert_eq!((close[0].at, apart[0].at), ((100.0, 50.0), (100.0, 50.0)));
        assert!((apart[2].at.0 - close[2].at.0 - 6.0).abs() < 1e-4);
        assert!(outlines.outline(Weight::Bold, close[1].id).is_none());
        let bounds = outlines.outline(Weight::Bold, close[0].id).expect("a letter").bounds();
        assert!(bounds.top() < 0.0 && bounds.height() < UNITS_PER_EM);
    }
}
