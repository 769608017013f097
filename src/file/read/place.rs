//! Where in a document something stands.

use std::fmt;

use super::report::short;

/// A path into a document, told as `initiatives[3].position.x`. Built on the stack while reading, written only for faults.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// The document itself.
    Root,
    /// A field of what stands at a place.
    Field(&'a Place<'a>, &'a str),
    /// An entry of the list at a place, counted from 0.
    Entry(&'a Place<'a>, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => f.write_str(&short(name)),
            Self::Field(parent, name) => write!(f, "{parent}.{}", short(name)),
            Self::Entry(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}
