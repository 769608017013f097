//! PNG: a scene in pixels, packed with its density.

use resvg::tiny_skia::Pixmap;

use super::raster::raster;
use super::{ExportError, embed};
use crate::scene::Scene;

/// How large a picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PngSize {
    /// So many pixels to the inch, where 96 page units make an inch.
    Dpi(f32),
    /// So many pixels wide.
    Width(u32),
}

/// How a PNG is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct PngOptions<'a> {
    /// Whether the page is left out, so that what lies below shows.
    pub transparent: bool,
    /// The file of a map that goes along, so that the picture opens as that map again.
    pub map: Option<&'a [u8]>,
}

/// Page units to the inch, as in CSS.
const UNITS_PER_INCH: f32 = 96.0;

/// The most pixels of a side.
const MOST: u64 = 32_000;

/// Renders a scene as a PNG that carries its density.
///
/// # Errors
/// Where the picture would be too large or cannot be rendered or packed.
pub fn png(scene: &Scene, size: PngSize, options: &PngOptions<'_>) -> Result<Vec<u8>, ExportError> {
    let page = scene.frame.page;
    let scale = match size {
        PngSize::Dpi(dpi) => dpi / UNITS_PER_INCH,
        PngSize::Width(pixels) => pixels as f32 / page.w,
    };
    let (width, height) = ((page.w * scale).round() as u64, (page.h * scale).round() as u64);
    if width > MOST || height > MOST || width == 0 || height == 0 {
        return Err(ExportError::TooLarge { width, height, most: MOST });
    }
    let pixels = raster(scene, width as u32, height as u32, scale, !options.transparent)?;
    let mut bytes = pack(pixels, scale, options.transparent).map_err(|error| ExportError::Pack(error.to_string()))?;
    if let Some(map) = options.map {
        embed::put_into_png(&mut bytes, map)?;
    }
    Ok(bytes)
}

fn pack(pixels: Pixmap, scale: f32, transparent: bool) -> Result<Vec<u8>, ::png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(if transparent { ::png::ColorType::Rgba } else { ::png::ColorType::Rgb });
    encoder.set_depth(::png::BitDepth::Eight);
    // Flat colours pack smaller and in half the time as they are than as differences.
    encoder.set_filter(::png::Filter::NoFilter);
    encoder.set_deflate_compression(::png::DeflateCompression::Level(4));
    let per_metre = (f64::from(scale * UNITS_PER_INCH) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(::png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: ::png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    if transparent {
        writer.write_image_data(&pixels.take_demultiplied())?;
    } else {
        // The page is opaque, so nothing is lost without the fourth channel.
        let mut rgb = Vec::with_capacity(pixels.data().len() / 4 * 3);
        for pixel in pixels.data().chunks_exact(4) {
            rgb.extend_from_slice(&pixel[..3]);
        }
        writer.write_image_data(&rgb)?;
    }
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Day, Moment, StrategyMap};
    use crate::scene::{Composer, LIGHT};
    use std::io::Cursor;

    fn scene() -> Scene {
        Composer::default().compose(&StrategyMap::default(), Moment::on(Day(0)), &LIGHT)
    }

    #[test]
    fn a_picture_has_the_size_and_density_that_were_asked_for() {
        let bytes = png(&scene(), PngSize::Dpi(300.0), &PngOptions::default()).expect("rendered");
        let reader = ::png::Decoder::new(Cursor::new(&bytes)).read_info().expect("a PNG");
        let info = reader.info();
        assert_eq!((info.width, info.height), (5000, 2813));
        assert_eq!(info.pixel_dims.expect("a density").xppu, 11_811);
    }

    #[test]
    fn a_transparent_picture_shows_what_lies_below_it() {
        let first_pixel = |transparent| {
            let options = PngOptions { transparent, ..PngOptions::default() };
            let bytes = png(&scene(), PngSize::Width(400), &options).expect("rendered");
            let mut reader = ::png::Decoder::new(Cursor::new(&bytes)).read_info().expect("a PNG");
            let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
            reader.next_frame(&mut pixels).expect("pixels");
            pixels[..if transparent { 4 } else { 3 }].to_vec()
        };
        assert_eq!(first_pixel(true)[3], 0);
        assert_eq!(first_pixel(false), [LIGHT.page.r, LIGHT.page.g, LIGHT.page.b]);
    }

    #[test]
    fn an_absurd_size_is_refused_in_words() {
        let error = png(&scene(), PngSize::Width(1_000_000), &PngOptions::default()).expect_err("too large");
        assert!(error.to_string().contains("too large"));
    }
}
