//! The list of the indicators: grouped and sorted as asked, only what is in sight laid out.

use egui::{
    Align, Align2, EventFilter, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::cache::{Directions, Entry};
use super::order::{Arrangement, Hue, Line, arrange};
use super::rows::{self, GROUP_HEIGHT, Row, row_id};
use super::text::{FOOTNOTE, chevron, fitted};
use crate::app::guide::explained;
use crate::app::style::{Palette, font};
use crate::app::widgets;
use crate::map::{Day, Id};
use crate::scene::Weight;

/// How many indicators may be drawn with the shown one.
pub const MOST_OVERLAID: usize = 5;

const BETWEEN: f32 = 2.0;
const HEADER: f32 = 34.0;
const FOOTER: f32 = 30.0;
/// The inside of the card stands this far from the text of the rows.
const INDENT: f32 = 8.0;

/// What the list shows.
pub struct Input<'a> {
    /// What is told of the indicators.
    pub directions: &'a Directions,
    /// As of when.
    pub day: Day,
    /// The place of the one on the chart.
    pub chosen: usize,
    /// What is drawn with it.
    pub overlaid: &'a [Id],
    /// Whether the whole map is invented.
    pub illustrative: bool,
    /// Whether the chosen one has to be brought into view.
    pub reveal: bool,
}

/// What was asked for in the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Shows an indicator.
    Choose(Id),
    /// Draws an indicator with the shown one, or no longer.
    Overlay(Id),
    /// Draws the shown one alone.
    ClearOverlay,
}

/// What the heights of the lines depend on: what is listed, how, how wide, and how many pixels a point has.
type Measured = (u64, Arrangement, u32, u32);

/// The list and how it is arranged.
#[derive(Debug, Default)]
pub struct List {
    arrangement: Arrangement,
    lines: Option<((u64, Arrangement), Vec<Line>)>,
    /// Where each line begins, and where the last one ends.
    tops: Option<(Measured, Vec<f32>)>,
}

impl List {
    /// Draws the list. Answers what was asked for.
    pub fn show(&mut self, ui: &mut Ui, input: &Input<'_>) -> Option<Act> {
        let area = ui.available_rect_before_wrap();
        let (head, below) = area.split_top_bottom_at_y(area.top() + HEADER);
        self.header(ui, head);
        let footnote = input.illustrative || input.directions.entries().iter().any(|entry| entry.illustrative);
        let has_footer = footnote || !input.overlaid.is_empty();
        let (rows, foot) = below.split_top_bottom_at_y(below.bottom() - if has_footer { FOOTER } else { 0.0 });
        let act = ui.scope_builder(UiBuilder::new().max_rect(rows), |ui| self.rows(ui, input)).inner;
        let cleared = has_footer && footer(ui, foot, footnote, !input.overlaid.is_empty());
        act.or(cleared.then_some(Act::ClearOverlay))
    }

