//! A program that is killed while edits stream in: whatever was done more than a second before can be recovered.
//!
//! The test starts itself again as the program that is killed. `HEADWAY_JOURNAL_KILLS=500` kills more often.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use headway::edit::{Document, ListKind, Record};
use headway::file::{samples, to_bytes};
use headway::journal::{Journal, Origin, left_behind};
use headway::map::{Id, Initiative, Note, StrategyMap};

/// Where the one that is killed keeps its journal.
const CHILD: &str = "HEADWAY_JOURNAL_CHILD";

/// How the edits come: the one that is killed is told by a number.
const MANNER: &str = "HEADWAY_JOURNAL_MANNER";

/// How often something is killed.
const KILLS: &str = "HEADWAY_JOURNAL_KILLS";

/// After so many edits the map is taken for saved.
const SAVED: usize = 97;

/// The longest that something lives.
const LONGEST: u64 = 1600;

#[derive(Clone, Copy)]
enum Manner {
    /// As somebody types.
    Typing,
    /// Without a pause.
    Rushing,
    /// Without a pause and so much that the journal is written anew, again and again.
    Swelling,
}

impl Manner {
    fn of(number: u64) -> Self {
        [Self::Typing, Self::Rushing, Self::Swelling][usize::try_from(number % 3).unwrap_or_default()]
    }
}

fn base() -> StrategyMap {
    samples::find("kaiser-permanente").expect("the sample").load().expect("opens").map
}

/// The map as it is in its file once it was saved after so many edits: what it tells of itself no edit makes it.
fn saved(document: &Document, number: usize) -> StrategyMap {
    let mut map = document.map().clone();
    Arc::make_mut(&mut map.overview).description = format!("Saved after {number} edits");
    map
}

/// The edit of this number, counted from one. Each changes something.
fn edit(document: &mut Document, number: usize, manner: Manner) {
    let ids = document.map().initiatives.order().clone();
    let id = &ids[number % ids.len()];
    match number % 8 {
        0 => _ = document.undo(),
        1 => document.put(Record::Note(Arc::new(Note {
            id: Id::new(format!("note-{number}")),
            text: "New".into(),
            ..Note::default()
        }))),
        2 => document.put(Record::Initiative(Arc::new(Initiative {
            id: Id::new(format!("idea-{number}")),
            title: format!("Idea {number}"),
            ..Initiative::default()
        }))),
        3 => {
            let notes = document.map().notes.order().clone();
            document.remove(ListKind::Notes, notes.last().expect("the one that came first"));
        }
        _ => {
            let words = match manner {
                Manner::Swelling => format!("{number} {}", "x".repeat(9000)),
                _ => format!("Edit {number}"),
            };
            document.begin("Type");
            document.edit_initiative(id, |initiative| initiative.outcome = words);
            // Typing goes on; every fourth one is a step.
            if !number.is_multiple_of(4) {
                return;
            }
        }
    }
    document.commit();
}

/// What is killed: edits, and after each one a line with its number and its time.
fn edit_until_killed(folder: &Path) -> ! {
    let manner = Manner::of(std::env::var(MANNER).ok().and_then(|number| number.parse().ok()).unwrap_or_default());
    let origin = |base: &StrategyMap| Origin { title: "Killed".into(), base: base.clone(), ..Origin::default() };
    let journal = Journal::begin(folder, origin(&base())).expect("begun");
    let mut document = Document::new(base());
    let mut out = std::io::stdout();
    let mut number = 0;
    loop {
        number += 1;
        edit(&mut document, number, manner);
        let keys = document.take_touched();
        let touched = keys.into_iter().map(|key| (key.clone(), Record::read(document.map(), &key)));
        journal.write_touched(touched.collect());
        if number % SAVED == 0 {
            journal.rebase(origin(&saved(&document, number)));
        }
        let now = SystemTime::UNIX_EPOCH.elapsed().expect("a clock").as_millis();
        writeln!(out, "{number} {now}").and_then(|()| out.flush()).expect("somebody listens");
        let pause = match manner {
            Manner::Typing => Duration::from_millis(16),
            _ => Duration::from_micros(300),
        };
        std::thread::sleep(pause);
    }
}

