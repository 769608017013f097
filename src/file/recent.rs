//! The files that were open lately, kept in the user's state folder.
//!
//! A convenience only: a list that cannot be read is an empty one, and one that cannot be written is forgotten.

use std::fs;
use std::path::{Path, PathBuf};

use super::folders::state_folder;
use super::write_file;

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
        let _ = serde_json::to_vec_pretty(&paths).map(|bytes| write_file(file, &bytes));
    }
}

/// The one path of a file, however it was named.
fn whole(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}
