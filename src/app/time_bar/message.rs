//! The line below the track: the day that the map is shown as of, and what happened then.

use egui::{Align, Label, Layout, Rect, RichText, Ui, UiBuilder, vec2};

use super::told;
use crate::app::command::{Command, shortcut_text};
use crate::app::guide::explained_word;
use crate::app::style::{Palette, font};
use crate::app::workspace::Workspace;
use crate::scene::Weight;

/// The least room that what happened is worth telling in.
const LEAST: f32 = 120.0;

const GAP: f32 = 18.0;

/// Draws the line. Answers a command that was chosen.
pub fn show(ui: &mut Ui, workspace: &Workspace, area: Rect) -> Option<Command> {
    let mut chosen = None;
    let mut area = area;
    if workspace.is_elsewhen() {
        let (left, pressed) = back(ui, workspace, area);
        chosen = pressed.then_some(Command::OwnDay);
        area = area.with_max_x(left - GAP);
        area = area.with_min_x(sentence(ui, workspace, area) + GAP);
    }
    happened(ui, workspace, area);
    chosen
}

/// The way back to the map's own day. Answers where the button begins, and a click.
fn back(ui: &mut Ui, workspace: &Workspace, area: Rect) -> (f32, bool) {
    let name = format!("Back to {}", told::in_words(workspace.own_day()));
    let keys = shortcut_text(ui.ctx(), Command::OwnDay);
    let text = RichText::new(name).font(font(Weight::SemiBold, 12.0));
    let builder = UiBuilder::new().max_rect(area).layout(Layout::right_to_left(Align::Center));
    let button = |ui: &mut Ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        ui.spacing_mut().button_padding = vec2(9.0, 2.0);
        ui.button(text).on_hover_text(format!("Show the map as of its own day again ({keys})"))
    };
    let response = ui.scope_builder(builder, button).inner;
    (response.rect.left(), response.clicked())
}

/// That the map is shown as of another day, as fully as there is room. Answers where it ends.
fn sentence(ui: &mut Ui, workspace: &Workspace, area: Rect) -> f32 {
    let palette = Palette::for_ui(ui);
    let sentences = told::elsewhen(workspace.day(), workspace.is_read_only());
    let width =
        |words: &String| ui.painter().layout_no_wrap(words.clone(), font(Weight::Medium, 12.0), palette.ink).size().x;
    let fits = sentences.iter().find(|words| width(words) <= area.width());
    let words = fits.or(sentences.last()).cloned().unwrap_or_default();
    let hint = sentences.first().filter(|full| **full != words).cloned();
    let text = RichText::new(&words).font(font(Weight::Medium, 12.0)).color(palette.ink);
    let response = in_line(ui, area, Label::new(text).truncate());
    let end = response.rect.right();
    explained_word(
        match hint {
            Some(hint) => response.on_hover_text(hint),
            None => response,
        },
        "As of",
    );
    end
}

fn happened(ui: &mut Ui, workspace: &Workspace, area: Rect) {
    let Some(words) = told::happened(&workspace.timeline(), workspace.document.map(), workspace.day()) else { return };
    if area.width() < LEAST {
        return;
    }
    let palette = Palette::for_ui(ui);
    let text = RichText::new(words).font(font(Weight::Regular, 12.0)).color(palette.muted);
    in_line(ui, area, Label::new(text).truncate());
}

/// A label at the left of a line, which tells itself in full to a resting pointer where it is cut.
fn in_line(ui: &mut Ui, area: Rect, label: Label) -> egui::Response {
    let builder = UiBuilder::new().max_rect(area).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| ui.add(label)).inner
}

/// What stands in place of the track where nothing is dated.
pub fn nothing_dated(ui: &mut Ui, area: Rect) {
    let palette = Palette::for_ui(ui);
    let words = if area.width() > 560.0 { told::NOTHING_DATED } else { told::NOTHING_DATED_SHORT };
    let text = RichText::new(words).font(font(Weight::Regular, 12.5)).color(palette.muted);
    let area = area.shrink2(vec2(8.0, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(area).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.add(Label::new(text).wrap())
    });
}
