//! The bar below every view, driven as a user would drive it.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use headway::map::{Day, PartialDate, Stage};

use crate::support::{Window, window_on};

const ALT: Modifiers = Modifiers::ALT;
const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);
const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// A card of the Kaiser sample that begins in 2011.
const LATER: &str = "Initiative: See the doctor by video";

fn day(text: &str) -> Day {
    text.parse::<PartialDate>().expect(text).start()
}

fn shown(window: &Window) -> Day {
    window.harness.state().workspace().expect("open").day()
}

fn is_elsewhen(window: &Window) -> bool {
    window.harness.state().workspace().expect("open").is_elsewhen()
}

/// Whether a card stands on the map.
fn is_on_map(window: &Window, card: &str) -> bool {
    window.harness.query_all_by_label_contains(card).next().is_some()
}

/// Where a day stands on the track.
fn on_track(window: &Window, date: &str) -> Pos2 {
    let slider = window.harness.get_by_role(Role::Slider);
    let (node, rect) = (slider.accesskit_node(), slider.rect());
    let from = node.data().min_numeric_value().expect("a beginning");
    let to = node.data().max_numeric_value().expect("an end");
    let share = (f64::from(day(date).0) - from) / (to - from);
    // The area that takes the pointer is a thumb's width wider than the track.
    let track = rect.shrink2(vec2(8.0, 0.0));
    Pos2::new(track.left() + track.width() * share as f32, track.top() + 9.0)
}

fn scrub(window: &mut Window, date: &str) {
    let at = on_track(window, date);
    window.click_at(at, NONE);
}

#[test]
fn a_click_on_an_early_year_takes_later_cards_off_the_map_and_says_so() {
    let mut window = window_on("kaiser-permanente");
    assert!(is_on_map(&window, LATER) && !window.sees("Shown as of"));
    scrub(&mut window, "2008-12-31");
    assert!((shown(&window).0 - day("2008-12-31").0).abs() < 60, "{:?}", shown(&window).civil());
    assert!(!is_on_map(&window, LATER));
    assert!(window.sees("that you change apply from this day on."));
    window.click("Back to 31 Oct 2022");
    assert!(is_on_map(&window, LATER) && !window.sees("Shown as of"));
}

#[test]
fn dragging_follows_the_pointer_and_changes_nothing() {
    let mut window = window_on("kaiser-permanente");
    let before = window.map().clone();
    let (from, to) = (on_track(&window, "2022-10-31"), on_track(&window, "2009-06-15"));
    window.drag(from, to);
    assert_eq!(shown(&window).civil().0, 2009);
    window.drag(to, on_track(&window, "2022-10-29"));
    assert!(!is_elsewhen(&window), "the own day draws the pointer to itself");
    assert!(*window.map() == before && !window.is_changed());
}

#[test]
fn steps_lead_through_the_adaptations_and_the_own_day_comes_last_of_the_events() {
    let mut window = window_on("kaiser-permanente");
    let dates = ["2020-04", "2017", "2014-07", "2013-06-03", "2012", "2011-04", "2003"];
    for date in dates {
        window.key(ALT_SHIFT, Key::ArrowLeft);
        assert_eq!(shown(&window), day(date), "{date}");
    }
    window.key(ALT_SHIFT, Key::ArrowLeft);
    assert_eq!(shown(&window), day("2003"), "there is none before the first");
    window.key(ALT, Key::ArrowRight);
    assert_eq!(shown(&window), day("2004"));
    window.key(ALT, Key::Home);
    assert!(!is_elsewhen(&window));
    window.key(ALT, Key::ArrowLeft);
    assert_eq!(shown(&window), day("2020-10"));
    window.key(ALT, Key::ArrowRight);
    assert!(!is_elsewhen(&window));
}

#[test]
fn the_track_is_a_slider_that_the_keys_move() {
    let mut window = window_on("kaiser-permanente");
    let value = |window: &Window| window.harness.get_by_role(Role::Slider).accesskit_node().value();
    assert_eq!(window.harness.get_by_role(Role::Slider).accesskit_node().label().as_deref(), Some("Map as of"));
    assert_eq!(value(&window).as_deref(), Some("31 Oct 2022"));
    window.harness.get_by_role(Role::Slider).focus();
    window.settle();
    window.key(NONE, Key::Home);
    assert_eq!(value(&window).as_deref(), Some("1 Jan 2003"));
    window.key(NONE, Key::ArrowRight);
    assert_eq!(value(&window).as_deref(), Some("1 Jan 2004"));
    window.key(NONE, Key::ArrowLeft);
    assert_eq!(value(&window).as_deref(), Some("1 Jan 2003"));
    window.key(NONE, Key::End);
    assert!(!is_elsewhen(&window));
}

