//! The workbook behind a chart: what is drawn, in cells, so that it can be edited.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::chart::{self, Column};
use crate::export::ExportError;
use crate::map::Day;
use crate::scene::deck::Figure;

/// The name of the sheet.
pub const SHEET: &str = "Observations";

/// The bytes of the workbook of a chart.
pub fn bytes(figure: &Figure, day: Day) -> Result<Vec<u8>, ExportError> {
    written(figure, day).map_err(|error| ExportError::Pack(error.to_string()))
}

fn written(figure: &Figure, day: Day) -> Result<Vec<u8>, XlsxError> {
    let (year, month, of_month) = day.civil();
    let made = ExcelDateTime::from_ymd(year.clamp(1900, 9999) as u16, month, of_month)?;
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_author("Headway").set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    sheet.set_column_width(0, 12)?;
    let date = Format::new().set_num_format(chart::DATE_FORMAT);
    let head = Format::new().set_bold();
    let series = chart::series(figure);
    sheet.write_string_with_format(0, 0, "Date", &head)?;
    for (i, Column { name, .. }) in series.iter().enumerate() {
        sheet.write_string_with_format(0, i as u16 + 1, name, &head)?;
    }
    for (i, time) in chart::times(figure).into_iter().enumerate() {
        let row = i as u32 + 1;
        match time {
            chart::Time::Serial(serial) => sheet.write_number_with_format(row, 0, serial as f64, &date)?,
            chart::Time::Words(words) => sheet.write_string(row, 0, words)?,
        };
        for (column, Column { values, .. }) in series.iter().enumerate() {
            if let Some(value) = values[i] {
                sheet.write_number(row, column as u16 + 1, value)?;
            }
        }
    }
    book.save_to_buffer()
}
