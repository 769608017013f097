//! The table of observations.

use super::{Cell, Column, DATE, Grid, column, illustrative};
use crate::export::reading::{Reading, named};
use crate::insight::{Owner, Surveyed, come};
use crate::map::{IndicatorKind, Observation};

struct Row<'a> {
    reading: &'a Reading<'a>,
    surveyed: Surveyed<'a>,
    observation: &'a Observation,
}

impl Row<'_> {
    fn subject_kind(&self) -> Cell {
        Cell::text(match self.surveyed.owner {
            Owner::Map => "Whole map",
            Owner::Initiative(_) => "Initiative",
            Owner::Capability(_) => "Capability",
        })
    }

    fn subject_id(&self) -> Cell {
        match self.surveyed.owner {
            Owner::Map => Cell::Empty,
            Owner::Initiative(initiative) => Cell::text(initiative.id.as_str()),
            Owner::Capability(capability) => Cell::text(capability.id.as_str()),
        }
    }

    fn kind(&self) -> Cell {
        let indicator = self.surveyed.indicator;
        let total = indicator.accumulates && indicator.kind == IndicatorKind::Measure;
        Cell::text(if total { "Measure, running total" } else { indicator.kind.name() })
    }

    fn timing(&self) -> Cell {
        self.surveyed.indicator.timing.map_or(Cell::Empty, |timing| Cell::text(timing.name()))
    }

    fn illustrative(&self) -> Cell {
        illustrative(self.reading, &[("Value", self.observation.illustrative)])
    }
}

fn columns<'a>() -> [Column<Row<'a>>; 16] {
    [
        column("Subject kind", 13.0, Row::subject_kind),
        column("Subject id", 16.0, Row::subject_id),
        column("Subject", 30.0, |row| Cell::text(row.surveyed.owner.title())),
        column("Indicator id", 16.0, |row| Cell::text(row.surveyed.indicator.id.as_str())),
        column("Indicator", 30.0, |row| Cell::text(row.surveyed.name())),
        column("Unit", 18.0, |row| Cell::text(&row.surveyed.indicator.unit)),
        column("Kind", 12.0, Row::kind),
        column("Desired direction", 12.0, |row| Cell::text(row.surveyed.indicator.desired.name())),
        column("Timing", 10.0, Row::timing),
        column("Date", DATE, |row| Cell::Date(row.observation.date)),
        column("Date, sorts as (middle of its span)", DATE, |row| Cell::sorts_as(Some(row.observation.date))),
        column("Value", 12.0, |row| Cell::Number(row.observation.value)),
        column("Qualifier", 10.0, |row| Cell::text(row.observation.qualifier.name())),
        column("Sources", 40.0, |row| {
            Cell::list(row.reading.sources(&row.observation.sources).map(|source| named(&source.title)))
        }),
        column("Note", 40.0, |row| Cell::text(&row.observation.note)),
        column("Illustrative", 12.0, Row::illustrative),
    ]
}

/// Fills the table: indicator after indicator, each in the order of time.
pub fn grid(reading: &Reading<'_>) -> Grid {
    let rows = reading.indicators().flat_map(|surveyed| {
        let seen = come(surveyed.indicator, reading.day(), None);
        seen.into_iter().map(move |observation| Row { reading, surveyed, observation })
    });
    Grid::filled(&columns(), rows)
}

#[cfg(test)]
mod tests {
    use crate::export::Sheet::Observations;
    use crate::export::tables::Cell;
    use crate::export::tables::tests::{cells, texts};
    use crate::map::{Day, Indicator, Moment, Observation, StrategyMap};
    use std::sync::Arc;

    #[test]
    fn observations_that_have_come_are_told_in_the_order_of_time() {
        let mut map = StrategyMap::default();
        let seen = |date: &str, value| Observation::exact(date.parse().expect(date), value);
        let observations = vec![seen("2019", 3.0), seen("2012-05", 2.0), seen("2010-01-02", 1.0)];
        map.indicators.put(Arc::new(Indicator { id: "k".into(), observations, ..Indicator::default() }));
        let moment = Moment::on(Day::from_civil(2015, 1, 1));
        assert_eq!(texts(&map, Observations, moment, "Date"), ["2010-01-02", "2012-05"]);
        let sorted = cells(&map, Observations, moment, "Date, sorts as (middle of its span)");
        assert_eq!(sorted[1], Cell::Day(Day::from_civil(2012, 5, 16)));
        assert_eq!(cells(&map, Observations, moment, "Value"), [Cell::Number(1.0), Cell::Number(2.0)]);
        assert_eq!(texts(&map, Observations, moment, "Subject")[0], "Whole map");
    }
}
