//! The map that is open, and how it is looked at.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;

use super::canvas::CanvasState;
use super::present::Presentation;
use super::selection::Selection;
use super::time_bar::TimeBar;
use crate::edit::Document;
use crate::file::Stamp;
use crate::insight::{Checker, Finding, Timeline};
use crate::map::{Day, Id, Moment, PartialDate, StrategyMap};
use crate::scene::{Composer, DARK, LIGHT, Scene, Theme};

/// The map that is open, and how it is looked at.
pub struct Workspace {
    /// The map with its history.
    pub document: Document,
    /// Its file, where it has one.
    pub path: Option<PathBuf>,
    /// The version of its file that was read or written last.
    pub stamp: Option<Stamp>,
    /// Whether it was written by a newer program and can only be saved as a copy.
    pub read_only: bool,
    /// The file of a map that was written by a newer program and came out of a picture.
    pub newer_copy: Option<Vec<u8>>,
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
    composer: Composer,
    scene: Option<(SceneKey, Arc<Scene>)>,
    contents: Option<(u64, Arc<Contents>)>,
    checker: Checker,
    findings: Option<Found>,
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

#[derive(Clone, Copy, PartialEq)]
struct SceneKey {
    revision: u64,
    dark: bool,
    moment: Moment,
}

impl Workspace {
    /// Opens a map.
    pub fn new(map: StrategyMap, path: Option<PathBuf>, read_only: bool) -> Self {
        let mut document = Document::new(map);
        if read_only {
            document.lock();
        }
        Self {
            document,
            path,
            stamp: None,
            read_only,
            newer_copy: None,
            selection: Selection::default(),
            canvas: CanvasState::default(),
            time_bar: TimeBar::default(),
            presentation: None,
            shown: None,
            composer: Composer::default(),
            scene: None,
            contents: None,
            checker: Checker::default(),
            findings: None,
            timeline: RefCell::default(),
        }
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

    /// The drawing of the map, made anew only where something changed.
    pub fn scene(&mut self, dark: bool) -> Arc<Scene> {
        let key = SceneKey { revision: self.document.revision(), dark, moment: self.moment() };
        if let Some((known, scene)) = &self.scene
            && *known == key
        {
            return scene.clone();
        }
        let scene = Arc::new(self.composer.compose(self.document.map(), key.moment, theme(dark)));
        self.selection.prune(self.document.map());
        self.scene = Some((key, scene.clone()));
        scene
    }

    /// The name of the map for titles: of its file, or else its own.
    pub fn name(&self) -> String {
        let file = self.path.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
        file.unwrap_or_else(|| match self.document.map().overview.title.trim() {
            "" => "Untitled map".into(),
            title => title.into(),
        })
    }

    /// A file name for the map, from its title.
    pub fn suggested_file_name(&self, ending: &str) -> String {
        let title = &self.document.map().overview.title;
        let words: Vec<String> = title
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let stem: String = words.join("-").chars().take(60).collect();
        format!("{}.{ending}", if stem.is_empty() { "strategy-map" } else { &stem })
    }
}

/// The colours of the map in a light or a dark window.
pub fn theme(dark: bool) -> &'static Theme {
    if dark { &DARK } else { &LIGHT }
}
