//! What journals tell that were left behind.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::format::Entries;
use super::outlet::{ENDING, NEW, is_same, lock};
use super::{Origin, entry};
use crate::file::{self, Fingerprint};
use crate::map::StrategyMap;

/// The most of a journal that is read. Two maps of the greatest size, an edit that touches all of it, and as much again
/// until it is written anew stay far below.
const MOST: u64 = 16 * file::MAX_BYTES;

/// What a journal tells.
#[derive(Clone, Debug)]
pub struct Restored {
    /// The map as it was last saved, and where.
    pub origin: Origin,
    /// The map as it was last, with all that was not saved.
    pub map: StrategyMap,
    /// When it was edited last, by the clock of then.
    pub edited: SystemTime,
    /// How many edits there were. While a text is typed, each key may be one.
    pub edits: usize,
}

/// Reads the bytes of a journal. However it ends, the map is as it was after one of the edits.
///
/// Nothing is answered where it is no journal, where its beginning is damaged, or where nothing was edited.
pub fn restore(bytes: &[u8]) -> Option<Restored> {
    let mut entries = Entries::of(bytes)?;
    let origin = entry::read_opening(entries.next()?)?;
    let mut map = origin.base.clone();
    let mut told = None;
    for payload in entries {
        let Some(now) = entry::apply(&mut map, payload) else { break };
        told = Some(now);
    }
    let told = told?;
    // As one whole it has to hold what every map holds, whoever wrote the journal.
    let map = file::parse(&file::to_bytes(&map).ok()?, "journal").ok()?.map;
    Some(Restored { origin, map, edited: told.at, edits: told.edits })
}

/// Unsaved work that was left behind. No other window recovers it while this one has it.
#[derive(Debug)]
pub struct Recovered {
    /// The file of the map, where it has one.
    pub path: Option<PathBuf>,
    /// What the map is called.
    pub title: String,
    /// The map as it was last saved.
    pub base: StrategyMap,
    /// The map as it was last, with all that was not saved.
    pub map: StrategyMap,
    /// When it was edited last, by the clock of then.
    pub edited: SystemTime,
    /// The fingerprint of the file that the map was last saved in.
    pub content: Option<Fingerprint>,
    /// How many edits there were. While a text is typed, each key may be one.
    pub edits: usize,
    /// Holds the lock.
    _lock: File,
    journal: PathBuf,
}

impl Recovered {
    /// Takes it off the disk.
    ///
    /// # Errors
    /// Where the system refuses. It is then offered again.
    pub fn discard(self) -> io::Result<()> {
        match fs::remove_file(&self.journal) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Whether the file of the map holds all of it, as where the program was ended right after a save.
    fn is_saved(&self) -> bool {
        let same = |saved: &StrategyMap| file::to_bytes(saved).ok() == file::to_bytes(&self.map).ok();
        let saved = self.path.as_deref().and_then(|path| file::open(path).ok());
        saved.is_some_and(|loaded| same(&loaded.map))
    }
}

/// The unsaved work in a folder that no window has: what was edited last comes first.
///
/// What turns out to be saved already is taken away, and so is what a program that was ended had not finished. A journal
/// that cannot be read is left alone.
pub fn left_behind(folder: &Path) -> Vec<Recovered> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut found: Vec<Recovered> = entries.filter_map(|entry| look_at(&entry.ok()?.path())).collect();
    found.sort_by_key(|recovered| std::cmp::Reverse(recovered.edited));
    found
}

fn look_at(path: &Path) -> Option<Recovered> {
    let ending = path.extension()?.to_str()?;
    if ![ENDING, NEW].contains(&ending) {
        return None;
    }
    let mut file = free(path)?;
    if ending == NEW {
        // Another one holds the same, or else there was no edit yet.
        let _ = fs::remove_file(path);
        return None;
    }
    let mut bytes = Vec::new();
    (&mut file).take(MOST).read_to_end(&mut bytes).ok()?;
    let Some(Restored { origin, map, edited, edits }) = restore(&bytes) else {
        if tells_nothing(&bytes) {
            let _ = fs::remove_file(path);
        }
        return None;
    };
    let Origin { path: of_map, title, base, content } = origin;
    let journal = path.to_owned();
    let recovered = Recovered { path: of_map, title, base, map, edited, content, edits, _lock: file, journal };
    if recovered.is_saved() {
        // Where it cannot be taken away, it is looked at again by the next window.
        let _ = recovered.discard();
        return None;
    }
    Some(recovered)
}

/// Whether a journal holds nothing that could be lost: begun right before the power went, or on a map that was as it is
/// saved.
fn tells_nothing(bytes: &[u8]) -> bool {
    let is_opening = |payload: &[u8]| entry::read_opening(payload).is_some();
    let unedited = |mut entries: Entries<'_>| entries.next().is_some_and(is_opening) && entries.is_at_end();
    bytes.iter().all(|byte| *byte == 0) || Entries::of(bytes).is_some_and(unedited)
}

/// A file that no window has. It is locked from now on.
fn free(path: &Path) -> Option<File> {
    // A pipe would be waited for.
    path.symlink_metadata().ok().filter(fs::Metadata::is_file)?;
    let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    let free = lock(&file).ok()? && is_same(&file, path);
    free.then_some(file)
}
