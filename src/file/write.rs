//! Writing a map in canonical form: the same map always gives the same bytes.

use super::document::Document;
use super::{FileError, MAX_BYTES};
use crate::map::StrategyMap;

/// The bytes of a map's file, in canonical form: two-space indent, known fields in a fixed order, unknown ones after
/// them, and a final newline.
///
/// # Errors
/// Where the map has grown beyond what a file may hold.
pub fn to_bytes(map: &StrategyMap) -> Result<Vec<u8>, FileError> {
    let name = || match map.overview.title.as_str() {
        "" => "The map".to_owned(),
        title => title.to_owned(),
    };
    let mut bytes = serde_json::to_vec_pretty(&Document::of(map))
        .map_err(|error| FileError::Unwritable { name: name(), reason: error.to_string() })?;
    bytes.push(b'\n');
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FileError::Outgrown { name: name() });
    }
    Ok(bytes)
}
