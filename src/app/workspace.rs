//! The map that is open, and how it is looked at.

use std::borrow::Cow;
use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;

use super::canvas::CanvasState;
use super::locking::ReadOnly;
use super::present::Presentation;
use super::selection::Selection;
use super::time_bar::TimeBar;
use crate::edit::Document;
use crate::file::{Lock, Stamp};
use crate::insight::{Checker, Finding, Reached, Timeline, method};
use crate::map::{Day, Id, Moment, PartialDate, StrategyMap, steers_direction};
use crate::scene::{Composer, DARK, LIGHT, LensView, Scene, Theme};

/// The map that is open, and how it is looked at.
pub struct Workspace {
    /// The map with its history.
    pub document: Document,
    /// Its file, where it has one.
    pub path: Option<PathBuf>,
    /// The version of its file that was read or written last.
    pub stamp: Option<Stamp>,
    /// The map as it stands in that version: what both sides began from where another program changes the file meanwhile.
    pub base: StrategyMap,
    /// Why it can only be looked at and saved as a copy, where that is so.
    pub read_only: Option<ReadOnly>,
    /// Its file held open for changes, where that can be.
    pub lock: Option<Lock>,
    /// The file of a map that was written by a newer program and came out of a picture.
    pub newer_copy: Option<Vec<u8>>,
    /// Whether its file is damaged, and is to be kept aside before the map takes its place.
    pub over_damaged: bool,
    /// What is selected.
    pub selection: Selection,
    /// The canvas.
    pub canvas: CanvasState,
    /// The bar that leads it through time.
    pub time_bar: TimeBar,
    /// The presentation of it, while there is one.
    pub presentation: Option<Presentation>,
    /// The day that it is looked at as of, where that is another than its own.
    shown: Option<Day>,
    /// How it is looked at; in no file.
    view: LensView,
    composer: Composer,
    scene: Option<(SceneKey, Arc<Scene>)>,
    contents: Option<(u64, Arc<Contents>)>,
    checker: Checker,
    findings: Option<Found>,
    method: Option<Followed>,
    /// Remembered also for those who may only look.
    timeline: RefCell<Option<(u64, Arc<Timeline>)>>,
}

/// What is on the map, counted once for each state of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// The ideas in the tray, in their order.
    pub ideas: Vec<Id>,
    /// How many initiatives stand on the canvas.
    pub placed: usize,
    /// How many capabilities there are.
    pub capabilities: usize,
    /// How many links to capabilities there are.
    pub links: usize,
}

/// What the checks found at a revision and a moment.
type Found = ((u64, Moment), Arc<Vec<Finding>>);

/// How far the method is followed at a revision and a moment.
type Followed = ((u64, Moment), Arc<Vec<Reached>>);

#[derive(Clone, Copy, PartialEq)]
struct SceneKey {
    revision: u64,
    dark: bool,
    moment: Moment,
}

impl Workspace {
    /// Opens a map, which a newer program may have written.
    pub fn new(map: StrategyMap, path: Option<PathBuf>, newer: bool) -> Self {
        let base = map.clone();
        let mut document = Document::new(map);
        if newer {
            document.lock();
        }
        Self {
            document,
            path,
            stamp: None,
            base,
            read_only: newer.then_some(ReadOnly::Newer),
            lock: None,
            newer_copy: None,
            over_damaged: false,
            selection: Selection::default(),
            canvas: CanvasState::default(),
            time_bar: TimeBar::default(),
            presentation: None,
            shown: None,
            view: LensView::PLAIN,
            composer: Composer::default(),
            scene: None,
            contents: None,
            checker: Checker::default(),
            findings: None,
            method: None,
            timeline: RefCell::default(),
        }
    }

    /// Whether the map can only be looked at, and saved as a copy.
    pub fn is_read_only(&self) -> bool {
        self.read_only.is_some()
    }

    /// What is on the map.
    pub fn contents(&mut self) -> Arc<Contents> {
        let revision = self.document.revision();
        if let Some((known, contents)) = &self.contents
            && *known == revision
        {
            return contents.clone();
        }
        let map = self.document.map();
        let ideas: Vec<Id> = map.ideas().map(|idea| idea.id.clone()).collect();
        let contents = Arc::new(Contents {
            placed: map.initiatives.len() - ideas.len(),
            ideas,
            capabilities: map.capabilities.len(),
            links: map.link_count(),
        });
        self.contents = Some((revision, contents.clone()));
        contents
    }

    /// What the checks have to say of the map as it is shown.
    pub fn findings(&mut self) -> Arc<Vec<Finding>> {
        let key = (self.document.revision(), self.moment());
        if let Some((known, findings)) = &self.findings
            && *known == key
        {
            return findings.clone();
        }
        let findings = Arc::new(self.checker.check(self.document.map(), key.1));
        self.findings = Some((key, findings.clone()));
        findings
    }

    /// How far the map as it is shown is in each step of the method.
    pub fn method(&mut self) -> Arc<Vec<Reached>> {
        let key = (self.document.revision(), self.moment());
        if let Some((known, reached)) = &self.method
            && *known == key
        {
            return reached.clone();
        }
        let reached = Arc::new(method(self.document.map(), key.1));
        self.method = Some((key, reached.clone()));
        reached
    }

