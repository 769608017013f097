//! The table of an indicator's observations, latest first: every cell can be changed in place. A line above it takes one
//! more, and a dialog takes whole columns of a spreadsheet.

mod paste;
mod rows;
mod sources;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::RangeInclusive;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, Color32, Layout, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use self::rows::Line;
use crate::app::inspector::direction::fingerprint;
use crate::app::inspector::fields;
use crate::app::inspector::look::{self, Icon};
use crate::app::inspector::observation::{self, Asking, Draft, Entry};
use crate::app::inspector::parsed::{self, Fault};
use crate::app::style::{Palette, font};
use crate::edit::Document;
use crate::map::{Day, Id, Indicator, IndicatorKind};
use crate::scene::Weight;

pub use paste::{is_pasting, offer_paste};

const ROW: f32 = 29.0;
const CAPTION: f32 = 15.0;
const REMARK: f32 = 20.0;
const FAULT: f32 = 19.0;
const GAP: f32 = 8.0;
/// What is left free for the scroll bar.
const BAR: f32 = 12.0;
/// How far the text of a field stands from its edge.
const INSET: f32 = 8.0;

const DATE: f32 = 104.0;
const VALUE: f32 = 104.0;
const WIDEST_VALUE: f32 = 180.0;
const QUALIFIER: f32 = 92.0;
const SIGN: f32 = 22.0;
/// The width from which the button for pasting fits beside the draft.
const ONE_LINE: f32 = 620.0;

/// What asks for the cursor in the line for one more observation.
fn asking() -> egui::Id {
    egui::Id::unique("an observation is to be added")
}

/// Puts the cursor into the line for one more observation, where the table is shown next.
pub fn ask_for_one(ctx: &egui::Context) {
    ctx.data_mut(|data| data.insert_temp(asking(), true));
}

/// Draws the table as of a day, `elsewhen` where it is another one than the map's own.
pub fn show(ui: &mut Ui, document: &mut Document, indicator: &Id, day: Day, elsewhen: bool) {
    parsed::as_of(ui.ctx(), day);
    let Some(about) = document.map().indicator(indicator).map(without_observations) else { return };
    fields::scoped(ui, ("observations", indicator.as_str()), |ui| {
        let id = ui.make_persistent_id("table");
        // Taken out of the memory, not copied: it is as long as the list.
        let mut table: Table = ui.data_mut(|data| data.remove_temp(id)).unwrap_or_default();
        ui.spacing_mut().item_spacing.y = 4.0;
        let places = one_more(ui, document, &about, elsewhen.then_some(day));
        table.came(&places);
        if let Some(whole) = document.map().indicator(indicator) {
            table.refresh(whole, day);
        }
        if table.order.is_empty() {
            ui.add_space(10.0);
            look::remark(ui, "No observation yet: type a date and a value above, or paste two columns.");
        } else {
            table.show(ui, document, &about);
        }
        let places = paste::show(ui, document, &about);
        table.came(&places);
        ui.data_mut(|data| data.insert_temp(id, table));
    });
}

/// What is to know of an indicator, without the long list.
fn without_observations(indicator: &Indicator) -> Indicator {
    let Indicator { id, name, unit, kind, .. } = indicator;
    Indicator { id: id.clone(), name: name.clone(), unit: unit.clone(), kind: *kind, ..Indicator::default() }
}

/// The line for one more observation, and the button that pastes columns. Answers the places of what was added.
fn one_more(ui: &mut Ui, document: &mut Document, about: &Indicator, proposed: Option<Day>) -> Vec<usize> {
    let id = ui.make_persistent_id("new observation");
    let mut draft = Draft::kept(ui, id);
    draft.propose(proposed);
    if ui.data_mut(|data| data.remove_temp::<bool>(asking())).is_some() {
        draft.point_at(ui, id);
    }
    let roomy = ui.available_width() >= ONE_LINE;
    let asking = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let asking = draft_line(ui, (&mut draft, id), about.kind);
        if roomy {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| paste_button(ui, about));
        }
        asking
    });
    if !roomy {
        paste_button(ui, about);
    }
    let mut places = Vec::new();
    match asking.inner {
        Asking::Add(observation) => {
            draft.start_over(ui, id);
            places = document.add_observations(&about.id, vec![observation]);
        }
        Asking::Explain(fault) => look::fault(ui, Some(&fault)),
        Asking::Nothing => {}
    }
    draft.keep(ui, id);
    places
}

