//! The map in a PDF: an attached file.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::{AF, DESC, EF, EMBEDDED_FILES, F, KIDS, NAMES, UF};
use hayro_syntax::object::{Array, Dict, Stream, String as PdfString};

use super::MOST_CARRIED;
use super::carrier::Found;
use crate::export::embed::{self, ATTACHMENT, digest};
use crate::file::MAX_BYTES;

/// The levels of the tree of attached files, and the nodes of it, that are looked at: a file of ours has one.
const MOST_LEVELS: usize = 6;
const MOST_NODES: usize = 1_000;

pub(super) fn find(bytes: Vec<u8>) -> Result<Option<Found>, String> {
    if !is_tame(&bytes) {
        return Ok(None);
    }
    let pdf = Pdf::new(bytes).map_err(|_| "the document cannot be read".to_owned())?;
    let Some(catalog) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return Ok(None) };
    let Some(file) = attached(&catalog) else { return Ok(None) };
    let files = file.get::<Dict<'_>>(EF).ok_or("the attached file is missing")?;
    let stream = files.get::<Stream<'_>>(F).or_else(|| files.get::<Stream<'_>>(UF));
    let stream = stream.ok_or("the attached file is missing")?;
    let map = digest::unpacked(&stream, MAX_BYTES).ok_or("the attached file cannot be unpacked, or is too large")?;
    let description = file.get::<PdfString<'_>>(DESC).map(|text| plain(&text));
    let noted = description.as_deref().and_then(embed::digest_in).map(str::to_owned);
    Ok(Some(Found { map, noted, actual: digest::of_pages(&pdf) }))
}

/// The attached file that is a map.
fn attached<'a>(catalog: &Dict<'a>) -> Option<Dict<'a>> {
    let listed = catalog.get::<Array<'_>>(AF).and_then(|files| files.iter::<Dict<'_>>().take(MOST_NODES).find(is_map));
    listed.or_else(|| {
        let tree = catalog.get::<Dict<'_>>(NAMES)?.get::<Dict<'_>>(EMBEDDED_FILES)?;
        named(&tree, MOST_LEVELS, &mut MOST_NODES.clone())
    })
}

/// Looks through a tree of names.
fn named<'a>(node: &Dict<'a>, levels: usize, nodes: &mut usize) -> Option<Dict<'a>> {
    if let Some(names) = node.get::<Array<'_>>(NAMES) {
        return names
            .iter::<hayro_syntax::object::Object<'_>>()
            .take(MOST_NODES)
            .find_map(|entry| entry.into_dict().filter(is_map));
    }
    let kids = node.get::<Array<'_>>(KIDS).filter(|_| levels > 0)?;
    kids.iter::<Dict<'_>>().find_map(|kid| {
        *nodes = nodes.checked_sub(1)?;
        named(&kid, levels - 1, nodes)
    })
}

fn is_map(file: &Dict<'_>) -> bool {
    [UF, F].iter().any(|key| file.get::<PdfString<'_>>(*key).is_some_and(|name| plain(&name) == ATTACHMENT))
}

/// The text of a string, which is either a byte or two for each character.
fn plain(text: &PdfString<'_>) -> String {
    match text.as_bytes() {
        [0xFE, 0xFF, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Whether the streams of a document unpack to no more than is looked at, all together, and none is packed otherwise than by
/// deflate: the library that reads documents unpacks whatever it needs, however much that is. Nothing is taken on trust
/// here: whatever follows the word is tried.
fn is_tame(bytes: &[u8]) -> bool {
    let mut room = MOST_CARRIED;
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'/' | b's')) {
        rest = &rest[at..];
        if OTHER_FILTERS.iter().any(|name| rest.starts_with(name)) {
            return false;
        }
        let stream = rest.strip_prefix(b"stream");
        let data = stream.map(|data| data.strip_prefix(b"\r").unwrap_or(data));
        let data = data.map(|data| data.strip_prefix(b"\n").unwrap_or(data));
        if data.is_some_and(|data| !unpacks_within(data, &mut room)) {
            return false;
        }
        rest = &rest[1..];
    }
    true
}

/// How the names of other ways to pack begin, also where a sign of them is written as a number. Four bytes at least: fewer
/// would be found by chance in what is packed.
const OTHER_FILTERS: [&[u8]; 15] = [
    b"/LZW", b"/#4C", b"/#4c", b"/L#5", b"/LZ#", b"/ASC", b"/A85", b"/AHx", b"/#41", b"/A#5", b"/A#3", b"/A#4",
    b"/RunL", b"/#52", b"/R#7",
];

/// How often something may be packed into itself.
const MOST_LAYERS: usize = 3;

/// Unpacks to nowhere, and what comes out of that again. Something damaged ends where it would end for the library, too.
fn unpacks_within(data: &[u8], room: &mut u64) -> bool {
    for layers in 1..=MOST_LAYERS {
        let packed: Box<dyn Read + '_> = Box::new(data);
        let mut unpacked = (0..layers).fold(packed, |inner, _| Box::new(ZlibDecoder::new(inner)));
        let mut size = 0;
        let mut block = [0; 16 * 1024];
        while let Ok(more @ 1..) = unpacked.read(&mut block) {
            size += more as u64;
            if size > *room {
                return false;
            }
        }
        if size == 0 {
            return true;
        }
        *room -= size;
    }
    // Nobody packs so often but to hide something.
    false
}
