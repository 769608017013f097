//! What carries a map, told by its content.

use super::{pdf, png, pptx, svg};

/// What may carry a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A PNG.
    Png,
    /// An SVG.
    Svg,
    /// A PDF.
    Pdf,
    /// A PPTX.
    Pptx,
}

/// A map that was carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// Its file, byte for byte.
    pub map: Vec<u8>,
    /// Whether what carries it was changed since, or may have been.
    pub changed: bool,
}

/// What was found in a carrier.
pub(super) struct Found {
    /// The file of the map.
    pub map: Vec<u8>,
    /// The fingerprint that was put in with it.
    pub noted: Option<String>,
    /// The fingerprint that the carrier has now.
    pub actual: Option<String>,
}

impl Carrier {
    /// What begins like one. No map begins like any: its first sign is a brace.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
        match bytes {
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            [b'P', b'K', 3, 4, ..] => Some(Self::Pptx),
            _ if text.starts_with(b"%PDF-") => Some(Self::Pdf),
            _ if text.starts_with(b"<") => Some(Self::Svg),
            _ => None,
        }
    }

    /// What it is called.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Png | Self::Svg => "picture",
            Self::Pdf => "document",
            Self::Pptx => "deck",
        }
    }
}

/// Takes the map out of what carries it. None where it carries none.
///
/// # Errors
/// Where there is a map in it, or something is damaged so that this cannot be told: what is wrong, in words.
pub fn embedded(bytes: Vec<u8>, carrier: Carrier) -> Result<Option<Embedded>, String> {
    let found = match carrier {
        Carrier::Png => png::find(&bytes),
        Carrier::Svg => svg::find(&bytes),
        Carrier::Pdf => pdf::find(bytes),
        Carrier::Pptx => pptx::find(&bytes),
    }?;
    Ok(found.map(|Found { map, noted, actual }| Embedded { map, changed: noted.is_none() || noted != actual }))
}
