//! The window, driven as a user would drive it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod backbone;
mod checks;
mod compare;
mod damaged;
mod emptied;
mod export;
mod guide;
mod hostile;
mod ideas;
mod journal;
mod leaving;
mod lens;
mod method;
mod not_saved;
mod pictures;
mod present;
mod recovery;
mod support;
mod time;
mod two_windows;

use egui::{Event, Key, Modifiers, pos2, vec2};
use headway::map::StrategyKind;
use support::{start_page, window_on};

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const CARD: &str = "Initiative: Write to your care team";

#[test]
fn the_start_page_opens_a_sample_as_an_untitled_copy() {
    let mut window = start_page();
    window.click("Sample: Schindler");
    assert!(window.sees("Initiative: Digital tool case for technicians"));
    assert!(window.harness.state().workspace().expect("open").path.is_none());
}

#[test]
fn a_new_map_is_led_by_the_strategy_that_was_chosen() {
    let mut window = start_page();
    window.click("Led by digitized solutions");
    assert!(window.sees("Strategic direction"));
    let today = headway::map::Day::today();
    assert_eq!(window.map().primary_on(today), Some(StrategyKind::DigitizedSolutions));
}

#[test]
fn an_idea_goes_from_the_tray_to_a_lane_to_the_other_lane_and_back() {
    let mut window = window_on("kaiser-permanente");
    window.key(CTRL, Key::I);
    window.type_text("Wayfinding in hospitals");
    window.key(Modifiers::NONE, Key::Enter);
    let row = window.place("Idea: Wayfinding in hospitals").center();

    let beside = window.place("Initiative: Home readings").right_center() + vec2(40.0, 60.0);
    window.drag(row, beside);
    let placed = window.initiative("Wayfinding in hospitals");
    assert_eq!(placed.strategy, Some(StrategyKind::DigitizedSolutions));
    assert!(placed.position.is_some());

    let card = window.place("Initiative: Wayfinding").center();
    let other = window.place("Initiative: Health centre on the phone").center_bottom() + vec2(30.0, 60.0);
    window.drag(card, other);
    assert_eq!(window.initiative("Wayfinding in hospitals").strategy, Some(StrategyKind::CustomerEngagement));
    assert_eq!(window.undo_label().as_deref(), Some("Move initiative"));

    let card = window.place("Initiative: Wayfinding").center();
    window.drag(card, pos2(110.0, 700.0));
    assert!(window.initiative("Wayfinding in hospitals").position.is_none());
    assert!(window.sees("Idea: Wayfinding in hospitals"));
}

#[test]
fn dragging_the_handle_of_a_card_to_a_capability_links_them() {
    let mut window = window_on("kaiser-permanente");
    let card = window.place(CARD);
    let target = window.place("Capability: Registries that find overdue care").center();
    window.drag(card.center_bottom() + vec2(0.0, 9.0), target);
    let links = window.initiative("Write to your care team").relies_on;
    assert_eq!(links.last().map(|link| link.capability.as_str()), Some("care-registries"));
    assert_eq!(window.undo_label().as_deref(), Some("Link to capability"));
}

#[test]
fn dragging_the_handle_of_a_supporting_card_to_a_primary_one_makes_it_serve() {
    let mut window = window_on("kaiser-permanente");
    let card = window.place("Initiative: Home readings reach the clinic");
    let target = window.place(CARD).center();
    window.drag(card.center_bottom() + vec2(0.0, 9.0), target);
    let serves = window.initiative("Home readings reach the clinic").serves;
    assert!(serves.iter().any(|id| id.as_str() == "care-messages"));
}

#[test]
fn a_card_is_renamed_in_place_in_one_step() {
    let mut window = window_on("kaiser-permanente");
    let card = window.place(CARD);
    window.double_click_at(card.left_top() + vec2(60.0, 20.0));
    window.key(CTRL, Key::A);
    window.type_text("Message your care team");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees("Initiative: Message your care team"));
    assert_eq!(window.undo_label().as_deref(), Some("Rename initiative"));
    window.key(CTRL, Key::Z);
    assert!(window.sees(CARD));
    assert!(!window.is_changed());
}

