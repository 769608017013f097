//! What the initiatives demand of each capability, against how mature it is, and what waits for what.

use std::collections::HashMap;

use crate::map::{Answer, Day, Id, Initiative, Link, Moment, PartialDate, Stage, StrategyMap};

/// Up to this maturity, of 1 to 5, a capability is weak.
pub const WEAK_UP_TO: u8 = 2;

/// From this many initiatives on, a weak capability is strained.
pub const SEVERAL: usize = 2;

/// On a map where nothing is relied on by more initiatives than this, so many are still full demand.
const FULL_DEMAND: f64 = 3.0;

/// How demand and maturity of a capability lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strain {
    /// No initiative relies on it.
    Idle,
    /// It is mature enough, or hardly relied on.
    Carrying,
    /// Initiatives rely on it, and nobody has assessed it.
    Unassessed,
    /// Several initiatives rely on it, and it is weak.
    Strained,
}

/// What is asked of one capability on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// The capability.
    pub capability: Id,
    /// How many initiatives on the map rely on it; stopped ones do not count.
    pub count: usize,
    /// What is put into those, in the map's unit, where any says so.
    pub investment: Option<f64>,
    /// How many of them are in each stage; those without a stage, or planned, come first as none.
    pub stages: Vec<(Option<Stage>, usize)>,
    /// How mature it is, from 1 to 5, where assessed by the day.
    pub maturity: Option<u8>,
    /// How many initiatives wait for it.
    pub waiting: usize,
}

impl Demand {
    /// How demand and maturity lie to each other.
    pub fn strain(&self) -> Strain {
        match (self.count, self.maturity) {
            (0, _) => Strain::Idle,
            (_, None) => Strain::Unassessed,
            (count, Some(level)) if level <= WEAK_UP_TO && count >= SEVERAL => Strain::Strained,
            _ => Strain::Carrying,
        }
    }

    /// The same in words.
    pub fn words(&self) -> String {
        let relying = match self.count {
            1 => "1 initiative".to_owned(),
            count => format!("{count} initiatives"),
        };
        match (self.strain(), self.maturity) {
            (Strain::Idle, _) => "idle: no initiative relies on it".into(),
            (Strain::Strained, Some(level)) => format!("strained: {relying} at maturity {level}"),
            (_, Some(level)) => format!("{relying} at maturity {level}"),
            (_, None) => format!("{relying}, not assessed"),
        }
    }

    /// How much is asked of it, in a unit that only compares capabilities of one map.
    pub fn weight(&self, measure: Measure) -> f64 {
        match measure {
            Measure::Initiatives => self.count as f64,
            Measure::Investment => self.investment.unwrap_or_default().max(0.0),
        }
    }
}

/// What demand is measured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Measure {
    /// How many initiatives rely on a capability.
    #[default]
    Initiatives,
    /// What is put into those.
    Investment,
}

impl Measure {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Initiatives, Self::Investment];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Initiatives => "Initiatives",
            Self::Investment => "Investment",
        }
    }
}

/// How warm demand is at a maturity from 1 to 5: from 0, where nothing is asked or all of it is there, to 1. `share` is the
/// part of the greatest demand.
pub fn warmth(share: f64, level: u8) -> f64 {
    share.clamp(0.0, 1.0) * f64::from(5_u8.saturating_sub(level.max(1))) / 4.0
}

/// The handshake on one link, on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Handshake {
    /// What relies on the capability.
    pub initiative: Id,
    /// What it relies on.
    pub capability: Id,
    /// The answer in force.
    pub answer: Answer,
    /// Since when it is so: the date of the answer, or of the initiative's beginning where nobody has answered.
    pub since: Option<PartialDate>,
    /// By when what was agreed will be there.
    pub due: Option<PartialDate>,
    /// Whether the initiative waits: the answer is no plain yes, or what was agreed is still to come.
    pub waits: bool,
}

/// Demand and handshakes of a whole map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demands {
    /// Each capability in the order of the map.
    pub capabilities: Vec<Demand>,
    /// Each handshake: open ones first, the oldest first among those that are answered alike.
    pub handshakes: Vec<Handshake>,
}

impl Demands {
    /// The demand that all others are compared with.
    pub fn greatest(&self, measure: Measure) -> f64 {
        let least = if measure == Measure::Initiatives { FULL_DEMAND } else { f64::MIN_POSITIVE };
        self.capabilities.iter().map(|demand| demand.weight(measure)).fold(least, f64::max)
    }

    /// Whether any initiative says what is put into it.
    pub fn knows_investment(&self) -> bool {
        self.capabilities.iter().any(|demand| demand.investment.is_some())
    }

    /// What strains most comes first: the weak that carry several, the others by how warm they are.
    pub fn by_strain(&self, measure: Measure) -> Vec<usize> {
        let greatest = self.greatest(measure);
        // What nobody assessed counts as half mature.
        let warm = |demand: &Demand| warmth(demand.weight(measure) / greatest, demand.maturity.unwrap_or(3));
        let mut order: Vec<usize> = (0..self.capabilities.len()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&self.capabilities[*a], &self.capabilities[*b]);
            b.strain().cmp(&a.strain()).then(warm(b).total_cmp(&warm(a)))
        });
        order
    }
}

