//! The window.
//!
//! Holds the open map with its history and its own state (what is selected, what part of the page is seen, which panels are
//! open). It changes the map only through [`crate::edit`].

mod backbone;
mod banner;
pub mod canvas;
mod checks;
mod clipboard;
mod command;
mod compare;
mod damaged;
mod dialog;
mod emptied;
mod export;
mod files;
mod frame;
mod guide;
mod import_ideas;
mod inspector;
mod journaling;
mod leaving;
mod lens;
mod locking;
mod merge_review;
mod method;
mod native_dialog;
mod not_saved;
mod others;
mod pacing;
mod palette;
mod placing;
mod present;
mod progress;
mod recovery;
mod run;
mod saving;
mod selection;
mod siblings;
mod start;
pub mod style;
#[cfg(test)]
mod test_window;
mod time_bar;
mod toolbar;
mod tray;
mod verdict;
mod versions;
mod watching;
mod whose;
mod widgets;
mod workspace;

use std::path::PathBuf;

use egui::Ui;

pub use command::Command;
pub use selection::Selection;
pub use workspace::Workspace;

use crate::file::Recent;
use crate::import::{ImportError, Opened};
use crate::map::{Day, Moment};
use backbone::BackboneView;
use clipboard::picture::PictureClipboard;
use dialog::Dialog;
use export::Exports;
use import_ideas::ImportDialog;
use native_dialog::Pending;
use pacing::Pacing;
use palette::PaletteState;
use progress::ProgressView;
use start::{StartPage, Thumbnail};
use tray::Tray;

/// How the window starts.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The file to open, in place of the start page, and what came of reading it.
    pub file: Option<(PathBuf, Result<Opened, ImportError>)>,
    /// A look that goes before the one that was chosen last.
    pub theme: Option<egui::ThemePreference>,
    /// Asks for paths in a dialog of our own and never calls the system's, as tests do.
    pub own_dialogs: bool,
    /// Keeps what belongs to the user and not to a document elsewhere than in the user's state folder.
    pub state: Option<PathBuf>,
}

/// What the middle of the window shows of the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The page.
    #[default]
    Map,
    /// The indicators.
    Progress,
    /// What carries the initiatives.
    Backbone,
    /// The map beside another one, or what has changed on it.
    Compare,
    /// What others have changed and needs a decision.
    Review,
}

impl View {
    /// Whether what is selected on the map is not in sight.
    fn hides_selection(self) -> bool {
        matches!(self, Self::Compare | Self::Review)
    }
}

/// The program in its window.
pub struct HeadwayApp {
    workspace: Option<Workspace>,
    view: View,
    start: StartPage,
    /// The samples as small drawings, in light and in dark, made when the start page is first shown.
    thumbnails: [Option<Vec<Thumbnail>>; 2],
    recent: Recent,
    recent_paths: Vec<PathBuf>,
    dialog: Option<Dialog>,
    pending: Option<Pending>,
    saving: Option<saving::Saving>,
    siblings: siblings::Siblings,
    journaling: journaling::Journaling,
    versions: Option<versions::Versions>,
    recovery: recovery::Recovery,
    others: others::Others,
    own_dialogs: bool,
    exports: Exports,
    import: Option<ImportDialog>,
    palette: Option<PaletteState>,
    guide: Option<guide::OpenGuide>,
    tray: Tray,
    checks: checks::ChecksList,
    method: method::MethodSteps,
    method_open: Option<bool>,
    progress: ProgressView,
    backbone: BackboneView,
    compare: compare::CompareView,
    tray_open: Option<bool>,
    inspector_open: Option<bool>,
    notice: Option<String>,
    may_close: bool,
    pictures: PictureClipboard,
    /// Whether the window fills the screen because something is presented.
    fills_screen: bool,
    /// Whether the window is still to be made as large as the screen allows: a map wants room.
    grows: bool,
    title: String,
    theme: egui::ThemePreference,
    pacing: Pacing,
}

/// Where the chosen look is kept between sessions.
const THEME_KEY: &str = "theme";

/// Where it is kept that the program ended while it presented: its window comes back as it was left, over the whole screen.
const FILLED_KEY: &str = "filled_screen";

