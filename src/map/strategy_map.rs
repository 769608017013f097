//! The whole map.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Adaptation, Capability, Day, Extra, Id, Indicator, Initiative, Note, PartialDate, Source, Strategy, StrategyKind,
    Table,
};

/// What the `format` field of a file says.
pub const FORMAT_NAME: &str = "headway";

/// The version of the format that this program writes and the newest that it can read.
pub const FORMAT_VERSION: u32 = 1;

/// A check that its author has silenced, with the reason.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Silenced {
    /// The name of the check.
    pub check: String,
    /// The id of what it points at; absent: the whole map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Id>,
    /// Why it was silenced.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub reason: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<PartialDate>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A part of a file that could not be used, kept as it was.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SetAside {
    /// Where it stood, as in `initiatives[3].position.x`.
    pub path: String,
    /// What was wrong with it.
    pub fault: String,
    /// What stood there.
    pub value: serde_json::Value,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Everything of a map that is not in one of its lists of records.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// The version of the format that the file was written in.
    pub version: u32,
    /// The oldest version of the format that a reader must know.
    pub min_reader: u32,
    /// What the map is called.
    pub title: String,
    /// Whose strategy it is.
    pub organization: String,
    /// What the map is about, and what to know before reading it.
    pub description: String,
    /// The day that the map speaks of; absent means today.
    pub as_of: Option<PartialDate>,
    /// The unit of investments.
    pub investment_unit: String,
    /// Whether the whole map is invented.
    pub illustrative: bool,
    /// Direction, need, strength and choice.
    pub strategy: Strategy,
    /// Checks silenced with a reason.
    pub silenced: Vec<Silenced>,
    /// Parts of the file that could not be used.
    pub set_aside: Vec<SetAside>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl Default for Overview {
    fn default() -> Self {
        Self {
            version: FORMAT_VERSION,
            min_reader: FORMAT_VERSION,
            title: String::new(),
            organization: String::new(),
            description: String::new(),
            as_of: None,
            investment_unit: String::new(),
            illustrative: false,
            strategy: Strategy::default(),
            silenced: Vec::new(),
            set_aside: Vec::new(),
            extra: Extra::new(),
        }
    }
}

/// One organisation's digital strategy on one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StrategyMap {
    /// What is not in a list.
    pub overview: Arc<Overview>,
    /// Placed initiatives and ideas in the tray.
    pub initiatives: Table<Initiative>,
    /// The two backbones.
    pub capabilities: Table<Capability>,
    /// Indicators of the map as a whole.
    pub indicators: Table<Indicator>,
    /// Changes of course.
    pub adaptations: Table<Adaptation>,
    /// Free text on the page.
    pub notes: Table<Note>,
    /// Where the facts stand.
    pub sources: Table<Source>,
}

impl StrategyMap {
    /// The day that the map speaks of: its own, or else the given today.
    pub fn day(&self, today: Day) -> Day {
        self.overview.as_of.map_or(today, PartialDate::end)
    }

    /// The strategy that leads on a day.
    pub fn primary_on(&self, day: Day) -> Option<StrategyKind> {
        self.overview.strategy.primary_on(day).map(|choice| choice.strategy)
    }

    /// The initiatives that wait in the tray, in their order.
    pub fn ideas(&self) -> impl Iterator<Item = &Arc<Initiative>> {
        self.initiatives.iter().filter(|initiative| initiative.placement().is_none())
    }

    /// The initiatives that stand on the canvas, in their order.
    pub fn placed(&self) -> impl Iterator<Item = &Arc<Initiative>> {
        self.initiatives.iter().filter(|initiative| initiative.placement().is_some())
    }

    /// An indicator, wherever it stands.
    pub fn indicator(&self, id: &Id) -> Option<&Indicator> {
        let own = self.indicators.get(id).map(AsRef::as_ref);
        let of_initiatives = self.initiatives.iter().flat_map(|initiative| &initiative.indicators);
        let of_capabilities = self.capabilities.iter().flat_map(|capability| &capability.indicators);
        own.or_else(|| of_initiatives.chain(of_capabilities).find(|indicator| indicator.id == *id))
    }

    /// How many links from initiatives to capabilities there are.
    pub fn link_count(&self) -> usize {
        self.initiatives.iter().map(|initiative| initiative.relies_on.len()).sum()
    }

    /// How many records and entries the map has, as the limit of a file counts them.
    pub fn item_count(&self) -> usize {
        let indicator = |i: &Indicator| 1 + i.observations.len();
        let initiatives = self.initiatives.iter().map(|i| {
            1 + i.stages.len()
                + i.serves.len()
                + i.relies_on.iter().map(|link| 1 + link.answers.len()).sum::<usize>()
                + i.indicators.iter().map(indicator).sum::<usize>()
        });
        let capabilities =
            self.capabilities.iter().map(|c| 1 + c.maturity.len() + c.indicators.iter().map(indicator).sum::<usize>());
        initiatives.sum::<usize>()
            + capabilities.sum::<usize>()
            + self.indicators.iter().map(|i| indicator(i)).sum::<usize>()
            + self.adaptations.len()
            + self.notes.len()
            + self.sources.len()
    }
}
