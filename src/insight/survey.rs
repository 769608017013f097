//! The indicators of a whole map, with whose they are.

use crate::map::{Capability, Indicator, Initiative, StrategyMap};

/// What has an indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Owner<'a> {
    /// The map as a whole.
    Map,
    /// An initiative.
    Initiative(&'a Initiative),
    /// A capability.
    Capability(&'a Capability),
}

impl Owner<'_> {
    /// What it is called.
    pub fn title(&self) -> &str {
        let title = match self {
            Self::Map => "Whole map",
            Self::Initiative(initiative) => &initiative.title,
            Self::Capability(capability) => &capability.title,
        };
        if title.trim().is_empty() { "Untitled" } else { title }
    }

    /// The stable name in data: `map`, `initiative/<id>`, `capability/<id>`.
    pub fn key(&self) -> String {
        match self {
            Self::Map => "map".into(),
            Self::Initiative(initiative) => format!("initiative/{}", initiative.id),
            Self::Capability(capability) => format!("capability/{}", capability.id),
        }
    }
}

/// An indicator and whose it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surveyed<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Whose it is.
    pub owner: Owner<'a>,
}

/// The name of an indicator, also where it has none yet.
pub fn indicator_name(indicator: &Indicator) -> &str {
    if indicator.name.trim().is_empty() { "Unnamed indicator" } else { &indicator.name }
}

impl Surveyed<'_> {
    /// The name of the indicator, also where it has none yet.
    pub fn name(&self) -> &str {
        indicator_name(self.indicator)
    }
}

/// The indicators of a map: its own, then those of initiatives and of capabilities, each in their order.
pub fn survey(map: &StrategyMap) -> impl Iterator<Item = Surveyed<'_>> {
    let own = map.indicators.iter().map(|indicator| Surveyed { indicator, owner: Owner::Map });
    let initiatives = map.initiatives.iter().flat_map(|initiative| {
        let owner = Owner::Initiative(initiative);
        initiative.indicators.iter().map(move |indicator| Surveyed { indicator, owner })
    });
    let capabilities = map.capabilities.iter().flat_map(|capability| {
        let owner = Owner::Capability(capability);
        capability.indicators.iter().map(move |indicator| Surveyed { indicator, owner })
    });
    own.chain(initiatives).chain(capabilities)
}
