//! Why an export failed, in words.

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The drawing could not be read back by the renderer.
    #[error("the drawing could not be rendered: {0}")]
    Render(String),
    /// The picture would be larger than a picture can be.
    #[error(
        "a picture of {width} × {height} pixels is too large: choose at most {most} pixels a side, by --width or a lower --dpi"
    )]
    TooLarge {
        /// Width in pixels.
        width: u64,
        /// Height in pixels.
        height: u64,
        /// The most of either.
        most: u64,
    },
    /// The user has stopped it.
    #[error("the export was stopped; nothing is written")]
    Stopped,
    /// The workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Workbook(String),
    /// The PDF could not be written, or would break the rules that make it readable for everybody.
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
    /// The map that goes along could not be written.
    #[error(transparent)]
    Map(#[from] crate::file::FileError),
    /// The picture could not be packed.
    #[error("the picture could not be packed: {0}")]
    Pack(String),
}
