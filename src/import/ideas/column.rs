//! The columns of a list: what they are called, and which row calls them so.

use std::collections::BTreeSet;

use super::choices::Choices;
use super::field::Field;
use super::sheet::{Cell, Sheet};

/// How many rows at the beginning may be the heading.
const LOOKED_AT: usize = 20;

/// How many values of a column are shown.
const SHOWN: usize = 3;

/// A column of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What the heading calls it; empty where nothing does.
    pub heading: String,
    /// The first values in it.
    pub values: Vec<String>,
    /// What it holds; nothing where it is left out.
    pub field: Option<Field>,
}

/// The row that seems to name the columns: the one that names most fields, the title among them before others.
pub fn heading(sheet: &Sheet) -> Option<usize> {
    let named = |at: usize| -> usize {
        let fields: BTreeSet<Field> = (0..sheet.width())
            .filter_map(|column| Field::of_heading(&name(sheet, at, column)).or_else(|| own(sheet, at, column)))
            .collect();
        fields.len() + usize::from(fields.contains(&Field::Title))
    };
    let rows = 0..sheet.rows.len().min(LOOKED_AT);
    // Of rows that name alike the first: what follows is data.
    let best = rows.max_by_key(|at| (named(*at), std::cmp::Reverse(*at)))?;
    // One word could be an idea by itself, except where it is the first line of a list.
    (named(best) > 1).then(|| sheet.rows[best].number)
}

/// The columns with what they hold, as their headings say or somebody has chosen.
pub fn columns(sheet: &Sheet, heading: Option<usize>, choices: &Choices, remarks: &mut Vec<String>) -> Vec<Column> {
    let at = heading.and_then(|number| sheet.rows.iter().position(|row| row.number == number));
    let first = at.map_or(0, |at| at + 1);
    let mut taken: BTreeSet<Field> = choices.fields.values().flatten().copied().collect();
    let mut columns: Vec<Column> = (0..sheet.width())
        .map(|column| {
            let heading = at.map(|at| name(sheet, at, column)).unwrap_or_default();
            let below = sheet.rows[first..].iter().filter_map(|row| row.cells.get(column));
            let values = below.filter(|cell| !cell.is_empty()).take(SHOWN).map(Cell::text).collect();
            let named = || Field::of_heading(&heading).or_else(|| own(sheet, at?, column));
            let field = match choices.fields.get(&column) {
                Some(chosen) => *chosen,
                None => named().filter(|field| {
                    let is_first = taken.insert(*field);
                    if !is_first {
                        remarks.push(format!(
                            "“{heading}” could hold the {} too, which another column holds: it is left out.",
                            field.name().to_lowercase()
                        ));
                    }
                    is_first
                }),
            };
            Column { heading, values, field }
        })
        .collect();
    let is_untitled = columns.iter().all(|column| column.field != Some(Field::Title));
    if columns.len() == 1 && is_untitled && !choices.fields.contains_key(&0) {
        columns[0].field = Some(Field::Title);
        remarks.push("There is one column: it is read as the titles.".into());
    }
    columns
}

/// What a heading calls a column: what stands in it, behind what stands above several columns at once.
fn name(sheet: &Sheet, at: usize, column: usize) -> String {
    let text = |at: usize| sheet.rows[at].cells.get(column).map(Cell::text).unwrap_or_default();
    let own = text(at);
    let above = at.checked_sub(1).filter(|above| sheet.is_spanned(sheet.rows[*above].number, column)).map(text);
    match above {
        Some(above) if above != own && !above.is_empty() => format!("{above} {own}").trim().to_owned(),
        _ => own,
    }
}

/// The field that the heading itself names, whatever stands above it.
fn own(sheet: &Sheet, at: usize, column: usize) -> Option<Field> {
    Field::of_heading(&sheet.rows[at].cells.get(column)?.text())
}

/// The rows that can be chosen as the heading: their numbers and how they begin.
pub fn possible_headings(sheet: &Sheet) -> Vec<(usize, String)> {
    let rows = sheet.rows.iter().take(LOOKED_AT);
    let beginning = |cells: &[Cell]| {
        let texts: Vec<String> = cells.iter().filter(|cell| !cell.is_empty()).take(3).map(Cell::text).collect();
        texts.join(", ").chars().take(60).collect::<String>()
    };
    rows.map(|row| (row.number, beginning(&row.cells))).collect()
}
