//! A note.

use egui::Ui;

use super::work::Work;
use super::{fields, look};
use crate::map::Id;

/// Draws what a note says, to be changed.
pub fn show(ui: &mut Ui, work: &mut Work<'_>, id: &Id) {
    let Some(note) = work.map().notes.get(id).cloned() else { return };
    look::kind(ui, "Note");
    let words = ("Text", "Edit note", "What should stand on the page?");
    fields::text(ui, work.document, words, 6, &note.text, |document, text| {
        document.edit_note(id, |note| note.text = text);
    });
}
