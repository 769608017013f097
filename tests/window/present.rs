//! Presenting, driven as a user would drive it.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use headway::map::PartialDate;

use crate::support::{Window, window_on};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

/// The line below a step, as it is told to those who cannot see it.
fn told(window: &Window) -> String {
    let node = window.harness.query_all_by_label_contains("Step ").find_map(|node| {
        let node = node.accesskit_node();
        node.label().or_else(|| node.value())
    });
    node.unwrap_or_default()
}

fn is_at(window: &Window, step: usize) -> bool {
    told(window).starts_with(&format!("Step {step} of 12"))
}

fn press(window: &mut Window, keys: &[Key]) {
    for key in keys {
        window.key(NONE, *key);
    }
}

fn secondary_click(window: &mut Window, pos: Pos2) {
    window.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        window.event(Event::PointerButton { pos, button: PointerButton::Secondary, pressed, modifiers: NONE });
    }
}

/// All of the window's state that a presentation must not touch.
fn state(window: &Window) -> (StrategySeen, String) {
    let workspace = window.harness.state().workspace().expect("open");
    let camera = workspace.canvas.camera;
    let seen = (workspace.selection.clone(), camera, workspace.day(), workspace.document.revision());
    let words = format!("{:?} {:?}", window.undo_label(), window.is_changed());
    (seen, words)
}

type StrategySeen = (headway::app::Selection, headway::app::canvas::Camera, headway::map::Day, u64);

#[test]
fn keys_lead_on_and_back_to_the_ends_and_out_again() {
    let mut window = window_on("kaiser-permanente");
    window.key(NONE, Key::F5);
    assert!(is_at(&window, 1) && told(&window).contains("Kaiser Permanente"), "{}", told(&window));
    assert!(window.sees("People want to look after their health"));
    for (i, key) in [Key::ArrowRight, Key::ArrowDown, Key::Space, Key::PageDown, Key::Enter].into_iter().enumerate() {
        press(&mut window, &[key]);
        assert!(is_at(&window, i + 2), "{key:?}: {}", told(&window));
    }
    for (i, key) in [Key::ArrowLeft, Key::ArrowUp, Key::PageUp, Key::Backspace].into_iter().enumerate() {
        press(&mut window, &[key]);
        assert!(is_at(&window, 5 - i), "{key:?}: {}", told(&window));
    }
    press(&mut window, &[Key::End, Key::ArrowRight]);
    assert!(is_at(&window, 12), "the last step is the end");
    press(&mut window, &[Key::Home, Key::ArrowLeft]);
    assert!(is_at(&window, 1));
    press(&mut window, &[Key::Escape]);
    assert!(told(&window).is_empty() && window.sees("Initiative: Write to your care team"));
}

#[test]
fn clicks_lead_on_and_clicks_with_the_other_button_back() {
    let mut window = window_on("kaiser-permanente");
    window.click("Present");
    let middle = pos2(960.0, 500.0);
    window.click_at(middle, NONE);
    assert!(is_at(&window, 2), "{}", told(&window));
    window.click_at(middle, NONE);
    assert!(is_at(&window, 3));
    secondary_click(&mut window, middle);
    assert!(is_at(&window, 2), "{}", told(&window));
}

#[test]
fn a_step_tells_what_is_in_light_and_only_that() {
    let mut window = window_on("kaiser-permanente");
    window.key(NONE, Key::F5);
    press(&mut window, &[Key::ArrowRight]);
    assert!(window.sees("Initiative: Write to your care team") && !window.sees("Initiative: Home readings"));
    press(&mut window, &[Key::ArrowRight]);
    assert!(!window.sees("Initiative: Write to your care team") && window.sees("Initiative: Home readings"));
    press(&mut window, &[Key::End, Key::ArrowLeft]);
    assert!(window.sees("Members registered on kp.org of “Members open their own record”: Advancing"));
}

