//! Two maps side by side. Source of the first rows: Figure 1 of the MIT CISR briefing, March 2016.

use super::{Owner, Verdict, direction, survey};
use crate::map::{Backbone, Capability, Id, Initiative, Moment, Stage, StrategyKind, StrategyMap};

/// What two maps are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Which strategy leads.
    Primary,
    /// Where it heads.
    Direction,
    /// The need that it starts from.
    Need,
    /// The strength that it builds.
    Strength,
    /// The capability of the operational backbone that most initiatives rely on. Of several, the one that the author put first: the
    /// order of the list is a statement, and maturity is none of importance.
    Capability,
    /// What is undertaken in the primary strategy.
    Initiatives,
    /// What is undertaken beside it.
    Supporting,
    /// What is in a backbone, with its maturity.
    Backbone(Backbone),
    /// How mature the capabilities of each backbone are: their median.
    Maturity,
    /// Which way the indicators move: how many each.
    Directions,
    /// What the strategy leaves out.
    NotDoing,
}

impl Topic {
    /// The rows of the figure, in its order.
    pub const FIGURE: [Self; 4] = [Self::Primary, Self::Direction, Self::Capability, Self::Supporting];

    /// All rows, in the order of the page.
    pub const ALL: [Self; 12] = [
        Self::Primary,
        Self::Direction,
        Self::Need,
        Self::Strength,
        Self::Capability,
        Self::Initiatives,
        Self::Supporting,
        Self::Backbone(Backbone::DigitalServices),
        Self::Backbone(Backbone::Operational),
        Self::Maturity,
        Self::Directions,
        Self::NotDoing,
    ];

    /// The name of the row.
    pub fn name(self) -> &'static str {
        match self {
            Self::Primary => "Type of digital strategy",
            Self::Direction => "Strategic direction",
            Self::Need => "Customer need",
            Self::Strength => "Competitive strength",
            Self::Capability => "Most important capability of the operational backbone",
            Self::Initiatives => "Initiatives of the primary strategy",
            Self::Supporting => "Supporting initiatives",
            Self::Backbone(backbone) => backbone.name(),
            Self::Maturity => "Maturity",
            Self::Directions => "Which way things move",
            Self::NotDoing => "Not doing",
        }
    }
}

/// A map that is compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What its column is called.
    pub name: &'a str,
    /// The map.
    pub map: &'a StrategyMap,
    /// The moment that it is shown as of.
    pub moment: Moment,
}

/// Two maps side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What the maps are called.
    pub columns: [String; 2],
    /// What they are compared by.
    pub rows: Vec<Row>,
}

/// What both maps say to one topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// To which.
    pub topic: Topic,
    /// What each says, never empty: a line for each thing.
    pub cells: [String; 2],
}

impl Row {
    /// The name of the row.
    pub fn name(&self) -> &'static str {
        self.topic.name()
    }
}

/// Compares two maps, each as of its own moment, by the given topics.
pub fn comparison(a: Side<'_>, b: Side<'_>, topics: &[Topic]) -> Comparison {
    let rows = topics.iter().map(|&topic| Row { topic, cells: [a, b].map(|side| side.cell(topic).join("\n")) });
    Comparison { columns: [a, b].map(|side| side.name.to_owned()), rows: rows.collect() }
}

/// The capability of the operational backbone that most initiatives of a map rely on at a moment, how many do, and on how many others of
/// that backbone as many rely; nothing where none is relied on. Of several the first in the list.
fn most_important(map: &StrategyMap, moment: Moment) -> Option<(&Capability, usize, usize)> {
    let relying = |id: &Id| map.placed().filter(|one| moment.has(one) && one.link_to(id).is_some()).count();
    let operational = map.capabilities.iter().filter(|capability| capability.backbone == Backbone::Operational);
    let counted: Vec<(&Capability, usize)> = operational.map(|one| (&**one, relying(&one.id))).collect();
    let most = counted.iter().map(|one| one.1).max().filter(|most| *most > 0)?;
    let mut with_most = counted.into_iter().filter(|one| one.1 == most);
    let first = with_most.next()?;
    Some((first.0, most, with_most.count()))
}

