//! XLSX: all tables of a map as a workbook with real dates and numbers.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

mod height;

use super::ExportError;
use super::job::{Exported, Sheet};
use super::reading::Reading;
use super::tables::{Cell, Fact, Grid, about, grid, sources};
use crate::map::{Day, Moment, PartialDate, StrategyMap};
use height::{LINE, height, lines};

/// The most UTF-16 units of a text in a cell.
const MOST_TEXT: usize = 32_767;

/// Before this day programs disagree on serial dates, since one of them has a 29th of February 1900.
const FIRST_DATE: (i32, u8, u8) = (1900, 3, 1);

/// About so many digits of the usual size fit on a landscape page without being too small to read.
const PAGE_WIDTH: f64 = 210.0;

/// How much larger than other text the title of the map is set.
const TITLE_SCALE: f64 = 16.0 / 11.0;

/// How much wider bold text is.
const BOLD_SCALE: f64 = 1.1;

/// Writes all tables of a map as of a moment, behind a sheet that says what they are.
///
/// # Errors
/// Where the workbook cannot hold the tables.
pub fn xlsx(map: &StrategyMap, moment: Moment) -> Result<Exported, ExportError> {
    let reading = Reading::of(map, moment);
    let mut writer = Writer { styles: Styles::default(), cut: 0 };
    let bytes = writer.workbook(&reading).map_err(|error| ExportError::Workbook(error.to_string()))?;
    let warnings = match writer.cut {
        0 => Vec::new(),
        1 => {
            vec![format!("A text is longer than a cell of a workbook can be ({MOST_TEXT} characters) and ends in “…”.")]
        }
        n => vec![format!(
            "{n} texts are longer than a cell of a workbook can be ({MOST_TEXT} characters) and end in “…”."
        )],
    };
    Ok(Exported { bytes, warnings })
}

/// How cells look.
struct Styles {
    title: Format,
    name: Format,
    heading: Format,
    text: Format,
    number: Format,
    date: Format,
}

impl Default for Styles {
    fn default() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let bold = || top().set_bold().set_text_wrap();
        Self {
            title: top().set_bold().set_font_size(16).set_text_wrap(),
            name: bold(),
            heading: bold()
                .set_background_color(Color::RGB(0xE8ECF1))
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(Color::RGB(0x8A94A3)),
            text: top().set_text_wrap(),
            // Not close up to the text of the next column.
            number: top().set_align(FormatAlign::Right).set_indent(1),
            // A date stands at the left, where one that is only text stands too.
            date: top().set_align(FormatAlign::Left).set_num_format("yyyy-mm-dd"),
        }
    }
}

struct Writer {
    styles: Styles,
    /// How many texts were cut.
    cut: usize,
}

impl Writer {
    fn workbook(&mut self, reading: &Reading<'_>) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties(reading)?);
        let first = workbook.add_worksheet();
        first.set_name("About")?;
        self.about(first, &about(reading), &sources(reading))?;
        for sheet in Sheet::ALL {
            let worksheet = workbook.add_worksheet();
            worksheet.set_name(sheet.name())?;
            self.table(worksheet, &grid(reading, sheet))?;
        }
        workbook.save_to_buffer()
    }

    /// What the tables are, then the sources.
    fn about(&mut self, sheet: &mut Worksheet, facts: &[Fact], sources: &Grid) -> Result<(), XlsxError> {
        let mut row = 0;
        for fact in facts {
            sheet.write_string_with_format(row, 0, fact.name, &self.styles.name)?;
            match &fact.cell {
                Cell::Text(title) if row == 0 => {
                    let lines = lines(title, sources.headings[1].width / TITLE_SCALE);
                    sheet.set_row_height(row, height(lines) * TITLE_SCALE)?;
                    let title = self.fitted(title);
                    sheet.write_string_with_format(row, 1, title, &self.styles.title)?;
                }
                cell => {
                    sheet.set_row_height(row, cell_height(cell, sources.headings[1].width))?;
                    self.cell(sheet, row, 1, cell)?;
                }
            }
            row += 1;
        }
        if sources.rows.is_empty() { self.widths(sheet, sources) } else { self.grid(sheet, row + 1, sources) }
    }

    /// A table with its headings in sight, to be filtered and sorted.
    fn table(&mut self, sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
        self.grid(sheet, 0, grid)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        let last = column_number(grid.headings.len().saturating_sub(1))?;
        sheet.autofilter(0, 0, row_number(grid.rows.len())?, last)?;
        Ok(())
    }

