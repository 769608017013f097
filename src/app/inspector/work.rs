//! What every part of the panel works with.

use crate::app::selection::Selection;
use crate::edit::Document;
use crate::map::{Day, Id, StrategyMap};

/// The document, what is selected in it, and the day that the window shows.
pub struct Work<'a> {
    /// The map with its history.
    pub document: &'a mut Document,
    /// What is selected.
    pub selection: &'a mut Selection,
    /// The day that the window shows.
    pub day: Day,
}

impl Work<'_> {
    /// Whether the window shows another day than the one that the map speaks of by itself.
    pub fn is_elsewhen(&self) -> bool {
        self.day != self.map().day(Day::today())
    }

    /// The map as it stands.
    pub fn map(&self) -> &StrategyMap {
        self.document.map()
    }

    /// Does what one click asks for, as one step of the history.
    pub fn act(&mut self, label: &str, edit: impl FnOnce(&mut Document)) {
        self.document.begin(label);
        edit(self.document);
        self.document.commit();
    }

    /// The title of an initiative.
    pub fn initiative_title(&self, id: &Id) -> String {
        title_or(self.map().initiatives.get(id).map(|initiative| initiative.title.as_str()), "Untitled initiative")
    }

    /// The title of a capability.
    pub fn capability_title(&self, id: &Id) -> String {
        title_or(self.map().capabilities.get(id).map(|capability| capability.title.as_str()), "Untitled capability")
    }
}

/// A title, or what stands for one that is missing.
pub fn title_or(title: Option<&str>, missing: &str) -> String {
    title.map(str::trim).filter(|title| !title.is_empty()).unwrap_or(missing).to_owned()
}
