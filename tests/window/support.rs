//! Drives the window as a user would: by roles and names of the accessibility tree, the pointer and the keys.

use std::path::{Path, PathBuf};

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use headway::app::{HeadwayApp, Options};
use headway::map::{Initiative, StrategyMap};

/// A file that is let go over the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

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

/// A new window on the same file, as after a restart.
pub fn again(window: Window) -> Window {
    let Window { harness, folder } = window;
    drop(harness);
    let file = folder.path().join("map.json");
    self::window(folder, Some(file))
}

/// A new window in the same folder after the first one was ended without warning, with or without a file.
pub fn after_a_crash(window: Window, file: Option<&str>) -> Window {
    let Window { harness, folder } = window;
    drop(harness);
    let file = file.map(|name| folder.path().join(name));
    self::window(folder, file)
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

/// Another window of the same user on a file, beside one that is open.
pub fn second_window(first: &Window, file: &Path) -> Window {
    let state = first.folder.path().join("state");
    window_with(tempfile::tempdir().expect("a folder"), state, Some(file.to_owned()))
}

/// A window on a file that stands in a folder already.
pub fn window_in(folder: tempfile::TempDir, name: &str) -> Window {
    let file = folder.path().join(name);
    window(folder, Some(file))
}

fn window(folder: tempfile::TempDir, file: Option<PathBuf>) -> Window {
    let state = folder.path().join("state");
    window_with(folder, state, file)
}

fn window_with(folder: tempfile::TempDir, state: PathBuf, file: Option<PathBuf>) -> Window {
    let file = file.map(|path| {
        let read = headway::import::open(&path);
        (path, read)
    });
    let options = Options { file, theme: Some(egui::ThemePreference::Light), own_dialogs: true, state: Some(state) };
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

    /// Draws some frames, and as many once a save that is under way has come to its end.
    pub fn settle(&mut self) {
        let mut left = 4;
        while left > 0 {
            left -= 1;
            self.harness.step();
            if self.harness.state().is_saving() || self.harness.state().is_looking_beside() {
                left = 4;
                std::thread::yield_now();
            }
        }
    }

    /// Draws frames until something holds: what threads do takes as long as it takes.
    pub fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let since = std::time::Instant::now();
        while !holds(self) {
            assert!(since.elapsed().as_secs() < 60, "waited in vain until {what}");
            self.harness.step();
            std::thread::yield_now();
        }
        self.settle();
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

    /// What stands within a part of the window, and where.
    pub fn labels_within(&self, area: Rect) -> Vec<(String, Rect)> {
        let all = self.harness.query_all_by_role(egui::accesskit::Role::Label);
        let there = all.filter(|node| area.contains(node.rect().min));
        there.filter_map(|node| Some((node.accesskit_node().value()?, node.rect()))).collect()
    }

    /// Clicks, and answers the text that is copied by that.
    pub fn copies(&mut self, words: &str) -> Option<String> {
        let at = self.place(words).center();
        self.harness.event(Event::PointerMoved(at));
        self.button(at, true, Modifiers::NONE);
        self.harness.step();
        self.button(at, false, Modifiers::NONE);
        self.harness.step();
        let commands = &self.harness.output().platform_output.commands;
        let copied = commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        self.settle();
        copied
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

    /// Clicks the last widget whose name holds these words: of a dialog, where the window behind it has the same.
    pub fn click_last(&mut self, words: &str) {
        let last = self.harness.query_all_by_label_contains(words).next_back();
        let at = last.unwrap_or_else(|| panic!("nothing called {words}")).rect().center();
        self.click_at(at, Modifiers::NONE);
    }

    /// Clicks what has exactly this name and was drawn last: an entry of the menu that is open.
    pub fn click_item(&mut self, name: &str) {
        // A long menu scrolls.
        self.harness.query_all_by_label(name).for_each(|node| node.scroll_to_me());
        self.settle();
        let last = self.harness.query_all_by_label(name).next_back();
        let at = last.unwrap_or_else(|| panic!("nothing called {name}")).rect().center();
        self.click_at(at, Modifiers::NONE);
    }

    /// Ticks the box of this name, or takes its tick away.
    pub fn click_box(&mut self, name: &str) {
        let mut boxes = self.harness.query_all_by_role_and_label(egui::accesskit::Role::CheckBox, name);
        let node = boxes.next().unwrap_or_else(|| panic!("no box {name}"));
        node.scroll_to_me();
        drop(boxes);
        self.settle();
        let mut boxes = self.harness.query_all_by_role_and_label(egui::accesskit::Role::CheckBox, name);
        let at = boxes.next().unwrap_or_else(|| panic!("no box {name}")).rect().center();
        drop(boxes);
        self.click_at(at, Modifiers::NONE);
    }

    /// Whether the last box or choice of this name is on; none where it cannot be used.
    pub fn is_on(&self, name: &str) -> Option<bool> {
        let mut found = self.harness.query_all_by_label(name).filter(|node| node.accesskit_node().toggled().is_some());
        let node = found.next_back().unwrap_or_else(|| panic!("nothing called {name} can be on"));
        let on = node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
        (!node.accesskit_node().is_disabled()).then_some(on)
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

    /// Chooses a file to open.
    pub fn opens(&mut self, file: &Path) {
        self.key(Modifiers::COMMAND, Key::O);
        self.type_text(&file.display().to_string());
        self.key(Modifiers::NONE, Key::Enter);
    }

    /// Lets a file go over the window.
    pub fn drops(&mut self, file: PathBuf) {
        self.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(file)));
        self.settle();
    }

    /// Asks the window to close, as its frame does.
    pub fn close(&mut self) {
        let viewports = &mut self.harness.input_mut().viewports;
        viewports.entry(egui::ViewportId::ROOT).or_default().events.push(egui::ViewportEvent::Close);
        self.harness.step();
        let viewports = &mut self.harness.input_mut().viewports;
        viewports.entry(egui::ViewportId::ROOT).or_default().events.clear();
        self.settle();
    }

    /// Whether the window closes without another question.
    pub fn closes(&self) -> bool {
        self.harness.state().may_close()
    }

    pub fn saved(&self) -> Vec<u8> {
        read(&self.file())
    }
}

pub fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("the file can be read")
}
