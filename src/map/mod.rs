//! The document: what a digital strategy map is made of.
//!
//! Pure data and its invariants. Nothing in here reads a file, draws a pixel or knows of a window.
//! The terms follow the MIT CISR research briefing *How to Create a Great Digital Strategy* (Ross, Sebastian, Beath, 2016).

mod adaptation;
mod capability;
mod characters;
mod date;
mod id;
mod indicator;
mod initiative;
mod moment;
mod note;
mod number;
mod source;
mod strategy;
mod strategy_map;
mod table;

pub use adaptation::Adaptation;
pub use capability::{Backbone, CAPABILITY_KINDS, Capability, MaturityEntry, capability_kind_name};
pub use characters::steers_direction;
pub use date::{DateError, Day, PartialDate};
pub use id::Id;
pub use indicator::{Desired, Indicator, IndicatorKind, Observation, Qualifier, Timing};
pub use initiative::{
    Answer, AnswerEntry, Initiative, Link, POSITION_LIMIT, Position, Spot, Stage, StageEntry, TECHNOLOGIES, VIEWPOINTS,
    technology_name,
};
pub use moment::Moment;
pub use note::Note;
pub use source::Source;
pub use strategy::{PrimaryChoice, Strategy, StrategyKind};
pub use strategy_map::{FORMAT_NAME, FORMAT_VERSION, Overview, SetAside, Silenced, StrategyMap};
pub use table::{Keyed, Table};

/// Fields of a file that this version does not know, kept in their order and written back.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// For fields that are written only when true.
fn is_false(value: &bool) -> bool {
    !*value
}
