//! SVG: the scene as vector shapes and real text.

mod font_face;
mod outlined;
mod write;

use self::write::{attribute, escaped, number, rgb};
use super::outlines::Outlines;
use super::{ExportError, embed};
use crate::scene::{Align, Color, Node, Piece, Point, Scene, Shape, Stroke, Text, rounded};

/// Typefaces that stand in where Inter is not there; `textLength` keeps every line as wide as it was set.
const FAMILY: &str = "Inter, 'Liberation Sans', Arial, Helvetica, sans-serif";

/// Blanks count, also where two follow each other. Browsers are told so by the style sheet.
const BLANKS: &str = " xml:space=\"preserve\"";

/// How an SVG is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct SvgOptions<'a> {
    /// Whether the page is left out, so that what lies below shows.
    pub transparent: bool,
    /// Whether texts are drawn as outlines, for programs that have no fonts. What has no outlines stays text.
    pub outlines: bool,
    /// The file of a map that goes along, so that the picture opens as that map again.
    pub map: Option<&'a [u8]>,
}

/// Writes a scene as an SVG document. The used part of the typeface goes along, unless texts are outlines.
///
/// # Errors
/// Where the typeface cannot be cut down to what is used.
pub fn svg(scene: &Scene, options: &SvgOptions<'_>) -> Result<String, ExportError> {
    let mut writer = Writer {
        out: String::with_capacity(scene.nodes.len() * 1_400 + 100_000),
        outlines: options.outlines.then(Outlines::default),
    };
    writer.begin(scene);
    let map_at = writer.out.len();
    if !options.outlines {
        font_face::write(&mut writer.out, scene)?;
    }
    if !options.transparent {
        writer.page(scene);
    }
    for node in &scene.nodes {
        writer.node(node);
    }
    writer.out.push_str("</svg>\n");
    if let Some(map) = options.map {
        embed::put_into_svg(&mut writer.out, map_at, map);
    }
    Ok(writer.out)
}

