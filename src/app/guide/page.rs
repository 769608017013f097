//! A topic, to be read.

use egui::{Key, Modifiers, RichText, Role, ScrollArea, Stroke, Ui, UiBuilder, Vec2, vec2};

use super::paragraph::{Look, paragraph};
use crate::app::style::{Palette, font};
use crate::app::widgets::quiet_button;
use crate::guide::{Block, Source, Topic, Word, topics};
use crate::scene::Weight;

/// How wide a text is set: about seventy letters.
const MEASURE: f32 = 500.0;

/// Tables may be wider.
const WIDEST: f32 = 590.0;

/// How far a line of a list stands in.
const INDENT: f32 = 20.0;

/// Draws the topic; `anew` from its beginning. Answers where a link led.
pub fn show(ui: &mut Ui, topic: &'static Topic, anew: bool) -> Option<&'static Topic> {
    let mut area = ScrollArea::vertical().id_salt("topic").auto_shrink(false);
    if anew {
        area = area.vertical_scroll_offset(0.0);
    }
    let read = |ui: &mut Ui| {
        leaf(ui);
        let named = UiBuilder::new().id_salt(topic.name).accessibility_role(Role::Article);
        ui.scope_builder(named.accessibility_label(topic.name), |ui| Page::default().topic(ui, topic)).inner
    };
    area.show(ui, read).inner
}

/// Page up and Page down.
fn leaf(ui: &Ui) {
    let by = 0.85 * ui.clip_rect().height();
    let (up, down) = ui.input_mut(|input| {
        let up = input.consume_key(Modifiers::NONE, Key::PageUp);
        (up, input.consume_key(Modifiers::NONE, Key::PageDown))
    });
    if up != down {
        ui.scroll_with_delta(vec2(0.0, if up { by } else { -by }));
    }
}

/// A topic that is being drawn, and the link that was followed.
#[derive(Default)]
struct Page {
    followed: Option<&'static Topic>,
}

impl Page {
    fn topic(mut self, ui: &mut Ui, topic: &'static Topic) -> Option<&'static Topic> {
        let palette = Palette::for_ui(ui);
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.add_space(4.0);
        ui.label(RichText::new(topic.name).font(font(Weight::Bold, 24.0)).color(palette.ink));
        ui.add_space(6.0);
        self.text(ui, topic.meaning, (Weight::Medium, 15.5), MEASURE);
        ui.add_space(12.0);
        for block in topic.body {
            self.block(ui, block);
        }
        words(ui, topic.words);
        sources(ui, topic.from);
        self.next(ui, topic);
        self.followed
    }

    fn text(&mut self, ui: &mut Ui, text: &'static str, (weight, size): (Weight, f32), width: f32) {
        let width = width.min(ui.available_width() - 8.0);
        let look = Look { weight, size, color: Palette::for_ui(ui).ink, width };
        self.followed = self.followed.or(paragraph(ui, text, look));
    }

    fn plain(&mut self, ui: &mut Ui, text: &'static str, width: f32) {
        self.text(ui, text, (Weight::Regular, 14.0), width);
    }

    fn block(&mut self, ui: &mut Ui, block: &Block) {
        match *block {
            Block::Heading(text) => {
                heading(ui, text);
                return;
            }
            Block::Text(text) => self.plain(ui, text, MEASURE),
            Block::List(lines) => self.lines(ui, lines, |_| "•".to_owned()),
            Block::Steps(lines) => self.lines(ui, lines, |at| format!("{}.", at + 1)),
            Block::Table(head, rows) => self.table(ui, head, rows),
        }
        ui.add_space(10.0);
    }

    fn lines(&mut self, ui: &mut Ui, lines: &[&'static str], mark: impl Fn(usize) -> String) {
        let palette = Palette::for_ui(ui);
        for (at, line) in lines.iter().enumerate() {
            ui.horizontal_top(|ui| {
                let mark = ui.painter().layout_no_wrap(mark(at), font(Weight::Regular, 14.0), palette.muted);
                let (place, _) = ui.allocate_exact_size(vec2(INDENT, mark.size().y), egui::Sense::hover());
                ui.painter().galley(place.min + vec2(2.0, 1.0), mark, palette.muted);
                self.plain(ui, line, MEASURE - INDENT);
            });
            ui.add_space(4.0);
        }
    }

    /// A table: its first column names the rows.
    fn table(&mut self, ui: &mut Ui, head: &[&'static str], rows: &[&[&'static str]]) {
        let palette = Palette::for_ui(ui);
        let width = WIDEST.min(ui.available_width() - 8.0);
        let first = if head.first().is_some_and(|name| name.is_empty()) { 0.17 } else { 0.3 };
        let others = (1.0 - first) / (head.len().saturating_sub(1).max(1)) as f32;
        let wide = |column: usize| width * if column == 0 { first } else { others } - 14.0;
        let line = |ui: &mut Ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(width, 11.0), egui::Sense::hover());
            ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, palette.edge));
        };
        let cells = |page: &mut Self, ui: &mut Ui, cells: &[&'static str], is_head: bool| {
            ui.horizontal_top(|ui| {
                for (column, cell) in cells.iter().enumerate() {
                    let place = ui.cursor().min;
                    ui.allocate_ui(vec2(wide(column) + 14.0, 0.0), |ui| {
                        ui.set_width(wide(column));
                        let strong = is_head || column == 0;
                        let weight = if strong { Weight::SemiBold } else { Weight::Regular };
                        page.text(ui, cell, (weight, 13.0), wide(column));
                    });
                    ui.add_space((place.x + wide(column) + 14.0 - ui.cursor().min.x).max(0.0));
                }
            });
        };
        cells(self, ui, head, true);
        for row in rows {
            line(ui);
            cells(self, ui, row, false);
        }
        ui.add_space(6.0);
    }

    /// What comes after this topic, for reading on.
    fn next(&mut self, ui: &mut Ui, topic: &Topic) {
        let Some(next) = topics().skip_while(|other| *other != topic).nth(1) else { return };
        ui.add_space(14.0);
        if quiet_button(ui, &format!("Next: {}", next.name)).clicked() {
            self.followed = Some(next);
        }
        ui.add_space(10.0);
    }
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(text).font(font(Weight::SemiBold, 15.0)).color(Palette::for_ui(ui).ink));
    ui.add_space(4.0);
}

