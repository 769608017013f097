//! A table in a text: what its letters are, what ends a column, and cells in quotes.

use super::sheet::{Cell, MOST_COLUMNS, MOST_ROWS, Row, Sheet};

/// How many rows are looked at to tell what ends a column.
const LOOKED_AT: usize = 200;

/// What ends a column of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Separator {
    /// A semicolon.
    Semicolon,
    /// A comma.
    Comma,
    /// A tab.
    Tab,
    /// A vertical bar.
    Bar,
    /// Nothing: each line is one text.
    Nothing,
}

impl Separator {
    /// All of them; of those that fit alike, the earlier is likelier.
    pub const ALL: [Self; 5] = [Self::Tab, Self::Semicolon, Self::Comma, Self::Bar, Self::Nothing];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Semicolon => "semicolon",
            Self::Comma => "comma",
            Self::Tab => "tab",
            Self::Bar => "bar",
            Self::Nothing => "nothing",
        }
    }

    fn sign(self) -> Option<char> {
        match self {
            Self::Semicolon => Some(';'),
            Self::Comma => Some(','),
            Self::Tab => Some('\t'),
            Self::Bar => Some('|'),
            Self::Nothing => None,
        }
    }
}

/// The text in the bytes of a file, and what has to be said of its letters.
///
/// # Errors
/// Where it is no text: why, in a sentence.
pub fn decode(bytes: &[u8]) -> Result<(String, Option<String>), String> {
    let (text, remark) = match bytes {
        [0xFF, 0xFE, rest @ ..] => {
            (utf16(rest, u16::from_le_bytes)?, Some("The letters are read as UTF-16.".to_owned()))
        }
        [0xFE, 0xFF, rest @ ..] => {
            (utf16(rest, u16::from_be_bytes)?, Some("The letters are read as UTF-16.".to_owned()))
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (text.trim_start_matches('\u{feff}').to_owned(), None),
            Err(_) => {
                let text: String = bytes.iter().map(|byte| windows_1252(*byte)).collect();
                let shown = text.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_ascii()).map(str::to_owned);
                let shown = shown.map(|word| format!(", as in “{word}”")).unwrap_or_default();
                let remark = format!(
                    "The letters are read as Windows-1252, because the file is no UTF-8: look at those with accents{shown}."
                );
                (text, Some(remark))
            }
        },
    };
    if text.contains('\0') {
        return Err("This is no text: choose a list as text, CSV or XLSX.".into());
    }
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), remark))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    let text = String::from_utf16(&units).ok().filter(|_| rest.is_empty());
    text.ok_or_else(|| "The file begins as UTF-16 and is damaged further on: save it again as CSV UTF-8.".into())
}

/// A byte as Windows-1252 has it; those without a letter become the replacement sign.
fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => FROM_80[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// What ends the columns of a text: what gives most rows the same number of cells, more than one. Also whether another one
/// would fit as well.
pub fn separator(text: &str) -> (Separator, bool) {
    let fitting: Vec<Separator> = Separator::ALL.into_iter().filter(|separator| fits(text, *separator)).collect();
    (fitting.first().copied().unwrap_or(Separator::Nothing), fitting.len() > 1)
}

/// Whether a separator gives most rows the same number of cells.
fn fits(text: &str, separator: Separator) -> bool {
    let Some(sign) = separator.sign() else { return false };
    let counts: Vec<usize> = Records::new(text, Some(sign)).take(LOOKED_AT).map(|record| record.cells.len()).collect();
    let counts: Vec<usize> = counts.into_iter().filter(|count| *count > 0).collect();
    let Some(first) = counts.iter().copied().max() else { return false };
    let most = counts.iter().filter(|count| **count == first).count();
    // Sentences have commas too, here and there: a table has its separators in nearly every row.
    first > 1 && most * 10 >= counts.len() * 6 && counts.len() > 1
}

/// Takes a text apart.
///
/// # Errors
/// Where there are more rows than are read: a sentence.
pub fn sheet(text: &str, separator: Separator) -> Result<Sheet, String> {
    let mut sheet = Sheet::default();
    let (mut wide, mut torn) = (false, None);
    for record in Records::new(text, separator.sign()) {
        if record.unclosed {
            torn = Some(record.number);
        }
        wide |= record.cells.len() > MOST_COLUMNS;
        let mut cells: Vec<Cell> = record.cells.iter().take(MOST_COLUMNS).map(|cell| Cell::of_text(cell)).collect();
        while cells.last().is_some_and(Cell::is_empty) {
            cells.pop();
        }
        if !cells.is_empty() {
            sheet.rows.push(Row { number: record.number, cells });
        }
        if sheet.rows.len() > MOST_ROWS {
            return Err(too_many_rows());
        }
    }
    if wide {
        sheet.remarks.push(format!("Only the first {MOST_COLUMNS} columns are read."));
    }
    if let Some(line) = torn {
        sheet.remarks.push(format!("A quotation mark in line {line} is not closed: it is read as a letter."));
    }
    Ok(sheet)
}

/// Why so many rows are not read.
pub fn too_many_rows() -> String {
    format!("The list has more than {MOST_ROWS} rows: import it in parts.")
}

/// A row of a text.
struct Record {
    number: usize,
    cells: Vec<String>,
    /// Whether a quotation mark in it is never closed.
    unclosed: bool,
}

/// The rows of a text one by one; a cell in quotes may hold separators and ends of lines.
struct Records<'a> {
    rest: &'a str,
    sign: Option<char>,
    line: usize,
    /// Whether no quotation mark further on is closed: to look for its end again and again would take very long.
    unquoted: bool,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, sign: Option<char>) -> Self {
        Self { rest: text, sign, line: 1, unquoted: false }
    }

    /// Takes one cell. Answers it, whether the row ends with it and whether its quotation mark is never closed.
    fn cell(&mut self) -> (String, bool, bool) {
        let sign = self.sign;
        let mut unclosed = false;
        if sign.is_some() && !self.unquoted && self.rest.starts_with('"') {
            if let Some((cell, after)) = quoted(&self.rest[1..]) {
                self.line += cell.matches('\n').count();
                let more = after.find(|c| c == '\n' || Some(c) == sign).unwrap_or(after.len());
                let cell = cell + after[..more].trim();
                let ends = self.skip(&after[more..]);
                return (cell, ends, false);
            }
            (unclosed, self.unquoted) = (true, true);
        }
        let end = self.rest.find(|c| c == '\n' || Some(c) == sign).unwrap_or(self.rest.len());
        let (cell, after) = self.rest.split_at(end);
        let ends = self.skip(after);
        (cell.to_owned(), ends, unclosed)
    }

    /// Goes on behind the sign that ends a cell. Answers whether it ends the row too.
    fn skip(&mut self, after: &'a str) -> bool {
        let mut letters = after.chars();
        let ends = letters.next().is_none_or(|c| c == '\n');
        self.line += usize::from(ends);
        self.rest = letters.as_str();
        ends
    }
}