#[test]
fn an_adaptation_is_added_on_the_shown_day_and_told_at_once() {
    let mut window = window_on("kaiser-permanente");
    let before = window.map().clone();
    window.key(NONE, Key::F8);
    window.key(ALT_SHIFT, Key::ArrowLeft);
    window.click("Add adaptation");
    let added = window.map().adaptations.iter().last().expect("added").clone();
    assert_eq!(added.date, "2020-04-01".parse().ok());
    assert_eq!(window.undo_label().as_deref(), Some("Add adaptation"));
    window.type_text("Masks");
    assert_eq!(window.map().adaptations.get(&added.id).expect("there").change, "Masks");
    window.key(NONE, Key::Escape);
    assert!(!window.sees("Remove adaptation"), "the card is closed");
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::Z);
    assert!(*window.map() == before);
}

#[test]
fn a_flag_goes_to_its_day_and_opens_its_card_which_can_remove_it() {
    let mut window = window_on("kaiser-permanente");
    let before = window.map().clone();
    window.key(NONE, Key::F8);
    window.click("Adaptation: A supporting service line");
    assert_eq!(shown(&window), day("2017"));
    window.click_field("What came of it");
    window.type_text("Fewer visits");
    window.click("Later adaptation");
    assert_eq!(shown(&window), day("2020-04"));
    window.click("Remove adaptation");
    assert_eq!(window.map().adaptations.iter().count(), 6);
    assert!(!window.sees("Later adaptation"), "the card goes with it");
    window.key(CTRL, Key::Z);
    assert_eq!(window.undo_label().as_deref(), Some("Edit outcome of adaptation"));
    window.key(CTRL, Key::Z);
    assert!(*window.map() == before);
}

#[test]
fn a_click_elsewhere_closes_the_card_of_an_adaptation() {
    let mut window = window_on("kaiser-permanente");
    window.key(NONE, Key::F8);
    window.click("Adaptation: A bought system");
    assert!(window.sees("Remove adaptation"));
    window.click("8 initiatives");
    assert!(!window.sees("Remove adaptation"));
}

#[test]
fn a_stage_that_is_set_in_the_past_is_dated_there() {
    let mut window = window_on("kaiser-permanente");
    window.click(LATER);
    window.key(ALT_SHIFT, Key::ArrowLeft);
    window.key(ALT_SHIFT, Key::ArrowLeft);
    window.key(ALT_SHIFT, Key::ArrowLeft);
    assert_eq!(shown(&window), day("2014-07"));
    let stopped = window.harness.get_by_role_and_label(Role::RadioButton, "Stopped").rect().center();
    window.click_at(stopped, NONE);
    let stages = window.initiative("See the doctor by video").stages;
    let dated: Vec<String> =
        stages.iter().map(|entry| format!("{} {}", entry.since.expect("dated"), entry.stage.key())).collect();
    assert!(dated.contains(&format!("2014-07-01 {}", Stage::Stopped.key())), "{dated:?}");
    window.key(CTRL, Key::S);
    assert!(String::from_utf8_lossy(&window.saved()).contains("\"2014-07-01\""));
}

#[test]
fn the_primary_strategy_that_is_chosen_in_the_past_is_dated_there_and_moves_no_card() {
    let mut window = window_on("kaiser-permanente");
    let places = |window: &Window| -> Vec<_> { window.map().initiatives.iter().map(|i| i.placement()).collect() };
    let before = places(&window);
    scrub(&mut window, "2010-01-01");
    let shown_on = shown(&window);
    window.key(CTRL, Key::K);
    window.type_text("lead with digitized");
    window.key(NONE, Key::Enter);
    let history = &window.map().overview.strategy.primary;
    assert_eq!(history.last().map(|choice| choice.since), Some(Some(PartialDate::of_day(shown_on))));
    assert!(places(&window) == before, "another day must not rearrange the map of all days");
}

#[test]
fn the_first_choice_of_a_strategy_is_dated_where_another_day_is_shown() {
    let mut window = window_on("kaiser-permanente");
    window.click_field("Choice 1 since");
    window.click("Remove choice 1");
    window.key(ALT_SHIFT, Key::ArrowLeft);
    let lead = window.harness.query_all_by_role(Role::RadioButton);
    let at = lead.map(|node| (node.accesskit_node().label(), node.rect()));
    let at = at.filter(|(label, _)| label.as_deref() == Some("Digitized solutions")).map(|(_, rect)| rect).next();
    window.click_at(at.expect("the pill").center(), NONE);
    let history = &window.map().overview.strategy.primary;
    assert_eq!(history.first().map(|choice| choice.since), Some("2020-04-01".parse().ok()));
}