impl Side<'_> {
    fn cell(self, topic: Topic) -> Vec<String> {
        let strategy = &self.map.overview.strategy;
        match topic {
            Topic::Primary => self.primary(),
            Topic::Direction => said(&strategy.direction),
            Topic::Need => said(&strategy.customer_need),
            Topic::Strength => said(&strategy.competitive_strength),
            Topic::Capability => self.capability(),
            Topic::Initiatives => self.initiatives(|primary, lane| lane == primary),
            Topic::Supporting => self.initiatives(|primary, lane| lane != primary),
            Topic::Backbone(backbone) => self.backbone(backbone),
            Topic::Maturity => Backbone::ALL.into_iter().map(|backbone| self.maturity(backbone)).collect(),
            Topic::Directions => self.directions(),
            Topic::NotDoing => or_none(strategy.not_doing.iter().filter_map(|text| line(text)).collect()),
        }
    }

    fn primary(self) -> Vec<String> {
        let Some(choice) = self.map.overview.strategy.primary_on(self.moment.day) else {
            return vec!["None chosen".into()];
        };
        let since = choice.since.map(|since| format!("since {}", since.in_words()));
        [choice.strategy.name().to_owned()].into_iter().chain(since).collect()
    }

    fn capability(self) -> Vec<String> {
        let Some((capability, relying, others)) = most_important(self.map, self.moment) else {
            return vec!["None that an initiative relies on".into()];
        };
        let rely = if relying == 1 { "initiative relies" } else { "initiatives rely" };
        let like = match others {
            0 => String::new(),
            1 => ", as on 1 other".into(),
            others => format!(", as on {others} others"),
        };
        vec![title(&capability.title, "capability"), format!("{relying} {rely} on it{like}")]
    }

    /// The initiatives on the map whose lane is as asked, by the primary strategy.
    fn initiatives(self, is_asked: impl Fn(StrategyKind, StrategyKind) -> bool) -> Vec<String> {
        let Some(primary) = self.map.primary_on(self.moment.day) else {
            return vec!["No strategy leads".into()];
        };
        let there = self.map.placed().filter(|initiative| self.moment.has(initiative));
        let asked = there.filter(|one| one.placement().is_some_and(|(lane, _)| is_asked(primary, lane)));
        or_none(asked.map(|initiative| self.told(initiative)).collect())
    }

    /// An initiative, with what a reader must not take it for.
    fn told(self, initiative: &Initiative) -> String {
        let name = title(&initiative.title, "initiative");
        match initiative.stage_on(self.moment.day).map(|entry| entry.stage) {
            Some(Stage::Stopped) => format!("{name} (stopped)"),
            Some(Stage::Idea) => format!("{name} (an idea)"),
            None if initiative.is_planned_on(self.moment.day) => format!("{name} (planned)"),
            _ => name,
        }
    }

    fn backbone(self, backbone: Backbone) -> Vec<String> {
        let there = self.map.capabilities.iter().filter(|capability| capability.backbone == backbone);
        let told = there.map(|capability| {
            let name = title(&capability.title, "capability");
            match capability.maturity_on(self.moment.day) {
                Some(entry) => {
                    let mark = self.mark(entry.illustrative);
                    format!("{name}, maturity {} of 5{mark}", entry.level)
                }
                None => format!("{name}, not assessed"),
            }
        });
        or_none(told.collect())
    }

    fn maturity(self, backbone: Backbone) -> String {
        let there = self.map.capabilities.iter().filter(|capability| capability.backbone == backbone);
        let assessed: Vec<_> = there.filter_map(|capability| capability.maturity_on(self.moment.day)).collect();
        let mut levels: Vec<u8> = assessed.iter().map(|entry| entry.level).collect();
        levels.sort_unstable();
        let name = backbone.name();
        let (Some(low), Some(high)) = (levels.get((levels.len().max(1) - 1) / 2), levels.get(levels.len() / 2)) else {
            return format!("{name}: not assessed");
        };
        let median = f32::from(low + high) / 2.0;
        let of = if levels.len() == 1 { "1 capability".into() } else { format!("{} capabilities", levels.len()) };
        let mark = self.mark(assessed.iter().any(|entry| entry.illustrative));
        format!("{name}: {median} of 5, median of {of}{mark}")
    }

    fn directions(self) -> Vec<String> {
        let there = survey(self.map).filter(|surveyed| match surveyed.owner {
            Owner::Initiative(initiative) => initiative.placement().is_some() && self.moment.has(initiative),
            Owner::Map | Owner::Capability(_) => true,
        });
        let told: Vec<_> = there.map(|surveyed| direction(surveyed.indicator, self.moment.day, None)).collect();
        let lines = Verdict::ALL.into_iter().filter_map(|verdict| {
            let of = told.iter().filter(|direction| direction.verdict == Some(verdict));
            let (count, judged) = of.fold((0, false), |(n, judged), one| (n + 1, judged | one.illustrative));
            (count > 0).then(|| format!("{count} {}{}", verdict.name().to_lowercase(), self.mark(judged)))
        });
        or_none(lines.collect())
    }

    fn mark(self, illustrative: bool) -> &'static str {
        if illustrative || self.map.overview.illustrative { " · illustrative" } else { "" }
    }
}

