//! Unsaved work that a window left behind when it was ended without warning.

use std::path::PathBuf;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use headway::map::StrategyMap;

use crate::support::{Window, after_a_crash, start_page, window_on};
use crate::{CARD, CTRL};

const STRIP: &str = "Recovered: “map.json”";

/// A window on a sample whose first card was moved, and the map with that.
fn worked_on() -> (Window, StrategyMap) {
    let mut window = window_on("kaiser-permanente");
    window.click(CARD);
    window.key(Modifiers::NONE, Key::ArrowDown);
    let map = window.map().clone();
    (window, map)
}

/// Goes to the start page, and leaves what is unsaved in recovery.
fn leave_for_start_page(window: &mut Window) {
    window.key(CTRL, Key::K);
    window.type_text("start page");
    window.key(Modifiers::NONE, Key::Enter);
    window.click("Leave it in recovery");
}

fn saved_map(window: &Window) -> StrategyMap {
    headway::file::open(&window.file()).expect("opens").map
}

fn path(window: &Window) -> Option<PathBuf> {
    window.harness.state().workspace().and_then(|open| open.path.clone())
}

#[test]
fn after_a_crash_the_unsaved_work_is_shown_with_what_it_is_based_on_and_undo_takes_it_back_in_one_step() {
    let (window, map) = worked_on();
    let mut window = after_a_crash(window, None);
    assert!(window.sees(STRIP) && window.sees("1 change that was not saved") && window.sees("the file is as it was"));
    assert!(*window.map() == map && window.is_changed());
    assert_eq!(path(&window), Some(window.file()));
    assert_eq!(window.undo_label().as_deref(), Some("Recover unsaved work"));
    window.key(CTRL, Key::Z);
    assert!(*window.map() == saved_map(&window) && !window.is_changed());
}

#[test]
fn what_was_recovered_is_offered_again_until_it_is_kept_and_saved() {
    let (window, map) = worked_on();
    let before = window.saved();
    // Ended again before anything was decided, and after that once more.
    let mut window = after_a_crash(window, None);
    for _ in 0..2 {
        window = after_a_crash(window, None);
        assert!(window.sees(STRIP) && *window.map() == map);
        assert_eq!(waiting(&mut window), 1, "it is there once");
    }
    window.click("Keep");
    assert!(!window.sees(STRIP) && window.is_changed() && *window.map() == map);
    assert!(window.saved() == before, "keeping saves nothing");
    let mut window = after_a_crash(window, None);
    assert!(window.sees(STRIP) && *window.map() == map, "what was kept and not saved is offered as well");
    assert_eq!(waiting(&mut window), 1, "the work that was kept has taken the place of the first");
    window.click("Keep");
    window.key(CTRL, Key::S);
    assert!(saved_map(&window) == map);
    let window = after_a_crash(window, None);
    assert!(!window.sees("Recovered") && window.sees("NEW MAP"), "there is nothing left to recover");
}

/// How many pieces of work the list has.
fn waiting(window: &mut Window) -> usize {
    open_list(window);
    let shown = usize::from(window.sees("shown now"));
    let waiting = window.harness.query_all_by_label_contains("Discard ").count();
    window.key(Modifiers::NONE, Key::Escape);
    shown + waiting
}

fn open_list(window: &mut Window) {
    window.key(CTRL, Key::K);
    window.type_text("recovered work");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees("Changes that were not saved when Headway ended"));
}

/// Another program gives the first card another title while this window is open, which has changed it as well.
fn conflict() -> Window {
    let mut window = window_on("kaiser-permanente");
    let card = window.place(CARD);
    window.double_click_at(card.left_top() + egui::vec2(60.0, 20.0));
    window.key(CTRL, Key::A);
    window.type_text("My own words");
    window.key(Modifiers::NONE, Key::Enter);
    let text = String::from_utf8(window.saved()).expect("text");
    let text = text.replace("\"title\": \"Write to your care team\"", "\"title\": \"Their words\"");
    std::fs::write(window.file(), text).expect("written");
    asked(&mut window);
    window
}

/// Waits for the question between two titles.
fn asked(window: &mut Window) {
    window.until("it is asked", |window| window.sees("1 difference needs a decision"));
}

