//! Reading a map: strict about the file as a whole, forgiving about each thing in it.
//!
//! Only what is no JSON or no map is refused. A fault of a single item is repaired or the item is set aside, with its
//! original in the map's `set_aside`, so that saving loses nothing and opening again finds nothing more to repair.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::stamp::{Fingerprint, Stamp};
use super::{FileError, MAX_BYTES, MAX_DEPTH, MAX_ITEMS, MAX_TEXT};
use crate::map::{Extra, FORMAT_VERSION, StrategyMap};

mod document;
mod fields;
mod ids;
mod json;
mod place;
mod records;
mod report;
mod scan;
mod words;

pub use report::Repair;

/// A map as it was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The map, sound in itself.
    pub map: StrategyMap,
    /// What had to be repaired or set aside, for the user to know.
    pub repairs: Vec<Repair>,
    /// Whether the file asks for a newer version of this program: it may be looked at, and saved only as a copy.
    pub read_only: bool,
}

/// Reads a map from a file.
///
/// # Errors
/// Where the file cannot be read, is beyond a limit, or is no strategy map.
pub fn open(path: &Path) -> Result<Loaded, FileError> {
    parse(&read(path, MAX_BYTES)?, &path.display().to_string())
}

/// Reads a map from the bytes of a file. The name is only for messages.
///
/// # Errors
/// Where the bytes are beyond a limit, no JSON or no strategy map.
pub fn parse(bytes: &[u8], name: &str) -> Result<Loaded, FileError> {
    parse_links(bytes, name, false)
}

/// As [`parse`], for a part of a map: its links may lead to records that are not in it.
pub(super) fn parse_fragment(bytes: &[u8], name: &str) -> Result<Loaded, FileError> {
    parse_links(bytes, name, true)
}

fn parse_links(bytes: &[u8], name: &str, may_dangle: bool) -> Result<Loaded, FileError> {
    let mut report = report::Report::default();
    let tree = json::tree(bytes, name, &mut report)?;
    let mut root = document::root(tree).map_err(|what| FileError::NotAMap { name: name.to_owned(), what })?;
    if document::item_count(&root) > MAX_ITEMS {
        return Err(FileError::TooManyItems { name: name.to_owned() });
    }
    Ok(settled(&mut root, report, may_dangle))
}

/// The map of a document that was never written out, whatever its size: what a merge puts together.
pub(crate) fn map_of(mut root: Extra) -> Loaded {
    settled(&mut root, report::Report::default(), false)
}

fn settled(root: &mut Extra, mut report: report::Report, may_dangle: bool) -> Loaded {
    let ids = ids::settle(root, &mut report);
    let mut context = fields::Context { report, ids, may_dangle };
    let map = document::map(root, &mut context);
    let read_only = map.overview.min_reader > FORMAT_VERSION;
    Loaded { map, repairs: context.report.repairs, read_only }
}

/// Reads the bytes of a file of at most so many.
///
/// # Errors
/// Where the file cannot be read or is larger.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    Ok(read_stamped(path, most)?.0)
}

/// As [`read`], with the version that the bytes are.
///
/// # Errors
/// Where the file cannot be read or is larger.
pub fn read_stamped(path: &Path, most: u64) -> Result<(Vec<u8>, Stamp), FileError> {
    let name = &path.display().to_string();
    let failed = |error| FileError::reading(name, &error);
    let looked_at = path.metadata().map_err(failed)?;
    if looked_at.is_dir() {
        return Err(FileError::IsFolder { name: name.to_owned() });
    }
    if looked_at.len() > most {
        return Err(FileError::TooLarge { name: name.to_owned() });
    }
    let file = File::open(path).map_err(failed)?;
    // Before the content: what is written meanwhile looks different from this afterwards.
    let metadata = file.metadata().map_err(failed)?;
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that grew meanwhile, or a device without a size.
    file.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    let stamp = Stamp::new(Fingerprint::of(&bytes), &metadata);
    Ok((bytes, stamp))
}