fn said(text: &str) -> Vec<String> {
    vec![line(text).unwrap_or_else(|| "Not said yet".into())]
}

fn or_none(lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() { vec!["None".into()] } else { lines }
}

/// A text on one line; nothing where it says nothing.
fn line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

fn title(title: &str, what: &str) -> String {
    line(title).unwrap_or_else(|| format!("Untitled {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::samples;
    use crate::map::{Day, Link, PartialDate, Position};
    use std::sync::Arc;

    fn sample(name: &str) -> StrategyMap {
        samples::find(name).expect("there").load().expect("read").map
    }

    fn side<'a>(name: &'a str, map: &'a StrategyMap, as_of: Option<&str>) -> Side<'a> {
        let asked = as_of.map(|text| text.parse::<PartialDate>().expect("a date"));
        Side { name, map, moment: Moment::of(map, asked, Day::from_civil(2026, 1, 1)) }
    }

    #[test]
    fn the_samples_say_what_figure_1_of_the_briefing_says() {
        let (kaiser, schindler) = (sample("kaiser-permanente"), sample("schindler"));
        for as_of in [None, Some("2016-03")] {
            let (a, b) = (side("Kaiser Permanente", &kaiser, as_of), side("Schindler", &schindler, as_of));
            let told = comparison(a, b, &Topic::FIGURE);
            assert_eq!(told.columns, ["Kaiser Permanente", "Schindler"]);
            let cells = |topic: Topic| told.rows.iter().find(|row| row.topic == topic).expect("told").cells.clone();
            assert!(cells(Topic::Primary)[0].starts_with("Customer engagement"));
            assert!(cells(Topic::Primary)[1].starts_with("Digitized solutions"));
            assert_eq!(cells(Topic::Direction), ["Collaborative healthcare", "Urban mobility solutions"]);
            let [record, processes] = cells(Topic::Capability);
            assert!(record.starts_with("One shared health record\n"), "{record}");
            assert!(processes.starts_with("Same processes in every country"), "{processes}");
            let [monitoring, status] = cells(Topic::Supporting);
            assert!(monitoring.starts_with("Home readings reach the clinic"), "{monitoring}");
            assert_eq!(status, "Live status for facility managers");
        }
    }

    #[test]
    fn every_row_has_something_to_say_also_of_an_empty_map() {
        let (empty, kaiser) = (StrategyMap::default(), sample("kaiser-permanente"));
        let told = comparison(side("", &empty, None), side("K", &kaiser, None), &Topic::ALL);
        assert_eq!(told.rows.len(), Topic::ALL.len());
        for row in &told.rows {
            assert!(row.cells.iter().all(|cell| !cell.trim().is_empty()), "{row:?}");
            assert!(row.cells[1].lines().all(|line| !line.trim().is_empty()), "{row:?}");
        }
        assert_eq!(told.rows[0].cells, ["None chosen", "Customer engagement\nsince 2004"]);
    }

    #[test]
    fn the_capability_that_most_rely_on_is_the_most_important_and_of_equals_the_first() {
        let mut map = StrategyMap::default();
        let capability = |id: &str| Arc::new(Capability::named(id.into(), id, Backbone::Operational));
        for id in ["idle", "first", "second"] {
            map.capabilities.put(capability(id));
        }
        map.capabilities.put(Arc::new(Capability::named("service".into(), "service", Backbone::DigitalServices)));
        let relying = |id: &str, on: &[&str], placed: bool| {
            Arc::new(Initiative {
                id: id.into(),
                strategy: Some(StrategyKind::DigitizedSolutions),
                position: placed.then(|| Position::default().into()),
                relies_on: on.iter().map(|to| Link::to(Id::new(to))).collect(),
                ..Initiative::default()
            })
        };
        map.initiatives.put(relying("a", &["first", "second", "service"], true));
        map.initiatives.put(relying("b", &["service"], true));
        map.initiatives.put(relying("idea", &["second"], false));
        let told = most_important(&map, Moment::on(Day(0))).map(|(one, n, others)| (one.title.clone(), n, others));
        assert_eq!(told, Some(("first".into(), 1, 1)));
        map.initiatives.put(relying("b", &["second"], true));
        let told = most_important(&map, Moment::on(Day(0))).map(|(one, n, others)| (one.title.clone(), n, others));
        assert_eq!(told, Some(("second".into(), 2, 0)));
    }
}
