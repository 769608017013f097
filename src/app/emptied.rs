//! The question before a file that holds something is written over by a map that holds nothing: more often a mistake than
//! a wish, and the one save that would be told as a success while all the work goes.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::HeadwayApp;
use super::dialog::{After, Dialog, Outcome, buttons, heading};
use super::widgets::primary_button;
use crate::file;
use crate::map::StrategyMap;

/// A file that would be written over, and what comes after that.
#[derive(Clone, Debug)]
pub struct Emptied {
    path: PathBuf,
    after: Option<After>,
    /// What the file holds, in words.
    holds: String,
}

impl HeadwayApp {
    /// Whether somebody has to be asked before the map is saved to a file; the question is then shown.
    pub(super) fn asks_about_emptied(&mut self, path: &Path, after: Option<&After>) -> bool {
        let Some(workspace) = &self.workspace else { return false };
        let now = workspace.document.map();
        // Only a map with an empty page is worth a look into the file.
        if workspace.is_read_only() || on_page(now) > 0 {
            return false;
        }
        let own_file = workspace.path.as_deref() == Some(path);
        // What is there counts, and what was there where that can no longer be read.
        let holds = match file::open(path) {
            Ok(loaded) => emptied(&loaded.map, now),
            Err(_) if own_file && path.exists() => emptied(&workspace.base, now),
            Err(_) => None,
        };
        let Some(holds) = holds else { return false };
        self.dialog = Some(Dialog::Emptied(Emptied { path: path.to_owned(), after: after.cloned(), holds }));
        true
    }
}

impl Emptied {
    /// Shows the question; answers what was chosen.
    pub(super) fn show(&self, ui: &mut Ui) -> Outcome {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        heading(ui, "Overwrite the file with an empty map?");
        ui.label(format!("“{name}” holds {}. The map that is open has nothing left on its page.", self.holds));
        ui.add_space(4.0);
        ui.label("Save it under another name to keep what is in the file, or cancel and undo.");
        // Enter does nothing here: what is lost by a mistake is more than a key should cost.
        buttons(ui, |ui| {
            if primary_button(ui, "Save as…").clicked() {
                return Outcome::SaveAs(self.after.clone());
            }
            if ui.button("Cancel").clicked() {
                return Outcome::Close;
            }
            if ui.button("Overwrite").clicked() {
                return Outcome::Overwrite(self.path.clone(), self.after.clone());
            }
            Outcome::Stay
        })
    }
}

/// How much stands on the page of a map or waits in its tray.
fn on_page(map: &StrategyMap) -> usize {
    map.initiatives.len() + map.capabilities.len() + map.notes.len()
}

/// What a map holds, where another one has lost all of it.
fn emptied(there: &StrategyMap, now: &StrategyMap) -> Option<String> {
    let lost_its_page = on_page(now) == 0 && on_page(there) > 0;
    let lost_all = holds(now).is_none();
    holds(there).filter(|_| lost_its_page || lost_all)
}

/// What a map holds, in words; none where it holds nothing that somebody would miss.
fn holds(map: &StrategyMap) -> Option<String> {
    let counted = |count: usize, one: &str, more: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {more}")),
    };
    let parts: Vec<String> = [
        counted(map.initiatives.len(), "initiative", "initiatives"),
        counted(map.capabilities.len(), "capability", "capabilities"),
        counted(map.indicators.len(), "indicator of the map", "indicators of the map"),
        counted(map.adaptations.len(), "adaptation", "adaptations"),
        counted(map.notes.len(), "note", "notes"),
        counted(map.sources.len(), "source", "sources"),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parts.split_last()? {
        (last, []) => Some(last.clone()),
        (last, rest) => Some(format!("{} and {last}", rest.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_holds_that_the_map_has_lost_is_told_in_words() {
        let blank = StrategyMap::default();
        assert_eq!(emptied(&blank, &blank), None);
        let sample = file::samples::find("kaiser-permanente").expect("the sample").load().expect("loads").map;
        let words = emptied(&sample, &blank).expect("something");
        let begins = format!("{} initiatives, {} capabilities", sample.initiatives.len(), sample.capabilities.len());
        assert!(words.starts_with(&begins) && words.contains(" and "), "{words}");
        assert_eq!(emptied(&sample, &sample), None);
    }
}
