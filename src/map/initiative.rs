//! Initiatives: what the company undertakes, how far each has come, and what it relies on.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Day, Extra, Id, Indicator, Keyed, PartialDate, StrategyKind, is_false, number};

/// The technologies that are offered (SMACIT); any other text is kept too.
pub const TECHNOLOGIES: [&str; 5] = ["social", "mobile", "analytics", "cloud", "internet_of_things"];

/// The viewpoints that are offered; any other text is kept too.
pub const VIEWPOINTS: [&str; 4] = ["IT", "Marketing", "PR", "Customer service"];

/// The name of a technology on the screen.
pub fn technology_name(key: &str) -> &str {
    match key {
        "internet_of_things" => "IoT",
        other => other,
    }
}

/// Coordinates lie within plus and minus this many page units.
pub const POSITION_LIMIT: f64 = 1e7;

/// A place, in page units. Of an initiative: from its lane's upper left corner. Of a note: from the page's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Position {
    /// To the right.
    #[serde(serialize_with = "number::hundredths")]
    pub x: f64,
    /// Downwards.
    #[serde(serialize_with = "number::hundredths")]
    pub y: f64,
}

impl Position {
    /// The place as a file holds it: in hundredths of a unit, within [`POSITION_LIMIT`].
    pub fn as_written(self) -> Self {
        let coordinate = |value: f64| number::to_hundredths(value.clamp(-POSITION_LIMIT, POSITION_LIMIT));
        Self { x: coordinate(self.x), y: coordinate(self.y) }
    }
}

/// A position as a file keeps it: with the fields that this version does not know.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Spot {
    /// The position.
    #[serde(flatten)]
    pub at: Position,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl From<Position> for Spot {
    fn from(at: Position) -> Self {
        Self { at, extra: Extra::new() }
    }
}

/// How far an initiative has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Thought of, not begun.
    Idea,
    /// Tried on a small scale; may fail.
    Experiment,
    /// Being rolled out.
    Scaling,
    /// Part of the business.
    Established,
    /// Given up.
    Stopped,
}

impl Stage {
    /// All stages in their order.
    pub const ALL: [Self; 5] = [Self::Idea, Self::Experiment, Self::Scaling, Self::Established, Self::Stopped];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Idea => "Idea",
            Self::Experiment => "Experiment",
            Self::Scaling => "Scaling",
            Self::Established => "Established",
            Self::Stopped => "Stopped",
        }
    }

    /// The name in a file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Experiment => "experiment",
            Self::Scaling => "scaling",
            Self::Established => "established",
            Self::Stopped => "stopped",
        }
    }
}

/// A dated change of stage.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StageEntry {
    /// Since when; absent means always so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// The stage from then on.
    pub stage: Stage,
    /// Whether the date or the stage is a judgement and not a fact.
    #[serde(skip_serializing_if = "is_false", default)]
    pub illustrative: bool,
    /// Ids of the sources.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sources: Vec<Id>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What IT says to a business ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Nobody has answered yet.
    Open,
    /// Agreed.
    Yes,
    /// Agreed under conditions.
    YesIf,
    /// Not now, with a way to a yes.
    NotYet,
}

impl Answer {
    /// All answers in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Open, Self::Yes, Self::YesIf, Self::NotYet];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Yes => "Yes",
            Self::YesIf => "Yes if …",
            Self::NotYet => "Not yet",
        }
    }

    /// The name in a file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Yes => "yes",
            Self::YesIf => "yes_if",
            Self::NotYet => "not_yet",
        }
    }
}

/// A dated answer of IT.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AnswerEntry {
    /// When it was given; absent means always so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<PartialDate>,
    /// The answer.
    pub answer: Answer,
    /// What was said.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub text: String,
    /// Under which conditions.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub conditions: String,
    /// Who agreed.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub agreed_by: String,
    /// By when what was agreed will be there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<PartialDate>,
    /// Whether the answer is a reconstruction and not a fact.
    #[serde(skip_serializing_if = "is_false", default)]
    pub illustrative: bool,
    /// Ids of the sources.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sources: Vec<Id>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// That an initiative relies on a capability, and the handshake that stands on it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Link {
    /// The id of the capability.
    pub capability: Id,
    /// What the business asks for.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub ask: String,
    /// What it finally expects.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub expected: String,
    /// What IT answered, over time.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub answers: Vec<AnswerEntry>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Link {
    /// A link on which nothing was asked yet.
    pub fn to(capability: Id) -> Self {
        Self { capability, ask: String::new(), expected: String::new(), answers: Vec::new(), extra: Extra::new() }
    }

    /// The answer in force on a day, if any was given by then.
    pub fn answer_entry_on(&self, day: Day) -> Option<&AnswerEntry> {
        super::date::latest_by(&self.answers, day, |entry| entry.on)
    }

    /// The answer in force on a day; where none was given, the ask is open.
    pub fn answer_on(&self, day: Day) -> Answer {
        self.answer_entry_on(day).map_or(Answer::Open, |entry| entry.answer)
    }
}

