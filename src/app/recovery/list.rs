//! The dialogs about recovered work: all that there is, and the question before some of it is thrown away.

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::work::Basis;
use super::{Recovery, Work, WorkId};
use crate::app::dialog::{Outcome, buttons, heading};
use crate::app::style::{Palette, font};
use crate::app::widgets::primary_button;
use crate::scene::Weight;

/// What the buttons of a row need, so that its texts are cut before them.
const BUTTONS: f32 = 130.0;

impl Recovery {
    /// Lists what was left behind; answers what was chosen.
    pub(in crate::app) fn list(&self, ui: &mut Ui) -> Outcome {
        heading(ui, "Recovered work");
        ui.label("Changes that were not saved when Headway ended, or left in recovery.");
        ui.add_space(8.0);
        let mut outcome = Outcome::Stay;
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            if let Some(shown) = &self.shown {
                row(ui, &shown.work, |ui| {
                    let muted = Palette::for_ui(ui).muted;
                    ui.label(RichText::new("shown now").font(font(Weight::Regular, 12.5)).color(muted));
                });
            }
            for work in &self.waiting {
                row(ui, work, |ui| {
                    let name = work.name();
                    if ui.button("Open").accessible_name(format!("Open {name}")).clicked() {
                        outcome = Outcome::Recover(work.id);
                    }
                    if ui.button("Discard").accessible_name(format!("Discard {name}")).clicked() {
                        outcome = Outcome::AskToDiscard(work.id);
                    }
                });
            }
        });
        let closed = buttons(ui, |ui| primary_button(ui, "Close").clicked());
        if closed { Outcome::Close } else { outcome }
    }

    /// Asks before work is thrown away. `more` tells whether it was worked on since it was shown.
    pub(in crate::app) fn ask_to_discard(&self, ui: &mut Ui, id: WorkId, more: bool) -> Outcome {
        let Some(work) = self.find(id) else { return Outcome::Close };
        heading(ui, "Discard the recovered work?");
        ui.label(format!("“{}”: {}.", work.name(), work.extent()));
        ui.add_space(4.0);
        let file = match work.basis {
            Basis::NoFile | Basis::Gone(_) => "There is no file of this map.",
            _ => "The file stays as it is.",
        };
        let more = if more { ", nor what you have changed since" } else { "" };
        ui.label(format!("{file} What is discarded cannot be brought back{more}."));
        // Enter does nothing here: what is lost by a mistake is more than a key should cost.
        buttons(ui, |ui| {
            if primary_button(ui, "Discard").clicked() {
                return Outcome::DiscardRecovered(id);
            }
            if ui.button("Cancel").clicked() { Outcome::Close } else { Outcome::Stay }
        })
    }
}

/// A piece of work with what can be done about it at the right.
fn row(ui: &mut Ui, work: &Work, right: impl FnOnce(&mut Ui)) {
    let palette = Palette::for_ui(ui);
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - BUTTONS);
            ui.spacing_mut().item_spacing.y = 1.0;
            let line = |ui: &mut Ui, text: String, weight, size, color| {
                ui.add(egui::Label::new(RichText::new(text).font(font(weight, size)).color(color)).truncate());
            };
            line(ui, work.name(), Weight::SemiBold, 13.0, palette.ink);
            line(ui, work.extent(), Weight::Regular, 12.0, palette.muted);
            if let Some(folder) = work.folder() {
                line(ui, folder, Weight::Regular, 11.5, palette.muted);
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Center), right);
    });
    ui.add_space(8.0);
}