/// A cell behind its quotation mark, and what comes after it; nothing where the quotation is not closed.
fn quoted(text: &str) -> Option<(String, &str)> {
    let (mut cell, mut rest) = (String::new(), text);
    loop {
        let (part, after) = rest.split_once('"')?;
        cell.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => return Some((cell, after)),
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Record { number: self.line, cells: Vec::new(), unclosed: false };
        loop {
            let (cell, ends, unclosed) = self.cell();
            record.unclosed |= unclosed;
            record.cells.push(cell);
            if ends {
                break;
            }
            if self.rest.is_empty() {
                record.cells.push(String::new());
                break;
            }
        }
        if record.cells.iter().all(|cell| cell.trim().is_empty()) {
            record.cells.clear();
        }
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, separator: Separator) -> Vec<Vec<String>> {
        let sheet = sheet(text, separator).expect("read");
        sheet.rows.iter().map(|row| row.cells.iter().map(Cell::text).collect()).collect()
    }

    #[test]
    fn what_ends_a_column_is_found_where_nearly_all_rows_agree_on_it() {
        assert_eq!(separator("a;b\n1,5;2\n2,5;3").0, Separator::Semicolon);
        assert_eq!(separator("Title,Votes\nParking,3\n").0, Separator::Comma);
        assert_eq!(separator("a\tb\nc\td").0, Separator::Tab);
        assert_eq!(separator("Coach, marketplace\nPrice estimate\nWayfinding\nTicket").0, Separator::Nothing);
        assert_eq!(separator("a;b,c\nd;e,f"), (Separator::Semicolon, true));
    }

    #[test]
    fn cells_in_quotes_hold_separators_quotes_and_ends_of_lines() {
        let text = "Title;Note\n\"Parking; guide\";\"first\nsecond \"\"line\"\"\"\nNight post;x";
        let read = rows(text, Separator::Semicolon);
        assert_eq!(read[1], ["Parking; guide", "first\nsecond \"line\""]);
        assert_eq!(sheet(text, Separator::Semicolon).expect("read").rows[2].number, 4);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_a_letter_and_that_is_said() {
        let sheet = sheet("Title;Note\n\"Parking;x\nNight;y", Separator::Semicolon).expect("read");
        assert_eq!(sheet.rows.len(), 3);
        assert!(sheet.remarks[0].contains("line 2"));
    }

    #[test]
    fn letters_are_read_with_and_without_marks_and_a_guess_is_said() {
        assert_eq!(decode("\u{feff}Büro".as_bytes()), Ok(("Büro".into(), None)));
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("Büro\r\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&utf16).expect("read").0, "Büro\n");
        let (text, remark) = decode(b"B\xFCro \x80 5").expect("read");
        assert_eq!(text, "Büro € 5");
        assert!(remark.is_some_and(|remark| remark.contains("Windows-1252") && remark.contains("Büro")));
        assert!(decode(&[1, 0, 2, 0]).is_err());
    }

    #[test]
    fn more_rows_than_are_read_are_refused_in_a_sentence() {
        let refused = sheet(&"x\n".repeat(MOST_ROWS + 1), Separator::Nothing);
        assert!(refused.is_err_and(|why| why.contains("20000 rows")));
    }
}