#[test]
fn double_clicking_empty_space_makes_a_card_and_escape_takes_it_back() {
    let mut window = window_on("kaiser-permanente");
    let before = window.map().clone();
    let empty = window.place("Initiative: Health centre on the phone").center_bottom() + vec2(40.0, 50.0);
    window.double_click_at(empty);
    assert_eq!(window.map().initiatives.len(), before.initiatives.len() + 1);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(*window.map() == before);
}

#[test]
fn everything_is_undone_and_done_again_to_the_same_bytes() {
    let mut window = window_on("schindler");
    let start = window.saved();
    let card = window.place("Initiative: Touch-free journeys").center();
    window.drag(card, card + vec2(35.0, 10.0));
    window.click_at(window.place("Initiative: Touch-free journeys").center(), Modifiers::NONE);
    window.key(CTRL, Key::D);
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.key(Modifiers::NONE, Key::Delete);
    window.click("Initiative: Robot drills the shaft");
    window.key(Modifiers::NONE, Key::Delete);
    window.key(CTRL, Key::S);
    let changed = window.saved();
    assert!(changed != start);
    for _ in 0..8 {
        window.key(CTRL, Key::Z);
    }
    window.key(CTRL, Key::S);
    assert!(window.saved() == start);
    for _ in 0..8 {
        window.key(CTRL_SHIFT, Key::Z);
    }
    window.key(CTRL, Key::S);
    assert!(window.saved() == changed);
}

#[test]
fn a_pasted_list_becomes_ideas_and_copied_cards_paste_as_cards() {
    let mut window = window_on("kaiser-permanente");
    window.event(Event::Paste("Price estimate\nCoach marketplace\n".into()));
    assert_eq!(window.map().ideas().count(), 2);
    window.click(CARD);
    window.event(Event::Copy);
    let copied = window.harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let text = copied.unwrap_or_else(|| {
        let workspace = window.harness.state().workspace().expect("open");
        let ids = workspace.selection.initiatives();
        headway::file::fragment::to_text(workspace.document.map(), &ids, &[], &[])
    });
    window.event(Event::Paste(text));
    let titles = window.map().initiatives.iter().filter(|i| i.title == "Write to your care team").count();
    assert_eq!(titles, 2);
}

#[test]
fn a_frame_around_cards_selects_them_and_they_move_together() {
    let mut window = window_on("kaiser-permanente");
    let first = window.place("Initiative: Members open their own record");
    let second = window.place("Initiative: Health centre on the phone");
    let before = window.initiative("Health centre on the phone").position.expect("placed").at;
    let from = first.left_top() + vec2(-6.0, -8.0);
    window.drag(from, second.right_bottom() + vec2(4.0, 4.0));
    let start = first.center();
    window.drag_modified(start, start + vec2(0.0, 30.0), Modifiers::ALT);
    assert_eq!(window.undo_label().as_deref(), Some("Move 2 initiatives"));
    let after = window.initiative("Health centre on the phone").position.expect("placed").at;
    assert!(after.y > before.y + 20.0);
}

#[test]
fn tab_walks_the_items_and_arrows_nudge_the_one_that_has_the_focus() {
    let mut window = window_on("kaiser-permanente");
    window.click(CARD);
    let before = window.initiative("Write to your care team").position.expect("placed").at;
    window.key(Modifiers::NONE, Key::ArrowRight);
    let after = window.initiative("Write to your care team").position.expect("placed").at;
    assert_eq!(after.x - before.x, 10.0);
    window.key(Modifiers::NONE, Key::Tab);
    let selected = window.harness.state().workspace().expect("open").selection.initiatives();
    assert_eq!(selected.len(), 1);
    assert_ne!(selected[0].as_str(), "care-messages");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.harness.state().workspace().expect("open").selection.is_empty());
}

#[test]
fn the_inspector_edits_what_is_selected_in_one_step_a_field() {
    let mut window = window_on("kaiser-permanente");
    window.click(CARD);
    window.click_field("Outcome");
    window.key(CTRL, Key::A);
    window.type_text("Small questions");
    window.type_text(" are answered");
    window.key(Modifiers::NONE, Key::Tab);
    assert_eq!(window.initiative("Write to your care team").outcome, "Small questions are answered");
    window.key(Modifiers::NONE, Key::Escape);
    window.click_at(pos2(400.0, 930.0), Modifiers::NONE);
    window.key(CTRL, Key::Z);
    assert!(window.initiative("Write to your care team").outcome.starts_with("Small questions get"));
}

