//! The dialog that takes a list of ideas: what its columns hold at the left, what would come of each row at the right.

mod columns;
mod preview;

use std::path::Path;
use std::sync::Arc;

use egui::{Align, Frame, Id, Key, Layout, Modal, RichText, ScrollArea, Ui, Vec2, vec2};

use super::HeadwayApp;
use super::dialog::Dialog;
use super::inspector::look;
use super::style::{Palette, font};
use super::widgets::primary_button;
use crate::edit::Document;
use crate::import::ideas::{self, Choices, List, Plan};
use crate::scene::Weight;
use preview::Shown;

/// How large the dialog is where the window allows it.
const LARGEST: Vec2 = vec2(1180.0, 620.0);
/// What the rest of the dialog and the window around it need.
const AROUND: Vec2 = vec2(90.0, 210.0);
/// How wide the choices are, and what stands between them and the rows.
const FORM: f32 = 372.0;
const GAP: f32 = 22.0;

/// A list that is being imported.
pub struct ImportDialog {
    list: List,
    choices: Choices,
    shown: Shown,
    /// What the import would do to the map at a revision; nothing once something was chosen otherwise.
    plan: Option<(u64, Arc<Plan>)>,
}

/// What somebody wants.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    Stay,
    Cancel,
    Import,
}

/// Whether a file is a list by its ending.
pub fn is_list(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ideas::ENDINGS.contains(&ending.as_str()))
}

impl HeadwayApp {
    /// Opens a list of ideas, to look at before it is imported.
    pub(super) fn open_list(&mut self, path: &Path) {
        let refused = |why: String| Dialog::Message("The list cannot be imported", vec![why]);
        match (&self.workspace, List::open(path)) {
            (None, _) => self.dialog = Some(refused("Open the map first that the ideas are for.".into())),
            (Some(_), Ok(list)) => self.show_list(list),
            (Some(_), Err(error)) => self.dialog = Some(refused(error.to_string())),
        }
    }

    /// Shows a table that was pasted, to look at before it is imported.
    pub(super) fn import_pasted(&mut self, text: &str) {
        self.show_list(List::pasted(text));
    }

    fn show_list(&mut self, list: List) {
        self.settle();
        self.import = Some(ImportDialog { list, choices: Choices::default(), shown: Shown::All, plan: None });
    }

    /// Draws the dialog, where it is open.
    pub(super) fn show_import(&mut self, ui: &mut Ui) {
        if self.dialog.is_some() {
            return;
        }
        let Some(mut import) = self.import.take() else { return };
        let Some(workspace) = &mut self.workspace else { return };
        let frame = Frame::popup(ui.style()).inner_margin(20).corner_radius(12);
        let document = &workspace.document;
        let modal = Modal::new(Id::unique("import ideas")).frame(frame);
        let modal = modal.show(ui.ctx(), |ui| import.contents(ui, document));
        let escaped = modal.is_top_modal && !modal.any_popup_open && ui.input(|input| input.key_pressed(Key::Escape));
        match modal.inner {
            _ if escaped => {}
            Wish::Cancel => {}
            Wish::Stay => self.import = Some(import),
            Wish::Import => {
                let plan = import.plan(&workspace.document);
                let before = workspace.document.revision();
                workspace.document.import_initiatives(plan.records());
                let told = if workspace.document.revision() == before {
                    "Nothing was imported: this map can only be looked at.".into()
                } else {
                    told(&plan)
                };
                self.notice = Some(told);
                self.tray.show_all();
                self.tray_open = Some(true);
            }
        }
    }
}

/// What was imported, in a sentence.
fn told(plan: &Plan) -> String {
    let [new, changed, _, left] = plan.counts();
    let left = if left == 0 { String::new() } else { format!(", {left} left out") };
    format!("Ideas imported: {new} new, {changed} changed{left}.")
}

