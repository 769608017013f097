//! What the guide says of a label, as its tooltip.

use egui::{Response, RichText, Ui, WidgetText};

use super::ask_for;
use crate::app::style::{Palette, font};
use crate::guide::{Topic, of_label, of_word};
use crate::scene::Weight;

/// How wide a tooltip grows.
const WIDTH: f32 = 320.0;

/// Draws a label of the window. Where the guide explains what it says, a resting pointer and assistive technology are told,
/// and a click opens the guide there.
pub fn explained(ui: &mut Ui, name: &str, text: impl Into<WidgetText>) -> Response {
    let Some(topic) = of_label(name) else { return ui.label(text.into()) };
    // A click alone: captions are no stops of the Tab key.
    let response = ui.add(egui::Label::new(text.into()).selectable(false).sense(egui::Sense::CLICK));
    told(&response, topic.meaning);
    if response.clicked() {
        ask_for(ui.ctx(), topic);
    }
    let response = response.on_hover_cursor(egui::CursorIcon::Help);
    if is_behind(&response) { response } else { response.on_hover_ui(|ui| tooltip(ui, topic)) }
}

/// Whether a dialog stands before it: a tooltip that was open would float above the dialog.
fn is_behind(response: &Response) -> bool {
    !response.ctx.memory(|memory| memory.allows_interaction(response.layer_id))
}

/// Explains a word that can be chosen, where the guide does.
pub fn explained_word(response: Response, name: &str) -> Response {
    let Some(meaning) = of_word(name) else { return response };
    told(&response, meaning);
    if is_behind(&response) {
        return response;
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(WIDTH);
        ui.label(meaning);
    })
}

fn told(response: &Response, meaning: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description(meaning));
}

fn tooltip(ui: &mut Ui, topic: &Topic) {
    let palette = Palette::for_ui(ui);
    ui.set_max_width(WIDTH);
    ui.label(RichText::new(topic.name).font(font(Weight::SemiBold, 13.0)));
    ui.label(topic.meaning);
    ui.label(RichText::new("Click to read more in the guide").font(font(Weight::Regular, 11.5)).color(palette.muted));
}
