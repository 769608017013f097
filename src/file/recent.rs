//! The files that were open lately, kept in the user's state folder.
//!
//! A convenience only: a list that cannot be read is an empty one, and one that cannot be written is forgotten.

use std::fs;
use std::path::{Path, PathBuf};

use super::folders::state_folder;
use super::{Replaces, write_file};

/// How many files the list holds.
const MOST: usize = 12;

/// The files that were open lately, newest first.
#[derive(Clone, Debug, Default)]
pub struct Recent {
    /// Where the list is kept; nowhere where the user has no home.
    file: Option<PathBuf>,
    paths: Vec<PathBuf>,
}

impl Recent {
    /// The user's list.
    pub fn load() -> Self {
        state_folder().map_or_else(Self::default, |folder| Self::load_from(folder.join("recent.json")))
    }

    /// The list in a file, which need not exist.
    pub fn load_from(file: PathBuf) -> Self {
        let paths = fs::read(&file).ok().and_then(|bytes| serde_json::from_slice::<Vec<PathBuf>>(&bytes).ok());
        let mut recent = Self { file: Some(file), paths: paths.unwrap_or_default() };
        recent.paths.truncate(MOST);
        recent
    }

    /// The folder that the list is kept in, which need not exist; nothing where the user has no home.
    pub fn folder(&self) -> Option<&Path> {
        self.file.as_deref().and_then(Path::parent)
    }

    /// Puts a file at the head of the list, once.
    pub fn add(&mut self, path: &Path) {
        let path = whole(path);
        self.paths.retain(|other| whole(other) != path);
        self.paths.insert(0, path);
        self.paths.truncate(MOST);
    }

    /// The files of the list that exist, newest first, at most 12.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.paths.iter().filter(|path| path.is_file()).cloned().collect()
    }

    /// Keeps the list for the next start, where that is possible.
    pub fn save(&self) {
        let Some(file) = &self.file else { return };
        // A path that is not text cannot stand in JSON and is left out.
        let paths: Vec<&str> = self.paths.iter().filter_map(|path| path.to_str()).collect();
        let _ = file.parent().map(fs::create_dir_all);
        let _ = serde_json::to_vec_pretty(&paths).map(|bytes| write_file(file, &bytes, Replaces::Anything));
    }
}

/// The one path of a file, however it was named.
fn whole(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touched(folder: &Path, name: &str) -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, "{}").expect("written");
        fs::canonicalize(path).expect("there")
    }

    #[test]
    fn the_newest_file_comes_first_and_each_only_once() {
        let folder = tempfile::tempdir().expect("folder");
        let (a, b) = (touched(folder.path(), "a"), touched(folder.path(), "b"));
        let mut recent = Recent::default();
        recent.add(&a);
        recent.add(&b);
        recent.add(&folder.path().join(".").join("a"));
        assert_eq!(recent.paths(), [a, b]);
    }

    #[test]
    fn at_most_twelve_are_kept_and_missing_ones_are_not_listed() {
        let folder = tempfile::tempdir().expect("folder");
        let mut recent = Recent::default();
        for number in 0..20 {
            recent.add(&touched(folder.path(), &number.to_string()));
        }
        assert_eq!(recent.paths().len(), MOST);
        fs::remove_file(folder.path().join("19")).expect("removed");
        assert_eq!(recent.paths().len(), MOST - 1);
        assert!(recent.paths()[0].ends_with("18"));
    }

    #[test]
    fn the_list_is_there_again_after_a_restart() {
        let folder = tempfile::tempdir().expect("folder");
        let list = folder.path().join("state").join("recent.json");
        let mut recent = Recent::load_from(list.clone());
        assert!(recent.paths().is_empty());
        let map = touched(folder.path(), "map");
        recent.add(&map);
        recent.save();
        assert_eq!(Recent::load_from(list).paths(), [map]);
    }

    #[test]
    fn a_broken_or_unwritable_list_is_no_error() {
        let folder = tempfile::tempdir().expect("folder");
        for broken in ["", "{", "[1]", "{\"a\": []}"] {
            let list = folder.path().join("recent.json");
            fs::write(&list, broken).expect("written");
            assert!(Recent::load_from(list).paths().is_empty());
        }
        let below_a_file = folder.path().join("recent.json").join("recent.json");
        let mut recent = Recent::load_from(below_a_file);
        recent.add(&touched(folder.path(), "map"));
        recent.save();
        assert_eq!(recent.paths().len(), 1);
        Recent::default().save();
    }
}
