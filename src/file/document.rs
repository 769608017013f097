//! A whole file as it is written: which fields it has, in which order.

use schemars::JsonSchema;
use serde::Serialize;

use crate::map::{
    Adaptation, Capability, Extra, FORMAT_NAME, Indicator, Initiative, Note, PartialDate, SetAside, Silenced, Source,
    Strategy, StrategyMap, Table,
};

/// A digital strategy map: direction, initiatives, and the capabilities that carry them.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Headway strategy map")]
pub(super) struct Document<'a> {
    /// Says that the file is a strategy map.
    #[schemars(extend("const" = FORMAT_NAME))]
    format: &'static str,
    /// The version of the format that the file was written in.
    version: u32,
    /// The oldest version of the format that a reader must know.
    min_reader: u32,
    /// What the map is called.
    title: &'a str,
    /// Whose strategy it is.
    #[serde(skip_serializing_if = "str::is_empty")]
    organization: &'a str,
    /// What the map is about, and what to know before reading it.
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    /// The day that the map speaks of; absent means today.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<PartialDate>,
    /// The unit of investments.
    #[serde(skip_serializing_if = "str::is_empty")]
    investment_unit: &'a str,
    /// Whether the whole map is invented.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    illustrative: bool,
    /// Direction, need, strength and choice.
    #[serde(skip_serializing_if = "says_nothing")]
    strategy: &'a Strategy,
    /// Placed initiatives, and ideas in the tray.
    #[serde(skip_serializing_if = "Table::is_empty")]
    initiatives: &'a Table<Initiative>,
    /// The two backbones.
    #[serde(skip_serializing_if = "Table::is_empty")]
    capabilities: &'a Table<Capability>,
    /// Indicators of the map as a whole.
    #[serde(skip_serializing_if = "Table::is_empty")]
    indicators: &'a Table<Indicator>,
    /// Changes of course.
    #[serde(skip_serializing_if = "Table::is_empty")]
    adaptations: &'a Table<Adaptation>,
    /// Free text on the page.
    #[serde(skip_serializing_if = "Table::is_empty")]
    notes: &'a Table<Note>,
    /// Where the facts stand.
    #[serde(skip_serializing_if = "Table::is_empty")]
    sources: &'a Table<Source>,
    /// Checks silenced with a reason.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    silenced: &'a [Silenced],
    /// Parts of the file that could not be used.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    set_aside: &'a [SetAside],
    /// Fields that this version does not know.
    #[serde(flatten)]
    extra: &'a Extra,
}

impl<'a> Document<'a> {
    /// The file of a map.
    pub(super) fn of(map: &'a StrategyMap) -> Self {
        let overview = &*map.overview;
        Self {
            format: FORMAT_NAME,
            version: overview.version,
            min_reader: overview.min_reader,
            title: &overview.title,
            organization: &overview.organization,
            description: &overview.description,
            as_of: overview.as_of,
            investment_unit: &overview.investment_unit,
            illustrative: overview.illustrative,
            strategy: &overview.strategy,
            initiatives: &map.initiatives,
            capabilities: &map.capabilities,
            indicators: &map.indicators,
            adaptations: &map.adaptations,
            notes: &map.notes,
            sources: &map.sources,
            silenced: &overview.silenced,
            set_aside: &overview.set_aside,
            extra: &overview.extra,
        }
    }
}

/// Whether nothing was said of the strategy yet.
fn says_nothing(strategy: &&Strategy) -> bool {
    **strategy == Strategy::default()
}
