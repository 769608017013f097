//! Two columns copied from a spreadsheet, dates and values, read line by line.
//!
//! Nothing is guessed in silence. What can be read in two ways is asked for, what was decided or left out is said, and a line
//! that cannot be read says why.

mod cells;
pub(crate) mod dates;
#[cfg(test)]
mod tests;
pub(crate) mod values;

use std::collections::BTreeSet;

use crate::map::{IndicatorKind, Observation};

/// How many lines are read at once.
pub const MAX_LINES: usize = 10_000;

/// How many bytes are read at once.
pub const MAX_BYTES: usize = 1 << 20;

/// How many lines are looked at to tell a table from other text.
const LOOKED_AT: usize = 100;

/// The mark before the decimals of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecimalMark {
    /// As in 1.5.
    Point,
    /// As in 1,5.
    Comma,
}

/// What comes first in a date such as 05/08/2012.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayOrder {
    /// The day.
    DayFirst,
    /// The month.
    MonthFirst,
}

/// How columns are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Options<'a> {
    /// The decimal mark, once somebody has chosen it.
    pub decimal: Option<DecimalMark>,
    /// What comes first in a date, once somebody has chosen it.
    pub order: Option<DayOrder>,
    /// How the indicator is observed.
    pub kind: IndicatorKind,
    /// The unit of the indicator.
    pub unit: &'a str,
    /// Whether the first line is an observation in any case, as among lines that were left over.
    pub no_heading: bool,
}

/// Something that can be read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question<T> {
    /// It does not come up.
    Settled,
    /// The column decides it.
    Decided(T),
    /// Somebody has to decide it; perhaps one answer is likely.
    Open(Option<T>),
}

impl<T: Copy> Question<T> {
    /// What the column decides.
    pub fn decided(&self) -> Option<T> {
        match self {
            Self::Decided(answer) => Some(*answer),
            Self::Settled | Self::Open(_) => None,
        }
    }
}

/// What a line came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// An observation.
    Read(Observation),
    /// Nothing stands in it.
    Blank,
    /// It names the columns.
    Heading,
    /// It cannot be read: why, in a sentence.
    Fault(String),
}

/// A line and what it came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// As it was pasted.
    pub text: String,
    /// What it came to.
    pub outcome: Outcome,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Line by line; none where the text is too long.
    pub lines: Vec<Line>,
    /// What was left out or decided, in sentences.
    pub remarks: Vec<String>,
    /// The decimal mark.
    pub decimal: Question<DecimalMark>,
    /// A value that shows the decimal comma, where the column decides it.
    pub comma: Option<String>,
    /// What comes first in a date.
    pub order: Question<DayOrder>,
    /// Why nothing was read at all.
    pub refusal: Option<String>,
}

/// A line taken apart.
struct Row<'a> {
    number: usize,
    text: &'a str,
    cells: Vec<String>,
}

impl Row<'_> {
    fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map(String::as_str).unwrap_or_default()
    }
}

/// Reads two columns.
pub fn read(text: &str, options: &Options<'_>) -> Reading {
    let text = normal(text);
    if let Some(refusal) = refusal(&text) {
        let (decimal, order) = (Question::Settled, Question::Settled);
        let (lines, remarks, comma) = (Vec::new(), Vec::new(), None);
        return Reading { lines, remarks, decimal, comma, order, refusal: Some(refusal) };
    }
    let rows = rows(&text);
    Columns::new(&rows, options).read(&rows, options)
}

/// Whether a text looks like two columns and not like a list of ideas.
pub fn is_table(text: &str) -> bool {
    let beginning = text.lines().take(LOOKED_AT).map(|line| line.chars().take(1000).collect::<String>());
    let beginning: Vec<String> = beginning.collect();
    let tabbed = |line: &String| {
        line.contains('\t') && cells::split(line).iter().filter(|cell| !cell.is_empty()).take(2).count() == 2
    };
    let dated = |line: &String| {
        let cells = cells::split(line);
        let pair = |date: usize, value: usize| {
            let cell = |at: usize| cells.get(at).map(String::as_str).unwrap_or_default();
            dates::classify(cell(date)).is_like_a_date() && values::is_like_a_number(cell(value))
        };
        pair(0, 1) || pair(1, 0)
    };
    beginning.iter().any(|line| tabbed(line) || dated(line))
}