fn draft_line(ui: &mut Ui, (draft, id): (&mut Draft, egui::Id), kind: IndicatorKind) -> Asking {
    let by_date = draft.date_field(ui, id, ("Date to add", "2012-05"), DATE);
    let by_value = draft.value_field(ui, id, ("Value to add", "value"), VALUE);
    let shown = draft.qualifier.name();
    if let Some(qualifier) = observation::qualifier(ui, "Qualifier to add", (QUALIFIER, shown), draft.qualifier) {
        draft.qualifier = qualifier;
    }
    draft.button(ui, "Add observation", kind, by_date || by_value)
}

fn paste_button(ui: &mut Ui, about: &Indicator) {
    if ui.button("Paste from a spreadsheet…").clicked() {
        paste::open(ui.ctx(), &about.id, String::new());
    }
}

/// How much room there is.
#[derive(Clone, Copy, Debug)]
struct Room {
    /// How wide the column of the values is: as the longest of them needs.
    value: f32,
    /// How wide the columns are that share what the others leave.
    wide: f32,
    /// How high what is in sight is.
    height: f32,
}

impl Room {
    fn new(ui: &Ui, longest: usize) -> Self {
        let value = observation::value_width(longest).clamp(VALUE, WIDEST_VALUE);
        let fixed = DATE + value + QUALIFIER + 2.0 * SIGN + 6.0 * GAP;
        let wide = ((ui.available_width() - BAR - fixed) / 2.0).max(50.0);
        Self { value, wide, height: ui.available_height() }
    }
}

/// What the table keeps from one frame to the next.
#[derive(Clone, Debug, Default)]
struct Table {
    /// Of which observations, as of which day, its lines are.
    of: u64,
    /// The places in the list of the indicator, latest first.
    order: Vec<usize>,
    lines: Vec<Line>,
    /// Of how many letters the longest value is.
    longest: usize,
    /// Whether the order is that of the dates as they are now.
    sorted: bool,
    /// Whether somebody is typing in it: then no line moves away from under the cursor.
    typing: bool,
    /// The number of the observation that was added or typed in, until its line stands.
    touched: Option<u64>,
    /// The number of the observation that is to come into sight, with what is remarked on it.
    wanted: Option<u64>,
    /// A number for each observation, by its place in the list, that it keeps while others come and go.
    keys: Vec<u64>,
    next_key: u64,
    /// How many lines of faults stand below an observation, by its number.
    faults: HashMap<u64, usize>,
}

impl Table {
    /// Notes that observations came in at places, in their order.
    fn came(&mut self, places: &[usize]) {
        for place in places {
            let key = self.new_key();
            self.keys.insert((*place).min(self.keys.len()), key);
            self.touched = Some(key);
        }
    }

    fn new_key(&mut self) -> u64 {
        self.next_key += 1;
        self.next_key
    }

    /// Takes in what has changed.
    fn refresh(&mut self, indicator: &Indicator, day: Day) {
        let count = indicator.observations.len();
        if self.keys.len() != count {
            // Changed elsewhere: nobody knows which is which, so what was half typed is forgotten.
            self.keys = (0..count).map(|_| self.new_key()).collect();
            self.faults.clear();
        }
        let of = fingerprint(indicator, day);
        let stays = self.typing && self.order.len() == count;
        if of == self.of && (self.sorted || stays) {
            if !self.typing {
                self.touched = None;
            }
            return;
        }
        if !stays {
            self.order = rows::order(indicator);
        }
        self.sorted = !stays;
        self.wanted = self.touched.or(self.wanted);
        self.lines = rows::lines(indicator, &self.order, day);
        let letters = indicator.observations.iter().map(|observation| observation.value.to_string().len());
        self.longest = letters.max().unwrap_or(0);
        self.of = of;
    }

    /// The lines that are to come into sight: an observation, and the remark on its day.
    fn goal(&mut self, indicator: &Indicator) -> Option<RangeInclusive<usize>> {
        let wanted = self.wanted.take()?;
        let at = self.keys.iter().position(|key| *key == wanted)?;
        let first = self.lines.iter().position(|line| *line == Line::Observation(at))?;
        let day = |at: usize| indicator.observations.get(at).map(|observation| observation.date.middle());
        let is_beside = |line: &Line| matches!(line, Line::Observation(other) if day(*other) == day(at));
        let next = first + self.lines[first..].iter().take_while(|line| is_beside(line)).count();
        let is_remarked = matches!(self.lines.get(next), Some(Line::Remark(_)));
        Some(first..=if is_remarked { next } else { first })
    }

