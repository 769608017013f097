//! One piece of unsaved work that was left behind, and how it is told.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::app::versions::ago;
use crate::file::{Backups, Fingerprint, Stamp};
use crate::import::open;
use crate::insight::changes;
use crate::journal::Recovered;
use crate::map::{Day, PartialDate};

/// Which of the pieces of work that wait is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkId(pub(super) usize);

/// Unsaved work that was left behind.
pub struct Work {
    /// Its number in this window.
    pub id: WorkId,
    /// What the journal tells, with its hold on it.
    pub recovered: Recovered,
    /// What the work was built on, and what has become of that.
    pub basis: Basis,
    /// The version of the file that the work was built on, to be told from what another program made of it.
    pub stamp: Option<Stamp>,
    /// How many things differ from the map as it was last saved.
    changes: usize,
}

/// What has become of the file that the work was built on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The map was never saved.
    NoFile,
    /// The file is as it was, since then.
    Same(Option<SystemTime>),
    /// Another program has changed it. What it was before was saved then, where that is known.
    Changed(Option<SystemTime>),
    /// The file is no longer there.
    Gone(Option<SystemTime>),
    /// It is damaged.
    Damaged(Option<SystemTime>),
    /// It cannot be read now.
    Unreadable(Option<SystemTime>),
}

impl Work {
    /// Looks at what was built on, which may have changed since.
    pub fn new(id: WorkId, recovered: Recovered, backups: Option<&Backups>) -> Self {
        let saved = recovered.path.as_deref().zip(recovered.content);
        let saved = || saved.zip(backups).and_then(|((path, content), backups)| backups.made(path, content));
        // Where there was no file, every file is one that this work does not know.
        let stamp = Some(recovered.content.map_or_else(|| Stamp::unseen(Fingerprint::of(b"")), Stamp::unseen));
        let (basis, stamp) = match recovered.path.as_deref() {
            None => (Basis::NoFile, None),
            Some(path) => match Stamp::of(path) {
                Ok(Some(now)) if open(path).is_err_and(|why| why.is_damage()) => (Basis::Damaged(saved()), Some(now)),
                Ok(Some(now)) if is_same(&now, recovered.content) => (Basis::Same(modified(path)), Some(now)),
                Ok(Some(_)) => (Basis::Changed(saved()), stamp),
                Ok(None) => (Basis::Gone(saved()), stamp),
                Err(_) => (Basis::Unreadable(saved()), stamp),
            },
        };
        let changes = changes(&recovered.base, &recovered.map).len();
        Self { id, recovered, basis, stamp, changes }
    }

    /// Whether the map is unsaved as it was begun from, without an edit: its file was gone, or damaged.
    pub fn is_unedited(&self) -> bool {
        self.recovered.map == self.recovered.base
    }

    /// The name of the map: of its file, or else its own.
    pub fn name(&self) -> String {
        let file = self.recovered.path.as_deref().and_then(Path::file_name);
        file.map(|name| name.to_string_lossy().into_owned()).unwrap_or_else(|| match self.recovered.title.trim() {
            "" => "Untitled map".into(),
            title => title.into(),
        })
    }

    /// The folder of its file.
    pub fn folder(&self) -> Option<String> {
        let folder = self.recovered.path.as_deref().and_then(Path::parent)?;
        Some(folder.display().to_string()).filter(|folder| !folder.is_empty())
    }

    /// Whether it is work on the file at a path.
    pub fn is_of(&self, path: &Path) -> bool {
        let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
        let own = self.recovered.path.as_deref().map(whole);
        own.is_some_and(|own| own.is_ok_and(|own| whole(path).is_ok_and(|other| own == other)))
    }

    /// How much it is, and until when: for lists.
    pub fn extent(&self) -> String {
        let when = when(self.recovered.edited);
        match self.changes {
            0 => format!("not saved, from {when}"),
            1 => format!("1 change, made on {when}"),
            more => format!("{more} changes, the last on {when}"),
        }
    }

    /// What it is, until when it goes, and what it is built on: in sentences.
    pub fn told(&self) -> String {
        let name = self.name();
        let place = self.folder().map(|folder| format!(" in {folder}")).unwrap_or_default();
        let when = when(self.recovered.edited);
        let (these, build) = match self.changes {
            0 => (format!("work that was not saved (from {when})"), "It builds"),
            1 => (format!("1 change that was not saved (made on {when})"), "It builds"),
            more => (format!("{more} changes that were not saved (the last on {when})"), "They build"),
        };
        format!("Recovered: “{name}”{place}, with {these}. {}", self.built_on(build))
    }

    fn built_on(&self, build: &str) -> String {
        let version = |saved: Option<SystemTime>| {
            saved.map_or("an earlier version".to_owned(), |saved| format!("the version saved on {}", when(saved)))
        };
        match self.basis {
            Basis::NoFile => "The map has no file yet.".into(),
            Basis::Same(saved) => format!("{build} on {}; the file is as it was.", version(saved)),
            Basis::Changed(saved) => format!("{build} on {}; the file has been changed since.", version(saved)),
            Basis::Gone(saved) => format!("{build} on {}; the file is no longer there.", version(saved)),
            Basis::Damaged(saved) => {
                format!("{build} on {}; the file is damaged now, and is kept aside by a save.", version(saved))
            }
            Basis::Unreadable(saved) => format!("{build} on {}; the file cannot be read now.", version(saved)),
        }
    }
}

fn is_same(now: &Stamp, content: Option<Fingerprint>) -> bool {
    content.is_some_and(|content| now.content() == content)
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}

/// A moment for people: its day, and how long ago it is.
pub(super) fn when(moment: SystemTime) -> String {
    let seconds = moment.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
    format!("{}, {}", PartialDate::of_day(Day::of_seconds(seconds)).in_words(), ago(moment, SystemTime::now()))
}
