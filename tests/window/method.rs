//! The five steps of the method beside the map.

use crate::support::{Window, window_on};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use headway::scene::Subject;

const COLLABORATE: &str = "step 3: Business and IT together";

fn scroll_to(window: &mut Window, words: &str) {
    window.harness.query_all_by_label_contains(words).next().expect(words).scroll_to_me();
    window.settle();
}

#[test]
fn each_step_tells_how_far_the_map_is_and_leads_to_what_is_missing() {
    let mut window = window_on("bank-before");
    assert!(window.sees("step 2: Direction and outcomes: The direction names no customer need yet."));
    window.click(COLLABORATE);
    assert!(window.sees("6 of 7 handshakes have an answer."));
    scroll_to(&mut window, "Missing: Accounts inside partner shops: Identity and consent");
    window.click("Missing: Accounts inside partner shops: Identity and consent");
    let selected = window.harness.state().workspace().expect("open").selection.subjects().to_vec();
    let link = Subject::Link { initiative: "partner-accounts".into(), capability: "consent".into() };
    assert_eq!(selected, [link]);
    assert!(!window.is_changed(), "to be led somewhere changes nothing");
}

#[test]
fn all_that_is_missing_is_shown_on_the_map_at_once() {
    let mut window = window_on("bank-before");
    window.click(COLLABORATE);
    scroll_to(&mut window, "Show all 5 on the map");
    window.click("Show all 5 on the map");
    assert_eq!(window.harness.state().workspace().expect("open").selection.initiatives().len(), 5);
}

#[test]
fn the_steps_follow_what_is_edited() {
    let mut window = window_on("bank-before");
    window.click("step 4: Invest behind the focus");
    assert!(window.sees("Neither strategy leads yet."));
    window.click("Check: Neither strategy leads yet");
    window.key(Modifiers::COMMAND, Key::K);
    window.type_text("Lead with customer engagement");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees("Customer engagement leads, with 4 of 7 initiatives"));
}

#[test]
fn the_steps_fold() {
    let mut window = window_on("bank-before");
    window.key(Modifiers::NONE, Key::F9);
    assert!(!window.sees(COLLABORATE));
    window.key(Modifiers::NONE, Key::F9);
    assert!(window.sees(COLLABORATE));
}
