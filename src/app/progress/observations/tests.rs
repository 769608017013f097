//! The table and the dialog for pasting, driven by the names of their controls.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::show;
use crate::app::style;
use crate::edit::{Document, Record};
use crate::map::{Day, Indicator, IndicatorKind, Observation, Qualifier, Source};

/// A document, and how the table of it is shown.
struct Shown {
    document: Document,
    day: Day,
    elsewhen: bool,
}

impl std::ops::Deref for Shown {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

impl std::ops::DerefMut for Shown {
    fn deref_mut(&mut self) -> &mut Document {
        &mut self.document
    }
}

type Table = Harness<'static, Shown>;

fn table_of(dates: &[(&str, f64)], kind: IndicatorKind) -> Table {
    let observations = dates.iter().map(|(d, v)| Observation::exact(d.parse().expect(d), *v)).collect();
    let indicator = Indicator {
        id: "k".into(),
        name: "Members online".into(),
        unit: "%".into(),
        kind,
        observations,
        ..Indicator::default()
    };
    let mut document = Document::default();
    document.put(Record::Indicator(Arc::new(indicator)));
    document.put(Record::Source(Arc::new(Source {
        id: "s".into(),
        title: "Annual report".into(),
        ..Source::default()
    })));
    document.commit();
    let draw = |ui: &mut egui::Ui, shown: &mut Shown| {
        show(ui, &mut shown.document, &"k".into(), shown.day, shown.elsewhen);
    };
    let shown = Shown { document, day: Day::from_civil(2020, 1, 1), elsewhen: false };
    let builder = Harness::builder().with_size(vec2(1000.0, 700.0)).with_context_setup(style::install);
    let mut harness = builder.build_ui_state(draw, shown);
    harness.run();
    harness
}

fn table(dates: &[(&str, f64)]) -> Table {
    table_of(dates, IndicatorKind::Measure)
}

/// Clicks something by its name.
fn click(table: &mut Table, name: &str) {
    table.get_by_label(name).click();
    table.run();
}

/// Puts a text into a field in place of what is there, and goes on.
fn fill(table: &mut Table, name: &str, text: &str) {
    table.get_by_label(name).focus();
    table.run();
    table.key_press_modifiers(Modifiers::COMMAND, Key::A);
    table.event(Event::Text(text.to_owned()));
    table.run();
}

fn leave(table: &mut Table) {
    table.key_press(Key::Tab);
    table.run();
}

fn text_of(table: &Table, name: &str) -> String {
    table.get_by_label(name).accesskit_node().value().unwrap_or_default()
}

fn sees(table: &Table, words: &str) -> bool {
    table.query_all_by_label_contains(words).next().is_some()
}

fn observed(table: &Table) -> Vec<String> {
    let indicator = table.state().map().indicator(&"k".into()).expect("there");
    indicator.observations.iter().map(|o| format!("{} {}", o.date, o.value)).collect()
}

fn first(table: &Table) -> Observation {
    table.state().map().indicator(&"k".into()).expect("there").observations[0].clone()
}

fn paste(table: &mut Table, text: &str) {
    click(table, "Paste from a spreadsheet…");
    table.event(Event::Paste(text.to_owned()));
    table.run();
}

#[test]
fn an_observation_is_typed_and_added_with_enter_and_the_cursor_returns_to_the_date() {
    let mut table = table(&[("2012", 1.0)]);
    fill(&mut table, "Date to add", "2011-05");
    fill(&mut table, "Value to add", "0.5");
    table.key_press(Key::Enter);
    table.run();
    assert_eq!(observed(&table), ["2011-05 0.5", "2012 1"]);
    assert_eq!(table.state().undo_label(), Some("Add observation"));
    assert!(table.get_by_label("Date to add").accesskit_node().is_focused());
    assert_eq!(text_of(&table, "Date to add"), "");
}

#[test]
fn a_draft_that_cannot_be_read_is_explained_and_kept() {
    let mut table = table(&[]);
    assert!(sees(&table, "No observation yet"));
    fill(&mut table, "Date to add", "2012-02-31");
    fill(&mut table, "Value to add", "1,5");
    assert!(sees(&table, "that month has 29 days"));
    fill(&mut table, "Date to add", "2012-02-29");
    assert!(sees(&table, "write decimals with a point"));
    assert_eq!(text_of(&table, "Value to add"), "1,5");
    fill(&mut table, "Value to add", "NaN");
    assert!(sees(&table, "“NaN” is not a number"));
    table.get_by_label("Add observation").click();
    table.run();
    assert!(observed(&table).is_empty());
}

#[test]
fn cells_are_changed_in_place_in_one_step_each() {
    let mut table = table(&[("2012", 1.0)]);
    fill(&mut table, "Table observation 1 value", "2.5");
    leave(&mut table);
    assert_eq!(table.state().undo_label(), Some("Edit value of observation"));
    fill(&mut table, "Table observation 1 note", "Worked out.");
    leave(&mut table);
    click(&mut table, "Table observation 1 illustrative");
    let seen = first(&table);
    assert_eq!((seen.value, seen.note.as_str(), seen.illustrative), (2.5, "Worked out.", true));
    table.state_mut().undo();
    table.state_mut().undo();
    table.run();
    assert!(!first(&table).illustrative && first(&table).note.is_empty());
}

#[test]
fn sources_are_cited_and_taken_away_in_the_table() {
    let mut table = table(&[("2012", 1.0)]);
    click(&mut table, "Table observation 1 sources");
    click(&mut table, "Annual report");
    assert_eq!(first(&table).sources, ["s".into()]);
    click(&mut table, "Annual report");
    assert!(first(&table).sources.is_empty());
}

#[test]
fn a_date_that_cannot_be_read_is_explained_below_its_row_and_kept() {
    let mut table = table(&[("2012", 1.0), ("2014", 3.0)]);
    fill(&mut table, "Table observation 1 date", "2013-02-30");
    leave(&mut table);
    assert!(sees(&table, "that month has 28 days"));
    assert_eq!(text_of(&table, "Table observation 1 date"), "2013-02-30");
    assert_eq!(observed(&table), ["2012 1", "2014 3"]);

    // What was half typed stays with its observation when another one comes before it.
    fill(&mut table, "Date to add", "2010");
    fill(&mut table, "Value to add", "7");
    table.key_press(Key::Enter);
    table.run();
    assert_eq!(text_of(&table, "Table observation 2 date"), "2013-02-30");
    fill(&mut table, "Table observation 2 date", "2013-02-28");
    leave(&mut table);
    assert_eq!(observed(&table), ["2010 7", "2013-02-28 1", "2014 3"]);
    assert!(!sees(&table, "that month has"));
}

#[test]
fn a_fault_says_what_is_kept_and_escape_restores_it() {
    let mut table = table(&[("2017", 1.0)]);
    fill(&mut table, "Table observation 1 date", "soon");
    assert!(sees(&table, "“soon” is not a date") && sees(&table, "; 2017 is kept"));
    table.key_press(Key::Escape);
    table.run();
    assert_eq!(text_of(&table, "Table observation 1 date"), "2017");
    assert!(!sees(&table, "is kept"));

    // Also where the field was left in between.
    fill(&mut table, "Table observation 1 value", "1,5");
    leave(&mut table);
    assert!(sees(&table, "; 1 is kept"));
    table.get_by_label("Table observation 1 value").focus();
    table.run();
    assert_eq!(text_of(&table, "Table observation 1 value"), "1,5");
    table.key_press(Key::Escape);
    table.run();
    assert_eq!(text_of(&table, "Table observation 1 value"), "1");
    assert_eq!(observed(&table), ["2017 1"]);
}

#[test]
fn escape_restores_a_date_that_could_be_read_too() {
    let mut table = table(&[("2017", 1.0)]);
    fill(&mut table, "Table observation 1 date", "2015");
    assert_eq!(observed(&table), ["2015 1"]);
    table.key_press(Key::Escape);
    table.run();
    assert_eq!(observed(&table), ["2017 1"]);
    assert_eq!(text_of(&table, "Table observation 1 date"), "2017");
}

#[test]
fn a_button_takes_back_what_cannot_be_read() {
    let mut table = table(&[("2017", 1.0)]);
    fill(&mut table, "Table observation 1 date", "soon");
    fill(&mut table, "Table observation 1 value", "much");
    leave(&mut table);
    click(&mut table, "Take back table observation 1 date");
    assert_eq!(text_of(&table, "Table observation 1 date"), "2017");
    assert_eq!(text_of(&table, "Table observation 1 value"), "much");
}

#[test]
fn what_cannot_be_read_is_dropped_once_the_value_changes_otherwise() {
    let mut table = table(&[("2017", 1.0)]);
    fill(&mut table, "Table observation 1 value", "2");
    leave(&mut table);
    fill(&mut table, "Table observation 1 value", "much");
    leave(&mut table);
    leave(&mut table);
    assert_eq!(text_of(&table, "Table observation 1 value"), "much");
    table.state_mut().undo();
    table.run();
    assert_eq!(text_of(&table, "Table observation 1 value"), "1");
}

#[test]
fn what_cannot_be_read_is_dropped_once_another_day_is_shown() {
    let mut table = table(&[("2017", 1.0)]);
    fill(&mut table, "Table observation 1 value", "much");
    leave(&mut table);
    leave(&mut table);
    table.state_mut().day = Day::from_civil(2019, 1, 1);
    table.run();
    assert_eq!(text_of(&table, "Table observation 1 value"), "1");
}

#[test]
fn another_day_than_the_maps_own_is_proposed_for_a_new_observation() {
    let mut table = table(&[]);
    assert_eq!(text_of(&table, "Date to add"), "");
    table.state_mut().elsewhen = true;
    table.run();
    assert_eq!(text_of(&table, "Date to add"), "2020-01-01");
    assert!(!sees(&table, "missing"));
    table.get_by_label("Date to add").focus();
    table.run();
    table.event(Event::Text("2011".into()));
    table.run();
    assert_eq!(text_of(&table, "Date to add"), "2011");
    table.state_mut().day = Day::from_civil(2019, 1, 1);
    fill(&mut table, "Value to add", "3");
    table.key_press(Key::Enter);
    table.run();
    assert_eq!(observed(&table), ["2011 3"]);
    assert_eq!(text_of(&table, "Date to add"), "2019-01-01");
}

#[test]
fn the_cell_of_a_value_is_as_wide_as_the_longest_value_needs() {
    let width = |value| table(&[("2017", value)]).get_by_label("Table observation 1 value").rect().width();
    assert!(width(60_000_000_000.0) > width(6.0));
    assert!(width(1e300) < 220.0);
}

#[test]
fn a_remark_on_a_row_comes_into_sight_with_it() {
    let mut table = table(&[("2012", 1.0), ("2013", 2.0), ("2014", 3.0), ("2015", 3.0)]);
    table.set_size(vec2(1000.0, 190.0));
    table.run();
    fill(&mut table, "Date to add", "2012");
    fill(&mut table, "Value to add", "4");
    table.key_press(Key::Enter);
    table.run();
    let remark = table.get_by_label_contains("Two values in 2012").rect();
    assert!(remark.bottom() <= 190.0, "{remark}");
}

#[test]
fn what_can_be_read_on_the_way_to_a_fault_is_taken_back() {
    let mut table = table(&[("2012", 1.0)]);
    fill(&mut table, "Table observation 1 date", "2015-02");
    assert_eq!(observed(&table), ["2015-02 1"]);
    table.event(Event::Text("-30".into()));
    table.run();
    assert_eq!(observed(&table), ["2012 1"]);
    leave(&mut table);
    fill(&mut table, "Table observation 1 value", "2");
    table.event(Event::Text(",5".into()));
    table.run();
    leave(&mut table);
    assert_eq!(observed(&table), ["2012 1"]);
    assert_eq!(text_of(&table, "Table observation 1 value"), "2,5");
}

#[test]
fn a_row_stays_in_its_place_while_its_date_is_typed() {
    let mut table = table(&[("2012", 1.0), ("2014", 3.0)]);
    let place = |table: &Table| table.get_by_label("Table observation 1 date").rect().top();
    let before = place(&table);
    fill(&mut table, "Table observation 1 date", "2016");
    assert_eq!(place(&table), before);
    leave(&mut table);
    leave(&mut table);
    table.get_by_label("Date to add").focus();
    table.run();
    assert!(place(&table) < before);
}

#[test]
fn a_removed_observation_comes_back_with_undo() {
    let mut table = table(&[("2012", 1.0), ("2014", 3.0)]);
    click(&mut table, "Remove table observation 1");
    assert_eq!(observed(&table), ["2014 3"]);
    table.state_mut().undo();
    table.run();
    assert_eq!(observed(&table), ["2012 1", "2014 3"]);
}

#[test]
fn two_values_on_one_day_are_remarked() {
    let table = table(&[("2012-05-08", 3.0), ("2012-05-08", 4.0)]);
    assert!(sees(&table, "Two values on 8 May 2012: both are drawn, the statistics take their median, 3.5."));
}

#[test]
fn of_thousands_of_observations_only_those_in_sight_are_laid_out() {
    let days: Vec<String> = (0..5000).map(|n| crate::map::PartialDate::of_day(Day(n)).to_string()).collect();
    let dates: Vec<(&str, f64)> = days.iter().map(|day| (day.as_str(), 1.0)).collect();
    let table = table(&dates);
    let rows = table.query_all_by_label_contains("Remove table observation").count();
    assert!((15..40).contains(&rows), "{rows}");
}

#[test]
fn columns_with_decimal_commas_beside_points_are_pasted_once_the_comma_is_chosen() {
    let mut table = table(&[]);
    paste(&mut table, "2012\t0,5\n2013\t1.234\n2014\t3");
    assert!(sees(&table, "Choose “comma” to read them so."));
    assert!(sees(&table, "1 can be added, 2 cannot be read"));
    click(&mut table, "Decimal mark: comma, 1,5");
    click(&mut table, "Add 3 observations");
    assert_eq!(observed(&table), ["2012 0.5", "2013 1234", "2014 3"]);
}

#[test]
fn columns_that_show_the_decimal_comma_are_read_with_it_and_that_is_said() {
    let mut table = table(&[("2012-05", 0.5)]);
    paste(&mut table, "Date\tShare\n2012-05\t0,5\n2013-05\t12,75\n2014-05\t~3");
    assert!(sees(&table, "Line 1: heading"));
    assert!(sees(&table, "Decimal comma, as 0,5 shows; change it here."));
    click(&mut table, "Decimal mark: point, 1.5");
    assert!(sees(&table, "“0,5” has a comma, but the decimal mark is set to point"));
    click(&mut table, "Decimal mark: comma, 1,5");
    assert!(sees(&table, "Line 2: May 2012, 0.5 %, already there"));
    assert!(sees(&table, "Line 3: May 2013, 12.75 %"));
    assert!(sees(&table, "2 can be added, 1 is already there"));
    click(&mut table, "Add 2 observations");
    assert_eq!(observed(&table), ["2012-05 0.5", "2013-05 12.75", "2014-05 3"]);
    assert!(!sees(&table, "Pasted columns"));
    assert_eq!(table.state().undo_label(), Some("Add 2 observations"));
    table.state_mut().undo();
    assert_eq!(observed(&table), ["2012-05 0.5"]);
}

#[test]
fn lines_that_cannot_be_read_are_left_in_the_dialog_to_be_mended() {
    let mut table = table(&[]);
    paste(&mut table, "2012\t1\n31.02.2013\t2\n2014\tn/a");
    assert!(sees(&table, "Line 2: “31.02.2013” is not in the calendar: that month has 28 days"));
    assert!(sees(&table, "Line 3: “n/a” is not a number"));
    click(&mut table, "Add 1 observation");
    assert_eq!(observed(&table), ["2012 1"]);
    assert_eq!(text_of(&table, "Pasted columns"), "31.02.2013\t2\n2014\tn/a");
    assert!(sees(&table, "1 observation was added. These lines are left"));
    fill(&mut table, "Pasted columns", "28.02.2013\t2\n2014\t3");
    click(&mut table, "Add 2 observations");
    assert_eq!(observed(&table), ["2012 1", "2013-02-28 2", "2014 3"]);
}

#[test]
fn a_text_that_takes_the_place_of_the_lines_left_over_is_read_as_a_fresh_one() {
    let mut table = table(&[]);
    paste(&mut table, "2012\t1,5\n2013\tn/a\n2014\tsoon");
    click(&mut table, "Add 1 observation");
    assert!(table.get_by_label("Pasted columns").accesskit_node().is_focused());
    assert!(table.query_by_label("Cancel").is_none());
    table.key_press_modifiers(Modifiers::COMMAND, Key::A);
    table.event(Event::Paste("Datum\tWert\n2015\t1.5\n2016\t2.5".to_owned()));
    table.run();
    assert!(sees(&table, "Line 1: heading"));
    click(&mut table, "Add 2 observations");
    assert_eq!(observed(&table), ["2012 1.5", "2015 1.5", "2016 2.5"]);
}

#[test]
fn what_was_decided_holds_while_the_lines_left_over_are_mended() {
    let mut table = table(&[]);
    paste(&mut table, "2012\t1,5\n2013\tn/a");
    click(&mut table, "Add 1 observation");
    table.key_press(Key::End);
    for _ in 0..3 {
        table.key_press(Key::Backspace);
    }
    table.event(Event::Text("1,234".to_owned()));
    table.run();
    click(&mut table, "Add 1 observation");
    assert_eq!(observed(&table), ["2012 1.5", "2013 1.234"]);
}

#[test]
fn the_dialog_is_closed_and_no_longer_cancelled_once_something_was_added() {
    let mut table = table(&[]);
    paste(&mut table, "2012\t1\n2013\tn/a");
    click(&mut table, "Add 1 observation");
    click(&mut table, "Close");
    assert!(!sees(&table, "Pasted columns"));
    assert_eq!(observed(&table), ["2012 1"]);
}

#[test]
fn day_and_month_are_asked_for_where_nothing_tells() {
    let mut table = table(&[]);
    paste(&mut table, "05/08/2012\t1\n06/08/2012\t2");
    assert!(sees(&table, "2 cannot be read"));
    click(&mut table, "Dates such as 05/08/2012: day first");
    assert!(sees(&table, "Line 1: 5 Aug 2012, 1 %"));
    click(&mut table, "Dates such as 05/08/2012: month first");
    assert!(sees(&table, "Line 1: 8 May 2012, 1 %"));
}

#[test]
fn what_is_already_there_is_added_only_when_that_is_wanted() {
    let mut table = table(&[("2012", 1.0)]);
    paste(&mut table, "2012\t1\n2013\t2\n2013\t2");
    assert!(sees(&table, "Line 3: 2013, 2 %, the same as line 2"));
    click(&mut table, "Add what is already there too");
    click(&mut table, "Add 3 observations");
    assert_eq!(observed(&table), ["2012 1", "2012 1", "2013 2", "2013 2"]);
}

#[test]
fn escape_leaves_the_dialog_and_nothing_is_added() {
    let mut table = table(&[]);
    paste(&mut table, "2012\t1");
    table.key_press(Key::Escape);
    table.run();
    assert!(!sees(&table, "Pasted columns"));
    assert!(observed(&table).is_empty());
}

#[test]
fn a_pulse_beyond_two_is_explained_in_the_dialog() {
    let mut table = table_of(&[], IndicatorKind::Pulse);
    paste(&mut table, "2012\t3\n2013\t−2");
    assert!(sees(&table, "Line 1: A pulse is a judgement from −2"));
    assert!(sees(&table, "Line 2: 2013, −2, clearly away"));
}

#[test]
fn a_qualifier_is_kept_from_the_columns() {
    let mut table = table(&[]);
    paste(&mut table, "Q3 2014; at least 3");
    click(&mut table, "Add 1 observation");
    let seen = first(&table);
    assert_eq!((seen.date.to_string().as_str(), seen.qualifier), ("2014-08~", Qualifier::AtLeast));
    assert_eq!(seen.note, "Q3 2014");
}

#[test]
fn a_dialog_is_drawn_in_a_very_small_window_with_very_many_lines() {
    let mut table = table(&[]);
    table.set_size(vec2(420.0, 300.0));
    table.run();
    paste(&mut table, &"soon\tNaN\n".repeat(12_000));
    assert!(sees(&table, "at most 10000 are read at once"));
}
