//! Adaptations: dated changes of course.

use std::sync::Arc;

use egui::{Response, TextWrapMode, Ui};

use super::look::{self, Icon, Row};
use super::work::{Work, title_or};
use super::{fields, source};
use crate::app::selection::Selection;
use crate::app::style::Palette;
use crate::app::widgets::{field_name, quiet_button, section};
use crate::edit::{Document, ListKind};
use crate::map::{Adaptation, Day, Id, PartialDate};

/// Draws the adaptations of the map, one of them unfolded.
pub fn list(ui: &mut Ui, work: &mut Work<'_>) {
    let mut add = false;
    section(ui, "Adaptations", |ui| add = look::icon_button(ui, Icon::Plus, "Add adaptation").clicked());
    let open = look::unfolded(ui, "adaptations", None);
    let adaptations: Vec<Arc<Adaptation>> = work.map().adaptations.iter().cloned().collect();
    if adaptations.is_empty() {
        look::remark(ui, "The course has not been changed yet.");
    }
    look::listed(ui, "adaptations", &adaptations, |ui, adaptation| {
        let is_open = open.as_ref() == Some(&adaptation.id);
        adaptation_row(ui, adaptation, is_open);
        if is_open {
            fields::scoped(ui, ("adaptation", adaptation.id.as_str()), |ui| drop(body(ui, work, adaptation)));
        }
        look::hairline(ui);
    });
    if add {
        let date = Some(PartialDate::of_day(work.day));
        work.act("Add adaptation", |document| {
            let id = document.add_adaptation(date);
            look::unfold_new(ui, "adaptations", &id);
        });
    }
}

/// Draws one adaptation alone, to be changed; `focus` sets the cursor into what was changed.
pub fn card(ui: &mut Ui, (document, selection): (&mut Document, &mut Selection), day: Day, id: &Id, focus: bool) {
    let mut work = Work { document, selection, day };
    let Some(adaptation) = work.map().adaptations.get(id).cloned() else { return };
    let change = body(ui, &mut work, &adaptation);
    if focus {
        change.request_focus();
    }
}

/// What an adaptation is told by in one line: what was changed, or else what was noticed.
pub fn gist(adaptation: &Adaptation) -> String {
    let said = [&adaptation.change, &adaptation.trigger].into_iter().find(|text| !text.trim().is_empty());
    title_or(said.map(String::as_str), "Untold adaptation")
}

fn adaptation_row(ui: &mut Ui, adaptation: &Adaptation, is_open: bool) {
    let gist = gist(adaptation);
    // Folded up it takes one line; unfolded, the fields below say it in full.
    let title = if is_open { "Adaptation" } else { &gist };
    let date = adaptation.date.map(|date| date.to_string()).unwrap_or_default();
    let right_color = Palette::for_ui(ui).muted;
    let name = format!("Adaptation: {gist}");
    let row = Row { title, name: &name, right: &date, right_color, open: Some(is_open) };
    look::fold(ui, ("adaptations", &adaptation.id), &row, TextWrapMode::Truncate);
}

/// Draws the fields of an adaptation. Answers the one of what was changed.
fn body(ui: &mut Ui, work: &mut Work<'_>, adaptation: &Adaptation) -> Response {
    let id = &adaptation.id;
    let words = ("Adaptation date", "Edit date of adaptation", "unknown");
    fields::captioned_date(ui, work.document, words, adaptation.date, |document, date| {
        document.edit_adaptation(id, |adaptation| adaptation.date = date);
    });
    let words = ("What was noticed", "Edit what was noticed", "");
    text(ui, work, (id, words.0, words), &adaptation.trigger, |adaptation, text| adaptation.trigger = text);
    let words = ("What was changed", "Edit what was changed", "");
    let change = text(ui, work, (id, words.0, words), &adaptation.change, |adaptation, text| adaptation.change = text);
    let words = ("What came of it", "Edit outcome of adaptation", "");
    text(ui, work, (id, words.0, words), &adaptation.outcome, |adaptation, text| adaptation.outcome = text);
    look::pills(ui, |ui| {
        if look::toggle(ui, "Adaptation is illustrative", adaptation.illustrative) {
            work.act("Mark adaptation as illustrative", |document| {
                document.edit_adaptation(id, |adaptation| adaptation.illustrative = !adaptation.illustrative);
            });
        }
        if quiet_button(ui, "Remove adaptation").clicked() {
            work.act("Remove adaptation", |document| document.remove(ListKind::Adaptations, id));
        }
    });
    if let Some(titles) = source::titles(work.map(), &adaptation.sources) {
        look::remark(ui, &titles);
    }
    change
}

fn text(
    ui: &mut Ui,
    work: &mut Work<'_>,
    (id, caption, words): (&Id, &str, fields::Words<'_>),
    value: &str,
    set: impl FnOnce(&mut Adaptation, String),
) -> Response {
    field_name(ui, caption);
    fields::bare_text(ui, work.document, words, 2, value, |document, text| {
        document.edit_adaptation(id, |adaptation| set(adaptation, text));
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adaptation_is_told_by_what_it_changed_or_else_by_what_was_noticed() {
        let mut adaptation = Adaptation { trigger: "fewer calls".into(), ..Adaptation::default() };
        assert_eq!(gist(&adaptation), "fewer calls");
        adaptation.change = "chat first".into();
        assert_eq!(gist(&adaptation), "chat first");
        assert_eq!(gist(&Adaptation::default()), "Untold adaptation");
    }
}
