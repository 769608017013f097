//! The dialogs of the window.

use std::path::{Path, PathBuf};

use egui::{Id, Key, Modal, RichText, TextEdit, Ui};

use super::HeadwayApp;
use super::command::{Command, MENUS, shortcut_text};
use super::damaged::Damaged;
use super::emptied::Emptied;
use super::leaving::Leaving;
use super::native_dialog::Purpose;
use super::not_saved::NotSaved;
use super::recovery::WorkId;
use super::style::{Palette, font};
use super::widgets::primary_button;
use crate::map::StrategyKind;
use crate::scene::Weight;

/// What happens after unsaved work is dealt with.
#[derive(Clone, Debug, PartialEq)]
pub enum After {
    /// Leave the program.
    Quit,
    /// Go to the start page.
    StartPage,
    /// Open a file.
    Open(PathBuf),
    /// Open an earlier version as a map without a file.
    Copy(PathBuf),
    /// Open an earlier version as the map of a file that cannot be read.
    Restore {
        /// The file.
        path: PathBuf,
        /// The earlier version.
        version: PathBuf,
    },
    /// Open a sample.
    Sample(&'static str),
    /// Begin a new map.
    New(Option<StrategyKind>),
    /// Open work that was left behind.
    Recovered(WorkId),
}

/// A question about a path, for when the system has no dialog for it.
#[derive(Clone, Debug)]
pub struct PathPrompt {
    purpose: Purpose,
    text: String,
    fault: Option<String>,
    /// The path whose file would be replaced, once that was said.
    replaces: Option<PathBuf>,
    shown: bool,
}

impl PathPrompt {
    /// A question that suggests a path.
    pub fn new(purpose: Purpose, suggestion: &Path, fault: Option<String>) -> Self {
        let text = if purpose.opens() { String::new() } else { suggestion.display().to_string() };
        Self { purpose, text, fault, replaces: None, shown: false }
    }

    /// A question whether the file at a path is to be replaced.
    pub fn replacing(purpose: Purpose, path: PathBuf) -> Self {
        let mut prompt = Self::new(purpose, &path, None);
        prompt.ask_to_replace(path);
        prompt
    }

