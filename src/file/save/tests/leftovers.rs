//! What saves leave that were killed, and what becomes of it.

use super::*;
use crate::file::save::beside::Place;
use crate::file::save::disk::{Disk, Machine};
use crate::file::stamp::Fingerprint;

#[test]
fn what_a_killed_save_left_is_swept_and_somebody_elses_version_in_it_is_kept() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("care.json");
    fs::write(&path, "old").expect("written");
    let place = Place::of(path.clone());
    let [old, new] = [b"old", b"new"].map(|bytes| Fingerprint::of(bytes));
    fs::write(place.part(), "ne").expect("written");
    for content in ["old", "new", "theirs"] {
        fs::write(place.swap(Some(old), new), content).expect("written");
    }
    // Not of this file: it is swept when its own is saved.
    let other = Place::of(folder.path().join("other.json")).part();
    fs::write(&other, "half").expect("written");
    let saved = write(&path, b"newer").expect("saved");
    let sibling = folder.path().join("care (changed elsewhere).json");
    assert_eq!(saved.kept, std::slice::from_ref(&sibling));
    assert!(saved.met.is_empty(), "nobody knows how old it is");
    assert!(saved.notice().expect("told").contains("“care (changed elsewhere).json”"));
    assert_eq!(fs::read(&sibling).expect("read"), b"theirs");
    let other = other.file_name().expect("a name").display().to_string();
    assert_eq!(names(folder.path()), [other, "care (changed elsewhere).json".into(), "care.json".into()]);
}

#[test]
fn what_another_save_is_writing_is_not_swept() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("care.json");
    let part = Place::of(path.clone()).part();
    let file = Machine.create(&part, false).expect("created");
    assert!(Machine.lock(&file).expect("locked"));
    let _ = write(&path, b"new").expect("saved");
    assert!(part.exists(), "it is in use");
    drop(file);
    let _ = write(&path, b"newer").expect("saved");
    assert_eq!(names(folder.path()), ["care.json"], "it was left");
}
