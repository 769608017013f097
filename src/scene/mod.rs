//! A map as a drawing.
//!
//! [`Composer`] turns a map into a [`Scene`]: a list of nodes, each with a stable name and a description. The window and
//! every exporter walk that one list, so that what is seen is what is exported.

mod bidi;
mod body;
mod capability_box;
mod card;
pub mod chart;
mod compose;
pub mod deck;
mod difference;
mod direction_mark;
mod furniture;
mod geometry;
mod index;
mod legend;
mod lens;
mod links;
mod manner;
mod node;
mod page;
mod part;
mod paths;
mod route;
mod scaled;
mod slide_card;
mod sparkline;
mod tag;
mod text;
mod theme;
mod tones;
mod typeface;

pub use bidi::visual_order;
pub use body::{Anchor, Body, Outline, Paragraph, Run};
pub use card::{CARD_HEIGHT, CARD_WIDTH};
pub use compose::{Composer, Scene};
pub use difference::{Earlier, difference};
pub use direction_mark::{MARK_SIZE, direction_mark};
pub use geometry::{Point, Rect, point, rect};
pub use index::Index;
pub use lens::LensView;
pub use manner::{Manner, Parts};
pub use node::{Align, Dash, Node, Shape, Stroke, Subject, Text};
pub use page::{LANE_HEADER, LaneFrame, PageFrame, lane_width};
pub use paths::{Piece, rounded};
pub use text::{Line, Setting, TextSetter};
pub use theme::{Color, DARK, LIGHT, LaneColors, Look, MONO, Theme};
pub use tones::is_data;
pub use typeface::{Glyph, Typeface, UNITS_PER_EM, Weight};
