//! The text of a node as it was before it was broken into lines, for outputs that break it themselves.

use super::geometry::Rect;
use super::node::{Align, Shape, Stroke};
use super::theme::Color;
use super::typeface::Weight;

/// The one shape that a node is for such an output: its outline with its text inside, and the small marks that stand on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Where, in the units of the node.
    pub rect: Rect,
    /// Its outline.
    pub outline: Outline,
    /// The inside.
    pub fill: Option<Color>,
    /// The edge.
    pub stroke: Option<Stroke>,
    /// What stays free inside: left, top, right, bottom.
    pub insets: [f32; 4],
    /// Where the text stands between top and bottom.
    pub anchor: Anchor,
    /// The text.
    pub paragraphs: Vec<Paragraph>,
    /// What stands on it besides: lines and spots, no text.
    pub marks: Vec<Shape>,
}

/// The outline of a body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outline {
    /// A rectangle whose corners have this radius.
    Rounded(f32),
    /// A pentagon that points to the right, its tip this long.
    Arrow(f32),
}

/// Where a text stands between top and bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At the top.
    Top,
    /// In the middle.
    Middle,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Its pieces.
    pub runs: Vec<Run>,
    /// To which side it stands.
    pub align: Align,
    /// What stays free above it.
    pub before: f32,
    /// Whether it is an item of a list.
    pub item: bool,
}

/// A piece of text that looks the same all along.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// The size of the font, in page units.
    pub size: f32,
    /// How bold.
    pub weight: Weight,
    /// In which colour.
    pub color: Color,
}

impl Paragraph {
    /// A paragraph of one piece.
    pub fn plain(text: impl Into<String>, size: f32, weight: Weight, color: Color) -> Self {
        Self {
            runs: vec![Run { text: text.into(), size, weight, color }],
            align: Align::Start,
            before: 0.0,
            item: false,
        }
    }
}
