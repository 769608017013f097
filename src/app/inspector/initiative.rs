//! An initiative, or an idea in the tray.

use egui::Ui;

use super::indicator::{self, Owner};
use super::look::{self, Share};
use super::work::Work;
use super::{fields, links, source, stage};
use crate::app::widgets::{field_name, parse_number};
use crate::edit::Document;
use crate::map::{Id, Initiative, TECHNOLOGIES, VIEWPOINTS, technology_name};

/// Draws everything of an initiative, to be changed.
pub fn show(ui: &mut Ui, work: &mut Work<'_>, id: &Id) {
    let Some(initiative) = work.map().initiatives.get(id).cloned() else { return };
    look::kind(ui, if initiative.placement().is_some() { "Initiative" } else { "Idea, not placed" });
    let words = ("Title", "Edit title", "Untitled initiative");
    fields::title(ui, work.document, words, &initiative.title, |document, text| {
        document.edit_initiative(id, |i| i.title = text);
    });
    strategy(ui, work, &initiative);
    outcome(ui, work, &initiative);
    stage::show(ui, work, &initiative);
    technologies(ui, work, &initiative);
    owners(ui, work, &initiative);
    weight(ui, work, &initiative);
    viewpoint(ui, work, &initiative);
    links::backbone(ui, work, &initiative);
    links::serves(ui, work, &initiative);
    let indicators: Vec<_> = initiative.indicators.iter().collect();
    indicator::section(ui, work, &Owner::Initiative(id.clone()), &indicators);
    source::cited(ui, work, &initiative.sources, |document, change| {
        document.edit_initiative(id, |i| change(&mut i.sources));
    });
}

/// The lane that it belongs to. A card that is placed always has one; an idea may have none.
fn strategy(ui: &mut Ui, work: &mut Work<'_>, initiative: &Initiative) {
    field_name(ui, "Strategy");
    let Some(clicked) = look::strategies(ui, "", initiative.strategy) else { return };
    let same = initiative.strategy == Some(clicked);
    if same && initiative.position.is_some() {
        return;
    }
    let strategy = (!same).then_some(clicked);
    work.act("Set strategy", |document| document.edit_initiative(&initiative.id, |i| i.strategy = strategy));
}

