//! What is told of each indicator, remembered until what it depends on has changed.
//!
//! A map may have ten thousand indicators, and the day moves with every frame while time is played. So a direction is
//! worked out again only where its indicator changed, or where another set of its observations has come.

use std::collections::HashMap;
use std::sync::Arc;

use crate::edit::Document;
use crate::insight::{Direction, Owner, Surveyed, Trajectory, direction, trajectory};
use crate::map::{Capability, Day, Id, Indicator, Initiative, Overview, PartialDate, StrategyMap};

/// An indicator with what has it, shared with the map.
#[derive(Clone, Debug)]
pub enum Held {
    /// Of the map as a whole.
    Map(Arc<Indicator>),
    /// The indicator at a place in the list of an initiative.
    Initiative(Arc<Initiative>, usize),
    /// The indicator at a place in the list of a capability.
    Capability(Arc<Capability>, usize),
}

impl Held {
    /// The indicator.
    pub fn indicator(&self) -> &Indicator {
        match self {
            Self::Map(indicator) => indicator,
            Self::Initiative(initiative, at) => &initiative.indicators[*at],
            Self::Capability(capability, at) => &capability.indicators[*at],
        }
    }

    /// The indicator and whose it is.
    pub fn surveyed(&self) -> Surveyed<'_> {
        let owner = match self {
            Self::Map(_) => Owner::Map,
            Self::Initiative(initiative, _) => Owner::Initiative(initiative),
            Self::Capability(capability, _) => Owner::Capability(capability),
        };
        Surveyed { indicator: self.indicator(), owner }
    }
}

/// The indicators of a map in the order of [`crate::insight::survey`], each shared.
fn hold(map: &StrategyMap) -> Vec<Held> {
    let own = map.indicators.iter().map(|indicator| Held::Map(indicator.clone()));
    let initiatives = map.initiatives.iter().flat_map(|initiative| {
        (0..initiative.indicators.len()).map(move |at| Held::Initiative(initiative.clone(), at))
    });
    let capabilities = map.capabilities.iter().flat_map(|capability| {
        (0..capability.indicators.len()).map(move |at| Held::Capability(capability.clone(), at))
    });
    own.chain(initiatives).chain(capabilities).collect()
}

/// Whether nothing of an indicator changed; most stand where they stood, which is quickly seen.
fn is_same(known: &Indicator, now: &Indicator) -> bool {
    std::ptr::eq(known, now) || known == now
}

/// What is told of an indicator.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The indicator.
    pub held: Held,
    /// Which way it moves.
    pub direction: Arc<Direction>,
    /// When it was last observed by the day, however long ago.
    pub last: Option<PartialDate>,
    /// Whether any observation that has come is invented or judged.
    pub illustrative: bool,
    /// The first days of its observations, in the order of time.
    starts: Vec<Day>,
    /// The middle days of its observations, in the order of time.
    middles: Vec<Day>,
    /// How many have come, and how many lie before the period: they name the set that was read.
    read: (usize, usize),
}

impl Entry {
    fn new(held: Held, day: Day, from: Option<Day>) -> Self {
        let sorted = |of: fn(PartialDate) -> Day| {
            let mut days: Vec<Day> = held.indicator().observations.iter().map(|seen| of(seen.date)).collect();
            days.sort_unstable();
            days
        };
        let (starts, middles) = (sorted(PartialDate::start), sorted(PartialDate::middle));
        let direction = Arc::new(direction(held.indicator(), day, from));
        let mut entry = Self { held, direction, last: None, illustrative: false, starts, middles, read: (0, 0) };
        entry.read = entry.set(day, from);
        entry.look_back(day);
        entry
    }

    /// Names the set of observations that is read as of a day: each of the two numbers can only be reached in one way.
    fn set(&self, day: Day, from: Option<Day>) -> (usize, usize) {
        let before = from.map_or(0, |from| self.middles.partition_point(|middle| *middle < from));
        (self.starts.partition_point(|start| *start <= day), before)
    }

