//! The fonts of the system, for what the bundled typeface lacks.

use std::collections::HashMap;
use std::sync::Arc;

use allsorts::binary::read::ReadScope;
use allsorts::font::read_cmap_subtable;
use allsorts::font_data::FontData;
use allsorts::tables::FontTableProvider;
use allsorts::tables::cmap::Cmap;
use allsorts::tag;
use harfrust::{Direction, FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use krilla::text::Font;
use resvg::usvg::fontdb::{self, Database, FaceInfo, Source, Style};

use crate::export::foreign::fonts;
use crate::scene::{Glyph, Weight};

/// A font of the system that something is drawn with.
pub struct OtherFont {
    /// The font as the PDF embeds it.
    pub font: Font,
    data: Arc<Vec<u8>>,
    index: u32,
    shaper: ShaperData,
}

impl OtherFont {
    fn load(data: &[u8], index: u32) -> Option<Self> {
        let shaper = ShaperData::new(&FontRef::from_index(data, index).ok()?);
        let data = Arc::new(data.to_vec());
        Some(Self { font: Font::new(data.clone().into(), index)?, data, index, shaper })
    }

    /// The glyphs of a text of one direction, from left to right; none where it lacks one of them.
    pub fn shape(&self, text: &str, backwards: bool) -> Option<Vec<Glyph>> {
        let font = FontRef::from_index(&self.data, self.index).ok()?;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(if backwards { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        let shaped = self.shaper.shaper(&font).build().shape(buffer, ShapeOptions::new());
        let glyphs = Glyph::all(&shaped, text, self.font.units_per_em());
        (!glyphs.is_empty() && glyphs.iter().all(|glyph| glyph.id != 0)).then_some(glyphs)
    }
}

/// Finds fonts of the system by what they have. Nothing is looked for until it is needed.
pub struct OtherFonts {
    /// Whether the system's fonts may be used at all.
    allowed: bool,
    loaded: Vec<OtherFont>,
    found: HashMap<(Weight, Box<str>), Option<usize>>,
}

impl OtherFonts {
    /// The fonts of the system, or none where they are not allowed.
    pub fn new(allowed: bool) -> Self {
        Self { allowed, loaded: Vec::new(), found: HashMap::new() }
    }

    /// Whether something is drawn with one of them.
    pub fn used(&self) -> bool {
        !self.loaded.is_empty()
    }

    /// A font by its number.
    pub fn get(&self, number: usize) -> Option<&OtherFont> {
        self.loaded.get(number)
    }

    /// The number of a font that has a grapheme.
    pub fn find(&mut self, grapheme: &str, weight: Weight) -> Option<usize> {
        if !self.allowed {
            return None;
        }
        let key = (weight, Box::from(grapheme));
        if let Some(known) = self.found.get(&key) {
            return *known;
        }
        let has = |font: &OtherFont| font.shape(grapheme, false).is_some();
        let number = self.loaded.iter().position(has).or_else(|| {
            let font = on_the_system(grapheme, weight)?;
            self.loaded.push(font);
            Some(self.loaded.len() - 1)
        });
        self.found.insert(key, number);
        number
    }
}

/// The first font of the system that has a grapheme, those that look most like the text first.
fn on_the_system(grapheme: &str, weight: Weight) -> Option<OtherFont> {
    let fonts = fonts();
    let first = grapheme.chars().next()?;
    let mut faces: Vec<&FaceInfo> = fonts.faces().filter(|face| !matches!(face.source, Source::Binary(_))).collect();
    faces.sort_by_cached_key(|face| likeness(face, weight));
    faces.into_iter().filter(|face| has_outline(&fonts, face.id, first)).find_map(|face| {
        let font = fonts.with_face_data(face.id, OtherFont::load).flatten()?;
        font.shape(grapheme, false).is_some().then_some(font)
    })
}

/// Sorts upright, proportional fonts of about the same weight first, and then by name, so that the choice does not depend on
/// the order in which the fonts were found.
fn likeness(face: &FaceInfo, weight: Weight) -> (bool, bool, bool, u16, String) {
    let wide = face.stretch != fontdb::Stretch::Normal;
    let off = face.weight.0.abs_diff(weight.number());
    (face.style != Style::Normal, face.monospaced, wide, off, face.post_script_name.clone())
}

/// Whether a font draws a character by an outline. Fonts that hold pictures, and those whose glyphs all look alike, do not.
fn has_outline(fonts: &Database, id: fontdb::ID, character: char) -> bool {
    let last_resort = fonts.face(id).is_none_or(|face| {
        face.post_script_name.contains("LastResort") || face.post_script_name.starts_with("AdobeBlank")
    });
    !last_resort && fonts.with_face_data(id, |data, index| maps(data, index, character)).flatten().unwrap_or(false)
}

fn maps(data: &[u8], index: u32, character: char) -> Option<bool> {
    let font = ReadScope::new(data).read::<FontData<'_>>().ok()?.table_provider(index as usize).ok()?;
    let outlines = [tag::GLYF, tag::CFF].iter().any(|table| font.has_table(*table));
    let pictures = [tag::CBDT, tag::SBIX].iter().any(|table| font.has_table(*table));
    let table = font.read_table_data(tag::CMAP).ok()?;
    let (_, characters) = read_cmap_subtable(&ReadScope::new(&table).read::<Cmap<'_>>().ok()?).ok()??;
    let glyph = characters.map_glyph(u32::from(character)).ok()?;
    Some(outlines && !pictures && glyph.is_some_and(|glyph| glyph != 0))
}