    fn height(&self, line: &Line) -> f32 {
        match line {
            Line::Remark(_) => REMARK,
            Line::Observation(at) => {
                let faults = self.keys.get(*at).and_then(|key| self.faults.get(key)).copied().unwrap_or(0);
                ROW + faults as f32 * FAULT
            }
        }
    }

    fn show(&mut self, ui: &mut Ui, document: &mut Document, about: &Indicator) {
        let mut room = Room::new(ui, self.longest);
        captions(ui, about, room);
        room.height = ui.available_height();
        let heights: Vec<f32> = self.lines.iter().map(|line| self.height(line)).collect();
        let goal = document.map().indicator(&about.id).and_then(|indicator| self.goal(indicator));
        let lines = std::mem::take(&mut self.lines);
        let mut typing = false;
        rows::in_sight(ui, "observations", (&heights, goal), |ui, line| match &lines[line] {
            Line::Remark(remark) => {
                ui.horizontal(|ui| {
                    ui.add_space(INSET);
                    look::remark(ui, remark);
                });
                true
            }
            Line::Observation(at) => {
                let row = self.row(ui, document, (about, *at), room);
                typing |= row.typing;
                !row.removed
            }
        });
        self.lines = lines;
        self.typing = typing;
    }

    fn row(&mut self, ui: &mut Ui, document: &mut Document, (about, at): (&Indicator, usize), room: Room) -> Drawn {
        let known = document.map().indicator(&about.id).and_then(|indicator| indicator.observations.get(at).cloned());
        let (Some(observation), Some(key)) = (known, self.keys.get(at).copied()) else { return Drawn::default() };
        let name = format!("Table observation {}", at + 1);
        let entry = Entry { indicator: &about.id, kind: about.kind, at, name: &name, observation: &observation };
        hairline(ui);
        let drawn = fields::scoped(ui, ("observation", key), |ui| row(ui, document, &entry, room));
        if drawn.removed {
            self.keys.remove(at);
            self.faults.remove(&key);
            return drawn;
        }
        if drawn.typing {
            self.touched = Some(key);
        }
        if drawn.entered {
            self.wanted = Some(key);
        }
        if self.faults.insert(key, drawn.faults).unwrap_or(0) != drawn.faults {
            // The lines below stand elsewhere from the next frame on.
            ui.ctx().request_repaint();
            self.wanted = drawn.typing.then_some(key).or(self.wanted);
        }
        drawn
    }
}

/// What came of drawing a row.
#[derive(Clone, Copy, Debug, Default)]
struct Drawn {
    faults: usize,
    typing: bool,
    /// Whether the cursor was put into it.
    entered: bool,
    removed: bool,
}

fn captions(ui: &mut Ui, about: &Indicator, Room { value: broad, wide, .. }: Room) {
    let value = match about.kind {
        IndicatorKind::Pulse => "−2 to +2".to_owned(),
        IndicatorKind::Measure if about.unit.trim().is_empty() => "Value".to_owned(),
        IndicatorKind::Measure => format!("Value, {}", about.unit.trim()),
    };
    let palette = Palette::for_ui(ui);
    // Lower than a line of controls.
    let line = vec2(ui.available_width(), CAPTION);
    ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let columns = [
            ("Date", DATE, INSET),
            (&*value, broad, INSET),
            ("How exact", QUALIFIER, INSET),
            ("*", SIGN, 7.0),
            ("Note", wide, INSET),
            ("Sources", wide, INSET),
        ];
        for (words, width, inset) in columns {
            let (rect, response) = ui.allocate_exact_size(vec2(width, CAPTION), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, words));
            let mut job = LayoutJob::simple_singleline(words.to_owned(), font(Weight::Regular, 11.5), palette.muted);
            job.wrap = TextWrapping::truncate_at_width(width - inset);
            let galley = ui.painter().layout_job(job);
            ui.painter().galley(rect.left_top() + vec2(inset, 0.0), galley, palette.muted);
            if words == "*" {
                response.on_hover_text("Illustrative: judged or invented, not a fact");
            }
        }
    });
}

fn hairline(ui: &Ui) {
    let rect = ui.max_rect();
    let stroke = Stroke::new(1.0, Palette::for_ui(ui).edge.gamma_multiply(0.7));
    ui.painter().hline(rect.left()..=rect.right() - BAR, rect.top(), stroke);
}

