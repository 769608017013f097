//! Copies of a map that programs leave beside it: those that synchronise folders and could not decide between two
//! versions, and this one where it found a version of somebody else.
//!
//! They are known by their names alone. Whether a file of such a name is a version of the map, its content says.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::save::beside::{ELSEWHERE, split};
use super::{Fingerprint, Replaces, write_file};

/// How many of them are named at most: who has more has another problem.
const MOST: usize = 6;

/// How many copies are remembered as dealt with.
const REMEMBERED: usize = 500;

/// What the word for it has in it in the languages that programs say it in: Latin ones first, then Russian, Turkish,
/// Hungarian, Finnish, Japanese (two), Chinese (two) and Korean.
const CONFLICT: [&str; 12] = [
    "conflict",
    "konflik",
    "conflit",
    "конфлик",
    "çakış",
    "ütköz",
    "ristiriita",
    "競合",
    "問題のあるコピー",
    "冲突",
    "衝突",
    "충돌",
];

/// What a name says of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A program that synchronises could not decide between two versions.
    Sync,
    /// This program found a version of another one when it saved.
    Elsewhere,
    /// It may be such a copy, or one that somebody made on purpose.
    Perhaps,
}

/// A copy of a map, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sibling {
    /// Its file.
    pub path: PathBuf,
    /// What its name says.
    pub origin: Origin,
}

/// The files beside a map whose names say that they may be copies of it: the surest first, and then the newest.
pub fn siblings(map: &Path) -> Vec<Sibling> {
    let map = fs::canonicalize(map).unwrap_or_else(|_| map.to_owned());
    let Some((folder, name)) = map.parent().zip(map.file_name().and_then(|name| name.to_str())) else {
        return Vec::new();
    };
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut found: Vec<(Sibling, Option<SystemTime>)> = entries.filter_map(|entry| sibling(name, &entry)).collect();
    found.sort_by(|(one, of_one), (other, of_other)| {
        (one.origin, of_other, &one.path).cmp(&(other.origin, of_one, &other.path))
    });
    found.into_iter().map(|(sibling, _)| sibling).take(MOST).collect()
}

fn sibling(name: &str, entry: &DirEntry) -> Option<(Sibling, Option<SystemTime>)> {
    let origin = origin(name, entry.file_name().to_str()?)?;
    let metadata = entry.metadata().ok().filter(fs::Metadata::is_file)?;
    Some((Sibling { path: entry.path(), origin }, metadata.modified().ok()))
}

/// What the name of a file says of a copy of another one; none where it says nothing.
fn origin(name: &str, other: &str) -> Option<Origin> {
    if other == name {
        return None;
    }
    // Of two endings a program may see only the last.
    let (stem, ending) = split(name);
    let last = name.rfind('.').filter(|at| *at > stem.len()).map(|at| name.split_at(at));
    let marks = [Some((stem, ending)), last].into_iter().flatten();
    marks.filter_map(|(stem, ending)| other.strip_prefix(stem)?.strip_suffix(ending)).find_map(of_mark)
}

/// What stands between the name and the ending of the copy.
fn of_mark(mark: &str) -> Option<Origin> {
    let sign = mark.chars().next().filter(|first| !first.is_alphanumeric())?;
    let (small, bare) = (mark.to_lowercase(), mark.trim_start_matches([sign, ' ', '(']).trim_end_matches(')'));
    if CONFLICT.iter().any(|word| small.contains(word)) {
        return Some(Origin::Sync);
    }
    if mark.strip_prefix(" (").is_some_and(|inner| inner.starts_with(ELSEWHERE)) {
        return Some(Origin::Elsewhere);
    }
    // “care (1)” and “care 2”, but not “care 2027”.
    let is_count = (1..=2).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
    if is_count && matches!(sign, ' ' | '(') {
        return Some(Origin::Perhaps);
    }
    // “care-LAPTOP-7” and “care-Annas-MacBook”, but not “care-draft”.
    let plain = mark.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let capitals = mark.bytes().filter(u8::is_ascii_uppercase).count();
    (sign == '-' && plain && capitals >= 2).then_some(Origin::Perhaps)
}

/// Which copies are dealt with, by their content, kept in the user's state folder: they are not offered again.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Dealt {
    /// Shortened fingerprints, newest last.
    contents: Vec<String>,
    #[serde(skip)]
    file: Option<PathBuf>,
}

impl Dealt {
    /// The list in a state folder. One that cannot be read is an empty one.
    pub fn load(state: &Path) -> Self {
        let file = state.join("copies.json");
        let kept: Option<Self> = fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { file: Some(file), ..kept.unwrap_or_default() }
    }

    /// Whether a copy of this content is dealt with.
    pub fn has(&self, content: Fingerprint) -> bool {
        self.contents.contains(&content.short())
    }

