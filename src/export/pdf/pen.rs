//! Draws the nodes of a page, and marks what is read and what is only looked at.

use std::rc::Rc;

use krilla::geom::{Point as PdfPoint, Rect as PdfRect, Transform};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};

use super::lettering::{Lettered, Lettering, Piece};
use super::shapes;
use super::web::{Finder, WebLink};
use crate::scene::{Align, Node, Point, Rect, Scene, Shape, Stroke, Subject, Text, Weight, point, rect};

/// Where the drawing lies on the paper.
#[derive(Clone, Copy)]
pub struct Fit {
    /// Points to a unit of the drawing.
    scale: f32,
    /// Where the origin of the drawing lies, in points from the upper left corner.
    origin: Point,
}

impl Fit {
    /// As large as the paper allows, in its middle.
    pub fn new(page: Rect, (width, height): (f32, f32)) -> Self {
        let scale = (width / page.w).min(height / page.h);
        let scale = if scale.is_finite() && scale > 0.0 { scale } else { 1.0 };
        let margin = point((width - page.w * scale) / 2.0, (height - page.h * scale) / 2.0);
        Self { scale, origin: point(margin.x - page.x * scale, margin.y - page.y * scale) }
    }

    /// A part of the drawing on the paper, in points.
    pub fn on_paper(self, area: Rect) -> Option<PdfRect> {
        let (left, top) = (self.origin.x + area.x * self.scale, self.origin.y + area.y * self.scale);
        PdfRect::from_xywh(left, top, area.w * self.scale, area.h * self.scale)
    }

    fn transform(self) -> Transform {
        Transform::from_row(self.scale, 0.0, 0.0, self.scale, self.origin.x, self.origin.y)
    }
}

/// What a part of a node is to somebody who reads it.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// A heading, with its text.
    Heading(String),
    /// A paragraph.
    Paragraph,
    /// A picture that the label of its node tells of.
    Picture,
}

/// A part of a node as it is read.
pub struct Block {
    /// What it is.
    pub role: Role,
    /// What is drawn of it, in the order of reading.
    pub leaves: Vec<Leaf>,
}

/// A piece of what is drawn.
pub enum Leaf {
    /// Content.
    Content(Identifier),
    /// Text that leads to an address of the web: where it stands on the paper.
    Web {
        /// The text.
        content: Identifier,
        /// The address.
        address: String,
        /// Where it stands, in points.
        area: PdfRect,
    },
}

/// What the pen is drawing at the moment.
#[derive(Clone, PartialEq)]
enum Mark {
    Nothing,
    /// What is only looked at.
    Ornament,
    /// The line at the foot of the page.
    Footer,
    /// What is read.
    Content,
    /// Text that leads somewhere.
    Web(String),
    /// A box that stands for characters.
    Missing(Box<str>),
}

/// How much of a node is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// All but its texts: the ground on which other nodes stand.
    Ornaments,
    /// Its texts alone.
    Texts,
}

/// Draws on a page.
pub struct Pen<'a, 'b> {
    surface: &'a mut Surface<'b>,
    lettering: &'a mut Lettering,
    fit: Fit,
    mark: Mark,
    blocks: Vec<Block>,
}

impl<'a, 'b> Pen<'a, 'b> {
    /// Starts to draw on a page.
    pub fn new(surface: &'a mut Surface<'b>, lettering: &'a mut Lettering, fit: Fit) -> Self {
        surface.push_transform(&fit.transform());
        Self { surface, lettering, fit, mark: Mark::Nothing, blocks: Vec::new() }
    }

    /// Fills the whole paper.
    pub fn paper(&mut self, scene: &Scene, (width, height): (f32, f32)) {
        let scale = self.fit.scale;
        let origin = self.fit.origin;
        let whole = rect(-origin.x / scale, -origin.y / scale, width / scale, height / scale);
        self.turn_to(&Mark::Ornament);
        shapes::sheet(self.surface, whole, scene.background);
        self.turn_to(&Mark::Nothing);
    }

