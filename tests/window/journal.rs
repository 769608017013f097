//! What remains of unsaved work when the window is gone without a word.

use headway::journal::{FOLDER, Recovered, left_behind};

use super::*;
use crate::support::{Window, window_on_file};

/// What can be recovered once the window is gone.
fn left(window: Window) -> Vec<Recovered> {
    let Window { harness, folder } = window;
    drop(harness);
    left_behind(&folder.path().join("state").join(FOLDER))
}

/// The one thing that can be recovered.
fn recovered(window: Window) -> Recovered {
    let mut found = left(window);
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn bytes(map: &headway::map::StrategyMap) -> Vec<u8> {
    headway::file::to_bytes(map).expect("written")
}

/// How many files the journals have while the window is open, once their threads have come to rest.
fn is_swept(window: &mut Window) {
    let folder = window.folder.path().join("state").join(FOLDER);
    window.until("the journal is gone", |_| std::fs::read_dir(&folder).is_ok_and(|mut names| names.next().is_none()));
}

fn nudge(window: &mut Window) {
    window.click(CARD);
    window.key(Modifiers::NONE, Key::ArrowRight);
}

#[test]
fn what_was_changed_and_not_saved_is_there_with_the_map_that_was_saved() {
    let mut window = window_on("kaiser-permanente");
    let (file, saved) = (window.file(), window.saved());
    nudge(&mut window);
    window.key(CTRL, Key::D);
    window.key(Modifiers::NONE, Key::Delete);
    window.key(CTRL, Key::Z);
    let map = window.map().clone();
    let recovered = recovered(window);
    assert!(bytes(&recovered.map) == bytes(&map) && bytes(&recovered.base) == saved);
    assert_eq!((recovered.path, recovered.title.as_str()), (Some(file), "map.json"));
    assert_eq!(recovered.content, Some(headway::file::Fingerprint::of(&saved)));
}

#[test]
fn what_is_being_typed_in_a_field_or_on_the_page_is_there() {
    let mut window = window_on("kaiser-permanente");
    window.click(CARD);
    window.click_field("Outcome");
    window.type_text("Typed and not left");
    let outcome = window.initiative("Write to your care team").outcome;
    assert!(outcome.contains("Typed and not left"));
    let map = recovered(window).map;
    assert!(map.initiatives.iter().any(|initiative| initiative.outcome == outcome));

    let mut window = window_on("kaiser-permanente");
    window.double_click_at(window.place(CARD).left_top() + vec2(60.0, 20.0));
    window.key(CTRL, Key::A);
    window.type_text("Message your");
    window.type_text(" care team");
    assert!(!window.is_changed(), "it is not in the map yet");
    let map = recovered(window).map;
    assert!(map.initiatives.iter().any(|initiative| initiative.title == "Message your care team"));
}

#[test]
fn what_is_typed_on_the_page_and_taken_back_leaves_nothing() {
    let mut window = window_on("kaiser-permanente");
    window.double_click_at(window.place(CARD).left_top() + vec2(60.0, 20.0));
    window.type_text("No");
    window.key(Modifiers::NONE, Key::Escape);
    is_swept(&mut window);
    nudge(&mut window);
    window.double_click_at(window.place(CARD).left_top() + vec2(60.0, 20.0));
    window.type_text("No");
    window.key(Modifiers::NONE, Key::Escape);
    let map = window.map().clone();
    assert!(bytes(&recovered(window).map) == bytes(&map), "the nudge is there, and the text is not");
}

#[test]
fn a_drag_that_goes_on_is_there() {
    let mut window = window_on("kaiser-permanente");
    let card = window.place(CARD).center();
    let before = window.map().clone();
    window.harness.event(Event::PointerMoved(card));
    window.harness.step();
    let press = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.harness.event(press(card, true));
    window.harness.step();
    window.harness.event(Event::PointerMoved(card + vec2(40.0, 20.0)));
    window.settle();
    let map = window.map().clone();
    assert!(map != before, "it moves with the pointer");
    assert!(bytes(&recovered(window).map) == bytes(&map));
}

#[test]
fn nothing_is_left_of_a_map_that_is_saved_or_as_it_was() {
    let mut window = window_on("kaiser-permanente");
    nudge(&mut window);
    window.key(CTRL, Key::S);
    is_swept(&mut window);
    nudge(&mut window);
    window.key(CTRL, Key::Z);
    is_swept(&mut window);
    assert!(left(window).is_empty());
}

#[test]
fn what_is_changed_during_or_after_a_save_goes_on_from_what_was_saved() {
    let mut window = window_on("kaiser-permanente");
    nudge(&mut window);
    window.harness.key_press_modifiers(CTRL, Key::S);
    window.harness.step();
    // The save is under way here, or just over.
    window.harness.key_press_modifiers(Modifiers::NONE, Key::ArrowRight);
    window.harness.step();
    window.settle();
    assert!(window.is_changed());
    let (saved, map) = (window.saved(), window.map().clone());
    let folder = window.folder.path().join("state").join(FOLDER);
    let ends = |name: &std::path::Path| name.extension().is_some_and(|ending| ending == "journal");
    window.until("it is written anew", |_| {
        std::fs::read_dir(&folder).is_ok_and(|names| names.flatten().all(|name| ends(&name.path())))
    });
    let recovered = recovered(window);
    assert!(bytes(&recovered.map) == bytes(&map), "all of it");
    assert!(bytes(&recovered.base) == saved, "on what is in the file");
}

#[test]
fn changes_that_are_not_wanted_are_not_kept() {
    let mut window = window_on("kaiser-permanente");
    nudge(&mut window);
    let damaged = window.folder.path().join("damaged.json");
    std::fs::write(&damaged, "{").expect("written");
    window.opens(&damaged);
    window.click("Discard changes");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.is_changed(), "no other map could be opened, so this one is still open");
    let folder = window.folder.path().join("state").join(FOLDER);
    assert_eq!(std::fs::read_dir(&folder).expect("there").count(), 1);
    window.key(CTRL, Key::N);
    window.click("Discard changes");
    assert!(window.map().initiatives.is_empty(), "a new map is open");
    is_swept(&mut window);
    assert!(left(window).is_empty());
}

#[test]
fn a_map_that_can_only_be_looked_at_has_no_journal() {
    let newer = br#"{"format": "headway", "version": 9, "min_reader": 9, "title": "Newer"}"#;
    let mut window = window_on_file("map.json", newer);
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();
    assert!(left(window).is_empty());
}

#[test]
fn where_nothing_can_be_kept_the_window_says_so_and_saves() {
    let mut window = window_on("kaiser-permanente");
    let folder = window.folder.path().join("state").join(FOLDER);
    std::fs::create_dir_all(folder.parent().expect("a folder")).expect("made");
    std::fs::write(&folder, "in the way").expect("written");
    assert!(!window.sees("Unsaved changes would be lost"));
    nudge(&mut window);
    window.until("it is told", |window| window.sees("Unsaved changes would be lost"));
    window.click("Save now");
    assert!(!window.is_changed());
    assert!(!window.sees("Unsaved changes would be lost"), "there is nothing to lose any more");
}
