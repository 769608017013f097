//! Letters as masks that are drawn once and stamped as often as they come.

use std::collections::HashMap;

use resvg::tiny_skia::{FillRule, Mask, Path, PixmapMut, Transform};

use super::cover::cover;
use crate::scene::{Color, Weight};

/// The largest font that is stamped, in pixels: the masks of larger ones would take more memory than they save time.
pub const LARGEST: f32 = 96.0;

/// Into how many steps a pixel is divided where a letter stands between two, in each direction.
const STEPS: f32 = 4.0;

/// A letter in a size, at a step between two pixels.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    glyph: (Weight, u32),
    scale: u32,
    step: (u8, u8),
}

/// How much of each pixel a letter covers, and where its upper left corner lies to its origin.
struct Stamp {
    mask: Mask,
    left: i32,
    top: i32,
}

/// The letters that were drawn.
#[derive(Default)]
pub struct Stamps {
    known: HashMap<Key, Option<Stamp>>,
}

impl Stamps {
    /// Draws a glyph with this outline: at the nearest quarter of a pixel, which nobody sees.
    pub fn stamp(
        &mut self,
        pixels: &mut PixmapMut<'_>,
        outline: &Path,
        glyph: (Weight, u32),
        placed: Transform,
        color: Color,
    ) {
        let (x, y) = ((placed.tx * STEPS).round() / STEPS, (placed.ty * STEPS).round() / STEPS);
        let (dx, dy) = (x - x.floor(), y - y.floor());
        let step = ((dx * STEPS) as u8, (dy * STEPS) as u8);
        let key = Key { glyph, scale: placed.sx.to_bits(), step };
        let drawn = self.known.entry(key).or_insert_with(|| draw(outline, placed.sx, dx, dy));
        if let Some(stamp) = drawn {
            put(pixels, stamp, x.floor() as i32 + stamp.left, y.floor() as i32 + stamp.top, color);
        }
    }
}

fn draw(outline: &Path, scale: f32, dx: f32, dy: f32) -> Option<Stamp> {
    let bounds = outline.bounds();
    let (left, top) = ((bounds.left() * scale + dx).floor(), (bounds.top() * scale + dy).floor());
    let (right, bottom) = ((bounds.right() * scale + dx).ceil(), (bounds.bottom() * scale + dy).ceil());
    let mut mask = Mask::new((right - left).max(1.0) as u32, (bottom - top).max(1.0) as u32)?;
    let transform = Transform::from_row(scale, 0.0, 0.0, scale, dx - left, dy - top);
    mask.fill_path(outline, FillRule::Winding, true, transform);
    Some(Stamp { mask, left: left as i32, top: top as i32 })
}

/// Lays a colour over the pixels that a stamp covers.
fn put(pixels: &mut PixmapMut<'_>, stamp: &Stamp, left: i32, top: i32, color: Color) {
    let (width, height) = (pixels.width() as i32, pixels.height() as i32);
    let (from, to) = (left.clamp(0, width), (left + stamp.mask.width() as i32).clamp(0, width));
    if from >= to {
        return;
    }
    let data = pixels.data_mut();
    for (row, mask) in stamp.mask.data().chunks_exact(stamp.mask.width() as usize).enumerate() {
        let y = top + row as i32;
        if !(0..height).contains(&y) {
            continue;
        }
        let start = (y * width) as usize;
        let under = &mut data[(start + from as usize) * 4..(start + to as usize) * 4];
        let mask = &mask[(from - left) as usize..];
        for (pixel, covered) in under.chunks_exact_mut(4).zip(mask) {
            cover(pixel, color, *covered);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::tiny_skia::{PathBuilder, Pixmap, Rect};

    fn stamped(x: f32, y: f32) -> Pixmap {
        let mut pixels = Pixmap::new(10, 10).expect("pixels");
        let outline = PathBuilder::from_rect(Rect::from_xywh(0.0, -4.0, 4.0, 4.0).expect("a square"));
        let placed = Transform::from_row(1.0, 0.0, 0.0, 1.0, x, y);
        let red = Color { r: 255, g: 0, b: 0, a: 255 };
        Stamps::default().stamp(&mut pixels.as_mut(), &outline, (Weight::Regular, 1), placed, red);
        pixels
    }

    #[test]
    fn a_stamp_covers_its_pixels_and_half_of_those_that_it_half_covers() {
        let alpha = |pixels: &Pixmap, x, y| pixels.pixel(x, y).expect("inside").alpha();
        let whole = stamped(2.0, 6.0);
        assert_eq!(
            (alpha(&whole, 1, 3), alpha(&whole, 2, 3), alpha(&whole, 5, 5), alpha(&whole, 6, 5)),
            (0, 255, 255, 0)
        );
        let half = stamped(2.5, 6.0);
        assert!((120..136).contains(&alpha(&half, 2, 3)) && alpha(&half, 3, 3) == 255);
    }

    #[test]
    fn what_hangs_over_the_edge_is_cut_off() {
        assert_eq!(stamped(-2.0, 2.0).pixel(1, 1).expect("inside").alpha(), 255);
        assert_eq!(stamped(8.0, 12.0).pixel(9, 9).expect("inside").alpha(), 255);
        assert_eq!(stamped(40.0, -40.0).data().iter().max(), Some(&0));
    }
}
