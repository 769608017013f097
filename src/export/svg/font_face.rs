//! The bundled typeface inside an SVG: of each weight that is used, the glyphs that are used.

use std::collections::{BTreeMap, BTreeSet};

use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use skrifa::{FontRef, MetadataProvider};

use crate::export::ExportError;
use crate::scene::{Scene, Shape, Weight};

/// Appends a style sheet with the used part of the typeface; nothing where the scene has no text.
///
/// # Errors
/// Where a font cannot be cut down.
pub fn write(out: &mut String, scene: &Scene) -> Result<(), ExportError> {
    let used = used(scene);
    if used.is_empty() {
        return Ok(());
    }
    // Browsers do not ask `xml:space` whether blanks count.
    out.push_str("<style>\ntext{white-space:pre}\n");
    for (weight, characters) in used {
        let font = part(weight, &characters)?;
        out.push_str("@font-face{font-family:Inter;font-weight:");
        out.push_str(&weight.number().to_string());
        out.push_str(";src:url(data:font/ttf;base64,");
        STANDARD.encode_string(font, out);
        out.push_str(") format('truetype')}\n");
    }
    out.push_str("</style>\n");
    Ok(())
}

/// The characters that stand on the page in each weight.
fn used(scene: &Scene) -> BTreeMap<Weight, BTreeSet<char>> {
    // Nearly all characters are ASCII: for them a set is a few bits.
    let mut ascii = [0_u128; Weight::ALL.len()];
    let mut used: BTreeMap<Weight, BTreeSet<char>> = BTreeMap::new();
    for shape in scene.nodes.iter().flat_map(|node| node.shapes.iter()) {
        let Shape::Text(text) = shape else { continue };
        for c in text.text.chars() {
            if c.is_ascii() {
                ascii[text.weight as usize] |= 1 << u32::from(c);
            } else {
                used.entry(text.weight).or_default().insert(c);
            }
        }
    }
    for weight in Weight::ALL {
        let set = ascii[weight as usize];
        let letters = (0..128_u8).filter(|c| set & (1 << c) != 0).map(char::from);
        if set != 0 {
            used.entry(weight).or_default().extend(letters);
        }
    }
    used
}

/// A font with the glyphs of these characters only.
fn part(weight: Weight, characters: &BTreeSet<char>) -> Result<Vec<u8>, ExportError> {
    let failed = |what: String| ExportError::Pack(format!("the typeface could not be cut down: {what}"));
    let font = FontRef::from_index(weight.font(), 0).map_err(|error| failed(error.to_string()))?;
    let map = font.charmap();
    // The first glyph of a font stands for what it lacks, and must be there.
    let mut glyphs = BTreeSet::from([0_u16]);
    glyphs.extend(characters.iter().filter_map(|c| u16::try_from(map.map(*c)?.to_u32()).ok()));
    let glyphs: Vec<u16> = glyphs.into_iter().collect();
    let data = ReadScope::new(weight.font()).read::<FontData<'_>>().map_err(|error| failed(error.to_string()))?;
    let tables = data.table_provider(0).map_err(|error| failed(error.to_string()))?;
    subset(&tables, &glyphs, &SubsetProfile::Minimal, CmapTarget::Unicode).map_err(|error| failed(error.to_string()))
}
