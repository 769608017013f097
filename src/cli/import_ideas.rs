//! `headway import`: the ideas of a list into a map.

use std::path::PathBuf;

use headway::edit::Document;
use headway::file::columns::{DayOrder, DecimalMark};
use headway::file::{self, Replaces};
use headway::import::ideas::{Choices, Epoch, Field, List, Outcome as Row, Plan};
use lexopt::prelude::*;

use super::{Failure, Outcome, done, print, read, tell_kept};

const HELP: &str = "\
Usage: headway import FILE LIST [OUT] [options]

Takes the ideas of LIST (a text, CSV or XLSX) into the map of FILE and writes it as OUT. Without
OUT it only tells what would come of each row. A row is about the initiative with its id, or else
with its title; empty cells leave what the map has. Nothing is guessed: a row that can be read in
two ways is left out and says why.
Exit codes: 0 all rows are taken, 1 some are left out, 2 bad usage or unreadable input.

Options:
  --sheet NAME           which sheet of a workbook (the first)
  --heading N            the row that names the columns, or none
  --column HEADING=FIELD what a column holds, by its heading or number; more than once.
                         Fields: title, id, outcome, summary, viewpoint, votes, business owner,
                         it owner, investment, technologies, stage, stage since; or none
  --decimal MARK         the decimal mark: point or comma
  --dates ORDER          in dates such as 05/08/2012: day-first or month-first
  --days-from YEAR       counts of days in the place of dates begin in: 1900 or 1904
  --incomplete           take rows without the values that cannot be read in them
  --repeated             take a title that stands in an earlier row as another idea
";

/// What was asked for about columns, before it is known which there are.
type Asked = Vec<(String, Option<Field>)>;

/// Runs the command.
pub fn run(mut parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let (mut paths, mut sheet, mut asked, mut choices) = (Vec::new(), None, Asked::new(), Choices::default());
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return print(HELP).map(done),
            Long("sheet") => sheet = Some(text(&mut parser)?),
            Long("heading") => choices.heading = Some(heading(&text(&mut parser)?)?),
            Long("column") => asked.push(column(&text(&mut parser)?)?),
            Long("decimal") => {
                let offered = [("point", DecimalMark::Point), ("comma", DecimalMark::Comma)];
                choices.decimal = Some(one_of(&text(&mut parser)?, &offered)?);
            }
            Long("dates") => {
                let offered = [("day-first", DayOrder::DayFirst), ("month-first", DayOrder::MonthFirst)];
                choices.order = Some(one_of(&text(&mut parser)?, &offered)?);
            }
            Long("days-from") => {
                let offered = [("1900", Epoch::From1900), ("1904", Epoch::From1904)];
                choices.epoch = Some(one_of(&text(&mut parser)?, &offered)?);
            }
            Long("incomplete") => choices.incomplete = true,
            Long("repeated") => choices.repeated = true,
            Value(word) if paths.len() < 3 => paths.push(PathBuf::from(word)),
            other => return Err(other.unexpected().into()),
        }
    }
    let [map, list] = paths
        .get(..2)
        .and_then(|two| two.as_array())
        .ok_or_else(|| Failure("import needs a map and a list: headway import FILE LIST OUT".into()))?;
    let opened = read(map)?;
    let list = List::open(list)?;
    if let Some(name) = sheet {
        let found = list.sheets().iter().position(|known| *known == name);
        choices.sheet =
            found.ok_or_else(|| Failure(format!("there is no sheet “{name}”: {}", list.sheets().join(", "))))?;
    }
    let plan = planned(&list, choices, asked, &opened.loaded.map)?;
    if let Some(refusal) = &plan.refusal {
        return Err(Failure(format!("{}: {refusal}", list.name)));
    }
    print(&words(&plan))?;
    if let Some(out) = paths.get(2) {
        if opened.loaded.read_only {
            return Err(Failure(
                "the map was written by a newer version of Headway: nothing can be put into it".into(),
            ));
        }
        let mut document = Document::new(opened.loaded.map);
        document.import_initiatives(plan.records());
        tell_kept(out, &file::save(document.map(), out, Replaces::WhatIsThere)?);
    }
    Ok(if plan.counts()[3] > 0 { Outcome::Found } else { Outcome::Done })
}

fn text(parser: &mut lexopt::Parser) -> Result<String, Failure> {
    Ok(parser.value()?.to_string_lossy().into_owned())
}

fn heading(text: &str) -> Result<Option<usize>, Failure> {
    if text == "none" {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Failure(format!("“{text}” is no row: give its number, or none")))
}

fn column(text: &str) -> Result<(String, Option<Field>), Failure> {
    let why = || Failure(format!("“{text}” says nothing of a column: write HEADING=FIELD"));
    let (heading, field) = text.rsplit_once('=').ok_or_else(why)?;
    if field == "none" {
        return Ok((heading.to_owned(), None));
    }
    let found = Field::ALL.into_iter().find(|known| known.name().eq_ignore_ascii_case(field));
    found.map(|found| (heading.to_owned(), Some(found))).ok_or_else(|| Failure(format!("there is no field “{field}”")))
}

fn one_of<T: Copy>(text: &str, offered: &[(&str, T)]) -> Result<T, Failure> {
    let found = offered.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
    let names = || offered.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" or ");
    found.ok_or_else(|| Failure(format!("“{text}” is not offered: {}", names())))
}

/// The plan, with the columns that were asked for found by what they are called.
fn planned(list: &List, mut choices: Choices, asked: Asked, map: &headway::map::StrategyMap) -> Result<Plan, Failure> {
    for (heading, field) in asked {
        let plan = Plan::of(list, &choices, map);
        let by_name = plan.columns.iter().position(|column| column.heading.eq_ignore_ascii_case(&heading));
        let by_number =
            || heading.parse().ok().filter(|at| (1..=plan.columns.len()).contains(at)).map(|at: usize| at - 1);
        let at = by_name.or_else(by_number).ok_or_else(|| Failure(format!("there is no column “{heading}”")))?;
        let now: Vec<Option<Field>> = plan.columns.iter().map(|column| column.field).collect();
        choices.assign(at, field, &now);
    }
    Ok(Plan::of(list, &choices, map))
}

fn words(plan: &Plan) -> String {
    let [new, changed, same, left] = plan.counts();
    let mut text = format!("{new} new, {changed} changed, {same} unchanged, {left} left out\n");
    for column in &plan.columns {
        let holds = column.field.map_or("left out", Field::name);
        let name = if column.heading.is_empty() { "(no heading)" } else { &column.heading };
        text.push_str(&format!("  column {name}: {holds}\n"));
    }
    for remark in &plan.remarks {
        text.push_str(&format!("  {remark}\n"));
    }
    for line in &plan.lines {
        let notes = line.notes.join(" ");
        let says = match &line.outcome {
            Row::New(_) => format!("new. {notes}"),
            Row::Changed(_, changes) => {
                let each = changes
                    .iter()
                    .map(|change| format!("{}: {} → {}", change.field.name(), change.before, change.after));
                format!("changed. {}. {notes}", each.collect::<Vec<_>>().join("; "))
            }
            Row::Same => continue,
            Row::LeftOut(why) => format!("left out. {why}"),
        };
        text.push_str(&format!("  row {} “{}”: {}\n", line.number, line.title, says.trim_end()));
    }
    text
}
