//! What stands in a cell, as a value of a field.

use std::collections::BTreeSet;

use super::choices::{Choices, Epoch};
use super::field::{Field, technologies};
use super::sheet::{Cell, Row};
use super::{column::Column, day_of_serial};
use crate::file::MAX_TEXT;
use crate::file::columns::{DayOrder, DecimalMark, Question, dates, values};
use crate::map::{Extra, Initiative, PartialDate, Qualifier, Stage, StageEntry};

/// How a list is read: what its columns decide, and what was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Manner {
    /// The decimal mark.
    pub decimal: Question<DecimalMark>,
    /// A number that shows the decimal comma, where the columns decide it.
    pub comma: Option<String>,
    /// What comes first in a date.
    pub order: Question<DayOrder>,
    /// Which day numbers in the place of dates are counted from.
    pub epoch: Question<Epoch>,
    decimal_chosen: Option<DecimalMark>,
    order_chosen: Option<DayOrder>,
    epoch_chosen: Option<Epoch>,
}

/// What has to be said of a list as a whole.
#[derive(Default)]
pub struct Said {
    /// What stood beside numbers.
    pub units: BTreeSet<String>,
    /// Whether some numbers are only about right.
    pub about: bool,
    /// Whether a time of day stood beside a date.
    pub time: bool,
    /// Whether a quarter was read as a date.
    pub quarter: bool,
}

impl Manner {
    /// What the columns of a list decide.
    pub fn of(rows: &[Row], columns: &[Column], choices: &Choices) -> Self {
        let texts = |wanted: &[Field]| -> Vec<&str> {
            let places =
                columns.iter().enumerate().filter(|(_, column)| column.field.is_some_and(|f| wanted.contains(&f)));
            let places: Vec<usize> = places.map(|(at, _)| at).collect();
            rows.iter().flat_map(|row| places.iter().filter_map(|at| text_in(row, *at))).collect()
        };
        let numbers = texts(&[Field::Votes, Field::Investment]);
        let decimal = values::decimal(numbers.iter().copied());
        let is_decided = matches!(decimal, Question::Decided(_));
        let comma = is_decided.then(|| values::comma(numbers.iter().copied())).flatten();
        let of_dates = texts(&[Field::Since]);
        let order = dates::order(of_dates.iter().map(|text| dates::classify(text)));
        let since = columns.iter().position(|column| column.field == Some(Field::Since));
        let counted =
            since.is_some_and(|at| rows.iter().filter_map(|row| row.cells.get(at)).any(|c| serial(c).is_some()));
        let epoch = if counted { Question::Open(Some(Epoch::From1900)) } else { Question::Settled };
        let (decimal_chosen, order_chosen, epoch_chosen) = (choices.decimal, choices.order, choices.epoch);
        Self { decimal, comma, order, epoch, decimal_chosen, order_chosen, epoch_chosen }
    }

    fn number(&self, cell: &Cell, said: &mut Said) -> Result<f64, String> {
        let text = match cell {
            Cell::Number(number) => return Ok(*number),
            other => other.text(),
        };
        let doubtful = matches!(self.decimal, Question::Open(_));
        let read = values::read(&text, self.decimal_chosen.or(self.decimal.decided()), doubtful)?;
        if !read.unit.is_empty() && said.units.len() < 8 {
            said.units.insert(read.unit);
        }
        said.about |= read.qualifier != Qualifier::Exact;
        Ok(read.value)
    }

    fn date(&self, cell: &Cell, said: &mut Said) -> Result<PartialDate, String> {
        if let Cell::Date(date) = cell {
            return Ok(*date);
        }
        let text = cell.text();
        if let Some(serial) = serial(cell) {
            let Some(epoch) = self.epoch_chosen else {
                let words = day_of_serial(serial, false).map(PartialDate::in_words).unwrap_or_default();
                return Err(format!("“{text}” is a count of days (perhaps {words}): choose where it begins"));
            };
            let date = day_of_serial(serial, epoch == Epoch::From1904);
            return date.ok_or_else(|| format!("“{text}” is not a date"));
        }
        let found = dates::classify(&text).resolve(&text, self.order_chosen.or(self.order.decided()))?;
        said.time |= found.time_left_out;
        said.quarter |= !found.note.is_empty();
        Ok(found.date)
    }
}

/// A count of days in the place of a date: a number of five digits, however the file holds it.
fn serial(cell: &Cell) -> Option<f64> {
    let number: f64 = match cell {
        Cell::Number(number) => *number,
        Cell::Text(text) if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') => text.parse().ok()?,
        _ => return None,
    };
    (15_000.0..80_000.0).contains(&number).then_some(number)
}

