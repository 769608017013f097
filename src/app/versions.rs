//! File ▸ Earlier versions: what the saves before have left, how it looks and what differs, and the way back to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use egui::{Align, Id, Key, Layout, Modal, Modifiers, RichText, ScrollArea, Sense, Ui, Vec2, vec2};

use super::HeadwayApp;
use super::dialog::{After, Dialog};
use super::start::thumbnail;
use super::style::{Palette, font};
use super::widgets::{primary_button, section};
use super::workspace::theme;
use crate::file::{self, Backup, Backups};
use crate::insight::changes;
use crate::map::{Day, Moment, PartialDate, StrategyMap};
use crate::scene::{Composer, Scene, Weight};

/// How large the dialog is where the window has the room.
const LARGEST: Vec2 = vec2(1060.0, 720.0);

/// What stays free of the window around it, on both sides together.
const AROUND: Vec2 = vec2(90.0, 82.0);

const LIST: f32 = 270.0;
const FOOT: f32 = 48.0;

/// How many differences are listed.
const LISTED: usize = 200;

/// The dialog while it is open. Nothing changes the map behind it.
pub struct Versions {
    entries: Vec<Entry>,
    chosen: usize,
    drawn: Option<(usize, bool, Arc<Scene>)>,
}

struct Entry {
    path: PathBuf,
    when: String,
    /// The map and what differs from it on the map that is open, once it was read.
    read: Option<Result<(StrategyMap, Vec<String>), String>>,
}

impl Entry {
    fn of(backup: Backup) -> Self {
        let day = PartialDate::of_day(backup.day()).in_words();
        Self { when: format!("{day}, {}", ago(backup.made(), SystemTime::now())), path: backup.path, read: None }
    }

    fn differs(&self) -> String {
        match &self.read {
            None => "…".into(),
            Some(Err(_)) => "cannot be read".into(),
            Some(Ok((_, differences))) => match differences.len() {
                0 => "as the map is now".into(),
                1 => "1 change since".into(),
                more => format!("{more} changes since"),
            },
        }
    }
}

/// How long ago something was, in words.
pub(super) fn ago(then: SystemTime, now: SystemTime) -> String {
    let minutes = now.duration_since(then).unwrap_or(Duration::ZERO).as_secs() / 60;
    let counted = |count: u64, noun: &str| match count {
        1 => format!("1 {noun} ago"),
        more => format!("{more} {noun}s ago"),
    };
    match minutes {
        0 => "just now".into(),
        1..60 => counted(minutes, "minute"),
        60..1440 => counted(minutes / 60, "hour"),
        _ => counted(minutes / 1440, "day"),
    }
}

#[derive(Clone, Copy)]
enum Outcome {
    Stay,
    Close,
    Copy,
    Restore,
}

impl HeadwayApp {
    /// Where the program keeps what belongs to the user and not to a document.
    pub(super) fn state_folder(&self) -> Option<&Path> {
        self.recent.folder()
    }

    /// Where earlier versions of maps are kept.
    pub(super) fn backups(&self) -> Option<Backups> {
        self.state_folder().map(|folder| Backups::in_folder(folder.join("backups")))
    }

    /// Opens the list of earlier versions of the map's file.
    pub(super) fn open_versions(&mut self) {
        self.settle();
        let path = self.workspace.as_ref().and_then(|workspace| workspace.path.clone());
        let found = self.backups().zip(path).map(|(backups, path)| backups.of(&path)).unwrap_or_default();
        if found.is_empty() {
            let why = "Each save keeps a version of the map; this one has none yet.";
            self.dialog = Some(Dialog::Message("There are no earlier versions", vec![why.into()]));
            return;
        }
        let entries = found.into_iter().map(Entry::of).collect();
        self.versions = Some(Versions { entries, chosen: 0, drawn: None });
    }

    /// Draws the list, where it is open.
    pub(super) fn show_versions(&mut self, ui: &mut Ui) {
        if self.dialog.is_some() {
            return;
        }
        let Some(mut versions) = self.versions.take() else { return };
        let Some(workspace) = &self.workspace else { return };
        versions.read_next(ui, workspace.document.map());
        let may_restore = !workspace.is_read_only();
        let frame = egui::Frame::popup(ui.style()).inner_margin(20).corner_radius(12);
        let size = (ui.ctx().content_rect().size() - AROUND).min(LARGEST);
        let modal = Modal::new(Id::unique("earlier versions")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_min_size(size);
            ui.set_max_size(size);
            versions.contents(ui, may_restore)
        });
        let escape = modal.is_top_modal && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let outcome = if escape { Outcome::Close } else { modal.inner };
        let chosen = versions.entries.get(versions.chosen);
        match (outcome, chosen) {
            (Outcome::Close, _) | (_, None) => {}
            (Outcome::Stay, _) => self.versions = Some(versions),
            (Outcome::Copy, Some(entry)) => {
                let path = entry.path.clone();
                self.after_saving(ui.ctx(), After::Copy(path));
            }
            (Outcome::Restore, Some(entry)) => {
                if let Some(Ok((map, _))) = &entry.read {
                    self.restore(map);
                }
            }
        }
    }

    /// Makes the open map an earlier version, in one step that can be undone. What it is now is kept first.
    fn restore(&mut self, map: &StrategyMap) {
        let backups = self.backups();
        let Some(workspace) = &mut self.workspace else { return };
        let kept = file::to_bytes(workspace.document.map()).and_then(|bytes| match (&workspace.path, &backups) {
            (Some(path), Some(backups)) => backups.keep(path, &bytes),
            _ => Ok(()),
        });
        if let Err(why) = kept {
            let why = format!("The map as it is now could not be kept, so nothing was restored. {why}");
            self.dialog = Some(Dialog::Message("The earlier version is not restored", vec![why]));
            return;
        }
        workspace.document.begin("Restore earlier version");
        workspace.document.take_over(map);
        workspace.document.commit();
        self.notice = None;
    }

    /// Opens an earlier version as a map without a file.
    pub(super) fn open_copy(&mut self, path: &Path) {
        match file::open(path) {
            Ok(loaded) => self.show_map(loaded.map, None, loaded.read_only),
            Err(why) => self.dialog = Some(Dialog::Message("The version could not be opened", vec![why.to_string()])),
        }
    }
}

