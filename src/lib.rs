//! Headway: digital strategy maps.
//!
//! The library behind the desktop program, in floors that know only those below them: [`map`] is the document, [`edit`]
//! changes it, [`mod@file`] keeps it on disk, [`journal`] what is not saved yet, [`merge`] makes one of two versions, [`scene`] draws it, [`export`]
//! writes drawings out and [`import`] takes maps back out of them.

pub mod app;
pub mod edit;
pub mod export;
pub mod file;
pub mod guide;
pub mod import;
pub mod insight;
pub mod journal;
pub mod map;
pub mod merge;
#[cfg(test)]
mod random_edits;
pub mod scene;
