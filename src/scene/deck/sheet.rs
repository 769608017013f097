//! A page of a deck while it is being laid out: its geometry, and the texts on it.

use std::sync::Arc;

use super::page_size::PageSize;
use crate::scene::body::{Anchor, Body, Outline, Paragraph, Run};
use crate::scene::geometry::{Point, Rect, point, rect};
use crate::scene::node::{Align, Node, Shape, Subject, Text};
use crate::scene::text::{Setting, TextSetter, unbroken};
use crate::scene::theme::{Color, Theme};
use crate::scene::typeface::Weight;

/// The smallest text of a page, in units: 9 pt on a slide.
pub const LEAST: f32 = 15.05;
/// The size of a page's title.
pub const TITLE: f32 = 33.0;
/// The height of a line of text over its size, in Inter as in Calibri.
pub const LEADING: f32 = 1.22;
/// How far below the top of its line a baseline lies, over the size.
const ASCENT: f32 = 0.96;
/// What stays free at the edges of a page.
pub const MARGIN: f32 = 36.0;
/// How far an item of a list is set in.
pub const INDENT: f32 = 18.0;

/// Where the title of a page stands.
pub fn title_area(page: PageSize) -> Rect {
    rect(MARGIN, 22.0, page.units().0 - 2.0 * MARGIN, 52.0)
}

/// Where the content of a page stands.
pub fn content_area(page: PageSize) -> Rect {
    let (width, height) = page.units();
    rect(MARGIN, 88.0, width - 2.0 * MARGIN, height - 88.0 - 52.0)
}

/// Where the line at the foot of a page stands; its number is at the right of it.
pub fn footer_area(page: PageSize) -> Rect {
    let (width, height) = page.units();
    rect(MARGIN, height - 42.0, width - 2.0 * MARGIN - 80.0, 26.0)
}

/// Where the number of a page stands.
pub fn number_area(page: PageSize) -> Rect {
    let (width, height) = page.units();
    rect(width - MARGIN - 70.0, height - 42.0, 70.0, 26.0)
}

/// A text with its look.
#[derive(Clone, Copy)]
pub struct Look {
    /// The size of the font.
    pub size: f32,
    /// How bold.
    pub weight: Weight,
    /// In which colour.
    pub color: Color,
}

/// The content of a page while it is being laid out.
pub struct Sheet<'a> {
    /// Sets the texts.
    pub setter: &'a mut TextSetter,
    /// The colours.
    pub theme: &'a Theme,
    /// What stands on the page so far.
    pub nodes: Vec<Node>,
}

/// Text that was broken into lines: shapes around the corner where it begins, and its height.
pub struct Set {
    /// The lines.
    pub shapes: Vec<Shape>,
    /// The paragraphs, shortened where the lines are.
    pub paragraphs: Vec<Paragraph>,
    /// How high it is.
    pub height: f32,
}

/// Breaks paragraphs into at most so many lines of a width, from a corner on. A paragraph is of one look.
pub fn set(setter: &mut TextSetter, paragraphs: &[Paragraph], corner: Point, width: f32, most: usize) -> Set {
    let mut done = Set { shapes: Vec::new(), paragraphs: Vec::new(), height: 0.0 };
    let mut left = most;
    for paragraph in paragraphs {
        let Some(run) = paragraph.runs.first().filter(|_| left > 0) else { continue };
        let indent = if paragraph.item { INDENT } else { 0.0 };
        let setting = Setting { weight: run.weight, size: run.size, width: width - indent, lines: left };
        let lines = setter.set(&run.text, setting);
        if lines.is_empty() {
            continue;
        }
        done.height += if done.paragraphs.is_empty() { 0.0 } else { paragraph.before };
        if paragraph.item {
            let middle = corner.y + done.height + 0.62 * run.size;
            let spot =
                Shape::Circle { center: point(corner.x + 6.0, middle), radius: 0.14 * run.size, fill: run.color };
            done.shapes.push(spot);
        }
        for line in lines.iter() {
            let x = match paragraph.align {
                Align::Start => corner.x + indent,
                Align::Middle => corner.x + width / 2.0,
                Align::End => corner.x + width,
            };
            let at = point(x, corner.y + done.height + ASCENT * run.size);
            let text = Text::of_line(line, at, run.size, run.weight, run.color);
            done.shapes.push(Shape::Text(Text { align: paragraph.align, ..text }));
            done.height += LEADING * run.size;
        }
        left -= lines.len().min(left);
        let text = unbroken(&run.text, &lines);
        done.paragraphs.push(Paragraph { runs: vec![Run { text, ..run.clone() }], ..paragraph.clone() });
    }
    done
}