impl HeadwayApp {
    /// The program in a window that eframe has made.
    pub fn new(cc: &eframe::CreationContext<'_>, options: Options) -> Self {
        let kept = cc.storage.and_then(|storage| storage.get_string(THEME_KEY));
        let theme = options.theme.or(kept.as_deref().map(theme_of)).unwrap_or(egui::ThemePreference::System);
        style::install(&cc.egui_ctx);
        cc.egui_ctx.options_mut(|o| {
            o.theme_preference = theme;
            o.fallback_theme = egui::Theme::Light;
            // Ctrl and plus zoom the map, not the window.
            o.zoom_with_keyboard = false;
        });
        let recent = options.state.map_or_else(Recent::load, |state| Recent::load_from(state.join("recent.json")));
        let mut app = Self {
            workspace: None,
            view: View::default(),
            start: StartPage,
            thumbnails: [None, None],
            recent_paths: recent.paths(),
            exports: Exports::load(recent.folder()),
            recent,
            dialog: None,
            pending: None,
            saving: None,
            siblings: siblings::Siblings::default(),
            journaling: Default::default(),
            versions: None,
            recovery: recovery::Recovery::default(),
            others: others::Others::default(),
            own_dialogs: options.own_dialogs,
            import: None,
            palette: None,
            guide: None,
            tray: Tray::default(),
            checks: checks::ChecksList::default(),
            method: method::MethodSteps::default(),
            method_open: None,
            progress: ProgressView::default(),
            backbone: BackboneView::default(),
            compare: compare::CompareView::default(),
            tray_open: None,
            inspector_open: None,
            notice: None,
            may_close: false,
            pictures: PictureClipboard::default(),
            fills_screen: cc
                .storage
                .and_then(|storage| storage.get_string(FILLED_KEY))
                .is_some_and(|kept| kept == "yes"),
            // A window that was open before comes back as it was left.
            grows: cc.storage.is_some_and(|storage| storage.get_string("window").is_none()),
            title: String::new(),
            theme,
            pacing: Pacing::default(),
        };
        app.sweep_locks();
        let asked_for = options.file.as_ref().map(|(path, _)| path.clone());
        match options.file {
            _ if app.recover(asked_for.as_deref()) => {}
            Some((path, read)) => app.show_opened(&path, read),
            None => {}
        }
        app
    }

    /// The map that is open.
    pub fn workspace(&self) -> Option<&Workspace> {
        self.workspace.as_ref()
    }

    /// Whether the window closes without another question.
    pub fn may_close(&self) -> bool {
        self.may_close || !self.is_changed()
    }

    fn is_changed(&self) -> bool {
        self.workspace.as_ref().is_some_and(|workspace| workspace.document.is_changed())
    }

    /// Draws the window and does what is asked for in it.
    fn show(&mut self, ui: &mut Ui) {
        if !self.show_presentation(ui) {
            self.take_dropped_files(ui);
            self.run_keys(ui);
            self.show_frame(ui);
            self.show_palette(ui);
            self.show_export(ui);
            self.show_guide(ui);
            self.show_import(ui);
            self.show_versions(ui);
        }
        self.show_dialog(ui);
    }