/// What the initiatives that are on the map at a moment ask of its capabilities.
pub fn demands(map: &StrategyMap, moment: Moment) -> Demands {
    let day = moment.day;
    let mut capabilities: Vec<Demand> = map
        .capabilities
        .iter()
        .map(|capability| Demand {
            capability: capability.id.clone(),
            count: 0,
            investment: None,
            stages: Vec::new(),
            maturity: capability.maturity_on(day).map(|entry| entry.level),
            waiting: 0,
        })
        .collect();
    let places: HashMap<Id, usize> =
        capabilities.iter().enumerate().map(|(at, demand)| (demand.capability.clone(), at)).collect();
    let mut handshakes = Vec::new();
    for initiative in map.placed().filter(|initiative| moment.has(initiative)) {
        let stage = initiative.stage_on(day).map(|entry| entry.stage);
        if stage == Some(Stage::Stopped) {
            continue;
        }
        for link in &initiative.relies_on {
            let Some(demand) = places.get(&link.capability).and_then(|at| capabilities.get_mut(*at)) else { continue };
            let handshake = handshake(initiative, link, day);
            count(demand, initiative, stage, handshake.waits);
            handshakes.push(handshake);
        }
    }
    for demand in &mut capabilities {
        demand.stages.sort();
    }
    handshakes.sort_by_key(|handshake| (urgency(handshake.answer), handshake.since.map(PartialDate::start)));
    Demands { capabilities, handshakes }
}

fn count(demand: &mut Demand, initiative: &Initiative, stage: Option<Stage>, waits: bool) {
    demand.count += 1;
    demand.waiting += usize::from(waits);
    if let Some(investment) = initiative.investment {
        *demand.investment.get_or_insert(0.0) += investment;
    }
    match demand.stages.iter_mut().find(|(known, _)| *known == stage) {
        Some((_, count)) => *count += 1,
        None => demand.stages.push((stage, 1)),
    }
}

fn handshake(initiative: &Initiative, link: &Link, day: Day) -> Handshake {
    let entry = link.answer_entry_on(day);
    let begun = || initiative.stages.iter().filter_map(|entry| entry.since).min_by_key(|date| date.start());
    let (answer, due) = (link.answer_on(day), entry.and_then(|entry| entry.due));
    Handshake {
        initiative: initiative.id.clone(),
        capability: link.capability.clone(),
        answer,
        since: entry.map_or_else(begun, |entry| entry.on),
        due,
        waits: answer != Answer::Yes || due.is_some_and(|due| due.end() > day),
    }
}

