//! A part of a drawing as a drawing of its own.

use std::collections::HashSet;

use super::compose::Scene;
use super::geometry::Rect;
use super::node::{Node, Subject};

impl Scene {
    /// The chosen nodes and the links between them, cropped to what they cover with a margin in page units; nothing where
    /// none of them is drawn.
    pub fn of_part(&self, chosen: &HashSet<Subject>, margin: f32) -> Option<Self> {
        let is_in = |node: &&Node| chosen.contains(&node.subject) || joins(&node.subject, chosen);
        let nodes: Vec<&Node> = self.nodes.iter().filter(is_in).collect();
        let around = nodes.iter().map(|node| node.bounds).reduce(Rect::union)?.grown(margin);
        let shift = super::point(-around.x, -around.y);
        let moved = |node: &Node| Node {
            origin: node.origin + shift,
            bounds: node.bounds.moved(shift),
            title_area: node.title_area.map(|area| area.moved(shift)),
            ..node.clone()
        };
        let nodes: Vec<Node> = nodes.into_iter().map(moved).collect();
        let description = format!("Part of a digital strategy map: {}.", contents(&nodes));
        Some(Self::new(self.title.clone(), description, around.moved(shift), self.background, nodes))
    }
}

/// Whether a link runs between two chosen things.
fn joins(subject: &Subject, chosen: &HashSet<Subject>) -> bool {
    match subject {
        Subject::Link { initiative, capability } => {
            chosen.contains(&Subject::Initiative(initiative.clone()))
                && chosen.contains(&Subject::Capability(capability.clone()))
        }
        Subject::Serves { from, to } => {
            chosen.contains(&Subject::Initiative(from.clone())) && chosen.contains(&Subject::Initiative(to.clone()))
        }
        _ => false,
    }
}

/// What is drawn, counted: `2 initiatives, 1 capability, 3 links`.
fn contents(nodes: &[Node]) -> String {
    let count = |is: fn(&Subject) -> bool| nodes.iter().filter(|node| is(&node.subject)).count();
    let counts = [
        (count(|subject| matches!(subject, Subject::Initiative(_))), "initiative", "initiatives"),
        (count(|subject| matches!(subject, Subject::Capability(_))), "capability", "capabilities"),
        (count(|subject| matches!(subject, Subject::Link { .. } | Subject::Serves { .. })), "link", "links"),
        (count(|subject| matches!(subject, Subject::Note(_))), "note", "notes"),
    ];
    let told = counts.into_iter().filter(|(count, ..)| *count > 0);
    let told = told.map(|(count, one, more)| format!("{count} {}", if count == 1 { one } else { more }));
    let told: Vec<String> = told.collect();
    if told.is_empty() { "its title or direction".to_owned() } else { told.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Backbone, Capability, Day, Initiative, Link, Moment, Position, StrategyKind, StrategyMap};
    use crate::scene::{Composer, LIGHT};
    use std::sync::Arc;

    fn initiative(id: &str, y: f64) -> Initiative {
        Initiative {
            id: id.into(),
            title: id.to_uppercase(),
            strategy: Some(StrategyKind::CustomerEngagement),
            position: Some(Position { x: 120.0, y }.into()),
            relies_on: vec![Link::to("c".into())],
            ..Initiative::default()
        }
    }

    fn drawn() -> Scene {
        let mut map = StrategyMap::default();
        map.capabilities.put(Arc::new(Capability::named("c".into(), "Shared data", Backbone::Operational)));
        map.initiatives.put(Arc::new(initiative("a", 72.0)));
        map.initiatives.put(Arc::new(initiative("b", 220.0)));
        Composer::default().compose(&map, Moment::on(Day(0)), &LIGHT)
    }

    #[test]
    fn a_part_holds_what_was_chosen_with_the_links_between_and_nothing_else() {
        let chosen = HashSet::from([Subject::Initiative("b".into()), Subject::Capability("c".into())]);
        let part = drawn().of_part(&chosen, 20.0).expect("drawn");
        let names: Vec<String> = part.nodes.iter().map(|node| node.subject.name()).collect();
        assert_eq!(names, ["link/b/c", "capability/c", "initiative/b"]);
        assert_eq!(part.description, "Part of a digital strategy map: 1 initiative, 1 capability, 1 link.");
    }

    #[test]
    fn a_part_is_cropped_to_itself_and_looks_as_it_did_on_the_page() {
        let whole = drawn();
        let subject = Subject::Initiative("a".into());
        let part = whole.of_part(&HashSet::from([subject.clone()]), 20.0).expect("drawn");
        let (before, after) = (whole.node(&subject).expect("there"), part.node(&subject).expect("there"));
        assert_eq!((after.bounds.x, after.bounds.y), (20.0, 20.0));
        assert_eq!((part.frame.page.w, part.frame.page.h), (before.bounds.w + 40.0, before.bounds.h + 40.0));
        assert_eq!(after.shapes, before.shapes);
    }

    #[test]
    fn nothing_is_drawn_of_what_is_not_on_the_page() {
        assert!(drawn().of_part(&HashSet::from([Subject::Note("gone".into())]), 20.0).is_none());
    }
}
