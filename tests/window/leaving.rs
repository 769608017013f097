//! Leaving a map with unsaved work: asked once, with four ways on.

use std::path::PathBuf;

use egui::{Key, Modifiers};

use crate::support::{Window, after_a_crash, start_page, window_on};
use crate::{CARD, CTRL};

const QUESTION: &str = "Save the changes?";
const LEAVE: &str = "Leave it in recovery";

fn changed() -> Window {
    let mut window = window_on("kaiser-permanente");
    window.click(CARD);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window
}

#[test]
fn unsaved_work_is_left_in_recovery_and_offered_at_the_next_start() {
    let mut window = changed();
    let (map, before) = (window.map().clone(), window.saved());
    window.key(CTRL, Key::N);
    assert!(window.sees(QUESTION) && window.sees("for the next start"));
    window.click(LEAVE);
    assert!(!window.sees(QUESTION) && window.sees("Untitled map") && window.saved() == before);
    let window = after_a_crash(window, None);
    assert!(window.sees("Recovered: “map.json”") && *window.map() == map);
}

#[test]
fn what_is_left_in_recovery_is_on_the_start_page_at_once() {
    let mut window = changed();
    let map = window.map().clone();
    window.key(CTRL, Key::K);
    window.type_text("start page");
    window.key(Modifiers::NONE, Key::Enter);
    window.click(LEAVE);
    window.click("Recovered: map.json");
    assert!(*window.map() == map && window.is_changed());
}

#[test]
fn a_map_without_a_file_is_left_in_recovery_like_any_other() {
    let mut window = start_page();
    window.click("Sample: Schindler");
    window.click("Initiative: Touch-free journeys");
    window.key(Modifiers::NONE, Key::Delete);
    let map = window.map().clone();
    let other = another(&window);
    window.opens(&other);
    window.click(LEAVE);
    assert!(!window.sees(QUESTION) && window.sees("other.json"));
    let window = after_a_crash(window, None);
    assert!(window.sees("The map has no file yet") && *window.map() == map);
}

#[test]
fn what_is_unsaved_is_asked_about_once_the_file_to_open_is_chosen() {
    let mut window = changed();
    let (map, other) = (window.map().clone(), another(&window));
    // Nobody is asked about work that may go on while a file is looked for.
    window.key(CTRL, Key::O);
    assert!(!window.sees(QUESTION) && window.sees("Open a map"));
    window.key(Modifiers::NONE, Key::Escape);
    window.opens(&other);
    assert!(window.sees(QUESTION) && *window.map() == map);
    window.click("Cancel");
    assert!(window.is_changed() && *window.map() == map);
    window.opens(&other);
    window.click_last("Save");
    assert!(window.sees("other.json") && !window.is_changed());
    assert!(headway::file::open(&window.file()).expect("opens").map == map);
}

#[test]
fn work_that_was_to_be_left_and_is_discarded_in_the_end_is_not_offered_again() {
    let mut window = changed();
    let damaged = window.folder.path().join("damaged.json");
    std::fs::write(&damaged, "{").expect("written");
    window.opens(&damaged);
    window.click(LEAVE);
    window.click("OK");
    assert!(window.is_changed(), "it could not be opened, so the map is still here");
    window.key(CTRL, Key::N);
    window.click("Discard changes");
    assert!(window.sees("Untitled map"));
    assert!(!after_a_crash(window, None).sees("Recovered"));
}

/// Another map beside the one that is open.
fn another(window: &Window) -> PathBuf {
    let other = window.folder.path().join("other.json");
    std::fs::write(&other, headway::file::samples::find("netflix").expect("the sample").bytes).expect("written");
    other
}

#[test]
fn changes_that_are_discarded_are_not_offered_again() {
    let mut window = changed();
    let before = window.saved();
    window.key(CTRL, Key::N);
    window.click("Discard changes");
    assert!(window.sees("Untitled map") && window.saved() == before);
    assert!(!after_a_crash(window, None).sees("Recovered"));
}

#[test]
fn recovered_work_that_is_discarded_on_leaving_is_not_offered_again_and_left_in_recovery_it_is() {
    let mut window = after_a_crash(changed(), None);
    let map = window.map().clone();
    window.key(CTRL, Key::N);
    window.click(LEAVE);
    let mut window = after_a_crash(window, None);
    assert!(window.sees("Recovered: “map.json”") && *window.map() == map);
    window.key(CTRL, Key::N);
    window.click("Discard changes");
    assert!(!after_a_crash(window, None).sees("Recovered"));
}

#[test]
fn cancel_stays_and_loses_nothing() {
    let mut window = changed();
    let map = window.map().clone();
    window.key(CTRL, Key::Q);
    assert!(window.sees(QUESTION));
    window.click("Cancel");
    assert!(!window.sees(QUESTION) && *window.map() == map && window.is_changed());
}

#[test]
fn closing_the_window_asks_once_and_leaves_the_work_in_recovery() {
    let mut window = changed();
    let map = window.map().clone();
    window.close();
    assert!(window.sees(QUESTION) && !window.closes());
    window.click(LEAVE);
    assert!(window.closes(), "the window closes without another question");
    window.close();
    assert!(!window.sees(QUESTION));
    let window = after_a_crash(window, None);
    assert!(window.sees("Recovered: “map.json”") && *window.map() == map);
}

#[test]
fn what_cannot_be_left_in_recovery_is_said_with_its_reason() {
    let window = window_on("kaiser-permanente");
    // A file stands where the folder is to be.
    let state = window.folder.path().join("state");
    let mut window = after_a_crash(window, None);
    let _ = std::fs::remove_dir_all(&state);
    std::fs::write(&state, "in the way").expect("written");
    window.click("Blank map");
    window.key(CTRL, Key::I);
    window.type_text("An idea");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(CTRL, Key::N);
    assert!(window.sees(QUESTION) && window.sees("They cannot be left in recovery."));
    assert!(!window.sees(LEAVE) && window.sees("Discard changes"));
}

#[test]
fn an_idea_that_was_typed_and_not_entered_is_asked_about_and_saved_too() {
    let mut window = window_on("kaiser-permanente");
    window.key(CTRL, Key::I);
    window.type_text("Half an idea");
    window.key(CTRL, Key::N);
    assert!(window.sees(QUESTION));
    window.click_last("Save");
    window.settle();
    assert!(String::from_utf8_lossy(&window.saved()).contains("Half an idea"));
}
