//! What a lens puts on a card: its colours along the edge, and its word on a tag.

use super::card::{CARD_WIDTH, Card};
use super::geometry::{Point, Rect, point, rect};
use super::lens::Tone;
use super::node::{Shape, Stroke, Text};
use super::text::{Setting, TextSetter};
use super::theme::Theme;
use super::tones::ink_on;
use super::typeface::Weight;

/// How high a tag is, in page units.
pub const TAG_HEIGHT: f32 = 15.0;
/// What stays free at the sides of its word.
const PADDING: f32 = 7.0;
const SIZE: f32 = 10.5;
/// How wide the colours along the edge of a card are.
const STRIPE: f32 = 6.0;

/// Marks the card of a page: the tag hangs on its upper edge, where no link ends.
pub fn mark(card: &mut Card, tone: &Tone, theme: &Theme, setter: &mut TextSetter) {
    let mut shapes = card.shapes.to_vec();
    shapes.extend(stripes(tone, card.height));
    shapes.extend(tag(tone, point(12.0, -7.0), CARD_WIDTH - 40.0, theme, setter));
    card.shapes = shapes.into();
    card.label = told(&card.label, tone);
}

/// What somebody who cannot see the tag is told.
pub fn told(label: &str, tone: &Tone) -> std::sync::Arc<str> {
    let dimmed = if tone.dimmed { ", dimmed" } else { "" };
    format!("{label}. {}: {}{dimmed}", tone.lens.name(), tone.word).into()
}

/// The colours of a tone along the left edge of what is this high.
pub fn stripes(tone: &Tone, height: f32) -> Vec<Shape> {
    if tone.dimmed {
        return Vec::new();
    }
    let each = (height - 20.0) / tone.colors.len() as f32;
    let stripe = |(i, color): (usize, &super::theme::Color)| {
        let rect = rect(0.0, 10.0 + each * i as f32, STRIPE, each);
        Shape::Box { rect, radius: 0.0, fill: Some(*color), stroke: None }
    };
    tone.colors.iter().enumerate().map(stripe).collect()
}

/// A tag whose upper left corner is at a point, on as much room as there is; dimmed, only its outline.
pub fn tag(tone: &Tone, at: Point, room: f32, theme: &Theme, setter: &mut TextSetter) -> Vec<Shape> {
    let setting = Setting { weight: Weight::SemiBold, size: SIZE, width: room - 2.0 * PADDING, lines: 1 };
    let Some(line) = setter.set(&tone.word, setting).first().cloned() else { return Vec::new() };
    let frame: Rect = rect(at.x, at.y, line.width + 2.0 * PADDING, TAG_HEIGHT);
    let color = tone.colors.first().copied().unwrap_or(theme.unlit);
    let (fill, edge, ink) = match tone.dimmed {
        true => (theme.panel, theme.edge, theme.muted),
        // The edge parts a light tag from a light ground.
        false => (color, color.mixed(theme.ink, 0.3), ink_on(color)),
    };
    vec![
        Shape::Box { rect: frame, radius: TAG_HEIGHT / 2.0, fill: Some(fill), stroke: Some(Stroke::solid(0.8, edge)) },
        Shape::Text(Text::of_line(&line, point(frame.x + PADDING, frame.y + 11.2), SIZE, Weight::SemiBold, ink)),
    ]
}
