//! PNG: the SVG of a scene, rendered with the bundled typeface.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::{ExportError, svg};
use crate::scene::{Scene, Shape, Weight};

/// How large a picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PngSize {
    /// So many pixels to the inch, where 96 page units make an inch.
    Dpi(f32),
    /// So many pixels wide.
    Width(u32),
}

/// Page units to the inch, as in CSS.
const UNITS_PER_INCH: f32 = 96.0;

/// The most pixels of a side.
const MOST: u64 = 32_000;

/// Renders a scene as a PNG that carries its density.
///
/// # Errors
/// Where the picture would be too large or cannot be rendered or packed.
pub fn png(scene: &Scene, size: PngSize) -> Result<Vec<u8>, ExportError> {
    let page = scene.frame.page;
    let scale = match size {
        PngSize::Dpi(dpi) => dpi / UNITS_PER_INCH,
        PngSize::Width(pixels) => pixels as f32 / page.w,
    };
    let (width, height) = ((page.w * scale).round() as u64, (page.h * scale).round() as u64);
    if width > MOST || height > MOST || width == 0 || height == 0 {
        return Err(ExportError::TooLarge { width, height, most: MOST });
    }
    let pixels = render(scene, width as u32, height as u32, scale)?;
    pack(&pixels, scale)
}

fn render(scene: &Scene, width: u32, height: u32, scale: f32) -> Result<Pixmap, ExportError> {
    let fontdb = if needs_other_fonts(scene) { all_fonts() } else { bundled_fonts() };
    let options = usvg::Options { fontdb, font_family: "Inter".into(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&svg(scene), &options).map_err(|e| ExportError::Render(e.to_string()))?;
    let mut pixels = Pixmap::new(width, height).ok_or_else(|| ExportError::Render("no memory for it".into()))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(pixels)
}

/// Whether some text has a character that the bundled typeface lacks.
fn needs_other_fonts(scene: &Scene) -> bool {
    let shapes = scene.nodes.iter().flat_map(|node| node.shapes.iter());
    shapes.into_iter().any(|shape| matches!(shape, Shape::Text(text) if !text.covered))
}

fn bundled_fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    FONTS
        .get_or_init(|| {
            let mut fonts = fontdb::Database::new();
            for weight in Weight::ALL {
                fonts.load_font_source(fontdb::Source::Binary(Arc::new(weight.font())));
            }
            Arc::new(fonts)
        })
        .clone()
}

/// The bundled typeface and what the system has. Looked for only where a text needs it, so that other pictures are the same
/// bytes everywhere.
pub(super) fn all_fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    FONTS
        .get_or_init(|| {
            let mut fonts = (*bundled_fonts()).clone();
            fonts.load_system_fonts();
            Arc::new(fonts)
        })
        .clone()
}

fn pack(pixels: &Pixmap, scale: f32) -> Result<Vec<u8>, ExportError> {
    let failed = |error: ::png::EncodingError| ExportError::Pack(error.to_string());
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_depth(::png::BitDepth::Eight);
    let per_metre = (f64::from(scale * UNITS_PER_INCH) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(::png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: ::png::Unit::Meter }));
    let mut writer = encoder.write_header().map_err(failed)?;
    // The page is opaque, so nothing is lost without the fourth channel.
    let rgb: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    writer.write_image_data(&rgb).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Day, Moment, StrategyMap};
    use crate::scene::{Composer, LIGHT};

    #[test]
    fn a_picture_has_the_size_and_density_that_were_asked_for() {
        let scene = Composer::default().compose(&StrategyMap::default(), Moment::on(Day(0)), &LIGHT);
        let bytes = png(&scene, PngSize::Dpi(300.0)).expect("rendered");
        let reader = ::png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().expect("a PNG");
        let info = reader.info();
        assert_eq!((info.width, info.height), (5000, 2813));
        assert_eq!(info.pixel_dims.expect("a density").xppu, 11_811);
    }

    #[test]
    fn an_absurd_size_is_refused_in_words() {
        let scene = Composer::default().compose(&StrategyMap::default(), Moment::on(Day(0)), &LIGHT);
        let error = png(&scene, PngSize::Width(1_000_000)).expect_err("too large");
        assert!(error.to_string().contains("too large"));
    }
}