    fn header(&mut self, ui: &mut Ui, rect: Rect) {
        let palette = Palette::for_ui(ui);
        let inside = rect.shrink2(vec2(INDENT, 0.0)).with_max_y(rect.bottom() - 6.0);
        ui.scope_builder(UiBuilder::new().max_rect(inside).layout(egui::Layout::left_to_right(Align::Center)), |ui| {
            let title = egui::RichText::new("INDICATORS").font(font(Weight::SemiBold, 11.0)).extra_letter_spacing(0.8);
            explained(ui, "Indicators", title.color(palette.muted));
            ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| self.menu(ui));
        });
    }

    /// How the list is grouped and sorted.
    fn menu(&mut self, ui: &mut Ui) {
        let palette = Palette::for_ui(ui);
        let name = self.arrangement.name().to_owned();
        let galley = ui.painter().layout_no_wrap(name, font(Weight::Regular, 12.0), palette.muted);
        let (rect, button) = ui.allocate_exact_size(galley.size() + vec2(28.0, 8.0), Sense::click());
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Group and sort"));
        ui.ctx().accesskit_node_builder(button.id, |node| node.set_value(self.arrangement.name()));
        let pointed = button.hovered() || button.has_focus();
        let ink = if pointed { palette.ink } else { palette.muted };
        rows::ground(ui, rect, &button, false);
        ui.painter().galley_with_override_text_color(rect.min + vec2(8.0, 4.0), galley, ink);
        chevron(ui, pos2(rect.right() - 11.0, rect.center().y + 0.5), ink);
        egui::Popup::menu(&button).gap(4.0).show(|ui| {
            ui.set_min_width(170.0);
            for arrangement in Arrangement::ALL {
                let entry = egui::Button::new(arrangement.name()).selected(arrangement == self.arrangement);
                if ui.add(entry).on_hover_text(arrangement.told()).clicked() {
                    self.arrangement = arrangement;
                    ui.close();
                }
            }
        });
    }

    fn rows(&mut self, ui: &mut Ui, input: &Input<'_>) -> Option<Act> {
        let key = (input.directions.generation(), self.arrangement);
        if self.lines.as_ref().is_none_or(|(known, _)| *known != key) {
            self.lines = Some((key, arrange(input.directions.entries(), self.arrangement)));
        }
        let lines = self.lines.as_ref().map_or(&[][..], |(_, lines)| lines);
        let (width, scale) = (ui.available_width(), ui.ctx().pixels_per_point());
        let key = (key.0, key.1, width.to_bits(), scale.to_bits());
        if self.tops.as_ref().is_none_or(|(known, _)| *known != key) {
            self.tops = Some((key, tops(ui, lines, input.directions.entries(), width)));
        }
        let tops = self.tops.as_ref().map_or(&[][..], |(_, tops)| tops);
        let dated = self.arrangement == Arrangement::Staleness;
        let scroll = ScrollArea::vertical().id_salt("indicators").auto_shrink(false);
        scroll.show_viewport(ui, |ui, seen| Sheet { lines, tops, input, dated }.show(ui, seen, width)).inner
    }
}

/// Where each line begins below the top, and where the last one ends.
fn tops(ui: &Ui, lines: &[Line], entries: &[Entry], width: f32) -> Vec<f32> {
    ui.ctx().fonts_mut(|fonts| {
        let mut y = 0.0;
        let mut tops = vec![y];
        for line in lines {
            y += match line {
                Line::Group(..) => GROUP_HEIGHT,
                Line::Row(at) => rows::height(fonts, entries[*at].held.surveyed().name(), width) + BETWEEN,
            };
            tops.push(y);
        }
        tops
    })
}

/// The lines of the list on their sheet, of which a part is in sight.
struct Sheet<'a> {
    lines: &'a [Line],
    tops: &'a [f32],
    input: &'a Input<'a>,
    dated: bool,
}

