//! Thin level and upright lines, of which links are made.
//!
//! A large map has millions of pixels of them, and each is only a rectangle.

use resvg::tiny_skia::{Path, PathBuilder, PathSegment, PixmapMut, Point, Transform};

use super::cover::cover;
use crate::scene::Color;

/// Draws the level and upright pieces of a line, its ends as if round, and gives back what is left of it.
pub fn draw(pixels: &mut PixmapMut<'_>, line: &Path, width: f32, color: Color, to_pixels: Transform) -> Option<Path> {
    let mut rest = PathBuilder::new();
    let mut at = Point::default();
    let mut begins = true;
    let mut segments = line.segments().peekable();
    while let Some(segment) = segments.next() {
        let before = at;
        let ends = matches!(segments.peek(), None | Some(PathSegment::MoveTo(_)));
        match segment {
            PathSegment::LineTo(to) if to.x == before.x || to.y == before.y => {
                at = to;
                let mut ends_of = [before, to];
                to_pixels.map_points(&mut ends_of);
                rule(pixels, ends_of, width, [begins, ends], color);
            }
            PathSegment::LineTo(to) => {
                at = to;
                rest.move_to(before.x, before.y);
                rest.line_to(to.x, to.y);
            }
            PathSegment::QuadTo(corner, to) => {
                at = to;
                rest.move_to(before.x, before.y);
                rest.quad_to(corner.x, corner.y, to.x, to.y);
            }
            PathSegment::CubicTo(first, second, to) => {
                at = to;
                rest.move_to(before.x, before.y);
                rest.cubic_to(first.x, first.y, second.x, second.y, to.x, to.y);
            }
            PathSegment::MoveTo(to) => at = to,
            PathSegment::Close => {}
        }
        begins = matches!(segment, PathSegment::MoveTo(_));
    }
    rest.finish()
}

/// Draws one piece. A round end is as much longer as a half disc is large: nobody sees its roundness.
fn rule(pixels: &mut PixmapMut<'_>, [from, to]: [Point; 2], width: f32, round: [bool; 2], color: Color) {
    let longer = |round: bool| if round { width * std::f32::consts::PI / 8.0 } else { 0.0 };
    let half = width / 2.0;
    // The half width across, and what is added at the low and at the high end along.
    let level = from.y == to.y && from.x != to.x;
    let (a, b) = if level { (from.x, to.x) } else { (from.y, to.y) };
    let (low, high) = if a <= b {
        (a - longer(round[0]), b + longer(round[1]))
    } else {
        (b - longer(round[1]), a + longer(round[0]))
    };
    if level {
        rectangle(pixels, [low, high], [from.y - half, from.y + half], color);
    } else {
        rectangle(pixels, [from.x - half, from.x + half], [low, high], color);
    }
}

/// Lays a colour over a rectangle, over the pixels at its edges by how much of them it covers.
fn rectangle(pixels: &mut PixmapMut<'_>, across: [f32; 2], down: [f32; 2], color: Color) {
    let width = pixels.width() as usize;
    let within = |ends: [f32; 2], most: u32| {
        let most = most as f32;
        (ends[0].floor().clamp(0.0, most) as usize, ends[1].ceil().clamp(0.0, most) as usize)
    };
    let (left, right) = within(across, pixels.width());
    let (top, bottom) = within(down, pixels.height());
    let shared = |ends: [f32; 2], at: usize| (ends[1].min(at as f32 + 1.0) - ends[0].max(at as f32)).max(0.0);
    let data = pixels.data_mut();
    for y in top..bottom {
        let row = shared(down, y) * 255.0;
        for x in left..right {
            let inside = x > left && x + 1 < right;
            let covered = if inside { row } else { row * shared(across, x) };
            let at = (y * width + x) * 4;
            cover(&mut data[at..at + 4], color, (covered + 0.5) as u8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::tiny_skia::Pixmap;

    const BLACK: Color = Color { r: 0, g: 0, b: 0, a: 255 };

    fn drawn(path: &Path) -> (Pixmap, Option<Path>) {
        let mut pixels = Pixmap::new(12, 12).expect("pixels");
        let rest = draw(&mut pixels.as_mut(), path, 1.0, BLACK, Transform::identity());
        (pixels, rest)
    }

    #[test]
    fn a_level_piece_covers_its_pixels_in_part_where_it_lies_between_two_rows() {
        let mut path = PathBuilder::new();
        path.move_to(2.0, 5.25);
        path.line_to(9.0, 5.25);
        let (pixels, rest) = drawn(&path.finish().expect("a line"));
        let alpha = |x, y| pixels.pixel(x, y).expect("inside").alpha();
        assert_eq!((alpha(5, 4), alpha(5, 5), alpha(5, 6)), (64, 191, 0));
        assert!(alpha(1, 5) > 0, "its end is round");
        assert!(rest.is_none());
    }

    #[test]
    fn what_is_neither_level_nor_upright_is_left_over_and_what_lies_outside_is_cut_off() {
        let mut path = PathBuilder::new();
        path.move_to(5.0, -30.0);
        path.line_to(5.0, 3.0);
        path.quad_to(5.0, 5.0, 7.0, 5.0);
        path.line_to(99.0, 5.0);
        let (pixels, rest) = drawn(&path.finish().expect("a line"));
        assert_eq!(pixels.pixel(11, 4).expect("inside").alpha(), 128);
        assert_eq!(rest.expect("the corner").segments().count(), 2);
    }
}
