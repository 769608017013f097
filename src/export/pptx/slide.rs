//! One slide: title and foot in their placeholders, then what stands on the page, in the order in which it is read.

use foldhash::{HashMap, HashMapExt};

use super::aside;
use super::connector::Joint;
use super::package::{Relation, hyperlink};
use super::scheme::Scheme;
use super::shape::{LANGUAGE, Told, Writer};
use super::units::{Area, Units};
use crate::export::xml::Xml;
use crate::map::Id;
use crate::scene::deck::{LEAST, Slide};
use crate::scene::{Anchor, Body, Node, Outline, Paragraph, Point, Shape, Stroke, Subject, rect};

/// The names of the formats that a slide is written in.
pub const SPACES: [(&str, &str); 3] = [
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:p", "http://schemas.openxmlformats.org/presentationml/2006/main"),
];

/// The number of the first chart's relation: layout and notes come before.
const FIRST_CHART: usize = 3;

/// A slide while it is being written.
struct Page<'a, 'b> {
    writer: Writer<'a>,
    /// The shapes that connectors are glued to, by initiative or capability.
    joints: HashMap<&'b Id, Joint>,
    /// Where those stand.
    areas: HashMap<&'b Id, Area>,
    relations: &'a mut Vec<Relation>,
    figures: usize,
}

/// Writes a slide. What it refers to besides its layout, notes and charts is added to the relations.
pub fn xml(slide: &Slide, scheme: &Scheme, units: Units, relations: &mut Vec<Relation>) -> String {
    let areas = aside::areas(&slide.scene.nodes, units);
    let mut page = Page { writer: Writer::new(scheme, units), joints: HashMap::new(), areas, relations, figures: 0 };
    page.title(&slide.title);
    let mut tables = slide.tables.iter();
    let mut begun = None;
    for node in &slide.scene.nodes {
        match &node.subject {
            Subject::Heading | Subject::Footer => {}
            Subject::Cell { table, .. } => {
                if begun.as_ref() != Some(table) {
                    begun = Some(table.clone());
                    if let Some(table) = tables.next() {
                        page.writer.table(table, &mut |address| {
                            page.relations.push(hyperlink(address));
                            format!("rId{}", page.relations.len())
                        });
                    }
                }
            }
            Subject::Chart(id) => page.chart(node, id),
            Subject::Link { initiative, capability } => page.link(node, initiative, capability),
            Subject::Serves { from, to } => page.link(node, from, to),
            _ => page.node(node),
        }
    }
    page.foot(&slide.footer);
    let shapes = page.writer.xml.finish();
    let mut xml = Xml::sized(shapes.len() + 2048);
    xml.open("p:sld", &SPACES).open("p:cSld", &[]).open("p:spTree", &[]);
    tree_root(&mut xml);
    xml.raw(&shapes).close().close();
    xml.element("p:clrMapOvr", &[], |xml| {
        xml.leaf("a:masterClrMapping", &[]);
    });
    xml.finish()
}

/// The group that all shapes of a slide are in.
pub fn tree_root(xml: &mut Xml) {
    xml.open("p:nvGrpSpPr", &[]).leaf("p:cNvPr", &[("id", "1"), ("name", "")]);
    xml.leaf("p:cNvGrpSpPr", &[]).leaf("p:nvPr", &[]).close();
    xml.element("p:grpSpPr", &[], |xml| group_place(xml, [0; 4]));
}

fn group_place(xml: &mut Xml, [x, y, w, h]: [i64; 4]) {
    let [x, y, w, h] = [x, y, w, h].map(|v| v.to_string());
    xml.element("a:xfrm", &[], |xml| {
        for (at, size) in [("a:off", "a:ext"), ("a:chOff", "a:chExt")] {
            xml.leaf(at, &[("x", &x), ("y", &y)]).leaf(size, &[("cx", &w), ("cy", &h)]);
        }
    });
}