impl Sheet<'_> {
    fn show(&self, ui: &mut Ui, seen: Rect, width: f32) -> Option<Act> {
        let origin = ui.max_rect().min;
        let size = vec2(width, self.tops.last().copied().unwrap_or(0.0));
        ui.allocate_rect(Rect::from_min_size(origin, size), Sense::hover());
        let place = |line: usize| {
            let (top, bottom) = (self.tops[line], self.tops[line + 1]);
            let gap = if matches!(self.lines[line], Line::Row(_)) { BETWEEN } else { 0.0 };
            Rect::from_min_max(origin + vec2(0.0, top), origin + vec2(width, bottom - gap))
        };
        let chosen = self.lines.iter().position(|line| *line == Line::Row(self.input.chosen));
        if let Some(line) = chosen.filter(|_| self.input.reveal) {
            ui.scroll_to_rect(place(line).expand(GROUP_HEIGHT), None);
        }
        let named = UiBuilder::new().accessibility_role(Role::ListBox).accessibility_label("Indicators");
        ui.scope_builder(named, |ui| {
            let mut act = None;
            for line in self.in_sight(seen, chosen) {
                match &self.lines[line] {
                    Line::Group(title, hue, count) => group(ui, place(line), title, *hue, *count),
                    Line::Row(at) => {
                        act = act.or(self.row(ui, place(line), line, &self.input.directions.entries()[*at]))
                    }
                }
            }
            act
        })
        .inner
    }

    /// The lines in sight, one more at each end for the way of the focus, and the chosen one, which may hold the focus.
    fn in_sight(&self, seen: Rect, chosen: Option<usize>) -> impl Iterator<Item = usize> {
        let count = self.lines.len();
        let first = self.tops.partition_point(|top| *top <= seen.top()).saturating_sub(2).min(count);
        let last = (self.tops.partition_point(|top| *top < seen.bottom()) + 1).clamp(first, count);
        let before = chosen.filter(|line| *line < first);
        let after = chosen.filter(|line| *line >= last);
        before.into_iter().chain(first..last).chain(after)
    }

    fn row(&self, ui: &mut Ui, rect: Rect, line: usize, entry: &Entry) -> Option<Act> {
        let input = self.input;
        let id = entry.id();
        let row = Row {
            entry,
            day: input.day,
            chosen: self.lines[line] == Line::Row(input.chosen),
            overlaid: input.overlaid.iter().position(|other| other == id),
            room: input.overlaid.len() < MOST_OVERLAID,
            dated: self.dated,
            illustrative: input.illustrative || entry.illustrative,
        };
        let touched = rows::draw(ui, rect, &row);
        if touched.response.gained_focus() {
            ui.scroll_to_rect(rect, None);
        }
        if touched.overlay {
            return (!row.chosen && (row.overlaid.is_some() || row.room)).then(|| Act::Overlay(id.clone()));
        }
        if touched.response.clicked() {
            return Some(Act::Choose(id.clone()));
        }
        let next = self.walked(ui, &touched.response, line)?;
        let next = input.directions.entries()[next].id().clone();
        ui.memory_mut(|memory| memory.request_focus(row_id(&next)));
        Some(Act::Choose(next))
    }

    /// Where the arrow keys lead from the row that has the focus.
    fn walked(&self, ui: &Ui, response: &egui::Response, line: usize) -> Option<usize> {
        if !response.has_focus() {
            return None;
        }
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (up, down, home, end) =
            (pressed(Key::ArrowUp), pressed(Key::ArrowDown), pressed(Key::Home), pressed(Key::End));
        let row = |line: &Line| if let Line::Row(at) = line { Some(*at) } else { None };
        match (up, down, home, end) {
            (true, ..) => self.lines[..line].iter().rev().find_map(row),
            (_, true, ..) => self.lines[line + 1..].iter().find_map(row),
            (_, _, true, _) => self.lines.iter().find_map(row),
            (.., true) => self.lines.iter().rev().find_map(row),
            _ => None,
        }
    }
}

/// The heading of a group, with how many it has.
fn group(ui: &mut Ui, rect: Rect, title: &str, hue: Hue, count: usize) {
    let palette = Palette::for_ui(ui);
    let line = Rect::from_min_max(pos2(rect.left() + INDENT, rect.bottom() - 21.0), rect.max - vec2(INDENT + 1.0, 3.0));
    let count = ui.painter().layout_no_wrap(count.to_string(), font(Weight::Regular, 11.0), palette.muted);
    let room = line.width() - count.size().x - 10.0;
    let title = fitted(ui, title, font(Weight::SemiBold, 11.5), hue.color(palette), room, 1);
    let cut = title.elided.then(|| title.text().to_owned());
    let painter = ui.painter();
    painter.galley(Align2::RIGHT_CENTER.align_size_within_rect(count.size(), line).min, count, palette.muted);
    painter.hline(
        rect.x_range().shrink(INDENT),
        rect.bottom() - 2.0,
        Stroke::new(1.0, palette.edge.gamma_multiply(0.6)),
    );
    let label = ui.put(
        Align2::LEFT_CENTER.align_size_within_rect(title.size(), line),
        egui::Label::new(title).selectable(false).show_tooltip_when_elided(false),
    );
    if let Some(title) = cut {
        label.on_hover_text(title);
    }
}

/// What the mark of the rows means, and what ends the overlay. Answers whether it does.
fn footer(ui: &mut Ui, rect: Rect, footnote: bool, overlaid: bool) -> bool {
    let palette = Palette::for_ui(ui);
    let inside = rect.shrink2(vec2(INDENT, 0.0)).with_min_y(rect.top() + 4.0);
    ui.painter().hline(rect.x_range().shrink(INDENT), rect.top() + 1.0, Stroke::new(1.0, palette.edge));
    let layout = egui::Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(inside).layout(layout), |ui| {
        if footnote {
            ui.label(egui::RichText::new(FOOTNOTE).font(font(Weight::Regular, 11.5)).color(palette.muted));
        }
        let layout = egui::Layout::right_to_left(Align::Center);
        ui.with_layout(layout, |ui| overlaid && widgets::quiet_button(ui, "Clear overlay").clicked()).inner
    })
    .inner
}