impl ImportDialog {
    fn contents(&mut self, ui: &mut Ui, document: &Document) -> Wish {
        let window = ui.ctx().content_rect().size();
        let size = vec2(LARGEST.x.min(window.x - AROUND.x).max(560.0), LARGEST.y.min(window.y - AROUND.y).max(160.0));
        ui.set_width(size.x);
        self.heading(ui);
        let plan = self.plan(document);
        let mut changed = false;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.allocate_ui_with_layout(vec2(FORM, size.y), Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(vec2(FORM, size.y));
                ui.set_max_width(FORM);
                ScrollArea::vertical().id_salt("columns of the list").auto_shrink(false).max_height(size.y).show(
                    ui,
                    |ui| {
                        ui.set_max_width(FORM - 14.0);
                        ui.spacing_mut().item_spacing.x = 6.0;
                        changed = columns::show(ui, &self.list, &mut self.choices, &plan);
                    },
                );
            });
            let right = vec2(size.x - FORM - GAP, size.y);
            ui.allocate_ui_with_layout(right, Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(right);
                ui.set_max_width(right.x);
                ui.spacing_mut().item_spacing.x = 6.0;
                preview::show(ui, &plan, &mut self.shown);
            });
        });
        ui.add_space(10.0);
        let (wish, also_changed) = self.footer(ui, &plan);
        if changed || also_changed {
            self.plan = None;
        }
        wish
    }

    /// What the import would do, as long as nothing changes.
    fn plan(&mut self, document: &Document) -> Arc<Plan> {
        let revision = document.revision();
        match &self.plan {
            Some((known, plan)) if *known == revision => plan.clone(),
            _ => {
                let plan = Arc::new(Plan::of(&self.list, &self.choices, document.map()));
                self.plan = Some((revision, plan.clone()));
                plan
            }
        }
    }

    fn heading(&self, ui: &mut Ui) {
        let palette = Palette::for_ui(ui);
        ui.label(RichText::new("Import ideas").font(font(Weight::SemiBold, 17.0)));
        let words = format!(
            "{}: look at what each column holds and what comes of each row. New ideas go into the tray; empty cells leave \
             what the map has.",
            self.list.name
        );
        ui.label(RichText::new(words).color(palette.muted));
        ui.add_space(8.0);
    }

    /// What is done with doubtful rows, and the buttons. Answers also whether something was chosen.
    fn footer(&mut self, ui: &mut Ui, plan: &Plan) -> (Wish, bool) {
        let mut chosen = false;
        let wish = ui.horizontal(|ui| {
            let incomplete = format!("Take {} rows without what cannot be read", plan.incomplete);
            if plan.incomplete > 0 && look::toggle(ui, &incomplete, self.choices.incomplete) {
                self.choices.incomplete = !self.choices.incomplete;
                chosen = true;
            }
            let repeated = format!("Take {} repeated titles too", plan.repeated);
            if plan.repeated > 0 && look::toggle(ui, &repeated, self.choices.repeated) {
                self.choices.repeated = !self.choices.repeated;
                chosen = true;
            }
            let buttons = |ui: &mut Ui| {
                let [new, changed, ..] = plan.counts();
                let words = match (new, changed) {
                    (0, 0) => "Nothing to import".to_owned(),
                    (new, 0) => format!("Import {new} new"),
                    (0, changed) => format!("Import {changed} changed"),
                    (new, changed) => format!("Import {new} new, {changed} changed"),
                };
                let import = ui.add_enabled_ui(new + changed > 0, |ui| primary_button(ui, &words)).inner;
                let cancel = ui.button("Cancel");
                match (import.clicked(), cancel.clicked()) {
                    (true, _) => Wish::Import,
                    (_, true) => Wish::Cancel,
                    _ => Wish::Stay,
                }
            };
            ui.with_layout(Layout::right_to_left(Align::Center), buttons).inner
        });
        (wish.inner, chosen)
    }
}
