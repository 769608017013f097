//! What was observed of an indicator: the cells of a table of observations, the line for one more, and the narrow table of
//! the panel. The roomy table of the view of progress is made of the same cells.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Key, Margin, Response, RichText, TextEdit, Ui};

use super::look::{self, Asked};
use super::parsed::{self, Fault, Read};
use super::work::Work;
use super::{fields, source};
use crate::app::style::Palette;
use crate::app::widgets::{field_name, parse_date, parse_number};
use crate::edit::Document;
use crate::map::{Day, Id, Indicator, IndicatorKind, Observation, PartialDate, Qualifier};

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

/// Whether all values of an indicator can stand in one of another kind.
pub fn all_fit(indicator: &Indicator, kind: IndicatorKind) -> bool {
    indicator.observations.iter().all(|observation| kind.admits(observation.value))
}

/// Reads a value that must be there.
fn parse_value(kind: IndicatorKind, text: &str) -> Result<Option<f64>, String> {
    match parse_number(text)? {
        None => Err("A value is missing".into()),
        Some(value) if !kind.admits(value) => Err(kind.why_not(text.trim())),
        value => Ok(value),
    }
}

/// Reads a date that must be there.
fn parse_observed(text: &str) -> Result<Option<PartialDate>, String> {
    let missing = "A date is missing: write a year, a month or a day, as in 2012, 2012-05 or 2012-05-08";
    parse_date(text)?.map(Some).ok_or_else(|| missing.into())
}

/// An observation where it is shown, ready to be changed.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Whose it is.
    pub indicator: &'a Id,
    /// How it was observed.
    pub kind: IndicatorKind,
    /// Its place in the list of the indicator.
    pub at: usize,
    /// What its cells are called: that of `Observation 1` are `Observation 1 date`, `Observation 1 value` and so on.
    pub name: &'a str,
    /// The observation.
    pub observation: &'a Observation,
}

impl Entry<'_> {
    /// Changes it by one click.
    pub fn edit(&self, document: &mut Document, label: &str, change: impl FnOnce(&mut Observation)) {
        document.begin(label);
        document.edit_observation((self.indicator, self.at), change);
        document.commit();
    }
}

/// The field of a date.
pub fn date_cell(ui: &mut Ui, document: &mut Document, entry: &Entry<'_>, width: f32) -> Read {
    let name = format!("{} date", entry.name);
    let words = (&*name, "Edit date of observation", "2012-05");
    let date = entry.observation.date;
    let shown = (&Some(date), date.to_string());
    let id = ui.make_persistent_id("date");
    parsed::field(ui, document, words, (id, width), shown, parse_observed, |document, date| {
        if let Some(date) = date {
            document.edit_observation((entry.indicator, entry.at), |observation| observation.date = date);
        }
    })
}

/// How wide the field of a value of so many letters has to be.
pub fn value_width(letters: usize) -> f32 {
    // No digit is wider, and at both sides stands the margin of the field.
    letters as f32 * 8.0 + 20.0
}

/// The field of a value.
pub fn value_cell(ui: &mut Ui, document: &mut Document, entry: &Entry<'_>, width: f32) -> Read {
    let name = format!("{} value", entry.name);
    let words = (&*name, "Edit value of observation", "value");
    let value = entry.observation.value;
    let shown = (&Some(value), value.to_string());
    let parse = |text: &str| parse_value(entry.kind, text);
    let id = ui.make_persistent_id("value");
    let mut read = parsed::field(ui, document, words, (id, width), shown, parse, |document, value| {
        if let Some(value) = value {
            document.edit_observation((entry.indicator, entry.at), |observation| observation.value = value);
        }
    });
    let full = value.to_string();
    if value_width(full.len()) > width {
        read.response = read.response.on_hover_text(full);
    }
    read
}

/// The choice of a qualifier, `shown` in as many words as there is room for.
pub fn qualifier_cell(ui: &mut Ui, document: &mut Document, entry: &Entry<'_>, (width, shown): (f32, &str)) {
    let name = format!("{} qualifier", entry.name);
    if let Some(qualifier) = qualifier(ui, &name, (width, shown), entry.observation.qualifier) {
        entry.edit(document, "Set qualifier of observation", |observation| observation.qualifier = qualifier);
    }
}

