//! The handshake on a link: what the business asks for, and what IT answers.

use egui::Ui;

use super::fields;
use super::look::{self, Asked};
use super::serves::title_row;
use super::work::Work;
use super::{parsed, series, source};
use crate::app::style::Palette;
use crate::app::widgets::{field_name, section};
use crate::edit::Document;
use crate::map::{Answer, AnswerEntry, Day, Extra, Id, Link};
use crate::scene::Subject;

/// The two ends of a link.
#[derive(Clone, Copy)]
pub struct Ends<'a> {
    /// What relies on the capability.
    pub initiative: &'a Id,
    /// The capability.
    pub capability: &'a Id,
}

impl Ends<'_> {
    /// Changes the link as part of the gesture.
    fn edit(self, document: &mut Document, change: impl FnOnce(&mut Link)) {
        document.edit_initiative(self.initiative, |i| {
            if let Some(link) = i.relies_on.iter_mut().find(|link| link.capability == *self.capability) {
                change(link);
            }
        });
    }

    /// Changes one answer as part of the gesture.
    fn edit_answer(self, document: &mut Document, at: usize, change: impl FnOnce(&mut AnswerEntry)) {
        self.edit(document, |link| series::edit(&mut link.answers, at, change));
    }
}

/// Gives an answer on a day. What was said along with an earlier one of the same day is kept.
fn set(link: &mut Link, day: Day, answer: Answer) {
    let new = |on| AnswerEntry {
        on: Some(on),
        answer,
        text: String::new(),
        conditions: String::new(),
        agreed_by: String::new(),
        due: None,
        illustrative: false,
        sources: Vec::new(),
        extra: Extra::new(),
    };
    series::hold_from(&mut link.answers, day, new, |entry| entry.answer = answer);
}

/// Whether an answer says no and shows no way to a yes.
fn is_bare_no(entry: &AnswerEntry) -> bool {
    entry.answer == Answer::NotYet && entry.text.trim().is_empty() && entry.conditions.trim().is_empty()
}

/// Draws the handshake of a link, to be changed.
pub fn show(ui: &mut Ui, work: &mut Work<'_>, initiative: &Id, capability: &Id) {
    let Some(from) = work.map().initiatives.get(initiative).cloned() else { return };
    let Some(link) = from.link_to(capability) else { return };
    let ends = Ends { initiative, capability };
    look::kind(ui, "Handshake");
    titles(ui, work, ends);
    ask(ui, work, ends, link);
    answers(ui, work, ends, link);
    ui.add_space(10.0);
    if ui.button("Remove link").clicked() {
        work.act("Remove link", |document| document.unlink(initiative, capability));
        work.selection.only(Subject::Initiative(initiative.clone()));
    }
}

/// Initiative → capability; each selects what it names.
fn titles(ui: &mut Ui, work: &mut Work<'_>, ends: Ends<'_>) {
    if title_row(ui, &work.initiative_title(ends.initiative)) {
        work.selection.only(Subject::Initiative(ends.initiative.clone()));
    }
    let title = format!("→ {}", work.capability_title(ends.capability));
    if title_row(ui, &title) {
        work.selection.only(Subject::Capability(ends.capability.clone()));
    }
}

/// Draws what the business asks for, to be changed.
pub fn ask(ui: &mut Ui, work: &mut Work<'_>, ends: Ends<'_>, link: &Link) {
    section(ui, "Business asks", |_| {});
    let words = ("Ask", "Edit ask", "What does the business ask for?");
    fields::text(ui, work.document, words, 2, &link.ask, |document, text| ends.edit(document, |link| link.ask = text));
    let words = ("Expected", "Edit what is expected", "What does it finally expect?");
    fields::text(ui, work.document, words, 2, &link.expected, |document, text| {
        ends.edit(document, |link| link.expected = text);
    });
}

