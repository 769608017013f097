//! A text whose links can be followed with the pointer and with the keys.

use egui::epaint::text::cursor::CCursor;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::app::style::{Palette, font};
use crate::guide::{Span, Topic, spans};
use crate::scene::Weight;

/// How a text is set.
#[derive(Clone, Copy)]
pub struct Look {
    /// Its weight.
    pub weight: Weight,
    /// Its size, in points.
    pub size: f32,
    /// Its colour; links have the accent.
    pub color: Color32,
    /// How wide it is set, in points.
    pub width: f32,
}

/// Draws a text in its lines. Answers the topic of the link that was followed.
pub fn paragraph(ui: &mut Ui, text: &'static str, look: Look) -> Option<&'static Topic> {
    let palette = Palette::for_ui(ui);
    let mut job = LayoutJob::default();
    job.wrap.max_width = look.width;
    let (mut links, mut told, mut at) = (Vec::new(), String::new(), 0);
    for span in spans(text) {
        // A link is never torn apart, so that it is one place to point at.
        let (words, color) = match span {
            Span::Plain(words) => (words.to_owned(), look.color),
            Span::Link(words, _) => (words.replace(' ', "\u{a0}"), palette.accent),
        };
        let length = words.chars().count();
        if let Span::Link(shown, topic) = span {
            links.push((at..at + length, shown, topic));
        }
        at += length;
        told.push_str(span.words());
        let line_height = Some((look.size * 1.45).round());
        let format = TextFormat { line_height, ..TextFormat::simple(font(look.weight, look.size), color) };
        job.append(&words, 0.0, format);
    }
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(look.width, galley.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &told));
    ui.painter().galley(rect.min, galley.clone(), look.color);
    let mut followed = None;
    for (range, shown, topic) in links {
        let start = galley.pos_from_cursor(CCursor { index: range.start.into(), prefer_next_row: true });
        let end = galley.pos_from_cursor(CCursor { index: range.end.into(), prefer_next_row: false });
        let place = start.union(end).translate(rect.min.to_vec2());
        if link(ui, (text, range.start), place, shown) {
            followed = Some(topic);
        }
    }
    followed
}

/// A link at its place in a text. Answers whether it was followed.
fn link(ui: &Ui, key: (&'static str, usize), place: Rect, shown: &str) -> bool {
    let palette = Palette::for_ui(ui);
    let response = ui.interact(place, ui.scope_id().with(key), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, shown));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.hovered() {
        let y = place.bottom() - 2.5;
        ui.painter().hline(place.x_range(), y, Stroke::new(1.0, palette.accent));
    }
    if response.has_focus() {
        let ring = place.expand2(egui::vec2(3.0, 0.0));
        ui.painter().rect_stroke(ring, CornerRadius::same(4), Stroke::new(1.5, palette.accent), StrokeKind::Inside);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
