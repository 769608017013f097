//! A lock that a program held when it was killed is free.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use headway::file::{Locks, Taken};

/// Where the other program finds the folder of the map that it is to hold.
const FOLDER: &str = "HEADWAY_TEST_LOCK_FOLDER";

const HELD: &str = "the map is held";

fn locks(folder: &Path) -> (Locks, PathBuf) {
    (Locks::in_folder(folder.join("locks")), folder.join("care.headway.json"))
}

/// What the other program does.
fn hold_until_killed(folder: &Path) {
    let (locks, map) = locks(folder);
    let Taken::Ours(_lock) = locks.take(&map) else { panic!("the map is not free") };
    println!("\n{HELD}");
    // Its end comes from outside; where the test is gone, so is this.
    let _ = std::io::stdin().read_line(&mut String::new());
}

#[test]
fn a_program_that_is_killed_lets_go_of_its_map() {
    // The test starts itself again as the program that is killed.
    if let Some(folder) = std::env::var_os(FOLDER) {
        return hold_until_killed(Path::new(&folder));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (locks, map) = locks(folder.path());
    for _ in 0..3 {
        let mut other = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "a_program_that_is_killed_lets_go_of_its_map", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let told = BufReader::new(other.stdout.take().expect("its words")).lines();
        assert!(told.map_while(Result::ok).any(|line| line == HELD), "it never held the map");
        assert!(matches!(locks.take(&map), Taken::Elsewhere(Some(_))), "it is held");
        other.kill().expect("killed");
        let _ = other.wait().expect("ended");
        assert!(matches!(locks.take(&map), Taken::Ours(_)), "it is free");
    }
}
