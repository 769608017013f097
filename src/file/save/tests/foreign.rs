//! Other programs that write the same file while it is saved.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use super::faulty::{Fails, Faulty};
use super::*;
use crate::file::save::disk::{Disk, Machine};
use crate::file::save::sequence::put;

/// As a sync client does it: another file takes the name.
fn replace(path: &Path, bytes: &[u8]) {
    let new = path.with_extension("sync");
    fs::write(&new, bytes).expect("written");
    fs::rename(new, path).expect("replaced");
}

/// Saves over the old version while another program acts before a call. What is kept, by content.
fn save_while(disk: Faulty, before: &'static str, acts: impl Fn(&Path) + 'static) -> Vec<String> {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("care.json");
    fs::write(&path, "old").expect("written");
    let stamp = Stamp::of(&path).expect("read").expect("there");
    let target = path.clone();
    let disk = disk.meanwhile(before, move || acts(&target));
    let saved = put(&disk, &path, b"new", Replaces::Version(&stamp)).expect("saved");
    assert_eq!(fs::read(&path).expect("read"), b"new", "before {before}");
    let stamp = saved.stamp.expect("a file");
    assert!(stamp.looks_alike(&path), "what was told is what is there");
    assert_eq!(names(folder.path()).len(), 1 + saved.kept.len(), "{:?}", names(folder.path()));
    assert_eq!(saved.met, saved.kept);
    saved.kept.iter().map(|path| fs::read_to_string(path).expect("read")).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn what_another_program_writes_at_any_moment_of_a_save_is_kept() {
    for before in ["open_to_write", "names", "create", "write", "sync", "rename", "exchange"] {
        let kept = save_while(Faulty::new(Fails::Nothing, true), before, |path| replace(path, b"theirs"));
        assert_eq!(kept, ["theirs"], "before {before}");
        let same = save_while(Faulty::new(Fails::Nothing, true), before, |path| replace(path, b"new"));
        assert!(same.is_empty(), "what is the same is no other version");
        let gone = save_while(Faulty::new(Fails::Nothing, true), before, |path| fs::remove_file(path).expect("gone"));
        assert!(gone.is_empty(), "a file that was taken away is written again");
    }
    for before in ["open_to_write", "create", "sync", "exchange"] {
        for plain in [false, true] {
            let disk = if plain { Faulty::plainest() } else { Faulty::new(Fails::Nothing, false) };
            let kept = save_while(disk, before, |path| replace(path, b"theirs"));
            assert_eq!(kept, ["theirs"], "before {before}, where names cannot be exchanged");
        }
    }
}

#[test]
fn what_comes_into_a_new_file_while_it_is_saved_is_kept() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("care.json");
    for disk in [Faulty::new(Fails::Nothing, true), Faulty::plainest()] {
        let target = path.clone();
        let disk = disk.meanwhile("rename_new", move || replace(&target, b"theirs"));
        let saved = put(&disk, &path, b"new", Replaces::WhatIsThere).expect("saved");
        assert_eq!(fs::read(&path).expect("read"), b"new");
        let kept: Vec<_> = saved.kept.iter().map(|path| fs::read(path).expect("read")).collect();
        assert_eq!(kept, [b"theirs"]);
        fs::remove_file(&path).expect("removed");
    }
}

#[test]
fn a_file_for_nobody_else_is_replaced_whatever_is_there() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("recent.json");
    let target = path.clone();
    let disk = Faulty::new(Fails::Nothing, true).meanwhile("rename", move || replace(&target, b"theirs"));
    let saved = put(&disk, &path, b"new", Replaces::Anything).expect("saved");
    assert!(saved.kept.is_empty());
    assert_eq!((fs::read(&path).expect("read"), names(folder.path()).len()), (b"new".to_vec(), 1));
}

/// What became of the versions of another program that replaced the file at random during many saves.
#[derive(Debug, Default)]
struct Fate {
    written: usize,
    kept: usize,
    lost: usize,
}

/// Saves so often, while another program replaces the file as often as it can.
fn contest(saves: usize, disk: &dyn Disk) -> Fate {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("care.json");
    fs::write(&path, "ours 0").expect("written");
    let ended = AtomicBool::new(false);
    let (mut kept, mut stamp) = (HashSet::new(), Stamp::of(&path).expect("read").expect("there"));
    let (written, replaced) = std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            let (mut written, mut replaced) = (0_usize, HashSet::new());
            let mine = path.with_extension("sync");
            while !ended.load(Ordering::Relaxed) {
                written += 1;
                fs::write(&mine, format!("theirs {written}")).expect("written");
                // What it takes out itself is not lost by a save: it is noted.
                while Machine.exchange(&mine, &path).is_err() {}
                replaced.insert(fs::read_to_string(&mine).expect("read"));
                // It goes on at another moment of a save each time.
                let rest = crate::map::Id::random().as_str().bytes().map(u32::from).sum::<u32>() % 61;
                (0..rest * 20).for_each(|_| std::thread::yield_now());
            }
            (written, replaced)
        });
        for number in 1..=saves {
            let ours = format!("ours {number}");
            let saved = put(disk, &path, ours.as_bytes(), Replaces::Version(&stamp)).expect("saved");
            stamp = saved.stamp.expect("a file");
            for sibling in saved.kept {
                kept.insert(fs::read_to_string(&sibling).expect("read"));
                fs::remove_file(sibling).expect("removed");
            }
        }
        ended.store(true, Ordering::Relaxed);
        other.join().expect("ended")
    });
    let last = fs::read_to_string(&path).expect("read");
    let theirs: Vec<_> = (1..=written).map(|number| format!("theirs {number}")).collect();
    let lost =
        theirs.iter().filter(|version| !kept.contains(*version) && !replaced.contains(*version) && **version != last);
    let lost = lost.count();
    Fate { written, kept: kept.iter().filter(|version| version.starts_with("theirs")).count(), lost }
}

/// How many saves: 300, or as many as the environment asks for in a long run.
fn saves() -> usize {
    std::env::var("HEADWAY_SAVES").ok().and_then(|text| text.parse().ok()).unwrap_or(300)
}

#[cfg(target_os = "linux")]
#[test]
fn no_version_of_a_program_that_replaces_the_file_at_random_is_lost() {
    let fate = contest(saves(), &Machine);
    println!("names exchanged: {fate:?}");
    assert_eq!(fate.lost, 0, "{fate:?}");
    assert!(fate.kept > 0, "they never met: {fate:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn where_names_cannot_be_exchanged_hardly_a_version_is_lost() {
    let fate = contest(saves(), &Faulty::new(Fails::Nothing, false));
    println!("names not exchanged: {fate:?}");
    assert!(fate.lost * 10 <= fate.written && fate.kept > 0, "{fate:?}");
}
