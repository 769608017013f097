//! What the tables of a map hold, once for every format that writes them.

mod about;
mod capabilities;
mod initiatives;
mod links;
mod observations;

pub use about::{Fact, about, sources};

use super::job::Sheet;
use super::reading::Reading;
use crate::map::{Day, PartialDate, steers_direction};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words: without control characters, line breaks apart.
    Text(String),
    /// A number.
    Number(f64),
    /// A date as exact as it is known.
    Date(PartialDate),
    /// A day.
    Day(Day),
}

impl Cell {
    /// Words from a map; nothing where there are none.
    pub fn text(words: impl AsRef<str>) -> Self {
        let clean = cleaned(words.as_ref());
        if clean.trim().is_empty() { Self::Empty } else { Self::Text(clean) }
    }

    /// Several words in one cell.
    pub fn list<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Self {
        let mut all = String::new();
        for word in words {
            if !all.is_empty() {
                all.push_str("; ");
            }
            all.push_str(word.as_ref());
        }
        Self::text(all)
    }

    /// A number that may be absent.
    pub fn number(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }

    /// A date that may be absent, as it is written.
    pub fn date(date: Option<PartialDate>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    /// The day that a date is sorted by: the middle of the span that it names.
    pub fn sorts_as(date: Option<PartialDate>) -> Self {
        date.map_or(Self::Empty, |date| Self::Day(date.middle()))
    }
}

/// A column: what stands above it, how wide it is, and what it holds of a row.
struct Column<R> {
    heading: &'static str,
    width: f64,
    cell: fn(&R) -> Cell,
}

fn column<R>(heading: &'static str, width: f64, cell: fn(&R) -> Cell) -> Column<R> {
    Column { heading, width, cell }
}

/// How wide a column of dates is.
const DATE: f64 = 15.0;

/// What stands above a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heading {
    /// The words.
    pub words: &'static str,
    /// How wide the column is, in digits of the usual size.
    pub width: f64,
}

/// A table, filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// What stands above the columns.
    pub headings: Vec<Heading>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

impl Grid {
    fn filled<R>(columns: &[Column<R>], rows: impl Iterator<Item = R>) -> Self {
        Self {
            headings: columns.iter().map(|column| Heading { words: column.heading, width: column.width }).collect(),
            rows: rows.map(|row| columns.iter().map(|column| (column.cell)(&row)).collect()).collect(),
        }
    }
}

/// Fills a table.
pub fn grid(reading: &Reading<'_>, sheet: Sheet) -> Grid {
    match sheet {
        Sheet::Initiatives => initiatives::grid(reading),
        Sheet::Capabilities => capabilities::grid(reading),
        Sheet::Links => links::grid(reading),
        Sheet::Observations => observations::grid(reading),
    }
}

/// What of a row is invented or judged: of the parts that are named, those that are.
fn illustrative(reading: &Reading<'_>, parts: &[(&str, bool)]) -> Cell {
    if reading.map.overview.illustrative {
        return Cell::text("Whole map");
    }
    Cell::list(parts.iter().filter(|(_, is)| *is).map(|(name, _)| *name))
}

/// Text without control characters or such as turn what is around them, with one kind of line break, and with spaces for tabs.
pub fn cleaned(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let stray = |c: char| c.is_control() || steers_direction(c) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    unified.chars().filter(|c| *c == '\n' || !stray(*c)).collect()
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::map::{Moment, StrategyMap};

    /// The cells of one column of a table, by its heading.
    pub fn cells(map: &StrategyMap, sheet: Sheet, moment: Moment, heading: &str) -> Vec<Cell> {
        let grid = grid(&Reading::of(map, moment), sheet);
        let place = grid.headings.iter().position(|known| known.words == heading).expect(heading);
        grid.rows.iter().map(|row| row[place].clone()).collect()
    }

    /// The same, as text.
    pub fn texts(map: &StrategyMap, sheet: Sheet, moment: Moment, heading: &str) -> Vec<String> {
        let text = |cell| match cell {
            Cell::Text(text) => text,
            Cell::Date(date) => date.to_string(),
            Cell::Day(day) => PartialDate::of_day(day).to_string(),
            Cell::Number(value) => value.to_string(),
            Cell::Empty => String::new(),
        };
        cells(map, sheet, moment, heading).into_iter().map(text).collect()
    }

    #[test]
    fn control_characters_do_not_reach_a_cell_and_line_breaks_do() {
        assert_eq!(Cell::text("a\u{0}\u{1b}\tb\r\nc\rd\u{FFFF}\u{85}"), Cell::Text("a b\nc\nd".into()));
        assert_eq!(Cell::text(" \u{7} "), Cell::Empty);
    }

    #[test]
    fn every_table_of_an_empty_map_has_its_headings_and_no_row() {
        let map = StrategyMap::default();
        for sheet in Sheet::ALL {
            let grid = grid(&Reading::of(&map, Moment::on(Day(0))), sheet);
            assert!(grid.rows.is_empty() && grid.headings.len() > 8, "{}", sheet.name());
        }
    }
}
