//! Sources: where a fact stands.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Extra, Id, Keyed, PartialDate};

/// Where a fact stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Source {
    /// Unique in the map.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Who published it.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub publisher: String,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Where it is found.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub url: String,
    /// How close it stands to the fact: `A` company, regulator or study, `B` press, `C` copy or blog.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub grade: String,
    /// What has to be known to use it.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub note: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Keyed for Source {
    fn id(&self) -> &Id {
        &self.id
    }
}
