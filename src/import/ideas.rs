//! A list of ideas from a text, a CSV or a workbook, as a plan that can be looked at and corrected before it changes a map.
//!
//! Nothing is guessed in silence. Which column holds what, what can be read in two ways and which idea of the map a row means
//! is shown and can be chosen otherwise; a row that cannot be read says why.

mod choices;
mod column;
mod field;
mod matching;
mod plan;
mod reading;
mod sheet;
#[cfg(test)]
mod tests;
mod text;
mod workbook;

use std::path::Path;

pub use choices::{Choices, Epoch};
pub use column::Column;
pub use field::Field;
pub use plan::{Change, Line, Outcome, Plan};
pub use text::Separator;

use sheet::Sheet;

use super::ImportError;
use crate::file;
use crate::map::{Day, PartialDate};

/// The size of a list that is read, in bytes: 16 MiB.
pub const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// The endings of the files that may hold a list.
pub const ENDINGS: [&str; 4] = ["xlsx", "csv", "tsv", "txt"];

/// A list as it was read, before anybody has said what is in it.
#[derive(Clone, Debug)]
pub struct List {
    /// What it is called: the name of its file.
    pub name: String,
    source: Source,
    /// What was decided in reading it, in sentences.
    remarks: Vec<String>,
}

#[derive(Clone, Debug)]
enum Source {
    Text { text: String, found: Separator, is_doubtful: bool },
    Workbook(Vec<Sheet>),
}

impl List {
    /// Reads a file. What kind it is, its content says.
    ///
    /// # Errors
    /// Where it cannot be read, is beyond a limit or no list: a sentence that begins with its name.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let name = path.display().to_string();
        let bytes = file::read(path, MOST_BYTES)?;
        let short = path.file_name().map_or_else(|| name.clone(), |name| name.to_string_lossy().into_owned());
        Self::from_bytes(&short, &bytes).map_err(|what| ImportError::NoList { name, what })
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// Where they are no list: a sentence.
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Self, String> {
        match bytes {
            [b'P', b'K', 3, 4, ..] => {
                let source = Source::Workbook(workbook::sheets(bytes)?);
                Ok(Self { name: name.to_owned(), source, remarks: Vec::new() })
            }
            [0xD0, 0xCF, 0x11, 0xE0, ..] => {
                Err("This is a workbook of the old kind, or one with a password: save it as \
                                                 XLSX or CSV without a password."
                    .into())
            }
            _ => {
                let (text, remark) = text::decode(bytes)?;
                Ok(Self { remarks: remark.into_iter().collect(), ..Self::from_text(name, text) })
            }
        }
    }

    /// A list that was pasted.
    pub fn pasted(text: &str) -> Self {
        Self::from_text("Pasted list", text.replace("\r\n", "\n").replace('\r', "\n"))
    }

    fn from_text(name: &str, text: String) -> Self {
        let (found, is_doubtful) = text::separator(&text);
        Self { name: name.to_owned(), source: Source::Text { text, found, is_doubtful }, remarks: Vec::new() }
    }

    /// The names of its tables, where it is a workbook.
    pub fn sheets(&self) -> Vec<&str> {
        match &self.source {
            Source::Text { .. } => Vec::new(),
            Source::Workbook(sheets) => sheets.iter().map(|sheet| sheet.name.as_str()).collect(),
        }
    }

    /// What seems to end its columns, where it is a text.
    pub fn separator(&self) -> Option<Separator> {
        match &self.source {
            Source::Text { found, .. } => Some(*found),
            Source::Workbook(_) => None,
        }
    }

    /// The table that was chosen.
    fn sheet(&self, choices: &Choices) -> Result<Sheet, String> {
        let mut sheet = match &self.source {
            Source::Text { text, found, is_doubtful } => {
                let mut sheet = text::sheet(text, choices.separator.unwrap_or(*found))?;
                if choices.separator.is_none() && *is_doubtful {
                    let words =
                        "The columns seem to end at each {}; another sign would fit too: choose it where it is meant.";
                    sheet.remarks.push(words.replace("{}", found.name()));
                }
                sheet
            }
            Source::Workbook(sheets) => sheets.get(choices.sheet).cloned().unwrap_or_default(),
        };
        sheet.remarks.splice(0..0, self.remarks.iter().cloned());
        Ok(sheet)
    }
}

/// Whether a text looks like a table of ideas and not like one idea a line: all its lines have tabs, or all semicolons.
pub fn is_table(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(200).collect();
    lines.len() > 1 && ['\t', ';'].into_iter().any(|sign| lines.iter().all(|line| line.trim_start().contains(sign)))
}

/// The day that a spreadsheet counts as this number; nothing where it would be far from any strategy.
fn day_of_serial(serial: f64, since_1904: bool) -> Option<PartialDate> {
    const OF_1900: i32 = -25_569;
    const OF_1904: i32 = -24_107;
    let days = serial.floor();
    // From 1905 to 2119.
    (2_000.0..80_000.0)
        .contains(&days)
        .then(|| PartialDate::of_day(Day(days as i32 + if since_1904 { OF_1904 } else { OF_1900 })))
}
