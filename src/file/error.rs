//! What can go wrong with a whole file, each told in one sentence that names the file first and ends with what to do.

use std::io;
use std::path::PathBuf;

use super::save::kept_notice;

/// Why a file could not be read or written. `Display` gives the sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Nothing stands at that path.
    #[error("{name}: there is no such file; check the path, or choose another file.")]
    NotFound {
        /// The file as the user named it.
        name: String,
    },
    /// The user may not read the file.
    #[error("{name}: you are not permitted to read this file; ask its owner for access, or open a copy of it.")]
    ReadDenied {
        /// The file as the user named it.
        name: String,
    },
    /// The path leads to a folder.
    #[error("{name}: this is a folder, not a file; choose a file in it.")]
    IsFolder {
        /// The file as the user named it.
        name: String,
    },
    /// The system refused to read for another reason.
    #[error("{name}: the file could not be read ({reason}); check the disk or the connection and try again.")]
    Unreadable {
        /// The file as the user named it.
        name: String,
        /// What the system says.
        reason: String,
    },
    /// The file holds nothing, or only blanks.
    #[error("{name}: the file is empty, so there is no map in it; take an earlier copy from a backup.")]
    Empty {
        /// The file as the user named it.
        name: String,
    },
    /// The file is larger than [`super::MAX_BYTES`].
    #[error("{name}: the file is larger than 64 MiB, the most that a map may have; check that it is the right file.")]
    TooLarge {
        /// The file as the user named it.
        name: String,
    },
    /// The file holds more than [`super::MAX_ITEMS`] items.
    #[error(
        "{name}: the file holds more than 200,000 items, the most that a map may have; split it into several maps."
    )]
    TooManyItems {
        /// The file as the user named it.
        name: String,
    },
    /// Lists and groups of fields stand inside each other deeper than [`super::MAX_DEPTH`] levels.
    #[error(
        "{name}, line {line}, column {column}: brackets are nested deeper here than 127 levels, the most that a map \
         may have; check that it is the right file, or take out the brackets that are too many."
    )]
    TooDeep {
        /// The file as the user named it.
        name: String,
        /// The line of the first bracket too deep, from 1.
        line: usize,
        /// Its column in characters, from 1.
        column: usize,
    },
    /// The bytes are not text in UTF-8.
    #[error(
        "{name}: this is not a text file in UTF-8 but perhaps a picture, an office document or a damaged file; \
         choose the map's *.headway.json file, or save it as UTF-8 first."
    )]
    NotText {
        /// The file as the user named it.
        name: String,
    },
    /// The text is not JSON.
    #[error("{name}, line {line}, column {column}: {what}.")]
    NotJson {
        /// The file as the user named it.
        name: String,
        /// The line where reading stopped, from 1.
        line: usize,
        /// The column where reading stopped, in characters, from 1.
        column: usize,
        /// What is wrong there and what to do, in plain words.
        what: String,
    },
    /// The text is JSON, but not a strategy map.
    #[error(
        "{name}: this is JSON but not a strategy map, because {what}; choose a *.headway.json file, or add \
         \"format\": \"headway\" if it is one."
    )]
    NotAMap {
        /// The file as the user named it.
        name: String,
        /// What is missing or different.
        what: String,
    },
    /// The map has grown beyond [`super::MAX_BYTES`].
    #[error("{name}: the map has grown beyond 64 MiB, the most that a file may have; split it into several maps.")]
    Outgrown {
        /// The title of the map.
        name: String,
    },
    /// The user may not write there.
    #[error("{name}: you are not permitted to write here; choose another folder, or ask its owner for access.")]
    WriteDenied {
        /// The file as the user named it.
        name: String,
    },
    /// The file or its disk is marked read-only.
    #[error("{name}: the file or its disk is read-only; choose another name or another folder.")]
    WriteProtected {
        /// The file as the user named it.
        name: String,
    },
    /// The file has several names, of which a save would replace one.
    #[error(
        "{name}: this file has a second name (a hard link), which would go on showing the old version, so it was left as \
         it was; save under another name, or take the other names away first."
    )]
    SeveralNames {
        /// The file as the user named it.
        name: String,
    },
    /// The file may be written, but nothing may be put beside it.
    #[error(
        "{name}: you are not permitted to write in the folder of this file, and a safe save needs a second file beside \
         it for a moment, so it was left as it was; choose another folder, or ask the folder's owner for access."
    )]
    FolderClosed {
        /// The file as the user named it.
        name: String,
    },
    /// The file was replaced, and the disk did not confirm that this will last.
    #[error(
        "{name}: the disk did not confirm that the new version will survive a power cut ({reason}); save again, or \
         save under another name on another disk."
    )]
    Unconfirmed {
        /// The file as the user named it.
        name: String,
        /// What the system says.
        reason: String,
    },
    /// What would be written does not read back as what it was made of.
    #[error(
        "{name}: the file would not read back as the map that is open ({what}), so what was there is as it was; mend \
         that and save again."
    )]
    Unfaithful {
        /// The file as the user named it.
        name: String,
        /// What would read differently.
        what: String,
    },
    /// No space is left.
    #[error(
        "{name}: the disk is full, so nothing was written and what was there is as it was; free some space, or choose \
         another disk."
    )]
    DiskFull {
        /// The file as the user named it.
        name: String,
    },
    /// The user has used up the space that he may use.
    #[error(
        "{name}: your share of this disk is used up, so nothing was written and what was there is as it was; delete \
         what you do not need, or choose another disk."
    )]
    QuotaUsedUp {
        /// The file as the user named it.
        name: String,
    },
    /// A folder has the name that the file is to have.
    #[error("{name}: a folder has this name already; choose another name, or a name in this folder.")]
    FolderInTheWay {
        /// The file as the user named it.
        name: String,
    },
    /// Another program holds the file open and lets nobody replace it.
    #[error(
        "{name}: another program has this file open, so it was left as it was; close it there and try again, or \
         choose another name."
    )]
    InUse {
        /// The file as the user named it.
        name: String,
    },
    /// The disk holds no file of this size.
    #[error("{name}: the file is larger than this disk can hold in one file; choose another disk.")]
    TooLargeForDisk {
        /// The file as the user named it.
        name: String,
    },
    /// The system allows no file of this name.
    #[error("{name}: a file cannot have this name here; choose a shorter or plainer one.")]
    BadName {
        /// The file as the user named it.
        name: String,
    },
    /// The folder of the file does not exist.
    #[error("{name}: the folder for this file does not exist; create it, or choose another folder.")]
    NoFolder {
        /// The file as the user named it.
        name: String,
    },
    /// The system refused to write for another reason.
    #[error("{name}: the file could not be written ({reason}); try again, or choose another folder.")]
    Unwritable {
        /// The file as the user named it.
        name: String,
        /// What the system says.
        reason: String,
    },
    /// A save failed after versions of other programs were found, which are kept.
    #[error("{error} {}", kept_notice(kept))]
    FoundOthers {
        /// Why it failed.
        error: Box<Self>,
        /// Where those versions are now: beside the file.
        kept: Vec<PathBuf>,
    },
}

