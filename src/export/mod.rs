//! Scenes as files: SVG with real text, and PNG drawn from it.

mod error;
mod job;
mod png;
mod pptx;
mod svg;
mod xml;

pub use error::ExportError;
pub use job::{Choices, Exported, Format, Sheet, export, pages};
pub use png::{PngSize, png};
pub use pptx::{PptxMeta, pptx};
pub use svg::svg;
