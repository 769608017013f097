//! What is told when a save failed: the cause, what to do, and the ways on. The map stays changed until one succeeds.

use std::path::PathBuf;

use egui::{Key, Ui};

use super::dialog::{After, Outcome, buttons, heading};
use super::widgets::primary_button;

/// A save that failed, and what was to come after it.
#[derive(Clone, Debug)]
pub struct NotSaved {
    /// The file that was to be written.
    pub path: PathBuf,
    /// What happens once the map is saved.
    pub after: Option<After>,
    /// The cause with what to do, in sentences.
    pub why: String,
}

impl NotSaved {
    /// Shows it; answers what was chosen.
    pub(super) fn show(&self, ui: &mut Ui) -> Outcome {
        heading(ui, "The map is not saved");
        ui.label(&self.why);
        // The filled button is what Enter does, unless another one has the focus.
        let enter = ui.input(|i| i.key_pressed(Key::Enter)) && ui.memory(|memory| memory.focused()).is_none();
        buttons(ui, |ui| {
            if primary_button(ui, "Try again").clicked() || enter {
                return Outcome::SaveTo(self.path.clone(), self.after.clone());
            }
            if ui.button("Save as…").clicked() {
                return Outcome::SaveAs(self.after.clone());
            }
            if ui.button("Cancel").clicked() { Outcome::Close } else { Outcome::Stay }
        })
    }
}
