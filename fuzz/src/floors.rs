//! The floors of the program below the drawing, built again from the same files so that they can be watched while they run.
//!
//! The window, the drawing and what is exported stay out: they take minutes to build, and none of them reads a file.

pub mod laws;
pub mod mutate;

pub use program::*;

#[path = "../../src"]
#[allow(dead_code, unused_imports, reason = "what the floors above use seems unused here")]
mod program {
    pub mod edit;
    pub mod file;
    pub mod import;
    pub mod insight;
    pub mod journal;
    pub mod map;
    pub mod merge;
    pub mod random_edits;

    /// Of what is exported, only how a map goes along inside a picture.
    pub mod export {
        pub mod embed;
        mod error;

        pub use error::ExportError;
    }
}
