//! Several things at once: what they share.

use std::sync::Arc;

use egui::Ui;

use super::initiative::{set_technology, technologies_of, technology_share, technology_title, viewpoint_pills};
use super::look::{self, Share};
use super::work::Work;
use super::{capability, fields, stage};
use crate::app::selection::Selection;
use crate::app::style::font;
use crate::app::widgets::{field_name, section};
use crate::edit::{capabilities_label, initiatives_label};
use crate::map::{Capability, Id, Initiative};
use crate::scene::{Subject, Weight};

/// Draws what the selected things share, to be changed for all of them at once.
pub fn show(ui: &mut Ui, work: &mut Work<'_>) {
    ui.label(egui::RichText::new(counted(work.selection)).font(font(Weight::SemiBold, 15.0)));
    let found = work.selection.initiatives().into_iter().filter_map(|id| work.map().initiatives.get(&id).cloned());
    let initiatives: Vec<Arc<Initiative>> = found.collect();
    let found = work.selection.capabilities().into_iter().filter_map(|id| work.map().capabilities.get(&id).cloned());
    let capabilities: Vec<Arc<Capability>> = found.collect();
    if !initiatives.is_empty() {
        section(ui, "Initiatives", |_| {});
        of_initiatives(ui, work, &initiatives);
    }
    if !capabilities.is_empty() {
        section(ui, "Capabilities", |_| {});
        of_capabilities(ui, work, &capabilities);
    }
}

/// How many things of which kind are selected, in words.
fn counted(selection: &Selection) -> String {
    let count = |is: fn(&Subject) -> bool| selection.subjects().iter().filter(|subject| is(subject)).count();
    let kinds = [
        (count(|subject| matches!(subject, Subject::Initiative(_))), "initiative", "initiatives"),
        (count(|subject| matches!(subject, Subject::Capability(_))), "capability", "capabilities"),
        (count(|subject| matches!(subject, Subject::Link { .. } | Subject::Serves { .. })), "link", "links"),
        (count(|subject| matches!(subject, Subject::Note(_))), "note", "notes"),
    ];
    let words: Vec<String> = kinds
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, more)| format!("{count} {}", if count == 1 { one } else { more }))
        .collect();
    if words.is_empty() {
        format!("{} things selected", selection.subjects().len())
    } else {
        format!("{} selected", words.join(", "))
    }
}

/// What all have in common; nothing where they differ.
fn shared<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// The initiatives that are changed at once.
struct Initiatives {
    ids: Vec<Id>,
}

impl Initiatives {
    /// The name of a step.
    fn label(&self, verb: &str) -> String {
        initiatives_label(verb, self.ids.len())
    }

    /// Changes all of them by one click.
    fn act(&self, work: &mut Work<'_>, verb: &str, change: impl Fn(&mut Initiative)) {
        work.act(&self.label(verb), |document| {
            for id in &self.ids {
                document.edit_initiative(id, &change);
            }
        });
    }
}

fn of_initiatives(ui: &mut Ui, work: &mut Work<'_>, initiatives: &[Arc<Initiative>]) {
    let all = Initiatives { ids: initiatives.iter().map(|initiative| initiative.id.clone()).collect() };
    field_name(ui, "Strategy");
    let now = shared(initiatives.iter().map(|i| i.strategy)).flatten();
    if let Some(strategy) = look::strategies(ui, "", now).filter(|clicked| now != Some(*clicked)) {
        all.act(work, "Set strategy of", |i| i.strategy = Some(strategy));
    }
    field_name(ui, "Stage");
    let day = work.day;
    let now = shared(initiatives.iter().map(|i| i.stage_on(day).map(|entry| entry.stage))).flatten();
    let clicked = look::choices(ui, "", &stage::offered(), now, |_| None).filter(|clicked| now != Some(*clicked));
    if let Some(clicked) = clicked {
        all.act(work, "Set stage of", |i| set_stage(i, day, clicked));
    }
    technologies(ui, work, (&all, initiatives));
    let owner = ("Business owner", "Edit business owner of");
    shared_text(ui, work, (&all, initiatives), owner, |i| &i.business_owner, |i| &mut i.business_owner);
    let owner = ("IT owner", "Edit IT owner of");
    shared_text(ui, work, (&all, initiatives), owner, |i| &i.it_owner, |i| &mut i.it_owner);
    viewpoint(ui, work, (&all, initiatives));
}

/// Puts an initiative into a stage, unless it is in that stage already.
fn set_stage(initiative: &mut Initiative, day: crate::map::Day, to: crate::map::Stage) {
    if initiative.stage_on(day).map(|entry| entry.stage) != Some(to) {
        stage::set(initiative, day, to);
    }
}

