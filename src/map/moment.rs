//! The day that a map is shown as of.

use super::{Day, Initiative, PartialDate, StrategyMap};

/// The day that a map is shown as of, and how that day lies to the one that the map speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The date that the page names, where it names one.
    pub said: Option<PartialDate>,
    /// Whether the day lies before the one that the map speaks of. What had not begun by then is left out: nobody knew of it.
    /// Otherwise what has not begun is planned, and shown as that.
    pub looks_back: bool,
}

impl Moment {
    /// The moment of a map: the date that is asked for, or else its own; a map without a date speaks of today.
    pub fn of(map: &StrategyMap, asked: Option<PartialDate>, today: Day) -> Self {
        let own = map.day(today);
        let day = asked.map_or(own, PartialDate::end);
        Self { day, said: asked.or(map.overview.as_of), looks_back: day < own }
    }

    /// A day on which a map speaks of itself.
    pub fn on(day: Day) -> Self {
        Self { day, said: None, looks_back: false }
    }

    /// Whether an initiative is on the map at this moment.
    pub fn has(self, initiative: &Initiative) -> bool {
        !(self.looks_back && initiative.is_planned_on(self.day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Overview, Stage, StageEntry};
    use std::sync::Arc;

    fn date(text: &str) -> PartialDate {
        text.parse().expect(text)
    }

    #[test]
    fn what_had_not_begun_by_a_day_of_the_past_is_not_there_and_what_is_to_come_is_planned() {
        let as_of = Some(date("2016"));
        let overview = Arc::new(Overview { as_of, ..Overview::default() });
        let map = StrategyMap { overview, ..StrategyMap::default() };
        let stage = |since: &str| StageEntry {
            since: Some(date(since)),
            stage: Stage::Experiment,
            illustrative: false,
            sources: Vec::new(),
            extra: crate::map::Extra::new(),
        };
        let begun = |since: &str| Initiative { stages: vec![stage(since)], ..Initiative::default() };
        let moment = |asked: Option<&str>| Moment::of(&map, asked.map(date), Day(0));
        assert!(moment(None).has(&begun("2018")) && moment(Some("2017")).has(&begun("2018")));
        assert!(!moment(Some("2008")).has(&begun("2012")) && moment(Some("2012")).has(&begun("2012")));
        assert!(moment(Some("2008")).has(&Initiative::default()), "nothing says when it began");
    }

    #[test]
    fn a_map_without_a_date_speaks_of_today() {
        let moment = Moment::of(&StrategyMap::default(), None, Day(7));
        assert_eq!(moment, Moment::on(Day(7)));
    }
}
