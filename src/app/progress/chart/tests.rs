use super::*;
use crate::app::style;
use crate::insight::{direction, survey};
use crate::map::{
    Adaptation, Indicator, Initiative, Observation, Overview, PartialDate, Position, Qualifier, StrategyKind,
};
use std::sync::Arc;

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

struct Shown {
    map: StrategyMap,
    overlaid: usize,
    period: Period,
    asked: Option<Asked>,
    day: Day,
}

const SIZE: egui::Vec2 = vec2(820.0, 560.0);

fn indicator(id: &str, name: &str, values: &[f64]) -> Indicator {
    let observation = |(i, v): (usize, &f64)| Observation::exact(PartialDate::of_year(2001 + i as u16), *v);
    let observations = values.iter().enumerate().map(observation).collect();
    Indicator { id: id.into(), name: name.into(), observations, ..Indicator::default() }
}

fn map_of(indicators: Vec<Indicator>) -> StrategyMap {
    let mut map = StrategyMap::default();
    map.initiatives.put(Arc::new(Initiative {
        id: "i".into(),
        title: "Record".into(),
        strategy: Some(StrategyKind::CustomerEngagement),
        position: Some(Position::default().into()),
        indicators,
        ..Initiative::default()
    }));
    map
}

fn rising() -> StrategyMap {
    map_of(vec![indicator("k", "Members online", &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0])])
}

fn adapt(map: &mut StrategyMap, id: &str, date: &str, change: &str) {
    let (date, change) = (Some(date.parse().expect(date)), change.into());
    map.adaptations.put(Arc::new(Adaptation { id: id.into(), date, change, ..Adaptation::default() }));
}

/// The card of the first indicator of a map, with so many of the others beside it, as of the end of 2020.
fn card(map: StrategyMap, period: Period, overlaid: usize, size: egui::Vec2) -> Harness<'static, Shown> {
    let draw = |ui: &mut Ui, shown: &mut Shown| {
        let (map, day) = (&shown.map, shown.day);
        let all: Vec<_> = survey(map).collect();
        let from = shown.period.begin(map, day).ok().flatten();
        let told = direction(all[0].indicator, day, from);
        let timeline = Timeline::of(map);
        let input = Input {
            map,
            shown: all[0],
            direction: &told,
            period: shown.period,
            overlaid: &all[1..=shown.overlaid],
            timeline: &timeline,
            day,
        };
        shown.asked = show(ui, &input).or(shown.asked);
    };
    let state = Shown { map, overlaid, period, asked: None, day: Day::from_civil(2020, 12, 31) };
    let builder = Harness::builder().with_size(size).with_context_setup(style::install);
    let mut harness = builder.build_ui_state(draw, state);
    harness.run();
    harness
}

/// Whether a line below or above the plot says this; the plot's own description does not count.
fn says(harness: &Harness<'_, Shown>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).any(|node| node.accesskit_node().role() == Role::Label)
}

fn figure(harness: &Harness<'_, Shown>) -> String {
    harness.get_by_role(Role::Figure).accesskit_node().label().unwrap_or_default()
}

#[test]
fn the_card_tells_the_verdict_and_its_evidence() {
    let harness = card(rising(), Period::All, 0, SIZE);
    harness.get_by_label("Direction: Advancing");
    assert!(says(&harness, "7 observations 2001–2007\u{A0}· rank trend S = 21"));
    let told = figure(&harness);
    assert!(told.starts_with("Chart of Members online. 2001: 1; 2002: 2;"), "{told}");
    assert!(told.contains("2007: 7. Advancing. 7 observations"), "{told}");
}

#[test]
fn another_period_is_asked_for_and_one_that_cannot_begin_cannot_be_chosen() {
    let mut harness = card(rising(), Period::All, 0, SIZE);
    harness.get_by_label("Period").click();
    harness.run();
    assert!(harness.get_by_label("Since the last adaptation").accesskit_node().is_disabled());
    harness.get_by_label("Last three years").click();
    harness.run();
    assert_eq!(harness.state().asked, Some(Asked::Period(Period::LastThreeYears)));
}

#[test]
fn a_narrowed_period_says_what_was_read() {
    let mut map = rising();
    adapt(&mut map, "a", "2004-03-01", "Video first.");
    let harness = card(map, Period::SinceAdaptation, 0, SIZE);
    assert!(says(&harness, "Read: since the last adaptation (1 Mar 2004)."));
    harness.get_by_label("not read");
    assert!(figure(&harness).contains("2001: 1;"), "what was not read is drawn");
}

