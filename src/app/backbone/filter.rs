//! Which handshakes are listed: by answer, by owner, of one capability.

use std::collections::BTreeSet;

use egui::{Ui, vec2};

use super::menu::menu;
use super::{Asked, Scope};
use crate::app::inspector::look::{Icon, answer_color, icon_button};
use crate::app::progress::text::fitted;
use crate::app::style::{Palette, font};
use crate::app::widgets::pill;
use crate::insight::Handshake;
use crate::map::{Answer, StrategyMap};
use crate::scene::Weight;

/// Stands for all owners.
const ANYBODY: &str = "Any owner";

/// Which handshakes are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those with this answer.
    answer: Option<Answer>,
    /// Only those that this one owns, on either side.
    owner: Option<String>,
}

impl Filter {
    /// Whether a handshake is listed.
    pub fn passes(&self, map: &StrategyMap, handshake: &Handshake) -> bool {
        self.answer.is_none_or(|answer| handshake.answer == answer) && self.owned(map, handshake)
    }

    fn owned(&self, map: &StrategyMap, handshake: &Handshake) -> bool {
        self.owner.as_deref().is_none_or(|owner| owners(map, handshake).contains(&owner))
    }
}

/// Who owns a side of a handshake: of the initiative, in the business and in IT, and of the capability.
fn owners<'a>(map: &'a StrategyMap, handshake: &Handshake) -> [&'a str; 3] {
    let initiative = map.initiatives.get(&handshake.initiative);
    let capability = map.capabilities.get(&handshake.capability);
    [
        initiative.map_or("", |initiative| initiative.business_owner.trim()),
        initiative.map_or("", |initiative| initiative.it_owner.trim()),
        capability.map_or("", |capability| capability.owner.trim()),
    ]
}

/// Draws what can be chosen. Answers where something else was asked for.
pub fn filters(ui: &mut Ui, filter: &mut Filter, scope: &Scope<'_>) -> Option<Asked> {
    let asked = about(ui, scope);
    let map = scope.document.map();
    let counted: Vec<Answer> = {
        let of = |handshake: &&Handshake| scope.about.as_ref().is_none_or(|about| handshake.capability == *about);
        let listed = scope.told.handshakes.iter().filter(of).filter(|handshake| filter.owned(map, handshake));
        listed.map(|handshake| handshake.answer).collect()
    };
    let palette = Palette::for_ui(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        if choice(ui, "All", counted.len(), filter.answer.is_none(), None) {
            filter.answer = None;
        }
        for answer in [Answer::Open, Answer::NotYet, Answer::YesIf, Answer::Yes] {
            let count = counted.iter().filter(|other| **other == answer).count();
            let fill = Some(answer_color(palette, answer));
            if choice(ui, answer.name(), count, filter.answer == Some(answer), fill) {
                filter.answer = Some(answer);
            }
        }
        owner(ui, filter, scope);
    });
    asked
}

fn choice(ui: &mut Ui, name: &str, count: usize, chosen: bool, fill: Option<egui::Color32>) -> bool {
    let response = pill(ui, &format!("{name}  {count}"), chosen, fill);
    response.accessible_name(format!("Handshakes: {name}, {count}")).clicked()
}

/// Whose handshakes are listed.
fn owner(ui: &mut Ui, filter: &mut Filter, scope: &Scope<'_>) {
    let map = scope.document.map();
    let all: BTreeSet<&str> = scope.told.handshakes.iter().flat_map(|handshake| owners(map, handshake)).collect();
    let named: Vec<&str> = all.into_iter().filter(|owner| !owner.is_empty()).collect();
    // Who owns nothing any more is let go.
    filter.owner = filter.owner.take().filter(|owner| named.contains(&owner.as_str()));
    if named.is_empty() {
        return;
    }
    let title = |at: usize| if at == 0 { ANYBODY } else { named[at - 1] }.to_owned();
    let shown = filter.owner.as_deref().unwrap_or(ANYBODY);
    if let Some(at) = menu(ui, "Owner of handshakes", shown, named.len() + 1, title) {
        filter.owner = at.checked_sub(1).map(|at| named[at].to_owned());
    }
}

/// Says that only one capability is listed, and offers all.
pub fn about(ui: &mut Ui, scope: &Scope<'_>) -> Option<Asked> {
    let about = scope.about.as_ref()?;
    let title = scope.capability_title(about);
    let cleared = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let room = ui.available_width() - 28.0;
        let galley =
            fitted(ui, &format!("Only “{title}”"), font(Weight::Regular, 11.5), Palette::for_ui(ui).muted, room, 1);
        let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x, 22.0), egui::Sense::hover());
        ui.put(rect, egui::Label::new(galley).selectable(false));
        icon_button(ui, Icon::Cross, "Show all capabilities").on_hover_text("Show all").clicked()
    });
    cleared.inner.then_some(Asked::ShowAll)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Backbone, Capability, Initiative};
    use std::sync::Arc;

    #[test]
    fn a_handshake_belongs_to_the_owners_of_both_sides() {
        let mut map = StrategyMap::default();
        let (business_owner, it_owner) = ("Sales ".into(), "Platforms".into());
        map.initiatives.put(Arc::new(Initiative { id: "i".into(), business_owner, it_owner, ..Initiative::default() }));
        let owner = "Data office".into();
        map.capabilities
            .put(Arc::new(Capability { owner, ..Capability::named("c".into(), "C", Backbone::Operational) }));
        let handshake = Handshake {
            initiative: "i".into(),
            capability: "c".into(),
            answer: Answer::YesIf,
            since: None,
            due: None,
            waits: true,
        };
        let passes =
            |answer, owner: Option<&str>| Filter { answer, owner: owner.map(str::to_owned) }.passes(&map, &handshake);
        assert!(
            passes(None, Some("Sales"))
                && passes(Some(Answer::YesIf), Some("Platforms"))
                && passes(None, Some("Data office"))
        );
        assert!(!passes(None, Some("Logistics")) && !passes(Some(Answer::Open), None));
    }
}
