//! A row of the list of handshakes: on the left who asks for what, on the right what was answered.

use egui::{Color32, CornerRadius, Id as EguiId, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::handshakes::halves;
use super::{Asked, Scope};
use crate::app::inspector::look::answer_color;
use crate::app::inspector::work::title_or;
use crate::app::progress::rows::ground;
use crate::app::progress::text::{asterisk, fitted};
use crate::app::style::{Palette, font};
use crate::insight::Handshake;
use crate::map::{AnswerEntry, Id, Initiative, Link};
use crate::scene::Weight;

/// How high a row is while it is folded.
pub const HEIGHT: f32 = 88.0;

/// The air inside of a row, left and right.
pub const PAD: f32 = 10.0;

/// What was done to a row.
pub enum Touched {
    /// It is to be unfolded, or folded up.
    Toggled((Id, Id)),
    /// Something else was asked for.
    Asked(Asked),
}

/// Draws a row; of an unfolded one the part that says what it is about.
pub fn draw(ui: &mut Ui, rect: Rect, scope: &Scope<'_>, handshake: &Handshake, open: bool) -> Option<Touched> {
    let map = scope.document.map();
    let initiative = map.initiatives.get(&handshake.initiative)?;
    let link = initiative.link_to(&handshake.capability)?;
    let (from, to) =
        (title_or(Some(&initiative.title), "Untitled initiative"), scope.capability_title(&handshake.capability));
    let id = EguiId::unique(("handshake", handshake.initiative.as_str(), handshake.capability.as_str()));
    let whole = rect.shrink2(vec2(0.0, 1.0));
    let top = whole.with_max_y(rect.top() + HEIGHT - 1.0);
    let response = ui.interact(top, id, Sense::click());
    let entry = link.answer_entry_on(scope.moment.day);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Handshake: {from} → {to}")));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_expanded(open);
        node.set_description(description(link, handshake, entry));
    });
    if response.gained_focus() {
        ui.scroll_to_rect(top, None);
    }
    let seen = ui.is_rect_visible(top);
    if seen {
        ground(ui, whole, &response, open);
        let line = Stroke::new(1.0, Palette::for_ui(ui).edge.gamma_multiply(0.6));
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
    }
    let (left, right) = halves(top.shrink2(vec2(PAD, 8.0)));
    let asked = asks(ui, left, id, (initiative, &from), (handshake, link, &to));
    if seen {
        answer(ui, right, handshake, entry);
        chevron(ui, pos2(top.right() - 9.0, top.top() + 17.0), open);
    }
    match asked {
        Some(asked) => Some(Touched::Asked(asked)),
        None if response.clicked() => {
            Some(Touched::Toggled((handshake.initiative.clone(), handshake.capability.clone())))
        }
        None => None,
    }
}

fn description(link: &Link, handshake: &Handshake, entry: Option<&AnswerEntry>) -> String {
    let mut all = vec![format!("Ask: {}", or_nothing(&link.ask)), format!("Answer: {}", answer_words(handshake))];
    all.extend(entry.and_then(said));
    all.extend(entry.and_then(terms));
    all.extend(entry.filter(|entry| entry.illustrative).map(|_| "illustrative".to_owned()));
    all.join("; ")
}

fn or_nothing(text: &str) -> &str {
    if text.trim().is_empty() { "nothing is asked yet" } else { text.trim() }
}

/// The answer and since when it is so.
fn answer_words(handshake: &Handshake) -> String {
    let since = handshake.since.map(|date| format!(" since {}", date.in_words()));
    format!("{}{}", handshake.answer.name(), since.unwrap_or_default())
}

/// What was said, and under which conditions.
fn said(entry: &AnswerEntry) -> Option<String> {
    let (text, conditions) = (entry.text.trim(), entry.conditions.trim());
    match (text.is_empty(), conditions.is_empty()) {
        (true, true) => None,
        (false, true) => Some(text.to_owned()),
        (true, false) => Some(format!("Condition: {conditions}")),
        (false, false) => Some(format!("{text} Condition: {conditions}")),
    }
}

