//! Others change the file while its map is open.

use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;

use super::support::{Window, window_on};

const CTRL: Modifiers = Modifiers::COMMAND;
const CARD: &str = "Initiative: Write to your care team";

/// More frames than there are in the two seconds after which the file is looked at.
const TWO_SECONDS: usize = 110;

/// Another program writes something else into the file.
fn others_write(window: &Window, from: &str, to: &str) {
    let text = String::from_utf8(window.saved()).expect("text");
    assert!(text.contains(from), "no {from}");
    std::fs::write(window.file(), text.replacen(from, to, 1)).expect("written");
}

/// Lets time pass until something is seen.
fn until_seen(window: &mut Window, words: &str) {
    window.until(words, |window| window.sees(words));
}

fn rename(window: &mut Window, to: &str) {
    let card = window.place("Initiative: Write to your care team");
    window.double_click_at(card.left_top() + vec2(60.0, 20.0));
    window.key(CTRL, Key::A);
    window.type_text(to);
    window.key(Modifiers::NONE, Key::Enter);
}

fn review(window: &mut Window) {
    let text = String::from_utf8(window.saved()).expect("text");
    let text = text.replace("\"title\": \"Write to your care team\"", "\"title\": \"Their words\"");
    std::fs::write(window.file(), text.replace("Health centre on the phone", "Phone centre")).expect("written");
    until_seen(window, "1 difference needs a decision");
}

/// Whether the strip of others offers to undo: its button stands in one row with another of it.
fn offers_undo(window: &Window) -> bool {
    let beside = if window.sees("Keep mine") { window.place("Keep mine") } else { window.place("Show changes") };
    let buttons = window.harness.query_all_by_label_contains("Undo");
    buttons.into_iter().any(|node| node.rect().y_range() == beside.y_range())
}

#[test]
fn a_map_without_unsaved_work_is_reloaded_in_one_step_that_can_be_undone() {
    let mut window = window_on("kaiser-permanente");
    let before = window.map().clone();
    window.click(CARD);
    others_write(&window, "Health centre on the phone", "Phone centre");
    until_seen(&mut window, "Reloaded: 1 change by another program");
    assert!(window.sees("Initiative: Phone centre") && !window.is_changed());
    let selection = &window.harness.state().workspace().expect("open").selection;
    assert_eq!(selection.initiatives().len(), 1, "the selection stays");
    assert_eq!(window.undo_label().as_deref(), Some("Changes by others"));
    window.click_last("Undo");
    assert!(*window.map() == before && window.is_changed());
    assert!(!window.sees("Reloaded"));
    window.key(CTRL, Key::S);
    assert!(String::from_utf8_lossy(&window.saved()).contains("Health centre on the phone"));
}

#[test]
fn the_file_is_looked_at_when_the_window_comes_to_the_front() {
    let mut window = window_on("kaiser-permanente");
    window.harness.run_steps(TWO_SECONDS);
    window.event(Event::WindowFocused(false));
    others_write(&window, "Health centre on the phone", "Phone centre");
    window.event(Event::WindowFocused(true));
    until_seen(&mut window, "Reloaded: 1 change");
}

#[test]
fn what_was_only_touched_is_not_told() {
    let mut window = window_on("kaiser-permanente");
    let bytes = window.saved();
    std::fs::remove_file(window.file()).expect("removed");
    std::fs::write(window.file(), bytes).expect("written");
    window.harness.run_steps(3 * TWO_SECONDS);
    assert!(!window.sees("another program") && !window.is_changed() && window.undo_label().is_none());
}

#[test]
fn both_sides_are_in_the_map_after_a_merge_and_in_the_file_after_a_save() {
    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    let mine = window.map().clone();
    others_write(&window, "Health centre on the phone", "Phone centre");
    until_seen(&mut window, "Merged: 1 change of another program");
    assert!(window.sees("Initiative: Phone centre") && window.sees("Initiative: My own words"));
    assert!(window.is_changed(), "mine is not in the file yet");
    assert_eq!(window.undo_label().as_deref(), Some("Merge changes by others"));
    window.click("Show changes");
    assert!(window.sees("Changes since before the changes by others"));
    window.key(CTRL, Key::Num1);
    window.key(CTRL, Key::Z);
    assert!(*window.map() == mine);
    window.key(CTRL, Key::Y);
    window.key(CTRL, Key::S);
    let saved = String::from_utf8(window.saved()).expect("text");
    assert!(saved.contains("My own words") && saved.contains("Phone centre") && !window.is_changed());
}

