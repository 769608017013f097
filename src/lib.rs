//! Headway: digital strategy maps.
pub mod map;
