//! Texts as outlines, for programs that have no fonts.

use resvg::tiny_skia::{Path, PathSegment, Point, Transform};
use resvg::usvg;

use super::write::{attribute, escaped, number, rgb};
use crate::export::foreign;
use crate::export::outlines::Outlines;
use crate::scene::{Color, Text};

/// Appends a text as the outlines of its letters, beside what it says. Answers whether it has outlines: a sign that its
/// font paints in several colours has none.
pub fn write(out: &mut String, text: &Text, outlines: &mut Outlines) -> bool {
    let mut drawn = String::new();
    if text.covered {
        begin_path(&mut drawn);
        let scale = Outlines::scale(text);
        for glyph in outlines.glyphs(text) {
            if let Some(path) = outlines.outline(text.weight, glyph.id) {
                write_path(&mut drawn, path, Transform::from_row(scale, 0.0, 0.0, scale, glyph.at.0, glyph.at.1));
            }
        }
        end_path(&mut drawn, text.color);
    } else if !foreign::tree(text).is_ok_and(|tree| write_group(&mut drawn, tree.root())) {
        return false;
    }
    out.push_str("<g role=\"img\" aria-label=\"");
    escaped(out, &text.text);
    out.push_str("\">");
    out.push_str(&drawn);
    out.push_str("</g>");
    true
}

/// Appends what other fonts drew. Answers whether it is nothing but plain outlines.
fn write_group(out: &mut String, group: &usvg::Group) -> bool {
    group.children().iter().all(|node| match node {
        usvg::Node::Group(group) => write_group(out, group),
        usvg::Node::Text(text) => write_group(out, text.flattened()),
        usvg::Node::Image(_) => false,
        usvg::Node::Path(path) => {
            let Some(usvg::Paint::Color(color)) = path.fill().map(usvg::Fill::paint) else { return false };
            let opacity = path.fill().map_or(1.0, |fill| fill.opacity().get());
            begin_path(out);
            write_path(out, path.data(), path.abs_transform());
            end_path(out, Color { r: color.red, g: color.green, b: color.blue, a: (opacity * 255.0).round() as u8 });
            true
        }
    })
}

fn begin_path(out: &mut String) {
    out.push_str("<path d=\"");
}

fn end_path(out: &mut String, color: Color) {
    out.push_str("\" fill=\"");
    rgb(out, color);
    out.push('"');
    if color.a < 255 {
        attribute(out, "fill-opacity", f32::from(color.a) / 255.0);
    }
    out.push_str("/>");
}

fn write_path(out: &mut String, path: &Path, transform: Transform) {
    let mut to = |letter: char, points: &mut [Point]| {
        transform.map_points(points);
        out.push(letter);
        for (i, point) in points.iter().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            number(out, point.x);
            out.push(' ');
            number(out, point.y);
        }
    };
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(a) => to('M', &mut [a]),
            PathSegment::LineTo(a) => to('L', &mut [a]),
            PathSegment::QuadTo(a, b) => to('Q', &mut [a, b]),
            PathSegment::CubicTo(a, b, c) => to('C', &mut [a, b, c]),
            PathSegment::Close => to('Z', &mut []),
        }
    }
}
