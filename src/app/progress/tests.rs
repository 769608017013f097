//! The view, driven by the names of what is in it.

use std::sync::Arc;

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::*;
use crate::app::style;
use crate::map::{Desired, Indicator, Initiative, Observation, PartialDate, StrategyKind, StrategyMap};

#[derive(Default)]
struct Shown {
    view: ProgressView,
    document: Document,
    picked: Option<Subject>,
}

fn show(map: StrategyMap, theme: egui::Theme, size: Vec2) -> Harness<'static, Shown> {
    let day = Day::from_civil(2020, 1, 1);
    let draw = move |ui: &mut Ui, shown: &mut Shown| {
        let picked = shown.view.show(ui, &mut shown.document, &Timeline::default(), (day, false));
        shown.picked = picked.or(shown.picked.take());
    };
    let state = Shown { document: Document::new(map), ..Shown::default() };
    let builder = Harness::builder().with_size(size).with_theme(theme).with_context_setup(style::install);
    let mut harness = builder.build_ui_state(draw, state);
    harness.run();
    harness
}

fn indicator(id: &str, name: &str, from: u16, values: &[f64]) -> Indicator {
    let seen = |(i, value): (usize, &f64)| Observation::exact(PartialDate::of_year(from + i as u16), *value);
    let observations = values.iter().enumerate().map(seen).collect();
    Indicator { id: id.into(), name: name.into(), observations, ..Indicator::default() }
}

fn map(values: &[(&str, f64)]) -> StrategyMap {
    let mut map = StrategyMap::default();
    map.indicators.put(Arc::new(indicator("own", "Net promoter score", 2000, &[])));
    let observations = values.iter().map(|(d, v)| Observation::exact(d.parse().expect(d), *v)).collect();
    let indicator = Indicator { id: "k".into(), name: "Members online".into(), observations, ..Indicator::default() };
    let strategy = Some(StrategyKind::CustomerEngagement);
    let (id, indicators) = ("i".into(), vec![indicator]);
    map.initiatives.put(Arc::new(Initiative {
        id,
        title: "Record".into(),
        strategy,
        position: Some(crate::map::Position::default().into()),
        indicators,
        ..Initiative::default()
    }));
    map
}

/// A map on which something advances, slips, holds and is too early to tell.
fn all_ways() -> StrategyMap {
    let mut map = map(&[("2010", 1.0), ("2011", 2.0), ("2012", 3.0), ("2013", 4.0), ("2014", 5.0)]);
    map.indicators.put(Arc::new(indicator("slips", "Answers in time", 2009, &[5.0, 4.0, 3.0, 2.0, 1.0])));
    map.indicators.put(Arc::new(indicator("holds", "Outreach answered", 2008, &[2.0, 3.0, 2.0, 3.0, 2.5])));
    let context = Indicator { desired: Desired::None, ..indicator("context", "Group revenue", 2012, &[1.0, 2.0]) };
    map.indicators.put(Arc::new(context));
    map
}

const SIZE: Vec2 = vec2(1280.0, 900.0);

/// The rows of the list from top to bottom.
fn rows(harness: &Harness<'_, Shown>) -> Vec<String> {
    let mut rows: Vec<_> = harness.query_all_by_role(Role::ListBoxOption).collect();
    rows.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    rows.iter().filter_map(|row| row.accesskit_node().label()).collect()
}

fn arrange(harness: &mut Harness<'_, Shown>, arrangement: &str) {
    harness.get_by_label("Group and sort").click();
    harness.run();
    harness.get_by_label(arrangement).click();
    harness.run();
}

fn row_of(harness: &mut Harness<'_, Shown>, name: &str) -> Rect {
    harness.get_by_role_and_label(Role::ListBoxOption, name).rect()
}

#[test]
fn a_map_without_indicators_says_how_to_get_one() {
    let harness = show(StrategyMap::default(), egui::Theme::Light, SIZE);
    harness.get_by_label_contains("No indicator yet.");
}

#[test]
fn picking_an_indicator_shows_it_and_answers_what_has_it() {
    let mut harness = show(map(&[("2012", 3.0), ("2013-05", 4.0)]), egui::Theme::Light, SIZE);
    harness.get_by_role_and_label(Role::ListBoxOption, "Members online").click();
    harness.run();
    assert_eq!(harness.state().picked, Some(Subject::Initiative("i".into())));
    harness.get_by_label_contains("Chart of Members online.");
}

