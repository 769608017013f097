//! The one place that writes documents and exports: a file is replaced as a whole or left as it was.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{FileError, to_bytes};
use crate::map::{Id, StrategyMap};

/// How many symbolic links in a row are followed to a file that does not exist yet, as Linux does.
const MAX_LINKS: usize = 40;

/// Saves a map in canonical form, replacing what was there.
///
/// # Errors
/// Where the map is too large or the file cannot be written. The file is then as it was.
pub fn save(map: &StrategyMap, path: &Path) -> Result<(), FileError> {
    write_file(path, &to_bytes(map)?)
}

/// Writes a file: old or new, never neither. Links are followed, and an existing file's permissions are kept.
///
/// # Errors
/// Where the file cannot be written. It is then as it was.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let name = path.display().to_string();
    let failed = |error: io::Error| FileError::writing(&name, &error);
    match path.metadata() {
        Ok(existing) if existing.is_dir() => Err(FileError::IsFolder { name }),
        // A device or pipe, such as /dev/stdout, is written to and never replaced.
        Ok(existing) if !existing.is_file() => write_through(path, bytes).map_err(failed),
        Ok(existing) if existing.permissions().readonly() => Err(FileError::WriteProtected { name }),
        Ok(existing) => replace(path, bytes, Some(existing.permissions())).map_err(failed),
        // Any other error may hide a file that is there: only what is not found is new.
        Err(error) if error.kind() == io::ErrorKind::NotFound => replace(path, bytes, None).map_err(failed),
        Err(error) => Err(failed(error)),
    }
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.write_all(bytes)
}

fn replace(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let target = behind_links(path)?;
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let temporary = Temporary::beside(folder)?;
    temporary.fill(bytes, permissions)?;
    temporary.become_file(&target)?;
    settle(folder);
    Ok(())
}

/// The file that a path leads to over symbolic links, whether it exists or not.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::symlink_metadata(&target) {
            Ok(metadata) if metadata.is_symlink() => {
                let link = fs::read_link(&target)?;
                target = target.parent().unwrap_or(Path::new("")).join(link);
            }
            Ok(_) => return Ok(target),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(target),
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Makes the new name in a folder survive a power cut.
fn settle(folder: &Path) {
    // The document is in place by now, and some file systems cannot synchronise a folder: that is no failed save.
    #[cfg(unix)]
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    #[cfg(not(unix))]
    let _ = folder;
}

/// A hidden file beside the target, gone again unless it became the target.
struct Temporary {
    path: PathBuf,
    file: File,
}

impl Temporary {
    fn beside(folder: &Path) -> io::Result<Self> {
        // Not derived from the target's name, which may already be as long as the file system allows.
        let path = folder.join(format!(".headway-{}.tmp", Id::random()));
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Self { path, file })
    }

    fn fill(&self, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
        if let Some(permissions) = permissions {
            // Before the content, so that nobody reads what only some may. A file system that refuses keeps no permissions.
            let _ = self.file.set_permissions(permissions);
        }
        (&self.file).write_all(bytes)?;
        self.file.sync_all()
    }

    fn become_file(self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a successful rename nothing has this name any more, and there is nobody to tell if it stays.
        let _ = fs::remove_file(&self.path);
    }
}
