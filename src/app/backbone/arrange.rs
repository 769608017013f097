//! The order in which the capabilities are listed, with the headings between them.

use crate::insight::{Demands, Measure};
use crate::map::{Backbone, Capability, StrategyMap, capability_kind_name};

/// How the capabilities are grouped and sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// By backbone, and by kind within each.
    #[default]
    Kind,
    /// By the building blocks of the authors' later work.
    BuildingBlock,
    /// What strains most first.
    Strain,
}

impl Grouping {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Kind, Self::BuildingBlock, Self::Strain];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind => "By kind",
            Self::BuildingBlock => "By building block",
            Self::Strain => "Most strained first",
        }
    }
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A backbone and how many capabilities it has.
    Backbone(Backbone, usize),
    /// That a backbone has none, which means something.
    Empty(Backbone),
    /// A group.
    Group(String),
    /// The capability at this place of the map.
    Row(usize),
}

/// The lines of a map.
pub fn arrange(map: &StrategyMap, told: &Demands, grouping: Grouping, measure: Measure) -> Vec<Line> {
    match grouping {
        Grouping::Kind => Backbone::ALL.into_iter().flat_map(|backbone| of_backbone(map, backbone)).collect(),
        Grouping::BuildingBlock => grouped(
            map,
            |_| true,
            |capability| match capability.building_block.trim() {
                "" => "No building block".to_owned(),
                named => named.to_owned(),
            },
        ),
        Grouping::Strain => told.by_strain(measure).into_iter().map(Line::Row).collect(),
    }
}

fn of_backbone(map: &StrategyMap, backbone: Backbone) -> Vec<Line> {
    let lines = grouped(
        map,
        |capability| capability.backbone == backbone,
        |capability| match capability_kind_name(capability.kind.trim()) {
            "" => "Of no named kind".to_owned(),
            named => named.to_owned(),
        },
    );
    let count = lines.iter().filter(|line| matches!(line, Line::Row(_))).count();
    let heading = [Line::Backbone(backbone, count)].into_iter();
    if count == 0 { heading.chain([Line::Empty(backbone)]).collect() } else { heading.chain(lines).collect() }
}

/// The capabilities that are listed in groups, which stand in the order in which the map first has them.
fn grouped(map: &StrategyMap, listed: impl Fn(&Capability) -> bool, name: impl Fn(&Capability) -> String) -> Vec<Line> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, capability) in map.capabilities.iter().enumerate().filter(|(_, capability)| listed(capability)) {
        let name = name(capability);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, rows)) => rows.push(at),
            None => groups.push((name, vec![at])),
        }
    }
    let lines = groups
        .into_iter()
        .flat_map(|(name, rows)| [Line::Group(name)].into_iter().chain(rows.into_iter().map(Line::Row)));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::demands;
    use crate::map::{Day, Moment};
    use std::sync::Arc;

    fn map() -> StrategyMap {
        let mut map = StrategyMap::default();
        for (id, kind, block) in [("a", "shared_data", ""), ("b", "", "Digital platform"), ("c", "shared_data", "")] {
            let mut capability = Capability::named(id.into(), id, Backbone::Operational);
            (capability.kind, capability.building_block) = (kind.into(), block.into());
            map.capabilities.put(Arc::new(capability));
        }
        map
    }

    fn lines(map: &StrategyMap, grouping: Grouping) -> Vec<Line> {
        arrange(map, &demands(map, Moment::on(Day(0))), grouping, Measure::Initiatives)
    }

    #[test]
    fn capabilities_of_one_kind_stand_together_and_an_empty_backbone_is_told() {
        let group = |name: &str| Line::Group(name.into());
        let expected = [
            Line::Backbone(Backbone::DigitalServices, 0),
            Line::Empty(Backbone::DigitalServices),
            Line::Backbone(Backbone::Operational, 3),
            group("Shared data"),
            Line::Row(0),
            Line::Row(2),
            group("Of no named kind"),
            Line::Row(1),
        ];
        assert_eq!(lines(&map(), Grouping::Kind), expected);
    }

    #[test]
    fn every_capability_is_listed_once_however_they_are_grouped() {
        for grouping in Grouping::ALL {
            let mut rows: Vec<usize> = lines(&map(), grouping)
                .iter()
                .filter_map(|l| if let Line::Row(at) = l { Some(*at) } else { None })
                .collect();
            rows.sort_unstable();
            assert_eq!(rows, [0, 1, 2], "{}", grouping.name());
        }
    }
}
