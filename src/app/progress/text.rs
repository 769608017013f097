//! Lines of text that have to fit into a card.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Color32, FontId, Galley, Pos2, Stroke, Ui, pos2};

use crate::app::guide::explained;
use crate::app::style::{Palette, font};
use crate::scene::Weight;

/// What marks a series with invented or judged values.
pub const ASTERISK: &str = "*";

/// What the mark means.
pub const FOOTNOTE: &str = "* illustrative";

/// A text in at most so many lines; what does not fit is cut with an ellipsis.
pub fn fitted(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32, lines: usize) -> Arc<Galley> {
    let format = TextFormat::simple(font, color);
    let mut job = LayoutJob::single_section(one_line(text), format);
    job.wrap = TextWrapping { max_width: width.max(8.0), max_rows: lines, break_anywhere: lines == 1, ..job.wrap };
    ui.painter().layout_job(job)
}

/// A text without breaks of its own: they would make a row higher than it is planned.
fn one_line(text: &str) -> String {
    // What must not be torn apart stays together.
    let breaks = |c: char| c.is_whitespace() && c != '\u{A0}';
    text.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Draws the mark of illustrative values behind the last line of a name.
pub fn asterisk(ui: &Ui, at: Pos2, name: &Galley, color: Color32) {
    let Some(last) = name.rows.last() else { return };
    let end = pos2(at.x + last.pos.x + last.size.x + 2.0, at.y + last.pos.y);
    ui.painter().text(end, egui::Align2::LEFT_TOP, ASTERISK, font(Weight::SemiBold, 13.0), color);
}

/// The title of a card, explained where the guide does.
pub fn title(ui: &mut Ui, text: &str) {
    let palette = Palette::for_ui(ui);
    let galley = fitted(ui, text, font(Weight::SemiBold, 16.0), palette.ink, ui.available_width(), 1);
    explained(ui, text, galley);
}

/// A quiet line of a card, broken where it has to be.
pub fn quiet(ui: &mut Ui, text: &str) {
    let galley = quiet_galley(ui, text, ui.available_width());
    ui.add(egui::Label::new(galley));
}

/// A quiet line as [`quiet`] sets it, to know how high it is.
pub fn quiet_galley(ui: &Ui, text: &str, width: f32) -> Arc<Galley> {
    ui.painter().layout(text.to_owned(), font(Weight::Regular, 12.0), Palette::for_ui(ui).muted, width)
}

/// A small arrow head that points downwards, beside what opens a menu.
pub fn chevron(ui: &Ui, at: Pos2, color: Color32) {
    let points = vec![at + egui::vec2(-3.2, -1.6), at + egui::vec2(0.0, 1.6), at + egui::vec2(3.2, -1.6)];
    ui.painter().add(egui::Shape::line(points, Stroke::new(1.4, color)));
}

/// A sentence in the middle of what is otherwise empty.
pub fn sentence(ui: &mut Ui, text: &str) {
    let palette = Palette::for_ui(ui);
    let area = ui.available_rect_before_wrap();
    let width = area.width().min(420.0);
    let mut job = LayoutJob::simple(text.to_owned(), font(Weight::Regular, 13.5), palette.muted, width);
    job.halign = Align::Center;
    let galley = ui.painter().layout_job(job);
    let place = egui::Align2::CENTER_CENTER.align_size_within_rect(egui::vec2(width, galley.size().y), area);
    ui.put(place, egui::Label::new(galley));
}
