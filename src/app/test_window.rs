//! A window for unit tests that look behind what a user sees.

use std::path::Path;

use egui_kittest::Harness;

use super::{HeadwayApp, Options};
use crate::file::samples;
use crate::import;

/// The program in its window, with what a user does not see.
pub type Window = Harness<'static, HeadwayApp>;

/// A window on a copy of a sample, `map.json` in this folder, which keeps its state there too.
pub fn window(folder: &Path) -> Window {
    let path = folder.join("map.json");
    std::fs::write(&path, samples::find("netflix").expect("the sample").bytes).expect("written");
    window_on(folder, Some(&path))
}

/// A window on a file, or on none, which keeps its state in this folder.
pub fn window_on(folder: &Path, path: Option<&Path>) -> Window {
    let file = path.map(|path| (path.to_owned(), import::open(path)));
    let options = Options { file, own_dialogs: true, state: Some(folder.join("state")), ..Options::default() };
    let mut window = Harness::builder().build_eframe(move |cc| HeadwayApp::new(cc, options));
    window.run_steps(2);
    window
}
