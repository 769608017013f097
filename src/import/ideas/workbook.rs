//! The tables in a workbook of the kind XLSX, read part by part within limits: a small file can pretend to hold anything.

mod cells;
mod parts;

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::sheet::Sheet;

/// All parts of a workbook together may unpack to this much: 128 MiB.
const MOST_UNPACKED: u64 = 128 * 1024 * 1024;

/// How many tables of a workbook are read.
const MOST_SHEETS: usize = 50;

/// How many parts a workbook may have.
const MOST_PARTS: usize = 10_000;

/// A workbook that is being taken apart.
struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How much may still be unpacked, in bytes.
    room: u64,
}

impl Package<'_> {
    /// The text of a part; nothing where there is none of this name.
    fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        let Ok(part) = self.archive.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        part.take(self.room + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        self.room = self.room.checked_sub(bytes.len() as u64).ok_or_else(too_much)?;
        String::from_utf8(bytes).map(Some).map_err(|_| damaged())
    }
}

fn damaged() -> String {
    "The workbook is damaged: open it in your spreadsheet program and save it again.".into()
}

fn too_much() -> String {
    "The workbook unpacks to more than 128 MiB: save the list alone, as CSV.".into()
}

/// Reads all tables of a workbook that say something.
///
/// # Errors
/// Where it is no workbook, is damaged or beyond a limit: why, in a sentence.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > MOST_PARTS {
        return Err(damaged());
    }
    let mut package = Package { archive, room: MOST_UNPACKED };
    let no_workbook = "This is no workbook of the kind XLSX: save the list as XLSX or CSV.";
    let workbook = package.part("xl/workbook.xml")?.ok_or(no_workbook)?;
    let targets = parts::targets(&package.part("xl/_rels/workbook.xml.rels")?.unwrap_or_default())?;
    let strings = parts::strings(&package.part("xl/sharedStrings.xml")?.unwrap_or_default())?;
    let dated = parts::dated_styles(&package.part("xl/styles.xml")?.unwrap_or_default())?;
    let (listed, since_1904) = parts::workbook(&workbook)?;
    let styles = cells::Styles { strings: &strings, dated: &dated, since_1904 };
    let mut sheets = Vec::new();
    for listed in listed.into_iter().take(MOST_SHEETS) {
        let Some(target) = targets.get(&listed.relation) else { continue };
        let name = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        };
        let Some(text) = package.part(&name)? else { continue };
        let mut sheet = cells::read(&text, &styles, &mut package.room)?;
        if sheet.rows.is_empty() {
            continue;
        }
        sheet.name = listed.name;
        if listed.hidden {
            sheet.remarks.push("This sheet is hidden in the workbook.".into());
        }
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err("Nothing stands in this workbook.".into()) } else { Ok(sheets) }
}
