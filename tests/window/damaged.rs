//! A damaged file: what is told, and the way back to the newest version that is intact.

use egui::{Key, Modifiers, vec2};

use crate::support::{Window, read, window_in, window_on, window_on_file};

const CTRL: Modifiers = Modifiers::COMMAND;

const CARD: &str = "Initiative: Write to your care team";
const INTACT: &str = "is intact";

/// A folder with a map that was saved twice and then damaged, and the map as it was saved last.
fn damaged_by(
    damage: impl FnOnce(&[u8]) -> Option<Vec<u8>>,
) -> (tempfile::TempDir, headway::map::StrategyMap, Vec<u8>) {
    let mut window = window_on("kaiser-permanente");
    let card = window.place(CARD).center();
    window.drag(card, card + vec2(60.0, 24.0));
    window.key(CTRL, Key::S);
    let map = window.map().clone();
    let Window { harness, folder } = window;
    drop(harness);
    let path = folder.path().join("map.json");
    match damage(&read(&path)) {
        Some(bytes) => std::fs::write(&path, bytes).expect("written"),
        None => std::fs::remove_file(&path).expect("removed"),
    }
    let left = std::fs::read(&path).unwrap_or_default();
    (folder, map, left)
}

fn cut(bytes: &[u8]) -> Option<Vec<u8>> {
    bytes.get(..bytes.len() / 2).map(<[u8]>::to_vec)
}

#[test]
fn the_newest_intact_version_takes_the_place_of_a_damaged_file_which_is_kept_beside_it() {
    for empty in [false, true] {
        let (folder, map, left) = damaged_by(|bytes| if empty { Some(Vec::new()) } else { cut(bytes) });
        let aside = folder.path().join("map (damaged).json");
        let mut window = window_in(folder, "map.json");
        assert!(window.sees(if empty { "the file is empty" } else { "map.json, line" }), "the fault is told");
        assert!(window.sees(INTACT));
        window.click("Open that version");
        assert!(*window.map() == map);
        assert!(window.is_changed(), "it is not saved yet");
        assert!(window.saved() == left && !aside.exists(), "nothing is written before it is saved");
        window.key(CTRL, Key::S);
        assert!(window.sees("The damaged file is kept beside it as “map (damaged).json”"));
        window.click("OK");
        assert!(!window.is_changed());
        assert!(headway::file::open(&window.file()).expect("opens").map == map);
        assert!(read(&aside) == left);
        // Another save is one as ever.
        let card = window.place(CARD).center();
        window.drag(card, card + vec2(-60.0, 0.0));
        window.key(CTRL, Key::S);
        assert!(!window.sees("kept beside") && !window.is_changed());
    }
}

#[test]
fn it_can_be_opened_as_a_copy_and_the_file_stays_as_it_is() {
    let (folder, map, left) = damaged_by(cut);
    let mut window = window_in(folder, "map.json");
    window.click("Open as a copy");
    assert!(*window.map() == map);
    assert!(window.harness.state().workspace().is_some_and(|workspace| workspace.path.is_none()));
    assert!(window.saved() == left);
}

#[test]
fn a_file_that_is_gone_comes_back() {
    let (folder, map, _) = damaged_by(|_| None);
    let mut window = window_in(folder, "map.json");
    assert!(window.sees("there is no such file") && window.sees(INTACT));
    window.click("Open that version");
    window.key(CTRL, Key::S);
    assert!(headway::file::open(&window.file()).expect("opens").map == map);
    assert!(!window.sees("kept beside"));
}

#[test]
fn cancel_leaves_everything_and_the_start_page_offers_the_same() {
    let (folder, _, left) = damaged_by(cut);
    let mut window = window_in(folder, "map.json");
    window.click("Cancel");
    assert!(window.harness.state().workspace().is_none());
    window.key(CTRL, Key::O);
    window.click_field("Path");
    let path = window.file().display().to_string();
    window.type_text(&path);
    window.click_last("Open");
    assert!(window.sees(INTACT));
    assert!(window.saved() == left);
}

#[test]
fn work_that_is_open_is_asked_about_before_the_version_takes_its_place() {
    let (folder, map, _) = damaged_by(cut);
    let mut window = window_in(folder, "map.json");
    window.click("Cancel");
    window.click("Led by digitized solutions");
    window.key(CTRL, Key::I);
    window.type_text("An idea");
    window.key(Modifiers::NONE, Key::Enter);
    window.opens(&window.file());
    window.click("Discard changes");
    window.click("Open that version");
    assert!(window.map().ideas().count() == 1, "the new map is still there");
    window.click("Discard changes");
    assert!(*window.map() == map);
}

#[test]
fn a_damaged_version_is_passed_over_and_without_any_the_error_stands_alone() {
    let (folder, ..) = damaged_by(cut);
    let backups = headway::file::Backups::in_folder(folder.path().join("state").join("backups"));
    let path = folder.path().join("map.json");
    let newest = backups.of(&path).remove(0);
    std::fs::write(&newest.path, "{").expect("written");
    let mut window = window_in(folder, "map.json");
    window.click("Open that version");
    let sample = headway::file::samples::find("kaiser-permanente").expect("the sample").load().expect("loads").map;
    assert!(*window.map() == sample, "the one before");

    let alone = window_on_file("map.json", b"{");
    assert!(alone.sees("The map could not be opened") && !alone.sees(INTACT));
}

#[test]
fn other_damaged_files_that_were_kept_before_stay_as_they_are() {
    let (folder, _, left) = damaged_by(cut);
    let earlier = folder.path().join("map (damaged).json");
    std::fs::write(&earlier, "mine").expect("written");
    let mut window = window_in(folder, "map.json");
    window.click("Open that version");
    window.key(CTRL, Key::S);
    assert!(window.sees("“map (damaged 2).json”"));
    assert_eq!(read(&earlier), b"mine");
    assert!(read(&window.folder.path().join("map (damaged 2).json")) == left);
}