impl<'b> Page<'_, 'b> {
    /// A placeholder of the layout, with what it says.
    fn placeholder(&mut self, name: &str, attributes: &[(&'static str, &str)], content: impl FnOnce(&mut Xml)) {
        let xml = &mut self.writer.xml;
        xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
        self.writer.identity(Told { name, description: Some(name) });
        let xml = &mut self.writer.xml;
        xml.element("p:cNvSpPr", &[], |xml| {
            xml.leaf("a:spLocks", &[("noGrp", "1")]);
        });
        xml.element("p:nvPr", &[], |xml| {
            xml.leaf("p:ph", attributes);
        });
        xml.close().leaf("p:spPr", &[]).open("p:txBody", &[]).leaf("a:bodyPr", &[]).leaf("a:lstStyle", &[]);
        xml.element("a:p", &[], content);
        xml.close().close();
    }

    fn title(&mut self, words: &str) {
        self.placeholder("Title", &[("type", "title")], |xml| run(xml, words));
    }

    fn foot(&mut self, words: &str) {
        // Some programs do not look a footer's font up in the master.
        let size = self.writer.units.font(LEAST).to_string();
        self.placeholder("Footer", &[("type", "ftr"), ("sz", "quarter"), ("idx", "11")], |xml| {
            xml.leaf("a:pPr", &[("algn", "l")]).open("a:r", &[]);
            xml.element("a:rPr", &[("lang", LANGUAGE), ("sz", &size), ("dirty", "0")], |xml| {
                xml.leaf("a:latin", &[("typeface", "+mn-lt")]);
            });
            xml.words("a:t", words).close();
        });
        self.placeholder("Slide number", &[("type", "sldNum"), ("sz", "quarter"), ("idx", "12")], |xml| {
            let id = "{5B1C4F6E-2D57-4A0C-9E0B-7C1F0A3D9B42}";
            xml.element("a:fld", &[("id", id), ("type", "slidenum")], |xml| {
                xml.leaf("a:rPr", &[("lang", LANGUAGE)]).words("a:t", "‹#›");
            });
        });
    }

    /// A node as one shape with its text; with its marks in a group where it has any.
    fn node(&mut self, node: &'b Node) {
        let name = node.subject.name();
        let Some(body) = &node.body else { return self.loose(node, &name) };
        let id = aside::joined(&node.subject);
        let plain = id.map_or_else(|| name.clone(), Id::to_string);
        let area = id.and_then(|id| self.areas.get(id).copied());
        let area = area.unwrap_or_else(|| self.writer.units.area(body.rect.moved(node.origin)));
        let grouped = !body.marks.is_empty();
        if grouped {
            self.group(node, &name);
        }
        let told = Told { name: &plain, description: Some(&node.label) };
        let number = self.writer.body(told, body, area);
        if let Some(id) = id {
            self.joints.insert(id, Joint { id: number, area });
        }
        if grouped {
            self.writer.marks(&format!("{name} mark"), &body.marks, node.origin);
            self.writer.xml.close();
        }
    }

    fn group(&mut self, node: &Node, name: &str) {
        let area = self.writer.units.area(node.bounds);
        self.writer.xml.open("p:grpSp", &[]).open("p:nvGrpSpPr", &[]);
        self.writer.identity(Told { name, description: Some(&node.label) });
        self.writer.xml.leaf("p:cNvGrpSpPr", &[]).leaf("p:nvPr", &[]).close();
        self.writer.xml.element("p:grpSpPr", &[], |xml| group_place(xml, [area.x, area.y, area.w, area.h]));
    }

    /// A node that is no outline with a text: its marks, and each of its texts in a place of its own.
    fn loose(&mut self, node: &'b Node, name: &str) {
        self.group(node, name);
        self.writer.marks(&format!("{name} mark"), &node.shapes, node.origin);
        for shape in node.shapes.iter() {
            let Shape::Text(text) = shape else { continue };
            // In another typeface the words may be a little wider.
            let place = rect(text.left() - 1.0, text.at.y - text.size, text.width * 1.06 + 4.0, text.size * 1.25);
            let paragraph = Paragraph::plain(&*text.text, text.size, text.weight, text.color);
            let body = Body {
                rect: place,
                outline: Outline::Rounded(0.0),
                fill: None,
                stroke: None,
                insets: [1.0, 0.0, 0.0, 0.0],
                anchor: Anchor::Middle,
                paragraphs: vec![paragraph],
                marks: Vec::new(),
            };
            let area = self.writer.units.area(place.moved(node.origin));
            self.writer.body(Told { name, description: Some(&text.text) }, &body, area);
        }
        self.writer.xml.close();
    }

    /// A link as a connector; what stands across it as a mark.
    fn link(&mut self, node: &'b Node, from: &Id, to: &Id) {
        let (Some(&start), Some(&end)) = (self.joints.get(from), self.joints.get(to)) else { return };
        let lines = node.shapes.iter().filter_map(|shape| match shape {
            Shape::Line { points, stroke, .. } => Some((points, *stroke)),
            _ => None,
        });
        let lines: Vec<(_, Stroke)> = lines.collect();
        let Some(((way, stroke), others)) = lines.split_last() else { return };
        let serves = matches!(node.subject, Subject::Serves { .. });
        let places: Vec<(i64, i64)> = way.iter().map(|p| self.writer.units.point(*p + node.origin)).collect();
        let name = node.subject.name();
        let told = Told { name: &name, description: Some(&node.label) };
        self.writer.connector(told, [start, end], &places, *stroke, if serves { "arrow" } else { "oval" });
        if !serves {
            let bars = others.iter().map(|(points, stroke)| Shape::Line {
                points: (*points).clone(),
                radius: 0.0,
                stroke: *stroke,
            });
            let bars: Vec<Shape> = bars.collect();
            self.writer.marks(&format!("{name} mark"), &bars, Point::default() + node.origin);
        }
    }

    fn chart(&mut self, node: &Node, id: &Id) {
        let area = self.writer.units.area(node.bounds);
        let relation = format!("rId{}", FIRST_CHART + self.figures);
        self.figures += 1;
        self.writer.frame(Told { name: id.as_str(), description: Some(&node.label) }, area, |xml| {
            let space = "http://schemas.openxmlformats.org/drawingml/2006/chart";
            xml.element("a:graphicData", &[("uri", space)], |xml| {
                xml.leaf("c:chart", &[("xmlns:c", space), ("r:id", &relation)]);
            });
        });
    }
}

fn run(xml: &mut Xml, words: &str) {
    let words = words.replace('\n', " ");
    if words.trim().is_empty() {
        xml.leaf("a:endParaRPr", &[("lang", LANGUAGE)]);
        return;
    }
    xml.element("a:r", &[], |xml| {
        xml.leaf("a:rPr", &[("lang", LANGUAGE), ("dirty", "0")]).words("a:t", &words);
    });
}
