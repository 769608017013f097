//! The other version of a thing, drawn beside the one that comes out: dashed, in the colour of its side, with its name.

use egui::emath::TSTransform;
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::app::canvas::paint;
use crate::app::style::{Palette, font};
use crate::merge::Side;
use crate::scene::{Node, Rect as PageRect, Scene, Subject, Weight};

/// What stays free between both versions, on the page.
const BETWEEN: f32 = 34.0;

/// The longest words of a label, in characters.
const LONGEST: usize = 90;

/// The colour of a side, the same wherever it is told.
pub fn color(side: Side, palette: &Palette) -> Color32 {
    match side {
        Side::Ours => palette.accent,
        Side::Theirs => palette.advice,
    }
}

/// A place on the page as it stands in the window.
pub fn place(transform: TSTransform, of: PageRect) -> Rect {
    Rect::from_min_size(transform * pos2(of.x, of.y), vec2(of.w, of.h) * transform.scaling)
}

/// The other version of a thing, where it is drawn.
#[derive(Clone)]
pub struct Ghost {
    node: Node,
    /// Whether the one that comes out stands in the same place.
    is_shared: bool,
}

impl Ghost {
    /// Whether it lies on the very place of the other version.
    pub fn is_shared(&self) -> bool {
        self.is_shared
    }

    /// Finds the place: its own, unless the version that comes out stands there.
    pub fn beside(mut node: Node, kept: Option<&Node>, scene: &Scene, is_seen: bool) -> Self {
        let Some(kept) = kept.filter(|kept| kept.bounds.intersects(node.bounds)) else {
            return Self { node, is_shared: false };
        };
        // Where both look alike or fill the page, words are enough.
        if !is_seen || node.bounds.w > scene.frame.page.w * 0.5 {
            return Self { node, is_shared: true };
        }
        let at = spots(kept.bounds, node.bounds)
            .into_iter()
            .filter(|spot| is_within(*spot, scene.frame.page))
            .min_by_key(|spot| covered(scene, *spot))
            .unwrap_or(node.bounds);
        let by = at.min() - node.bounds.min();
        node.origin = node.origin + by;
        node.bounds = at;
        Self { node, is_shared: false }
    }

    /// What it covers, on the page.
    pub fn bounds(&self) -> PageRect {
        self.node.bounds
    }

    /// Paints it with its name.
    pub fn paint(&self, ui: &Ui, painter: &Painter, transform: TSTransform, side: Side, words: &str) {
        let palette = Palette::for_ui(ui);
        let shown = place(transform, self.node.bounds);
        let color = color(side, palette);
        if !self.is_shared {
            painter.rect_filled(shown.expand(5.0), CornerRadius::same(9), palette.panel);
            paint::paint_nodes(ui, painter, std::iter::once(&self.node), transform);
            painter.rect_filled(shown.expand(5.0), CornerRadius::same(9), palette.panel.gamma_multiply(0.35));
        }
        dashed(painter, shown.expand(5.0), Stroke::new(2.0, color));
        // The name of the one that comes out stands above it.
        let at =
            if self.is_shared { shown.left_bottom() + vec2(-5.0, 9.0) } else { shown.left_top() - vec2(5.0, 35.0) };
        label(ui, painter, at, room(shown), (side, false), words);
    }
}

/// Beside the version that comes out: at its right, its left, below and above.
fn spots(kept: PageRect, other: PageRect) -> [PageRect; 4] {
    let at = |x: f32, y: f32| PageRect { x, y, ..other };
    [
        at(kept.right() + BETWEEN, kept.y),
        at(kept.x - BETWEEN - other.w, kept.y),
        at(kept.x, kept.bottom() + BETWEEN),
        at(kept.x, kept.y - BETWEEN - other.h),
    ]
}

fn is_within(spot: PageRect, page: PageRect) -> bool {
    spot.x >= page.x && spot.y >= page.y && spot.right() <= page.right() && spot.bottom() <= page.bottom()
}

/// How many cards and boxes a spot would cover.
fn covered(scene: &Scene, spot: PageRect) -> usize {
    let counts =
        |subject: &Subject| matches!(subject, Subject::Initiative(_) | Subject::Capability(_) | Subject::Note(_));
    scene.nodes.iter().filter(|node| counts(&node.subject) && node.bounds.intersects(spot.grown(4.0))).count()
}

fn room(shown: Rect) -> f32 {
    shown.width().max(230.0)
}

/// Marks the version that comes out, with the name of its side above it.
pub fn ring(ui: &Ui, painter: &Painter, transform: TSTransform, bounds: PageRect, side: Side, words: &str) {
    let palette = Palette::for_ui(ui);
    let shown = place(transform, bounds).expand(5.0);
    painter.rect_stroke(shown, CornerRadius::same(9), Stroke::new(2.5, color(side, palette)), StrokeKind::Outside);
    label(ui, painter, shown.left_top() - vec2(0.0, 30.0), room(shown), (side, true), words);
}

/// Tells below a thing that a side does not have it; `of` is that side, and whether its version comes out.
pub fn missing(ui: &Ui, painter: &Painter, transform: TSTransform, bounds: PageRect, of: (Side, bool), words: &str) {
    let shown = place(transform, bounds);
    label(ui, painter, shown.left_bottom() + vec2(-5.0, 9.0), room(shown), of, words);
}

/// A side in words: filled where it comes out. Answers what it covers.
pub fn label(ui: &Ui, painter: &Painter, at: Pos2, width: f32, (side, kept): (Side, bool), words: &str) -> Rect {
    let palette = Palette::for_ui(ui);
    let color = color(side, palette);
    let mut told: String = words.chars().take(LONGEST).collect();
    if told.len() < words.len() {
        told.push('…');
    }
    let ink = if kept { palette.panel } else { color };
    let galley = painter.layout(told, font(Weight::SemiBold, 12.5), ink, width - 20.0);
    let sheet = Rect::from_min_size(at, galley.size() + vec2(20.0, 8.0));
    let fill = if kept { color } else { palette.panel };
    painter.rect(sheet, CornerRadius::same(12), fill, Stroke::new(1.5, color), StrokeKind::Inside);
    painter.galley(sheet.min + vec2(10.0, 4.0), galley, ink);
    sheet
}

fn dashed(painter: &Painter, around: Rect, stroke: Stroke) {
    let corners =
        [around.left_top(), around.right_top(), around.right_bottom(), around.left_bottom(), around.left_top()];
    painter.extend(Shape::dashed_line(&corners, stroke, 7.0, 5.0));
}
