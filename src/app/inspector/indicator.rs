//! Indicators of an initiative, a capability or the map.

use std::sync::Arc;

use egui::{TextWrapMode, Ui};

use super::look::{self, Icon, Row};
use super::work::{Work, title_or};
use super::{direction, fields, observation};
use crate::app::style::Palette;
use crate::app::widgets::{self, field_name, pill};
use crate::edit::{Document, ListKind, Record};
use crate::map::{Desired, Id, Indicator, IndicatorKind, Timing};

/// What indicators belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The map as a whole.
    Map,
    /// An initiative.
    Initiative(Id),
    /// A capability.
    Capability(Id),
}

impl Owner {
    /// Adds an indicator at the end, as part of the gesture.
    fn add(&self, document: &mut Document, indicator: Indicator) {
        match self {
            Self::Map => document.put(Record::Indicator(Arc::new(indicator))),
            Self::Initiative(id) => document.edit_initiative(id, |i| i.indicators.push(indicator)),
            Self::Capability(id) => document.edit_capability(id, |c| c.indicators.push(indicator)),
        }
    }

    /// Takes an indicator out, as part of the gesture.
    fn remove(&self, document: &mut Document, indicator: &Id) {
        let others = |list: &mut Vec<Indicator>| list.retain(|known| known.id != *indicator);
        match self {
            Self::Map => document.remove(ListKind::Indicators, indicator),
            Self::Initiative(id) => document.edit_initiative(id, |i| others(&mut i.indicators)),
            Self::Capability(id) => document.edit_capability(id, |c| others(&mut c.indicators)),
        }
    }

    /// Changes places with a neighbour, as part of the gesture.
    fn swap(&self, document: &mut Document, at: usize, with: usize) {
        match self {
            Self::Map => {
                let mut order = (**document.map().indicators.order()).clone();
                swap(&mut order, at, with);
                document.put(Record::Order(ListKind::Indicators, Arc::new(order)));
            }
            Self::Initiative(id) => document.edit_initiative(id, |i| swap(&mut i.indicators, at, with)),
            Self::Capability(id) => document.edit_capability(id, |c| swap(&mut c.indicators, at, with)),
        }
    }
}

fn swap<T>(list: &mut [T], at: usize, with: usize) {
    if at.max(with) < list.len() {
        list.swap(at, with);
    }
}

/// Draws indicators, one of them unfolded to be changed. The first is the headline of its card and unfolded at first.
pub fn section(ui: &mut Ui, work: &mut Work<'_>, owner: &Owner, indicators: &[&Indicator]) {
    let mut add = false;
    widgets::section(ui, "Indicators", |ui| add = look::icon_button(ui, Icon::Plus, "Add indicator").clicked());
    if indicators.is_empty() {
        look::remark(ui, "Nothing observable tells yet which way it moves.");
    }
    let open = look::unfolded(ui, "indicators", indicators.first().map(|first| first.id.clone()));
    for (at, indicator) in indicators.iter().enumerate() {
        let is_open = open.as_ref() == Some(&indicator.id);
        indicator_row(ui, indicator, is_open);
        if is_open {
            fields::scoped(ui, ("indicator", indicator.id.as_str()), |ui| {
                body(ui, work, indicator);
                footer(ui, work, owner, (at, indicators.len(), &indicator.id));
            });
        }
        look::hairline(ui);
    }
    if add {
        let indicator = Indicator { id: Id::random(), ..Indicator::default() };
        look::unfold_new(ui, "indicators", &indicator.id);
        work.act("Add indicator", |document| owner.add(document, indicator));
    }
}

fn indicator_row(ui: &mut Ui, indicator: &Indicator, is_open: bool) {
    let title = title_or(Some(&indicator.name), "Untitled indicator");
    let latest = indicator.observations.iter().max_by_key(|observation| observation.date.middle());
    let latest = latest.map(|observation| observation.value.to_string());
    let latest = latest.map(|value| format!("{value} {}", indicator.unit).trim().to_owned()).unwrap_or_default();
    let right_color = Palette::for_ui(ui).muted;
    let name = format!("Indicator {title}");
    let row = Row { title: &title, name: &name, right: &latest, right_color, open: Some(is_open) };
    look::fold(ui, ("indicators", &indicator.id), &row, TextWrapMode::Wrap);
}