/// One that was killed: how many edits it told, how many of them are lost, and how long before its end the first of
/// those was made.
struct Killed {
    told: usize,
    lost: usize,
    lost_for: u64,
}

fn kill(folder: &Path, number: u64) -> Killed {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "whatever_was_done_a_second_before_a_kill_is_recovered", "--nocapture", "--test-threads=1"])
        .env(CHILD, folder)
        .env(MANNER, number.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let mut stdout = child.stdout.take().expect("its words");
    let words = std::thread::spawn(move || {
        let mut words = String::new();
        stdout.read_to_string(&mut words).map(|_| words)
    });
    let mut random = [0; 8];
    getrandom::fill(&mut random).expect("chance");
    std::thread::sleep(Duration::from_millis(u64::from_le_bytes(random) % LONGEST));
    let killed = u64::try_from(SystemTime::UNIX_EPOCH.elapsed().expect("a clock").as_millis()).expect("a time");
    child.kill().expect("killed");
    child.wait().expect("gone");
    let words = words.join().expect("heard").expect("text");
    // The last line may be broken off, and something else may stand before the first one.
    let line = |line: &str| {
        let mut words = line.strip_suffix('\n')?.rsplit(' ');
        let at = words.next()?.parse().ok()?;
        Some((words.next()?.parse().ok()?, at))
    };
    let edits: Vec<(usize, u64)> = words.split_inclusive('\n').filter_map(line).collect();
    let kept = check(folder, Manner::of(number), &edits);
    let lost: Vec<u64> = edits.iter().filter(|(number, _)| *number > kept).map(|(_, at)| *at).collect();
    let lost_for = lost.first().map_or(0, |first| killed.saturating_sub(*first));
    Killed { told: edits.len(), lost: lost.len(), lost_for }
}

/// How many edits can be recovered. They are all that came first, and nothing else.
fn check(folder: &Path, manner: Manner, edits: &[(usize, u64)]) -> usize {
    let mut found = left_behind(folder);
    assert!(found.len() <= 1, "one program, one map");
    let Some(recovered) = found.pop() else { return 0 };
    let mut document = Document::new(base());
    let (mut bases, at) = (vec![base()], recovered.edits);
    for number in 1..=at {
        edit(&mut document, number, manner);
        if number % SAVED == 0 {
            bases.push(saved(&document, number));
        }
    }
    let bytes = |map: &StrategyMap| to_bytes(map).expect("written");
    assert!(at <= edits.len() + 1, "no more than was done");
    assert!(bytes(&recovered.map) == bytes(document.map()), "the map after {at} edits");
    assert!(bases.iter().any(|base| bytes(base) == bytes(&recovered.base)), "what was saved last, or before");
    recovered.discard().expect("taken away");
    let left: Vec<_> = std::fs::read_dir(folder).expect("the folder").collect();
    assert!(left.is_empty(), "{left:?}");
    at
}

#[test]
fn whatever_was_done_a_second_before_a_kill_is_recovered() {
    if let Some(folder) = std::env::var_os(CHILD) {
        edit_until_killed(Path::new(&folder));
    }
    let kills = std::env::var(KILLS).ok().and_then(|kills| kills.parse().ok()).unwrap_or(24);
    let folder = tempfile::tempdir().expect("folder");
    let all: Vec<Killed> = (0..kills).map(|number| kill(&folder.path().join("recovery"), number)).collect();
    let most = all.iter().map(|killed| killed.lost).max().unwrap_or_default();
    let longest = all.iter().map(|killed| killed.lost_for).max().unwrap_or_default();
    let told: usize = all.iter().map(|killed| killed.told).sum();
    let without = all.iter().filter(|killed| killed.lost == 0).count();
    println!(
        "{kills} kills, {told} edits: at the most {most} lost, of the last {longest} ms; {without} kills lost none"
    );
    assert!(longest <= 1000, "more than a second of work is lost");
    assert!(told > 0);
}