fn text_in(row: &Row, at: usize) -> Option<&str> {
    match row.cells.get(at)? {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

/// Puts what the cells of a row say into an initiative; empty cells leave what it has. Answers what cannot be read.
pub fn read_into(
    initiative: &mut Initiative,
    row: &Row,
    columns: &[Column],
    manner: &Manner,
    said: &mut Said,
) -> Vec<String> {
    let (mut faults, mut stage, mut since) = (Vec::new(), None, None);
    for (at, column) in columns.iter().enumerate() {
        let (Some(field), Some(cell)) = (column.field, row.cells.get(at).filter(|cell| !cell.is_empty())) else {
            continue;
        };
        let result = check(cell).and_then(|()| match field {
            // The id tells which initiative is meant: it never changes.
            Field::Id => Ok(()),
            Field::Stage => stage_of(&cell.text()).map(|found| stage = Some(found)),
            Field::Since => manner.date(cell, said).map(|found| since = Some(found)),
            Field::Votes => count(manner.number(cell, said)?, cell).map(|votes| initiative.votes = Some(votes)),
            Field::Investment => manner.number(cell, said).map(|number| initiative.investment = Some(number)),
            Field::Technologies => {
                initiative.technologies = technologies(&cell.text());
                Ok(())
            }
            of_text => text_of(initiative, of_text, cell.text()),
        });
        if let Err(why) = result {
            faults.push(format!("{}: {why}", field.name()));
        }
    }
    let has_both = columns.iter().any(|column| column.field == Some(Field::Stage));
    if since.is_some() && stage.is_none() && has_both && faults.is_empty() {
        faults.push("Stage since: there is a date and no stage beside it".into());
    }
    if let Some(stage) = stage
        && let Err(why) = enter_stage(initiative, stage, since)
    {
        faults.push(why);
    }
    faults
}

fn check(cell: &Cell) -> Result<(), String> {
    match cell {
        Cell::Uncomputed => {
            Err("a formula without its value: open the file in your spreadsheet program and save it".into())
        }
        Cell::Text(text) if text.starts_with('#') && is_error(text) => {
            Err(format!("“{text}” is an error of the spreadsheet"))
        }
        Cell::Text(text) if text.chars().count() > MAX_TEXT => {
            Err(format!("the text is longer than {MAX_TEXT} characters"))
        }
        _ => Ok(()),
    }
}

fn is_error(text: &str) -> bool {
    ["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"].contains(&text)
}

fn text_of(initiative: &mut Initiative, field: Field, text: String) -> Result<(), String> {
    let place = match field {
        Field::Title => &mut initiative.title,
        Field::Outcome => &mut initiative.outcome,
        Field::Summary => &mut initiative.summary,
        Field::Viewpoint => &mut initiative.viewpoint,
        Field::BusinessOwner => &mut initiative.business_owner,
        _ => &mut initiative.it_owner,
    };
    // A title is one line on its card.
    *place = if field == Field::Title { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text };
    Ok(())
}

fn count(number: f64, cell: &Cell) -> Result<u32, String> {
    let is_count = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    if is_count { Ok(number as u32) } else { Err(format!("“{}” is not a whole number from 0", cell.text())) }
}

fn stage_of(text: &str) -> Result<Stage, String> {
    let bare = text.trim();
    let bare = bare.strip_prefix("Planned:").unwrap_or(bare).trim();
    let found = Stage::ALL.into_iter().find(|stage| stage.name().eq_ignore_ascii_case(bare));
    let names = || Stage::ALL.map(|stage| stage.name().to_lowercase()).join(", ");
    found.ok_or_else(|| format!("“{text}” is no stage: there are {}", names()))
}

/// Enters a stage in the series. Without a date it must not contradict what the map knows with dates.
fn enter_stage(initiative: &mut Initiative, stage: Stage, since: Option<PartialDate>) -> Result<(), String> {
    if let Some(known) = initiative.stages.iter_mut().find(|entry| entry.since == since) {
        known.stage = stage;
        return Ok(());
    }
    let last = Field::Stage.shown(initiative);
    if since.is_none() && !initiative.stages.is_empty() {
        let same = last == stage.name();
        let why = format!("Stage: the map has “{last}” with a date, and the list has “{}” without one", stage.name());
        return if same { Ok(()) } else { Err(why) };
    }
    let entry = StageEntry { since, stage, illustrative: false, sources: Vec::new(), extra: Extra::new() };
    initiative.stages.push(entry);
    Ok(())
}
