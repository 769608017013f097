//! Adaptations: dated changes of course.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Extra, Id, Keyed, PartialDate, is_false};

/// What the market showed, what was changed, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Adaptation {
    /// Unique in the map.
    pub id: Id,
    /// When the course was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// What was noticed.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub trigger: String,
    /// What was changed; the direction is kept.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub change: String,
    /// What came of it.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub outcome: String,
    /// Whether it is invented or an editorial pairing.
    #[serde(skip_serializing_if = "is_false", default)]
    pub illustrative: bool,
    /// Ids of the sources.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sources: Vec<Id>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Keyed for Adaptation {
    fn id(&self) -> &Id {
        &self.id
    }
}
