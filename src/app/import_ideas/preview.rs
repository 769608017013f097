//! The rows of a list with what would come of each. Only those in sight are laid out.

use egui::{
    Align, Color32, Frame, Label, Layout, Margin, Rect, RichText, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2,
};

use crate::app::inspector::look;
use crate::app::style::{Palette, font};
use crate::import::ideas::{Field, Line, Outcome, Plan};
use crate::map::Initiative;
use crate::scene::Weight;

const LINE: f32 = 25.0;
const NUMBER: f32 = 50.0;
const STATE: f32 = 74.0;
/// How much of the rest is for the title.
const TITLE: f32 = 0.4;
/// How many letters of a text are shown in a line.
const LETTERS: usize = 200;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// All.
    All,
    /// Those that bring new ideas.
    New,
    /// Those that change what the map has.
    Changed,
    /// Those that change nothing.
    Same,
    /// Those that are left out.
    LeftOut,
}

impl Shown {
    fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::New(_) => Self::New,
            Outcome::Changed(..) => Self::Changed,
            Outcome::Same => Self::Same,
            Outcome::LeftOut(_) => Self::LeftOut,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "unchanged",
            Self::LeftOut => "left out",
        }
    }
}

/// Shows what was decided, and the rows.
pub fn show(ui: &mut Ui, plan: &Plan, shown: &mut Shown) {
    let palette = Palette::for_ui(ui);
    if let Some(refusal) = &plan.refusal {
        ui.label(RichText::new(refusal).font(font(Weight::Medium, 13.0)).color(palette.advice));
    }
    for remark in &plan.remarks {
        look::remark(ui, remark);
    }
    if plan.lines.is_empty() {
        ui.add_space(2.0);
        framed(ui, plan.unread.len(), |ui, i| unread(ui, &plan.unread[i]));
        return;
    }
    let [new, changed, same, left] = plan.counts();
    let count = |shown: Shown, count: usize| (shown, format!("{count} {}", shown.word()));
    let offered = [
        (Shown::All, format!("All {}", plan.lines.len())),
        count(Shown::New, new),
        count(Shown::Changed, changed),
        count(Shown::Same, same),
        count(Shown::LeftOut, left),
    ];
    let offered: Vec<(Shown, &str)> = offered.iter().map(|(shown, words)| (*shown, words.as_str())).collect();
    ui.add_space(2.0);
    if let Some(chosen) = look::choices(ui, "Rows", &offered, Some(*shown), |_| None) {
        *shown = chosen;
    }
    ui.add_space(2.0);
    let lines: Vec<&Line> =
        plan.lines.iter().filter(|line| *shown == Shown::All || Shown::of(&line.outcome) == *shown).collect();
    framed(ui, lines.len(), |ui, i| row(ui, lines[i]));
}

/// So many rows in a frame, of which only those in sight are drawn.
fn framed(ui: &mut Ui, count: usize, draw: impl Fn(&mut Ui, usize)) {
    if count == 0 {
        return;
    }
    let edge = Stroke::new(1.0, Palette::for_ui(ui).edge);
    Frame::new().stroke(edge).corner_radius(8).inner_margin(Margin::symmetric(8, 4)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = ScrollArea::vertical().id_salt("rows of the list").auto_shrink(false);
        area.show_rows(ui, LINE, count, |ui, visible| visible.for_each(|i| draw(ui, i)));
    });
}

/// A row as it stands in the file.
fn unread(ui: &mut Ui, (number, words): &(usize, String)) {
    let palette = Palette::for_ui(ui);
    let text = |text: String, color| RichText::new(text).font(font(Weight::Regular, 12.5)).color(color);
    ui.horizontal(|ui| {
        ui.set_height(LINE);
        ui.add_sized(vec2(NUMBER, LINE), Label::new(text(number.to_string(), palette.muted)).selectable(false));
        let words: String = words.chars().take(LETTERS).map(|c| if c == '\n' { ' ' } else { c }).collect();
        ui.add(Label::new(text(words, palette.ink)).truncate().selectable(false));
    });
}

fn row(ui: &mut Ui, line: &Line) {
    let palette = Palette::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let rest = rect.width() - NUMBER - STATE - 14.0;
    let mut left = rect.left();
    let mut cell = |width: f32, text: &str, weight: Weight, color: Color32| {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width - 8.0, LINE));
        left += width;
        let text: String = text.chars().take(LETTERS).map(|c| if c == '\n' { ' ' } else { c }).collect();
        let label = Label::new(RichText::new(text).font(font(weight, 12.5)).color(color)).truncate().selectable(false);
        let builder = UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center));
        ui.scope_builder(builder, |ui| ui.add(label));
    };
    let state = Shown::of(&line.outcome);
    let color = match state {
        Shown::LeftOut => palette.advice,
        Shown::Same | Shown::All => palette.muted,
        Shown::New | Shown::Changed => palette.ink,
    };
    let words = words(line);
    cell(NUMBER, &line.number.to_string(), Weight::Regular, palette.muted);
    cell(STATE, state.word(), Weight::Medium, color);
    cell(rest * TITLE, &line.title, Weight::Medium, palette.ink);
    cell(rest * (1.0 - TITLE), &words, Weight::Regular, if state == Shown::LeftOut { color } else { palette.muted });
    if !words.is_empty() {
        response.on_hover_text(format!("{}\n{words}", line.title));
    }
}

/// What comes of a row, in words.
fn words(line: &Line) -> String {
    let says = match &line.outcome {
        Outcome::New(initiative) => values(initiative),
        Outcome::Changed(_, changes) => {
            let each = changes.iter().map(|change| {
                let before = if change.before.is_empty() { "nothing" } else { &change.before };
                format!("{}: {before} → {}", change.field.name(), change.after)
            });
            each.collect::<Vec<_>>().join("; ")
        }
        Outcome::Same => String::new(),
        Outcome::LeftOut(why) => return why.clone(),
    };
    let notes = line.notes.iter().cloned();
    notes.chain((!says.is_empty()).then_some(says)).collect::<Vec<_>>().join(" ")
}

/// What a new idea brings besides its title.
fn values(initiative: &Initiative) -> String {
    let fields = Field::ALL.into_iter().filter(|field| *field != Field::Title);
    let each = fields.map(|field| (field.name(), field.shown(initiative))).filter(|(_, value)| !value.is_empty());
    each.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; ")
}
