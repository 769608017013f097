//! The sources of an observation, in one cell: their titles, and behind them the sources of the map to choose from.

use egui::{
    Button, CornerRadius, Popup, PopupCloseBehavior, Role, ScrollArea, Sense, Stroke, StrokeKind, TextWrapMode,
};
use egui::{Ui, WidgetInfo, vec2};

use crate::app::inspector::look;
use crate::app::inspector::observation::Entry;
use crate::app::inspector::source::title;
use crate::app::style::{Palette, font};
use crate::edit::Document;
use crate::map::{Id, StrategyMap};
use crate::scene::Weight;

/// Draws the cell.
pub fn cell(ui: &mut Ui, document: &mut Document, entry: &Entry<'_>) {
    let cited = &entry.observation.sources;
    let titles: Vec<String> = cited.iter().map(|id| title(document.map(), id)).collect();
    let response = button(ui, &format!("{} sources", entry.name), &titles.join(", "));
    let clicked = Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(320.0);
        menu(ui, document.map(), cited)
    });
    if let Some(id) = clicked.and_then(|shown| shown.inner) {
        cite(document, entry, &id);
    } else if !titles.is_empty() {
        response.on_hover_text(titles.join("\n"));
    }
}

/// Cites a source, or no longer.
fn cite(document: &mut Document, entry: &Entry<'_>, id: &Id) {
    let known = entry.observation.sources.contains(id);
    let label = if known { "Remove source" } else { "Cite source" };
    entry.edit(document, label, |observation| {
        if known {
            observation.sources.retain(|other| other != id);
        } else {
            observation.sources.push(id.clone());
        }
    });
}

/// The titles as far as there is room, as something that can be clicked.
fn button(ui: &mut Ui, name: &str, titles: &str) -> egui::Response {
    let palette = Palette::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(titles));
    let active = response.hovered() || response.has_focus();
    if active {
        let edge = if response.has_focus() { palette.accent } else { palette.edge };
        ui.painter().rect(rect, CornerRadius::same(7), palette.hover, Stroke::new(1.0, edge), StrokeKind::Inside);
    }
    let (words, ink) = match (titles, active) {
        ("", true) => ("Cite…", palette.muted),
        ("", false) => return response,
        (titles, _) => (titles, palette.ink),
    };
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font(Weight::Regular, 12.5), ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 16.0);
    let galley = ui.painter().layout_job(job);
    let at = egui::pos2(rect.left() + 8.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    response
}

/// All sources of the map. Answers the one that was clicked.
fn menu(ui: &mut Ui, map: &StrategyMap, cited: &[Id]) -> Option<Id> {
    // Those that are cited and not of the map can at least be taken away.
    let unknown = cited.iter().filter(|id| !map.sources.contains(id));
    let all: Vec<&Id> = unknown.chain(map.sources.iter().map(|source| &source.id)).collect();
    if all.is_empty() {
        look::remark(ui, "The map has no sources yet: add them to the map in the inspector.");
        return None;
    }
    let mut clicked = None;
    let height = ui.spacing().interact_size.y;
    ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
    ScrollArea::vertical().max_height(300.0).show_rows(ui, height, all.len(), |ui, lines| {
        for id in &all[lines] {
            let line = Button::selectable(cited.contains(id), title(map, id));
            if ui.add(line.min_size(vec2(ui.available_width(), height))).clicked() {
                clicked = Some((*id).clone());
            }
        }
    });
    clicked
}
