//! The direction of an indicator as the window shows it: its sign as on the map, and its word.

use egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

use super::style::{Palette, color32, font};
use crate::insight::Verdict;
use crate::scene::{MARK_SIZE, Weight, direction_mark, point};

/// The colour of a direction; none is of what is context only.
pub fn color(palette: &Palette, verdict: Option<Verdict>) -> Color32 {
    color32(palette.scene.verdict(verdict))
}

/// Draws the sign of a direction around a point.
pub fn sign(painter: &Painter, verdict: Verdict, at: Pos2, size: f32, color: Color32) {
    for shape in direction_mark(verdict, point(at.x, at.y), size, crate::scene::Color::hex(0)) {
        if let crate::scene::Shape::Line { points, stroke, .. } = shape {
            let points = points.iter().map(|p| pos2(p.x, p.y)).collect();
            painter.add(Shape::line(points, Stroke::new(stroke.width, color)));
        }
    }
}

/// The verdict as a filled badge with its sign and its word.
pub fn badge(ui: &mut Ui, verdict: Option<Verdict>) -> Response {
    let palette = Palette::for_ui(ui);
    let words = verdict.map_or("Context only", Verdict::name);
    let decided = matches!(verdict, Some(Verdict::Advancing | Verdict::Slipping));
    let (fill, ink, edge) = if decided {
        (color(palette, verdict), color32(palette.scene.on_accent), Stroke::NONE)
    } else {
        (palette.hover, palette.ink, Stroke::new(1.0, palette.edge))
    };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font(Weight::SemiBold, 13.0), ink);
    let sign_room = if verdict.is_some() { MARK_SIZE + 7.0 } else { 0.0 };
    let size = vec2(galley.size().x + sign_room + 32.0, 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Direction: {words}")));
    ui.painter().rect(rect, CornerRadius::same(15), fill, edge, egui::StrokeKind::Inside);
    if let Some(verdict) = verdict {
        sign(ui.painter(), verdict, pos2(rect.left() + 16.0 + MARK_SIZE / 2.0, rect.center().y), MARK_SIZE, ink);
    }
    let text = Rect::from_min_max(pos2(rect.left() + 16.0 + sign_room, rect.top()), rect.max);
    let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), text).min;
    ui.painter().galley(at, galley, ink);
    response
}
