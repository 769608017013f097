//! A box that is ticked or not, in the look of the window.

use egui::{
    CornerRadius, FontSelection, Rect, Response, RichText, Role, Sense, Shape, Stroke, StrokeKind, TextWrapMode, Ui,
    Vec2, WidgetInfo, WidgetText, pos2, vec2,
};

use crate::app::style::{Palette, font};
use crate::scene::Weight;

const SIDE: f32 = 16.0;

/// How high a line with a box is.
const LINE: f32 = 25.0;

/// A box with its name. One that cannot be ticked says why beside it.
pub fn check(ui: &mut Ui, name: &str, on: bool, why_not: Option<&str>) -> Response {
    let palette = Palette::for_ui(ui);
    let enabled = why_not.is_none() && ui.is_enabled();
    let on = on && why_not.is_none();
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (line, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), sense);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, on, name));
    if let Some(why) = why_not {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(why));
    }
    let place = Rect::from_center_size(pos2(line.left() + SIDE / 2.0, line.center().y), Vec2::splat(SIDE));
    let asked = enabled && (response.hovered() || response.has_focus());
    let (fill, edge) = match (on, asked) {
        (true, _) => (palette.chosen, palette.chosen),
        (false, true) => (palette.hover, palette.muted),
        (false, false) if enabled => (palette.field, palette.muted.gamma_multiply(0.7)),
        (false, false) => (palette.hover, palette.edge),
    };
    ui.painter().rect(place, CornerRadius::same(4), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    if on {
        let tick = [vec2(-3.5, 0.0), vec2(-1.0, 2.8), vec2(3.8, -3.0)].map(|at| place.center() + at);
        ui.painter().add(Shape::line(tick.to_vec(), Stroke::new(1.8, palette.on_chosen)));
    }
    if response.has_focus() {
        let ring = Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(place.expand(2.0), CornerRadius::same(6), ring, StrokeKind::Outside);
    }
    let words = |text: &str, size: f32, room: f32| {
        let text = WidgetText::from(RichText::new(text).font(font(Weight::Regular, size)));
        text.into_galley(ui, Some(TextWrapMode::Truncate), room, FontSelection::Default)
    };
    let left = place.right() + 8.0;
    let title = words(name, 13.0, line.right() - left);
    let end = left + title.size().x + 8.0;
    ui.painter().galley(
        pos2(left, line.center().y - title.size().y / 2.0),
        title,
        if enabled { palette.ink } else { palette.muted },
    );
    if let Some(why) = why_not
        && line.right() - end > 30.0
    {
        let why = words(why, 11.5, line.right() - end);
        ui.painter().galley(pos2(end, line.center().y - why.size().y / 2.0 + 0.5), why, palette.muted);
    }
    response
}
