//! How mature a capability is.

use egui::Ui;

use super::fields;
use super::look::{self, Asked};
use super::work::Work;
use super::{parsed, series};
use crate::app::widgets::field_name;
use crate::map::{Capability, Day, Extra, Id, MaturityEntry};

/// The levels as they are offered.
const LEVELS: [(u8, &str); 5] = [(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")];

/// Assesses a capability from a day on.
fn set(capability: &mut Capability, day: Day, level: u8) {
    let new = |date| MaturityEntry {
        date: Some(date),
        level,
        note: String::new(),
        illustrative: false,
        sources: Vec::new(),
        extra: Extra::new(),
    };
    series::hold_from(&mut capability.maturity, day, new, |entry| entry.level = level);
}

/// Draws the level in force and the assessments.
pub fn show(ui: &mut Ui, work: &mut Work<'_>, capability: &Capability) {
    let (id, day) = (&capability.id, work.day);
    field_name(ui, "Maturity, from 1 to 5");
    let now = capability.maturity_on(day).map(|entry| entry.level);
    let clicked = look::choices(ui, "Maturity", &LEVELS, now, |_| None).filter(|level| now != Some(*level));
    if let Some(level) = clicked {
        work.act("Set maturity", |document| document.edit_capability(id, |c| set(c, day, level)));
    }
    fields::scoped(ui, ("maturity", capability.maturity.len()), |ui| {
        for (at, entry) in capability.maturity.iter().enumerate() {
            look::framed(ui, |ui| assessment(ui, work, id, (at, entry)));
        }
    });
}

fn assessment(ui: &mut Ui, work: &mut Work<'_>, id: &Id, (at, entry): (usize, &MaturityEntry)) {
    let name = format!("Maturity {}", at + 1);
    let edit = |work: &mut Work<'_>, label: &str, change: &dyn Fn(&mut MaturityEntry)| {
        work.act(label, |document| document.edit_capability(id, |c| series::edit(&mut c.maturity, at, change)));
    };
    let fault = look::line(ui, |ui| {
        let words = (&*format!("{name} date"), "Edit date of maturity");
        let read = fields::date(ui, work.document, words, entry.date, |document, date| {
            document.edit_capability(id, |c| series::edit(&mut c.maturity, at, |entry| entry.date = date));
        });
        let shown = entry.level.to_string();
        if let Some(level) = fields::combo(ui, &format!("{name} level"), (60.0, &shown), &LEVELS, entry.level) {
            edit(work, "Set maturity", &|entry| entry.level = level);
        }
        match look::tail(ui, &name, entry.illustrative) {
            Some(Asked::Mark) => {
                edit(work, "Mark maturity as illustrative", &|entry| entry.illustrative = !entry.illustrative);
            }
            Some(Asked::Remove) => work.act("Remove maturity", |document| {
                document.edit_capability(id, |c| series::remove(&mut c.maturity, at));
            }),
            None => {}
        }
        read.fault
    });
    parsed::show_fault(ui, fault.as_ref());
    let words = (&*format!("{name} note"), "Edit note of maturity", "What does it rest on?");
    fields::bare_text(ui, work.document, words, 2, &entry.note, |document, text| {
        document.edit_capability(id, |c| series::edit(&mut c.maturity, at, |entry| entry.note = text));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Backbone;

    #[test]
    fn assessing_twice_on_a_day_leaves_one_entry_with_its_note() {
        let mut capability = Capability::named("c".into(), "Shared data", Backbone::Operational);
        let day = Day::from_civil(2016, 3, 31);
        set(&mut capability, day, 2);
        capability.maturity[0].note = "survey".into();
        set(&mut capability, day, 4);
        assert_eq!(capability.maturity.len(), 1);
        assert_eq!((capability.maturity[0].level, capability.maturity[0].note.as_str()), (4, "survey"));
    }
}
