//! Drives the window as a user would: by roles and names of the accessibility tree, the pointer and the keys.

use std::path::{Path, PathBuf};

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use headway::app::{HeadwayApp, Options};
use headway::map::{Initiative, StrategyMap};

/// A window on a map, with a folder of its own that goes when it does.
pub struct Window {
    pub harness: Harness<'static, HeadwayApp>,
    pub folder: tempfile::TempDir,
}

/// A window on a copy of a sample.
pub fn window_on(sample: &str) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("map.json");
    std::fs::write(&file, headway::file::samples::find(sample).expect("the sample").bytes).expect("written");
    window(folder, Some(file))
}

/// A window that was given a file with these bytes.
pub fn window_on_file(name: &str, bytes: &[u8]) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).expect("written");
    window(folder, Some(file))
}

/// A window that shows the start page.
pub fn start_page() -> Window {
    window(tempfile::tempdir().expect("a folder"), None)
}

fn window(folder: tempfile::TempDir, file: Option<PathBuf>) -> Window {
    let recent = Some(folder.path().join("recent.json"));
    let file = file.map(|path| {
        let read = headway::import::open(&path);
        (path, read)
    });
    let options = Options { file, theme: Some(egui::ThemePreference::Light), own_dialogs: true, recent };
    let mut harness = Harness::builder()
        .with_size(vec2(1920.0, 1080.0))
        .with_max_steps(60)
        .with_step_dt(0.02)
        .build_eframe(move |cc| HeadwayApp::new(cc, options));
    harness.run_steps(4);
    Window { harness, folder }
}

impl Window {
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("map.json")
    }

    pub fn map(&self) -> &StrategyMap {
        self.harness.state().workspace().expect("a map is open").document.map()
    }

    pub fn initiative(&self, title: &str) -> Initiative {
        let found = self.map().initiatives.iter().find(|i| i.title == title);
        (**found.unwrap_or_else(|| panic!("no initiative {title}"))).clone()
    }

    pub fn is_changed(&self) -> bool {
        self.harness.state().workspace().is_some_and(|workspace| workspace.document.is_changed())
    }

    pub fn undo_label(&self) -> Option<String> {
        let workspace = self.harness.state().workspace()?;
        workspace.document.undo_label().map(str::to_owned)
    }

    pub fn settle(&mut self) {
        self.harness.run_steps(4);
    }

    pub fn sees(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// The place of the first widget whose name holds these words.
    pub fn place(&self, words: &str) -> Rect {
        self.harness
            .query_all_by_label_contains(words)
            .next()
            .unwrap_or_else(|| panic!("nothing called {words}"))
            .rect()
    }

    /// Clicks into the text field of this name.
    pub fn click_field(&mut self, name: &str) {
        self.field(name).scroll_to_me();
        self.settle();
        let at = self.field(name).rect().center();
        self.click_at(at, Modifiers::NONE);
    }

    fn field<'a>(&'a self, name: &'a str) -> egui_kittest::Node<'a> {
        let mut fields = self.harness.query_all_by_label(name).filter(|node| {
            let role = node.accesskit_node().role();
            matches!(role, egui::accesskit::Role::TextInput | egui::accesskit::Role::MultilineTextInput)
        });
        fields.next().unwrap_or_else(|| panic!("no field {name}"))
    }

    pub fn click(&mut self, words: &str) {
        let at = self.place(words).center();
        self.click_at(at, Modifiers::NONE);
    }

    pub fn click_at(&mut self, at: Pos2, modifiers: Modifiers) {
        self.harness.event(Event::PointerMoved(at));
        self.harness.step();
        self.button(at, true, modifiers);
        self.harness.step();
        self.button(at, false, modifiers);
        self.settle();
    }

    pub fn double_click_at(&mut self, at: Pos2) {
        // A click long before must not count as the first of the two.
        self.harness.run_steps(30);
        self.harness.event(Event::PointerMoved(at));
        self.harness.step();
        for _ in 0..2 {
            self.button(at, true, Modifiers::NONE);
            self.button(at, false, Modifiers::NONE);
            self.harness.step();
        }
        self.settle();
    }

    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.drag_modified(from, to, Modifiers::NONE);
    }

    pub fn drag_modified(&mut self, from: Pos2, to: Pos2, modifiers: Modifiers) {
        self.harness.event(Event::PointerMoved(from));
        self.harness.step();
        self.button(from, true, modifiers);
        self.harness.step();
        for i in 1..=8 {
            self.harness.event(Event::PointerMoved(from + (to - from) * (i as f32 / 8.0)));
            self.harness.step();
        }
        self.button(to, false, modifiers);
        self.settle();
    }

    fn button(&mut self, pos: Pos2, pressed: bool, modifiers: Modifiers) {
        self.harness.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
    }

    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    pub fn event(&mut self, event: Event) {
        self.harness.event(event);
        self.settle();
    }

    pub fn saved(&self) -> Vec<u8> {
        read(&self.file())
    }
}

pub fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("the file can be read")
}
