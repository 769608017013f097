//! Opening and saving from the window.

use std::path::Path;

use egui::Ui;

use super::dialog::{After, Dialog};
use super::native_dialog::Purpose;
use super::workspace::Workspace;
use super::{HeadwayApp, View};
use crate::edit::Document;
use crate::file::{self, Loaded};
use crate::import::{self, ImportError, Opened};
use crate::map::{Day, Overview, PartialDate, StrategyKind, StrategyMap};

impl HeadwayApp {
    /// Does something that would lose unsaved work, after asking about it.
    pub(super) fn after_saving(&mut self, ctx: &egui::Context, after: After) {
        self.settle();
        if self.is_changed() && !self.waits_on(&after) {
            if !self.waits_for_save(&after) {
                self.ask_before_leaving(after);
            }
        } else {
            self.go_on(ctx, after);
        }
    }

    /// Takes what is being typed into the map.
    pub(super) fn settle(&mut self) {
        if let Some(workspace) = &mut self.workspace {
            self.tray.settle(workspace);
            workspace.settle();
        }
    }

    /// Does it, whatever is unsaved.
    pub(super) fn go_on(&mut self, ctx: &egui::Context, after: After) {
        match after {
            After::Quit => {
                self.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            After::StartPage => {
                self.finish_saving();
                self.end_journal();
                self.recent_paths = self.recent.paths();
                self.workspace = None;
                self.refresh_recovered();
            }
            After::Open(path) => self.open_file(&path),
            After::Copy(path) => self.open_copy(&path),
            After::Restore { path, version } => self.open_in_place(&path, &version),
            After::Sample(name) => self.open_sample(name),
            After::New(primary) => self.show_map(new_map(primary), None, false),
            After::Recovered(id) => self.show_recovered(id),
        }
    }

    /// Opens a file. Where it cannot be opened the map that was open stays.
    pub(super) fn open_file(&mut self, path: &Path) {
        self.show_opened(path, import::open(path));
    }

    /// Shows what came of reading a file.
    pub(super) fn show_opened(&mut self, path: &Path, read: Result<Opened, ImportError>) {
        match read {
            Ok(Opened { loaded: Loaded { map, repairs, read_only }, notice, embedded, stamp }) => {
                // A map that was in a picture is a copy without a file: saving it must not write over the picture.
                let own_file = embedded.is_none().then_some(path);
                self.show_map(map, own_file, read_only);
                if let Some(workspace) = &mut self.workspace {
                    workspace.stamp = own_file.map(|_| stamp);
                    workspace.newer_copy = embedded.filter(|_| read_only);
                }
                self.recent.add(path);
                self.recent.save();
                let mut sentences: Vec<String> = notice.into_iter().collect();
                sentences.extend(repairs.iter().map(ToString::to_string));
                if read_only {
                    sentences.insert(
                        0,
                        "This map was written by a newer version of Headway. It can be looked at and saved as a copy; \
                         the file itself stays as it is."
                            .into(),
                    );
                }
                if !sentences.is_empty() {
                    self.dialog = Some(Dialog::Message("What was found in this file", sentences));
                }
                let is_editable = self.workspace.as_ref().is_some_and(|workspace| !workspace.is_read_only());
                if own_file.is_some() && is_editable {
                    self.show_recovered_of(path);
                }
            }
            Err(error) => self.tell_unopened(path, &error),
        }
    }

    fn open_sample(&mut self, name: &str) {
        match file::samples::find(name).map(file::Sample::load) {
            Some(Ok(loaded)) => self.show_map(loaded.map, None, false),
            Some(Err(error)) => {
                self.dialog = Some(Dialog::Message("The sample could not be opened", vec![error.to_string()]));
            }
            None => {}
        }
    }

    pub(super) fn show_map(&mut self, map: StrategyMap, path: Option<&Path>, newer: bool) {
        self.finish_saving();
        self.recovery.put_back();
        self.end_journal();
        // It lets go of its file, which may be the same one.
        self.workspace = None;
        let mut workspace = Workspace::new(map, path.map(Path::to_path_buf), newer);
        self.hold(&mut workspace);
        self.workspace = Some(workspace);
        self.view = View::Map;
        self.exports.close();
        self.import = None;
        self.versions = None;
        self.siblings = Default::default();
        self.others = Default::default();
        self.notice = None;
        self.progress = Default::default();
        self.backbone = Default::default();
        self.compare = Default::default();
    }

    /// Saves to the map's file, or asks for one.
    pub(super) fn save(&mut self, ctx: &egui::Context, after: Option<After>) {
        self.settle();
        let Some(workspace) = &self.workspace else { return };
        // While it is being saved under another name, that is its file already.
        let file = self.file_to_come().or(workspace.path.as_deref()).map(Path::to_path_buf);
        match file.filter(|_| !workspace.is_read_only()) {
            Some(path) => self.save_to(ctx, &path, after),
            None => self.ask_for_path(ctx, Purpose::Save(after)),
        }
    }

    /// Uses a path that was asked for.
    pub(super) fn use_path(&mut self, ctx: &egui::Context, purpose: Purpose, path: &Path) {
        match purpose {
            // Asked about only now: while the dialog of the system is open, the map can be worked on.
            Purpose::Open => self.after_saving(ctx, After::Open(path.to_owned())),
            Purpose::Save(after) => self.save_to(ctx, path, after),
            Purpose::Export(_) => self.export_to(ctx, path),
            Purpose::Compare if self.exports.is_open() => self.compare_with(path),
            Purpose::Compare => self.compare_with_file(path),
            Purpose::ImportIdeas => self.open_list(path),
        }
    }

    /// Opens a file that was dropped on the window: a map, or a list of ideas for the map that is open. What a dialog asks is
    /// about the map that is open, so that comes first.
    pub(super) fn take_dropped_files(&mut self, ui: &Ui) {
        if self.dialog.is_some() {
            return;
        }
        let dropped = ui.input(|i| i.raw.dropped_files.first().cloned());
        let Some(path) = dropped.map(|file| file.path().to_path_buf()) else { return };
        if super::import_ideas::is_list(&path) {
            self.open_list(&path);
        } else {
            self.after_saving(ui.ctx(), After::Open(path));
        }
    }

    /// Arranges cards anew where the choice of another primary strategy made their lane too narrow: in the same step.
    pub(super) fn refit_lanes(&mut self, before: Option<StrategyKind>, dark: bool) {
        let Some(workspace) = &mut self.workspace else { return };
        let now = workspace.document.map().primary_on(workspace.day());
        // What was chosen for another day must not rearrange the map of all days: lanes grow with their cards.
        if now == before || workspace.is_elsewhen() {
            return;
        }
        let scene = workspace.scene(dark);
        let moved = super::placing::refit(workspace.document.map(), &scene, now);
        if !moved.is_empty() && workspace.document.reopen() {
            for (id, position) in moved {
                workspace.document.edit_initiative(&id, |initiative| initiative.stand_at(position));
            }
            workspace.document.commit();
        }
    }
}

/// A new map, perhaps with a strategy that leads.
fn new_map(primary: Option<StrategyKind>) -> StrategyMap {
    let mut document = Document::new(StrategyMap::default());
    document.edit_overview(|overview: &mut Overview| overview.title = "Untitled map".into());
    if let Some(strategy) = primary {
        document.choose_primary(strategy, Some(PartialDate::of_day(Day::today())));
    }
    document.map().clone()
}
