//! The strategy itself: where it heads, which of the two leads, what is left out.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Day, Extra, PartialDate};

/// One of the two digital strategies. Source: MIT CISR briefing, March 2016.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StrategyKind {
    /// Changes how a company goes to market: loyalty and trust through personalised experience.
    CustomerEngagement,
    /// Changes what a company sells: products and services enriched with information and expertise.
    DigitizedSolutions,
}

impl StrategyKind {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::CustomerEngagement, Self::DigitizedSolutions];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::CustomerEngagement => "Customer engagement",
            Self::DigitizedSolutions => "Digitized solutions",
        }
    }

    /// The name in a file.
    pub fn key(self) -> &'static str {
        match self {
            Self::CustomerEngagement => "customer_engagement",
            Self::DigitizedSolutions => "digitized_solutions",
        }
    }

    /// What the strategy is about, in a few words.
    pub fn gist(self) -> &'static str {
        match self {
            Self::CustomerEngagement => "loyalty and trust through personalised experience",
            Self::DigitizedSolutions => "information and expertise around products",
        }
    }

    /// The other one of the two.
    pub fn other(self) -> Self {
        match self {
            Self::CustomerEngagement => Self::DigitizedSolutions,
            Self::DigitizedSolutions => Self::CustomerEngagement,
        }
    }
}

/// A dated choice of the strategy that leads.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PrimaryChoice {
    /// Since when; absent means always so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// The strategy that leads from then on.
    pub strategy: StrategyKind,
    /// Why it was chosen.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub why: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Direction, need, strength, the choice of the primary strategy, and what is left out on purpose.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Strategy {
    /// The strategic direction: a heading, not an end state.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub direction: String,
    /// The customer need that the direction starts from.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub customer_need: String,
    /// The one clear competitive strength that it builds.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub competitive_strength: String,
    /// Which strategy leads, since when and why; the history of the choice is kept.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub primary: Vec<PrimaryChoice>,
    /// What the strategy leaves out, on purpose.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub not_doing: Vec<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Strategy {
    /// The choice in force on a day: the latest that began by then.
    pub fn primary_on(&self, day: Day) -> Option<&PrimaryChoice> {
        super::date::latest_by(&self.primary, day, |choice| choice.since)
    }
}
