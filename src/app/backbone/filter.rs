//! Which handshakes are listed: by answer, by owner, of one capability.

use std::collections::BTreeSet;

use egui::{Ui, vec2};

use super::menu::menu;
use super::{Asked, Scope};
use crate::app::inspector::look::{Icon, answer_color, icon_button};
use crate::app::progress::text::fitted;
use crate::app::style::{Palette, font};
use crate::app::widgets::pill;
use crate::insight::{Demands, Handshake};
use crate::map::{Answer, Id, StrategyMap};
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

/// What can be chosen on a map.
#[derive(Debug, Default)]
pub struct Choices {
    /// Whoever owns a side of any handshake, in the order of the alphabet.
    owners: Vec<String>,
    /// How many are listed whatever their answer, and how many with each answer.
    all: usize,
    counts: [usize; ANSWERS.len()],
}

/// The answers in the order of what is to be talked about first.
const ANSWERS: [Answer; 4] = [Answer::Open, Answer::NotYet, Answer::YesIf, Answer::Yes];

impl Choices {
    /// What can be chosen, and how many handshakes each answer would list. An owner who owns nothing any more is let go.
    pub fn of(filter: &mut Filter, map: &StrategyMap, told: &Demands, about: Option<&Id>) -> Self {
        let owners: BTreeSet<&str> = told.handshakes.iter().flat_map(|handshake| owners(map, handshake)).collect();
        let owners: Vec<String> = owners.into_iter().filter(|owner| !owner.is_empty()).map(str::to_owned).collect();
        filter.owner = filter.owner.take().filter(|owner| owners.contains(owner));
        let mut choices = Self { owners, ..Self::default() };
        let of = |handshake: &&Handshake| about.is_none_or(|about| handshake.capability == *about);
        for handshake in told.handshakes.iter().filter(of).filter(|handshake| filter.owned(map, handshake)) {
            choices.all += 1;
            for (count, answer) in choices.counts.iter_mut().zip(ANSWERS) {
                *count += usize::from(handshake.answer == answer);
            }
        }
        choices
    }
}

/// Draws what can be chosen. Answers where something else was asked for.
pub fn filters(ui: &mut Ui, filter: &mut Filter, choices: &Choices, scope: &Scope<'_>) -> Option<Asked> {
    let asked = about(ui, scope);
    let palette = Palette::for_ui(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        if choice(ui, "All", choices.all, filter.answer.is_none(), None) {
            filter.answer = None;
        }
        for (answer, count) in ANSWERS.into_iter().zip(choices.counts) {
            let fill = Some(answer_color(palette, answer));
            if choice(ui, answer.name(), count, filter.answer == Some(answer), fill) {
                filter.answer = Some(answer);
            }
        }
        owner(ui, filter, &choices.owners);
    });
    asked
}

fn choice(ui: &mut Ui, name: &str, count: usize, chosen: bool, fill: Option<egui::Color32>) -> bool {
    let response = pill(ui, &format!("{name}  {count}"), chosen, fill);
    response.accessible_name(format!("Handshakes: {name}, {count}")).clicked()
}

/// Whose handshakes are listed.
fn owner(ui: &mut Ui, filter: &mut Filter, owners: &[String]) {
    if owners.is_empty() {
        return;
    }
    let title = |at: usize| at.checked_sub(1).map_or(ANYBODY, |at| &owners[at]).to_owned();
    let shown = filter.owner.as_deref().unwrap_or(ANYBODY);
    if let Some(at) = menu(ui, "Owner of handshakes", shown, owners.len() + 1, title) {
        filter.owner = at.checked_sub(1).map(|at| owners[at].clone());
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