    fn ask_to_replace(&mut self, path: PathBuf) {
        self.text = path.display().to_string();
        self.fault = Some(format!("{} is there already. Choose Replace to write over it.", path.display()));
        self.replaces = Some(path);
    }
}

/// What the window asks or tells.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// Something to know: a heading and sentences.
    Message(&'static str, Vec<String>),
    /// Unsaved work before something that would lose it.
    Leaving(Leaving),
    /// What was left behind by earlier windows.
    Recovered,
    /// Recovered work before it is thrown away.
    DiscardRecovered(WorkId),
    /// A save that failed.
    NotSaved(NotSaved),
    /// A file that holds something before an empty map is written over it.
    Emptied(Emptied),
    /// A file that could not be opened, of which an earlier version can.
    Damaged(Damaged),
    /// A path.
    Path(PathPrompt),
    /// The keys.
    Shortcuts,
    /// What this program is.
    About,
}

/// What a dialog came to.
pub(super) enum Outcome {
    /// It goes on.
    Stay,
    /// Nothing is to be done.
    Close,
    /// Save to the map's file, and then the other.
    Save(After),
    /// Save to a file, and then the other.
    SaveTo(PathBuf, Option<After>),
    /// The same, whatever is in the file.
    Overwrite(PathBuf, Option<After>),
    /// Ask for a file to save to.
    SaveAs(Option<After>),
    /// Leave what is unsaved in recovery, and do it.
    Leave(After),
    /// Do it, after asking about what is unsaved.
    GoOn(After),
    /// Do it, whatever is unsaved.
    Discard(After),
    /// Open recovered work.
    Recover(WorkId),
    /// Ask whether it is to be thrown away.
    AskToDiscard(WorkId),
    /// Throw it away.
    DiscardRecovered(WorkId),
    /// Use a path.
    Path(Purpose, PathBuf),
}

impl HeadwayApp {
    pub(super) fn show_dialog(&mut self, ui: &mut Ui) {
        let Some(mut dialog) = self.dialog.take() else { return };
        let name = self.workspace.as_ref().map(|workspace| workspace.name()).unwrap_or_default();
        let more = self.has_edited_recovered();
        let frame = egui::Frame::popup(ui.style()).inner_margin(20).corner_radius(12);
        let modal =
            Modal::new(Id::unique(("dialog", std::mem::discriminant(&dialog)))).frame(frame).show(ui.ctx(), |ui| {
                ui.set_width(460.0);
                match &mut dialog {
                    Dialog::Message(title, sentences) => message(ui, title, sentences),
                    Dialog::Leaving(leaving) => leaving.show(ui, &name),
                    Dialog::Recovered => self.recovery.list(ui),
                    Dialog::DiscardRecovered(id) => self.recovery.ask_to_discard(ui, *id, more),
                    Dialog::NotSaved(not_saved) => not_saved.show(ui),
                    Dialog::Emptied(emptied) => emptied.show(ui),
                    Dialog::Damaged(damaged) => damaged.show(ui),
                    Dialog::Path(prompt) => path(ui, prompt),
                    Dialog::Shortcuts => shortcuts(ui),
                    Dialog::About => about(ui),
                }
            });
        let outcome = if modal.should_close() { Outcome::Close } else { modal.inner };
        match outcome {
            Outcome::Stay => self.dialog = Some(dialog),
            Outcome::Close => {}
            Outcome::Save(after) => self.save(ui.ctx(), Some(after)),
            Outcome::SaveTo(path, after) => self.save_to(ui.ctx(), &path, after),
            Outcome::Overwrite(path, after) => self.write_to(ui.ctx(), &path, after),
            Outcome::SaveAs(after) => self.ask_for_path(ui.ctx(), Purpose::Save(after)),
            Outcome::Leave(after) => self.leave_and_go_on(ui.ctx(), after),
            Outcome::Discard(after) => self.discard_and_go_on(ui.ctx(), after),
            Outcome::Recover(id) => self.after_saving(ui.ctx(), After::Recovered(id)),
            Outcome::AskToDiscard(id) => self.dialog = Some(Dialog::DiscardRecovered(id)),
            Outcome::DiscardRecovered(id) => self.discard_recovered(ui.ctx(), id),
            Outcome::GoOn(after) => self.after_saving(ui.ctx(), after),
            Outcome::Path(purpose, path) => self.use_path(ui.ctx(), purpose, &path),
        }
    }
}

pub(super) fn heading(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).font(font(Weight::SemiBold, 17.0)));
    ui.add_space(6.0);
}

/// A row of buttons at the right, the most likely first in the code and last on the screen.
pub(super) fn buttons<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(14.0);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), contents).inner
}

fn message(ui: &mut Ui, title: &str, sentences: &[String]) -> Outcome {
    heading(ui, title);
    egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for sentence in sentences {
            ui.label(sentence);
            ui.add_space(2.0);
        }
    });
    let enter = ui.input(|i| i.key_pressed(Key::Enter));
    buttons(ui, |ui| if primary_button(ui, "OK").clicked() || enter { Outcome::Close } else { Outcome::Stay })
}

fn path(ui: &mut Ui, prompt: &mut PathPrompt) -> Outcome {
    let palette = Palette::for_ui(ui);
    heading(ui, prompt.purpose.question());
    ui.label(RichText::new("Type the path of the file.").color(palette.muted));
    let field = TextEdit::singleline(&mut prompt.text).desired_width(f32::INFINITY).hint_text(prompt.purpose.example());
    let response = ui.add(field.margin(egui::Margin::symmetric(9, 7))).accessible_name("Path");
    if !prompt.shown {
        response.request_focus();
        prompt.shown = true;
    }
    if response.changed() {
        prompt.fault = None;
        prompt.replaces = None;
    }
    if let Some(fault) = &prompt.fault {
        ui.label(RichText::new(fault).color(palette.warning));
    }
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let verb = match (&prompt.replaces, prompt.purpose.opens()) {
        (Some(_), _) => "Replace",
        (None, true) => "Open",
        (None, false) => "Save",
    };
    buttons(ui, |ui| {
        let chosen = primary_button(ui, verb).clicked() || enter;
        if ui.button("Cancel").clicked() {
            return Outcome::Close;
        }
        if chosen { choose(prompt) } else { Outcome::Stay }
    })
}

