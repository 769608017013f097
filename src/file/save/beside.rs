//! The names of what a save puts beside the file: its temporary files, and versions of others that it keeps.

use std::path::{Path, PathBuf};

use crate::file::stamp::Fingerprint;
use crate::map::Id;

/// How long a name may be, in bytes, on the file systems in use.
const MAX_NAME: usize = 255;

/// How many versions that are kept are numbered before their names become random.
const NUMBERED: usize = 20;

/// What a version of another program is called in brackets.
pub(in super::super) const ELSEWHERE: &str = "changed elsewhere";

/// A file, its folder, and how what stands beside it is called.
pub(super) struct Place {
    /// The file itself, behind links.
    pub(super) target: PathBuf,
    /// Its folder.
    pub(super) folder: PathBuf,
    name: String,
}

/// A temporary file of an earlier save, by its name.
#[derive(Debug, PartialEq)]
pub(super) enum Leftover {
    /// What was being written, perhaps a part of it: nobody else's.
    Part,
    /// What was to change places with the file, or has: the shortened fingerprints of what may be thrown away.
    Swap([String; 2]),
}

impl Place {
    pub(super) fn of(target: PathBuf) -> Self {
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).into();
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self { target, folder, name }
    }

    /// What the names of its temporary files begin with. Not the file's own name, which may already be as long as the
    /// file system allows.
    fn prefix(&self) -> String {
        format!(".headway-{}-", Fingerprint::of(self.name.as_bytes()).short())
    }

    /// A new name for what is being written.
    pub(super) fn part(&self) -> PathBuf {
        self.folder.join(format!("{}{}.part", self.prefix(), Id::random()))
    }

    /// A new name for what is written and is to change places with the file. It says which content may be thrown away
    /// after a crash: the version that was replaced, and the one that was not put in place.
    pub(super) fn swap(&self, known: Option<Fingerprint>, new: Fingerprint) -> PathBuf {
        let known = known.unwrap_or(new).short();
        self.folder.join(format!("{}{known}-{}-{}.swap", self.prefix(), new.short(), Id::random()))
    }

    /// What a name in the folder says, where it is of a temporary file of this file.
    pub(super) fn leftover(&self, name: &str) -> Option<Leftover> {
        let rest = name.strip_prefix(&self.prefix())?;
        if let Some(random) = rest.strip_suffix(".part") {
            return is_plain(random, Id::LENGTH).then_some(Leftover::Part);
        }
        match rest.strip_suffix(".swap")?.split('-').collect::<Vec<_>>()[..] {
            [known, new, random] if is_plain(random, Id::LENGTH) && is_plain(known, 16) && is_plain(new, 16) => {
                Some(Leftover::Swap([known.to_owned(), new.to_owned()]))
            }
            _ => None,
        }
    }

    /// Names for a version of another program, best first, each of which may be taken already.
    pub(super) fn siblings(&self) -> impl Iterator<Item = PathBuf> {
        self.marked(ELSEWHERE)
    }

    /// Names for a version that says of itself what it is, best first, each of which may be taken already.
    pub(super) fn marked(&self, mark: &'static str) -> impl Iterator<Item = PathBuf> {
        let (stem, ending) = split(&self.name);
        (1..=NUMBERED + 3).map(move |number| {
            let mark = match number {
                1 => format!(" ({mark})"),
                2..=NUMBERED => format!(" ({mark} {number})"),
                _ => format!(" ({mark} {})", Id::random()),
            };
            let room = MAX_NAME.saturating_sub(mark.len() + ending.len());
            let stem = &stem[..stem.floor_char_boundary(room)];
            self.folder.join(format!("{stem}{mark}{ending}"))
        })
    }
}

/// The path of a copy of a file beside it, where nobody has named it yet.
pub fn copy_beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, ending) = split(&name);
    path.with_file_name(format!("{stem} copy{ending}"))
}

/// Splits a name before its ending, of which a map's own has two.
pub(in super::super) fn split(name: &str) -> (&str, &str) {
    const OWN: &str = ".headway.json";
    let own =
        name.len().checked_sub(OWN.len()).filter(|&at| name.get(at..).is_some_and(|e| e.eq_ignore_ascii_case(OWN)));
    let at = own.or_else(|| name.rfind('.')).unwrap_or(name.len());
    // What begins with a dot has no ending, and what is longer than endings are is none.
    if at == 0 || name.len() - at > 32 { (name, "") } else { name.split_at(at) }
}

fn is_plain(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(name: &str) -> String {
        let place = Place::of(Path::new("/maps").join(name));
        let sibling = place.siblings().next().expect("a name");
        sibling.file_name().expect("a name").to_string_lossy().into_owned()
    }

    #[test]
    fn a_version_that_is_kept_is_called_like_the_file_and_says_what_it_is() {
        assert_eq!(first("care.headway.json"), "care (changed elsewhere).headway.json");
        assert_eq!(first("care.v2.json"), "care.v2 (changed elsewhere).json");
        assert_eq!(first("care"), "care (changed elsewhere)");
        assert_eq!(first(".care"), ".care (changed elsewhere)");
        let long = first(&format!("{}.json", "é".repeat(125)));
        assert!(long.len() <= MAX_NAME && long.ends_with("é (changed elsewhere).json"), "{long}");
        let place = Place::of("care.json".into());
        assert_eq!(place.folder, Path::new("."));
        let names: Vec<_> = place.siblings().collect();
        assert!(names[1].ends_with("care (changed elsewhere 2).json"), "{names:?}");
        assert_eq!(names.iter().collect::<std::collections::HashSet<_>>().len(), NUMBERED + 3);
    }

    #[test]
    fn temporary_files_are_known_by_their_names_and_only_those_of_the_same_file() {
        let (care, other) = (Place::of("/maps/care.json".into()), Place::of("/maps/other.json".into()));
        let name = |path: PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
        let (old, new) = (Fingerprint::of(b"old"), Fingerprint::of(b"new"));
        let part = name(care.part());
        assert_eq!((care.leftover(&part), other.leftover(&part)), (Some(Leftover::Part), None));
        let swap = name(care.swap(Some(old), new));
        assert_eq!(care.leftover(&swap), Some(Leftover::Swap([old.short(), new.short()])));
        for foreign in ["care.json", ".headway-.part", &format!("{part}x"), &part.replace(".part", ".swap")] {
            assert_eq!(care.leftover(foreign), None, "{foreign}");
        }
    }
}
