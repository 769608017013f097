//! A file that holds something, and a map that holds nothing any more.

use egui::{Key, Modifiers};

use crate::support::{Window, start_page, window_on};
use crate::{CTRL, CTRL_SHIFT};

const QUESTION: &str = "Overwrite the file with an empty map?";

/// Deletes all that stands on the page and in the tray.
fn empty(window: &mut Window) {
    window.key(CTRL, Key::A);
    window.key(Modifiers::NONE, Key::Delete);
    let ideas: Vec<String> = window.map().ideas().map(|idea| format!("Idea: {}", idea.title)).collect();
    for idea in ideas {
        window.click(&idea);
        window.key(Modifiers::NONE, Key::Delete);
    }
    assert!(window.map().initiatives.is_empty());
}

#[test]
fn a_file_is_not_overwritten_with_an_emptied_map_unasked() {
    let mut window = window_on("kaiser-permanente");
    let (before, initiatives) = (window.saved(), window.map().initiatives.len());
    empty(&mut window);
    window.key(CTRL, Key::S);
    assert!(window.sees(QUESTION) && window.sees(&format!("holds {initiatives} initiatives")));
    // Neither Enter nor Cancel writes anything.
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.saved() == before);
    window.click("Cancel");
    assert!(!window.sees(QUESTION) && window.saved() == before && window.is_changed());
    window.key(CTRL, Key::S);
    window.click_last("Overwrite");
    assert!(window.saved() != before && !window.is_changed());
    // What was deleted comes back, and may be saved.
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::S);
    assert!(!window.sees(QUESTION) && !window.is_changed());
}

#[test]
fn an_emptied_map_can_be_saved_beside_what_is_there_and_the_map_is_left_then() {
    let mut window = window_on("kaiser-permanente");
    let before = window.saved();
    empty(&mut window);
    window.key(CTRL, Key::N);
    window.click_last("Save");
    assert!(window.sees(QUESTION));
    window.click("Save as…");
    let other = window.folder.path().join("other.headway.json");
    window.key(CTRL, Key::A);
    window.type_text(&other.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.saved() == before && other.is_file());
    assert!(window.sees("Untitled map") && !window.is_changed(), "the new map has come");
}

#[test]
fn a_blank_map_over_the_file_of_another_one_asks_as_well() {
    let mut window = start_page();
    let file = window.file();
    std::fs::write(&file, headway::file::samples::find("schindler").expect("the sample").bytes).expect("written");
    window.click("Blank map");
    window.key(CTRL_SHIFT, Key::S);
    window.key(CTRL, Key::A);
    window.type_text(&file.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    window.click_last("Replace");
    assert!(window.sees(QUESTION));
    window.click("Cancel");
    assert!(headway::file::open(&file).expect("opens").map.initiatives.len() > 3);
    // Where nothing is in the file, nothing is asked.
    std::fs::write(&file, br#"{"format": "headway"}"#).expect("written");
    window.key(CTRL_SHIFT, Key::S);
    window.key(CTRL, Key::A);
    window.type_text(&file.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    window.click_last("Replace");
    assert!(!window.sees(QUESTION));
    assert_eq!(window.harness.state().workspace().and_then(|open| open.path.clone()), Some(file));
}
