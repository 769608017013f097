//! What an import would do to a map, row by row.

use std::collections::HashMap;

use super::List;
use super::choices::{Choices, Epoch};
use super::column::{self, Column};
use super::field::Field;
use super::matching::{Index, Meant, same_title};
use super::reading::{Manner, Said, read_into};
use super::sheet::{Cell, Row, Sheet};
use crate::file::columns::{DayOrder, DecimalMark, Question};
use crate::map::{Id, Initiative, StrategyMap};

/// How long an id may be, in characters.
const LONGEST_ID: usize = 200;

/// A field that a row changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub field: Field,
    /// What the map has; empty for nothing.
    pub before: String,
    /// What it will have.
    pub after: String,
}

/// What comes of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A new idea for the tray; its id is empty where the list has none.
    New(Box<Initiative>),
    /// An initiative of the map with other values, and which.
    Changed(Box<Initiative>, Vec<Change>),
    /// The map has all of it.
    Same,
    /// It is left out: why, in a sentence.
    LeftOut(String),
}

/// A row and what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The number of the row in the file.
    pub number: usize,
    /// The title in it.
    pub title: String,
    /// What comes of it.
    pub outcome: Outcome,
    /// What there is to know of it, in sentences.
    pub notes: Vec<String>,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The columns and what they hold.
    pub columns: Vec<Column>,
    /// The row that names them.
    pub heading: Option<usize>,
    /// The rows that could name them, and how they begin.
    pub headings: Vec<(usize, String)>,
    /// The decimal mark.
    pub decimal: Question<DecimalMark>,
    /// What comes first in a date.
    pub order: Question<DayOrder>,
    /// Which day numbers in the place of dates are counted from.
    pub epoch: Question<Epoch>,
    /// The rows.
    pub lines: Vec<Line>,
    /// How many rows have values that cannot be read.
    pub incomplete: usize,
    /// How many rows have a title that stands in an earlier one.
    pub repeated: usize,
    /// What was decided or left out, in sentences.
    pub remarks: Vec<String>,
    /// Why nothing can be imported as it is.
    pub refusal: Option<String>,
    /// The rows as they stand, with their numbers, while nothing can be told of what would come of them.
    pub unread: Vec<(usize, String)>,
}

impl Plan {
    /// The plan for a list, a map and what was chosen.
    pub fn of(list: &List, choices: &Choices, map: &StrategyMap) -> Self {
        match list.sheet(choices) {
            Ok(sheet) => Self::of_sheet(sheet, choices, map),
            Err(refusal) => Self { refusal: Some(refusal), ..Self::empty() },
        }
    }

    fn empty() -> Self {
        Self {
            columns: Vec::new(),
            heading: None,
            headings: Vec::new(),
            decimal: Question::Settled,
            order: Question::Settled,
            epoch: Question::Settled,
            lines: Vec::new(),
            incomplete: 0,
            repeated: 0,
            remarks: Vec::new(),
            refusal: None,
            unread: Vec::new(),
        }
    }

    fn of_sheet(mut sheet: Sheet, choices: &Choices, map: &StrategyMap) -> Self {
        let mut remarks = std::mem::take(&mut sheet.remarks);
        let headings = column::possible_headings(&sheet);
        let heading = choices.heading.unwrap_or_else(|| {
            let mut shown = sheet.clone();
            shown.spread(headings.last().map(|(number, _)| *number));
            column::heading(&shown)
        });
        let heading = heading.filter(|number| headings.iter().any(|(known, _)| known == number));
        if sheet.spread(heading) {
            remarks.push("What stands in merged cells counts for each of their rows.".into());
        }
        remarks.append(&mut sheet.remarks);
        let columns = column::columns(&sheet, heading, choices, &mut remarks);
        let above = sheet.rows.iter().take_while(|row| heading.is_some_and(|heading| row.number < heading)).count();
        if above > 0 {
            let rows = if above == 1 { "1 row".to_owned() } else { format!("{above} rows") };
            remarks.push(
                format!("{rows} above the heading is left out.")
                    .replace("rows above the heading is", "rows above the heading are"),
            );
        }
        let rows = &sheet.rows[above + usize::from(heading.is_some())..];
        let manner = Manner::of(rows, &columns, choices);
        let mut plan = Self { columns, heading, headings, remarks, ..Self::empty() };
        if plan.column(Field::Title).is_none() && plan.column(Field::Id).is_none() {
            plan.refusal = Some("Choose the column that holds the titles.".into());
            plan.unread = rows.iter().map(|row| (row.number, as_it_stands(row))).collect();
        }
        let mut said = Said::default();
        if plan.refusal.is_none() {
            Rows::new(map, &plan.columns, choices, &manner).read(rows, &mut plan.lines, &mut said);
            plan.count(&said, map);
        }
        let comma = manner.comma.filter(|_| choices.decimal.is_none());
        plan.remarks.extend(comma.map(|shown| format!("The decimal mark is a comma, as {shown} shows.")));
        (plan.decimal, plan.order, plan.epoch) = (manner.decimal, manner.order, manner.epoch);
        plan
    }

