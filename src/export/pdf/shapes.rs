//! The shapes of a scene as paths, fills and strokes of a PDF.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke as PdfStroke, StrokeDash};
use krilla::surface::Surface;

use crate::scene::{self, Color, Piece, Point, Rect, Shape, Stroke};

/// How far the handles of a curve reach along a quarter of a circle, in radii.
const QUARTER: f32 = 0.552_284_8;

/// Draws a shape that is no text.
pub fn draw(surface: &mut Surface<'_>, shape: &Shape) {
    match shape {
        Shape::Box { rect, radius, fill, stroke } => {
            paint(surface, rounded_box(*rect, *radius), fill.map(filled), stroke.as_ref().map(edge));
        }
        Shape::Line { points, radius, stroke } => {
            let round = PdfStroke { line_cap: LineCap::Round, line_join: LineJoin::Round, ..edge(stroke) };
            paint(surface, line(points, *radius), None, Some(round));
        }
        Shape::Polygon { points, fill } => paint(surface, polygon(points), Some(filled(*fill)), None),
        Shape::Circle { center, radius, fill } => {
            let around = scene::rect(center.x - radius, center.y - radius, radius * 2.0, radius * 2.0);
            paint(surface, rounded_box(around, *radius), Some(filled(*fill)), None);
        }
        Shape::Text(_) => {}
    }
}

/// A filled rectangle with sharp corners.
pub fn sheet(surface: &mut Surface<'_>, rect: Rect, color: Color) {
    paint(surface, rounded_box(rect, 0.0), Some(filled(color)), None);
}

/// The outline of a rectangle with sharp corners.
pub fn frame(surface: &mut Surface<'_>, rect: Rect, stroke: &Stroke) {
    paint(surface, rounded_box(rect, 0.0), None, Some(edge(stroke)));
}

/// The inside of a shape or text.
pub fn filled(color: Color) -> Fill {
    let paint = rgb::Color::new(color.r, color.g, color.b).into();
    Fill { paint, opacity: opacity(color), ..Fill::default() }
}

fn edge(stroke: &Stroke) -> PdfStroke {
    let color = stroke.color;
    PdfStroke {
        paint: rgb::Color::new(color.r, color.g, color.b).into(),
        width: stroke.width,
        opacity: opacity(color),
        dash: stroke.dash.pattern().map(|pattern| StrokeDash { array: pattern.to_vec(), offset: 0.0 }),
        ..PdfStroke::default()
    }
}

fn opacity(color: Color) -> NormalizedF32 {
    NormalizedF32::new(f32::from(color.a) / 255.0).unwrap_or(NormalizedF32::ONE)
}

/// Nothing is drawn without fill and stroke: krilla would take black.
fn paint(surface: &mut Surface<'_>, path: Option<Path>, fill: Option<Fill>, stroke: Option<PdfStroke>) {
    let Some(path) = path.filter(|_| fill.is_some() || stroke.is_some()) else { return };
    surface.set_fill(fill);
    surface.set_stroke(stroke);
    surface.draw_path(&path);
}

fn rounded_box(rect: Rect, radius: f32) -> Option<Path> {
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    let r = radius.min(rect.w / 2.0).min(rect.h / 2.0);
    let mut path = PathBuilder::new();
    if r <= 0.0 {
        path.push_rect(krilla::geom::Rect::from_ltrb(left, top, right, bottom)?);
        return path.finish();
    }
    let reach = r * (1.0 - QUARTER);
    path.move_to(left + r, top);
    path.line_to(right - r, top);
    path.cubic_to(right - reach, top, right, top + reach, right, top + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - reach, right - reach, bottom, right - r, bottom);
    path.line_to(left + r, bottom);
    path.cubic_to(left + reach, bottom, left, bottom - reach, left, bottom - r);
    path.line_to(left, top + r);
    path.cubic_to(left, top + reach, left + reach, top, left + r, top);
    path.close();
    path.finish()
}

fn line(points: &[Point], radius: f32) -> Option<Path> {
    let (start, pieces) = scene::rounded(points, radius)?;
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
    rest.iter().for_each(|point| path.line_to(point.x, point.y));
    path.close();
    path.finish()
}