#[test]
fn an_indicator_can_be_picked_with_the_keyboard() {
    let mut harness = show(map(&[("2012", 3.0)]), egui::Theme::Dark, SIZE);
    harness.get_by_role_and_label(Role::ListBoxOption, "Members online").focus();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(harness.state().picked, Some(Subject::Initiative("i".into())));
}

#[test]
fn the_arrow_keys_walk_the_rows_and_choose() {
    let mut harness = show(all_ways(), egui::Theme::Light, SIZE);
    assert_eq!(
        rows(&harness),
        ["Net promoter score", "Answers in time", "Outreach answered", "Group revenue", "Members online"]
    );
    harness.get_by_role_and_label(Role::ListBoxOption, "Group revenue").focus();
    harness.run();
    harness.key_press(egui::Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().view.chosen, Some("k".into()));
    assert!(harness.get_by_role_and_label(Role::ListBoxOption, "Members online").is_focused());
    for _ in 0..2 {
        harness.key_press(egui::Key::ArrowUp);
        harness.run();
    }
    assert_eq!(harness.state().view.chosen, Some("holds".into()));
    harness.key_press(egui::Key::Home);
    harness.run();
    assert_eq!(harness.state().view.chosen, Some("own".into()));
}

#[test]
fn by_verdict_the_groups_have_headings_and_what_slips_comes_first() {
    let mut harness = show(all_ways(), egui::Theme::Light, SIZE);
    arrange(&mut harness, "by verdict");
    let top = |name: &str| harness.get_by_label(name).rect().top();
    let tops = ["Slipping", "Advancing", "Holding", "Too early to tell", "Context only"].map(top);
    assert!(tops.is_sorted(), "{tops:?}");
    assert_eq!(
        rows(&harness),
        ["Answers in time", "Members online", "Outreach answered", "Net promoter score", "Group revenue"]
    );
}

#[test]
fn by_staleness_the_longest_unobserved_comes_first_and_the_rows_say_since_when() {
    let mut harness = show(all_ways(), egui::Theme::Light, SIZE);
    arrange(&mut harness, "by staleness");
    assert_eq!(
        rows(&harness),
        ["Net promoter score", "Outreach answered", "Answers in time", "Group revenue", "Members online"]
    );
    let row = harness.get_by_role_and_label(Role::ListBoxOption, "Members online");
    let told = row.accesskit_node().data().description().unwrap_or_default().to_owned();
    assert_eq!(told, "Advancing, last 2014, of “Record”");
}

#[test]
fn the_overlay_takes_five_besides_the_shown_one_and_gives_them_back() {
    let mut map = all_ways();
    map.indicators.put(Arc::new(indicator("more", "More", 2012, &[1.0])));
    map.indicators.put(Arc::new(indicator("most", "Most", 2012, &[1.0])));
    let mut harness = show(map, egui::Theme::Light, SIZE);
    for name in ["Answers in time", "Outreach answered", "Group revenue", "Members online", "More", "Most"] {
        harness.get_by_label(&format!("Overlay {name}")).click();
        harness.run();
    }
    assert_eq!(harness.state().view.overlaid.len(), 5);
    harness.get_by_label("Overlay More").click();
    harness.run();
    assert_eq!(harness.state().view.overlaid.len(), 4);
    harness.get_by_label("Clear overlay").click();
    harness.run();
    assert!(harness.state().view.overlaid.is_empty());
    assert!(harness.query_by_label("Clear overlay").is_none());
}

#[test]
fn a_row_that_is_clicked_with_control_is_overlaid_and_not_chosen() {
    let mut harness = show(all_ways(), egui::Theme::Light, SIZE);
    let row = harness.get_by_role_and_label(Role::ListBoxOption, "Members online");
    row.click_modifiers(egui::Modifiers::COMMAND);
    harness.run();
    assert_eq!(harness.state().view.overlaid, [Id::from("k")]);
    assert_eq!(harness.state().view.chosen, None);
}

