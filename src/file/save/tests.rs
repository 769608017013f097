//! What saving promises: on a file system that works, on one that fails, and beside other programs.

use std::fs::{self, Permissions};
use std::path::Path;

use super::*;

mod faults;
mod faulty;
mod foreign;
mod leftovers;

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("folder");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("entry").file_name().display().to_string()).collect();
    names.sort();
    names
}

/// Writes over what is there.
fn write(path: &Path, bytes: &[u8]) -> Result<Saved, FileError> {
    write_file(path, bytes, Replaces::WhatIsThere)
}

#[test]
fn a_saved_map_opens_again_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("care.headway.json");
    let sample = &crate::file::samples::all().first().expect("a sample");
    let map = sample.load().expect("loads").map;
    let first = save(&map, &path, Replaces::WhatIsThere).expect("saved as a new file").stamp.expect("a file");
    let saved = save(&map, &path, Replaces::Version(&first)).expect("saved over an old file");
    assert!(saved.kept.is_empty() && saved.stamp.expect("a file").looks_alike(&path));
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
    assert!(matches!(write(&path, b"new"), Err(FileError::WriteProtected { .. })));
    assert!(matches!(write(folder.path(), b"new"), Err(FileError::FolderInTheWay { .. })));
    let nowhere = folder.path().join("none").join("care.json");
    assert!(matches!(write(&nowhere, b"new"), Err(FileError::NoFolder { .. })));
    let under_a_file = path.join("care.json");
    assert!(matches!(write(&under_a_file, b"new"), Err(FileError::NoFolder { .. })));
    assert_eq!(fs::read(&path).expect("read"), b"old");
    assert_eq!(names(folder.path()), ["care.json"]);
}

#[test]
fn a_name_as_long_as_the_system_allows_can_be_saved_and_a_longer_one_is_explained() {
    let folder = tempfile::tempdir().expect("folder");
    let _ = write(&folder.path().join("x".repeat(255)), b"new").expect("saved");
    let longer = write(&folder.path().join("x".repeat(256)), b"new");
    assert!(longer.is_err(), "it has no name");
    #[cfg(target_os = "linux")]
    assert!(matches!(longer, Err(FileError::BadName { .. })), "{longer:?}");
    assert_eq!(names(folder.path()).len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_that_is_full_is_told_as_that() {
    assert!(matches!(write(Path::new("/dev/full"), b"new"), Err(FileError::DiskFull { .. })));
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
        let _ = write(&path, b"new").expect("saved");
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
        let _ = write(&at("two"), text.as_bytes()).expect("saved");
        assert_eq!(fs::read_to_string(at("real/care.json")).expect("read"), text);
        assert!(at("one").is_symlink() && at("two").is_symlink());
    }
    assert_eq!(names(&at("real")), ["care.json"]);
    std::os::unix::fs::symlink(at("circle"), at("circle")).expect("link");
    assert!(matches!(write(&at("circle"), b"new"), Err(FileError::Unwritable { .. })));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_never_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("socket");
    let _socket = std::os::unix::net::UnixListener::bind(&path).expect("socket");
    assert!(write(&path, b"new").is_err());
    assert!(path.metadata().expect("there").file_type().is_socket());
}