/// What is to be talked about first.
fn urgency(answer: Answer) -> u8 {
    match answer {
        Answer::Open => 0,
        Answer::NotYet => 1,
        Answer::YesIf => 2,
        Answer::Yes => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{AnswerEntry, Backbone, Capability, Extra, MaturityEntry, Position, StageEntry, StrategyKind};
    use std::sync::Arc;

    fn date(text: &str) -> crate::map::PartialDate {
        text.parse().expect(text)
    }

    fn capability(id: &str, levels: &[(&str, u8)]) -> Capability {
        let entry = |(on, level): &(&str, u8)| MaturityEntry {
            date: Some(date(on)),
            level: *level,
            note: String::new(),
            illustrative: false,
            sources: Vec::new(),
            extra: Extra::new(),
        };
        let maturity = levels.iter().map(entry).collect();
        Capability { maturity, ..Capability::named(id.into(), id, Backbone::Operational) }
    }

    fn answered(to: &str, answers: &[(&str, Answer)]) -> Link {
        let entry = |(on, answer): &(&str, Answer)| AnswerEntry {
            on: Some(date(on)),
            answer: *answer,
            text: String::new(),
            conditions: String::new(),
            agreed_by: String::new(),
            due: None,
            illustrative: false,
            sources: Vec::new(),
            extra: Extra::new(),
        };
        Link { answers: answers.iter().map(entry).collect(), ..Link::to(to.into()) }
    }

    fn initiative(id: &str, stage: Stage, links: Vec<Link>) -> Initiative {
        let since = Some(date("2010"));
        let stages = vec![StageEntry { since, stage, illustrative: false, sources: Vec::new(), extra: Extra::new() }];
        let mut made =
            Initiative { id: id.into(), stages, relies_on: links, investment: Some(2.0), ..Initiative::default() };
        made.strategy = Some(StrategyKind::CustomerEngagement);
        made.stand_at(Position::default());
        made
    }

    fn map(initiatives: Vec<Initiative>, capabilities: Vec<Capability>) -> StrategyMap {
        let mut map = StrategyMap::default();
        initiatives.into_iter().for_each(|initiative| map.initiatives.put(Arc::new(initiative)));
        capabilities.into_iter().for_each(|capability| map.capabilities.put(Arc::new(capability)));
        map
    }

    fn on(map: &StrategyMap, day: &str) -> Demands {
        demands(map, Moment::on(date(day).end()))
    }

    #[test]
    fn a_weak_capability_that_carries_several_is_strained_until_it_is_assessed_higher() {
        let both = || vec![Link::to("record".into())];
        let initiatives = vec![initiative("a", Stage::Scaling, both()), initiative("b", Stage::Experiment, both())];
        let map = map(initiatives, vec![capability("record", &[("2012", 2), ("2015", 4)]), capability("spare", &[])]);
        let then = &on(&map, "2013").capabilities[0];
        assert_eq!((then.strain(), then.count, then.investment), (Strain::Strained, 2, Some(4.0)));
        assert_eq!(then.words(), "strained: 2 initiatives at maturity 2");
        assert_eq!(then.stages, [(Some(Stage::Experiment), 1), (Some(Stage::Scaling), 1)]);
        assert_eq!(on(&map, "2016").capabilities[0].words(), "2 initiatives at maturity 4");
        assert_eq!(on(&map, "2011").capabilities[0].strain(), Strain::Unassessed);
        assert_eq!(on(&map, "2016").capabilities[1].words(), "idle: no initiative relies on it");
    }

    #[test]
    fn stopped_initiatives_and_ideas_in_the_tray_demand_nothing() {
        let mut idea = initiative("idea", Stage::Idea, vec![Link::to("record".into())]);
        idea.position = None;
        let stopped = initiative("stopped", Stage::Stopped, vec![Link::to("record".into())]);
        let said = on(&map(vec![idea, stopped], vec![capability("record", &[])]), "2016");
        assert_eq!(said.capabilities[0].count, 0);
        assert!(said.handshakes.is_empty());
    }

    #[test]
    fn the_oldest_open_handshake_comes_first_and_what_is_agreed_for_later_still_waits() {
        let mut later_yes = answered("strong", &[("2012", Answer::Yes)]);
        later_yes.answers[0].due = Some(date("2018"));
        let initiatives = vec![
            initiative("agreed", Stage::Scaling, vec![answered("weak", &[("2011", Answer::Yes)])]),
            initiative("later", Stage::Scaling, vec![answered("weak", &[("2014", Answer::Open)])]),
            initiative("older", Stage::Scaling, vec![Link::to("weak".into())]),
            initiative("no", Stage::Scaling, vec![answered("strong", &[("2012", Answer::NotYet)])]),
            initiative("promised", Stage::Scaling, vec![later_yes]),
        ];
        let map = map(initiatives, vec![capability("weak", &[("2010", 1)]), capability("strong", &[("2010", 5)])]);
        let said = on(&map, "2016");
        let order: Vec<(&str, bool)> = said.handshakes.iter().map(|h| (h.initiative.as_str(), h.waits)).collect();
        assert_eq!(order, [("older", true), ("later", true), ("no", true), ("agreed", false), ("promised", true)]);
        assert_eq!(said.capabilities[0].waiting, 2);
        let promised = on(&map, "2019").handshakes.into_iter().find(|h| h.initiative.as_str() == "promised");
        assert!(promised.is_some_and(|promised| !promised.waits), "it has come");
    }

    #[test]
    fn the_more_is_asked_of_the_less_mature_the_warmer_it_is() {
        assert_eq!(warmth(1.0, 1), 1.0);
        assert_eq!([warmth(1.0, 5), warmth(0.0, 1)], [0.0, 0.0]);
        assert!(warmth(0.5, 2) > warmth(0.5, 3) && warmth(0.75, 2) > warmth(0.5, 2));
        let rely = || vec![Link::to("weak".into()), Link::to("sound".into())];
        let initiatives = vec![initiative("a", Stage::Scaling, rely()), initiative("b", Stage::Scaling, rely())];
        let capabilities =
            vec![capability("spare", &[]), capability("sound", &[("2010", 4)]), capability("weak", &[("2010", 2)])];
        assert_eq!(on(&map(initiatives, capabilities), "2016").by_strain(Measure::Initiatives), [2, 1, 0]);
    }

    #[test]
    fn what_is_strained_is_what_the_checks_call_a_weak_foundation() {
        use crate::insight::{Check, checks};
        let both = || vec![Link::to("weak".into()), Link::to("sound".into())];
        let initiatives = vec![initiative("a", Stage::Scaling, both()), initiative("b", Stage::Scaling, both())];
        let map = map(initiatives, vec![capability("weak", &[("2010", 2)]), capability("sound", &[("2010", 3)])]);
        let moment = Moment::on(date("2016").end());
        let found = checks(&map, moment).into_iter().filter(|finding| finding.advice.check == Check::WeakFoundation);
        let found: Vec<Id> = found.filter_map(|finding| finding.advice.items.first().cloned()).collect();
        let strained = demands(&map, moment).capabilities.into_iter().filter(|d| d.strain() == Strain::Strained);
        assert_eq!(found, strained.map(|demand| demand.capability).collect::<Vec<_>>());
        assert_eq!(found, ["weak".into()]);
    }
}
