//! Notes: free text pinned to the page.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Extra, Id, Keyed, Spot};

/// Free text on the page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Note {
    /// Unique in the map.
    pub id: Id,
    /// What it says.
    pub text: String,
    /// Its upper left corner, from the page's.
    pub position: Spot,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Keyed for Note {
    fn id(&self) -> &Id {
        &self.id
    }
}
