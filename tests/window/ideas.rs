//! The tray of ideas: found, grouped and ordered.

use egui::{Key, Modifiers};

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
