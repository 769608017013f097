//! Maps on disk: the file format, reading and writing it, the samples, and what was open lately.
//!
//! Data takes one way: bytes → [`parse`] → map → [`to_bytes`] → bytes. Reading never changes a file, and
//! [`write_file`] is the only place of the program that writes one.

mod backups;
pub mod columns;
mod document;
mod error;
mod folders;
pub mod fragment;
mod limits;
mod lock;
mod read;
mod recent;
pub mod samples;
mod save;
mod schema;
mod siblings;
mod stamp;
#[cfg(test)]
mod tests;
mod write;

pub use backups::{Backup, Backups};
pub use error::FileError;
pub use folders::state_folder;
pub use limits::{MAX_BYTES, MAX_DEPTH, MAX_ITEMS, MAX_TEXT};
pub use lock::{Lock, Locks, Taken};
pub(crate) use read::map_of;
pub use read::{Loaded, Repair, open, parse, read, read_stamped};
pub use recent::Recent;
pub use samples::Sample;
pub use save::{Replaces, Saved, copy, save, save_over_damaged, write_file};
pub use schema::{schema, schema_text};
pub use siblings::{Dealt, Origin, Sibling, siblings};
pub use stamp::{Fingerprint, Stamp};
pub use write::to_bytes;
