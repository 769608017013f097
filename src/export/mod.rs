//! Scenes as files: SVG with real text, PNG drawn from it, and PDF with its structure.

mod error;
mod job;
mod pdf;
mod png;
mod svg;

pub use error::ExportError;
pub use job::{Choices, Exported, Format, Sheet, export, pages};
pub use pdf::{ATTACHMENT, PdfMeta, pdf};
pub use png::{PngSize, png};
pub use svg::svg;
