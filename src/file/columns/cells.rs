//! A line taken apart into cells.

/// Whether nothing stands in a line: no letter and no digit.
pub fn is_blank(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

/// The cells of a line, trimmed. It is separated by what separates most clearly: tabs, else semicolons, bars, two or more
/// spaces, commas.
pub fn split(line: &str) -> Vec<String> {
    let line = line.trim_end_matches(['\n', '\r']);
    for mark in ['\t', ';'] {
        if let Some(cells) = more_than_one(split_at(line, mark)) {
            return cells;
        }
    }
    if line.contains('|') {
        let line = line.trim();
        let line = line.strip_prefix('|').unwrap_or(line);
        return split_at(line.strip_suffix('|').unwrap_or(line), '|');
    }
    if let Some(cells) = more_than_one(split_at_spaces(line)).filter(|cells| !cells[0].ends_with(',')) {
        return cells;
    }
    split_at(line, ',')
}

fn more_than_one(cells: Vec<String>) -> Option<Vec<String>> {
    (cells.len() > 1).then_some(cells)
}

/// Cells between marks. A cell in quotes may hold the mark, and two quotes in it for one.
fn split_at(line: &str, mark: char) -> Vec<String> {
    let mut cells = Vec::new();
    let mut rest = line;
    loop {
        let (cell, after) = match quoted(rest, mark) {
            Some(found) => found,
            None => match rest.split_once(mark) {
                Some((cell, after)) => (cell.to_owned(), Some(after)),
                None => (rest.to_owned(), None),
            },
        };
        cells.push(trimmed(&cell));
        match after {
            Some(after) => rest = after,
            None => return cells,
        }
    }
}

/// A cell in quotes at the beginning of a text, and what comes after its mark. Nothing where the quotes do not close.
fn quoted(text: &str, mark: char) -> Option<(String, Option<&str>)> {
    let blank = |c: char| c == ' ' && c != mark;
    let mut rest = text.trim_start_matches(blank).strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        cell.push_str(part);
        if let Some(more) = after.strip_prefix('"') {
            cell.push('"');
            rest = more;
            continue;
        }
        let after = after.trim_start_matches(blank);
        return match after.strip_prefix(mark) {
            Some(after) => Some((cell, Some(after))),
            None if after.is_empty() => Some((cell, None)),
            None => None,
        };
    }
}

/// Cells between two or more spaces.
fn split_at_spaces(line: &str) -> Vec<String> {
    let plain = line.trim().replace('\u{a0}', " ");
    plain.split("  ").map(trimmed).filter(|cell| !cell.is_empty()).collect()
}

fn trimmed(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')).to_owned()
}

/// Whether the commas of a line separate columns or decimals, and nothing tells which.
pub fn has_doubtful_commas(line: &str, cells: &[String]) -> bool {
    let by_commas = !line.contains(['\t', ';', '|', '"']) && split_at(line, ',').len() == cells.len();
    let begins = |cell: &String| cell.starts_with(|c: char| c.is_ascii_digit());
    let ends = |cell: &String| cell.ends_with(|c: char| c.is_ascii_digit());
    by_commas && cells.len() > 2 && cells[1..].windows(2).any(|pair| ends(&pair[0]) && begins(&pair[1]))
}

/// A text short enough for a sentence.
pub fn short(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