/// A text of the initiative.
fn text(
    ui: &mut Ui,
    work: &mut Work<'_>,
    (id, words): (&Id, fields::Words<'_>),
    (rows, value): (usize, &str),
    set: impl FnOnce(&mut Initiative, String),
) {
    let edit = |document: &mut Document, text| document.edit_initiative(id, |i| set(i, text));
    fields::bare_text(ui, work.document, words, rows, value, edit);
}

fn outcome(ui: &mut Ui, work: &mut Work<'_>, initiative: &Initiative) {
    field_name(ui, "Outcome for customer or business");
    let words = ("Outcome", "Edit outcome", "What does it change for the customer or the business?");
    text(ui, work, (&initiative.id, words), (2, &initiative.outcome), |i, text| i.outcome = text);
    field_name(ui, "Summary");
    let words = ("Summary", "Edit summary", "What is it, in a sentence or two?");
    text(ui, work, (&initiative.id, words), (2, &initiative.summary), |i, text| i.summary = text);
}

fn owners(ui: &mut Ui, work: &mut Work<'_>, initiative: &Initiative) {
    field_name(ui, "Business owner");
    let words = ("Business owner", "Edit business owner", "Who owns it in the business?");
    text(ui, work, (&initiative.id, words), (1, &initiative.business_owner), |i, text| i.business_owner = text);
    field_name(ui, "IT owner");
    let words = ("IT owner", "Edit IT owner", "Who owns it in IT?");
    text(ui, work, (&initiative.id, words), (1, &initiative.it_owner), |i, text| i.it_owner = text);
}

/// The name of a technology on a pill.
pub fn technology_title(key: &str) -> String {
    let name = technology_name(key);
    if !TECHNOLOGIES.contains(&key) {
        return name.to_owned();
    }
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Adds a technology to a list, or takes it out.
pub fn set_technology(technologies: &mut Vec<String>, technology: &str, on: bool) {
    technologies.retain(|known| known != technology);
    if on {
        technologies.push(technology.to_owned());
    }
}

/// What somebody typed as a technology: the key of an offered one where it is one, else the text itself.
fn technology_key(text: &str) -> String {
    let same = |key: &&str| key.eq_ignore_ascii_case(text) || technology_name(key).eq_ignore_ascii_case(text);
    TECHNOLOGIES.into_iter().find(same).unwrap_or(text).to_owned()
}

/// The offered technologies, and the others in use.
pub fn technologies_of<'a>(used: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut all: Vec<&str> = TECHNOLOGIES.to_vec();
    for technology in used {
        if !all.contains(&technology) {
            all.push(technology);
        }
    }
    all
}

fn technologies(ui: &mut Ui, work: &mut Work<'_>, initiative: &Initiative) {
    field_name(ui, "Technologies");
    let has = |technology: &str| initiative.technologies.iter().any(|known| known == technology);
    let mut switched = None;
    look::pills(ui, |ui| {
        for technology in technologies_of(initiative.technologies.iter().map(String::as_str)) {
            if look::toggle(ui, &technology_title(technology), has(technology)) {
                switched = Some((technology.to_owned(), !has(technology)));
            }
        }
    });
    let typed = fields::entry(ui, ("New technology", "Another one"), "Add technology");
    let typed = typed.map(|text| technology_key(&text)).filter(|key| !has(key));
    if let Some((technology, on)) = switched.or(typed.map(|key| (key, true))) {
        work.act("Set technologies", |document| {
            document.edit_initiative(&initiative.id, |i| set_technology(&mut i.technologies, &technology, on));
        });
    }
}

/// What is put into it, and how many votes it got, side by side.
fn weight(ui: &mut Ui, work: &mut Work<'_>, initiative: &Initiative) {
    let id = &initiative.id;
    let unit = work.map().overview.investment_unit.clone();
    ui.columns_const(|[left, right]| {
        let words = ("Investment", "Edit investment");
        let value = (initiative.investment, unit.as_str());
        fields::captioned_number(left, work.document, words, value, parse_number, |document, number| {
            document.edit_initiative(id, |i| i.investment = number);
        });
        let words = ("Votes", "Edit votes");
        let value = (initiative.votes.map(f64::from), "");
        fields::captioned_number(right, work.document, words, value, fields::parse_count, |document, count| {
            // Counts are read as whole numbers within the range of a u32.
            document.edit_initiative(id, |i| i.votes = count.map(|count| count as u32));
        });
    });
}

fn viewpoint(ui: &mut Ui, work: &mut Work<'_>, initiative: &Initiative) {
    field_name(ui, "Viewpoint");
    if let Some(viewpoint) = viewpoint_pills(ui, Some(&initiative.viewpoint)) {
        work.act("Set viewpoint", |document| document.edit_initiative(&initiative.id, |i| i.viewpoint = viewpoint));
    }
    let words = ("Viewpoint", "Edit viewpoint", "With whose eyes was it seen?");
    text(ui, work, (&initiative.id, words), (1, &initiative.viewpoint), |i, text| i.viewpoint = text);
}

/// The offered viewpoints as pills; none is chosen where several differ. Answers what a click asks for: another one, or none.
pub fn viewpoint_pills(ui: &mut Ui, now: Option<&str>) -> Option<String> {
    let offered = VIEWPOINTS.map(|name| (name, name));
    let clicked = look::choices(ui, "Viewpoint", &offered, now, |_| None)?;
    Some(if now == Some(clicked) { String::new() } else { clicked.to_owned() })
}

/// How many of several initiatives use a technology.
pub fn technology_share(technology: &str, lists: &[&[String]]) -> Share {
    let with = lists.iter().filter(|list| list.iter().any(|known| known == technology)).count();
    Share::of(with, lists.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn technologies_have_readable_names_and_typed_ones_find_their_key() {
        assert_eq!(technology_title("mobile"), "Mobile");
        assert_eq!(technology_title("internet_of_things"), "IoT");
        assert_eq!(technology_title("digital twin"), "digital twin");
        assert_eq!(technology_key("iot"), "internet_of_things");
        assert_eq!(technology_key("Cloud"), "cloud");
        assert_eq!(technology_key("Digital twin"), "Digital twin");
    }

    #[test]
    fn other_technologies_stand_after_the_offered_ones() {
        let used = ["digital twin", "cloud"];
        assert_eq!(technologies_of(used.into_iter())[5..], ["digital twin"]);
    }

    #[test]
    fn a_technology_is_set_once_however_often_it_is_added() {
        let mut technologies = vec!["cloud".to_owned()];
        set_technology(&mut technologies, "cloud", true);
        assert_eq!(technologies, ["cloud"]);
        set_technology(&mut technologies, "cloud", false);
        assert!(technologies.is_empty());
    }
}
