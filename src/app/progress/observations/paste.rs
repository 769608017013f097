//! The dialog that takes two columns of a spreadsheet: what was pasted at the left, what is read of it at the right.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align, Color32, Context, Frame, Id, Key, Layout, Margin, Modal, Pos2, RichText, Role, ScrollArea, Sense, Stroke,
    TextEdit, Ui, Vec2, WidgetInfo, vec2,
};

use super::rows;
use crate::app::inspector::look;
use crate::app::progress::words;
use crate::app::style::{Palette, font};
use crate::app::widgets::primary_button;
use crate::edit::{Document, observations_label};
use crate::file::columns::{self, DayOrder, DecimalMark, Line, Options, Outcome, Question, Reading};
use crate::map::{Id as MapId, Indicator, Observation, PartialDate};
use crate::scene::Weight;

/// How large the dialog is where the window allows it.
const WIDTH: f32 = 900.0;
const HEIGHT: f32 = 380.0;
/// What the rest of the dialog and the window around it need.
const AROUND: Vec2 = vec2(90.0, 260.0);

const LINE: f32 = 24.0;
const FAULT_LINE: f32 = 40.0;
/// More than any letter of a fault needs, on the average.
const LETTER: f32 = 7.0;
const NUMBER: f32 = 58.0;
const DATE: f32 = 118.0;
/// What is left free at the right of a line, for the scroll bar.
const MARGIN: f32 = 14.0;
const CAPTION: f32 = 152.0;

/// The text that is being pasted, and how it is to be read.
#[derive(Clone, Debug, Default)]
struct Paste {
    indicator: MapId,
    text: String,
    decimal: Option<DecimalMark>,
    order: Option<DayOrder>,
    /// Whether the first line is an observation in any case: these lines were left over.
    no_heading: bool,
    /// Whether what is already there is added too.
    with_known: bool,
    /// What was done with other lines.
    told: Option<String>,
    /// Whether other lines were added before.
    has_added: bool,
    /// Whether the cursor was put into the text.
    has_begun: bool,
    /// What is read; nothing once the text or the way to read it has changed.
    preview: Option<Arc<Preview>>,
}

/// What is read of the text, and what the indicator knows of it.
#[derive(Debug)]
struct Preview {
    reading: Reading,
    /// By the place of a line: why it need not be added.
    known: HashMap<usize, String>,
    /// The lines that are shown, and of how many letters the fault of each is.
    shown: Vec<usize>,
    letters: Vec<usize>,
}

/// Text from the clipboard, and the frame in which it came.
#[derive(Clone, Default)]
struct Offer(u64, String);

fn memory() -> Id {
    Id::unique("paste observations")
}

fn offer_memory() -> Id {
    Id::unique("offered observations")
}

/// Offers text from the clipboard: where observations are shown in this frame, the dialog opens with it.
pub fn offer_paste(ctx: &Context, text: String) {
    let frame = ctx.cumulative_frame_nr();
    ctx.data_mut(|data| data.insert_temp(offer_memory(), Offer(frame, text)));
}

/// Whether the dialog stands before the window.
pub fn is_pasting(ctx: &Context) -> bool {
    // What is kept of a dialog whose view was left is no dialog.
    let is_kept = ctx.data(|data| data.get_temp::<Arc<Paste>>(memory())).is_some();
    is_kept && ctx.memory(|memory| memory.top_modal_layer()).is_some()
}

/// Opens the dialog.
pub fn open(ctx: &Context, indicator: &MapId, text: String) {
    let paste = Paste { indicator: indicator.clone(), text, ..Paste::default() };
    ctx.data_mut(|data| data.insert_temp(memory(), Arc::new(paste)));
}

