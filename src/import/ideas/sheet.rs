//! A table as it stands in a file: rows of cells, with the cells that are merged.

use crate::file::MAX_TEXT;
use crate::map::PartialDate;

/// How many rows of a table are read.
pub const MOST_ROWS: usize = 20_000;

/// How many columns of a table are read.
pub const MOST_COLUMNS: usize = 100;

/// How much text is put into merged cells, in bytes: 32 MiB.
const MOST_SPREAD: usize = 32 * 1024 * 1024;

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number that the file holds as one.
    Number(f64),
    /// A date that the file holds as one.
    Date(PartialDate),
    /// A formula whose value is not in the file.
    Uncomputed,
}

impl Cell {
    /// A trimmed text; nothing where it says nothing. Of one that is too long for a map, only so much is kept that this is seen:
    /// nobody could show megabytes in a row.
    pub fn of_text(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\0'));
        let end = text.char_indices().nth(MAX_TEXT + 1).map_or(text.len(), |(end, _)| end);
        if text.is_empty() { Self::Empty } else { Self::Text(text[..end].to_owned()) }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// About how much memory a copy of it takes, in bytes.
    fn size(&self) -> usize {
        size_of::<Self>() + if let Self::Text(text) = self { text.len() } else { 0 }
    }

    /// What it shows.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Uncomputed => "(formula without a value)".to_owned(),
        }
    }
}

/// A row that says something.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number in the file, counted from 1. In a text, the number of its first line.
    pub number: usize,
    /// Its cells from the left.
    pub cells: Vec<Cell>,
}

/// Cells that are merged into one: first and last row and column, rows as [`Row::number`] counts them, columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First and last row.
    pub rows: (usize, usize),
    /// First and last column.
    pub columns: (usize, usize),
}

impl Merge {
    fn holds(&self, row: usize, column: usize) -> bool {
        (self.rows.0..=self.rows.1).contains(&row) && (self.columns.0..=self.columns.1).contains(&column)
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name; empty where the file has only one table.
    pub name: String,
    /// The rows in which something stands, in their order.
    pub rows: Vec<Row>,
    /// What was merged.
    pub merges: Vec<Merge>,
    /// What was left out or decided in reading it, in sentences.
    pub remarks: Vec<String>,
}

impl Sheet {
    /// How many columns are in use.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }

    /// Gives every cell of merged ones what stands in the first of them, as the table shows it. Cells that lie beside each
    /// other are filled in headings only: among data the others are meant to be empty.
    pub fn spread(&mut self, heading: Option<usize>) -> bool {
        let mut spread = false;
        let mut room = MOST_SPREAD;
        for merge in self.merges.clone() {
            let Some(first) = self.rows.iter().position(|row| row.number >= merge.rows.0) else { continue };
            let anchor = self.rows[first].cells.get(merge.columns.0).cloned().unwrap_or_default();
            if anchor.is_empty() || self.rows[first].number != merge.rows.0 {
                continue;
            }
            for row in self.rows[first..].iter_mut().take_while(|row| row.number <= merge.rows.1) {
                let is_heading = heading.is_some_and(|heading| row.number <= heading);
                let last = if is_heading { merge.columns.1 } else { merge.columns.0 };
                for column in merge.columns.0..=last.min(MOST_COLUMNS - 1) {
                    if row.cells.len() <= column {
                        row.cells.resize(column + 1, Cell::Empty);
                    }
                    spread |= !is_heading && row.cells[column].is_empty();
                    if row.cells[column].is_empty() {
                        let Some(left) = room.checked_sub(anchor.size()) else {
                            self.remarks.push("More cells are merged than can be read: some of them are empty.".into());
                            return spread;
                        };
                        room = left;
                        row.cells[column] = anchor.clone();
                    }
                }
            }
        }
        spread
    }

    /// Whether a cell lies among merged ones that span several columns, and not all of them as the title of a table does.
    pub fn is_spanned(&self, row: usize, column: usize) -> bool {
        let several = 2..self.width();
        self.merges
            .iter()
            .any(|merge| several.contains(&(merge.columns.1 - merge.columns.0 + 1)) && merge.holds(row, column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_in_cells_merged_over_many_rows_is_spread_only_so_far() {
        let long = Cell::Text("x".repeat(1024 * 1024));
        let cell = |number| if number == 1 { long.clone() } else { Cell::Text("y".into()) };
        let rows = (1..=100).map(|number| Row { number, cells: vec![Cell::Empty, cell(number)] });
        let merges = vec![Merge { rows: (1, 100), columns: (1, 1) }, Merge { rows: (1, 100), columns: (0, 0) }];
        let mut sheet = Sheet { rows: rows.collect(), merges, ..Sheet::default() };
        sheet.rows[0].cells[0] = long.clone();
        assert!(sheet.spread(None));
        let filled = sheet.rows.iter().filter(|row| row.cells[0] == long).count();
        assert_eq!(filled, 32, "thirty-one more beside the first");
        assert_eq!(sheet.remarks, ["More cells are merged than can be read: some of them are empty."]);
    }
    #[test]
    fn of_a_text_that_is_too_long_so_much_is_kept_that_this_is_seen() {
        let cell = Cell::of_text(&"é".repeat(1_000_000));
        assert_eq!(cell.text().chars().count(), MAX_TEXT + 1);
        assert_eq!(Cell::of_text(&"é".repeat(MAX_TEXT)).text().chars().count(), MAX_TEXT);
    }
}
