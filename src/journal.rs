//! Unsaved work on disk: every edit at once, and synchronised within a second, so that a program or a machine that stops
//! at any moment takes at most one second of work with it.
//!
//! A [`Journal`] is one file in a folder of the user, never beside the map, whose folder may be synchronised. It begins
//! with the map as it was last saved; then comes an entry for each edit with the records that it touched. Each entry
//! carries a checksum over itself and all before it, so that whatever a crash leaves of the file, its sound beginning is
//! the map as it was at one moment. The file is locked for as long as its window lives: what is free was
//! [left behind](left_behind) and can be recovered.
//!
//! Writing is done by threads of the journal's own. A window only hands over what was touched, and no disk holds it up.

mod entry;
mod format;
mod live;
mod outlet;
mod recovered;
#[cfg(test)]
mod tests;
mod trouble;
mod writer;

use std::path::PathBuf;

use crate::edit::{Key, Record};
use crate::file::Fingerprint;
use crate::map::StrategyMap;

pub use live::{Ending, Journal, flush_all};
pub use recovered::{Recovered, Restored, left_behind, restore};

/// What the folder of the journals is called within the one that keeps the state of the program.
pub const FOLDER: &str = "recovery";

/// What a journal is about: the map as it was last saved.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The file of the map, where it has one.
    pub path: Option<PathBuf>,
    /// What the map is called.
    pub title: String,
    /// The map as it stands in that file; as it was begun where there is none.
    pub base: StrategyMap,
    /// The fingerprint of that file's content.
    pub content: Option<Fingerprint>,
}

/// A record that was touched, as it is now; nothing where it is gone.
pub type Touched = (Key, Option<Record>);
