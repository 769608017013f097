//! Fingerprints of pictures: SHA-256 of what is seen, as lower-case hexadecimal digits.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::CONTENTS;
use hayro_syntax::object::{Array, Stream};
use sha2::{Digest as _, Sha256};

/// The fingerprint of an SVG without the element that holds the map, from what stands before and after it.
pub fn of_svg(before: &str, after: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(after);
    hex(hash)
}

/// The fingerprint of a PNG: of its header and its image; and where the image begins. None where it is no PNG.
pub fn of_png(png: &[u8]) -> Option<(String, usize)> {
    let mut hash = Sha256::new();
    let mut image_at = None;
    let mut at = png.strip_prefix(b"\x89PNG\r\n\x1a\n").map(|rest| png.len() - rest.len())?;
    while let Some(head) = png.get(at..at + 8) {
        let length = usize::try_from(u32::from_be_bytes([head[0], head[1], head[2], head[3]])).ok()?;
        let name = &head[4..];
        if name == b"IDAT" {
            image_at.get_or_insert(at);
        }
        if name == b"IHDR" || name == b"IDAT" {
            hash.update(png.get(at + 8..at.checked_add(length)?.checked_add(8)?)?);
        }
        at = at.checked_add(length)?.checked_add(12)?;
    }
    Some((hex(hash), image_at?))
}

/// The fingerprint of a PPTX: of its slides (`ppt/slides/*.xml`), name and bytes, in the order of their names.
pub fn of_pptx<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut slides: Vec<_> = parts.into_iter().filter(|(name, _)| is_slide(name)).collect();
    slides.sort_unstable();
    let mut hash = Sha256::new();
    for (name, bytes) in slides {
        hash.update(name);
        hash.update([0]);
        hash.update(bytes);
    }
    hex(hash)
}

/// Whether a part of a PPTX is a slide.
pub fn is_slide(name: &str) -> bool {
    let file = name.strip_prefix("ppt/slides/").filter(|file| !file.contains('/'));
    file.is_some_and(|file| file.ends_with(".xml"))
}

/// The most that the pages of a PDF may hold, unpacked, to be compared.
const MOST_OF_PAGES: u64 = 256 * 1024 * 1024;

/// The fingerprint of a PDF: of what is drawn on its pages. None where it cannot be read.
pub fn of_pdf(pdf: Vec<u8>) -> Option<String> {
    Pdf::new(pdf).ok().and_then(|pdf| of_pages(&pdf))
}

/// The fingerprint of a PDF that was read before.
pub fn of_pages(pdf: &Pdf) -> Option<String> {
    let mut hash = Sha256::new();
    let mut room = MOST_OF_PAGES;
    for page in pdf.pages().iter() {
        let streams: Vec<Stream<'_>> = match page.raw().get::<Stream<'_>>(CONTENTS) {
            Some(stream) => vec![stream],
            None => {
                page.raw().get::<Array<'_>>(CONTENTS).map(|all| all.iter::<Stream<'_>>().collect()).unwrap_or_default()
            }
        };
        for stream in streams {
            let bytes = unpacked(&stream, room)?;
            room -= bytes.len() as u64;
            hash.update(bytes);
        }
        // So that what moves from one page to the next is noticed.
        hash.update([0]);
    }
    Some(hex(hash))
}

/// What a stream of a PDF holds. None where it is packed otherwise than by deflate, or holds more than so many bytes.
pub fn unpacked(stream: &Stream<'_>, most: u64) -> Option<Vec<u8>> {
    use hayro_syntax::Filter;
    let raw = stream.raw_data();
    let bytes = match stream.filters().as_slice() {
        [] => raw.into_owned(),
        [Filter::FlateDecode] => {
            let mut bytes = Vec::new();
            ZlibDecoder::new(&*raw).take(most.saturating_add(1)).read_to_end(&mut bytes).ok()?;
            bytes
        }
        _ => return None,
    };
    (bytes.len() as u64 <= most).then_some(bytes)
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_parts_does_not_matter_and_only_slides_count() {
        type Part = (&'static str, &'static [u8]);
        let one: Part = ("ppt/slides/slide1.xml", b"a");
        let two: Part = ("ppt/slides/slide2.xml", b"b");
        let rels: Part = ("ppt/slides/_rels/slide1.xml.rels", b"c");
        assert_eq!(of_pptx([one, two]), of_pptx([two, rels, one]));
        assert_ne!(of_pptx([one, two]), of_pptx([one]));
    }

    #[test]
    fn what_is_cut_off_has_no_fingerprint() {
        assert_eq!(of_png(b"\x89PNG\r\n\x1a\n"), None);
        assert_eq!(of_png(b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT"), None);
        assert_eq!(of_pdf(b"%PDF-1.7".to_vec()), None);
    }
}
