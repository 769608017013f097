//! What an initiative relies on, and whom it serves.

use egui::Ui;

use super::look::{self, Icon, Row};
use super::serves::initiative_row;
use super::work::{Work, title_or};
use crate::app::style::Palette;
use crate::app::widgets::section;
use crate::map::{Answer, Id, Initiative};
use crate::scene::Subject;

/// Draws the capabilities that an initiative relies on, each with the answer in force, and a menu of the others.
pub fn backbone(ui: &mut Ui, work: &mut Work<'_>, initiative: &Initiative) {
    let nothing = if work.map().capabilities.is_empty() {
        "The map has no capability yet."
    } else {
        "It relies on every capability already."
    };
    let mut added = None;
    section(ui, "Backbone links", |ui| {
        added = look::menu(ui, (Icon::Plus, "Add backbone link"), || linkable(work, initiative), nothing);
    });
    if let Some(capability) = added {
        work.document.link(&initiative.id, &capability);
    }
    if initiative.relies_on.is_empty() {
        look::remark(ui, "It relies on no capability yet.");
    }
    look::listed(ui, "links", &initiative.relies_on, |ui, link| {
        let title = work.capability_title(&link.capability);
        if link_row(ui, (&title, &format!("Link to {title}")), link.answer_on(work.day)) {
            let (initiative, capability) = (initiative.id.clone(), link.capability.clone());
            work.selection.only(Subject::Link { initiative, capability });
        }
    });
}

/// The capabilities that an initiative does not rely on yet.
fn linkable(work: &Work<'_>, initiative: &Initiative) -> Vec<(Id, String)> {
    let capabilities = work.map().capabilities.iter();
    let others = capabilities.filter(|capability| initiative.link_to(&capability.id).is_none());
    others.map(|other| (other.id.clone(), title_or(Some(&other.title), "Untitled capability"))).collect()
}

/// The line of a link, with the answer in force at its right. Answers a click.
pub fn link_row(ui: &mut Ui, (title, name): (&str, &str), answer: Answer) -> bool {
    let right_color = look::answer_color(Palette::for_ui(ui), answer);
    let clicked = look::row(ui, &Row { title, name, right: answer.name(), right_color, open: None }).clicked();
    look::hairline(ui);
    clicked
}

/// Draws the initiatives of the primary strategy that a supporting one serves, and those that serve it.
pub fn serves(ui: &mut Ui, work: &mut Work<'_>, initiative: &Initiative) {
    let primary = work.map().primary_on(work.day);
    let leads = initiative.placement().is_some() && initiative.strategy == primary;
    if !leads || !initiative.serves.is_empty() {
        served(ui, work, initiative);
    }
    let serving: Vec<Id> =
        work.map().initiatives.iter().filter(|i| i.serves.contains(&initiative.id)).map(|i| i.id.clone()).collect();
    if !serving.is_empty() {
        section(ui, "Served by", |_| {});
        look::listed(ui, "initiatives that serve it", &serving, |ui, from| initiative_row(ui, work, from));
    }
}

fn served(ui: &mut Ui, work: &mut Work<'_>, initiative: &Initiative) {
    let nothing = match work.map().primary_on(work.day) {
        Some(_) => "The primary strategy has no other initiative on the map.",
        None => "No strategy is primary on this day.",
    };
    let mut added = None;
    section(ui, "Serves", |ui| {
        added = look::menu(ui, (Icon::Plus, "Add served initiative"), || servable(work, initiative), nothing);
    });
    if let Some(to) = added {
        work.document.serve(&initiative.id, &to);
    }
    if initiative.serves.is_empty() {
        look::remark(ui, "It serves no initiative of the primary strategy yet.");
    }
    look::listed(ui, "served initiatives", &initiative.serves, |ui, to| {
        served_row(ui, work, (&initiative.id, to));
    });
}

/// The initiatives that stand in the lane of the primary strategy and are not served yet.
fn servable(work: &Work<'_>, initiative: &Initiative) -> Vec<(Id, String)> {
    let primary = work.map().primary_on(work.day);
    let offered = |other: &&std::sync::Arc<Initiative>| {
        other.strategy == primary && other.id != initiative.id && !initiative.serves.contains(&other.id)
    };
    let named =
        |other: &std::sync::Arc<Initiative>| (other.id.clone(), title_or(Some(&other.title), "Untitled initiative"));
    work.map().placed().filter(offered).map(named).collect()
}

fn served_row(ui: &mut Ui, work: &mut Work<'_>, (from, to): (&Id, &Id)) {
    let title = work.initiative_title(to);
    let mut removed = false;
    super::fields::beside(
        ui,
        work,
        20.0,
        |ui, work| {
            let right_color = Palette::for_ui(ui).muted;
            let row = Row { title: &title, name: &format!("Serves {title}"), right: "", right_color, open: None };
            if look::row(ui, &row).clicked() {
                work.selection.only(Subject::Serves { from: from.clone(), to: to.clone() });
            }
        },
        |ui, _| removed = look::icon_button(ui, Icon::Cross, &format!("Stop serving {title}")).clicked(),
    );
    look::hairline(ui);
    if removed {
        work.act("Stop serving", |document| document.unserve(from, to));
    }
}
