//! That a supporting initiative serves a primary one.

use egui::Ui;

use super::look::{self, Row};
use super::work::Work;
use crate::app::style::Palette;
use crate::app::widgets::field_name;
use crate::map::Id;
use crate::scene::Subject;

/// Draws who serves whom, and how to end it.
pub fn show(ui: &mut Ui, work: &mut Work<'_>, from: &Id, to: &Id) {
    look::kind(ui, "Serves");
    field_name(ui, "Supporting initiative");
    initiative_row(ui, work, from);
    field_name(ui, "serves");
    initiative_row(ui, work, to);
    ui.add_space(10.0);
    if ui.button("Remove").clicked() {
        work.act("Stop serving", |document| document.unserve(from, to));
        work.selection.only(Subject::Initiative(from.clone()));
    }
}

/// The title of an initiative, which selects it.
pub fn initiative_row(ui: &mut Ui, work: &mut Work<'_>, id: &Id) {
    let title = work.initiative_title(id);
    if title_row(ui, &title) {
        work.selection.only(Subject::Initiative(id.clone()));
    }
}

/// A title that can be clicked. Answers a click.
pub fn title_row(ui: &mut Ui, title: &str) -> bool {
    let right_color = Palette::for_ui(ui).muted;
    look::row(ui, &Row { title, name: title, right: "", right_color, open: None }).clicked()
}
