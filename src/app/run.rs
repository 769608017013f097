//! Running commands.

use egui::{Event, Ui};

use super::command::Command;
use super::dialog::{After, Dialog};
use super::native_dialog::Purpose;
use super::workspace::Workspace;
use super::{HeadwayApp, View, canvas, clipboard, lens, palette::PaletteState, progress, time_bar};
use crate::file::columns;
use crate::import;
use crate::map::PartialDate;
use crate::scene::Subject;

/// How much a command zooms.
const ZOOM_STEP: f32 = 1.25;

impl HeadwayApp {
    /// Runs the commands whose keys were pressed, and what the system's clipboard brings.
    pub(super) fn run_keys(&mut self, ui: &mut Ui) {
        let pasting = progress::observations::is_pasting(ui.ctx());
        let covered = self.dialog.is_some() || self.exports.is_open() || self.import.is_some();
        if covered || self.palette.is_some() || self.guide.is_some() || pasting {
            return;
        }
        let in_text = ui.ctx().text_edit_focused();
        // The keys with more modifiers first: Ctrl+Shift+S is not also Ctrl+S.
        let mut commands: Vec<Command> = Command::all().filter(|command| command.shortcut().is_some()).collect();
        commands.sort_by_key(|command| !command.shortcut().is_some_and(|keys| keys.modifiers.shift));
        for command in commands {
            let Some(keys) = command.shortcut().filter(|_| !in_text || !command.belongs_to_text()) else { continue };
            // Cut, copy and paste arrive as events of their own.
            if matches!(command, Command::Cut | Command::Copy | Command::Paste) {
                continue;
            }
            if ui.input_mut(|i| i.consume_shortcut(&keys)) {
                self.run(ui, command);
            }
        }
        if !in_text {
            let also_redo = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::Y);
            if ui.input_mut(|i| i.consume_shortcut(&also_redo)) {
                self.run(ui, Command::Redo);
            }
            if ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Backspace)) {
                self.run(ui, Command::Delete);
            }
            self.run_clipboard_events(ui);
        }
    }

    fn run_clipboard_events(&mut self, ui: &mut Ui) {
        for event in ui.input(|i| i.events.clone()) {
            match event {
                Event::Copy => self.run(ui, Command::Copy),
                Event::Cut => self.run(ui, Command::Cut),
                Event::Paste(text) => self.paste(ui.ctx(), text),
                _ => {}
            }
        }
    }

    /// Puts what was on the clipboard where it belongs: columns to the observations that are shown, anything else into the map.
    fn paste(&mut self, ctx: &egui::Context, text: String) {
        let Some(workspace) = self.workspace.as_mut().filter(|_| !self.view.hides_selection()) else { return };
        if self.view == View::Progress && columns::is_table(&text) {
            self.progress.show_observations();
            progress::observations::offer_paste(ctx, text);
        } else if import::ideas::is_table(&text) {
            self.import_pasted(&text);
        } else {
            self.notice = clipboard::paste(workspace, &text);
        }
    }

    /// Whether a command can do something now.
    pub(super) fn can_run(&self, command: Command) -> bool {
        let Some(workspace) = &self.workspace else { return !command.needs_map() };
        let selection = &workspace.selection;
        if self.view.hides_selection() && acts_on_selection(command) {
            return false;
        }
        match command {
            Command::CompareSaved => workspace.path.is_some(),
            Command::SwapSides | Command::EndComparison => self.compare.has_other(),
            Command::ImportIdeas => !workspace.is_read_only(),
            Command::EarlierVersions => workspace.path.is_some(),
            Command::ReviewChanges => self.others.review(workspace).is_some(),
            Command::Undo => workspace.document.undo_label().is_some(),
            Command::Redo => workspace.document.redo_label().is_some(),
            Command::Cut | Command::Copy | Command::Duplicate => {
                let count = selection.initiatives().len() + selection.capabilities().len() + selection.notes().len();
                count > 0
            }
            Command::Delete => selection.subjects().iter().any(deletable),
            Command::Deselect | Command::ZoomSelection => !selection.is_empty(),
            Command::EditText => selection.single().is_some(),
            Command::AddObservation => crate::insight::survey(workspace.document.map()).next().is_some(),
            Command::NoLens => workspace.view().lens.is_some(),
            Command::ReturnToTray => !selection.initiatives().is_empty(),
            Command::ChoosePrimary(strategy) => workspace.document.map().primary_on(workspace.day()) != Some(strategy),
            of_time if of_time.is_of_time() => time_bar::can_run(workspace, of_time),
            _ => true,
        }
    }

    /// The name of a command as it stands in a menu now.
    pub(super) fn name_of(&self, command: Command) -> String {
        if command == Command::Play && self.workspace.as_ref().is_some_and(|open| open.time_bar.is_playing()) {
            return "Pause".to_owned();
        }
        let document = self.workspace.as_ref().map(|workspace| &workspace.document);
        let label = match command {
            Command::Undo => document.and_then(|document| document.undo_label()),
            Command::Redo => document.and_then(|document| document.redo_label()),
            _ => None,
        };
        label.map_or_else(|| command.name().to_owned(), |label| format!("{} {label}", command.name()))
    }

    /// Runs a command.
    pub(super) fn run(&mut self, ui: &mut Ui, command: Command) {
        if !self.can_run(command) {
            return;
        }
        let ctx = ui.ctx().clone();
        match command {
            Command::NewBlank | Command::NewLedBy(_) | Command::StartPage | Command::Quit => {
                self.after_saving(&ctx, After::from(&command));
            }
            Command::Open => self.ask_for_path(&ctx, Purpose::Open),
            Command::Save => self.save(&ctx, None),
            Command::SaveAs => self.ask_for_path(&ctx, Purpose::Save(None)),
            Command::ImportIdeas => self.ask_for_path(&ctx, Purpose::ImportIdeas),
            Command::EarlierVersions => self.open_versions(),
            Command::RecoveredWork => self.open_recovered(),
            Command::Export => self.open_export(&ctx),
            Command::ThemeLight => self.choose_theme(&ctx, egui::ThemePreference::Light),
            Command::ThemeDark => self.choose_theme(&ctx, egui::ThemePreference::Dark),
            Command::ThemeSystem => self.choose_theme(&ctx, egui::ThemePreference::System),
            Command::Palette => self.palette = Some(PaletteState::default()),
            Command::Guide => self.open_guide(),
            Command::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            Command::About => self.dialog = Some(Dialog::About),
            Command::ViewMap => self.view = View::Map,
            Command::ViewProgress => self.show_progress(),
            Command::ViewBackbone => self.view = View::Backbone,
            Command::ViewCompare => self.view = View::Compare,
            Command::ReviewChanges => self.view = View::Review,
            Command::CompareFile => self.ask_for_path(&ctx, Purpose::Compare),
            Command::CompareSaved => self.compare_with_saved(),
            Command::SwapSides => self.compare.swap(),
            Command::EndComparison => self.compare.end(),
            Command::Lens(_) | Command::NoLens | Command::ToggleLinks => {
                self.view = View::Map;
                if let Some(workspace) = &mut self.workspace {
                    lens::run(workspace, command);
                }
            }
            Command::Present => self.present(&ctx),
            Command::CopyPicture => self.copy_picture(&ctx),
            Command::AddObservation => {
                if self.view != View::Progress {
                    self.show_progress();
                }
                self.progress.show_observations();
                progress::observations::ask_for_one(&ctx);
            }
            Command::ToggleTray => self.tray_open = Some(!self.tray_is_open(&ctx)),
            Command::ToggleInspector => self.inspector_open = Some(!self.inspector_is_open(&ctx)),
            Command::ToggleMethod => self.toggle_method(&ctx),
            Command::ToggleMarks => self.toggle_marks(),
            Command::AddIdea => {
                self.tray_open = Some(true);
                self.tray.focus();
            }
            Command::EditStrategy => {
                self.inspector_open = Some(true);
                self.select(Subject::Map);
            }
            _ => self.run_on_map(ui, command),
        }
    }

    fn choose_theme(&mut self, ctx: &egui::Context, theme: egui::ThemePreference) {
        self.theme = theme;
        ctx.set_theme(theme);
    }

    /// Shows the progress, beginning with the headline of the initiative that is selected.
    pub(super) fn show_progress(&mut self) {
        self.view = View::Progress;
        let Some(workspace) = &self.workspace else { return };
        let selected = workspace.selection.initiatives();
        let initiative = selected.first().and_then(|id| workspace.document.map().initiatives.get(id));
        if let Some(indicator) = initiative.and_then(|initiative| initiative.indicators.first()) {
            self.progress.choose(indicator.id.clone());
        }
    }

    /// Folds the steps of the method, or shows them where they are not in sight.
    fn toggle_method(&mut self, ctx: &egui::Context) {
        self.method_open = Some(!(self.tray_is_open(ctx) && self.method_is_open(ctx)));
        self.tray_open = Some(true);
    }

    fn toggle_marks(&mut self) {
        let Some(workspace) = &mut self.workspace else { return };
        let marks = &mut workspace.canvas.marks;
        marks.shown = !marks.shown;
        if marks.shown {
            self.view = View::Map;
        }
    }

    /// Selects one thing.
    pub(super) fn select(&mut self, subject: Subject) {
        if let Some(workspace) = &mut self.workspace {
            workspace.selection.only(subject);
        }
    }

    fn run_on_map(&mut self, ui: &mut Ui, command: Command) {
        let dark = ui.visuals().dark_mode;
        let Some(workspace) = &mut self.workspace else { return };
        let before = workspace.document.map().primary_on(workspace.day());
        match command {
            Command::Undo => drop(workspace.document.undo().map(|change| change.label.clone())),
            Command::Redo => drop(workspace.document.redo().map(|change| change.label.clone())),
            Command::Copy => copy(ui, workspace),
            Command::Cut => {
                copy(ui, workspace);
                clipboard::delete(workspace, "Cut");
            }
            Command::Paste => ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            Command::Duplicate => clipboard::duplicate(workspace),
            Command::Delete => clipboard::delete(workspace, "Delete"),
            Command::SelectAll => select_all(workspace),
            Command::Deselect => workspace.selection.clear(),
            Command::ReturnToTray => {
                let ids = workspace.selection.initiatives();
                workspace.document.return_to_tray(&ids);
            }
            Command::ChoosePrimary(strategy) => {
                // The first choice has always been so, unless it is made for another day than the map's own.
                let dated = workspace.is_elsewhen() || !workspace.document.map().overview.strategy.primary.is_empty();
                let since = dated.then(|| PartialDate::of_day(workspace.day()));
                workspace.document.begin("Choose primary strategy");
                workspace.document.choose_primary(strategy, since);
                workspace.document.commit();
            }
            of_time if of_time.is_of_time() => time_bar::run(workspace, of_time),
            _ => run_on_canvas(workspace, command, dark),
        }
        // Undo and redo bring the cards back themselves.
        if matches!(command, Command::ChoosePrimary(_)) {
            self.refit_lanes(before, dark);
        }
    }
}

