//! One finding in the list, and the field for the reason that silences it.

use egui::{CornerRadius, Margin, Rect, Response, RichText, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, vec2};

use crate::app::style::{Palette, font};
use crate::app::widgets::quiet_button;
use crate::scene::Weight;

/// The sentence of a finding, to be clicked.
pub(super) fn row(ui: &mut Ui, message: &str, open: bool) -> Response {
    let palette = Palette::for_ui(ui);
    let width = ui.available_width();
    let words = ui.painter().layout(message.to_owned(), font(Weight::Medium, 12.0), palette.ink, width - 22.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, words.size().y + 14.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, open, format!("Check: {message}")));
    if ui.is_rect_visible(rect) {
        let strength = if open || response.hovered() { 0.2 } else { 0.1 };
        let painter = ui.painter();
        painter.rect_filled(rect, CornerRadius::same(4), palette.advice.gamma_multiply(strength));
        let strip = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(strip, CornerRadius::same(1), palette.advice);
        painter.galley(rect.min + vec2(12.0, 7.0), words, palette.ink);
        if response.has_focus() {
            let ring = Stroke::new(1.5, palette.accent);
            painter.rect_stroke(rect, CornerRadius::same(4), ring, StrokeKind::Inside);
        }
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The field for the reason. Answers whether it is to be kept, once that is decided.
pub(super) fn reason(ui: &mut Ui, reason: &mut String) -> Option<bool> {
    let palette = Palette::for_ui(ui);
    let hint = RichText::new("Why does it not apply here?").color(palette.muted);
    let field = TextEdit::multiline(reason)
        .id(egui::Id::unique("reason for silence"))
        .desired_rows(2)
        .hint_text(hint)
        .desired_width(f32::INFINITY);
    ui.add(field.margin(Margin::symmetric(9, 6))).accessible_name("Reason for silence");
    let mut decided = None;
    ui.horizontal(|ui| {
        if ui.add_enabled(!reason.trim().is_empty(), egui::Button::new("Keep silent")).clicked() {
            decided = Some(true);
        }
        if quiet_button(ui, "Cancel").clicked() {
            decided = Some(false);
        }
    });
    ui.add_space(4.0);
    decided
}
