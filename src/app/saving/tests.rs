//! Saves that are asked for while another one is under way.

use super::*;
use crate::app::test_window::{Window, window, window_on};

fn rename(app: &mut HeadwayApp, title: &str) {
    let document = &mut app.workspace.as_mut().expect("a map is open").document;
    document.begin("Rename map");
    document.edit_overview(|overview| overview.title = title.into());
    document.commit();
}

fn until_saved(window: &mut Window) {
    while window.state().is_saving() {
        window.step();
        thread::yield_now();
    }
}

fn title(path: &Path) -> Option<String> {
    Some(file::open(path).ok()?.map.overview.title.clone())
}

#[test]
fn a_save_under_another_name_is_done_whatever_is_asked_for_after_it() {
    let folder = tempfile::tempdir().expect("folder");
    let (own, other, third) =
        (folder.path().join("map.json"), folder.path().join("other.json"), folder.path().join("third.json"));
    let mut window = window(folder.path());
    let ctx = window.ctx.clone();
    let app = window.state_mut();
    rename(app, "One");
    app.save(&ctx, None);
    rename(app, "Two");
    app.save_to(&ctx, &other, None);
    app.save(&ctx, None);
    until_saved(&mut window);
    assert_eq!((title(&own).as_deref(), title(&other).as_deref()), (Some("One"), Some("Two")));
    let app = window.state_mut();
    assert_eq!(app.workspace().and_then(|open| open.path.clone()), Some(other.clone()));
    assert!(!app.is_changed());

    // Two other names, one after the other, and then the page is left.
    rename(app, "Three");
    app.save_to(&ctx, &own, None);
    app.save_to(&ctx, &third, None);
    app.save_to(&ctx, &other, None);
    app.save(&ctx, Some(After::StartPage));
    until_saved(&mut window);
    assert_eq!([&own, &third, &other].map(|path| title(path)), [0; 3].map(|_| Some("Three".to_owned())));
    assert!(window.state().workspace().is_none(), "the start page is there");
}

/// A window that saves what another program has written meanwhile, with more that is left in recovery during it.
fn leaving_while_saving(folder: &Path, theirs: &str) -> Window {
    let mut window = window(folder);
    let ctx = window.ctx.clone();
    let path = folder.join("map.json");
    let app = window.state_mut();
    rename(app, "Mine");
    app.keep_journal(&ctx);
    let text = std::fs::read_to_string(&path).expect("text");
    let title = file::open(&path).expect("opens").map.overview.title.clone();
    std::fs::write(&path, text.replace(&format!("\"{title}\""), &format!("\"{theirs}\""))).expect("written");
    app.save(&ctx, None);
    rename(app, "Left");
    app.leave_in_recovery(&ctx).expect("it can be kept");
    window
}

fn recovered(folder: &Path) -> Vec<String> {
    let found = crate::journal::left_behind(&folder.join("state").join(crate::journal::FOLDER));
    found.iter().map(|recovered| recovered.map.overview.title.clone()).collect()
}

#[test]
fn what_is_left_in_recovery_while_a_save_meets_another_version_is_there_afterwards() {
    for waits in [true, false] {
        let folder = tempfile::tempdir().expect("folder");
        let mut window = leaving_while_saving(folder.path(), "Theirs");
        if !waits {
            until_saved(&mut window);
            window.run_steps(2);
        }
        window.state_mut().show_map(StrategyMap::default(), None, false);
        window.state_mut().finish_journal();
        // Where nobody is there to decide, all of it may be saved as well.
        let is_saved = title(&folder.path().join("map.json")).as_deref() == Some("Left");
        assert!(is_saved || recovered(folder.path()) == ["Left"], "at once: {waits}");
    }
}

#[test]
fn recovered_work_that_was_not_in_what_was_saved_still_waits() {
    let folder = tempfile::tempdir().expect("folder");
    let ctx = {
        let mut window = window(folder.path());
        rename(window.state_mut(), "Recovered");
        window.run_steps(2);
        window.ctx.clone()
    };
    let document = |app: &mut HeadwayApp, act: fn(&mut crate::edit::Document)| {
        act(&mut app.workspace.as_mut().expect("a map is open").document);
    };
    let mut window = window_on(folder.path(), None);
    let app = window.state_mut();
    assert!(app.recovery.is_undecided());
    document(app, |document| _ = document.undo());
    app.save(&ctx, None);
    document(app, |document| _ = document.redo());
    app.finish_saving();
    assert!(app.recovery.is_undecided(), "it was not saved");
    // And the other way round.
    app.save(&ctx, None);
    document(app, |document| _ = document.undo());
    app.finish_saving();
    assert!(!app.recovery.is_undecided() && recovered(folder.path()).is_empty());
    assert_eq!(title(&folder.path().join("map.json")).as_deref(), Some("Recovered"));
}