#[test]
fn a_save_takes_in_first_what_others_have_written_since() {
    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    others_write(&window, "Health centre on the phone", "Phone centre");
    window.key(CTRL, Key::S);
    until_seen(&mut window, "Merged: 1 change of another program");
    window.until("it is saved", |window| !window.is_changed());
    let saved = String::from_utf8(window.saved()).expect("text");
    assert!(saved.contains("My own words") && saved.contains("Phone centre"));
    let names = std::fs::read_dir(window.folder.path()).expect("a folder").count();
    assert_eq!(names, 2, "the map and the state: nothing had to be kept beside it");
}

#[test]
fn a_title_that_is_being_typed_is_neither_lost_nor_interrupted() {
    let mut window = window_on("kaiser-permanente");
    let card = window.place(CARD);
    window.double_click_at(card.left_top() + vec2(60.0, 20.0));
    window.key(CTRL, Key::A);
    window.type_text("My own");
    others_write(&window, "Health centre on the phone", "Phone centre");
    window.harness.run_steps(2 * TWO_SECONDS);
    window.type_text(" words");
    assert!(!window.sees("Merged"));
    window.key(Modifiers::NONE, Key::Enter);
    until_seen(&mut window, "Merged: 1 change");
    assert!(window.sees("Initiative: My own words") && window.sees("Initiative: Phone centre"));
}

#[test]
fn what_both_have_changed_is_reviewed_on_the_map_and_decided_in_one_step() {
    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    review(&mut window);
    assert!(window.sees("Initiative: My own words"), "until then mine stands");
    let merged = window.map().clone();
    window.click("Review");
    assert!(window.sees("1 difference to decide"));
    window.click("Take theirs");
    assert!(*window.map() == merged, "not before it is done");
    window.click("Keep mine");
    window.click("Take all theirs");
    window.click("Done");
    assert!(window.sees("Initiative: Their words") && window.sees("Initiative: Phone centre"));
    assert!(!window.is_changed(), "nothing of mine is left that is not in the file");
    assert!(!window.sees("to decide") && !window.sees("need a decision"));
    window.key(CTRL, Key::Z);
    assert!(*window.map() == merged);
}

#[test]
fn a_review_waits_until_it_is_asked_for_and_goes_where_its_merge_is_undone() {
    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    review(&mut window);
    window.key(CTRL, Key::K);
    window.type_text("review changes");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees("1 difference to decide"));
    window.click("Later");
    assert!(window.sees("1 difference needs a decision"));
    window.key(CTRL, Key::Z);
    assert!(!window.sees("needs a decision"));
    window.key(CTRL, Key::Y);
    window.click("Keep mine");
    assert!(!window.sees("needs a decision") && window.sees("Initiative: My own words"));
}

#[test]
fn undo_is_offered_for_a_merge_alone_and_not_for_what_the_user_did_before_it() {
    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    others_write(&window, "\"title\": \"Write to your care team\"", "\"title\": \"Their words\"");
    until_seen(&mut window, "1 difference needs a decision");
    assert_ne!(window.undo_label().as_deref(), Some("Merge changes by others"));
    assert!(!offers_undo(&window), "only mine could be taken back");
    // Taking mine back answers nothing: theirs is still not in the map.
    window.key(CTRL, Key::Z);
    assert!(window.sees("1 difference needs a decision") && window.is_changed());
    window.click("Review");
    window.click("Take all theirs");
    window.click("Done");
    assert!(window.sees("Initiative: Their words") && !window.is_changed());

    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "The same words");
    others_write(&window, "\"title\": \"Write to your care team\"", "\"title\": \"The same words\"");
    until_seen(&mut window, "all of them were here already");
    assert!(!offers_undo(&window));
}

#[test]
fn a_review_whose_merge_was_undone_stays_away_when_something_else_is_done() {
    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    review(&mut window);
    assert!(offers_undo(&window));
    window.click_last("Undo");
    window.click("Initiative: Health centre on the phone");
    window.key(Modifiers::NONE, Key::ArrowRight);
    assert!(!window.sees("needs a decision"));
}