    /// Reads the indicator as of a day. Answers whether anything had to be worked out.
    fn turn_to(&mut self, day: Day, from: Option<Day>) -> bool {
        let set = self.set(day, from);
        if set == self.read {
            return false;
        }
        self.read = set;
        self.direction = Arc::new(direction(self.held.indicator(), day, from));
        self.look_back(day);
        true
    }

    fn look_back(&mut self, day: Day) {
        let come = || self.held.indicator().observations.iter().filter(move |seen| seen.date.start() <= day);
        let (last, illustrative) =
            (come().map(|seen| seen.date).max_by_key(|date| date.middle()), come().any(|seen| seen.illustrative));
        (self.last, self.illustrative) = (last, illustrative);
    }

    /// The name of the indicator in data.
    pub fn id(&self) -> &Id {
        &self.held.indicator().id
    }
}

/// A state of a map: another map may have the same revision.
#[derive(Clone, Debug)]
struct Stamp {
    revision: u64,
    overview: Arc<Overview>,
}

impl Stamp {
    fn of(document: &Document) -> Self {
        Self { revision: document.revision(), overview: document.map().overview.clone() }
    }
}

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision && Arc::ptr_eq(&self.overview, &other.overview)
    }
}

/// What is told of every indicator of a map.
#[derive(Debug, Default)]
pub struct Directions {
    entries: Vec<Entry>,
    places: HashMap<Id, usize>,
    stamp: Option<Stamp>,
    moment: Option<(Day, Option<Day>)>,
    generation: u64,
    /// How many directions were worked out so far.
    computed: usize,
    trail: Option<(Stamp, Day, Arc<Trajectory>)>,
}

impl Directions {
    /// Reads a map as of a day, from a day on; works out what has changed since the last time.
    pub fn refresh(&mut self, document: &Document, day: Day, from: Option<Day>) {
        let stamp = Stamp::of(document);
        let turned = self.moment != Some((day, from));
        let edited = self.stamp.as_ref() != Some(&stamp);
        if !turned && !edited {
            return;
        }
        let before = self.computed;
        if edited {
            self.take_up(document.map(), day, from);
        }
        self.computed += self.entries.iter_mut().map(|entry| usize::from(entry.turn_to(day, from))).sum::<usize>();
        if edited || self.computed != before {
            self.generation += 1;
        }
        (self.stamp, self.moment) = (Some(stamp), Some((day, from)));
    }

    /// Takes up the indicators of a map, keeping what is known of those that did not change.
    fn take_up(&mut self, map: &StrategyMap, day: Day, from: Option<Day>) {
        let known = std::mem::take(&mut self.entries).into_iter();
        let mut known: HashMap<Id, Entry> = known.map(|entry| (entry.id().clone(), entry)).collect();
        for held in hold(map) {
            let kept =
                known.remove(&held.indicator().id).filter(|entry| is_same(entry.held.indicator(), held.indicator()));
            let entry = kept.map(|entry| Entry { held: held.clone(), ..entry });
            self.computed += usize::from(entry.is_none());
            self.entries.push(entry.unwrap_or_else(|| Entry::new(held, day, from)));
        }
        self.places = self.entries.iter().enumerate().map(|(at, entry)| (entry.id().clone(), at)).collect();
    }

    /// Every indicator, in the map's order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Where an indicator stands in the map's order.
    pub fn place(&self, id: &Id) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// What is told of an indicator.
    pub fn get(&self, id: &Id) -> Option<&Entry> {
        self.place(id).map(|at| &self.entries[at])
    }

