//! The box of a capability.

use std::sync::Arc;

use super::body::{Anchor, Body, Outline, Paragraph};
use super::direction_mark::asterisk;
use super::geometry::{Rect, point, rect};
use super::lens::Tone;
use super::manner::Manner;
use super::node::{Shape, Stroke, Text};
use super::tag::stripes;
use super::text::{Line, Setting, TextSetter, is_blank, unbroken};
use super::theme::{Color, Theme};
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

/// The size of a title on the page.
const SIZE: f32 = 12.5;

fn title_lines(capability: &Capability, width: f32, manner: Manner, setter: &mut TextSetter) -> Arc<[Line]> {
    let title = if is_blank(&capability.title) { "Untitled" } else { &capability.title };
    let size = manner.size(SIZE);
    let setting = Setting { weight: Weight::SemiBold, size, width: width - 20.0 - MATURITY_WIDTH, lines: 4 };
    setter.set(title, setting)
}

/// How high the box of a capability is at a width; `is_told` where a lens has a word for it.
pub fn height(capability: &Capability, width: f32, manner: Manner, is_told: bool, setter: &mut TextSetter) -> f32 {
    let lines = title_lines(capability, width, manner, setter).len();
    let two = HEIGHT + 2.0 * LEADING * (manner.growth(SIZE) - 1.0);
    // On a slide the word of a lens is a line of its text.
    let lines = lines + usize::from(is_told && manner.is_slide() && !is_blank(&capability.building_block));
    two + lines.saturating_sub(2) as f32 * LEADING * manner.growth(SIZE)
}

/// The box with its text, on a slide.
pub fn body(capability: &Capability, w: f32, h: f32, day: Day, drawing: &Drawing<'_>, setter: &mut TextSetter) -> Body {
    let (theme, manner) = (drawing.theme, drawing.manner);
    let lines = title_lines(capability, w, manner, setter);
    let untitled = is_blank(&capability.title);
    let title = if untitled { "Untitled".to_owned() } else { unbroken(&capability.title, &lines) };
    let ink = if untitled { theme.muted } else { theme.ink };
    let frame = rect(0.0, 0.0, w, h);
    let mut paragraphs = vec![Paragraph::plain(title, manner.size(SIZE), Weight::SemiBold, ink)];
    let mut marks = maturity(capability, frame, day, theme);
    if let Some(tone) = drawing.tone {
        if !is_blank(&capability.building_block) {
            paragraphs.push(Paragraph::plain(&*tone.word, manner.size(SIZE), Weight::Medium, theme.muted));
        }
        marks.extend(stripes(tone, h));
    }
    Body {
        rect: frame,
        outline: Outline::Rounded(7.0),
        fill: Some(theme.card),
        stroke: Some(Stroke::solid(1.0, theme.edge)),
        insets: [12.0, 5.0, MATURITY_WIDTH - 2.0, 2.0],
        anchor: Anchor::Top,
        paragraphs,
        marks,
    }
}

/// How a box is drawn.
pub struct Drawing<'a> {
    /// In which colours.
    pub theme: &'a Theme,
    /// In which manner.
    pub manner: Manner,
    /// What it has to say to a lens.
    pub tone: Option<&'a Tone>,
}

/// Which assessment of a capability holds on a day: a box is drawn anew only where this changes.
pub fn standing(capability: &Capability, day: Day) -> Option<usize> {
    let holds = capability.maturity_on(day)?;
    capability.maturity.iter().position(|entry| std::ptr::eq(entry, holds))
}

/// Draws a box of a size at the origin, as things stand on a day.
pub fn shapes(
    capability: &Capability,
    w: f32,
    h: f32,
    day: Day,
    drawing: &Drawing<'_>,
    setter: &mut TextSetter,
) -> Vec<Shape> {
    let (theme, manner) = (drawing.theme, drawing.manner);
    let (size, leading) = (manner.size(SIZE), LEADING * manner.growth(SIZE));
    let edge = Stroke::solid(1.0, theme.edge);
    let frame = rect(0.0, 0.0, w, h);
    let mut shapes = vec![Shape::Box { rect: frame, radius: 7.0, fill: Some(theme.card), stroke: Some(edge) }];
    let ink = if is_blank(&capability.title) { theme.muted } else { theme.ink };
    let mut first = 7.5 + size;
    let mut add = |lines: &[Line], weight: Weight, color: Color| {
        for line in lines {
            shapes.push(Shape::Text(Text::of_line(line, point(12.0, first), size, weight, color)));
            first += leading;
        }
    };
    add(&title_lines(capability, w, manner, setter), Weight::SemiBold, ink);
    if let Some(tone) = drawing.tone.filter(|_| manner.is_slide()) {
        let setting = Setting { weight: Weight::Medium, size, width: w - 20.0 - MATURITY_WIDTH, lines: 1 };
        if !is_blank(&capability.building_block) {
            add(&setter.set(&tone.word, setting), Weight::Medium, theme.muted);
        }
        shapes.extend(stripes(tone, h));
    }
    shapes.extend(maturity(capability, frame, day, theme));
    shapes
}

/// Five marks, as many lit as the level; an asterisk where it is illustrative. None where it was never assessed.
fn maturity(capability: &Capability, frame: Rect, day: Day, theme: &Theme) -> Vec<Shape> {
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
        shapes.extend(asterisk(point(left - 6.0, top + 2.0), theme.muted));
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