/// The words that can be chosen, each with its meaning.
fn words(ui: &mut Ui, words: &'static [Word]) {
    if words.is_empty() {
        return;
    }
    let palette = Palette::for_ui(ui);
    heading(ui, "What can be chosen");
    for word in words {
        ui.horizontal_top(|ui| {
            let set = |text: &str, weight, width| {
                ui.painter().layout(text.to_owned(), font(weight, 13.5), palette.ink, width)
            };
            let name = set(word.name, Weight::SemiBold, 150.0);
            let meaning = set(word.meaning, Weight::Regular, MEASURE - 160.0);
            let height = name.size().y.max(meaning.size().y);
            let size = Vec2::new(MEASURE, height);
            let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
            let told = format!("{}: {}", word.name, word.meaning);
            response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, &told));
            ui.painter().galley(rect.min, name, palette.ink);
            ui.painter().galley(rect.min + vec2(160.0, 0.0), meaning, palette.ink);
        });
        ui.add_space(5.0);
    }
    ui.add_space(6.0);
}

/// Where the topic comes from.
fn sources(ui: &mut Ui, from: &[Source]) {
    let palette = Palette::for_ui(ui);
    ui.add_space(4.0);
    let (rect, _) = ui.allocate_exact_size(vec2(MEASURE, 13.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.top() + 4.0, Stroke::new(1.0, palette.edge));
    let mut lines: Vec<String> = from.iter().map(|source| format!("{}: {}", source.name(), source.title())).collect();
    if lines.is_empty() {
        lines.push("The program’s own; no text is behind it.".to_owned());
    }
    for line in lines {
        let galley = ui.painter().layout(line, font(Weight::Regular, 12.0), palette.muted, MEASURE);
        ui.add(egui::Label::new(galley).selectable(false));
        ui.add_space(3.0);
    }
}