fn body(ui: &mut Ui, work: &mut Work<'_>, indicator: &Indicator) {
    let id = &indicator.id;
    let words = ("Indicator name", "Edit indicator name", "What is observed?");
    text(ui, work, (id, "Name", words), (1, &indicator.name), |indicator, text| indicator.name = text);
    let words = ("Indicator unit", "Edit indicator unit", "%, million, days …");
    text(ui, work, (id, "Unit", words), (1, &indicator.unit), |indicator, text| indicator.unit = text);
    field_name(ui, "Desired direction");
    let offered = Desired::ALL.map(|desired| (desired, desired.name()));
    if let Some(desired) = look::choices(ui, "", &offered, Some(indicator.desired), |_| None) {
        set(work, (id, "Set desired direction"), |indicator| indicator.desired = desired);
    }
    kind(ui, work, indicator);
    timing(ui, work, indicator);
    observation::table(ui, work, indicator);
    let words = ("Indicator note", "Edit indicator note", "What has to be known to read it?");
    text(ui, work, (id, "Note", words), (2, &indicator.note), |indicator, text| indicator.note = text);
    direction::show(ui, indicator, work.day);
}

fn text(
    ui: &mut Ui,
    work: &mut Work<'_>,
    (id, caption, words): (&Id, &str, fields::Words<'_>),
    (rows, value): (usize, &str),
    set: impl FnOnce(&mut Indicator, String),
) {
    field_name(ui, caption);
    fields::bare_text(ui, work.document, words, rows, value, |document, text| {
        document.edit_indicator(id, |indicator| set(indicator, text));
    });
}

/// Changes an indicator by one click.
fn set(work: &mut Work<'_>, (id, label): (&Id, &str), change: impl FnOnce(&mut Indicator)) {
    work.act(label, |document| document.edit_indicator(id, change));
}

fn kind(ui: &mut Ui, work: &mut Work<'_>, indicator: &Indicator) {
    field_name(ui, "Observed as");
    let id = &indicator.id;
    look::pills(ui, |ui| {
        for offered in IndicatorKind::ALL {
            let possible = observation::all_fit(indicator, offered);
            let chosen = indicator.kind == offered;
            let response = ui.add_enabled_ui(chosen || possible, |ui| pill(ui, offered.name(), chosen, None)).inner;
            let why = "Some of its values are no judgement from −2 to 2";
            if response.on_disabled_hover_text(why).clicked() && !chosen {
                set(work, (id, "Set kind of indicator"), |indicator| set_kind(indicator, offered));
            }
        }
        if indicator.kind == IndicatorKind::Measure && look::toggle(ui, "Running total", indicator.accumulates) {
            set(work, (id, "Set running total"), |indicator| indicator.accumulates = !indicator.accumulates);
        }
    });
}

/// Sets how an indicator is observed. A judgement is no running total.
fn set_kind(indicator: &mut Indicator, kind: IndicatorKind) {
    indicator.kind = kind;
    indicator.accumulates &= kind == IndicatorKind::Measure;
}

fn timing(ui: &mut Ui, work: &mut Work<'_>, indicator: &Indicator) {
    field_name(ui, "Moves before or after what it stands for");
    let offered = Timing::ALL.map(|timing| (timing, timing.name()));
    if let Some(clicked) = look::choices(ui, "", &offered, indicator.timing, |_| None) {
        let timing = (indicator.timing != Some(clicked)).then_some(clicked);
        set(work, (&indicator.id, "Set timing"), |indicator| indicator.timing = timing);
    }
}

fn footer(ui: &mut Ui, work: &mut Work<'_>, owner: &Owner, (at, count, id): (usize, usize, &Id)) {
    look::line(ui, |ui| {
        let up = ui.add_enabled_ui(at > 0, |ui| look::icon_button(ui, Icon::Up, "Move indicator up")).inner;
        if up.clicked() {
            work.act("Move indicator up", |document| owner.swap(document, at, at - 1));
        }
        let down =
            ui.add_enabled_ui(at + 1 < count, |ui| look::icon_button(ui, Icon::Down, "Move indicator down")).inner;
        if down.clicked() {
            work.act("Move indicator down", |document| owner.swap(document, at, at + 1));
        }
        ui.add_space(6.0);
        if widgets::quiet_button(ui, "Remove indicator").clicked() {
            work.act("Remove indicator", |document| owner.remove(document, id));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(id: &str) -> Indicator {
        Indicator { id: id.into(), ..Indicator::default() }
    }

    fn of_map(document: &Document) -> Vec<String> {
        document.map().indicators.order().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn indicators_of_the_map_come_go_and_move() {
        let mut document = Document::default();
        for id in ["a", "b", "c"] {
            Owner::Map.add(&mut document, named(id));
        }
        Owner::Map.swap(&mut document, 2, 1);
        assert_eq!(of_map(&document), ["a", "c", "b"]);
        Owner::Map.swap(&mut document, 2, 3);
        Owner::Map.remove(&mut document, &"a".into());
        assert_eq!(of_map(&document), ["c", "b"]);
    }

    #[test]
    fn a_judgement_is_no_running_total() {
        let mut indicator = Indicator { accumulates: true, ..named("a") };
        set_kind(&mut indicator, IndicatorKind::Pulse);
        assert!(!indicator.accumulates);
    }
}
