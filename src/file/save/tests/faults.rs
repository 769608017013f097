//! Every call of a save fails once, with every error: the file is old or new, nothing is told that is not so, and nothing
//! stays behind.

use std::collections::BTreeSet;

use super::faulty::{ERRORS, Fails, Faulty};
use super::*;
use crate::file::save::sequence::put;

const OLD: &[u8] = b"the old version";
const NEW: &[u8] = b"the new version";
const THEIRS: &[u8] = b"somebody else's version";
const MODE: u32 = 0o640;

/// What stands in the folder before the save.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Before {
    Nothing,
    File,
    Link,
    /// The file, and what two saves left that were killed: one with its own version, one with somebody else's.
    Leftovers,
    /// Another program's version, where ours was expected.
    Foreign,
}

use Before::*;

fn set_up(folder: &Path, before: Before) -> (std::path::PathBuf, Stamp) {
    let path = folder.join("care.json");
    fs::write(&path, OLD).expect("written");
    let stamp = Stamp::of(&path).expect("read").expect("there");
    #[cfg(unix)]
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(MODE)).expect("set");
    let place = super::beside::Place::of(path.clone());
    match before {
        Nothing => fs::remove_file(&path).expect("removed"),
        File => {}
        Link => {
            fs::create_dir(folder.join("real")).expect("folder");
            fs::rename(&path, folder.join("real/care.json")).expect("moved");
            #[cfg(unix)]
            std::os::unix::fs::symlink("real/care.json", &path).expect("link");
        }
        Leftovers => {
            fs::write(place.part(), &NEW[..5]).expect("written");
            fs::write(place.swap(Some(stamp.content()), stamp.content()), OLD).expect("written");
            fs::write(place.swap(Some(stamp.content()), stamp.content()), THEIRS).expect("written");
        }
        Foreign => fs::write(&path, THEIRS).expect("written"),
    }
    (path, stamp)
}

/// All files in a folder and those below it, by content.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let paths = names(folder).into_iter().map(|name| folder.join(name));
    let all = paths.filter(|path| !path.is_symlink()).flat_map(|path| match path.is_dir() {
        true => contents(&path),
        false => vec![(path.file_name().expect("a name").display().to_string(), fs::read(&path).expect("read"))],
    });
    all.collect()
}

/// Saves with one fault and checks all that holds then. The calls that were made.
fn save_with(before: Before, fails: Fails, exchanges: bool) -> (Result<Saved, FileError>, Vec<&'static str>) {
    let folder = tempfile::tempdir().expect("folder");
    let (path, stamp) = set_up(folder.path(), before);
    let mut disk = Faulty::new(fails, exchanges);
    disk.piece = 7;
    let saved = put(&disk, &path, NEW, Replaces::Version(&stamp));
    let found = contents(folder.path());
    let told = || {
        let fails = match fails {
            Fails::Nothing => "nothing".to_owned(),
            Fails::Once(at, error) => format!("{:?} once with {error}", disk.calls().get(at)),
            Fails::From(at, error) => format!("all from {at} with {error}"),
        };
        let found: Vec<_> = found.iter().map(|(name, bytes)| (name, String::from_utf8_lossy(bytes))).collect();
        format!("{before:?}, exchanges: {exchanges}, fails: {fails}: {saved:?}, {found:#?}, {:?}", disk.calls())
    };
    let now = fs::read(&path).ok();
    match (&saved, &now) {
        (Ok(_), now) => assert_eq!(now.as_deref(), Some(NEW), "told as saved: {}", told()),
        // Not told as saved, it may be new all the same, and never anything else.
        (Err(_), None) => assert_eq!(before, Nothing, "{}", told()),
        (Err(_), Some(now)) => {
            let old = if before == Foreign { THEIRS } else { OLD };
            assert!(now == NEW || (now == old && before != Nothing), "{}", told());
        }
    }
    if matches!(before, Leftovers | Foreign) {
        assert!(found.iter().any(|(_, bytes)| bytes == THEIRS), "somebody else's version is lost: {}", told());
        let tells = |name: &str| match &saved {
            Ok(saved) => saved.kept.iter().any(|path| path.ends_with(name)),
            Err(why) => why.to_string().contains(&format!("“{name}”")),
        };
        for (name, _) in found.iter().filter(|(name, _)| name.contains("(changed elsewhere")) {
            assert!(tells(name), "nobody is told where {name} is: {}", told());
        }
    }
    if before == Link {
        assert!(path.is_symlink(), "{}", told());
    }
    #[cfg(unix)]
    if before != Nothing && saved.is_ok() {
        let mode = std::os::unix::fs::PermissionsExt::mode(&path.metadata().expect("there").permissions());
        // A file system that refuses permissions gets the narrowest, and never wider ones.
        assert!(mode & 0o777 & !MODE == 0, "{mode:o}: {}", told());
    }
    if !matches!(fails, Fails::From(..)) {
        let earlier = |bytes: &[u8]| before == Leftovers && (bytes == THEIRS || bytes == OLD || bytes == &NEW[..5]);
        let left: Vec<_> = found.iter().filter(|(name, bytes)| name.starts_with('.') && !earlier(bytes)).collect();
        assert!(left.is_empty(), "left behind {left:?}: {}", told());
    }
    let calls = disk.calls();
    (saved, calls)
}

