//! The box of a capability.

use super::geometry::{Rect, point, rect};
use super::node::{Align, Shape, Stroke, Text};
use super::text::{Line, Setting, TextSetter};
use super::theme::Theme;
use super::typeface::Weight;
use crate::map::{Capability, Day};

/// How wide a box is at the most.
pub const BOX_WIDTH: f32 = 300.0;

/// How wide a box is at the least; beyond that a row wraps.
pub const BOX_LEAST_WIDTH: f32 = 190.0;

const HEIGHT: f32 = 50.0;
const LEADING: f32 = 15.0;
/// What the five marks of maturity take at the right.
const MATURITY_WIDTH: f32 = 72.0;

fn title_lines(capability: &Capability, width: f32, setter: &mut TextSetter) -> std::sync::Arc<[Line]> {
    let title = if capability.title.trim().is_empty() { "Untitled" } else { &capability.title };
    let setting = Setting { weight: Weight::SemiBold, size: 12.5, width: width - 20.0 - MATURITY_WIDTH, lines: 4 };
    setter.set(title, setting)
}

/// How high the box of a capability is at a width.
pub fn height(capability: &Capability, width: f32, setter: &mut TextSetter) -> f32 {
    HEIGHT + title_lines(capability, width, setter).len().saturating_sub(2) as f32 * LEADING
}

/// Which assessment of a capability holds on a day: a box is drawn anew only where this changes.
pub fn standing(capability: &Capability, day: Day) -> Option<usize> {
    let holds = capability.maturity_on(day)?;
    capability.maturity.iter().position(|entry| std::ptr::eq(entry, holds))
}

/// Draws a box of a size at the origin, as things stand on a day.
pub fn shapes(capability: &Capability, w: f32, h: f32, day: Day, theme: &Theme, setter: &mut TextSetter) -> Vec<Shape> {
    let edge = Stroke::solid(1.0, theme.edge);
    let frame = rect(0.0, 0.0, w, h);
    let mut shapes = vec![Shape::Box { rect: frame, radius: 7.0, fill: Some(theme.card), stroke: Some(edge) }];
    let ink = if capability.title.trim().is_empty() { theme.muted } else { theme.ink };
    for (i, line) in title_lines(capability, w, setter).iter().enumerate() {
        shapes.push(Shape::Text(Text {
            at: point(12.0, 20.0 + i as f32 * LEADING),
            text: line.text.clone(),
            size: 12.5,
            weight: Weight::SemiBold,
            color: ink,
            align: Align::Start,
            spacing: 0.0,
            width: line.width,
            covered: line.covered,
        }));
    }
    shapes.extend(maturity(capability, frame, day, theme, setter));
    shapes
}

/// Five marks, as many lit as the level; an asterisk where it is illustrative. None where it was never assessed.
fn maturity(capability: &Capability, frame: Rect, day: Day, theme: &Theme, setter: &mut TextSetter) -> Vec<Shape> {
    let Some(entry) = capability.maturity_on(day) else { return Vec::new() };
    let lit = theme.backbone(capability.backbone);
    let (left, top) = (frame.right() - 58.0, frame.bottom() - 14.0);
    let mut shapes: Vec<Shape> = (0..5)
        .map(|i| Shape::Box {
            rect: rect(left + f32::from(i) * 10.0, top, 8.0, 4.0),
            radius: 2.0,
            fill: Some(if i < entry.level { lit } else { theme.unlit }),
            stroke: None,
        })
        .collect();
    if entry.illustrative {
        let star = setter.line("*", Weight::Medium, 11.5);
        shapes.push(Shape::Text(Text {
            at: point(left - 8.0, top + 7.0),
            text: star.text,
            size: 11.5,
            weight: Weight::Medium,
            color: theme.muted,
            align: Align::Start,
            spacing: 0.0,
            width: star.width,
            covered: true,
        }));
    }
    shapes
}

/// What somebody who cannot see the box is told.
pub fn description(capability: &Capability, day: Day) -> String {
    let maturity = match capability.maturity_on(day) {
        Some(entry) if entry.illustrative => format!("maturity {} of 5, illustrative", entry.level),
        Some(entry) => format!("maturity {} of 5", entry.level),
        None => "maturity not assessed".into(),
    };
    format!("Capability: {}. {}, {maturity}", capability.title, capability.backbone.name())
}
