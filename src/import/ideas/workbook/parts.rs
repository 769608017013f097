//! The parts of a workbook beside its tables: which there are, the texts that they share, and which formats are of dates.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::damaged;

/// The longest text of a cell, in bytes: no spreadsheet program writes a longer one.
const LONGEST: usize = 1 << 18;

/// A table that a workbook lists.
pub struct Listed {
    /// Its name.
    pub name: String,
    /// The name of the relation to its part.
    pub relation: String,
    /// Whether its tab is hidden.
    pub hidden: bool,
}

/// An attribute of an element, by its local name.
pub fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|found| found.key.local_name().as_ref() == name.as_bytes())?;
    let value = std::str::from_utf8(&found.value).ok()?;
    Some(quick_xml::escape::unescape(value).ok()?.into_owned())
}

/// What an entity stands for.
pub fn entity(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Some(letter);
    }
    match &**reference {
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"amp" => Some('&'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        _ => None,
    }
}

/// Adds what an event says to a text.
pub fn gather(text: &mut String, event: &Event<'_>) {
    if text.len() > LONGEST {
        return;
    }
    match event {
        Event::Text(part) => text.push_str(&String::from_utf8_lossy(part)),
        Event::CData(part) => text.push_str(&String::from_utf8_lossy(part)),
        Event::GeneralRef(reference) => text.extend(entity(reference)),
        _ => {}
    }
}

/// Reads all events of a part.
pub fn walk(xml: &str, mut each: impl FnMut(&Event<'_>) -> Result<(), String>) -> Result<(), String> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Eof => return Ok(()),
            event => each(&event)?,
        }
    }
}

/// The tables of a workbook, and whether it counts its days from 1904.
pub fn workbook(xml: &str) -> Result<(Vec<Listed>, bool), String> {
    let (mut listed, mut since_1904) = (Vec::new(), false);
    walk(xml, |event| {
        let Event::Start(start) = event else { return Ok(()) };
        match start.local_name().as_ref() {
            b"workbookPr" => since_1904 |= attribute(start, "date1904").is_some_and(|on| on == "1" || on == "true"),
            b"sheet" => listed.push(Listed {
                name: attribute(start, "name").unwrap_or_default(),
                relation: attribute(start, "id").unwrap_or_default(),
                hidden: attribute(start, "state").is_some_and(|state| state != "visible"),
            }),
            _ => {}
        }
        Ok(())
    })?;
    Ok((listed, since_1904))
}

/// The parts that a workbook relates to.
pub fn targets(xml: &str) -> Result<HashMap<String, String>, String> {
    let mut targets = HashMap::new();
    walk(xml, |event| {
        if let Event::Start(start) = event
            && start.local_name().as_ref() == b"Relationship"
            && let Some((id, target)) = attribute(start, "Id").zip(attribute(start, "Target"))
        {
            targets.insert(id, target);
        }
        Ok(())
    })?;
    Ok(targets)
}

/// The texts that the cells share. How a text is to be pronounced is left out.
pub fn strings(xml: &str) -> Result<Vec<String>, String> {
    let (mut strings, mut text, mut inside, mut spoken) = (Vec::new(), String::new(), false, false);
    walk(xml, |event| {
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                b"t" => inside = !spoken,
                b"rPh" => spoken = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                b"t" => inside = false,
                b"rPh" => spoken = false,
                b"si" => strings.push(std::mem::take(&mut text)),
                _ => {}
            },
            event if inside => gather(&mut text, event),
            _ => {}
        }
        Ok(())
    })?;
    Ok(strings)
}

/// Of each style of a cell, whether it shows a number as a date.
pub fn dated_styles(xml: &str) -> Result<Vec<bool>, String> {
    let (mut formats, mut dated, mut in_cells) = (HashMap::new(), Vec::new(), false);
    walk(xml, |event| {
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                b"numFmt" => {
                    if let Some((id, code)) = attribute(start, "numFmtId").zip(attribute(start, "formatCode")) {
                        formats.insert(id, is_of_dates(&code));
                    }
                }
                b"cellXfs" => in_cells = true,
                b"xf" if in_cells => {
                    let format = attribute(start, "numFmtId").unwrap_or_default();
                    // The formats of dates that every spreadsheet program has; 18 to 21 and 45 to 47 are of times.
                    let built_in = || matches!(format.parse(), Ok(14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58));
                    dated.push(formats.get(&format).copied().unwrap_or_else(built_in));
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == b"cellXfs" => in_cells = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(dated)
}

/// Whether a format shows days: a year, or a day beside a month, outside of quotes and brackets.
fn is_of_dates(code: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped, mut letters) = (false, false, false, String::new());
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            ';' if !quoted => break,
            _ if quoted || bracketed => {}
            _ => letters.push(c.to_ascii_lowercase()),
        }
    }
    letters.contains("yy") || (letters.contains('d') && letters.contains('m'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_of_dates_is_told_from_one_of_numbers_or_times() {
        for code in ["yyyy-mm-dd", "dd/mm/yyyy;@", "[$-409]d-mmm-yy;@", "d. mmm"] {
            assert!(is_of_dates(code), "{code}");
        }
        for code in ["0.00", "#,##0.00 \"days\"", "hh:mm:ss", "[mm]:ss", "[Red]0", "0\\d"] {
            assert!(!is_of_dates(code), "{code}");
        }
    }
}