/// Whether a command does something with what is selected on the map, which is not seen beside another one.
fn acts_on_selection(command: Command) -> bool {
    matches!(
        command,
        Command::Cut
            | Command::Copy
            | Command::Paste
            | Command::Duplicate
            | Command::Delete
            | Command::SelectAll
            | Command::EditText
            | Command::ReturnToTray
    )
}

fn deletable(subject: &Subject) -> bool {
    !matches!(
        subject,
        Subject::Map
            | Subject::Direction
            | Subject::Lane(_)
            | Subject::Backbone(_)
            | Subject::Legend
            | Subject::Sources
    )
}

fn copy(ui: &Ui, workspace: &Workspace) {
    if let Some(text) = clipboard::copied(workspace) {
        ui.ctx().copy_text(text);
    }
}

fn select_all(workspace: &mut Workspace) {
    let (map, moment) = (workspace.document.map(), workspace.moment());
    // What is not on the map on the day that is shown would be deleted unseen.
    let subjects: Vec<Subject> = map
        .placed()
        .filter(|i| moment.has(i))
        .map(|i| Subject::Initiative(i.id.clone()))
        .chain(map.capabilities.iter().map(|c| Subject::Capability(c.id.clone())))
        .chain(map.notes.iter().map(|n| Subject::Note(n.id.clone())))
        .collect();
    workspace.selection.set(subjects);
}