impl Versions {
    /// Reads one version more: the chosen one first. Each takes a moment, and the list is there at once.
    fn read_next(&mut self, ui: &Ui, now: &StrategyMap) {
        let waits = |at: &usize| self.entries.get(*at).is_some_and(|entry| entry.read.is_none());
        let Some(at) = Some(self.chosen).filter(waits).or_else(|| (0..self.entries.len()).find(waits)) else { return };
        if let Some(entry) = self.entries.get_mut(at) {
            let read = file::open(&entry.path).map_err(|why| why.to_string());
            entry.read = Some(read.map(|loaded| {
                let found = changes(&loaded.map, now);
                (loaded.map, found.iter().map(|change| change.words().to_owned()).collect())
            }));
        }
        ui.ctx().request_repaint();
    }

    fn contents(&mut self, ui: &mut Ui, may_restore: bool) -> Outcome {
        ui.label(RichText::new("Earlier versions").font(font(Weight::SemiBold, 17.0)));
        ui.add_space(6.0);
        let height = ui.available_height() - FOOT;
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(LIST, height), Layout::top_down(Align::Min), |ui| self.list(ui));
            ui.add_space(12.0);
            let rest = vec2(ui.available_width(), height);
            ui.allocate_ui_with_layout(rest, Layout::top_down(Align::Min), |ui| self.preview(ui));
        });
        let sound = self.entries.get(self.chosen).is_some_and(|entry| matches!(entry.read, Some(Ok(_))));
        ui.add_space(10.0);
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let restore = ui.add_enabled_ui(sound && may_restore, |ui| primary_button(ui, "Restore").clicked()).inner;
            let copy = ui.add_enabled(sound, egui::Button::new("Open as a copy")).clicked();
            let close = ui.button("Close").clicked();
            match (restore, copy, close) {
                (true, ..) => Outcome::Restore,
                (_, true, _) => Outcome::Copy,
                (.., true) => Outcome::Close,
                _ => Outcome::Stay,
            }
        })
        .inner
    }

    fn list(&mut self, ui: &mut Ui) {
        let palette = Palette::for_ui(ui);
        ScrollArea::vertical().id_salt("versions").auto_shrink([false, false]).show(ui, |ui| {
            for (at, entry) in self.entries.iter().enumerate() {
                let text = format!("{}\n{}", entry.when, entry.differs());
                let text = RichText::new(text).font(font(Weight::Regular, 12.5)).color(palette.ink);
                let button = egui::Button::selectable(at == self.chosen, text).min_size(vec2(LIST - 14.0, 40.0));
                if ui.add(button).clicked() {
                    self.chosen = at;
                }
            }
        });
    }

    fn preview(&mut self, ui: &mut Ui) {
        let dark = ui.visuals().dark_mode;
        let Some(entry) = self.entries.get(self.chosen) else { return };
        let (map, differences) = match &entry.read {
            Some(Ok(read)) => read,
            Some(Err(why)) => {
                ui.label(why);
                return;
            }
            None => return,
        };
        if self.drawn.as_ref().is_none_or(|(at, in_dark, _)| (*at, *in_dark) != (self.chosen, dark)) {
            let moment = Moment::of(map, None, Day::today());
            let scene = Composer::default().compose(map, moment, theme(dark));
            self.drawn = Some((self.chosen, dark, scene.into()));
        }
        let size = vec2(ui.available_width(), (ui.available_height() * 0.62).min(ui.available_width() * 9.0 / 16.0));
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, format!("Preview: {}", entry.when)));
        if let Some((.., scene)) = &self.drawn {
            thumbnail(ui, rect, scene);
        }
        section(ui, "Changed since", |_| {});
        ScrollArea::vertical().id_salt("differences").auto_shrink([false, false]).show(ui, |ui| {
            if differences.is_empty() {
                ui.label("Nothing: the map is as it was then.");
            }
            for words in differences.iter().take(LISTED) {
                ui.label(words);
            }
            if differences.len() > LISTED {
                ui.label(format!("and {} more", differences.len() - LISTED));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_ago_a_version_was_saved_is_told_in_words() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let told = |seconds: u64| ago(now - Duration::from_secs(seconds), now);
        assert_eq!(told(30), "just now");
        assert_eq!(told(60), "1 minute ago");
        assert_eq!(told(7200), "2 hours ago");
        assert_eq!(told(86_400), "1 day ago");
        // The clock was set back since.
        assert_eq!(ago(now + Duration::from_secs(60), now), "just now");
    }
}
