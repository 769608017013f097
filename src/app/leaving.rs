//! The one question before unsaved work is left: save it, leave it in recovery, throw it away, or stay.

use egui::{Key, RichText, Ui};

use super::HeadwayApp;
use super::dialog::{After, Dialog, Outcome, buttons, heading};
use super::style::Palette;
use super::widgets::primary_button;

/// Unsaved work, and what was to come after it.
#[derive(Clone, Debug)]
pub struct Leaving {
    after: After,
    /// Why the work cannot be left in recovery, where it cannot.
    no_recovery: Option<String>,
}

impl HeadwayApp {
    /// Asks what is to become of unsaved work before something else is done.
    pub(super) fn ask_before_leaving(&mut self, after: After) {
        let no_recovery = self.why_unprotected();
        self.dialog = Some(Dialog::Leaving(Leaving { after, no_recovery }));
    }
}

impl Leaving {
    /// The question where it has turned out why the work cannot be left in recovery.
    pub(super) fn without_recovery(after: After, why: String) -> Self {
        Self { after, no_recovery: Some(why) }
    }

    /// Shows the question; answers what was chosen.
    pub(super) fn show(&self, ui: &mut Ui, name: &str) -> Outcome {
        let muted = Palette::for_ui(ui).muted;
        heading(ui, "Save the changes?");
        ui.label(format!("“{name}” has changes that are not saved."));
        ui.add_space(4.0);
        match &self.no_recovery {
            None => {
                ui.label(RichText::new("Left in recovery, they wait on this machine for the next start.").color(muted))
            }
            Some(why) => ui.label(RichText::new(format!("They cannot be left in recovery. {why}")).color(muted)),
        };
        // The filled button is what Enter does, unless another one has the focus.
        let enter = ui.input(|i| i.key_pressed(Key::Enter)) && ui.memory(|memory| memory.focused()).is_none();
        buttons(ui, |ui| {
            if primary_button(ui, "Save").clicked() || enter {
                return Outcome::Save(self.after.clone());
            }
            if ui.button("Cancel").clicked() {
                return Outcome::Close;
            }
            if self.no_recovery.is_none() && ui.button("Leave it in recovery").clicked() {
                return Outcome::Leave(self.after.clone());
            }
            if ui.button("Discard changes").clicked() { Outcome::Discard(self.after.clone()) } else { Outcome::Stay }
        })
    }
}
