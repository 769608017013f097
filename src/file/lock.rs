//! Who has a map open: one window may change it, and every other one may look.
//!
//! The lock is on a file of its own in the user's state folder. The map itself cannot carry it, because a save puts another
//! file in its place; and nothing of it may stand beside the map, whose folder may be synchronised. The system frees it
//! when the program ends, however that comes about.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::backups::key_of;

/// The ending of the files that are locked.
const ENDING: &str = "lock";

/// How often a lock that is held is tried again at once: who only sweeps holds it for an instant.
const TRIES: usize = 3;

/// How long to wait in between.
const BETWEEN: Duration = Duration::from_millis(5);

/// How much is read of what the holder tells of itself.
const MOST_TOLD: u64 = 64;

/// The locks of all maps.
#[derive(Clone, Debug)]
pub struct Locks {
    folder: PathBuf,
}

/// A map that is held open for changes, until this is dropped.
#[derive(Debug)]
pub struct Lock {
    key: String,
    path: PathBuf,
    file: File,
}

/// What came of asking for a map.
#[derive(Debug)]
pub enum Taken {
    /// It is ours to change.
    Ours(Lock),
    /// Another window has it: since when, where that is known.
    Elsewhere(Option<SystemTime>),
    /// Nobody can tell, because the state folder cannot be used or its file system knows no locks. That forbids nothing.
    Unknown,
}

impl Locks {
    /// The locks in a folder, which need not exist.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Takes the lock of a map, however its path is written.
    pub fn take(&self, map: &Path) -> Taken {
        let key = key_of(map);
        let path = self.folder.join(&key).with_added_extension(ENDING);
        for last in [false; TRIES - 1].into_iter().chain([true]) {
            match attempt(&path) {
                Ok(Some(file)) => return Taken::Ours(Lock::told(key, path, file)),
                Ok(None) if last => return Taken::Elsewhere(since(&path)),
                Ok(None) => thread::sleep(BETWEEN),
                Err(_) => return Taken::Unknown,
            }
        }
        Taken::Unknown
    }

    /// Takes away what programs that were killed have left behind.
    pub fn sweep(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
        for path in entries.filter(|path| path.extension().is_some_and(|ending| ending == ENDING)) {
            let file = OpenOptions::new().write(true).open(&path);
            if let Some(file) = file.ok().filter(|file| file.try_lock().is_ok() && is_at(file, &path)) {
                take_away(&path);
                drop(file);
            }
        }
    }
}

impl Lock {
    fn told(key: String, path: PathBuf, mut file: File) -> Self {
        let now = UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs());
        // Only for the message that another window gives.
        let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| write!(file, "{now}"));
        Self { key, path, file }
    }

    /// Whether it is the lock of this map.
    pub fn is_of(&self, map: &Path) -> bool {
        self.key == key_of(map)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is held, so that nobody else's file is taken away.
        if is_at(&self.file, &self.path) {
            take_away(&self.path);
        }
    }
}

/// The locked file of a map; none where another window holds it.
fn attempt(path: &Path) -> std::io::Result<Option<File>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    loop {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            // Between opening and locking it may have been swept, and a new one made, which others lock.
            Ok(()) if !is_at(&file, path) => {}
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(why)) => return Err(why),
        }
    }
}

/// Whether an open file is the one that stands at a path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let both = file.metadata().and_then(|open| Ok((open, path.metadata()?)));
    both.is_ok_and(|(open, there)| (open.dev(), open.ino()) == (there.dev(), there.ino()))
}

/// Nothing is taken away where this cannot be told, so it is.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// Removes a file whose lock is held. Only where [`is_at`] can tell afterwards; elsewhere the few bytes stay.
fn take_away(path: &Path) {
    if cfg!(unix) {
        let _ = fs::remove_file(path);
    }
}

