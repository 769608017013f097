//! Exporting through the dialog of the window.

use std::path::PathBuf;

use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use headway::export::Format;

use crate::support::{self, Window, again, window_on};

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// A window on a sample, with the dialog open and its preview there.
fn dialog() -> Window {
    let mut window = window_on("kaiser-permanente");
    open(&mut window);
    window
}

fn open(window: &mut Window) {
    window.key(CTRL_SHIFT, Key::E);
    window.until("the preview is there", |window| window.sees("Preview of page 1 of"));
}

fn choose(window: &mut Window, format: Format) {
    window.click(&format!("Format: {}", format.name()));
}

/// Presses Export… and types a path into the program's own dialog.
fn export_as(window: &mut Window, name: &str) -> PathBuf {
    let path = window.folder.path().join(name);
    window.click_last("Export…");
    window.key(CTRL, Key::A);
    window.type_text(&path.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    path
}

fn written(window: &mut Window, name: &str) -> Vec<u8> {
    let path = export_as(window, name);
    window.until("the export is told", |window| window.sees("Exported to"));
    support::read(&path)
}

/// What stands in the folder besides the map and the state.
fn left_over(window: &Window) -> Vec<String> {
    let entries = std::fs::read_dir(window.folder.path()).expect("the folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().display().to_string());
    let mut names: Vec<String> = names.filter(|name| name != "map.json" && name != "state").collect();
    names.sort();
    names
}

fn pages(window: &Window) -> usize {
    window.harness.query_all_by_label_contains("Preview of page 1 of").count()
}

#[test]
fn every_format_shows_the_choices_that_it_has() {
    let mut window = dialog();
    let told = |window: &Window, names: &[&str]| names.iter().map(|name| window.sees(name)).collect::<Vec<_>>();
    let choices = ["Page: 16:9", "Page: A4", "Theme: Dark", "Changes since", "Pixels to the inch: 300", "Table: Links"];
    let boxes = ["Transparent background", "Text as outlines", "Embed the map"];
    for (format, has, ticked) in [
        (Format::Pptx, [true, false, true, true, false, false], [false, false, true]),
        (Format::Pdf, [true, true, true, true, false, false], [false, false, true]),
        (Format::Svg, [false, false, true, false, false, false], [true, true, true]),
        (Format::Png, [false, false, true, false, true, false], [true, false, true]),
        (Format::Xlsx, [false; 6], [false; 3]),
        (Format::Csv, [false, false, false, false, false, true], [false; 3]),
        (Format::Markdown, [false; 6], [false; 3]),
    ] {
        choose(&mut window, format);
        assert_eq!(told(&window, &choices), has, "{format:?}");
        assert_eq!(told(&window, &boxes), ticked, "{format:?}");
        assert!(window.sees("Export as of"), "{format:?}");
    }
}

#[test]
fn the_button_of_the_bar_opens_the_dialog_and_escape_and_cancel_leave_nothing() {
    let mut window = window_on("kaiser-permanente");
    let before = window.map().clone();
    for leave in [true, false] {
        window.click("Export…");
        assert!(window.sees("PowerPoint deck"));
        if leave {
            window.key(Modifiers::NONE, Key::Escape);
        } else {
            window.click("Cancel");
        }
        assert!(!window.sees("PowerPoint deck"));
    }
    assert!(*window.map() == before);
    assert_eq!(left_over(&window), Vec::<String>::new());
    assert!(!window.folder.path().join("export.json").exists(), "nothing was chosen");
}

#[test]
fn keys_do_nothing_to_the_map_behind_the_dialog() {
    let mut window = window_on("kaiser-permanente");
    window.click("Initiative: Write to your care team");
    let before = window.map().clone();
    open(&mut window);
    for (modifiers, key) in [(Modifiers::NONE, Key::Delete), (Modifiers::NONE, Key::ArrowRight), (CTRL, Key::X)] {
        window.key(modifiers, key);
    }
    assert!(*window.map() == before);
}

#[test]
fn an_export_by_a_typed_path_writes_the_file_and_offers_to_open_it() {
    let mut window = dialog();
    choose(&mut window, Format::Svg);
    let bytes = written(&mut window, "board.svg");
    assert!(String::from_utf8_lossy(&bytes).contains("Write to your care team"));
    assert!(window.sees("Exported to board.svg"));
    assert!(window.sees("Open") && window.sees("Show folder"));
    assert!(!window.sees("PowerPoint deck"), "the dialog is closed");
    assert_eq!(left_over(&window), ["board.svg"]);
}

#[test]
fn the_suggested_name_is_the_maps_with_the_ending_of_the_format() {
    let mut window = dialog();
    choose(&mut window, Format::Png);
    window.click_last("Export…");
    assert!(window.sees("Export as PNG"));
    window.key(Modifiers::NONE, Key::Enter);
    window.until("the export is told", |window| window.sees("Exported to kaiser-permanente.png"));
    assert_eq!(left_over(&window), ["kaiser-permanente.png"]);
}

#[test]
fn another_ending_than_that_of_the_format_never_writes_over_the_map() {
    let mut window = dialog();
    choose(&mut window, Format::Svg);
    let before = window.saved();
    written(&mut window, "map.json");
    assert!(window.saved() == before);
    assert_eq!(left_over(&window), ["map.json.svg"]);
}

#[test]
fn a_file_that_is_there_is_replaced_only_after_that_was_said() {
    let mut window = dialog();
    choose(&mut window, Format::Svg);
    let path = window.folder.path().join("board.svg");
    std::fs::write(&path, "old").expect("written");
    export_as(&mut window, "board.svg");
    assert!(window.sees("is there already"));
    assert_eq!(support::read(&path), b"old");
    window.click_last("Replace");
    window.until("the export is told", |window| window.sees("Exported to board.svg"));
    assert!(support::read(&path) != b"old");
}

#[test]
fn who_cancels_the_question_about_the_path_is_back_in_the_dialog() {
    let mut window = dialog();
    choose(&mut window, Format::Svg);
    window.click_last("Export…");
    window.click("Cancel");
    assert!(window.sees("Format: SVG"));
    assert_eq!(left_over(&window), Vec::<String>::new());
}

#[test]
fn a_failure_is_told_leaves_no_file_and_leads_back_to_the_dialog() {
    let mut window = dialog();
    choose(&mut window, Format::Svg);
    std::fs::create_dir(window.folder.path().join("way.svg")).expect("a folder");
    for (name, why) in
        [("none/board.svg", "the folder for this file does not exist"), ("map.json/a.svg", "does not exist")]
    {
        export_as(&mut window, name);
        window.until("the failure is told", |window| window.sees("The map is not exported"));
        assert!(window.sees(why), "{name}");
        window.click("OK");
        assert!(window.sees("Format: SVG"));
    }
    export_as(&mut window, "way.svg");
    assert!(window.sees("This is a folder"));
    assert_eq!(left_over(&window), ["way.svg"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_leaves_no_file() {
    let mut window = dialog();
    choose(&mut window, Format::Svg);
    std::os::unix::fs::symlink("/dev/full", window.folder.path().join("full.svg")).expect("a link");
    export_as(&mut window, "full.svg");
    window.click_last("Replace");
    window.until("the failure is told", |window| window.sees("the disk is full, so nothing was written"));
    assert_eq!(left_over(&window), ["full.svg"]);
}

#[test]
fn embedding_says_what_goes_along_and_is_off_at_first_and_again_the_next_time() {
    let mut window = dialog();
    choose(&mut window, Format::Svg);
    assert_eq!(window.is_on("Embed the map"), Some(false));
    assert!(!window.sees("Whoever has the file"));
    window.click("Embed the map");
    assert_eq!(window.is_on("Embed the map"), Some(true));
    assert!(window.sees("Everything in the map goes along"));
    written(&mut window, "board.svg");
    open(&mut window);
    assert_eq!(window.is_on("Embed the map"), Some(false));
}

#[test]
fn the_theme_and_the_date_are_those_of_the_export() {
    let mut window = dialog();
    choose(&mut window, Format::Svg);
    window.click("Theme: Dark");
    window.click_field("Export as of");
    window.key(CTRL, Key::A);
    window.type_text("2012");
    let bytes = written(&mut window, "early.svg");
    let told = String::from_utf8_lossy(&bytes);
    let page = headway::scene::DARK.page;
    assert!(told.to_lowercase().contains(&format!("#{:02x}{:02x}{:02x}", page.r, page.g, page.b)), "the theme");
    assert!(told.contains("as of 2012"), "the date");
    assert!(!told.contains("Link patients to local help"), "it came later");
}

#[test]
fn a_date_that_cannot_be_read_is_explained_and_nothing_is_exported() {
    let mut window = dialog();
    window.click_field("Export as of");
    window.key(CTRL, Key::A);
    window.type_text("2012-02-31");
    assert!(window.sees("29 days"));
    window.click_last("Export…");
    assert!(window.sees("Format: PDF"), "the dialog stays");
    assert!(!window.sees("Type the path"));
}

#[test]
fn the_dialog_begins_with_the_day_that_is_shown() {
    let mut window = window_on("kaiser-permanente");
    window.key(Modifiers::ALT, Key::ArrowLeft);
    let day = window.harness.state().workspace().expect("open").day();
    open(&mut window);
    choose(&mut window, Format::Svg);
    let fields = window.harness.query_all_by_label("Export as of");
    let texts: Vec<_> = fields.filter_map(|node| node.accesskit_node().value()).collect();
    let (year, month, day) = day.civil();
    assert_eq!(texts, [format!("{year:04}-{month:02}-{day:02}")]);
}

#[test]
fn the_size_of_a_picture_is_told_in_pixels_and_an_absurd_one_is_refused() {
    let mut window = dialog();
    choose(&mut window, Format::Png);
    window.until("the pixels are told", |window| window.sees("5000 ×"));
    window.click("Size: By width");
    window.click("Pixels wide: 1920");
    assert!(window.sees("1920 ×"));
    window.click_field("Pixels wide");
    window.key(CTRL, Key::A);
    window.type_text("1000000");
    assert!(window.sees("Choose 16 to 32000 pixels"));
}

#[test]
fn a_page_without_anything_to_say_cannot_be_chosen_and_no_page_is_no_deck() {
    let mut window = dialog();
    assert_eq!(window.is_on("Comparison"), None, "there is no other map");
    assert_eq!(window.is_on("Changes"), None, "there is no date");
    assert_eq!(window.is_on("Map"), Some(true));
    for kind in headway::scene::deck::SlideKind::ALL {
        if window.is_on(kind.name()) == Some(true) {
            window.click_box(kind.name());
        }
    }
    window.until("no page is left", |window| window.sees("Choose at least one page"));
    assert_eq!(window.is_on("Map"), Some(false));
    window.click_box("Map");
    window.until("the page is back", |window| pages(window) == 1);
}

#[test]
fn another_map_is_compared_with_until_it_is_taken_away() {
    let mut window = dialog();
    let other = window.folder.path().join("other.json");
    std::fs::write(&other, headway::file::samples::find("schindler").expect("the sample").bytes).expect("written");
    window.click("Another map…");
    window.type_text(&other.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.sees("Schindler"));
    window.click("Compare with no other map");
    assert!(window.sees("Another map…"));
}

#[test]
fn the_last_choices_are_offered_again_after_a_restart() {
    let mut window = dialog();
    choose(&mut window, Format::Svg);
    window.click("Theme: Mono for print");
    window.click("Transparent background");
    written(&mut window, "board.svg");
    let mut window = again(window);
    open(&mut window);
    assert_eq!(window.is_on("Format: SVG"), Some(true));
    assert_eq!(window.is_on("Theme: Mono for print"), Some(true));
    assert_eq!(window.is_on("Transparent background"), Some(true));
}

#[test]
fn the_dialog_fits_the_smallest_window() {
    let mut window = window_on("kaiser-permanente");
    window.harness.set_size(vec2(720.0, 480.0));
    window.settle();
    open(&mut window);
    let bounds = egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(720.0, 480.0));
    for name in ["Cancel", "Preview of page 1 of", "Format: PDF"] {
        assert!(bounds.contains_rect(window.place(name)), "{name}: {:?}", window.place(name));
    }
}

#[test]
fn a_window_with_the_dialog_open_asks_for_no_other_frame() {
    let mut window = dialog();
    window.harness.run_steps(40);
    let delay = window.harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_secs(3600), "{delay:?}");
}
