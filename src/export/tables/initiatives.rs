//! The table of initiatives, with the ideas that are not placed.

use super::{Cell, Column, DATE, Grid, column, illustrative};
use crate::export::reading::{Reading, Role, Standing, named};
use crate::insight::{Direction, indicator_name};
use crate::map::{Indicator, Initiative, PartialDate, technology_name};

struct Row<'a> {
    reading: &'a Reading<'a>,
    initiative: &'a Initiative,
    role: Role,
    stage: Option<Standing<'a>>,
    headline: Option<(&'a Indicator, Direction)>,
}

impl<'a> Row<'a> {
    fn of(reading: &'a Reading<'a>, initiative: &'a Initiative) -> Self {
        let headline = initiative.indicators.first().map(|indicator| (indicator, reading.direction(indicator)));
        let (role, stage) = (reading.role(initiative), reading.stage(initiative));
        Self { reading, initiative, role, stage, headline }
    }

    fn since(&self) -> Option<PartialDate> {
        self.stage.and_then(|stage| stage.entry.since)
    }

    fn stage(&self) -> Cell {
        let Some(Standing { entry, planned }) = self.stage else { return Cell::Empty };
        let name = entry.stage.name();
        Cell::text(if planned { format!("Planned: {}", name.to_lowercase()) } else { name.to_owned() })
    }

    /// The strategy; of an idea, which stands in neither, nothing.
    fn strategy(&self) -> Cell {
        let strategy = self.initiative.placement().map(|(strategy, _)| strategy);
        strategy.map_or(Cell::Empty, |strategy| Cell::text(strategy.name()))
    }

    fn relies_on(&self) -> Cell {
        Cell::list(self.initiative.relies_on.iter().map(|link| self.reading.name_of(&link.capability)))
    }

    fn investment_unit(&self) -> Cell {
        let unit = self.initiative.investment.map(|_| &self.reading.map.overview.investment_unit);
        unit.map_or(Cell::Empty, Cell::text)
    }

    fn illustrative(&self) -> Cell {
        let stage = self.stage.is_some_and(|stage| stage.entry.illustrative);
        let headline = self.headline.as_ref().is_some_and(|(_, direction)| direction.illustrative);
        illustrative(self.reading, &[("Stage", stage), ("Headline indicator", headline)])
    }
}

fn columns<'a>() -> [Column<Row<'a>>; 24] {
    [
        column("Id", 16.0, |row| Cell::text(row.initiative.id.as_str())),
        column("Title", 30.0, |row| Cell::text(&row.initiative.title)),
        column("Strategy", 22.0, Row::strategy),
        column("Role", 14.0, |row| Cell::text(row.role.name())),
        column("Stage", 14.0, Row::stage),
        column("Stage since", DATE, |row| Cell::date(row.since())),
        column("Stage since, sorts as (middle of its span)", DATE, |row| Cell::sorts_as(row.since())),
        column("Outcome", 40.0, |row| Cell::text(&row.initiative.outcome)),
        column("Summary", 50.0, |row| Cell::text(&row.initiative.summary)),
        column("Viewpoint", 16.0, |row| Cell::text(&row.initiative.viewpoint)),
        column("Votes", 8.0, |row| Cell::number(row.initiative.votes.map(f64::from))),
        column("Business owner", 20.0, |row| Cell::text(&row.initiative.business_owner)),
        column("IT owner", 20.0, |row| Cell::text(&row.initiative.it_owner)),
        column("Investment", 12.0, |row| Cell::number(row.initiative.investment)),
        column("Investment unit", 14.0, Row::investment_unit),
        column("Technologies", 20.0, |row| {
            Cell::list(row.initiative.technologies.iter().map(|key| technology_name(key)))
        }),
        column("Serves", 30.0, |row| {
            Cell::list(row.reading.served_by(row.initiative).map(|served| named(&served.title)))
        }),
        column("Relies on", 30.0, Row::relies_on),
        column("Headline indicator", 28.0, |row| {
            row.headline.as_ref().map_or(Cell::Empty, |(indicator, _)| Cell::text(indicator_name(indicator)))
        }),
        column("Headline unit", 18.0, |row| {
            row.headline.as_ref().map_or(Cell::Empty, |(indicator, _)| Cell::text(&indicator.unit))
        }),
        column("Verdict", 18.0, |row| {
            row.headline.as_ref().map_or(Cell::Empty, |(_, direction)| Cell::text(direction.verdict_words()))
        }),
        column("Evidence", 16.0, |row| {
            row.headline.as_ref().map_or(Cell::Empty, |(_, direction)| Cell::text(direction.brief()))
        }),
        column("Illustrative", 16.0, Row::illustrative),
        column("Sources", 40.0, |row| {
            Cell::list(row.reading.sources(&row.initiative.sources).map(|source| named(&source.title)))
        }),
    ]
}