/// Since when a map is held, by what its holder tells. Some systems let nobody read what is locked.
fn since(path: &Path) -> Option<SystemTime> {
    let mut told = String::new();
    File::open(path).ok()?.take(MOST_TOLD).read_to_string(&mut told).ok()?;
    UNIX_EPOCH.checked_add(Duration::from_secs(told.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder {
        folder: tempfile::TempDir,
        locks: Locks,
        map: PathBuf,
    }

    fn folder() -> Folder {
        let folder = tempfile::tempdir().expect("folder");
        let map = folder.path().join("care.headway.json");
        fs::write(&map, "{}").expect("written");
        Folder { locks: Locks::in_folder(folder.path().join("state").join("locks")), map, folder }
    }

    fn left(locks: &Locks) -> usize {
        fs::read_dir(&locks.folder).map_or(0, Iterator::count)
    }

    fn ours(taken: Taken) -> Lock {
        match taken {
            Taken::Ours(lock) => lock,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_holds_a_map_until_it_lets_go_and_the_other_is_told_since_when() {
        let Folder { locks, map, folder } = folder();
        let lock = ours(locks.take(&map));
        match locks.take(&map) {
            Taken::Elsewhere(Some(since)) => {
                assert!(since.elapsed().is_ok_and(|long| long < Duration::from_secs(60)), "{since:?}");
            }
            other => panic!("{other:?}"),
        }
        let _ = ours(locks.take(&folder.path().join("other.json")));
        assert!(lock.is_of(&map) && !lock.is_of(folder.path()));
        drop(lock);
        let _ = ours(locks.take(&map));
        assert_eq!(left(&locks), 0, "nothing stays behind");
    }

    #[cfg(unix)]
    #[test]
    fn a_map_has_one_lock_however_its_path_is_written_and_also_after_a_save_has_replaced_it() {
        let Folder { locks, map, folder } = folder();
        let _lock = ours(locks.take(&map));
        let link = folder.path().join("link.json");
        std::os::unix::fs::symlink(&map, &link).expect("linked");
        let around = folder.path().join("state").join("..").join("care.headway.json");
        fs::write(folder.path().join("new"), "{ }").expect("written");
        fs::rename(folder.path().join("new"), &map).expect("replaced");
        for path in [&link, &around, &map] {
            assert!(matches!(locks.take(path), Taken::Elsewhere(_)), "{path:?}");
        }
    }

    #[test]
    fn what_a_killed_program_left_is_swept_and_what_is_held_is_not() {
        let Folder { locks, map, folder } = folder();
        let _lock = ours(locks.take(&map));
        fs::write(locks.folder.join("gone-0123456789abcdef.lock"), "1").expect("written");
        fs::write(locks.folder.join("mine.txt"), "1").expect("written");
        locks.sweep();
        assert_eq!(left(&locks), if cfg!(unix) { 2 } else { 3 });
        assert!(matches!(locks.take(&map), Taken::Elsewhere(_)));
        Locks::in_folder(folder.path().join("nowhere")).sweep();
    }

    #[test]
    fn a_state_folder_that_cannot_be_used_forbids_nothing() {
        let Folder { map, folder, .. } = folder();
        let below_a_file = Locks::in_folder(map.join("locks"));
        assert!(matches!(below_a_file.take(&map), Taken::Unknown));
        // Something else has the name of the lock.
        let locks = Locks::in_folder(folder.path().to_owned());
        fs::create_dir(folder.path().join(format!("{}.lock", key_of(&map)))).expect("made");
        assert!(matches!(locks.take(&map), Taken::Unknown));
    }

    #[test]
    fn what_the_holder_tells_may_be_anything() {
        let Folder { locks, map, .. } = folder();
        let lock = ours(locks.take(&map));
        for told in ["", "soon", "99999999999999999999999", "18446744073709551615", "\u{202E}1"] {
            fs::write(&lock.path, told).expect("written");
            assert!(matches!(locks.take(&map), Taken::Elsewhere(None)), "{told}");
        }
    }

    #[test]
    fn many_that_ask_at_once_while_others_sweep_never_hold_it_together() {
        let Folder { locks, map, .. } = folder();
        let held = std::sync::atomic::AtomicUsize::new(0);
        thread::scope(|scope| {
            for worker in 0..4 {
                let (locks, map, held) = (&locks, &map, &held);
                scope.spawn(move || {
                    for _ in 0..200 {
                        if worker == 0 {
                            locks.sweep();
                        } else if let Taken::Ours(lock) = locks.take(map) {
                            use std::sync::atomic::Ordering::SeqCst;
                            assert_eq!(held.fetch_add(1, SeqCst), 0, "two hold it");
                            held.fetch_sub(1, SeqCst);
                            drop(lock);
                        }
                    }
                });
            }
        });
    }
}
