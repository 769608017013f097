//! What was observed of an indicator.

use egui::{Key, Margin, RichText, TextEdit, Ui};

use super::look::{self, Asked};
use super::work::Work;
use super::{fields, series, source};
use crate::app::style::Palette;
use crate::app::widgets::{field_name, parse_date, parse_number};
use crate::map::{Id, Indicator, IndicatorKind, Observation, PartialDate, Qualifier};

/// The strongest judgement, in either direction.
const STRONGEST_PULSE: f64 = 2.0;

/// How many observations are shown until the rest is asked for: the latest in the list.
const SHOWN: usize = 40;

/// How wide the choice of a qualifier is.
const QUALIFIER_WIDTH: f32 = 36.0;

/// A qualifier in as little room as a column has.
fn sign(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "=",
        Qualifier::About => "≈",
        Qualifier::AtLeast => "≥",
    }
}

/// Whether a value can stand in an indicator of a kind.
fn fits(value: f64, kind: IndicatorKind) -> bool {
    kind == IndicatorKind::Measure || value.abs() <= STRONGEST_PULSE
}

/// Whether all values of an indicator can stand in one of another kind.
pub fn all_fit(indicator: &Indicator, kind: IndicatorKind) -> bool {
    indicator.observations.iter().all(|observation| fits(observation.value, kind))
}

/// Reads a value that must be there.
fn parse_value(kind: IndicatorKind, text: &str) -> Result<Option<f64>, String> {
    match parse_number(text)? {
        None => Err("A value is missing".into()),
        Some(value) if !fits(value, kind) => Err(format!(
            "A pulse is a judgement from −2 (clearly away) to 2 (clearly towards), and “{}” is not",
            text.trim()
        )),
        value => Ok(value),
    }
}

/// Reads a date that must be there.
fn parse_observed(text: &str) -> Result<Option<PartialDate>, String> {
    let missing = "A date is missing: write a year, a month or a day, as in 2012, 2012-05 or 2012-05-08";
    parse_date(text)?.map(Some).ok_or_else(|| missing.into())
}

/// Draws the observations of an indicator and a line for one more.
pub fn table(ui: &mut Ui, work: &mut Work<'_>, indicator: &Indicator) {
    field_name(ui, "Observations (* illustrative)");
    let count = indicator.observations.len();
    let shown = look::shown_of(ui, "observations", count, SHOWN);
    if shown < count {
        look::show_rest(ui, "observations", count);
    }
    fields::scoped(ui, ("observations", count), |ui| {
        for (at, observation) in indicator.observations.iter().enumerate().skip(count - shown) {
            row(ui, work, indicator, (at, observation));
        }
    });
    one_more(ui, work, indicator);
}

fn row(ui: &mut Ui, work: &mut Work<'_>, indicator: &Indicator, (at, observation): (usize, &Observation)) {
    let name = format!("Observation {}", at + 1);
    let faults = look::line(ui, |ui| {
        let faults = what_was_observed(ui, work, indicator, (at, observation, &name));
        how_exact(ui, work, &indicator.id, (at, observation, &name));
        match look::tail(ui, &name, observation.illustrative) {
            Some(Asked::Mark) => edit(work, (&indicator.id, at), "Mark observation as illustrative", |observation| {
                observation.illustrative = !observation.illustrative;
            }),
            Some(Asked::Remove) => work.act("Remove observation", |document| {
                document.edit_indicator(&indicator.id, |i| series::remove(&mut i.observations, at));
            }),
            None => {}
        }
        faults
    });
    for fault in faults.into_iter().flatten() {
        look::fault(ui, Some(&fault));
    }
}

/// Changes an observation by one click.
fn edit(work: &mut Work<'_>, (indicator, at): (&Id, usize), label: &str, change: impl FnOnce(&mut Observation)) {
    work.act(label, |document| {
        document.edit_indicator(indicator, |i| series::edit(&mut i.observations, at, change));
    });
}

/// The date and the value; answers what cannot be read of them.
fn what_was_observed(
    ui: &mut Ui,
    work: &mut Work<'_>,
    indicator: &Indicator,
    (at, observation, name): (usize, &Observation, &str),
) -> [Option<String>; 2] {
    let (id, kind) = (&indicator.id, indicator.kind);
    let told = told(work, observation);
    let words = (&*format!("{name} date"), "Edit date of observation", "2012-05");
    let shown = (&Some(observation.date), observation.date.to_string());
    let date =
        fields::read_field(ui, work.document, words, fields::DATE_WIDTH, shown, parse_observed, |document, date| {
            if let Some(date) = date {
                document.edit_indicator(id, |i| series::edit(&mut i.observations, at, |o| o.date = date));
            }
        });
    let width = (ui.available_width() - look::TAIL - QUALIFIER_WIDTH - 4.0).clamp(36.0, 110.0);
    let words = (&*format!("{name} value"), "Edit value of observation", "value");
    let shown = (&Some(observation.value), observation.value.to_string());
    let parse = |text: &str| parse_value(kind, text);
    let value = fields::read_field(ui, work.document, words, width, shown, parse, |document, value| {
        if let Some(value) = value {
            document.edit_indicator(id, |i| series::edit(&mut i.observations, at, |o| o.value = value));
        }
    });
    if let Some(told) = told {
        date.response.on_hover_text(&told);
        value.response.on_hover_text(&told);
    }
    [date.fault, value.fault]
}