#[test]
fn flags_stand_above_the_plot_with_their_words() {
    let mut map = rising();
    adapt(&mut map, "a", "2004-03-01", "Video first.");
    adapt(&mut map, "b", "2031", "Not yet.");
    let harness = card(map, Period::All, 0, SIZE);
    let flag = harness.get_by_label("Adapted: Video first").rect();
    let plot = harness.get_by_role(Role::Figure).rect();
    assert!(flag.bottom() <= plot.top() + 1.0 && flag.left() > plot.left() && flag.right() < plot.right());
    assert!(harness.query_by_label("Adapted: Not yet").is_none());
}

#[test]
fn illustrative_values_are_said_above_and_below_the_plot_and_never_on_it() {
    let mut map = rising();
    map.overview = Arc::new(Overview { illustrative: true, ..Overview::default() });
    let harness = card(map, Period::All, 0, SIZE);
    assert!(says(&harness, "With illustrative values"));
    for overlaid in [0, 1] {
        let mut map = map_of(vec![indicator("k", "Members", &[1.0, 2.0, 3.0]), indicator("l", "Calls", &[2.0, 1.0])]);
        map.overview = Arc::new(Overview { illustrative: true, ..Overview::default() });
        let harness = card(map, Period::All, overlaid, SIZE);
        let pill = harness.get_by_label(words::ILLUSTRATIVE).rect();
        assert!(pill.bottom() <= harness.get_by_role(Role::Figure).rect().top());
    }
}

#[test]
fn every_flag_in_sight_is_there_even_where_its_words_have_no_room() {
    let mut map = rising();
    for i in 0..40 {
        let date = format!("200{}-{:02}", 2 + i / 12, 1 + i % 12);
        adapt(&mut map, &i.to_string(), &date, &format!("Change number {i} of the whole course."));
    }
    let harness = card(map, Period::All, 0, SIZE);
    for i in 0..40 {
        harness.get_by_label(&format!("Adapted: Change number {i} of the whole course"));
    }
}

fn wheel(harness: &mut Harness<'_, Shown>, at: egui::Pos2, zoom: f32, times: usize) {
    for _ in 0..times {
        harness.hover_at(at);
        harness.event(egui::Event::Zoom(zoom));
        harness.run();
    }
}

#[test]
fn however_one_zooms_one_button_shows_everything_again() {
    for (overlaid, zoom) in [(0, 0.7), (0, 1.5), (1, 0.7)] {
        let all = vec![indicator("k", "Members", &[1.0, 2.0, 3.0]), indicator("l", "Calls", &[2.0, 1.0])];
        let mut harness = card(map_of(all), Period::All, overlaid, SIZE);
        assert!(harness.query_by_label("Show all").is_none());
        let plot = harness.get_by_role(Role::Figure).rect();
        wheel(&mut harness, plot.center() + vec2(20.0, 30.0), zoom, 40);
        let button = harness.get_by_role_and_label(Role::Button, "Show all");
        assert!(plot.contains_rect(button.rect()));
        button.click();
        harness.run();
        assert!(harness.query_by_label("Show all").is_none(), "{overlaid} {zoom}");
    }
}

#[test]
fn a_double_click_shows_everything_again() {
    let mut harness = card(rising(), Period::All, 0, SIZE);
    let at = harness.get_by_role(Role::Figure).rect().center();
    wheel(&mut harness, at, 1.5, 3);
    harness.get_by_label("Show all");
    // A step of the test takes a quarter of a second: a slow hand.
    harness.ctx.options_mut(|options| options.input_options.max_double_click_delay = 5.0);
    for _ in 0..2 {
        for pressed in [true, false] {
            let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
            harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
            harness.step();
        }
    }
    harness.run();
    assert!(harness.query_by_label("Show all").is_none());
}

