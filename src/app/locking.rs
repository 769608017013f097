//! One map in two windows: the first one changes it, and a second one looks until the first has closed it.

use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use egui::{Event, Ui};

use super::HeadwayApp;
use super::banner::{Banner, Tone};
use super::native_dialog::Purpose;
use super::versions::ago;
use super::workspace::Workspace;
use crate::file::{Lock, Locks, Stamp, Taken};

/// How often a window that only looks asks whether the other one is closed.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// Why a map can only be looked at, and saved as a copy.
#[derive(Debug)]
pub enum ReadOnly {
    /// It was written by a newer program, which knows more about it.
    Newer,
    /// Another window has it.
    OpenElsewhere(Waiting),
}

/// The map that another window has.
#[derive(Debug)]
pub struct Waiting {
    /// Since when, where that is known.
    since: Option<SystemTime>,
    /// When it was last asked for.
    asked: Instant,
    /// Its lock, once the other window has closed it. It is held until somebody says what is to become of it.
    free: Option<Lock>,
}

impl ReadOnly {
    /// The reason in the line at the foot of the window.
    pub fn in_short(&self) -> &'static str {
        match self {
            Self::Newer => "Written by a newer version of Headway: it can be looked at and saved as a copy",
            Self::OpenElsewhere(_) => "Read-only: open in another window",
        }
    }

    fn elsewhere(since: Option<SystemTime>) -> Self {
        Self::OpenElsewhere(Waiting { since, asked: Instant::now(), free: None })
    }
}

/// What can be done about a map that another window has.
#[derive(Clone, Copy)]
enum Choice {
    Copy,
    TryAgain,
    EditHere,
}

impl Waiting {
    fn banner(&self) -> Banner<Choice> {
        if self.free.is_some() {
            return Banner {
                id: "open elsewhere",
                tone: Tone::Decide,
                words: "The other window has closed this map, so it can be edited here now.".into(),
                actions: vec![("Edit here", Choice::EditHere), ("Save a copy…", Choice::Copy)],
            };
        }
        let words = format!(
            "Read-only: this map is open in another Headway window{}. Save a copy to work on it here, or close it there.",
            opened(self.since)
        );
        let actions = vec![("Save a copy…", Choice::Copy), ("Try again", Choice::TryAgain)];
        Banner { id: "open elsewhere", tone: Tone::Decide, words, actions }
    }

    /// Asks for the map again; answers whether it is free.
    fn ask(&mut self, locks: &Locks, path: &Path) -> bool {
        self.asked = Instant::now();
        match locks.take(path) {
            Taken::Ours(lock) => self.free = Some(lock),
            Taken::Elsewhere(since) => self.since = since,
            Taken::Unknown => {}
        }
        self.free.is_some()
    }
}

/// When another window opened a map, in brackets behind what is said of it.
fn opened(since: Option<SystemTime>) -> String {
    since.map(|since| format!(" (opened {})", ago(since, SystemTime::now()))).unwrap_or_default()
}

impl Workspace {
    /// The map that another window has, where it is one.
    fn waiting(&mut self) -> Option<&mut Waiting> {
        match &mut self.read_only {
            Some(ReadOnly::OpenElsewhere(waiting)) => Some(waiting),
            Some(ReadOnly::Newer) | None => None,
        }
    }

    /// Holds the file that the map was saved to, and lets go of the one before.
    pub(super) fn hold_saved(&mut self, path: &Path, lock: Option<Lock>) {
        if !self.lock.as_ref().is_some_and(|held| held.is_of(path)) {
            self.lock = lock;
        }
        match self.read_only {
            Some(ReadOnly::Newer) => self.lock = None,
            Some(ReadOnly::OpenElsewhere(_)) => self.make_editable(),
            None => {}
        }
    }

    /// Leaves the file to the other window that has it, for work that is to be saved elsewhere; whether there is one.
    pub(super) fn part_from_other_window(&mut self) -> bool {
        let is_elsewhere = matches!(self.read_only, Some(ReadOnly::OpenElsewhere(_)));
        if is_elsewhere {
            (self.path, self.stamp) = (None, None);
            self.make_editable();
        }
        is_elsewhere
    }