/// The note and the sources of an observation, where it has any.
fn told(work: &Work<'_>, observation: &Observation) -> Option<String> {
    let note = (!observation.note.is_empty()).then(|| observation.note.clone());
    let told: Vec<String> = note.into_iter().chain(source::titles(work, &observation.sources)).collect();
    (!told.is_empty()).then(|| told.join("\n"))
}

fn how_exact(ui: &mut Ui, work: &mut Work<'_>, indicator: &Id, (at, observation, name): (usize, &Observation, &str)) {
    let offered = Qualifier::ALL.map(|qualifier| (qualifier, qualifier.name()));
    let (name, now) = (format!("{name} qualifier"), observation.qualifier);
    if let Some(qualifier) = fields::combo(ui, &name, (QUALIFIER_WIDTH, sign(now)), &offered, now) {
        edit(work, (indicator, at), "Set qualifier of observation", |observation| observation.qualifier = qualifier);
    }
}

/// An observation that is being typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Draft {
    date: String,
    value: String,
}

impl Draft {
    /// The observation that it amounts to, if it is whole; why not, where something was typed.
    fn read(&self, kind: IndicatorKind) -> Result<Observation, Option<String>> {
        let (date, value) = (parse_observed(&self.date), parse_value(kind, &self.value));
        match (date, value) {
            (Ok(Some(date)), Ok(Some(value))) => Ok(Observation::exact(date, value)),
            _ if self.date.trim().is_empty() && self.value.trim().is_empty() => Err(None),
            (Err(fault), _) | (_, Err(fault)) => Err(Some(fault)),
            _ => Err(None),
        }
    }
}

/// The line in which one more observation is typed.
fn one_more(ui: &mut Ui, work: &mut Work<'_>, indicator: &Indicator) {
    let id = ui.make_persistent_id("new observation");
    let mut draft: Draft = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let read = look::line(ui, |ui| {
        let entered = draft_fields(ui, id, &mut draft);
        let read = draft.read(indicator.kind);
        let button = ui.add_enabled(read.is_ok(), egui::Button::new("Add")).accessible_name("Add observation");
        let wanted = button.clicked() || entered;
        read.map(|observation| wanted.then_some(observation))
    });
    match read {
        Ok(Some(observation)) => {
            draft = Draft::default();
            ui.memory_mut(|memory| memory.request_focus(id.with("date")));
            work.act("Add observation", |document| {
                document.edit_indicator(&indicator.id, |i| {
                    series::insert(&mut i.observations, observation);
                });
            });
        }
        Err(Some(fault)) => drop(look::remark(ui, &fault)),
        Ok(None) | Err(None) => {}
    }
    ui.data_mut(|data| data.insert_temp(id, draft));
}

/// The two fields of a draft. Answers whether Enter was pressed in one of them.
fn draft_fields(ui: &mut Ui, id: egui::Id, draft: &mut Draft) -> bool {
    let muted = Palette::for_ui(ui).muted;
    let mut entered = false;
    let mut field = |ui: &mut Ui, text: &mut String, (part, name, hint): (&str, &str, &str), width: f32| {
        let field = TextEdit::singleline(text)
            .id(id.with(part))
            .desired_width(width)
            .hint_text(RichText::new(hint).color(muted))
            .margin(Margin::symmetric(8, 5));
        let response = ui.add(field).accessible_name(name);
        entered |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    };
    field(ui, &mut draft.date, ("date", "New observation date", "date"), fields::DATE_WIDTH);
    let width = (ui.available_width() - 54.0).clamp(40.0, 110.0);
    field(ui, &mut draft.value, ("value", "New observation value", "value"), width);
    entered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(date: &str, value: &str, kind: IndicatorKind) -> Result<Observation, Option<String>> {
        Draft { date: date.into(), value: value.into() }.read(kind)
    }

    #[test]
    fn a_whole_draft_is_an_observation() {
        let observation = read(" 2012-05 ", "3.5", IndicatorKind::Measure).expect("whole");
        assert_eq!((observation.date.to_string(), observation.value), ("2012-05".into(), 3.5));
    }

    #[test]
    fn an_empty_draft_is_not_nagged_about_and_half_of_one_is_explained() {
        assert_eq!(read("", " ", IndicatorKind::Measure), Err(None));
        let fault = |date, value| read(date, value, IndicatorKind::Measure).expect_err("not whole").expect("explained");
        assert!(fault("2012", "").contains("value is missing"));
        assert!(fault("", "3").contains("date is missing"));
        assert!(fault("2012-13", "3").contains("no such month"));
        assert!(fault("2012", "3,5").contains("comma"));
    }

    #[test]
    fn a_pulse_lies_between_minus_two_and_two() {
        assert!(read("2012", "−2", IndicatorKind::Pulse).is_ok());
        assert!(read("2012", "3", IndicatorKind::Pulse).is_err_and(|why| why.is_some_and(|why| why.contains("pulse"))));
        let value = Observation::exact(PartialDate::of_year(2012), 3.0);
        let indicator = Indicator { observations: vec![value], ..Indicator::default() };
        assert!(all_fit(&indicator, IndicatorKind::Measure));
        assert!(!all_fit(&indicator, IndicatorKind::Pulse));
    }

    #[test]
    fn a_row_that_loses_its_date_or_value_is_explained() {
        assert!(parse_observed(" ").is_err_and(|why| why.contains("missing")));
        assert!(parse_value(IndicatorKind::Measure, "").is_err_and(|why| why.contains("missing")));
    }
}
