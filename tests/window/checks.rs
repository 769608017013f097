//! The quiet list of what the checks advise.

use crate::support::{Window, window_on_file};
use egui_kittest::kittest::{NodeT, Queryable};
use headway::map::StrategyKind;
use headway::scene::Subject;

/// A shop with two weaknesses: neither strategy leads, and an initiative has an owner on one side only.
fn shop() -> Window {
    let map = r#"{"format": "headway", "version": 1, "min_reader": 1, "title": "A shop", "as_of": "2026",
        "strategy": {"direction": "Shopping without friction", "customer_need": "Time"},
        "initiatives": [{"id": "phone", "title": "Order by phone", "strategy": "customer_engagement",
            "position": {"x": 20, "y": 72}, "outcome": "Orders take a minute", "business_owner": "Sales", "relies_on": [
            {"capability": "a", "answers": [{"answer": "yes"}]}, {"capability": "b", "answers": [{"answer": "yes"}]}]}],
        "capabilities": [{"id": "a", "title": "Orders", "backbone": "operational"},
            {"id": "b", "title": "Partners", "backbone": "digital_services"}]}"#;
    window_on_file("map.json", map.as_bytes())
}

const ONE_SIDED: &str = "Check: “Order by phone” has an owner in the business";

fn selected(window: &Window) -> Vec<Subject> {
    window.harness.state().workspace().expect("open").selection.subjects().to_vec()
}

#[test]
fn a_click_on_a_finding_selects_what_it_is_about_and_tells_why() {
    let mut window = shop();
    assert!(window.sees("2 checks"));
    window.click(ONE_SIDED);
    assert_eq!(selected(&window), [Subject::Initiative("phone".into())]);
    assert!(window.sees("each side needs somebody to ask. (S3; S0, step 3)"));
    window.click("Check: Neither strategy leads yet");
    assert!(selected(&window).is_empty(), "the map as a whole is shown");
}

#[test]
fn a_finding_goes_as_the_map_is_edited() {
    let mut window = shop();
    window.click(ONE_SIDED);
    window.click_field("IT owner");
    window.type_text("Platforms");
    assert!(!window.sees(ONE_SIDED) && window.sees("1 check"));
}

#[test]
fn a_finding_is_silenced_with_a_reason_and_speaks_again() {
    let mut window = shop();
    window.click(ONE_SIDED);
    window.click("Silence…");
    window.click_field("Reason for silence");
    window.type_text("IT joins in March");
    window.click("Keep silent");
    let silenced = &window.map().overview.silenced;
    assert_eq!((silenced[0].check.as_str(), silenced[0].reason.as_str()), ("one-sided", "IT joins in March"));
    assert_eq!(silenced[0].item.as_ref().map(|id| id.as_str()), Some("phone"));
    assert_eq!(window.undo_label().as_deref(), Some("Silence check"));
    assert!(!window.sees(ONE_SIDED) && window.sees("Because: IT joins in March") && window.sees("1 check"));
    window.click("Unsilence");
    assert!(window.map().overview.silenced.is_empty() && window.sees(ONE_SIDED));
}

#[test]
fn a_remedy_is_one_step_that_can_be_undone() {
    let mut window = shop();
    window.click("Check: Neither strategy leads yet");
    window.click("Let customer engagement lead");
    let day = headway::map::Day::from_civil(2026, 12, 31);
    assert_eq!(window.map().primary_on(day), Some(StrategyKind::CustomerEngagement));
    assert!(!window.sees("Check: Neither"));
    window.key(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(window.map().primary_on(day), None);
    assert!(!window.is_changed() && window.sees("Check: Neither"));
}

/// Where the card of the shop has its mark: at its upper right corner.
fn mark_of_card(window: &Window) -> egui::Pos2 {
    window.place("Initiative: Order by phone").right_top()
}

#[test]
fn marks_stand_on_the_map_on_request_and_lead_to_the_finding() {
    let mut window = shop();
    let corner = mark_of_card(&window);
    assert!(!window.sees("Initiative: Order by phone. “Order by phone” has an owner"));
    window.key(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::K);
    window.click_at(corner, egui::Modifiers::NONE);
    assert_eq!(selected(&window), [Subject::Initiative("phone".into())]);
    assert!(window.sees("each side needs somebody to ask. (S3; S0, step 3)"), "the finding is opened");
    assert!(!window.is_changed(), "marks are no edit");
    window.key(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::K);
    window.click("Check: Neither strategy leads yet");
    window.click_at(corner, egui::Modifiers::NONE);
    assert!(!window.sees("each side needs somebody to ask."), "without marks nothing stands there");
}

#[test]
fn a_mark_goes_with_what_it_marks() {
    let mut window = shop();
    window.key(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::K);
    let says = "has an owner in the business, but none in IT.";
    let is_told_on_card = |window: &Window| {
        let card = window.harness.query_all_by_label_contains("Order by phone");
        card.filter(|node| node.accesskit_node().role() == egui::accesskit::Role::ListBoxOption)
            .any(|node| node.accesskit_node().label().is_some_and(|label| label.contains(says)))
    };
    assert!(is_told_on_card(&window), "those who do not see the mark are told");
    window.click(ONE_SIDED);
    window.click_field("IT owner");
    window.type_text("Platforms");
    assert!(!is_told_on_card(&window));
}
