//! The list of topics, and the field that searches it.

use egui::{
    Align, CornerRadius, Key, Margin, Modifiers, Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind,
    TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use super::OpenGuide;
use crate::app::style::{Palette, font};
use crate::guide::{CONTENTS, Topic, search, topics};
use crate::scene::Weight;

const ROW: f32 = 25.0;

/// Draws the list. Answers the topic that was chosen.
pub fn show(ui: &mut Ui, open: &mut OpenGuide) -> Option<&'static Topic> {
    let searching = !open.search.trim().is_empty();
    let listed: Vec<&'static Topic> = if searching { search(&open.search) } else { topics().collect() };
    let mut chosen = step(ui, &listed, open.topic);
    if field(ui, open) && !open.search.trim().is_empty() {
        chosen = search(&open.search).first().copied();
    }
    ui.add_space(4.0);
    ScrollArea::vertical().id_salt("topics").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        if searching {
            found(ui, open, &listed, &mut chosen);
        } else {
            for part in &CONTENTS {
                heading(ui, part.title);
                part.topics.iter().for_each(|topic| row(ui, open, topic, &mut chosen));
            }
        }
    });
    chosen.filter(|topic| *topic != open.topic)
}

/// The topic above or below in the list, by the arrow keys.
fn step(ui: &Ui, listed: &[&'static Topic], now: &Topic) -> Option<&'static Topic> {
    let (down, up) = ui.input_mut(|input| {
        let down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
        (down, input.consume_key(Modifiers::NONE, Key::ArrowUp))
    });
    let at = listed.iter().position(|topic| *topic == now);
    match (down, up, at) {
        (true, _, Some(at)) => listed.get(at + 1).copied(),
        (_, true, Some(at)) => at.checked_sub(1).and_then(|before| listed.get(before)).copied(),
        (true, _, None) => listed.first().copied(),
        _ => None,
    }
}

/// The field for a search; it has the focus from the beginning. Answers whether the search has changed.
fn field(ui: &mut Ui, open: &mut OpenGuide) -> bool {
    let hint = RichText::new("Search the guide").color(Palette::for_ui(ui).muted);
    let field = TextEdit::singleline(&mut open.search).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(field.margin(Margin::symmetric(9, 6))).accessible_name("Search the guide");
    if !open.shown {
        response.request_focus();
        open.shown = true;
    }
    response.changed()
}

fn found(ui: &mut Ui, open: &OpenGuide, listed: &[&'static Topic], chosen: &mut Option<&'static Topic>) {
    if listed.is_empty() {
        ui.add_space(6.0);
        let words = "The guide says nothing of this. Try a single word, such as “backbone”.";
        ui.label(RichText::new(words).color(Palette::for_ui(ui).muted));
    }
    for topic in listed {
        row(ui, open, topic, chosen);
    }
}

fn heading(ui: &mut Ui, title: &str) {
    let text = RichText::new(title.to_uppercase()).font(font(Weight::SemiBold, 10.5)).extra_letter_spacing(0.8);
    ui.add_space(10.0);
    ui.label(text.color(Palette::for_ui(ui).muted));
    ui.add_space(1.0);
}

fn row(ui: &mut Ui, open: &OpenGuide, topic: &'static Topic, chosen: &mut Option<&'static Topic>) {
    let palette = Palette::for_ui(ui);
    let is_read = open.topic == topic;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 6.0, ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_read, topic.name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_read));
    if is_read || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), palette.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, CornerRadius::same(6), Stroke::new(1.5, palette.accent), StrokeKind::Inside);
    }
    let weight = if is_read { Weight::SemiBold } else { Weight::Regular };
    let galley = ui.painter().layout_no_wrap(topic.name.to_owned(), font(weight, 13.0), palette.ink);
    let at = pos2(rect.left() + 8.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, palette.ink);
    keep_in_sight(open, is_read, &response);
    if response.clicked() {
        *chosen = Some(topic);
    }
}

fn keep_in_sight(open: &OpenGuide, is_read: bool, response: &Response) {
    if is_read && open.anew {
        response.scroll_to_me(None);
    }
    if response.gained_focus() {
        response.scroll_to_me(Some(Align::Center));
    }
}
