//! Maps opened from the pictures that carry them.

use egui::{Key, Modifiers};
use headway::export::{Choices, Format, PngSize, export};
use headway::file::{self, samples};
use headway::map::Day;

use crate::support::window_on_file;

fn picture(format: Format, embed: bool) -> Vec<u8> {
    let map = samples::find("kaiser-permanente").expect("the sample").load().expect("loads").map;
    let choices = Choices { embed, size: PngSize::Width(400), ..Choices::new(Day(20_000)) };
    export(&map, format, &choices, &mut |_| true).expect("exported").bytes
}

#[test]
fn a_map_in_a_picture_opens_as_an_untitled_copy_and_saving_asks_for_a_name() {
    let bytes = picture(Format::Png, true);
    let mut window = window_on_file("picture.png", &bytes);
    assert!(window.sees("Initiative: Write to your care team"));
    assert!(window.harness.state().workspace().expect("open").path.is_none());
    assert!(!window.sees("may differ"));
    window.key(Modifiers::COMMAND, Key::S);
    assert!(window.sees("Save the map as"));
    assert_eq!(std::fs::read(window.file().with_file_name("picture.png")).expect("there"), bytes);
}

#[test]
fn a_picture_that_was_changed_since_says_so() {
    let svg = String::from_utf8(picture(Format::Svg, true)).expect("text");
    let window = window_on_file("picture.svg", svg.replace("#FFFFFF", "#FFEEEE").as_bytes());
    assert!(window.sees("The picture was changed after the map was put into it: they may differ."));
    assert!(window.sees("Initiative: Write to your care team"));
}

#[test]
fn a_picture_without_a_map_says_so_and_a_map_is_known_by_its_content() {
    let window = window_on_file("picture.svg", &picture(Format::Svg, false));
    assert!(window.sees("picture.svg carries no map: "));
    let map = samples::find("schindler").expect("the sample").load().expect("loads").map;
    let window = window_on_file("map.png", &file::to_bytes(&map).expect("written"));
    assert!(window.harness.state().workspace().expect("open").path.is_some());
}
