//! A save in place of a damaged file. What is left of that may still be of use to somebody, so it is kept beside it first.

use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::beside::Place;
use super::{FileError, Replaces, Saved, save, write_file};
use crate::map::StrategyMap;

/// What a damaged version is called in brackets.
const DAMAGED: &str = "damaged";

/// The most that is kept of a damaged file, in bytes: as much as is looked at when a map is opened.
const MOST: u64 = 256 * 1024 * 1024;

/// As [`save`], in place of a damaged file, which is copied beside it first under a name that says so.
///
/// # Errors
/// As of [`save`], and where the copy cannot be written: the damaged file is then as it was.
pub fn save_over_damaged(map: &StrategyMap, path: &Path, replaces: Replaces<'_>) -> Result<Saved, FileError> {
    let damaged = keep(path)?;
    Ok(Saved { damaged, ..save(map, path, replaces)? })
}

/// Copies a damaged file beside it; answers where it is, and nothing where there is none.
fn keep(path: &Path) -> Result<Option<PathBuf>, FileError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let bytes = match super::super::read(&target, MOST) {
        Ok(bytes) => bytes,
        Err(FileError::NotFound { .. }) => return Ok(None),
        Err(why) => return Err(why),
    };
    let name = &path.display().to_string();
    for copy in Place::of(target).marked(DAMAGED) {
        // A save that failed after this may have kept it before.
        if super::super::read(&copy, MOST).is_ok_and(|there| there == bytes) {
            return Ok(Some(copy));
        }
        match OpenOptions::new().write(true).create_new(true).open(&copy) {
            Err(why) if why.kind() == ErrorKind::AlreadyExists => {}
            Err(why) => return Err(FileError::writing(name, &why)),
            Ok(_) => {
                if let Err(why) = write_file(&copy, &bytes, Replaces::Anything) {
                    let _ = fs::remove_file(&copy);
                    return Err(why);
                }
                return Ok(Some(copy));
            }
        }
    }
    let reason = "no name for a copy of the damaged file is free beside it".into();
    Err(FileError::Unwritable { name: name.clone(), reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries =
            fs::read_dir(folder).expect("folder").filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = entries.collect();
        names.sort();
        names
    }

    #[test]
    fn the_damaged_file_stands_beside_the_map_and_takes_the_place_of_nothing() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("care.headway.json");
        let map = StrategyMap::default();
        for damaged in ["{\"form", "\0\0\0"] {
            fs::write(&path, damaged).expect("written");
            let saved = save_over_damaged(&map, &path, Replaces::WhatIsThere).expect("saved");
            let kept = saved.damaged.clone().expect("kept");
            assert_eq!(fs::read(&kept).expect("there"), damaged.as_bytes());
            assert!(saved.notice().is_some_and(|told| told.contains("(damaged")), "{saved:?}");
            crate::file::open(&path).expect("opens");
        }
        assert_eq!(
            names(folder.path()),
            ["care (damaged 2).headway.json", "care (damaged).headway.json", "care.headway.json"]
        );
    }

    #[test]
    fn what_is_kept_already_is_not_kept_again_and_what_is_gone_is_not_missed() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("care.json");
        assert_eq!(keep(&path).expect("nothing to do"), None);
        fs::write(&path, "{").expect("written");
        let first = keep(&path).expect("kept");
        assert_eq!(keep(&path).expect("kept"), first);
        assert_eq!(names(folder.path()), ["care (damaged).json", "care.json"]);
    }
}