    fn column(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.field == Some(field))
    }

    fn count(&mut self, said: &Said, map: &StrategyMap) {
        self.incomplete =
            self.lines.iter().filter(|line| line.notes.iter().any(|note| note.starts_with(UNREAD))).count();
        self.repeated =
            self.lines.iter().filter(|line| line.notes.iter().any(|note| note.starts_with(REPEATED))).count();
        self.remarks.extend(units(said, self.column(Field::Investment), &map.overview.investment_unit));
        if said.about {
            self.remarks.push("What says that a number is only about right is left out.".into());
        }
        if said.time {
            self.remarks.push("The time of day is left out.".into());
        }
        if said.quarter {
            self.remarks.push("A quarter becomes about its middle month.".into());
        }
    }

    /// How many rows bring a new idea, change one, change nothing, and are left out.
    pub fn counts(&self) -> [usize; 4] {
        let count = |which: fn(&Outcome) -> bool| self.lines.iter().filter(|line| which(&line.outcome)).count();
        [
            count(|outcome| matches!(outcome, Outcome::New(_))),
            count(|outcome| matches!(outcome, Outcome::Changed(..))),
            count(|outcome| matches!(outcome, Outcome::Same)),
            count(|outcome| matches!(outcome, Outcome::LeftOut(_))),
        ]
    }

    /// The initiatives that the import puts into the map, new ones under ids of their own.
    pub fn records(&self) -> Vec<Initiative> {
        let records = self.lines.iter().filter_map(|line| match &line.outcome {
            Outcome::New(initiative) | Outcome::Changed(initiative, _) => Some((**initiative).clone()),
            Outcome::Same | Outcome::LeftOut(_) => None,
        });
        records
            .map(|mut initiative| {
                if initiative.id.as_str().is_empty() {
                    initiative.id = Id::random();
                }
                initiative
            })
            .collect()
    }
}

/// How the notes begin that are counted.
const UNREAD: &str = "Cannot be read: ";
const REPEATED: &str = "The title stands in row ";

/// What is said of the units of numbers.
fn units(said: &Said, investment: Option<&Column>, unit: &str) -> Option<String> {
    let heading = investment.map(|column| column.heading.as_str()).unwrap_or_default();
    let named = heading.split_once(['(', '[']).map(|(_, rest)| rest.trim_end_matches([')', ']', ' ']).to_owned());
    let all: Vec<String> = said.units.iter().cloned().chain(named).filter(|known| known != unit).collect();
    if all.is_empty() {
        return None;
    }
    let all: Vec<String> = all.iter().map(|unit| format!("“{unit}”")).collect();
    let own = if unit.is_empty() { "the map names no unit".into() } else { format!("the map's is “{unit}”") };
    Some(format!("Numbers are taken as they are, without their units: {}; {own}.", all.join(", ")))
}

/// Reads the rows one after the other, because a row may repeat an earlier one.
struct Rows<'a> {
    index: Index<'a>,
    columns: &'a [Column],
    choices: &'a Choices,
    manner: &'a Manner,
    /// By id and by title, the row that had it first.
    ids: HashMap<String, usize>,
    titles: HashMap<String, usize>,
}

impl<'a> Rows<'a> {
    fn new(map: &'a StrategyMap, columns: &'a [Column], choices: &'a Choices, manner: &'a Manner) -> Self {
        let (ids, titles) = (HashMap::new(), HashMap::new());
        Self { index: Index::of(map), columns, choices, manner, ids, titles }
    }