/// One kind of line end, and no mark of the order of bytes.
fn normal(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n")
}

fn refusal(text: &str) -> Option<String> {
    let lines = text.trim_end_matches('\n').split('\n').count();
    if text.len() > MAX_BYTES {
        Some("This is more than one megabyte: paste a part of it.".into())
    } else if lines > MAX_LINES {
        Some(format!("These are {lines} lines, and at most {MAX_LINES} are read at once: paste a part of them."))
    } else {
        None
    }
}

/// The lines with their cells; columns that are empty at the left are left out.
fn rows(text: &str) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = text
        .trim_end_matches('\n')
        .split('\n')
        .enumerate()
        .map(|(at, text)| Row { number: at + 1, text, cells: cells::split(text) })
        .collect();
    let empty_at_left = |row: &Row<'_>| row.cells.iter().take_while(|cell| cell.is_empty()).count();
    let unused = rows.iter().filter(|row| !cells::is_blank(row.text)).map(empty_at_left).min().unwrap_or(0);
    for row in &mut rows {
        row.cells.drain(..unused.min(row.cells.len()));
    }
    rows
}

/// What all lines have in common.
struct Columns {
    heading: Option<usize>,
    date: usize,
    value: usize,
    order: Question<DayOrder>,
    decimal: Question<DecimalMark>,
    comma: Option<String>,
    /// Whether a point may be a mark of groups, because commas may be decimal marks.
    doubtful: bool,
}

