//! The observations of an indicator as a table.

use egui::Ui;

use crate::edit::Document;
use crate::map::{Day, Id};

/// Shows the observations of an indicator.
pub fn show(ui: &mut Ui, document: &mut Document, indicator: &Id, day: Day) {
    let _ = (document, indicator, day);
    ui.label("Observations");
}
