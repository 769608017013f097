//! Scenes and maps as files: decks, documents, drawings, pictures, tables, and a report in words.

mod csv;
mod error;
mod job;
mod markdown;
mod pdf;
mod png;
mod pptx;
mod reading;
mod svg;
mod tables;
mod xlsx;
mod xml;

pub use csv::csv;
pub use error::ExportError;
pub use job::{Choices, Exported, Format, Sheet, export, pages};
pub use markdown::markdown;
pub use pdf::{ATTACHMENT, PdfMeta, pdf};
pub use png::{PngSize, png};
pub use pptx::{PptxMeta, pptx};
pub use svg::svg;
pub use xlsx::xlsx;
