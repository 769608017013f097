//! What a save meets in the instant in which the file is exchanged.

use std::path::Path;

use super::*;
use crate::app::test_window::window_on;

/// A title of the map in a file.
fn write(path: &Path, title: &str) {
    let map = format!(r#"{{ "format": "headway", "version": 1, "title": "{title}" }}"#);
    std::fs::write(path, map).expect("written");
}

#[test]
fn a_version_that_was_met_is_all_told_only_where_nothing_of_it_is_to_be_decided() {
    let folder = tempfile::tempdir().expect("folder");
    for (theirs, all) in [("Theirs", false), ("One", true), ("Mine", true)] {
        let (path, met) = (folder.path().join("map.json"), folder.path().join("map (changed elsewhere).json"));
        write(&path, "One");
        write(&met, theirs);
        let mut window = window_on(folder.path(), Some(&path));
        let app = window.state_mut();
        let document = &mut app.workspace.as_mut().expect("a map is open").document;
        let base = document.map().clone();
        document.edit_overview(|overview| overview.title = "Mine".into());
        document.commit();
        let saved = Saved { stamp: None, kept: vec![met.clone()], met: vec![met], damaged: None };
        assert_eq!(app.merge_met(&saved, &base), all, "{theirs}");
    }
}