#[test]
fn a_save_does_not_decide_by_itself() {
    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    others_write(&window, "\"title\": \"Write to your care team\"", "\"title\": \"Their words\"");
    window.key(CTRL, Key::S);
    until_seen(&mut window, "The map is not saved yet");
    window.click("OK");
    until_seen(&mut window, "1 difference needs a decision");
    assert!(window.is_changed() && String::from_utf8_lossy(&window.saved()).contains("Their words"));
    window.key(CTRL, Key::S);
    window.until("it is saved", |window| !window.is_changed());
    assert!(String::from_utf8_lossy(&window.saved()).contains("My own words"), "asked for once more, mine is saved");
}

#[test]
fn a_file_that_is_gone_is_told_and_saved_again() {
    let mut window = window_on("kaiser-permanente");
    std::fs::rename(window.file(), window.folder.path().join("moved.json")).expect("moved");
    until_seen(&mut window, "is no longer where it was");
    assert!(window.is_changed(), "leaving asks");
    window.click("Save again");
    window.until("it is saved", |window| !window.is_changed());
    assert!(window.file().is_file() && !window.sees("is no longer where it was"));
}

#[test]
fn a_map_whose_file_is_gone_is_recovered_after_a_crash_though_nothing_was_edited() {
    let mut window = window_on("kaiser-permanente");
    let map = window.map().clone();
    std::fs::remove_file(window.file()).expect("removed");
    until_seen(&mut window, "is no longer where it was");
    let mut window = crate::support::after_a_crash(window, None);
    assert!(window.sees("Recovered: “map.json”") && *window.map() == map && window.is_changed());
    window.click("Keep");
    window.key(CTRL, Key::S);
    window.until("it is saved", |window| !window.is_changed());
    assert!(window.file().is_file());
}

#[test]
fn another_map_in_the_file_is_not_mixed_with_what_is_unsaved() {
    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    let map = window.map().clone();
    std::fs::write(window.file(), headway::file::samples::find("schindler").expect("it").bytes).expect("written");
    until_seen(&mut window, "Another map is in the file now");
    assert!(*window.map() == map && window.is_changed());
    window.key(CTRL, Key::S);
    assert!(window.sees("Save as"), "it has no file any more, so it is asked for one");
}

#[test]
fn what_others_replace_is_among_the_earlier_versions() {
    let mut window = window_on("kaiser-permanente");
    others_write(&window, "\"title\": \"Write to your care team\"", "\"title\": \"Their words\"");
    until_seen(&mut window, "Reloaded");
    let backups = headway::file::Backups::in_folder(window.folder.path().join("state/backups"));
    let versions = backups.of(&window.file());
    assert_eq!(versions.len(), 1);
    let before = headway::file::open(&versions[0].path).expect("opens").map;
    assert!(before.initiatives.iter().any(|initiative| initiative.title == "Write to your care team"));
}

#[test]
fn a_third_version_asks_anew_about_what_was_not_decided() {
    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    others_write(&window, "\"title\": \"Write to your care team\"", "\"title\": \"Their words\"");
    until_seen(&mut window, "1 difference needs a decision");
    others_write(&window, "\"title\": \"Their words\"", "\"title\": \"Their second words\"");
    window.click("Review");
    until_seen(&mut window, "Their second words");
    assert!(!window.sees("2 differences"));
    window.click("Take all theirs");
    window.click("Done");
    assert!(window.map().initiatives.iter().any(|initiative| initiative.title == "Their second words"));
}

#[test]
fn what_is_decided_while_the_file_is_gone_is_unsaved_until_it_is_saved() {
    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    review(&mut window);
    let moved = window.folder.path().join("moved.json");
    std::fs::rename(window.file(), &moved).expect("moved");
    until_seen(&mut window, "is no longer where it was");
    window.click("Review");
    window.click("Take all theirs");
    window.click("Done");
    assert!(window.sees("Initiative: Their words") && window.is_changed(), "it is in no file");
    window.close();
    assert!(!window.closes(), "it asks");
    window.click_last("Cancel");
    std::fs::rename(&moved, window.file()).expect("moved back");
    window.until("it is well", |window| !window.sees("is no longer where it was"));
    assert!(!window.is_changed(), "it is what is in the file");
}

