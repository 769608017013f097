//! One table of a workbook, cell by cell.

use quick_xml::events::{BytesStart, Event};

use super::parts::{attribute, gather, walk};
use super::too_much;
use crate::import::ideas::sheet::{Cell, MOST_COLUMNS, MOST_ROWS, Merge, Row, Sheet};
use crate::import::ideas::{day_of_serial, text::too_many_rows};

/// How many merged cells of a table are looked at.
const MOST_MERGES: usize = 2_000;

/// What the cells of all tables refer to.
pub struct Styles<'a> {
    /// The texts that they share.
    pub strings: &'a [String],
    /// Of each style, whether it shows a number as a date.
    pub dated: &'a [bool],
    /// Whether days are counted from 1904.
    pub since_1904: bool,
}

/// A cell whose parts are being read.
#[derive(Default)]
struct Open {
    column: usize,
    kind: String,
    is_dated: bool,
    has_formula: bool,
    value: String,
}

/// What is known of a table so far.
struct Reading<'a> {
    styles: &'a Styles<'a>,
    sheet: Sheet,
    row: Row,
    cell: Open,
    /// The next column, for cells that do not say where they stand.
    column: usize,
    in_text: bool,
    is_wide: bool,
    has_times: bool,
    merges: usize,
    /// How much text there may still be, in bytes.
    room: &'a mut u64,
}

/// Reads a table. Its texts count against the room there is, as often as they stand in it: many cells can share a long one.
///
/// # Errors
/// Where it is damaged, has too many rows or too much text: a sentence.
pub fn read(xml: &str, styles: &Styles<'_>, room: &mut u64) -> Result<Sheet, String> {
    let row = Row { number: 0, cells: Vec::new() };
    let (sheet, cell) = (Sheet::default(), Open::default());
    let (column, merges, in_text, is_wide, has_times) = (0, 0, false, false, false);
    let mut reading = Reading { styles, sheet, row, cell, column, in_text, is_wide, has_times, merges, room };
    walk(xml, |event| reading.take(event))?;
    Ok(reading.finish())
}

impl Reading<'_> {
    fn take(&mut self, event: &Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(start) => self.begin(start),
            Event::End(end) => match end.local_name().as_ref() {
                b"v" | b"t" => self.in_text = false,
                b"c" => return self.end_cell(),
                b"row" => return self.end_row(),
                _ => {}
            },
            event if self.in_text => gather(&mut self.cell.value, event),
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, start: &BytesStart<'_>) {
        match start.local_name().as_ref() {
            b"row" => {
                let number = attribute(start, "r").and_then(|number| number.parse().ok());
                self.row = Row { number: number.unwrap_or(self.row.number.saturating_add(1)), cells: Vec::new() };
                self.column = 0;
            }
            b"c" => {
                let place = attribute(start, "r").and_then(|place| place_of(&place));
                let style: Option<usize> = attribute(start, "s").and_then(|style| style.parse().ok());
                self.cell = Open {
                    column: place.map_or(self.column, |(_, column)| column),
                    kind: attribute(start, "t").unwrap_or_default(),
                    is_dated: style.and_then(|style| self.styles.dated.get(style)).copied().unwrap_or(false),
                    ..Open::default()
                };
                self.column = self.cell.column.saturating_add(1);
            }
            b"f" => self.cell.has_formula = true,
            b"v" => self.in_text = self.cell.kind != "inlineStr",
            b"t" => self.in_text = self.cell.kind == "inlineStr",
            b"mergeCell" if self.merges < MOST_MERGES => {
                self.merges += 1;
                self.sheet.merges.extend(attribute(start, "ref").and_then(|range| merge(&range)));
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) -> Result<(), String> {
        let open = std::mem::take(&mut self.cell);
        let cell = self.value(&open);
        if cell.is_empty() {
            return Ok(());
        }
        if open.column >= MOST_COLUMNS {
            self.is_wide = true;
            return Ok(());
        }
        if let Cell::Text(text) = &cell {
            *self.room = self.room.checked_sub(text.len() as u64).ok_or_else(too_much)?;
        }
        if self.row.cells.len() <= open.column {
            self.row.cells.resize(open.column + 1, Cell::Empty);
        }
        self.row.cells[open.column] = cell;
        Ok(())
    }

    fn value(&mut self, open: &Open) -> Cell {
        let text = &open.value;
        if open.has_formula && text.is_empty() && open.kind != "str" {
            return Cell::Uncomputed;
        }
        match open.kind.as_str() {
            "s" => {
                let shared = text.trim().parse().ok().and_then(|at: usize| self.styles.strings.get(at));
                shared.map_or(Cell::Empty, |text| Cell::of_text(text))
            }
            "b" => Cell::of_text(if text.trim() == "1" { "yes" } else { "no" }),
            "str" | "inlineStr" | "e" => Cell::of_text(text),
            "d" => match text.get(..10).unwrap_or(text).parse() {
                Ok(date) => Cell::Date(date),
                Err(_) => Cell::of_text(text),
            },
            _ => match text.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => self.number(number, open.is_dated),
                _ => Cell::of_text(text),
            },
        }
    }

    fn number(&mut self, number: f64, is_dated: bool) -> Cell {
        match day_of_serial(number, self.styles.since_1904).filter(|_| is_dated) {
            Some(date) => {
                self.has_times |= number.fract() != 0.0;
                Cell::Date(date)
            }
            None => Cell::Number(number),
        }
    }

    fn end_row(&mut self) -> Result<(), String> {
        let number = self.row.number;
        let row = std::mem::replace(&mut self.row, Row { number, cells: Vec::new() });
        let is_later = self.sheet.rows.last().is_none_or(|last| last.number < number);
        if !row.cells.is_empty() && is_later {
            self.sheet.rows.push(row);
        }
        if self.sheet.rows.len() > MOST_ROWS { Err(too_many_rows()) } else { Ok(()) }
    }

    fn finish(self) -> Sheet {
        let mut sheet = self.sheet;
        if self.is_wide {
            sheet.remarks.push(format!("Only the first {MOST_COLUMNS} columns are read."));
        }
        if self.has_times {
            sheet.remarks.push("The time of day is left out.".into());
        }
        if self.merges == MOST_MERGES {
            sheet.remarks.push(format!("Only the first {MOST_MERGES} merged cells are read as such."));
        }
        sheet
    }
}

