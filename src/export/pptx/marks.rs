//! Lines and spots: the small marks on cards, and what has no text.

use super::shape::{BEFORE_PATH, Told, Writer};
use super::units::Area;
use crate::scene::{Color, Point, Rect, Shape, Stroke, rect};

impl Writer<'_> {
    /// Shapes without text, all decorating. Lines of one look that follow each other become one shape.
    pub fn marks(&mut self, name: &str, shapes: &[Shape], origin: Point) {
        let mut lines: Vec<&[Point]> = Vec::new();
        let mut look: Option<Stroke> = None;
        for shape in shapes {
            if let Shape::Line { points, stroke, .. } = shape
                && look.is_none_or(|look| look == *stroke)
            {
                look = Some(*stroke);
                lines.push(points);
                continue;
            }
            self.lines(name, &std::mem::take(&mut lines), look.take(), origin);
            match shape {
                Shape::Line { points, stroke, .. } => {
                    look = Some(*stroke);
                    lines.push(points);
                }
                Shape::Box { rect, radius, fill, stroke } => {
                    let kind = if *radius > 0.0 { "roundRect" } else { "rect" };
                    let part = radius / rect.w.min(rect.h).max(0.01);
                    self.preset(name, kind, part, rect.moved(origin), (*fill, *stroke));
                }
                Shape::Circle { center, radius, fill } => {
                    let around = rect(center.x - radius, center.y - radius, 2.0 * radius, 2.0 * radius);
                    self.preset(name, "ellipse", 0.0, around.moved(origin), (Some(*fill), None));
                }
                Shape::Polygon { points, fill } => self.polygon(name, points, *fill, origin),
                Shape::Text(_) => {}
            }
        }
        self.lines(name, &lines, look, origin);
    }

    fn begin(&mut self, name: &str) {
        self.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
        self.identity(Told { name, description: None });
        self.xml.leaf("p:cNvSpPr", &[]).leaf("p:nvPr", &[]).close();
        self.xml.open("p:spPr", &[]);
    }

    fn end(&mut self) {
        self.xml.close();
        self.no_text();
        self.xml.close();
    }

    fn preset(&mut self, name: &str, kind: &str, part: f32, of: Rect, (fill, stroke): (Option<Color>, Option<Stroke>)) {
        self.begin(name);
        self.place(self.units.area(of));
        self.xml.element("a:prstGeom", &[("prst", kind)], |xml| {
            if kind == "roundRect" {
                let value = (part * 100_000.0).round().clamp(0.0, 50_000.0);
                xml.element("a:avLst", &[], |xml| {
                    xml.leaf("a:gd", &[("name", "adj"), ("fmla", &format!("val {value}"))]);
                });
            } else {
                xml.leaf("a:avLst", &[]);
            }
        });
        self.scheme.fill(&mut self.xml, fill);
        self.edge(stroke);
        self.end();
    }

    fn lines(&mut self, name: &str, lines: &[&[Point]], look: Option<Stroke>, origin: Point) {
        let Some(stroke) = look.filter(|_| !lines.is_empty()) else { return };
        let area = self.around(lines.iter().copied().flatten(), origin);
        self.begin(name);
        self.place(area);
        self.paths(lines, area, origin, false);
        self.xml.leaf("a:noFill", &[]);
        self.line(stroke, None);
        self.end();
    }

    fn polygon(&mut self, name: &str, points: &[Point], fill: Color, origin: Point) {
        let area = self.around(points.iter(), origin);
        self.begin(name);
        self.place(area);
        self.paths(&[points], area, origin, true);
        self.scheme.fill(&mut self.xml, Some(fill));
        self.edge(None);
        self.end();
    }

    /// The area that holds points: never without width or height, by which paths are scaled.
    fn around<'p>(&self, points: impl Iterator<Item = &'p Point>, origin: Point) -> Area {
        let places: Vec<(i64, i64)> = points.map(|p| self.units.point(*p + origin)).collect();
        let x = places.iter().map(|p| p.0).min().unwrap_or(0).max(0);
        let y = places.iter().map(|p| p.1).min().unwrap_or(0).max(0);
        let right = places.iter().map(|p| p.0).max().unwrap_or(0);
        let bottom = places.iter().map(|p| p.1).max().unwrap_or(0);
        Area { x, y, w: (right - x).max(1), h: (bottom - y).max(1) }
    }

    fn paths(&mut self, lines: &[&[Point]], area: Area, origin: Point, closed: bool) {
        let (w, h) = (area.w.to_string(), area.h.to_string());
        self.xml.open("a:custGeom", &[]);
        self.xml.raw(BEFORE_PATH);
        self.xml.open("a:pathLst", &[]);
        let attributes = [("w", w.as_str()), ("h", h.as_str()), ("fill", "none")];
        self.xml.open("a:path", if closed { &attributes[..2] } else { &attributes });
        for line in lines {
            for (i, point) in line.iter().enumerate() {
                let (x, y) = self.units.point(*point + origin);
                let (x, y) = ((x - area.x).to_string(), (y - area.y).to_string());
                self.xml.element(if i == 0 { "a:moveTo" } else { "a:lnTo" }, &[], |xml| {
                    xml.leaf("a:pt", &[("x", &x), ("y", &y)]);
                });
            }
            if closed {
                self.xml.leaf("a:close", &[]);
            }
        }
        self.xml.close().close().close();
    }
}
