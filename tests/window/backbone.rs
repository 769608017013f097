//! The view of the backbones: demand against maturity, what waits, and the handshakes.

use crate::support::{Window, window_on, window_on_file};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use headway::map::Answer;
use headway::scene::Subject;

/// A shop whose weak record carries two initiatives, and which has no digital services backbone.
fn shop() -> Window {
    let map = r#"{"format": "headway", "version": 1, "min_reader": 1, "title": "A shop", "as_of": "2026",
        "investment_unit": "thousand euros",
        "initiatives": [
            {"id": "phone", "title": "Order by phone", "strategy": "customer_engagement", "position": {"x": 20, "y": 72},
             "business_owner": "Sales", "it_owner": "Platforms", "investment": 300,
             "relies_on": [{"capability": "record", "ask": "Know who calls",
                "answers": [{"on": "2025", "answer": "yes_if", "conditions": "once addresses are clean", "due": "2027"}]}]},
            {"id": "store", "title": "Pick up in the store", "strategy": "customer_engagement", "position": {"x": 260, "y": 72},
             "business_owner": "Stores",
             "relies_on": [{"capability": "record"},
                {"capability": "stock", "ask": "See the shelf", "answers": [{"on": "2024", "answer": "yes"}]}]}],
        "capabilities": [
            {"id": "record", "title": "Customer record", "backbone": "operational", "kind": "shared_data",
             "building_block": "Shared customer insights", "maturity": [{"date": "2024", "level": 2}, {"date": "2027", "level": 4}]},
            {"id": "stock", "title": "Stock", "backbone": "operational", "maturity": [{"level": 4}]}]}"#;
    let mut window = window_on_file("map.json", map.as_bytes());
    window.key(Modifiers::COMMAND, Key::Num3);
    window
}

fn description(window: &Window, name: &str) -> String {
    let node = window.harness.query_all_by_label(name).find_map(|node| node.accesskit_node().description());
    node.unwrap_or_else(|| panic!("nothing called {name} is described"))
}

fn selected(window: &Window) -> Vec<Subject> {
    window.harness.state().workspace().expect("open").selection.subjects().to_vec()
}

fn answer(window: &Window) -> Answer {
    let workspace = window.harness.state().workspace().expect("open");
    let link = window.initiative("Pick up in the store").relies_on[0].clone();
    link.answer_on(workspace.day())
}

#[test]
fn a_capability_tells_what_is_asked_of_it_against_its_maturity() {
    let window = shop();
    let told = description(&window, "Customer record");
    assert!(told.starts_with("strained: 2 initiatives at maturity 2"), "{told}");
    assert!(
        told.contains("Maturity 2 of 5 (2024)")
            && told.contains("300 thousand euros")
            && told.contains("2 of them wait"),
        "{told}"
    );
    assert!(description(&window, "Stock").starts_with("1 initiative at maturity 4"));
    assert!(window.sees("Dependable operation alone does not give agility"), "the empty backbone says what that means");
}

#[test]
fn capabilities_are_grouped_by_building_block_when_asked() {
    let mut window = shop();
    assert!(window.sees("Shared data") && !window.sees("No building block"));
    window.click("Group capabilities");
    window.click("By building block");
    assert!(window.sees("Shared customer insights") && window.sees("No building block"));
}

#[test]
fn a_click_on_a_capability_selects_it_and_lists_its_handshakes_alone() {
    let mut window = shop();
    assert!(window.sees("Handshake: Pick up in the store → Stock"));
    let row = window.harness.query_all_by_label("Customer record").next().expect("a row").rect().center();
    window.click_at(row, Modifiers::NONE);
    assert_eq!(selected(&window), [Subject::Capability("record".into())]);
    assert!(
        !window.sees("Handshake: Pick up in the store → Stock")
            && window.sees("Handshake: Order by phone → Customer record")
    );
    window.click("Show all capabilities");
    assert!(window.sees("Handshake: Pick up in the store → Stock"));
}

#[test]
fn handshakes_are_filtered_by_answer_and_by_owner() {
    let mut window = shop();
    window.click("Handshakes: Yes if …, 1");
    assert!(window.sees("Handshake: Order by phone") && !window.sees("Handshake: Pick up in the store"));
    window.click("Handshakes: All, 3");
    window.click("Owner of handshakes");
    window.click_last("Stores");
    assert!(!window.sees("Handshake: Order by phone") && window.sees("Handshakes: All, 2"));
}

#[test]
fn an_answer_is_given_in_the_list_and_the_row_stays_under_the_hand() {
    let mut window = shop();
    window.click("Handshakes: Open, 1");
    window.click("Handshake: Pick up in the store → Customer record");
    window.click_field("Ask");
    window.type_text("Know who comes");
    assert_eq!(window.initiative("Pick up in the store").relies_on[0].ask, "Know who comes");
    window.click_last("Not yet");
    assert_eq!(answer(&window), Answer::NotYet);
    assert!(window.sees("A bare no is not an answer"), "the row stays though the filter lets only open ones through");
    window.click_field("Answer 1 conditions");
    window.type_text("once addresses are clean");
    window.click_field("Answer 1 agreed by");
    window.type_text("Platforms");
    window.click_field("Answer 1 due");
    window.type_text("2027");
    window.click_field("Ask");
    let entry = window.initiative("Pick up in the store").relies_on[0].answers[0].clone();
    assert_eq!((entry.conditions.as_str(), entry.agreed_by.as_str()), ("once addresses are clean", "Platforms"));
    assert_eq!(entry.due.map(|due| due.to_string()).as_deref(), Some("2027"));
}

#[test]
fn every_edit_of_a_handshake_is_one_step_that_can_be_undone() {
    let mut window = shop();
    window.click("Handshake: Pick up in the store → Customer record");
    window.click_field("Ask");
    window.type_text("Know who comes");
    window.click_last("Not yet");
    assert_eq!(window.undo_label().as_deref(), Some("Set answer"));
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!((answer(&window), window.undo_label().as_deref()), (Answer::Open, Some("Edit ask")));
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.initiative("Pick up in the store").relies_on[0].ask, "");
    assert!(!window.is_changed());
}

#[test]
fn what_waits_is_told_with_its_date_and_leads_to_the_map() {
    let mut window = shop();
    window.click("What waits");
    assert_eq!(description(&window, "Waits: Order by phone"), "Yes if …, by 2027; once addresses are clean");
    assert_eq!(description(&window, "Waits: Pick up in the store"), "Open, no date yet; nothing is asked yet");
    assert!(!window.sees("Waited for: Stock"), "what has its yes does not wait");
    window.click("Waits: Order by phone");
    assert_eq!(selected(&window), [Subject::Initiative("phone".into())]);
    assert!(!window.sees("Demand against maturity"), "the map is shown");
}

#[test]
fn a_map_without_capabilities_says_what_to_do() {
    let empty = r#"{"format": "headway", "version": 1, "min_reader": 1, "title": "New"}"#;
    let mut window = window_on_file("map.json", empty.as_bytes());
    window.click("View");
    window.click_last("Backbone");
    assert!(window.sees("No capability yet. Add one") && window.sees("No handshake yet."));
}

#[test]
fn another_day_tells_the_maturity_of_that_day() {
    let mut window = window_on("bank-before");
    window.key(Modifiers::COMMAND, Key::Num3);
    let now = description(&window, "Interface for partners");
    window.key(Modifiers::ALT, Key::ArrowLeft);
    for _ in 0..12 {
        window.key(Modifiers::ALT, Key::ArrowLeft);
    }
    assert_ne!(description(&window, "Interface for partners"), now);
}
