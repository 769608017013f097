//! A frame that breaks down, and work that is left to be recovered.

use super::*;
use crate::app::test_window::window;
use crate::journal::left_behind;

fn rename(app: &mut HeadwayApp, title: &str) {
    let document = &mut app.workspace.as_mut().expect("a map is open").document;
    document.begin("Rename map");
    document.edit_overview(|overview| overview.title = title.into());
}

fn titles(folder: &Path) -> Vec<String> {
    let found = left_behind(&folder.join("state").join(FOLDER));
    found.iter().map(|recovered| recovered.map.overview.title.clone()).collect()
}

#[test]
fn what_a_frame_did_before_it_broke_down_is_on_the_disk() {
    let folder = tempfile::tempdir().expect("folder");
    for begun_before in [true, false] {
        let mut window = window(folder.path());
        if begun_before {
            rename(window.state_mut(), "Before");
            window.run_steps(1);
        }
        let broken = catch_unwind(AssertUnwindSafe(|| {
            window.state_mut().guarded(&Context::default(), |app| {
                rename(app, "While it broke");
                panic!("on purpose");
            });
        }));
        assert!(broken.is_err(), "it goes on breaking");
        // Nobody lets go of it in an orderly way.
        std::mem::drop(window);
        assert_eq!(titles(folder.path()), ["While it broke"], "begun before: {begun_before}");
        left_behind(&folder.path().join("state").join(FOLDER)).remove(0).discard().expect("taken away");
    }
}

#[test]
fn work_that_is_left_to_be_recovered_outlives_its_map_and_what_was_saved_since_does_not() {
    let folder = tempfile::tempdir().expect("folder");
    let mut window = window(folder.path());
    let ctx = window.ctx.clone();
    rename(window.state_mut(), "Left");
    window.state_mut().leave_in_recovery(&ctx).expect("it can be kept");
    window.state_mut().show_map(Default::default(), None, false);
    window.state_mut().finish_journal();
    assert_eq!(titles(folder.path()), ["Left"]);

    let recovered = left_behind(&folder.path().join("state").join(FOLDER)).remove(0);
    let app = window.state_mut();
    app.show_map(recovered.base.clone(), recovered.path.as_deref(), false);
    let document = &mut app.workspace.as_mut().expect("open").document;
    document.take_over(&recovered.map);
    document.commit();
    app.take_over_recovered(recovered);
    app.keep_journal(&ctx);
    app.leave_in_recovery(&ctx).expect("it can be kept");
    // The user came back and changed the map once more: to leave it was for what it was then.
    rename(window.state_mut(), "Changed");
    window.run_steps(1);
    assert_eq!(titles(folder.path()), [""; 0], "this window has it now");
    assert_eq!(std::fs::read_dir(folder.path().join("state").join(FOLDER)).expect("there").count(), 1);
    window.state_mut().end_journal();
    window.state_mut().finish_journal();
    assert_eq!(titles(folder.path()), [""; 0], "it was not wanted any more");
}

#[test]
fn work_that_cannot_be_kept_is_not_left() {
    let folder = tempfile::tempdir().expect("folder");
    let mut window = window(folder.path());
    std::fs::create_dir_all(folder.path().join("state")).expect("made");
    std::fs::write(folder.path().join("state").join(FOLDER), "in the way").expect("written");
    let ctx = window.ctx.clone();
    rename(window.state_mut(), "Left");
    let why = window.state_mut().leave_in_recovery(&ctx).expect_err("it cannot");
    assert!(why.contains("would be lost in a crash"), "{why}");
}

#[test]
fn work_that_is_left_is_left_with_what_comes_to_it_before_the_map_goes() {
    let folder = tempfile::tempdir().expect("folder");
    let mut window = window(folder.path());
    let ctx = window.ctx.clone();
    rename(window.state_mut(), "Left");
    window.state_mut().leave_in_recovery(&ctx).expect("it can be kept");
    window.state_mut().still_leaving(&ctx, |app| rename(app, "Left and merged"));
    window.state_mut().show_map(Default::default(), None, false);
    window.state_mut().finish_journal();
    assert_eq!(titles(folder.path()), ["Left and merged"]);
}
