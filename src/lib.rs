//! Headway: digital strategy maps.
//!
//! The library behind the desktop program, in floors that know only those below them: [`map`] is the document, [`edit`]
//! changes it, [`mod@file`] keeps it on disk, [`scene`] draws it and [`export`] writes drawings out.

pub mod app;
pub mod edit;
pub mod export;
pub mod file;
pub mod insight;
pub mod map;
pub mod scene;
