//! What a drawing is made of: nodes with stable names, each a group of shapes.

use std::sync::Arc;

use super::body::Body;
use super::geometry::{Point, Rect};
use super::text::Line;
use super::theme::Color;
use super::typeface::Weight;
use crate::map::{Backbone, Id, StrategyKind};

/// How a line is broken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// Not at all.
    Solid,
    /// Long dashes.
    Dashed,
    /// Dots.
    Dotted,
}

impl Dash {
    /// The lengths of a dash and of a gap, in page units; none for a solid line.
    pub fn pattern(self) -> Option<[f32; 2]> {
        match self {
            Self::Solid => None,
            Self::Dashed => Some([7.0, 5.0]),
            Self::Dotted => Some([1.5, 5.0]),
        }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// How wide, in page units.
    pub width: f32,
    /// In which colour.
    pub color: Color,
    /// How it is broken up.
    pub dash: Dash,
}

impl Stroke {
    /// An unbroken line.
    pub const fn solid(width: f32, color: Color) -> Self {
        Self { width, color, dash: Dash::Solid }
    }
}

/// Where a text stands to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// On the baseline.
    pub at: Point,
    /// What it says.
    pub text: Arc<str>,
    /// The size of the font, in page units.
    pub size: f32,
    /// How bold.
    pub weight: Weight,
    /// In which colour.
    pub color: Color,
    /// Where it stands to its point.
    pub align: Align,
    /// What is added between letters, in page units.
    pub spacing: f32,
    /// How wide it is, with its spacing.
    pub width: f32,
    /// Whether the bundled typeface has all of it.
    pub covered: bool,
}

impl Text {
    /// A line, begun at a place.
    pub fn of_line(line: &Line, at: Point, size: f32, weight: Weight, color: Color) -> Self {
        Self {
            at,
            text: line.text.clone(),
            size,
            weight,
            color,
            align: Align::Start,
            spacing: 0.0,
            width: line.width,
            covered: line.covered,
        }
    }

    /// Its left edge.
    pub fn left(&self) -> f32 {
        match self.align {
            Align::Start => self.at.x,
            Align::Middle => self.at.x - self.width / 2.0,
            Align::End => self.at.x - self.width,
        }
    }
}

/// One mark on the page, in the units of its node.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle with rounded corners.
    Box {
        /// Where.
        rect: Rect,
        /// The corners' radius.
        radius: f32,
        /// The inside.
        fill: Option<Color>,
        /// The edge, centred on the outline.
        stroke: Option<Stroke>,
    },
    /// A line along points, its corners rounded.
    Line {
        /// Along which points.
        points: Arc<[Point]>,
        /// The corners' radius.
        radius: f32,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A filled convex polygon.
    Polygon {
        /// Its corners.
        points: Arc<[Point]>,
        /// The inside.
        fill: Color,
    },
    /// A circle.
    Circle {
        /// Its middle.
        center: Point,
        /// Its radius.
        radius: f32,
        /// The inside.
        fill: Color,
    },
    /// A line of text.
    Text(Text),
}

/// What a node stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The title of the map, and the page as a whole.
    Map,
    /// The banner of the strategic direction.
    Direction,
    /// The lane of a strategy.
    Lane(StrategyKind),
    /// The row of a backbone.
    Backbone(Backbone),
    /// The card of an initiative.
    Initiative(Id),
    /// The box of a capability.
    Capability(Id),
    /// An initiative relies on a capability.
    Link {
        /// The initiative.
        initiative: Id,
        /// The capability.
        capability: Id,
    },
    /// A supporting initiative serves a primary one.
    Serves {
        /// The supporting one.
        from: Id,
        /// The primary one.
        to: Id,
    },
    /// A note.
    Note(Id),
    /// What the marks mean.
    Legend,
    /// Where the facts stand.
    Sources,
    /// On a drawing of what has changed: a mark, by a name that is unique on the page.
    Mark(Arc<str>),
    /// On a page of a deck: an initiative whose card stands on another page.
    Reference(Id),
    /// On a page of a deck: its title.
    Heading,
    /// On a page of a deck: a passage of text, by a name that is unique on the page.
    Passage(Arc<str>),
    /// On a page of a deck: a cell of a table.
    Cell {
        /// The name of the table, unique on the page.
        table: Arc<str>,
        /// Its row, from 0.
        row: usize,
        /// Its column, from 0.
        column: usize,
        /// Whether it heads its column.
        heads: bool,
    },
    /// On a page of a deck: the chart of an indicator.
    Chart(Id),
    /// On a page of a deck: the line at its foot. It repeats, and says nothing of its own.
    Footer,
}

impl Subject {
    /// The stable name of the node.
    pub fn name(&self) -> String {
        match self {
            Self::Map => "map".into(),
            Self::Direction => "direction".into(),
            Self::Lane(strategy) => format!("lane/{}", strategy.key()),
            Self::Backbone(backbone) => format!("backbone/{}", backbone.key()),
            Self::Initiative(id) => format!("initiative/{id}"),
            Self::Capability(id) => format!("capability/{id}"),
            Self::Link { initiative, capability } => format!("link/{initiative}/{capability}"),
            Self::Serves { from, to } => format!("serves/{from}/{to}"),
            Self::Note(id) => format!("note/{id}"),
            Self::Legend => "legend".into(),
            Self::Sources => "sources".into(),
            Self::Mark(name) => format!("mark/{name}"),
            Self::Reference(id) => format!("reference/{id}"),
            Self::Heading => "heading".into(),
            Self::Passage(name) => format!("passage/{name}"),
            Self::Cell { table, row, column, .. } => format!("cell/{table}/{row}/{column}"),
            Self::Chart(id) => format!("chart/{id}"),
            Self::Footer => "footer".into(),
        }
    }
}

/// A group of shapes that stands for one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it stands for.
    pub subject: Subject,
    /// What somebody who cannot see it is told.
    pub label: Arc<str>,
    /// What it covers, on the page.
    pub bounds: Rect,
    /// Where the origin of its shapes lies on the page.
    pub origin: Point,
    /// Where its title stands on the page, if it can be edited in place.
    pub title_area: Option<Rect>,
    /// Its shapes, from the back to the front; shared while only its place changes.
    pub shapes: Arc<[Shape]>,
    /// On the pages of a deck: its outline with its text, for outputs that break text themselves.
    pub body: Option<Arc<Body>>,
}

impl Node {
    /// The parts of the page that it really covers: its bounds, or along the pieces of a link, whose bounds may hold half
    /// the page.
    pub fn areas(&self) -> Vec<Rect> {
        if !matches!(self.subject, Subject::Link { .. } | Subject::Serves { .. }) {
            return vec![self.bounds];
        }
        let lines = self.shapes.iter().filter_map(|shape| match shape {
            Shape::Line { points, .. } => Some(points),
            _ => None,
        });
        let pieces = lines.flat_map(|points| points.windows(2));
        pieces.map(|ends| Rect::spanning(ends[0] + self.origin, ends[1] + self.origin).grown(6.0)).collect()
    }
}