#[test]
fn leaving_in_the_midst_brings_back_exactly_what_was_there() {
    let mut window = window_on("kaiser-permanente");
    window.click("Initiative: Write to your care team");
    window.key(CTRL, Key::Plus);
    window.key(Modifiers::ALT, Key::ArrowLeft);
    let day = |text: &str| text.parse::<PartialDate>().expect(text).start();
    assert_eq!(window.harness.state().workspace().expect("open").day(), day("2020-10"));
    let before = state(&window);
    let map = window.map().clone();
    window.key(NONE, Key::F5);
    for _ in 0..9 {
        press(&mut window, &[Key::ArrowRight]);
    }
    window.harness.set_size(vec2(1280.0, 800.0));
    window.settle();
    press(&mut window, &[Key::Delete, Key::F2, Key::P, Key::ArrowLeft]);
    window.key(CTRL, Key::Z);
    window.event(Event::Paste("An idea".into()));
    window.event(Event::Text("x".into()));
    window.harness.set_size(vec2(1920.0, 1080.0));
    window.settle();
    press(&mut window, &[Key::Escape]);
    assert_eq!(state(&window), before);
    assert!(*window.map() == map);
    // The item that had the focus has it again: the arrows move its card.
    press(&mut window, &[Key::ArrowRight]);
    assert_eq!(window.undo_label().as_deref(), Some("Move initiative"));
}

#[test]
fn time_plays_by_itself_and_rests_when_asked() {
    let mut window = window_on("kaiser-permanente");
    window.key(NONE, Key::F5);
    press(&mut window, &[Key::End, Key::ArrowLeft, Key::ArrowLeft]);
    let first = told(&window);
    window.harness.run_steps(20);
    let later = told(&window);
    assert!(is_at(&window, 10) && later != first, "{later}");
    press(&mut window, &[Key::P]);
    let rests = told(&window);
    window.harness.run_steps(20);
    assert_eq!(told(&window), rests);
    press(&mut window, &[Key::P]);
    window.harness.run_steps(20);
    assert_ne!(told(&window), rests);
    // The whole range takes twelve seconds; a step of the test is a fiftieth of one.
    window.harness.run_steps(620);
    assert!(told(&window).contains("31 Oct 2022"), "{}", told(&window));
}

#[test]
fn the_buttons_are_reached_by_tab_and_the_arrows_still_lead_through_the_steps() {
    let mut window = window_on("kaiser-permanente");
    window.key(NONE, Key::F5);
    press(&mut window, &[Key::Tab, Key::Space]);
    assert!(is_at(&window, 2), "on the first step the next one is all that is left: {}", told(&window));
    press(&mut window, &[Key::ArrowRight, Key::ArrowRight]);
    assert!(is_at(&window, 4), "{}", told(&window));
    press(&mut window, &[Key::Enter]);
    assert!(is_at(&window, 5), "{}", told(&window));
    for name in ["Previous step", "Next step", "End the presentation"] {
        assert!(window.harness.query_by_label(name).is_some(), "{name}");
    }
}

#[test]
fn the_pointer_finds_the_buttons_once_it_moves() {
    let mut window = window_on("kaiser-permanente");
    window.key(NONE, Key::F5);
    press(&mut window, &[Key::ArrowRight, Key::ArrowRight]);
    let back = window.place("Previous step").center();
    window.event(Event::PointerMoved(back - vec2(0.0, 200.0)));
    window.click("Previous step");
    assert!(is_at(&window, 2), "{}", told(&window));
    // Where the pointer has rested the buttons are gone, and a click leads on.
    window.harness.run_steps(150);
    for pressed in [true, false] {
        window.event(Event::PointerButton { pos: back, button: PointerButton::Primary, pressed, modifiers: NONE });
    }
    assert!(is_at(&window, 3), "{}", told(&window));
    window.click("End the presentation");
    assert!(told(&window).is_empty());
}
