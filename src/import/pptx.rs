//! The map in a PPTX: a custom XML part.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::carrier::Found;
use super::{MOST_CARRIED, xml};
use crate::export::embed::digest;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn find(bytes: &[u8]) -> Result<Option<Found>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    // All parts together may unpack to this much: a small file can pretend to hold anything.
    let mut room = MOST_CARRIED;
    for name in names(&archive, |name| name.starts_with("customXml/") && name.ends_with(".xml")) {
        let part = unpack(&mut archive, &name, &mut room)?;
        let Some(element) = std::str::from_utf8(&part).ok().map(xml::find).transpose()?.flatten() else { continue };
        let mut slides = Vec::new();
        for name in names(&archive, digest::is_slide) {
            let slide = unpack(&mut archive, &name, &mut room)?;
            slides.push((name, slide));
        }
        let actual = digest::of_pptx(slides.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
        return Ok(Some(Found { map: element.map, noted: element.noted, actual: Some(actual) }));
    }
    Ok(None)
}

fn names(archive: &Archive<'_>, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let names = archive.file_names().filter_map(Result::ok).filter(|name| wanted(name));
    names.map(|name| name.into_owned()).collect()
}

fn unpack(archive: &mut Archive<'_>, name: &str, room: &mut u64) -> Result<Vec<u8>, String> {
    let part = archive.by_name(name).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    part.take(*room + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    *room = room.checked_sub(bytes.len() as u64).ok_or("it unpacks to more than 256 MiB")?;
    Ok(bytes)
}