#[test]
fn choosing_the_other_strategy_arranges_the_lane_that_became_narrow_in_the_same_step() {
    let mut window = window_on("kaiser-permanente");
    let before = window.map().clone();
    window.key(CTRL, Key::K);
    window.type_text("lead with digitized");
    window.key(Modifiers::NONE, Key::Enter);
    let narrow = headway::scene::lane_width(StrategyKind::CustomerEngagement, Some(StrategyKind::DigitizedSolutions));
    for initiative in window.map().initiatives.iter() {
        if let Some((StrategyKind::CustomerEngagement, at)) = initiative.placement() {
            assert!(at.x as f32 + headway::scene::CARD_WIDTH <= narrow, "{} stands out of its lane", initiative.title);
        }
    }
    window.key(CTRL, Key::Z);
    assert!(*window.map() == before);
}

#[test]
fn saving_under_another_name_goes_through_the_windows_own_dialog() {
    let mut window = window_on("kaiser-permanente");
    window.key(CTRL_SHIFT, Key::S);
    window.key(CTRL, Key::A);
    let copy = window.folder.path().join("copy.json");
    window.type_text(&copy.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(support::read(&copy) == window.saved());
}

#[test]
fn a_damaged_file_is_explained_and_the_open_map_stays() {
    let mut window = window_on("kaiser-permanente");
    let damaged = window.folder.path().join("damaged.json");
    std::fs::write(&damaged, "{\n  \"format\": \"headway\",\n").expect("written");
    window.key(CTRL, Key::O);
    window.type_text(&damaged.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees("The map could not be opened"));
    assert!(window.sees("line 3") || window.sees("line 2"));
    window.click("OK");
    assert!(window.sees(CARD));
}

#[test]
fn opening_something_else_with_unsaved_changes_asks_first() {
    let mut window = window_on("kaiser-permanente");
    window.click(CARD);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(CTRL, Key::N);
    assert!(window.sees("Save the changes?"));
    window.click("Cancel");
    assert!(window.sees(CARD));
    window.key(CTRL, Key::N);
    window.click("Discard changes");
    assert!(!window.sees(CARD));
}

#[test]
fn the_progress_view_lists_every_indicator() {
    let mut window = window_on("kaiser-permanente");
    window.key(CTRL, Key::Num2);
    for name in ["Members registered", "Temkin", "Medical offices"] {
        assert!(window.sees(name), "{name}");
    }
}

#[test]
fn a_window_at_rest_asks_for_no_other_frame() {
    for sample in ["kaiser-permanente", "schindler"] {
        let mut window = window_on(sample);
        window.harness.run_steps(40);
        let delay = window.harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
        assert!(delay > std::time::Duration::from_secs(3600), "{sample}: {delay:?}");
    }
}

#[test]
fn the_inspector_folds_on_a_small_window_and_both_panels_stand_on_a_large_one() {
    let mut window = window_on("kaiser-permanente");
    assert!(window.sees("New idea"));
    window.harness.set_size(vec2(1280.0, 800.0));
    window.harness.run_steps(6);
    assert!(!window.sees("New idea"));
    window.key(Modifiers::NONE, Key::F7);
    assert!(window.sees("New idea"));
}

#[test]
fn dragging_a_capability_reorders_its_row_and_takes_it_into_the_other_one() {
    let mut window = window_on("kaiser-permanente");
    let order = |window: &support::Window| -> Vec<String> {
        let row = window.map().capabilities.iter().filter(|c| c.backbone == headway::map::Backbone::DigitalServices);
        row.map(|c| c.id.to_string()).collect()
    };
    let before = order(&window);
    let from = window.place("Capability: Mock clinic").center();
    let to = window.place("Capability: Open interface").left_center() + vec2(8.0, 0.0);
    window.drag(from, to);
    let after = order(&window);
    assert_eq!(after[0], before[3]);
    assert_eq!(window.undo_label().as_deref(), Some("Reorder capabilities"));

    let from = window.place("Capability: Mock clinic").center();
    let to = window.place("Capability: One shared health record").right_center() + vec2(40.0, 0.0);
    window.drag(from, to);
    assert_eq!(order(&window).len(), before.len() - 1);
}

#[test]
fn the_palette_finds_what_stands_on_the_map() {
    let mut window = window_on("kaiser-permanente");
    window.key(CTRL, Key::K);
    window.type_text("overdue");
    window.key(Modifiers::NONE, Key::Enter);
    let selected = window.harness.state().workspace().expect("open").selection.capabilities();
    assert_eq!(selected.first().map(|id| id.as_str()), Some("care-registries"));
}

#[test]
fn the_edit_menu_names_the_step_that_undo_takes_back() {
    let mut window = window_on("kaiser-permanente");
    window.click(CARD);
    window.key(Modifiers::NONE, Key::Delete);
    window.click_at(window.place("Edit").center(), Modifiers::NONE);
    assert!(window.sees("Undo Delete initiative"));
}

#[test]
fn an_observation_that_cannot_be_read_is_explained_and_changes_nothing() {
    let mut window = window_on("kaiser-permanente");
    window.click("Initiative: Members open their own record");
    let before = window.map().clone();
    window.click_field("New observation date");
    window.type_text("2013-02-31");
    window.key(Modifiers::NONE, Key::Tab);
    window.type_text("4,5");
    assert!(window.sees("28 days"));
    window.click_field("New observation date");
    window.key(CTRL, Key::A);
    window.type_text("2013-02-28");
    assert!(window.sees("comma"));
    assert!(*window.map() == before);
}

#[test]
fn saving_in_the_middle_of_typing_saves_what_was_typed() {
    let mut window = window_on("kaiser-permanente");
    window.double_click_at(window.place(CARD).left_top() + vec2(60.0, 20.0));
    window.key(CTRL, Key::A);
    window.type_text("Ask your care team");
    window.key(CTRL, Key::S);
    assert!(String::from_utf8_lossy(&window.saved()).contains("Ask your care team"));
    assert!(!window.is_changed());
}

#[test]
fn space_and_drag_moves_the_page_and_changes_nothing() {
    let mut window = window_on("kaiser-permanente");
    let before = window.map().clone();
    let card = window.place(CARD).center();
    window.harness.key_down(Key::Space);
    window.drag(card, card + vec2(60.0, 40.0));
    window.harness.key_up(Key::Space);
    window.settle();
    let moved = window.place(CARD).center() - card;
    assert!((moved - vec2(60.0, 40.0)).length() < 12.0, "{moved:?}");
    assert!(*window.map() == before);
}

#[test]
fn zooming_in_and_fitting_again_comes_back_to_the_whole_page() {
    let mut window = window_on("schindler");
    let name = "Initiative: Touch-free journeys";
    let fitted = window.place(name);
    window.key(CTRL, Key::Plus);
    window.key(CTRL, Key::Plus);
    assert!(window.place(name).width() > fitted.width() * 1.4);
    window.key(CTRL, Key::Num9);
    assert!((window.place(name).center() - fitted.center()).length() < 1.0);
}

#[test]
fn keys_do_nothing_to_the_map_behind_a_dialog() {
    let mut window = window_on("kaiser-permanente");
    window.click(CARD);
    let before = window.map().clone();
    window.key(Modifiers::SHIFT, Key::F1);
    assert!(window.sees("Keys and gestures"));
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.key(Modifiers::NONE, Key::Delete);
    assert!(*window.map() == before);
}

#[test]
fn tab_goes_from_the_empty_page_to_the_first_item() {
    let mut window = window_on("kaiser-permanente");
    let empty = window.place("Initiative: Health centre on the phone").center_bottom() + vec2(40.0, 50.0);
    window.click_at(empty, Modifiers::NONE);
    window.key(Modifiers::NONE, Key::Tab);
    let selection = &window.harness.state().workspace().expect("open").selection;
    assert_eq!(selection.single(), Some(&headway::scene::Subject::Map));
}

#[test]
fn the_page_stays_fitted_after_a_drag_and_after_a_panel_folds() {
    let mut window = window_on("kaiser-permanente");
    let card = window.place(CARD);
    window.drag(card.center(), card.center() + vec2(0.0, 20.0));
    window.key(Modifiers::NONE, Key::F8);
    assert!(window.place(CARD).width() > card.width() * 1.05);
}

#[test]
fn columns_pasted_into_the_progress_view_open_the_dialog_and_other_text_becomes_ideas() {
    let mut window = window_on("kaiser-permanente");
    window.key(CTRL, Key::Num2);
    let before = window.map().clone();
    window.event(Event::Paste("2019-05\t61\n2020-05\tn/a".into()));
    assert!(window.sees("Pasted columns"));
    assert!(window.sees("Line 2: “n/a” is not a number"));
    // The keys of the window do nothing behind the dialog, and Escape leaves it.
    window.key(CTRL, Key::Num1);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.sees("Pasted columns"));
    assert!(*window.map() == before);
    window.event(Event::Paste("Price estimate".into()));
    assert_eq!(window.map().ideas().count(), before.ideas().count() + 1);
}