/// The row, from 1, and the column, from 0, of a place such as B12.
fn place_of(place: &str) -> Option<(usize, usize)> {
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = place.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    Some((row.parse().ok()?, column - 1))
}

fn merge(range: &str) -> Option<Merge> {
    let (from, to) = range.split_once(':')?;
    let ((top, left), (bottom, right)) = (place_of(from)?, place_of(to)?);
    (top <= bottom && left <= right).then_some(Merge { rows: (top, bottom), columns: (left, right) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_and_what_is_none_is_left() {
        assert_eq!(place_of("A1"), Some((1, 0)));
        assert_eq!(place_of("AB12"), Some((12, 27)));
        assert_eq!(place_of("12"), None);
        assert_eq!(place_of("ABCDE1"), None);
        assert_eq!(merge("B2:A1"), None);
    }

    #[test]
    fn a_formula_without_its_value_is_told_from_an_empty_one_and_days_from_numbers() {
        let xml = r#"<worksheet><sheetData><row r="1"><c r="A1"><f>1+1</f><v/></c><c r="B1" t="str"><f>""</f><v></v></c>
            <c r="C1"><f>1+1</f><v>2</v></c><c r="D1" s="1"><v>41037.5</v></c><c r="E1" s="0"><v>41037</v></c></row>
            </sheetData></worksheet>"#;
        let read = |since_1904| {
            let styles = Styles { strings: &[], dated: &[false, true], since_1904 };
            read(xml, &styles, &mut 1000).expect("read").rows[0].cells.clone()
        };
        let date = |text: &str| Cell::Date(text.parse().expect("a date"));
        let expected = [Cell::Uncomputed, Cell::Empty, Cell::Number(2.0), date("2012-05-08"), Cell::Number(41037.0)];
        assert_eq!(read(false), expected);
        assert_eq!(read(true)[3], date("2016-05-09"));
    }

    #[test]
    fn a_table_that_names_a_far_row_and_column_costs_no_more_than_its_cells() {
        let xml = r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c></row>
            <row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="B1048576"><v>2</v></c></row></sheetData></worksheet>"#;
        let sheet = read(xml, &Styles { strings: &[], dated: &[], since_1904: false }, &mut 1000).expect("read");
        assert_eq!(sheet.rows.len(), 2);
        assert_eq!(sheet.rows[1].cells, [Cell::Empty, Cell::Number(2.0)]);
        assert!(sheet.remarks[0].contains("columns"));
    }
    #[test]
    fn a_text_that_many_cells_share_counts_as_often_as_it_stands_there() {
        let row = r#"<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>"#;
        let xml = format!("<worksheet><sheetData>{}</sheetData></worksheet>", row.repeat(1_000));
        let strings = ["x".repeat(1_000)];
        let styles = Styles { strings: &strings, dated: &[], since_1904: false };
        let told = read(&xml, &styles, &mut 1_999_999).expect_err("refused");
        assert_eq!(told, "The workbook unpacks to more than 128 MiB: save the list alone, as CSV.");
        assert_eq!(read(&xml, &styles, &mut 2_000_000).expect("read").rows.len(), 1_000);
    }

    #[test]
    fn a_row_after_the_last_that_can_be_counted_is_no_end() {
        let xml = format!(
            r#"<worksheet><sheetData><row r="{}"><c><v>1</v></c></row><row><c><v>2</v></c></row></sheetData></worksheet>"#,
            usize::MAX
        );
        let sheet = read(&xml, &Styles { strings: &[], dated: &[], since_1904: false }, &mut 1000).expect("read");
        assert_eq!(sheet.rows.len(), 1);
    }
}
