//! The table of links: what relies on what, with ask and answer, and what serves what.

use super::{Cell, Column, DATE, Grid, column, illustrative};
use crate::export::reading::Reading;
use crate::map::{AnswerEntry, Initiative, Link, PartialDate};

/// Where a link leads.
enum To<'a> {
    /// To a capability, with the answer of the day.
    Capability(&'a Link, Option<&'a AnswerEntry>),
    /// To another initiative.
    Initiative(&'a Initiative),
}

struct Row<'a> {
    reading: &'a Reading<'a>,
    from: &'a Initiative,
    to: To<'a>,
}

impl<'a> Row<'a> {
    fn kind(&self) -> Cell {
        Cell::text(match self.to {
            To::Capability(..) => "Relies on",
            To::Initiative(_) => "Serves",
        })
    }

    fn link(&self) -> Option<&'a Link> {
        match self.to {
            To::Capability(link, _) => Some(link),
            To::Initiative(_) => None,
        }
    }

    fn served(&self) -> Option<&'a Initiative> {
        match self.to {
            To::Capability(..) => None,
            To::Initiative(served) => Some(served),
        }
    }

    fn entry(&self) -> Option<&'a AnswerEntry> {
        match self.to {
            To::Capability(_, entry) => entry,
            To::Initiative(_) => None,
        }
    }

    fn capability(&self) -> Cell {
        let capability = self.link().and_then(|link| self.reading.map.capabilities.get(&link.capability));
        capability.map_or(Cell::Empty, |capability| Cell::text(&capability.title))
    }

    /// The answer of the day: what nobody has answered is open.
    fn answer(&self) -> Cell {
        self.link().map_or(Cell::Empty, |link| Cell::text(link.answer_on(self.reading.day()).name()))
    }

    fn answered_on(&self) -> Option<PartialDate> {
        self.entry().and_then(|entry| entry.on)
    }

    fn due(&self) -> Option<PartialDate> {
        self.entry().and_then(|entry| entry.due)
    }

    fn illustrative(&self) -> Cell {
        illustrative(self.reading, &[("Answer", self.entry().is_some_and(|entry| entry.illustrative))])
    }
}

/// A text that may be absent.
fn maybe(text: Option<&String>) -> Cell {
    text.map_or(Cell::Empty, Cell::text)
}

fn columns<'a>() -> [Column<Row<'a>>; 18] {
    [
        column("Kind", 11.0, Row::kind),
        column("Initiative id", 16.0, |row| Cell::text(row.from.id.as_str())),
        column("Initiative", 30.0, |row| Cell::text(&row.from.title)),
        column("Capability id", 16.0, |row| {
            row.link().map_or(Cell::Empty, |link| Cell::text(link.capability.as_str()))
        }),
        column("Capability", 30.0, Row::capability),
        column("Serves id", 16.0, |row| row.served().map_or(Cell::Empty, |served| Cell::text(served.id.as_str()))),
        column("Serves", 30.0, |row| maybe(row.served().map(|served| &served.title))),
        column("Ask", 40.0, |row| maybe(row.link().map(|link| &link.ask))),
        column("Expected", 40.0, |row| maybe(row.link().map(|link| &link.expected))),
        column("Answer", 11.0, Row::answer),
        column("Answered on", DATE, |row| Cell::date(row.answered_on())),
        column("Answered on, sorts as (middle of its span)", DATE, |row| Cell::sorts_as(row.answered_on())),
        column("Answer in words", 40.0, |row| maybe(row.entry().map(|entry| &entry.text))),
        column("Conditions", 30.0, |row| maybe(row.entry().map(|entry| &entry.conditions))),
        column("Agreed by", 20.0, |row| maybe(row.entry().map(|entry| &entry.agreed_by))),
        column("Due", DATE, |row| Cell::date(row.due())),
        column("Due, sorts as (middle of its span)", DATE, |row| Cell::sorts_as(row.due())),
        column("Illustrative", 16.0, Row::illustrative),
    ]
}

/// Fills the table: of each initiative first what it relies on, then what it serves.
pub fn grid(reading: &Reading<'_>) -> Grid {
    let rows = reading.initiatives().flat_map(|from| {
        let relies = from.relies_on.iter().map(move |link| To::Capability(link, reading.answer(link)));
        relies.chain(reading.served_by(from).map(To::Initiative)).map(move |to| Row { reading, from, to })
    });
    Grid::filled(&columns(), rows)
}

#[cfg(test)]
mod tests {
    use crate::export::Sheet::Links;
    use crate::export::tables::tests::texts;
    use crate::map::{Answer, AnswerEntry, Day, Extra, Initiative, Link, Moment, StrategyMap};

    fn map() -> StrategyMap {
        let answer = |on: &str, answer| AnswerEntry {
            on: Some(on.parse().expect(on)),
            answer,
            text: format!("said in {on}"),
            conditions: String::new(),
            agreed_by: String::new(),
            due: None,
            illustrative: false,
            sources: Vec::new(),
            extra: Extra::new(),
        };
        let mut link = Link::to("c".into());
        link.answers = vec![answer("2012", Answer::NotYet), answer("2014", Answer::Yes)];
        let from = Initiative { id: "a".into(), relies_on: vec![link], ..Initiative::default() };
        let serving = Initiative { id: "b".into(), serves: vec!["a".into()], ..Initiative::default() };
        StrategyMap { initiatives: [from, serving].into_iter().collect(), ..StrategyMap::default() }
    }

    #[test]
    fn a_later_answer_is_not_told_and_what_nobody_answered_is_open() {
        let told = |year, heading| texts(&map(), Links, Moment::on(Day::from_civil(year, 12, 31)), heading)[0].clone();
        assert_eq!(told(2011, "Answer"), "Open");
        assert_eq!((told(2013, "Answer"), told(2013, "Answer in words")), ("Not yet".into(), "said in 2012".into()));
        assert_eq!(told(2014, "Answer"), "Yes");
    }

    #[test]
    fn what_serves_another_is_a_row_of_its_own_kind() {
        let told = |heading| texts(&map(), Links, Moment::on(Day(0)), heading);
        assert_eq!(told("Kind"), ["Relies on", "Serves"]);
        assert_eq!(told("Capability id"), ["c", ""]);
        assert_eq!(told("Serves id"), ["", "a"]);
        assert_eq!(told("Answer"), ["Open", ""]);
    }
}
