//! Shapes with their text, as PowerPoint has them.

use super::scheme::Scheme;
use super::units::{Area, Units};
use crate::export::xml::Xml;
use crate::scene::deck::INDENT;
use crate::scene::{Align, Anchor, Body, Dash, Outline, Paragraph, Rect, Stroke, Weight};

/// The languages of the texts are not known; this one decides on the dictionary.
pub const LANGUAGE: &str = "en-GB";

/// Writes shapes on one slide.
pub struct Writer<'a> {
    /// The document.
    pub xml: Xml,
    /// The colours.
    pub scheme: &'a Scheme,
    /// The scale.
    pub units: Units,
    last_id: u32,
}

/// What a shape is called and what is told of it.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Its name.
    pub name: &'a str,
    /// What somebody who cannot see it is told; nothing where it only decorates.
    pub description: Option<&'a str>,
}

impl<'a> Writer<'a> {
    /// On an empty slide.
    pub fn new(scheme: &'a Scheme, units: Units) -> Self {
        Self { xml: Xml::fragment(SLIDE_BYTES), scheme, units, last_id: 1 }
    }

    /// A number for the next shape: unique on the slide.
    pub fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    /// The properties that every shape begins with. Answers its number.
    pub fn identity(&mut self, told: Told<'_>) -> u32 {
        let id = self.next_id();
        let number = id.to_string();
        let name = shortened(told.name, 200);
        match told.description {
            Some(words) => {
                let words = shortened(words, 2000);
                self.xml.leaf("p:cNvPr", &[("id", &number), ("name", &name), ("descr", &words)]);
            }
            None => {
                self.xml.element("p:cNvPr", &[("id", &number), ("name", &name), ("descr", "")], |xml| {
                    xml.raw(DECORATIVE);
                });
            }
        }
        id
    }

    /// A shape: its outline, filling and edge, and its text. Answers its number.
    pub fn body(&mut self, told: Told<'_>, body: &Body, area: Area) -> u32 {
        let is_box = body.fill.is_none() && body.stroke.is_none();
        self.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
        let id = self.identity(told);
        self.xml.leaf("p:cNvSpPr", if is_box { &[("txBox", "1")] } else { &[] }).leaf("p:nvPr", &[]).close();
        self.xml.open("p:spPr", &[]);
        self.place(area);
        self.outline(body.outline, body.rect);
        self.scheme.fill(&mut self.xml, body.fill);
        self.edge(body.stroke);
        self.xml.close();
        self.text(body);
        self.xml.close();
        id
    }

    /// Where a shape stands.
    pub fn place(&mut self, area: Area) {
        self.xml.element("a:xfrm", &[], |xml| {
            xml.leaf("a:off", &[("x", &area.x.to_string()), ("y", &area.y.to_string())]);
            xml.leaf("a:ext", &[("cx", &area.w.to_string()), ("cy", &area.h.to_string())]);
        });
    }

    fn outline(&mut self, outline: Outline, rect: Rect) {
        let shorter = rect.w.min(rect.h).max(1.0);
        let (kind, part) = match outline {
            Outline::Rounded(0.0) => ("rect", None),
            Outline::Rounded(radius) => ("roundRect", Some(radius / shorter)),
            Outline::Arrow(tip) => ("homePlate", Some(tip / shorter)),
        };
        self.xml.element("a:prstGeom", &[("prst", kind)], |xml| match part {
            Some(part) => {
                let most = if kind == "roundRect" { 50_000.0 } else { 100_000.0 };
                let value = (part * 100_000.0).round().clamp(0.0, most);
                xml.element("a:avLst", &[], |xml| {
                    xml.leaf("a:gd", &[("name", "adj"), ("fmla", &format!("val {value}"))]);
                });
            }
            None => {
                xml.leaf("a:avLst", &[]);
            }
        });
    }

    /// The edge of a shape, or that it has none.
    pub fn edge(&mut self, stroke: Option<Stroke>) {
        match stroke {
            None => {
                self.xml.element("a:ln", &[], |xml| {
                    xml.leaf("a:noFill", &[]);
                });
            }
            Some(stroke) => self.line(stroke, None),
        }
    }

    /// A line, with what it ends in.
    pub fn line(&mut self, stroke: Stroke, end: Option<&str>) {
        let width = self.units.length(stroke.width).max(1).to_string();
        self.xml.open("a:ln", &[("w", &width), ("cap", "rnd")]);
        self.scheme.fill(&mut self.xml, Some(stroke.color));
        match stroke.dash {
            Dash::Solid => {}
            Dash::Dashed => {
                self.xml.leaf("a:prstDash", &[("val", "dash")]);
            }
            Dash::Dotted => {
                self.xml.leaf("a:prstDash", &[("val", "sysDot")]);
            }
        }
        self.xml.leaf("a:round", &[]);
        if let Some(end) = end {
            let size = if end == "oval" { "sm" } else { "med" };
            self.xml.leaf("a:tailEnd", &[("type", end), ("w", size), ("len", size)]);
        }
        self.xml.close();
    }

