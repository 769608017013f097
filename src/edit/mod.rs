//! Changes to a map.
//!
//! A [`Document`] is the only place where a map changes: records are replaced as a whole, and what each was before and after
//! is kept in one labelled [`Change`] per gesture. Undo applies a change backwards.

mod change;
mod document;
mod items;
mod observations;
mod operations;
mod record;
mod silence;

pub use change::Change;
pub use document::Document;
pub use observations::observations_label;
pub use operations::{Place, capabilities_label, initiatives_label, new_idea};
pub use record::{Key, ListKind, Record};