/// A choice of a qualifier. Answers another one that was chosen.
pub fn qualifier(ui: &mut Ui, name: &str, (width, shown): (f32, &str), now: Qualifier) -> Option<Qualifier> {
    let offered = Qualifier::ALL.map(|qualifier| (qualifier, qualifier.name()));
    fields::combo(ui, name, (width, shown), &offered, now)
}

/// The mark of what is illustrative.
pub fn star_cell(ui: &mut Ui, document: &mut Document, entry: &Entry<'_>) {
    if look::star(ui, &format!("{} illustrative", entry.name), entry.observation.illustrative) {
        mark(document, entry);
    }
}

fn mark(document: &mut Document, entry: &Entry<'_>) {
    entry.edit(document, "Mark observation as illustrative", |observation| {
        observation.illustrative = !observation.illustrative;
    });
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
            let name = format!("Observation {}", at + 1);
            let entry = Entry { indicator: &indicator.id, kind: indicator.kind, at, name: &name, observation };
            fields::scoped(ui, at, |ui| row(ui, work.document, &entry));
        }
    });
    one_more(ui, work, indicator);
}

fn row(ui: &mut Ui, document: &mut Document, entry: &Entry<'_>) {
    let faults = look::line(ui, |ui| {
        let faults = what_was_observed(ui, document, entry);
        qualifier_cell(ui, document, entry, (QUALIFIER_WIDTH, sign(entry.observation.qualifier)));
        match look::tail(ui, entry.name, entry.observation.illustrative) {
            Some(Asked::Mark) => mark(document, entry),
            Some(Asked::Remove) => document.remove_observation((entry.indicator, entry.at)),
            None => {}
        }
        faults
    });
    for fault in faults.iter().flatten() {
        fault.show(ui);
    }
}

/// The date and the value; answers what cannot be read of them.
fn what_was_observed(ui: &mut Ui, document: &mut Document, entry: &Entry<'_>) -> [Option<Fault>; 2] {
    let told = told(document, entry.observation);
    let date = date_cell(ui, document, entry, fields::DATE_WIDTH);
    let width = (ui.available_width() - look::TAIL - QUALIFIER_WIDTH - 4.0).clamp(36.0, 110.0);
    let value = value_cell(ui, document, entry, width);
    if let Some(told) = told {
        date.response.on_hover_text(&told);
        value.response.on_hover_text(&told);
    }
    [date.fault, value.fault]
}

/// The note and the sources of an observation, where it has any.
fn told(document: &Document, observation: &Observation) -> Option<String> {
    let note = (!observation.note.is_empty()).then(|| observation.note.clone());
    let told: Vec<String> = note.into_iter().chain(source::titles(document.map(), &observation.sources)).collect();
    (!told.is_empty()).then(|| told.join("\n"))
}

/// An observation that is being typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    date: String,
    value: String,
    /// The day that was put into it, so that it need not be typed.
    proposed: String,
    /// How exact it is.
    pub qualifier: Qualifier,
}

impl Draft {
    /// The observation that it amounts to, if it is whole; why not, where something was typed.
    pub fn read(&self, kind: IndicatorKind) -> Result<Observation, Option<String>> {
        let (date, value) = (parse_observed(&self.date), parse_value(kind, &self.value));
        match (date, value) {
            (Ok(Some(date)), Ok(Some(value))) => {
                Ok(Observation { qualifier: self.qualifier, ..Observation::exact(date, value) })
            }
            _ if self.is_blank() => Err(None),
            (Err(date), Err(value)) => Err(Some(format!("{date}. {value}"))),
            (Err(fault), _) | (_, Err(fault)) => Err(Some(fault)),
            _ => Err(None),
        }
    }

    /// Whether nothing was typed yet.
    fn is_blank(&self) -> bool {
        let date = self.date.trim();
        self.value.trim().is_empty() && (date.is_empty() || date == self.proposed)
    }

    /// Puts a day into it, or none, once it is another one than before: what somebody has typed stays.
    pub fn propose(&mut self, day: Option<Day>) {
        let day = day.map(|day| PartialDate::of_day(day).to_string()).unwrap_or_default();
        if day == self.proposed {
            return;
        }
        if self.date.trim().is_empty() || self.date.trim() == self.proposed {
            self.date.clone_from(&day);
        }
        self.proposed = day;
    }