/// Draws the dialog, where it is open. Answers the places of what was added.
pub fn show(ui: &Ui, document: &mut Document, about: &Indicator) -> Vec<usize> {
    let ctx = ui.ctx();
    if let Some(Offer(frame, text)) = ctx.data_mut(|data| data.remove_temp(offer_memory()))
        && frame == ctx.cumulative_frame_nr()
    {
        open(ctx, &about.id, text);
    }
    // Shared, so that a long text is not copied with every frame.
    let Some(kept) = ctx.data_mut(|data| data.remove_temp::<Arc<Paste>>(memory())) else { return Vec::new() };
    if kept.indicator != about.id {
        return Vec::new();
    }
    let mut paste = Arc::unwrap_or_clone(kept);
    let frame = Frame::popup(ui.style()).inner_margin(20).corner_radius(12);
    let modal = Modal::new(Id::unique("paste dialog")).frame(frame).show(ctx, |ui| paste.contents(ui, document, about));
    let escaped = modal.is_top_modal && !modal.any_popup_open && ctx.input(|input| input.key_pressed(Key::Escape));
    let mut places = Vec::new();
    match modal.inner {
        _ if escaped => return places,
        Wish::Cancel => return places,
        Wish::Add => {
            places = paste.add(document);
            if paste.text.is_empty() {
                return places;
            }
        }
        Wish::Stay => {}
    }
    ctx.data_mut(|data| data.insert_temp(memory(), Arc::new(paste)));
    places
}

/// What somebody wants.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    Stay,
    Cancel,
    Add,
}

