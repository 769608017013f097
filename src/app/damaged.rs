//! A map that cannot be opened, and the newest version of it that can.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use egui::Ui;

use super::HeadwayApp;
use super::dialog::{After, Dialog, Outcome, buttons, heading};
use super::versions::ago;
use super::widgets::primary_button;
use crate::edit::Document;
use crate::file::{self, Backup, FileError, Fingerprint, Loaded, Stamp};
use crate::import::ImportError;
use crate::map::PartialDate;

/// A file that could not be opened, and the version of it that is offered.
#[derive(Clone, Debug)]
pub struct Damaged {
    path: PathBuf,
    /// Why it could not be opened.
    why: String,
    /// What is offered, in a sentence.
    offer: String,
    /// The file of that version.
    version: PathBuf,
    /// Whether a save may put it in the place of the file.
    in_place: bool,
}

impl Damaged {
    fn of(path: &Path, error: &ImportError, (version, loaded): (Backup, Loaded)) -> Self {
        let day = PartialDate::of_day(version.day()).in_words();
        let initiatives = match loaded.map.initiatives.len() {
            1 => "1 initiative".to_owned(),
            count => format!("{count} initiatives"),
        };
        let when = ago(version.made(), SystemTime::now());
        let offer = format!("The version saved on {day}, {when} ({initiatives}), is intact.");
        let gone = matches!(error, ImportError::File(FileError::NotFound { .. }));
        let in_place = !loaded.read_only && (gone || error.is_damage());
        Self { path: path.to_owned(), why: error.to_string(), offer, version: version.path, in_place }
    }

    /// Shows it; answers what was chosen.
    pub(super) fn show(&self, ui: &mut Ui) -> Outcome {
        heading(ui, "The map could not be opened");
        ui.label(&self.why);
        ui.add_space(6.0);
        ui.label(&self.offer);
        if self.in_place && self.path.exists() {
            ui.label("Once that version is saved, it takes the place of the damaged file, which is kept beside it.");
        }
        buttons(ui, |ui| {
            let copy = After::Copy(self.version.clone());
            if self.in_place && primary_button(ui, "Open that version").clicked() {
                return Outcome::GoOn(After::Restore { path: self.path.clone(), version: self.version.clone() });
            }
            let as_copy = if self.in_place {
                ui.button("Open as a copy").clicked()
            } else {
                primary_button(ui, "Open as a copy").clicked()
            };
            match as_copy {
                true => Outcome::GoOn(copy),
                false if ui.button("Cancel").clicked() => Outcome::Close,
                false => Outcome::Stay,
            }
        })
    }
}

impl HeadwayApp {
    /// Tells why a file could not be opened, and offers the newest version of it that can.
    pub(super) fn tell_unopened(&mut self, path: &Path, error: &ImportError) {
        let of_no_use = matches!(
            error,
            ImportError::File(FileError::ReadDenied { .. } | FileError::IsFolder { .. }) | ImportError::NoList { .. }
        );
        let version = self.backups().filter(|_| !of_no_use).and_then(|backups| backups.newest_intact(path));
        self.dialog = Some(match version {
            Some(version) => Dialog::Damaged(Damaged::of(path, error, version)),
            None => Dialog::Message("The map could not be opened", vec![error.to_string()]),
        });
    }

    /// Opens an earlier version as the map of a file that cannot be read. Nothing is written before it is saved.
    pub(super) fn open_in_place(&mut self, path: &Path, version: &Path) {
        let loaded = match file::open(version) {
            Ok(loaded) => loaded,
            Err(why) => {
                self.dialog = Some(Dialog::Message("The version could not be opened", vec![why.to_string()]));
                return;
            }
        };
        let unsaved = Document::unsaved(loaded.map.clone());
        self.show_map(loaded.map, Some(path), loaded.read_only);
        if let Some(workspace) = self.workspace.as_mut().filter(|workspace| !workspace.is_read_only()) {
            workspace.document = unsaved;
            // Where there is no file, every one that comes is another's.
            let nothing = || Stamp::unseen(Fingerprint::of(b""));
            workspace.stamp = Some(Stamp::of(path).ok().flatten().unwrap_or_else(nothing));
            workspace.over_damaged = true;
        }
        self.recent.add(path);
        self.recent.save();
    }
}
