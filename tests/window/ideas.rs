//! The tray of ideas: found, grouped and ordered.

use egui::{Event, Key, Modifiers};

use super::support::{Window, window_on_file};

/// A map with four ideas, in the order in which they were had.
fn window() -> Window {
    let map = r#"{ "format": "headway", "version": 1, "min_reader": 1, "title": "Ideas", "initiatives": [
        { "id": "a", "title": "Parking guide", "viewpoint": "Customer service", "votes": 2 },
        { "id": "b", "title": "Night post", "votes": 1 },
        { "id": "c", "title": "Loyalty card", "viewpoint": "Marketing", "votes": 7 },
        { "id": "d", "title": "Data flows", "viewpoint": "marketing" } ] }"#;
    window_on_file("map.json", map.as_bytes())
}

/// The titles of the ideas from above to below.
fn in_order(window: &Window) -> Vec<&'static str> {
    let mut titles = vec!["Parking guide", "Night post", "Loyalty card", "Data flows"];
    titles.retain(|title| window.sees(&format!("Idea: {title}")));
    titles.sort_by(|a, b| {
        let top = |title: &str| window.place(&format!("Idea: {title}")).top();
        top(a).total_cmp(&top(b))
    });
    titles
}

#[test]
fn ideas_are_filtered_and_a_new_one_is_seen_whatever_was_looked_for() {
    let mut window = window();
    window.click_field("Filter ideas");
    window.type_text("MARKET");
    assert_eq!(in_order(&window), ["Loyalty card", "Data flows"]);
    assert!(window.sees("2 OF 4 SHOWN"));
    window.type_text(" zzz");
    assert!(window.sees("No idea holds these words."));
    window.click_field("New idea");
    window.type_text("Wayfinding");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees("Idea: Wayfinding"));
    assert!(window.sees("5 NOT PLACED"));
}

#[test]
fn ideas_stand_by_viewpoint_and_by_votes_and_the_map_is_not_changed_by_it() {
    let mut window = window();
    window.click("Most votes first");
    assert_eq!(in_order(&window), ["Loyalty card", "Parking guide", "Night post", "Data flows"]);
    window.click("By viewpoint");
    assert_eq!(in_order(&window), ["Loyalty card", "Data flows", "Parking guide", "Night post"]);
    assert!(window.sees("Marketing · 2") && window.sees("No viewpoint · 1"));
    window.click("Most votes first");
    window.click("By viewpoint");
    assert_eq!(in_order(&window), ["Parking guide", "Night post", "Loyalty card", "Data flows"]);
    assert!(!window.is_changed());
}

#[test]
fn a_few_ideas_need_no_tools_to_find_them() {
    let map =
        br#"{ "format": "headway", "version": 1, "min_reader": 1, "initiatives": [{ "id": "a", "title": "One" }] }"#;
    let window = window_on_file("map.json", map);
    assert!(window.sees("Idea: One") && !window.sees("By viewpoint"));
}

#[test]
fn a_pasted_table_is_looked_at_first_and_comes_in_one_step() {
    let mut window = window();
    window.click_field("New idea");
    window.event(Event::Paste("Title;Votes\nLoyalty card;9\nWayfinding;3\nNight post;many".into()));
    assert!(window.sees("Import 1 new, 1 changed") && window.sees("1 left out"));
    assert!(!window.is_changed());
    assert!(window.sees("Votes: 7 → 9") && window.sees("“many” is not a number"));
    window.click_last("Import 1 new, 1 changed");
    assert!(!window.sees("Columns end at"));
    assert_eq!(window.initiative("Loyalty card").votes, Some(9));
    assert_eq!(window.initiative("Wayfinding").votes, Some(3));
    assert_eq!(window.undo_label().as_deref(), Some("Import 2 ideas"));
    assert!(window.sees("Ideas imported: 1 new, 1 changed, 1 left out."));
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.initiative("Loyalty card").votes, Some(7));
    assert_eq!(window.map().initiatives.len(), 4);
}

#[test]
fn lines_without_columns_still_become_ideas_at_once() {
    let mut window = window();
    window.click_field("New idea");
    window.event(Event::Paste("Coach, marketplace\nPrice estimate".into()));
    assert!(window.sees("6 NOT PLACED") && window.sees("Idea: Price estimate"));
}

#[test]
fn a_file_is_chosen_its_columns_are_corrected_and_it_can_be_left() {
    let mut window = window();
    let list = window.folder.path().join("ideas.csv");
    std::fs::write(&list, b"Einfall;Stimmen;Wert\nB\xFCro;3;1,234\nWegweiser;5;2").expect("written");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::I);
    assert!(window.sees("Import ideas from a list"));
    window.type_text(&list.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees("Windows-1252") && window.sees("Choose the column that holds the titles."));
    assert!(window.sees("Nothing to import"));
    for (column, field) in [("Column 1 holds", "Title"), ("Column 3 holds", "Investment")] {
        window.click_last(column);
        window.click_item(field);
    }
    assert!(window.sees("Büro") && window.sees("can be 1234 or 1.234"));
    window.click("Decimal mark: comma");
    assert!(window.sees("Import 2 new"));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.sees("Columns end at") && !window.is_changed());
}

#[test]
fn a_list_that_is_dropped_on_the_window_is_looked_at() {
    let mut window = window();
    let list = window.folder.path().join("ideas.txt");
    std::fs::write(&list, "Wayfinding\nCoach marketplace").expect("written");
    window.drops(list);
    assert!(window.sees("Import 2 new"));
    window.click_last("Import 2 new");
    assert!(window.sees("6 NOT PLACED"));
}