    /// Takes what is being typed or dragged into the map, so that nothing is missing from what is saved.
    pub fn settle(&mut self) {
        if let Some(editing) = self.canvas.editing.take() {
            editing.finish(&mut self.document);
        }
        self.document.commit();
    }

    /// The moment that the map is shown as of.
    pub fn moment(&self) -> Moment {
        Moment::of(self.document.map(), self.shown().map(PartialDate::of_day), Day::today())
    }

    /// The day that the map is shown as of.
    pub fn day(&self) -> Day {
        self.moment().day
    }

    /// The day that the map speaks of by itself.
    pub fn own_day(&self) -> Day {
        self.document.map().day(Day::today())
    }

    /// Shows the map as of a day from now on; as of its own day for none.
    pub fn show_as_of(&mut self, day: Option<Day>) {
        self.shown = day.filter(|day| *day != self.own_day());
    }

    /// Whether the map is shown as of another day than its own.
    pub fn is_elsewhen(&self) -> bool {
        self.shown().is_some()
    }

    /// The day that was asked for. The map's own may have come to it since, by an edit.
    fn shown(&self) -> Option<Day> {
        self.shown.filter(|day| *day != self.own_day())
    }

    /// Everything dated on the map, in the order of time.
    pub fn timeline(&self) -> Arc<Timeline> {
        let revision = self.document.revision();
        let mut remembered = self.timeline.borrow_mut();
        match &*remembered {
            Some((known, timeline)) if *known == revision => timeline.clone(),
            _ => {
                let timeline = Arc::new(Timeline::of(self.document.map()));
                *remembered = Some((revision, timeline.clone()));
                timeline
            }
        }
    }

    /// How the map is looked at.
    pub fn view(&self) -> &LensView {
        &self.view
    }

    /// Looks at the map in this way from now on.
    pub fn look(&mut self, view: LensView) {
        if self.view != view {
            self.composer.look(view.clone());
            self.view = view;
            self.scene = None;
        }
    }

    /// Forgets a value that is looked for and that nothing on the map has any more.
    fn refocus(&mut self) {
        if let (Some(lens), Some(only)) = (self.view.lens, &self.view.only)
            && !lens.values(self.document.map()).contains(only)
        {
            self.look(LensView { only: None, ..self.view.clone() });
        }
    }

    /// The drawing of the map, made anew only where something changed.
    pub fn scene(&mut self, dark: bool) -> Arc<Scene> {
        let key = SceneKey { revision: self.document.revision(), dark, moment: self.moment() };
        if let Some((known, scene)) = &self.scene
            && *known == key
        {
            return scene.clone();
        }
        self.refocus();
        let scene = Arc::new(self.composer.compose(self.document.map(), key.moment, theme(dark)));
        self.selection.prune(self.document.map());
        self.scene = Some((key, scene.clone()));
        scene
    }

    /// The name of the map for titles: of its file, or else its own. Nothing in it turns or ends what stands beside it.
    pub fn name(&self) -> String {
        let file = self.path.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
        let own = || Cow::from(&self.document.map().overview.title);
        let shown = |c: &char| !c.is_control() && !steers_direction(*c);
        let name: String = file.unwrap_or_else(own).chars().filter(shown).collect();
        match name.trim() {
            "" => "Untitled map".into(),
            name => name.into(),
        }
    }

    /// A file name for the map, from its title.
    pub fn suggested_file_name(&self, ending: &str) -> String {
        format!("{}.{ending}", file_stem(&self.document.map().overview.title))
    }
}

/// What Windows takes for a device, whatever ending follows.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A title as the name of a file: letters and digits of any script, so that no title leads anywhere else.
fn file_stem(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let stem: String = words.map(str::to_lowercase).collect::<Vec<_>>().join("-").chars().take(60).collect();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let is_port = port.is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()));
    match stem.as_str() {
        "" => "strategy-map".into(),
        device if is_port || DEVICES.contains(&device) => format!("map-{device}"),
        _ => stem,
    }
}

/// The colours of the map in a light or a dark window.
pub fn theme(dark: bool) -> &'static Theme {
    if dark { &DARK } else { &LIGHT }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_map_turns_nothing_around_in_the_title_of_the_window() {
        let named = |title: &str, path: Option<&str>| {
            let mut map = StrategyMap::default();
            std::sync::Arc::make_mut(&mut map.overview).title = title.into();
            Workspace::new(map, path.map(Into::into), false).name()
        };
        assert_eq!(named("Care \u{202E}gnp\u{2066}\u{1B}[31m\n", None), "Care gnp[31m");
        assert_eq!(named("Care", Some("maps/\u{202E}nosj.exe")), "nosj.exe");
        assert_eq!(named(" \u{202E}\u{7} ", None), "Untitled map");
    }

    #[test]
    fn no_title_is_a_path_or_a_device() {
        for (title, stem) in [
            ("Kaiser Permanente – 2022", "kaiser-permanente-2022"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\Windows\\x.exe\0", "c-windows-x-exe"),
            ("\u{202E}txt.exe", "txt-exe"),
            ("~ / .", "strategy-map"),
            ("CON", "map-con"),
            ("COM1", "map-com1"),
            ("Comb", "comb"),
            ("Комета", "комета"),
        ] {
            assert_eq!(file_stem(title), stem, "{title:?}");
        }
    }
}