#[test]
fn the_plot_keeps_its_place_on_every_day() {
    let dated = |(year, value, illustrative, qualifier)| Observation {
        illustrative,
        qualifier,
        ..Observation::exact(PartialDate::of_year(year), value)
    };
    let observations = [
        (2001, 1.0, false, Qualifier::Exact),
        (2002, 2.0, false, Qualifier::AtLeast),
        (2003, 3.0, true, Qualifier::Exact),
        (2004, 4.0, false, Qualifier::About),
        (2005, 5.0, false, Qualifier::Exact),
        (2006, 6.0, false, Qualifier::Exact),
    ];
    let observations = observations.map(dated).to_vec();
    let unit = "share of all members, %".to_owned();
    let other = indicator("l", "Calls", &[2.0, 1.0, 4.0, 2.0]);
    for (accumulates, overlaid) in [(false, 0), (true, 0), (false, 1)] {
        let name = "Members who have opened their own record".to_owned();
        let (unit, observations) = (unit.clone(), observations.clone());
        let shown = Indicator { id: "k".into(), name, unit, observations, accumulates, ..Indicator::default() };
        let mut map = map_of(vec![shown, other.clone()]);
        adapt(&mut map, "a", "2003-03-01", "Video first, and the telephone only where that is wished for.");
        adapt(&mut map, "b", "2003-05-01", "Every region for itself, and all of them at once.");
        let mut harness = card(map, Period::All, overlaid, vec2(640.0, 400.0));
        let place = harness.get_by_role(Role::Figure).rect();
        for year in 2001..=2010 {
            harness.state_mut().day = Day::from_civil(year, 12, 31);
            harness.run();
            let now = harness.get_by_role(Role::Figure).rect();
            assert_eq!(now.y_range(), place.y_range(), "{accumulates} {overlaid} {year}");
        }
    }
}

#[test]
fn a_running_total_that_slips_says_that_its_pace_falls() {
    let total = Indicator { accumulates: true, ..indicator("k", "Messages", &[1.0, 6.0, 10.0, 13.0, 15.0, 16.0]) };
    let harness = card(map_of(vec![total]), Period::All, 0, SIZE);
    harness.get_by_label("Direction: Slipping");
    assert!(says(&harness, "its pace falls"));
}

#[test]
fn several_indicators_are_told_apart_by_name_at_the_ends_of_their_lines() {
    let names = ["Members online", "Secure messages", "Calls", "Visits"];
    let all = names.iter().enumerate().map(|(i, name)| indicator(&i.to_string(), name, &[1.0, 5.0, 9.0 + i as f64]));
    let harness = card(map_of(all.collect()), Period::All, 3, SIZE);
    let plot = harness.get_by_role(Role::Figure).rect();
    let labels = names.map(|name| harness.get_all_by_label(name).map(|node| node.rect()).next_back().expect(name));
    for (i, label) in labels.iter().enumerate() {
        assert!(label.left() > plot.right(), "{}", names[i]);
        assert!(labels[..i].iter().all(|other| !other.intersects(*label)), "{}", names[i]);
    }
    assert!(says(&harness, "4 indicators, each on its own spread"));
    assert!(
        figure(&harness).starts_with("Chart of Members online, Secure messages, Calls and Visits, each on its own")
    );
    assert!(figure(&harness).contains("Calls: 2001: 1; 2002: 5; 2003: 11."));
}

#[test]
fn more_indicators_than_can_be_told_apart_are_left_out_and_that_is_said() {
    let all = (0..9).map(|i| indicator(&i.to_string(), &format!("Number {i}"), &[1.0, f64::from(i)]));
    let harness = card(map_of(all.collect()), Period::All, 8, SIZE);
    assert!(says(&harness, "3 more are left out"));
}

#[test]
fn any_number_of_observations_is_drawn_in_any_room() {
    let mut seen = vec![vec![], vec![3.0], vec![3.0, 4.0], vec![3.0; 5], vec![1e300, -1e300, 5e299, 0.0, 1.0]];
    seen.push((0..40).map(f64::from).collect());
    seen.push(vec![f64::MAX, f64::MIN, f64::MAX]);
    for values in seen {
        for size in [SIZE, vec2(90.0, 60.0), vec2(360.0, 240.0)] {
            for overlaid in [0, 1] {
                let all = vec![indicator("k", "Members", &values), indicator("l", "Calls", &[2.0, 1.0])];
                let mut map = map_of(all);
                adapt(&mut map, "a", "2001-03-01", "Video first.");
                card(map, Period::All, overlaid, size);
            }
        }
    }
}

#[test]
fn observations_of_one_day_and_two_thousand_of_them_are_drawn() {
    let date = "2012-05-08".parse().expect("a day");
    for n in [9, 2_000] {
        let observations = (0..n).map(|i| Observation::exact(date, f64::from(i % 7))).collect();
        card(map_of(vec![Indicator { observations, ..Indicator::default() }]), Period::All, 0, SIZE);
    }
}