/// A document with one line of text and nothing else.
pub(super) fn lone_text(text: &Text) -> String {
    let mut writer = Writer { out: String::new(), outlines: None };
    writer.put("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"");
    writer.put(BLANKS);
    writer.put(" font-family=\"");
    writer.put(FAMILY);
    writer.put("\">");
    writer.text(text);
    writer.put("</svg>");
    writer.out
}

struct Writer {
    out: String,
    outlines: Option<Outlines>,
}

impl Writer {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn begin(&mut self, scene: &Scene) {
        let page = scene.frame.page;
        self.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"");
        attribute(&mut self.out, "width", page.w);
        attribute(&mut self.out, "height", page.h);
        self.put(" viewBox=\"0 0 ");
        number(&mut self.out, page.w);
        self.put(" ");
        number(&mut self.out, page.h);
        self.put("\" role=\"img\" aria-labelledby=\"page-title page-description\"");
        self.put(BLANKS);
        self.put(" font-family=\"");
        self.put(FAMILY);
        self.put("\">\n<title id=\"page-title\">");
        escaped(&mut self.out, &scene.title);
        self.put("</title>\n<desc id=\"page-description\">");
        escaped(&mut self.out, &scene.description);
        self.put("</desc>\n");
    }

    fn page(&mut self, scene: &Scene) {
        self.put("<rect id=\"page\"");
        attribute(&mut self.out, "width", scene.frame.page.w);
        attribute(&mut self.out, "height", scene.frame.page.h);
        self.fill(Some(scene.background));
        self.put("/>\n");
    }

    fn node(&mut self, node: &Node) {
        self.put("<g id=\"");
        escaped(&mut self.out, &node.subject.name().replace(char::is_whitespace, "_"));
        self.put("\"");
        if node.origin != Point::default() {
            self.put(" transform=\"translate(");
            number(&mut self.out, node.origin.x);
            self.put(" ");
            number(&mut self.out, node.origin.y);
            self.put(")\"");
        }
        self.put(">\n<title>");
        escaped(&mut self.out, &node.label);
        self.put("</title>\n");
        for shape in node.shapes.iter() {
            self.shape(shape);
            self.put("\n");
        }
        self.put("</g>\n");
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Box { rect, radius, fill, stroke } => {
                self.put("<rect");
                self.attributes([("x", rect.x), ("y", rect.y), ("width", rect.w), ("height", rect.h), ("rx", *radius)]);
                self.fill(*fill);
                if let Some(stroke) = stroke {
                    self.stroke(stroke);
                }
                self.put("/>");
            }
            Shape::Line { points, radius, stroke } => {
                self.put("<path d=\"");
                self.path(points, *radius);
                self.put("\" fill=\"none\"");
                self.stroke(stroke);
                self.put(" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>");
            }
            Shape::Polygon { points, fill } => {
                self.put("<polygon points=\"");
                for (i, corner) in points.iter().enumerate() {
                    self.put(if i > 0 { " " } else { "" });
                    number(&mut self.out, corner.x);
                    self.put(",");
                    number(&mut self.out, corner.y);
                }
                self.put("\"");
                self.fill(Some(*fill));
                self.put("/>");
            }
            Shape::Circle { center, radius, fill } => {
                self.put("<circle");
                self.attributes([("cx", center.x), ("cy", center.y), ("r", *radius)]);
                self.fill(Some(*fill));
                self.put("/>");
            }
            Shape::Text(text) => {
                let outlined = self.outlines.as_mut().is_some_and(|known| outlined::write(&mut self.out, text, known));
                if !outlined {
                    self.text(text);
                }
            }
        }
    }

    fn text(&mut self, text: &Text) {
        if text.text.is_empty() {
            return;
        }
        self.put("<text");
        self.attributes([("x", text.at.x), ("y", text.at.y), ("font-size", text.size)]);
        attribute(&mut self.out, "font-weight", f32::from(text.weight.number()));
        self.fill(Some(text.color));
        self.put(match text.align {
            Align::Start => "",
            Align::Middle => " text-anchor=\"middle\"",
            Align::End => " text-anchor=\"end\"",
        });
        if text.spacing != 0.0 {
            attribute(&mut self.out, "letter-spacing", text.spacing);
        } else if text.covered {
            attribute(&mut self.out, "textLength", text.width);
            self.put(" lengthAdjust=\"spacingAndGlyphs\"");
        }
        self.put(">");
        escaped(&mut self.out, &text.text);
        self.put("</text>");
    }

    fn path(&mut self, points: &[Point], radius: f32) {
        let Some((start, pieces)) = rounded(points, radius) else { return };
        self.place('M', start);
        for piece in pieces {
            match piece {
                Piece::To(to) => self.place('L', to),
                Piece::Round { corner, to } => {
                    self.place('Q', corner);
                    self.place(' ', to);
                }
            }
        }
    }

    fn place(&mut self, letter: char, at: Point) {
        self.out.push(letter);
        number(&mut self.out, at.x);
        self.put(" ");
        number(&mut self.out, at.y);
    }

    fn attributes<const N: usize>(&mut self, pairs: [(&str, f32); N]) {
        for (name, value) in pairs {
            attribute(&mut self.out, name, value);
        }
    }

    fn fill(&mut self, fill: Option<Color>) {
        match fill {
            None => self.put(" fill=\"none\""),
            Some(color) => self.color("fill", color),
        }
    }

    fn stroke(&mut self, stroke: &Stroke) {
        self.color("stroke", stroke.color);
        attribute(&mut self.out, "stroke-width", stroke.width);
        if let Some([dash, gap]) = stroke.dash.pattern() {
            self.put(" stroke-dasharray=\"");
            number(&mut self.out, dash);
            self.put(" ");
            number(&mut self.out, gap);
            self.put("\"");
        }
    }

    fn color(&mut self, name: &str, color: Color) {
        self.put(" ");
        self.put(name);
        self.put("=\"");
        rgb(&mut self.out, color);
        self.put("\"");
        if color.a < 255 {
            self.put(" ");
            self.put(name);
            self.put("-opacity=\"");
            number(&mut self.out, f32::from(color.a) / 255.0);
            self.put("\"");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Day, Id, Initiative, Moment, Position, StrategyKind, StrategyMap};
    use crate::scene::{Composer, LIGHT};
    use resvg::usvg::roxmltree::Document;
    use std::sync::Arc;

    fn scene(title: &str) -> Scene {
        let mut map = StrategyMap::default();
        map.initiatives.put(Arc::new(Initiative {
            id: Id::new("one two"),
            title: title.into(),
            strategy: Some(StrategyKind::CustomerEngagement),
            position: Some(Position { x: 20.0, y: 72.0 }.into()),
            ..Initiative::default()
        }));
        Composer::default().compose(&map, Moment::on(Day(0)), &LIGHT)
    }

    fn drawn(title: &str, options: &SvgOptions<'_>) -> String {
        svg(&scene(title), options).expect("written")
    }

    #[test]
    fn the_svg_is_well_formed_and_its_text_is_text() {
        let svg = drawn("Fish & <Chips> \"now\" \u{1}\u{FFFF}", &SvgOptions::default());
        let tree = Document::parse(&svg).expect("well-formed");
        let texts: Vec<&str> = tree.descendants().filter(|n| n.has_tag_name("text")).filter_map(|n| n.text()).collect();
        assert!(texts.contains(&"Fish & <Chips> \"now\""), "{texts:?}");
        assert!(tree.descendants().any(|n| n.attribute("id") == Some("initiative/one_two")));
    }

    #[test]
    fn the_used_part_of_the_typeface_goes_along_in_the_weights_that_are_used() {
        let svg = drawn("Ελλάδα", &SvgOptions::default());
        assert!(svg.contains("font-weight:600;src:url(data:font/ttf;base64,"));
        assert!(svg.len() < 120_000, "{}", svg.len());
        assert_eq!(svg, drawn("Ελλάδα", &SvgOptions::default()), "the same bytes every time");
        let mut scene = scene("One");
        scene.nodes.clear();
        let empty = super::svg(&scene, &SvgOptions::default()).expect("written");
        assert!(!empty.contains("@font-face"));
    }

    #[test]
    fn a_transparent_page_is_left_out() {
        assert!(drawn("One", &SvgOptions::default()).contains("id=\"page\""));
        assert!(!drawn("One", &SvgOptions { transparent: true, ..SvgOptions::default() }).contains("id=\"page\""));
    }

    #[test]
    fn outlines_say_what_they_spell_and_need_no_font() {
        let svg = drawn("Fish & Chips", &SvgOptions { outlines: true, ..SvgOptions::default() });
        assert!(!svg.contains("<text") && !svg.contains("@font-face"));
        let tree = Document::parse(&svg).expect("well-formed");
        let label = tree.descendants().find(|n| n.attribute("aria-label") == Some("Fish & Chips")).expect("the title");
        assert!(label.descendants().any(|n| n.has_tag_name("path") && n.attribute("d").is_some_and(|d| d.len() > 500)));
    }
}
