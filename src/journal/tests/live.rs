//! Journals on disk: who sees them when, and what remains of them.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::edit::Key;
use crate::journal::{Journal, left_behind};

fn names(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.expect("entry").path()).collect()
}

/// A document, and a journal of it that holds one edit.
fn begun(folder: &Path) -> (Document, Journal) {
    let base = sample("kaiser-permanente");
    let journal = Journal::begin(folder, origin(&base)).expect("begun");
    let mut document = Document::new(base);
    rename(&mut document, "One");
    journal.write(document.map());
    assert!(journal.flush(), "{:?}", journal.trouble());
    (document, journal)
}

fn rename(document: &mut Document, title: &str) {
    document.edit_overview(|overview| overview.title = title.into());
    document.commit();
}

fn titles(folder: &Path) -> Vec<String> {
    left_behind(folder).iter().map(|recovered| recovered.map.overview.title.clone()).collect()
}

/// What threads do takes as long as it takes.
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let since = std::time::Instant::now();
    while !holds() {
        assert!(since.elapsed().as_secs() < 60, "waited in vain until {what}");
        std::thread::yield_now();
    }
}

#[test]
fn only_what_no_window_has_is_left_behind_and_by_one_window_at_a_time() {
    let folder = tempfile::tempdir().expect("folder");
    let (mut document, journal) = begun(folder.path());
    assert_eq!(titles(folder.path()), [""; 0], "its window lives");
    rename(&mut document, "Two");
    let keys = touched(&mut document);
    journal.write_touched(keys);
    journal.leave().wait();
    let found = left_behind(folder.path());
    let [recovered] = &found[..] else { panic!("{found:?}") };
    assert_eq!((recovered.map.overview.title.as_str(), recovered.edits), ("Two", 2));
    assert_eq!(text(&recovered.map), text(document.map()));
    assert_eq!(text(&recovered.base), text(&sample("kaiser-permanente")));
    assert_eq!(recovered.title, recovered.base.overview.title);
    assert_eq!(titles(folder.path()), [""; 0], "one has it already");
    drop(found);
    assert_eq!(titles(folder.path()), ["Two"]);
    left_behind(folder.path()).pop().expect("found").discard().expect("taken away");
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_journal_that_is_discarded_or_was_only_begun_leaves_nothing_and_one_of_an_unsaved_map_holds_it_without_an_edit() {
    let folder = tempfile::tempdir().expect("folder");
    let (_, journal) = begun(folder.path());
    assert_eq!(names(folder.path()).len(), 1);
    journal.discard().wait();
    let journal = Journal::begin(folder.path(), origin(&sample("kaiser-permanente"))).expect("begun");
    drop(journal);
    assert!(names(folder.path()).is_empty());
    // Its file is gone, say.
    let journal = Journal::begin(folder.path(), origin(&sample("kaiser-permanente"))).expect("begun");
    journal.write(&sample("kaiser-permanente"));
    assert!(journal.flush());
    journal.leave().wait();
    let found = left_behind(folder.path()).pop().expect("found");
    assert_eq!((text(&found.map), found.edits), (text(&sample("kaiser-permanente")), 0));
}

#[test]
fn where_and_what_the_saved_map_is_comes_back_too() {
    let folder = tempfile::tempdir().expect("folder");
    let base = sample("netflix");
    let path = folder.path().join("Übersicht 1.json");
    let content = Some(crate::file::Fingerprint::of(b"some version"));
    let about = Origin { path: Some(path.clone()), content, ..origin(&base) };
    let journal = Journal::begin(folder.path(), about).expect("begun");
    let mut document = Document::new(base);
    rename(&mut document, "One");
    journal.write(document.map());
    drop(journal);
    let found = left_behind(folder.path());
    assert_eq!((found[0].path.as_ref(), found[0].content), (Some(&path), content));
}

#[test]
fn a_saved_map_is_what_the_journal_goes_on_from() {
    let folder = tempfile::tempdir().expect("folder");
    let (mut document, journal) = begun(folder.path());
    let saved = document.map().clone();
    rename(&mut document, "Two");
    journal.write(document.map());
    journal.rebase(Origin { title: "Saved".into(), ..origin(&saved) });
    rename(&mut document, "Three");
    journal.write(document.map());
    // The new one has taken the place of the other when nothing unfinished is there any more.
    until("it is written anew", || {
        journal.flush() && names(folder.path()).iter().all(|path| path.extension().is_some_and(|e| e == "journal"))
    });
    drop(journal);
    let found = left_behind(folder.path());
    assert_eq!((found.len(), found[0].title.as_str(), found[0].edits), (1, "Saved", 3));
    assert_eq!((text(&found[0].base), text(&found[0].map)), (text(&saved), text(document.map())));
}

#[test]
fn a_journal_that_has_grown_is_written_anew_and_loses_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    let (mut document, journal) = begun(folder.path());
    let size = || names(folder.path()).iter().filter_map(|path| path.metadata().ok()).map(|m| m.len()).sum::<u64>();
    for number in 0..700 {
        document.edit_overview(|overview| overview.description = format!("{number} {}", "x".repeat(9000)));
        let keys = touched(&mut document);
        journal.write_touched(keys);
    }
    until("it is short", || journal.flush() && size() < 4 * 1024 * 1024);
    drop(journal);
    let found = left_behind(folder.path());
    assert_eq!((text(&found[0].map), found[0].edits), (text(document.map()), 701));
    assert_eq!(text(&found[0].base), text(&sample("kaiser-permanente")));
}