impl Columns {
    fn new(rows: &[Row<'_>], options: &Options<'_>) -> Self {
        let first = rows.iter().find(|row| !cells::is_blank(row.text));
        let heading = first.filter(|row| !options.no_heading && is_heading(row)).map(|row| row.number);
        let data = || rows.iter().filter(|row| !cells::is_blank(row.text) && Some(row.number) != heading);
        let (date, value) = if is_reversed(data()) { (1, 0) } else { (0, 1) };
        let order = dates::order(data().map(|row| dates::classify(row.cell(date))));
        let decimal = values::decimal(data().map(|row| row.cell(value)));
        let doubtful = matches!(decimal, Question::Open(_));
        let is_decided = matches!(decimal, Question::Decided(_));
        let comma = is_decided.then(|| values::comma(data().map(|row| row.cell(value)))).flatten();
        Self { heading, date, value, order, decimal, comma, doubtful }
    }

    fn read(self, rows: &[Row<'_>], options: &Options<'_>) -> Reading {
        let mut said = Said::default();
        let lines = rows.iter().map(|row| Line {
            number: row.number,
            text: row.text.to_owned(),
            outcome: self.outcome(row, options, &mut said),
        });
        let lines: Vec<Line> = lines.collect();
        let remarks = said.remarks(&self, options);
        Reading { lines, remarks, decimal: self.decimal, comma: self.comma, order: self.order, refusal: None }
    }

    fn outcome(&self, row: &Row<'_>, options: &Options<'_>, said: &mut Said) -> Outcome {
        if cells::is_blank(row.text) {
            return Outcome::Blank;
        }
        if self.heading == Some(row.number) {
            return Outcome::Heading;
        }
        match self.observation(row, options, said) {
            Ok(observation) => Outcome::Read(observation),
            Err(fault) => Outcome::Fault(fault),
        }
    }

    fn observation(&self, row: &Row<'_>, options: &Options<'_>, said: &mut Said) -> Result<Observation, String> {
        if row.cells.iter().filter(|cell| !cell.is_empty()).count() < 2 {
            return Err(self.half(row));
        }
        if cells::has_doubtful_commas(row.text, &row.cells) {
            return Err(
                "The commas can be decimal marks or ends of columns: separate the columns by a semicolon".into()
            );
        }
        let (date, value) = (row.cell(self.date), row.cell(self.value));
        let order = options.order.or(self.order.decided());
        let found = dates::classify(date).resolve(date, order)?;
        let read = values::read(value, options.decimal.or(self.decimal.decided()), self.doubtful)?;
        if !options.kind.admits(read.value) {
            return Err(options.kind.why_not(value));
        }
        said.more_columns |= row.cells[2..].iter().any(|cell| !cell.is_empty());
        said.time |= found.time_left_out;
        said.quarter |= !found.note.is_empty();
        if !read.unit.is_empty() && said.units.len() < 8 {
            said.units.insert(read.unit);
        }
        Ok(Observation { qualifier: read.qualifier, note: found.note, ..Observation::exact(found.date, read.value) })
    }

    /// What is missing in a line with only one cell.
    fn half(&self, row: &Row<'_>) -> String {
        let (date, value) = (row.cell(self.date), row.cell(self.value));
        let separators = "separate them by a tab, a semicolon or two spaces";
        match (date.is_empty(), value.is_empty()) {
            (true, false) => format!("There is no date beside “{}”", cells::short(value)),
            (false, true) if dates::classify(date).is_like_a_date() => {
                format!("There is no value beside “{}”", cells::short(date))
            }
            _ => format!("A date and a value are needed: {separators}"),
        }
    }
}

/// Whether neither of the first two cells could be a date or a number.
fn is_heading(row: &Row<'_>) -> bool {
    let is_data = |cell: &str| dates::classify(cell).is_like_a_date() || values::is_like_a_number(cell);
    !is_data(row.cell(0)) && !is_data(row.cell(1))
}

/// Whether the dates stand in the second column, beyond doubt.
fn is_reversed<'a>(rows: impl Iterator<Item = &'a Row<'a>>) -> bool {
    let (mut count, mut first, mut second, mut sure_first, mut sure_second) = (0, 0, 0, 0, 0);
    for row in rows.filter(|row| !row.cell(0).is_empty() && !row.cell(1).is_empty()) {
        let like = |at: usize| usize::from(dates::classify(row.cell(at)).is_like_a_date());
        // A year is also a number: it tells nothing.
        let sure = |at: usize| usize::from(like(at) == 1 && !values::is_like_a_number(row.cell(at)));
        count += 1;
        first += like(0);
        second += like(1);
        sure_first += sure(0);
        sure_second += sure(1);
    }
    count > 0 && second == count && (first == 0 || (sure_first == 0 && sure_second == count))
}

/// What has to be said of a text as a whole.
#[derive(Default)]
struct Said {
    more_columns: bool,
    time: bool,
    quarter: bool,
    units: BTreeSet<String>,
}

impl Said {
    fn remarks(self, columns: &Columns, options: &Options<'_>) -> Vec<String> {
        let mut remarks = Vec::new();
        if columns.date == 1 {
            remarks.push("The values stand first, the dates beside them.".into());
        }
        match (columns.order, options.order) {
            (Question::Decided(DayOrder::DayFirst), None) => {
                remarks.push("Days come before months: some of the dates can be read in no other way.".into());
            }
            (Question::Decided(DayOrder::MonthFirst), None) => {
                remarks.push("Months come before days: some of the dates can be read in no other way.".into());
            }
            _ => {}
        }
        if self.more_columns {
            remarks.push("The first two columns are read, the others are left out.".into());
        }
        if self.time {
            remarks.push("The time of day is left out.".into());
        }
        if self.quarter {
            remarks.push("A quarter becomes about its middle month; a note keeps its name.".into());
        }
        remarks.extend(unit_remark(&self.units, options.unit));
        remarks
    }
}

fn unit_remark(units: &BTreeSet<String>, unit: &str) -> Option<String> {
    if units.is_empty() {
        return None;
    }
    let named: Vec<String> = units.iter().map(|unit| format!("“{unit}”")).collect();
    let left_out = format!("What stands beside the numbers is left out: {}", named.join(", "));
    let same = units.iter().all(|known| known.eq_ignore_ascii_case(unit.trim()));
    Some(match unit.trim() {
        _ if same => format!("{left_out}."),
        "" => format!("{left_out}. The indicator has no unit."),
        unit => format!("{left_out}. The indicator is in “{unit}”: check the values."),
    })
}
