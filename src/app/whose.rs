//! What on the map a change, or a difference to decide, is about.

use crate::insight::{Subject as Whose, survey};
use crate::map::{Id, StrategyMap};
use crate::scene::Subject;

/// The thing on the map that shows it; an indicator is shown by what has it.
pub fn subject(whose: Whose, item: Option<&Id>, field: &str, maps: [&StrategyMap; 2]) -> Option<Subject> {
    let id = || item.cloned();
    match whose {
        Whose::Initiative => id().map(Subject::Initiative),
        Whose::Capability => id().map(Subject::Capability),
        Whose::Note => id().map(Subject::Note),
        Whose::Source => Some(Subject::Sources),
        Whose::Map if field == "strategic direction" => Some(Subject::Direction),
        Whose::Map => Some(Subject::Map),
        Whose::Indicator => {
            let item = id()?;
            let of = |map| survey(map).find(|one| one.indicator.id == item).map(|one| one.owner.subject());
            maps.into_iter().find_map(of)
        }
        Whose::Adaptation => None,
    }
}