/// By when it will be there and who agreed.
fn terms(entry: &AnswerEntry) -> Option<String> {
    let due = entry.due.map(|due| format!("by {}", due.in_words()));
    let agreed = Some(entry.agreed_by.trim()).filter(|name| !name.is_empty()).map(|name| format!("agreed by {name}"));
    let parts: Vec<String> = due.into_iter().chain(agreed).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The side of the business. Answers what was clicked in it.
fn asks(
    ui: &mut Ui,
    side: Rect,
    id: EguiId,
    (initiative, from): (&Initiative, &str),
    (handshake, link, to): (&Handshake, &Link, &str),
) -> Option<Asked> {
    let palette = Palette::for_ui(ui);
    let color = initiative.strategy.map_or(palette.muted, |kind| palette.strategy(kind));
    let mark = Rect::from_min_size(side.min + vec2(0.0, 1.0), vec2(3.5, 31.0));
    ui.painter().rect_filled(mark, CornerRadius::same(1), color);
    let text = side.with_min_x(side.left() + 12.0);
    let titled = link_to(ui, text.min, text.width(), id.with("initiative"), (from, Weight::SemiBold, palette.ink));
    let to_map = titled.on_hover_text("Show it on the map").clicked();
    let at = text.min + vec2(0.0, 17.0);
    let capability =
        link_to(ui, at, text.width(), id.with("capability"), (&format!("→ {to}"), Weight::Regular, palette.muted));
    let to_capability = capability.on_hover_text("Show this capability").clicked();
    if ui.is_rect_visible(side) {
        let (words, ink) = match link.ask.trim() {
            "" => (or_nothing(""), palette.muted),
            ask => (ask, palette.ink),
        };
        let galley = fitted(ui, words, font(Weight::Regular, 12.5), ink, text.width(), 2);
        ui.painter().galley(text.min + vec2(0.0, 37.0), galley, ink);
    }
    match (to_map, to_capability) {
        (true, _) => Some(Asked::Initiative(handshake.initiative.clone())),
        (_, true) => Some(Asked::Capability(handshake.capability.clone())),
        _ => None,
    }
}

/// Words that lead somewhere: underlined while they are pointed at.
pub fn link_to(
    ui: &mut Ui,
    at: Pos2,
    room: f32,
    id: EguiId,
    (words, weight, ink): (&str, Weight, Color32),
) -> egui::Response {
    let size = if weight == Weight::SemiBold { 13.0 } else { 12.0 };
    let galley = fitted(ui, words, font(weight, size), ink, room, 1);
    let rect = Rect::from_min_size(at, galley.size());
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, words));
    if response.hovered() || response.has_focus() {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, ink));
    }
    ui.painter().galley(at, galley, ink);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The side of IT.
fn answer(ui: &Ui, side: Rect, handshake: &Handshake, entry: Option<&AnswerEntry>) {
    let palette = Palette::for_ui(ui);
    let color = answer_color(palette, handshake.answer);
    let room = side.width() - 16.0;
    let name = fitted(ui, handshake.answer.name(), font(Weight::SemiBold, 13.0), color, room, 1);
    let mut end = side.left() + name.size().x + 8.0;
    ui.painter().galley(side.min, name.clone(), color);
    if entry.is_some_and(|entry| entry.illustrative) {
        asterisk(ui, side.min, &name, palette.muted);
        end += 8.0;
    }
    let muted = |words: &str, width: f32, lines: usize| {
        fitted(ui, words, font(Weight::Regular, 12.0), palette.muted, width, lines)
    };
    if let Some(date) = handshake.since {
        let since = format!("since {}", date.in_words());
        ui.painter().galley(pos2(end, side.top() + 1.0), muted(&since, side.right() - 16.0 - end, 1), palette.muted);
    }
    let mut y = side.top() + 19.0;
    if let Some(said) = entry.and_then(said) {
        let galley = fitted(ui, &said, font(Weight::Regular, 12.5), palette.ink, side.width(), 2);
        let height = galley.size().y;
        ui.painter().galley(pos2(side.left(), y), galley, palette.ink);
        y += height + 3.0;
    }
    if let Some(terms) = entry.and_then(terms) {
        ui.painter().galley(pos2(side.left(), y), muted(&terms, side.width(), 1), palette.muted);
    }
}

fn chevron(ui: &Ui, at: Pos2, open: bool) {
    let points = if open {
        [vec2(-3.5, 2.0), vec2(0.0, -2.0), vec2(3.5, 2.0)]
    } else {
        [vec2(-3.5, -2.0), vec2(0.0, 2.0), vec2(3.5, -2.0)]
    };
    let line = points.map(|point| at + point).to_vec();
    ui.painter().add(Shape::line(line, Stroke::new(1.5, Palette::for_ui(ui).muted)));
}