fn run_on_canvas(workspace: &mut Workspace, command: Command, dark: bool) {
    let scene = workspace.scene(dark);
    match command {
        Command::EditText => {
            if let Some(subject) = workspace.selection.single().cloned() {
                canvas::edit_text(workspace, &subject);
            }
        }
        Command::AddInitiative(strategy) => canvas::create_initiative(workspace, strategy, None, dark),
        Command::AddCapability(backbone) => canvas::create_capability(workspace, backbone, dark),
        Command::AddNote => {
            let place = scene.frame.lanes[1].rect;
            let at = crate::scene::point(place.right() - 236.0, place.bottom() - 70.0);
            canvas::create_note(workspace, at, dark);
        }
        Command::ZoomIn => workspace.canvas.zoom_by(ZOOM_STEP),
        Command::ZoomOut => workspace.canvas.zoom_by(1.0 / ZOOM_STEP),
        Command::ZoomActual => {
            let zoom = workspace.canvas.camera.zoom;
            workspace.canvas.zoom_by(1.0 / zoom);
        }
        Command::ZoomFit => workspace.canvas.fit_page(scene.frame.page),
        Command::ZoomSelection => {
            let bounds = workspace.selection.subjects().iter().filter_map(|subject| Some(scene.node(subject)?.bounds));
            if let (Some(area), Some(around)) = (workspace.canvas.area, bounds.reduce(|a, b| a.union(b))) {
                workspace.canvas.camera.release();
                workspace.canvas.camera.fit(area, around.grown(40.0), 2.0);
            }
        }
        _ => {}
    }
}
