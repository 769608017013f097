//! Both maps row by row.

use std::sync::Arc;

use egui::{Align, Color32, Label, Layout, Rect, RichText, ScrollArea, Sense, Stroke, Ui, vec2};

use crate::app::start::thumbnail;
use crate::app::style::{Palette, font};
use crate::export::pasted;
use crate::insight::{Comparison, Row, Topic};
use crate::map::{Moment, StrategyKind, StrategyMap};
use crate::scene::{Scene, Weight};

/// How wide the names of the rows are, where there is room.
const NAMES: f32 = 210.0;

/// What stays free between two columns.
const BETWEEN: f32 = 24.0;

/// How high the picture of a map is.
const PICTURE: f32 = 92.0;

/// Below this width a column has no room for a picture.
const ROOM_FOR_PICTURE: f32 = 330.0;

/// What stands above a column: a map, besides its name.
pub struct Head {
    scene: Arc<Scene>,
    as_of: Option<String>,
    leads: Option<StrategyKind>,
}

impl Head {
    /// That of a map as of a moment.
    pub fn new(map: &StrategyMap, moment: Moment, scene: Arc<Scene>) -> Self {
        let as_of = moment.said.map(|date| format!("as of {}", date.in_words()));
        Self { scene, as_of, leads: map.primary_on(moment.day) }
    }
}

/// Draws both maps into what room there is.
pub fn show(ui: &mut Ui, told: &Comparison, heads: &[Head; 2]) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        // What the bar of the scroll takes.
        let width = ui.available_width() - 8.0;
        let names = NAMES.min(width * 0.24);
        let column = (width - names - 2.0 * BETWEEN) / 2.0;
        let widths = [names, column, column];
        columns(ui, widths, |ui, i| {
            if i > 0 {
                head(ui, &told.columns[i - 1], &heads[i - 1], column);
            }
        });
        ui.add_space(10.0);
        for row in &told.rows {
            line(ui, width);
            ui.add_space(12.0);
            columns(ui, widths, |ui, i| match i {
                0 => name(ui, row.name()),
                _ => cell(ui, row, i - 1, heads),
            });
            ui.add_space(12.0);
        }
        line(ui, width);
    });
}

/// The table as text: a line for each row, its cells set apart by tabs.
pub fn as_text(told: &Comparison) -> String {
    let [a, b] = [0, 1].map(|i| pasted(&told.columns[i]));
    let mut text = format!("\t{a}\t{b}\n");
    for row in &told.rows {
        let [a, b] = [0, 1].map(|i| pasted(&row.cells[i]));
        text.push_str(&format!("{}\t{a}\t{b}\n", pasted(row.name())));
    }
    text
}

/// Three columns beside each other.
fn columns(ui: &mut Ui, widths: [f32; 3], mut each: impl FnMut(&mut Ui, usize)) {
    ui.horizontal_top(|ui| {
        for (i, width) in widths.into_iter().enumerate() {
            if i > 0 {
                ui.add_space(BETWEEN);
            }
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 4.0;
                each(ui, i);
            });
        }
    });
}

fn line(ui: &mut Ui, width: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, Palette::for_ui(ui).edge));
}

/// How a map looks, what it is called, and of which day it is.
fn head(ui: &mut Ui, name: &str, head: &Head, width: f32) {
    let palette = Palette::for_ui(ui);
    ui.horizontal_top(|ui| {
        if width >= ROOM_FOR_PICTURE {
            let (frame, _) = ui.allocate_exact_size(vec2(PICTURE * 16.0 / 9.0, PICTURE), Sense::hover());
            if ui.is_rect_visible(frame) {
                thumbnail(ui, frame, &head.scene);
            }
            ui.add_space(14.0);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.add_space(4.0);
            ui.add(Label::new(RichText::new(name).font(font(Weight::SemiBold, 17.0)).color(palette.ink)).wrap());
            if let Some(as_of) = &head.as_of {
                ui.label(RichText::new(as_of).color(palette.muted));
            }
        });
    });
}

fn name(ui: &mut Ui, name: &str) {
    let palette = Palette::for_ui(ui);
    ui.add(Label::new(RichText::new(name).font(font(Weight::Medium, 13.0)).color(palette.muted)).wrap());
}

/// What a map says to one topic: a statement with what explains it, or a list.
fn cell(ui: &mut Ui, row: &Row, side: usize, heads: &[Head; 2]) {
    let palette = Palette::for_ui(ui);
    let text = &row.cells[side];
    match row.topic {
        Topic::Primary | Topic::Direction | Topic::Capability => {
            let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
            let strategy = heads[side].leads.filter(|_| row.topic == Topic::Primary);
            let ink = strategy.map_or(palette.ink, |strategy| palette.strategy(strategy));
            said(ui, first, (Weight::SemiBold, 15.0), ink);
            for line in rest.lines() {
                said(ui, line, (Weight::Regular, 12.5), palette.muted);
            }
        }
        _ if text.contains('\n') => text.lines().for_each(|line| item(ui, line)),
        _ => said(ui, text, (Weight::Regular, 13.5), palette.ink),
    }
}

fn said(ui: &mut Ui, words: &str, (weight, size): (Weight, f32), ink: Color32) {
    ui.add(Label::new(RichText::new(words).font(font(weight, size)).color(ink)).wrap().selectable(true));
}

/// One of several things.
fn item(ui: &mut Ui, words: &str) {
    const INDENT: f32 = 13.0;
    let palette = Palette::for_ui(ui);
    let at = ui.cursor().min;
    let width = ui.available_width();
    let dot = Rect::from_min_size(at, vec2(INDENT, 17.0)).center() - vec2(3.0, 0.0);
    ui.painter().circle_filled(dot, 1.8, palette.muted);
    ui.horizontal_top(|ui| {
        ui.add_space(INDENT);
        ui.vertical(|ui| {
            ui.set_width(width - INDENT);
            said(ui, words, (Weight::Regular, 13.5), palette.ink);
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_begins_no_formula_and_keeps_to_its_cell() {
        let cells = ["=1+1\tA\r\n-B".into(), "\u{202E}@SUM".into()];
        let rows = vec![Row { topic: Topic::Need, cells }];
        let told = Comparison { columns: ["+A".into(), "B\n2".into()], rows };
        assert_eq!(as_text(&told), "\t'+A\tB; 2\nCustomer need\t'=1+1 A; -B\t'@SUM\n");
    }
}
