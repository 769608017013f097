//! The stages of an initiative.

use egui::Ui;

use super::fields;
use super::look::{self, Asked};
use super::work::Work;
use super::{parsed, series};
use crate::app::widgets::field_name;
use crate::map::{Day, Extra, Id, Initiative, Stage, StageEntry};

/// The stages as they are offered.
pub fn offered() -> [(Stage, &'static str); 5] {
    Stage::ALL.map(|stage| (stage, stage.name()))
}

/// Puts an initiative into a stage from a day on.
pub fn set(initiative: &mut Initiative, day: Day, stage: Stage) {
    let new =
        |since| StageEntry { since: Some(since), stage, illustrative: false, sources: Vec::new(), extra: Extra::new() };
    series::hold_from(&mut initiative.stages, day, new, |entry| entry.stage = stage);
}

/// Draws the stage in force and how it came to it.
pub fn show(ui: &mut Ui, work: &mut Work<'_>, initiative: &Initiative) {
    let (id, day) = (&initiative.id, work.day);
    field_name(ui, "Stage");
    let now = initiative.stage_on(day).map(|entry| entry.stage);
    let clicked = look::choices(ui, "", &offered(), now, |_| None).filter(|stage| now != Some(*stage));
    if let Some(stage) = clicked {
        work.act("Set stage", |document| document.edit_initiative(id, |i| set(i, day, stage)));
    }
    if initiative.is_planned_on(day) {
        look::remark(ui, "Planned: its first stage has not come yet.");
    }
    fields::scoped(ui, ("stages", initiative.stages.len()), |ui| {
        for (at, entry) in initiative.stages.iter().enumerate() {
            row(ui, work, id, (at, entry));
        }
    });
}

fn row(ui: &mut Ui, work: &mut Work<'_>, id: &Id, (at, entry): (usize, &StageEntry)) {
    let name = format!("Stage {}", at + 1);
    let edit = |work: &mut Work<'_>, label: &str, change: &dyn Fn(&mut StageEntry)| {
        work.act(label, |document| document.edit_initiative(id, |i| series::edit(&mut i.stages, at, change)));
    };
    let fault = look::line(ui, |ui| {
        let words = (&*format!("{name} since"), "Edit date of stage");
        let read = fields::date(ui, work.document, words, entry.since, |document, since| {
            document.edit_initiative(id, |i| series::edit(&mut i.stages, at, |entry| entry.since = since));
        });
        let width = (ui.available_width() - look::TAIL).clamp(60.0, 120.0);
        if let Some(stage) = fields::combo(ui, &name, (width, entry.stage.name()), &offered(), entry.stage) {
            edit(work, "Set stage", &|entry| entry.stage = stage);
        }
        match look::tail(ui, &name, entry.illustrative) {
            Some(Asked::Mark) => {
                edit(work, "Mark stage as illustrative", &|entry| entry.illustrative = !entry.illustrative)
            }
            Some(Asked::Remove) => work.act("Remove stage", |document| {
                document.edit_initiative(id, |i| series::remove(&mut i.stages, at));
            }),
            None => {}
        }
        read.fault
    });
    parsed::show_fault(ui, fault.as_ref());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stage_that_was_set_on_a_day_is_in_force_on_it() {
        let mut initiative = Initiative::default();
        let day = Day::from_civil(2016, 3, 31);
        set(&mut initiative, day, Stage::Experiment);
        set(&mut initiative, day, Stage::Scaling);
        assert_eq!(initiative.stages.len(), 1);
        assert_eq!(initiative.stage_on(day).map(|entry| entry.stage), Some(Stage::Scaling));
        assert!(initiative.is_planned_on(Day(day.0 - 1)));
    }
}
