//! How much a file may hold.

/// The size of a file, in bytes: 64 MiB.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The records and entries in a map, as [`crate::map::StrategyMap::item_count`] counts them.
pub const MAX_ITEMS: usize = 200_000;

/// The characters in one text of a map.
pub const MAX_TEXT: usize = 10_000;

/// The levels of lists and groups of fields inside each other, the document itself included.
pub const MAX_DEPTH: usize = 127;
