//! The element that holds a map in XML.

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};

use crate::export::embed::NAMESPACE;
use crate::file::MAX_BYTES;

/// The element that holds a map.
pub(super) struct Element {
    /// The file of the map.
    pub map: Vec<u8>,
    /// The fingerprint beside it.
    pub noted: Option<String>,
    /// Which bytes of the text the element around it takes up; its own, where it is the outermost.
    pub around: Range<usize>,
}

/// How many elements may be open at once. No drawing comes near, and the reader counts the levels in 16 bits.
const MOST_OPEN: usize = 4_000;

/// Finds the element that holds a map. Nothing is found in what is not well-formed up to its end, or nested beyond all measure.
pub(super) fn find(text: &str) -> Result<Option<Element>, String> {
    let mut reader = NsReader::from_str(text);
    // Where each of the elements begins that are open.
    let mut open: Vec<usize> = Vec::new();
    loop {
        let at = position(&reader);
        let Ok((namespace, event)) = reader.read_resolved_event() else { return Ok(None) };
        match event {
            Event::Start(start) => {
                let ours = namespace == ResolveResult::Bound(Namespace(NAMESPACE.as_bytes()));
                if ours && start.local_name().as_ref() == b"map" {
                    let noted = start.try_get_attribute("sha256").ok().flatten();
                    let noted = noted.map(|value| String::from_utf8_lossy(&value.value).into_owned());
                    let map = content(&mut reader)?;
                    let around = match open.last() {
                        Some(outer) => *outer..end_of_parent(&mut reader)?,
                        None => at..position(&reader),
                    };
                    return Ok(Some(Element { map, noted, around }));
                }
                if open.len() == MOST_OPEN {
                    return Ok(None);
                }
                open.push(at);
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

fn position(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The map in the element that has just begun; its end is read as well.
fn content(reader: &mut NsReader<&[u8]>) -> Result<Vec<u8>, String> {
    let mut digits: Vec<u8> = Vec::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Text(text) => digits.extend(text.iter().filter(|byte| !byte.is_ascii_whitespace())),
            Event::End(_) => break,
            Event::Comment(_) => {}
            _ => return Err("there is something else in its place".into()),
        }
    }
    if digits.len() as u64 > MAX_BYTES.div_ceil(3) * 4 {
        return Err("it is larger than 64 MiB, the most that a map may have".into());
    }
    STANDARD.decode(&digits).map_err(|error| error.to_string())
}

/// Where the element ends that the last element stood in.
fn end_of_parent(reader: &mut NsReader<&[u8]>) -> Result<usize, String> {
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(_) if depth == MOST_OPEN => return Err("its elements are nested too deep".into()),
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return Ok(position(reader)),
            Event::End(_) => depth -= 1,
            Event::Eof => return Err("the file is cut off".into()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_nested_beyond_all_measure_carry_nothing_and_end_soon() {
        let element = format!("<h:map xmlns:h=\"{NAMESPACE}\">e30=</h:map>");
        let (deep, end) = ("<g>".repeat(70_000), "</g>".repeat(70_000));
        assert!(find(&format!("<svg>{deep}{element}{end}</svg>")).expect("no fault").is_none());
        let after = format!("<svg><a>{element}{deep}{end}</a></svg>");
        assert_eq!(find(&after).err().as_deref(), Some("its elements are nested too deep"));
        let usual = format!("<svg><a>{element}{}{}</a></svg>", "<g>".repeat(3_000), "</g>".repeat(3_000));
        assert_eq!(find(&usual).expect("no fault").expect("a map").map, b"{}");
    }
}
