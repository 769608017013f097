//! SVG: the scene as vector shapes and real text.

use std::fmt::Write as _;

use crate::scene::{Align, Color, Node, Piece, Point, Scene, Shape, Stroke, Text, rounded};

/// Typefaces that stand in where Inter is not installed; `textLength` keeps every line as wide as it was set.
const FAMILY: &str = "Inter, 'Liberation Sans', Arial, Helvetica, sans-serif";

/// Writes a scene as an SVG document.
pub fn svg(scene: &Scene) -> String {
    let page = scene.frame.page;
    let mut out = String::with_capacity(scene.nodes.len() * 900 + 1024);
    let (w, h) = (number(page.w), number(page.h));
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
         viewBox=\"0 0 {w} {h}\" role=\"img\" aria-labelledby=\"page-title page-description\" font-family=\"{FAMILY}\">\n\
         <title id=\"page-title\">{}</title>\n<desc id=\"page-description\">{}</desc>\n<rect id=\"page\" width=\"{w}\" \
         height=\"{h}\" fill=\"{}\"/>\n",
        escaped(&scene.title),
        escaped(&scene.description),
        rgb(scene.background)
    );
    for node in &scene.nodes {
        write_node(&mut out, node);
    }
    out.push_str("</svg>\n");
    out
}

fn write_node(out: &mut String, node: &Node) {
    let _ = write!(out, "<g id=\"{}\"", escaped(&node.subject.name().replace(char::is_whitespace, "_")));
    if node.origin != Point::default() {
        let _ = write!(out, " transform=\"translate({} {})\"", number(node.origin.x), number(node.origin.y));
    }
    let _ = writeln!(out, ">\n<title>{}</title>", escaped(&node.label));
    for shape in node.shapes.iter() {
        write_shape(out, shape);
        out.push('\n');
    }
    out.push_str("</g>\n");
}

fn write_shape(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Box { rect, radius, fill, stroke } => {
            let [x, y, w, h] = [rect.x, rect.y, rect.w, rect.h].map(number);
            let _ = write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{}\"", number(*radius));
            write_fill(out, *fill);
            if let Some(stroke) = stroke {
                write_stroke(out, stroke);
            }
            out.push_str("/>");
        }
        Shape::Line { points, radius, stroke } => {
            let _ = write!(out, "<path d=\"{}\" fill=\"none\"", path(points, *radius));
            write_stroke(out, stroke);
            out.push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>");
        }
        Shape::Polygon { points, fill } => {
            let corners: Vec<String> = points.iter().map(|p| format!("{},{}", number(p.x), number(p.y))).collect();
            let _ = write!(out, "<polygon points=\"{}\"", corners.join(" "));
            write_fill(out, Some(*fill));
            out.push_str("/>");
        }
        Shape::Circle { center, radius, fill } => {
            let [x, y, r] = [center.x, center.y, *radius].map(number);
            let _ = write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"");
            write_fill(out, Some(*fill));
            out.push_str("/>");
        }
        Shape::Text(text) => write_text(out, text),
    }
}

fn write_text(out: &mut String, text: &Text) {
    if text.text.is_empty() {
        return;
    }
    let [x, y, size] = [text.at.x, text.at.y, text.size].map(number);
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{}\"", text.weight.number());
    write_fill(out, Some(text.color));
    match text.align {
        Align::Start => {}
        Align::Middle => out.push_str(" text-anchor=\"middle\""),
        Align::End => out.push_str(" text-anchor=\"end\""),
    }
    if text.spacing != 0.0 {
        let _ = write!(out, " letter-spacing=\"{}\"", number(text.spacing));
    } else if text.covered {
        let _ = write!(out, " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", number(text.width));
    }
    let _ = write!(out, ">{}</text>", escaped(&text.text));
}

fn path(points: &[Point], radius: f32) -> String {
    let Some((start, pieces)) = rounded(points, radius) else { return String::new() };
    let mut d = format!("M{} {}", number(start.x), number(start.y));
    for piece in pieces {
        let _ = match piece {
            Piece::To(to) => write!(d, "L{} {}", number(to.x), number(to.y)),
            Piece::Round { corner, to } => {
                write!(d, "Q{} {} {} {}", number(corner.x), number(corner.y), number(to.x), number(to.y))
            }
        };
    }
    d
}

fn write_fill(out: &mut String, fill: Option<Color>) {
    match fill {
        None => out.push_str(" fill=\"none\""),
        Some(color) => {
            let _ = write!(out, " fill=\"{}\"", rgb(color));
            if color.a < 255 {
                let _ = write!(out, " fill-opacity=\"{}\"", number(f32::from(color.a) / 255.0));
            }
        }
    }
}

fn write_stroke(out: &mut String, stroke: &Stroke) {
    let _ = write!(out, " stroke=\"{}\" stroke-width=\"{}\"", rgb(stroke.color), number(stroke.width));
    if stroke.color.a < 255 {
        let _ = write!(out, " stroke-opacity=\"{}\"", number(f32::from(stroke.color.a) / 255.0));
    }
    if let Some([dash, gap]) = stroke.dash.pattern() {
        let _ = write!(out, " stroke-dasharray=\"{} {}\"", number(dash), number(gap));
    }
}

fn rgb(color: Color) -> String {
    format!("#{:02X}{:02X}{:02X}", color.r, color.g, color.b)
}

/// A number with at most two decimals and no needless zeros.
fn number(value: f32) -> String {
    let rounded = (f64::from(value) * 100.0).round() / 100.0 + 0.0;
    format!("{rounded}")
}

/// Text for XML: marked characters escaped, and those that XML cannot hold left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Day, Id, Initiative, Moment, Position, StrategyKind, StrategyMap};
    use crate::scene::{Composer, LIGHT};
    use std::sync::Arc;

    fn drawn(title: &str) -> String {
        let mut map = StrategyMap::default();
        map.initiatives.put(Arc::new(Initiative {
            id: Id::new("one two"),
            title: title.into(),
            strategy: Some(StrategyKind::CustomerEngagement),
            position: Some(Position { x: 20.0, y: 72.0 }.into()),
            ..Initiative::default()
        }));
        svg(&Composer::default().compose(&map, Moment::on(Day(0)), &LIGHT))
    }

    #[test]
    fn the_svg_is_well_formed_and_its_text_is_text() {
        let svg = drawn("Fish & <Chips> \"now\" \u{1}\u{FFFF}");
        let tree = resvg::usvg::roxmltree::Document::parse(&svg).expect("well-formed");
        let texts: Vec<&str> = tree.descendants().filter(|n| n.has_tag_name("text")).filter_map(|n| n.text()).collect();
        assert!(texts.contains(&"Fish & <Chips> \"now\""), "{texts:?}");
        assert!(tree.descendants().any(|n| n.attribute("id") == Some("initiative/one_two")));
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(number(12.0), "12");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(1.0 / 3.0), "0.33");
    }
}
