//! Two maps beside each other.

use egui::{Key, Modifiers, Rect, pos2};

use crate::support::{Window, window_on};

const CTRL: Modifiers = Modifiers::COMMAND;

/// The words that stand to the right of a row's name, on its height, from left to right.
fn cells(window: &Window, row: &str) -> Vec<String> {
    let right = window.place("End comparison").right();
    let all = window.labels_within(Rect::from_min_max(pos2(0.0, 0.0), pos2(right, f32::MAX)));
    let (_, place) = all.iter().find(|(words, _)| words.starts_with(row)).expect("a row of this name");
    let beside = Rect::from_min_max(pos2(place.right(), place.top() - 4.0), pos2(right, place.top() + 14.0));
    let mut found = window.labels_within(beside);
    found.sort_by(|a, b| a.1.left().total_cmp(&b.1.left()));
    found.into_iter().map(|(words, _)| words).collect()
}

#[test]
fn kaiser_permanente_and_schindler_stand_beside_each_other_as_in_figure_1() {
    let mut window = window_on("kaiser-permanente");
    window.key(CTRL, Key::Num4);
    assert!(window.sees("Compare this map"));
    window.click("Compare with Schindler");
    let expected = [
        ("Type of digital strategy", ["Customer engagement", "Digitized solutions"]),
        ("Strategic direction", ["Collaborative healthcare", "Urban mobility solutions"]),
        ("Most important capability", ["One shared health record", "Same processes in every country"]),
        ("Supporting initiatives", ["Home readings reach the clinic", "Live status for facility managers"]),
    ];
    for (row, [left, right]) in expected {
        let told = cells(&window, row);
        assert_eq!(told.len(), 2, "{row}: {told:?}");
        assert!(told[0].starts_with(left) && told[1].starts_with(right), "{row}: {told:?}");
    }
    assert!(!window.sees("Which way things move"));
    window.click("More rows");
    assert!(window.sees("Which way things move") && window.sees("Initiatives of the primary strategy"));
    window.click("Swap sides");
    assert!(cells(&window, "Strategic direction")[0].starts_with("Urban mobility"));
    window.click("End comparison");
    assert!(window.sees("Compare this map"));
}

#[test]
fn the_table_is_copied_as_text_for_a_spreadsheet() {
    let mut window = window_on("kaiser-permanente");
    window.key(CTRL, Key::Num4);
    window.click("Compare with Schindler");
    let text = window.copies("Copy table").expect("something was copied");
    assert!(text.starts_with("\tKaiser Permanente\tSchindler\n"), "{text}");
    assert!(text.contains("Strategic direction\tCollaborative healthcare\tUrban mobility solutions\n"), "{text}");
}

#[test]
fn the_keys_of_the_map_do_nothing_to_what_is_not_seen() {
    let mut window = window_on("kaiser-permanente");
    window.click("Initiative: Write to your care team");
    window.key(CTRL, Key::Num4);
    window.key(Modifiers::NONE, Key::Delete);
    assert!(!window.is_changed());
}

#[test]
fn a_file_is_chosen_by_its_keys_and_told_apart_by_its_name_where_the_titles_are_the_same() {
    let mut window = window_on("kaiser-permanente");
    let other = window.folder.path().join("before.json");
    std::fs::write(&other, window.saved()).expect("written");
    window.key(CTRL | Modifiers::SHIFT, Key::D);
    window.type_text(&other.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees("Kaiser Permanente (before.json)"));
}

#[test]
fn an_edited_map_beside_its_saved_file_tells_what_has_changed_and_leads_there() {
    let mut window = window_on("kaiser-permanente");
    window.click("Initiative: Write to your care team");
    window.key(Modifiers::NONE, Key::Delete);
    window.click("View");
    window.click("Compare with the map as last saved");
    assert!(window.sees("Changes since Kaiser Permanente, as last saved"));
    assert!(window.sees("Change: Gone: Write to your care team"));
    window.click("Change: Gone: Write to your care team");
    window.click("Swap sides");
    assert!(window.sees("Change: New: Write to your care team"));
    window.click("In a table");
    assert!(window.sees("Side by side"));
    window.key(CTRL, Key::Num1);
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::Num4);
    window.click("On the map");
    assert!(window.sees("Nothing differs."));
}
