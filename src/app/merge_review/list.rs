//! The differences in words, each with both versions to choose from.

use egui::{
    CornerRadius, Label, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::drawn::{name, words};
use super::ghost::color;
use crate::app::style::{Palette, font};
use crate::merge::{Conflict, Side};
use crate::scene::Weight;

/// So many differences are listed at once: whoever has more decides on all together.
const LISTED: usize = 300;

/// The longest text that stands in the list; the rest is told on hovering.
const LONGEST: usize = 320;

/// What was clicked.
pub enum Chosen {
    /// One is to be looked at.
    Look(usize),
    /// A side was chosen for one.
    Side(usize, Side),
    /// A side was chosen for all.
    All(Side),
}

/// Lists the differences.
pub fn show(ui: &mut Ui, conflicts: &[Conflict], at: usize) -> Option<Chosen> {
    let mut chosen = None;
    ui.horizontal(|ui| {
        if ui.button("Keep all mine").clicked() {
            chosen = Some(Chosen::All(Side::Ours));
        }
        if ui.button("Take all theirs").clicked() {
            chosen = Some(Chosen::All(Side::Theirs));
        }
    });
    ui.add_space(6.0);
    ScrollArea::vertical().id_salt("differences to decide").auto_shrink(false).show(ui, |ui| {
        for (i, conflict) in conflicts.iter().enumerate().take(LISTED) {
            if let Some(clicked) = entry(ui, conflict, i, i == at) {
                chosen = Some(clicked);
            }
            ui.add_space(6.0);
        }
        if conflicts.len() > LISTED {
            let more = format!("and {} more: choose for all, then decide on single ones.", conflicts.len() - LISTED);
            ui.add(Label::new(more).wrap());
        }
    });
    chosen
}

fn entry(ui: &mut Ui, conflict: &Conflict, i: usize, looked_at: bool) -> Option<Chosen> {
    let palette = Palette::for_ui(ui);
    let edge = if looked_at { Stroke::new(1.5, palette.ink) } else { Stroke::new(1.0, palette.edge) };
    let frame = egui::Frame::new().stroke(edge).corner_radius(8).inner_margin(10);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width() - 2.0);
        ui.spacing_mut().item_spacing.y = 4.0;
        let field = if conflict.field.is_empty() { "removed by one, changed by the other" } else { &conflict.field };
        let heading = RichText::new(conflict.title.as_str()).font(font(Weight::SemiBold, 13.5)).color(palette.ink);
        let heading = ui.add(Label::new(heading).wrap().selectable(false).sense(Sense::click()));
        let about = RichText::new(format!("{} · {field}", conflict.subject.name())).color(palette.muted);
        let about = ui.add(Label::new(about).wrap().selectable(false).sense(Sense::click()));
        let side = [Side::Ours, Side::Theirs].into_iter().find(|side| version(ui, conflict, *side));
        match side {
            Some(side) => Some(Chosen::Side(i, side)),
            None => (heading.clicked() || about.clicked()).then_some(Chosen::Look(i)),
        }
    });
    shown.inner
}

/// One version, to be clicked; whether it was.
fn version(ui: &mut Ui, conflict: &Conflict, side: Side) -> bool {
    let palette = Palette::for_ui(ui);
    let (is_kept, color) = (conflict.kept == side, color(side, palette));
    let verb = if side == Side::Ours { "Keep mine" } else { "Take theirs" };
    let all = words(conflict, side);
    let mut told: String = all.chars().take(LONGEST).collect();
    if told.len() < all.len() {
        told.push('…');
    }
    let width = ui.available_width();
    let head = ui.painter().layout_no_wrap(name(side).to_owned(), font(Weight::SemiBold, 11.5), color);
    let body = ui.painter().layout(told, font(Weight::Regular, 12.5), palette.ink, width - 44.0);
    let size = vec2(width, head.size().y + body.size().y + 15.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let spoken = format!("{verb}: {}: {all}", conflict.title);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_kept, spoken.clone()));
    if ui.is_rect_visible(rect) {
        let fill = match (is_kept, response.hovered()) {
            (true, _) => palette.panel.lerp_to_gamma(color, 0.12),
            (false, true) => palette.hover,
            (false, false) => palette.panel,
        };
        let edge = if is_kept { Stroke::new(1.5, color) } else { Stroke::new(1.0, palette.edge) };
        let painter = ui.painter();
        painter.rect(rect, CornerRadius::same(7), fill, edge, StrokeKind::Inside);
        let dot = pos2(rect.left() + 17.0, rect.center().y);
        painter.circle_stroke(dot, 6.0, Stroke::new(1.5, if is_kept { color } else { palette.muted }));
        if is_kept {
            painter.circle_filled(dot, 3.2, color);
        }
        let at = rect.min + vec2(34.0, 6.0);
        let below = at + vec2(0.0, head.size().y + 2.0);
        painter.galley(at, head, color);
        painter.galley(below, body, palette.ink);
        focus_ring(ui, rect, response.has_focus());
    }
    let cut = all.chars().count() > LONGEST;
    let response = if cut { response.on_hover_text(all) } else { response };
    response.clicked()
}

fn focus_ring(ui: &Ui, rect: Rect, focused: bool) {
    if focused {
        let ring = Stroke::new(1.5, Palette::for_ui(ui).accent);
        ui.painter().rect_stroke(rect.expand(2.0), CornerRadius::same(8), ring, StrokeKind::Outside);
    }
}