#[test]
fn a_folder_that_takes_nothing_is_told_and_all_is_written_once_it_does() {
    let folder = tempfile::tempdir().expect("folder");
    let state = folder.path().join("state");
    fs::write(&state, "in the way").expect("written");
    let journal = Journal::begin(&state, origin(&sample("netflix"))).expect("begun");
    let (told, heard) = std::sync::mpsc::channel();
    journal.on_trouble(move || _ = told.send(()));
    let mut document = Document::new(sample("netflix"));
    for title in ["One", "Two"] {
        rename(&mut document, title);
        journal.write(document.map());
    }
    assert!(!journal.flush());
    heard.recv().expect("the window was woken");
    assert!(journal.trouble().is_some_and(|why| why.starts_with("Unsaved changes would be lost")));
    fs::remove_file(&state).expect("out of the way");
    assert!(journal.flush());
    assert_eq!(journal.trouble(), None);
    drop(journal);
    assert_eq!(titles(&state), ["Two"]);
}

#[test]
fn a_folder_that_somebody_clears_is_filled_again() {
    let folder = tempfile::tempdir().expect("folder");
    let state = folder.path().join("state");
    let (mut document, journal) = begun(&state);
    fs::remove_dir_all(&state).expect("cleared");
    rename(&mut document, "Two");
    journal.write(document.map());
    until("it is there again", || !names(&state).is_empty());
    drop(journal);
    assert_eq!(titles(&state), ["Two"]);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("folder");
    let state = folder.path().join("state");
    fs::create_dir(&state).expect("made");
    fs::set_permissions(&state, fs::Permissions::from_mode(0o755)).expect("open to all");
    let (_, journal) = begun(&state);
    let mode = |path: &Path| path.metadata().expect("there").permissions().mode() & 0o777;
    assert_eq!((mode(&state), mode(&names(&state)[0])), (0o700, 0o600));
    drop(journal);
}

#[test]
fn what_a_later_journal_holds_too_goes_when_that_is_on_the_disk() {
    let folder = tempfile::tempdir().expect("folder");
    let (_, journal) = begun(folder.path());
    drop(journal);
    let recovered = left_behind(folder.path()).pop().expect("found");
    let (base, map) = (recovered.base.clone(), recovered.map.clone());
    let journal = Journal::begin(folder.path(), origin(&base)).expect("begun");
    journal.supersede(recovered);
    assert!(journal.flush());
    assert_eq!(names(folder.path()).len(), 1, "it holds nothing yet");
    journal.write(&map);
    assert!(journal.flush());
    assert_eq!(names(folder.path()).len(), 1);
    drop(journal);
    assert_eq!(titles(folder.path()), ["One"]);
}

#[test]
fn what_the_file_holds_already_and_what_was_never_finished_is_swept() {
    let folder = tempfile::tempdir().expect("folder");
    let state = folder.path().join("state");
    let path = folder.path().join("map.json");
    let journal = Journal::begin(&state, Origin { path: Some(path.clone()), ..origin(&sample("netflix")) });
    let journal = journal.expect("begun");
    let mut document = Document::new(sample("netflix"));
    rename(&mut document, "One");
    journal.write(document.map());
    drop(journal);
    fs::write(&path, text(document.map())).expect("saved");
    for (name, bytes) in [("a.new", &b"headway journal 1\n"[..]), ("b.journal", b""), ("c.journal", &[0; 900])] {
        fs::write(state.join(name), bytes).expect("written");
    }
    // Begun anew on a map that was as it had been saved.
    fs::write(state.join("d.journal"), Written::new(&origin(document.map())).bytes).expect("written");
    fs::write(state.join("newer.journal"), "headway journal 2\n…").expect("written");
    assert_eq!(titles(&state), [""; 0]);
    assert_eq!(names(&state), [state.join("newer.journal")], "nobody here can read it");
}

#[test]
fn a_record_that_is_touched_and_the_same_is_no_edit() {
    let folder = tempfile::tempdir().expect("folder");
    let (document, journal) = begun(folder.path());
    journal.write(document.map());
    journal.write_touched(vec![(Key::Overview, Record::read(document.map(), &Key::Overview))]);
    drop(journal);
    assert_eq!(left_behind(folder.path())[0].edits, 1);
}
