//! Which pages a deck has, and what they compare the map with.

use egui::{Align, Label, Layout, RichText, Ui};

use super::check::check;
use super::chosen::Chosen;
use super::form::{Asked, named_field};
use super::preview::Preview;
use crate::app::inspector::look::{Icon, fault, icon_button};
use crate::app::style::Palette;
use crate::app::widgets::{field_name, section};
use crate::scene::deck::SlideKind;

/// Draws the kinds of pages to choose from.
pub fn show(ui: &mut Ui, chosen: &mut Chosen, preview: &Preview) -> Option<Asked> {
    section(ui, "Pages", |_| {});
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for kind in SlideKind::ALL {
            let why_not = (!preview.offered.contains(&kind)).then(|| nothing_to_say(kind));
            let on = !chosen.left_out.contains(&kind);
            if !check(ui, kind.name(), on, why_not).clicked() {
                continue;
            }
            if on {
                chosen.left_out.push(kind);
            } else {
                chosen.left_out.retain(|left_out| *left_out != kind);
            }
        }
    });
    named_field(ui, "Changes since", &mut chosen.since, "2012, 2012-05 or 2012-05-08");
    fault(ui, chosen.since().err().as_deref());
    compare(ui, chosen)
}

/// Why there is no page of a kind.
fn nothing_to_say(kind: SlideKind) -> &'static str {
    match kind {
        SlideKind::Map => "the map is empty",
        SlideKind::Strategy => "nothing is written yet",
        SlideKind::Direction => "nothing is observed yet",
        SlideKind::Backbone => "no capability yet",
        SlideKind::Changes => "give a date below",
        SlideKind::Comparison => "choose a map below",
        SlideKind::Sources => "none is named yet",
    }
}

/// The other map to compare with: of a picture an earlier version, since which the changes are drawn.
pub fn compare(ui: &mut Ui, chosen: &mut Chosen) -> Option<Asked> {
    let palette = Palette::for_ui(ui);
    field_name(ui, "Compare with");
    let Some(other) = &chosen.other else {
        return ui.button("Another map…").clicked().then_some(Asked::OtherMap);
    };
    let removed = ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let removed = icon_button(ui, Icon::Cross, "Compare with no other map").clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(&other.name).color(palette.ink)).truncate());
            });
            removed
        })
        .inner
    });
    if removed.inner {
        chosen.other = None;
    }
    None
}