impl FileError {
    /// Whether the file was replaced, without the disk's promise to keep it.
    pub fn is_unconfirmed(&self) -> bool {
        match self {
            Self::Unconfirmed { .. } => true,
            Self::FoundOthers { error, .. } => error.is_unconfirmed(),
            _ => false,
        }
    }

    /// The sentence for an error of the system while reading.
    pub(super) fn reading(name: &str, error: &io::Error) -> Self {
        let name = name.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound { name },
            io::ErrorKind::PermissionDenied => Self::ReadDenied { name },
            io::ErrorKind::IsADirectory => Self::IsFolder { name },
            _ => Self::Unreadable { name, reason: error.to_string() },
        }
    }

    /// The sentence for an error of the system while writing.
    pub(super) fn writing(name: &str, error: &io::Error) -> Self {
        let name = name.to_owned();
        if cfg!(windows) && error.raw_os_error().is_some_and(|code| HELD_ON_WINDOWS.contains(&code)) {
            return Self::InUse { name };
        }
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NoFolder { name },
            io::ErrorKind::PermissionDenied => Self::WriteDenied { name },
            io::ErrorKind::ReadOnlyFilesystem => Self::WriteProtected { name },
            io::ErrorKind::StorageFull => Self::DiskFull { name },
            io::ErrorKind::QuotaExceeded => Self::QuotaUsedUp { name },
            io::ErrorKind::IsADirectory => Self::FolderInTheWay { name },
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => Self::InUse { name },
            io::ErrorKind::FileTooLarge => Self::TooLargeForDisk { name },
            io::ErrorKind::InvalidFilename => Self::BadName { name },
            _ => Self::Unwritable { name, reason: error.to_string() },
        }
    }
}

/// What Windows says of a file that another program holds: a sharing violation, or a lock on a part of it. Its standard
/// library has no kind for them.
const HELD_ON_WINDOWS: [i32; 2] = [32, 33];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_system_become_sentences_that_name_the_file_first() {
        use io::ErrorKind::*;
        for kind in
            [NotFound, PermissionDenied, IsADirectory, StorageFull, ReadOnlyFilesystem, TimedOut, InvalidFilename]
        {
            let error = io::Error::from(kind);
            for sentence in [FileError::reading("care.json", &error), FileError::writing("care.json", &error)] {
                let sentence = sentence.to_string();
                assert!(sentence.starts_with("care.json: "), "{sentence}");
                assert!(sentence.ends_with('.'), "{sentence}");
            }
        }
    }

    fn writing(kind: io::ErrorKind) -> String {
        FileError::writing("deck.pdf", &io::Error::from(kind)).to_string()
    }

    #[test]
    fn each_cause_that_a_user_can_mend_has_a_sentence_that_says_what_to_do() {
        use io::ErrorKind::*;
        let causes = [
            (NotFound, "the folder for this file does not exist", "choose another folder"),
            (NotADirectory, "the folder for this file does not exist", "choose another folder"),
            (PermissionDenied, "not permitted to write here", "choose another folder"),
            (ReadOnlyFilesystem, "read-only", "choose another name or another folder"),
            (StorageFull, "the disk is full", "free some space"),
            (QuotaExceeded, "your share of this disk is used up", "choose another disk"),
            (IsADirectory, "a folder has this name already", "choose another name"),
            (ResourceBusy, "another program has this file open", "close it there"),
            (ExecutableFileBusy, "another program has this file open", "close it there"),
            (FileTooLarge, "larger than this disk can hold", "choose another disk"),
            (InvalidFilename, "cannot have this name", "choose a shorter or plainer one"),
        ];
        for (kind, what, remedy) in causes {
            let sentence = writing(kind);
            assert!(sentence.contains(what) && sentence.contains(remedy), "{kind:?}: {sentence}");
            assert!(!sentence.contains("os error"), "{kind:?}: {sentence}");
        }
    }

    #[test]
    fn a_cause_that_nobody_foresaw_is_told_in_the_words_of_the_system() {
        assert!(writing(io::ErrorKind::TimedOut).contains("timed out"));
    }

    #[cfg(windows)]
    #[test]
    fn a_file_that_another_program_holds_is_told_as_that() {
        for code in HELD_ON_WINDOWS {
            let error = FileError::writing("deck.pdf", &io::Error::from_raw_os_error(code));
            assert!(matches!(error, FileError::InUse { .. }));
        }
    }
}
