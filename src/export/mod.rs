//! Scenes as files: SVG with real text, and PNG drawn from the same shapes.

pub mod embed;
mod error;
mod foreign;
mod job;
mod outlines;
mod png;
mod raster;
mod svg;

pub use error::ExportError;
pub use job::{Choices, Exported, Format, Sheet, export, pages};
pub use png::{PngOptions, PngSize, png};
pub use svg::{SvgOptions, svg};