#[test]
fn what_was_not_decided_between_two_versions_before_a_crash_is_asked_again() {
    let mut window = conflict();
    for _ in 0..2 {
        // Also what is done since does not decide it.
        window.click("Initiative: Health centre");
        window.key(Modifiers::NONE, Key::ArrowDown);
        window = after_a_crash(window, None);
        assert!(window.sees(STRIP) && window.sees("Initiative: My own words"));
        window.click("Keep");
        asked(&mut window);
    }
    assert!(String::from_utf8_lossy(&window.saved()).contains("Their words"));
    window.click("Keep mine");
    let mut window = after_a_crash(window, None);
    assert!(window.sees("the file is as it was"), "what was decided builds on their version");
    window.click("Keep");
    window.key(CTRL, Key::S);
    assert!(!window.sees("needs a decision") && String::from_utf8_lossy(&window.saved()).contains("My own words"));
}

#[test]
fn what_was_not_decided_and_is_left_in_recovery_is_asked_again() {
    let mut window = conflict();
    window.close();
    window.click("Leave it in recovery");
    assert!(window.closes());
    let mut window = after_a_crash(window, None);
    assert!(window.sees(STRIP));
    window.click("Keep");
    asked(&mut window);
}

#[test]
fn recovered_work_is_saved_at_once_where_nobody_decides_about_it() {
    let (window, map) = worked_on();
    let mut window = after_a_crash(window, None);
    window.key(CTRL, Key::S);
    assert!(!window.sees(STRIP) && saved_map(&window) == map);
    assert!(!after_a_crash(window, None).sees("Recovered"));
}

#[test]
fn a_save_without_the_recovered_work_throws_nothing_away() {
    let (window, map) = worked_on();
    let mut window = after_a_crash(window, None);
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::S);
    assert!(window.sees(STRIP), "nobody has decided");
    let mut window = after_a_crash(window, None);
    assert!(window.sees(STRIP) && *window.map() == map);
    // Keep brings it back also where it was undone.
    window.key(CTRL, Key::Z);
    window.click("Keep");
    assert!(*window.map() == map && window.is_changed() && !window.sees(STRIP));
}

#[test]
fn recovered_work_is_saved_elsewhere_and_the_file_stays_as_it_is() {
    let (window, map) = worked_on();
    let before = window.saved();
    let mut window = after_a_crash(window, None);
    window.click("Save elsewhere…");
    // Another name is suggested.
    window.key(Modifiers::NONE, Key::Enter);
    let other = window.folder.path().join("map (recovered).json");
    assert_eq!(path(&window), Some(other.clone()));
    assert!(!window.sees(STRIP) && !window.is_changed());
    assert!(window.saved() == before && headway::file::open(&other).expect("opens").map == map);
    assert!(!after_a_crash(window, None).sees("Recovered"));
}

#[test]
fn recovered_work_is_discarded_once_that_was_confirmed_and_the_file_opens_as_it_is() {
    let (window, map) = worked_on();
    let before = window.saved();
    let mut window = after_a_crash(window, None);
    window.click("Discard");
    assert!(window.sees("Discard the recovered work?"));
    window.click_last("Cancel");
    assert!(window.sees(STRIP) && *window.map() == map);
    window.click("Discard");
    window.click_item("Discard");
    assert!(!window.sees(STRIP) && !window.is_changed());
    assert!(*window.map() == saved_map(&window) && window.saved() == before);
    assert!(!after_a_crash(window, None).sees("Recovered"));
}

#[test]
fn the_file_of_the_work_brings_it_up_and_another_file_opens_with_a_word_about_it() {
    let (window, map) = worked_on();
    let other = window.folder.path().join("other.json");
    std::fs::write(&other, headway::file::samples::find("schindler").expect("the sample").bytes).expect("written");
    let window = after_a_crash(window, Some("map.json"));
    assert!(window.sees(STRIP) && *window.map() == map);
    let mut window = after_a_crash(window, Some("other.json"));
    assert!(window.sees("Initiative: Touch-free journeys") && !window.is_changed());
    assert!(window.sees("There is recovered work of “map.json”"));
    window.click("Later");
    assert!(!window.sees("There is recovered work"));
    let mut window = after_a_crash(window, Some("other.json"));
    window.click("Show");
    assert!(window.sees(STRIP) && *window.map() == map);
}

