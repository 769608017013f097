//! A map inside the picture that was made from it, and a fingerprint of the picture beside it.
//!
//! The fingerprint is of what is seen, without the map: where it no longer fits, the picture was changed since. Every
//! format writes the picture first, takes [`digest`] of it, and then puts the map in.

pub mod digest;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use png::text_metadata::{EncodableTextChunk as _, ITXtChunk};

use super::ExportError;

/// The keyword of the text in a PNG that holds the map; also the id of the element around it in an SVG.
pub const KEYWORD: &str = "headway-map";

/// The namespace of the element that holds the map in an SVG and in a PPTX.
pub const NAMESPACE: &str = "urn:headway:map:1";

/// The name of the file attached to a PDF that holds the map.
pub const ATTACHMENT: &str = "map.headway.json";

/// What stands before the fingerprint where a sentence holds it: in a PNG, and in the description of a PDF's attachment.
const BEFORE_DIGEST: &str = "headway map; picture sha256 ";

/// The fingerprint as a sentence holds it.
pub fn sentence_of(digest: &str) -> String {
    format!("{BEFORE_DIGEST}{digest}")
}

/// The fingerprint that a sentence holds.
pub fn digest_in(sentence: &str) -> Option<&str> {
    sentence.strip_prefix(BEFORE_DIGEST)
}

/// The element that holds a map in an SVG, and that is a custom XML part of a PPTX: its file in base64, so that it comes
/// back as it was, whatever is done to the blanks between.
pub fn element(map: &[u8], digest: &str) -> String {
    format!("<h:map xmlns:h=\"{NAMESPACE}\" sha256=\"{digest}\">{}</h:map>", STANDARD.encode(map))
}

/// Puts a map into an SVG at a place between two elements of its root.
pub fn put_into_svg(svg: &mut String, at: usize, map: &[u8]) {
    let element = element(map, &digest::of_svg(&svg[..at], &svg[at..]));
    svg.insert_str(at, &format!("<metadata id=\"{KEYWORD}\">{element}</metadata>\n"));
}

/// Puts a map into a PNG, before its image.
///
/// # Errors
/// Where the map is no text or cannot be packed.
pub fn put_into_png(png: &mut Vec<u8>, map: &[u8]) -> Result<(), ExportError> {
    let failed = |what: String| ExportError::Pack(what);
    let text = std::str::from_utf8(map).map_err(|error| failed(error.to_string()))?;
    let (digest, at) = digest::of_png(png).ok_or_else(|| failed("the picture has no image".into()))?;
    let mut chunk = ITXtChunk::new(KEYWORD, text);
    chunk.compressed = true;
    chunk.translated_keyword = sentence_of(&digest);
    let mut bytes = Vec::new();
    chunk.encode(&mut bytes).map_err(|error| failed(error.to_string()))?;
    png.splice(at..at, bytes);
    Ok(())
}