    fn grid(&mut self, sheet: &mut Worksheet, top: u32, grid: &Grid) -> Result<(), XlsxError> {
        self.widths(sheet, grid)?;
        let heights = grid.headings.iter().map(|heading| height(lines(heading.words, heading.width / BOLD_SCALE)));
        sheet.set_row_height(top, heights.fold(LINE, f64::max))?;
        for (i, heading) in grid.headings.iter().enumerate() {
            sheet.write_string_with_format(top, column_number(i)?, heading.words, &self.styles.heading)?;
        }
        for (i, cells) in grid.rows.iter().enumerate() {
            let row = top + 1 + row_number(i)?;
            let heights = cells.iter().zip(&grid.headings).map(|(cell, heading)| cell_height(cell, heading.width));
            sheet.set_row_height(row, heights.fold(LINE, f64::max))?;
            for (column, cell) in cells.iter().enumerate() {
                self.cell(sheet, row, column_number(column)?, cell)?;
            }
        }
        Ok(())
    }

    /// How wide the columns are, on the screen and on paper.
    fn widths(&self, sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
        for (i, heading) in grid.headings.iter().enumerate() {
            sheet.set_column_width(column_number(i)?, heading.width)?;
        }
        let width: f64 = grid.headings.iter().map(|heading| heading.width).sum();
        const A4: u8 = 9;
        sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages((width / PAGE_WIDTH).ceil() as u16, 0);
        Ok(())
    }

    fn cell(&mut self, sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => {}
            // Always as a string: no text becomes a formula or a link.
            Cell::Text(text) => {
                let text = self.fitted(text);
                sheet.write_string_with_format(row, column, text, &self.styles.text)?;
            }
            Cell::Number(value) => {
                sheet.write_number_with_format(row, column, *value, &self.styles.number)?;
            }
            Cell::Date(date) if date.start() == date.end() && !date.is_about() => {
                self.day(sheet, row, column, date.start())?;
            }
            Cell::Date(date) => {
                sheet.write_string_with_format(row, column, date.to_string(), &self.styles.text)?;
            }
            Cell::Day(day) => self.day(sheet, row, column, *day)?,
        }
        Ok(())
    }

    /// A real date, where a workbook can have it.
    fn day(&self, sheet: &mut Worksheet, row: u32, column: u16, day: Day) -> Result<(), XlsxError> {
        match serial(day) {
            Some(date) => sheet.write_datetime_with_format(row, column, date?, &self.styles.date)?,
            None => {
                let written = PartialDate::of_day(day).to_string();
                sheet.write_string_with_format(row, column, written, &self.styles.text)?
            }
        };
        Ok(())
    }

    /// A text as far as a cell can hold it.
    fn fitted<'t>(&mut self, text: &'t str) -> std::borrow::Cow<'t, str> {
        // A text has at most as many UTF-16 units as bytes.
        if text.len() <= MOST_TEXT || text.encode_utf16().count() <= MOST_TEXT {
            return text.into();
        }
        self.cut += 1;
        let mut units = 0;
        let fits = |c: &char| {
            units += c.len_utf16();
            units < MOST_TEXT
        };
        (text.chars().take_while(fits).collect::<String>() + "…").into()
    }
}

fn cell_height(cell: &Cell, width: f64) -> f64 {
    if let Cell::Text(text) = cell { height(lines(text, width)) } else { LINE }
}

/// A day as a workbook counts it; nothing before it can.
fn serial(day: Day) -> Option<Result<ExcelDateTime, XlsxError>> {
    let civil = day.civil();
    (civil >= FIRST_DATE).then(|| ExcelDateTime::from_ymd(civil.0 as u16, civil.1, civil.2))
}

/// What the file says of itself. Its date is the day that it speaks of, so that it is the same whenever it is written.
fn properties(reading: &Reading<'_>) -> Result<DocProperties, XlsxError> {
    let created = serial(reading.day()).unwrap_or_else(|| ExcelDateTime::from_ymd(1900, 3, 1))?;
    let text = |words: &str| match Cell::text(words) {
        Cell::Text(text) => text.replace('\n', " "),
        _ => String::new(),
    };
    Ok(DocProperties::new()
        .set_title(text(reading.title()))
        .set_subject(format!("Digital strategy map, as of {}", reading.date().in_words()))
        .set_company(text(&reading.map.overview.organization))
        .set_author("Headway")
        .set_creation_datetime(&created))
}

fn row_number(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

fn column_number(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

#[cfg(test)]
mod tests;
