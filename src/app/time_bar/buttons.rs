//! The small buttons of the bar, their signs drawn and not written.

use egui::{Color32, CornerRadius, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use crate::app::style::Palette;

/// What a button shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Go through time.
    Play,
    /// Stay here.
    Pause,
    /// To what was before.
    Back,
    /// To what comes after.
    On,
    /// Something more.
    Plus,
    /// Away with it.
    Cross,
}

/// How a button looks.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Its sign.
    pub sign: Sign,
    /// What assistive technology reads.
    pub name: &'a str,
    /// What a resting pointer is told.
    pub hint: &'a str,
    /// Whether it can do something now.
    pub enabled: bool,
    /// Whether it has an edge.
    pub framed: bool,
}

/// Draws a button in its place. Answers a click.
pub fn sign_button(ui: &mut Ui, rect: Rect, look: Look<'_>) -> bool {
    let palette = Palette::for_ui(ui);
    let sense = if look.enabled { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(("sign", look.sign as u8)), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, look.enabled, look.name));
    let hovered = response.hovered() && look.enabled;
    let fill = match (look.framed, hovered) {
        (_, true) => palette.hover,
        (true, false) => palette.field,
        (false, false) => Color32::TRANSPARENT,
    };
    let edge = if look.framed { Stroke::new(1.0, palette.edge) } else { Stroke::NONE };
    ui.painter().rect(rect, CornerRadius::same(7), fill, edge, StrokeKind::Inside);
    if response.has_focus() {
        let ring = Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(rect, CornerRadius::same(7), ring, StrokeKind::Inside);
    }
    let ink = match (look.enabled, look.framed || hovered) {
        (false, _) => palette.muted.gamma_multiply(0.45),
        (true, true) => palette.ink,
        (true, false) => palette.muted,
    };
    paint(ui, look.sign, rect, ink);
    response.on_hover_text(look.hint).clicked()
}

/// Draws a sign around the middle of a place.
pub fn paint(ui: &Ui, sign: Sign, rect: Rect, ink: Color32) {
    let middle = rect.center();
    let painter = ui.painter();
    let solid = |points: [Vec2; 3]| {
        painter.add(Shape::convex_polygon(points.map(|by| middle + by).to_vec(), ink, Stroke::NONE));
    };
    let bar = |x: f32, width: f32, height: f32| {
        let bar = Rect::from_center_size(middle + vec2(x, 0.0), vec2(width, height));
        painter.rect_filled(bar, CornerRadius::same(1), ink);
    };
    let stroke = Stroke::new(1.5, ink);
    match sign {
        Sign::Play => solid([vec2(-4.0, -5.5), vec2(5.5, 0.0), vec2(-4.0, 5.5)]),
        Sign::Pause => {
            bar(-3.0, 3.0, 11.0);
            bar(3.0, 3.0, 11.0);
        }
        Sign::Back => {
            solid([vec2(4.0, -4.5), vec2(-3.0, 0.0), vec2(4.0, 4.5)]);
            bar(-4.0, 1.5, 9.0);
        }
        Sign::On => {
            solid([vec2(-4.0, -4.5), vec2(3.0, 0.0), vec2(-4.0, 4.5)]);
            bar(4.0, 1.5, 9.0);
        }
        Sign::Plus => {
            painter.line_segment([middle - vec2(4.5, 0.0), middle + vec2(4.5, 0.0)], stroke);
            painter.line_segment([middle - vec2(0.0, 4.5), middle + vec2(0.0, 4.5)], stroke);
        }
        Sign::Cross => {
            painter.line_segment([middle + vec2(-3.5, -3.5), middle + vec2(3.5, 3.5)], stroke);
            painter.line_segment([middle + vec2(-3.5, 3.5), middle + vec2(3.5, -3.5)], stroke);
        }
    }
}
