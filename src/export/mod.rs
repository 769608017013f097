//! Scenes and maps as files: SVG with real text, PNG drawn from it, tables, and a report in words.

mod csv;
mod error;
mod job;
mod markdown;
mod png;
mod reading;
mod svg;
mod tables;
mod xlsx;

pub use csv::csv;
pub use error::ExportError;
pub use job::{Choices, Exported, Format, Sheet, export, pages};
pub use markdown::markdown;
pub use png::{PngSize, png};
pub use svg::svg;
pub use xlsx::xlsx;