#[test]
fn playing_shows_day_after_day_and_ends_with_the_own_day() {
    let mut window = window_on("kaiser-permanente");
    scrub(&mut window, "2021-06-15");
    let start = shown(&window);
    window.click("Play");
    assert!(window.sees("Pause"));
    window.harness.run_steps(6);
    let later = shown(&window);
    assert!(later > start, "{later:?}");
    window.click("Pause");
    let paused = shown(&window);
    window.harness.run_steps(20);
    assert_eq!(shown(&window), paused);
    window.key(ALT, Key::P);
    for _ in 0..200 {
        window.harness.run_steps(1);
        if !is_elsewhen(&window) {
            break;
        }
    }
    assert!(!is_elsewhen(&window) && !window.sees("Pause"));
    window.harness.run_steps(40);
    let delay = window.harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_secs(3600), "it asks for no other frame: {delay:?}");
}

#[test]
fn a_step_stops_what_is_played_and_a_new_map_begins_at_its_own_day() {
    let mut window = window_on("kaiser-permanente");
    window.key(ALT, Key::P);
    assert!(window.sees("Pause") && shown(&window).civil().0 == 2003);
    window.key(ALT, Key::ArrowRight);
    assert_eq!(shown(&window), day("2004"));
    window.key(ALT, Key::P);
    window.key(CTRL, Key::N);
    assert!(!is_elsewhen(&window) && !window.sees("Pause"));
    assert!(window.sees("Nothing on this map has a date yet"));
}

#[test]
fn what_is_selected_and_not_yet_on_the_map_breaks_nothing() {
    let mut window = window_on("kaiser-permanente");
    let before = window.map().clone();
    window.click(LATER);
    window.harness.get_by_role(Role::Slider).focus();
    window.settle();
    window.key(NONE, Key::Home);
    assert_eq!(shown(&window), day("2003"));
    for (modifiers, key) in [(CTRL, Key::Num8), (NONE, Key::F2), (NONE, Key::Escape), (CTRL, Key::Num9)] {
        window.key(modifiers, key);
    }
    assert!(*window.map() == before);
    window.key(CTRL, Key::A);
    let selected = window.harness.state().workspace().expect("open").selection.initiatives();
    assert!(!selected.iter().any(|id| id.as_str() == "video-visits"), "{selected:?}");
}

#[test]
fn what_is_typed_in_its_place_is_kept_when_its_card_leaves_the_map() {
    let mut window = window_on("kaiser-permanente");
    window.double_click_at(window.place(LATER).left_top() + vec2(60.0, 20.0));
    window.key(CTRL, Key::A);
    window.type_text("Video visits");
    scrub(&mut window, "2005-06-15");
    assert_eq!(window.initiative("Video visits").id.as_str(), "video-visits");
}

#[test]
fn the_palette_finds_what_is_not_on_the_map_yet_on_its_own_day() {
    let mut window = window_on("kaiser-permanente");
    scrub(&mut window, "2005-06-15");
    window.key(CTRL, Key::K);
    window.type_text("doctor by video");
    window.key(NONE, Key::Enter);
    assert!(!is_elsewhen(&window) && window.sees(LATER));
}

#[test]
fn the_smallest_window_has_everything_of_the_bar_side_by_side() {
    let mut window = window_on("kaiser-permanente");
    window.harness.set_size(vec2(720.0, 480.0));
    window.harness.run_steps(6);
    window.key(ALT_SHIFT, Key::ArrowLeft);
    let bar = ["Play", "Previous event", "Next event", "Map as of", "Add adaptation"];
    let places = bar.map(|name| window.harness.get_by_label(name).rect());
    for pair in places.windows(2) {
        assert!(pair[0].right() <= pair[1].left() + 1.0, "{pair:?}");
    }
    let (sentence, back) = (window.place("Shown as of"), window.place("Back to 31 Oct 2022"));
    assert!(sentence.right() <= back.left() && back.right() <= 720.0, "{sentence:?} {back:?}");
}

#[test]
fn the_bar_stands_below_the_progress_view_too() {
    let mut window = window_on("kaiser-permanente");
    window.key(CTRL, Key::Num2);
    scrub(&mut window, "2010-06-15");
    assert!(is_elsewhen(&window) && window.sees("Shown as of"));
}
