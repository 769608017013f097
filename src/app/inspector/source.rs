//! Sources: those of the map, and those that a thing cites.

use std::sync::Arc;

use egui::{TextWrapMode, Ui};

use super::fields;
use super::look::{self, Icon, Row};
use super::work::{Work, title_or};
use crate::app::style::Palette;
use crate::app::widgets::{field_name, section};
use crate::edit::{Document, ListKind, Record};
use crate::map::{Id, Indicator, Initiative, Source, StrategyMap};

/// How close a source stands to the fact.
const GRADES: [(&str, &str); 3] = [("A", "A"), ("B", "B"), ("C", "C")];

/// Draws the sources that a thing cites, with a menu of the others. `edit` changes its list.
pub fn cited(ui: &mut Ui, work: &mut Work<'_>, sources: &[Id], edit: impl Fn(&mut Document, &dyn Fn(&mut Vec<Id>))) {
    if sources.is_empty() && work.map().sources.is_empty() {
        return;
    }
    let mut added = None;
    section(ui, "Sources", |ui| {
        let others = || citable(work, sources);
        added = look::menu(ui, (Icon::Plus, "Cite source"), others, "All sources of the map are cited.");
    });
    let mut removed = None;
    look::pills(ui, |ui| {
        for id in sources {
            look::remark(ui, id.as_str()).on_hover_text(title(work.map(), id));
            if look::icon_button(ui, Icon::Cross, &format!("Remove source {id}")).clicked() {
                removed = Some(id.clone());
            }
        }
    });
    if let Some(id) = added {
        work.act("Cite source", |document| edit(document, &|list| list.push(id.clone())));
    }
    if let Some(id) = removed {
        work.act("Remove source", |document| edit(document, &|list| list.retain(|known| *known != id)));
    }
}

fn citable(work: &Work<'_>, cited: &[Id]) -> Vec<(Id, String)> {
    let others = work.map().sources.iter().filter(|source| !cited.contains(&source.id));
    others.map(|source| (source.id.clone(), title_or(Some(&source.title), source.id.as_str()))).collect()
}

/// The title of a source.
pub fn title(map: &StrategyMap, id: &Id) -> String {
    let known = map.sources.get(id);
    known.map_or_else(|| "Not among the sources of the map".into(), |source| title_or(Some(&source.title), id.as_str()))
}

/// The titles of sources, for a tooltip; none where there are none.
pub fn titles(map: &StrategyMap, sources: &[Id]) -> Option<String> {
    let titles: Vec<String> = sources.iter().map(|id| format!("{id}: {}", title(map, id))).collect();
    (!titles.is_empty()).then(|| titles.join("\n"))
}

/// Draws the sources of the map, one of them unfolded.
pub fn list(ui: &mut Ui, work: &mut Work<'_>) {
    let mut add = false;
    section(ui, "Sources", |ui| add = look::icon_button(ui, Icon::Plus, "Add source").clicked());
    let open = look::unfolded(ui, "sources", None);
    let sources: Vec<Arc<Source>> = work.map().sources.iter().cloned().collect();
    look::listed(ui, "sources", &sources, |ui, source| {
        let is_open = open.as_ref() == Some(&source.id);
        source_row(ui, source, is_open);
        if is_open {
            fields::scoped(ui, ("source", source.id.as_str()), |ui| body(ui, work, source));
        }
        look::hairline(ui);
    });
    if add {
        let source = Source { id: Id::random(), ..Source::default() };
        look::unfold_new(ui, "sources", &source.id);
        work.act("Add source", |document| document.put(Record::Source(Arc::new(source))));
    }
}

fn source_row(ui: &mut Ui, source: &Source, is_open: bool) {
    let title = title_or(Some(&source.title), "Untitled source");
    let right_color = Palette::for_ui(ui).muted;
    let name = format!("Source {}: {title}", source.id);
    let row = Row { title: &title, name: &name, right: source.id.as_str(), right_color, open: Some(is_open) };
    look::fold(ui, ("sources", &source.id), &row, TextWrapMode::Wrap);
}