/// A node that is one passage of text in a place.
pub fn passage(name: &str, place: Rect, set: Set) -> Node {
    let label = set.paragraphs.iter().flat_map(|p| &p.runs).map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ");
    let body = Body {
        rect: place,
        outline: Outline::Rounded(0.0),
        fill: None,
        stroke: None,
        insets: [0.0; 4],
        anchor: Anchor::Top,
        paragraphs: set.paragraphs,
        marks: Vec::new(),
    };
    Node {
        subject: Subject::Passage(name.into()),
        label: label.into(),
        bounds: place,
        origin: Point::default(),
        title_area: None,
        shapes: set.shapes.into(),
        body: Some(Arc::new(body)),
    }
}

impl Sheet<'_> {
    /// Sets a passage of text into a place, in as many lines as fit. Answers how high it is.
    pub fn passage(&mut self, name: &str, place: Rect, paragraphs: &[Paragraph]) -> f32 {
        let size = paragraphs.iter().flat_map(|p| &p.runs).map(|run| run.size).fold(LEAST, f32::max);
        let most = (place.h / (LEADING * size) + 0.01).floor().max(1.0) as usize;
        let set = set(self.setter, paragraphs, place.min(), place.w, most);
        let height = set.height;
        if !set.paragraphs.is_empty() {
            self.nodes.push(passage(name, rect(place.x, place.y, place.w, height.max(1.0)), set));
        }
        height
    }

    /// A paragraph of a look.
    pub fn paragraph(text: &str, look: Look) -> Paragraph {
        Paragraph::plain(text, look.size, look.weight, look.color)
    }

    /// The look of running text.
    pub fn plain(&self, size: f32) -> Look {
        Look { size, weight: Weight::Regular, color: self.theme.ink }
    }

    /// The look of what is said beside.
    pub fn quiet(&self, size: f32) -> Look {
        Look { size, weight: Weight::Regular, color: self.theme.muted }
    }

    /// The look of a heading.
    pub fn bold(&self, size: f32) -> Look {
        Look { size, weight: Weight::SemiBold, color: self.theme.ink }
    }
}

/// The title and the foot of a page, as nodes.
pub fn furnish(
    setter: &mut TextSetter,
    theme: &Theme,
    page: PageSize,
    title: &str,
    footer: &str,
    number: usize,
) -> [Vec<Node>; 2] {
    let area = title_area(page);
    let mut size = TITLE;
    // A long title is set smaller rather than cut, as long as it can be read from afar.
    while size > 24.0 && setter.line(title, Weight::Bold, size).width > area.w * 0.96 {
        size -= 1.5;
    }
    let words = Paragraph::plain(title, size, Weight::Bold, theme.ink);
    let top = area.y + (area.h - LEADING * size) / 2.0;
    let heading = set(setter, std::slice::from_ref(&words), point(area.x, top), area.w, 1);
    let heading = Node { subject: Subject::Heading, ..passage("heading", area, heading) };
    let (line, at) = (footer_area(page), number_area(page));
    let quiet = Paragraph::plain(footer, LEAST, Weight::Regular, theme.muted);
    let foot = set(setter, std::slice::from_ref(&quiet), point(line.x, line.y + 3.0), line.w, 1);
    let number =
        Paragraph { align: Align::End, ..Paragraph::plain(number.to_string(), LEAST, Weight::Regular, theme.muted) };
    let number = set(setter, std::slice::from_ref(&number), point(at.x, at.y + 3.0), at.w, 1);
    let foot = Node { subject: Subject::Footer, ..passage("footer", line, foot) };
    let number = Node { subject: Subject::Footer, ..passage("number", at, number) };
    [vec![heading], vec![foot, number]]
}