#[test]
fn the_inspector_says_which_way_an_indicator_moves_and_why() {
    let mut window = window_on("kaiser-permanente");
    window.click("Initiative: Members open their own record");
    assert!(window.sees("(exact Mann–Kendall)"));
    assert!(window.sees("Advancing"));
}

#[test]
fn what_another_program_wrote_since_is_kept_beside_the_file_and_said() {
    let mut window = window_on("kaiser-permanente");
    let theirs = String::from_utf8(window.saved()).expect("text").replace("Kaiser", "Theirs");
    std::fs::write(window.file(), &theirs).expect("written");
    window.click(CARD);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(CTRL, Key::S);
    assert!(window.sees("The map is saved") && window.sees("(changed elsewhere)"));
    assert!(!window.is_changed());
    let stem = window.file().file_stem().expect("a name").display().to_string();
    let kept = window.file().with_file_name(format!("{stem} (changed elsewhere).json"));
    assert!(support::read(&kept) == theirs.as_bytes());
    window.click("OK");
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(CTRL, Key::S);
    assert!(!window.sees("The map is saved"), "now the version is known");
}

#[test]
fn every_save_leaves_the_version_before_it_and_its_own_among_the_backups() {
    let mut window = window_on("kaiser-permanente");
    let backups = headway::file::Backups::in_folder(window.folder.path().join("state/backups"));
    let mut versions = vec![window.saved()];
    for _ in 0..2 {
        window.click(CARD);
        window.key(Modifiers::NONE, Key::ArrowDown);
        window.key(CTRL, Key::S);
        versions.insert(0, window.saved());
    }
    let kept: Vec<_> = backups.of(&window.file()).iter().map(|backup| support::read(&backup.path)).collect();
    assert!(kept == versions, "{} versions", kept.len());
}

