//! The panel at the right: everything of what is selected, to read and to change.
//!
//! One file for each kind of thing. [`look`] draws what knows nothing of a document, [`fields`] edits one, [`parsed`] reads what is
//! typed as a date or a number.

pub mod adaptation;
mod capability;
pub(super) mod direction;
pub(super) mod fields;
pub(super) mod handshake;
mod indicator;
mod initiative;
mod links;
pub(super) mod look;
mod maturity;
mod note;
pub(super) mod observation;
mod overview;
pub(super) mod parsed;
mod series;
mod serves;
mod several;
pub(super) mod source;
mod stage;
mod strategy;
pub(super) mod work;

use egui::{Id, ScrollArea, Ui, UiBuilder};

use super::selection::Selection;
use crate::edit::Document;
use crate::map::Day;
use crate::scene::Subject;
use work::Work;

/// What the panel showed in the frame before.
#[derive(Clone, Debug, Default, PartialEq)]
struct Before {
    /// The name of what it showed.
    subject: String,
    /// Whether somebody was typing in it.
    typing: bool,
}

/// Draws the inside of the panel: what is selected as of a day, ready to be changed.
pub fn show(ui: &mut Ui, document: &mut Document, selection: &mut Selection, day: Day) {
    let memory = Id::unique("inspector");
    let before: Before = ui.data(|data| data.get_temp(memory)).unwrap_or_default();
    let subject = name(selection);
    let changed = before.subject != subject;
    // A field that is no longer shown cannot end its own gesture.
    if changed && before.typing {
        document.commit();
    }
    let mut area = ScrollArea::vertical().id_salt("inspector").auto_shrink(false);
    if changed {
        area = area.vertical_scroll_offset(0.0);
    }
    parsed::as_of(ui.ctx(), day);
    let mut work = Work { document, selection, day };
    let panel = area.show(ui, |ui| {
        let scope = UiBuilder::new().scope_id(memory.with(&subject));
        ui.scope_builder(scope, |ui| contents(ui, &mut work));
        ui.add_space(24.0);
    });
    let typing = document.in_gesture() && is_focus_within(ui, panel.inner_rect);
    ui.data_mut(|data| data.insert_temp(memory, Before { subject, typing }));
}

/// The stable name of what the panel shows.
fn name(selection: &Selection) -> String {
    match selection.subjects() {
        [] => "map".into(),
        [Subject::Direction | Subject::Lane(_) | Subject::Backbone(_) | Subject::Legend | Subject::Sources] => {
            "map".into()
        }
        [subject] => subject.name(),
        _ => "several".into(),
    }
}

fn contents(ui: &mut Ui, work: &mut Work<'_>) {
    ui.take_available_width();
    if work.selection.subjects().len() > 1 {
        return several::show(ui, work);
    }
    match work.selection.single().cloned() {
        Some(Subject::Initiative(id)) => initiative::show(ui, work, &id),
        Some(Subject::Capability(id)) => capability::show(ui, work, &id),
        Some(Subject::Link { initiative, capability }) => handshake::show(ui, work, &initiative, &capability),
        Some(Subject::Serves { from, to }) => serves::show(ui, work, &from, &to),
        Some(Subject::Note(id)) => note::show(ui, work, &id),
        _ => overview::show(ui, work),
    }
}

fn is_focus_within(ui: &Ui, panel: egui::Rect) -> bool {
    let focused = ui.memory(|memory| memory.focused()).and_then(|id| ui.ctx().read_response(id));
    focused.is_some_and(|field| panel.intersects(field.rect))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_shown_for_all_that_belongs_to_it() {
        let mut selection = Selection::default();
        assert_eq!(name(&selection), "map");
        selection.only(Subject::Direction);
        assert_eq!(name(&selection), "map");
        selection.only(Subject::Initiative("a".into()));
        assert_eq!(name(&selection), "initiative/a");
        selection.add(Subject::Capability("b".into()));
        assert_eq!(name(&selection), "several");
    }
}
