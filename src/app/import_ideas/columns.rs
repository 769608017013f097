//! What a list is read as: its table, its heading, what its columns hold, and what can be read in two ways.

use egui::{Label, RichText, Ui, vec2};

use crate::app::inspector::{fields, look};
use crate::app::style::{Palette, font};
use crate::app::widgets::field_name;
use crate::file::columns::{DayOrder, DecimalMark, Question};
use crate::import::ideas::{Choices, Epoch, Field, List, Plan, Separator};
use crate::scene::Weight;

/// How wide the choice of what a column holds is.
const FIELD: f32 = 138.0;

/// Shows it. Answers whether something was chosen otherwise.
pub fn show(ui: &mut Ui, list: &List, choices: &mut Choices, plan: &Plan) -> bool {
    let mut changed = source(ui, list, choices);
    changed |= heading(ui, choices, plan);
    changed |= questions(ui, choices, plan);
    changed | columns(ui, choices, plan)
}

/// Which table of a workbook; what ends the columns of a text. Another one forgets what was chosen about the columns.
fn source(ui: &mut Ui, list: &List, choices: &mut Choices) -> bool {
    let sheets = list.sheets();
    if sheets.len() > 1 {
        field_name(ui, "Sheet");
        let offered: Vec<(usize, &str)> = sheets.iter().copied().enumerate().collect();
        let shown = sheets.get(choices.sheet).copied().unwrap_or_default();
        if let Some(sheet) = fields::combo(ui, "Sheet", (ui.available_width(), shown), &offered, choices.sheet) {
            *choices = Choices { sheet, ..Choices::default() };
            return true;
        }
    }
    if let Some(found) = list.separator() {
        field_name(ui, "Columns end at");
        let offered = Separator::ALL.map(|separator| (separator, separator.name()));
        let now = choices.separator.unwrap_or(found);
        let chosen = look::choices(ui, "Columns end at", &offered, Some(now), |_| None);
        if let Some(separator) = chosen.filter(|chosen| *chosen != now) {
            *choices = Choices { separator: Some(separator), ..Choices::default() };
            return true;
        }
    }
    false
}

fn heading(ui: &mut Ui, choices: &mut Choices, plan: &Plan) -> bool {
    field_name(ui, "Heading");
    let named: Vec<(Option<usize>, String)> = [(None, "No heading: all rows are ideas".to_owned())]
        .into_iter()
        .chain(plan.headings.iter().map(|(number, begins)| (Some(*number), format!("Row {number}: {begins}"))))
        .collect();
    let offered: Vec<(Option<usize>, &str)> = named.iter().map(|(number, words)| (*number, words.as_str())).collect();
    let shown = offered.iter().find(|(number, _)| *number == plan.heading).map(|(_, words)| *words).unwrap_or_default();
    let chosen = fields::combo(ui, "Heading", (ui.available_width(), shown), &offered, plan.heading);
    if let Some(heading) = chosen {
        choices.heading = Some(heading);
        choices.fields.clear();
    }
    chosen.is_some()
}

/// What can be read in two ways, each with its answers.
fn questions(ui: &mut Ui, choices: &mut Choices, plan: &Plan) -> bool {
    let marks = [(DecimalMark::Point, "point, 1.5"), (DecimalMark::Comma, "comma, 1,5")];
    let orders = [(DayOrder::DayFirst, "day first"), (DayOrder::MonthFirst, "month first")];
    let epochs = [(Epoch::From1900, "1900, as nearly always"), (Epoch::From1904, "1904")];
    let mut changed = question(ui, "Decimal mark", &marks, &mut choices.decimal, plan.decimal);
    changed |= question(ui, "Dates such as 05/08/2012", &orders, &mut choices.order, plan.order);
    changed | question(ui, "Counts of days begin in", &epochs, &mut choices.epoch, plan.epoch)
}

fn question<T: Copy + PartialEq>(
    ui: &mut Ui,
    caption: &str,
    offered: &[(T, &str)],
    chosen: &mut Option<T>,
    question: Question<T>,
) -> bool {
    // What was chosen stays in sight: it can be chosen otherwise.
    if matches!(question, Question::Settled) && chosen.is_none() {
        return false;
    }
    field_name(ui, caption);
    let now = chosen.or(question.decided());
    let clicked = look::choices(ui, caption, offered, now, |_| None).filter(|clicked| now != Some(*clicked));
    if now.is_none() {
        let palette = Palette::for_ui(ui);
        let words = RichText::new("It can be read in two ways: choose one.").font(font(Weight::Medium, 12.0));
        ui.label(words.color(palette.advice));
    }
    *chosen = clicked.or(*chosen);
    clicked.is_some()
}

/// Each column with its first values and what it holds.
fn columns(ui: &mut Ui, choices: &mut Choices, plan: &Plan) -> bool {
    let palette = Palette::for_ui(ui);
    field_name(ui, "Columns");
    let offered: Vec<(Option<Field>, &str)> =
        [(None, "Left out")].into_iter().chain(Field::ALL.map(|field| (Some(field), field.name()))).collect();
    let now: Vec<Option<Field>> = plan.columns.iter().map(|column| column.field).collect();
    let mut changed = false;
    for (at, column) in plan.columns.iter().enumerate() {
        if column.heading.is_empty() && column.values.is_empty() {
            continue;
        }
        ui.horizontal(|ui| {
            let room = ui.available_width() - FIELD - 8.0;
            ui.allocate_ui(vec2(room, 36.0), |ui| {
                ui.vertical(|ui| {
                    ui.set_min_width(room);
                    ui.spacing_mut().item_spacing.y = 1.0;
                    let name =
                        if column.heading.is_empty() { format!("Column {}", at + 1) } else { column.heading.clone() };
                    let ink = if column.field.is_some() { palette.ink } else { palette.muted };
                    let name = RichText::new(name).font(font(Weight::Medium, 12.5)).color(ink);
                    ui.add(Label::new(name).truncate().selectable(false));
                    let values = RichText::new(column.values.join(" · ").replace('\n', " "));
                    let values = values.font(font(Weight::Regular, 11.5)).color(palette.muted);
                    ui.add(Label::new(values).truncate().selectable(false));
                });
            });
            let shown = column.field.map_or("Left out", Field::name);
            let name = format!("Column {} holds", at + 1);
            if let Some(field) = fields::combo(ui, &name, (FIELD, shown), &offered, column.field) {
                choices.assign(at, field, &now);
                changed = true;
            }
        });
        ui.add_space(2.0);
    }
    changed
}
