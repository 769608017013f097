//! Earlier versions of maps, kept in the user's state folder: never beside the map, whose folder may be synchronised.
//!
//! Each map has a folder of its own there, called like the map and by the fingerprint of its path. A backup is a map file
//! like any other, so that it can be opened without this program's help. Nothing is taken away before the new one is on
//! the disk and was read back.

mod policy;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::stamp::Fingerprint;
use super::{FileError, Loaded, Replaces, open, parse, write_file};
use crate::map::Day;
use policy::Weighed;

/// How many letters of a map's name its folder has.
const NAME: usize = 40;

/// The backups of all maps.
#[derive(Clone, Debug)]
pub struct Backups {
    folder: PathBuf,
}

/// An earlier version of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// The how manieth version of the map it is: by this they are in order, whatever the clock said.
    number: u64,
    /// Seconds since 1970, in universal time.
    seconds: u64,
    /// The shortened fingerprint of its content.
    content: String,
}

impl Backup {
    /// When it was made, by the clock of then.
    pub fn made(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.seconds)
    }

    /// The day in universal time that it was made on.
    pub fn day(&self) -> Day {
        Day::of_seconds(self.seconds)
    }

    fn name(number: u64, seconds: u64, content: &str) -> String {
        let (year, month, day) = Day::of_seconds(seconds).civil();
        let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        format!("{number:08}_{year:04}-{month:02}-{day:02}_{hour:02}-{minute:02}-{second:02}_{content}.headway.json")
    }

    /// The backup that a file is by its name; nothing where it is none.
    fn of(path: PathBuf) -> Option<Self> {
        let size = path.metadata().ok().filter(fs::Metadata::is_file)?.len();
        let name = path.file_name()?.to_str()?.to_owned();
        let mut parts = name.strip_suffix(".headway.json")?.split('_');
        let number = parts.next()?.parse().ok()?;
        let date = numbers(parts.next()?)?;
        let time = numbers(parts.next()?)?;
        let content = parts.next()?.to_owned();
        let [month, day] = [date.get(1), date.get(2)].map(|part| part.and_then(|part| u8::try_from(*part).ok()));
        let year = i32::try_from(*date.first()?).ok().filter(|year| *year <= 9999)?;
        let day = Day::from_civil(year, month?, day?);
        // Somebody may have named a file so by hand: numbers that are none of a clock are not reckoned with.
        let [hour, minute, second] =
            <[u64; 3]>::try_from(time).ok().filter(|clock| clock.iter().all(|part| *part < 60))?;
        let clock = hour * 3600 + minute * 60 + second;
        let seconds = u64::try_from(day.0).ok()? * 86_400 + clock;
        // What another program put there, or somebody by hand, is not touched.
        (Self::name(number, seconds, &content) == name).then_some(Self { path, size, number, seconds, content })
    }
}

fn numbers(text: &str) -> Option<Vec<u64>> {
    text.split('-').map(|part| part.parse().ok()).collect()
}

impl Backups {
    /// The backups in a folder, which need not exist.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The backups of a map that is in a file, newest first.
    pub fn of(&self, map: &Path) -> Vec<Backup> {
        listed(&self.folder_of(map))
    }

    /// When a version of a map was kept first, where it is among the backups: soon after it was saved.
    pub fn made(&self, map: &Path, content: Fingerprint) -> Option<SystemTime> {
        let content = content.short();
        self.of(map).iter().rfind(|backup| backup.content == content).map(Backup::made)
    }

    /// The newest version of a map that can be read, with what is in it.
    pub fn newest_intact(&self, map: &Path) -> Option<(Backup, Loaded)> {
        self.of(map).into_iter().find_map(|backup| open(&backup.path).ok().map(|loaded| (backup, loaded)))
    }

    /// Keeps a version of a map, and lets those go that are no longer needed. Nothing happens where it is the newest one
    /// already.
    ///
    /// # Errors
    /// Where the bytes are no map, or the backup cannot be written or does not read back.
    pub fn keep(&self, map: &Path, bytes: &[u8]) -> Result<(), FileError> {
        let seconds = UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs());
        self.keep_as_of(map, bytes, seconds)
    }

    fn keep_as_of(&self, map: &Path, bytes: &[u8], seconds: u64) -> Result<(), FileError> {
        let folder = self.folder_of(map);
        let (newest, content) = (listed(&folder).into_iter().next(), Fingerprint::of(bytes).short());
        if newest.as_ref().is_some_and(|newest| newest.content == content) {
            return Ok(());
        }
        parse(bytes, &map.display().to_string())?;
        let number = newest.map_or(1, |newest| newest.number.saturating_add(1));
        let path = folder.join(Backup::name(number, seconds, &content));
        let name = path.display().to_string();
        fs::create_dir_all(&folder).map_err(|error| FileError::writing(&name, &error))?;
        let _ = write_file(&path, bytes, Replaces::Anything)?;
        let read = fs::read(&path).map_err(|error| FileError::reading(&name, &error))?;
        if read != bytes {
            return Err(FileError::Unfaithful { name, what: "the disk gives back something else".into() });
        }
        self.rotate(&folder);
        Ok(())
    }

    fn rotate(&self, folder: &Path) {
        let backups = listed(folder);
        let days: Vec<Day> = backups.iter().map(Backup::day).collect();
        let going = policy::superfluous(&days);
        remove(going.iter().filter_map(|at| backups.get(*at)).map(|backup| backup.path.as_path()));
        let all = self.all();
        let going = policy::too_much(all, policy::MOST);
        remove(going.iter().map(PathBuf::as_path));
    }

    /// The backups of all maps.
    fn all(&self) -> Vec<Weighed<PathBuf>> {
        let folders = fs::read_dir(&self.folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
        let weighed = folders.flat_map(|folder| {
            listed(&folder).into_iter().enumerate().map(|(at, backup)| Weighed {
                made: backup.seconds,
                size: backup.size,
                newest: at == 0,
                what: backup.path,
            })
        });
        weighed.collect()
    }

    /// The folder of a map's backups.
    fn folder_of(&self, map: &Path) -> PathBuf {
        self.folder.join(key_of(map))
    }
}

