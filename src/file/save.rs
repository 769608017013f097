//! The one place that writes documents and exports: a file is replaced as a whole or left as it was.

pub(super) mod beside;
mod damaged;
mod disk;
mod faithful;
mod sequence;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub use damaged::save_over_damaged;

use super::stamp::Stamp;
use super::{FileError, to_bytes};
use crate::map::StrategyMap;

/// What may be replaced by a save. Any other version that is there is another program's, and is kept.
#[derive(Clone, Copy, Debug)]
pub enum Replaces<'a> {
    /// The version that was read or written last.
    Version(&'a Stamp),
    /// What is there when the save begins, as the user was told.
    WhatIsThere,
    /// Whatever is there: for files that nobody else has a use for.
    Anything,
}

/// What came of a save.
#[derive(Clone, Debug, Default)]
#[must_use = "another program's version may have been found, and the user should know"]
pub struct Saved {
    /// The version that the file has now; nothing where a device was written to.
    pub stamp: Option<Stamp>,
    /// Where versions of other programs are now that had come into the file: beside it.
    pub kept: Vec<PathBuf>,
    /// Those of them that had come in place of the version that was to be replaced; the others were left by a save that was killed,
    /// and may be old.
    pub met: Vec<PathBuf>,
    /// Where the damaged version is now that was there before: beside it.
    pub damaged: Option<PathBuf>,
}

impl Saved {
    /// A sentence about other programs' versions, or a damaged one, where there were any.
    pub fn notice(&self) -> Option<String> {
        let damaged =
            self.damaged.as_ref().map(|path| format!("The damaged file is kept beside it as {}.", quoted(path)));
        let kept = (!self.kept.is_empty()).then(|| kept_notice(&self.kept));
        let sentences: Vec<String> = damaged.into_iter().chain(kept).collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }
}

fn quoted(path: &Path) -> String {
    format!("“{}”", path.file_name().unwrap_or_default().to_string_lossy())
}

/// A sentence about other programs' versions and where they are now.
pub(super) fn kept_notice(kept: &[PathBuf]) -> String {
    let names: Vec<String> = kept.iter().map(|path| quoted(path)).collect();
    if names.len() == 1 {
        format!("Another program had changed the file since; its version is kept beside it as {}.", names.concat())
    } else {
        let names = names.join(" and ");
        format!("Other programs had changed the file since; their versions are kept beside it as {names}.")
    }
}

/// Saves a map in canonical form, replacing what was there. What would be written is read back and compared first.
///
/// # Errors
/// Where the map is too large or would not read back as it is, or the file cannot be written. The file is then as it
/// was, or, where the disk did not confirm it, new.
pub fn save(map: &StrategyMap, path: &Path, replaces: Replaces<'_>) -> Result<Saved, FileError> {
    let bytes = to_bytes(map)?;
    faithful::check(map, &bytes, &path.display().to_string())?;
    write_file(path, &bytes, replaces)
}

/// Writes a file: old or new, never neither. Links are followed, and an existing file's owner and permissions are kept.
///
/// # Errors
/// Where the file cannot be written. It is then as it was, or, where the disk did not confirm it, new.
pub fn write_file(path: &Path, bytes: &[u8], replaces: Replaces<'_>) -> Result<Saved, FileError> {
    sequence::put(&disk::Machine, path, bytes, replaces)
}

/// Copies a file as it is, byte for byte, over what is there.
///
/// # Errors
/// Where it cannot be read, or the copy cannot be written.
pub fn copy(from: &Path, to: &Path) -> Result<Saved, FileError> {
    let bytes = std::fs::read(from).map_err(|error| FileError::reading(&from.display().to_string(), &error))?;
    write_file(to, &bytes, Replaces::WhatIsThere)
}
