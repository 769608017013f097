//! Leaving a map with unsaved work: asked once, with four ways on.

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
    window.key(CTRL, Key::O);
    window.click(LEAVE);
    window.click_last("Cancel");
    let window = after_a_crash(window, None);
    assert!(window.sees("The map has no file yet") && *window.map() == map);
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
