//! Why unsaved work cannot be kept, in words for the window.

use std::io;

use crate::file::FileError;

/// Why the journal cannot be written at the moment.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The system refused.
    System(io::Error),
    /// The map cannot be written as it is.
    Map(FileError),
    /// The part of the program that writes has come to an end.
    Ended,
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl From<FileError> for Trouble {
    fn from(error: FileError) -> Self {
        Self::Map(error)
    }
}

impl Trouble {
    /// What the user should know and do.
    pub(super) fn sentence(&self) -> String {
        let cause = match self {
            Self::System(error) => match error.kind() {
                io::ErrorKind::StorageFull => {
                    "the disk that keeps them is full; save often, and free some space".into()
                }
                io::ErrorKind::QuotaExceeded => {
                    "your share of the disk that keeps them is used up; save often, and free some space".into()
                }
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    "the folder that keeps them may not be written; save often".into()
                }
                io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                    "a file is in the way of the folder that keeps them; save often".into()
                }
                kind => format!("the system does not write them ({kind}); save often"),
            },
            Self::Map(FileError::Outgrown { .. }) => {
                "the map has grown beyond 64 MiB; take some of it out, and save".into()
            }
            Self::Map(_) => "they could not be put into words; save, and open the map anew".into(),
            Self::Ended => "a part of Headway has stopped; save, and start Headway anew".into(),
        };
        format!("Unsaved changes would be lost in a crash at the moment: {cause}.")
    }
}