#[cfg(target_os = "linux")]
#[test]
fn every_call_of_a_save_may_fail_once_with_every_error() {
    let (mut count, mut failed, mut covered) = (0, 0, BTreeSet::new());
    for before in [Nothing, File, Link, Leftovers, Foreign] {
        for exchanges in [true, false] {
            let (sound, calls) = save_with(before, Fails::Nothing, exchanges);
            assert!(sound.is_ok(), "{before:?}: {sound:?}");
            covered.extend(calls.iter().copied());
            for at in 0..calls.len() {
                for (name, error) in ERRORS {
                    let (saved, _) = save_with(before, Fails::Once(at, error), exchanges);
                    assert!(name != "EINTR" || saved.is_ok(), "{before:?}, {:?}: {saved:?}", calls.get(at));
                    failed += usize::from(saved.is_err());
                    count += 1;
                }
            }
        }
    }
    // The only call that is missing is for users who may not give files away.
    assert_eq!(covered.len(), 20, "{covered:?}");
    assert!(count > 1500 && failed > count / 4, "{failed} of {count} saves failed");
    println!("{count} faults: {failed} saves failed, the others were saved all the same");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_dies_in_the_middle_of_a_save_leaves_the_old_or_the_new_version() {
    for before in [Nothing, File, Link, Leftovers, Foreign] {
        for exchanges in [true, false] {
            let (_, calls) = save_with(before, Fails::Nothing, exchanges);
            for at in 0..calls.len() {
                let _ = save_with(before, Fails::From(at, 5), exchanges);
            }
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_failed_is_told_with_what_to_do() {
    let (_, calls) = save_with(File, Fails::Nothing, true);
    let at = |name: &str| calls.iter().position(|call| *call == name).expect("such a call");
    let told = |name: &str, error| save_with(File, Fails::Once(at(name), error), true).0.expect_err("fails");
    assert!(matches!(told("create", 13), FileError::FolderClosed { .. }));
    assert!(matches!(told("create", 30), FileError::WriteProtected { .. }));
    assert!(matches!(told("write", 28), FileError::DiskFull { .. }));
    assert!(matches!(told("sync", 122), FileError::QuotaUsedUp { .. }));
    assert!(matches!(told("open_to_write", 13), FileError::WriteDenied { .. }));
    assert!(matches!(told("metadata", 13), FileError::WriteDenied { .. }));
    assert!(matches!(told("sync_folder", 5), FileError::Unconfirmed { .. }));
    for error in [told("create", 13), told("sync_folder", 5)] {
        assert!(error.to_string().ends_with('.') && error.to_string().contains("care.json: "), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_of_several_names_is_left_as_it_was() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("care.json");
    fs::write(&path, OLD).expect("written");
    fs::hard_link(&path, folder.path().join("other.json")).expect("linked");
    let told = write(&path, NEW).expect_err("refused");
    assert!(matches!(told, FileError::SeveralNames { .. }) && told.to_string().contains("second name"), "{told}");
    assert_eq!(fs::read(&path).expect("read"), OLD);
}

#[test]
fn a_map_that_would_not_read_back_is_not_written() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("care.json");
    fs::write(&path, OLD).expect("written");
    let sample = crate::file::samples::all().first().expect("a sample").load().expect("loads").map;
    let mut document = crate::edit::Document::new(sample.clone());
    let id = document.map().initiatives.iter().next().expect("an initiative").id.clone();
    document.edit_initiative(&id, |initiative| initiative.title = "x".repeat(crate::file::MAX_TEXT + 1));
    document.commit();
    let told = save(document.map(), &path, Replaces::WhatIsThere).expect_err("refused").to_string();
    assert!(told.contains("initiatives[0].title") && told.contains("10,000 characters"), "{told}");
    assert_eq!(fs::read(&path).expect("read"), OLD);
    // Positions are written in hundredths: that is no difference.
    let mut document = crate::edit::Document::new(sample);
    let at = crate::map::Position { x: 1.0 / 3.0, y: 2.0 / 3.0 };
    document.edit_initiative(&id, |initiative| initiative.stand_at(at));
    document.commit();
    let saved = save(document.map(), &path, Replaces::WhatIsThere).expect("saved");
    assert_eq!((saved.kept.len(), names(folder.path()).len()), (0, 1));
}