/// Fills the table.
pub fn grid(reading: &Reading<'_>) -> Grid {
    Grid::filled(&columns(), reading.initiatives().map(|initiative| Row::of(reading, initiative)))
}

#[cfg(test)]
mod tests {
    use crate::export::Sheet::Initiatives;
    use crate::export::tables::tests::texts;
    use crate::map::{
        Day, Extra, Indicator, Initiative, Moment, Observation, Position, PrimaryChoice, Stage, StageEntry,
        StrategyKind, StrategyMap,
    };
    use std::sync::Arc;

    fn stage(since: &str, stage: Stage) -> StageEntry {
        let since = Some(since.parse().expect(since));
        StageEntry { since, stage, illustrative: true, sources: Vec::new(), extra: Extra::new() }
    }

    fn map() -> StrategyMap {
        let mut map = StrategyMap::default();
        let overview = Arc::make_mut(&mut map.overview);
        overview.as_of = Some("2020".parse().expect("a year"));
        let since = Some("2012".parse().expect("a year"));
        let strategy = StrategyKind::DigitizedSolutions;
        overview.strategy.primary = vec![PrimaryChoice { since, strategy, why: String::new(), extra: Extra::new() }];
        let observations = (2010..2017).map(|y| Observation::exact(crate::map::PartialDate::of_year(y), f64::from(y)));
        let indicator = Indicator {
            id: "k".into(),
            name: "Units".into(),
            observations: observations.collect(),
            ..Indicator::default()
        };
        let placed = Initiative {
            id: "a".into(),
            title: "Sensors".into(),
            strategy: Some(strategy),
            position: Some(Position::default().into()),
            stages: vec![stage("2011-06", Stage::Experiment), stage("2014-02-03", Stage::Scaling)],
            indicators: vec![indicator],
            ..Initiative::default()
        };
        let idea = Initiative { id: "b".into(), title: "Doors".into(), ..Initiative::default() };
        map.initiatives = [placed, idea].into_iter().collect();
        map
    }

    fn told(map: &StrategyMap, as_of: &str, heading: &str) -> Vec<String> {
        let moment = Moment::of(map, Some(as_of.parse().expect(as_of)), Day(0));
        texts(map, Initiatives, moment, heading)
    }

    #[test]
    fn an_idea_is_there_without_a_strategy_and_says_that_it_is_not_placed() {
        assert_eq!(told(&map(), "2020", "Role"), ["Primary", "Idea, not placed"]);
        assert_eq!(told(&map(), "2020", "Strategy"), ["Digitized solutions", ""]);
    }

    #[test]
    fn stage_role_and_verdict_are_those_of_the_day() {
        let map = map();
        assert_eq!(told(&map, "2013", "Stage")[0], "Experiment");
        assert_eq!(told(&map, "2013", "Stage since")[0], "2011-06");
        assert_eq!(told(&map, "2013", "Stage since, sorts as (middle of its span)")[0], "2011-06-15");
        assert_eq!(told(&map, "2011", "Role")[0], "No strategy is primary");
        assert_eq!(told(&map, "2013", "Verdict")[0], "Too early to tell");
        assert_eq!(told(&map, "2020", "Stage")[0], "Scaling");
        assert_eq!(told(&map, "2020", "Verdict")[0], "Advancing");
        assert_eq!(told(&map, "2020", "Illustrative")[0], "Stage");
        assert_eq!(told(&map, "2010", "Title"), ["Doors"]);
    }
}
