//! A scene in pixels.
//!
//! It is drawn directly, not by way of the SVG: most of what is on a map is text, and a letter that comes again and again
//! is drawn once and stamped.

mod cover;
mod rules;
mod stamps;

use resvg::tiny_skia::{
    self, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, PixmapMut, StrokeDash, Transform,
};

use self::stamps::Stamps;
use super::outlines::Outlines;
use super::{ExportError, foreign};
use crate::scene::{Color, Piece, Point, Rect, Scene, Shape, Stroke, Text, rounded};

/// The share of a quarter circle's radius at which the handles of its curve stand.
const HANDLE: f32 = 0.552_284_8;

/// The widest line, in pixels, whose level and upright pieces are drawn as rectangles: the corners of wider ones show.
const THIN: f32 = 1.0;

/// Draws a scene at a scale. Without its page, what nothing covers is transparent.
///
/// # Errors
/// Where there is no memory for it, or a text cannot be drawn.
pub fn raster(scene: &Scene, width: u32, height: u32, scale: f32, page: bool) -> Result<Pixmap, ExportError> {
    let mut pixels = Pixmap::new(width, height).ok_or_else(|| ExportError::Render("no memory for it".into()))?;
    if page {
        pixels.fill(color(scene.background));
    }
    let mut painter =
        Painter { pixels: pixels.as_mut(), outlines: Outlines::default(), stamps: Stamps::default(), scale };
    for node in &scene.nodes {
        for shape in node.shapes.iter() {
            painter.shape(shape, node.origin)?;
        }
    }
    Ok(pixels)
}

struct Painter<'a> {
    pixels: PixmapMut<'a>,
    outlines: Outlines,
    stamps: Stamps,
    scale: f32,
}

impl Painter<'_> {
    fn shape(&mut self, shape: &Shape, origin: Point) -> Result<(), ExportError> {
        let to_pixels =
            Transform::from_row(self.scale, 0.0, 0.0, self.scale, origin.x * self.scale, origin.y * self.scale);
        match shape {
            Shape::Box { rect, radius, fill, stroke } => {
                if let Some(path) = rounded_box(*rect, *radius) {
                    if let Some(fill) = fill {
                        self.fill(&path, *fill, to_pixels);
                    }
                    if let Some(stroke) = stroke {
                        self.stroke(&path, stroke, &tiny_skia::Stroke::default(), to_pixels);
                    }
                }
            }
            Shape::Line { points, radius, stroke } => {
                let round = tiny_skia::Stroke {
                    line_cap: LineCap::Round,
                    line_join: LineJoin::Round,
                    ..tiny_skia::Stroke::default()
                };
                if let Some(path) = line(points, *radius) {
                    self.stroke(&path, stroke, &round, to_pixels);
                }
            }
            Shape::Polygon { points, fill } => {
                if let Some(path) = polygon(points) {
                    self.fill(&path, *fill, to_pixels);
                }
            }
            Shape::Circle { center, radius, fill } => {
                if let Some(path) = PathBuilder::from_circle(center.x, center.y, *radius) {
                    self.fill(&path, *fill, to_pixels);
                }
            }
            Shape::Text(text) if text.covered => self.text(text, to_pixels),
            Shape::Text(text) => resvg::render(&foreign::tree(text)?, to_pixels, &mut self.pixels),
        }
        Ok(())
    }

    fn fill(&mut self, path: &Path, fill: Color, to_pixels: Transform) {
        self.pixels.fill_path(path, &paint(fill), FillRule::Winding, to_pixels, None);
    }

    fn stroke(&mut self, path: &Path, stroke: &Stroke, ends: &tiny_skia::Stroke, to_pixels: Transform) {
        let dash = stroke.dash.pattern().and_then(|pattern| StrokeDash::new(pattern.to_vec(), 0.0));
        let width = stroke.width * self.scale;
        if width > THIN || ends.line_cap != LineCap::Round {
            let pen = tiny_skia::Stroke { width: stroke.width, dash, ..ends.clone() };
            self.pixels.stroke_path(path, &paint(stroke.color), &pen, to_pixels, None);
            return;
        }
        let dashed = dash.and_then(|dash| path.dash(&dash, self.scale));
        let line = dashed.as_ref().unwrap_or(path);
        if let Some(rest) = rules::draw(&mut self.pixels, line, width, stroke.color, to_pixels) {
            let pen = tiny_skia::Stroke { width: stroke.width, ..tiny_skia::Stroke::default() };
            self.pixels.stroke_path(&rest, &paint(stroke.color), &pen, to_pixels, None);
        }
    }

    fn text(&mut self, text: &Text, to_pixels: Transform) {
        let to_em = Outlines::scale(text);
        for glyph in self.outlines.glyphs(text) {
            let Some(path) = self.outlines.outline(text.weight, glyph.id) else { continue };
            let placed = to_pixels.pre_concat(Transform::from_row(to_em, 0.0, 0.0, to_em, glyph.at.0, glyph.at.1));
            if text.size * self.scale > stamps::LARGEST {
                self.pixels.fill_path(path, &paint(text.color), FillRule::Winding, placed, None);
            } else {
                self.stamps.stamp(&mut self.pixels, path, (text.weight, glyph.id), placed, text.color);
            }
        }
    }
}

fn color(color: Color) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(color.r, color.g, color.b, color.a)
}

fn paint(fill: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(color(fill));
    paint
}

fn rounded_box(area: Rect, radius: f32) -> Option<Path> {
    let radius = radius.min(area.w / 2.0).min(area.h / 2.0);
    if radius <= 0.0 {
        return Some(PathBuilder::from_rect(tiny_skia::Rect::from_xywh(area.x, area.y, area.w, area.h)?));
    }
    let (left, top, right, bottom) = (area.x, area.y, area.right(), area.bottom());
    let reach = radius * (1.0 - HANDLE);
    let mut path = PathBuilder::new();
    path.move_to(left + radius, top);
    path.line_to(right - radius, top);
    path.cubic_to(right - reach, top, right, top + reach, right, top + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - reach, right - reach, bottom, right - radius, bottom);
    path.line_to(left + radius, bottom);
    path.cubic_to(left + reach, bottom, left, bottom - reach, left, bottom - radius);
    path.line_to(left, top + radius);
    path.cubic_to(left, top + reach, left + reach, top, left + radius, top);
    path.close();
    path.finish()
}

fn line(points: &[Point], radius: f32) -> Option<Path> {
    let (start, pieces) = rounded(points, radius)?;
    let mut path = PathBuilder::new();
    path.move_to(start.x, start.y);
    for piece in pieces {
        match piece {
            Piece::To(to) => path.line_to(to.x, to.y),
            Piece::Round { corner, to } => path.quad_to(corner.x, corner.y, to.x, to.y),
        }
    }
    path.finish()
}

fn polygon(points: &[Point]) -> Option<Path> {
    let (first, rest) = points.split_first()?;
    let mut path = PathBuilder::new();
    path.move_to(first.x, first.y);
    for point in rest {
        path.line_to(point.x, point.y);
    }
    path.close();
    path.finish()
}
