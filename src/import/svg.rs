//! The map in an SVG: among its metadata.

use super::carrier::Found;
use super::xml;
use crate::export::embed::digest;

pub(super) fn find(bytes: &[u8]) -> Result<Option<Found>, String> {
    // An SVG in another encoding was written by another program, and carries nothing.
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(None) };
    let Some(element) = xml::find(text)? else { return Ok(None) };
    let after = &text[element.around.end..];
    let after = after.strip_prefix('\n').unwrap_or(after);
    let actual = digest::of_svg(&text[..element.around.start], after);
    Ok(Some(Found { map: element.map, noted: element.noted, actual: Some(actual) }))
}