impl Paste {
    fn contents(&mut self, ui: &mut Ui, document: &Document, about: &Indicator) -> Wish {
        let window = ui.ctx().content_rect().size();
        let width = WIDTH.min(window.x - AROUND.x).max(320.0);
        let height = HEIGHT.min(window.y - AROUND.y).max(140.0);
        ui.set_width(width);
        self.heading(ui, about);
        let left = (width * 0.36).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 20.0;
            ui.allocate_ui(vec2(left, height), |ui| self.field(ui, vec2(left, height)));
            let right = vec2(width - left - 20.0, height);
            ui.allocate_ui_with_layout(right, Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(right);
                ui.set_max_width(right.x);
                let preview = self.preview(document, about);
                self.questions(ui, &preview);
                preview.show(ui, about);
            });
        });
        let preview = self.preview(document, about);
        ui.add_space(12.0);
        self.footer(ui, &preview)
    }

    fn heading(&self, ui: &mut Ui, about: &Indicator) {
        let palette = Palette::for_ui(ui);
        ui.label(RichText::new("Paste from a spreadsheet").font(font(Weight::SemiBold, 17.0)));
        let name = crate::insight::indicator_name(about);
        let words = match &self.told {
            Some(told) => told.clone(),
            None => format!("Two columns, dates and values, become observations of “{name}”."),
        };
        ui.label(RichText::new(words).color(palette.muted));
        ui.add_space(8.0);
    }

    /// The text itself.
    fn field(&mut self, ui: &mut Ui, size: Vec2) {
        let palette = Palette::for_ui(ui);
        let id = Id::unique("pasted columns");
        let focused = ui.memory(|memory| memory.has_focus(id));
        let edge = if focused { Stroke::new(1.5, palette.accent) } else { Stroke::new(1.0, palette.edge) };
        let frame = Frame::new().fill(palette.field).stroke(edge).corner_radius(8).inner_margin(Margin::same(3));
        let response = frame.show(ui, |ui| {
            let inside = size - Vec2::splat(8.0);
            ui.set_min_size(inside);
            ui.set_max_size(inside);
            ScrollArea::vertical().id_salt("pasted").auto_shrink(false).show(ui, |ui| {
                let hint = RichText::new("2012-05\t3.5\n2013-05\t4.1\n…").color(palette.muted);
                let field = TextEdit::multiline(&mut self.text)
                    .id(id)
                    // One more than is read, so that too long a text is refused and not cut in silence.
                    .char_limit(columns::MAX_BYTES + 1)
                    .frame(Frame::new().inner_margin(Margin::symmetric(7, 5)))
                    .hint_text(hint)
                    .desired_width(f32::INFINITY)
                    .min_size(inside);
                ui.add(field).accessible_name("Pasted columns")
            })
        });
        let response = response.inner.inner;
        if !std::mem::replace(&mut self.has_begun, true) {
            response.request_focus();
        }
        if response.changed() {
            self.told = None;
            let before = self.preview.take().map(|preview| preview.text()).unwrap_or_default();
            if is_another(&before, &self.text) {
                (self.decimal, self.order, self.no_heading) = (None, None, false);
            }
        }
    }

    /// What is read, as long as nothing changes.
    fn preview(&mut self, document: &Document, about: &Indicator) -> Arc<Preview> {
        let (decimal, order, no_heading) = (self.decimal, self.order, self.no_heading);
        let make = || {
            let options = Options { decimal, order, kind: about.kind, unit: &about.unit, no_heading };
            let there = document.map().indicator(&about.id).map_or(&[][..], |indicator| &indicator.observations);
            Arc::new(Preview::new(columns::read(&self.text, &options), there))
        };
        self.preview.get_or_insert_with(make).clone()
    }

    /// What can be read in two ways, each with its answers.
    fn questions(&mut self, ui: &mut Ui, preview: &Preview) {
        let reading = &preview.reading;
        let mut changed = false;
        let likely = match reading.decimal {
            Question::Open(likely) => likely,
            _ => None,
        };
        // What was chosen stays in sight: it can be chosen otherwise.
        if reading.decimal != Question::Settled || self.decimal.is_some() {
            let offered = [(DecimalMark::Point, "point, 1.5"), (DecimalMark::Comma, "comma, 1,5")];
            changed |= choice(ui, "Decimal mark", &offered, &mut self.decimal, reading.decimal.decided());
            let shown = reading.comma.as_ref().map(|shows| format!("Decimal comma, as {shows} shows; change it here."));
            let words = shown.or_else(|| likely.map(|likely| proposal(likely).to_owned()));
            if let (None, Some(words)) = (self.decimal, words) {
                ui.label(RichText::new(words).font(font(Weight::Medium, 12.0)));
            }
        }
        if reading.order != Question::Settled || self.order.is_some() {
            let offered = [(DayOrder::DayFirst, "day first"), (DayOrder::MonthFirst, "month first")];
            changed |= choice(ui, "Dates such as 05/08/2012", &offered, &mut self.order, reading.order.decided());
        }
        for remark in &reading.remarks {
            look::remark(ui, remark);
        }
        if changed {
            self.preview = None;
        }
        ui.add_space(4.0);
    }

    /// How many lines there are of each sort, and what can be done.
    fn footer(&mut self, ui: &mut Ui, preview: &Preview) -> Wish {
        let palette = Palette::for_ui(ui);
        let count = self.to_add(preview).count();
        ui.horizontal(|ui| {
            ui.label(RichText::new(preview.counts()).color(palette.muted));
            if !preview.known.is_empty() && look::toggle(ui, "Add what is already there too", self.with_known) {
                self.with_known = !self.with_known;
            }
            let buttons = |ui: &mut Ui| {
                let words = match count {
                    0 => "Add observations".to_owned(),
                    1 => "Add 1 observation".to_owned(),
                    more => observations_label("Add", more),
                };
                let add = ui.add_enabled_ui(count > 0, |ui| primary_button(ui, &words)).inner;
                // What was added stays: there is nothing left to cancel.
                let cancel = ui.button(if self.has_added { "Close" } else { "Cancel" });
                match (add.clicked(), cancel.clicked()) {
                    (true, _) => Wish::Add,
                    (_, true) => Wish::Cancel,
                    _ => Wish::Stay,
                }
            };
            ui.with_layout(Layout::right_to_left(Align::Center), buttons).inner
        })
        .inner
    }

    /// The observations that would be added.
    fn to_add<'a>(&self, preview: &'a Preview) -> impl Iterator<Item = &'a Observation> {
        let with_known = self.with_known;
        let lines = preview.reading.lines.iter().enumerate();
        lines.filter_map(move |(at, line)| match &line.outcome {
            Outcome::Read(observation) if with_known || !preview.known.contains_key(&at) => Some(observation),
            _ => None,
        })
    }

    /// Adds what can be read and keeps the lines that cannot, to be mended.
    fn add(&mut self, document: &mut Document) -> Vec<usize> {
        let Some(preview) = self.preview.take() else { return Vec::new() };
        let observations: Vec<Observation> = self.to_add(&preview).cloned().collect();
        let count = observations.len();
        let before = document.revision();
        let places = document.add_observations(&self.indicator, observations);
        if document.revision() == before {
            self.told = Some("Nothing was added: this map can only be looked at.".into());
            return Vec::new();
        }
        let left = preview.reading.lines.iter().filter(|line| matches!(line.outcome, Outcome::Fault(_)));
        self.text = left.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        self.no_heading = true;
        self.with_known = false;
        self.has_added = true;
        // The lines that are left are mended next.
        self.has_begun = false;
        // What the whole column decided holds for the rest of it.
        self.order = self.order.or(preview.reading.order.decided());
        self.decimal = self.decimal.or(preview.reading.decimal.decided());
        let were = if count == 1 { "1 observation was".into() } else { format!("{count} observations were") };
        self.told = Some(format!("{were} added. These lines are left: mend them, or close."));
        places
    }
}