    fn make_editable(&mut self) {
        self.read_only = None;
        self.document.unlock();
    }
}

impl HeadwayApp {
    fn locks(&self) -> Option<Locks> {
        self.state_folder().map(|folder| Locks::in_folder(folder.join("locks")))
    }

    /// Takes away what programs that were killed have left behind.
    pub(super) fn sweep_locks(&self) {
        if let Some(locks) = self.locks() {
            locks.sweep();
        }
    }

    /// Holds the file of a map that is being opened, or opens it only to be looked at where another window has it.
    pub(super) fn hold(&self, workspace: &mut Workspace) {
        let Some((locks, path)) = self.locks().zip(workspace.path.as_ref()) else { return };
        if workspace.is_read_only() {
            return;
        }
        match locks.take(path) {
            Taken::Ours(lock) => workspace.lock = Some(lock),
            Taken::Elsewhere(since) => {
                workspace.read_only = Some(ReadOnly::elsewhere(since));
                workspace.document.lock();
            }
            Taken::Unknown => {}
        }
    }

    /// Holds the file that the map is to be saved to, where it does not already.
    ///
    /// # Errors
    /// Where another window has it: a sentence.
    pub(super) fn lock_for(&mut self, path: &Path) -> Result<Option<Lock>, String> {
        let Some((locks, workspace)) = self.locks().zip(self.workspace.as_mut()) else { return Ok(None) };
        if workspace.lock.as_ref().is_some_and(|lock| lock.is_of(path)) {
            return Ok(None);
        }
        if let Some(waiting) = workspace.waiting()
            && let Some(free) = waiting.free.take_if(|free| free.is_of(path))
        {
            return Ok(Some(free));
        }
        match locks.take(path) {
            Taken::Ours(lock) => Ok(Some(lock)),
            Taken::Unknown => Ok(None),
            Taken::Elsewhere(since) => Err(format!(
                "{}: this map is open in another Headway window{}, so it was left as it was; choose another name, or \
                 close it there and try again.",
                path.display(),
                opened(since)
            )),
        }
    }

    /// Tells in a strip that another window has the map, and asks from time to time whether it still does.
    pub(super) fn show_locking(&mut self, ui: &mut Ui) {
        let locks = self.locks();
        let Some(workspace) = &mut self.workspace else { return };
        let path = workspace.path.clone();
        let (Some(waiting), Some(locks), Some(path)) = (workspace.waiting(), locks, path) else { return };
        let came_back = ui.input(|input| input.events.contains(&Event::WindowFocused(true)));
        if waiting.free.is_none() {
            if came_back || waiting.asked.elapsed() >= LOOK_AGAIN {
                waiting.ask(&locks, &path);
            }
            ui.ctx().request_repaint_after(LOOK_AGAIN);
        }
        match waiting.banner().show(ui) {
            Some(Choice::Copy) => self.ask_for_path(ui.ctx(), Purpose::Save(None)),
            Some(Choice::EditHere) => self.edit_here(&path),
            Some(Choice::TryAgain) if waiting.ask(&locks, &path) => self.edit_here(&path),
            Some(Choice::TryAgain) => self.notice = Some("The other window still has this map open".into()),
            None => {}
        }
    }

    /// Makes the map one that can be edited here, as its file has it now.
    fn edit_here(&mut self, path: &Path) {
        self.notice = None;
        let Some(workspace) = &mut self.workspace else { return };
        let Some(lock) = workspace.waiting().and_then(|waiting| waiting.free.take()) else { return };
        let now = Stamp::of(path).ok().flatten();
        if now.zip(workspace.stamp.as_ref()).is_some_and(|(now, seen)| now.same_content(seen)) {
            workspace.lock = Some(lock);
            workspace.make_editable();
            // The other one may have been ended with unsaved work.
            return self.show_recovered_of(path);
        }
        drop(lock);
        self.open_file(path);
    }
}
