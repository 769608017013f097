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
        Ok(existing) if existing.is_dir() => Err(FileError::FolderInTheWay { name }),
        // A device or pipe, such as /dev/stdout, is written to and never replaced.
        Ok(existing) if !existing.is_file() => write_through(path, bytes).map_err(failed),
        Ok(existing) if existing.permissions().readonly() => Err(FileError::WriteProtected { name }),
        Ok(existing) => replace(path, bytes, Some(existing.permissions())).map_err(failed),
        // Any other error may hide a file that is there: only what is not found is new.
        Err(error) if error.kind() == io::ErrorKind::NotFound => replace(path, bytes, None).map_err(failed),
        Err(error) => Err(failed(error)),
    }
}

/// Copies a file as it is, byte for byte.
///
/// # Errors
/// Where it cannot be read, or the copy cannot be written.
pub fn copy(from: &Path, to: &Path) -> Result<(), FileError> {
    let bytes = fs::read(from).map_err(|error| FileError::reading(&from.display().to_string(), &error))?;
    write_file(to, &bytes)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("folder");
        let mut names: Vec<_> = entries.map(|entry| entry.expect("entry").file_name().display().to_string()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_saved_map_opens_again_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("care.headway.json");
        let sample = &crate::file::samples::all().first().expect("a sample");
        let map = sample.load().expect("loads").map;
        save(&map, &path).expect("saved as a new file");
        save(&map, &path).expect("saved over an old file");
        assert_eq!(crate::file::open(&path).expect("opens").map, map);
        assert_eq!(fs::read(&path).expect("read"), sample.bytes);
        assert_eq!(names(folder.path()), ["care.headway.json"]);
    }

    #[test]
    fn a_failed_save_leaves_the_file_as_it_was_and_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("care.json");
        fs::write(&path, "old").expect("written");
        let mut permissions = path.metadata().expect("there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("protected");
        assert!(matches!(write_file(&path, b"new"), Err(FileError::WriteProtected { .. })));
        assert!(matches!(write_file(folder.path(), b"new"), Err(FileError::FolderInTheWay { .. })));
        let nowhere = folder.path().join("none").join("care.json");
        assert!(matches!(write_file(&nowhere, b"new"), Err(FileError::NoFolder { .. })));
        let under_a_file = path.join("care.json");
        assert!(matches!(write_file(&under_a_file, b"new"), Err(FileError::NoFolder { .. })));
        assert_eq!(fs::read(&path).expect("read"), b"old");
        assert_eq!(names(folder.path()), ["care.json"]);
    }

    #[test]
    fn a_temporary_file_that_was_not_put_in_place_goes_away() {
        let folder = tempfile::tempdir().expect("folder");
        let temporary = Temporary::beside(folder.path()).expect("created");
        temporary.fill(b"half", None).expect("filled");
        assert!(names(folder.path())[0].starts_with('.'), "it is hidden");
        assert!(temporary.become_file(&folder.path().join("none").join("care.json")).is_err());
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn a_name_as_long_as_the_system_allows_can_be_saved_and_a_longer_one_is_explained() {
        let folder = tempfile::tempdir().expect("folder");
        write_file(&folder.path().join("x".repeat(255)), b"new").expect("saved");
        let longer = write_file(&folder.path().join("x".repeat(256)), b"new");
        assert!(longer.is_err(), "it has no name");
        #[cfg(target_os = "linux")]
        assert!(matches!(longer, Err(FileError::BadName { .. })), "{longer:?}");
        assert_eq!(names(folder.path()).len(), 1);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_that_is_full_is_told_as_that() {
        assert!(matches!(write_file(Path::new("/dev/full"), b"new"), Err(FileError::DiskFull { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn the_permissions_of_the_file_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("care.json");
        for mode in [0o600, 0o640, 0o664, 0o755] {
            fs::write(&path, "old").expect("written");
            fs::set_permissions(&path, Permissions::from_mode(mode)).expect("set");
            write_file(&path, b"new").expect("saved");
            assert_eq!(path.metadata().expect("there").permissions().mode() & 0o777, mode);
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_the_file_even_where_it_does_not_exist_yet() {
        let folder = tempfile::tempdir().expect("folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("real")).expect("folder");
        std::os::unix::fs::symlink("real/care.json", at("one")).expect("link");
        std::os::unix::fs::symlink(at("one"), at("two")).expect("link");
        for text in ["new file", "replaced"] {
            write_file(&at("two"), text.as_bytes()).expect("saved");
            assert_eq!(fs::read_to_string(at("real/care.json")).expect("read"), text);
            assert!(at("one").is_symlink() && at("two").is_symlink());
        }
        assert_eq!(names(&at("real")), ["care.json"]);
        std::os::unix::fs::symlink(at("circle"), at("circle")).expect("link");
        assert!(matches!(write_file(&at("circle"), b"new"), Err(FileError::Unwritable { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_never_replaced() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("socket");
        let _socket = std::os::unix::net::UnixListener::bind(&path).expect("socket");
        assert!(write_file(&path, b"new").is_err());
        assert!(path.metadata().expect("there").file_type().is_socket());
    }
}