    /// The draft that is kept under an id.
    pub fn kept(ui: &Ui, id: egui::Id) -> Self {
        ui.data(|data| data.get_temp(id)).unwrap_or_default()
    }

    /// Keeps the draft under an id.
    pub fn keep(self, ui: &Ui, id: egui::Id) {
        ui.data_mut(|data| data.insert_temp(id, self));
    }

    /// Draws its field for the date. Answers whether Enter was pressed in it.
    pub fn date_field(&mut self, ui: &mut Ui, id: egui::Id, (name, hint): (&str, &str), width: f32) -> bool {
        let is_proposed = !self.proposed.is_empty() && self.date == self.proposed;
        let id = id.with("date");
        let field = draft_field(ui, (&mut self.date, id), (name, hint), width);
        if is_proposed && field.gained_focus() {
            // What is typed takes the place of what was only proposed.
            select_all(ui, id, &self.date);
        }
        is_entered(ui, &field)
    }

    /// Draws its field for the value. Answers whether Enter was pressed in it.
    pub fn value_field(&mut self, ui: &mut Ui, id: egui::Id, (name, hint): (&str, &str), width: f32) -> bool {
        let field = draft_field(ui, (&mut self.value, id.with("value")), (name, hint), width);
        is_entered(ui, &field)
    }

    /// Draws the button that adds it. Answers the observation once that is wanted, and else what is wrong with the draft.
    pub fn button(&self, ui: &mut Ui, words: &str, kind: IndicatorKind, entered: bool) -> Asking {
        let read = self.read(kind);
        let button: Response =
            ui.add_enabled(read.is_ok(), egui::Button::new(words)).accessible_name("Add observation");
        let wanted = button.clicked() || entered;
        match read {
            Ok(observation) if wanted => Asking::Add(observation),
            Ok(_) => Asking::Nothing,
            Err(fault) => fault.map_or(Asking::Nothing, Asking::Explain),
        }
    }

    /// Puts the cursor into its date.
    pub fn point_at(&self, ui: &Ui, id: egui::Id) {
        ui.memory_mut(|memory| memory.request_focus(id.with("date")));
    }

    /// Empties it, and puts the cursor back into its date.
    pub fn start_over(&mut self, ui: &Ui, id: egui::Id) {
        *self = Self::default();
        self.point_at(ui, id);
    }
}

/// What a draft asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Asking {
    /// To be added.
    Add(Observation),
    /// To be mended: why.
    Explain(String),
    /// Nothing yet.
    Nothing,
}

/// The line in which one more observation is typed.
fn one_more(ui: &mut Ui, work: &mut Work<'_>, indicator: &Indicator) {
    let id = ui.make_persistent_id("new observation");
    let mut draft = Draft::kept(ui, id);
    draft.propose(work.is_elsewhen().then_some(work.day));
    let asking = look::line(ui, |ui| {
        let by_date = draft.date_field(ui, id, ("New observation date", "2012-05"), fields::DATE_WIDTH);
        let width = (ui.available_width() - 54.0).clamp(40.0, 110.0);
        let by_value = draft.value_field(ui, id, ("New observation value", "value"), width);
        draft.button(ui, "Add", indicator.kind, by_date || by_value)
    });
    match asking {
        Asking::Add(observation) => {
            draft.start_over(ui, id);
            work.document.add_observations(&indicator.id, vec![observation]);
        }
        Asking::Explain(fault) => look::fault(ui, Some(&fault)),
        Asking::Nothing => {}
    }
    draft.keep(ui, id);
}

fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}

fn draft_field(ui: &mut Ui, (text, id): (&mut String, egui::Id), (name, hint): (&str, &str), width: f32) -> Response {
    let hint = RichText::new(hint).color(Palette::for_ui(ui).muted);
    let field = TextEdit::singleline(text).id(id).desired_width(width).hint_text(hint).margin(Margin::symmetric(8, 5));
    ui.add(field).accessible_name(name)
}

/// Whether Enter was pressed in a field.
fn is_entered(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(date: &str, value: &str, kind: IndicatorKind) -> Result<Observation, Option<String>> {
        Draft { date: date.into(), value: value.into(), ..Draft::default() }.read(kind)
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
        let both = fault("2012-02-31", "1,5");
        assert!(both.contains("29 days") && both.contains("comma"), "{both}");
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
