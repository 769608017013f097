//! A journal's file while it is written: locked, private, and whole under its name from the first moment on.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::format::{Chain, MAGIC};
use super::trouble::Trouble;
use super::{Origin, entry};
use crate::map::{Id, StrategyMap};

/// How the file of a journal ends.
pub(super) const ENDING: &str = "journal";

/// How it ends while it does not hold all yet.
pub(super) const NEW: &str = "new";

/// How often a name is tried that another window takes for something left over.
const TRIES: usize = 5;

/// A file of a journal that is written.
pub(super) struct Outlet {
    file: Arc<File>,
    path: PathBuf,
    chain: Chain,
    length: u64,
    /// How long it was with the map alone.
    whole: u64,
}

impl Outlet {
    /// A new file that holds a map and what it was when it was saved, not under the name of a journal yet.
    pub(super) fn create(folder: &Path, origin: &Origin, map: &StrategyMap, edits: usize) -> Result<Self, Trouble> {
        private_folder(folder)?;
        let (file, path) = locked(folder)?;
        let mut outlet = Self { file: file.into(), path, chain: Chain::start(), length: 0, whole: 0 };
        match outlet.fill(origin, map, edits) {
            Ok(()) => Ok(outlet),
            Err(why) => {
                outlet.remove();
                Err(why)
            }
        }
    }

    fn fill(&mut self, origin: &Origin, map: &StrategyMap, edits: usize) -> Result<(), Trouble> {
        self.write(MAGIC)?;
        self.append(&entry::opening(origin)?)?;
        let mut base = origin.base.clone();
        let touched = entry::differences(&base, map);
        let all = entry::of_edit(&mut base, touched, edits)?;
        self.append(&all.map_or_else(entry::of_no_edit, Ok)?)?;
        self.whole = self.length;
        Ok(())
    }

    /// Adds an entry. After an error the file is not to be added to any more: it may end in a torn one.
    pub(super) fn append(&mut self, payload: &[u8]) -> io::Result<()> {
        let framed = self.chain.frame(payload).ok_or(io::ErrorKind::FileTooLarge)?;
        self.write(&framed)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        (&*self.file).write_all(bytes)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Gives the file its name, in place of what has it.
    pub(super) fn rename(&mut self, name: &Id) -> io::Result<()> {
        let path = self.path.with_file_name(format!("{name}.{ENDING}"));
        fs::rename(&self.path, &path)?;
        self.path = path;
        Ok(())
    }

    /// The file itself, to be synchronised.
    pub(super) fn file(&self) -> Arc<File> {
        self.file.clone()
    }

    /// How much was added to the map since it was written whole, and how long it was then.
    pub(super) fn growth(&self) -> (u64, u64) {
        (self.length - self.whole, self.whole)
    }

    /// Takes what was added for a part of the map, so that it is not written anew soon.
    pub(super) fn postpone(&mut self) {
        self.whole = self.length;
    }

    /// Whether it is still the file of that name.
    pub(super) fn is_in_place(&self) -> bool {
        is_same(&self.file, &self.path)
    }

    /// Takes it away. What cannot be taken away now is tried again by the next window that looks for leftovers.
    pub(super) fn remove(self) {
        if self.is_in_place() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether an open file is the one of a path.
pub(super) fn is_same(file: &File, path: &Path) -> bool {
    let Ok(there) = path.symlink_metadata() else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        file.metadata().is_ok_and(|own| (own.dev(), own.ino()) == (there.dev(), there.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        there.is_file()
    }
}

/// Marks a file as in use until it is closed. Whether it was free.
pub(super) fn lock(file: &File) -> io::Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn locked(folder: &Path) -> io::Result<(File, PathBuf)> {
    for _ in 0..TRIES {
        let path = folder.join(format!("{}.{NEW}", Id::random()));
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path)?;
        // Another window may have found it before it was locked, and taken it for something left over.
        match lock(&file) {
            Ok(true) if is_same(&file, &path) => return Ok((file, path)),
            Ok(_) => {}
            Err(why) => {
                let _ = fs::remove_file(&path);
                return Err(why);
            }
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Makes the folder, for nobody but the user.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
        builder.mode(0o700).create(folder)?;
        let found = folder.metadata()?;
        if found.mode() & 0o077 != 0 {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
        Ok(())
    }
    #[cfg(not(unix))]
    builder.create(folder)
}