    /// Rises whenever anything that is told changes: what is derived from it compares this number.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// How far the strategies have moved by a day.
    pub fn trajectory(&mut self, document: &Document, day: Day) -> Arc<Trajectory> {
        let stamp = Stamp::of(document);
        if let Some((known, of, trajectory)) = &self.trail
            && (known, of) == (&stamp, &day)
        {
            return trajectory.clone();
        }
        let told = Arc::new(trajectory(document.map(), day));
        self.trail = Some((stamp, day, told.clone()));
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::{Verdict, survey};
    use crate::map::{Backbone, Observation};

    fn indicator(id: &str, dates: &[&str]) -> Indicator {
        let seen = |(i, date): (usize, &&str)| Observation::exact(date.parse().expect("a date"), i as f64);
        let observations = dates.iter().enumerate().map(seen).collect();
        Indicator { id: id.into(), name: id.to_uppercase(), observations, ..Indicator::default() }
    }

    fn document() -> Document {
        let mut map = StrategyMap::default();
        map.indicators.put(Arc::new(indicator("own", &["2010", "2011", "2012", "2013", "2014"])));
        let indicators = vec![indicator("a", &["2010", "2015"]), indicator("b", &[])];
        map.initiatives.put(Arc::new(Initiative { id: "i".into(), indicators, ..Initiative::default() }));
        let mut capability = Capability::named("c".into(), "Record", Backbone::Operational);
        capability.indicators = vec![indicator("of-capability", &["2012"])];
        map.capabilities.put(Arc::new(capability));
        Document::new(map)
    }

    fn day(year: i32) -> Day {
        Day::from_civil(year, 12, 31)
    }

    #[test]
    fn indicators_are_held_in_the_order_of_the_survey() {
        let document = document();
        let held = hold(document.map());
        assert_eq!(held.iter().map(Held::surveyed).collect::<Vec<_>>(), survey(document.map()).collect::<Vec<_>>());
    }

    #[test]
    fn another_day_works_out_only_what_was_observed_in_between() {
        let document = document();
        let mut directions = Directions::default();
        directions.refresh(&document, day(2014), None);
        assert_eq!((directions.computed, directions.generation()), (4, 1));
        directions.refresh(&document, Day(day(2014).0 - 20), None);
        assert_eq!((directions.computed, directions.generation()), (4, 1), "nothing was observed in these days");
        directions.refresh(&document, day(2013), None);
        assert_eq!((directions.computed, directions.generation()), (5, 2), "only the map's own lost one");
        let verdict = |id: &str| directions.get(&id.into()).and_then(|entry| entry.direction.verdict);
        assert_eq!(verdict("own"), Some(Verdict::TooEarly));
    }

    #[test]
    fn an_edit_works_out_only_the_indicator_that_changed() {
        let mut document = document();
        let mut directions = Directions::default();
        directions.refresh(&document, day(2014), None);
        document.edit_initiative(&"i".into(), |initiative| initiative.title = "Renamed".into());
        directions.refresh(&document, day(2014), None);
        assert_eq!((directions.computed, directions.generation()), (4, 2));
        assert_eq!(directions.entries()[1].held.surveyed().owner.title(), "Renamed");
        document.edit_indicator(&"b".into(), |b| b.observations = indicator("b", &["2011"]).observations);
        directions.refresh(&document, day(2014), None);
        assert_eq!(directions.computed, 5);
        assert_eq!(directions.get(&"b".into()).map(|entry| entry.direction.observations), Some(1));
    }

    #[test]
    fn a_period_that_leaves_out_an_observation_is_read_anew() {
        let document = document();
        let mut directions = Directions::default();
        directions.refresh(&document, day(2014), None);
        directions.refresh(&document, day(2014), Some(day(2011)));
        assert_eq!(directions.computed, 6, "the map's own and the first of the initiative begin before");
        let own = directions.get(&"own".into()).expect("known");
        assert_eq!((own.direction.observations, own.last.map(PartialDate::year)), (3, Some(2014)));
    }

    #[test]
    fn another_map_of_the_same_revision_is_taken_up() {
        let mut directions = Directions::default();
        directions.refresh(&document(), day(2014), None);
        directions.refresh(&Document::default(), day(2014), None);
        assert!(directions.entries().is_empty());
    }

    #[test]
    fn the_trajectory_is_worked_out_once_a_day() {
        let document = document();
        let mut directions = Directions::default();
        let first = directions.trajectory(&document, day(2014));
        assert!(Arc::ptr_eq(&first, &directions.trajectory(&document, day(2014))));
        assert!(!Arc::ptr_eq(&first, &directions.trajectory(&document, day(2013))));
    }
}
