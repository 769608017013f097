//! The heat map: each capability with what is asked of it, on a scale of its maturity.

use egui::{Align2, Label, Layout, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};

use super::arrange::{Grouping, Line, arrange};
use super::menu::menu;
use super::row::{self, COLUMN, Columns, Row};
use super::sheet::sheet;
use crate::app::inspector::look;
use crate::app::progress::text::{FOOTNOTE, fitted, quiet, quiet_galley, sentence, title};
use crate::app::style::{Palette, color32, font};
use crate::insight::{Demands, Measure};
use crate::map::{Backbone, Id, Moment, PartialDate, StrategyMap};
use crate::scene::Weight;

/// What is said where the map has no capability at all.
const NOTHING: &str = "No capability yet. Add one to a backbone of the map, and link the initiatives that rely on it.";

const BACKBONE_HEIGHT: f32 = 34.0;
const GROUP_HEIGHT: f32 = 24.0;
const HEAD: f32 = 36.0;
/// What the bar of a scroll may take of the width.
const SCROLL_BAR: f32 = 12.0;

/// What the heat map shows.
pub struct Input<'a> {
    /// The map.
    pub map: &'a StrategyMap,
    /// What is asked of it.
    pub told: &'a Demands,
    /// As of when.
    pub moment: Moment,
    /// The state of the map.
    pub revision: u64,
    /// The capability that the other lists are about.
    pub about: Option<&'a Id>,
}

/// The lines of a map and where each begins; the last entry is where the last line ends.
type Lines = (Vec<Line>, Vec<f32>);

/// What the lines depend on: the state of the map and the moment, how they are arranged, and how wide they are.
type Stamp = (u64, Moment, Grouping, Measure, u32);

/// The heat map and how it is arranged.
#[derive(Debug, Default)]
pub struct Heat {
    grouping: Grouping,
    measure: Measure,
    lines: Option<(Stamp, Lines)>,
}

impl Heat {
    /// Draws it. Answers the capability that was clicked.
    pub fn show(&mut self, ui: &mut Ui, input: &Input<'_>) -> Option<Id> {
        ui.spacing_mut().item_spacing.y = 3.0;
        self.header(ui, input);
        if input.map.capabilities.is_empty() {
            sentence(ui, NOTHING);
            return None;
        }
        let area = ui.available_rect_before_wrap();
        let illustrative = is_illustrative(input);
        let foot = if illustrative { 22.0 } else { 0.0 };
        let list = area.with_min_y(area.top() + HEAD).with_max_y(area.bottom() - foot);
        let (clicked, width) = ui.scope_builder(UiBuilder::new().max_rect(list), |ui| self.list(ui, input)).inner;
        // The bar of the scroll makes the rows narrower.
        head(ui, Rect::from_min_size(area.min, vec2(width, HEAD)), Columns::of(width));
        if illustrative {
            let place = area.with_min_y(area.bottom() - foot + 4.0);
            ui.scope_builder(UiBuilder::new().max_rect(place), |ui| quiet(ui, FOOTNOTE));
        }
        clicked
    }

    fn header(&mut self, ui: &mut Ui, input: &Input<'_>) {
        let area = ui.available_rect_before_wrap();
        let line = area.with_max_y(area.top() + 24.0);
        let layout = Layout::right_to_left(egui::Align::Center);
        let controls = ui.scope_builder(UiBuilder::new().max_rect(line).layout(layout), |ui| self.controls(ui, input));
        let room = line.with_max_x(controls.response.rect.left() - 12.0);
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| title(ui, "Demand against maturity"));
        let date = input.moment.said.unwrap_or_else(|| PartialDate::of_day(input.moment.day)).in_words();
        let words = format!("As of {date}: the warmer, the more is asked of what is not mature yet.");
        let height = quiet_galley(ui, &words, area.width()).size().y;
        let below = Rect::from_min_size(pos2(area.left(), line.bottom() + 4.0), vec2(area.width(), height));
        ui.scope_builder(UiBuilder::new().max_rect(below), |ui| quiet(ui, &words));
        ui.advance_cursor_after_rect(Rect::from_min_max(area.min, pos2(area.right(), below.bottom() + 6.0)));
    }

    /// How it is grouped, and what demand is measured by. Written from the right.
    fn controls(&mut self, ui: &mut Ui, input: &Input<'_>) {
        let name = |at: usize| Grouping::ALL[at].name().to_owned();
        if let Some(at) = menu(ui, "Group capabilities", self.grouping.name(), Grouping::ALL.len(), name) {
            self.grouping = Grouping::ALL[at];
        }
        if !input.told.knows_investment() {
            self.measure = Measure::Initiatives;
            return;
        }
        let offered = Measure::ALL.map(|measure| (measure, measure.name()));
        ui.allocate_ui_with_layout(vec2(182.0, 24.0), Layout::left_to_right(egui::Align::Center), |ui| {
            if let Some(measure) = look::choices(ui, "Demand", &offered, Some(self.measure), |_| None) {
                self.measure = measure;
            }
        });
    }

    /// Draws the rows. Answers what was clicked, and how wide they are.
    fn list(&mut self, ui: &mut Ui, input: &Input<'_>) -> (Option<Id>, f32) {
        let width = ui.available_width();
        let key = (input.revision, input.moment, self.grouping, self.measure, width.to_bits());
        if self.lines.as_ref().is_none_or(|(known, _)| *known != key) {
            let lines = arrange(input.map, input.told, self.grouping, self.measure);
            let tops = tops(ui, &lines, width);
            self.lines = Some((key, (lines, tops)));
        }
        let Some((_, lines)) = self.lines.as_ref() else { return (None, width) };
        let (measure, greatest) = (self.measure, input.told.greatest(self.measure));
        let scroll = ScrollArea::vertical().id_salt("capabilities").auto_shrink(false);
        let row = |ui: &mut Ui, at: usize, rect: Rect| {
            let demand = input.told.capabilities.get(at)?;
            let capability = input.map.capabilities.get(&demand.capability)?;
            let chosen = input.about == Some(&capability.id);
            let unit = &input.map.overview.investment_unit;
            let row = Row { capability, demand, measure, greatest, day: input.moment.day, chosen, unit };
            row::draw(ui, rect, &row).then(|| capability.id.clone())
        };
        let (lines, tops) = lines;
        let draw = |ui: &mut Ui, line: usize, rect: Rect| match lines.get(line)? {
            Line::Backbone(backbone, count) => heading(ui, rect, *backbone, *count),
            Line::Empty(backbone) => {
                let words = rect.with_min_y(rect.top() + 4.0);
                ui.scope_builder(UiBuilder::new().max_rect(words), |ui| quiet(ui, meaning(*backbone)));
                None
            }
            Line::Group(name) => group(ui, rect, name),
            Line::Row(at) => row(ui, *at, rect),
        };
        let shown = scroll.show_viewport(ui, |ui, seen| sheet(ui, seen, "Capabilities", (tops, None), draw));
        (shown.inner, shown.inner_rect.width())
    }
}

