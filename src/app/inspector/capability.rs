//! A capability.

use egui::Ui;

use super::indicator::{self, Owner};
use super::look;
use super::work::Work;
use super::{fields, links, maturity, source};
use crate::app::style::{Palette, color32};
use crate::app::widgets::{field_name, section};
use crate::edit::Document;
use crate::map::{Answer, Backbone, CAPABILITY_KINDS, Capability, Id, Initiative, capability_kind_name};
use crate::scene::Subject;

/// The building blocks of the authors' later work.
const BUILDING_BLOCKS: [&str; 5] = [
    "Operational backbone",
    "Shared customer insights",
    "Digital platform",
    "Accountability framework",
    "External developer platform",
];

/// What a file holds for a kind that is called so on the screen.
fn kind_key(name: String) -> String {
    CAPABILITY_KINDS.iter().find(|(_, known)| *known == name).map_or(name, |(key, _)| (*key).to_owned())
}

/// Draws everything of a capability, to be changed.
pub fn show(ui: &mut Ui, work: &mut Work<'_>, id: &Id) {
    let Some(capability) = work.map().capabilities.get(id).cloned() else { return };
    look::kind(ui, "Capability");
    let words = ("Title", "Edit title", "Untitled capability");
    fields::title(ui, work.document, words, &capability.title, |document, text| {
        document.edit_capability(id, |c| c.title = text);
    });
    backbone(ui, work, &capability);
    nature(ui, work, &capability);
    maturity::show(ui, work, &capability);
    relied_on(ui, work, id);
    let indicators: Vec<_> = capability.indicators.iter().collect();
    indicator::section(ui, work, &Owner::Capability(id.clone()), &indicators);
    source::cited(ui, work, &capability.sources, |document, change| {
        document.edit_capability(id, |c| change(&mut c.sources));
    });
}

fn backbone(ui: &mut Ui, work: &mut Work<'_>, capability: &Capability) {
    field_name(ui, "Backbone");
    let now = Some(capability.backbone);
    if let Some(backbone) = backbones(ui, now).filter(|clicked| now != Some(*clicked)) {
        work.act("Set backbone", |document| document.edit_capability(&capability.id, |c| c.backbone = backbone));
    }
}

/// The two backbones as pills in their colours. Answers the one that was clicked.
pub fn backbones(ui: &mut Ui, now: Option<Backbone>) -> Option<Backbone> {
    let palette = Palette::for_ui(ui);
    let offered = Backbone::ALL.map(|backbone| (backbone, backbone.name()));
    look::choices(ui, "", &offered, now, |backbone| Some(color32(palette.scene.backbone(backbone))))
}

fn nature(ui: &mut Ui, work: &mut Work<'_>, capability: &Capability) {
    let id = &capability.id;
    let kinds = CAPABILITY_KINDS.map(|(_, name)| name);
    let words = ("Kind", "Set kind of capability", "What kind is it?");
    fields::offered(ui, work, words, (capability_kind_name(&capability.kind), &kinds), |document, text| {
        document.edit_capability(id, |c| c.kind = kind_key(text));
    });
    let words = ("Building block", "Set building block", "Of the authors' later work");
    fields::offered(ui, work, words, (&capability.building_block, &BUILDING_BLOCKS), |document, text| {
        document.edit_capability(id, |c| c.building_block = text);
    });
    let summary = |document: &mut Document, text| document.edit_capability(id, |c| c.summary = text);
    let words = ("Summary", "Edit summary", "What is it, in a sentence or two?");
    fields::text(ui, work.document, words, 2, &capability.summary, summary);
    let owner = |document: &mut Document, text| document.edit_capability(id, |c| c.owner = text);
    fields::text(ui, work.document, ("Owner", "Edit owner", "Who answers for it?"), 1, &capability.owner, owner);
}

/// The initiatives that rely on it, each with the answer in force.
fn relied_on(ui: &mut Ui, work: &mut Work<'_>, id: &Id) {
    let day = work.day;
    let answer = |initiative: &Initiative| initiative.link_to(id).map(|link| link.answer_on(day));
    let relying: Vec<(Id, Answer)> =
        work.map().initiatives.iter().filter_map(|i| Some((i.id.clone(), answer(i)?))).collect();
    section(ui, "Relied on by", |_| {});
    if relying.is_empty() {
        look::remark(ui, "No initiative relies on it yet.");
    }
    look::listed(ui, "initiatives that rely on it", &relying, |ui, (initiative, answer)| {
        let title = work.initiative_title(initiative);
        if links::link_row(ui, (&title, &format!("Link from {title}")), *answer) {
            work.selection.only(Subject::Link { initiative: initiative.clone(), capability: id.clone() });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offered_kind_has_a_name_that_leads_back_to_it() {
        for (key, name) in CAPABILITY_KINDS {
            assert_eq!(capability_kind_name(key), name);
            assert_eq!(kind_key(name.into()), key);
        }
        assert_eq!(capability_kind_name("own kind"), "own kind");
        assert_eq!(kind_key("own kind".into()), "own kind");
    }
}
