//! The palette: find something on the map, or run a command, by typing a part of its name.

use egui::{Key, Modal, RichText, ScrollArea, TextEdit, Ui};

use super::HeadwayApp;
use super::command::{Command, shortcut_text};
use super::style::{Palette, font};
use crate::guide::{self, Topic};
use crate::scene::{Subject, Weight};

/// What the palette holds while it is open.
#[derive(Default)]
pub struct PaletteState {
    text: String,
    chosen: usize,
    shown: bool,
}

/// Something that the palette offers.
#[derive(Clone)]
enum Offer {
    Run(Command),
    Find(Subject),
    Read(&'static Topic),
}

/// How many offers are listed at the most.
const MOST: usize = 60;

impl HeadwayApp {
    pub(super) fn show_palette(&mut self, ui: &mut Ui) {
        let Some(mut state) = self.palette.take() else { return };
        let offers = self.offers(&state.text);
        let step = ui.input_mut(|i| {
            let down = i.consume_key(egui::Modifiers::NONE, Key::ArrowDown);
            let up = i.consume_key(egui::Modifiers::NONE, Key::ArrowUp);
            i32::from(down) - i32::from(up)
        });
        let last = offers.len().saturating_sub(1);
        state.chosen = state.chosen.saturating_add_signed(step as isize).min(last);
        // What it runs may show a dialog, which must not take the same key for its answer.
        let enter = ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Enter));
        let mut taken = enter.then(|| offers.get(state.chosen)).flatten().map(|(offer, _)| offer.clone());
        let area = Modal::default_area(egui::Id::unique("palette")).anchor(egui::Align2::CENTER_TOP, [0.0, 90.0]);
        let frame = egui::Frame::popup(ui.style()).inner_margin(12).corner_radius(12);
        let modal = Modal::new(egui::Id::unique("palette")).area(area).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(520.0);
            field(ui, &mut state);
            ui.add_space(4.0);
            if let Some(clicked) = list(ui, &offers, state.chosen, step != 0) {
                taken = Some(clicked);
            }
        });
        match taken {
            Some(Offer::Run(command)) => self.run(ui, command),
            Some(Offer::Read(topic)) => self.open_guide_at(topic),
            Some(Offer::Find(subject)) => self.find(subject, ui.visuals().dark_mode),
            None if modal.should_close() => {}
            None => self.palette = Some(state),
        }
    }

    /// What fits the typed words: what stands on the map, then the commands that can run now, then topics of the guide.
    fn offers(&self, text: &str) -> Vec<(Offer, String)> {
        let words: Vec<String> = text.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |name: &str| {
            let name = name.to_lowercase();
            words.iter().all(|word| name.contains(word.as_str()))
        };
        let mut offers = Vec::new();
        if let Some(workspace) = self.workspace.as_ref().filter(|_| !words.is_empty()) {
            let map = workspace.document.map();
            for initiative in map.initiatives.iter().filter(|i| fits(&i.title)) {
                offers.push((Offer::Find(Subject::Initiative(initiative.id.clone())), initiative.title.clone()));
            }
            for capability in map.capabilities.iter().filter(|c| fits(&c.title)) {
                offers.push((Offer::Find(Subject::Capability(capability.id.clone())), capability.title.clone()));
            }
            for note in map.notes.iter().filter(|n| fits(&n.text)) {
                offers.push((Offer::Find(Subject::Note(note.id.clone())), note.text.clone()));
            }
        }
        offers.truncate(MOST / 2);
        let commands = Command::all().filter(|command| *command != Command::Palette && self.can_run(*command));
        let named = commands.map(|command| (Offer::Run(command), self.name_of(command)));
        offers.extend(named.filter(|(_, name)| fits(name)));
        if !words.is_empty() {
            let topics = guide::topics().map(|topic| (Offer::Read(topic), format!("Guide: {}", topic.name)));
            offers.extend(topics.filter(|(_, name)| fits(name)));
        }
        offers.truncate(MOST);
        offers
    }

    fn find(&mut self, subject: Subject, dark: bool) {
        self.view = super::View::Map;
        let Some(workspace) = &mut self.workspace else { return };
        workspace.selection.only(subject.clone());
        // What had not begun on the day that is shown is on the map on its own day.
        let is_hidden = |id| workspace.document.map().initiatives.get(id).is_some_and(|i| !workspace.moment().has(i));
        if matches!(&subject, Subject::Initiative(id) if is_hidden(id)) {
            workspace.show_as_of(None);
        }
        let scene = workspace.scene(dark);
        if let (Some(area), Some(node)) = (workspace.canvas.area, scene.node(&subject)) {
            workspace.canvas.camera.release();
            workspace.canvas.camera.reveal(area, node.bounds);
        }
    }
}

fn field(ui: &mut Ui, state: &mut PaletteState) {
    let palette = Palette::for_ui(ui);
    let hint = RichText::new("Find on the map, or run a command").color(palette.muted);
    let field = TextEdit::singleline(&mut state.text).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(field.margin(egui::Margin::symmetric(10, 8))).accessible_name("Find or run");
    if response.changed() {
        state.chosen = 0;
    }
    if !state.shown {
        response.request_focus();
        state.shown = true;
    }
}

fn list(ui: &mut Ui, offers: &[(Offer, String)], chosen: usize, moved: bool) -> Option<Offer> {
    let palette = Palette::for_ui(ui);
    if offers.is_empty() {
        ui.label(RichText::new("Nothing on the map and no command is called so.").color(palette.muted));
    }
    let mut clicked = None;
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        for (i, (offer, name)) in offers.iter().enumerate() {
            let aside = match offer {
                Offer::Run(command) => shortcut_text(ui.ctx(), *command),
                Offer::Find(Subject::Initiative(_)) => "initiative".into(),
                Offer::Find(Subject::Capability(_)) => "capability".into(),
                Offer::Find(_) => "note".into(),
                Offer::Read(_) => "guide".into(),
            };
            let words = RichText::new(name).font(font(Weight::Medium, 13.0)).color(palette.ink);
            let aside = RichText::new(aside).color(palette.muted);
            let fill = if i == chosen { palette.hover } else { palette.panel };
            let row = egui::Button::new(words).shortcut_text(aside).fill(fill).stroke(egui::Stroke::NONE).truncate();
            let response = ui.add_sized([ui.available_width(), 28.0], row);
            if i == chosen && moved {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(offer.clone());
            }
        }
    });
    clicked
}