    fn read(mut self, rows: &[Row], lines: &mut Vec<Line>, said: &mut Said) {
        for row in rows {
            // Nothing that is read stands in it.
            let says = |at: usize| row.cells.get(at).is_some_and(|cell| !cell.is_empty());
            if self.columns.iter().enumerate().any(|(at, column)| column.field.is_some() && says(at)) {
                lines.push(self.line(row, said));
            }
        }
    }

    fn text(&self, row: &Row, field: Field) -> String {
        let at = self.columns.iter().position(|column| column.field == Some(field));
        at.and_then(|at| row.cells.get(at)).map(|cell| cell.text()).unwrap_or_default()
    }

    fn line(&mut self, row: &Row, said: &mut Said) -> Line {
        let (id, title) = (self.text(row, Field::Id), self.text(row, Field::Title));
        let mut notes = Vec::new();
        let outcome = match self.outcome(row, (&id, &title), &mut notes, said) {
            Ok(outcome) => outcome,
            Err(why) => Outcome::LeftOut(why),
        };
        let title = match (&outcome, title.is_empty()) {
            (Outcome::New(initiative) | Outcome::Changed(initiative, _), _) => initiative.title.clone(),
            (_, true) => id,
            (_, false) => title,
        };
        Line { number: row.number, title, outcome, notes }
    }

    fn outcome(
        &mut self,
        row: &Row,
        (id, title): (&str, &str),
        notes: &mut Vec<String>,
        said: &mut Said,
    ) -> Result<Outcome, String> {
        if id.chars().count() > LONGEST_ID {
            return Err("The id is too long to be one.".into());
        }
        let meant = match self.index.meant(id, title) {
            Meant::Unclear(why) => return Err(why),
            Meant::New => None,
            Meant::Known(known, by_title) => Some((known, by_title)),
        };
        if meant.is_none() && title.is_empty() {
            return Err("There is no title.".into());
        }
        let key = meant.as_ref().map_or(id, |(known, _)| known.id.as_str());
        self.claim(row.number, key, (title, meant.is_none()), notes)?;
        let before = meant.as_ref().map(|(known, _)| (**known).clone());
        let mut after = before.clone().unwrap_or_else(|| Initiative { id: Id::new(id), ..Initiative::default() });
        let faults = read_into(&mut after, row, self.columns, self.manner, said);
        if !faults.is_empty() {
            let what = faults.join("; ");
            notes.push(format!("{UNREAD}{what}."));
            if !self.choices.incomplete {
                return Err(format!("{what}."));
            }
        }
        if let Some((_, true)) = meant {
            notes.push("Found by its title.".into());
        }
        Ok(match before {
            None => Outcome::New(Box::new(after)),
            Some(before) if before == after => Outcome::Same,
            Some(before) => {
                let changes = changes(&before, &after);
                Outcome::Changed(Box::new(after), changes)
            }
        })
    }

    /// Notes that a row has an id and a title; two rows cannot mean the same initiative.
    fn claim(
        &mut self,
        number: usize,
        key: &str,
        (title, is_new): (&str, bool),
        notes: &mut Vec<String>,
    ) -> Result<(), String> {
        if let Some(first) = self.ids.get(key).filter(|_| !key.is_empty()) {
            return Err(format!("Row {first} is about the same initiative."));
        }
        let title = same_title(title);
        let first = self.titles.get(&title).filter(|_| is_new && !title.is_empty());
        if let Some(first) = first {
            notes.push(format!("{REPEATED}{first} too."));
            if !self.choices.repeated {
                return Err(format!("{REPEATED}{first} too."));
            }
        }
        self.ids.insert(key.to_owned(), number);
        self.titles.entry(title).or_insert(number);
        Ok(())
    }
}

fn changes(before: &Initiative, after: &Initiative) -> Vec<Change> {
    let fields = Field::ALL.into_iter().map(|field| (field, field.shown(before), field.shown(after)));
    fields
        .filter(|(_, before, after)| before != after)
        .map(|(field, before, after)| Change { field, before, after })
        .collect()
}

/// What the cells of a row say, one beside the other.
fn as_it_stands(row: &Row) -> String {
    row.cells.iter().map(Cell::text).collect::<Vec<_>>().join("  ·  ")
}