/// Whether any assessment that is shown is a judgement and not a fact.
fn is_illustrative(input: &Input<'_>) -> bool {
    let judged = |day| input.map.capabilities.iter().any(move |c| c.maturity_on(day).is_some_and(|e| e.illustrative));
    judged(input.moment.day)
}

/// Where each line begins, and where the last one ends.
fn tops(ui: &Ui, lines: &[Line], width: f32) -> Vec<f32> {
    let mut y = 0.0;
    let mut tops = vec![y];
    for line in lines {
        y += match line {
            Line::Backbone(..) => BACKBONE_HEIGHT,
            Line::Empty(backbone) => quiet_galley(ui, meaning(*backbone), width - SCROLL_BAR).size().y + 12.0,
            Line::Group(_) => GROUP_HEIGHT,
            Line::Row(_) => row::HEIGHT,
        };
        tops.push(y);
    }
    tops
}

/// What it means that a backbone is empty.
fn meaning(backbone: Backbone) -> &'static str {
    match backbone {
        Backbone::Operational => {
            "Nothing stands here yet. Dependable operation is what either strategy rests on: name what there is, and how mature it is."
        }
        Backbone::DigitalServices => {
            "Nothing stands here yet. Dependable operation alone does not give agility: name what lets you build and connect quickly, even while it is weak."
        }
    }
}

/// The names of the columns.
fn head(ui: &Ui, rect: Rect, columns: Columns) {
    let palette = Palette::for_ui(ui);
    let write = |x: f32, y: f32, align: Align2, words: &str| {
        let at = pos2(rect.left() + x, rect.top() + y);
        ui.painter().text(at, align, words, font(Weight::Medium, 11.0), palette.muted);
    };
    let (above, below) = (9.0, 24.0);
    write(columns.bar, below, Align2::LEFT_CENTER, "Demand");
    write(columns.cell(1), above, Align2::LEFT_CENTER, "Maturity");
    for level in 0..=5_u8 {
        let words = if level == 0 { "?".to_owned() } else { level.to_string() };
        write(columns.cell(level) + COLUMN / 2.0, below, Align2::CENTER_CENTER, &words);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, palette.edge));
}

fn heading<T>(ui: &mut Ui, rect: Rect, backbone: Backbone, count: usize) -> Option<T> {
    let palette = Palette::for_ui(ui);
    let color = color32(palette.scene.backbone(backbone));
    let line = rect.with_min_y(rect.top() + 10.0);
    let galley = fitted(ui, backbone.name(), font(Weight::SemiBold, 13.0), color, rect.width() - 40.0, 1);
    ui.put(Align2::LEFT_CENTER.align_size_within_rect(galley.size(), line), Label::new(galley).selectable(false));
    let count = count.to_string();
    ui.painter().text(line.right_center(), Align2::RIGHT_CENTER, count, font(Weight::Regular, 11.0), palette.muted);
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, color.gamma_multiply(0.35)));
    None
}

fn group<T>(ui: &mut Ui, rect: Rect, name: &str) -> Option<T> {
    let palette = Palette::for_ui(ui);
    let line = rect.with_min_y(rect.top() + 6.0);
    let galley = fitted(ui, name, font(Weight::Medium, 11.5), palette.muted, rect.width(), 1);
    ui.put(Align2::LEFT_CENTER.align_size_within_rect(galley.size(), line), Label::new(galley).selectable(false));
    None
}