#[test]
fn a_file_that_is_back_is_well_also_where_a_save_was_the_first_to_see_it_or_failed_before() {
    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    let text = String::from_utf8(window.saved()).expect("text");
    std::fs::remove_file(window.file()).expect("removed");
    until_seen(&mut window, "is no longer where it was");
    let theirs = text.replace("\"title\": \"Write to your care team\"", "\"title\": \"Their words\"");
    std::fs::write(window.file(), theirs).expect("written");
    window.key(CTRL, Key::S);
    until_seen(&mut window, "1 difference needs a decision");
    assert!(!window.sees("is no longer where it was"));

    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    let bytes = window.saved();
    std::fs::remove_file(window.file()).expect("removed");
    std::fs::create_dir(window.file()).expect("something is in the way");
    until_seen(&mut window, "it cannot be read now");
    window.key(CTRL, Key::S);
    until_seen(&mut window, "Try again");
    window.click("Cancel");
    std::fs::remove_dir(window.file()).expect("removed");
    std::fs::write(window.file(), bytes).expect("written");
    window.until("it is well", |window| !window.sees("it cannot be read now"));
}

#[test]
fn a_file_that_comes_back_as_it_was_is_well() {
    let mut window = window_on("kaiser-permanente");
    let moved = window.folder.path().join("moved.json");
    std::fs::rename(window.file(), &moved).expect("moved");
    until_seen(&mut window, "is no longer where it was");
    std::fs::rename(&moved, window.file()).expect("moved back");
    window.until("it is well", |window| !window.sees("is no longer where it was"));
    assert!(!window.is_changed());
}

#[test]
fn a_half_written_file_is_not_taken_and_told_only_when_it_stays_so() {
    let mut window = window_on("kaiser-permanente");
    let whole = window.saved();
    let before = window.map().clone();
    std::fs::write(window.file(), &whole[..whole.len() / 2]).expect("written");
    until_seen(&mut window, "it cannot be read now");
    assert!(*window.map() == before && window.is_changed());
    let text = String::from_utf8(whole).expect("text").replace("Health centre on the phone", "Phone centre");
    std::fs::write(window.file(), text).expect("written");
    window.until("it is whole", |window| window.sees("Initiative: Phone centre"));
    assert!(!window.is_changed() && !window.sees("cannot be read"));
}

#[test]
fn a_file_of_a_newer_version_is_only_looked_at_and_never_written_over() {
    let newer = |window: &Window| {
        let text = String::from_utf8(window.saved()).expect("text");
        let text = text.replacen("\"min_reader\": 1", "\"min_reader\": 9", 1);
        std::fs::write(window.file(), text.replace("Health centre on the phone", "Phone centre")).expect("written");
    };
    let mut window = window_on("kaiser-permanente");
    newer(&window);
    until_seen(&mut window, "newer version of Headway");
    assert!(
        window.sees("Initiative: Phone centre") && window.harness.state().workspace().expect("open").is_read_only()
    );
    assert!(!window.is_changed());

    let mut window = window_on("kaiser-permanente");
    rename(&mut window, "My own words");
    newer(&window);
    until_seen(&mut window, "newer version of Headway");
    let theirs = window.saved();
    assert!(window.sees("Initiative: My own words") && window.is_changed());
    window.key(CTRL, Key::S);
    assert!(window.sees("Type the path"), "a save asks for another name");
    assert!(window.saved() == theirs);
}

#[cfg(unix)]
#[test]
fn a_file_behind_a_link_that_leads_elsewhere_by_now_is_not_taken_for_one_that_another_window_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name);
    let text = String::from_utf8(headway::file::samples::find("kaiser-permanente").expect("the sample").bytes.to_vec());
    let text = text.expect("text");
    std::fs::write(place("first.json"), &text).expect("written");
    std::fs::write(place("second.json"), text.replace("Health centre on the phone", "Phone centre")).expect("written");
    std::os::unix::fs::symlink(place("first.json"), place("map.json")).expect("linked");
    let mut window = super::support::window_in(folder, "map.json");
    rename(&mut window, "My own words");
    std::fs::remove_file(window.file()).expect("removed");
    std::os::unix::fs::symlink(window.folder.path().join("second.json"), window.file()).expect("linked");
    window.key(CTRL, Key::S);
    until_seen(&mut window, "Merged: 1 change of another program");
    assert!(!window.sees("another Headway window"));
    window.until("it is saved", |window| !window.is_changed());
    let saved = String::from_utf8(window.saved()).expect("text");
    assert!(saved.contains("My own words") && saved.contains("Phone centre"));
}
