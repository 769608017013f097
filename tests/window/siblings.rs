//! Copies that programs leave beside a map: offered, brought in, and left where they are.

use std::path::PathBuf;

use egui::{Event, Key, Modifiers, vec2};
use headway::edit::Document;
use headway::map::{Id, StrategyMap};

use crate::support::{Window, again, read, window_in, window_on, window_on_file};

const CTRL: Modifiers = Modifiers::COMMAND;

const LEFT: &str = "A copy of this map was left by your sync program";
const COPY: &str = "map (Anna's conflicted copy 2026-11-20).json";
const CARD: &str = "Initiative: Write to your care team";

fn sample() -> StrategyMap {
    headway::file::samples::find("kaiser-permanente").expect("the sample").load().expect("loads").map
}

/// The sample as somebody else has changed it.
fn changed(change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::new(sample());
    change(&mut document);
    document.commit();
    headway::file::to_bytes(document.map()).expect("written")
}

fn retitled(document: &mut Document) {
    document.edit_initiative(&Id::new("care-messages"), |initiative| initiative.outcome = "Answered in a day".into());
}

fn added(document: &mut Document) {
    let initiative =
        headway::map::Initiative { id: "price".into(), title: "Price estimate".into(), ..Default::default() };
    document.put(headway::edit::Record::Initiative(initiative.into()));
}

/// A folder with the sample and other files.
fn folder_with(files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let map = headway::file::samples::find("kaiser-permanente").expect("the sample").bytes;
    std::fs::write(folder.path().join("map.json"), map).expect("written");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    folder
}

fn window_beside(files: &[(&str, Vec<u8>)]) -> Window {
    window_in(folder_with(files), "map.json")
}

/// Draws frames until the folder was looked at.
fn look(window: &mut Window) {
    window.event(Event::WindowFocused(true));
    window.settle();
}

fn copy(window: &Window) -> PathBuf {
    window.folder.path().join(COPY)
}

#[test]
fn a_copy_is_offered_its_changes_come_in_and_it_stays_where_it_is() {
    let bytes = changed(added);
    let mut window = window_beside(&[(COPY, bytes.clone())]);
    window.settle();
    assert!(window.sees(&format!("{LEFT}: “{COPY}” (1 difference).")));
    window.click("Bring its changes in");
    assert!(!window.sees(LEFT));
    assert_eq!(window.initiative("Price estimate").id.as_str(), "price");
    window.key(CTRL, Key::S);
    assert!(window.sees("stays where it is and is not offered again"));
    assert!(read(&copy(&window)) == bytes);
    look(&mut window);
    let mut window = again(window);
    look(&mut window);
    assert!(!window.sees(LEFT));
}

#[test]
fn what_both_have_done_since_the_version_that_both_began_from_is_there_afterwards() {
    let mut window = window_beside(&[]);
    let card = window.place(CARD).center();
    window.drag(card, card + vec2(60.0, 24.0));
    window.key(CTRL, Key::S);
    let moved = window.initiative("Write to your care team").position;
    std::fs::write(copy(&window), changed(retitled)).expect("written");
    look(&mut window);
    assert!(window.sees(LEFT), "it is noticed when it appears");
    window.click("Bring its changes in");
    let both = window.initiative("Write to your care team");
    assert_eq!((both.position, both.outcome.as_str()), (moved.clone(), "Answered in a day"));
    window.key(CTRL, Key::Z);
    assert_ne!(window.initiative("Write to your care team").outcome, "Answered in a day");
    assert_eq!(window.initiative("Write to your care team").position, moved);
}

#[test]
fn without_a_version_that_both_began_from_what_differs_is_decided_before_the_copy_is_dealt_with() {
    let mut window = window_beside(&[(COPY, changed(retitled))]);
    window.settle();
    let ours = window.map().clone();
    window.click("Bring its changes in");
    assert!(window.sees("1 difference needs a decision") && *window.map() == ours);
    window.key(CTRL, Key::S);
    let mut window = again(window);
    window.settle();
    assert!(window.sees(LEFT), "nothing was decided");
    window.click("Bring its changes in");
    window.click("Keep mine");
    window.key(CTRL, Key::S);
    let mut window = again(window);
    window.settle();
    assert!(!window.sees(LEFT));
}

#[test]
fn a_copy_whose_changes_were_taken_back_is_offered_again() {
    let mut window = window_beside(&[(COPY, changed(added))]);
    window.settle();
    window.click("Bring its changes in");
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::S);
    let mut window = again(window);
    window.settle();
    assert!(window.sees(LEFT));
}

#[test]
fn a_copy_whose_changes_were_taken_back_is_offered_again_also_where_something_else_was_done_instead() {
    let mut window = window_beside(&[(COPY, changed(added))]);
    window.settle();
    window.click("Bring its changes in");
    window.key(CTRL, Key::Z);
    window.click(CARD);
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.key(CTRL, Key::S);
    let mut window = again(window);
    window.settle();
    assert!(window.sees(LEFT));
}

