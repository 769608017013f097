//! The table of capabilities.

use super::{Cell, Column, DATE, Grid, column, illustrative};
use crate::export::reading::{Reading, Role, named};
use crate::map::{Capability, MaturityEntry, PartialDate, capability_kind_name};

struct Row<'a> {
    reading: &'a Reading<'a>,
    capability: &'a Capability,
    maturity: Option<&'a MaturityEntry>,
}

impl Row<'_> {
    fn assessed(&self) -> Option<PartialDate> {
        self.maturity.and_then(|entry| entry.date)
    }

    fn relied_on_by(&self) -> Cell {
        let relying = self.reading.relying_on(&self.capability.id).iter();
        Cell::list(relying.map(|(initiative, _)| match self.reading.role(initiative) {
            Role::Idea => format!("{} (idea)", named(&initiative.title)),
            _ => named(&initiative.title).to_owned(),
        }))
    }

    fn illustrative(&self) -> Cell {
        illustrative(self.reading, &[("Maturity", self.maturity.is_some_and(|entry| entry.illustrative))])
    }
}

fn columns<'a>() -> [Column<Row<'a>>; 14] {
    [
        column("Id", 16.0, |row| Cell::text(row.capability.id.as_str())),
        column("Title", 30.0, |row| Cell::text(&row.capability.title)),
        column("Backbone", 24.0, |row| Cell::text(row.capability.backbone.name())),
        column("Kind", 22.0, |row| Cell::text(capability_kind_name(&row.capability.kind))),
        column("Building block", 24.0, |row| Cell::text(&row.capability.building_block)),
        column("Summary", 50.0, |row| Cell::text(&row.capability.summary)),
        column("Owner", 20.0, |row| Cell::text(&row.capability.owner)),
        column("Maturity (1 to 5)", 10.0, |row| Cell::number(row.maturity.map(|entry| f64::from(entry.level)))),
        column("Assessed on", DATE, |row| Cell::date(row.assessed())),
        column("Assessed on, sorts as (middle of its span)", DATE, |row| Cell::sorts_as(row.assessed())),
        column("Assessment rests on", 40.0, |row| row.maturity.map_or(Cell::Empty, |entry| Cell::text(&entry.note))),
        column("Illustrative", 16.0, Row::illustrative),
        column("Relied on by", 40.0, Row::relied_on_by),
        column("Sources", 40.0, |row| {
            Cell::list(row.reading.sources(&row.capability.sources).map(|source| named(&source.title)))
        }),
    ]
}

/// Fills the table.
pub fn grid(reading: &Reading<'_>) -> Grid {
    let rows = reading.map.capabilities.iter().map(|capability| {
        let maturity = capability.maturity_on(reading.day());
        Row { reading, capability, maturity }
    });
    Grid::filled(&columns(), rows)
}

#[cfg(test)]
mod tests {
    use crate::export::Sheet::Capabilities;
    use crate::export::tables::tests::texts;
    use crate::map::{Backbone, Capability, Day, Extra, Initiative, Link, MaturityEntry, Moment, StrategyMap};
    use std::sync::Arc;

    #[test]
    fn a_capability_tells_its_maturity_of_the_day_and_what_relies_on_it() {
        let mut map = StrategyMap::default();
        let assessed = |date: &str, level| MaturityEntry {
            date: Some(date.parse().expect(date)),
            level,
            note: String::new(),
            illustrative: level == 2,
            sources: Vec::new(),
            extra: Extra::new(),
        };
        let mut capability = Capability::named("c".into(), "Record", Backbone::Operational);
        capability.kind = "shared_data".into();
        capability.maturity = vec![assessed("2010", 2), assessed("2015-06", 4)];
        map.capabilities.put(Arc::new(capability));
        map.initiatives.put(Arc::new(Initiative { relies_on: vec![Link::to("c".into())], ..Initiative::default() }));
        let told =
            |year, heading| texts(&map, Capabilities, Moment::on(Day::from_civil(year, 12, 31)), heading).concat();
        assert_eq!((told(2012, "Maturity (1 to 5)"), told(2012, "Illustrative")), ("2".into(), "Maturity".into()));
        assert_eq!((told(2016, "Maturity (1 to 5)"), told(2016, "Assessed on")), ("4".into(), "2015-06".into()));
        assert_eq!((told(2009, "Maturity (1 to 5)"), told(2009, "Kind")), (String::new(), "Shared data".into()));
        assert_eq!(told(2016, "Relied on by"), "Untitled (idea)");
    }
}