/// Pills with a caption before them; `decided` is chosen until somebody chooses. Answers whether another one was chosen.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    caption: &str,
    offered: &[(T, &str)],
    chosen: &mut Option<T>,
    decided: Option<T>,
) -> bool {
    let now = chosen.or(decided);
    let clicked = ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(CAPTION, 24.0), Sense::hover());
        text(ui, rect.left_top() + vec2(0.0, 4.0), caption, (Weight::Regular, Palette::for_ui(ui).muted));
        look::choices(ui, caption, offered, now, |_| None)
    });
    let other = clicked.inner.filter(|clicked| now != Some(*clicked));
    *chosen = other.or(*chosen);
    other.is_some()
}

fn proposal(likely: DecimalMark) -> &'static str {
    match likely {
        DecimalMark::Comma => "Some values make sense with a decimal comma only. Choose “comma” to read them so.",
        DecimalMark::Point => "The commas seem to stand between groups of digits. Choose “point” to read them so.",
    }
}

/// Whether a text took the place of another: no line of it is left, and most of its letters are gone.
fn is_another(before: &str, now: &str) -> bool {
    let lines: HashSet<&str> = now.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_left = |line: &str| lines.contains(line.trim());
    let shared = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
    let start = shared(&mut before.bytes().zip(now.bytes()));
    let end = shared(&mut before.bytes().skip(start).rev().zip(now.bytes().skip(start).rev()));
    !before.lines().any(is_left) && 2 * (start + end) < before.len().max(1)
}

impl Preview {
    /// The text that was read.
    fn text(&self) -> String {
        let lines: Vec<&str> = self.reading.lines.iter().map(|line| line.text.as_str()).collect();
        lines.join("\n")
    }

    fn new(reading: Reading, there: &[Observation]) -> Self {
        let same = |observation: &Observation| (observation.date, (observation.value + 0.0).to_bits());
        let there: HashSet<(PartialDate, u64)> = there.iter().map(same).collect();
        let mut above: HashMap<(PartialDate, u64), usize> = HashMap::new();
        let mut known = HashMap::new();
        for (at, line) in reading.lines.iter().enumerate() {
            let Outcome::Read(observation) = &line.outcome else { continue };
            let key = same(observation);
            if there.contains(&key) {
                known.insert(at, "already there".to_owned());
            } else if let Some(number) = above.get(&key) {
                known.insert(at, format!("the same as line {number}"));
            } else {
                above.insert(key, line.number);
            }
        }
        let lines = &reading.lines;
        let shown: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].outcome != Outcome::Blank).collect();
        let letters = |at: &usize| match &lines[*at].outcome {
            Outcome::Fault(fault) => fault.chars().count(),
            _ => 0,
        };
        let letters = shown.iter().map(letters).collect();
        Self { reading, known, shown, letters }
    }

    /// "6 can be added, 2 cannot be read, 1 is already there".
    fn counts(&self) -> String {
        let lines = || self.reading.lines.iter();
        let read = lines().filter(|line| matches!(line.outcome, Outcome::Read(_))).count();
        let faults = lines().filter(|line| matches!(line.outcome, Outcome::Fault(_))).count();
        let known = self.known.len();
        let is = if known == 1 { "is" } else { "are" };
        let parts = [
            (read - known, format!("{} can be added", read - known)),
            (faults, format!("{faults} cannot be read")),
            (known, format!("{known} {is} already there")),
        ];
        let told: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
        if told.is_empty() { "Nothing to add yet".into() } else { told.join(", ") }
    }

    fn show(&self, ui: &mut Ui, about: &Indicator) {
        let palette = Palette::for_ui(ui);
        if let Some(refusal) = &self.reading.refusal {
            ui.label(RichText::new(refusal).color(palette.warning));
            return;
        }
        if self.shown.is_empty() {
            let words = "Copy a column of dates and a column of values beside it, and paste them here with Ctrl+V. \
                         Each line is explained before anything is added.";
            ui.label(RichText::new(words).color(palette.muted));
            return;
        }
        let room = ui.available_width() - NUMBER - MARGIN;
        let height = |letters: &usize| if *letters as f32 * LETTER > room { FAULT_LINE } else { LINE };
        let heights: Vec<f32> = self.letters.iter().map(height).collect();
        rows::in_sight(ui, "preview", (&heights, None), |ui, at| {
            let place = self.shown[at];
            let known = self.known.get(&place).map(String::as_str);
            line(ui, &self.reading.lines[place], about, known);
            true
        });
    }
}