/// Something the company undertakes inside one of the two strategies; without a position, an idea in the tray.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Initiative {
    /// Unique in the map.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// The strategy that it belongs to; may be absent while it waits in the tray.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategy: Option<StrategyKind>,
    /// The place of its card in the lane; absent while it waits in the tray.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Spot>,
    /// What it changes for the customer or the business.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub outcome: String,
    /// What it is, in a sentence or two.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub summary: String,
    /// Whose eyes it was seen with.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub viewpoint: String,
    /// How many votes it got in a working session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub votes: Option<u32>,
    /// Who owns it on the business side.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub business_owner: String,
    /// Who owns it on the IT side.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub it_owner: String,
    /// What is put into it, in the map's unit of investment.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "number::exact_option")]
    pub investment: Option<f64>,
    /// The technologies that it uses: [`TECHNOLOGIES`] or any other text.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub technologies: Vec<String>,
    /// How far it has come, over time.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub stages: Vec<StageEntry>,
    /// Ids of the initiatives of the primary strategy that it serves.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub serves: Vec<Id>,
    /// The capabilities that it relies on.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub relies_on: Vec<Link>,
    /// What tells which way it moves; the first is the headline on its card.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub indicators: Vec<Indicator>,
    /// Ids of the sources.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sources: Vec<Id>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Initiative {
    /// The stage in force on a day.
    pub fn stage_on(&self, day: Day) -> Option<&StageEntry> {
        super::date::latest_by(&self.stages, day, |entry| entry.since)
    }

    /// Whether it has stages and all of them begin after the day.
    pub fn is_planned_on(&self, day: Day) -> bool {
        !self.stages.is_empty() && self.stage_on(day).is_none()
    }

    /// The lane and place of its card, where it stands on the canvas.
    pub fn placement(&self) -> Option<(StrategyKind, Position)> {
        self.strategy.zip(self.position.as_ref().map(|spot| spot.at))
    }

    /// Puts its card at a place of its lane.
    pub fn stand_at(&mut self, at: Position) {
        self.position.get_or_insert_default().at = at;
    }

    /// Its link to a capability.
    pub fn link_to(&self, capability: &Id) -> Option<&Link> {
        self.relies_on.iter().find(|link| link.capability == *capability)
    }
}

impl Keyed for Initiative {
    fn id(&self) -> &Id {
        &self.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(since: Option<&str>, stage: Stage) -> StageEntry {
        let since = since.map(|text| text.parse().expect(text));
        StageEntry { since, stage, illustrative: false, sources: Vec::new(), extra: Extra::new() }
    }

    #[test]
    fn the_latest_stage_that_has_come_holds_whatever_the_order_in_the_file() {
        let initiative = Initiative {
            stages: vec![entry(Some("2010"), Stage::Established), entry(Some("2005"), Stage::Experiment)],
            ..Initiative::default()
        };
        let stage = |date: &str| {
            let day = date.parse::<PartialDate>().expect(date).end();
            initiative.stage_on(day).map(|entry| entry.stage)
        };
        assert_eq!(stage("2004"), None);
        assert_eq!(stage("2009-12-31"), Some(Stage::Experiment));
        assert_eq!(stage("2010"), Some(Stage::Established));
    }

    #[test]
    fn an_entry_without_a_date_has_always_been_so() {
        let initiative = Initiative { stages: vec![entry(None, Stage::Scaling)], ..Initiative::default() };
        assert_eq!(initiative.stage_on(Day(i32::MIN)).map(|e| e.stage), Some(Stage::Scaling));
    }

    #[test]
    fn a_link_that_nobody_answered_is_open() {
        assert_eq!(Link::to(Id::new("c")).answer_on(Day(0)), Answer::Open);
    }
}
