//! Looking at the map through a lens.

use egui::{Key, Modifiers};

use crate::support::{Window, window_on};
use headway::insight::Lens;
use headway::scene::LensView;

fn view(window: &Window) -> LensView {
    window.harness.state().workspace().expect("open").view().clone()
}

fn command(window: &mut Window, words: &str) {
    window.key(Modifiers::COMMAND, Key::K);
    window.type_text(words);
    window.key(Modifiers::NONE, Key::Enter);
}

#[test]
fn a_lens_is_chosen_by_its_name_and_put_away_in_the_status_line_and_nothing_of_it_is_an_edit() {
    let mut window = window_on("bank-before");
    command(&mut window, "lens: owner");
    assert_eq!(view(&window).lens, Some(Lens::Owner));
    assert!(window.sees("Lens: Owner") && window.sees("Owner: Head of marketing"), "the card says it too");
    window.click("Look without a lens");
    assert_eq!(view(&window), LensView::PLAIN);
    assert!(!window.sees("Owner: Head of marketing") && !window.is_changed());
    assert_eq!(window.undo_label(), None);
}

#[test]
fn the_switch_lists_the_lenses_and_one_value_is_kept_bright() {
    let mut window = window_on("bank-before");
    command(&mut window, "lens: owner");
    window.click("Lens: Owner");
    assert!(window.sees("Freshness") && window.sees("Keep bright"));
    window.click("Head of IT");
    assert_eq!(view(&window).only.as_deref(), Some("Head of IT"));
    assert!(window.sees("Lens: Owner: Head of IT") && window.sees("Owner: Head of marketing, dimmed"));
}

#[test]
fn a_senior_audience_has_links_on_demand_until_all_are_asked_for_again() {
    let mut window = window_on("kaiser-permanente");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert!(!view(&window).links && window.sees("Links on demand"));
    window.click("Show all links");
    assert!(view(&window).links && !window.sees("Links on demand") && !window.is_changed());
}

#[test]
fn the_export_takes_the_lens_of_the_window_over_and_says_so() {
    let mut window = window_on("bank-before");
    command(&mut window, "lens: stage");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    window.key(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::E);
    assert_eq!(window.is_on("Lens of the window: Stage"), Some(true));
    assert_eq!(window.is_on("Without links"), Some(true));
    window.click_box("Lens of the window: Stage");
    assert_eq!(window.is_on("Lens of the window: Stage"), Some(false));
}
