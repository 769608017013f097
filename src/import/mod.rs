//! Maps back from what was exported: a picture, a deck or a document that carries the map it was made from; and lists of
//! ideas from other programs.

mod carrier;
mod error;
pub mod ideas;
mod pdf;
mod png;
mod pptx;
mod svg;
#[cfg(test)]
mod tests;
mod xml;

use std::path::Path;

pub use carrier::{Carrier, Embedded, embedded};
pub use error::ImportError;

use crate::file::{self, Loaded, Stamp};

/// The size of a picture or a deck that is looked into, in bytes: 256 MiB.
pub const MOST_CARRIED: u64 = 256 * 1024 * 1024;

/// The endings of the files that may hold a map.
pub const ENDINGS: [&str; 5] = ["json", "png", "svg", "pdf", "pptx"];

/// A map as it was opened, from its own file or from what carries it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The map.
    pub loaded: Loaded,
    /// What the user should know of where it comes from.
    pub notice: Option<String>,
    /// The map's file, where it was taken out of a picture, which must not be written over.
    pub embedded: Option<Vec<u8>>,
    /// The version of the file that was read.
    pub stamp: Stamp,
}

/// Opens a map: its own file, or a picture, deck or document that carries it. Which one it is, its content says.
///
/// # Errors
/// Where the file cannot be read, is beyond a limit, is no map or carries none.
pub fn open(path: &Path) -> Result<Opened, ImportError> {
    let name = path.display().to_string();
    let (bytes, stamp) = file::read_stamped(path, MOST_CARRIED)?;
    let Some(carrier) = Carrier::of(&bytes) else {
        return Ok(Opened { loaded: file::parse(&bytes, &name)?, notice: None, embedded: None, stamp });
    };
    let found = embedded(bytes, carrier).map_err(|what| ImportError::Damaged { name: name.clone(), what })?;
    let Embedded { map, changed } = found.ok_or_else(|| ImportError::NoMap { name: name.clone() })?;
    let loaded = file::parse(&map, &name)?;
    let notice = changed.then(|| {
        let what = carrier.noun();
        format!("The {what} was changed after the map was put into it: they may differ.")
    });
    Ok(Opened { loaded, notice, embedded: Some(map), stamp })
}