fn offered() -> [(Answer, &'static str); 4] {
    Answer::ALL.map(|answer| (answer, answer.name()))
}

/// Draws what IT answers, to be changed.
pub fn answers(ui: &mut Ui, work: &mut Work<'_>, ends: Ends<'_>, link: &Link) {
    let day = work.day;
    section(ui, "IT answers", |_| {});
    let (palette, now) = (Palette::for_ui(ui), link.answer_on(day));
    let fill = |answer| Some(look::answer_color(palette, answer));
    if let Some(answer) = look::choices(ui, "", &offered(), Some(now), fill) {
        // Without an entry the ask counts as open; only a click on another answer makes one.
        if answer != now {
            work.act("Set answer", |document| ends.edit(document, |link| set(link, day, answer)));
        }
    }
    if link.answer_entry_on(day).is_some_and(is_bare_no) {
        look::fault(ui, Some("A bare no is not an answer: say what would make it a yes."));
    }
    fields::scoped(ui, ("answers", link.answers.len()), |ui| {
        for (at, entry) in link.answers.iter().enumerate() {
            look::framed(ui, |ui| answer(ui, work, ends, (at, entry)));
        }
    });
}

fn answer(ui: &mut Ui, work: &mut Work<'_>, ends: Ends<'_>, (at, entry): (usize, &AnswerEntry)) {
    let name = format!("Answer {}", at + 1);
    answer_line(ui, work, ends, (at, entry, &name));
    answer_text(ui, work, (ends, at), (&name, "text", "What was said?", &entry.text), |entry| &mut entry.text);
    let conditions = (&*name, "conditions", "Under which conditions?", &*entry.conditions);
    answer_text(ui, work, (ends, at), conditions, |entry| &mut entry.conditions);
    let agreed = (&*name, "agreed by", "Who agreed?", &*entry.agreed_by);
    answer_text(ui, work, (ends, at), agreed, |entry| &mut entry.agreed_by);
    field_name(ui, "Due");
    let words = (&*format!("{name} due"), "Edit due date of answer", "no date");
    let shown = entry.due.map(|date| date.to_string()).unwrap_or_default();
    let parse = crate::app::widgets::parse_date;
    let read = fields::read_field(
        ui,
        work.document,
        words,
        fields::DATE_WIDTH,
        (&entry.due, shown),
        parse,
        |document, due| {
            ends.edit_answer(document, at, |entry| entry.due = due);
        },
    );
    parsed::show_fault(ui, read.fault.as_ref());
    if let Some(titles) = source::titles(work.map(), &entry.sources) {
        look::remark(ui, &titles);
    }
}

fn answer_line(ui: &mut Ui, work: &mut Work<'_>, ends: Ends<'_>, (at, entry, name): (usize, &AnswerEntry, &str)) {
    let fault = look::line(ui, |ui| {
        let words = (&*format!("{name} on"), "Edit date of answer");
        let read = fields::date(ui, work.document, words, entry.on, |document, on| {
            ends.edit_answer(document, at, |entry| entry.on = on);
        });
        let width = (ui.available_width() - look::TAIL).clamp(50.0, 110.0);
        if let Some(answer) = fields::combo(ui, name, (width, entry.answer.name()), &offered(), entry.answer) {
            work.act("Set answer", |document| ends.edit_answer(document, at, |entry| entry.answer = answer));
        }
        match look::tail(ui, name, entry.illustrative) {
            Some(Asked::Mark) => work.act("Mark answer as illustrative", |document| {
                ends.edit_answer(document, at, |entry| entry.illustrative = !entry.illustrative);
            }),
            Some(Asked::Remove) => work.act("Remove answer", |document| {
                ends.edit(document, |link| series::remove(&mut link.answers, at));
            }),
            None => {}
        }
        read.fault
    });
    parsed::show_fault(ui, fault.as_ref());
}

/// A text of an answer: what it is called, what stands in it while it is empty, and what it says.
fn answer_text(
    ui: &mut Ui,
    work: &mut Work<'_>,
    (ends, at): (Ends<'_>, usize),
    (answer, part, hint, value): (&str, &str, &str, &str),
    place: impl FnOnce(&mut AnswerEntry) -> &mut String,
) {
    let rows = if part == "agreed by" { 1 } else { 2 };
    let (name, label) = (format!("{answer} {part}"), format!("Edit {part} of answer"));
    fields::bare_text(ui, work.document, (&name, &label, hint), rows, value, |document, text| {
        ends.edit_answer(document, at, |entry| *place(entry) = text);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_answer_on_the_same_day_replaces_the_first_and_keeps_what_was_said() {
        let mut link = Link::to("c".into());
        let day = Day::from_civil(2016, 3, 31);
        set(&mut link, day, Answer::NotYet);
        assert!(is_bare_no(&link.answers[0]));
        link.answers[0].conditions = "once the record is everywhere".into();
        assert!(!is_bare_no(&link.answers[0]));
        set(&mut link, day, Answer::YesIf);
        assert_eq!(link.answers.len(), 1);
        assert_eq!(link.answers[0].conditions, "once the record is everywhere");
        set(&mut link, Day(day.0 + 1), Answer::Yes);
        assert_eq!(link.answers.len(), 2);
        assert_eq!(link.answer_on(day), Answer::YesIf);
    }
}