/// A line as it is read, or why it is not.
fn line(ui: &mut Ui, line: &Line, about: &Indicator, known: Option<&str>) {
    let palette = Palette::for_ui(ui);
    let rect = ui.max_rect();
    let (_, response) = ui.allocate_exact_size(rect.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, told(line, about, known)));
    let at = rect.left_top() + vec2(0.0, 4.0);
    text(ui, at, &format!("Line {}", line.number), (Weight::Regular, palette.muted));
    let at = at + vec2(NUMBER, 0.0);
    match &line.outcome {
        Outcome::Read(observation) => observed(ui, at, (about, observation), known),
        Outcome::Heading => drop(text(ui, at, "heading, not read", (Weight::Regular, palette.muted))),
        Outcome::Fault(fault) => {
            let room = rect.width() - NUMBER - MARGIN;
            let mut job = LayoutJob::simple(fault.clone(), font(Weight::Regular, 12.5), palette.warning, room);
            job.wrap.max_rows = 2;
            let galley = ui.painter().layout_job(job);
            if galley.elided {
                response.on_hover_text(fault);
            }
            ui.painter().galley(at, galley, palette.warning);
        }
        Outcome::Blank => {}
    }
}

fn observed(ui: &Ui, at: Pos2, (about, observation): (&Indicator, &Observation), known: Option<&str>) {
    let palette = Palette::for_ui(ui);
    let (weight, ink) =
        if known.is_some() { (Weight::Regular, palette.muted) } else { (Weight::SemiBold, palette.ink) };
    text(ui, at, &observation.date.in_words(), (Weight::Regular, ink));
    let at = at + vec2(DATE, 0.0);
    let width = text(ui, at, &words::value(about, observation), (weight, ink));
    let beside = known.unwrap_or(&observation.note);
    if !beside.is_empty() {
        text(ui, at + vec2(width + 10.0, 0.0), &format!("·  {beside}"), (Weight::Regular, palette.muted));
    }
}

/// Writes at a place. Answers how wide it is.
fn text(ui: &Ui, at: Pos2, words: &str, (weight, ink): (Weight, Color32)) -> f32 {
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font(weight, 12.5), ink);
    let width = galley.size().x;
    ui.painter().galley(at, galley, ink);
    width
}

/// A line for those who cannot see it.
fn told(line: &Line, about: &Indicator, known: Option<&str>) -> String {
    let number = line.number;
    let known = known.map(|words| format!(", {words}")).unwrap_or_default();
    match &line.outcome {
        Outcome::Read(observation) => {
            format!("Line {number}: {}, {}{known}", observation.date.in_words(), words::value(about, observation))
        }
        Outcome::Heading => format!("Line {number}: heading"),
        Outcome::Fault(fault) => format!("Line {number}: {fault}"),
        Outcome::Blank => format!("Line {number}: blank"),
    }
}