    /// Keeps the title of the window in step with the map.
    fn name_window(&mut self, ctx: &egui::Context) {
        let title = match &self.workspace {
            Some(workspace) if workspace.document.is_changed() => format!("{} (changed) — Headway", workspace.name()),
            Some(workspace) => format!("{} — Headway", workspace.name()),
            None => "Headway".to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

fn theme_of(name: &str) -> egui::ThemePreference {
    match name {
        "light" => egui::ThemePreference::Light,
        "dark" => egui::ThemePreference::Dark,
        _ => egui::ThemePreference::System,
    }
}

/// The samples as small drawings, for a light or a dark window.
fn start_thumbnails(dark: bool) -> Vec<Thumbnail> {
    let drawn = crate::file::samples::all().iter().filter_map(|sample| {
        let loaded = sample.load().ok()?;
        let moment = Moment::of(&loaded.map, None, Day::today());
        let scene = crate::scene::Composer::default().compose(&loaded.map, moment, workspace::theme(dark));
        let line = sample.lesson.to_owned();
        Some(Thumbnail { name: sample.name, title: loaded.map.overview.title.clone(), line, scene: scene.into() })
    });
    drawn.collect()
}

impl eframe::App for HeadwayApp {
    fn raw_input_hook(&mut self, ctx: &egui::Context, raw: &mut egui::RawInput) {
        raw.events = self.pacing.next(std::mem::take(&mut raw.events));
        if self.pacing.is_behind() {
            ctx.request_repaint();
        }
    }

    // Runs also while the window is minimised: a close request must not slip through then.
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        let closes = ctx.input(|i| i.viewport().close_requested()) && !self.may_close;
        if closes {
            self.settle();
        }
        if closes && self.is_changed() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
        if closes && self.is_changed() && !self.waits_for_save(&dialog::After::Quit) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Minimized(false));
            ctx.send_viewport_cmd(egui::ViewportCommand::Focus);
            self.ask_before_leaving(dialog::After::Quit);
        }
        if std::mem::take(&mut self.grows) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
        }
        self.poll_dialog(ctx);
        self.still_leaving(ctx, |app| {
            app.poll_saving(ctx);
            app.look_after_file(ctx);
        });
        self.poll_export(ctx);
        self.poll_picture();
        self.leave_full_screen(ctx);
        self.name_window(ctx);
        self.keep_journal(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.guarded(&ctx, |app| app.show(ui));
        self.keep_journal(&ctx);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        // Only how the window looks; documents are never kept here.
        let name = match self.theme {
            egui::ThemePreference::Light => "light",
            egui::ThemePreference::Dark => "dark",
            egui::ThemePreference::System => "system",
        };
        storage.set_string(THEME_KEY, name.to_owned());
        let filled = if self.fills_screen { "yes" } else { "no" };
        storage.set_string(FILLED_KEY, filled.to_owned());
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.finish_saving();
        self.finish_journal();
        self.exports.finish();
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// The icon of the window.
fn icon() -> egui::IconData {
    let side = 64_usize;
    let mut rgba = Vec::with_capacity(side * side * 4);
    for y in 0..side {
        for x in 0..side {
            rgba.extend(icon_pixel(x as f32 / side as f32, y as f32 / side as f32));
        }
    }
    egui::IconData { rgba, width: side as u32, height: side as u32 }
}

/// An arrow on two lanes: the wider one leads.
fn icon_pixel(x: f32, y: f32) -> [u8; 4] {
    let banner = (0.12..0.40).contains(&y) && x > 0.08 && x < 0.92 - (y - 0.26).abs() * 0.9;
    let lane = (0.48..0.88).contains(&y);
    match () {
        () if banner => [0x18, 0x21, 0x2F, 255],
        () if lane && (0.08..0.58).contains(&x) => [0xB9, 0x46, 0x16, 255],
        () if lane && (0.64..0.92).contains(&x) => [0x1F, 0x62, 0xA6, 255],
        () => [0, 0, 0, 0],
    }
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// Where there is no display, or no graphics that a window could use: a sentence that says which.
pub fn open_window(options: Options) -> Result<(), String> {
    journaling::rescue_in_panics();
    let run = |renderer: eframe::Renderer| {
        let viewport = egui::ViewportBuilder::default()
            .with_app_id("headway")
            .with_title("Headway")
            // eframe makes it no larger than the screen.
            .with_inner_size([1920.0, 1080.0])
            .with_min_inner_size([720.0, 480.0])
            .with_icon(icon())
            .with_drag_and_drop(true);
        let native = eframe::NativeOptions { renderer, viewport, ..Default::default() };
        let options = options.clone();
        eframe::run_native("Headway", native, Box::new(move |cc| Ok(Box::new(HeadwayApp::new(cc, options)))))
    };
    let opened = run(eframe::Renderer::Glow);
    #[cfg(feature = "wgpu")]
    let opened = opened.or_else(|_| run(eframe::Renderer::Wgpu));
    opened.map_err(|error| match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => {
            "no display can be reached, neither Wayland nor X11".to_owned()
        }
        eframe::Error::NoGlutinConfigs(..) | eframe::Error::Glutin(_) | eframe::Error::OpenGL(_) => {
            "there is no OpenGL 2.1 or OpenGL ES 2 that a window could use".to_owned()
        }
        other => other.to_string(),
    })
}