#[test]
fn several_pieces_of_work_are_listed_on_the_start_page_and_in_a_dialog() {
    let (window, first) = worked_on();
    let mut window = after_a_crash(window, Some("none.json"));
    window.click("OK");
    window.click("Led by digitized solutions");
    window.key(CTRL, Key::I);
    window.type_text("Wayfinding in hospitals");
    window.key(Modifiers::NONE, Key::Enter);
    let second = window.map().clone();
    // The newest is shown; a map that was never saved is recovered like any other.
    let mut window = after_a_crash(window, None);
    assert!(*window.map() == second && window.sees("The map has no file yet") && path(&window).is_none());
    assert_eq!(waiting(&mut window), 2);
    open_list(&mut window);
    window.click("Open map.json");
    // Nothing is lost by that, so the dialog for unsaved work asks for nothing.
    assert!(*window.map() == first && window.sees(STRIP));
    open_list(&mut window);
    window.click("Discard Untitled map");
    assert!(window.sees("There is no file of this map."));
    window.click_item("Discard");
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(waiting(&mut window), 1);
    assert!(*window.map() == first && window.sees(STRIP), "the other one is untouched");
}

#[test]
fn recovered_work_waits_on_the_start_page() {
    let (window, map) = worked_on();
    let mut window = after_a_crash(window, None);
    leave_for_start_page(&mut window);
    assert!(window.sees("RECOVERED WORK") && window.sees("NEW MAP"));
    window.click("Recovered: map.json");
    assert!(window.sees(STRIP) && *window.map() == map);
    assert_eq!(waiting(&mut window), 1);
}

#[test]
fn what_was_built_on_a_version_that_is_no_longer_there_is_told_and_merged_with_the_new_one_once_it_is_kept() {
    let (window, map) = worked_on();
    let theirs = String::from_utf8(window.saved()).expect("text").replace("Kaiser", "Theirs");
    std::fs::write(window.file(), &theirs).expect("written");
    let mut window = after_a_crash(window, None);
    assert!(window.sees(STRIP) && window.sees("the file has been changed since"));
    assert!(*window.map() == map, "nothing comes in before that is decided");
    window.click("Keep");
    window.until("both are merged", |window| window.map().overview.title.starts_with("Theirs"));
    let moved =
        |map: &StrategyMap| map.initiatives.iter().find(|i| CARD.ends_with(&i.title)).map(|i| i.position.clone());
    assert!(moved(window.map()).is_some() && moved(window.map()) == moved(&map), "the work is in it");
    window.key(CTRL, Key::S);
    window.settle();
    assert!(!window.is_changed() && saved_map(&window) == *window.map());
}

#[test]
fn work_on_a_file_that_is_gone_is_shown_and_saved_under_its_name_again() {
    let (window, map) = worked_on();
    std::fs::remove_file(window.file()).expect("removed");
    let mut window = after_a_crash(window, None);
    assert!(window.sees(STRIP) && window.sees("the file is no longer there") && *window.map() == map);
    window.key(CTRL, Key::S);
    assert!(saved_map(&window) == map && !window.sees(STRIP));
}

#[test]
fn there_is_a_word_where_nothing_was_left_behind() {
    let mut window = start_page();
    window.key(CTRL, Key::K);
    window.type_text("recovered work");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees("There is no recovered work"));
}

#[test]
fn to_work_on_recovered_work_is_to_keep_it_and_leaves_nothing_older_behind() {
    let (window, _) = worked_on();
    let mut window = after_a_crash(window, None);
    window.click(CARD);
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert!(!window.sees(STRIP));
    let map = window.map().clone();
    let mut window = after_a_crash(window, None);
    assert!(window.sees(STRIP) && *window.map() == map);
    assert_eq!(waiting(&mut window), 1, "one record holds all of it");
}

#[test]
fn a_file_that_is_opened_later_shows_the_work_that_was_left_behind() {
    let (window, map) = worked_on();
    let mut window = after_a_crash(window, None);
    leave_for_start_page(&mut window);
    window.key(CTRL, Key::O);
    window.type_text(&window.file().display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees(STRIP) && *window.map() == map);
}

#[test]
fn a_file_that_came_to_be_damaged_is_told_and_kept_aside_once_the_work_is_saved() {
    let (window, map) = worked_on();
    std::fs::write(window.file(), "{\"form").expect("written");
    let mut window = after_a_crash(window, None);
    assert!(window.sees(STRIP) && window.sees("the file is damaged now"));
    window.click("Keep");
    window.key(CTRL, Key::S);
    window.until("it is saved", |window| !window.is_changed());
    assert!(saved_map(&window) == map);
    let aside = window.folder.path().join("map (damaged).json");
    assert_eq!(std::fs::read(aside).expect("it is there"), b"{\"form");
}