/// What belongs to a map in the state folder is called so: like the map, and by the fingerprint of its path. One map has
/// one name, however its path is written.
pub(super) fn key_of(map: &Path) -> String {
    // A map that is no longer there had the same name in the same folder.
    let parent = map.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let gone = || Ok::<_, std::io::Error>(fs::canonicalize(parent)?.join(map.file_name().unwrap_or_default()));
    let whole = fs::canonicalize(map).or_else(|_| gone()).unwrap_or_else(|_| map.to_owned());
    let stem = whole.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let name: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(NAME).collect();
    let fingerprint = Fingerprint::of(whole.as_os_str().as_encoded_bytes()).short();
    format!("{name}-{fingerprint}")
}

/// The backups in the folder of a map, newest first.
fn listed(folder: &Path) -> Vec<Backup> {
    let paths = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut backups: Vec<Backup> = paths.filter_map(Backup::of).collect();
    backups.sort_by_key(|backup| std::cmp::Reverse((backup.number, backup.seconds)));
    backups
}

/// Takes files away. One that stays is tried again by the next rotation.
fn remove<'a>(paths: impl Iterator<Item = &'a Path>) {
    for path in paths {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(title: &str) -> Vec<u8> {
        format!("{{\"format\": \"headway\", \"version\": 1, \"title\": \"{title}\"}}").into_bytes()
    }

    fn titles(backups: &[Backup]) -> Vec<String> {
        backups.iter().map(|b| crate::file::open(&b.path).expect("opens").map.overview.title.clone()).collect()
    }

    #[test]
    fn each_version_is_kept_once_and_the_newest_comes_first_whatever_the_clock_says() {
        let folder = tempfile::tempdir().expect("folder");
        let backups = Backups::in_folder(folder.path().join("backups"));
        let path = folder.path().join("Care & cure.headway.json");
        assert!(backups.of(&path).is_empty());
        // The clock was set back in between.
        for (title, seconds) in [("one", 1_000_000_000), ("one", 1_000_000_060), ("two", 900_000_000)] {
            backups.keep_as_of(&path, &map(title), seconds).expect("kept");
        }
        let found = backups.of(&path);
        assert_eq!(titles(&found), ["two", "one"]);
        assert_eq!(
            (found[1].day().civil(), found[1].made()),
            ((2001, 9, 9), UNIX_EPOCH + Duration::from_secs(1_000_000_000))
        );
        assert!(found[0].path.to_string_lossy().contains("care---cure"), "{:?}", found[0].path);
        assert!(backups.of(&folder.path().join("other.json")).is_empty(), "another map has its own");
    }

    #[test]
    fn what_is_no_map_is_not_kept_and_takes_the_place_of_nothing() {
        let folder = tempfile::tempdir().expect("folder");
        let backups = Backups::in_folder(folder.path().to_owned());
        let path = folder.path().join("care.json");
        backups.keep_as_of(&path, &map("one"), 0).expect("kept");
        for damaged in [&b""[..], b"{", b"\0\0\0\0"] {
            assert!(backups.keep_as_of(&path, damaged, 60).is_err());
        }
        assert_eq!(titles(&backups.of(&path)), ["one"]);
    }

    #[test]
    fn a_file_with_any_numbers_in_its_name_is_in_nobodys_way() {
        let folder = tempfile::tempdir().expect("folder");
        let backups = Backups::in_folder(folder.path().to_owned());
        let path = folder.path().join("care.json");
        backups.keep_as_of(&path, &map("one"), 0).expect("kept");
        let beside = backups.of(&path)[0].path.clone();
        for name in [
            format!("00000002_1970-01-01_{0}-{0}-{0}_0", u64::MAX),
            format!("00000002_{}-01-01_00-00-00_0", i32::MAX),
            "00000002_1970-00-00_00-00-00_0".into(),
            "00000002_1970-01-01_00-00_0".into(),
            format!("{}_1970-01-01_00-00-01_0", u64::MAX),
        ] {
            fs::write(beside.with_file_name(name + ".headway.json"), map("two")).expect("written");
        }
        assert_eq!(titles(&backups.of(&path)), ["two", "one"], "the last is one by its name");
        // A clock that is far ahead stops no save either.
        backups.keep_as_of(&path, &map("three"), u64::MAX / 2).expect("kept");
        assert_eq!(titles(&backups.of(&path)), ["three", "two", "one"]);
    }

    #[test]
    fn they_rotate_and_leave_files_of_others_alone() {
        let folder = tempfile::tempdir().expect("folder");
        let backups = Backups::in_folder(folder.path().to_owned());
        let path = folder.path().join("care.json");
        backups.keep_as_of(&path, &map("first"), 0).expect("kept");
        let beside = backups.of(&path)[0].path.with_file_name("mine.json");
        fs::write(&beside, "{}").expect("written");
        // Thirty days of four saves each.
        for save in 0..120_u64 {
            backups.keep_as_of(&path, &map(&save.to_string()), 86_400 + save * 21_600).expect("kept");
        }
        let found = backups.of(&path);
        assert_eq!(found.len(), 24);
        assert_eq!(titles(&found[..11]), ["119", "118", "117", "116", "115", "114", "113", "112", "111", "110", "109"]);
        assert_eq!(titles(&found[11..13]), ["107", "103"], "then the last of each day");
        assert!(beside.exists());
    }
}