    fn text(&mut self, body: &Body) {
        let [left, top, right, bottom] = body.insets.map(|inset| self.units.length(inset).to_string());
        let anchor = match body.anchor {
            Anchor::Top => "t",
            Anchor::Middle => "ctr",
        };
        self.xml.open("p:txBody", &[]);
        let attributes = [
            ("wrap", "square"),
            ("lIns", left.as_str()),
            ("tIns", &top),
            ("rIns", &right),
            ("bIns", &bottom),
            ("rtlCol", "0"),
            ("anchor", anchor),
        ];
        self.xml.element("a:bodyPr", &attributes, |xml| {
            xml.leaf("a:noAutofit", &[]);
        });
        self.xml.leaf("a:lstStyle", &[]);
        self.paragraphs(&body.paragraphs, None);
        self.xml.close();
    }

    /// A text body that says nothing: every shape has one.
    pub fn no_text(&mut self) {
        self.xml.raw(NO_TEXT);
    }

    /// Paragraphs: at least one, as the format asks for. `link` names the relation to the address that the text is.
    pub fn paragraphs(&mut self, paragraphs: &[Paragraph], link: Option<&str>) {
        if paragraphs.is_empty() {
            self.xml.open("a:p", &[]).leaf("a:endParaRPr", &[("lang", LANGUAGE)]).close();
        }
        for paragraph in paragraphs {
            self.paragraph(paragraph, link);
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, link: Option<&str>) {
        let align = match paragraph.align {
            Align::Start => "l",
            Align::Middle => "ctr",
            Align::End => "r",
        };
        self.xml.open("a:p", &[]);
        let indent = self.units.length(INDENT).to_string();
        let hanging = format!("-{indent}");
        let mut attributes = Vec::new();
        if paragraph.item {
            attributes.extend([("marL", indent.as_str()), ("indent", hanging.as_str())]);
        }
        attributes.push(("algn", align));
        if paragraph.before > 0.0 || paragraph.item {
            self.xml.open("a:pPr", &attributes);
            if paragraph.before > 0.0 {
                let points = self.units.font(paragraph.before.max(0.0)).min(self.exact(paragraph.before)).to_string();
                self.xml.element("a:spcBef", &[], |xml| {
                    xml.leaf("a:spcPts", &[("val", &points)]);
                });
            }
            if paragraph.item {
                self.xml.leaf("a:buChar", &[("char", "•")]);
            }
            self.xml.close();
        } else {
            self.xml.leaf("a:pPr", &attributes);
        }
        for run in &paragraph.runs {
            for (i, line) in run.text.split('\n').enumerate() {
                if i > 0 {
                    self.xml.leaf("a:br", &[]);
                }
                let pieces = if link.is_some() { address_pieces(line) } else { vec![line] };
                for piece in pieces.into_iter().filter(|piece| !piece.trim().is_empty()) {
                    self.xml.open("a:r", &[]);
                    self.run_properties(run.size, run.weight, run.color, link);
                    self.xml.words("a:t", piece).close();
                }
            }
        }
        self.xml.close();
    }

    fn exact(&self, units: f32) -> i64 {
        self.units.length(units) / 127
    }

    fn run_properties(&mut self, size: f32, weight: Weight, color: crate::scene::Color, link: Option<&str>) {
        let size = self.units.font(size).to_string();
        let bold = matches!(weight, Weight::SemiBold | Weight::Bold);
        let mut attributes = vec![("lang", LANGUAGE), ("sz", size.as_str())];
        if bold {
            attributes.push(("b", "1"));
        }
        attributes.push(("dirty", "0"));
        self.xml.open("a:rPr", &attributes);
        self.scheme.fill(&mut self.xml, Some(color));
        self.xml.leaf("a:latin", &[("typeface", "+mn-lt")]);
        if let Some(link) = link {
            self.xml.leaf("a:hlinkClick", &[("r:id", link)]);
        }
        self.xml.close();
    }
}

/// The text body of a shape that says nothing.
const NO_TEXT: &str = "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"en-GB\"/></a:p></p:txBody>";

/// What a full slide takes.
const SLIDE_BYTES: usize = 96 * 1024;

/// The mark of a shape that only decorates.
const DECORATIVE: &str = "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative \
     xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst>";

/// How a path of one's own begins: without names, handles and sites of its own.
pub const BEFORE_PATH: &str = "<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>";

/// Where an address may go on in the next line. Each piece is a run of its own, since LibreOffice sets the lines of a long run
/// that is a link too close to each other.
fn address_pieces(address: &str) -> Vec<&str> {
    address.split_inclusive(['/', '-', '?', '=', '&', '_', '.']).collect()
}

/// A text without its end where it is too long.
pub fn shortened(text: &str, most: usize) -> std::borrow::Cow<'_, str> {
    if text.len() <= most {
        return text.into();
    }
    match text.char_indices().nth(most) {
        None => text.into(),
        Some((end, _)) => format!("{}…", &text[..end]).into(),
    }
}