#[test]
fn all_headings_have_a_row_for_each_verdict_and_say_what_is_left_out() {
    let mut harness = show(all_ways(), egui::Theme::Dark, SIZE);
    let top = |harness: &Harness<'_, Shown>, name: &str| harness.get_by_role_and_label(Role::Button, name).rect().top();
    let advancing = top(&harness, "Members online: Advancing, p 0.017");
    let slipping = top(&harness, "Answers in time: Slipping, p 0.017");
    assert!(advancing < slipping);
    harness.get_by_label("Left out: 1 is too early to tell, 1 is context only");
    harness.get_by_role_and_label(Role::Button, "Answers in time: Slipping, p 0.017").click();
    harness.run();
    assert_eq!(harness.state().picked, Some(Subject::Map));
    assert_eq!(harness.state().view.chosen, Some("slips".into()));
}

#[test]
fn without_enough_observations_the_headings_say_what_is_needed() {
    let harness = show(map(&[("2012", 3.0)]), egui::Theme::Light, SIZE);
    harness.get_by_label_contains("it takes five observations");
    harness.get_by_label_contains("No trajectory yet");
}

#[test]
fn the_trajectory_tells_its_path() {
    let harness = show(all_ways(), egui::Theme::Light, SIZE);
    let figure = harness.get_by_label_contains("Trajectory of customer engagement and digitized solutions.");
    let told = figure.accesskit_node().label().unwrap_or_default();
    assert!(told.contains("31 Dec 2012: 0.5 and 0; "), "{told}");
    harness.get_by_label("no indicator of digitized solutions counts yet");
}

#[test]
fn illustrative_values_are_marked_in_the_list_the_headings_and_the_trajectory() {
    let mut map = all_ways();
    map.overview = Arc::new(crate::map::Overview { illustrative: true, ..Default::default() });
    let harness = show(map, egui::Theme::Light, SIZE);
    harness.get_by_label("* illustrative");
    harness.get_by_label("Members online: Advancing, p 0.017, illustrative");
    harness.get_by_label("Illustrative values included");
    let row = harness.get_by_role_and_label(Role::ListBoxOption, "Members online");
    assert!(row.accesskit_node().data().description().unwrap_or_default().ends_with("illustrative values"));
}

#[test]
fn the_lower_card_also_shows_the_observations() {
    let mut harness = show(map(&[("2012", 3.0), ("2013", 4.0)]), egui::Theme::Light, SIZE);
    harness.state_mut().view.choose("k".into());
    harness.run();
    harness.get_by_role_and_label(Role::Tab, "Observations (2)").click();
    harness.run();
    assert_eq!(harness.state().view.lower, Lower::Observations);
}

#[test]
fn a_period_that_is_not_to_be_had_is_given_up() {
    let mut harness = show(all_ways(), egui::Theme::Light, SIZE);
    harness.state_mut().view.period = Period::LastYear;
    harness.run();
    assert_eq!(harness.state().view.period, Period::LastYear);
    harness.get_by_label_contains("it takes five observations");
    harness.state_mut().view.period = Period::SinceAdaptation;
    harness.run();
    assert_eq!(harness.state().view.period, Period::All);
}

#[test]
fn of_a_thousand_indicators_only_those_in_sight_are_laid_out_and_the_chosen_one_is_brought_there() {
    let mut map = all_ways();
    for i in 0..1000 {
        map.indicators.put(Arc::new(indicator(&format!("n{i}"), &format!("Number {i}"), 2010, &[1.0])));
    }
    let mut harness = show(map, egui::Theme::Light, SIZE);
    assert!(rows(&harness).len() < 30);
    harness.state_mut().view.choose("n700".into());
    harness.run();
    let row = row_of(&mut harness, "Number 700");
    assert!(Rect::from_min_size(egui::Pos2::ZERO, SIZE).contains_rect(row), "{row:?}");
}

#[test]
fn views_of_every_size_and_very_large_values_are_drawn() {
    for (width, height) in [(90.0, 60.0), (420.0, 260.0), (748.0, 640.0), (1280.0, 300.0), (1920.0, 1000.0)] {
        let map = map(&[("2012", f64::MAX), ("2013", f64::MIN), ("2014", 1.0), ("2015", 2.0), ("2016", 3.0)]);
        let mut harness = show(map, egui::Theme::Light, vec2(width, height));
        harness.state_mut().view.choose("k".into());
        harness.run();
    }
}
