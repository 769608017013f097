//! Scenes and maps as files: decks, documents, drawings, pictures, tables, and a report in words.

mod csv;
pub mod embed;
mod error;
mod foreign;
mod job;
mod markdown;
mod outlines;
mod pdf;
mod png;
mod pptx;
mod raster;
mod reading;
mod svg;
mod tables;
mod xlsx;
mod xml;

pub use csv::{csv, pasted};
pub use error::ExportError;
pub use job::{Choices, Exported, Format, Sheet, drawing, export, pages};
pub use markdown::markdown;
pub use pdf::{PdfMeta, pdf};
pub use png::{PngOptions, PngSize, png};
pub use pptx::{PptxMeta, pptx};
pub use svg::{SvgOptions, svg};
pub use xlsx::xlsx;
