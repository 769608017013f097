//! Why a map could not be opened.

use crate::file::FileError;

/// Why a map could not be opened. `Display` gives the sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read, or is no map.
    #[error(transparent)]
    File(#[from] FileError),
    /// A picture, deck or document without a map.
    #[error(
        "{name} carries no map: a file of this kind opens only where the map was embedded when it was exported; choose \
         the map's *.headway.json file."
    )]
    NoMap {
        /// The file as the user named it.
        name: String,
    },
    /// What carries the map is damaged.
    #[error("{name}: the map in this file cannot be taken out ({what}); choose the map's *.headway.json file.")]
    Damaged {
        /// The file as the user named it.
        name: String,
        /// What is wrong.
        what: String,
    },
    /// A file that holds no list of ideas that could be read.
    #[error("{name}: {what}")]
    NoList {
        /// The file as the user named it.
        name: String,
        /// Why, in a sentence.
        what: String,
    },
}

impl ImportError {
    /// Whether the file was read, and what is in it is no map.
    pub fn is_damage(&self) -> bool {
        use FileError::*;
        match self {
            Self::NoMap { .. } | Self::Damaged { .. } => true,
            Self::NoList { .. } => false,
            Self::File(why) => matches!(
                why,
                Empty { .. } | NotText { .. } | NotJson { .. } | NotAMap { .. } | TooDeep { .. } | TooManyItems { .. }
            ),
        }
    }
}
