//! The map in a PNG: a text of its own among the chunks.

use std::io::Cursor;

use super::MOST_CARRIED;
use super::carrier::Found;
use crate::export::embed::{self, KEYWORD, digest};
use crate::file::MAX_BYTES;

pub(super) fn find(bytes: &[u8]) -> Result<Option<Found>, String> {
    let limits = ::png::Limits { bytes: MOST_CARRIED as usize };
    let mut decoder = ::png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_ignore_iccp_chunk(true);
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    if text(reader.info()).is_none() {
        // A program that wrote the picture anew may have put its texts at the end. Pictures are cut off often enough, and
        // one that is cut off carries nothing.
        let _ = reader.finish();
    }
    let Some(chunk) = text(reader.info()) else { return Ok(None) };
    let mut chunk = chunk.clone();
    chunk.decompress_text_with_limit(MAX_BYTES as usize).map_err(|error| error.to_string())?;
    let map = chunk.get_text().map_err(|error| error.to_string())?.into_bytes();
    let noted = embed::digest_in(&chunk.translated_keyword).map(str::to_owned);
    Ok(Some(Found { map, noted, actual: digest::of_png(bytes).map(|(digest, _)| digest) }))
}

fn text<'a>(info: &'a ::png::Info<'_>) -> Option<&'a ::png::text_metadata::ITXtChunk> {
    info.utf8_text.iter().find(|chunk| chunk.keyword == KEYWORD)
}