#[test]
fn an_earlier_version_is_previewed_restored_in_one_step_and_opened_as_a_copy() {
    let mut window = window_on("kaiser-permanente");
    let first = window.map().clone();
    window.click(CARD);
    window.key(Modifiers::NONE, Key::Delete);
    window.key(CTRL, Key::S);
    let saved = window.map().clone();
    let versions = |window: &mut support::Window| {
        window.key(CTRL, Key::K);
        window.type_text("earlier versions");
        window.key(Modifiers::NONE, Key::Enter);
    };
    versions(&mut window);
    assert!(window.sees("as the map is now") && window.sees("Preview: ") && window.sees("1 change since"));
    window.click("1 change since");
    assert!(window.sees("Write to your care team"), "what is gone is listed");
    window.click_last("Restore");
    assert!(*window.map() == first && window.is_changed());
    assert_eq!(window.undo_label().as_deref(), Some("Restore earlier version"));
    window.key(CTRL, Key::Z);
    assert!(*window.map() == saved && !window.is_changed());
    versions(&mut window);
    window.click("1 change since");
    window.click_last("Open as a copy");
    assert!(*window.map() == first && window.harness.state().workspace().expect("open").path.is_none());
}

#[test]
fn a_map_that_cannot_be_saved_stays_changed_and_says_why() {
    let mut window = window_on("kaiser-permanente");
    let (file, before) = (window.file(), window.saved());
    let second = file.with_file_name("second.json");
    std::fs::hard_link(&file, &second).expect("linked");
    window.click(CARD);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(CTRL, Key::S);
    assert!(window.sees("The map is not saved") && window.sees("second name"));
    window.click_last("Cancel");
    assert!(window.is_changed() && window.sees("Changes not saved") && window.saved() == before);
    // Leaving the map goes on only once it is saved.
    window.key(CTRL, Key::N);
    window.click_last("Save");
    assert!(window.sees("The map is not saved"));
    window.click_last("Cancel");
    std::fs::remove_file(second).expect("removed");
    window.key(CTRL, Key::N);
    window.click_last("Save");
    assert!(!window.sees(CARD) && window.saved() != before);
}