/// Takes the path that was typed, where it can be used.
fn choose(prompt: &mut PathPrompt) -> Outcome {
    let text = prompt.text.trim().trim_matches('"');
    if text.is_empty() {
        prompt.fault = Some("Type a path first.".into());
        return Outcome::Stay;
    }
    let mut path = PathBuf::from(text);
    if let Some(home) = text.strip_prefix("~/").and_then(|rest| Some(etcetera::home_dir().ok()?.join(rest))) {
        path = home;
    }
    if prompt.purpose.opens() {
        if !path.is_file() {
            prompt.fault = Some("There is no such file: check the path.".into());
            return Outcome::Stay;
        }
        return Outcome::Path(prompt.purpose.clone(), path);
    }
    if !path.is_dir() {
        path = prompt.purpose.named(path);
    }
    if path.is_dir() {
        prompt.fault = Some("This is a folder: add the name of a file.".into());
        return Outcome::Stay;
    }
    if path.exists() && prompt.replaces.as_ref() != Some(&path) {
        prompt.ask_to_replace(path);
        return Outcome::Stay;
    }
    Outcome::Path(prompt.purpose.clone(), path)
}

fn shortcuts(ui: &mut Ui) -> Outcome {
    heading(ui, "Keys and gestures");
    const GESTURES: [(&str, &str); 9] = [
        ("Pan", "Scroll, two fingers, middle button, Space and drag"),
        ("Zoom at the pointer", "Ctrl and scroll, pinch"),
        ("New initiative, capability or note", "Double-click empty space"),
        ("Edit a text in place", "Double-click it, or Enter"),
        ("Link, or serve", "Drag the round handle below a card"),
        ("Add to the selection", "Shift or Ctrl and click, or drag a frame"),
        ("Move freely, without snapping", "Alt and drag"),
        ("Nudge", "Arrow keys; with Shift by one unit"),
        ("Walk the items", "Tab; Escape backs out"),
    ];
    egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        egui::Grid::new("keys").num_columns(2).spacing([28.0, 5.0]).show(ui, |ui| {
            for (what, how) in GESTURES {
                ui.label(what);
                ui.label(RichText::new(how).weak());
                ui.end_row();
            }
            for command in MENUS.iter().flat_map(|(_, commands)| commands.iter().flatten()) {
                let keys = shortcut_text(ui.ctx(), *command);
                if !keys.is_empty() {
                    ui.label(command.name());
                    ui.label(RichText::new(keys).weak());
                    ui.end_row();
                }
            }
        });
    });
    buttons(ui, |ui| if primary_button(ui, "Close").clicked() { Outcome::Close } else { Outcome::Stay })
}

fn about(ui: &mut Ui) -> Outcome {
    heading(ui, "Headway");
    ui.label(format!("Version {}. Digital strategy maps, offline, on your own machine.", env!("CARGO_PKG_VERSION")));
    ui.add_space(4.0);
    ui.label(
        "The method follows the MIT CISR research briefing “How to Create a Great Digital Strategy” by Jeanne W. Ross, \
         Ina M. Sebastian and Cynthia M. Beath, March 2016. The typeface is Inter, under the SIL Open Font License.",
    );
    buttons(ui, |ui| if primary_button(ui, "Close").clicked() { Outcome::Close } else { Outcome::Stay })
}

impl From<&Command> for After {
    fn from(command: &Command) -> Self {
        match command {
            Command::NewLedBy(strategy) => Self::New(Some(*strategy)),
            Command::NewBlank => Self::New(None),
            Command::StartPage => Self::StartPage,
            _ => Self::Quit,
        }
    }
}