    /// Notes that it is, also for the next start where that is possible: the worst is that it is offered once more.
    pub fn add(&mut self, content: Fingerprint) {
        if self.has(content) {
            return;
        }
        self.contents.push(content.short());
        let surplus = self.contents.len().saturating_sub(REMEMBERED);
        self.contents.drain(..surplus);
        if let (Some(file), Ok(bytes)) = (&self.file, serde_json::to_vec_pretty(self)) {
            let _ = file.parent().map(fs::create_dir_all);
            let _ = write_file(file, &bytes, Replaces::Anything);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_the_names_that_programs_give_them() {
        for (origin_of, names) in [
            (
                Origin::Sync,
                &[
                    "care (Anna's conflicted copy 2026-11-20).headway.json",
                    "care (Anna's conflicted copy 2026-11-20) (1).headway.json",
                    "care.headway (Anna's conflicted copy 2026-11-20).json",
                    "care (In Konflikt stehende Kopie von Anna 2026-11-20).headway.json",
                    "care (Copie en conflit de Anna 2026-11-20).headway.json",
                    "care (Copia conflictiva de Anna 2026-11-20).headway.json",
                    "care (Copia in conflitto di Anna 2026-11-20).headway.json",
                    "care (Cópia em conflito de Anna 2026-11-20).headway.json",
                    "care (конфликтующая копия Anna 2026-11-20).headway.json",
                    "care (Anna 上の問題のあるコピー 2026-11-20).headway.json",
                    "care (Anna 的冲突副本 2026-11-20).headway.json",
                    "care (conflicted copy 2026-11-20 101010).headway.json",
                    "care.headway (conflicted copy 2026-11-20 101010).json",
                    "care_conflict-20261120-101010.headway.json",
                    "care.sync-conflict-20261120-101010-ABCDEFG.headway.json",
                    "care.headway.sync-conflict-20261120-101010-ABCDEFG.json",
                    "care (SFConflict anna@example.org 2026-11-20-10-10-10).headway.json",
                    "care_LAPTOP_Nov-20-101010-2026_Conflict.headway.json",
                    "care [conflicted].headway.json",
                    "care.headway.Conflict.json",
                ][..],
            ),
            (Origin::Elsewhere, &["care (changed elsewhere).headway.json", "care (changed elsewhere 2).headway.json"]),
            (
                Origin::Perhaps,
                &[
                    "care (1).headway.json",
                    "care.headway (1).json",
                    "care(2).headway.json",
                    "care 2.headway.json",
                    "care.headway 2.json",
                    "care-LAPTOP.headway.json",
                    "care.headway-LAPTOP-AB12.json",
                    "care-Annas-MacBook-Pro-2.headway.json",
                ],
            ),
        ] {
            for name in names {
                assert_eq!(origin("care.headway.json", name), Some(origin_of), "{name}");
            }
        }
        assert_eq!(origin("care.json", "care.sync-conflict-20261120-101010-ABC.json"), Some(Origin::Sync));
        assert_eq!(origin("care", "care (Anna's conflicted copy)"), Some(Origin::Sync));
    }

    #[test]
    fn other_files_of_the_folder_are_none() {
        for name in [
            "care.headway.json",
            "care.json",
            "care (conflicted copy).headway.txt",
            "career conflict.headway.json",
            "other (conflicted copy).headway.json",
            "care 2027.headway.json",
            "care (draft).headway.json",
            "care-draft.headway.json",
            "care-2027.headway.json",
            "care (damaged).headway.json",
            "care (100).headway.json",
            ".headway-0123456789abcdef-x.part",
            "care.headway.json.bak",
            "",
        ] {
            assert_eq!(origin("care.headway.json", name), None, "{name}");
        }
        assert_eq!(origin("care (1).headway.json", "care.headway.json"), None, "the map is no copy of its copy");
    }

    #[test]
    fn the_surest_come_first_and_then_the_newest_and_there_are_few() {
        let folder = tempfile::tempdir().expect("folder");
        let at = |name: &str, seconds: u64| {
            let path = folder.path().join(name);
            fs::write(&path, "{}").expect("written");
            let then = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            fs::File::options().write(true).open(&path).expect("there").set_modified(then).expect("dated");
            path
        };
        let map = at("care.headway.json", 5);
        for number in 1..=9 {
            at(&format!("care ({number}).headway.json"), number);
        }
        at("care (changed elsewhere).headway.json", 1);
        at("care (conflicted copy 1).headway.json", 1);
        at("care (conflicted copy 2).headway.json", 2);
        fs::create_dir(folder.path().join("care (conflicted copy 3).headway.json")).expect("made");
        let found = siblings(&map);
        let names: Vec<&str> = found.iter().filter_map(|found| found.path.file_name()?.to_str()).collect();
        assert_eq!(
            names,
            [
                "care (conflicted copy 2).headway.json",
                "care (conflicted copy 1).headway.json",
                "care (changed elsewhere).headway.json",
                "care (9).headway.json",
                "care (8).headway.json",
                "care (7).headway.json",
            ]
        );
        assert!(siblings(&folder.path().join("none").join("care.json")).is_empty());
    }

    #[test]
    fn what_is_dealt_with_is_remembered_by_its_content() {
        let folder = tempfile::tempdir().expect("folder");
        let (one, other) = (Fingerprint::of(b"one"), Fingerprint::of(b"other"));
        Dealt::load(folder.path()).add(one);
        assert!(Dealt::load(folder.path()).has(one) && !Dealt::load(folder.path()).has(other));
        fs::write(folder.path().join("copies.json"), "[").expect("written");
        let mut broken = Dealt::load(folder.path());
        assert!(!broken.has(one));
        for number in 0..=REMEMBERED {
            broken.contents.push(number.to_string());
        }
        broken.add(other);
        assert!(Dealt::load(folder.path()).has(other));
        assert_eq!(Dealt::load(folder.path()).contents.len(), REMEMBERED);
    }
}