    /// Lays the pen down.
    pub fn finish(mut self) {
        self.turn_to(&Mark::Nothing);
        self.surface.pop();
    }

    /// Draws a node, where `headed` tells whether the page has a heading of its own. Answers what is read of it, in that
    /// order; an ornament has nothing.
    pub fn node(&mut self, node: &Node, part: Part, headed: bool) -> Vec<Block> {
        let moved = node.origin != Point::default();
        if moved {
            self.surface.push_transform(&Transform::from_translate(node.origin.x, node.origin.y));
        }
        match node.subject {
            Subject::Footer => self.footer(node),
            Subject::Map => self.words(node, !headed, part),
            Subject::Heading | Subject::Lane(_) | Subject::Backbone(_) => self.words(node, true, part),
            Subject::Direction | Subject::Sources | Subject::Passage(_) | Subject::Cell { .. } => {
                self.words(node, false, part);
            }
            _ => self.picture(node),
        }
        self.turn_to(&Mark::Nothing);
        if moved {
            self.surface.pop();
        }
        let mut blocks = std::mem::take(&mut self.blocks);
        blocks.retain(|block| !block.leaves.is_empty());
        blocks
    }

    fn footer(&mut self, node: &Node) {
        self.turn_to(&Mark::Footer);
        self.drawn_as_it_is(node);
    }

    /// Draws a node that is told of as a whole.
    fn picture(&mut self, node: &Node) {
        self.blocks.push(Block { role: Role::Picture, leaves: Vec::new() });
        self.turn_to(&Mark::Content);
        self.drawn_as_it_is(node);
    }

    fn drawn_as_it_is(&mut self, node: &Node) {
        let mark = self.mark.clone();
        for shape in node.shapes.iter() {
            match shape {
                Shape::Text(text) => self.text(text, node, &[]),
                shape => {
                    self.turn_to(&mark);
                    shapes::draw(self.surface, shape);
                }
            }
        }
    }

    /// Draws a node whose texts are read: lines that look the same are one paragraph, and the first may be a heading.
    fn words(&mut self, node: &Node, heading: bool, part: Part) {
        let mut finder = None;
        let mut look: Option<(f32, Weight)> = None;
        for shape in node.shapes.iter() {
            let Shape::Text(text) = shape else {
                if part != Part::Texts {
                    self.turn_to(&Mark::Ornament);
                    shapes::draw(self.surface, shape);
                }
                continue;
            };
            if part == Part::Ornaments || text.text.trim().is_empty() {
                continue;
            }
            if look != Some((text.size, text.weight)) {
                let role = if heading && look.is_none() { Role::Heading(String::new()) } else { Role::Paragraph };
                self.blocks.push(Block { role, leaves: Vec::new() });
                look = Some((text.size, text.weight));
                self.turn_to(&Mark::Nothing);
            }
            if let Some(Block { role: Role::Heading(title), .. }) = self.blocks.last_mut() {
                title.push_str(if title.is_empty() { "" } else { " " });
                title.push_str(&text.text);
            }
            let finder = finder.get_or_insert_with(|| Finder::new(unbroken(node)));
            let links = finder.links(&text.text);
            if self.mark == Mark::Ornament {
                self.turn_to(&Mark::Nothing);
            }
            self.text(text, node, &links);
        }
    }

    /// Draws a line of text.
    fn text(&mut self, text: &Text, node: &Node, links: &[WebLink]) {
        if text.text.trim().is_empty() {
            return;
        }
        let lettered = self.lettering.letter(text);
        self.surface.set_fill(Some(shapes::filled(text.color)));
        self.surface.set_stroke(None);
        let mut at = point(left(text, &lettered), text.at.y);
        for piece in &lettered.pieces {
            match piece {
                Piece::Missing(bytes) => self.missing(text, &lettered.text[bytes.clone()], at),
                Piece::Glyphs(font, glyphs) => {
                    let mut from = at.x;
                    let link = |byte: usize| links.iter().position(|link| link.bytes.contains(&byte));
                    for part in glyphs.chunk_by(|a, b| links.is_empty() || link(a.bytes.start) == link(b.bytes.start)) {
                        let width = part.iter().map(|glyph| glyph.advance).sum::<f32>() * text.size;
                        let to = part.first().and_then(|glyph| link(glyph.bytes.start)).and_then(|i| links.get(i));
                        self.turn_to_part(to, node, rect(from, at.y - text.size, width, text.size * 1.3));
                        let start = PdfPoint::from_xy(from, at.y);
                        self.surface.draw_glyphs(start, part, font.clone(), &lettered.text, text.size, false);
                        from += width;
                    }
                }
            }
            at.x += piece.width() * text.size;
        }
    }

