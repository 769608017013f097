//! The guide, and the words of the window that it explains.

use std::collections::BTreeSet;

use crate::support::{Window, start_page, window_on, window_on_file};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use headway::guide;
use headway::map::{Backbone, StrategyKind};
use headway::scene::{Composer, LIGHT, Subject};

const EMPTY: &str = r#"{"format": "headway", "version": 1, "min_reader": 1, "title": "New"}"#;

/// What the guide is opened at: the one topic of its list that is chosen.
fn read(window: &Window) -> Option<String> {
    let options = window.harness.query_all_by_role(Role::ListBoxOption);
    let names = |node: &egui_kittest::Node<'_>| node.accesskit_node().label();
    let topics = options.filter(|node| names(node).is_some_and(|name| guide::topic(&name).is_some()));
    topics.filter(|node| node.accesskit_node().is_selected() == Some(true)).find_map(|node| names(&node))
}

/// The labels that are seen and what each is described by.
fn labels(window: &Window) -> Vec<(String, Option<String>)> {
    let labels = window.harness.query_all_by_role(Role::Label);
    let told = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        Some((node.value().or(node.label())?, node.description()))
    };
    labels.filter_map(told).collect()
}

#[test]
fn the_guide_opens_at_what_is_selected_is_searched_and_closed_by_the_keys() {
    let mut window = window_on("kaiser-permanente");
    let before = window.map().clone();
    window.key(Modifiers::NONE, Key::F1);
    assert_eq!(read(&window).as_deref(), Some("A map in ten minutes"));
    window.type_text("handshake");
    assert_eq!(read(&window).as_deref(), Some("Handshake"));
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert!(read(&window).is_some_and(|name| name != "Handshake"), "the next topic that was found");
    window.key(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(read(&window).as_deref(), Some("Handshake"));
    window.key(Modifiers::NONE, Key::Delete);
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(read(&window), None);
    assert!(*window.map() == before, "keys reach nothing behind the guide");
    window.click("Initiative: Write to your care team");
    window.key(Modifiers::NONE, Key::F1);
    assert_eq!(read(&window).as_deref(), Some("Initiative"));
}

#[test]
fn a_link_of_the_guide_leads_on_and_back() {
    let mut window = start_page();
    window.key(Modifiers::NONE, Key::F1);
    let link = window.harness.get_by_role_and_label(Role::Link, "strategic direction").rect().center();
    window.click_at(link, Modifiers::NONE);
    assert_eq!(read(&window).as_deref(), Some("Strategic direction"));
    window.click_last("Back");
    assert_eq!(read(&window).as_deref(), Some("A map in ten minutes"));
    window.click_last("Close");
    assert_eq!(read(&window), None);
}

#[test]
fn the_palette_finds_a_topic_by_its_name() {
    let mut window = window_on("kaiser-permanente");
    window.key(Modifiers::COMMAND, Key::K);
    window.type_text("guide handsh");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(read(&window).as_deref(), Some("Handshake"));
}

#[test]
fn who_has_not_chosen_is_led_to_the_questions_that_help() {
    for mut window in [start_page(), window_on_file("map.json", EMPTY.as_bytes())] {
        window.click("Which of the two? Questions that help");
        assert_eq!(read(&window).as_deref(), Some("Which strategy leads?"));
    }
}

#[test]
fn a_click_on_a_caption_opens_the_guide_there() {
    let mut window = window_on("kaiser-permanente");
    window.click("Initiative: Write to your care team");
    let caption = window.harness.get_by_role_and_label(Role::Label, "Viewpoint").rect().center();
    window.click_at(caption, Modifiers::NONE);
    assert_eq!(read(&window).as_deref(), Some("Viewpoint"));
}

#[test]
fn the_start_page_says_what_is_reconstructed_and_that_nobody_endorses_it() {
    let window = start_page();
    assert!(window.sees("asks, answers and stages are reconstructions. The companies endorse nothing"));
}

/// Every label of the window that the guide explains says so, and these are all that the domain has a word for.
#[test]
fn every_term_of_the_window_is_explained_where_it_stands() {
    let mut explained = BTreeSet::new();
    let mut look = |window: &Window| {
        for (label, description) in labels(window) {
            let Some(topic) = guide::of_label(&label) else { continue };
            assert_eq!(description.as_deref(), Some(topic.meaning), "the label {label} is not explained");
            explained.insert(topic.name);
        }
    };
    let mut window = window_on("kaiser-permanente");
    look(&window);
    window.click("Initiative: Write to your care team");
    look(&window);
    window.harness.query_all_by_label_contains("Link to ").next().expect("a link").scroll_to_me();
    window.settle();
    window.click("Link to ");
    look(&window);
    window.click("Capability: ");
    look(&window);
    window.key(Modifiers::COMMAND, Key::Num2);
    look(&window);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    look(&window);
    for name in [
        "Strategy map",
        "Strategic direction",
        "Customer need",
        "Competitive strength",
        "Primary strategy",
        "Not doing",
        "Initiative",
        "Idea",
        "Stage",
        "Outcome",
        "Technologies",
        "Owners",
        "Investment",
        "Viewpoint",
        "Votes",
        "Capability",
        "Kind of capability",
        "Building block",
        "Maturity",
        "Link",
        "Handshake",
        "Ask",
        "Answer",
        "Indicator",
        "Desired direction",
        "Observation",
        "All headings",
        "Trajectory",
        "Adaptation",
        "As of",
        "Sources",
        "Checks",
    ] {
        assert!(explained.contains(name), "{name} was not seen; explained are {explained:?}");
    }
}

#[test]
fn what_can_be_chosen_is_explained_too() {
    let mut window = window_on("kaiser-permanente");
    window.click("Initiative: Write to your care team");
    for name in ["Customer engagement", "Digitized solutions", "Experiment", "Scaling", "Social", "Cloud"] {
        let pill = window.harness.query_all_by_label(name).find_map(|node| node.accesskit_node().description());
        assert_eq!(pill.as_deref(), guide::of_word(name), "{name}");
    }
}

/// Where the heading of a lane or of a backbone is in the window.
fn heading(window: &Window, subject: &Subject) -> egui::Pos2 {
    let workspace = window.harness.state().workspace().expect("open");
    let scene = Composer::default().compose(workspace.document.map(), workspace.moment(), &LIGHT);
    let bounds = scene.node(subject).expect("drawn").bounds;
    let area = workspace.canvas.area.expect("shown");
    workspace.canvas.camera.transform(area) * egui::pos2(bounds.x + 40.0, bounds.y + 24.0)
}

#[test]
fn a_resting_pointer_is_told_what_a_lane_and_a_backbone_are() {
    let mut window = window_on("kaiser-permanente");
    for (subject, topic) in [
        (Subject::Lane(StrategyKind::CustomerEngagement), "Customer engagement"),
        (Subject::Backbone(Backbone::Operational), "Operational backbone"),
    ] {
        let at = heading(&window, &subject);
        window.event(egui::Event::PointerMoved(at));
        window.event(egui::Event::PointerMoved(at + egui::vec2(2.0, 1.0)));
        window.harness.run_steps(60);
        assert!(window.sees(guide::topic(topic).expect(topic).meaning), "{topic}");
    }
}
