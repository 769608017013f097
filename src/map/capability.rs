//! Capabilities: what the company can do dependably, and how mature each is.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Day, Extra, Id, Indicator, Keyed, PartialDate, is_false};

/// The kinds of capability that are offered, each with its name on the screen; any other text is kept too.
pub const CAPABILITY_KINDS: [(&str, &str); 7] = [
    ("transaction_processing", "Transaction processing"),
    ("shared_data", "Shared data"),
    ("back_office", "Back office"),
    ("process_visibility", "Visibility into processes"),
    ("innovation_service", "Innovation service"),
    ("partner_connection", "Partner connection"),
    ("insight", "Insight"),
];

/// The name of a kind of capability on the screen.
pub fn capability_kind_name(key: &str) -> &str {
    CAPABILITY_KINDS.iter().find(|(known, _)| *known == key).map_or(key, |(_, name)| name)
}

/// What carries the initiatives. Source: MIT CISR briefing, March 2016.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Backbone {
    /// Dependable operation: transactions, shared data, back office, visibility.
    Operational,
    /// A constant flow of digital innovation, and connections with partners.
    DigitalServices,
}

impl Backbone {
    /// Both, from the top of the page downwards.
    pub const ALL: [Self; 2] = [Self::DigitalServices, Self::Operational];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Operational => "Operational backbone",
            Self::DigitalServices => "Digital services backbone",
        }
    }

    /// The name in a file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Operational => "operational",
            Self::DigitalServices => "digital_services",
        }
    }
}

/// A dated assessment of a capability.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MaturityEntry {
    /// When it was assessed; absent means always so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// From 1 (barely there) to 5 (dependable everywhere).
    #[schemars(range(min = 1, max = 5))]
    pub level: u8,
    /// What the assessment rests on.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub note: String,
    /// Whether the level is a judgement and not a fact.
    #[serde(skip_serializing_if = "is_false", default)]
    pub illustrative: bool,
    /// Ids of the sources.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sources: Vec<Id>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something the company can do dependably.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Capability {
    /// Unique in the map.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// The backbone that it belongs to.
    pub backbone: Backbone,
    /// One of [`CAPABILITY_KINDS`] or any other text.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub kind: String,
    /// The building block of the authors' later work that it belongs to.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub building_block: String,
    /// What it is, in a sentence or two.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub summary: String,
    /// Who answers for it.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub owner: String,
    /// How mature it is, over time.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub maturity: Vec<MaturityEntry>,
    /// What tells which way it moves.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub indicators: Vec<Indicator>,
    /// Ids of the sources.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sources: Vec<Id>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Capability {
    /// A capability of which only the name is known.
    pub fn named(id: Id, title: impl Into<String>, backbone: Backbone) -> Self {
        Self {
            id,
            title: title.into(),
            backbone,
            kind: String::new(),
            building_block: String::new(),
            summary: String::new(),
            owner: String::new(),
            maturity: Vec::new(),
            indicators: Vec::new(),
            sources: Vec::new(),
            extra: Extra::new(),
        }
    }

    /// The assessment in force on a day.
    pub fn maturity_on(&self, day: Day) -> Option<&MaturityEntry> {
        super::date::latest_by(&self.maturity, day, |entry| entry.date)
    }
}

impl Keyed for Capability {
    fn id(&self) -> &Id {
        &self.id
    }
}