fn body(ui: &mut Ui, work: &mut Work<'_>, source: &Source) {
    let id = &source.id;
    text(ui, work, (id, "Title", ("Source title", "Edit title of source", "")), &source.title, |s, text| {
        s.title = text
    });
    let words = ("Source publisher", "Edit publisher of source", "");
    text(ui, work, (id, "Publisher", words), &source.publisher, |s, text| s.publisher = text);
    let words = ("Source date", "Edit date of source", "unknown");
    fields::captioned_date(ui, work.document, words, source.date, |document, date| {
        document.edit_source(id, |source| source.date = date);
    });
    let words = ("Source address", "Edit address of source", "https://");
    text(ui, work, (id, "Address", words), &source.url, |s, text| s.url = text);
    field_name(ui, "Grade: A company, regulator or study, B press, C copy or blog");
    let now = GRADES.into_iter().map(|(grade, _)| grade).find(|grade| *grade == source.grade);
    if let Some(grade) = look::choices(ui, "Grade", &GRADES, now, |_| None) {
        let grade = if now == Some(grade) { "" } else { grade };
        work.act("Set grade of source", |document| document.edit_source(id, |source| source.grade = grade.into()));
    }
    let words = ("Source note", "Edit note of source", "What has to be known to use it?");
    text(ui, work, (id, "Note", words), &source.note, |s, text| s.note = text);
    if crate::app::widgets::quiet_button(ui, "Remove source").clicked() {
        work.act("Remove source", |document| remove(document, id));
    }
}

fn text(
    ui: &mut Ui,
    work: &mut Work<'_>,
    (id, caption, words): (&Id, &str, fields::Words<'_>),
    value: &str,
    set: impl FnOnce(&mut Source, String),
) {
    field_name(ui, caption);
    fields::bare_text(ui, work.document, words, 1, value, |document, text| {
        document.edit_source(id, |source| set(source, text));
    });
}

/// Takes a source out of a map, and out of everything that cites it, as part of the gesture.
fn remove(document: &mut Document, id: &Id) {
    let map = document.map();
    let (initiatives, capabilities) = (map.initiatives.order().clone(), map.capabilities.order().clone());
    let (indicators, adaptations) = (map.indicators.order().clone(), map.adaptations.order().clone());
    for initiative in initiatives.iter() {
        document.edit_initiative(initiative, |i| forget_in_initiative(i, id));
    }
    for capability in capabilities.iter() {
        document.edit_capability(capability, |c| {
            forget(&mut c.sources, id);
            c.maturity.iter_mut().for_each(|entry| forget(&mut entry.sources, id));
            forget_in_indicators(&mut c.indicators, id);
        });
    }
    for indicator in indicators.iter() {
        document.edit_indicator(indicator, |indicator| forget_in_indicators(std::slice::from_mut(indicator), id));
    }
    for adaptation in adaptations.iter() {
        document.edit_adaptation(adaptation, |adaptation| forget(&mut adaptation.sources, id));
    }
    document.remove(ListKind::Sources, id);
}

fn forget(sources: &mut Vec<Id>, id: &Id) {
    sources.retain(|known| known != id);
}

fn forget_in_initiative(initiative: &mut Initiative, id: &Id) {
    forget(&mut initiative.sources, id);
    initiative.stages.iter_mut().for_each(|entry| forget(&mut entry.sources, id));
    let answers = initiative.relies_on.iter_mut().flat_map(|link| &mut link.answers);
    answers.for_each(|entry| forget(&mut entry.sources, id));
    forget_in_indicators(&mut initiative.indicators, id);
}

fn forget_in_indicators(indicators: &mut [Indicator], id: &Id) {
    let observations = indicators.iter_mut().flat_map(|indicator| &mut indicator.observations);
    observations.for_each(|observation| forget(&mut observation.sources, id));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Observation, PartialDate};

    #[test]
    fn a_removed_source_is_cited_nowhere_and_undo_brings_all_back() {
        let mut document = Document::default();
        let source = Source { id: "s".into(), ..Source::default() };
        document.put(Record::Source(Arc::new(source)));
        let observation =
            Observation { sources: vec!["s".into()], ..Observation::exact(PartialDate::of_year(2012), 1.0) };
        let indicator = Indicator { id: "n".into(), observations: vec![observation], ..Indicator::default() };
        let initiative = Initiative {
            id: "i".into(),
            sources: vec!["r".into(), "s".into()],
            indicators: vec![indicator],
            ..Initiative::default()
        };
        document.put(Record::Initiative(Arc::new(initiative)));
        document.commit();
        let before = document.map().clone();
        document.begin("Remove source");
        remove(&mut document, &"s".into());
        document.commit();
        let initiative = document.map().initiatives.get(&"i".into()).expect("kept").clone();
        assert_eq!(initiative.sources, [Id::new("r")]);
        assert!(initiative.indicators[0].observations[0].sources.is_empty());
        assert!(document.map().sources.is_empty());
        document.undo();
        assert_eq!(document.map(), &before);
    }
}
