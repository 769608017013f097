//! The direction of an indicator as the window shows it: its sign as on the map, and its word.

use egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo,
    pos2, vec2,
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

/// What is said of what has no verdict.
const CONTEXT: &str = "Context only";

/// The sign of a badge, with the gap to its word.
const SIGN_ROOM: f32 = MARK_SIZE + 7.0;

fn badge_font() -> FontId {
    font(Weight::SemiBold, 13.0)
}

/// How wide a badge is, whatever it says: what stands beside it stays where it is when the verdict changes.
pub fn badge_width(ui: &Ui) -> f32 {
    let width = |words: &str| {
        ui.painter().layout_no_wrap(words.to_owned(), badge_font(), Color32::PLACEHOLDER).size().x + SIGN_ROOM
    };
    32.0 + Verdict::ALL.map(Verdict::name).into_iter().chain([CONTEXT]).map(width).fold(0.0, f32::max)
}

/// The verdict as a filled badge with its sign and its word.
pub fn badge(ui: &mut Ui, verdict: Option<Verdict>) -> Response {
    let palette = Palette::for_ui(ui);
    let words = verdict.map_or(CONTEXT, Verdict::name);
    let decided = matches!(verdict, Some(Verdict::Advancing | Verdict::Slipping));
    let (fill, ink, edge) = if decided {
        (color(palette, verdict), color32(palette.scene.on_accent), Stroke::NONE)
    } else {
        (palette.hover, palette.ink, Stroke::new(1.0, palette.edge))
    };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), badge_font(), ink);
    let (rect, response) = ui.allocate_exact_size(vec2(badge_width(ui), 30.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Direction: {words}")));
    ui.painter().rect(rect, CornerRadius::same(15), fill, edge, egui::StrokeKind::Inside);
    let sign_room = if verdict.is_some() { SIGN_ROOM } else { 0.0 };
    let left = rect.center().x - (galley.size().x + sign_room) / 2.0;
    if let Some(verdict) = verdict {
        sign(ui.painter(), verdict, pos2(left + MARK_SIZE / 2.0, rect.center().y), MARK_SIZE, ink);
    }
    let text = Rect::from_min_max(pos2(left + sign_room, rect.top()), rect.max);
    let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), text).min;
    ui.painter().galley(at, galley, ink);
    response
}