/// Fields without edges until they are pointed at: a table, not a form.
fn flatten(ui: &mut Ui) {
    let visuals = ui.visuals_mut();
    visuals.text_edit_bg_color = Some(Color32::TRANSPARENT);
    let inactive = &mut visuals.widgets.inactive;
    inactive.bg_stroke = Stroke::new(1.0, Color32::TRANSPARENT);
    inactive.weak_bg_fill = Color32::TRANSPARENT;
    inactive.bg_fill = Color32::TRANSPARENT;
}

/// The cells of an observation, and below them what cannot be read.
fn row(ui: &mut Ui, document: &mut Document, entry: &Entry<'_>, room: Room) -> Drawn {
    let line = UiBuilder::new().max_rect(ui.max_rect().with_max_y(ui.max_rect().top() + ROW));
    let line = line.layout(Layout::left_to_right(Align::Center));
    let (faults, mut drawn) = ui
        .scope_builder(line, |ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            flatten(ui);
            cells(ui, document, entry, room)
        })
        .inner;
    let faults: Vec<Fault> = faults.into_iter().flatten().collect();
    drawn.faults = fault_lines(ui, &faults, room);
    drawn
}

/// Says below the cells what cannot be read: on one line where that fits, or where there is no room for more. Answers how
/// many lines it took.
fn fault_lines(ui: &mut Ui, faults: &[Fault], room: Room) -> usize {
    let area = ui.max_rect();
    let area = area.with_min_x(area.left() + INSET).with_max_x(area.right() - BAR).with_min_y(area.top() + ROW - 3.0);
    let widths: Vec<f32> = faults.iter().map(|fault| fault.width(ui)).collect();
    let room_beside = area.width() - 2.0 * GAP;
    let beside = faults.len() > 1 && (widths.iter().sum::<f32>() <= room_beside || room.height < 2.0 * (ROW + FAULT));
    let mut corner = area.min;
    for (at, fault) in faults.iter().enumerate() {
        // What the other one does not need.
        let left_over = room_beside - widths.get(1 - at.min(1)).copied().unwrap_or(0.0);
        let width = if beside { widths[at].min(left_over.max(room_beside / 2.0)) } else { area.width() };
        let place = UiBuilder::new().id_salt(("fault", at)).max_rect(Rect::from_min_size(corner, vec2(width, FAULT)));
        let place = place.layout(Layout::left_to_right(Align::Center));
        ui.scope_builder(place, |ui| fault.line(ui, width));
        corner += if beside { vec2(width + 2.0 * GAP, 0.0) } else { vec2(0.0, FAULT) };
    }
    if beside { 1 } else { faults.len() }
}

fn cells(ui: &mut Ui, document: &mut Document, entry: &Entry<'_>, room: Room) -> ([Option<Fault>; 2], Drawn) {
    let Room { value, wide, .. } = room;
    let date = cell(ui, DATE, |ui| observation::date_cell(ui, document, entry, DATE));
    let value = cell(ui, value, |ui| observation::value_cell(ui, document, entry, value));
    let shown = entry.observation.qualifier.name();
    cell(ui, QUALIFIER, |ui| observation::qualifier_cell(ui, document, entry, (QUALIFIER, shown)));
    cell(ui, SIGN, |ui| observation::star_cell(ui, document, entry));
    let note = cell(ui, wide, |ui| note_cell(ui, document, entry));
    cell(ui, wide, |ui| sources::cell(ui, document, entry));
    let remove = format!("Remove {}", entry.name.to_lowercase());
    let removed = look::icon_button(ui, Icon::Cross, &remove).clicked();
    if removed {
        document.remove_observation((entry.indicator, entry.at));
    }
    let fields = [&date.response, &value.response, &note];
    let typing = fields.iter().any(|field| field.has_focus());
    let entered = fields.iter().any(|field| field.gained_focus());
    if entered {
        ui.ctx().request_repaint();
    }
    ([date.fault, value.fault], Drawn { faults: 0, typing, entered, removed })
}

/// Draws a cell just as wide as its column.
fn cell<R>(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.allocate_ui_with_layout(vec2(width, ROW), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(width);
        ui.set_max_width(width);
        contents(ui)
    })
    .inner
}

fn note_cell(ui: &mut Ui, document: &mut Document, entry: &Entry<'_>) -> Response {
    let name = format!("{} note", entry.name);
    let words = (&*name, "Edit note of observation", "");
    let note = &entry.observation.note;
    let response = fields::bare_text(ui, document, words, 1, note, |document, text| {
        document.edit_observation((entry.indicator, entry.at), |observation| observation.note = text);
    });
    if note.is_empty() || response.has_focus() { response } else { response.on_hover_text(note) }
}
