//! A save that fails: told with its cause, with the ways on.

use egui::{Key, Modifiers};

use crate::support::{Window, window_on};
use crate::{CARD, CTRL};

/// Moves a card and makes the file one that is not replaced.
fn unsaveable() -> (Window, std::path::PathBuf) {
    let mut window = window_on("kaiser-permanente");
    let second = window.file().with_file_name("second.json");
    std::fs::hard_link(window.file(), &second).expect("linked");
    window.click(CARD);
    window.key(Modifiers::NONE, Key::ArrowDown);
    (window, second)
}

#[test]
fn a_save_that_failed_can_be_tried_again_and_the_map_stays_changed_until_it_succeeds() {
    let (mut window, second) = unsaveable();
    let before = window.saved();
    window.key(CTRL, Key::S);
    assert!(window.sees("The map is not saved") && window.sees("second name"));
    window.click("Try again");
    assert!(window.sees("The map is not saved") && window.is_changed() && window.saved() == before);
    std::fs::remove_file(second).expect("removed");
    window.click("Try again");
    assert!(!window.sees("The map is not saved") && !window.is_changed() && window.saved() != before);
}

#[test]
fn a_save_that_failed_can_go_to_another_file() {
    let (mut window, _) = unsaveable();
    let before = window.saved();
    window.key(CTRL, Key::S);
    window.click("Save as…");
    let other = window.folder.path().join("other.json");
    window.key(CTRL, Key::A);
    window.type_text(&other.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(!window.is_changed() && window.saved() == before);
    assert!(headway::file::open(&other).expect("opens").map == *window.map());
}

#[test]
fn what_was_to_come_after_a_save_comes_after_the_one_that_succeeds() {
    let (mut window, second) = unsaveable();
    window.key(CTRL, Key::N);
    window.click_last("Save");
    assert!(window.sees("The map is not saved") && window.sees(CARD));
    std::fs::remove_file(second).expect("removed");
    window.click("Try again");
    assert!(!window.sees("The map is not saved") && !window.sees(CARD), "the new map has come");
    assert!(!window.is_changed());
}

#[test]
fn a_file_that_is_dropped_beside_the_question_does_not_take_the_place_of_the_map_that_it_is_about() {
    let (mut window, second) = unsaveable();
    let map = window.map().clone();
    let other = window.folder.path().join("other.json");
    std::fs::write(&other, headway::file::samples::find("netflix").expect("the sample").bytes).expect("written");
    window.key(CTRL, Key::S);
    window.drops(other.clone());
    assert!(window.sees("The map is not saved") && !window.sees("Save the changes?") && *window.map() == map);
    std::fs::remove_file(second).expect("removed");
    window.click("Try again");
    assert!(!window.is_changed() && headway::file::open(&window.file()).expect("opens").map == map);
    window.drops(other);
    assert!(window.sees("other.json"), "with nothing left to decide it opens");
}