    /// Whether what is drawn is read, and not only looked at.
    fn reads(&self) -> bool {
        matches!(self.mark, Mark::Nothing | Mark::Content | Mark::Web(_))
    }

    /// Marks text as plain content, or as leading to an address from an area of the node.
    fn turn_to_part(&mut self, link: Option<&WebLink>, node: &Node, area: Rect) {
        if !self.reads() {
            return;
        }
        let Some((link, area)) = link.zip(self.fit.on_paper(area.moved(node.origin))) else {
            self.turn_to(&Mark::Content);
            return;
        };
        self.turn_to(&Mark::Nothing);
        self.turn_to(&Mark::Web(link.address.clone()));
        if let Some(last) = self.blocks.last_mut().and_then(|block| block.leaves.last_mut())
            && let Leaf::Content(content) = *last
        {
            *last = Leaf::Web { content, address: link.address.clone(), area };
        }
    }

    /// Draws an empty box for what no font has; whoever reads the page is still told what it is.
    fn missing(&mut self, text: &Text, characters: &str, at: Point) {
        let reads = self.reads();
        if reads {
            self.turn_to(&Mark::Nothing);
            self.turn_to(&Mark::Missing(characters.into()));
        }
        let size = text.size;
        let outline = rect(at.x + size * 0.12, at.y - size * 0.72, size * 0.76, size * 0.78);
        shapes::frame(self.surface, outline, &Stroke::solid(size * 0.06, text.color));
        self.surface.set_fill(Some(shapes::filled(text.color)));
        self.surface.set_stroke(None);
        if reads {
            self.turn_to(&Mark::Nothing);
        }
    }

    fn turn_to(&mut self, mark: &Mark) {
        if self.mark == *mark {
            return;
        }
        if self.mark != Mark::Nothing {
            self.surface.end_tagged();
        }
        self.mark = mark.clone();
        let ornament = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
        match mark {
            Mark::Nothing => {}
            Mark::Ornament => {
                self.surface.start_tagged(ornament(ArtifactType::Layout));
            }
            Mark::Footer => {
                self.surface.start_tagged(ornament(ArtifactType::Footer));
            }
            Mark::Content | Mark::Web(_) => {
                let content = self.surface.start_tagged(ContentTag::Other);
                self.leaf(content);
            }
            Mark::Missing(characters) => {
                let box_for = SpanTag::empty().with_actual_text(Some(characters));
                let content = self.surface.start_tagged(ContentTag::Span(box_for));
                self.leaf(content);
            }
        }
    }

    fn leaf(&mut self, content: Identifier) {
        if let Some(block) = self.blocks.last_mut() {
            block.leaves.push(Leaf::Content(content));
        }
    }
}

/// Where a line begins: as it was measured, or on its side of its point where another font has drawn it.
fn left(text: &Text, lettered: &Rc<Lettered>) -> f32 {
    let width = if text.covered { text.width } else { lettered.width * text.size };
    match text.align {
        Align::Start => text.at.x,
        Align::Middle => text.at.x - width / 2.0,
        Align::End => text.at.x - width,
    }
}

/// The texts of a node before they were broken into lines.
fn unbroken(node: &Node) -> impl Iterator<Item = &str> {
    let body = node.body.iter().flat_map(|body| body.paragraphs.iter());
    let runs = body.flat_map(|paragraph| paragraph.runs.iter().map(|run| run.text.as_str()));
    runs.chain(std::iter::once(&*node.label))
}