#[test]
fn not_now_is_until_the_map_is_opened_again_and_never_is_for_good() {
    let mut window = window_beside(&[(COPY, changed(retitled))]);
    window.settle();
    window.click("Not now");
    look(&mut window);
    assert!(!window.sees(LEFT));
    let mut window = again(window);
    window.settle();
    window.click("Don’t ask again");
    let mut window = again(window);
    window.settle();
    assert!(!window.sees(LEFT));
    // A copy that says something else is another one.
    std::fs::write(copy(&window), changed(|document| document.edit_overview(|o| o.title = "Other".into())))
        .expect("written");
    look(&mut window);
    assert!(window.sees(LEFT));
}

#[test]
fn a_copy_can_be_opened_by_itself() {
    let mut window = window_beside(&[(COPY, changed(retitled))]);
    window.settle();
    window.click("Open it");
    assert_eq!(window.initiative("Write to your care team").outcome, "Answered in a day");
    assert!(!window.sees(LEFT));
}

#[cfg(unix)]
#[test]
fn a_copy_that_comes_to_the_folder_where_a_link_leads_is_noticed() {
    let real = folder_with(&[]);
    let linked = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(real.path().join("map.json"), linked.path().join("map.json")).expect("linked");
    let mut window = window_in(linked, "map.json");
    window.settle();
    assert!(!window.sees(LEFT));
    std::fs::write(real.path().join(COPY), changed(retitled)).expect("written");
    window.until("it is noticed", |window| window.sees(LEFT));
}

#[test]
fn what_is_damaged_alike_or_another_map_is_not_offered() {
    let other = headway::file::samples::find("schindler").expect("the sample").bytes.to_vec();
    let same = headway::file::to_bytes(&sample()).expect("written");
    let mut newer = String::from_utf8(changed(retitled)).expect("text");
    newer = newer.replace("\"min_reader\": 1", "\"min_reader\": 9");
    let mut window = window_beside(&[
        ("map (conflicted copy 1).json", b"{\"format\": \"head".to_vec()),
        ("map (conflicted copy 2).json", Vec::new()),
        ("map (conflicted copy 3).json", same),
        ("map (conflicted copy 4).json", newer.into_bytes()),
        ("map (1).json", other.clone()),
        ("map-LAPTOP.json", other),
        ("map (draft).json", changed(retitled)),
    ]);
    look(&mut window);
    assert!(!window.sees("copy of this map") && !window.sees("sync program"));
}

#[test]
fn several_are_told_one_after_the_other_and_in_words_that_fit() {
    let mut window = window_beside(&[
        ("map-LAPTOP.json", changed(|document| document.edit_overview(|o| o.title = "Laptop".into()))),
        ("map (changed elsewhere).json", changed(|document| document.edit_overview(|o| o.title = "Else".into()))),
        (COPY, changed(retitled)),
    ]);
    window.settle();
    assert!(window.sees(LEFT) && window.sees("2 more are beside it."));
    window.click("Not now");
    assert!(window.sees("Another program’s version of this map was kept when it was saved") && window.sees("One more"));
    window.click("Not now");
    assert!(window.sees("There is a copy of this map beside it, perhaps left by your sync program: “map-LAPTOP.json”"));
    window.click("Not now");
    assert!(!window.sees("copy of this map"));
}

#[test]
fn an_earlier_version_that_the_map_is_built_on_is_not_offered() {
    let mut window = window_on("kaiser-permanente");
    for (at, card) in ["Write to your care team", "Home readings reach the clinic", "Health centre"].iter().enumerate()
    {
        let card = window.place(&format!("Initiative: {card}")).center();
        window.drag(card, card + vec2(30.0, 10.0));
        window.key(CTRL, Key::S);
        if at == 0 {
            std::fs::copy(window.file(), copy(&window)).expect("copied");
        }
    }
    look(&mut window);
    assert!(!window.sees(LEFT));
}

#[test]
fn a_folder_of_thousands_of_files_holds_nobody_up_and_a_map_without_a_file_has_none() {
    let files: Vec<(String, Vec<u8>)> = (0..3000).map(|n| (format!("map {n:05} x.json"), b"{}".to_vec())).collect();
    let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let folder = folder_with(&files);
    std::fs::write(folder.path().join(COPY), changed(retitled)).expect("written");
    let mut window = window_in(folder, "map.json");
    window.settle();
    assert!(window.sees(LEFT));
    let mut picture = window_on_file("none.json", b"");
    picture.click("OK");
    picture.click("Sample: Schindler");
    assert!(!picture.harness.state().is_looking_beside());
}
