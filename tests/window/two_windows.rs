//! One map in two windows: the second may look, and edits once the first has closed it.

use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;

use crate::support::{Window, again, read, second_window, window_on};

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const ELSEWHERE: &str = "Read-only: this map is open in another Headway window (opened just now)";
const CARD: &str = "Initiative: Write to your care team";

/// Moves a card; answers whether the map took it.
fn edits(window: &mut Window) -> bool {
    let before = window.map().clone();
    let card = window.place(CARD).center();
    window.drag(card, card + vec2(60.0, 24.0));
    *window.map() != before
}

fn save_as(window: &mut Window, path: &std::path::Path) {
    window.key(CTRL_SHIFT, Key::S);
    window.click_field("Path");
    window.key(CTRL, Key::A);
    window.type_text(&path.display().to_string());
    window.click_item("Save");
    if window.sees("is there already") {
        window.click_item("Replace");
    }
}

#[test]
fn the_second_window_may_look_and_says_why() {
    let mut first = window_on("kaiser-permanente");
    let mut second = second_window(&first, &first.file());
    assert!(second.sees(ELSEWHERE));
    assert!(!first.sees("Read-only"));
    assert!(!edits(&mut second), "nothing can be changed");
    assert!(edits(&mut first));
    first.key(CTRL, Key::S);
    second.click("Try again");
    assert!(second.sees("The other window still has this map open"));
    assert!(second.sees(ELSEWHERE));
}

#[test]
fn once_the_first_is_closed_the_second_edits_what_the_first_has_saved() {
    let mut first = window_on("kaiser-permanente");
    let file = first.file();
    let mut second = second_window(&first, &file);
    assert!(edits(&mut first));
    first.key(CTRL, Key::S);
    let saved = first.map().clone();
    let Window { harness, folder } = first;
    drop(harness);
    second.event(Event::WindowFocused(true));
    assert!(second.sees("The other window has closed this map"));
    second.click("Edit here");
    assert!(!second.sees("closed this map") && !second.sees("Read-only"));
    assert!(*second.map() == saved);
    assert!(edits(&mut second));
    second.key(CTRL, Key::S);
    assert!(!second.is_changed());
    assert_eq!(headway::file::open(&file).expect("opens").map, *second.map());
    drop(folder);
}

#[test]
fn try_again_takes_the_map_at_once_where_the_other_window_is_closed() {
    let first = window_on("kaiser-permanente");
    let mut second = second_window(&first, &first.file());
    let Window { harness, folder } = first;
    drop(harness);
    second.click("Try again");
    assert!(!second.sees("Read-only"));
    assert!(edits(&mut second));
    drop(folder);
}

#[test]
fn a_copy_of_the_second_window_can_be_edited() {
    let first = window_on("kaiser-permanente");
    let mut second = second_window(&first, &first.file());
    let copy = second.folder.path().join("copy.headway.json");
    second.click("Save a copy…");
    let suggested = first.folder.path().join("map copy.json").display().to_string();
    assert!(second.harness.query_all_by_value(&suggested).next().is_some());
    second.click_field("Path");
    second.key(CTRL, Key::A);
    second.type_text(&copy.display().to_string());
    second.click_item("Save");
    assert!(copy.exists());
    assert!(!second.sees("Read-only"));
    assert!(edits(&mut second));
    let third = second_window(&first, &copy);
    assert!(third.sees(ELSEWHERE), "the copy is held now");
    assert!(read(&first.file()) == read(&copy), "and the map itself is as it was");
}

#[test]
fn saving_over_a_map_that_another_window_has_is_refused() {
    let first = window_on("kaiser-permanente");
    let mut second = second_window(&first, &first.folder.path().join("none.json"));
    second.click("OK");
    second.click("Sample: Schindler");
    let before = first.saved();
    save_as(&mut second, &first.file());
    assert!(second.sees("this map is open in another Headway window (opened just now), so it was left as it was"));
    assert!(first.saved() == before);
    assert!(second.harness.state().workspace().is_some_and(|workspace| workspace.path.is_none()));
}

#[test]
fn saving_under_another_name_lets_go_of_the_first_one() {
    let mut first = window_on("kaiser-permanente");
    let other = first.folder.path().join("other.headway.json");
    save_as(&mut first, &other);
    let mut second = second_window(&first, &first.file());
    assert!(!second.sees("Read-only"));
    let third = second_window(&first, &other);
    assert!(third.sees(ELSEWHERE));
    drop(third);
    // And back to the name that the second one has now.
    save_as(&mut first, &second.harness.state().workspace().and_then(|open| open.path.clone()).expect("a path"));
    assert!(first.sees("so it was left as it was"));
    assert!(edits(&mut second));
}

#[test]
fn opening_the_same_map_again_in_one_window_is_no_second_window() {
    let mut window = window_on("kaiser-permanente");
    let file = window.file();
    for _ in 0..2 {
        window.harness.event(Event::Key {
            key: Key::O,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: CTRL,
        });
        window.settle();
        window.click_field("Path");
        window.type_text(&file.display().to_string());
        window.click_last("Open");
        assert!(!window.sees("Read-only"));
    }
    let mut window = again(window);
    assert!(edits(&mut window), "nor is a restart");
}

#[test]
fn a_map_from_elsewhere_than_its_own_file_holds_nothing() {
    let first = window_on("kaiser-permanente");
    let newer = first.folder.path().join("newer.json");
    let text = String::from_utf8(first.saved()).expect("text").replace("\"min_reader\": 1", "\"min_reader\": 99");
    std::fs::write(&newer, text).expect("written");
    for _ in 0..2 {
        let window = second_window(&first, &newer);
        assert!(window.sees("written by a newer version") && !window.sees("another Headway window"));
    }
}
