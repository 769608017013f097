//! Saves that are asked for while another one is under way.

use egui_kittest::Harness;

use super::*;
use crate::app::Options;

type Window = Harness<'static, HeadwayApp>;

fn window(folder: &Path) -> Window {
    let path = folder.join("map.json");
    std::fs::write(&path, file::samples::find("netflix").expect("the sample").bytes).expect("written");
    let read = crate::import::open(&path);
    let state = Some(folder.join("state"));
    let options = Options { file: Some((path, read)), own_dialogs: true, state, ..Options::default() };
    let mut window = Harness::builder().build_eframe(move |cc| HeadwayApp::new(cc, options));
    window.run_steps(2);
    window
}

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
