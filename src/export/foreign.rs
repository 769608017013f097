//! Texts with characters that the bundled typeface lacks, drawn with the fonts of the system.

use std::sync::{Arc, OnceLock};

use resvg::usvg::{self, fontdb};

use super::{ExportError, svg};
use crate::scene::{Text, Weight};

/// A text alone, as the fonts of this system draw it, in the units of its node.
///
/// # Errors
/// Where it cannot be drawn.
pub fn tree(text: &Text) -> Result<usvg::Tree, ExportError> {
    let options = usvg::Options { fontdb: fonts(), font_family: "Inter".into(), ..usvg::Options::default() };
    usvg::Tree::from_str(&svg::lone_text(text), &options).map_err(|error| ExportError::Render(error.to_string()))
}

/// The bundled typeface and what the system has. Looked for only where a text needs it, so that other exports are the same
/// bytes everywhere.
pub fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let found = FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        for weight in Weight::ALL {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(weight.font())));
        }
        fonts.load_system_fonts();
        Arc::new(fonts)
    });
    found.clone()
}
