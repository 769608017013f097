//! A colour laid over a pixel.

use crate::scene::Color;

/// Lays a colour over a pixel of which it covers so much, of 255.
pub fn cover(pixel: &mut [u8], color: Color, covered: u8) {
    let over = part(u32::from(covered) * u32::from(color.a));
    if over == 0 {
        return;
    }
    for (channel, source) in pixel.iter_mut().zip([color.r, color.g, color.b, 255]) {
        *channel = part(u32::from(source) * over + u32::from(*channel) * (255 - over)) as u8;
    }
}

/// A product of two parts of 255, as a part of 255.
fn part(product: u32) -> u32 {
    (product + 127) / 255
}