type Chosen<'a> = (&'a Initiatives, &'a [Arc<Initiative>]);

fn technologies(ui: &mut Ui, work: &mut Work<'_>, (all, initiatives): Chosen<'_>) {
    field_name(ui, "Technologies");
    let lists: Vec<&[String]> = initiatives.iter().map(|i| i.technologies.as_slice()).collect();
    let mut switched = None;
    look::pills(ui, |ui| {
        for technology in technologies_of(lists.iter().copied().flatten().map(String::as_str)) {
            let share = technology_share(technology, &lists);
            if look::switch(ui, &technology_title(technology), share) {
                switched = Some((technology.to_owned(), share != Share::All));
            }
        }
    });
    if let Some((technology, on)) = switched {
        all.act(work, "Set technologies of", |i| set_technology(&mut i.technologies, &technology, on));
    }
}

/// A text that all have; where they differ it is empty and says so.
fn shared_text(
    ui: &mut Ui,
    work: &mut Work<'_>,
    (all, initiatives): Chosen<'_>,
    (name, verb): (&str, &str),
    read: impl Fn(&Initiative) -> &String,
    place: impl Fn(&mut Initiative) -> &mut String,
) {
    let value = shared(initiatives.iter().map(|i| read(i)));
    let label = all.label(verb);
    let words = (name, label.as_str(), if value.is_some() { "" } else { "several" });
    fields::text(ui, work.document, words, 1, value.map_or("", String::as_str), |document, text| {
        for id in &all.ids {
            document.edit_initiative(id, |i| place(i).clone_from(&text));
        }
    });
}

fn viewpoint(ui: &mut Ui, work: &mut Work<'_>, (all, initiatives): Chosen<'_>) {
    let verb = ("Viewpoint", "Edit viewpoint of");
    shared_text(ui, work, (all, initiatives), verb, |i| &i.viewpoint, |i| &mut i.viewpoint);
    let now = shared(initiatives.iter().map(|i| i.viewpoint.as_str()));
    if let Some(viewpoint) = viewpoint_pills(ui, now) {
        all.act(work, "Set viewpoint of", |i| i.viewpoint.clone_from(&viewpoint));
    }
}

fn of_capabilities(ui: &mut Ui, work: &mut Work<'_>, capabilities: &[Arc<Capability>]) {
    let ids: Vec<Id> = capabilities.iter().map(|capability| capability.id.clone()).collect();
    field_name(ui, "Backbone");
    let now = shared(capabilities.iter().map(|capability| capability.backbone));
    if let Some(backbone) = capability::backbones(ui, now).filter(|clicked| now != Some(*clicked)) {
        work.act(&capabilities_label("Set backbone of", ids.len()), |document| {
            for id in &ids {
                document.edit_capability(id, |capability| capability.backbone = backbone);
            }
        });
    }
    let owner = shared(capabilities.iter().map(|capability| &capability.owner));
    let label = capabilities_label("Edit owner of", ids.len());
    let words = ("Owner", label.as_str(), if owner.is_some() { "" } else { "several" });
    fields::text(ui, work.document, words, 1, owner.map_or("", String::as_str), |document, text| {
        for id in &ids {
            document.edit_capability(id, |capability| capability.owner.clone_from(&text));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Day, Stage};

    #[test]
    fn the_selection_is_counted_by_kind() {
        let mut selection = Selection::default();
        for id in ["a", "b", "c"] {
            selection.add(Subject::Initiative(id.into()));
        }
        selection.add(Subject::Capability("d".into()));
        assert_eq!(counted(&selection), "3 initiatives, 1 capability selected");
        selection.set([Subject::Note("n".into()), Subject::Serves { from: "a".into(), to: "b".into() }]);
        assert_eq!(counted(&selection), "1 link, 1 note selected");
        selection.set([Subject::Map, Subject::Direction]);
        assert_eq!(counted(&selection), "2 things selected");
    }

    #[test]
    fn what_differs_is_not_shared() {
        assert_eq!(shared([1, 1, 1].into_iter()), Some(1));
        assert_eq!(shared([1, 2].into_iter()), None);
        assert_eq!(shared(std::iter::empty::<u8>()), None);
    }

    #[test]
    fn one_that_is_in_the_stage_already_keeps_its_history() {
        let mut initiative = Initiative::default();
        set_stage(&mut initiative, Day(0), Stage::Scaling);
        set_stage(&mut initiative, Day(400), Stage::Scaling);
        assert_eq!(initiative.stages.len(), 1);
    }
}
