//! What has an indicator, as the window shows it.

use egui::Color32;

use crate::app::style::{Palette, color32};
use crate::insight::Owner;
use crate::scene::Subject;

impl Owner<'_> {
    /// What is selected to see it in the inspector.
    pub(in crate::app) fn subject(&self) -> Subject {
        match self {
            Self::Map => Subject::Map,
            Self::Initiative(initiative) => Subject::Initiative(initiative.id.clone()),
            Self::Capability(capability) => Subject::Capability(capability.id.clone()),
        }
    }

    /// The colour that tells where it stands on the map.
    pub(in crate::app) fn color(&self, palette: &Palette) -> Color32 {
        match self {
            Self::Map => palette.ink,
            Self::Initiative(initiative) => initiative.strategy.map_or(palette.muted, |kind| palette.strategy(kind)),
            Self::Capability(capability) => color32(palette.scene.backbone(capability.backbone)),
        }
    }
}

/// Whose an indicator is, in words: `of “Secure messages”`.
pub fn whose(owner: &Owner<'_>) -> String {
    match owner {
        Owner::Map => "of the whole map".to_owned(),
        owner => format!("of “{}”", owner.title()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::survey;
    use crate::map::{Backbone, Capability, Indicator, Initiative, StrategyMap};
    use std::sync::Arc;

    #[test]
    fn an_indicator_leads_to_what_has_it() {
        let of = |id: &str| Indicator { id: id.into(), ..Indicator::default() };
        let mut map = StrategyMap::default();
        let mut capability = Capability::named("c".into(), "Shared record", Backbone::Operational);
        capability.indicators = vec![of("of-capability")];
        map.capabilities.put(Arc::new(capability));
        let indicators = vec![of("first")];
        map.initiatives.put(Arc::new(Initiative { id: "i".into(), indicators, ..Initiative::default() }));
        map.indicators.put(Arc::new(of("own")));
        let subjects: Vec<_> = survey(&map).map(|surveyed| surveyed.owner.subject()).collect();
        assert_eq!(subjects, [Subject::Map, Subject::Initiative("i".into()), Subject::Capability("c".into())]);
    }
}
